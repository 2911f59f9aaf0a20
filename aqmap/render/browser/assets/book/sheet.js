function sheet({ book, phrases, state }) {
  // What is shown now of the book: a layer, view, period and region, as MapSheet has them.

  const { phrase, say } = phrases;

  const placesByCode = new Map(book.places.map((place) => [place.code, place]));

  const layerNow = () => book.layers.find((layer) => layer.id === state.layer);
  const viewNow = () => layerNow().views.find((view) => view.name === state.view);
  const placeOf = (code) => placesByCode.get(code);
  const periodNumber = () => layerNow().periods.findIndex(([period]) => period === state.period);
  const cellsOf = (view) => view.cells[periodNumber()];

  /** What an overlay's features show now: values on the scale of the measured view, or nothing. */
  function readingsNow(marks) {
    const byPeriod = state.view === "measured" && marks.readings[state.layer];
    return byPeriod ? byPeriod[periodNumber()] : null;
  }

  /** What place number `i` shows in a view: its class, label, words; none where not covered. */
  function cellAt(view, i) {
    return cellOf(cellsOf(view), i, view);
  }

  function cellOf(cells, i, view) {
    const klass = cells.k[i];
    if (klass < 0) return null;
    const [figures, qualifiers, indicative] = cells.m[i] || [[], [], 0];
    const value = cells.v[i];
    const label = cells.l[i] === 0 ? (value === null ? "" : String(value)) : cells.l[i];
    const reason = klass >= book.base ? book.reasons[klass - book.base] : null;
    const group = reason || view.scale.kind === "size" ? null : view.scale.classes[klass];
    return { klass, value, label, figures, qualifiers, indicative, reason, group };
  }

  /** The regions in view that the layer covers. */
  function regionsNow() {
    const covered = layerNow().regions.map((i) => book.regions[i]);
    return state.region === "all" ? covered : covered.filter((r) => r.id === state.region);
  }

  function placesNow() {
    const { k } = cellsOf(viewNow());
    return regionsNow()
      .flatMap((region) => region.places)
      .filter((i) => k[i] >= 0);
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
        ? [{ klass: 0, label: phrase(view.title), color: view.scale.color }]
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

  /** That no place has a value, and why, in one sentence, as missing_values.py; or nothing. */
  function missingNow() {
    const lines = legendNow().filter((line) => line.count);
    if (!lines.length || lines.some((line) => line.klass < book.base)) return "";
    const shown = placesNow();
    const zones = shown.filter((i) => book.places[i].level === "zone").length;
    const places = say(zones ? "missing.places_zones" : "missing.places", {
      counties: shown.length - zones,
      zones,
    });
    const written = lines.map(({ label, count }) => say("missing.reason", { reason: label, count }));
    const reasons = lines.length === 1 ? lines[0].label : written.join(say("page.semicolon"));
    const isOfVerdicts = viewNow().scale.kind === "category";
    return say(isOfVerdicts ? "missing.verdicts" : "missing.values", { places, reasons });
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
    if (cell.reason) return phrase(cell.reason.label);
    if (cell.label) return withUnit(cell.label, view) + (cell.indicative ? " *" : "");
    return cell.group ? phrase(cell.group.label) : "";
  }

  function title() {
    const layer = layerNow();
    const regions = regionsNow()
      .map((region) => phrase(region.name))
      .join(say("page.comma"));
    const period = phrase(layer.periods.find(([id]) => id === state.period)[1]);
    const facts = {
      region: regions,
      period,
      layer: phrase(layer.title),
      view: phrase(viewNow().title),
    };
    return say("map.sheet_title", facts);
  }

  /** Keep view, period and region within what the layer has. */
  function settle(view, period, region) {
    const layer = layerNow();
    state.view = (layer.views.find((v) => v.name === view) || layer.views[0]).name;
    state.period = (layer.periods.find(([id]) => id === period) || layer.periods[0])[0];
    const covered = layer.regions.map((i) => book.regions[i].id);
    // One region at first: both in one frame leave the counties too small for their names.
    state.region =
      covered.includes(region) || (region === "all" && covered.length > 1) ? region : covered[0];
  }

  return {
    layer: layerNow,
    view: viewNow,
    periodNumber,
    regions: regionsNow,
    places: placesNow,
    placeOf,
    cellsOf,
    cellAt,
    cellOf,
    readings: readingsNow,
    legend: legendNow,
    missing: missingNow,
    unit: unitOf,
    cellText,
    title,
    settle,
  };
}
