// Measures: what the plans tell whom to do for a place, and how far a report says it is.

const CHARGES = ["lead", "cooperating", "responsible"];

/** The measures that concern a place, folded; nothing where there are none. */
function measureList(code) {
  const own = (book.concerned[code] || []).map((i) => book.measures[i]);
  if (!own.length) return [];
  return [el("details", { class: "measures" },
    el("summary", { text: W("page.measures", { n: own.length }) }),
    ...[...new Set(own.map((measure) => measure.source))].flatMap((source) => [
      source < 0 ? null : el("p", { class: "cite", text: T(book.sources[source].title) }),
      ...own.filter((measure) => measure.source === source).map(measureItem),
    ].filter(Boolean)))];
}

function measureItem(measure) {
  const facts = [
    ["page.deadline", measure.due.map(T).join(W("page.semicolon"))],
    ...CHARGES.map((name, i) => [`page.${name}`, measure.charges[i].map(T).join(W("page.comma"))]),
    ["page.annex_rows", measure.rows.join(W("page.comma"))],
    ["page.measure_figures", measure.figures.map((i) => book.figures[i])
      .map((figure) => `${T(figure.title)} ${T(figure.said)}`).join(W("page.semicolon"))],
  ].filter(([, said]) => said);
  const where = T(measure.locator);
  return el("div", { class: "measure" },
    el("p", { class: "said" },
      el("b", { text: `${measure.number} ${T(measure.title)}` }),
      measure.state ? el("span", { class: `state ${measure.state}`, text: T(measure.stated) }) : null),
    el("dl", {}, ...facts.flatMap(([name, said]) => [
      el("dt", { text: W(name) }), el("dd", { text: said })])),
    measure.byNote ? el("p", { class: "remark", text: W("page.by_note") }) : null,
    el("p", { class: "cite", text: [T(measure.section), where].filter(Boolean).join(" ") }));
}
