function cards({ book, dom, events, phrases }) {
  // What can be chosen: prefectures and places.

  const { el } = dom;
  const { phrase, say } = phrases;

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

  return { places: placeButtons, choice: choiceCard };
}
