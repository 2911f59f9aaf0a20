function queue({ data, decisions, items, rows, state }) {
  // What needs a person, in order: contradictions, figures to confirm, numbers that were not taken.

  const GRAVE = ["error", "doubtful"];

  const contradictions = items.findings.filter(
    (item) => GRAVE.includes(data.findings[item.finding - 1][0]) && item.figures.length,
  );
  const toConfirm = items.all.filter((i) => i.figure && rows.open(rows.original(i.figure)).length);
  const notTaken = items.all.filter((i) => i.reason !== undefined && data.asked[i.reason]);
  const asked = [...contradictions, ...toConfirm, ...notTaken];

  /** A contradiction is settled when it was looked at, or one of its figures is another now. */
  function isSettled(item) {
    if (decisions.of(item)) return true;
    if (!item.finding) return false;
    return item.figures.some((figure) => {
      const given = decisions.of(figure);
      return given && (!given.row || rows.changed(rows.original(figure.figure), given.row).length);
    });
  }

  const isDecided = (item) => ![undefined, "left", "seen"].includes(decisions.of(item)?.answer);

  /** What was corrected and not accepted would be lost without a word. */
  const isOpen = (item) =>
    decisions.drafted(item) ||
    (state.recheck ? isDecided(item) && !decisions.of(item).again : !isSettled(item));

  function all() {
    const listed = state.recheck ? decisions.answered() : asked;
    const drafted = items.all.filter((item) => decisions.drafted(item) && !listed.includes(item));
    return [...listed, ...drafted];
  }

  const left = () => all().filter(isOpen);

  /** The next that needs a person after an item, from the beginning again at the end. */
  function next(after) {
    const listed = all();
    const at = listed.indexOf(after);
    const order = at < 0 ? listed : [...listed.slice(at + 1), ...listed.slice(0, at + 1)];
    return order.find((item) => item !== after && isOpen(item)) ?? null;
  }

  /** How many of each kind are left. */
  const tally = () => ({
    contradictions: contradictions.filter(isOpen).length,
    to_confirm: toConfirm.filter(isOpen).length,
    not_taken: notTaken.filter(isOpen).length,
  });

  return { left, next, tally };
}
