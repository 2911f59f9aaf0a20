function tableRows({ book, chosenClasses, phrases, pinyin, sheet, state }) {
  // The rows of the table: places with value, rank and words; which are listed, in which order.

  const { phrase, say } = phrases;

  /** A row of every place that is shown on the map. */
  function all() {
    const view = sheet.view();
    const made = sheet.places().map((i, order) => rowOf(view, i, order));
    const ranks = ranksOf(made.filter((row) => row.ranked).map((row) => row.cell.value));
    return made.map((row) => ({ ...row, rank: row.ranked ? ranks.get(row.cell.value) : null }));
  }

  function rowOf(view, i, order) {
    const place = book.places[i];
    const cell = sheet.cellAt(view, i);
    const words = cell.qualifiers.map(phrase);
    if (cell.indicative && !words.includes(say("page.indicative"))) {
      words.unshift(say("page.indicative"));
    }
    if (cell.reason) words.unshift(phrase(cell.reason.label));
    const group = cell.group ? phrase(cell.group.label) : "";
    if (sheet.progress() && group) words.unshift(group);
    return {
      place,
      cell,
      order,
      value: cell.reason ? cell.label || "—" : cell.label || group,
      note: words.join(say("page.semicolon")),
      // A number that is indicative only, or a satellite's, takes no part in a ranking.
      ranked: !cell.reason && !cell.indicative && !cell.satellite && cell.value !== null,
    };
  }

  const isRising = () => state.sort === "value";

  /** The rank of each value, from the highest or the lowest on: equal ones share theirs. */
  function ranksOf(values) {
    const sign = isRising() ? 1 : -1;
    const sorted = [...values].sort((a, b) => sign * (a - b));
    const ranks = new Map();
    sorted.forEach((value, i) => {
      if (!ranks.has(value)) ranks.set(value, i + 1);
    });
    return ranks;
  }

  /** Those that the filters leave, in the order that is asked for. */
  function listed(rows) {
    const asked = pinyin.fold(state.find);
    const kept = rows.filter(
      (row) => chosenClasses.holds(row.cell) && (!asked || matches(row, asked)),
    );
    const by = state.sort.replace("-", "");
    if (!by) return kept;
    const sign = state.sort.startsWith("-") ? -1 : 1;
    return kept.sort((a, b) => compare(by, a, b, sign) || a.order - b.order);
  }

  function matches({ place, value, note }, asked) {
    const names = [place.name, place.label].flatMap(phrases.inAllLanguages);
    const isNamed = pinyin.rank(names, asked, book.pinyin) !== null;
    return isNamed || [place.code, value, note].some((words) => pinyin.fold(words).includes(asked));
  }

  function compare(by, a, b, sign) {
    if (by === "name") return sign * phrase(a.place.label).localeCompare(phrase(b.place.label), "zh");
    if (by === "note") return sign * (a.cell.klass - b.cell.klass);
    const [one, other] = [a, b].map(({ cell }) => (cell.reason ? null : (cell.value ?? cell.klass)));
    // What has no number stays last, whichever way the others are sorted.
    if (one === null || other === null) return (one === null) - (other === null);
    return sign * (one - other);
  }

  return { all, listed, isRising };
}
