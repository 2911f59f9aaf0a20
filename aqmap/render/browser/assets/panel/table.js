function table({ book, dom, events, overlays, phrases, sheet, state, station }) {
  // The table of what the map shows.

  const { el, fill } = dom;
  const { phrase, say } = phrases;

  function draw() {
    const view = sheet.view();
    const unit = sheet.unit(view);
    const caption = unit
      ? say("page.table_caption", { title: sheet.title(), unit })
      : sheet.title();
    const heads = [
      "page.column_place",
      view.scale.kind === "category" ? "page.column_class" : "page.column_value",
      "page.column_note",
    ];
    const rows = sheet.places().map((i) => {
      const place = book.places[i];
      const cell = sheet.cellAt(view, i);
      const words = cell.qualifiers.map(phrase);
      if (cell.indicative && !words.includes(say("page.indicative")))
        {words.unshift(say("page.indicative"));}
      if (cell.reason) words.unshift(phrase(cell.reason.label));
      const value = cell.reason ? cell.label || "—" : cell.label || phrase(cell.group.label);
      if (sheet.progress() && cell.group) words.unshift(phrase(cell.group.label));
      return el(
        "tr",
        { "data-code": place.code, class: place.code === state.place ? "picked" : null },
        el(
          "th",
          { scope: "row" },
          el("button", {
            type: "button",
            class: "link",
            text: phrase(place.label),
            onclick: () => events.emit("placeChosen", place.code),
          }),
        ),
        el("td", { class: "number", text: value + (cell.indicative && !cell.reason ? " *" : "") }),
        el("td", { text: words.join(say("page.semicolon")) }),
      );
    });
    fill(
      "panel-table",
      el(
        "table",
        {},
        el("caption", { text: caption }),
        el(
          "thead",
          {},
          el("tr", {}, ...heads.map((key) => el("th", { scope: "col", text: say(key) }))),
        ),
        el("tbody", {}, ...rows),
      ),
      ...overlays.shown().map(station.table),
    );
  }

  /** A map of a day has no values of counties. */
  function drawDay() {
    fill("panel-table", ...overlays.shown().map(station.table));
  }

  return { draw: () => (sheet.isOfDay() ? drawDay() : draw()) };
}
