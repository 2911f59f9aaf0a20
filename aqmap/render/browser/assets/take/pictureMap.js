function pictureMap({ apart, book, chosenClasses, drawing, map, outlines, overlays, pictureLabels, pictureParts, sheet, underlay }) {
  // The map of a picture: land, borders, symbols, stations, and as many labels as have room.

  const { node, path, rect, route, t } = pictureParts;

  const LARGEST = 8; // millimetres of the largest symbol's radius
  const REACH = 15; // that no sign is larger than
  const COUNTY = { stroke: "#5A5A5A", "stroke-width": 2 };

  const cellOf = (i) => sheet.cellAt(sheet.view(), i);

  /**
   * The map in its frame; `left` counts the labels that have no room. How it is drawn: the name of
   * its parts, the radius of an amount, the sizes of labels, which places have their sign and label
   * elsewhere, what boxes will lie over it.
   */
  function draw(plane, box, { name = "map", radius = radiusOnPaper, sizes, elsewhere = new Set(), over = [] } = {}) {
    const shown = new Set(sheet.places());
    const signed = new Set([...shown].filter((i) => !elsewhere.has(i)));
    const clip = node("clipPath", { id: `${name}-frame` }, rect(box, "#000000"));
    const inside = node("g", { "clip-path": `url(#${name}-frame)` });
    inside.append(rect(box, book.ground.abroad), ...grid(plane, shown, `${name}-counties`));
    for (const shape of book.shapes) if (isNear(shape, plane, box)) inside.append(county(shape, plane, shown));
    const [signs, moved] = points(plane, box);
    inside.append(...borders(plane), ...symbols(plane, box, signed, radius), ...linesAndAreas(plane), ...signs);
    const asides = new Map(
      [...signed].filter((i) => isSized(cellOf(i))).map((i) => [i, radius(cellOf(i).value)]),
    );
    const [labels, left] = pictureLabels.draw(plane, box, { places: [...signed], radii: asides, sizes, over });
    inside.append(...labels);
    return { parts: [clip, inside, rect(box, "none", "#1A1A1A", 0.3)], left, moved };
  }

  /** Lines in a plane, which are worked out once. */
  function outline(lines, plane, closed = true) {
    const { routes } = plane;
    if (!routes.has(lines)) {
      routes.set(lines, lines.map((line) => route(outlines.spotsOf(line).map(plane), closed)).join(""));
    }
    return routes.get(lines);
  }

  /** Whether a sign at a point may reach into a frame. */
  const isBy = ([x, y], [left, top, width, height]) =>
    x > left - REACH && x < left + width + REACH && y > top - REACH && y < top + height + REACH;

  /** Whether any of an outline may lie in a frame. */
  function isNear({ bounds: [south, west, north, east] }, plane, [left, top, width, height]) {
    const [[x, y], [right, bottom]] = [plane([north, west]), plane([south, east])];
    return x < left + width && right > left && y < top + height && bottom > top;
  }

  function county(shape, plane, shown) {
    const isShown = shown.has(shape.place);
    const filled = isShown ? map.fillOf(shape.place, shown) : null;
    const paint = !filled
      ? book.ground.context
      : underlay.isShown()
        ? pictureParts.fillOver(filled)
        : pictureParts.fillOf(filled);
    const line = isShown ? COUNTY : { stroke: book.ground.edge, "stroke-width": 2 };
    const facts = { fill: paint, "fill-rule": "evenodd", ...line };
    const named = isShown ? { "data-code": shape.code } : {};
    return path(outline(shape.rings, plane), { ...facts, ...named });
  }

  /** The grid under the counties, cut to them. */
  function grid(plane, shown, id) {
    if (!underlay.isShown()) return [];
    const { extent, image } = book.grids[underlay.current()];
    const [west, south, east, north] = extent;
    const [[x, y], [right, bottom]] = [plane([north, west]), plane([south, east])];
    const shapes = book.shapes.filter((shape) => shown.has(shape.place));
    const clip = node(
      "clipPath",
      { id },
      path(shapes.map((shape) => outline(shape.rings, plane)).join(""), { "clip-rule": "evenodd" }),
    );
    const facts = { x: t(x), y: t(y), width: t(right - x), height: t(bottom - y) };
    const style = { preserveAspectRatio: "none", style: "image-rendering:pixelated" };
    const picture = node("image", { href: image, ...facts, ...style });
    return [clip, node("g", { "clip-path": `url(#${id})` }, picture)];
  }

  const STROKES = { national: [7, "30 10 5 10"], prefecture: [4, "25 10"], edge: [4, "10 8"] };

  function borders(plane) {
    return book.lines.map(({ rank, parts }) => {
      const [width, dashes] = STROKES[rank] || STROKES.prefecture;
      const facts = { "stroke-width": width, "stroke-dasharray": dashes, fill: "none" };
      return path(outline(parts, plane, false), { stroke: book.ground.outline, ...facts });
    });
  }

  const radiusOnPaper = (value) => radiusOf(value, sheet.view().scale);

  /** The radius of an amount's symbol, as its area on the page is to the largest's. */
  const radiusOf = (value, scale) =>
    Math.max(LARGEST * Math.sqrt(Math.abs(value) / scale.largest), 0.35);

  const isSized = (cell) =>
    sheet.view().scale.kind === "size" && !cell.reason && cell.value && chosenClasses.holds(cell);

  /** Amounts, the largest first, and the signs of places without outline. */
  function symbols(plane, box, shown, radius) {
    const size = (i) => Math.abs(cellOf(i).value || 0);
    const isSeen = (spot) => spot && isBy(plane(spot), box);
    return [...shown]
      .filter((i) => isSeen(map.spotOf(book.places[i])))
      .sort((a, b) => size(b) - size(a))
      .flatMap((i) => {
        const place = book.places[i];
        const cell = cellOf(i);
        const [x, y] = plane(map.spotOf(place));
        if (isSized(cell)) return circle(x, y, radius(cell.value), cell.value < 0, place);
        if (place.shape) return [];
        const fill = pictureParts.fillOf(map.fillOf(i, shown));
        const sign = rect([x - 1.3, y - 1.3, 2.6, 2.6], fill, drawing.INK, 0.25);
        sign.setAttribute("data-code", place.code);
        return sign;
      });
  }

  function circle(x, y, radius, hollow, { code }) {
    const { color } = sheet.view().scale;
    return node("circle", {
      cx: t(x),
      cy: t(y),
      r: t(radius),
      fill: hollow ? "#FFFFFF" : color,
      "fill-opacity": hollow ? 0.85 : 0.72,
      stroke: hollow ? color : "#FFFFFF",
      "stroke-width": 3,
      "data-symbol": code,
    });
  }

  /** Signs of points: those that touch are moved apart, with lines, as on the page; whether any is. */
  function points(plane, box) {
    const signs = overlays.shown().flatMap(({ marks: overlay }) =>
      overlay.features
        .filter(({ kind }) => kind === "point")
        .flatMap((feature) =>
          feature.lines.filter(([spot]) => isBy(plane(spot), box)).map(([spot]) => {
            const style = overlays.markStyle(overlay, feature);
            const [x, y] = plane(spot);
            const name = `${overlay.id} ${feature.number}`;
            return { name, style, x, y, r: (style.radius + (style.ring ? 4 : 1)) * pictureParts.PIXEL };
          }),
        ),
    );
    const spots = apart.arrange(signs, 0.5);
    const leaders = signs.flatMap(({ x, y }, i) =>
      Math.hypot(spots[i][0] - x, spots[i][1] - y) > 0.1
        ? [["#FFFFFF", 6], [drawing.INK, 2.5]].map(([stroke, width]) =>
            path(route([[x, y], spots[i]]), { stroke, "stroke-width": width }),
          )
        : [],
    );
    const drawn = signs.map(({ name, style }, i) =>
      node("g", { "data-mark": name }, ...pictureParts.mark(style, ...spots[i])),
    );
    return [[...leaders, ...drawn], leaders.length > 0];
  }

  function linesAndAreas(plane) {
    return overlays.shown().flatMap(({ marks: overlay }) =>
      overlay.features.flatMap((feature) => {
        const style = overlays.markStyle(overlay, feature);
        if (feature.kind === "point") return [];
        const closed = feature.kind === "area";
        const d = feature.lines.map((line) => route(line.map(plane), closed)).join("");
        const line = { stroke: style.mark, "stroke-width": closed ? 4 : 5 };
        return [path(d, { ...line, fill: closed ? style.mark : "none", "fill-opacity": 0.18 })];
      }),
    );
  }

  return { draw, radiusOf };
}
