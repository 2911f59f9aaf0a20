function pictureParts({ book, dom, drawing, patterns, pictureText, signShapes }) {
  // The parts of a picture as elements of SVG: given in millimetres, written in tenths of them.

  const { svg } = dom;

  const TENTHS = 10;
  const t = (mm) => Math.round(mm * TENTHS * 100) / 100;
  // A tile of a hatch is 8 units wide, each of which is so many millimetres.
  const TILE = 0.2;

  // XML has no place for most of the characters below the blank.
  const plain = (words) => words.replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, "");

  function node(tag, facts, ...children) {
    const made = svg(tag, facts);
    made.append(...children);
    return made;
  }

  /** Words with their middle at a height, with a white rim where they lie on a map. */
  function text(words, x, y, { size, weight = 400, color = "#1A1A1A", align = "start", halo }) {
    const facts = {
      x: t(x),
      y: t(y + size * 0.36),
      "font-size": t(size),
      "font-weight": weight,
      "text-anchor": align,
    };
    const said = plain(words);
    const rim = { fill: "#FFFFFF", stroke: "#FFFFFF", "stroke-width": t(size / 4) };
    const written = [node("text", { ...facts, fill: color }, said)];
    if (halo) {
      const around = { ...facts, ...rim, "stroke-linejoin": "round", "aria-hidden": "true" };
      written.unshift(node("text", around, said));
    }
    return written;
  }

  const rect = ([x, y, width, height], fill, stroke = "none", line = 0.2) =>
    node("rect", {
      x: t(x),
      y: t(y),
      width: t(width),
      height: t(height),
      fill,
      stroke,
      "stroke-width": t(line),
    });

  /** The line through points; those that lie on the one before are left out. */
  function route(points, closed = false) {
    const kept = [];
    for (const [x, y] of points) {
      const last = kept[kept.length - 1];
      if (!last || Math.abs(x - last[0]) + Math.abs(y - last[1]) > 0.06) kept.push([x, y]);
    }
    const steps = kept.map(([x, y], i) => `${i ? "L" : "M"}${t(x)} ${t(y)}`);
    return steps.join("") + (closed ? "Z" : "");
  }

  const path = (d, facts) => node("path", { d, ...facts });

  /** The patterns of what nobody may judge by, and of colours under the lines of a quality. */
  function defs(colors) {
    const dots = [
      [2, 2],
      [6, 6],
    ].map(([cx, cy]) => node("circle", { cx, cy, r: 1, fill: book.ground.hatch }));
    const fill = book.ground.indicative;
    const stripes = {
      level: () => node("rect", { x: 0, y: 2.5, width: 6, height: 1, fill }),
      upright: () => node("rect", { x: 2.5, y: 0, width: 1, height: 6, fill }),
    };
    const tiles = [
      tile("unusable", 8, book.ground.absent, dots),
      tile("clear-unusable", 8, "none", dots.map((dot) => dot.cloneNode())),
    ];
    for (const [kind, line] of Object.entries(stripes)) {
      tiles.push(tile(`clear-${kind}`, 6, "none", [line()]));
      for (const color of new Set(colors)) {
        tiles.push(tile(`${kind}-${color.slice(1)}`, 6, color, [line()]));
      }
    }
    return node("defs", {}, ...tiles);
  }

  function tile(id, size, fill, shapes) {
    const ground = node("rect", { x: 0, y: 0, width: size, height: size, fill });
    const facts = { id, patternUnits: "userSpaceOnUse", width: size, height: size };
    const scale = { patternTransform: `scale(${t(TILE)})` };
    return node("pattern", { ...facts, ...scale }, ground, ...shapes);
  }

  /** What a place is filled with, as the map of the page does it. */
  function fillOf({ kind, color, stripes }) {
    if (stripes) return `url(#${stripes}-${color.slice(1)})`;
    return color || patterns.flat(kind) || "url(#unusable)";
  }

  /** The same over a grid, which shows through. */
  function fillOver({ kind, stripes }) {
    if (stripes) return `url(#clear-${stripes})`;
    if (kind === "left-out") return book.ground.abroad;
    return kind === "unusable" ? "url(#clear-unusable)" : "none";
  }

  const sign = (symbol, x, y, half) => signShapes.shapes(symbol, t(x), t(y), t(half));

  // A pixel of the page's signs on the picture.
  const PIXEL = 0.2;

  /** The sign of a station, as on the page. */
  function mark({ look, sign: shape, radius, mark: fill, ring, edge, ringColor }, x, y) {
    const parts = [];
    const outline = (size, facts) =>
      parts.push(
        drawing.OUTLINES[shape]
          ? path(
              route(
                drawing.OUTLINES[shape].map(([dx, dy]) => [
                  x + dx * size * PIXEL * 0.9,
                  y + dy * size * PIXEL * 0.9,
                ]),
                true,
              ),
              facts,
            )
          : node("circle", { cx: t(x), cy: t(y), r: t(size * PIXEL), ...facts }),
      );
    const line = (stroke, width) => ({ stroke, "stroke-width": t(width * PIXEL) });
    if (look === "none") {
      const half = 3.6 * PIXEL;
      const cross =
        route([[x - half, y - half], [x + half, y + half]]) +
        route([[x + half, y - half], [x - half, y + half]]);
      return [path(cross, line("#FFFFFF", 4.6)), path(cross, line(drawing.INK, 1.8))];
    }
    if (look !== "plain") outline(radius, { fill, ...line("#FFFFFF", 4.2) });
    outline(radius, { fill, ...line(edge, 1.3) });
    if (look === "indicative") outline(radius * 0.5, { fill: "#FFFFFF", ...line(edge, 0.9) });
    if (ring) {
      const around = { cx: t(x), cy: t(y), r: t((radius + 3) * PIXEL), fill: "none" };
      parts.push(node("circle", { ...around, ...line("#FFFFFF", 3) }));
      parts.push(node("circle", { ...around, ...line(ringColor, 1.3) }));
    }
    return parts;
  }

  /** An empty picture of a size in millimetres. */
  function page(width, height, title) {
    const root = node("svg", {
      xmlns: "http://www.w3.org/2000/svg",
      width: `${width}mm`,
      height: `${Math.round(height * 100) / 100}mm`,
      viewBox: `0 0 ${t(width)} ${t(height)}`,
      "font-family": pictureText.FONT,
      role: "img",
    });
    root.append(node("title", {}, plain(title)), rect([0, 0, width, height], "#FFFFFF"));
    return root;
  }

  return { PIXEL, t, node, text, rect, route, path, defs, fillOf, fillOver, sign, mark, page };
}
