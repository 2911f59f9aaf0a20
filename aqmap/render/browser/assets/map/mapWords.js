function mapWords({ book, dom, phrases, sheet }) {
  // What the map shows, in words for who cannot see it: of each line of the legend its places.

  const { byId } = dom;
  const { phrase, say } = phrases;

  // Of a class with more places the first are named; the table has all.
  const MOST_NAMED = 40;

  function draw() {
    const places = sheet.isOfDay() ? [] : sheet.places();
    const named = new Map();
    for (const i of places) {
      const { klass } = sheet.cellAt(sheet.view(), i);
      if (!named.has(klass)) named.set(klass, []);
      named.get(klass).push(i);
    }
    const lines = sheet.legend().filter((line) => named.has(line.klass));
    const said = lines.map((line) => sentence(line, named.get(line.klass)));
    byId("map-words").textContent = [sheet.title(), ...said].join(say("page.stop"));
  }

  /** A line of the legend and who it is of; of amounts each with its own. */
  function sentence({ label }, places) {
    const view = sheet.view();
    const amounts = view.scale.kind === "size";
    const names = places.slice(0, MOST_NAMED).map((i) => {
      const name = phrase(book.places[i].label);
      const cell = sheet.cellAt(view, i);
      return amounts && !cell.reason ? `${name} ${cell.label}` : name;
    });
    const facts = { label, n: places.length, names: names.join(say("page.comma")) };
    return say(places.length > MOST_NAMED ? "page.map_words_more" : "page.map_words", facts);
  }

  return { draw };
}
