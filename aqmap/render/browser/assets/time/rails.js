function rails({ book, phrases, sheet, state, stationDays }) {
  // The periods of a layer on rails of their own: years with parts of years, months, days.

  const { phrase, say } = phrases;
  const { DAY_MS } = stationDays;

  const KINDS = ["year", "month", "day"];
  const MOST_TICKS = 13;

  const dayAt = (...parts) => Date.UTC(...parts) / DAY_MS;
  const dateAt = (day) => new Date(day * DAY_MS);
  const isFirst = (day) => dateAt(day).getUTCDate() === 1;
  const isNewYear = (day) => isFirst(day) && dateAt(day).getUTCMonth() === 0;

  /** The days of a period as ISO writes it: its first, and the first after it. */
  function boundsOf(period) {
    const ends = period.split("/").map((end) => end.split("-").map(Number));
    const [year, month = 1, day = 1] = ends[0];
    const [lastYear, lastMonth, lastDay] = ends[ends.length - 1];
    const after =
      lastDay !== undefined
        ? dayAt(lastYear, lastMonth - 1, lastDay + 1)
        : lastMonth !== undefined
          ? dayAt(lastYear, lastMonth, 1)
          : dayAt(lastYear + 1, 0, 1);
    return [dayAt(year, month - 1, day), after];
  }

  /** Whole years, or what is neither a month nor a day, stand on the rail of years. */
  function kindOf(from, to) {
    if (to - from === 1) return "day";
    return isFirst(from) && isFirst(to) && to - from < 32 ? "month" : "year";
  }

  function itemOf(period) {
    const [from, to] = boundsOf(period);
    const kind = kindOf(from, to);
    const isPart = kind === "year" && !(isNewYear(from) && isNewYear(to));
    return { id: period, from, to, kind, isPart };
  }

  /** What a stop is called; a part of a year says that it is one. */
  function nameOf({ id, isPart, isOfStations }) {
    if (isOfStations) return stationDays.dateText(stationDays.dateOf(id));
    const name = phrase(sheet.layer().periods.find(([period]) => period === id)[1]);
    return isPart ? say("page.rail.part_of_year", { period: name }) : name;
  }

  /** Stops that overlap lie below each other. */
  function laid(items) {
    const ends = [];
    const lanes = [...items]
      .sort((a, b) => a.from - b.from || b.to - a.to)
      .map((item) => {
        let lane = ends.findIndex((end) => end <= item.from);
        if (lane < 0) lane = ends.length;
        ends[lane] = item.to;
        return [item, lane];
      });
    for (const [item, lane] of lanes) item.lane = lane;
    return ends.length;
  }

  const startOf = {
    year: (day) => dayAt(dateAt(day).getUTCFullYear(), 0, 1),
    month: (day) => dayAt(dateAt(day).getUTCFullYear(), dateAt(day).getUTCMonth(), 1),
    day: (day) => day,
  };
  const next = {
    year: (day, n) => dayAt(dateAt(day).getUTCFullYear() + n, 0, 1),
    month: (day, n) => dayAt(dateAt(day).getUTCFullYear(), dateAt(day).getUTCMonth() + n, 1),
    day: (day, n) => day + n,
  };

  /** The starts of every `n` units of a stretch of days. */
  function startsOf(unit, n, from, to) {
    const starts = [];
    for (let day = startOf[unit](from); day < to; day = next[unit](day, n)) {
      if (day >= from) starts.push(day);
    }
    return starts;
  }

  /** Marks along a rail, as many as can be read: of its own unit, else of a larger one. */
  function ticksOf(kind, from, to, items) {
    const units = KINDS.slice(0, KINDS.indexOf(kind) + 1).reverse();
    const steps = units.map((unit) => [unit, 1]);
    for (const n of [2, 5, 10, 20, 50]) steps.push(["year", n]);
    const [unit, n] = steps.find((step) => startsOf(...step, from, to).length <= MOST_TICKS) || ["year", 100];
    return startsOf(unit, n, from, to).map((day) => ({
      from: day,
      to: n === 1 ? Math.min(next[unit](day, 1), to) : day,
      text: tickText(unit, day, items),
    }));
  }

  /** Where a month or year begins, its name stands in place of the first day's or month's. */
  function tickText(unit, day, items) {
    const isDay = unit === "day" && !isFirst(day);
    if (isDay || (unit !== "year" && !isNewYear(day))) {
      const lang = state.lang === "zh" ? "zh-CN" : "en-GB";
      const part = isDay ? { day: "numeric" } : { month: "short" };
      return new Intl.DateTimeFormat(lang, { ...part, timeZone: "UTC" }).format(dateAt(day));
    }
    const year = String(dateAt(day).getUTCFullYear());
    if (unit !== "year") return say("page.rail.year_tick", { year });
    const inYear = items.filter((item) => item.from < next.year(day, 1) && item.to > day);
    const isPartOnly = inYear.length > 0 && inYear.every((item) => item.isPart);
    return isPartOnly ? say("page.rail.part_tick", { year }) : year;
  }

  function railOf(kind, items) {
    const sorted = [...items].sort((a, b) => a.to - b.to || b.from - a.from);
    const from = startOf[kind](Math.min(...items.map((item) => item.from)));
    const last = Math.max(...items.map((item) => item.to));
    const to = startOf[kind](last) === last ? last : next[kind](startOf[kind](last), 1);
    return { kind, items: sorted, from, to, lanes: laid(items), ticks: ticksOf(kind, from, to, items) };
  }

  /** The days of a year of which any station has an index, and the one that is shown. */
  function daysOf(year) {
    const days = new Set(state.day.startsWith(`${year}-`) ? [state.day] : []);
    const first = dayAt(year, 0, 1);
    for (const code of Object.keys(book.days)) {
      stationDays.yearOf(code, year)[0].forEach((index, i) => {
        if (index) days.add(dateAt(first + i).toISOString().slice(0, 10));
      });
    }
    return [...days].map((day) => ({ ...itemOf(day), isOfStations: true }));
  }

  const yearsOfDays = () =>
    [...new Set(Object.values(book.days).flatMap((rows) => rows.map(([year]) => year)))].sort((a, b) => a - b);

  /** Whether a period has a number in the view; one without is drawn hollow. */
  function isBare(item) {
    if (item.isOfStations) return false;
    const number = sheet.layer().periods.findIndex(([period]) => period === item.id);
    return !sheet.view().cells[number].k.some((klass) => klass >= 0 && klass < book.base);
  }

  /** The rails of what is shown: of the layer, or of the days of its stations. */
  function now() {
    if (state.day) return [railOf("day", daysOf(Number(state.day.slice(0, 4))))];
    const items = sheet.layer().periods.map(([period]) => itemOf(period));
    return KINDS.map((kind) => [kind, items.filter((item) => item.kind === kind)])
      .filter(([, own]) => own.length)
      .map(([kind, own]) => railOf(kind, own));
  }

  /** The last or first day of the year of days before or after one; nothing where there is none. */
  function dayBeyond(day, step) {
    const years = yearsOfDays();
    const year = years[years.indexOf(Number(day.slice(0, 4))) + step];
    if (year === undefined) return null;
    const { items } = railOf("day", daysOf(year));
    return items[step < 0 ? items.length - 1 : 0];
  }

  return { now, nameOf, isBare, dayBeyond };
}
