function decisions({ events, items, rows }) {
  // What a person answered, item by item, with every step back; and rows being corrected.

  const answers = new Map(); // key of an item → { answer, row, by, on, again, time }
  const undone = new Map(); // item → when its answer was taken back
  const drafts = new Map(); // key → a row that is corrected and not yet answered
  let past = []; // of each step what stood before, by key

  const of = (item) => answers.get(item.key);

  /** The row of an item as it stands: corrected, decided, or read; none of a number left out. */
  function rowOf(item) {
    const drafted = drafts.get(item.key) ?? of(item)?.row;
    if (drafted) return drafted;
    return item.figure ? rows.original(item.figure) : (item.row ?? null);
  }

  const now = () => new Date().toISOString();

  function takeBack(item, time) {
    answers.delete(item.key);
    undone.set(item, time);
  }

  /** Answer items in one step, which is undone in one. */
  function answer(pairs) {
    past.push(pairs.map(([item]) => [item, of(item), drafts.get(item.key)]));
    for (const [item, given] of pairs) {
      answers.set(item.key, { ...given, time: now() });
      undone.delete(item);
      drafts.delete(item.key);
    }
    events.emit("answered", pairs.map(([item]) => item));
  }

  /** Take the last step back; return its first item. */
  function undo() {
    const step = past.pop();
    if (!step) return null;
    for (const [item, before, drafted] of step) {
      if (before) answers.set(item.key, { ...before, time: now() });
      else takeBack(item, now());
      if (drafted) drafts.set(item.key, drafted);
    }
    events.emit("answered", step.map(([item]) => item));
    return step[0][0];
  }

  function draft(item, row) {
    if (row) drafts.set(item.key, row);
    else drafts.delete(item.key);
  }

  /** Take over answers given elsewhere, and what was taken back there; no step here undoes them. */
  function restore(pairs) {
    if (!pairs.length) return;
    for (const [item, given] of pairs) {
      if (given.answer) answers.set(item.key, given);
      else takeBack(item, given.time);
    }
    const others = new Set(pairs.map(([item]) => item));
    past = past.filter((step) => !step.some(([item]) => others.has(item)));
    events.emit("answered", [...others]);
  }

  return {
    of,
    rowOf,
    answer,
    undo,
    draft,
    restore,
    undone,
    drafted: (item) => drafts.get(item.key),
    hasDrafts: () => drafts.size > 0,
    answered: () => items.all.filter((item) => answers.has(item.key)),
    canUndo: () => past.length > 0,
  };
}
