// The page comes alive here: tabs, drawer and sheet of a narrow screen, and what to redraw when.

const TABS = ["legend", "about", "place", "table", "findings"];
const narrow = window.matchMedia("(max-width: 900px)");
let tab = "place";
let mark = null;
let choiceShown = "";

function refresh() {
  drawFrame();
  drawLayerList();
  drawControls();
  drawDay();
  drawOverlays();
  drawAreas();
  drawMarks();
  drawLegend();
  drawPanel();
  drawTabs();
  redrawLabels();
  writeAddress();
}

/** Only the panel that is open is drawn: a table of three thousand rows takes its time. */
function drawPanel() {
  const draw = { about: drawAbout, place: drawPlace, table: drawTable, findings: drawFindings };
  if (draw[tab]) draw[tab]();
}

/** A county, zone or prefecture is chosen; an empty code lets go of it. */
function choosePlace(code) {
  mark = null;
  state.place = code;
  hideTip();
  const moved = bringIntoView(placeNamed(code));
  refresh();
  if (moved) frameRegions();
  if (code) showTab("place");
}

/** A place chosen from a list may lie outside the map: go to its region, or to it alone. */
function bringIntoView(place) {
  const spot = place && spotOf(place);
  if (!spot || map.getBounds().contains(spot)) return false;
  const covered = layerNow().regions.includes(place.region);
  if (covered && state.region !== "all") state.region = book.regions[place.region].id;
  else if (!covered) map.panTo(spot, { animate: false });
  return covered;
}

function chooseMark(marks, feature) {
  mark = [marks.id, feature];
  hideTip();
  state.place = feature.place < 0 ? "" : book.places[feature.place].code;
  refresh();
  showTab("place");
}

function drawPlace() {
  const region = book.regions.find((each) => each.prefecture === state.place);
  const place = placeNamed(state.place);
  // The list of all places says nothing of the layer: it stays while the layer changes.
  const choice = mark || place || region ? "" : state.lang;
  if (choice && choice === choiceShown) return;
  choiceShown = choice;
  const card = mark ? markCard(overlays.get(mark[0]).marks, mark[1])
    : place ? placeCard(place)
      : region ? prefectureCard(region) : choiceCard();
  if (mark || place || region) {
    card.unshift(el("button", {
      type: "button", class: "icon close", "aria-label": W("page.close"),
      onclick: () => choosePlace(""),
    }, el("span", { "aria-hidden": "true", text: "×" })));
  }
  fill("panel-place", ...card);
}

// ---- tabs --------------------------------------------------------------------------------

function drawTabs() {
  const names = TABS.filter((name) => narrow.matches || name !== "legend");
  if (!names.includes(tab)) tab = "place";
  fill("tabs", ...names.map((name) => {
    const button = el("button", {
      type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`,
      "aria-selected": String(name === tab), tabindex: name === tab ? "0" : "-1",
      onclick: () => showTab(name), onkeydown: (event) => stepTab(event, names),
    }, el("span", { text: W(`page.${name}`) }));
    if (name === "findings" && book.findings.length) {
      const grave = SEVERITIES.find((s) => book.findings.some((f) => f.severity === s));
      button.append(el("b", { class: `dotted ${grave}`, text: String(book.findings.length) }));
    }
    return button;
  }));
  for (const name of TABS) {
    byId(`panel-${name}`).hidden = name !== tab;
    byId(`panel-${name}`).setAttribute("aria-labelledby", `tab-${name}`);
  }
  const open = byId("panel").classList.contains("open");
  byId("sheet-size").setAttribute("aria-label", W(open ? "page.collapse" : "page.expand"));
  byId("sheet-size").setAttribute("aria-expanded", String(open));
}

function showTab(name, item = "") {
  tab = name;
  drawPanel();
  drawTabs();
  byId(`panel-${name}`).scrollTop = 0;
  if (item) toggleSheet(true);
  const target = item && byId(`finding-${item}`);
  if (target) {
    target.scrollIntoView({ block: "nearest" });
    target.focus();
  }
}

function stepTab(event, names) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = names[(names.indexOf(tab) + step + names.length) % names.length];
  showTab(next);
  byId(`tab-${next}`).focus();
}

// ---- narrow screens ----------------------------------------------------------------------

function toggleSheet(open) {
  byId("panel").classList.toggle("open", open);
  document.body.classList.toggle("sheet-open", open);
  drawTabs();
  // The map has another height once the sheet has moved.
  setTimeout(() => {
    map.invalidateSize({ animate: false });
    if (open) centrePlace();
  }, narrow.matches ? 220 : 0);
}

/** Keep the chosen place in the strip of map that an open sheet leaves. */
function centrePlace() {
  const place = placeNamed(state.place);
  if (!place || !spotOf(place)) return;
  const hidden = byId("heading").offsetHeight - byId("foot").offsetHeight;
  map.panTo(spotOf(place), { animate: false }).panBy([0, -hidden / 2], { animate: false });
}

function toggleDrawer(open) {
  byId("layers").classList.toggle("open", open);
  byId("shade").hidden = !open;
  if (open) byId("search").focus({ preventScroll: true });
}

/** The legend lies on the map of a wide screen and in the sheet of a narrow one. */
function placeLegend() {
  const home = narrow.matches ? byId("panel-legend") : byId("legend-card");
  home.append(byId("legend-body"));
  byId("legend-card").hidden = narrow.matches;
  tab = narrow.matches ? "legend" : tab;
  drawTabs();
}

function bindControls() {
  byId("language").addEventListener("click", () => {
    state.lang = state.lang === "zh" ? "en" : "zh";
    refresh();
  });
  byId("search").addEventListener("input", drawLayerList);
  bindPeriods();
  byId("day").addEventListener("click", () => chooseDay(state.day));
  byId("zoom-in").addEventListener("click", () => map.zoomIn(0.5));
  byId("zoom-out").addEventListener("click", () => map.zoomOut(0.5));
  byId("open-layers").addEventListener("click", () => toggleDrawer(true));
  byId("close-layers").addEventListener("click", () => toggleDrawer(false));
  byId("shade").addEventListener("click", () => toggleDrawer(false));
  byId("sheet-size").addEventListener("click", () =>
    toggleSheet(!byId("panel").classList.contains("open")));
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    showTab("table");
    byId("panel-table").focus();
  });
  // Only who moves by keyboard needs to see that the map has the focus.
  document.addEventListener("pointerdown", () => document.body.classList.remove("keys"));
  document.addEventListener("keydown", (event) => {
    document.body.classList.add("keys");
    if (event.key !== "Escape") return;
    toggleDrawer(false);
    hideTip();
    if (state.place || mark) choosePlace("");
  });
  window.addEventListener("hashchange", () => {
    readAddress();
    refresh();
    frameRegions();
  });
  narrow.addEventListener("change", () => {
    placeLegend();
    refresh();
    frameRegions();
  });
}

/** What tests and other scripts may ask; nothing here changes the page. */
function exposeHooks() {
  window.aqmap = Object.freeze({
    state: () => ({ ...state }),
    fill: (code) => {
      const area = areas.get(code);
      return area ? { kind: area.aqFill.kind, color: area.aqFill.color } : null;
    },
    hatched: (code) => areas.get(code).aqFill.hatched === true,
    mark: (id, code) => {
      const { marks } = overlays.get(id);
      const { look, mark: color, ring } = markStyle(marks, marks.features.find((f) => f.code === code));
      return { look, color, ring };
    },
    legend: () => legendNow().map(({ klass, label, count }) => ({ klass, label, count })),
    point: (code) => {
      const place = placeNamed(code);
      const spot = place ? spotOf(place) : areas.get(code).aq.spot;
      const { x, y } = map.latLngToContainerPoint(spot);
      const box = map.getContainer().getBoundingClientRect();
      return { x: box.left + x, y: box.top + y };
    },
    markPoint: (id, code) => {
      const { features } = overlays.get(id).marks;
      const [, line] = features.find((feature) => feature.code === code).drawn;
      const { x, y } = map.latLngToContainerPoint(decodeLine(line)[0]);
      const box = map.getContainer().getBoundingClientRect();
      return { x: box.left + x, y: box.top + y };
    },
    radius: (code) => {
      const place = placeNamed(code);
      const cell = cellAt(viewNow(), book.places.indexOf(place));
      return cell && viewNow().scale.kind === "size" ? radiusOf(cell.value, viewNow().scale) : null;
    },
    ready: true,
  });
}

async function startPage(made) {
  try {
    book = await readBook();
    nameFields();
    for (const [name, color] of Object.entries(book.ground)) {
      document.documentElement.style.setProperty(`--${name}`, color);
    }
    decodeGeometry();
    readAddress();
    startMap(made);
    startOverlays();
    bindControls();
    placeLegend();
    refresh();
    frameRegions();
    if (state.place) showTab("place");
    exposeHooks();
  } catch (problem) {
    const banner = byId("unmatched");
    banner.hidden = false;
    banner.textContent = book ? W("page.failed", { reason: problem.message }) : problem.message;
    throw problem;
  }
}
