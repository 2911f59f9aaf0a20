function printing({ compared, dom, indicatorRows, notes, onePage, picture, state, tabs, twoMaps }) {
  // The page on paper: the sheet that is open alone, or the picture of the map, its notes and panel.

  const { byId, el } = dom;

  let pageSize = null;

  function begin() {
    const isSheet = tabs.now() === "place" && !state.station && indicatorRows.spotOf(state.place);
    document.body.classList.toggle("prints-sheet", Boolean(isSheet));
    if (isSheet) {
      onePage.draw(state.place);
      pageSize = el("style", { text: "@page { size: A4 portrait; margin: 12mm; }" });
      document.head.append(pageSize);
      return;
    }
    byId("paper").replaceChildren(...pictures());
    notes.draw();
    // The list of all places leads nowhere on paper.
    const isCard = byId("panel-place").querySelector(".close");
    byId("panel-place").classList.toggle("unprinted", !isCard);
  }

  /** The map that is shown, or the two that are compared; small ones are in their panel. */
  function pictures() {
    if (state.tab !== "compare") return [picture.draw().root];
    return compared.kind() === "maps" ? [twoMaps.picture().root] : [];
  }

  function end() {
    byId("paper").replaceChildren();
    document.body.classList.remove("prints-sheet");
    if (pageSize) pageSize.remove();
    pageSize = null;
  }

  function start() {
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
  }

  return { start };
}
