function keeping({ data, decisions, dom, events, items, phrases, pick, rows, state }) {
  // Answers are kept in the browser as they are given, saved as a file, and loaded again.

  const { byId } = dom;
  const { say } = phrases;

  const FORMAT = "aqmap-review";
  const VERSION = 1;
  const LARGEST = 50_000_000;
  const KEY = `${FORMAT} ${data.documents.map(([name, sha256]) => sha256 || name).join(" ")}`;
  let foreign = []; // decisions of a loaded file about what this page does not have
  let saved = true;

  const tell = (key, facts) => {
    byId("kept").textContent = say(key, facts);
  };

  function decisionOf(item, given) {
    const [, at] = pick.passageOf(item) ?? [0, ""];
    const [start, end] = item.nodes.length ? pick.span(item) : [0, 0];
    const was = item.figure ? rows.original(item.figure) : null;
    const who = { checked_by: given.by, checked_on: given.on, rechecked_by: given.again };
    const row = given.row && { ...given.row, ...who };
    return { answer: given.answer, at, start, end, was, row, ...who };
  }

  function review() {
    const answered = decisions.answered().map((item) => [item, decisions.of(item)]);
    const left = answered.filter(([, given]) => given.answer === "left");
    const seen = items.findings.filter((item) => decisions.of(item));
    return {
      format: FORMAT,
      version: VERSION,
      documents: data.documents.map(([name, sha256, source]) => ({ name, sha256, source })),
      decisions: [
        ...answered.filter(([, given]) => given.answer !== "left").map(([i, g]) => decisionOf(i, g)),
        ...foreign,
      ],
      left: left.map(([item]) => pick.idOf(item)),
      seen: seen.map((item) => data.findings[item.finding - 1][1]),
    };
  }

  const isText = (value) => typeof value === "string";
  const isRow = (row) => row && typeof row === "object" && data.columns.every((n) => isText(row[n]));

  /** Take over what a file says; what it says of something else is kept and saved again. */
  function load(written) {
    let told;
    try {
      told = JSON.parse(written);
    } catch {
      told = null;
    }
    if (told?.format !== FORMAT || told.version !== VERSION || !Array.isArray(told.decisions)) {
      tell("review.not_loaded");
      return false;
    }
    const sums = (told.documents ?? []).map((document) => document?.sha256);
    const ours = data.documents.map(([, sha256]) => sha256);
    const pairs = told.decisions.map((one) => [itemOf(one), one]);
    const unknown = pairs.filter(([item]) => !item).map(([, one]) => one);
    const held = new Set(foreign.map((one) => JSON.stringify(one)));
    foreign = [...foreign, ...unknown.filter((one) => !held.has(JSON.stringify(one)))];
    const numbers = numberItems(told.left?.length > 0);
    const left = (told.left ?? []).map((id) => numbers.get(id)).filter(Boolean);
    const titles = new Set(told.seen ?? []);
    const seen = items.findings.filter((item) => titles.has(data.findings[item.finding - 1][1]));
    const nobody = { row: null, by: "", on: "", again: "" };
    decisions.restore([
      ...pairs.filter(([item]) => item).map(([item, one]) => [item, answerOf(one)]),
      ...left.map((item) => [item, { answer: "left", ...nobody }]),
      ...seen.map((item) => [item, { answer: "seen", ...nobody }]),
    ]);
    const same = sums.length === ours.length && sums.every((sum) => ours.includes(sum));
    tell(same ? "review.loaded" : "review.loaded_other", { number: pairs.length - unknown.length });
    return true;
  }

  const answerOf = (one) => ({
    answer: one.answer,
    row: one.row ?? null,
    by: one.checked_by ?? "",
    on: one.checked_on ?? "",
    again: one.rechecked_by ?? "",
  });

  let contents = null;
  let numbered = null;

  function numberItems(wanted) {
    if (!wanted) return new Map();
    const numbers = items.all.filter((item) => item.reason !== undefined);
    numbered ??= new Map(numbers.map((item) => [pick.idOf(item), item]));
    return numbered;
  }

  /** The item that a decision is about: the figure that says the same, the number at the spot. */
  function itemOf(one) {
    if (one?.answer === "added") return isRow(one.row) ? numberItems(true).get(one.row.id) : null;
    if (!isRow(one?.was) || !["accept", "reject", "to_ask"].includes(one.answer)) return null;
    if (one.answer !== "reject" && !isRow(one.row)) return null;
    if (!contents) {
      contents = new Map();
      const figures = items.all.filter((item) => item.figure);
      for (const item of figures.toReversed()) {
        contents.set(rows.content(rows.original(item.figure)), item);
        contents.set(rows.original(item.figure).id + rows.content(rows.original(item.figure)), item);
      }
    }
    const said = rows.content(one.was);
    return contents.get(one.was.id + said) ?? contents.get(said) ?? null;
  }

  let waiting = null;

  /** Return whether the browser has taken what was answered. */
  function store() {
    window.clearTimeout(waiting);
    waiting = null;
    try {
      window.localStorage.setItem(KEY, JSON.stringify(review()));
      return true;
    } catch {
      return false;
    }
  }

  function keep() {
    saved = false;
    tell(store() ? "review.kept_here" : "review.not_kept");
  }

  /** Keep what was answered soon, not at every key of a long document. */
  function keepSoon() {
    saved = false;
    window.clearTimeout(waiting);
    waiting = setTimeout(keep, 400);
  }

  function save() {
    if (waiting !== null) store();
    const written = `${JSON.stringify(review(), null, 1)}\n`;
    const name = data.documents[0]?.[0].replace(/\.[^.]*$/, "") ?? "";
    const link = dom.el("a", {
      href: URL.createObjectURL(new Blob([written], { type: "application/json" })),
      download: `review-${name.replace(/[\\/:*?"<>|\s]+/g, "_")}${state.recheck ? "-2" : ""}.json`,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    saved = true;
    tell("review.saved");
  }

  async function read(file) {
    if (!file) return;
    const before = decisions.answered().length;
    if (file.size > LARGEST) tell("review.not_loaded");
    else if (load(await file.text())) {
      store();
      saved = before === 0; // else the page has answers that the file has not
    }
    events.emit("loaded");
  }

  function begin() {
    try {
      const kept = window.localStorage.getItem(KEY);
      if (kept) load(kept);
      if (kept) saved = false;
    } catch {
      tell("review.not_kept");
    }
    events.on("answered", keepSoon);
    byId("save").addEventListener("click", save);
    byId("load").addEventListener("change", (event) => read(event.target.files[0]));
    document.addEventListener("dragover", (event) => event.preventDefault());
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      read(event.dataTransfer.files[0]);
    });
    window.addEventListener("beforeunload", (event) => {
      if (waiting !== null) keep();
      const isUnsaved = !saved && decisions.answered().length > 0;
      if (isUnsaved || decisions.hasDrafts()) event.preventDefault();
    });
  }

  return { begin, review, load };
}
