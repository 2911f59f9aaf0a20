// The panel: the fields of what is selected, the filters, and the list below them.

const RUN = 100;
const ITEM_HEIGHT = 52;

/** `reason` is the number of a reason, where only what it explains is shown. */
const state = { item: null, filter: "all", reason: null };
let shown = items;
const buttons = new Map();

function drawFilters() {
  const counts = Object.fromEntries(FILTERS.map((filter) =>
    [filter, items.filter((item) => passes(item, filter)).length]));
  const always = ["all", "figure", "refused"];
  byId("filters").replaceChildren(...FILTERS.filter((f) => counts[f] || always.includes(f))
    .map((filter) => el("button", {
      type: "button", class: `chip ${filter}`, "data-filter": filter,
      "aria-pressed": String(state.filter === filter && state.reason === null),
      onclick: () => setFilter(filter),
    }, W(`review.filter.${filter}`), el("b", { text: String(counts[filter]) }))));
  for (const chip of byId("document").querySelectorAll(".chip[data-reason]")) {
    chip.setAttribute("aria-pressed", String(Number(chip.dataset.reason) === state.reason));
  }
}

/** Only what passes the filter keeps its colour in the document and its line in the list. */
function setFilter(filter, reason = null) {
  state.filter = filter;
  state.reason = reason;
  byId("document").dataset.filter = filter;
  shown = items.filter((item) => passes(item, filter)
    && (reason === null || item.reason === reason));
  drawFilters();
  drawList();
  drawWhere();
}

function drawList() {
  buttons.clear();
  const parts = state.filter === "refused" || state.filter === "unstated"
    ? groupsByReason() : runs(shown);
  if (!shown.length) parts.push(el("p", { class: "quiet", text: W("review.nothing") }));
  byId("list").replaceChildren(...parts);
  byId("list").scrollTop = 0;
  markCurrent();
}

function groupsByReason() {
  const groups = new Map();
  for (const item of shown) {
    if (!groups.has(item.reason)) groups.set(item.reason, []);
    groups.get(item.reason).push(item);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length).map(([reason, held]) =>
    el("details", { open: groups.size < 3 ? "" : null },
      el("summary", {}, data.reasons[reason], el("b", { text: String(held.length) })),
      ...runs(held)));
}

/** Lists of a hundred items each: the browser lays out only those in sight. */
function runs(listed) {
  const lists = [];
  for (let from = 0; from < listed.length; from += RUN) {
    const part = listed.slice(from, from + RUN);
    const list = el("ul", {}, ...part.map(listItem));
    list.style.containIntrinsicSize = `auto ${part.length * ITEM_HEIGHT}px`;
    lists.push(list);
  }
  return lists;
}

function listItem(item) {
  const facts = { type: "button", onclick: () => select(item), tabindex: "-1" };
  const button = item.figure ? figureButton(item, facts) : refusedButton(item, facts);
  buttons.set(item, button);
  return el("li", {}, button);
}

function figureButton(item, facts) {
  const figure = data.figures[item.figure - 1];
  return el("button", { ...facts, class: `entry ${figure.role} ${figure.flags.join(" ")}` },
    el("i", { text: String(item.figure) }),
    el("b", { text: figure.said }),
    el("span", { text: `${figure.place || W("review.no_place")} ${figure.indicator}` }),
    el("small", { text: `${W(`role.${figure.role}`)} · ${figure.period}` }));
}

function refusedButton(item, facts) {
  return el("button", { ...facts, class: `entry ${item.kind}` },
    el("i", { text: item.kind === "unstated" ? "?" : "×" }),
    el("b", { text: textOf(item) || W("review.blank") }),
    el("span", { text: data.reasons[item.reason] }),
    el("small", { text: placeOf(item).dataset.at }));
}

// ---- what is selected --------------------------------------------------------------------

function drawDetail() {
  const { item } = state;
  byId("detail").replaceChildren(...(item === null
    ? [el("p", { class: "quiet", text: W("review.choose") }),
      el("p", { class: "quiet keys", text: W("review.keys") })]
    : item.figure ? figureDetail(item) : refusedDetail(item)).filter(Boolean));
  byId("detail").scrollTop = 0;
}

function facts(rows) {
  return el("dl", { class: "facts" }, ...rows.flatMap(([name, written]) => [
    el("dt", { text: W(`review.field.${name}`) }),
    el("dd", { "data-field": name, text: written }),
  ]));
}

function figureDetail(item) {
  const figure = data.figures[item.figure - 1];
  const around = (byNode.get(item.nodes[0]) ?? []).filter((other) => other !== item);
  const checks = data.findings.map((finding, n) => [n + 1, finding])
    .filter(([, finding]) => finding[3].includes(item.figure));
  const warning = data.lost.includes(item.figure) ? "review.lost"
    : data.unplaced.includes(item.figure) ? "review.unplaced" : "";
  return [
    el("p", { class: `tag ${figure.role}` }, el("i", { text: String(item.figure) }),
      el("span", { text: W(`role.${figure.role}`) })),
    el("h2", {}, el("b", { text: figure.said }),
      el("span", { text: `${figure.place || W("review.no_place")} ${figure.indicator}` })),
    ...figure.flags.filter((flag) => flag !== "absent").map((flag) =>
      el("p", { class: "notice", text: W(`review.filter.${flag}`) })),
    warning && el("p", { class: "notice", text: W(warning) }),
    facts(figure.rows),
    around.length ? el("p", { class: "quiet", text: W("review.same_spot") }) : null,
    around.length ? el("div", { class: "chips" }, ...around.map(chip)) : null,
    checks.length ? el("p", { class: "quiet", text: W("review.checks") }) : null,
    ...checks.map(([n, [severity, title]]) => el("button", {
      type: "button", class: `check ${severity}`, onclick: () => showFinding(n),
      text: `${W(`page.severity_${severity}`)}${W("page.colon")}${title}`,
    })),
  ];
}

function chip(item) {
  return el("button", { type: "button", class: "chip", onclick: () => select(item) },
    el("b", { text: String(item.figure) }), ` ${data.figures[item.figure - 1].said}`);
}

function refusedDetail(item) {
  const [before, after] = contextOf(item);
  const unstated = item.kind === "unstated";
  return [
    el("p", { class: `tag ${item.kind}` }, el("i", { text: unstated ? "?" : "×" }),
      el("span", { text: W("review.refused") })),
    el("h2", {}, el("b", { text: textOf(item) || W("review.blank") })),
    facts([["reason", data.reasons[item.reason]], ["locator", placeOf(item).dataset.at]]),
    unstated && el("p", { class: "notice", text: W("review.unstated.detail") }),
    el("p", { class: "quiet", text: W("review.field.context") }),
    el("p", { class: "context" }, before, el("mark", { class: item.kind, text: textOf(item) }),
      after),
  ];
}

function drawWhere() {
  const at = shown.indexOf(state.item);
  byId("where").textContent = `${at < 0 ? "–" : at + 1} / ${shown.length}`;
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
