function keeping({ data, decisions, dom, events, phrases, saved_review, state }) {
  // Answers are kept in the browser as they are given, saved as a file, and loaded again.

  const { byId } = dom;
  const { say } = phrases;

  const LARGEST = 50_000_000;
  const KEY = `${saved_review.FORMAT} ${data.documents.map(([name, sha256]) => sha256 || name).join(" ")}`;
  let saved = true;
  let last = null; // what this window has read or written last

  const tell = (key, facts) => {
    byId("kept").textContent = say(key, facts);
  };

  let waiting = null;

  /** Take over what another window of this page has kept since; told whether there was anything. */
  function takeOver(written) {
    if (written === last) return false;
    last = written;
    const told = written === null ? null : saved_review.parse(written);
    if (!told) return false;
    const isWaiting = waiting !== null;
    const { taken } = saved_review.merge(told, true);
    if (!isWaiting) forget(); // what has come from there is kept there
    if (!taken) return false;
    events.emit("merged");
    tell("review.other_window", { number: taken });
    return true;
  }

  function forget() {
    window.clearTimeout(waiting);
    waiting = null;
  }

  /** Keep all answers in the browser, with those of another window; told what became of it. */
  function store() {
    try {
      const hasOthers = takeOver(window.localStorage.getItem(KEY));
      last = JSON.stringify(saved_review.kept());
      window.localStorage.setItem(KEY, last);
      return hasOthers ? "" : "review.kept_here";
    } catch {
      return "review.not_kept";
    } finally {
      forget();
    }
  }

  function keep() {
    saved = false;
    const told = store();
    if (told) tell(told);
  }

  /** Keep what was answered soon, not at every key of a long document. */
  function keepSoon() {
    saved = false;
    forget();
    waiting = setTimeout(keep, 400);
  }

  function save() {
    if (waiting !== null) store();
    const written = `${JSON.stringify(saved_review.review(), null, 1)}\n`;
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
    const told = file.size > LARGEST ? null : saved_review.parse(await file.text());
    if (!told) {
      tell("review.not_loaded");
      return;
    }
    const { fitting, taken, kept } = saved_review.merge(told, false);
    const known = before === 0 || !saved_review.isOurs(told) ? "" : kept ? "_kept" : taken ? "_newer" : "";
    const key = saved_review.isOurs(told) ? `review.loaded${known}` : "review.loaded_other";
    store();
    saved = before === 0; // else the page has answers that the file has not
    events.emit("loaded");
    tell(key, { number: fitting, taken, kept });
  }

  function begin() {
    try {
      last = window.localStorage.getItem(KEY);
      const told = last && saved_review.parse(last);
      if (told) saved_review.merge(told, true);
      saved = !told;
    } catch {
      tell("review.not_kept");
    }
    events.on("answered", keepSoon);
    window.addEventListener("storage", (event) => event.key === KEY && takeOver(event.newValue));
    byId("save").addEventListener("click", save);
    byId("load").addEventListener("change", async (event) => {
      const input = event.target;
      await read(input.files[0]);
      input.value = ""; // else the same file, saved anew, is no change
    });
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

  return { begin };
}
