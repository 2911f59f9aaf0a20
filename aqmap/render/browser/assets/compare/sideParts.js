function sideParts({ book, compared, dom, events, pairKey, phrases, picker, sheet, state }) {
  // What stands around one of two maps: its choice, title, chosen place, legend, source.

  const { el } = dom;
  const { phrase, say } = phrases;

  const MOST_NAMED = 4;

  /** The controls by which the map of a side is chosen; `take` says what to do with the choice. */
  function choice(side) {
    const now = side.name === "left" ? compared.first() : compared.second();
    const take = side.name === "left" ? takeFirst : takeSecond;
    const layer = book.layers.find(({ id }) => id === now.layer);
    const part = (name, key, options, choose) =>
      picker.select({
        id: `compare-${side.name}-${name}`,
        label: say(`page.compare_${side.name}_of`, { what: say(key) }),
        options,
        now: now[name],
        choose,
      });
    return [
      part("layer", "page.layers", layerGroups(), (id) => take(compared.fitted(id, now))),
      part("view", "page.view", layer.views.map(({ name, title: n }) => [name, phrase(n)]), (view) => take({ ...now, view })),
      part("period", "page.period", layer.periods.map(([id, n]) => [id, phrase(n)]), (period) => take({ ...now, period })),
    ];
  }

  function takeFirst(map) {
    const kept = compared.second();
    Object.assign(state, map, { day: "" });
    sheet.settle(map.view, map.period, state.region);
    compared.keep(kept);
    events.emit("changed");
  }

  function takeSecond(map) {
    compared.keep(map);
    events.emit("changed");
  }

  /** The layers by theme, as on the left of the page. */
  function layerGroups() {
    const known = new Map(book.themes.map(([id, name]) => [id, phrase(name)]));
    const themes = [...new Set([...known.keys(), ...book.layers.map(({ theme }) => theme)])];
    return themes
      .map((theme) => ({
        label: known.get(theme) || say("page.other_theme"),
        options: book.layers.filter((layer) => layer.theme === theme).map(({ id, title }) => [id, phrase(title)]),
      }))
      .filter(({ options }) => options.length);
  }

  /** The title; of a region that the layer does not cover that it does not. */
  const title = (side) => {
    const region = book.regions.find(({ id }) => id === state.region);
    const words = side.sheet.regions().length
      ? side.sheet.title()
      : say("page.compare_not_covered", {
          layer: phrase(side.sheet.layer().title),
          region: region ? phrase(region.name) : "",
        });
    return [el("h3", { text: words })];
  };

  /** What the chosen place shows. */
  function chosen(side) {
    const place = side.sheet.placeOf(state.place);
    if (!place) return [];
    const name = el("b", { text: phrase(place.label) });
    return [el("p", {}, name), ...side.ownTip.ofPlace(place).slice(1).map((line) => el("p", {}, line))];
  }

  /** The legend in a row of its own under each map, as the page's but without its buttons. */
  function legend(side) {
    const view = side.sheet.view();
    const { scale } = view;
    const unit = side.sheet.unit(view);
    const bare = side.sheet.missing() ? { letter: "" } : {};
    const lines = side.sheet
      .legend()
      .filter(({ klass }) => scale.kind !== "bivariate" || klass >= book.base)
      .map((line) => item(side, { ...line, ...bare }));
    return [
      el("h4", { text: `${phrase(view.title)}${unit ? say("page.joint") + say("page.compare_unit", { unit }) : ""}` }),
      pairKey.draw(side.sheet),
      el(
        "ul",
        {},
        ...lines,
        striped(side, "indicative", "level", say("page.indicative_mark")),
        striped(side, "satellite", "upright", phrase(side.sheet.layer().satellite)),
      ),
      scale.kind === "size" ? sizes(side, scale) : null,
      ...side.legend.totals().map((text) => el("p", { class: "quiet", text })),
    ];
  }

  function item(side, line) {
    const isSized = side.sheet.view().scale.kind === "size" && line.color;
    const look = line.hollow ? `background:#fff;border:2px solid ${line.color}` : `background:${line.color}`;
    return el(
      "li",
      { "data-klass": line.klass, class: line.count === 0 ? "empty" : null },
      isSized ? el("span", { class: "dot", style: look }) : side.legend.swatch(line),
      el("span", { class: "name", text: line.label }),
      line.count === undefined ? null : el("span", { class: "count", text: say("page.count", { n: line.count }) }),
    );
  }

  /** One legend for several maps of a view: all classes, and the reasons that any of them has. */
  function sharedLegend(looks) {
    const [first] = looks;
    const reasons = new Map(
      looks.flatMap(({ sheet: own }) => own.legend().filter(({ klass }) => klass >= book.base)).map((line) => [line.klass, line]),
    );
    const classes = first.sheet.legend().filter(({ klass }) => klass < book.base);
    const ordered = [...reasons.values()].sort((a, b) => a.klass - b.klass);
    const isPair = first.sheet.view().scale.kind === "bivariate";
    const lines = [...(isPair ? [] : classes), ...ordered].map(({ count: _, ...line }) => item(first, line));
    const marks = [
      ["indicative", "level", say("page.indicative_mark")],
      ["satellite", "upright", phrase(first.sheet.layer().satellite)],
    ].map(([quality, stripes, label]) => {
      const marked = looks.find((each) => striped(each, quality, stripes, label));
      return marked ? item(marked, { klass: stripes, label, stripes, color: book.ground.base }) : null;
    });
    return el("ul", { class: "shared-legend" }, ...lines, ...marks);
  }

  /** How numbers of a quality are marked, and how many there are. */
  function striped(side, quality, stripes, label) {
    const view = side.sheet.view();
    const cells = side.sheet.places().map((i) => side.sheet.cellAt(view, i));
    const found = cells.filter((cell) => cell[quality] && !cell.reason);
    if (!found.length) return null;
    const { group } = found.find((cell) => cell.group) || {};
    const color = group ? group.color : book.ground.base;
    return item(side, { klass: stripes, label, color, stripes, count: found.length });
  }

  /** The sample symbols, as large as on the map now. */
  function sizes(side, scale) {
    const samples = scale.classes.map(({ upper, color, label }) => {
      const across = 2 * side.map.radiusOf(upper, scale);
      const style = `width:${across}px;height:${across}px;background:${color}`;
      return el("span", {}, el("i", { style }), el("span", { text: phrase(label) }));
    });
    return el("div", { class: "side-sizes", "aria-hidden": "true" }, ...samples);
  }

  /** Sources, notes that must stand beside the values, what qualifies some of them. */
  function sources(side) {
    const layer = side.sheet.layer();
    const view = side.sheet.view();
    const titles = layer.sources.map((n) => phrase(book.sources[n].title));
    const words = [
      titles.length && say("page.progress_source", { sources: titles.join(say("page.semicolon")) }),
      side.sheet.missing(),
    ];
    const notices = (view.notices[side.sheet.periodNumber()] || []).map(phrase);
    return [
      ...notices.map((text) => el("p", { class: "warn", text })),
      ...words.filter(Boolean).map((text) => el("p", { class: "quiet", text })),
      ...qualifiers(side).map((text) => el("p", { class: "quiet", text })),
    ];
  }

  /** What qualifies numbers, each with the places it is said of, or how many those are. */
  function qualifiers({ sheet: own }) {
    const view = own.view();
    const found = new Map();
    for (const i of own.places()) {
      const cell = own.cellAt(view, i);
      if (cell.reason) continue;
      for (const n of cell.qualifiers) found.set(n, [...(found.get(n) || []), phrase(book.places[i].label)]);
    }
    return [...found].map(([n, names]) => {
      const of = names.length > MOST_NAMED ? say("page.compare_n_places", { n: names.length }) : names.join(say("page.comma"));
      return of + say("page.colon") + phrase(n);
    });
  }

  const PARTS = { choice, title, chosen, legend, sources };

  function draw(side) {
    for (const [name, parts] of Object.entries(PARTS)) fillNode(side.parts[name], parts(side));
  }

  /** As dom.fill: a select that was drawn anew keeps the hand. */
  function fillNode(node, children) {
    const held = node.contains(document.activeElement) ? document.activeElement.id : "";
    node.replaceChildren(...children.filter(Boolean));
    if (held) dom.byId(held).focus({ preventScroll: true });
  }

  return { draw, sharedLegend };
}
