function droppedStations({ book, cellGrammar, droppedLayer, droppedRows, droppedScale, outlines, phrases, readingRules, tableColumns }) {
  // Dropped stations as an overlay of the page's book: points of a stated datum, and what they show.

  const { rules, whole, plain } = readingRules;

  const DATUMS = ["WGS84", "CGCS2000", "GCJ-02", "BD-09"];
  const SHIFTED = ["GCJ-02", "BD-09"]; // by hundreds of metres that no one may undo exactly
  const [COLOR, GREY, SYMBOL] = ["#8A3FA0", "#8A949E", "diamond"];
  const FLOAT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
  const MOST = 5000;
  let count = 0;

  /** A longitude or latitude in decimals or in degrees, minutes and seconds; null where it is none. */
  function angle(written, axis) {
    const text = written.trim();
    if (FLOAT.test(text)) return Number.isFinite(Number(text)) ? Number(text) : null;
    const mend = (signs) => [...signs].map((sign) => rules.angle_signs[sign] || sign).join("");
    const said = mend(plain(mend(text))).trim().toUpperCase();
    const words = Object.keys(rules.hemispheres.lon).concat(Object.keys(rules.hemispheres.lat)).join("|");
    const match = new RegExp(`^(${words})?\\s*:?\\s*(.*?)\\s*(${words})?$`).exec(said);
    const named = match ? [match[1], match[3]].filter(Boolean) : [];
    if (named.length > 1 || (named.length && !rules.hemispheres[axis][named[0]])) return null;
    const [bare, sign] = named.length ? [match[2], rules.hemispheres[axis][named[0]]] : [said, 0];
    const digits = bare.replace(/[° ]+$/, "");
    if (whole("plain_degrees", digits)) return bare.startsWith("-") && sign ? null : Number(digits) * (sign || 1);
    for (const name of ["signed_degrees", "spaced_degrees"]) {
      const parts = whole(name, bare);
      if (!parts) continue;
      const { degrees, minutes, seconds, tail } = parts.groups;
      const [m, s] = [Number(minutes || tail || 0), Number(seconds || 0)];
      return m >= 60 || s >= 60 ? null : (sign || 1) * (Number(degrees) + m / 60 + s / 3600);
    }
    return null;
  }

  const isIn = (lon, lat) => {
    const [[west, east], [south, north]] = rules.bounds;
    return lon >= west && lon <= east && lat >= south && lat <= north;
  };

  /** The number of the county that a point lies in; -1 outside of all. */
  function placeAt(spot) {
    const shape = book.shapes.find((each) => each.place >= 0 && outlines.holds(each, ...spot));
    return shape ? shape.place : -1;
  }

  /** A value of a station: a number, a reason for none, or a problem. */
  function valueOf(row, column, answers) {
    if (!column) return {};
    const written = row.cells[column.index] || "";
    const cell = cellGrammar.read(written, [answers.unit]);
    if (row.faults[column.index]) return { problem: row.faults[column.index], written };
    if (cell.absence === "text") return { problem: cell.broken ? "broken" : "text", written };
    if (cell.absence) return { reason: cell.absence };
    if (cell.unit && cell.unit !== answers.unit) return { problem: "unit", written };
    const value = Number(cell.number);
    if (!Number.isFinite(value) || Math.abs(value) > 1e15) return { problem: "too_large", written };
    return { value, label: cell.number };
  }

  /** The stations of a table, and what is wrong with its rows. */
  function collect(table, choice, answers) {
    const of = (name) => tableColumns.find(table, "station", name);
    const [lonColumn, latColumn, nameColumn, codeColumn] = ["lon", "lat", "name", "code"].map(of);
    const read = { stations: [], problems: [] };
    const known = new Set();
    const text = (row, column) => (column ? (row.cells[column.index] || "").trim() : "");
    for (const row of [...table.ragged, ...table.body]) {
      const [lon, lat] = [angle(text(row, lonColumn), "lon"), angle(text(row, latColumn), "lat")];
      const written = `${text(row, lonColumn)}, ${text(row, latColumn)}`;
      const code = text(row, codeColumn).toUpperCase();
      const name = text(row, nameColumn) || code || `#${row.number}`;
      const key = code || `${name} ${written}`;
      const problem = (why) => read.problems.push({ line: row.number, problem: why, written });
      if (table.ragged.includes(row)) problem("ragged");
      else if (row.faults[lonColumn.index] || row.faults[latColumn.index]) problem(row.faults[lonColumn.index] || row.faults[latColumn.index]);
      else if (lon === null || lat === null) problem("no_angle");
      else if (!isIn(lon, lat)) problem(isIn(lat, lon) ? "swapped" : "outside");
      else if (known.has(key)) problem("station_twice");
      else if (read.stations.length >= MOST) problem("too_many_stations");
      else {
        known.add(key);
        const value = valueOf(row, choice && choice.columns[0], answers);
        if (value.problem) read.problems.push({ line: row.number, ...value });
        read.stations.push({ line: row.number, code, name, spot: [lat, lon], ...value });
      }
    }
    return read;
  }

  function categoriesOf(classes) {
    const named = classes.map(({ label, color }) => ({ name: label, symbol: SYMBOL, color }));
    return [...named, { name: droppedLayer.add("drop.station_without"), symbol: SYMBOL, color: GREY }];
  }

  /** Make an overlay of stations, and put it into the book. */
  function make(read, facts) {
    const values = read.stations.map(({ value }) => value).filter((value) => value !== undefined);
    const classes = facts.name && values.length ? droppedScale.classesOf(values) : [];
    const unit = facts.unit && facts.unit !== droppedRows.NO_UNIT ? facts.unit : "";
    count += 1;
    const id = `drop-stations-${count}`;
    const features = read.stations.map(({ code, name, spot, value, label, line }, number) => ({
      number,
      code: `${number + 1}`,
      name: phrases.add(name),
      kind: "point",
      lines: [[spot]],
      place: placeAt(spot),
      background: 0,
      indicative: 0,
      label: value === undefined ? -1 : phrases.add(`${facts.name} ${label}${unit && ` ${unit}`}`),
      facts: [
        [droppedLayer.add("drop.fact_line"), phrases.add(String(line))],
        ...(code ? [[droppedLayer.add("drop.fact_code"), phrases.add(code)]] : []),
        ...(facts.period ? [[droppedLayer.add("drop.period"), phrases.add(facts.period)]] : []),
        [droppedLayer.add("drop.datum"), phrases.add(facts.datum)],
      ],
      figures: [],
      category: classes.length ? (value === undefined ? classes.length : droppedScale.classOf({ classes }, value)) : undefined,
    }));
    const title = facts.name ? `${facts.name}${unit && `（${unit}）`}${facts.period && ` ${facts.period}`}` : facts.file;
    const marks = {
      id,
      dropped: facts.file,
      name: title,
      title: droppedLayer.add("drop.layer", { name: title }),
      symbol: SYMBOL,
      color: COLOR,
      source: -1,
      notice: droppedLayer.add("drop.notice", { file: facts.file }),
      notes: [droppedLayer.add("drop.note_stations", { n: features.length, datum: facts.datum })],
      shown: true,
      indicator: "",
      categories: classes.length ? categoriesOf(classes) : [],
      readings: {},
      features,
    };
    book.marks.push(marks);
    return marks;
  }

  function remove(marks) {
    book.marks.splice(book.marks.indexOf(marks), 1);
  }

  return { DATUMS, SHIFTED, angle, collect, make, remove };
}
