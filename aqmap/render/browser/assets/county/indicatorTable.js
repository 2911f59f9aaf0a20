function indicatorTable({ book, bullet, citations, dom, events, indicatorRows, phrases, sheet, signShapes, state }) {
  // A row an indicator: target, actual, gap, status and bar; below, each letter and note once.

  const { el } = dom;
  const { phrase, say } = phrases;

  // The rows whose sources are open, of the place that was drawn last.
  let opened = { code: "", keys: new Set() };

  /**
   * The table of some rows, and what explains its signs. On paper nothing can be pressed.
   */
  function draw(spot, rows, { isPaper = false } = {}) {
    if (opened.code !== spot.code) opened = { code: spot.code, keys: new Set() };
    const marks = noteMarks();
    const period = indicatorRows.periodOf(rows);
    const themes = [...new Set(rows.map(({ layer }) => layer.theme))];
    const bodies = themes.map((theme) =>
      el(
        "tbody",
        { role: "rowgroup" },
        el(
          "tr",
          { class: "band", role: "row" },
          el("th", { scope: "rowgroup", role: "rowheader", colspan: "5", text: themeName(theme) }),
        ),
        ...rows
          .filter(({ layer }) => layer.theme === theme)
          .flatMap((row) => rowOf(spot, row, { marks, period, isPaper })),
      ),
    );
    const heads = ["indicator", "target", "measured", "gap", "status"];
    return [
      el(
        "table",
        // Roles in words: where a row is laid on two lines, engines forget that it is one.
        { class: "indicators", role: "table", "aria-label": say("page.sheet_table") },
        el(
          "thead",
          { role: "rowgroup" },
          el("tr", { role: "row" }, ...heads.map(columnHead)),
        ),
        ...bodies,
      ),
      legend(rows, marks),
    ];
  }

  const columnHead = (head) =>
    el("th", { scope: "col", role: "columnheader", class: head, text: say(`county.${head}`) });

  function themeName(theme) {
    const named = book.themes.find(([id]) => id === theme);
    return named ? phrase(named[1]) : say("page.other_theme");
  }

  /** Numbers of what is said beside numbers, each once for all rows. */
  function noteMarks() {
    const listed = [];
    const reasons = new Set(book.reasons.map(({ label }) => label));
    return {
      listed,
      of(qualifiers) {
        const said = qualifiers.filter((n) => !indicatorRows.isAlert(n) && !reasons.has(n));
        return [...new Set(said)].map((n) => {
          if (!listed.includes(n)) listed.push(n);
          return listed.indexOf(n) + 1;
        });
      },
    };
  }

  function rowOf(spot, row, { marks, period, isPaper }) {
    const { target, measured, gap } = row;
    const said = new Set([target, measured].flatMap((cell) => (cell ? cell.qualifiers : [])));
    const ofStatus = row.status ? row.status.qualifiers.filter((n) => !said.has(n)) : [];
    const better = row.layer.better ? say(`page.better_${row.layer.better}`) : "";
    const when = row.period === period ? "" : phrase(row.layer.periods[row.number][1]);
    const facts = [row.unit, better, when].filter(Boolean).join(" · ");
    const isShown = row.layer.id === state.layer && !state.day;
    const hidden = isPaper ? null : details(row);
    const main = el(
      "tr",
      { "data-row": row.key, role: "row", class: isShown && !isPaper ? "picked" : null },
      el(
        "th",
        { scope: "row", role: "rowheader" },
        name(spot, row, isPaper),
        el(
          "span",
          { class: "facts-line" },
          el("span", { text: hidden && facts ? `${facts} · ` : facts }),
          hidden ? toggle(row, hidden) : null,
        ),
      ),
      ...[number(target, marks), number(measured, marks), gapParts(row, gap)].map((parts) =>
        el("td", { role: "cell", class: "number" }, ...parts),
      ),
      el(
        "td",
        { role: "cell", class: "status" },
        el("div", {}, ...statusParts(row, marks.of(ofStatus))),
      ),
    );
    return hidden ? [main, hidden] : [main];
  }

  /** The indicator leads to its map. */
  function name(spot, row, isPaper) {
    const text = phrase(row.layer.title);
    if (isPaper) return el("b", { text });
    return el("button", { type: "button", class: "link", text, onclick: () => go(spot, row) });
  }

  function go(spot, { layer, period }) {
    state.layer = layer.id;
    state.day = "";
    sheet.settle(state.view, period, state.region === "all" ? "all" : book.regions[spot.region].id);
    events.emit("placeChosen", spot.code, { stay: true });
  }

  /** A number with its notes, or the letter of the reason why there is none. */
  function number(cell, marks) {
    if (!cell) return [];
    if (cell.reason) return [letter(cell.reason), ...superscripts(marks.of(cell.qualifiers))];
    const parts = [el("span", { text: cell.label })];
    if (cell.satellite) parts.push(el("span", { class: "tag", text: say("page.satellite_mark") }));
    else if (cell.indicative) parts.push(el("span", { class: "tag", text: say("page.indicative_tag") }));
    return [...parts, ...superscripts(marks.of(cell.qualifiers))];
  }

  const letter = (reason) =>
    el(
      "span",
      { class: "letter", title: phrase(reason.label) },
      el("span", { "aria-hidden": "true", text: phrase(reason.letter) }),
      el("span", { class: "unseen", text: phrase(reason.label) }),
    );

  const superscripts = (numbers) =>
    numbers.length ? [el("sup", { text: numbers.join(" ") })] : [];

  /** The gap, with its unit where that is another than the row's; why there is none says the status. */
  function gapParts(row, gap) {
    if (!gap || gap.reason) return [];
    const parts = [el("span", { text: gap.label })];
    if (row.gapUnit && row.gapUnit !== row.unit) {
      parts.push(el("span", { class: "facts-line", text: row.gapUnit }));
    }
    return parts;
  }

  function statusParts(row, numbers) {
    const { shown } = row;
    const parts = [];
    if (shown) {
      const { group, reason } = shown;
      const sign = group && group.symbol ? signShapes.inline(group.symbol) : null;
      const words = phrase((reason || group).label);
      parts.push(
        el(
          "span",
          { class: "verdict", title: reason ? words : null },
          sign || (reason ? letterAlone(reason) : null),
          el("span", { text: reason ? indicatorRows.short(words) : words }),
          ...superscripts(numbers),
        ),
      );
    }
    if (row.bullet) parts.push(bullet.draw(row.bullet));
    return parts;
  }

  const letterAlone = (reason) =>
    el("span", { class: "letter", "aria-hidden": "true", text: phrase(reason.letter) });

  // ---- where it is written -------------------------------------------------------------------

  function toggle(row, hidden) {
    const isOpen = opened.keys.has(row.key);
    return el("button", {
      type: "button",
      class: "cites",
      "aria-expanded": String(isOpen),
      "aria-label": say("page.cites_of", { name: phrase(row.layer.title) }),
      text: say("page.cites", { n: row.figures.length }),
      onclick: (event) => {
        const open = hidden.hidden;
        if (open) opened.keys.add(row.key);
        else opened.keys.delete(row.key);
        event.currentTarget.setAttribute("aria-expanded", String(open));
        show(hidden, row, open);
      },
    });
  }

  /** The row below a row: nothing is in it before it is opened. */
  function details(row) {
    if (!row.figures.length) return null;
    const hidden = el(
      "tr",
      { class: "cited", role: "row", hidden: true },
      el("td", { role: "cell", colspan: "5" }),
    );
    show(hidden, row, opened.keys.has(row.key));
    return hidden;
  }

  function show(hidden, row, open) {
    hidden.hidden = !open;
    const items = row.figures.map((i) => citations.figureItem(book.figures[i], indicatorRows.isAlert));
    hidden.firstChild.replaceChildren(...(open ? items : []));
  }

  // ---- signs in words ------------------------------------------------------------------------

  function legend(rows, marks) {
    const reasons = new Set(
      rows.flatMap(({ target, measured, shown }) =>
        [target, measured, shown].flatMap((cell) => (cell && cell.reason ? [cell.reason] : [])),
      ),
    );
    const letters = book.reasons.filter((reason) => reasons.has(reason));
    return el(
      "div",
      { class: "sheet-key" },
      rows.some((row) => row.bullet) ? el("p", { text: say("county.bars") }) : null,
      letters.length
        ? el(
            "ul",
            { class: "letters" },
            ...letters.map((reason) =>
              el("li", {}, letterAlone(reason), el("span", { text: phrase(reason.label) })),
            ),
          )
        : null,
      marks.listed.length
        ? el(
            "ul",
            { class: "footnotes" },
            ...marks.listed.map((n, i) =>
              el("li", {}, el("sup", { text: String(i + 1) }), el("span", { text: phrase(n) })),
            ),
          )
        : null,
    );
  }

  return { draw };
}
