function shownNumbers({ readingRules }) {
  // A cell's number as Excel shows it, its number format applied exactly; as number_formats.py.

  const { rules, all, replace } = readingRules;

  const DIGITS = 15; // significant ones; Excel keeps no more
  const KINDS = ["literal", "colour", "blank", "digits", "percent", "text", "general", "unknown"];
  const [LONGEST, MOST_SECTIONS, LARGEST] = [255, 4, 1e300];
  const DAY = 86400000;
  const DATE_LETTERS = [["d", 10], ["m", 7], ["y", 4]]; // and how much of ISO 8601 they show

  const partsByFormat = new Map();

  /** The parts for positive, negative, zero and text; null if one is not known. */
  function sectionsOf(format) {
    if (partsByFormat.has(format)) return partsByFormat.get(format);
    const sections = [[]];
    let isKnown = format.length <= LONGEST;
    for (const match of all("format_part", format)) {
      const kind = KINDS.find((name) => match.groups[name] !== undefined) || "plain";
      if (kind === "unknown") isKnown = false;
      else if (kind === "plain" && match[0] === ";") sections.push([]);
      else if (kind !== "colour" && kind !== "blank") sections[sections.length - 1].push([kind, match[0]]);
    }
    const isSeveral = sections.some((parts) => parts.filter(([kind]) => kind === "digits").length > 1);
    const found = isKnown && !isSeveral && sections.length <= MOST_SECTIONS ? sections : null;
    partsByFormat.set(format, found);
    return found;
  }

  /** A number in plain digits, however large or small. */
  function plainDigits(value) {
    const [digits, power] = Math.abs(value).toExponential(DIGITS - 1).split("e");
    return shifted(digits, Number(power));
  }

  /** Plain digits with their point moved. */
  function shifted(text, by) {
    const [front, back = ""] = text.split(".");
    const [digits, point] = [front + back, front.length + by];
    if (point <= 0) return `0.${"0".repeat(-point)}${digits}`;
    return `${digits.slice(0, point).padEnd(point, "0")}.${digits.slice(point)}`;
  }

  /** Plain digits before and behind the point, rounded half up. */
  function rounded(text, places) {
    const [front, back = ""] = text.split(".");
    const kept = back.slice(0, places).padEnd(places, "0");
    const up = (back[places] || "0") >= "5" ? 1n : 0n;
    const digits = String(BigInt(front + kept) + up).padStart(places + 1, "0");
    return [digits.slice(0, digits.length - places), digits.slice(digits.length - places)];
  }

  const ends = (text, signs) => new RegExp(`[${signs}]*$`).exec(text)[0].length;

  /** Write a number by its placeholders: 0 always, # if needed, a comma groups or takes thousands. */
  function digitsBy(pattern, amount) {
    const [front, behind = ""] = pattern.split(".");
    const last = behind || front;
    const bare = last.replace(/,+$/, "");
    const scaled = shifted(amount, -3 * (last.length - bare.length));
    const [holders, places] = behind ? [front, bare] : [bare, ""];
    let [head, back] = rounded(scaled, places.length);
    const least = holders.replace(/,/g, "").replace(/^[#?]+/, "").length;
    head = head.replace(/^0+/, "").padStart(least, "0");
    if (holders.includes(",") && head) head = head.replace(/\B(?=(\d{3})+$)/g, ",");
    for (let optional = ends(places, "#?"); optional && back.endsWith("0"); optional -= 1) back = back.slice(0, -1);
    return pattern.includes(".") && (back || places) ? `${head}.${back}` : head;
  }

  function literal(text) {
    if (text.startsWith("[$")) return text.slice(2, -1).split("-")[0];
    return text.startsWith('"') ? text.slice(1, -1) : text.replace(/^\\/, "");
  }

  /** A number without a format: at most 15 significant digits. */
  function general(value) {
    if (!value || Math.abs(value) > LARGEST) return String(value);
    const [digits, power] = value.toExponential(DIGITS - 1).split("e").map(Number);
    if (power >= -4 && power < DIGITS) return String(Number(value.toPrecision(DIGITS)));
    return `${digits}E${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }

  /** A number as its format shows it; as it is where the format has parts that are not known here. */
  function number(value, format) {
    const sections = Math.abs(value) > LARGEST ? null : sectionsOf(format);
    if (!sections) return general(value);
    const hasOwn = value < 0 && sections.length > 1;
    const chosen = hasOwn ? sections[1] : value === 0 && sections.length > 2 ? sections[2] : sections[0];
    const percents = chosen.filter(([kind]) => kind === "percent").length;
    const digits = shifted(plainDigits(value), 2 * percents);
    const shown = chosen
      .map(([kind, text]) => {
        if (kind === "general" || kind === "text") return general(Number(digits));
        return kind === "digits" ? digitsBy(text, digits) : literal(text);
      })
      .join("")
      .trim();
    return value < 0 && !hasOwn && /[1-9]/.test(shown) ? `-${shown}` : shown;
  }

  const isDate = (format) =>
    /(?<![_\\])[dmhys]/i.test(format.split(";")[0].replace(/".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]/g, ""));

  /** A date in ISO 8601, as finely as its format shows it; with its time of day where it has one. */
  function date(serial, format, is1904) {
    // Excel believes that 1900 was a leap year.
    const days = is1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
    const moment = new Date(Date.UTC(1899, 11, 30) + Math.round(days * DAY));
    if (Number.isNaN(moment.getTime()) || serial < 0) return general(serial);
    const iso = moment.toISOString();
    if (serial % 1) return iso.slice(0, 19);
    const letters = replace("no_date_field", format).toLowerCase();
    const found = DATE_LETTERS.find(([letter]) => letters.includes(letter));
    return iso.slice(0, rules.local_dates.includes(format) || !found ? 10 : found[1]);
  }

  return { number, date, isDate };
}
