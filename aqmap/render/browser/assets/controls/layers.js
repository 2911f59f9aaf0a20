function layers({ book, dom, events, map, periods, phrases, sheet, state }) {
  // What is chosen on the left: layer, view, period, region.

  const { byId, el, fill } = dom;
  const { phrase, say } = phrases;

  const byTheme = () => {
    const known = new Set(book.themes.map(([id]) => id));
    const rest = [...new Set(book.layers.map((l) => l.theme))].filter((id) => !known.has(id));
    return [
      ...book.themes.map(([id, name]) => [id, phrase(name)]),
      ...rest.map((id) => [id, id || say("page.other_theme")]),
    ];
  };

  function drawLayerList() {
    const asked = byId("search").value.trim().toLowerCase();
    const matches = (layer) =>
      phrases.inAllLanguages(layer.title).join(" ").toLowerCase().includes(asked);
    const groups = byTheme()
      .map(([theme, name]) => {
        const listed = book.layers.filter((layer) => layer.theme === theme && matches(layer));
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
                el("button", {
                  type: "button",
                  text: phrase(layer.title),
                  "data-layer": layer.id,
                  "aria-current": layer.id === state.layer && !state.day ? "true" : null,
                  onclick: () => chooseLayer(layer.id),
                }),
              ),
            ),
          ),
        );
      })
      .filter(Boolean);
    fill(
      "layer-list",
      ...(groups.length ? groups : [el("p", { class: "quiet", text: say("page.no_match") })]),
    );
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
