function calendar({ book, daymap, dom, phrases, state, stationDays }) {
  // A station's year of days: a row a month, a cell a day, in the colours of the index's classes.

  const { byId, el } = dom;
  const { phrase, say } = phrases;

  function yearCalendar(row) {
    const days = stationDays.decodeYear(row);
    const title = say("page.calendar", { year: row[0] });
    const words = el("p", {
      class: "day-said",
      "aria-hidden": "true",
      text: say("page.calendar_hint"),
    });
    const grid = el("div", { class: "days", role: "grid", "aria-label": title });
    const cells = days.map((day) =>
      dayCell(day, (text) => {
        words.textContent = text;
      }),
    );
    cells[
      Math.max(
        0,
        days.findIndex((day) => day.date.toISOString().startsWith(state.day || "-")),
      )
    ].tabIndex = 0;
    for (let month = 0; month < 12; month += 1) {
      const ofMonth = cells.filter((_, i) => days[i].date.getUTCMonth() === month);
      const name = el("span", { role: "rowheader", text: say("page.month", { n: month + 1 }) });
      grid.append(el("div", { role: "row" }, name, ...ofMonth));
    }
    grid.addEventListener("keydown", (event) => stepDay(event, cells, days));
    return el(
      "figure",
      { class: "chart calendar" },
      el("figcaption", { text: title }),
      grid,
      words,
      calendarKey(days),
      ...calendarNotes(days),
    );
  }

  function dayCell(day, tell) {
    const text = stationDays.dayText(day);
    const color = day.aqi === null ? "" : stationDays.gradeOf(day.aqi).color;
    const date = day.date.toISOString().slice(0, 10);
    return el("span", {
      role: "gridcell",
      tabindex: "-1",
      "aria-label": text,
      class: color ? "day" : "day void",
      style: color ? `background:${color}` : null,
      "data-date": date,
      "aria-selected": String(date === state.day),
      onmouseenter: () => tell(text),
      onfocus: () => tell(text),
      onclick: () => pickDay(date),
    });
  }

  /** The map shows the day; the card is drawn anew and keeps its place and the focus. */
  function pickDay(date) {
    const panel = byId("panel-place");
    const { scrollTop } = panel;
    daymap.choose(date);
    panel.scrollTop = scrollTop;
    const cell = panel.querySelector(`[data-date="${date}"]`);
    if (cell) cell.focus({ preventScroll: true });
  }

  /**
   * Arrows move by a day and by a month, Enter shows the day on the map; only one day at a time is
   * in the order of the tabulator.
   */
  function stepDay(event, cells, days) {
    const position = cells.indexOf(event.target);
    const { date } = days[position] || {};
    if (!date) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      pickDay(event.target.dataset.date);
      return;
    }
    const month = (step) => {
      const day = Math.min(
        date.getUTCDate(),
        new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + step + 1, 0)).getUTCDate(),
      );
      return (
        (Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + step, day) - days[0].date.getTime()) /
        stationDays.DAY_MS
      );
    };
    const next = {
      ArrowRight: () => position + 1,
      ArrowLeft: () => position - 1,
      ArrowDown: () => month(1),
      ArrowUp: () => month(-1),
      Home: () => 0,
      End: () => cells.length - 1,
    }[event.key];
    if (!next) return;
    event.preventDefault();
    const cell = cells[next()];
    if (!cell) return;
    cells[position].tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  }

  /** Every class with its number of days, then the days without an index. */
  function calendarKey(days) {
    const counts = book.grades.map((grade) => ({
      text: phrase(grade.name),
      color: grade.color,
      n: days.filter((day) => day.aqi !== null && stationDays.gradeOf(day.aqi) === grade).length,
    }));
    counts.push({
      text: say("page.day_void"),
      color: "",
      n: days.filter((d) => d.aqi === null).length,
    });
    return el(
      "ul",
      { class: "day-key" },
      ...counts.map(({ text, color, n }) =>
        el(
          "li",
          {},
          el("i", {
            class: color ? "day" : "day void",
            style: color ? `background:${color}` : null,
          }),
          el("span", { text: `${text} ${say("page.days", { n })}` }),
        ),
      ),
    );
  }

  /** What the indices are made of, the most frequent first; then dust and source. */
  function calendarNotes(days) {
    const made = new Map();
    const remarks = new Set();
    for (const { aqi, making } of days) {
      if (!making) continue;
      if (aqi !== null) made.set(phrase(making.madeOf), (made.get(phrase(making.madeOf)) || 0) + 1);
      if (making.dust) remarks.add(say(`dust.${making.dust}`));
      if (making.source >= 0) {
        remarks.add(
          say("page.source") + say("page.colon") + phrase(book.sources[making.source].label),
        );
      }
    }
    const often = [...made]
      .sort((a, b) => b[1] - a[1])
      .map(([text, n]) => (made.size > 1 ? `${text} ${say("page.days", { n })}` : text));
    return [...often, ...remarks].map((text) => el("p", { class: "cite", text }));
  }

  return { year: yearCalendar };
}
