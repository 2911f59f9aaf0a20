function placeCharts({ book, cellText, comparedWords, dom, events, footing, handOver, phrases, sheet, state }) {
  // A small chart of each place: what was measured over the layer's periods, against what was aimed at.

  const { el, fill, svg } = dom;
  const { phrase, say } = phrases;

  const MOST = 120;
  const [WIDTH, HEIGHT, TOP, FLOOR, APART] = [240, 112, 16, 92, 12];

  const isNumber = (cell) => Boolean(cell) && !cell.reason && cell.value !== null;

  /** The views of which there are bars, and of which there are marks: numbers of one unit. */
  function seriesNow() {
    const { views } = sheet.layer();
    const target = views.find(({ name }) => name === "target");
    const bars = views.find(({ name }) => name === "measured") || (target ? null : views.find(({ scale }) => scale.kind !== "category"));
    return { target: target || null, bars: bars || null };
  }

  const cellOf = (view, n, i) => view && sheet.cellOf(view.cells[n], i, view);

  function draw() {
    const series = seriesNow();
    const { periods } = sheet.layer();
    const numbers = sheet.regions().flatMap((region) => region.places);
    const shown = numbers.slice(0, MOST);
    const all = [series.target, series.bars].filter(Boolean).flatMap((view) =>
      periods.flatMap((_, n) => numbers.map((i) => cellOf(view, n, i)).filter(isNumber).map((cell) => cell.value)),
    );
    const groups = comparedWords.groups(periods.map(([period]) => period));
    const ground = { series, groups, ...axisOf(all), slots: slotsOf(groups) };
    fill("compare-said", ...sentences(series, groups, all).map((text) => el("p", { text })));
    fill(
      "compare-body",
      el("h3", { text: titleOf() }),
      unitOf(series) ? el("p", { class: "quiet", text: say("page.unit", { unit: unitOf(series) }) }) : null,
      key(series),
      el("div", { class: "place-charts" }, ...shown.map((i) => chart(i, ground))),
      numbers.length > MOST ? el("p", { class: "quiet", text: say("page.matrix_more", { n: numbers.length - MOST }) }) : null,
      ...footing.draw(
        [series.target, series.bars].filter(Boolean).flatMap((view) => periods.map((_, n) => [view, n])),
        [sheet.layer()],
      ),
    );
  }

  const titleOf = () => {
    const region = sheet.regions().map(({ name }) => phrase(name)).join(say("page.comma"));
    return say("page.compare_places_title", { region, layer: phrase(sheet.layer().title) });
  };

  const unitOf = ({ target, bars }) => sheet.unit(bars || target || { unit: -1 });

  function sentences({ target, bars }, groups, all) {
    if (!all.length) return [say("page.compare_no_numbers")];
    const names = groups.map(({ label, numbers }) => say("missing.reason", { reason: label, count: numbers.length }));
    return [
      say("page.compare_places_said"),
      ...(target && bars && sheet.unit(target) !== sheet.unit(bars)
        ? [say("page.compare_units", { left: sheet.unit(target), right: sheet.unit(bars) })]
        : []),
      ...(groups.length > 1 ? [say("page.compare_bars_apart", { groups: names.join(say("page.comma")) })] : []),
      ...(sheet.layer().periods.length < 2 ? [say("page.compare_one_period_places")] : []),
    ];
  }

  /** From the least to the most of all places, 0 among them, with round ends. */
  function axisOf(values) {
    const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [0, 0]);
    const step = 10 ** Math.floor(Math.log10(Math.max(high, -low, 1e-9)));
    const round = (value, to) => Number((to(value / (step / 2)) * (step / 2)).toPrecision(6));
    return { low: round(low, Math.floor), high: round(high, Math.ceil) || 1 };
  }

  /** Where the bars of each period stand: those of one length side by side, others apart. */
  function slotsOf(groups) {
    const count = groups.reduce((sum, { numbers }) => sum + numbers.length, 0);
    const wide = Math.min(44, (WIDTH - 34 - APART * (groups.length - 1)) / count);
    let x = 30;
    const slots = [];
    const lines = [];
    groups.forEach(({ numbers }, g) => {
      if (g) {
        lines.push(x + APART / 2);
        x += APART;
      }
      for (const n of numbers) {
        slots.push({ n, x, wide });
        x += wide;
      }
    });
    return { slots, lines };
  }

  /** The chart of a place; its name chooses it. */
  function chart(i, ground) {
    const place = book.places[i];
    const choose = () => {
      state.station = "";
      state.place = place.code === state.place ? "" : place.code;
      events.emit("changed");
    };
    const words = wordsOf(i, ground);
    return el(
      "figure",
      { class: place.code === state.place ? "place-chart picked" : "place-chart", "data-code": place.code },
      el("figcaption", {}, el("button", { type: "button", class: "link", text: phrase(place.label), "aria-pressed": String(place.code === state.place), onclick: choose })),
      picture(i, ground, words),
      el("p", { class: "quiet", text: nowOf(i, ground.series) }),
    );
  }

  /** What the place shows in the period that is chosen. */
  function nowOf(i, { target, bars }) {
    const n = sheet.periodNumber();
    const said = [bars, target].filter(Boolean).flatMap((view) => {
      const cell = cellOf(view, n, i);
      return cell ? [`${phrase(view.title)}${say("page.colon")}${sheet.cellText(cell, view)}`] : [];
    });
    return [phrase(sheet.layer().periods[n][1]), ...(said.length ? said : [say("page.compare_none")])].join(say("page.comma_clause"));
  }

  function wordsOf(i, { series: { target, bars }, slots }) {
    const words = slots.slots.flatMap(({ n }) =>
      [bars, target].filter(Boolean).flatMap((view) => {
        const cell = cellOf(view, n, i);
        return cell ? [`${phrase(sheet.layer().periods[n][1])} ${phrase(view.title)} ${sheet.cellText(cell, view)}`] : [];
      }),
    );
    return `${phrase(book.places[i].label)}${say("page.colon")}${words.join(say("page.semicolon"))}`;
  }

  function picture(i, { series, low, high, slots: { slots, lines } }, words) {
    const box = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words });
    const y = (value) => FLOOR - ((value - low) / (high - low)) * (FLOOR - TOP);
    for (const value of new Set([low, 0, high])) {
      box.append(
        svg("line", { x1: 30, x2: WIDTH, y1: y(value), y2: y(value), class: value === 0 ? "axis" : "grid" }),
        svg("text", { x: 26, y: y(value) + 3, class: "tick", text: String(value).replace("-", "−") }),
      );
    }
    for (const x of lines) box.append(svg("line", { x1: x, x2: x, y1: TOP - 8, y2: FLOOR + 4, class: "apart" }));
    for (const slot of slots) box.append(...barsOf(i, slot, series, y));
    box.append(...ends(slots));
    return box;
  }

  /** The bar and the mark of a period; without a number the letter of why. */
  function barsOf(i, { n, x, wide }, { target, bars }, y) {
    const parts = [];
    const cell = cellOf(bars, n, i);
    if (isNumber(cell)) {
      const [top, bottom] = [Math.min(y(cell.value), y(0)), Math.max(y(cell.value), y(0))];
      const kind = cell.satellite ? "bar hollow satellite" : cell.indicative ? "bar hollow" : "bar";
      parts.push(svg("rect", { x: x + wide * 0.15, y: top, width: wide * 0.7, height: Math.max(bottom - top, 0.8), class: kind }));
    } else if (cell && cell.reason) {
      parts.push(svg("text", { x: x + wide / 2, y: y(0) - 3, class: "why", text: phrase(cell.reason.letter) }));
    }
    const aim = cellOf(target, n, i);
    if (isNumber(aim)) {
      const [left, right] = [x + wide * 0.02, x + wide * 0.98];
      if (!bars) parts.push(svg("line", { x1: x + wide / 2, x2: x + wide / 2, y1: y(0), y2: y(aim.value), class: "stem" }));
      parts.push(svg("line", { x1: left, x2: right, y1: y(aim.value), y2: y(aim.value), class: "aim" }));
    } else if (!bars && aim && aim.reason) {
      parts.push(svg("text", { x: x + wide / 2, y: y(0) - 3, class: "why", text: phrase(aim.reason.letter) }));
    }
    return parts;
  }

  /** The first and the last period, in words under the axis; of one alone that one. */
  function ends(slots) {
    const { periods } = sheet.layer();
    const name = ({ n }) => phrase(periods[n][1]);
    const [first, last] = [slots[0], slots[slots.length - 1]];
    const texts = [svg("text", { x: first.x, y: HEIGHT - 6, class: "end", text: name(first) })];
    if (first !== last) {
      texts.push(svg("text", { x: last.x + last.wide, y: HEIGHT - 6, class: "end last", text: name(last) }));
    }
    return texts;
  }

  /** What bars, marks and letters mean. */
  function key({ target, bars }) {
    const sign = (...parts) => {
      const box = svg("svg", { viewBox: "0 0 22 14", "aria-hidden": "true" });
      box.append(...parts);
      return box;
    };
    const line = (sample, text) => el("li", {}, sample, el("span", { text }));
    const cells = bars ? sheet.layer().periods.flatMap((_, n) => sheet.places().map((i) => cellOf(bars, n, i))).filter(isNumber) : [];
    const rect = (kind) => sign(svg("rect", { x: 5, y: 2, width: 12, height: 11, class: kind }));
    return el(
      "ul",
      { class: "shared-legend chart" },
      bars ? line(rect("bar"), phrase(bars.title)) : null,
      cells.some((cell) => cell.indicative) ? line(rect("bar hollow"), say("page.indicative")) : null,
      cells.some((cell) => cell.satellite) ? line(rect("bar hollow satellite"), phrase(sheet.layer().satellite)) : null,
      target ? line(sign(svg("line", { x1: 2, x2: 20, y1: 7, y2: 7, class: "aim" })), phrase(target.title)) : null,
      ...reasonsOf({ target, bars }).map((reason) =>
        el("li", {}, el("b", { text: phrase(reason.letter) }), el("span", { text: phrase(reason.label) })),
      ),
    );
  }

  function reasonsOf({ target, bars }) {
    const view = bars || target;
    if (!view) return [];
    const cells = sheet.layer().periods.flatMap((_, n) => sheet.places().map((i) => cellOf(view, n, i)));
    const met = new Set(cells.filter(Boolean).map((cell) => cell.reason));
    return book.reasons.filter((reason) => met.has(reason));
  }

  /** A row a place and period, with what was measured and what was aimed at. */
  function save() {
    const { target, bars } = seriesNow();
    const views = [bars, target].filter(Boolean);
    const remarks = [[`# ${phrase(book.title)}${say("page.semicolon")}${phrase(book.unreviewed)}`], [`# ${titleOf()}`]];
    const head = [
      ...["code", "place", "period"].map((name) => say(`page.data.${name}`)),
      ...views.map((view) => [phrase(view.title), sheet.unit(view)].filter(Boolean).join(" ")),
    ];
    const rows = sheet.places().flatMap((i) =>
      sheet.layer().periods.map(([period], n) => [
        book.places[i].code,
        phrase(book.places[i].name),
        period,
        ...views.map((view) => {
          const cell = cellOf(view, n, i);
          return cell ? (cell.reason ? phrase(cell.reason.label) : cell.label) : "";
        }),
      ]),
    );
    handOver.save("places.csv", cellText.csv([...remarks, head, ...rows]));
  }

  const tools = () => [
    el("button", { type: "button", id: "compare-csv", class: "chip", text: say("page.compare_places_csv"), onclick: save }),
  ];

  return { draw, tools };
}
