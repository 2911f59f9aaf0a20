function matrix({ address, book, dom, events, phrases, sheet, signShapes, state }) {
  // Places by layers: in each cell the verdict, or else the number and why nothing is judged.

  const { byId, el, fill } = dom;
  const { phrase, say } = phrases;

  // Rows that are in sight are drawn, and some above and below: pixels of one, and how many.
  const [ROW_HEIGHT, SPARE] = [35, 6];
  // So many cells at a time: between two lots the browser has its turn.
  const LOT = 160;
  /** What the rows are sorted by: the book's order, the verdicts of a layer, or their number. */
  const sortedNow = () => ({ by: state.rank.replace(/^-/, ""), down: state.rank.startsWith("-") });

  /** The layers with what a cell of each is made of: the verdicts, and the numbers beside them. */
  function columns() {
    const alone = book.layers.filter(({ views }) => views[0].scale.kind !== "bivariate");
    return alone.map((layer) => {
      const first = layer.progress.length ? layer.periods.length - 1 : 0;
      const asked = layer.periods.findIndex(([period]) => period === state.period);
      const judged = layer.views.find((view) => view.scale.kind === "category") || null;
      const number = asked < 0 ? first : asked;
      return { layer, number, judged, plain: layer.views[0] };
    });
  }

  const cellOf = (view, { number }, i) => view && sheet.cellOf(view.cells[number], i, view);

  /** Whether a target is not met: the second of two verdicts; a light is none. */
  function notMet(column, i) {
    const cell = cellOf(column.judged, column, i);
    return Boolean(cell && cell.group && column.judged.name === "status" && cell.klass === 1);
  }

  /** What a row is sorted by in a column: the class, then the number; nothing for no answer. */
  function weight(column, i) {
    const verdict = cellOf(column.judged, column, i);
    if (verdict && !verdict.reason) return [2, verdict.klass];
    const plain = cellOf(column.plain, column, i);
    return plain && !plain.reason && plain.value !== null ? [1, plain.value] : [0, 0];
  }

  function rowsNow(all) {
    const sorted = sortedNow();
    const places = sheet.regions().flatMap((region) => region.places);
    const byKey = {
      notMet: (i) => [1, all.filter((column) => notMet(column, i)).length],
    };
    const column = all.find(({ layer }) => layer.id === sorted.by);
    const order = byKey[sorted.by] || (column && ((i) => weight(column, i)));
    if (!order) return places;
    const sign = sorted.down ? -1 : 1;
    return places
      .map((i) => [order(i), i])
      .sort(([a], [b]) => (a[0] === b[0] ? sign * (a[1] - b[1]) : b[0] - a[0]))
      .map(([, i]) => i);
  }

  function draw() {
    const all = columns();
    const rows = rowsNow(all);
    listed = { all, rows, first: 0 };
    const title = sheet.regions().map((region) => phrase(region.name)).join(say("page.comma"));
    fill(
      "panel-matrix",
      el("h2", { text: say("page.matrix_title", { region: title }) }),
      el("p", { class: "quiet", text: say("page.matrix_hint") }),
      el(
        "div",
        { class: "matrix-box" },
        el(
          "table",
          { class: "matrix", "aria-label": say("page.matrix"), "aria-rowcount": rows.length + 1 },
          head(all),
          el("tbody", { id: "matrix-rows" }),
        ),
      ),
      key(all, rows),
    );
    drawRows();
  }

  // What the matrix lists now, and the first of its rows that is drawn.
  let listed = { all: [], rows: [], first: 0 };
  let turn = 0;

  /** The rows from the first that is drawn on; empty ones as high as what is not. */
  function drawRows() {
    const { all, rows, first } = listed;
    const last = Math.min(rows.length, first + Math.ceil(window.innerHeight / ROW_HEIGHT) + 2 * SPARE);
    const blank = (count) =>
      count ? el("tr", { "aria-hidden": "true", style: `height:${count * ROW_HEIGHT}px` }) : null;
    const panel = byId("panel-matrix");
    const wasHeld = byId("matrix-rows").contains(document.activeElement);
    const known = new Map([...byId("matrix-rows").children].map((node) => [node.dataset.code, node]));
    const shown = [];
    let left = Math.max(4, Math.floor(LOT / all.length));
    for (const i of rows.slice(first, last)) {
      const again = known.get(book.places[i].code);
      if (!again && !left) break;
      if (!again) left -= 1;
      shown.push(again || row(i, all, first + shown.length));
    }
    const end = first + shown.length;
    arrange([blank(first), ...shown, blank(rows.length - end)].filter(Boolean));
    window.cancelAnimationFrame(turn);
    if (end < last) turn = window.requestAnimationFrame(drawRows);
    if (wasHeld && !panel.contains(document.activeElement)) panel.focus({ preventScroll: true });
    const inOrder = panel.querySelector("td button:focus") || panel.querySelector("td button");
    if (inOrder) inOrder.tabIndex = 0;
  }

  /** Put the rows into the table; those that stay are not touched. */
  function arrange(nodes) {
    const body = byId("matrix-rows");
    const staying = new Set(nodes);
    for (const node of [...body.children]) if (!staying.has(node)) node.remove();
    nodes.forEach((node, at) => {
      if (body.children[at] !== node) body.insertBefore(node, body.children[at] || null);
    });
  }

  /** Draw what has come into sight, whichever box was scrolled. */
  function follow() {
    if (!byId("matrix-rows") || byId("panel-matrix").hidden) return;
    const above = Math.floor(-byId("matrix-rows").getBoundingClientRect().top / ROW_HEIGHT);
    const first = Math.max(0, above - SPARE);
    if (Math.abs(first - listed.first) < SPARE / 2 && (first || !listed.first)) return;
    listed.first = first;
    drawRows();
  }

  document.addEventListener("scroll", follow, { capture: true, passive: true });

  function head(all) {
    const sorted = sortedNow();
    const order = (by) =>
      sorted.by === by && by ? (sorted.down ? "descending" : "ascending") : null;
    const sorter = (by, text) =>
      el("button", { type: "button", "data-sort": by, text, onclick: () => sortBy(by) });
    return el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("th", { scope: "col", class: "corner" }, sorter("", say("page.column_place"))),
        ...all.map(({ layer }) =>
          el(
            "th",
            { scope: "col", class: "layer", "aria-sort": order(layer.id) },
            sorter(layer.id, phrase(layer.title)),
          ),
        ),
        el(
          "th",
          { scope: "col", class: "layer", "aria-sort": order("notMet") },
          sorter("notMet", say("page.matrix_not_met")),
        ),
      ),
    );
  }

  function sortBy(by) {
    const { by: last, down } = sortedNow();
    state.rank = by && (by === last && down ? by : `-${by}`);
    address.write();
    draw();
    byId("panel-matrix").querySelector(`[data-sort="${by}"]`).focus();
  }

  function row(i, all, number) {
    const place = book.places[i];
    const lost = all.filter((column) => notMet(column, i)).length;
    const judged = all.some((column) => {
      const cell = cellOf(column.judged, column, i);
      return cell && !cell.reason;
    });
    return el(
      "tr",
      {
        "data-code": place.code,
        "aria-rowindex": number + 2,
        class: place.code === state.place ? "picked" : null,
      },
      el("th", { scope: "row", text: phrase(place.label) }),
      ...all.map((column) => el("td", {}, answer(column, i))),
      el("td", { class: "number", text: judged ? String(lost) : "—" }),
    );
  }

  /** A cell: a button that leads to its map; nothing where the layer does not cover the place. */
  function answer(column, i) {
    const verdict = cellOf(column.judged, column, i);
    const plain = cellOf(column.plain, column, i);
    if (!verdict && !plain) return null;
    const place = book.places[i];
    const isJudged = verdict && !verdict.reason;
    const view = isJudged ? column.judged : column.plain;
    const words = [verdict && said(column.judged, verdict), plain && said(column.plain, plain)];
    const parts = isJudged
      ? [
          verdict.group.symbol ? signShapes.inline(verdict.group.symbol) : null,
          el("span", { text: phrase(verdict.group.label) }),
        ]
      : [
          plain && plain.label ? el("b", { text: plain.label }) : null,
          el("span", { class: "quiet", text: letterOf(verdict || plain) }),
        ];
    const named = [phrase(place.label), phrase(column.layer.title), ...words.filter(Boolean)];
    return el(
      "button",
      {
        type: "button",
        tabindex: "-1",
        style: isJudged ? `border-left-color:${verdict.group.color}` : null,
        title: words.filter(Boolean).join(say("page.semicolon")),
        "aria-label": named.join(say("page.colon")),
        onclick: () => go(column, view, place),
        onkeydown: step,
      },
      ...parts,
    );
  }

  const letterOf = (cell) => (cell.reason ? phrase(cell.reason.letter) : "");
  const said = (view, cell) =>
    `${phrase(view.title)} ${cell.reason ? phrase(cell.reason.label) : sheet.cellText(cell, view)}`;

  /** Show a cell's map with its place chosen. */
  function go({ layer, number }, view, place) {
    state.layer = layer.id;
    state.day = "";
    const region = state.region === "all" ? "all" : book.regions[place.region].id;
    sheet.settle(view.name, layer.periods[number][0], region);
    events.emit("placeChosen", place.code);
  }

  /** Arrows go from cell to cell; only one of them is in the order of the tabulator. */
  function step(event) {
    const [down, right] =
      { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key] ||
      [];
    if (down === undefined) return;
    event.preventDefault();
    const cell = event.currentTarget.parentElement;
    const rows = [...cell.parentElement.parentElement.children];
    let at = rows.indexOf(cell.parentElement);
    let column = [...cell.parentElement.children].indexOf(cell);
    // Cells without an answer are passed over.
    for (;;) {
      at += down;
      column += right;
      const next = rows[at] && rows[at].children[column];
      if (!next || next.tagName !== "TD") return;
      const button = next.querySelector("button");
      if (!button) continue;
      event.currentTarget.tabIndex = -1;
      button.tabIndex = 0;
      button.focus();
      return;
    }
  }

  /** The letters that stand in the cells, in words. */
  function key(all, rows) {
    const met = new Set();
    for (const { judged, plain, number } of all) {
      const { k } = (judged || plain).cells[number];
      for (const i of rows) met.add(k[i]);
    }
    const reasons = book.reasons.filter((_, n) => met.has(book.base + n));
    return el(
      "ul",
      { class: "matrix-key" },
      ...reasons.map((reason) =>
        el("li", {}, el("b", { text: phrase(reason.letter) }), ` ${phrase(reason.label)}`),
      ),
    );
  }

  return { draw };
}
