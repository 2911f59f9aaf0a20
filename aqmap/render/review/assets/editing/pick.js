function pick({ data, decisions, items, names, rows }) {
  // A number that was not taken becomes a figure: what its passage and its neighbours say of it.

  const NUMBER = /[-−]?\d+(?:[.,．]\d+)*/;
  const HAN = /^[\u4e00-\u9fff％%‰]{1,4}/;
  const RUNS_ON = /[\s，。；：、,;:（）()和及与以的为达至到个]/;

  const codePoints = (text) => [...text].length;

  /** Where the item's words stand in their passage, counted in characters. */
  function span(item) {
    const passage = items.placeOf(item);
    if (passage === item.nodes[0]) return [0, codePoints(items.textOf(item))];
    const range = document.createRange();
    range.selectNodeContents(passage.querySelector(".text") ?? passage);
    range.setEndBefore(item.nodes[0]);
    const start = codePoints(range.toString());
    return [start, start + codePoints(items.textOf(item))];
  }

  function passageOf(item) {
    const node = items.placeOf(item);
    return node ? data.passages[Number(node.dataset.p)] : null;
  }

  /** The figure nearest to an item: of its passage, else of those before it, else after it. */
  function neighbour(item) {
    const here = items.placeOf(item);
    const at = items.all.indexOf(item);
    const figures = items.all.map((other, n) => [other, n]).filter(([other]) => other.figure);
    const near = figures.filter(([other]) => other.nodes.length && items.placeOf(other) === here);
    const distance = ([, n]) => Math.abs(n - at) + (n > at ? 0.5 : 0);
    const ranked = (near.length ? near : figures).sort((a, b) => distance(a) - distance(b));
    return ranked.length ? decisions.rowOf(ranked[0][0]) : null;
  }

  function unitBehind(words) {
    const known = names.units.find((unit) => words.startsWith(unit));
    if (known) return known;
    const run = HAN.exec(words)?.[0] ?? "";
    return run.split(RUNS_ON)[0];
  }

  /** What of a kind is named last before a spot of the passage, or else first behind it. */
  function namedNear(kind, text, start) {
    const found = names.mentions(kind, text);
    const before = found.filter((one) => one.end <= start).sort((a, b) => b.end - a.end);
    const after = found.filter((one) => one.start >= start).sort((a, b) => a.start - b.start);
    return (before[0] ?? after[0])?.key ?? "";
  }

  /** A further figure of an item's spot, which says the same of another place. */
  function further(item, n = nextOf(item)) {
    const made = items.furtherOf(item, n);
    const row = decisions.rowOf(item) ?? rowFor(item);
    made.row ??= { ...row, id: idOf(made), place: "", place_written: "", confirm: "place" };
    return made;
  }

  function nextOf(item) {
    const first = item.firstOf ?? item;
    return 1 + Math.max(0, ...items.all.filter((one) => one.firstOf === first).map((one) => one.further));
  }

  /** The id of the figure that a number would become: from where it stands. */
  function idOf(item) {
    if (item.firstOf) {
      const { figure } = item.firstOf;
      return `${figure ? rows.original(figure).id : idOf(item.firstOf)}-also-${item.further}`;
    }
    const [number, at, table] = passageOf(item);
    const place = `${table ? `t${table}-` : ""}${at.replace(/\s/g, "")}-${span(item)[0]}`;
    return `${data.documents[number - 1][2]}-added-${place}`;
  }

  /** A row for a number that was not taken; what nobody says stays open. */
  function rowFor(item) {
    const [number, at, table] = passageOf(item);
    const [, , source, basis] = data.documents[number - 1];
    const text = items.passageText(item);
    const [start, end] = span(item);
    const written = items.textOf(item);
    const value = (NUMBER.exec(written)?.[0] ?? "").replace(/[,，]/g, "").replace("．", ".");
    const near = neighbour(item);
    const blank = Object.fromEntries(data.columns.map((name) => [name, ""]));
    const carried = ["place", "place_written", "level", "period", "as_of", "role", "dust"];
    const unit = unitBehind([...text].slice(end).join(""));
    const row = {
      ...blank,
      level: "county",
      quality: "valid",
      ...Object.fromEntries(carried.map((name) => [name, near?.[name] ?? blank[name]])),
      id: idOf(item),
      value,
      value_written: written + (written.endsWith(unit) ? "" : unit),
      unit_written: unit,
      unit,
      basis: near?.basis ?? basis,
      source,
      locator: table ? `table ${table}; ${at}` : at,
      period: near?.period ?? "XXXX",
      confirm: "place;indicator;period;role",
    };
    const place = namedNear("place", text, start);
    const indicator = namedNear("indicator", text, start);
    const placed = place ? { ...row, place_written: "" } : row;
    const told = rows.withField(placed, "place", place) ?? placed;
    return rows.withField(told, "indicator", indicator) ?? told;
  }

  /** A row that counts what the selected words say, if a number stands among them or beside. */
  function counting(row, words) {
    const plain = words.replace(NUMBER, "").replace(/^[\s，。；：、,;]+|[\s，。；：、,;]+$/g, "");
    const trimmed = plain.endsWith(row.unit_written) && row.unit_written
      ? plain.slice(0, -row.unit_written.length)
      : plain;
    if (row.value_written.includes(trimmed)) return row; // the number and its unit alone
    const [known] = names.mentions("indicator", trimmed);
    const named = { ...row, indicator_written: trimmed };
    return known
      ? rows.withField(named, "indicator", known.key)
      : { ...named, indicator: "", unit: row.unit_written || row.unit };
  }

  return { further, span, passageOf, neighbour, idOf, rowFor, counting };
}
