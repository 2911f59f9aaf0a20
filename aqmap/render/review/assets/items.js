function items({ data, dom }) {
  // The items of the page: figures and what was not taken, in the order of the document.

  const { byId } = dom;

  const FLAGS = ["unconfirmed", "absent", "unnamed", "nowhere"];
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
      item.key = item.figure ? `figure ${item.figure}` : `item ${index + 1}`;
      for (const node of item.nodes) byNode.set(node, [...(byNode.get(node) ?? []), item]);
    });
  }

  function addFigure(n, nodes) {
    const item = { figure: n, nodes };
    byFigure.set(n, item);
    all.push(item);
  }

  /** The n-th further figure of an item's spot, for another place; made where there is none yet. */
  function furtherOf(item, n) {
    const first = item.firstOf ?? item;
    const key = `further ${n} of ${first.key}`;
    const known = all.find((other) => other.key === key);
    if (known) return known;
    const made = { firstOf: first, further: n, key, nodes: first.nodes, index: first.index + 0.5, row: null };
    const ofSpot = all.filter((other) => (other.firstOf ?? other) === first);
    all.splice(all.indexOf(ofSpot[ofSpot.length - 1]) + 1, 0, made);
    for (const node of made.nodes) byNode.set(node, [...(byNode.get(node) ?? []), made]);
    return made;
  }

  function passes(item, filter) {
    if (filter === "all") return true;
    if (item.firstOf) return filter === "figure";
    if (item.figure) {
      return filter === "figure" || data.figures[item.figure - 1].flags.includes(filter);
    }
    return filter === "refused" || filter === item.kind;
  }

  const wordsOf = (passage) => passage.querySelector(".text") ?? passage;
  const textOf = (item) =>
    item.nodes.length ? (item.nodes[0].dataset.at ? wordsOf(item.nodes[0]) : item.nodes[0]).textContent : "";
  const placeOf = (item) => item.nodes[0]?.closest("[data-at]");

  /** The words around a number, without the number's own tag. */
  function contextOf(item, most) {
    const passage = placeOf(item);
    if (passage === item.nodes[0]) return ["", ""];
    const range = document.createRange();
    range.selectNodeContents(wordsOf(passage));
    range.setEndBefore(item.nodes[0]);
    const before = range.toString();
    range.selectNodeContents(wordsOf(passage));
    range.setStartAfter(item.nodes[0]);
    const after = range.toString();
    return [
      (before.length > most ? "…" : "") + before.slice(-most),
      after.slice(0, most) + (after.length > most ? "…" : ""),
    ];
  }

  /** The words of an item's passage. */
  const passageText = (item) => wordsOf(placeOf(item)).textContent;

  /** What names the row and the column of an item's cell. */
  function headsOf(item) {
    const cell = item.nodes[0]?.closest("td, th");
    if (!cell) return [];
    const above = cell.closest("table").tHead?.rows[0]?.cells[cell.cellIndex];
    const heads = [cell.parentNode.querySelector("th"), above];
    return heads.filter((head) => head && head !== cell).map((head) => head.textContent.trim());
  }

  /** The items whose marks lie inside a node, or which are attached to it. */
  function inside(node) {
    const marked = [node, ...node.querySelectorAll("[data-f], mark[data-r]")];
    return marked.flatMap((one) => byNode.get(one) ?? []);
  }

  collect();

  return {
    FILTERS,
    all,
    passages: [...byId("document").querySelectorAll("[data-p]")],
    headsOf,
    inside,
    passageText,
    passes,
    furtherOf,
    textOf,
    placeOf,
    contextOf,
    ofFigure: (n) => byFigure.get(n),
    ofNode: (node) => byNode.get(node) ?? [],
  };
}
