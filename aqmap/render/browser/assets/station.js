// A station's card: its values, its months, its days, and what its county is to reach.

function markCard(marks, feature) {
  const county = feature.place < 0 ? null : book.places[feature.place];
  const card = [el("p", { class: "crumb", text: T(marks.title) }), el("h2", { text: T(feature.name) })];
  const facts = [feature.code, county && W("page.in_county", { name: T(county.name) }),
    feature.background === 1 && W("page.background")];
  card.push(el("p", { class: "quiet", text: facts.filter(Boolean).join(" · ") }));
  const cell = readingOf(marks, feature);
  if (cell) card.push(readingNow(cell));
  else if (T(feature.label)) {
    const more = feature.indicative ? `（${W("page.indicative")}）` : "";
    card.push(el("p", { class: "headline", text: T(feature.label) + more }));
  }
  const days = book.days[feature.code] || [];
  const notice = T(marks.notice);
  if (notice && (feature.figures.length || days.length)) {
    card.push(el("p", { class: "notice", text: notice }));
  }
  if (feature.facts.length) {
    card.push(el("dl", { class: "facts" }, ...feature.facts.flatMap(([name, fact]) => [
      el("dt", { text: T(name) }), el("dd", { text: T(fact) }),
    ])));
  }
  const figures = feature.figures.map((i) => book.figures[i]);
  const monthly = figures.filter((figure) => /^\d{4}-\d{2}$/.test(figure.iso));
  const others = figures.filter((figure) => !monthly.includes(figure));
  card.push(...others.map(figureItem), ...monthlyCharts(monthly));
  card.push(...[...days].reverse().map(yearCalendar));
  if (county) card.push(countyTarget(marks, county));
  if (marks.source >= 0) {
    const { title } = book.sources[marks.source];
    card.push(el("p", { class: "cite", text: W("page.source") + W("page.colon") + T(title) }));
  }
  return card.filter(Boolean);
}

/** What the station shows on the map as it is. */
function readingNow(cell) {
  const title = cell.grade || (cell.reason && cell.reason.text) ? dayTitle() : sheetTitle();
  return el("div", { class: "now" }, el("p", { class: "quiet", text: title }),
    el("p", {}, el("span", { class: cell.reason ? "reason" : "value", text: readingSaid(cell) })),
    cell.indicative ? el("p", { class: "quiet", text: W("page.indicative") }) : null);
}

/** What the plans set the station's county, in what the station measures. */
function countyTarget(marks, county) {
  const targets = book.figures.filter((figure) => figure.role === "target"
    && figure.indicator === marks.indicator && codeOf(figure) === county.code);
  return el("section", { class: "theme" },
    el("h3", { text: W("page.county_target") }),
    el("p", {}, el("button", {
      type: "button", class: "link", text: T(county.name), onclick: () => choosePlace(county.code),
    })),
    ...(targets.length ? targets.map(figureItem)
      : [el("p", { class: "quiet", text: W("page.no_county_target") })]));
}

/** The stations that stand in a county: this list leads to their cards without a pointer. */
function stationButtons(number) {
  return book.marks.flatMap((marks) => {
    const inside = marks.indicator
      ? marks.features.filter((feature) => feature.place === number) : [];
    return inside.length ? [el("section", { class: "theme" }, el("h3", { text: T(marks.title) }),
      el("div", { class: "places" }, ...inside.map((feature) => el("button", {
        type: "button", class: "chip", "data-mark": feature.code, text: T(feature.name),
        onclick: () => chooseMark(marks, feature),
      }))))] : [];
  });
}

/** What an overlay's stations show now, as a table; nothing where they show no values. */
function stationTable({ marks }) {
  const valued = marks.features.filter((feature) => readingOf(marks, feature));
  if (!valued.length) return null;
  const heads = ["page.column_station", "page.column_place", "page.column_value", "page.column_note"];
  const rows = valued.map((feature) => {
    const cell = readingOf(marks, feature);
    const words = [...cell.qualifiers.map(T), cell.indicative ? W("page.indicative") : "",
      cell.reason ? cell.reason.text || T(cell.reason.label) : "",
      feature.background ? W("page.background") : ""];
    return el("tr", {},
      el("th", { scope: "row" }, el("button", {
        type: "button", class: "link", text: T(feature.name), onclick: () => chooseMark(marks, feature),
      })),
      el("td", { text: feature.place < 0 ? "" : T(book.places[feature.place].label) }),
      el("td", { class: "number", text: cell.reason ? "—" : cell.label }),
      el("td", { text: words.filter(Boolean).join(W("page.semicolon")) }));
  });
  const caption = state.day && hasDays(marks) ? dayTitle() : T(marks.title);
  return el("table", { class: "stations" }, el("caption", { text: caption }),
    el("thead", {}, el("tr", {}, ...heads.map((key) => el("th", { scope: "col", text: W(key) })))),
    el("tbody", {}, ...rows));
}

// ---- months ------------------------------------------------------------------------------

/** One chart an indicator, year and side of sand-dust days, with the numbers as a list for those who cannot see it. */
function monthlyCharts(figures) {
  const groups = new Map();
  for (const figure of figures) {
    const key = `${figure.indicator} ${figure.iso.slice(0, 4)} ${figure.dust}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(figure);
  }
  return [...groups.values()].map((group) => {
    const year = group[0].iso.slice(0, 4);
    const dust = group[0].dust === "deducted" ? W("page.comma") + W("dust.deducted") : "";
    const title = `${T(group[0].title)}${W("page.colon")}${W("page.monthly", { year })}${dust}`;
    const hollow = group.some((figure) => figure.indicative);
    return el("figure", { class: "chart" }, el("figcaption", { text: title }),
      monthChart(group, title),
      hollow ? el("p", { class: "quiet", text: W("page.hollow_bars") }) : null,
      el("details", {}, el("summary", { text: W("page.figures", { n: group.length }) }),
        ...group.map(figureItem)));
  });
}

function svg(tag, facts, text) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(facts)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

/** Twelve bars from 0; a month without a number keeps its place empty. */
function monthChart(figures, title) {
  const [width, height, floor, step] = [336, 120, 100, 28];
  const chart = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title });
  const digits = Math.max(...figures.map(({ value }) => (String(value ?? "").split(".")[1] || "").length));
  const largest = Math.max(...figures.map((figure) => figure.value ?? 0), 1);
  chart.append(svg("line", { x1: 0, x2: width, y1: floor, y2: floor, class: "axis" }));
  for (let month = 1; month <= 12; month += 1) {
    const figure = figures.find((each) => Number(each.iso.slice(5)) === month);
    const middle = (month - 0.5) * step;
    chart.append(svg("text", { x: middle, y: floor + 14, class: "month" }, W("page.month", { n: month })));
    if (!figure || figure.value === null) {
      chart.append(svg("text", { x: middle, y: floor - 5, class: "none" }, "–"));
      continue;
    }
    const tall = Math.max((figure.value / largest) * (floor - 18), 1);
    const bar = svg("rect", {
      x: middle - 9, y: floor - tall, width: 18, height: tall,
      class: figure.indicative ? "bar hollow" : "bar",
    });
    bar.append(svg("title", {}, `${T(figure.period)} ${T(figure.said)}`));
    chart.append(bar, svg("text", { x: middle, y: floor - tall - 4, class: "number" },
      figure.value.toFixed(digits)));
  }
  return chart;
}
