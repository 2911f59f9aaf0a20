function measures({ book, citations, dom, phrases }) {
  // Measures: what the plans tell whom to do for a place, and how far a report says it is.

  const { el } = dom;
  const { phrase, say } = phrases;

  const CHARGES = ["lead", "cooperating", "responsible"];

  /** The measures that concern a place, folded; nothing where there are none. */
  function list(code) {
    const concerning = (book.concerned[code] || []).map((i) => book.measures[i]);
    if (!concerning.length) return [];
    return [
      el(
        "details",
        { class: "measures" },
        el("summary", { text: say("page.measures", { n: concerning.length }) }),
        ...[...new Set(concerning.map((measure) => measure.source))].flatMap((source) =>
          [
            source < 0
              ? null
              : el("p", { class: "cite", text: phrase(book.sources[source].title) }),
            ...concerning.filter((measure) => measure.source === source).map((measure) => measureItem(measure, code)),
          ].filter(Boolean),
        ),
      ),
    ];
  }

  /** The figures of a measure: those of the card's own place first, the others with whose they are. */
  function figureWords(measure, code) {
    const figures = measure.figures.map((i) => book.figures[i]);
    const isOwn = (figure) => citations.codeOf(figure) === code;
    return [...figures.filter(isOwn), ...figures.filter((figure) => !isOwn(figure))].map((figure) => {
      const words = `${phrase(figure.title)} ${phrase(figure.words)}`;
      return isOwn(figure) ? words : citations.nameOf(figure) + say("page.colon") + words;
    });
  }

  function measureItem(measure, code) {
    const facts = [
      ["page.deadline", measure.due.map(phrase).join(say("page.semicolon"))],
      ...CHARGES.map((name, i) => [
        `page.${name}`,
        measure.charges[i].map(phrase).join(say("page.comma")),
      ]),
      ["page.annex_rows", measure.rows.join(say("page.comma"))],
      [
        "page.measure_figures",
        figureWords(measure, code).join(say("page.semicolon")),
      ],
    ].filter(([, words]) => words);
    const where = phrase(measure.locator);
    return el(
      "div",
      { class: "measure" },
      el(
        "p",
        { class: "said" },
        el("b", { text: `${measure.number} ${phrase(measure.title)}` }),
        measure.state
          ? el("span", { class: `state ${measure.state}`, text: phrase(measure.stated) })
          : null,
      ),
      el(
        "dl",
        {},
        ...facts.flatMap(([name, words]) => [
          el("dt", { text: say(name) }),
          el("dd", { text: words }),
        ]),
      ),
      measure.byNote ? el("p", { class: "remark", text: say("page.by_note") }) : null,
      el("p", { class: "cite", text: [phrase(measure.section), where].filter(Boolean).join(" ") }),
    );
  }

  return { list };
}
