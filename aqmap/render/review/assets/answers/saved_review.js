function saved_review({ contradictions, data, decisions, items, pick, rows }) {
  // What was answered as it is saved, and read again: of two answers on one thing the newer holds.

  const FORMAT = "aqmap-review";
  const VERSION = 1;
  const ANSWERS = ["accept", "reject", "to_ask"];
  const foreign = []; // decisions of a loaded file about what this page does not have

  function decisionOf(item, given) {
    const [, at] = pick.passageOf(item) ?? [0, ""];
    const [start, end] = item.nodes.length ? pick.span(item) : [0, 0];
    const was = item.figure ? rows.original(item.figure) : null;
    const who = { checked_by: given.by, checked_on: given.on, rechecked_by: given.again };
    const row = given.row && { ...given.row, ...who };
    return { answer: given.answer, at, start, end, was, row, ...who, time: given.time };
  }

  /** What an answer that was taken back was about. */
  const nameOf = (item) => (item.figure ? rows.original(item.figure).id : (item.finding ? item.key : pick.idOf(item)));

  function review() {
    const answered = decisions.answered().map((item) => [item, decisions.of(item)]);
    const seen = contradictions.all().map((item) => decisions.of(item)).filter(Boolean);
    return {
      format: FORMAT,
      version: VERSION,
      documents: data.documents.map(([name, sha256, source]) => ({ name, sha256, source })),
      decisions: [
        ...answered.filter(([, given]) => given.answer !== "left").map(([i, g]) => decisionOf(i, g)),
        ...foreign,
      ],
      left: answered
        .filter(([item, given]) => given.answer === "left" && !item.firstOf)
        .map(([item, { time }]) => ({ id: pick.idOf(item), time })),
      seen: seen.map(({ said, time }) => ({ said, time })),
    };
  }

  /** The same for this browser alone: another window must know what was taken back. */
  const kept = () => ({
    ...review(),
    undone: [...decisions.undone].map(([item, time]) => ({ name: nameOf(item), time })),
  });

  const isText = (value) => typeof value === "string";
  const isRow = (row) => row && typeof row === "object" && data.columns.every((n) => isText(row[n]));
  const textOf = (value) => (isText(value) ? value : "");
  const listOf = (value) => (Array.isArray(value) ? value.filter((one) => one && typeof one === "object") : []);

  /** What a file or the browser holds; nothing where it is no review. */
  function parse(written) {
    let told;
    try {
      told = JSON.parse(written);
    } catch {
      return null;
    }
    const fits = told?.format === FORMAT && told.version === VERSION && Array.isArray(told.decisions);
    return fits ? told : null;
  }

  let contents = null;
  let numbered = null;

  function numberItems() {
    const numbers = items.all.filter((item) => item.reason !== undefined);
    numbered ??= new Map(numbers.map((item) => [pick.idOf(item), item]));
    return numbered;
  }

  /** The item that a decision is about: the figure that says the same, the number at the spot. */
  function itemOf(one) {
    if (one.answer === "added") return isRow(one.row) ? (numberItems().get(one.row.id) ?? furtherItem(one)) : null;
    if (!isRow(one.was) || !ANSWERS.includes(one.answer)) return null;
    if (one.answer !== "reject" && !isRow(one.row)) return null;
    if (!contents) {
      contents = new Map();
      const figures = items.all.filter((item) => item.figure);
      for (const item of figures.reverse()) {
        contents.set(rows.content(rows.original(item.figure)), item);
        contents.set(rows.original(item.figure).id + rows.content(rows.original(item.figure)), item);
      }
    }
    const said = rows.content(one.was);
    return contents.get(one.was.id + said) ?? contents.get(said) ?? null;
  }

  /** A further figure of a figure or number that stands where it stood. */
  function furtherItem({ row, at, start }) {
    const [, id, n] = /^(.{1,200})-also-(\d{1,3})$/.exec(row.id) ?? [];
    const first = id && (numberItems().get(id) ?? items.all.find((i) => i.figure && rows.original(i.figure).id === id));
    const isSame = first?.nodes.length && pick.passageOf(first)[1] === at && pick.span(first)[0] === start;
    return isSame ? pick.further(first, Number(n)) : null;
  }

  const answerOf = (one) => ({
    answer: one.answer,
    row: one.row ?? null,
    by: textOf(one.checked_by),
    on: textOf(one.checked_on),
    again: textOf(one.rechecked_by),
    time: textOf(one.time),
  });

  const nobody = { row: null, by: "", on: "", again: "" };

  /** Take over what is newer than what stands here; told how many were, and how many were not. */
  function merge(told, isOtherWindow) {
    const counts = { taken: 0, kept: 0, fitting: 0 };
    const pairs = [];
    const offer = (item, theirs) => {
      const ours = decisions.of(item);
      counts.fitting += 1;
      const same = ours && ours.answer === theirs.answer && JSON.stringify(ours.row) === JSON.stringify(theirs.row) &&
        ours.again === theirs.again;
      if (same || (!ours && !theirs.answer)) return;
      const undone = decisions.undone.get(item) ?? "";
      const isOlder = theirs.time <= (ours ? ours.time : undone);
      if (isOlder && (ours || (undone && isOtherWindow))) {
        counts.kept += 1;
        return;
      }
      counts.taken += 1;
      // Whoever opens a file wants what was taken back before: it is an answer of now.
      pairs.push([item, isOlder && undone ? { ...theirs, time: new Date().toISOString() } : theirs]);
    };
    const held = new Set(foreign.map((one) => JSON.stringify(one)));
    for (const one of listOf(told.decisions)) {
      const item = itemOf(one);
      if (item) offer(item, answerOf(one));
      else if (!held.has(JSON.stringify(one))) foreign.push(one);
    }
    const left = listOf(told.left);
    const numbers = left.length ? numberItems() : new Map();
    for (const { id, time } of left) {
      if (numbers.has(id)) offer(numbers.get(id), { answer: "left", ...nobody, time: textOf(time) });
    }
    if (isOtherWindow) takeUndone(listOf(told.undone), offer);
    decisions.restore(pairs);
    restoreSeen(listOf(told.seen));
    return counts;
  }

  function takeUndone(undone, offer) {
    const times = new Map(undone.map(({ name, time }) => [name, textOf(time)]));
    if (!times.size) return;
    for (const item of decisions.answered()) {
      if (times.has(nameOf(item))) offer(item, { time: times.get(nameOf(item)) });
    }
  }

  /** Contradictions that were looked at, as far as they say the same now. */
  function restoreSeen(told) {
    const times = new Map(told.map(({ said, time }) => [said, textOf(time)]));
    const seen = contradictions.all().map((item) => [item, contradictions.said(item)]);
    decisions.restore(
      seen
        .filter(([item, said]) => times.has(said) && decisions.of(item)?.said !== said)
        .map(([item, said]) => [item, { answer: "seen", ...nobody, said, time: times.get(said) }]),
    );
  }

  /** Whether it is about the documents of this page. */
  function isOurs(told) {
    const sums = listOf(told.documents).map((document) => document.sha256);
    const ours = data.documents.map(([, sha256]) => sha256);
    return sums.length === ours.length && sums.every((sum) => ours.includes(sum));
  }

  return { FORMAT, review, kept, parse, merge, isOurs };
}
