function main({ alike, answering, check_sheet, contradictions, decisions, detail, dom, events, items, keeping, keys, list, queue, saved_review, state, sums }) {
  // What a reader does: click either side, step through, filter; the address remembers it.

  const { byId } = dom;

  const narrow = window.matchMedia("(max-width: 900px)");

  /** Select an item: its fields appear, the document scrolls to it, and so does the list. */
  function select(item, { scroll = true } = {}) {
    for (const node of state.item?.nodes ?? []) node.classList.remove("on");
    list.release(state.item);
    state.item = item;
    state.editing = "";
    state.blocked = [];
    if (item && state.seen[state.seen.length - 1] !== item) state.seen.push(item);
    for (const node of item?.nodes ?? []) node.classList.add("on");
    if (item && !item.finding && !state.listed.includes(item)) list.setFilter("all");
    draw();
    if (item && scroll) item.nodes[0]?.scrollIntoView({ block: "center", inline: "nearest" });
    const name =
      !item || item.finding || item.firstOf ? "" : item.figure ? `#figure-${item.figure}` : `#item-${item.index + 1}`;
    history.replaceState(null, "", name || location.pathname);
  }

  function draw() {
    detail.draw();
    const { item } = state;
    keys.draw(item && !item.finding ? alike.same(item).length : 0);
    list.markCurrent();
    list.drawWhere();
  }

  /** What was answered loses its alarm in the document and in the list, what has gone in the summary. */
  function drawAnswered(answered) {
    for (const one of contradictions.fixed) {
      byId(`finding-${one.finding}`).toggleAttribute("data-gone", contradictions.isGone(one));
    }
    for (const item of answered.filter((one) => !one.finding)) {
      for (const node of item.nodes) {
        const given = items.ofNode(node).map((one) => decisions.of(one)?.answer);
        if (given.every(Boolean)) node.dataset.answer = given[given.length - 1];
        else delete node.dataset.answer;
      }
      list.drawAnswer(item, decisions.of(item)?.answer ?? "");
    }
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
    const item = marked[(marked.indexOf(state.item) + 1) % marked.length];
    select(item, { scroll: false });
    if (answering.canTake(item)) answering.take(item);
  }

  /** Words that were selected around a number say what it counts. */
  function onSelected() {
    const selection = getSelection();
    const words = String(selection).trim();
    if (!words || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    const start = range.startContainer.parentElement?.closest("[data-p]");
    if (!start || !byId("document").contains(start)) return;
    const inside = items.inside(start).filter((one) => one.nodes.some((n) => range.intersectsNode(n)));
    const item = inside.find((one) => answering.canTake(one)) ?? inside.find((one) => one.figure);
    if (!item) return;
    if (state.item !== item) select(item, { scroll: false });
    answering.take(item, words);
  }

  function setMode() {
    state.recheck = byId("recheck").checked;
    state.by = byId("by").value.trim();
    state.on = byId("on").value;
    if (state.recheck || !state.item) select(queue.left()[0] ?? state.item);
    else draw();
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
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.target.matches?.("input, select")) return;
    const inPanel = byId("panel").contains(document.activeElement);
    const moves = { j: 1, k: -1, ...(inPanel ? { ArrowDown: 1, ArrowUp: -1 } : {}) };
    if (event.key in moves) {
      event.preventDefault();
      const inList = byId("list").contains(document.activeElement);
      step(moves[event.key]);
      if (inList) list.focusCurrent();
    } else if (event.key === "Escape") letGo();
    else if (event.key === " " && event.target.matches("mark")) {
      event.preventDefault();
      selectNode(event.target);
    }
  }

  /** A correction is given up first, then the item. */
  function letGo() {
    const drafted = state.item && decisions.drafted(state.item);
    if (drafted) decisions.draft(state.item, null);
    select(drafted ? state.item : null);
  }

  function followAddress() {
    const [, kind, written] = /^#(figure|item)-(\d+)$/.exec(location.hash) ?? [];
    const item =
      kind === "figure" ? items.ofFigure(Number(written)) : items.all[Number(written) - 1];
    select(item ?? queue.left()[0] ?? null);
  }

  events.on("itemChosen", (item) => select(item));
  events.on("itemMade", (item) => {
    list.setFilter("all");
    select(item, { scroll: false });
  });
  events.on("answered", drawAnswered);
  events.on("loaded", () => {
    list.setFilter(state.filter, state.reason);
    select(queue.left()[0] ?? state.item);
  });
  events.on("merged", () => {
    list.setFilter(state.filter, state.reason);
    if (!state.editing) draw();
  });
  events.on("rowEdited", (item, goesOn) => (goesOn ? answering.edited(item, true) : draw()));
  events.on("findingAsked", showFinding);
  byId("document").addEventListener("click", onDocumentClick);
  byId("document").addEventListener("mouseup", () => setTimeout(onSelected, 0));
  for (const id of ["by", "on", "recheck"]) byId(id).addEventListener("change", setMode);
  document.addEventListener("keydown", onKey);
  byId("previous").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));
  byId("expand").addEventListener("click", () =>
    expand(!document.body.classList.contains("expanded")),
  );
  window.addEventListener("hashchange", followAddress);
  keys.begin();
  keeping.begin();
  list.setFilter("all");
  sums.begin();
  check_sheet.begin();
  followAddress();
  byId("opening").remove();
  window.aqmap = Object.freeze({
    review: saved_review.review,
    state: () => ({
      figure: state.item?.figure ?? null,
      left: queue.left().length,
      kinds: queue.tally(),
      filter: state.filter,
      shown: state.listed.length,
    }),
    ready: true,
  });
}
