function answering({ alike, contradictions, decisions, dom, events, fields, items, phrases, pick, queue, rows, state }) {
  // What a person does with the selected item; each answer goes on to the next that needs one.

  const { byId } = dom;
  const { say } = phrases;
  const REPEATED = ["place", "indicator", "period", "role", "comparator"];
  let last = null; // the last answer on a figure or number, to be repeated

  const stamp = () => ({ by: state.by, on: state.on, again: "" });

  function given(item, answer, row) {
    const before = state.recheck ? decisions.of(item) : null;
    return before ? { ...before, answer, row, again: state.by } : { answer, row, ...stamp() };
  }

  function goOn(from) {
    const next = queue.next(from);
    events.emit("itemChosen", next ?? from);
  }

  /** A second person has a name, and another than the first, or the second check is none. */
  function isNamed() {
    const first = decisions.of(state.item)?.by;
    if (!state.recheck || (state.by && state.by !== first)) return true;
    byId("kept").textContent = say("review.second_person");
    byId("by").focus();
    return false;
  }

  function answerAll(list, answer, changes, from = null) {
    const pairs = list
      .map((item) => [item, answerOf(item, answer, from ? fitting(item, changes, from) : changes)])
      .filter(([, one]) => one !== null);
    if (pairs.length) decisions.answer(pairs);
    return pairs.length;
  }

  /** Of the changes made on one item those whose field read the same in another. */
  function fitting(item, changes, from) {
    if (!item.figure || !from.figure) return changes;
    const [one, other] = [rows.original(from.figure), rows.original(item.figure)];
    return Object.fromEntries(Object.entries(changes).filter(([field]) => one[field] === other[field]));
  }

  /** The answer on an item with changed fields, or none where something would stay open. */
  function answerOf(item, answer, changes) {
    const before = state.recheck && !decisions.drafted(item) ? decisions.of(item) : null;
    if (before && answer === "accept") return { ...before, again: state.by };
    if (!item.figure && !decisions.rowOf(item)) {
      return answer === "left" || answer === "accept" ? given(item, "left", null) : null;
    }
    if (answer === "reject") {
      return item.figure ? given(item, "reject", null) : given(item, "left", null);
    }
    let row = decisions.rowOf(item);
    for (const [field, value] of Object.entries(changes)) {
      row = rows.withField(row, field, value) ?? row;
    }
    if (answer === "to_ask") return item.figure ? given(item, "to_ask", row) : null;
    if (rows.lacking(row).length) return null;
    return given(item, item.figure ? "accept" : "added", { ...row, confirm: "" });
  }

  /** What of an item was corrected, as it may be said of others. */
  function changesOf(item) {
    if (!item.figure) return {};
    const [was, row] = [rows.original(item.figure), decisions.rowOf(item)];
    const changed = row ? REPEATED.filter((field) => was[field] !== row[field]) : [];
    return Object.fromEntries(changed.map((field) => [field, row[field]]));
  }

  function give(answer) {
    const { item } = state;
    if (!item && answer === "accept") goOn(null);
    if (!item || !isNamed()) return;
    if (item.finding) {
      if (answer === "accept") settle(item);
      return;
    }
    const changes = changesOf(item);
    const one = answerOf(item, answer, {});
    if (!one) {
      state.blocked = decisions.rowOf(item) ? rows.lacking(decisions.rowOf(item)) : ["number"];
      events.emit("rowEdited", item, false);
      return;
    }
    decisions.answer([[item, one]]);
    last = { item, answer: one.answer === "added" ? "accept" : one.answer, changes };
    goOn(item);
  }

  /** A contradiction stands so in the document: so do its figures, as far as nothing is open. */
  function settle(item) {
    const sure = item.figures.filter(
      (figure) => !decisions.of(figure) && !rows.open(rows.original(figure.figure)).length,
    );
    decisions.answer([
      [item, { answer: "seen", row: null, said: contradictions.said(item), ...stamp() }],
      ...sure.map((figure) => [figure, given(figure, "accept", decisions.rowOf(figure))]),
    ]);
    goOn(item);
  }

  function repeat() {
    const { item } = state;
    if (!item || item.finding || !last || !isNamed()) return;
    if (answerAll([item], last.answer, last.changes)) goOn(item);
  }

  /** The same answer for all like the item: as it is corrected, or as the last of its like was. */
  function forAll(list) {
    const { item } = state;
    if (!item || item.finding || !isNamed()) return;
    if (!item.figure && decisions.drafted(item)) {
      give("accept"); // what this number counts is not what others count
      return;
    }
    const drafted = changesOf(item);
    const follows =
      last && !Object.keys(drafted).length && !decisions.of(item) && alike.group(last.item) === alike.group(item);
    const { answer, changes, item: from } = follows ? last : { answer: "accept", changes: drafted, item };
    if (answerAll(list, answer, changes, from)) goOn(item);
  }

  function choose(number, stay) {
    const { item } = state;
    if (!item) return;
    if (item.finding) {
      if (item.figures[number]) events.emit("itemChosen", item.figures[number]);
      return;
    }
    const option = fields.options(item)[number];
    if (option && fields.set(item, option.field, option.value)) edited(item, !stay);
  }

  function edited(item, goesOn) {
    state.blocked = [];
    if (goesOn && !rows.lacking(decisions.rowOf(item)).length) give("accept");
    else events.emit("rowEdited", item, false);
  }

  /** A number that was not taken becomes a figure, yet to be accepted. */
  function take(item, words = "") {
    const row = decisions.rowOf(item) ?? pick.rowFor(item);
    const told = words ? pick.counting(row, words) : row;
    if (!item.figure || told !== row) decisions.draft(item, told);
    events.emit("rowEdited", item, false);
  }

  /** What is said of two places is a figure of each: the second is chosen now. */
  function another() {
    const { item } = state;
    if (!item || item.finding || !decisions.rowOf(item)) return;
    const made = pick.further(item);
    decisions.draft(made, made.row);
    events.emit("itemMade", made);
    fields.edit("place");
  }

  function undo() {
    const item = decisions.undo();
    if (item) events.emit("itemChosen", item);
  }

  function back() {
    state.seen.pop();
    const before = state.seen.pop();
    if (before) events.emit("itemChosen", before);
  }

  events.on("optionChosen", choose);

  return {
    accept: () => give("accept"),
    reject: () => give("reject"),
    ask: () => give("to_ask"),
    repeat,
    all: () => forAll(alike.same(state.item)),
    line: (kind) => forAll(alike.line(state.item, kind)),
    choose,
    edited,
    take,
    another,
    undo,
    back,
    hasLast: () => last !== null,
    canTake: (item) => item && !item.figure && !item.firstOf && !item.finding && /\d/.test(items.textOf(item)),
  };
}
