function pictureLabels({ book, chosenClasses, drawing, map, phrases, pictureParts, pictureText, sheet }) {
  // Names, signs and numbers on a picture: as many as have room, the smallest counties first.

  const { phrase } = phrases;
  const { node, path, route, t, text } = pictureParts;

  // How far a label may jut out of its county.
  const WIDEST = 1.15;
  const SIZES = [2.9, 2.3];
  const FAR = [7, 11, 15]; // millimetres from a spot to a label that a line leads to

  const cellOf = (i) => sheet.cellAt(sheet.view(), i);
  const halves = new Map(book.shapes.map((shape) => [shape.place, shape.half]));

  /** The labels of places, and how many have none; `radii` are those of the symbols, by place. */
  function draw(plane, frame, { places, radii, sizes = SIZES, over }) {
    const taken = over.map(([x, y, width, height]) => [x, y, x + width, y + height]);
    const ground = { plane, frame, radii, sizes, taken };
    let left = 0;
    const room = (i) => halves.get(i) || 0;
    // What an inset leaves out of its frame is written elsewhere.
    const isWritten = (spot) => !spot || isInFrame(plane(spot), frame);
    const labels = places
      .filter((i) => isWritten(map.spotOf(book.places[i])) && chosenClasses.holds(cellOf(i)))
      .sort((a, b) => room(a) - room(b))
      .flatMap((i) => {
        const spot = map.spotOf(book.places[i]);
        const label = spot ? place(i, ground) : null;
        if (!label) left += 1;
        return label || [];
      });
    return [labels, left];
  }

  const isInFrame = ([x, y], [left, top, width, height]) =>
    x >= left && y >= top && x <= left + width && y <= top + height;

  /** A label in its county, else smaller or a little aside, else outside with a line to it. */
  function place(i, ground) {
    const { plane, radii, sizes } = ground;
    const [x, y] = plane(map.spotOf(book.places[i]));
    const width = book.places[i].shape ? halves.get(i) * plane.perDegree : 0;
    const radius = book.places[i].shape ? radii.get(i) || 0 : 1.6;
    // Of two layers the code of their classes stands alone where both numbers have no room.
    const short = isPair() ? [{ size: sizes[1], coded: true }] : [];
    for (const { size, coded } of [...sizes.map((each) => ({ size: each })), ...short]) {
      const label = measured(i, size, coded);
      const under = radius && radius < label.half ? radius + label.high : 0;
      const free = Math.max(0, width * WIDEST - label.half);
      const steps = [0, 0.5, -0.5, 1, -1].map((step) => [step * free, under]);
      steps.push([0, under + size], [0, -under], [0, under - size]);
      const fits = book.places[i].shape ? label.half <= width * WIDEST || under : true;
      const spot = fits && steps.find(([dx, dy]) => isFree([x + dx, y + dy], label, ground));
      if (spot) return written(label, [x + spot[0], y + spot[1]], ground);
    }
    const label = measured(i, sizes[1], isPair());
    for (const far of FAR) {
      for (let turn = 0; turn < 16; turn += 1) {
        const angle = (turn * Math.PI) / 8;
        const spot = [x + far * Math.cos(angle), y + far * 0.8 * Math.sin(angle)];
        if (!isFree(spot, label, ground)) continue;
        return [...leader([x, y], spot, label), ...written(label, spot, ground)];
      }
    }
    return null;
  }

  const isPair = () => sheet.view().scale.kind === "bivariate";

  /** The parts of a label and half its width and height. */
  function measured(i, size, coded = false) {
    const cell = cellOf(i);
    const name = phrase(book.places[i].label);
    const letter = cell.reason && !sheet.missing() ? phrase(cell.reason.letter) : "";
    const code = (cell.group && cell.group.symbol) || "";
    const number = coded && code ? code : letter + cell.label + (cell.indicative && !cell.reason ? "*" : "");
    const symbol = isPair() ? "" : code;
    const nameWidth = pictureText.widthOf(name, size, 500);
    const numberWidth = pictureText.widthOf(number, size, 700) + (symbol ? size * 1.25 : 0);
    const half = Math.max(nameWidth, numberWidth) / 2 + 0.3;
    const rows = number || symbol ? 2 : 1;
    return { name, number, symbol, size, numberWidth, half, rows, high: rows * size * 0.64 };
  }

  function isFree([x, y], { half, high }, { frame, taken }) {
    const box = [x - half, y - high, x + half, y + high];
    const [left, top, width, height] = frame;
    const inFrame = box[0] > left && box[1] > top && box[2] < left + width && box[3] < top + height;
    return inFrame && !taken.some((other) => meets(box, other));
  }

  const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  function written({ name, number, symbol, size, numberWidth, half, rows, high }, [x, y], { taken }) {
    taken.push([x - half, y - high, x + half, y + high]);
    const style = { size, halo: true };
    const [upper, lower] = rows === 2 ? [y - size * 0.62, y + size * 0.62] : [y, y];
    const parts = text(name, x, upper, { ...style, weight: 500, align: "middle" });
    let start = x - numberWidth / 2;
    if (symbol) {
      parts.push(...pictureParts.sign(symbol, start + size * 0.5, lower, size * 0.5));
      start += size * 1.25;
    }
    if (number) parts.push(...text(number, start, lower, { ...style, weight: 700 }));
    return parts;
  }

  /** The line from what a label is of, which has a dot, to the edge of the label. */
  function leader([x, y], [a, b], { half, high }) {
    const share = Math.min(half / Math.abs(a - x || 1e-9), high / Math.abs(b - y || 1e-9), 0.9);
    const d = route([[x, y], [a - (a - x) * share, b - (b - y) * share]]);
    const line = (stroke, width) => path(d, { stroke, "stroke-width": width, fill: "none" });
    const dot = node("circle", { cx: t(x), cy: t(y), r: 4, fill: drawing.INK });
    return [line("#FFFFFF", 6), line(drawing.INK, 2), dot];
  }

  return { draw };
}
