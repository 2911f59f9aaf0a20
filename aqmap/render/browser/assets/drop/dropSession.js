function dropSession({ book, droppedLayer, droppedRows, droppedStations, tableColumns, unitNames }) {
  // What a person has told of a dropped file so far, and what the file says by that.

  /** A file that is being looked at: its sheets, the one that is chosen, and what was answered. */
  function begin(file) {
    const session = { file, sheets: [], sheet: 0, places: new Map(), picks: new Map(), told: {}, problem: "" };
    session.sheets = file.sheets.map((sheet) => ({ name: sheet.name, isHidden: sheet.isHidden, read: sheet.read }));
    const fitting = session.sheets.findIndex(isTable((rows) => rows.slice(0, 12).some(({ cells }) => tableColumns.isHead(cells))));
    const readable = session.sheets.findIndex(isTable(() => true));
    choose(session, [fitting, readable, 0].find((number) => number >= 0));
    return session;
  }

  /** Whether a sheet can be read and its rows are as they are looked for. */
  const isTable = (fits) => ({ read }) => {
    try {
      return fits(read().rows);
    } catch {
      return false;
    }
  };

  /** Look at a sheet: what was answered for another holds no more. */
  function choose(session, number) {
    const content = session.sheets[number].read();
    const table = tableColumns.describe(content.rows);
    const named = tableColumns.find(table, "figure", "place_written") || tableColumns.find(table, "figure", "place");
    const choices = tableColumns.choices(table);
    const isStations = tableColumns.isPositioned(table);
    const first = isStations ? "" : choices.length ? choices[0].id : "";
    Object.assign(session, { sheet: number, content, table, choices, isStations, choice: first, told: {} });
    session.place = named ? named.index : -1;
    session.shifted = isStations ? tableColumns.shiftedBy(table, session.file.name) : "";
    session.places.clear();
    session.picks.clear();
  }

  const choiceOf = (session) => session.choices.find(({ id }) => id === session.choice) || null;

  /** What the file itself says of the numbers, which nobody is asked for. */
  function saidOf(session) {
    const choice = choiceOf(session);
    if (!choice) return {};
    const said = { ...choice.said };
    if (!said.unit) said.unit = droppedRows.commonUnit(choice);
    const isDated = choice.columns.every((column) => column.said.period);
    const hasColumn = Boolean(tableColumns.find(session.table, "figure", "period"));
    return { ...said, isDated, hasColumn };
  }

  /** What is known by now: what the file says, then what was answered. */
  function factsOf(session) {
    const [said, { told }] = [saidOf(session), session];
    const choice = choiceOf(session);
    return {
      file: session.file.name,
      column: choice ? choice.label.slice(0, 60) : "",
      name: said.name || (told.name || "").trim(),
      unit: said.unit || (told.unit || "").trim(),
      isStated: Boolean(choice && choice.said.unit),
      period: said.period || told.period || "",
      role: said.role || told.role || "",
      datum: told.datum || "",
    };
  }

  /** The facts that are still to be told, by name. */
  function missing(session) {
    const [facts, said] = [factsOf(session), saidOf(session)];
    const isUnit = facts.unit === droppedRows.NO_UNIT || unitNames.isUnit(facts.unit) || facts.unit === said.unit;
    const lacks = [];
    if (session.isStations && (!facts.datum || droppedStations.SHIFTED.includes(facts.datum))) lacks.push("datum");
    if (session.isStations && !session.choice) return lacks;
    if (!session.isStations && session.place < 0) lacks.push("place");
    if (!session.choice) return [...lacks, "choice"];
    if (!facts.name) lacks.push("name");
    if (!facts.unit || !isUnit) lacks.push("unit");
    if (!facts.period && !said.isDated && !said.hasColumn) lacks.push("period");
    if (!facts.role && !session.isStations) lacks.push("role");
    return lacks;
  }

  /** What the table says by all that is known. */
  function readNow(session) {
    const [choice, facts] = [choiceOf(session), factsOf(session)];
    if (session.isStations) return droppedStations.collect(session.table, choice, facts);
    if (!choice || session.place < 0) return null;
    const answers = { ...facts, place: session.place, places: session.places, picks: session.picks };
    return droppedRows.collect(session.table, choice, answers, session.content.separator);
  }

  /** How many places of the page's maps have a number now, and how many a reason for none. */
  function counts(read) {
    const codes = new Set(book.places.map(({ code }) => code));
    const entries = [...read.entries.values()].map(([entry]) => entry).filter(({ code }) => codes.has(code));
    const places = (test) => new Set(entries.filter(test).map(({ code }) => code)).size;
    const outside = new Set([...read.entries.values()].map(([{ code }]) => code).filter((code) => !codes.has(code))).size;
    return { outside, drawn: places(({ value }) => value !== undefined), reasons: places(({ reason }) => reason) };
  }

  /** Put what was read into the book: a layer, or an overlay; null where nothing can be drawn. */
  function draw(session) {
    const [read, facts] = [readNow(session), factsOf(session)];
    if (session.isStations) return read.stations.length ? { marks: droppedStations.make(read, facts) } : null;
    const layer = droppedLayer.make(read, facts);
    return layer ? { layer } : null;
  }

  return { begin, choose, saidOf, factsOf, missing, readNow, counts, draw };
}
