function frame({ book, dom, gridKey, leafletMap, overlays, phrases, sheet, state }) {
  // What stands around the map: title, names of the controls, notices, and the foot.

  const { byId, el, fill } = dom;
  const { phrase, say } = phrases;

  function draw() {
    const lang = state.lang === "zh" ? "zh-CN" : "en";
    // Written again, even the same language has every element styled anew.
    if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
    // The sheet first: it is what tells one tab of the browser from another.
    document.title = `${sheet.title()} – ${phrase(book.title)}`;
    byId("title").textContent = phrase(book.title);
    const names = {
      "layers-name": "page.layers",
      skip: "page.skip",
      "skip-map": "page.skip_map",
      "skip-layers": "page.skip_layers",
      "map-keys": "page.map_keys",
    };
    for (const [id, key] of Object.entries(names)) byId(id).textContent = say(key);
    byId("language").textContent = state.lang === "zh" ? "EN" : "中文";
    byId("language").lang = state.lang === "zh" ? "en" : "zh";
    const labels = {
      language: "page.language",
      "open-layers": "page.open_layers",
      "close-layers": "page.close",
      search: "page.search",
      "zoom-in": "page.zoom_in",
      "zoom-out": "page.zoom_out",
      skips: "page.skips",
      panel: "page.panel",
      zoom: "page.zoom",
    };
    for (const [id, key] of Object.entries(labels)) byId(id).setAttribute("aria-label", say(key));
    byId("search").placeholder = say("page.search");
    leafletMap.getContainer().setAttribute("aria-label", say("page.map"));
    const facts = { n: book.unmatched.length, names: book.unmatched.join(say("page.comma")) };
    byId("unmatched").hidden = !book.unmatched.length;
    byId("unmatched").textContent = say("page.unmatched", facts);
    const notices = [...new Set([...overlays.notices({ dropped: false }), ...gridKey.notices()])];
    byId("stamp").hidden = !notices.length;
    byId("stamp").textContent = notices.join(say("page.comma"));
    const credits = [
      say("page.boundaries", { credit: phrase(book.credit) }),
      phrase(book.compiler) && say("page.compiler", { name: phrase(book.compiler) }),
      book.date && say("page.date", { date: book.date }),
    ];
    fill(
      "foot",
      el("strong", { text: phrase(book.status) }),
      ...credits.filter(Boolean).map((text) => el("span", { text })),
    );
  }

  /** Without a sheet there is only the book to name. */
  function drawNameless() {
    document.title = phrase(book.title);
    fill("sheet-title");
    fill("headline");
    fill("layer-list");
  }

  return { draw, drawNameless };
}
