function patterns({ book }) {
  // Patterns of a fill: a family of absence, a number that is indicative only.

  const made = new Map();

  /** The pattern of a key, made once. */
  function pattern(key, makeTile) {
    if (!made.has(key)) {
      const pen = document.createElement("canvas").getContext("2d");
      made.set(key, pen.createPattern(makeTile(key), "repeat"));
    }
    return made.get(key);
  }

  /** One tile of a family of absence: a silent source leans right, nobody measured left, else dots. */
  function hatchTile(family, ratio = 1, ground = "#FFFFFF") {
    const size = 8;
    const tile = document.createElement("canvas");
    tile.width = tile.height = size * ratio;
    const pen = tile.getContext("2d");
    pen.scale(ratio, ratio);
    pen.fillStyle = ground;
    pen.fillRect(0, 0, size, size);
    pen.strokeStyle = pen.fillStyle = book.ground.hatch;
    pen.lineWidth = 0.9;
    pen.beginPath();
    if (family === "unusable") {
      for (const [x, y] of [
        [2, 2],
        [6, 6],
      ]) {
        pen.moveTo(x + 1, y);
        pen.arc(x, y, 1, 0, 7);
      }
      pen.fill();
      return tile;
    }
    const [low, high] = family === "silent" ? [size + 1, -1] : [-1, size + 1];
    for (const shift of [-size, 0, size]) {
      pen.moveTo(shift - 1, low);
      pen.lineTo(shift + size + 1, high);
    }
    pen.stroke();
    return tile;
  }

  const hatch = (family) => (family === "none" ? book.ground.pale : pattern(family, hatchTile));

  /** A tile of a class whose number is indicative only: level lines over the colour. */
  function stripedTile(color, ratio = 1) {
    const size = 6;
    const tile = document.createElement("canvas");
    tile.width = tile.height = size * ratio;
    const pen = tile.getContext("2d");
    pen.scale(ratio, ratio);
    pen.fillStyle = color;
    pen.fillRect(0, 0, size, size);
    pen.fillStyle = book.ground.indicative;
    pen.fillRect(0, 2.5, size, 1);
    return tile;
  }

  const striped = (color) => pattern(color, stripedTile);

  const CLEAR = "rgba(255,255,255,0)";

  /** The same without a ground, to lie over a grid; nothing where nothing is asked for. */
  const clearHatch = (family) =>
    family === "none" ? CLEAR : pattern(`${family} clear`, () => hatchTile(family, 1, CLEAR));

  const clearStripes = () => pattern("stripes clear", () => stripedTile(CLEAR));

  return { hatchTile, hatch, stripedTile, striped, clearHatch, clearStripes, CLEAR };
}
