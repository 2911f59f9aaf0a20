function droppedLayer({ book, droppedRows, droppedScale, phrases, placeNames }) {
  // Dropped values as a map of the page's book: all that draws, lists and takes away maps has it too.

  const THEME = "dropped";
  const MISSING = ["drop_missing", "silent"];
  const UNUSED = ["drop_unused", "unusable"];
  let count = 0;

  const add = (key, facts) => phrases.add(phrases.sayInAll(key, facts));

  /** The class of a reason that only dropped files have. */
  function reasonClass([id, family]) {
    let number = book.reasons.findIndex((reason) => reason.id === id);
    if (number < 0) {
      number = book.reasons.length;
      book.reasons.push({ id, family, label: add(`drop.${id}`), letter: add(`drop.${id}_letter`) });
    }
    return book.base + number;
  }

  const ownClass = (id) => book.base + book.reasons.findIndex((reason) => reason.id === id);

  function periodPhrase(period) {
    for (const layer of book.layers) {
      const known = layer.periods.find(([id]) => id === period);
      if (known) return known[1];
    }
    const day = (part) => part.replace(/^(\d{4})/, "$1年").replace(/-(\d{2})/, (_, m) => `${Number(m)}月`).replace(/-(\d{2})/, (_, d) => `${Number(d)}日`);
    const [first, last] = period.split("/");
    return phrases.add([last ? `${day(first)}至${day(last)}` : day(first), period.replace("/", " to ")]);
  }

  function cellsOf(read, period, covered, scale) {
    const cells = { k: [], v: [], l: [], said: [] };
    book.places.forEach((place) => {
      const [entry] = read.entries.get(`${place.code} ${period}`) || [];
      const isNumber = entry && entry.value !== undefined;
      let klass = -1;
      if (isNumber) klass = droppedScale.classOf(scale, entry.value);
      else if (entry && entry.reason) klass = ownClass(entry.reason);
      else if (entry || read.troubled.has(place.code)) klass = reasonClass(UNUSED);
      else if (covered.has(place.region)) klass = reasonClass(MISSING);
      cells.k.push(klass);
      cells.v.push(isNumber ? entry.value : null);
      cells.l.push(isNumber ? entry.label : "");
      const said = isNumber ? [entry.note, entry.about ? phrases.sayInAll("drop.about") : ""].filter(Boolean) : [];
      cells.said.push([[], [said.map(phrases.add), 0]]);
    });
    return cells;
  }

  /** What was not drawn, in words: rows without a place of these maps, without one at all, problems. */
  function notesOf(read, facts, drawnCodes) {
    const outside = [...new Set([...read.entries.values()].map(([{ code }]) => code))].filter((code) => !drawnCodes.has(code));
    const names = (list) => list.slice(0, 12).join("、") + (list.length > 12 ? "…" : "");
    const zhNames = outside.map((code) => placeNames.fullName(code).zh);
    const unmatched = [...read.unknown.keys(), ...read.unclear.keys(), ...read.left.map(({ written }) => written)];
    return [
      add("drop.note_file", { file: facts.file, column: facts.column }),
      facts.same ? add("drop.note_same", { layer: facts.same }) : null,
      unmatched.length ? add("drop.note_unmatched", { names: names(unmatched) }) : null,
      zhNames.length ? add("drop.note_outside", { names: names(zhNames) }) : null,
      read.totals.length ? add("drop.note_totals", { names: names(read.totals.map(({ written }) => written)) }) : null,
      read.problems.length ? add("drop.note_problems", { n: read.problems.length }) : null,
    ].filter((note) => note !== null);
  }

  /** Make the map of what was read, and put it into the book; null where no place of it has a row. */
  function make(read, facts) {
    const numbers = new Map(book.places.map((place, i) => [place.code, i]));
    const entries = [...read.entries.values()].map(([entry]) => entry).filter(({ code }) => numbers.has(code));
    if (!entries.length) return null;
    const covered = new Set(entries.map(({ code }) => book.places[numbers.get(code)].region));
    const values = entries.map(({ value }) => value).filter((value) => value !== undefined);
    const { scale, title: same } = droppedScale.make(facts, values);
    const periods = [...new Set(entries.map(({ period }) => period))].sort();
    const unit = facts.unit === droppedRows.NO_UNIT ? -1 : phrases.add(facts.unit);
    count += 1;
    const layer = {
      id: `drop-${count}`,
      dropped: facts.file,
      name: facts.name,
      title: add("drop.layer", { name: facts.name }),
      theme: THEME,
      indicator: "",
      periods: periods.map((period) => [period, periodPhrase(period)]),
      regions: book.regions.map((_, i) => i).filter((i) => covered.has(i)),
      notes: notesOf(read, { ...facts, same }, numbers),
      satellite: -1,
      sources: [],
      progress: [],
      views: [
        {
          name: facts.role,
          title: add(`role.${facts.role}`),
          unit,
          scale,
          cells: periods.map((period) => cellsOf(read, period, covered, scale)),
          notices: periods.map(() => [add("drop.notice", { file: facts.file })]),
          totals: {},
        },
      ],
    };
    if (!book.themes.some(([id]) => id === THEME)) book.themes.unshift([THEME, add("drop.theme")]);
    book.layers.push(layer);
    return layer;
  }

  function remove(layer) {
    book.layers.splice(book.layers.indexOf(layer), 1);
  }

  return { make, remove, add };
}
