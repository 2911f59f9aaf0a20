function sheet({ book, phrases, state, stationDays }) {
  // What is shown now of the book: a layer, view, period and region, as MapSheet has them; or a day.

  const { phrase, say } = phrases;

  // Classes of amounts are two at most; the sizes of their symbols are numbered from here on.
  const FIRST_SIZE = 10;

  const placesByCode = new Map(book.places.map((place) => [place.code, place]));

  // A map of a day has the scale of its stations only: the counties are ground.
  const dayView = {
    name: "aqi",
    title: book.words["view.aqi"],
    unit: -1,
    scale: { kind: "points", classes: [] },
    totals: {},
    notices: [],
    cells: {
      k: book.places.map((place) => (place.shape ? 0 : -1)),
      v: book.places.map(() => null),
      l: book.places.map(() => ""),
      said: book.places.map(() => [[], [[], 0]]),
    },
  };

  // Asked for every place: found once.
  let foundLayer = null;
  function layerNow() {
    if (!foundLayer || foundLayer.id !== state.layer) {
      foundLayer = book.layers.find((layer) => layer.id === state.layer);
    }
    return foundLayer;
  }
  const viewNow = () =>
    state.day ? dayView : layerNow().views.find((view) => view.name === state.view);
  const placeOf = (code) => placesByCode.get(code);
  const periodNumber = () => layerNow().periods.findIndex((period) => period[0] === state.period);
  const cellsOf = (view) => (view === dayView ? view.cells : view.cells[periodNumber()]);

  /** What stands beside the month of a map of progress; nothing of any other map. */
  const progressNow = () => (state.day ? null : layerNow().progress[periodNumber()] || null);

  /** What an overlay's features show now: values on the scale of the measured view, or nothing. */
  function readingsNow(marks) {
    const byPeriod = viewNow().name === "measured" && marks.readings[state.layer];
    return byPeriod ? byPeriod[periodNumber()] : null;
  }

  // Map, legend, table and words all ask for the cells of what is shown.
  let asked = { cells: null, made: [] };

  /** What place number `i` shows in a view: its class, label, words; none where not covered. */
  function cellAt(view, i) {
    const cells = cellsOf(view);
    if (asked.cells !== cells) asked = { cells, made: [] };
    if (asked.made[i] === undefined) asked.made[i] = cellOf(cells, i, view);
    return asked.made[i];
  }

  function cellOf(cells, i, view) {
    const klass = cells.k[i];
    if (klass < 0) return null;
    const [figures, [qualifiers, quality]] = cells.said[i];
    const [indicative, satellite] = [Number(quality === 1), quality === 2];
    const value = cells.v[i];
    const label = cells.l[i] === 0 ? (value === null ? "" : String(value)) : cells.l[i];
    const reason = klass >= book.base ? book.reasons[klass - book.base] : null;
    const classed = !reason && !["size", "points"].includes(view.scale.kind);
    const group = classed ? view.scale.classes[klass] : null;
    return { klass, value, label, figures, qualifiers, indicative, satellite, reason, group };
  }

  /** The regions in view that the layer covers. */
  function regionsNow() {
    const covered = layerNow().regions.map((i) => book.regions[i]);
    return state.region === "all" ? covered : covered.filter((r) => r.id === state.region);
  }

  // The places of the regions in view; asked for every point of an overlay.
  let placesInView = { key: "", numbers: new Set() };

  /** Whether place number `i` lies in the regions in view. */
  function isInView(i) {
    const key = `${state.layer} ${state.region}`;
    if (placesInView.key !== key) {
      const numbers = new Set(regionsNow().flatMap((region) => region.places));
      placesInView = { key, numbers };
    }
    return placesInView.numbers.has(i);
  }

  // Whatever draws asks for the places that are shown.
  let shown = { k: null, key: "", places: [] };

  function placesNow() {
    const { k } = cellsOf(viewNow());
    const key = `${state.layer} ${state.region}`;
    if (shown.k !== k || shown.key !== key) {
      const places = regionsNow().flatMap((region) => region.places);
      shown = { k, key, places: places.filter((i) => k[i] >= 0) };
    }
    return [...shown.places];
  }

  /** Lines of the legend, as MapSheet.legend has them: every class, then the reasons that occur. */
  function legendNow() {
    const view = viewNow();
    const counts = new Map();
    for (const i of placesNow()) {
      const klass = cellsOf(view).k[i];
      counts.set(klass, (counts.get(klass) || 0) + 1);
    }
    const classes =
      view.scale.kind === "size"
        ? sizeLines(view)
        : view.scale.classes.map((group, klass) => ({
            klass,
            label: phrase(group.label),
            color: group.color,
            symbol: group.symbol,
          }));
    const reasons = book.reasons.map((reason, i) => ({
      klass: book.base + i,
      label: phrase(reason.label),
      family: reason.family,
      letter: phrase(reason.letter),
    }));
    return [...classes, ...reasons.filter((line) => counts.get(line.klass))].map((line) => ({
      ...line,
      count: counts.get(line.klass) || 0,
    }));
  }

  /** Amounts and, where there are any, amounts below 0. */
  function sizeLines({ scale, title: words }) {
    const view = phrase(words);
    const below = { klass: 1, label: say("map.below_zero", { view }), color: scale.color };
    const lines = [{ klass: 0, label: view, color: scale.color }];
    return scale.belowZero ? [...lines, { ...below, hollow: true }] : lines;
  }

  /** The sizes that symbols have, from the largest sample on: from above the next to itself. */
  function sizesNow() {
    const { kind, classes } = viewNow().scale;
    if (kind !== "size") return [];
    return classes.map(({ label }, k) => {
      const below = classes[k + 1];
      const facts = { high: phrase(label), low: below ? phrase(below.label) : "" };
      const key = !below ? "page.size_lowest" : k ? "page.size_between" : "page.size_highest";
      return { klass: FIRST_SIZE + k, label: say(key, facts), sample: facts.high };
    });
  }

  /** How many counties are shown, and zones where there are any. */
  function placesInWords() {
    const places = placesNow();
    const zones = places.filter((i) => book.places[i].level === "zone").length;
    const key = zones ? "missing.places_zones" : "missing.places";
    return say(key, { counties: places.length - zones, zones });
  }

  /** That no place has a value, and why, in one sentence, as missing_values.py; or nothing. */
  function missingNow() {
    const lines = legendNow().filter((line) => line.count);
    if (!lines.length || lines.some((line) => line.klass < book.base)) return "";
    const places = placesInWords();
    const written = lines.map(({ label, count }) => say("missing.reason", { reason: label, count }));
    const reasons = lines.length === 1 ? lines[0].label : written.join(say("page.semicolon"));
    const isOfVerdicts = viewNow().scale.kind === "category";
    const what = progressNow() ? "lights" : isOfVerdicts ? "verdicts" : "values";
    return say(`missing.${what}`, { places, reasons });
  }

  function unitOf(view) {
    return phrase(view.unit);
  }

  /** A number with its unit, as words are joined in the page's language. */
  function withUnit(label, view) {
    const unit = unitOf(view);
    if (!unit || !label) return label;
    const joint = unit === "%" || (state.lang === "zh" && !/^[ -~]/.test(unit)) ? "" : " ";
    return label + joint + unit;
  }

  /** What a cell says in one line: its class for a category, its number, or its reason. */
  function cellText(cell, view) {
    if (progressNow()) return wordsOfProgress(cell, view);
    if (cell.reason) return phrase(cell.reason.label);
    if (cell.label) return withUnit(cell.label, view) + (cell.indicative ? " *" : "");
    return cell.group ? phrase(cell.group.label) : "";
  }

  /** A light or a reason, then the rate, the level or the last number in brackets. */
  function wordsOfProgress(cell, view) {
    const { label } = cell.reason || cell.group;
    const number = cell.reason ? cell.label : withUnit(cell.label, view);
    return [phrase(label), number].filter(Boolean).join(" ");
  }

  /** What each of two layers shows of a place, with its unit; nothing on a map of one. */
  function sidesInWords(view, i) {
    const { axes } = view.scale;
    const sides = axes ? view.pairs[periodNumber()] : [];
    return sides.flatMap((cells, n) => {
      const [name, unit] = axes[n];
      // Its classes are those of the square: only number or reason is asked for here.
      const side = { scale: { kind: "points" }, unit };
      const cell = cellOf(cells, i, side);
      return cell ? [phrase(name) + say("page.colon") + cellText(cell, side)] : [];
    });
  }

  function title() {
    const layer = layerNow();
    const regions = regionsNow()
      .map((region) => phrase(region.name))
      .join(say("page.comma"));
    const period = phrase(layer.periods.find(([id]) => id === state.period)[1]);
    const ofDay = stationDays.marksWithDays().map((marks) => phrase(marks.title));
    const facts = {
      region: regions,
      period: state.day ? stationDays.dateText(stationDays.dateOf(state.day)) : period,
      layer: state.day ? ofDay.join(say("page.comma")) : phrase(layer.title),
      view: phrase(viewNow().title),
    };
    const written = say("map.sheet_title", facts);
    const month = progressNow();
    return month && month.draft ? say("monthly.draft.title", { title: written }) : written;
  }

  /** Title, notes and sources of the layer, or of the stations of a day. */
  function topic() {
    if (!state.day) return layerNow();
    const ofDay = stationDays.marksWithDays();
    return {
      title: ofDay[0].title,
      notes: ofDay.flatMap((marks) => marks.notes),
      sources: ofDay.map((marks) => marks.source).filter((n) => n >= 0),
    };
  }

  /** Keep view, period and region within what the layer has. */
  function settle(view, period, region) {
    const layer = layerNow();
    state.view = (layer.views.find((v) => v.name === view) || layer.views[0]).name;
    // Months of the dispatch open on the newest: it is the one that was asked for.
    const first = layer.progress.length ? layer.periods[layer.periods.length - 1] : layer.periods[0];
    state.period = (layer.periods.find(([id]) => id === period) || first)[0];
    const covered = layer.regions.map((i) => book.regions[i].id);
    // One region at first: both in one frame leave the counties too small for their names.
    state.region =
      covered.includes(region) || (region === "all" && covered.length > 1) ? region : covered[0];
  }

  return {
    FIRST_SIZE,
    layer: layerNow,
    view: viewNow,
    periodNumber,
    regions: regionsNow,
    places: placesNow,
    isInView,
    isOfDay: () => viewNow() === dayView,
    placeOf,
    cellsOf,
    cellAt,
    cellOf,
    progress: progressNow,
    readings: readingsNow,
    legend: legendNow,
    sizes: sizesNow,
    missing: missingNow,
    placesInWords,
    unit: unitOf,
    cellText,
    sidesInWords,
    title,
    topic,
    settle,
  };
}
