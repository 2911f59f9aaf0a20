function choice({ address, book, cards, countySheet, dom, events, leafletMap, map, phrases, sheet, state, station, tip }) {
  // The place or station that is chosen, and its card.

  const { el, fill } = dom;
  const { say } = phrases;

  let listShown = "";

  /** A county, zone or prefecture is chosen; an empty code lets go of it. `stay` keeps the tab. */
  function choosePlace(code, { stay = false } = {}) {
    state.station = "";
    state.place = code;
    tip.hide();
    const moved = bringIntoView(sheet.placeOf(code));
    events.emit("changed", code && !stay ? "place" : "");
    if (moved) {
      state.frame = "";
      map.frameRegions();
    }
  }

  /** A place chosen from a list may lie outside the map: go to its region, or to it alone. */
  function bringIntoView(place) {
    const spot = place && map.spotOf(place);
    if (!spot || leafletMap.getBounds().contains(spot)) return false;
    const covered = sheet.layer().regions.includes(place.region);
    if (covered && state.region !== "all") state.region = book.regions[place.region].id;
    else if (!covered) leafletMap.panTo(spot, { animate: false });
    return covered;
  }

  function chooseMark(marks, feature) {
    state.station = `${marks.id}/${feature.code}`;
    tip.hide();
    state.place = feature.place < 0 ? "" : book.places[feature.place].code;
    events.emit("changed", "place");
  }

  function letGo() {
    if (state.place || state.station) choosePlace("");
  }

  function draw() {
    const mark = address.stationOf(state.station);
    const region = book.regions.find((each) => each.prefecture === state.place);
    const place = sheet.placeOf(state.place);
    // The list of all places says nothing of the layer: it stays while the layer changes.
    const listLang = mark || place || region ? "" : state.lang;
    if (listLang && listLang === listShown) return;
    listShown = listLang;
    const card = mark
      ? station.card(...mark)
      : place || region
        ? countySheet.draw(state.place)
        : cards.choice();
    if (mark || place || region) {
      card.unshift(
        el(
          "button",
          {
            type: "button",
            class: "icon close",
            "aria-label": say("page.close"),
            onclick: () => choosePlace(""),
          },
          el("span", { "aria-hidden": "true", text: "×" }),
        ),
      );
    }
    fill("panel-place", ...card);
  }

  events.on("placeChosen", choosePlace);
  events.on("stationChosen", chooseMark);

  return { draw, letGo };
}
