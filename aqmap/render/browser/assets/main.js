function main({ address, book, choice, daymap, dispatchMonth, dom, dropZone, events, failure, frame, headline, insets, labels, layers, leafletMap, legend, map, mapWords, overlays, periods, phrases, printing, sheet, state, switches, tabs, takeAway, tip, walk }) {
  // The page comes alive here: what to redraw when, and what the keys and buttons do.

  const { byId, fill } = dom;
  const { say } = phrases;

  // The state of the last drawing that went well.
  let drawn = null;
  // That of the last of which only the labels may still be missing.
  let shown = null;

  function drawWords() {
    frame.draw();
    layers.drawList();
    layers.draw();
    headline.draw();
    takeAway.draw();
    dispatchMonth.draw();
    daymap.draw();
    address.write();
  }

  /** Draw what the state asks for: the labels a moment later, or all `atOnce`. */
  function drawAll({ reframed = false, tab = "", atOnce = false } = {}) {
    tip.hide();
    overlays.showDay();
    drawWords();
    switches.draw();
    dropZone.draw();
    map.drawAreas();
    overlays.draw();
    legend.draw();
    mapWords.draw();
    const arrive = tab ? tabs.turnTo(tab) : tabs.draw();
    map.cover(false);
    fitAll(reframed || !shown || shown.region !== state.region);
    if (arrive) arrive();
    const now = { ...state };
    shown = now;
    labels.drawSoon(() => {
      drawn = now;
    });
    if (atOnce) labels.settle();
  }

  /** What needs to know how much room there is comes last: the browser lays the page out once. */
  function fitAll(isFramed) {
    periods.fit();
    headline.fit();
    if (isFramed) map.frameRegions();
    insets.draw();
  }

  /** Say something in the banner, or nothing: the map has another height then. */
  function tell(words) {
    failure.tell(words);
    leafletMap.invalidateSize({ animate: false });
  }

  /** Draw what the state asks for, and say `words` if there are any; if it fails, say why. */
  function refresh(words = "", how = {}) {
    try {
      tell(words);
      drawAll(how);
    } catch (problem) {
      recover(problem);
    }
  }

  /** What was shown last is shown again, so that title, list, address and map are of one sheet. */
  function recover(problem) {
    window.console.error(problem);
    periods.stop();
    const reason = failure.reasonOf(problem);
    try {
      goBack();
      tell(say("page.went_back", { reason }));
      drawAll({ reframed: true, atOnce: true });
    } catch {
      drawNothing();
      tell(say("page.not_drawn", { reason }));
    }
  }

  /** To what was drawn last; before the first drawing, to the first layer. */
  function goBack() {
    if (drawn) Object.assign(state, drawn, { lang: state.lang });
    else {
      Object.assign(state, { layer: book.layers[0].id, place: "", station: "", day: "" });
      sheet.settle("", "", "");
    }
  }

  /** Nothing can be drawn: no map and no legend stand under a title that is not theirs. */
  function drawNothing() {
    map.cover(true);
    fill("legend-body");
    try {
      drawWords();
    } catch {
      frame.drawNameless();
    }
  }

  const onClick = (id, listener) => byId(id).addEventListener("click", listener);

  function bindButtons() {
    onClick("language", () => {
      state.lang = state.lang === "zh" ? "en" : "zh";
      refresh();
    });
    byId("search").addEventListener("input", layers.drawList);
    periods.bind();
    dispatchMonth.bind();
    onClick("day", () => daymap.choose(state.day));
    onClick("zoom-in", () => leafletMap.zoomIn(0.5));
    onClick("zoom-out", () => leafletMap.zoomOut(0.5));
    onClick("open-layers", () => layers.toggleDrawer(true));
    onClick("close-layers", () => layers.toggleDrawer(false));
    onClick("shade", () => layers.toggleDrawer(false));
    onClick("sheet-size", () => tabs.toggleSheet(!byId("panel").classList.contains("open")));
    const skip = (id, go) =>
      onClick(id, (event) => {
        event.preventDefault();
        go().focus();
      });
    skip("skip-map", () => leafletMap.getContainer());
    skip("skip", () => {
      tabs.show("table");
      return byId("panel-table");
    });
    skip("skip-layers", () => {
      layers.toggleDrawer(true);
      return byId("search");
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
    window.addEventListener("hashchange", () => refresh(address.read(), { reframed: true }));
    // An error between the drawings: of a button, of the pointer, of a move of the map.
    window.addEventListener("error", (event) => {
      if (event.error instanceof Error) recover(event.error);
    });
    window.addEventListener("resize", reframe);
    tabs.narrow.addEventListener("change", () => {
      // A sheet of A4 is narrow too, but no screen.
      if (window.matchMedia("print").matches) return;
      tabs.placeLegend();
      refresh("", { reframed: true });
    });
  }

  /** The regions fill the map of a window of another size, if it was not moved by hand. */
  function reframe() {
    if (state.frame || window.matchMedia("print").matches) return;
    map.frameRegions();
  }

  function start() {
    for (const [name, color] of Object.entries(book.ground)) {
      document.documentElement.style.setProperty(`--${name}`, color);
    }
    events.on("changed", (tab = "") => {
      // Classes that were clicked are those of one view.
      const isSame = shown && ["layer", "view", "day"].every((name) => shown[name] === state[name]);
      if (!isSame) state.only = "";
      if (shown && shown.region !== state.region) state.frame = "";
      refresh("", { tab });
    });
    events.on("framed", address.write);
    const unknown = address.read();
    map.start();
    insets.start();
    labels.start();
    overlays.start();
    leafletMap.on("zoomend", legend.drawSizes);
    walk.start();
    printing.start();
    headline.start();
    dropZone.start();
    bindButtons();
    bindKeys();
    bindWindow();
    tabs.placeLegend();
    refresh(unknown);
    if ((state.place || state.station) && !state.tab) tabs.show("place");
  }

  phrases.orSayWhy(start);
}
