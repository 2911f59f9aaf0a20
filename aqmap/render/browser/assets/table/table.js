function table({ address, book, cellText, dom, events, handOver, overlays, phrases, sheet, state, station, tableRows }) {
  // The table of what the map shows: sorted, filtered, ranked; copied, or saved as CSV.

  const { byId, el, fill } = dom;
  const { phrase, say } = phrases;

  // More take longer than a reader waits; they follow on demand.
  const MOST_ROWS = 100;
  let whole = false;

  function columns(rows) {
    const isRanked = rows.some((row) => row.rank !== null);
    const isCategory = sheet.view().scale.kind === "category";
    const value = isCategory ? "page.column_class" : "page.column_value";
    return [
      ...(isRanked ? [["value", rankName(), (row) => row.rank ?? "—"]] : []),
      ["name", say("page.column_place"), (row) => phrase(row.place.label)],
      ["value", say(value), (row) => row.value + (isStarred(row) ? " *" : "")],
      ["note", say("page.column_note"), (row) => row.note],
    ];
  }

  const isStarred = ({ cell }) => cell.indicative && !cell.reason;
  const rankName = () => say(tableRows.isRising() ? "page.rank_rising" : "page.rank_falling");

  function caption() {
    const unit = sheet.unit(sheet.view());
    const title = sheet.title();
    return unit ? say("page.table_caption", { title, unit }) : title;
  }

  function draw() {
    const rows = tableRows.all();
    const head = columns(rows);
    fill(
      "panel-table",
      tools(rows, head),
      el(
        "table",
        { id: "table-rows" },
        el("caption", { text: caption() }),
        el("thead", {}, el("tr", {}, ...head.map(heading))),
        el("tbody", { id: "table-body" }),
        foot(head.length),
      ),
      el("button", {
        type: "button",
        id: "table-more",
        class: "wide",
        onclick: () => {
          whole = true;
          drawBody(rows, head);
        },
      }),
      ...overlays.shown().map(station.table),
    );
    drawBody(rows, head);
  }

  function heading([by, name], number) {
    const order = { [by]: "ascending", [`-${by}`]: "descending" }[state.sort];
    const isRank = number === 0 && by === "value";
    return el(
      "th",
      { scope: "col", "aria-sort": isRank ? null : order },
      el("button", {
        type: "button",
        "data-sort": `${by} ${number}`,
        text: name,
        onclick: () => sortBy(by, number),
      }),
    );
  }

  /** Values from the highest on first, words in their order; then the other way, then as given. */
  function sortBy(by, number) {
    const [first, second] = by === "value" ? ["-value", "value"] : [by, `-${by}`];
    state.sort = { [first]: second, [second]: "" }[state.sort] ?? first;
    address.write();
    draw();
    byId("panel-table").querySelector(`[data-sort="${by} ${number}"]`).focus();
  }

  /** The filter, and what takes the rows away. */
  function tools(rows, head) {
    const tool = (id, key, onclick) =>
      el("button", { type: "button", id, class: "chip", text: say(key), onclick });
    return el(
      "div",
      { class: "table-tools" },
      el("input", {
        type: "search",
        id: "table-find",
        value: state.find,
        placeholder: say("page.table_find"),
        "aria-label": say("page.table_find"),
        oninput: (event) => {
          state.find = event.target.value;
          address.write();
          drawBody(rows, head);
        },
      }),
      tool("table-copy", "page.table_copy", copy),
      tool("table-csv", "page.table_csv", save),
      el("span", { id: "table-said", class: "quiet", role: "status" }),
    );
  }

  function drawBody(rows, head) {
    const kept = tableRows.listed(rows);
    const shown = whole ? kept : kept.slice(0, MOST_ROWS);
    fill("table-body", ...shown.map((row) => bodyRow(row, head)));
    byId("table-more").hidden = shown.length === kept.length;
    byId("table-more").textContent = say("page.table_more", { n: kept.length });
    const facts = { n: kept.length, total: rows.length };
    byId("table-said").textContent = kept.length < rows.length ? say("page.table_kept", facts) : "";
  }

  function bodyRow(row, head) {
    const { code } = row.place;
    const cells = head.map(([by, , text], number) =>
      by === "name"
        ? el(
            "th",
            { scope: "row" },
            el("button", {
              type: "button",
              class: "link",
              text: text(row),
              onclick: () => choose(code),
            }),
          )
        : el("td", { class: classOf(by, number, head), text: String(text(row)) }),
    );
    const chosen = code === state.place ? "picked" : null;
    return el("tr", { "data-code": code, class: chosen }, ...cells);
  }

  const classOf = (by, number, head) =>
    by !== "value" ? null : number === 0 && head.length > 3 ? "rank" : "number";

  /** The place is shown on the map and in its tab; the table stays open. */
  function choose(code) {
    events.emit("placeChosen", code, { stay: true });
    const button = byId("panel-table").querySelector(`tr[data-code="${code}"] button`);
    if (button) button.focus({ preventScroll: true });
  }

  /** The totals as the source prints them, with what the places add up to. */
  function foot(width) {
    const totals = sheet.view().totals[state.period] || {};
    const said = sheet
      .regions()
      .filter((region) => totals[region.id] !== undefined)
      .map((region) => phrase(totals[region.id]));
    if (!said.length) return null;
    return el(
      "tfoot",
      {},
      ...said.map((text) => el("tr", {}, el("td", { colspan: String(width), text }))),
    );
  }

  /** What is listed, as rows of words; `withCode` for a file that other programs read. */
  function asRows(withCode) {
    const rows = tableRows.all();
    const head = columns(rows);
    const named = head.map(([, name]) => name);
    const body = tableRows.listed(rows).map((row) => [
      ...(withCode ? [row.place.code] : []),
      ...head.map(([, , text]) => text(row)),
    ]);
    return [withCode ? [say("page.column_code"), ...named] : named, ...body];
  }

  async function copy() {
    const done = await handOver.copy(cellText.tabbed(asRows(false)), byId("table-rows"));
    byId("table-said").textContent = say(done ? "page.table_copied" : "page.progress_copy");
  }

  function save() {
    const remark = [`# ${caption()}`, phrase(book.unreviewed)].join(say("page.semicolon"));
    const { layer, view, period } = state;
    const name = `${layer}-${view}-${period.replace(/\//g, "_")}.csv`;
    handOver.save(name, cellText.csv([[remark], ...asRows(true)]));
  }

  /** A map of a day has no values of counties. */
  function drawDay() {
    fill("panel-table", ...overlays.shown().map(station.table));
  }

  return { draw: () => (sheet.isOfDay() ? drawDay() : draw()) };
}
