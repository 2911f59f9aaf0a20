// What is chosen: layer, view, period, region; and what the choice shows: legend, table, notes.

const byTheme = () => {
  const known = new Set(book.themes.map(([id]) => id));
  const rest = [...new Set(book.layers.map((l) => l.theme))].filter((id) => !known.has(id));
  return [...book.themes.map(([id, name]) => [id, T(name)]),
    ...rest.map((id) => [id, id || W("page.other_theme")])];
};

function drawLayerList() {
  const asked = byId("search").value.trim().toLowerCase();
  const found = (layer) => !asked
    || [layer.title].some((n) => [book.texts[n]].flat().join(" ").toLowerCase().includes(asked));
  const groups = byTheme().map(([theme, name]) => {
    const layers = book.layers.filter((layer) => layer.theme === theme && found(layer));
    if (!layers.length) return null;
    return el("section", {}, el("h3", { text: name }),
      el("ul", {}, ...layers.map((layer) => el("li", {}, el("button", {
        type: "button", text: T(layer.title), "data-layer": layer.id,
        "aria-current": layer.id === state.layer ? "true" : null,
        onclick: () => chooseLayer(layer.id),
      })))));
  }).filter(Boolean);
  fill("layer-list", ...(groups.length ? groups
    : [el("p", { class: "quiet", text: W("page.no_match") })]));
}

function chooseLayer(id) {
  const before = state.region;
  state.layer = id;
  settle(state.view, state.period, state.region);
  toggleDrawer(false);
  refresh();
  if (state.region !== before) frameRegions();
}

function drawControls() {
  const layer = layerNow();
  const choice = (name, pressed, facts) => el("button", {
    type: "button", text: name, "aria-pressed": String(pressed), ...facts,
  });
  fill("views", ...layer.views.map((view) => choice(T(view.title), view.name === state.view, {
    "data-view": view.name,
    onclick: () => {
      state.view = view.name;
      refresh();
    },
  })));
  byId("views").setAttribute("aria-label", W("page.view"));
  drawPeriods();
  const covered = layer.regions.map((i) => book.regions[i].id);
  const regions = book.regions.map((region) => choice(T(region.name), region.id === state.region, {
    "data-region": region.id,
    disabled: !covered.includes(region.id),
    title: covered.includes(region.id) ? null : W("page.not_covered"),
    onclick: () => chooseRegion(region.id),
  }));
  if (book.regions.length > 1) {
    regions.push(choice(W("page.all_regions"), state.region === "all", {
      "data-region": "all", disabled: covered.length < 2, onclick: () => chooseRegion("all"),
    }));
  }
  fill("regions", ...regions);
  byId("regions").setAttribute("aria-label", W("page.region"));
  byId("sheet-title").textContent = sheetTitle();
}

function chooseRegion(id) {
  state.region = id;
  refresh();
  frameRegions();
}

// ---- legend ------------------------------------------------------------------------------

function swatch(line, size = [28, 17]) {
  const ratio = 2;
  const box = el("canvas", {
    width: size[0] * ratio, height: size[1] * ratio, class: "swatch", "aria-hidden": "true",
  });
  const pen = box.getContext("2d");
  pen.fillStyle = line.hatched ? pen.createPattern(stripedTile(line.color, ratio), "repeat")
    : line.color || "#FFFFFF";
  if (line.family && line.family !== "none") {
    pen.fillStyle = pen.createPattern(hatchTile(line.family, ratio), "repeat");
  } else if (line.family) pen.fillStyle = book.ground.pale;
  pen.fillRect(0, 0, box.width, box.height);
  pen.scale(ratio, ratio);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const [x, y] = [size[0] / 2, size[1] / 2];
  if (line.symbol) drawSymbol(pen, line.symbol, x, y, 7);
  if (line.letter) {
    const part = { text: line.letter, size: 12, color: "#454A50", weight: 700 };
    writeLines(pen, [part], x, y - 6.5);
  }
  return box;
}

function legendItem(line) {
  const picture = viewNow().scale.kind === "size" && line.klass === 0
    ? el("span", { class: "dot", style: `background:${line.color}` }) : swatch(line);
  return el("li", { "data-klass": line.klass, class: line.count ? null : "empty" }, picture,
    el("span", { class: "name", text: line.label }),
    el("span", { class: "count", text: W("page.count", { n: line.count }) }));
}

function drawLegend() {
  const view = viewNow();
  const unit = unitText(view);
  const parts = [el("h2", { id: "legend-name", text: W("page.legend") })];
  if (unit) parts.push(el("p", { class: "unit", text: W("page.unit", { unit }) }));
  parts.push(el("ul", { id: "legend-list" }, ...legendNow().map(legendItem)));
  if (view.scale.kind === "size") parts.push(sizeKey(view.scale));
  parts.push(hatchedLine(view), ...overlaysShown().map(markLegend));
  parts.push(...totalLines().map((text) => el("p", { class: "total", text })), zoneRows());
  parts.push(el("details", { class: "borders" }, el("summary", { text: W("page.borders") }),
    el("ul", {}, ...[["national", "page.border_national"], ["prefecture", "page.border_prefecture"],
      ["county", "page.border_county"], ["context", "page.context"]]
      .map(([kind, key]) => el("li", {}, el("span", { class: `stroke ${kind}` }),
        el("span", { class: "name", text: W(key) }))))));
  fill("legend-body", ...parts.filter(Boolean));
}

/** How many of the places have a number that is indicative only, as MapSheet.indicative. */
function hatchedLine(view) {
  const count = placesNow().map((i) => cellAt(view, i)).filter((c) => c.indicative && !c.reason).length;
  if (!count) return null;
  const { group } = placesNow().map((i) => cellAt(view, i)).find((c) => c.indicative && c.group) || {};
  const line = { color: group ? group.color : book.ground.base, hatched: true };
  return el("ul", { id: "hatched-line" }, el("li", {}, swatch(line),
    el("span", { class: "name", text: W("page.indicative_mark") }),
    el("span", { class: "count", text: W("page.count", { n: count }) })));
}

/** The sample symbols, as large as on the map now. */
function sizeKey(scale) {
  const key = el("div", { id: "size-key", "aria-hidden": "true" });
  const box = el("div", {}, el("p", { class: "quiet", text: W("page.symbol_sizes") }), key);
  drawSizesIn(key, scale);
  return box;
}

function drawSizes() {
  if (byId("size-key")) drawSizesIn(byId("size-key"), viewNow().scale);
}

function drawSizesIn(key, scale) {
  key.replaceChildren(...scale.classes.map((sample) => {
    const across = 2 * radiusOf(sample.upper, scale);
    const size = `width:${across}px;height:${across}px;background:${sample.color}`;
    return el("span", {}, el("i", { style: size }), el("span", { text: T(sample.label) }));
  }));
}

function totalLines() {
  const totals = viewNow().totals[state.period] || {};
  return regionsNow().map((region) => totals[region.id]).filter((n) => n !== undefined).map(T);
}

/** Places without outline stand in rows of their own, so that the counts add up for the eye. */
function zoneRows() {
  const view = viewNow();
  const zones = placesNow().filter((i) => !book.places[i].shape);
  if (!zones.length) return null;
  const rows = zones.map((i) => {
    const place = book.places[i];
    const cell = cellAt(view, i);
    const unknown = place.lat === null ? ` · ${W("page.no_marker")}` : "";
    return el("li", {}, el("button", {
      type: "button", class: "link", text: T(place.label), onclick: () => choosePlace(place.code),
    }), el("span", { class: "count", text: saidOf(cell, view) + unknown }));
  });
  return el("div", { class: "zones" }, el("h3", { text: W("page.no_outline") }), el("ul", {}, ...rows));
}

// ---- table and notes ---------------------------------------------------------------------

function drawTable() {
  const view = viewNow();
  const unit = unitText(view);
  const caption = unit ? W("page.table_caption", { title: sheetTitle(), unit }) : sheetTitle();
  const heads = ["page.column_place", view.scale.kind === "category" ? "page.column_class"
    : "page.column_value", "page.column_note"];
  const rows = placesNow().map((i) => {
    const place = book.places[i];
    const cell = cellAt(view, i);
    const words = cell.qualifiers.map(T);
    if (cell.indicative && !words.includes(W("page.indicative"))) words.unshift(W("page.indicative"));
    if (cell.reason) words.unshift(T(cell.reason.label));
    const value = cell.reason ? "—" : cell.label || T(cell.group.label);
    return el("tr", { "data-code": place.code, class: place.code === state.place ? "picked" : null },
      el("th", { scope: "row" }, el("button", {
        type: "button", class: "link", text: T(place.label), onclick: () => choosePlace(place.code),
      })),
      el("td", { class: "number", text: value + (cell.indicative && !cell.reason ? " *" : "") }),
      el("td", { text: words.join(W("page.semicolon")) }));
  });
  fill("panel-table", el("table", {}, el("caption", { text: caption }),
    el("thead", {}, el("tr", {}, ...heads.map((key) => el("th", { scope: "col", text: W(key) })))),
    el("tbody", {}, ...rows)), ...overlaysShown().map(stationTable));
}

function drawAbout() {
  const layer = layerNow();
  const parts = [el("h2", { text: T(layer.title) })];
  const totals = totalLines();
  const section = (key, items) => (items.length ? el("section", { class: "theme" },
    el("h3", { text: W(key) }), ...items) : null);
  parts.push(section("page.totals", totals.map((text) => el("p", { text }))));
  parts.push(section("page.notes", layer.notes.map((n) => el("p", { text: T(n) }))));
  parts.push(section("page.sources", layer.sources.map((n) => sourceItem(book.sources[n]))));
  parts.push(section("page.absences", book.reasons
    .filter((reason) => legendNow().some((line) => line.label === T(reason.label)))
    .map((reason) => el("p", { class: "quiet", text: T(reason.label) + (reason.family === "none" ? ""
      : W("page.colon") + W(`family.${reason.family}`)) }))));
  fill("panel-about", ...parts);
}

function sourceItem(source) {
  const facts = [source.number, T(source.issuer), source.date, source.licence, source.address];
  return el("div", { class: "source" }, el("p", {}, el("b", { text: T(source.title) })),
    el("p", { class: "quiet", text: facts.filter(Boolean).join(" · ") }),
    T(source.note) ? el("p", { class: "quiet", text: T(source.note) }) : null);
}

function drawOverlays() {
  byId("overlays").hidden = !book.marks.length;
  byId("overlays-name").textContent = W("page.overlays");
  fill("overlay-list", ...overlayList());
}

function drawFrame() {
  document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
  document.title = T(book.title);
  byId("title").textContent = T(book.title);
  const names = {
    "layers-name": "page.layers", skip: "page.skip",
  };
  for (const [id, key] of Object.entries(names)) byId(id).textContent = W(key);
  byId("language").textContent = state.lang === "zh" ? "EN" : "中文";
  const labels = {
    language: "page.language", "open-layers": "page.open_layers", "close-layers": "page.close",
    search: "page.search", "zoom-in": "page.zoom_in", "zoom-out": "page.zoom_out",
  };
  for (const [id, key] of Object.entries(labels)) byId(id).setAttribute("aria-label", W(key));
  byId("search").placeholder = W("page.search");
  map.getContainer().setAttribute("aria-label", W("page.map"));
  const facts = { n: book.unmatched.length, names: book.unmatched.join(W("page.comma")) };
  byId("unmatched").hidden = !book.unmatched.length;
  byId("unmatched").textContent = W("page.unmatched", facts);
  byId("stamp").hidden = !noticesNow().length;
  byId("stamp").textContent = noticesNow().join(W("page.comma"));
  const audit = book.audit ? W("page.audit_no", { number: book.audit }) : W("page.unaudited");
  const credits = [W("page.boundaries", { credit: T(book.credit) }),
    T(book.compiler) && W("page.compiler", { name: T(book.compiler) }),
    W("page.date", { date: book.date })];
  fill("foot", el("strong", { text: audit }),
    ...credits.filter(Boolean).map((text) => el("span", { text })));
}
