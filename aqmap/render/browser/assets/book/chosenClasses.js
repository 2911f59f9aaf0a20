function chosenClasses({ state }) {
  // The classes and reasons that were clicked in the legend: map and table show them alone.

  const numbers = () => (state.only ? state.only.split(".").map(Number) : []);

  /** Whether a class is among those that are shown; all are where none was clicked. */
  function holds(klass) {
    return !state.only || numbers().includes(klass);
  }

  function toggle(klass) {
    const now = numbers();
    const next = now.includes(klass) ? now.filter((k) => k !== klass) : [...now, klass];
    state.only = next.sort((a, b) => a - b).join(".");
  }

  const isAny = () => Boolean(state.only);
  const has = (klass) => numbers().includes(klass);

  return { holds, has, isAny, toggle };
}
