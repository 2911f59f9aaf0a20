function keys({ answering, dom, fields, state }) {
  // One key an answer; none of them while a person types, nor while a word is being composed.

  const { byId } = dom;
  let tabbed = false; // whether the focus was brought where it is by the keyboard

  const ACTIONS = {
    Enter: answering.accept,
    x: answering.reject,
    Delete: answering.reject,
    q: answering.ask,
    ".": answering.repeat,
    a: answering.all,
    r: () => answering.line("row"),
    c: () => answering.line("column"),
    b: answering.back,
    Backspace: answering.back,
    z: answering.undo,
    d: answering.another,
    f: () => answering.canTake(state.item) && answering.take(state.item),
    ...Object.fromEntries(Object.entries(fields.KEYS).map(([field, key]) => [key, () => fields.edit(field)])),
  };

  const isTyping = (node) => node.matches?.("input, textarea, select, [contenteditable]");

  function onKey(event) {
    if (event.key === "Tab") tabbed = event.target.id !== "edited"; // there it takes what is typed
    if (event.key === "Enter" && event.target.closest?.(".who")) event.target.blur();
    if (event.isComposing || isTyping(event.target) || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      answering.undo();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    const control = event.target.matches?.("button, summary, a, label");
    if (control && tabbed && (event.key === "Enter" || event.key === " ")) return;
    const digit = /^Digit([1-9])$/.exec(event.code) ?? /^Numpad([1-9])$/.exec(event.code);
    if (digit) {
      event.preventDefault();
      answering.choose(Number(digit[1]) - 1, event.shiftKey);
      return;
    }
    const action = ACTIONS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    tabbed = false;
    action();
  }

  function onButton(event) {
    const button = event.target.closest("[data-key]");
    if (button) ACTIONS[button.dataset.key]();
  }

  /** What each key would do now stands on its button. */
  function draw(like) {
    const { item } = state;
    for (const button of byId("answers").querySelectorAll("[data-key]")) {
      const key = button.dataset.key;
      const inTable = Boolean(item?.nodes[0]?.closest("td, th"));
      const fits = {
        a: item && !item.finding && like > 1,
        r: item?.figure && inTable,
        c: item?.figure && inTable,
        f: answering.canTake(item),
        x: item && !item.finding,
        q: item?.figure,
        d: item && !item.finding && (item.figure || item.firstOf),
        ".": answering.hasLast() && item && !item.finding,
      };
      button.hidden = key in fits && !fits[key];
    }
    byId("like").textContent = like > 1 ? String(like) : "";
  }

  function begin() {
    document.addEventListener("keydown", onKey);
    document.addEventListener("mousedown", () => {
      tabbed = false;
    });
    byId("answers").addEventListener("click", onButton);
  }

  return { begin, draw };
}
