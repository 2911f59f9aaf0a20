function comparedTable({ book, cellText, dom, events, handOver, phrases, state }) {
  // The places of two maps with what each shows, as a table and as a file.

  const { el } = dom;
  const { phrase, say } = phrases;

  const MOST_ROWS = 400;

  /** The places of either map with their cells, in the order of the book. */
  function rowsOf(sides) {
    const shown = sides.map(({ sheet }) => new Set(sheet.places()));
    return book.places
      .map((place, i) => ({ place, cells: sides.map((side, n) => (shown[n].has(i) ? side.sheet.cellAt(side.sheet.view(), i) : null)) }))
      .filter(({ cells }) => cells.some(Boolean));
  }

  const wordsOf = (side, cell) => (cell ? side.sheet.cellText(cell, side.sheet.view()) : say("page.compare_none"));

  function draw(sides) {
    const rows = rowsOf(sides);
    const more = rows.length - MOST_ROWS;
    const head = (text) => el("th", { scope: "col", text });
    return el(
      "details",
      { id: "compare-table" },
      el("summary", { text: say("page.compare_table") }),
      el(
        "table",
        {},
        el("thead", {}, el("tr", {}, head(say("page.column_place")), ...sides.map(({ sheet }) => head(sheet.title())))),
        el("tbody", {}, ...rows.slice(0, MOST_ROWS).map((row) => rowOf(row, sides))),
      ),
      more > 0 ? el("p", { class: "quiet", text: say("page.matrix_more", { n: more }) }) : null,
    );
  }

  function rowOf({ place, cells }, sides) {
    const choose = () => {
      state.station = "";
      state.place = place.code;
      events.emit("changed");
    };
    const link = el("button", { type: "button", class: "link", text: phrase(place.label), onclick: choose });
    const name = el("th", { scope: "row" }, link);
    const said = sides.map((side, n) => el("td", { class: "number", text: wordsOf(side, cells[n]) }));
    const facts = { "data-code": place.code, class: place.code === state.place ? "picked" : null };
    return el("tr", facts, name, ...said);
  }

  /** Both maps in one file: what is compared and must be said of it first, then the places. */
  function save(sides, sentences) {
    const remarks = [
      `${phrase(book.title)}${say("page.semicolon")}${phrase(book.unreviewed)}`,
      ...sides.map((side) => `${say(`page.compare_${side.name}`)}${say("page.colon")}${side.sheet.title()}`),
      ...sentences,
    ].map((words) => [`# ${words}`]);
    const columns = ["value", "written", "unit", "class"].map((key) => say(`page.data.${key}`));
    const named = (side) =>
      [...columns, say("page.column_note")].map((column) =>
        say("page.compare_column", { side: say(`page.compare_${side.name}`), column }),
      );
    const head = [say("page.data.code"), say("page.data.place"), ...sides.flatMap(named)];
    const rows = rowsOf(sides).map(({ place, cells }) => [
      place.code,
      phrase(place.name),
      ...sides.flatMap((side, n) => columnsOf(side, cells[n])),
    ]);
    handOver.save("compared.csv", cellText.csv([...remarks, head, ...rows]));
  }

  function columnsOf({ sheet }, cell) {
    if (!cell) return ["", "", "", say("page.compare_none"), ""];
    const group = cell.group ? phrase(cell.group.label) : "";
    const words = [cell.indicative ? say("page.indicative") : "", ...cell.qualifiers.map(phrase)];
    return [
      cell.reason ? "" : cell.value ?? "",
      cell.label,
      sheet.unit(sheet.view()),
      cell.reason ? phrase(cell.reason.label) : group,
      words.filter(Boolean).join(say("page.semicolon")),
    ];
  }

  return { draw, save };
}
