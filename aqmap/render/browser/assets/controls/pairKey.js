function pairKey({ book, dom, phrases }) {
  // The key of a map of two layers: a square of their classes, as on paper: columns are the first layer's.

  const { el } = dom;
  const { phrase, say } = phrases;

  /**
   * The square with both limits, codes and counts of places; nothing for a map of one layer.
   * With `pick` its fields are buttons, those that `has` says being pressed.
   */
  function draw(sheet, { pick, has } = {}) {
    const { axes, classes } = sheet.view().scale;
    if (!axes || !classes.length) return null;
    const [columns, rows] = axes.map(axisOf);
    const counts = new Map(sheet.legend().map(({ klass, count }) => [klass, count]));
    const field = (klass) => {
      const { color, symbol } = classes[klass];
      const style = `background:${color};color:${inkOn(color)}`;
      const n = say("page.count", { n: counts.get(klass) });
      const text = `${symbol}${say("page.colon")}${n}`;
      const isWay = pick && (counts.get(klass) || has(klass));
      const facts = { type: "button", "aria-pressed": String(isWay && has(klass)), title: say("page.only_hint") };
      return el(
        "td",
        { style, "data-klass": klass },
        isWay ? el("button", { ...facts, text, onclick: () => pick(klass) }) : el("span", { text }),
      );
    };
    const lines = rows.limits.map((limits, row) =>
      el(
        "tr",
        {},
        el("th", { scope: "row", text: limits }),
        ...columns.limits.map((_, column) => field(row * columns.limits.length + column)),
      ),
    );
    const foot = columns.limits.map((limits) => el("th", { scope: "col", text: limits }));
    return el(
      "div",
      { class: "pair-key" },
      el("p", { text: titleOf("rows", rows) }),
      el("table", {}, el("tbody", {}, ...lines.reverse(), el("tr", {}, el("td", {}), ...foot))),
      el("p", { text: titleOf("columns", columns) }),
      ...bases(sheet).map((text) => el("p", { class: "quiet", text })),
    );
  }

  const axisOf = ([title, unit, limits]) => ({
    side: phrase(title),
    unit: phrase(unit) && say("pair.unit", { unit: phrase(unit) }),
    limits: limits.map(phrase),
  });

  /** Which classes are meant, of what, and their unit. */
  const titleOf = (kind, { side, unit }) => say(`pair.${kind}`, { side, unit });

  /** Black or white, whichever is read better on a colour. */
  function inkOn(color) {
    const [red, green, blue] = [1, 3, 5]
      .map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000000" : "#FFFFFF";
  }

  /** That the numbers of the two layers are of different kinds, where they are: as on paper. */
  function bases(sheet) {
    const { axes } = sheet.view().scale;
    const sides = sheet.view().pairs[sheet.periodNumber()].map((cells) => {
      const numbers = sheet.places().filter((i) => cells.v[i] !== null);
      const found = numbers.flatMap((i) => cells.said[i][0].map((n) => book.figures[n].basis));
      return [...new Set(found)].sort();
    });
    if (sides.some((side) => !side.length) || String(sides[0]) === String(sides[1])) return [];
    const said = sides.map((side, n) => {
      const words = side.map((basis) => say(`basis.${basis}`)).join(say("page.comma"));
      return say("pair.of", { side: phrase(axes[n][0]), words });
    });
    return [say("pair.bases", { sides: said.join(say("page.semicolon")) })];
  }

  return { axisOf, bases, draw, inkOn, titleOf };
}
