function printing({ compared, dom, notes, picture, state, twoMaps }) {
  // The page on paper: the picture of the map, its notes, and the panel that is open.

  const { byId } = dom;

  function begin() {
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

  function start() {
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", () => byId("paper").replaceChildren());
  }

  return { start };
}
