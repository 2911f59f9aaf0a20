function measures({ book, citations, dom, phrases }) {
  // Measures: what the plans tell whom to do for a place, and how far a report says it is.

  const { el } = dom;
  const { phrase, say } = phrases;

  const CHARGES = ["lead", "cooperating", "responsible"];

  const concerning = (code) => (book.concerned[code] || []).map((i) => book.measures[i]);

  /** The measures that concern a place, each with its units in charge; nothing where there are none. */
  function list(code) {
    const listed = concerning(code);
    if (!listed.length) return [];
    return [
      el(
        "section",
        { class: "theme measures" },
        el("h3", { text: say("page.measures", { n: listed.length }) }),
        ...[...new Set(listed.map(({ source }) => source))].flatMap((source) => [
          source < 0 ? null : el("p", { class: "cite", text: phrase(book.sources[source].title) }),
          ...listed
            .filter((measure) => measure.source === source)
            .map((measure) => measureItem(measure, code)),
        ]).filter(Boolean),
        uncharged(listed) ? el("p", { class: "cite", text: uncharged(listed) }) : null,
      ),
    ];
  }

  /** The units in charge by their role, then the date: one line. In brief, those that lead. */
  function inCharge({ charges, due }, isBrief = false) {
    const first = CHARGES.findIndex((_, i) => charges[i].length);
    const units = CHARGES.map((name, i) =>
      charges[i].length && (!isBrief || i === first)
        ? say(`county.${name}`, { units: charges[i].map(phrase).join(say("page.comma")) })
        : "",
    );
    const days = due.map(phrase).join(say("page.comma"));
    const until = days ? say("page.deadline") + say("page.colon") + days : "";
    return [...units, until].filter(Boolean).join(say("page.semicolon"));
  }

  /** Of which measures the source does not say who is in charge. */
  function uncharged(listed) {
    const numbers = listed.filter(({ charges }) => charges.every(({ length }) => !length));
    if (!numbers.length) return "";
    if (numbers.length === listed.length) return say("page.no_units");
    return say("page.no_units_of", {
      numbers: numbers.map(({ number }) => number).join(say("page.comma")),
    });
  }

  const titleOf = (measure) => `${measure.number} ${phrase(measure.title)}`;

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
      ["page.annex_rows", measure.rows.join(say("page.comma"))],
      ["page.measure_figures", figureWords(measure, code).join(say("page.semicolon"))],
    ].filter(([, words]) => words);
    const where = phrase(measure.locator);
    return el(
      "div",
      { class: "measure" },
      el(
        "p",
        { class: "said" },
        el("b", { text: titleOf(measure) }),
        measure.state
          ? el("span", { class: `state ${measure.state}`, text: phrase(measure.stated) })
          : null,
      ),
      inCharge(measure) ? el("p", { class: "charged", text: inCharge(measure) }) : null,
      el(
        "details",
        {},
        el("summary", {
          text: say("page.cites_plain"),
          "aria-label": say("page.cites_of", { name: titleOf(measure) }),
        }),
        facts.length
          ? el(
              "dl",
              {},
              ...facts.flatMap(([name, words]) => [
                el("dt", { text: say(name) }),
                el("dd", { text: words }),
              ]),
            )
          : null,
        measure.byNote ? el("p", { class: "remark", text: say("page.by_note") }) : null,
        el("p", { class: "cite", text: [phrase(measure.section), where].filter(Boolean).join(" ") }),
      ),
    );
  }

  return { concerning, inCharge, list, titleOf, uncharged };
}
