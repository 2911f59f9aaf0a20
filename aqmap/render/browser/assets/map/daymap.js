function daymap({ book, dom, events, phrases, state, stationDays, tip }) {
  // One day on the map: every station in the colour of its index's class, whatever the layer shows.

  const { byId } = dom;
  const { phrase, say } = phrases;

  const { hasDays } = stationDays;
  const shownDate = () => (state.day ? stationDays.dateOf(state.day) : null);

  /** What a station shows of the chosen day, in the shape of a cell. */
  function reading(feature) {
    const day = shownDate();
    const year = day.getUTCFullYear();
    const number = Math.round((day - Date.UTC(year, 0, 1)) / stationDays.DAY_MS);
    const [indices, made] = stationDays.yearOf(feature.code, year);
    const index = indices[number] || 0;
    const none = { label: -1, text: say("page.day_void") };
    if (!index) return { label: "", indicative: 0, reason: none, group: null, qualifiers: [] };
    const grade = stationDays.gradeOf(index - 1);
    return {
      label: String(index - 1),
      indicative: 0,
      reason: null,
      group: grade,
      grade,
      qualifiers: [book.makings[made[number] - 1].madeOf],
    };
  }

  const title = () => say("page.day_map", { date: stationDays.dateText(shownDate()) });

  /** Show a day, or let go of it. */
  function choose(date) {
    state.day = state.day === date ? "" : date;
    tip.hide();
    events.emit("changed");
  }

  function draw() {
    const button = byId("day");
    button.hidden = !state.day;
    if (!state.day) return;
    byId("day-said").textContent = title();
    button.setAttribute("aria-label", `${title()}${say("page.semicolon")}${say("page.close")}`);
  }

  /** Lines of the legend of a day: the classes of the index with their stations. */
  function legendEntries(inside) {
    const cells = inside.map((feature) => reading(feature));
    const entries = book.grades.map((grade) => ({
      sign: "valid",
      fill: grade.color,
      label: phrase(grade.name),
      count: cells.filter((cell) => cell.grade === grade).length,
    }));
    entries.push({
      sign: "none",
      label: say("page.day_void"),
      count: cells.filter((cell) => cell.reason).length,
    });
    return entries;
  }

  /** Only a day that the address writes in full, and of whose year a station has days, is shown. */
  function read(asked) {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(asked || "") ? stationDays.dateOf(asked) : null;
    if (!day || Number.isNaN(day.getTime())) return "";
    const years = Object.values(book.days).flatMap((rows) => rows.map(([year]) => year));
    return years.includes(day.getUTCFullYear()) && stationDays.marksWithDays().length ? asked : "";
  }

  return { hasDays, reading, title, choose, draw, legendEntries, read };
}
