function decisions({ events, items, rows }) {
  // What a person answered, item by item, with every step back; and rows being corrected.

  const answers = new Map(); // key of an item → { answer, row, by, on, again }
  const drafts = new Map(); // key → a row that is corrected and not yet answered
  const past = []; // of each step what stood before, by key

  const of = (item) => answers.get(item.key);

  /** The row of an item as it stands: corrected, decided, or read; none of a number left out. */
  function rowOf(item) {
    const drafted = drafts.get(item.key) ?? of(item)?.row;
    if (drafted) return drafted;
    return item.figure ? rows.original(item.figure) : null;
  }

  /** Answer items in one step, which is undone in one. */
  function answer(pairs) {
    past.push(pairs.map(([item]) => [item, of(item), drafts.get(item.key)]));
    for (const [item, given] of pairs) {
      answers.set(item.key, given);
      drafts.delete(item.key);
    }
    events.emit("answered", pairs.map(([item]) => item));
  }

  /** Take the last step back; return its first item. */
  function undo() {
    const step = past.pop();
    if (!step) return null;
    for (const [item, before, drafted] of step) {
      if (before) answers.set(item.key, before);
      else answers.delete(item.key);
      if (drafted) drafts.set(item.key, drafted);
    }
    events.emit("answered", step.map(([item]) => item));
    return step[0][0];
  }

  function draft(item, row) {
    if (row) drafts.set(item.key, row);
    else drafts.delete(item.key);
  }

  /** Take over answers that were kept, without a step to undo. */
  function restore(pairs) {
    for (const [item, given] of pairs) answers.set(item.key, given);
    past.length = 0;
    events.emit("answered", pairs.map(([item]) => item));
  }

  return {
    of,
    rowOf,
    answer,
    undo,
    draft,
    restore,
    drafted: (item) => drafts.get(item.key),
    hasDrafts: () => drafts.size > 0,
    answered: () => items.all.filter((item) => answers.has(item.key)),
    canUndo: () => past.length > 0,
  };
}
