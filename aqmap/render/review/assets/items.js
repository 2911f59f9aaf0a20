function items({ data, dom }) {
  // The items of the page: figures and what was not taken, in the order of the document.

  const { byId } = dom;

  const FLAGS = ["absent", "unnamed", "nowhere"];
  const FILTERS = ["all", "figure", ...FLAGS, "refused", "unstated"];

  const all = [];
  const byFigure = new Map();
  const byNode = new Map();

  /** Every figure and every refusal once; a figure in several stretches keeps them all. */
  function collect() {
    for (const node of byId("document").querySelectorAll("[data-f], mark[data-r]")) {
      if (node.dataset.r !== undefined) {
        all.push({ reason: Number(node.dataset.r), kind: node.className, nodes: [node] });
        continue;
      }
      for (const n of node.dataset.f.split(" ").map(Number)) {
        if (byFigure.has(n)) byFigure.get(n).nodes.push(node);
        else addFigure(n, [node]);
      }
    }
    for (const n of data.lost) addFigure(n, []);
    all.forEach((item, index) => {
      item.index = index;
      for (const node of item.nodes) byNode.set(node, [...(byNode.get(node) ?? []), item]);
    });
  }

  function addFigure(n, nodes) {
    const item = { figure: n, nodes };
    byFigure.set(n, item);
    all.push(item);
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

  collect();

  return {
    FILTERS,
    all,
    passes,
    textOf,
    placeOf,
    contextOf,
    ofFigure: (n) => byFigure.get(n),
    ofNode: (node) => byNode.get(node) ?? [],
  };
}
