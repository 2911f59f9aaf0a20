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

  /** The fill of a family of reasons; nothing for the one that is dotted. */
  function flat(family) {
    if (family === "unusable") return "";
    return family === "none" ? book.ground.pale : book.ground.absent;
  }

  /** One tile of what cannot be used to judge. */
  function dotTile(ratio = 1, ground = book.ground.absent) {
    const size = 8;
    const tile = document.createElement("canvas");
    tile.width = tile.height = size * ratio;
    const pen = tile.getContext("2d");
    pen.scale(ratio, ratio);
    pen.fillStyle = ground;
    pen.fillRect(0, 0, size, size);
    pen.fillStyle = book.ground.hatch;
    pen.beginPath();
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

  const hatch = (family) => flat(family) || pattern("dots", () => dotTile());

  /** A tile of a class: level lines if indicative only, upright ones if a satellite says it. */
  function stripedTile(color, stripes, ratio = 1) {
    const size = 6;
    const tile = document.createElement("canvas");
    tile.width = tile.height = size * ratio;
    const pen = tile.getContext("2d");
    pen.scale(ratio, ratio);
    pen.fillStyle = color;
    pen.fillRect(0, 0, size, size);
    pen.fillStyle = book.ground.indicative;
    pen.fillRect(...(stripes === "level" ? [0, 2.5, size, 1] : [2.5, 0, 1, size]));
    return tile;
  }

  const striped = (color, stripes) =>
    pattern(`${color} ${stripes}`, () => stripedTile(color, stripes));

  const CLEAR = "rgba(255,255,255,0)";

  /** The same without a ground, to lie over a grid: most reasons are told by their letter alone. */
  const clearHatch = (family) =>
    flat(family) ? CLEAR : pattern("dots clear", () => dotTile(1, CLEAR));

  return { flat, dotTile, hatch, stripedTile, striped, clearHatch, CLEAR };
}
