function relations({ decimals }) {
  // Whether numbers keep to a rule, as the audit would say: only what rounding cannot explain.

  const { ZERO, absolute, compare, halfUnit, minus, negated, parse, plus, quotient, sum, times, whole } = decimals;
  const HUNDRED = whole(100);
  const LOWER = ["ge", "gt"];
  const UPPER = ["le", "lt"];

  // A side is { value, half }, and of a change { change, comparator } too: all of them in digits.
  const number = (side) => parse(side.value);
  const half = (side) => parse(side.half) ?? halfUnit(number(side));
  const larger = (one, other) => (compare(one, other) < 0 ? other : one);

  /** The first is the sum of the others. */
  function isSumOff({ exact }, sides) {
    const [total, ...parts] = sides.map(number);
    const room = exact ? ZERO : sum(sides.map(half));
    return compare(absolute(minus(sum(parts), total)), room) > 0;
  }

  /** Two numbers for one thing, where one is not the other rounded or cut off. */
  function isOther(one, other) {
    const [fine, rough] = compare(half(one), half(other)) <= 0 ? [one, other] : [other, one];
    const [a, b, room] = [number(fine), number(rough), half(rough)];
    if (compare(a, b) === 0) return false;
    if (compare(half(fine), room) === 0) return true;
    const step = plus(room, room);
    const cutOff = times(quotient(a, step), step);
    return compare(absolute(minus(a, b)), room) > 0 && compare(cutOff, b) !== 0;
  }

  function isOutside({ low, high, open, slack }, side) {
    const value = number(side);
    const room = slack ? larger(half(side), parse(slack)) : ZERO;
    const atLow = low === "" ? 1 : compare(plus(value, room), parse(low));
    const atHigh = high === "" ? -1 : compare(minus(value, room), parse(high));
    return atLow < 0 || atHigh > 0 || (open && (atLow === 0 || atHigh === 0));
  }

  /** The change that two ends allow, as [least, greatest], times what `scale` says. */
  function range(after, before, spread, meaning) {
    const corners = [];
    for (const sign of [negated, (one) => one]) {
      const end = plus(number(after), sign(spread[0]));
      const start = minus(number(before), sign(spread[1]));
      if (compare(number(before), spread[1]) <= 0) continue;
      const difference = minus(end, start);
      corners.push(meaning === "percent" ? [times(difference, HUNDRED), start] : [difference, whole(1)]);
    }
    // One fraction is less than another where the products across are: the lower parts are above 0.
    const isLess = ([a, b], [c, d]) => compare(times(a, d), times(c, b)) < 0;
    const [one, other] = corners;
    if (!one) return null;
    return isLess(other, one) ? [other, one] : [one, other];
  }

  function fits([stated, after, before], meaning, exact) {
    const change = parse(stated.change);
    const spread = exact ? [ZERO, ZERO] : [half(after), half(before)];
    const ends = range(after, before, spread, meaning);
    if (!ends) return true;
    const room = halfUnit(change);
    const [[low, lowBase], [high, highBase]] = ends;
    const tooLittle = compare(times(plus(change, room), lowBase), low) < 0;
    const tooMuch = compare(times(minus(change, room), highBase), high) > 0;
    return !(tooLittle && !LOWER.includes(stated.comparator)) && !(tooMuch && !UPPER.includes(stated.comparator));
  }

  function isChangeOff(rule, sides) {
    const ways = rule.exact ? [true] : [true, false];
    return !rule.meanings.some((meaning) => ways.some((exact) => fits(sides, meaning, exact)));
  }

  /** Whether the sides of a rule break it; all of them have a value. */
  function isBroken(rule, sides) {
    if (rule.kind === "sum") return isSumOff(rule, sides);
    if (rule.kind === "change") return isChangeOff(rule, sides);
    return isOutside(rule, sides[0]);
  }

  const areOpposite = (one, other) =>
    [one, other].some((c) => LOWER.includes(c)) && [one, other].some((c) => UPPER.includes(c));

  return { isBroken, isOther, areOpposite };
}
