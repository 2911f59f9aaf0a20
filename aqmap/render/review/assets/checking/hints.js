function hints({ data, decimals, decisions, items, names, phrases }) {
  // What makes a role doubtful although nothing contradicts it: said quietly, and counted nowhere.

  const { say } = phrases;
  const { parse, compare } = decimals;
  const STATED = ["target", "measured", "progress"]; // a baseline stands among others by its nature
  const FEWEST = 2; // others that agree

  const sentenceOf = (item) => (item.figure ? data.figures[item.figure - 1].thing[3] : "");

  /** The other figures of its sentence, or those of its table that count the same. */
  function neighbours(item, row) {
    const table = item.nodes[0]?.closest("table");
    const around = table ? items.inside(table) : items.placeOf(item) ? items.inside(items.placeOf(item)) : [];
    const isNear = (other) =>
      table ? decisions.rowOf(other).indicator_written === row.indicator_written : sentenceOf(other) === sentenceOf(item);
    return [...new Set(around)].filter((other) => other !== item && other.figure && decisions.rowOf(other) && isNear(other));
  }

  /** All others of its sentence or its table's row have one role, and it has another. */
  function loneRole(item, row) {
    const roles = neighbours(item, row).map((other) => decisions.rowOf(other).role).filter((role) => STATED.includes(role));
    if (!STATED.includes(row.role) || roles.length < FEWEST || new Set([...roles, row.role]).size !== 2) return "";
    return roles.includes(row.role) ? "" : say("review.hint.role", { number: roles.length, role: say(`role.${roles[0]}`) });
  }

  /** A target asks for less than what the document says was reached before. */
  function laxTarget(row) {
    const direction = names.indicators.get(row.indicator)?.direction;
    const value = parse(row.value);
    if (row.role !== "target" || !["lower", "higher"].includes(direction) || !value || !row.place) return "";
    const reached = items.all
      .map((other) => decisions.rowOf(other))
      .find((other) => other && other.role === "measured" && other.place === row.place && other.period < row.period &&
        other.indicator === row.indicator && parse(other.value) && !other.part);
    const more = reached ? compare(value, parse(reached.value)) : 0;
    const isLax = direction === "lower" ? more > 0 : more < 0;
    return isLax ? say("review.hint.target", { period: reached.period, value: reached.value + reached.unit }) : "";
  }

  const of = (item) => {
    const row = decisions.rowOf(item);
    return row ? [loneRole(item, row), laxTarget(row)].filter(Boolean) : [];
  };

  return { of };
}
