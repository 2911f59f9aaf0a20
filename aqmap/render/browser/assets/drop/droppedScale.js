function droppedScale({ book, phrases, tableColumns, unitNames }) {
  // How dropped numbers become colours or sizes: as the map of the same thing, or on a scale of their own.

  const { phrase } = phrases;

  const COLORS = ["#D3E6DE", "#A5CCBD", "#6FAD98", "#3C8871", "#17604C"];
  const SIZE_COLOR = "#3C8871";
  const [SAMPLES, STEPS] = [3, [1, 2, 2.5, 5, 10]];
  // Of what has one of these below, or is one, the amount does not grow with the place.
  const RATES = /^[%‰]$|\/|每|百分|率$|℃|°C|分贝|dB|-/;

  const text = (number) => String(Number(number.toPrecision(12))).replace("-", "−");

  /** The smallest round step of which five at most lead from the lowest value to the highest. */
  function stepOf(low, high) {
    const raw = (high - low) / COLORS.length;
    const power = 10 ** Math.floor(Math.log10(raw));
    return Number((STEPS.map((step) => step * power).find((step) => step >= raw * 0.999) || 10 * power).toPrecision(6));
  }

  /** Classes between round numbers; of values that are all alike, one. */
  function classesOf(values) {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const group = (color, label, upper) => ({ color, label: phrases.add(label), symbol: "", upper });
    if (low === high) return [group(COLORS[2], text(low), null)];
    const step = stepOf(low, high);
    const edges = [];
    for (let edge = (Math.floor(low / step) + 1) * step; edge < high; edge += step) edges.push(Number(edge.toPrecision(12)));
    const limits = edges.slice(0, COLORS.length - 1);
    if (!limits.length) return [group(COLORS[2], `${text(low)}–${text(high)}`, null)];
    const join = low < 0 ? " ~ " : "–";
    const labels = [`≤${text(limits[0])}`, ...limits.slice(1).map((edge, i) => text(limits[i]) + join + text(edge)), `>${text(limits[limits.length - 1])}`];
    const first = COLORS.length - labels.length;
    return labels.map((label, i) => group(COLORS[first + i], label, i < limits.length ? limits[i] : null));
  }

  /** The largest number of one digit that is not above an amount. */
  function floored(amount) {
    const power = 10 ** Math.floor(Math.log10(amount));
    return Number((Math.floor(amount / power) * power).toPrecision(6));
  }

  function sizesOf(values) {
    const largest = Math.max(...values.map(Math.abs));
    const samples = Array.from({ length: SAMPLES }, (_, i) => floored(largest / 4 ** i));
    const classes = samples.filter((n, i) => n > 0 && samples.indexOf(n) === i).reverse();
    return {
      kind: "size",
      largest,
      color: SIZE_COLOR,
      belowZero: values.some((value) => value < 0),
      classes: classes.map((upper) => ({ color: SIZE_COLOR, label: phrases.add(text(upper)), symbol: "", upper })),
    };
  }

  /** The scale of the page's own map of this thing, role and unit, and that map; null without one. */
  function sameMap({ name, role, unit }) {
    const indicator = tableColumns.indicatorOf(name);
    const layer = indicator && book.layers.find((each) => each.indicator === indicator[0] && !each.dropped);
    const view = layer && layer.views.find((each) => each.name === role);
    if (!view || view.scale.kind !== "sequential" || phrases.inAllLanguages(view.unit).every((own) => !unitNames.isSame(own, unit))) return null;
    return { scale: view.scale, title: phrase(layer.title) };
  }

  function make(facts, values) {
    const same = sameMap(facts);
    if (same) return same;
    if (!values.length) return { scale: { kind: "sequential", classes: [] } };
    if (RATES.test(facts.unit)) return { scale: { kind: "sequential", classes: classesOf(values) } };
    return { scale: values.some(Boolean) ? sizesOf(values) : { kind: "sequential", classes: classesOf(values) } };
  }

  /** The class of a number: the first whose upper limit it does not pass. */
  function classOf(scale, value) {
    if (scale.kind === "size") return Number(value < 0);
    const found = scale.classes.findIndex(({ upper }) => upper === null || value <= upper);
    return found < 0 ? scale.classes.length - 1 : found;
  }

  return { make, classOf, classesOf };
}
