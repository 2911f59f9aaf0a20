function printing({ dom, notes, picture }) {
  // The page on paper: the picture of the map, its notes, and the panel that is open.

  const { byId } = dom;

  function begin() {
    byId("paper").replaceChildren(picture.draw().root);
    notes.draw();
    // The list of all places leads nowhere on paper.
    const isCard = byId("panel-place").querySelector(".close");
    byId("panel-place").classList.toggle("unprinted", !isCard);
  }

  function start() {
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", () => byId("paper").replaceChildren());
  }

  return { start };
}
