function state() {
  // What is shown now: the one thing that files change for each other. It stands in the address.

  return Object.seal({
    layer: "",
    view: "",
    period: "",
    region: "",
    place: "",
    day: "",
    lang: document.documentElement.lang === "en" ? "en" : "zh",
    find: "",
    sort: "",
    only: "",
    tab: "", // empty: the first that there is
  });
}
