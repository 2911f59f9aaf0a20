function pictureLegend({ book, gridKey, legend, overlays, phrases, pictureMap, picturePair, pictureParts, pictureText, sheet, switches, underlay }) {
  // The legend of a picture: the lines of the page's, each with its count, from above down.

  const { phrase, say } = phrases;
  const { node, rect, t, text } = pictureParts;

  const SMALL = 2.6;
  const [SWATCH, INDENT] = [7.5, 9];

  /** The legend from a corner down; `bottom` is where it ends. */
  function draw(left, top, room) {
    const parts = [...text(say("page.legend"), left, top, { size: 3.2, weight: 700 })];
    const column = { left, room, y: top, parts };
    if (sheet.layer().dropped && !sheet.isOfDay()) wrapped(column, say("drop.mark"), 4.4);
    const unit = sheet.unit(sheet.view());
    if (unit) wrapped(column, say("page.unit", { unit }), 4.4);
    if (underlay.isShown()) gridPart(column);
    column.y = picturePair.draw(sheet, column);
    lines().forEach((line) => row(column, line, swatch));
    if (sheet.view().scale.kind === "size") sizes(column);
    striped(column, "indicative", "level", say("page.indicative_mark"));
    striped(column, "satellite", "upright", phrase(sheet.layer().satellite));
    overlays.shown().forEach(({ marks }) => stations(column, marks));
    legend.totals().forEach((total) => wrapped(column, total, 5));
    return { parts, bottom: column.y + 3 };
  }

  /** Words over as many lines as they need. */
  function wrapped(column, words, gap) {
    column.y += gap;
    pictureText.lines(words, SMALL, column.room).forEach((line, i) => {
      if (i) column.y += 3.5;
      column.parts.push(...text(line, column.left, column.y, { size: SMALL }));
    });
  }

  function lines() {
    const { kind } = sheet.view().scale;
    const bare = kind === "bivariate" || (underlay.isShown() && ["sequential", "diverging"].includes(kind));
    const letterless = sheet.missing() ? { letter: "" } : {};
    return sheet
      .legend()
      .filter(({ klass }) => !bare || klass >= book.base)
      .map((line) => ({ ...line, ...letterless }));
  }

  function row(column, line, sign) {
    column.y += 5.4;
    const { left, y } = column;
    const count = say("page.count", { n: line.count });
    column.parts.push(...sign(line, left, y));
    const style = { size: SMALL, align: "end" };
    column.parts.push(...text(count, left + column.room, y, style));
    const kept = column.room - INDENT - pictureText.widthOf(count, SMALL) - 1;
    const words = pictureText.lines(line.label, SMALL, kept);
    words.forEach((part, i) => {
      column.parts.push(...text(part, left + INDENT, y + i * 3.3, { size: SMALL }));
    });
    column.y += (words.length - 1) * 3.3;
  }

  function swatch(line, x, y) {
    const isSized = sheet.view().scale.kind === "size" && line.color;
    if (isSized) {
      const rim = { stroke: line.hollow ? line.color : "#FFFFFF", "stroke-width": 3 };
      const fill = line.hollow ? "#FFFFFF" : line.color;
      return [node("circle", { cx: t(x + SWATCH / 2), cy: t(y), r: t(1.9), fill, ...rim })];
    }
    const filled = line.family ? { kind: line.family, color: "" } : line;
    const parts = [rect([x, y - 1.9, SWATCH, 3.8], pictureParts.fillOf(filled), "#5A5A5A", 0.15)];
    const middle = x + SWATCH / 2;
    if (line.symbol) parts.push(...pictureParts.sign(line.symbol, middle, y, 1.45));
    const style = { size: SMALL, weight: 700, align: "middle", halo: true };
    if (line.letter) parts.push(...text(line.letter, middle, y, style));
    return parts;
  }

  /** The sample symbols, as large as on the map. */
  function sizes(column) {
    const { scale } = sheet.view();
    wrapped(column, say("page.symbol_sizes"), 5.4);
    const radii = scale.classes.map(({ upper }) => pictureMap.radiusOf(upper, scale));
    let x = column.left;
    const base = column.y + 2.5 + 2 * Math.max(...radii);
    scale.classes.forEach((sample, i) => {
      const facts = { fill: sample.color, "fill-opacity": 0.72, cy: t(base - radii[i]) };
      const wide = Math.max(radii[i], 3);
      column.parts.push(
        node("circle", { cx: t(x + wide), r: t(radii[i]), ...facts }),
        ...text(phrase(sample.label), x + wide, base + 2.4, { size: SMALL, align: "middle" }),
      );
      x += 2 * wide + 1.5;
    });
    column.y = base + 3.4;
  }

  /** How many numbers are indicative only, or a satellite's, as the page's legend says. */
  function striped(column, quality, stripes, label) {
    const view = sheet.view();
    const cells = sheet.places().map((i) => sheet.cellAt(view, i));
    const found = cells.filter((cell) => cell[quality] && !cell.reason);
    if (!found.length) return;
    const { group } = found.find((cell) => cell.group) || {};
    const color = group && !underlay.isShown() ? group.color : book.ground.base;
    row(column, { label, count: found.length, color, stripes, kind: "class" }, swatch);
  }

  /** The signs of stations that have values, with their counts; of others the sign alone. */
  function stations(column, marks) {
    const entries = switches.entries(marks);
    wrapped(column, phrase(marks.title), 6.4);
    const plain = overlays.styleOf(marks, { look: "plain", fill: marks.color });
    const isPoint = marks.features.some(({ kind }) => kind === "point");
    if (!entries.length && marks.categories.length) categories(column, marks);
    else if (!entries.length && isPoint) {
      const at = column.left + pictureText.widthOf(phrase(marks.title), SMALL) + 2.4;
      column.parts.push(...pictureParts.mark(plain, at, column.y));
    }
    for (const entry of entries) {
      row(column, entry, (line, x, y) => {
        const styles = switches.styles(marks, line);
        return styles.flatMap((style, i) => pictureParts.mark(style, x + 2 + i * 2.2, y));
      });
    }
  }

  /** The signs of an overlay's categories, with how many points are of each. */
  function categories(column, marks) {
    marks.categories.forEach(({ name, symbol, color }, i) => {
      const count = marks.features.filter((feature) => feature.category === i).length;
      const style = overlays.styleOf(marks, { look: "plain", fill: color, symbol });
      row(column, { label: phrase(name), count }, (_, x, y) => pictureParts.mark(style, x + 2, y));
    });
  }

  /** The grid under the counties: its colours from low to high, and what it is. */
  function gridPart(column) {
    const { title, ticks, colors, kind } = gridKey.facts();
    wrapped(column, say("underlay.unfilled"), 5);
    wrapped(column, title, 5);
    column.y += 3.4;
    const wide = (column.room - 4) / (colors.length - 1);
    colors.slice(0, -1).forEach((color, i) => {
      column.parts.push(rect([column.left + 1 + i * wide, column.y - 1.4, wide, 2.8], color));
    });
    column.y += 3.6;
    ticks.forEach((tick, i) => {
      const x = column.left + 1 + (i * (column.room - 4)) / (ticks.length - 1);
      const align = i === 0 ? "start" : i === ticks.length - 1 ? "end" : "middle";
      column.parts.push(...text(tick, x, column.y, { size: 2.3, align }));
    });
    wrapped(column, kind, 4);
  }

  return { draw };
}
