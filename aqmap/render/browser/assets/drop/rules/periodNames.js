function periodNames({ readingRules }) {
  // A period that fills a cell in digits, as ISO 8601: 2025年1—6月, 2025/1; as written_periods.py.

  const { whole, all, plain } = readingRules;

  const DAY = 86400000;
  const FIRST_DAY = Date.UTC(1899, 11, 30); // from which spreadsheets count days
  const ISO = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/;

  /** The first and the last day of a year, a month or a day; null where the calendar has none. */
  function boundsOf(part) {
    const match = ISO.exec(part);
    if (!match) return null;
    const [year, month, day] = match.slice(1).map((digits) => (digits ? Number(digits) : 0));
    if (!year || (match[2] && (month < 1 || month > 12))) return null;
    const last = new Date(Date.UTC(2000, month, 0)); // of the month, in a leap year
    if (!match[2]) return [`${match[1]}-01-01`, `${match[1]}-12-31`];
    const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const days = month === 2 && !isLeap ? 28 : last.getUTCDate();
    if (match[3] && (day < 1 || day > days)) return null;
    const start = `${match[1]}-${match[2]}`;
    return [`${start}-${match[3] || "01"}`, `${start}-${match[3] || days}`];
  }

  /** A period that the calendar has, or nothing. */
  function checked(period) {
    const [first, last = first, ...more] = period.split("/");
    const [start, end] = [boundsOf(first), boundsOf(last)];
    return !more.length && start && end && start[0] <= end[1] ? period : "";
  }

  const joined = (year, month, day) =>
    checked([year, month.padStart(2, "0"), ...(day ? [day.padStart(2, "0")] : [])].join("-"));

  /** A year, a month or a day. */
  function one(said) {
    const year = whole("year", said);
    if (year) return checked(year[1]);
    const match = whole("date_in_words", said) || whole("digits", said);
    if (match) return joined(match[1], match[2], match[3]);
    const date = whole("date", said);
    if (!date) return "";
    const [, number, sign, month, day] = date;
    const isUnclear = day ? sign === "-" && month.length === 1 && day.length === 1 : sign === "." && month.length === 1;
    return isUnclear ? "" : joined(number, month, day);
  }

  function stretch(said) {
    const match = whole("stretch", said);
    if (!match) return "";
    const [year, first, last] = match.slice(1).filter(Boolean);
    return checked(`${year}-${first.padStart(2, "0")}/${year}-${last.padStart(2, "0")}`);
  }

  /** A period in ISO 8601, or nothing where it cannot be told: 2025.1 may be January or October. */
  function read(written) {
    const said = plain(written).replace(/\s+/g, "");
    const found = one(said) || stretch(said);
    if (found) return found;
    for (const sign of all("to", said)) {
      const [first, last] = [one(said.slice(0, sign.index)), one(said.slice(sign.index + 1))];
      if (first && last) return checked(`${first}/${last}`);
    }
    return checked(said);
  }

  /** The day that a spreadsheet's number of a day stands for: 44561 is 2021-12-31. */
  function dayOfSerial(written) {
    const match = whole("serial", plain(written).trim());
    const day = match ? new Date(FIRST_DAY + Number(match[1]) * DAY).toISOString().slice(0, 10) : "";
    return day >= "2000-01-01" && day <= "2099-12-31" ? day : "";
  }

  const isDay = (period) => period.length === 10 && Boolean(boundsOf(period));

  return { read, dayOfSerial, isDay };
}
