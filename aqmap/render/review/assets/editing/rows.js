function rows({ data, decimals, names, phrases }) {
  // The row of a figure: what of it is open, what it says, and how it becomes another.

  const { say } = phrases;

  const ROLES = ["target", "measured", "progress", "baseline"];
  const COMPARATORS = ["ge", "le", "gt", "lt", "eq"];
  const POWERS = { 万: 4, 亿: 8, 千: 3 }; // of ten
  const NOT_SAID = ["id", "confirm", "checked_by", "checked_on", "rechecked_by"];
  const originals = new Map();

  function original(figure) {
    if (!originals.has(figure)) {
      const cells = data.figures[figure - 1].row;
      originals.set(figure, Object.fromEntries(data.columns.map((name, n) => [name, cells[n]])));
    }
    return originals.get(figure);
  }

  const open = (row) => row.confirm.split(";").filter(Boolean);

  /** The fields that a person must still choose: nothing stands in them. */
  function lacking(row) {
    const holds = {
      place: row.place || (row.place_written && !open(row).includes("place")),
      indicator: row.indicator || row.indicator_written,
      period: row.period && !row.period.includes("X"),
      role: row.role,
      value: row.value || row.absence,
    };
    return Object.keys(holds).filter((field) => !holds[field]);
  }

  const changed = (was, row) =>
    data.columns.filter((name) => !NOT_SAID.includes(name) && was[name] !== row[name]);

  const content = (row) => JSON.stringify(data.columns.map((n) => (NOT_SAID.includes(n) ? "" : row[n])));

  /** The first or the last day of a year, month or day, as a number; none of what is no date. */
  function dayOf(part, isEnd) {
    const [year, month, day] = part.split("-").map(Number);
    const last = isEnd ? new Date(Date.UTC(year, month ?? 12, 0)).getUTCDate() : 1;
    const at = new Date(Date.UTC(year, (month ?? (isEnd ? 12 : 1)) - 1, day ?? last));
    const isSame = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()].every(
      (n, position) => [year, month ?? n, day ?? n][position] === n,
    );
    return isSame ? at.getTime() : NaN;
  }

  /** A period in ISO whose days there are, and which does not end before it begins. */
  function checked(period) {
    const [first, last = first] = period.split("/");
    return dayOf(first, false) <= dayOf(last, true) ? period : "";
  }

  /** A period as it is typed, in ISO: 2024年5月, 2024-5, 2024年1—9月; nothing if it is none. */
  const periodOf = (written) => checked(isoOf(written));

  function isoOf(written) {
    const plain = written.normalize("NFKC").replace(/\s/g, "");
    if (/^\d{4}(-\d\d){0,2}(\/\d{4}(-\d\d){0,2})?$/.test(plain)) return plain;
    const months = /^(\d{4})[年-](\d{1,2})月?(?:[-—–~至到](\d{1,2}))?月?(?:份|底)?$/.exec(plain);
    const two = (n) => n.padStart(2, "0");
    if (months && [months[2], months[3] ?? "1"].every((m) => m >= 1 && m <= 12)) {
      const first = `${months[1]}-${two(months[2])}`;
      return months[3] ? `${first}/${months[1]}-${two(months[3])}` : first;
    }
    const day = /^(\d{4})[年-](\d{1,2})[月-](\d{1,2})日?$/.exec(plain);
    if (day) return `${day[1]}-${two(day[2])}-${two(day[3])}`;
    return /^\d{4}(?=年度?$)/.exec(plain)?.[0] ?? "";
  }

  function numberOf(written) {
    const plain = written.normalize("NFKC").replace(/[\s,]/g, "");
    return /^[+-]?\d{1,100}(\.\d{1,100})?$/.test(plain) ? plain.replace(/^\+/, "") : "";
  }

  function scaleOf(unit) {
    const power = POWERS[unit[0]];
    return power && unit.length > 1 ? [power, unit.slice(1)] : [0, unit];
  }

  /** A number in another unit where only 万 or 亿 parts the two; else as it is. */
  function inUnit(value, from, to) {
    const [ours, own] = scaleOf(from);
    const [theirs, other] = scaleOf(to);
    const number = decimals.parse(value);
    if (!number || own !== other || ours === theirs) return value;
    return decimals.text(decimals.shifted(number, ours - theirs));
  }

  /** A row with another value in a field, and what depends on it; nothing if it cannot be. */
  function withField(row, field, value) {
    if (field === "place") {
      const place = names.places.get(value);
      if (!place) return null;
      return { ...row, place: value, level: place.level, place_written: row.place_written || place.name };
    }
    if (field === "indicator") {
      const entry = names.indicators.get(value);
      if (!entry) return null;
      const value_ = inUnit(row.value, row.unit, entry.unit);
      const words = row.indicator_written || entry.name;
      return { ...row, indicator: value, indicator_written: words, unit: entry.unit, value: value_ };
    }
    if (field === "period" && row.period.includes("XXXX") && /^\d{4}$/.test(value)) {
      return { ...row, period: row.period.replaceAll("XXXX", value) };
    }
    const own = field === "unit" && names.indicators.get(row.indicator)?.unit;
    if (own && own !== value) return null; // no table takes another unit for it
    if (field === "value") return { ...row, value, absence: "", value_written: row.value_written || value };
    return { ...row, [field]: value };
  }

  /** What is typed into a field, as its column holds it; nothing if it does not fit. */
  function typed(field, written) {
    const plain = written.trim();
    if (field === "value" || field === "change") return numberOf(plain) || null;
    if (field === "period") return periodOf(plain) || null;
    if (["as_of", "baseline_period", "effective_from"].includes(field)) {
      return plain ? periodOf(plain) || null : "";
    }
    return plain;
  }

  function label(row, field) {
    const value = row[field];
    if (field === "place") return names.name("place", value) || row.place_written || "";
    if (field === "indicator") return names.name("indicator", value) || row.indicator_written;
    if (field === "role") return value ? say(`role.${value}`) : "";
    if (field === "comparator") return value ? say(`review.comparator.${value}`) : "";
    return value;
  }

  /** The number as it would be drawn, with its sign and unit. */
  function said(row, figure) {
    const entry = figure ? data.figures[figure - 1] : null;
    const same = ["value", "absence", "comparator", "unit", "change", "indicator"];
    if (entry && same.every((name) => original(figure)[name] === row[name])) return entry.said;
    const sign = row.comparator ? say(`comparator.${row.comparator}`) : "";
    return row.value ? `${sign}${row.value}${row.unit}` : (entry?.said ?? "");
  }

  return {
    ROLES,
    COMPARATORS,
    original,
    open,
    lacking,
    changed,
    content,
    inUnit,
    withField,
    typed,
    label,
    said,
  };
}
