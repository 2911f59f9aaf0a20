function main({ detail, dom, events, items, list, state }) {
  // What a reader does: click either side, step through, filter; the address remembers it.

  const { byId } = dom;

  const narrow = window.matchMedia("(max-width: 900px)");

  /** Select an item: its fields appear, the document scrolls to it, and so does the list. */
  function select(item, { scroll = true } = {}) {
    for (const node of state.item?.nodes ?? []) node.classList.remove("on");
    list.release(state.item);
    state.item = item;
    for (const node of item?.nodes ?? []) node.classList.add("on");
    if (item && !state.listed.includes(item)) list.setFilter("all");
    detail.draw();
    list.markCurrent();
    list.drawWhere();
    if (item && scroll) item.nodes[0]?.scrollIntoView({ block: "center", inline: "nearest" });
    const name = !item ? "" : item.figure ? `#figure-${item.figure}` : `#item-${item.index + 1}`;
    history.replaceState(null, "", name || location.pathname);
  }

  function step(by) {
    if (!state.listed.length) return;
    const position = state.listed.indexOf(state.item);
    const next = position < 0 ? (by > 0 ? 0 : state.listed.length - 1) : position + by;
    if (next >= 0 && next < state.listed.length) select(state.listed[next]);
  }

  /** A second click on a mark that holds several figures goes to the next of them. */
  function selectNode(node) {
    const marked = items.ofNode(node);
    select(marked[(marked.indexOf(state.item) + 1) % marked.length], { scroll: false });
  }

  function showFinding(n) {
    const finding = byId(`finding-${n}`);
    expand(false);
    finding.closest("details").open = true;
    finding.scrollIntoView({ block: "center" });
    finding.focus({ preventScroll: true });
  }

  function expand(open) {
    document.body.classList.toggle("expanded", open);
    byId("expand").setAttribute("aria-expanded", String(open));
  }

  function toggleReason(reason) {
    if (state.reason === reason) list.setFilter("all");
    else list.setFilter("refused", reason);
  }

  function onDocumentClick(event) {
    const link = event.target.closest("[data-go], [data-show], [data-reason]");
    if (link?.dataset.go) select(items.ofFigure(Number(link.dataset.go)));
    else if (link?.dataset.show) list.setFilter(link.dataset.show);
    else if (link?.dataset.reason) toggleReason(Number(link.dataset.reason));
    if (link && narrow.matches && !link.dataset.go) expand(true);
    const node = event.target.closest("[data-f], mark[data-r]");
    if (node && !link && !String(getSelection())) selectNode(node);
  }

  function onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const inPanel = byId("panel").contains(document.activeElement);
    const moves = { j: 1, k: -1, ...(inPanel ? { ArrowDown: 1, ArrowUp: -1 } : {}) };
    if (event.key in moves) {
      event.preventDefault();
      const inList = byId("list").contains(document.activeElement);
      step(moves[event.key]);
      if (inList) list.focusCurrent();
    } else if (event.key === "Escape") select(null);
    else if ((event.key === "Enter" || event.key === " ") && event.target.matches("mark")) {
      event.preventDefault();
      selectNode(event.target);
    }
  }

  function followAddress() {
    const [, kind, written] = /^#(figure|item)-(\d+)$/.exec(location.hash) ?? [];
    const item =
      kind === "figure" ? items.ofFigure(Number(written)) : items.all[Number(written) - 1];
    if (item) select(item);
  }

  events.on("itemChosen", select);
  events.on("findingAsked", showFinding);
  byId("document").addEventListener("click", onDocumentClick);
  document.addEventListener("keydown", onKey);
  byId("previous").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));
  byId("expand").addEventListener("click", () =>
    expand(!document.body.classList.contains("expanded")),
  );
  window.addEventListener("hashchange", followAddress);
  list.setFilter("all");
  followAddress();
  window.aqmap = Object.freeze({
    state: () => ({
      figure: state.item?.figure ?? null,
      filter: state.filter,
      shown: state.listed.length,
    }),
    ready: true,
  });
}
