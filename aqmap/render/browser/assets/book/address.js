function address({ book, daymap, opening, phrases, sheet, state }) {
  // The address: what is shown stands in it after `#`.

  const NAMES = {
    lang: "page.language_name",
    layer: "page.layers",
    view: "page.view",
    period: "page.period",
    region: "page.region",
    place: "page.place",
    day: "page.day_name",
    find: "page.find_name",
    sort: "page.sort_name",
    only: "page.only_name",
    tab: "page.tab_name",
  };

  const TABS = ["legend", "about", "progress", "place", "table", "matrix"];
  if (book.checked) TABS.push("findings");

  const SORTS = ["value", "-value", "name", "-name", "note", "-note"];
  const LONGEST = 40; // letters of what the table is filtered by

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
    state.day = daymap.read(asked.get("day"));
    state.find = (asked.get("find") || "").slice(0, LONGEST);
    state.sort = SORTS.includes(asked.get("sort")) ? asked.get("sort") : "";
    state.only = onlyOf(asked.get("only"));
    state.tab = TABS.includes(asked.get("tab")) ? asked.get("tab") : "";
    const unknown = Object.keys(NAMES).filter(
      (name) => asked.get(name) && asked.get(name) !== state[name],
    );
    const what = unknown.map((name) => `${phrases.say(NAMES[name])} “${asked.get(name)}”`);
    return what.length
      ? phrases.say("page.address_unknown", { what: what.join(phrases.say("page.comma")) })
      : "";
  }

  /** The classes and reasons that are asked for, as far as the view has such. */
  function onlyOf(asked) {
    const { scale } = sheet.view();
    const last = scale.kind === "size" ? Number(scale.belowZero) : scale.classes.length - 1;
    const known = (k) => k <= last || (k >= book.base && k < book.base + book.reasons.length);
    const isList = /^\d{1,3}(\.\d{1,3}){0,40}$/.test(asked || "");
    return isList && asked.split(".").map(Number).every(known) ? asked : "";
  }

  const isPlace = (code) =>
    Boolean(sheet.placeOf(code)) || book.regions.some((region) => region.prefecture === code);

  function write() {
    const kept = Object.entries(state).filter(([, value]) => value);
    const written = `#${new URLSearchParams(kept)}`;
    if (location.hash === written) return;
    try {
      history.replaceState(null, "", written);
    } catch {
      // A page shown inside a notebook has no address of its own.
    }
  }

  return { TABS, read, write };
}
