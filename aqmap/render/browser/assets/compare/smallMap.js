function smallMap({ book, dom, drawing, map, outlines, phrases, state }) {
  // A small map on a canvas of its own: the places of a region in their classes, with signs where few.

  const { el } = dom;
  const { phrase } = phrases;

  const [MOST_SIGNS, LARGEST, SMALLEST] = [60, 15, 1.2];
  const LINE = "#8A949E";

  /** The outlines of the places that a look shows, as wide as asked for; the height follows. */
  function ground(look, width) {
    const square = look.pictureGround.plane([0, 0, 1000, 1000]);
    const shown = new Set(look.sheet.places());
    const shapes = book.shapes.filter(({ place }) => shown.has(place));
    const [south, west, north, east] = outlines.boundsOf(shapes.map(({ bounds }) => bounds));
    const [[left, top], [right, bottom]] = [square([north, west]), square([south, east])];
    const ratio = shapes.length ? (bottom - top) / (right - left) : 1;
    const height = Math.round(width * Math.min(1.3, Math.max(0.4, ratio)));
    const plane = look.pictureGround.plane([0, 0, width, height]);
    const paths = new Map(shapes.map((shape) => [shape.place, pathOf(shape, plane)]));
    return { width, height, plane, paths };
  }

  function pathOf({ rings }, plane) {
    const path = new window.Path2D();
    for (const ring of rings) {
      outlines.spotsOf(ring).forEach((spot, i) => path[i ? "lineTo" : "moveTo"](...plane(spot)));
      path.closePath();
    }
    return path;
  }

  function canvas({ width, height }) {
    const ratio = window.devicePixelRatio || 1;
    const facts = { width: width * ratio, height: height * ratio, "aria-hidden": "true" };
    return el("canvas", { ...facts, style: `width:${width}px;height:${height}px` });
  }

  /** Draw a look on its canvas; the chosen place and the one that is pointed at have a rim. */
  function draw(picture, look, land, pointed) {
    const pen = picture.getContext("2d");
    const ratio = picture.width / land.width;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, land.width, land.height);
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    const numbers = look.sheet.places();
    const counted = new Set(numbers);
    for (const i of numbers) {
      if (!land.paths.has(i)) continue;
      pen.fillStyle = look.map.fillOf(i, counted).paint;
      pen.fill(land.paths.get(i), "evenodd");
      pen.strokeStyle = LINE;
      pen.lineWidth = 0.6;
      pen.stroke(land.paths.get(i));
    }
    const cells = numbers.map((i) => [i, look.sheet.cellAt(look.sheet.view(), i)]);
    cells.sort(([, a], [, b]) => Math.abs(b.value || 0) - Math.abs(a.value || 0));
    for (const [i, cell] of cells) drawSign(pen, i, cell, look, land, numbers.length <= MOST_SIGNS);
    for (const [i, width] of [[pointed, 1.6], [numberOf(state.place), 2.2]]) {
      if (!land.paths.has(i)) continue;
      pen.strokeStyle = "#0B3C6F";
      pen.lineWidth = width;
      pen.stroke(land.paths.get(i));
    }
  }

  const numberOf = (code) => book.places.findIndex((place) => place.code === code);

  /** An amount as a circle; a place without outline as a square; a verdict or a reason by its sign. */
  function drawSign(pen, i, cell, look, { plane }, hasRoom) {
    const place = book.places[i];
    const spot = map.spotOf(place);
    if (!spot) return;
    const [x, y] = plane(spot);
    const { scale } = look.sheet.view();
    if (!place.shape) {
      pen.fillStyle = look.map.fillOf(i, new Set([i])).paint;
      pen.fillRect(x - 4, y - 4, 8, 8);
      pen.strokeStyle = drawing.INK;
      pen.lineWidth = 1;
      pen.strokeRect(x - 4, y - 4, 8, 8);
    }
    if (scale.kind === "size" && !cell.reason && cell.value) {
      pen.beginPath();
      pen.arc(x, y, radiusOf(cell.value, scale), 0, 7);
      pen.fillStyle = cell.value < 0 ? "rgba(255,255,255,0.85)" : scale.color;
      pen.globalAlpha = 0.8;
      pen.fill();
      pen.globalAlpha = 1;
      pen.strokeStyle = cell.value < 0 ? scale.color : "#FFFFFF";
      pen.lineWidth = 1;
      pen.stroke();
    } else if (hasRoom && cell.reason && place.shape) {
      const part = { text: phrase(cell.reason.letter), size: 9, color: "#454A50", weight: 700 };
      drawing.writeLines(pen, [part], x, y - 6);
    } else if (hasRoom && cell.group && cell.group.symbol && scale.kind === "category") {
      drawing.drawSymbol(pen, cell.group.symbol, x, y, 4.5);
    }
  }

  const radiusOf = (value, scale) => Math.max(LARGEST * Math.sqrt(Math.abs(value) / scale.largest), SMALLEST);

  /** The number of the place at a point of a canvas; -1 for none. */
  function placeAt(picture, { paths }, { offsetX, offsetY }) {
    const pen = picture.getContext("2d");
    pen.save();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    const found = [...paths].find(([, path]) => pen.isPointInPath(path, offsetX, offsetY, "evenodd"));
    pen.restore();
    return found ? found[0] : -1;
  }

  return { ground, canvas, draw, placeAt, radiusOf, numberOf };
}
