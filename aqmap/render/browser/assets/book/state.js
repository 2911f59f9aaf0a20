function state() {
  // What is shown now: the one thing that files change for each other. It stands in the address.

  return Object.seal({
    layer: "",
    view: "",
    period: "",
    region: "",
    place: "",
    station: "", // its overlay and its code
    day: "",
    lang: document.documentElement.lang === "en" ? "en" : "zh",
    find: "",
    sort: "",
    only: "",
    over: "", // the overlays that are shown, where others are than at first
    under: "", // the grids under the counties, where others are shown than at first
    rank: "", // by what the matrix is sorted
    frame: "", // latitude, longitude and zoom, where it is not the regions' own
    compare: "", // what is compared: two maps at first, or small ones
    beside: "", // the second of two maps: layer, view and period
    tab: "", // empty: the first that there is
  });
}
