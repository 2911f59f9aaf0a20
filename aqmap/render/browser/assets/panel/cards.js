function cards({ book, dom, events, phrases }) {
  // What can be chosen: prefectures and places.

  const { el } = dom;
  const { phrase, say } = phrases;

  // More would have to be laid out with every change of the page; they follow on demand.
  const MOST_PLACES = 240;

  /** A button for each place of a region; of very many for the first, and one that brings the rest. */
  function placeButtons({ places }) {
    const box = el("div", { class: "places" }, ...places.slice(0, MOST_PLACES).map(placeButton));
    const rest = places.slice(MOST_PLACES);
    if (!rest.length) return box;
    const text = say("page.places_more", { n: rest.length });
    const onclick = () => {
      more.replaceWith(...rest.map(placeButton));
      box.children[MOST_PLACES].focus();
    };
    const more = el("button", { type: "button", class: "wide", text, onclick });
    box.append(more);
    return box;
  }

  const placeButton = (i) =>
    el("button", {
      type: "button",
      class: "chip",
      text: phrase(book.places[i].label),
      onclick: () => events.emit("placeChosen", book.places[i].code),
    });

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
