function tableColumns({ cellGrammar, periodNames, readingRules, unitNames }) {
  // What the columns of a dropped table are: places, positions, values, and what headings say of these.

  const { rules, whole, search, replace, plain, fold, squeezed } = readingRules;

  const HEAD_ROWS = 12; // a heading is among the first rows
  const UNIT_IN_TITLE = /单位\s*[:：]\s*([^\s()（）,，;；]{1,20})/;

  /** The name of the column of a table of figures that a heading stands over; empty for any other. */
  function figureColumn(heading) {
    const said = replace("heading_marks", squeezed(heading));
    return rules.columns[said] || (whole("place_head", said) ? "place_written" : "");
  }

  /** The same for a list of stations. */
  function stationColumn(heading) {
    const said = replace("heading_unit", fold(heading).replace(/^\ufeff/, ""));
    return Object.keys(rules.station_columns).find((name) => rules.station_columns[name].includes(said)) || "";
  }

  /** Whether a row heads a table that can be read: over its places, or over their positions. */
  function isHead(cells) {
    const [figures, stations] = [cells.map(figureColumn), cells.map(stationColumn)];
    const named = figures.includes("place") || figures.includes("place_written");
    return (named && cells.filter(Boolean).length > 1) || (stations.includes("lon") && stations.includes("lat"));
  }

  const indicatorOf = (written) => rules.indicators.find(([, , , , , , names]) => names.includes(fold(written)));
  const roleOf = (written) => {
    const said = squeezed(written);
    return rules.codes.role[said] || (Object.values(rules.codes.role).includes(said) ? said : "");
  };

  /** What a heading says of its numbers: their name, unit, period and role, each as far as it does. */
  function headed(heading) {
    const said = plain(heading).trim();
    const bracket = /^(.*?)\s*[([]([^()[\]]+)[)\]]$/.exec(said);
    const unit = bracket && unitNames.isUnit(bracket[2]) ? bracket[2] : "";
    const name = unit ? bracket[1] : said;
    const period = periodNames.read(name);
    const role = roleOf(name);
    const isGeneric = figureColumn(name) === "value" || unitNames.isUnit(name);
    return {
      name: period || role || isGeneric ? "" : name,
      unit: unit || (unitNames.isUnit(name) ? name : ""),
      period,
      role,
    };
  }

  function columnOf(heading, index, body) {
    const filled = body.filter(({ cells }) => cells[index]);
    const isNumber = ({ cells, faults }) => !faults[index] && cellGrammar.read(cells[index]).number;
    return {
      index,
      heading,
      figure: figureColumn(heading),
      station: stationColumn(heading),
      said: headed(heading),
      filled: filled.length,
      numbers: filled.filter(isNumber).length,
    };
  }

  /** A table's head, what stands above it, its columns and the rows below. */
  function describe(rows) {
    const found = rows.slice(0, HEAD_ROWS).findIndex(({ cells }) => isHead(cells));
    const wide = rows.findIndex(({ cells }) => cells.filter(Boolean).length > 1);
    const head = found >= 0 ? found : Math.max(wide, 0);
    const titles = rows.slice(0, head).flatMap(({ cells }) => cells.filter(Boolean));
    const body = rows.slice(head + 1);
    const width = rows[head].cells.length;
    const columns = rows[head].cells.map((heading, i) => columnOf(heading, i, body));
    const stated = titles.map((title) => UNIT_IN_TITLE.exec(title)).find(Boolean);
    return {
      titles,
      columns,
      unit: stated && unitNames.isUnit(stated[1]) ? stated[1] : "",
      body: body.filter(({ cells }) => isFitting(cells, width)),
      ragged: body.filter(({ cells }) => !isFitting(cells, width)),
    };
  }

  /** A row may be shorter where a sheet's last cells are empty, and wider by blank cells alone. */
  const isFitting = (cells, width) => cells.slice(width).every((cell) => !cell.trim());

  const find = (table, kind, name) => table.columns.find((column) => column[kind] === name);

  const isPositioned = (table) => Boolean(find(table, "station", "lon") && find(table, "station", "lat"));

  /** What can be drawn of a table: a column of numbers, years side by side, or rows of one indicator. */
  function choices(table) {
    const indicator = find(table, "figure", "indicator");
    const value = find(table, "figure", "value") || find(table, "figure", "value_written");
    if (indicator && value) return grouped(table, indicator, value);
    const isOther = ({ figure, station }) => (figure && figure !== "value") || (station && station !== "name");
    const numbers = table.columns.filter((column) => column.numbers && !isOther(column));
    const single = numbers.map((column) => ({
      id: `c${column.index}`,
      label: column.heading || `#${column.index + 1}`,
      columns: [column],
      said: { unit: table.unit, ...filledIn(column.said) },
      rows: table.body,
    }));
    const dated = numbers.filter(({ said }) => said.period);
    if (dated.length < 2) return single;
    const label = dated.map(({ heading }) => heading).join("、");
    return [{ id: "periods", label, columns: dated, said: { unit: table.unit }, rows: table.body }, ...single];
  }

  const filledIn = (said) => Object.fromEntries(Object.entries(said).filter(([, words]) => words));

  /** Rows of one indicator, role and unit belong together. */
  function grouped(table, indicator, value) {
    const of = (name) => find(table, "figure", name);
    const [role, unit] = [of("role"), of("unit")];
    const text = (row, column) => (column ? (row.cells[column.index] || "").trim() : "");
    const groups = new Map();
    for (const row of table.body) {
      const [name, roleWords, unitWords] = [indicator, role, unit].map((column) => text(row, column));
      const id = JSON.stringify([name, roleWords, unitWords]);
      const said = filledIn({ name, role: roleOf(roleWords), unit: unitWords || table.unit });
      const label = [name, roleWords, unitWords].filter(Boolean).join(" · ") || "—";
      if (!groups.has(id)) groups.set(id, { id, label, columns: [value], said, rows: [] });
      groups.get(id).rows.push(row);
    }
    return [...groups.values()];
  }

  /** What names a file's positions as shifted: a heading, a cell of its datum, or the file's name. */
  function shiftedBy(table, fileName) {
    const datum = find(table, "station", "datum");
    const words = table.columns.map(({ heading }) => heading);
    if (datum) words.push(...table.body.map(({ cells }) => cells[datum.index] || ""));
    const found = words.find((written) => search("shifted", fold(written)));
    return found || (search("shifted_file", fold(fileName)) ? fileName : "");
  }

  return { describe, choices, find, isHead, isPositioned, indicatorOf, roleOf, headed, figureColumn, stationColumn, shiftedBy };
}
