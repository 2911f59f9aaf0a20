function address({ book, compared, daymap, opening, phrases, sheet, state, underlay }) {
  // The address: what is shown stands in it after `#`.

  const NAMES = {
    lang: "page.language_name",
    layer: "page.layers",
    view: "page.view",
    period: "page.period",
    region: "page.region",
    place: "page.place",
    station: "page.column_station",
    day: "page.day_name",
    find: "page.find_name",
    sort: "page.sort_name",
    only: "page.only_name",
    over: "page.overlays",
    under: "page.under_name",
    rank: "page.rank_name",
    frame: "page.frame_name",
    compare: "page.compare_name",
    beside: "page.beside_name",
    tab: "page.tab_name",
  };

  // Of the overlays: none at all.
  const NOTHING = "-";

  const TABS = ["legend", "about", "progress", "place", "table", "matrix", "compare"];
  if (book.checked) TABS.push("findings");

  const SORTS = ["value", "-value", "name", "-name", "note", "-note"];
  const LONGEST = 40; // letters of what the table is filtered by

  // A change of one of these is a step to which the browser's Back leads.
  const STEPS = ["layer", "view", "region", "place", "station", "day", "tab", "only", "compare", "beside"];
  let written = null;
  let isStepOpen = false;

  /**
   * Take from the address what the book knows; the rest is what opens first. What is
   * returned says in words what was asked and is not there; empty if all is.
   */
  function read() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (phrases.LANGS.includes(asked.get("lang"))) state.lang = asked.get("lang");
    const known = book.layers.find((l) => l.id === asked.get("layer"));
    const first = known ? { layer: known, view: "", region: "" } : opening.find();
    state.layer = first.layer.id;
    const region = asked.get("region") || first.region;
    sheet.settle(asked.get("view") || first.view, asked.get("period"), region);
    state.place = isPlace(asked.get("place")) ? asked.get("place") : "";
    state.station = stationOf(asked.get("station")) ? asked.get("station") : "";
    state.day = daymap.read(asked.get("day"));
    state.find = (asked.get("find") || "").slice(0, LONGEST);
    state.sort = SORTS.includes(asked.get("sort")) ? asked.get("sort") : "";
    state.only = onlyOf(asked.get("only"));
    state.over = isOver(asked.get("over")) ? asked.get("over") : "";
    state.under = underlay.isKnown(asked.get("under")) ? asked.get("under") : "";
    state.rank = isRank(asked.get("rank")) ? asked.get("rank") : "";
    state.frame = isFrame(asked.get("frame")) ? asked.get("frame") : "";
    state.compare = compared.KINDS.includes(asked.get("compare")) ? asked.get("compare") : "";
    state.beside = compared.mapOf(asked.get("beside")) ? asked.get("beside") : "";
    state.tab = TABS.includes(asked.get("tab")) ? asked.get("tab") : "";
    begin();
    const unfit = (name) => asked.get(name) && asked.get(name) !== state[name];
    const strange = [...asked.keys()].filter((name) => !NAMES[name]);
    const unknown = [...Object.keys(NAMES).filter(unfit), ...new Set(strange)];
    const named = (name) => (NAMES[name] ? phrases.say(NAMES[name]) : name);
    const what = unknown.map((name) => `${named(name)} “${asked.get(name)}”`);
    return what.length
      ? phrases.say("page.address_unknown", { what: what.join(phrases.say("page.comma")) })
      : "";
  }

  /** The classes and reasons that are asked for, as far as the view has such. */
  function onlyOf(asked) {
    const { scale } = sheet.view();
    const last = scale.kind === "size" ? Number(scale.belowZero) : scale.classes.length - 1;
    const isSize = (k) => sheet.sizes().some(({ klass }) => klass === k);
    const known = (k) => k <= last || isSize(k) || (k >= book.base && k < book.base + book.reasons.length);
    const isList = /^\d{1,3}(\.\d{1,3}){0,40}$/.test(asked || "");
    return isList && asked.split(".").map(Number).every(known) ? asked : "";
  }

  /** The overlay and the feature that an address names: id/code. */
  function stationOf(asked) {
    const [id, ...code] = (asked || "").split("/");
    const marks = book.marks.find((each) => each.id === id);
    const feature = marks && marks.features.find((each) => each.code === code.join("/"));
    return feature ? [marks, feature] : null;
  }

  const isOver = (asked) =>
    asked === NOTHING ||
    (asked || "").split(",").every((id) => book.marks.some((marks) => marks.id === id));

  /** By a layer or by the targets that are not met, falling with a minus. */
  function isRank(asked) {
    const by = (asked || "").replace(/^-/, "");
    return by === "notMet" || book.layers.some((layer) => layer.id === by);
  }

  function isFrame(asked) {
    if (!/^-?\d{1,2}(\.\d{1,4})?,-?\d{1,3}(\.\d{1,4})?,\d{1,2}(\.\d{1,2})?$/.test(asked || "")) return false;
    const [lat, lon, zoom] = asked.split(",").map(Number);
    return Math.abs(lat) < 85 && Math.abs(lon) <= 180 && zoom >= 3 && zoom <= 12;
  }

  const isPlace = (code) =>
    Boolean(sheet.placeOf(code)) || book.regions.some((region) => region.prefecture === code);

  /** What is written from now on, until the hand is lifted, belongs to the step that is open. */
  function begin() {
    written = { ...state };
    isStepOpen = true;
    setTimeout(() => {
      isStepOpen = false;
    }, 0);
  }

  /** What of the state a step goes by: another day is none, as another period is none. */
  const stepOf = (of, name) => (name === "day" ? Boolean(of.day) : of[name]);

  function write() {
    const isStep = written && !isStepOpen && STEPS.some((name) => stepOf(written, name) !== stepOf(state, name));
    if (isStep) begin();
    written = { ...state };
    const kept = Object.entries(state).filter(([, value]) => value);
    const hash = `#${new URLSearchParams(kept)}`;
    if (location.hash === hash) return;
    try {
      history[isStep ? "pushState" : "replaceState"](null, "", hash);
    } catch {
      // A page shown inside a notebook has no address of its own.
    }
  }

  return { NOTHING, TABS, read, write, stationOf };
}
