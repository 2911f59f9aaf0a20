function state({ items }) {
  // What is selected and listed now: the one thing that files change for each other.

  return Object.seal({
    item: null,
    filter: "all",
    reason: null, // the number of a reason, where only what it explains is listed
    listed: items.all,
    editing: "", // the field that is being typed into
    blocked: [], // the fields without which the item cannot be accepted, once that was tried
    recheck: false, // whether a second person looks at what the first decided
    by: "", // who checks, and when
    on: "",
    seen: [], // items in the order in which they were come to, to go back to
  });
}
