function countySheet({ book, cards, citations, dom, events, findings, indicatorRows, indicatorTable, measures, monthLine, phrases, sheet, station, tip }) {
  // The sheet of a county, zone or prefecture: all that the book says of it, each thing once.

  const { el } = dom;
  const { phrase, say } = phrases;

  /** What a sheet is made of, on the screen and on paper. */
  function contents(code) {
    const spot = indicatorRows.spotOf(code);
    const rows = indicatorRows.rowsOf(spot);
    const series = indicatorRows.monthsOf(spot);
    return {
      spot,
      rows,
      series,
      alerts: indicatorRows.alertsOf(spot, rows, series),
      numbers: indicatorRows.ownFigures(spot),
      sentence: indicatorRows.sentence(rows),
      facts: factsOf(spot),
    };
  }

  function factsOf(spot) {
    if (!spot.isPlace) return "";
    const place = book.places[spot.number];
    const area =
      place.area === null
        ? ""
        : say("page.area", { n: String(Math.round(place.area)).replace(/\B(?=(\d{3})+$)/g, " ") });
    return [place.level === "zone" ? say("page.zone") : "", area, phrase(place.note)]
      .filter(Boolean)
      .join(say("page.semicolon"));
  }

  /** The sheet on the screen, of a place or a prefecture. */
  function draw(code) {
    const parts = contents(code);
    const { spot, rows, series, alerts, numbers } = parts;
    return [
      ...head(parts),
      el("p", { class: "tally", text: parts.sentence }),
      ...alerts.map((n) => el("p", { class: "notice", text: phrase(n) })),
      ...(rows.length ? indicatorTable.draw(spot, rows) : []),
      ...monthsPart(series),
      ...findings.about(numbers),
      ...(spot.isPlace ? station.buttons(spot.number) : [placesPart(spot)]),
      ...measures.list(code),
      ...otherFigures(spot, rows, series, numbers),
    ];
  }

  function head({ spot, facts }) {
    const region = book.regions[spot.region];
    const crumb = el("button", {
      type: "button",
      class: "link",
      text: phrase(region.name),
      onclick: () => events.emit("placeChosen", region.prefecture),
    });
    return [
      spot.isPlace ? el("p", { class: "crumb" }, crumb) : null,
      el("h2", { text: phrase(spot.name) }),
      facts ? el("p", { class: "quiet", text: facts }) : null,
      el("button", {
        type: "button",
        class: "link print-sheet",
        text: say("page.print_sheet"),
        onclick: () => window.print(),
      }),
      spot.isPlace ? now(spot.number) : null,
    ].filter(Boolean);
  }

  /** What the map that is shown says of the place. */
  function now(number) {
    const cell = sheet.isOfDay() ? null : sheet.cellAt(sheet.view(), number);
    return cell
      ? el(
          "div",
          { class: "now" },
          el("p", {
            class: "quiet",
            text: `${phrase(sheet.layer().title)} · ${phrase(sheet.view().title)}`,
          }),
          ...tip.linesOfCell(cell, number).map((line) => el("p", {}, line)),
        )
      : null;
  }

  const placesPart = (spot) =>
    el(
      "section",
      { class: "theme" },
      el("h3", { text: say("page.column_place") }),
      cards.places(book.regions[spot.region]),
    );

  function monthsPart(series) {
    if (!series.length) return [];
    return [
      el(
        "section",
        { class: "theme" },
        el("h3", { text: say("county.months") }),
        ...series.map((each) => monthLine.draw(each, monthsCited(each))),
        monthLine.hasHollow(series) ? el("p", { class: "quiet", text: say("county.months_note") }) : null,
      ),
    ];
  }

  function monthsCited({ cells }) {
    const numbers = [...new Set(cells.flatMap((cell) => (cell ? cell.figures : [])))];
    if (!numbers.length) return null;
    return closed(
      say("page.cites", { n: numbers.length }),
      () => numbers.map((i) => citations.figureItem(book.figures[i], indicatorRows.isAlert)),
    );
  }

  /** Something that is there when it is asked for. */
  function closed(title, make) {
    const box = el("div", {});
    return el(
      "details",
      {
        ontoggle: (event) => {
          if (event.currentTarget.open && !box.firstChild) box.append(...make());
        },
      },
      el("summary", { text: title }),
      box,
    );
  }

  /** What no row and no month shows: numbers of no map, other years, and the townships'. */
  function otherFigures(spot, rows, series, numbers) {
    const shown = new Set([
      ...rows.flatMap((row) => row.figures),
      ...series.flatMap(({ cells }) => cells.flatMap((cell) => (cell ? cell.figures : []))),
    ]);
    const others = numbers.filter((i) => !shown.has(i)).map((i) => book.figures[i]);
    const hasShape = spot.isPlace && book.places[spot.number].shape;
    const townships = hasShape ? citations.townshipsIn(spot.code) : [];
    const part = (key, listed) =>
      listed.length
        ? el(
            "section",
            { class: "theme others" },
            el("h3", { text: say(key) }),
            closed(say("page.figures", { n: listed.length }), () => citations.figureGroups(listed, indicatorRows.isAlert)),
          )
        : null;
    return [
      part("page.other_figures", others),
      part("page.townships", townships),
      numbers.length || rows.length ? null : el("p", { class: "quiet", text: say("page.no_figures") }),
    ].filter(Boolean);
  }

  return { contents, draw };
}
