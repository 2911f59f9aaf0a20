function chosenClasses({ sheet, state }) {
  // The classes and reasons that were clicked in the legend: map and table show them alone.

  const numbers = () => (state.only ? state.only.split(".").map(Number) : []);

  /** The size of an amount: that of the smallest sample which is not smaller; -1 for no symbol. */
  function sizeOf({ reason, value }) {
    const { kind, classes } = sheet.view().scale;
    if (kind !== "size" || reason || !value) return -1;
    const larger = classes.filter(({ upper }) => upper >= Math.abs(value)).length;
    return sheet.FIRST_SIZE + Math.max(0, larger - 1);
  }

  /** Whether a place is among those that are shown; all are where nothing was clicked. */
  function holds(cell) {
    return !state.only || numbers().some((n) => n === cell.klass || n === sizeOf(cell));
  }

  function toggle(klass) {
    const now = numbers();
    const next = now.includes(klass) ? now.filter((k) => k !== klass) : [...now, klass];
    state.only = next.sort((a, b) => a - b).join(".");
  }

  const isAny = () => Boolean(state.only);
  const has = (klass) => numbers().includes(klass);

  return { sizeOf, holds, has, isAny, toggle };
}
