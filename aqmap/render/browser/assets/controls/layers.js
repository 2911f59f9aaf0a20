function layers({ book, dom, events, map, periods, phrases, pinyin, sheet, spreads, state }) {
  // What is chosen on the left: layer, view, period, region.

  const { byId, el, fill } = dom;
  const { phrase, say } = phrases;

  const MOST_PLACES = 8;

  const byTheme = () => {
    const known = new Set(book.themes.map(([id]) => id));
    const rest = [...new Set(book.layers.map((l) => l.theme))].filter((id) => !known.has(id));
    return [
      ...book.themes.map(([id, name]) => [id, phrase(name)]),
      ...rest.map((id) => [id, id || say("page.other_theme")]),
    ];
  };

  function drawLayerList() {
    const asked = pinyin.fold(byId("search").value);
    const groups = byTheme()
      .map(([theme, name]) => {
        const whole = isTheme(theme, name, asked);
        const listed = book.layers.filter(
          (layer) => layer.theme === theme && (whole || fits(layer.title, asked) !== null),
        );
        if (!listed.length) return null;
        return el(
          "section",
          {},
          el("h3", { text: name }),
          el(
            "ul",
            {},
            ...listed.map((layer) =>
              el(
                "li",
                {},
                el(
                  "button",
                  {
                    type: "button",
                    text: phrase(layer.title),
                    "data-layer": layer.id,
                    "aria-current": layer.id === state.layer && !state.day ? "true" : null,
                    onclick: () => chooseLayer(layer.id),
                  },
                  spreads.strip(layer),
                ),
              ),
            ),
          ),
        );
      })
      .filter(Boolean);
    const found = asked ? placesFound(asked) : null;
    if (found) groups.push(found);
    fill(
      "layer-list",
      ...(groups.length ? groups : [el("p", { class: "quiet", text: say("page.no_match") })]),
    );
  }

  /** How well a phrase, in any language, fits what was typed; all fits where nothing was. */
  const fits = (phraseNumber, asked) =>
    asked ? pinyin.rank(phrases.inAllLanguages(phraseNumber), asked, book.pinyin) : 0;

  /** Whether the name of a theme is meant, which shows all of it: its beginning, or its pinyin. */
  function isTheme(theme, name, asked) {
    const { 1: number } = book.themes.find(([id]) => id === theme) || [];
    const words = number === undefined ? [name] : phrases.inAllLanguages(number);
    return Boolean(asked) && [0, 1, 3].includes(pinyin.rank(words, asked, book.pinyin));
  }

  /** The places that were meant, best first: a way to their card. */
  function placesFound(asked) {
    const ranked = book.places
      .map((place) => [
        Math.min(...[place.label, place.name].map((n) => fits(n, asked) ?? Infinity)),
        place,
      ])
      .filter(([rank]) => rank < Infinity)
      .sort(([a], [b]) => a - b)
      .slice(0, MOST_PLACES);
    if (!ranked.length) return null;
    const items = ranked.map(([, place]) =>
      el(
        "li",
        {},
        el("button", {
          type: "button",
          text: phrase(place.label),
          "data-place": place.code,
          onclick: () => {
            toggleDrawer(false);
            events.emit("placeChosen", place.code);
          },
        }),
      ),
    );
    return el("section", {}, el("h3", { text: say("page.place") }), el("ul", {}, ...items));
  }

  function toggleDrawer(open) {
    byId("layers").classList.toggle("open", open);
    byId("shade").hidden = !open;
    if (open) byId("search").focus({ preventScroll: true });
  }

  function chooseLayer(id) {
    state.layer = id;
    state.day = "";
    sheet.settle(state.view, state.period, state.region);
    toggleDrawer(false);
    events.emit("changed");
  }

  function drawControls() {
    const layer = sheet.layer();
    const choice = (name, pressed, facts) =>
      el("button", { type: "button", text: name, "aria-pressed": String(pressed), ...facts });
    fill(
      "views",
      ...layer.views.map((view) =>
        choice(phrase(view.title), view.name === state.view, {
          "data-view": view.name,
          onclick: () => {
            state.view = view.name;
            events.emit("changed");
          },
        }),
      ),
    );
    // A month of the dispatch has one view, and needs its room.
    byId("views").hidden = sheet.isOfDay() || Boolean(sheet.progress());
    byId("views").classList.toggle("single", layer.views.length < 2);
    byId("views").setAttribute("aria-label", say("page.view"));
    periods.draw();
    const covered = layer.regions.map((i) => book.regions[i].id);
    const regions = book.regions.map((region) =>
      choice(phrase(region.name), region.id === state.region, {
        "data-region": region.id,
        disabled: !covered.includes(region.id),
        title: covered.includes(region.id) ? null : say("page.not_covered"),
        onclick: () => chooseRegion(region.id),
      }),
    );
    if (book.regions.length > 1) {
      regions.push(
        choice(say("page.all_regions"), state.region === "all", {
          "data-region": "all",
          disabled: covered.length < 2,
          onclick: () => chooseRegion("all"),
        }),
      );
    }
    fill("regions", ...regions);
    byId("regions").setAttribute("aria-label", say("page.region"));
    byId("sheet-title").textContent = sheet.title();
    byId("missing").textContent = sheet.missing();
    byId("missing").hidden = !sheet.missing();
  }

  function chooseRegion(id) {
    state.region = id;
    events.emit("changed");
    map.frameRegions();
  }

  return { drawList: drawLayerList, draw: drawControls, toggleDrawer };
}
