function signShapes({ book, dom, drawing }) {
  // The signs of verdicts and lights as elements of SVG: for lists, tables and pictures.

  const { svg } = dom;

  const pathOf = (points, x, y, half) =>
    points.map(([dx, dy], i) => `${i ? "L" : "M"}${x + dx * half} ${y + dy * half}`).join("");

  /** The sign of a category around a point, as drawing.js has it. */
  function shapes(symbol, x, y, half) {
    const ringed = symbol.endsWith(book.ringed);
    const corners = book.lights[ringed ? symbol.slice(0, -book.ringed.length) : symbol];
    const line = { "stroke-width": half / 6 };
    if (corners) {
      const light = (size, fill, stroke) =>
        svg("path", { d: `${pathOf(corners, x, y, half * size)}Z`, fill, stroke, ...line });
      return ringed
        ? [light(1.08, "#FFFFFF", drawing.INK), light(0.62, drawing.INK, drawing.INK)]
        : [light(1, drawing.INK, "#FFFFFF")];
    }
    const strokes = (book.signs[symbol] || []).map((points) => pathOf(points, x, y, half)).join("");
    return [
      svg("circle", { cx: x, cy: y, r: half, fill: "#FFFFFF" }),
      svg("path", {
        d: strokes,
        fill: "none",
        stroke: drawing.INK,
        "stroke-width": half / 3.5,
        "stroke-linecap": "round",
      }),
    ];
  }

  /** The sign alone, for a line of text. */
  function inline(symbol) {
    const box = svg("svg", { viewBox: "0 0 16 16", class: "inline-sign", "aria-hidden": "true" });
    box.append(...shapes(symbol, 8, 8, 7));
    return box;
  }

  return { shapes, inline };
}
