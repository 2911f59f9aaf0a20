function picture({ book, chosenClasses, dom, gridKey, handOver, overlays, phrases, pictureGround, pictureInsets, pictureLegend, pictureMap, pictureParts, pictureText, pngDots, sheet, state }) {
  // The map that is shown as a picture for a report: drawn from the book, 156 mm wide; SVG or PNG.

  const { el } = dom;
  const { phrase, say } = phrases;
  const { node, rect, text } = pictureParts;

  const DOTS = 300; // an inch
  const WIDTH = 156;
  const [MAP_WIDTH, MAP_HEIGHT, EDGE, GAP] = [108, 92, 3, 4];
  const LEGEND_LEFT = EDGE + MAP_WIDTH + GAP;
  const RED = "#A61B1B";

  const name = () => [state.layer, state.view, state.day || state.period, state.region].join("-");

  /** Hand a picture over as a file; if none is given, that of the map that is shown. */
  async function save(kind, drawn = draw(), named = name()) {
    const stem = named.replace(/[^\w.-]/g, "_");
    if (kind === "svg") {
      const written = `<?xml version="1.0" encoding="UTF-8"?>\n${xmlOf(drawn.root)}`;
      handOver.save(`${stem}.svg`, new Blob([written], { type: "image/svg+xml" }));
      return;
    }
    const canvas = await painted(drawn);
    const blob = await new Promise((made) => {
      canvas.toBlob(made, "image/png");
    });
    handOver.save(`${stem}.png`, await pngDots.withDots(blob, DOTS));
  }

  const xmlOf = (root) => new window.XMLSerializer().serializeToString(root);

  /** The picture in dots; what it shows is in the page already, so nothing is asked of a network. */
  async function painted({ root, height }) {
    const [across, down] = [WIDTH, height].map((mm) => Math.round((mm / 25.4) * DOTS));
    const sized = root.cloneNode(true);
    sized.setAttribute("width", across);
    sized.setAttribute("height", down);
    const canvas = el("canvas", { width: across, height: down });
    const image = el("img", {});
    await new Promise((loaded, failed) => {
      image.onload = loaded;
      image.onerror = () => failed(new Error(say("page.picture_failed")));
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(xmlOf(sized))}`;
    });
    canvas.getContext("2d").drawImage(image, 0, 0, across, down);
    return canvas;
  }

  /** The whole picture, and how high it is. */
  function draw() {
    const parts = [];
    let y = 6;
    for (const line of pictureText.lines(sheet.title(), 4.4, WIDTH - 2 * EDGE, 700)) {
      const style = { size: 4.4, weight: 700, align: "middle" };
      parts.push(...text(line, WIDTH / 2, y, style));
      y += 5.2;
    }
    for (const line of headLines()) {
      parts.push(...text(line, EDGE, y, { size: 2.7 }));
      y += 3.9;
    }
    const top = y - 1;
    const box = [EDGE, top, MAP_WIDTH, MAP_HEIGHT];
    const { plane, boxes, codes } = pictureInsets.arrange(box);
    const map = pictureMap.draw(plane, box, { elsewhere: codes, over: boxes.map((each) => each.box) });
    const insets = pictureInsets.draw({ plane, boxes });
    const legend = pictureLegend.draw(LEGEND_LEFT, top + 2.5, WIDTH - EDGE - LEGEND_LEFT);
    const bar = scaleBar(plane, legend.bottom + 3);
    y = Math.max(top + MAP_HEIGHT, bar.bottom) + 4;
    const left = map.left + insets.left;
    const foot = [
      ...footLines(),
      ...(map.moved || insets.moved ? [say("page.stations_moved")] : []),
      ...(left ? [say("page.progress_unlabelled", { n: left })] : []),
    ];
    for (const words of foot) {
      for (const line of pictureText.lines(words, 2.5, WIDTH - 2 * EDGE)) {
        parts.push(...text(line, EDGE, y, { size: 2.5, color: "#333333" }));
        y += 3.6;
      }
    }
    const status = statusLines(y + 1);
    const height = status.bottom;
    const root = pictureParts.page(WIDTH, height, sheet.title());
    root.append(pictureParts.defs(colors()), ...map.parts, ...insets.parts, ...legend.parts);
    root.append(...bar.parts, ...parts, ...status.parts);
    return { root, height };
  }

  /** Every colour of a class, which a number that is indicative only has under level lines. */
  const colors = () =>
    [...sheet.view().scale.classes.map(({ color }) => color), book.ground.base].filter(Boolean);

  /** By which rule a month is judged, that nothing has a value, or that classes are left out. */
  function headLines() {
    const month = sheet.progress();
    const only = [...sheet.legend(), ...sheet.sizes()]
      .filter(({ klass }) => chosenClasses.has(klass))
      .map(({ label }) => label)
      .join(say("page.comma"));
    const said = [
      month ? phrase(month.rule) : sheet.placesInWords(),
      sheet.missing(),
      only && say("page.only_shown", { classes: only }),
    ];
    return said.filter(Boolean).flatMap((words) => pictureText.lines(words, 2.7, WIDTH - 2 * EDGE));
  }

  /** Sources, notes, outlines and date. */
  function footLines() {
    const layer = sheet.topic();
    const sources = layer.sources.map((n) => phrase(book.sources[n].title));
    const semicolon = say("page.semicolon");
    const notes = layer.notes.map((n) => phrase(n).replace(/[。.]$/, ""));
    // What was dropped on the page is neither the compiler's nor of the book's day.
    const isOwn = !layer.dropped;
    const base = [
      say("page.boundaries", { credit: phrase(book.credit) }),
      isOwn && phrase(book.compiler) && say("page.compiler", { name: phrase(book.compiler) }),
      isOwn && book.date && say("page.date", { date: book.date }),
    ];
    return [
      sources.length ? say("page.progress_source", { sources: sources.join(semicolon) }) : "",
      notes.length ? notes.join(semicolon) + say("page.stop").trim() : "",
      base.filter(Boolean).join(semicolon),
    ].filter(Boolean);
  }

  /** A bar of four parts, true in the middle of the map. */
  function scaleBar(plane, top) {
    const km = pictureGround.barKm(plane.perKm, MAP_WIDTH);
    const step = (km * plane.perKm) / 4;
    const y = top + 3;
    const parts = [];
    for (let i = 0; i < 4; i += 1) {
      const fill = i % 2 ? "#FFFFFF" : "#1A1A1A";
      parts.push(rect([LEGEND_LEFT + 1 + i * step, y, step, 1.2], fill, "#1A1A1A", 0.15));
    }
    for (let i = 0; i < 5; i += 2) {
      const style = { size: 2.4, align: "middle" };
      const number = String(Number(((km * i) / 4).toPrecision(4)));
      parts.push(...text(number, LEGEND_LEFT + 1 + i * step, y - 1.8, style));
    }
    const unit = { size: 2.4 };
    parts.push(...text(say("paper.km"), LEGEND_LEFT + 2.4 + 4 * step, y + 0.6, unit));
    const group = node("g", { "data-km": km }, ...parts);
    return { parts: [group], bottom: y + 1.2 };
  }

  /** The lowest line: whom it is for and its review, then what must not be overlooked. */
  function statusLines(top) {
    const month = sheet.progress();
    const alerts = [
      ...(month && month.draft ? [say("page.progress_draft")] : []),
      ...overlays.notices(),
      ...gridKey.notices(),
      ...(book.unmatched.length
        ? [say("page.unmatched", { n: book.unmatched.length, names: book.unmatched.join(say("page.comma")) })]
        : []),
    ];
    const parts = [];
    let y = top + 1;
    for (const words of [phrase(book.unreviewed), ...alerts]) {
      for (const line of pictureText.lines(words, 2.7, WIDTH - 2 * EDGE, 700)) {
        parts.push(...text(line, EDGE, y, { size: 2.7, weight: 700, color: RED }));
        y += 3.9;
      }
    }
    return { parts, bottom: y };
  }

  return { draw, save, xmlOf };
}
