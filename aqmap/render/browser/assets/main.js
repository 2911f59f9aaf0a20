function main({ address, book, choice, daymap, dom, events, frame, labels, layers, leafletMap, legend, map, overlays, periods, phrases, state, switches, tabs, tip }) {
  // The page comes alive here: what to redraw when, and what the keys and buttons do.

  const { byId } = dom;

  function refresh() {
    frame.draw();
    layers.drawList();
    layers.draw();
    daymap.draw();
    switches.draw();
    map.drawAreas();
    overlays.draw();
    legend.draw();
    tabs.drawPanel();
    tabs.drawTabs();
    labels.draw();
    address.write();
  }

  const onClick = (id, listener) => byId(id).addEventListener("click", listener);

  function bindButtons() {
    onClick("language", () => {
      state.lang = state.lang === "zh" ? "en" : "zh";
      refresh();
    });
    byId("search").addEventListener("input", layers.drawList);
    periods.bind();
    onClick("day", () => daymap.choose(state.day));
    onClick("zoom-in", () => leafletMap.zoomIn(0.5));
    onClick("zoom-out", () => leafletMap.zoomOut(0.5));
    onClick("open-layers", () => layers.toggleDrawer(true));
    onClick("close-layers", () => layers.toggleDrawer(false));
    onClick("shade", () => layers.toggleDrawer(false));
    onClick("sheet-size", () => tabs.toggleSheet(!byId("panel").classList.contains("open")));
    onClick("skip", (event) => {
      event.preventDefault();
      tabs.show("table");
      byId("panel-table").focus();
    });
  }

  function bindKeys() {
    // Only who moves by keyboard needs to see that the map has the focus.
    document.addEventListener("pointerdown", () => document.body.classList.remove("keys"));
    document.addEventListener("keydown", (event) => {
      document.body.classList.add("keys");
      if (event.key !== "Escape") return;
      layers.toggleDrawer(false);
      tip.hide();
      choice.letGo();
    });
  }

  function bindWindow() {
    window.addEventListener("hashchange", () => {
      address.read();
      refresh();
      map.frameRegions();
    });
    tabs.narrow.addEventListener("change", () => {
      tabs.placeLegend();
      refresh();
      map.frameRegions();
    });
  }

  function start() {
    for (const [name, color] of Object.entries(book.ground)) {
      document.documentElement.style.setProperty(`--${name}`, color);
    }
    events.on("changed", refresh);
    address.read();
    map.start();
    leafletMap.on("zoomend", legend.drawSizes);
    labels.start();
    overlays.start();
    bindButtons();
    bindKeys();
    bindWindow();
    tabs.placeLegend();
    refresh();
    map.frameRegions();
    if (state.place) tabs.show("place");
  }

  phrases.orSayWhy(start);
}
