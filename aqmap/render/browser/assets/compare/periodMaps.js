function periodMaps({ book, cellText, comparedWords, dom, events, footing, handOver, phrases, picker, sheet, sideParts, sides, smallMap, state }) {
  // All periods of the layer as small maps with one legend; those of one length stand together.

  const { byId, el, fill } = dom;
  const { phrase, say } = phrases;

  const [NARROWEST, GAP] = [190, 14];
  // What is drawn now: of each period its look, its canvas and the line that names a place.
  let drawn = [];
  let land = null;
  let pointed = -1;

  const looksNow = () =>
    sheet.layer().periods.map(([period]) => sides.look(() => ({ layer: state.layer, view: state.view, period })));

  function draw() {
    const looks = looksNow();
    const room = byId("compare-body").clientWidth;
    const columns = Math.max(2, Math.floor((room + GAP) / (NARROWEST + GAP)));
    land = smallMap.ground(looks[0], Math.floor((room - GAP * (columns - 1)) / columns));
    pointed = -1;
    drawn = looks.map(part);
    const groups = comparedWords.groups(sheet.layer().periods.map(([period]) => period));
    fill(
      "compare-said",
      el("p", { text: say(looks.length > 1 ? "page.compare_periods_said" : "page.compare_one_period") }),
      groups.length > 1 ? el("p", { text: say("page.compare_groups_said") }) : null,
    );
    const { layer, view } = { layer: sheet.layer(), view: sheet.view() };
    const unit = sheet.unit(view);
    const named = sheet.regions().map((region) => phrase(region.name)).join(say("page.comma"));
    fill(
      "compare-body",
      el("h3", { text: say("page.compare_periods_title", { region: named, layer: phrase(layer.title), view: phrase(view.title) }) }),
      unit ? el("p", { class: "quiet", text: say("page.unit", { unit }) }) : null,
      sideParts.sharedLegend(looks),
      ...groups.flatMap(({ label, numbers }) => [
        groups.length > 1 ? el("h4", { text: label }) : null,
        el("div", { class: "small-maps", style: `grid-template-columns:repeat(${columns},minmax(0,1fr))` }, ...numbers.map((n) => drawn[n].node)),
      ]),
      ...footing.draw(layer.periods.map((_, n) => [view, n]), [layer]),
    );
    redraw();
  }

  /** A small map with its period and what it has; a click leads to the map of that period. */
  function part(look, n) {
    const picture = smallMap.canvas(land);
    const line = el("span", { class: "small-line" });
    const [period, name] = sheet.layer().periods[n];
    picture.addEventListener("mousemove", (event) => point(smallMap.placeAt(picture, land, event)));
    picture.addEventListener("mouseleave", () => point(-1));
    const node = el(
      "button",
      { type: "button", class: "small-map", "data-period": period, "aria-current": period === state.period ? "true" : null, onclick: () => open(period) },
      el("b", { text: phrase(name) }),
      picture,
      el("span", { class: "small-count", text: countOf(look.sheet) }),
      line,
    );
    return { look, picture, line, node };
  }

  /** How many places have a number; that none has, and why. */
  function countOf(own) {
    const missing = own.missing();
    if (missing) return missing;
    const cells = own.places().map((i) => own.cellAt(own.view(), i));
    const n = cells.filter((cell) => !cell.reason).length;
    return say("page.compare_count", { n, all: cells.length });
  }

  function open(period) {
    state.period = period;
    events.emit("changed", "place");
  }

  function point(i) {
    if (i === pointed) return;
    pointed = i;
    redraw();
  }

  /** Draw all maps, with what the place shows that is pointed at or chosen. */
  function redraw() {
    const i = pointed < 0 ? smallMap.numberOf(state.place) : pointed;
    for (const { look, picture, line } of drawn) {
      smallMap.draw(picture, look, land, pointed);
      const cell = i < 0 ? null : look.sheet.cellAt(look.sheet.view(), i);
      line.textContent = cell ? `${phrase(book.places[i].label)} ${look.sheet.cellText(cell, look.sheet.view())}` : "";
    }
  }

  /** A row a place, a column a period. */
  function save() {
    const looks = looksNow();
    const view = sheet.view();
    const names = sheet.layer().periods.map(([, n]) => phrase(n));
    const title = [phrase(sheet.layer().title), phrase(view.title), sheet.unit(view)].filter(Boolean).join(" ");
    const rows = sheet.places().map((i) => {
      const { code, name } = book.places[i];
      const said = looks.map((look) => {
        const cell = look.sheet.cellAt(look.sheet.view(), i);
        return cell ? cell.label || look.sheet.cellText(cell, look.sheet.view()) : "";
      });
      return [code, phrase(name), ...said];
    });
    const remarks = [[`# ${phrase(book.title)}${say("page.semicolon")}${phrase(book.unreviewed)}`], [`# ${title}`]];
    const head = [say("page.data.code"), say("page.data.place"), ...names];
    handOver.save("periods.csv", cellText.csv([...remarks, head, ...rows]));
  }

  function chooseView(view) {
    state.view = view;
    events.emit("changed");
  }

  const tools = () => [
    picker.select({
      id: "compare-view",
      label: say("page.view"),
      options: sheet.layer().views.map(({ name, title }) => [name, phrase(title)]),
      now: state.view,
      choose: chooseView,
    }),
    el("button", { type: "button", id: "compare-csv", class: "chip", text: say("page.compare_periods_csv"), onclick: save }),
  ];

  return { draw, tools };
}
