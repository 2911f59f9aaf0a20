function list({ data, decisions, dom, events, items, phrases, rows, state }) {
  // The filters, the list below them, and where in it the selected item stands.

  const { byId, el } = dom;
  const { say } = phrases;

  const RUN = 100;
  const ITEM_HEIGHT = 52;
  const buttons = new Map();

  function drawFilters() {
    const counts = Object.fromEntries(
      items.FILTERS.map((filter) => [
        filter,
        items.all.filter((item) => items.passes(item, filter)).length,
      ]),
    );
    const always = ["all", "figure", "refused"];
    byId("filters").replaceChildren(
      ...items.FILTERS.filter((f) => counts[f] || always.includes(f)).map((filter) =>
        el(
          "button",
          {
            type: "button",
            class: `chip ${filter}`,
            "data-filter": filter,
            "aria-pressed": String(state.filter === filter && state.reason === null),
            onclick: () => setFilter(filter),
          },
          say(`review.filter.${filter}`),
          el("b", { text: String(counts[filter]) }),
        ),
      ),
    );
    for (const chip of byId("document").querySelectorAll(".chip[data-reason]")) {
      chip.setAttribute("aria-pressed", String(Number(chip.dataset.reason) === state.reason));
    }
  }

  /** Only what passes the filter keeps its colour in the document and its line in the list. */
  function setFilter(filter, reason = null) {
    state.filter = filter;
    state.reason = reason;
    byId("document").dataset.filter = filter;
    state.listed = items.all.filter(
      (item) => items.passes(item, filter) && (reason === null || item.reason === reason),
    );
    drawFilters();
    drawList();
    drawWhere();
  }

  function drawList() {
    buttons.clear();
    const parts =
      state.filter === "refused" || state.filter === "unstated"
        ? groupsByReason()
        : runs(state.listed);
    if (!state.listed.length) parts.push(el("p", { class: "quiet", text: say("review.nothing") }));
    byId("list").replaceChildren(...parts);
    byId("list").scrollTop = 0;
    markCurrent();
  }

  function groupsByReason() {
    const groups = new Map();
    for (const item of state.listed) {
      if (!groups.has(item.reason)) groups.set(item.reason, []);
      groups.get(item.reason).push(item);
    }
    return [...groups]
      .sort((a, b) => b[1].length - a[1].length)
      .map(([reason, held]) =>
        el(
          "details",
          { open: groups.size < 3 ? "" : null },
          el("summary", {}, data.reasons[reason], el("b", { text: String(held.length) })),
          ...runs(held),
        ),
      );
  }

  /** Lists of a hundred items each: the browser lays out only those in sight. */
  function runs(listed) {
    const lists = [];
    for (let from = 0; from < listed.length; from += RUN) {
      const part = listed.slice(from, from + RUN);
      const run = el("ul", {}, ...part.map(listItem));
      run.style.containIntrinsicSize = `auto ${part.length * ITEM_HEIGHT}px`;
      lists.push(run);
    }
    return lists;
  }

  function listItem(item) {
    const facts = {
      type: "button",
      onclick: () => events.emit("itemChosen", item),
      tabindex: "-1",
    };
    const draw = item.figure ? figureButton : item.firstOf ? furtherButton : refusedButton;
    const button = draw(item, facts);
    buttons.set(item, button);
    button.dataset.answer = decisions.of(item)?.answer ?? "";
    return el("li", {}, button);
  }

  function figureButton(item, facts) {
    const figure = data.figures[item.figure - 1];
    return el(
      "button",
      { ...facts, class: `entry ${figure.role} ${figure.flags.join(" ")}` },
      el("i", { text: String(item.figure) }),
      el("b", { text: figure.said }),
      el("span", { text: `${figure.place || say("review.no_place")} ${figure.indicator}` }),
      el("small", { text: `${say(`role.${figure.role}`)} · ${figure.period}` }),
    );
  }

  function furtherButton(item, facts) {
    const row = decisions.rowOf(item);
    return el(
      "button",
      { ...facts, class: `entry ${row.role}` },
      el("i", { text: "+" }),
      el("b", { text: rows.said(row) }),
      el("span", { text: `${rows.label(row, "place") || say("review.no_place")} ${rows.label(row, "indicator")}` }),
      el("small", { text: `${say(`role.${row.role}`)} · ${row.period}` }),
    );
  }

  function refusedButton(item, facts) {
    return el(
      "button",
      { ...facts, class: `entry ${item.kind}` },
      el("i", { text: item.kind === "unstated" ? "?" : "×" }),
      el("b", { text: items.textOf(item) || say("review.blank") }),
      el("span", { text: data.reasons[item.reason] }),
      el("small", { text: items.placeOf(item).dataset.at }),
    );
  }

  function drawWhere() {
    const position = state.listed.indexOf(state.item);
    byId("where").textContent = `${position < 0 ? "–" : position + 1} / ${state.listed.length}`;
  }

  function markCurrent() {
    byId("list").querySelector("[aria-current]")?.removeAttribute("aria-current");
    const button = buttons.get(state.item);
    const first = buttons.values().next().value;
    if (first) first.tabIndex = button ? -1 : 0;
    if (!button) return;
    button.setAttribute("aria-current", "true");
    button.tabIndex = 0;
    const group = button.closest("details");
    if (group) group.open = true;
    button.scrollIntoView({ block: "nearest" });
  }

  /** The button of an item that is no longer selected leaves the order of the tabulator. */
  function release(item) {
    if (buttons.has(item)) buttons.get(item).tabIndex = -1;
  }

  function drawAnswer(item, answer) {
    const button = buttons.get(item);
    if (!button) return;
    if (item.firstOf) {
      const drawn = furtherButton(item, {});
      button.replaceChildren(...drawn.childNodes);
    }
    button.dataset.answer = answer;
  }

  const focusCurrent = () => buttons.get(state.item)?.focus({ preventScroll: true });

  return { setFilter, drawWhere, drawAnswer, markCurrent, release, focusCurrent };
}
