function indicatorRows({ book, citations, phrases, sheet }) {
  // What a sheet says of a place or a prefecture, row by row, as indicator_rows.py has it.

  const { phrase, say } = phrases;

  const VIEWS = ["target", "measured", "gap", "status"];
  // Without a verdict, but of two numbers that may be held against each other: their bar is grey.
  const SIDE_BY_SIDE = ["reported", "not_due"];
  const MONTH = /^\d{4}-\d{2}$/;
  const MONTHS = [...Array(12).keys()].map((i) => i + 1);
  // Scales of what no map is drawn of: only verdicts have classes.
  const UNDRAWN = {
    gap: { scale: { kind: "points", classes: [] } },
    status: { scale: { kind: "category", classes: book.verdicts } },
  };

  const themes = new Map(book.themes.map(([id], i) => [id, i]));
  const orderOf = ({ theme }) => themes.get(theme) ?? themes.size;
  const layers = [...book.layers].sort((a, b) => orderOf(a) - orderOf(b));

  // What alerts say of unofficial or synthetic numbers: once a sheet.
  const alerts = new Set([
    ...book.layers.flatMap(({ views }) => views.flatMap(({ notices }) => notices.flat())),
    ...book.marks.map(({ notice }) => notice),
  ]);
  alerts.delete(-1);

  /** The place or prefecture of a code, and how its cells are found; nothing for any other code. */
  function spotOf(code) {
    const number = book.places.findIndex((place) => place.code === code);
    const region = book.regions.findIndex(({ prefecture }) => prefecture === code);
    if (number < 0 && region < 0) return null;
    const isPlace = number >= 0;
    return {
      code,
      isPlace,
      number,
      region: isPlace ? book.places[number].region : region,
      name: isPlace ? book.places[number].name : book.regions[region].name,
    };
  }

  /** What a place or prefecture shows in a view of a layer, whether a map is drawn of it or not. */
  function cellAt(spot, layer, name, period) {
    const view = layer.views.find((each) => each.name === name);
    if (!spot.isPlace) {
      const cells = (layer.wholes || {})[name];
      return cells ? sheet.cellOf(cells[period], spot.region, view || UNDRAWN[name]) : null;
    }
    if (view) return sheet.cellOf(view.cells[period], spot.number, view);
    const undrawn = (layer.compared || {})[name];
    return undrawn ? undrawnCell(undrawn.cells[layer.rows.indexOf(period)], spot.number, name) : null;
  }

  function undrawnCell({ k, v, q }, i, name) {
    const klass = typeof k === "number" ? k : k[i];
    if (klass < 0) return null;
    const [value, label] = v[i] || [null, ""];
    const reason = klass >= book.base ? book.reasons[klass - book.base] : null;
    const group = reason ? null : UNDRAWN[name].scale.classes[klass] || null;
    return { klass, value, label, figures: [], qualifiers: q[i] || [], indicative: 0, reason, group };
  }

  const unitIn = (layer, ...names) => {
    const view = names.map((name) => layer.views.find((each) => each.name === name)).find(Boolean);
    const undrawn = names.map((name) => (layer.compared || {})[name]).find(Boolean);
    return phrase((view || undrawn || { unit: -1 }).unit);
  };

  /** The rows of a place or prefecture by theme, in the order of the layer list. */
  function rowsOf(spot) {
    const covering = layers.filter((layer) => layer.regions.includes(spot.region));
    return covering.flatMap((layer) =>
      layer.progress.length ? progressRow(spot, layer) : plainRows(spot, layer),
    );
  }

  function plainRows(spot, layer) {
    return layer.rows.flatMap((period) => {
      const cells = Object.fromEntries(
        VIEWS.map((name) => [name, cellAt(spot, layer, name, period)]),
      );
      if (!VIEWS.some((name) => cells[name])) return [];
      const unit = unitIn(layer, "target", "measured");
      return [rowFrom(spot, layer, period, { ...cells, unit, gapUnit: unitIn(layer, "gap") })];
    });
  }

  /** The newest month of the dispatch: the task, what the light goes by, and the light. */
  function progressRow(spot, layer) {
    const period = layer.periods.length - 1;
    const cell = spot.isPlace ? sheet.cellOf(layer.views[0].cells[period], spot.number, layer.views[0]) : null;
    if (!cell) return [];
    const task = cell.figures.map((i) => book.figures[i]).find(({ role }) => role === "target");
    const plain = { value: null, qualifiers: [], indicative: 0, reason: null, group: null };
    return [
      rowFrom(spot, layer, period, {
        target: task ? { ...plain, label: phrase(task.words), figures: cell.figures } : null,
        measured: cell.label ? { ...plain, label: cell.label, figures: [] } : null,
        gap: null,
        status: { ...cell, label: "" },
        unit: sheet.unit(layer.views[0]),
        gapUnit: "",
        isLight: true,
      }),
    ];
  }

  function rowFrom(spot, layer, period, facts) {
    const row = { layer, number: period, period: layer.periods[period][0], isLight: false, ...facts };
    row.key = `${layer.id} ${row.period}`;
    row.shown = shownOf(row);
    row.bullet = bulletOf(row);
    row.figures = figuresOf(spot, row);
    return row;
  }

  /** The status, or in its place the reason why the number that it lacks is missing. */
  function shownOf({ status, target, measured }) {
    const lacks = status && status.reason ? status.reason.id : "";
    const number = { no_target: target, no_measurement: measured }[lacks];
    return number && number.reason ? number : status;
  }

  /** The bar from 0 with the target as a line; none where the two are not to be held together. */
  function bulletOf({ target, measured, status, isLight }) {
    const isCompared = status && (status.group || SIDE_BY_SIDE.includes((status.reason || {}).id));
    if (isLight || !isCompared || !target || !measured) return null;
    const [goal, actual] = [target.value, measured.value];
    if (goal === null || actual === null) return null;
    const [low, high] = [Math.min(0, goal, actual), Math.max(0, goal, actual)];
    if (low === high) return null;
    return { low, high, goal, actual, color: status.group ? status.group.color : "" };
  }

  /** The figures behind a row, then what else is said of the same of the place. */
  function figuresOf(spot, { layer, period, target, measured, status }) {
    const drawn = [target, measured, status].flatMap((cell) => (cell ? cell.figures : []));
    const others = ownFigures(spot).filter(
      (i) => book.figures[i].indicator === layer.indicator && book.figures[i].iso === period,
    );
    return [...new Set([...drawn, ...others])];
  }

  /** The numbers of the figures of the place itself, without those of its stations. */
  const ownFigures = ({ code }) =>
    citations.figuresOf(code).filter(({ level }) => level !== "station").map(({ number }) => number);

  /** A year of months of each layer that has any: twelve cells, none where there is no such month. */
  function monthsOf(spot) {
    return layers.filter((layer) => layer.regions.includes(spot.region)).flatMap((layer) => {
      const months = layer.periods.map(([id]) => id).filter((id) => MONTH.test(id));
      const years = [...new Set(months.map((id) => id.slice(0, 4)))];
      const name = layer.progress.length ? "progress" : "measured";
      return years.flatMap((year) => {
        const cells = MONTHS.map((month) => {
          const id = `${year}-${String(month).padStart(2, "0")}`;
          const number = layer.periods.findIndex(([period]) => period === id);
          return number < 0 ? null : cellAt(spot, layer, name, number);
        });
        // Of lights a month without a number has its reason in the row already.
        const isShown = cells.some((cell) => cell && (name === "measured" || cell.value !== null));
        return isShown ? [{ layer, year, cells, unit: unitIn(layer, name) }] : [];
      });
    });
  }

  /** What must stand once beside the numbers of a sheet: that they are unofficial or synthetic. */
  function alertsOf(spot, rows, series) {
    const cells = [
      ...rows.flatMap(({ target, measured }) => [target, measured]),
      ...series.flatMap((each) => each.cells),
    ].filter((cell) => cell && !cell.reason);
    const said = cells
      .flatMap(({ figures }) => figures)
      .flatMap((i) => book.figures[i].notices)
      .filter((notice) => alerts.has(notice));
    const ofStations = stationLists
      .filter((marks) => marks.notice >= 0 && featuresIn(spot, marks).some(({ label }) => label >= 0))
      .map(({ notice }) => notice);
    return [...new Set([...said, ...ofStations])];
  }

  // Overlays whose features have figures: stations, and no other points.
  const stationLists = book.marks.filter(
    ({ features, indicator, readings }) =>
      indicator || Object.keys(readings).length || features.some(({ figures }) => figures.length),
  );

  const featuresIn = (spot, marks) =>
    spot.isPlace ? marks.features.filter(({ place }) => place === spot.number) : [];

  const stationsOf = (spot) => stationLists.flatMap((marks) => featuresIn(spot, marks));

  /** How many are met, are not met, cannot be judged and why; a task of 0 is none of these. */
  function tallyOf(rows) {
    const shown = rows.filter((row) => !row.isLight && row.shown).map((row) => row.shown);
    const reasons = new Map();
    for (const { reason } of shown) {
      if (reason && reason.id !== "no_task") reasons.set(reason, (reasons.get(reason) || 0) + 1);
    }
    const count = (test) => shown.filter(test).length;
    return {
      total: shown.length,
      met: count((cell) => !cell.reason && cell.klass === 0),
      notMet: count((cell) => !cell.reason && cell.klass === 1),
      noTask: count((cell) => cell.reason && cell.reason.id === "no_task"),
      undecided: [...reasons.values()].reduce((a, b) => a + b, 0),
      reasons: [...reasons].sort((a, b) => b[1] - a[1]),
    };
  }

  /** A reason without what stands in brackets behind it. */
  const short = (words) => words.split(/（| \(/)[0];

  /** The tally in one sentence, as on paper; then how many tasks of the month have which light. */
  function sentence(rows) {
    const lights = rows.filter((row) => row.isLight);
    const plain = lights.length && lights.length === rows.length ? "" : verdicts(rows);
    return plain + (lights.length ? lightWords(lights) : "");
  }

  function lightWords(rows) {
    const counted = new Map();
    for (const { shown } of rows) {
      const { label } = shown.reason || shown.group;
      counted.set(label, (counted.get(label) || 0) + 1);
    }
    const lights = [...counted].map(([label, count]) =>
      say("county.reason_count", { reason: short(phrase(label)), count }),
    );
    return say("page.sheet_lights", { n: rows.length, lights: lights.join(say("page.comma")) });
  }

  function verdicts(rows) {
    const { total, met, notMet, noTask, undecided, reasons } = tallyOf(rows);
    if (!total) return say("county.headline_none");
    const heads = reasons.map(([reason]) => short(phrase(reason.label)));
    const said = reasons.map(([reason, count], i) => {
      // What stands in brackets tells two reasons of the same head apart.
      const isAlone = heads.filter((head) => head === heads[i]).length === 1;
      return say("county.reason_count", { reason: isAlone ? heads[i] : phrase(reason.label), count });
    });
    return say("county.headline", {
      total,
      met,
      not_met: notMet,
      undecided,
      reasons: said.length ? say("county.reasons", { reasons: said.join(say("page.comma")) }) : "",
      no_task: noTask ? say("county.no_task", { count: noTask }) : "",
    });
  }

  /** The period of all targets; empty where they have several. */
  function periodOf(rows) {
    const periods = new Set(rows.filter((row) => row.target && !row.isLight).map((row) => row.period));
    return periods.size === 1 ? [...periods][0] : "";
  }

  return { spotOf, rowsOf, monthsOf, alertsOf, ownFigures, stationsOf, sentence, periodOf, short, isAlert: (n) => alerts.has(n) };
}
