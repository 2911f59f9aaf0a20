function indicatorCharts({ book, cellText, dom, events, footing, handOver, phrases, sheet, state }) {
  // A small chart of each place: the indicators of one theme, each on a scale of its own, against its target.

  const { el, fill, svg } = dom;
  const { phrase, say } = phrases;

  const MOST = 120;
  const [WIDTH, HEIGHT] = [120, 14];

  const isNumber = (cell) => Boolean(cell) && !cell.reason && cell.value !== null;

  /** The layers of the theme that have numbers, each with its period and its views. */
  function rowsNow() {
    return book.layers
      .filter(({ theme, views }) => theme === sheet.layer().theme && views.some(({ name }) => ["target", "measured"].includes(name)))
      .map((layer) => {
        const asked = layer.periods.findIndex(([period]) => period === state.period);
        const viewOf = (name) => layer.views.find((view) => view.name === name);
        return { layer, n: Math.max(asked, 0), target: viewOf("target"), bars: viewOf("measured") };
      })
      .map((row) => ({ ...row, most: mostOf(row) }));
  }

  const cellOf = (view, { n }, i) => view && sheet.cellOf(view.cells[n], i, view);
  const placesNow = () => sheet.regions().flatMap((region) => region.places);

  /** The largest number of the places in view: the end of a row's scale. */
  function mostOf(row) {
    const values = placesNow().flatMap((i) =>
      [row.target, row.bars].map((view) => cellOf(view, row, i)).filter(isNumber).map((cell) => Math.abs(cell.value)),
    );
    return values.reduce((a, b) => Math.max(a, b), 0);
  }

  function draw() {
    const rows = rowsNow();
    const numbers = placesNow();
    fill("compare-said", ...sentences(rows).map((text) => el("p", { text })));
    fill(
      "compare-body",
      el("h3", { text: titleOf() }),
      key(rows),
      el("div", { class: "place-cards" }, ...numbers.slice(0, MOST).map((i) => card(i, rows))),
      ...footing.draw(
        rows.flatMap(({ target, bars, n }) => [target, bars].filter(Boolean).map((view) => [view, n])),
        rows.map(({ layer }) => layer),
      ),
      numbers.length > MOST ? el("p", { class: "quiet", text: say("page.matrix_more", { n: numbers.length - MOST }) }) : null,
    );
  }

  const themeOf = () => {
    const found = book.themes.find(([id]) => id === sheet.layer().theme);
    return found ? phrase(found[1]) : say("page.other_theme");
  };
  const titleOf = () => {
    const region = sheet.regions().map(({ name }) => phrase(name)).join(say("page.comma"));
    return say("page.compare_indicators_title", { region, theme: themeOf() });
  };

  function sentences(rows) {
    if (!rows.length) return [say("page.compare_no_numbers")];
    const others = rows.filter(({ layer, n }) => layer.periods[n][0] !== state.period);
    const named = others.map(({ layer, n }) => `${phrase(layer.title)}${say("page.joint")}${phrase(layer.periods[n][1])}`);
    return [
      say("page.compare_indicators_said"),
      ...(named.length ? [say("page.compare_other_periods", { layers: named.join(say("page.comma")) })] : []),
    ];
  }

  function card(i, rows) {
    const place = book.places[i];
    const choose = () => {
      state.station = "";
      state.place = place.code === state.place ? "" : place.code;
      events.emit("changed");
    };
    const facts = { type: "button", class: "link", "aria-pressed": String(place.code === state.place), onclick: choose };
    return el(
      "section",
      { class: place.code === state.place ? "place-card picked" : "place-card", "data-code": place.code },
      el("h4", {}, el("button", { ...facts, text: phrase(place.label) })),
      el("table", {}, el("tbody", {}, ...rows.map((row) => line(i, row)))),
    );
  }

  function line(i, row) {
    const [aim, done] = [cellOf(row.target, row, i), cellOf(row.bars, row, i)];
    return el(
      "tr",
      { "data-layer": row.layer.id },
      el("th", { scope: "row", text: phrase(row.layer.title) }),
      el("td", { class: "chart" }, picture(aim, done, row.most)),
      el("td", { class: "said", text: wordsOf(row, aim, done) }),
    );
  }

  /** A bar for what was measured, a mark for the target, as long as the most of all places lets it. */
  function picture(aim, done, most) {
    const box = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
    const x = (cell) => (Math.abs(cell.value) / (most || 1)) * (WIDTH - 4) + 1;
    box.append(svg("line", { x1: 1, x2: 1, y1: 0, y2: HEIGHT, class: "axis" }));
    if (isNumber(done)) {
      const kind = done.satellite ? "bar hollow satellite" : done.indicative ? "bar hollow" : "bar";
      box.append(svg("rect", { x: 1, y: 3, width: Math.max(x(done) - 1, 0.8), height: HEIGHT - 6, class: kind }));
    }
    if (isNumber(aim)) {
      box.append(svg("line", { x1: 1, x2: x(aim), y1: HEIGHT / 2, y2: HEIGHT / 2, class: "stem" }));
      box.append(svg("line", { x1: x(aim), x2: x(aim), y1: 0.5, y2: HEIGHT - 0.5, class: "aim" }));
    }
    return box;
  }

  /** The numbers with their unit, or the letters of why there is none. */
  function wordsOf({ target, bars }, aim, done) {
    const said = [[bars, done], [target, aim]]
      .filter(([, cell]) => cell)
      .map(([view, cell]) => `${phrase(view.title)}${say("page.colon")}${cell.reason ? phrase(cell.reason.letter) : sheet.cellText(cell, view)}`);
    return said.join(say("page.semicolon")) || "—";
  }

  /** The letters that stand for numbers, in words. */
  function key(rows) {
    const cells = rows.flatMap((row) => placesNow().flatMap((i) => [cellOf(row.target, row, i), cellOf(row.bars, row, i)]));
    const met = new Set(cells.filter(Boolean).map((cell) => cell.reason));
    const items = book.reasons
      .filter((reason) => met.has(reason))
      .map((reason) => el("li", {}, el("b", { text: phrase(reason.letter) }), el("span", { text: phrase(reason.label) })));
    return el("ul", { class: "shared-legend" }, ...items);
  }

  /** A row a place and indicator. */
  function save() {
    const rows = rowsNow();
    const remarks = [[`# ${phrase(book.title)}${say("page.semicolon")}${phrase(book.unreviewed)}`], [`# ${titleOf()}`]];
    const head = ["code", "place", "layer", "period", "unit"].map((name) => say(`page.data.${name}`));
    head.push(say("role.measured"), say("role.target"));
    const words = (cell) => (cell ? (cell.reason ? phrase(cell.reason.label) : cell.label) : "");
    const written = placesNow().flatMap((i) =>
      rows.map((row) => [
        book.places[i].code,
        phrase(book.places[i].name),
        phrase(row.layer.title),
        row.layer.periods[row.n][0],
        sheet.unit(row.bars || row.target),
        words(cellOf(row.bars, row, i)),
        words(cellOf(row.target, row, i)),
      ]),
    );
    handOver.save("indicators.csv", cellText.csv([...remarks, head, ...written]));
  }

  const tools = () => [
    el("button", { type: "button", id: "compare-csv", class: "chip", text: say("page.compare_places_csv"), onclick: save }),
  ];

  return { draw, tools };
}
