// The items of the page: figures and what was not taken, in the order of the document.

const data = JSON.parse(document.getElementById("review-data").textContent);
const byId = (id) => document.getElementById(id);
const FLAGS = ["absent", "unnamed", "nowhere"];
const FILTERS = ["all", "figure", ...FLAGS, "refused", "unstated"];

/** A phrase of the catalogue with its braces filled in. */
function W(key, facts = {}) {
  return data.words[key].replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}

/** A new element. Text comes in as text only: nothing of a document is ever read as markup. */
function el(tag, facts = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children.filter(Boolean));
  return node;
}

/** Every figure and every refusal once; a figure in several stretches keeps them all. */
function collectItems() {
  const items = [];
  const byFigure = new Map();
  for (const node of byId("document").querySelectorAll("[data-f], mark[data-r]")) {
    if (node.dataset.r !== undefined) {
      items.push({ reason: Number(node.dataset.r), kind: node.className, nodes: [node] });
      continue;
    }
    for (const n of node.dataset.f.split(" ").map(Number)) {
      if (byFigure.has(n)) byFigure.get(n).nodes.push(node);
      else {
        byFigure.set(n, { figure: n, nodes: [node] });
        items.push(byFigure.get(n));
      }
    }
  }
  for (const n of data.lost) {
    byFigure.set(n, { figure: n, nodes: [] });
    items.push(byFigure.get(n));
  }
  items.forEach((item, index) => {
    item.index = index;
  });
  return { items, byFigure };
}

const { items, byFigure } = collectItems();
const byNode = new Map();
for (const item of items) {
  for (const node of item.nodes) byNode.set(node, [...(byNode.get(node) ?? []), item]);
}

function passes(item, filter) {
  if (filter === "all") return true;
  if (item.figure) {
    return filter === "figure" || data.figures[item.figure - 1].flags.includes(filter);
  }
  return filter === "refused" || filter === item.kind;
}

const textOf = (item) => item.nodes[0].textContent;
const placeOf = (item) => item.nodes[0].closest("[data-at]");

/** The words around a number, without the number's own tag. */
function contextOf(item) {
  const passage = placeOf(item);
  const range = document.createRange();
  range.selectNodeContents(passage.querySelector(".text") ?? passage);
  range.setEndBefore(item.nodes[0]);
  const before = range.toString();
  range.selectNodeContents(passage.querySelector(".text") ?? passage);
  range.setStartAfter(item.nodes[0]);
  const after = range.toString();
  return [
    (before.length > 24 ? "…" : "") + before.slice(-24),
    after.slice(0, 24) + (after.length > 24 ? "…" : ""),
  ];
}
