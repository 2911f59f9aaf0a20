function droppedRows({ cellGrammar, periodNames, placeNames, readingRules, tableColumns, unitNames }) {
  // The rows of a dropped table as values of places: matched, checked, nothing guessed.

  const { plain } = readingRules;

  const RESULTS = ["measured", "progress"];
  const NO_UNIT = "-"; // said by a person: the numbers have none

  /** What a row says its place is: the code's, else the name's; both must mean one. */
  function placeOf(table, row, answers) {
    const text = (column) => (column ? (row.cells[column.index] || "").trim() : "");
    const chosen = table.columns[answers.place];
    const beside = chosen.figure === "place" ? tableColumns.find(table, "figure", "place_written") : tableColumns.find(table, "figure", "place");
    const [written, other] = [text(chosen), beside && beside !== chosen ? text(beside) : ""];
    const column = chosen.index;
    if (row.faults[column]) return { problem: row.faults[column], column, written };
    if (!written && !other) return { problem: "no_place", column, written };
    if (placeNames.isTotal(written) || placeNames.isTotal(other)) return { total: true, written: written || other };
    if (placeNames.isBrokenCode(written)) return { problem: "code_broken", column, written };
    const [codes, others] = [written, other].map((name) => (name ? placeNames.match(name) : []));
    const both = codes.length && others.length ? codes.filter((code) => others.includes(code)) : [...codes, ...others];
    if (codes.length && others.length && !both.length) {
      return { problem: "place_contradicts", column, written: `${written} / ${other}` };
    }
    const name = written || other;
    const told = answers.places.get(name);
    if (told) return told === "none" ? { left: true, written: name } : { codes: [told], written: name };
    return { codes: [...new Set(both)], written: name };
  }

  /** The period of a row: its column's, its heading's, or what was answered. */
  function periodOf(table, row, column, answers) {
    const own = tableColumns.find(table, "figure", "period");
    if (column.said.period) return { period: column.said.period };
    if (!own) return { period: answers.period };
    const written = row.cells[own.index] || "";
    const problem = (key) => ({ problem: key, column: own.index, written });
    if (row.faults[own.index]) return problem(row.faults[own.index]);
    if (!written.trim()) return answers.period ? { period: answers.period } : problem("no_period");
    if (periodNames.dayOfSerial(written)) return problem("serial");
    const period = periodNames.read(written);
    if (!period) return problem("period");
    return periodNames.isDay(period) ? problem("day") : { period };
  }

  /** The unit that a number is in, where one stands behind it; null where it contradicts. */
  function unitBehind(cell, answers) {
    const { unit, isStated } = answers;
    if (!cell.unit || !unit) return unit;
    if (unit === NO_UNIT) return null;
    if (cellGrammar.MULTIPLES.includes(cell.unit)) {
      const multiple = cell.unit + unit;
      return !/^[十百千万亿]/.test(unit) && unitNames.isUnit(multiple) ? multiple : null;
    }
    if (unitNames.isSame(cell.unit, unit)) return unit;
    return isStated ? null : cell.unit;
  }

  /** The value of a cell: a number in the table's unit, a reason for none, or a problem. */
  function valueOf(row, column, answers, separator) {
    const written = row.cells[column.index] || "";
    const problem = (key) => ({ problem: key, column: column.index, written });
    if (row.faults[column.index]) return problem(row.faults[column.index]);
    const cell = cellGrammar.read(written, [answers.unit]);
    if (cell.absence === "text") {
      const isTask = answers.role === "target" && cellGrammar.isTask(written, cell);
      return isTask ? { reason: "text", written } : problem(cell.broken ? "broken" : "text");
    }
    if (cell.absence) return { reason: cell.absence, written };
    if (";；".includes(separator || "-") && /\d,\d/.test(plain(written))) return problem("comma");
    if (cell.comparator && RESULTS.includes(answers.role)) return problem("bounded");
    const unit = unitBehind(cell, answers);
    if (unit === null) return problem("unit");
    const number = unit === answers.unit ? Number(cell.number) : unitNames.convert(Number(cell.number), unit, answers.unit);
    if (number === null) return problem("unit");
    if (!Number.isFinite(number) || Math.abs(number) > 1e15) return problem("too_large");
    const label = unit === answers.unit ? cell.number.replace(/^\+/, "") : String(number);
    return { value: number, label, note: cell.note, about: cell.about, comparator: cell.comparator, unit, written };
  }

  /** The unit that stands behind every number of a choice, where one does. */
  function commonUnit(choice) {
    const found = new Set();
    for (const row of choice.rows) {
      for (const { index } of choice.columns) {
        const cell = cellGrammar.read(row.cells[index] || "");
        if (cell.number) found.add(cell.unit);
      }
    }
    const [unit] = found;
    return found.size === 1 && unitNames.isUnit(unit) ? unit : "";
  }

  /**
   * All that a choice of a table says. `answers`: column of the places, unit, whether the file
   * states it, period, role; `places` by written name, `picks` by place and period.
   */
  function collect(table, choice, answers, separator) {
    const read = { entries: new Map(), unknown: new Map(), unclear: new Map(), problems: [], totals: [], left: [], repeated: [], doubled: new Map(), troubled: new Set() };
    for (const row of table.ragged) read.problems.push({ line: row.number, problem: "ragged", written: String(row.cells.length) });
    for (const row of choice.rows) {
      const place = placeOf(table, row, answers);
      const line = row.number;
      if (place.problem) read.problems.push({ line, ...place });
      else if (place.total) read.totals.push({ line, written: place.written });
      else if (place.left) read.left.push({ line, written: place.written });
      else if (place.codes.length === 1) addRow(read, table, row, place.codes[0], choice, answers, separator);
      else {
        const asked = place.codes.length ? read.unclear : read.unknown;
        if (!asked.has(place.written)) asked.set(place.written, { written: place.written, codes: place.codes, lines: [] });
        asked.get(place.written).lines.push(line);
        place.codes.forEach((code) => read.troubled.add(code));
      }
    }
    settle(read, answers);
    return read;
  }

  function addRow(read, table, row, code, choice, answers, separator) {
    for (const column of choice.columns) {
      const line = row.number;
      const told = periodOf(table, row, column, answers);
      const value = told.problem ? told : valueOf(row, column, answers, separator);
      if (value.problem) read.problems.push({ line, code, ...value });
      const key = `${code} ${told.period || answers.period || ""}`;
      if (told.problem) {
        read.troubled.add(code);
        continue;
      }
      read.entries.set(key, [...(read.entries.get(key) || []), { line, code, period: told.period, ...value }]);
    }
  }

  /** Rows of one place and period: alike, they count once; else a person picks one, or none counts. */
  function settle(read, answers) {
    for (const [key, rows] of read.entries) {
      if (rows.length === 1) continue;
      const says = ({ value, reason, problem }) => String(problem || reason || value);
      if (rows.every((row) => says(row) === says(rows[0]))) read.repeated.push(rows);
      else {
        read.doubled.set(key, rows);
        const picked = rows.find(({ line }) => String(line) === answers.picks.get(key));
        read.entries.set(key, [picked || { ...rows[0], value: undefined, reason: "", problem: "contradicts" }]);
      }
    }
  }

  return { collect, commonUnit, NO_UNIT };
}
