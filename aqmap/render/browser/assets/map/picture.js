function picture({ book, dom, drawing, handOver, map, overlays, patterns, phrases, picturePage, sheet, state }) {
  // A map as a picture for a report: drawn from the book, 156 mm wide at 300 dots an inch.

  const { el } = dom;
  const { phrase, say } = phrases;

  const DOTS = 300 / 25.4;
  const WIDTH = 156;
  const [MAP_WIDTH, MAP_HEIGHT, EDGE, GAP] = [108, 92, 3, 4];
  const LEGEND_LEFT = EDGE + MAP_WIDTH + GAP;
  const COMPARED = 1e-9;
  // How far a label may jut out of its county.
  const WIDEST = 1.15;

  /** Draw the map that is shown, and hand it over as a file. */
  async function save() {
    const canvas = draw();
    const blob = await new Promise((made) => {
      canvas.toBlob(made, "image/png");
    });
    const file = await picturePage.withDots(blob, 300);
    handOver.save(`${state.layer}-${state.period}.png`, file);
  }

  function draw() {
    const month = sheet.progress();
    const canvas = el("canvas", {});
    const pen = canvas.getContext("2d");
    const head = picturePage.lines(pen, phrase(month.rule), 2.7, WIDTH - 2 * EDGE);
    const foot = footLines().map((line) => picturePage.lines(pen, line, 2.5, WIDTH - 2 * EDGE));
    const top = 11 + head.length * 3.9;
    const rows = foot.flat();
    // One row more than the foot has: it says how many labels have no room.
    const height = top + MAP_HEIGHT + 4 + (rows.length + 1) * 3.6 + 5;
    canvas.width = Math.round(WIDTH * DOTS);
    canvas.height = Math.round(height * DOTS);
    pen.scale(DOTS, DOTS);
    pen.fillStyle = "#FFFFFF";
    pen.fillRect(0, 0, WIDTH, height);
    picturePage.write(pen, sheet.title(), WIDTH / 2, 6, { size: 4.4, weight: 700, align: "center" });
    head.forEach((line, i) => picturePage.write(pen, line, EDGE, 11 + i * 3.9, { size: 2.7 }));
    const missed = drawMap(pen, top);
    drawLegend(pen, top);
    [...rows, ...missed].forEach((line, i) => {
      const y = top + MAP_HEIGHT + 4 + i * 3.6;
      picturePage.write(pen, line, EDGE, y, { size: 2.5, color: "#333333" });
    });
    const status = { size: 2.7, weight: 700, color: "#A61B1B" };
    picturePage.write(pen, phrase(book.status), EDGE, height - 3, status);
    const alerts = [...(month.draft ? [say("page.progress_draft")] : []), ...overlays.notices()];
    const right = { ...status, align: "right" };
    picturePage.write(pen, alerts.join(say("page.comma")), WIDTH - EDGE, height - 3, right);
    return canvas;
  }

  /** Sources, notes, outlines and date. */
  function footLines() {
    const layer = sheet.layer();
    const sources = layer.sources.map((n) => phrase(book.sources[n].title));
    const notes = layer.notes.map((n) => phrase(n));
    const semicolon = say("page.semicolon");
    return [
      sources.length ? say("page.progress_source", { sources: sources.join(semicolon) }) : "",
      notes.join(semicolon),
      [
        say("page.boundaries", { credit: phrase(book.credit) }),
        phrase(book.compiler) && say("page.compiler", { name: phrase(book.compiler) }),
        book.date && say("page.date", { date: book.date }),
      ]
        .filter(Boolean)
        .join(semicolon),
    ].filter(Boolean);
  }

  /** Counties in a plane that is true in the middle of the region: millimetres on the picture. */
  function planeOf(counted, top) {
    const points = counted.flatMap((shape) => shape.rings.flat());
    const spots = sheet
      .places()
      .map((i) => map.spotOf(book.places[i]))
      .filter(Boolean);
    const lats = [...points, ...spots].map(([lat]) => lat);
    const lons = [...points, ...spots].map(([, lon]) => lon);
    const [south, north] = [least(lats), -least(lats.map((lat) => -lat))];
    const [west, east] = [least(lons), -least(lons.map((lon) => -lon))];
    const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
    const room = 0.94;
    const scale = Math.min(
      (room * MAP_WIDTH) / Math.max((east - west) * squeeze, COMPARED),
      (room * MAP_HEIGHT) / Math.max(north - south, COMPARED),
    );
    const plane = ([lat, lon]) => [
      EDGE + MAP_WIDTH / 2 + (lon - (west + east) / 2) * squeeze * scale,
      top + MAP_HEIGHT / 2 - (lat - (south + north) / 2) * scale,
    ];
    return Object.assign(plane, { perDegree: squeeze * scale });
  }

  const least = (numbers) => numbers.reduce((a, b) => Math.min(a, b), Infinity);

  /** Draw land, borders and labels; return a line on the labels that have no room. */
  function drawMap(pen, top) {
    const shown = new Set(sheet.places());
    const counted = book.shapes.filter((shape) => shown.has(shape.place));
    const plane = planeOf(counted, top);
    pen.save();
    pen.beginPath();
    pen.rect(EDGE, top, MAP_WIDTH, MAP_HEIGHT);
    pen.clip();
    for (const shape of book.shapes) {
      trace(pen, shape.rings, plane);
      fill(pen, shown.has(shape.place) ? cellOf(shape.place) : null);
      pen.strokeStyle = shown.has(shape.place) ? "#5A5A5A" : book.ground.edge;
      pen.lineWidth = 0.2;
      pen.stroke();
    }
    for (const line of book.lines) {
      pen.beginPath();
      for (const part of line.parts) follow(pen, part, plane);
      pen.strokeStyle = book.ground.outline;
      pen.lineWidth = line.rank === "national" ? 0.7 : 0.4;
      pen.stroke();
    }
    const left = drawLabels(pen, shown, plane);
    pen.restore();
    pen.strokeStyle = "#1A1A1A";
    pen.lineWidth = 0.3;
    pen.strokeRect(EDGE, top, MAP_WIDTH, MAP_HEIGHT);
    return left ? [say("page.progress_unlabelled", { n: left })] : [];
  }

  const cellOf = (i) => sheet.cellAt(sheet.view(), i);

  function follow(pen, points, plane) {
    points.forEach((point, i) => pen[i ? "lineTo" : "moveTo"](...plane(point)));
  }

  function trace(pen, rings, plane) {
    pen.beginPath();
    for (const ring of rings) {
      follow(pen, ring, plane);
      pen.closePath();
    }
  }

  function fill(pen, cell) {
    pen.fillStyle = !cell
      ? book.ground.context
      : cell.reason
        ? picturePage.hatched(pen, cell.reason.family, DOTS, patterns)
        : cell.group.color;
    pen.fill("evenodd");
  }

  /** Write name, sign and number of as many places as have room, the largest first. */
  function drawLabels(pen, shown, plane) {
    const taken = [];
    const places = [...shown].sort((a, b) => roomOf(b) - roomOf(a));
    let left = 0;
    for (const i of places) {
      const place = book.places[i];
      const spot = map.spotOf(place);
      if (!spot) {
        left += 1;
        continue;
      }
      if (!place.shape) zoneSign(pen, plane(spot), cellOf(i));
      const room = place.shape ? roomOf(i) * plane.perDegree : Infinity;
      if (!drawLabel(pen, plane(spot), place, cellOf(i), { taken, room })) left += 1;
    }
    return left;
  }

  function roomOf(i) {
    const shape = book.shapes.find(({ place }) => place === i);
    return shape ? shape.half : 0;
  }

  function zoneSign(pen, [x, y], cell) {
    pen.beginPath();
    pen.rect(x - 1.3, y - 1.3, 2.6, 2.6);
    fill(pen, cell);
    pen.strokeStyle = drawing.INK;
    pen.lineWidth = 0.25;
    pen.stroke();
  }

  /** Write a label within its county's width, else smaller, else without the number. */
  function drawLabel(pen, [x, y], place, cell, { taken, room }) {
    const name = phrase(place.label);
    const letter = cell.reason ? phrase(cell.reason.letter) : "";
    const symbol = cell.reason ? "" : cell.group.symbol;
    for (const [number, size] of [
      [letter + cell.label, 2.9],
      [letter + cell.label, 2.3],
      [letter, 2.3],
    ]) {
      const sign = symbol ? size * 1.25 : 0;
      const nameWidth = picturePage.widthOf(pen, name, size, 500);
      const numberWidth = picturePage.widthOf(pen, number, size, 700) + sign;
      const half = Math.max(nameWidth, numberWidth) / 2 + 0.3;
      const low = place.shape ? y : y + 1.6 + size;
      const box = [x - half, low - size * 1.25, x + half, low + size * 1.25];
      if (number !== letter && half > room * WIDEST) continue;
      if (taken.some((other) => meets(box, other))) continue;
      taken.push(box);
      const style = { size, halo: true };
      picturePage.write(pen, name, x, low - size * 0.62, { ...style, weight: 500, align: "center" });
      const start = x - numberWidth / 2;
      if (symbol) drawing.drawSymbol(pen, symbol, start + size * 0.5, low + size * 0.62, size * 0.5);
      picturePage.write(pen, number, start + sign, low + size * 0.62, { ...style, weight: 700 });
      return true;
    }
    return false;
  }

  const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  function drawLegend(pen, top) {
    const room = WIDTH - EDGE - LEGEND_LEFT;
    let y = top + 2.5;
    picturePage.write(pen, say("page.legend"), LEGEND_LEFT, y, { size: 3.2, weight: 700 });
    for (const line of sheet.legend()) {
      y += 5.6;
      pen.beginPath();
      pen.rect(LEGEND_LEFT, y - 1.9, 7.5, 3.8);
      pen.fillStyle = line.family
        ? picturePage.hatched(pen, line.family, DOTS, patterns)
        : line.color;
      pen.fill();
      pen.strokeStyle = "#5A5A5A";
      pen.lineWidth = 0.15;
      pen.stroke();
      if (line.symbol) drawing.drawSymbol(pen, line.symbol, LEGEND_LEFT + 3.75, y, 1.45);
      const letter = { size: 2.6, weight: 700, align: "center", halo: true };
      if (line.letter) picturePage.write(pen, line.letter, LEGEND_LEFT + 3.75, y, letter);
      const count = say("page.count", { n: line.count });
      picturePage.write(pen, count, WIDTH - EDGE, y, { size: 2.6, align: "right" });
      const kept = room - 9 - picturePage.widthOf(pen, count, 2.6, 400) - 1;
      const words = picturePage.lines(pen, line.label, 2.6, kept);
      words.forEach((part, i) => {
        picturePage.write(pen, part, LEGEND_LEFT + 9, y + i * 3.2, { size: 2.6 });
      });
      y += (words.length - 1) * 3.2;
    }
    y += 6;
    for (const total of totals()) {
      for (const part of picturePage.lines(pen, total, 2.6, room)) {
        picturePage.write(pen, part, LEGEND_LEFT, y, { size: 2.6 });
        y += 3.6;
      }
    }
  }

  function totals() {
    const byRegion = sheet.view().totals[state.period] || {};
    return sheet
      .regions()
      .map((region) => byRegion[region.id])
      .filter((n) => n !== undefined)
      .map(phrase);
  }

  return { save };
}
