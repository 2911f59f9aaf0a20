function station({ book, calendar, citations, daymap, dom, events, months, overlays, phrases, sheet, state }) {
  // A station's card: its values, its months, its days, and what its county is to reach.

  const { el } = dom;
  const { phrase, say } = phrases;

  function stationCard(marks, feature) {
    const county = feature.place < 0 ? null : book.places[feature.place];
    const card = [
      el("p", { class: "crumb", text: phrase(marks.title) }),
      el("h2", { text: phrase(feature.name) }),
    ];
    const facts = [
      feature.code,
      county && say("page.in_county", { name: phrase(county.name) }),
      feature.background === 1 && say("page.background"),
    ];
    card.push(el("p", { class: "quiet", text: facts.filter(Boolean).join(" · ") }));
    const cell = overlays.readingOf(marks, feature);
    if (cell) card.push(readingNow(cell));
    else if (phrase(feature.label)) {
      const more = feature.indicative ? `（${say("page.indicative")}）` : "";
      card.push(el("p", { class: "headline", text: phrase(feature.label) + more }));
    }
    const days = book.days[feature.code] || [];
    const notice = phrase(marks.notice);
    if (notice && (feature.figures.length || days.length)) {
      card.push(el("p", { class: "notice", text: notice }));
    }
    if (feature.facts.length) {
      card.push(
        el(
          "dl",
          { class: "facts" },
          ...feature.facts.flatMap(([name, fact]) => [
            el("dt", { text: phrase(name) }),
            el("dd", { text: phrase(fact) }),
          ]),
        ),
      );
    }
    const figures = feature.figures.map((i) => book.figures[i]);
    const monthly = figures.filter((figure) => /^\d{4}-\d{2}$/.test(figure.iso));
    const yearly = figures.filter((figure) => !monthly.includes(figure));
    card.push(...yearly.map((figure) => citations.figureItem(figure)), ...months.charts(monthly));
    card.push(...[...days].reverse().map(calendar.year));
    if (county && marks.indicator) card.push(countyTarget(marks, county));
    if (marks.source >= 0) {
      const { title } = book.sources[marks.source];
      card.push(
        el("p", { class: "cite", text: say("page.source") + say("page.colon") + phrase(title) }),
      );
    }
    return card.filter(Boolean);
  }

  /** What the station shows on the map as it is. */
  function readingNow(cell) {
    const title = cell.grade || (cell.reason && cell.reason.text) ? daymap.title() : sheet.title();
    return el(
      "div",
      { class: "now" },
      el("p", { class: "quiet", text: title }),
      el(
        "p",
        {},
        el("span", { class: cell.reason ? "reason" : "value", text: overlays.readingText(cell) }),
      ),
      cell.indicative ? el("p", { class: "quiet", text: say("page.indicative") }) : null,
    );
  }

  /** What the plans set the station's county, in what the station measures. */
  function countyTarget(marks, county) {
    const targets = book.figures.filter(
      (figure) =>
        figure.role === "target" &&
        figure.indicator === marks.indicator &&
        citations.codeOf(figure) === county.code,
    );
    return el(
      "section",
      { class: "theme" },
      el("h3", { text: say("page.county_target") }),
      el(
        "p",
        {},
        el("button", {
          type: "button",
          class: "link",
          text: phrase(county.name),
          onclick: () => events.emit("placeChosen", county.code),
        }),
      ),
      ...(targets.length
        ? targets.map((figure) => citations.figureItem(figure))
        : [el("p", { class: "quiet", text: say("page.no_county_target") })]),
    );
  }

  /** The stations that stand in a county: this list leads to their cards without a pointer. */
  function stationButtons(number) {
    return book.marks.flatMap((marks) => {
      const inside = marks.indicator || marks.dropped
        ? marks.features.filter((feature) => feature.place === number)
        : [];
      return inside.length
        ? [
            el(
              "section",
              { class: "theme" },
              el("h3", { text: phrase(marks.title) }),
              el(
                "div",
                { class: "places" },
                ...inside.map((feature) =>
                  el("button", {
                    type: "button",
                    class: "chip",
                    "data-mark": feature.code,
                    text: phrase(feature.name),
                    onclick: () => events.emit("stationChosen", marks, feature),
                  }),
                ),
              ),
            ),
          ]
        : [];
    });
  }

  /** What an overlay's stations show now, as a table; nothing where they show no values. */
  function stationTable({ marks }) {
    const valued = marks.features.filter(
      (feature) => overlays.isCounted(feature) && overlays.readingOf(marks, feature),
    );
    if (!valued.length) return null;
    const heads = [
      "page.column_station",
      "page.column_place",
      "page.column_value",
      "page.column_note",
    ];
    const rows = valued.map((feature) => {
      const cell = overlays.readingOf(marks, feature);
      const words = [
        ...cell.qualifiers.map(phrase),
        cell.indicative ? say("page.indicative") : "",
        cell.reason ? cell.reason.text || phrase(cell.reason.label) : "",
        feature.background ? say("page.background") : "",
      ];
      return el(
        "tr",
        {},
        el(
          "th",
          { scope: "row" },
          el("button", {
            type: "button",
            class: "link",
            text: phrase(feature.name),
            onclick: () => events.emit("stationChosen", marks, feature),
          }),
        ),
        el("td", { text: feature.place < 0 ? "" : phrase(book.places[feature.place].label) }),
        el("td", { class: "number", text: cell.reason ? "—" : cell.label }),
        el("td", { text: words.filter(Boolean).join(say("page.semicolon")) }),
      );
    });
    const caption = state.day && daymap.hasDays(marks) ? daymap.title() : phrase(marks.title);
    return el(
      "table",
      { class: "stations" },
      el("caption", { text: caption }),
      el(
        "thead",
        {},
        el("tr", {}, ...heads.map((key) => el("th", { scope: "col", text: say(key) }))),
      ),
      el("tbody", {}, ...rows),
    );
  }

  return { card: stationCard, buttons: stationButtons, table: stationTable };
}
