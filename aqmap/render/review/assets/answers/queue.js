function queue({ contradictions, data, decisions, items, rows, state }) {
  // What needs a person, in order: contradictions, figures to confirm, numbers that were not taken.

  const toConfirm = items.all.filter((i) => i.figure && rows.open(rows.original(i.figure)).length);
  const notTaken = items.all.filter((i) => i.reason !== undefined && data.asked[i.reason]);

  /** A contradiction is settled when it has gone, or was looked at as it is now. */
  function isSettled(item) {
    if (!item.finding) return Boolean(decisions.of(item));
    return contradictions.isGone(item) || decisions.of(item)?.said === contradictions.said(item);
  }

  const isDecided = (item) => ![undefined, "left", "seen"].includes(decisions.of(item)?.answer);

  /** What was corrected and not accepted would be lost without a word. */
  const isOpen = (item) =>
    decisions.drafted(item) ||
    (state.recheck ? isDecided(item) && !decisions.of(item).again : !isSettled(item));

  function all() {
    const asked = () => [...contradictions.all(), ...toConfirm, ...notTaken];
    const listed = state.recheck ? decisions.answered() : asked();
    const drafted = items.all.filter((item) => decisions.drafted(item) && !listed.includes(item));
    return [...listed, ...drafted];
  }

  const left = () => all().filter(isOpen);

  /** The next that needs a person: what the last answer contradicts, then on, and round. */
  function next(after) {
    const listed = all();
    const fresh = listed.find((item) => item.isMade && item.figures.includes(after) && isOpen(item));
    if (fresh) return fresh;
    const at = listed.indexOf(after?.firstOf ?? after);
    const order = at < 0 ? listed : [...listed.slice(at + 1), ...listed.slice(0, at + 1)];
    return order.find((item) => item !== after && isOpen(item)) ?? null;
  }

  /** How many of each kind are left. */
  const tally = () => ({
    contradictions: contradictions.all().filter(isOpen).length,
    to_confirm: toConfirm.filter(isOpen).length,
    not_taken: notTaken.filter(isOpen).length,
  });

  return { left, next, tally };
}
