function compare({ book, compared, dom, events, footing, indicatorCharts, map, periodMaps, phrases, picker, placeCharts, sheet, state, twoMaps }) {
  // The panel of what is compared: which way, in which region, and what belongs to the way.

  const { byId, el, fill } = dom;
  const { phrase, say } = phrases;

  const WAYS = { maps: twoMaps, periods: periodMaps, places: placeCharts, indicators: indicatorCharts };

  function draw() {
    const way = WAYS[compared.kind()];
    fill("compare-tools", ways(), regions(), places(), ...way.tools());
    byId("compare-maps").hidden = way !== twoMaps;
    // Of two maps paper has their picture, which says all of it.
    byId("panel-compare").classList.toggle("unprinted", way === twoMaps);
    way.draw();
    fill("compare-status", ...footing.status());
  }

  const ways = () =>
    el(
      "div",
      { class: "segments", role: "group", "aria-label": say("page.compare_name") },
      ...Object.keys(WAYS).map((name) =>
        el("button", {
          type: "button",
          "data-way": name,
          text: say(`page.compare_way_${name}`),
          "aria-pressed": String(name === compared.kind()),
          onclick: () => {
            state.compare = name === compared.KINDS[0] ? "" : name;
            events.emit("changed");
          },
        }),
      ),
    );

  /** The region of all that is compared: one of those that the layer covers. */
  function regions() {
    const covered = sheet.layer().regions.map((i) => book.regions[i]);
    if (covered.length < 2) return null;
    const named = [...covered.map(({ id, name }) => [id, phrase(name)]), ["all", say("page.all_regions")]];
    const choose = (id) => {
      state.region = id;
      events.emit("changed");
      map.frameRegions();
    };
    return picker.select({ id: "compare-region", label: say("page.region"), options: named, now: state.region, choose });
  }

  /** The place that all of it shows, for who does not point at a map. */
  function places() {
    const numbers = sheet.regions().flatMap((region) => region.places);
    const named = [["", say("page.compare_no_place")], ...numbers.map((i) => [book.places[i].code, phrase(book.places[i].label)])];
    const choose = (code) => {
      state.station = "";
      state.place = code;
      events.emit("changed");
    };
    return picker.select({ id: "compare-place", label: say("page.place"), options: named, now: state.place, choose });
  }

  return { draw };
}
