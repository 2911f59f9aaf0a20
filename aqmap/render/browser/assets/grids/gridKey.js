function gridKey({ book, dom, events, phrases, sheet, underlay }) {
  // The grid under the county lines in lists: its switch, its colour bar, what must stand beside it.

  const { el } = dom;
  const { phrase, say } = phrases;

  const TICKS = 5;

  const gridNow = () => book.grids[underlay.current()];

  /** Its line among the overlays; nothing where the map has none. */
  function switchLine() {
    const grid = gridNow();
    if (!grid) return null;
    const box = el("input", {
      type: "checkbox",
      checked: underlay.isShown(),
      onchange: (event) => {
        underlay.show(underlay.current(), event.target.checked);
        events.emit("changed");
      },
    });
    const name = say("page.grid.switch", { title: phrase(grid.title) });
    const label = el("label", {}, box, bar(grid, "grid-chip"), el("span", { text: name }));
    return el("li", { "data-grid": underlay.current() }, label);
  }

  function bar(grid, className) {
    const colors = grid.colors.slice(0, -1);
    const stops = colors.map((color, i) => {
      const [from, to] = [i, i + 1].map((n) => `${(100 * n) / colors.length}%`);
      return `${color} ${from} ${to}`;
    });
    const background = `background:linear-gradient(to right, ${stops.join(",")})`;
    return el("span", { class: className, style: background, "aria-hidden": "true" });
  }

  /** What its legend says. */
  function facts() {
    const grid = gridNow();
    const named = {
      title: phrase(grid.title),
      unit: phrase(grid.unit),
      period: phrase(grid.period),
      kind: phrase(grid.kind),
    };
    const regions = sheet.regions();
    const share = regions.length === 1 ? grid.covered[regions[0].id] : "100";
    const kind = say(share === "100" ? "underlay.kind" : "underlay.kind_of_part", { ...named, share });
    const source = grid.source < 0 ? "" : phrase(book.sources[grid.source].title);
    const cited = [source && say("page.progress_source", { sources: source }), phrase(grid.origin)];
    const { colors } = grid;
    return { title: say("underlay.title", named), ticks: ticks(grid), colors, kind, cited };
  }

  /** Its part of the legend, as the colour bar of paper; nothing where it is not shown. */
  function key() {
    if (!underlay.isShown()) return null;
    const grid = gridNow();
    const { title, kind, cited } = facts();
    const missing = `background:${grid.colors[grid.colors.length - 1]}`;
    return el(
      "section",
      { class: "zones grid-key", "data-grid": underlay.current() },
      el("h3", { text: title }),
      bar(grid, "grid-bar"),
      el("p", { class: "grid-ticks" }, ...ticks(grid).map((text) => el("span", { text }))),
      el("p", { class: "grid-none" }, el("i", { style: missing }), el("span", { text: kind })),
      ...cited.filter(Boolean).map((text) => el("p", { class: "quiet", text })),
    );
  }

  /** Numbers at even steps; at an end that values pass, with ≤ or ≥. */
  function ticks({ limits: [low, high], passed }) {
    return Array.from({ length: TICKS }, (_, i) => {
      const sign = (i === 0 && passed[0] && "≤") || (i === TICKS - 1 && passed[1] && "≥") || "";
      const value = Number((low + ((high - low) * i) / (TICKS - 1)).toPrecision(4));
      return sign + String(value).replace("-", "−");
    });
  }

  /** That counties are not filled while it is shown; else nothing. */
  const unfilled = () =>
    underlay.isShown() ? el("p", { class: "quiet", text: say("underlay.unfilled") }) : null;

  /** What must stand on the map itself. */
  const notices = () => (underlay.isShown() ? [phrase(gridNow().notice)].filter(Boolean) : []);

  return { facts, switchLine, key, unfilled, notices };
}
