function monthLine({ dom, phrases }) {
  // Twelve months of a place as one small line, from 0; it breaks where a month has no number.

  const { el, svg } = dom;
  const { phrase, say } = phrases;

  const [WIDTH, HEIGHT, EDGE] = [132, 30, 4];

  const monthsIn = (cells) =>
    cells.flatMap((cell, i) =>
      cell && !cell.reason && cell.value !== null ? [{ month: i + 1, cell, value: cell.value }] : [],
    );

  /** A series with its name, its line, and the lowest, highest and last month in words. */
  function draw(series, citation) {
    const plain = `${phrase(series.layer.title)}${say("page.comma")}${series.year}`;
    const title = series.unit ? say("county.with_unit", { title: plain, unit: series.unit }) : plain;
    return el(
      "div",
      { class: "series" },
      el("h4", { text: title }),
      monthsIn(series.cells).length ? picture(series.cells) : null,
      el("p", { class: "quiet", text: words(series.cells) }),
      citation,
    );
  }

  function picture(cells) {
    const values = monthsIn(cells);
    const numbers = values.map(({ value }) => value);
    const [low, high] = [Math.min(0, ...numbers), Math.max(0, ...numbers)];
    const x = (month) => EDGE + ((month - 1) / 11) * (WIDTH - 2 * EDGE);
    const y = (value) => HEIGHT - EDGE - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * EDGE);
    const box = svg("svg", {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      class: "months-line",
      "aria-hidden": "true",
    });
    box.append(svg("line", { class: "zero", x1: 0, x2: WIDTH, y1: y(0), y2: y(0) }));
    for (const [i, { month, value }] of values.entries()) {
      const before = values[i - 1];
      if (!before || before.month !== month - 1) continue;
      const ends = { x1: x(before.month), y1: y(before.value), x2: x(month), y2: y(value) };
      box.append(svg("line", { class: "run", ...ends }));
    }
    for (const { month, value, cell } of values) {
      const kind = cell.indicative ? "dot hollow" : "dot";
      box.append(svg("circle", { class: kind, cx: x(month), cy: y(value), r: 2 }));
    }
    return box;
  }

  function words(cells) {
    const values = monthsIn(cells);
    const missing = new Map();
    cells.forEach((cell, i) => {
      if (values.some(({ month }) => month === i + 1)) return;
      const reason = cell && cell.reason ? phrase(cell.reason.label) : say("county.months_unknown");
      missing.set(reason, [...(missing.get(reason) || []), i + 1]);
    });
    if (!values.length) {
      return say("county.no_month", { reasons: [...missing.keys()].join(say("page.semicolon")) });
    }
    const by = (better) => values.reduce((a, b) => (better(b.value, a.value) ? b : a));
    const told = (key, { month, cell }) => say(key, { month, value: cell.label });
    return [
      told("county.lowest", by((a, b) => a < b)),
      told("county.highest", by((a, b) => a > b)),
      told("county.last", values[values.length - 1]),
      ...[...missing].map(([reason, months]) =>
        say("county.months_missing", { months: inRuns(months), reason }),
      ),
    ].join(say("page.semicolon"));
  }

  /** Numbers of months, those that follow each other from the first to the last. */
  function inRuns(months) {
    const runs = [];
    for (const month of months) {
      const last = runs[runs.length - 1];
      if (last && last[1] === month - 1) last[1] = month;
      else runs.push([month, month]);
    }
    const written = runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
    return written.join(say("page.comma"));
  }

  const hasHollow = (all) => all.some(({ cells }) => monthsIn(cells).some(({ cell }) => cell.indicative));

  return { draw, hasHollow };
}
