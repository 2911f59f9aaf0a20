function state({ items }) {
  // What is selected and listed now: the one thing that files change for each other.

  return Object.seal({
    item: null,
    filter: "all",
    reason: null, // the number of a reason, where only what it explains is listed
    listed: items.all,
  });
}
