function comparedWords({ book, phrases }) {
  // In words what two maps do not share: units, kinds of numbers, lengths of time, classes, places.

  const { phrase, say } = phrases;

  const DAY_MS = 86400000;

  /** The sentences that must stand over two maps. */
  function of(sides) {
    const sheets = sides.map(({ sheet }) => sheet);
    const maps = sides.map(({ state: { layer, view, period } }) => [layer, view, period].join("/"));
    if (maps[0] === maps[1]) return [say("page.compare_same")];
    return [
      ...units(sheets),
      ...bases(sheets),
      ...lengths(sides.map(({ state: { period } }) => period), sheets),
      ...places(sheets),
      ...classes(sides),
    ];
  }

  const both = (words) => ({ left: words[0], right: words[1] });

  /** The unit of a map; of two layers on one map both. */
  function unitOf(sheet) {
    const { axes } = sheet.view().scale;
    const named = axes ? axes.map(([, unit]) => phrase(unit)) : [sheet.unit(sheet.view())];
    return named.filter(Boolean).join(say("page.comma")) || say("page.compare_no_unit");
  }

  function units(sheets) {
    const said = sheets.map(unitOf);
    return said[0] === said[1] ? [] : [say("page.compare_units", both(said))];
  }

  /** The kinds of the numbers that are drawn: planned, monitored, of satellites. */
  function basesOf(sheet) {
    const view = sheet.view();
    const cells = sheet.places().map((i) => sheet.cellAt(view, i));
    const figures = cells.filter((cell) => !cell.reason).flatMap((cell) => cell.figures);
    return [...new Set(figures.map((n) => book.figures[n].basis))].sort();
  }

  function bases(sheets) {
    const found = sheets.map(basesOf);
    if (found.some((each) => !each.length) || String(found[0]) === String(found[1])) return [];
    const said = found.map((each) => each.map((basis) => say(`basis.${basis}`)).join(say("page.comma")));
    return [say("page.compare_bases", both(said))];
  }

  /** First and last day of a period as ISO writes it, and its whole months where it is of such. */
  function lengthOf(period) {
    const parts = period.split("/").map((part) => part.split("-").map(Number));
    const [year, month = 1, day = 1] = parts[0];
    const [lastYear, lastMonth = 12, lastDay = 0] = parts[parts.length - 1];
    const begin = Date.UTC(year, month - 1, day);
    const end = lastDay ? Date.UTC(lastYear, lastMonth - 1, lastDay + 1) : Date.UTC(lastYear, lastMonth, 1);
    const [from, until] = [new Date(begin), new Date(end)];
    const isOfMonths = from.getUTCDate() === 1 && until.getUTCDate() === 1;
    const months = 12 * (until.getUTCFullYear() - from.getUTCFullYear()) + until.getUTCMonth() - from.getUTCMonth();
    return { begin, days: Math.round((end - begin) / DAY_MS), months: isOfMonths ? months : 0 };
  }

  function lengths(periods, sheets) {
    const [one, other] = periods.map(lengthOf);
    const isSame = one.months && other.months ? one.months === other.months : one.days === other.days;
    if (isSame) return [];
    const said = [one, other].map(({ days, months }, n) => {
      const layer = sheets[n].layer();
      const period = phrase(layer.periods[sheets[n].periodNumber()][1]);
      return months
        ? say("page.compare_months", { period, n: months })
        : say("page.compare_days", { period, n: days });
    });
    return [say("page.compare_lengths", both(said))];
  }

  /** Periods by their length, the longest first: whole years apart from months and from parts of a year. */
  function groups(periods) {
    const found = new Map();
    const inTime = periods.map((period, n) => ({ n, ...lengthOf(period) })).sort((a, b) => a.begin - b.begin);
    inTime.forEach(({ n, days, months }) => {
      // Months differ in days, and are of one length all the same.
      const key = months ? `months ${months}` : `days ${days}`;
      const label = months ? say("page.compare_of_months", { n: months }) : say("page.compare_of_days", { n: days });
      if (!found.has(key)) found.set(key, { label, days, numbers: [] });
      found.get(key).numbers.push(n);
    });
    return [...found.values()].sort((a, b) => b.days - a.days);
  }

  /** How many places only one of the two maps covers. */
  function places(sheets) {
    const [left, right] = sheets.map((sheet) => new Set(sheet.places()));
    const only = (one, other) => [...one].filter((i) => !other.has(i)).length;
    const facts = { left: only(left, right), right: only(right, left) };
    return facts.left || facts.right ? [say("page.compare_places", facts)] : [];
  }

  /** Whether one colour means the same on both. */
  function classes([left, right]) {
    const classesOf = ({ sheet }) => {
      const { unit, scale } = sheet.view();
      return JSON.stringify([phrase(unit), scale.kind, scale.largest, scale.classes]);
    };
    const isSame = classesOf(left) === classesOf(right);
    return [say(isSame ? "page.compare_same_classes" : "page.compare_other_classes")];
  }

  return { of, groups };
}
