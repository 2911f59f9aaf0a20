function cards({ book, citations, dom, events, findings, measures, phrases, sheet, station, tip }) {
  // Cards: what is known of a place, of a prefecture, and what can be chosen.

  const { el } = dom;
  const { phrase, say } = phrases;

  function placeCard(place) {
    const number = book.places.indexOf(place);
    const region = book.regions[place.region];
    const crumb = el("button", {
      type: "button",
      class: "link",
      text: phrase(region.name),
      onclick: () => events.emit("placeChosen", region.prefecture),
    });
    const facts = [
      place.level === "zone" ? say("page.zone") : "",
      place.area === null
        ? ""
        : say("page.area", {
            n: Math.round(place.area).toLocaleString("en-US").replace(/,/g, " "),
          }),
      phrase(place.note),
    ].filter(Boolean);
    const card = [el("p", { class: "crumb" }, crumb), el("h2", { text: phrase(place.name) })];
    if (facts.length)
      {card.push(el("p", { class: "quiet", text: facts.join(say("page.semicolon")) }));}
    const cell = sheet.isOfDay() ? null : sheet.cellAt(sheet.view(), number);
    if (cell) {
      card.push(
        el(
          "div",
          { class: "now" },
          el("p", {
            class: "quiet",
            text: `${phrase(sheet.layer().title)} · ${phrase(sheet.view().title)}`,
          }),
          ...tip.linesOfCell(cell, number).map((line) => el("p", {}, line)),
        ),
      );
    }
    const figures = citations.figuresOf(place.code).filter((f) => f.level !== "station");
    card.push(...station.buttons(number), ...findings.about(figures), ...measures.list(place.code));
    if (!figures.length) card.push(el("p", { class: "quiet", text: say("page.no_figures") }));
    card.push(...citations.figureGroups(figures));
    const inside = book.figures.filter(
      (f) => f.level === "township" && place.shape && citations.codeOf(f).startsWith(place.code),
    );
    if (inside.length) {
      card.push(el("h3", { text: say("page.townships") }), ...citations.figureGroups(inside));
    }
    return card;
  }

  function prefectureCard(region) {
    const own = citations.figuresOf(region.prefecture);
    const figures = own.filter((f) => f.level === "prefecture");
    const card = [
      el("h2", { text: phrase(region.name) }),
      el("p", { class: "quiet", text: say("page.figures", { n: figures.length }) }),
      ...findings.about(figures),
      ...measures.list(region.prefecture),
    ];
    if (!figures.length) card.push(el("p", { class: "quiet", text: say("page.no_figures") }));
    card.push(...citations.figureGroups(figures), placeButtons(region));
    return card;
  }

  function placeButtons(region) {
    return el(
      "div",
      { class: "places" },
      ...region.places.map((i) =>
        el("button", {
          type: "button",
          class: "chip",
          text: phrase(book.places[i].label),
          onclick: () => events.emit("placeChosen", book.places[i].code),
        }),
      ),
    );
  }

  /** What is shown before a place is chosen: the prefectures and all places, for keyboards too. */
  function choiceCard() {
    return [
      el("p", { class: "quiet", text: say("page.choose_place") }),
      ...book.regions.map((region) =>
        el(
          "section",
          { class: "theme" },
          el("h3", { text: phrase(region.name) }),
          el("button", {
            type: "button",
            class: "wide",
            text: say("page.prefecture_card", { name: phrase(region.name) }),
            onclick: () => events.emit("placeChosen", region.prefecture),
          }),
          placeButtons(region),
        ),
      ),
    ];
  }

  return { place: placeCard, prefecture: prefectureCard, choice: choiceCard };
}
