function cellGrammar({ readingRules, unitNames }) {
  // What a cell says: a number with unit and note, or one of the absences; as cell_values.py.

  const { rules, whole, search, replace, plain } = readingRules;

  const LONGEST = 100; // characters of a number: it still has an end
  const MOST_KEPT = 50000; // cells that were read: each answer of a person asks for all again
  const SMALL_DIGITS = /[0-9０-９]/;
  const MULTIPLES = ["万", "亿"];
  const EMPTY = { number: "", absence: "", note: "", unit: "", comparator: "", about: false, broken: false };

  const text = (facts = {}) => ({ ...EMPTY, absence: "text", ...facts });
  const withoutHidden = (written) => written.replace(/[\u200b\u200c\u200d\u2060\ufeff\u00ad]/g, "");
  const joined = (...notes) => notes.filter(Boolean).join("；");
  const digitsOf = (number) => number.replace(/[, ]/g, "").replace(/[−–‐‑]/g, "-");

  /** A cell without the sign of its footnote, which is returned too. */
  function pointed(written) {
    const body = withoutHidden(written).trim();
    const pointer = search("pointers", body);
    return pointer ? [body.slice(0, pointer.index), pointer[0].trim()] : [body, ""];
  }

  /** Small digits stand for a footnote or a power: nobody can tell which. */
  const isRaised = (written, body) =>
    search("small", body.replace(/(?<=[a-zA-Z])[²³]/g, "")) || search("power", written);

  /** The absence that a cell states, empty where it states something. */
  function absenceOf(said) {
    if (!said) return "blank";
    const { dash, ...words } = rules.absences;
    if ([...said].every((sign) => dash.includes(sign))) return "dash";
    return Object.keys(words).find((name) => words[name].includes(said)) || "";
  }

  /** What programs write for no number that has an end, with or without a unit. */
  function isEndless(said) {
    const match = whole("endless", said);
    return Boolean(match) && (!match.groups.unit || unitNames.isUnit(match.groups.unit));
  }

  /** A cell that can only be a number with a percent sign and a note. */
  function parse(written) {
    const [body, pointer] = pointed(written);
    const hasDigit = SMALL_DIGITS.test(body);
    if ((hasDigit && isRaised("", body)) || search("power", written)) return text();
    const said = replace("padded_point", plain(body).trim(), ".");
    const absence = absenceOf(said);
    if (absence) return { ...EMPTY, absence };
    const match = whole("noted", said);
    if (match && match.groups.number.length <= LONGEST) {
      const { number, unit, note } = match.groups;
      const notes = joined((note || "").slice(1, -1), pointer);
      return { ...EMPTY, number: digitsOf(number), note: notes, unit: unit || "" };
    }
    return text({ broken: isEndless(said) || Boolean(whole("broken", said)) });
  }

  function comparatorOf({ before, after }) {
    const of = (word, words) => words.find(([source]) => new RegExp(`^(?:${source})$`).test(word));
    const found = after ? of(after, rules.suffixes) : before ? of(before, rules.comparators) : null;
    return found ? found[1] : "";
  }

  /** A cell with a unit, a comparator or 约 around its number, too. */
  function readWords(written, isOwnUnit) {
    const cell = parse(written);
    if (cell.absence !== "text" || cell.broken) return cell;
    const [body, pointer] = pointed(written);
    if (isRaised(written, body)) return cell;
    const match = whole("said", plain(body).trim());
    if (!match || match.groups.number.length > LONGEST) return cell;
    const { number, unit, note, about, more, less } = match.groups;
    const isKnown = !unit || MULTIPLES.includes(unit) || isOwnUnit(unit);
    if (!isKnown && (whole("no_units", unit) || !unitNames.isUnit(unit))) return cell;
    return {
      ...EMPTY,
      number: digitsOf(number),
      note: joined((note || "").slice(1, -1), pointer),
      unit,
      comparator: comparatorOf(match.groups),
      about: Boolean(about || more || less),
    };
  }

  /** A number such as 1.5E+3 in plain digits, as spreadsheets mean it. */
  function inPlainDigits(written) {
    const said = plain(written);
    if (!search("exponent", said)) return written;
    return replace("exponent", said, (number) => {
      const [digits, power] = number.replace("−", "-").toLowerCase().split("e");
      const [front, back = ""] = digits.split(".");
      const point = front.length + Number(power);
      const all = front + back;
      if (point <= 0) return `0.${"0".repeat(-point)}${all}`;
      if (point >= all.length) return all + "0".repeat(point - all.length);
      return `${all.slice(0, point)}.${all.slice(point)}`;
    });
  }

  const cells = new Map();

  /** What a cell of values says, as a table of figures has it; `ownUnits` are its indicator's. */
  function read(written, ownUnits = []) {
    const key = JSON.stringify([written, ...ownUnits]);
    if (!cells.has(key)) {
      if (cells.size > MOST_KEPT) cells.clear();
      cells.set(key, readOne(written, ownUnits));
    }
    return cells.get(key);
  }

  function readOne(written, ownUnits) {
    if (search("raised", written)) return text({ broken: true });
    const isOwn = (unit) => ownUnits.some((own) => own && unitNames.isSame(own, unit));
    const cell = readWords(inPlainDigits(written), isOwn);
    return !cell.unit && unitNames.isUnit(cell.note) ? { ...cell, unit: cell.note } : cell;
  }

  /** Whether a cell says in words what a task is, and no number in any form. */
  function isTask(written, cell) {
    const said = plain(written).trim();
    const inWords = whole("number_in_words", said);
    const isNumber = inWords && (!inWords.groups.rest || unitNames.isUnit(inWords.groups.rest));
    return !isNumber && !cell.broken && !/\p{Nd}/u.test(said) && Boolean(search("han", said));
  }

  return { read, isTask, MULTIPLES };
}
