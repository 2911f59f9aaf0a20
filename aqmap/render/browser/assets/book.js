// The map book: what the page embeds, decoded; phrases by language; nothing is drawn here.

const STEPS = 1e5;
const LANGS = ["zh", "en"];

/** What is shown now; kept in the address after `#`. */
const state = { layer: "", view: "", period: "", region: "", place: "", day: "", lang: "zh" };

let book = null;
let shapes = [];
let placesByCode = new Map();

/** The phrase number `n` in the language of the page; empty for none. */
function T(n) {
  const phrase = n < 0 || n === undefined ? "" : book.texts[n];
  return typeof phrase === "string" ? phrase : phrase[LANGS.indexOf(state.lang)];
}

/** A phrase of the catalogue with its braces filled in. */
function W(key, facts = {}) {
  return T(book.words[key]).replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}

/** A new element. Text comes in as text only: nothing of the book is ever read as markup. */
function el(tag, facts = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const byId = (id) => document.getElementById(id);

function fill(id, ...children) {
  byId(id).replaceChildren(...children.filter(Boolean));
}

async function readBook() {
  const script = byId("aqmap-book");
  const written = script.textContent;
  if (script.type !== "application/gzip") return JSON.parse(written);
  const bytes = Uint8Array.from(atob(written.trim()), (sign) => sign.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(unpacked).text());
}

/** Differences of five bits a character → points [latitude, longitude]. */
function decodeLine(text) {
  const points = [];
  const at = [0, 0];
  let axis = 0, shift = 0, sum = 0;
  for (let i = 0; i < text.length; i += 1) {
    const part = text.charCodeAt(i) - 63;
    sum += (part & 0x1f) * 2 ** shift;
    shift += 5;
    if (part >= 0x20) continue;
    at[axis] += sum % 2 ? -(sum + 1) / 2 : sum / 2;
    if (axis) points.push([at[1] / STEPS, at[0] / STEPS]);
    axis = 1 - axis;
    shift = 0;
    sum = 0;
  }
  return points;
}

const SIGNS = Array.from({ length: 92 }, (_, i) => String.fromCharCode(35 + i))
  .filter((sign) => !"<>&\\".includes(sign));
const LAST_SIGN = 80;
const worth = new Map(SIGNS.map((sign, i) => [sign, i]));

/** Whole numbers as days.py writes them: one sign below 80, more beyond. */
function decodeNumbers(text) {
  const numbers = [];
  let sum = 0, scale = 1;
  for (const sign of text) {
    const part = worth.get(sign);
    sum += part * scale;
    scale *= SIGNS.length - LAST_SIGN;
    if (part >= LAST_SIGN) continue;
    numbers.push(sum);
    sum = 0;
    scale = 1;
  }
  return numbers;
}

/** Arcs joined to one line; `~n` is arc n backwards; the point where two meet stands once. */
function joinArcs(numbers, arcs) {
  const points = [];
  for (const number of numbers) {
    const arc = number < 0 ? [...arcs[~number]].reverse() : arcs[number];
    for (let i = points.length ? 1 : 0; i < arc.length; i += 1) points.push(arc[i]);
  }
  return points;
}

function decodeGeometry() {
  const arcs = book.geo.arcs ? book.geo.arcs.split(" ").map(decodeLine) : [];
  const numbers = new Map(book.places.map((place, i) => [place.code, i]));
  shapes = book.geo.shapes.map(([code, name, core, rings, lon, lat, half]) => ({
    code,
    name,
    core: core === 1,
    place: numbers.has(code) ? numbers.get(code) : -1,
    rings: rings.map((ring) => joinArcs(ring, arcs)),
    spot: [lat / STEPS, lon / STEPS],
    half: half / STEPS,
  }));
  book.lines = book.geo.lines.map(([rank, parts]) => ({
    rank,
    parts: parts.map((part) => joinArcs(part, arcs)),
  }));
}

const named = (fields) => (row) => Object.fromEntries(fields.map((name, i) => [name, row[i]]));
const degrees = (steps) => (steps === null ? null : steps / STEPS);

/** Rows of the payload get the names of their columns; see payload.py. */
function nameFields() {
  book.places = book.places
    .map(named(["code", "name", "label", "level", "region", "lon", "lat", "area", "note"]))
    .map((place) => ({ ...place, lon: degrees(place.lon), lat: degrees(place.lat) }));
  book.regions = book.regions.map(named(["id", "name", "prefecture", "places"]));
  book.reasons = book.reasons.map(named(["id", "family", "label", "letter"]));
  book.figures = book.figures.map(named([
    "place", "level", "indicator", "title", "said", "period", "iso", "role", "basis", "source",
    "locator", "notices", "written", "value", "indicative", "theme", "dust",
  ]));
  book.sources = book.sources.map(named([
    "id", "title", "label", "number", "issuer", "date", "licence", "address", "note",
  ]));
  book.measures = book.measures.map(named([
    "number", "section", "title", "due", "charges", "byNote", "rows", "state", "stated", "source",
    "locator", "figures",
  ]));
  book.findings = book.findings.map(named([
    "id", "severity", "kind", "indicator", "title", "detail", "figures",
  ]));
  book.grades = book.grades.map(named(["lowest", "color", "name"]));
  book.makings = book.makings.map(named(["madeOf", "primary", "source", "dust"]));
  for (const layer of book.layers) {
    for (const view of layer.views) {
      view.scale.classes = view.scale.classes.map(named(["color", "label", "symbol", "upper"]));
    }
  }
  for (const marks of book.marks) {
    marks.features = marks.features.map(named([
      "code", "name", "drawn", "place", "background", "indicative", "label", "facts", "figures",
    ])).map((feature, number) => ({ ...feature, number }));
  }
  const outlined = new Set(book.geo.shapes.map(([code]) => code));
  for (const place of book.places) place.shape = outlined.has(place.code);
  placesByCode = new Map(book.places.map((place) => [place.code, place]));
}

// ---- what is shown now ------------------------------------------------------------------

const layerNow = () => book.layers.find((layer) => layer.id === state.layer);
const viewNow = () => layerNow().views.find((view) => view.name === state.view);
const placeNamed = (code) => placesByCode.get(code);

const periodNumber = () => layerNow().periods.findIndex(([period]) => period === state.period);

const cellsOf = (view) => view.cells[periodNumber()];

/** What an overlay's features show now: values on the scale of the measured view, or nothing. */
function readingsNow(marks) {
  const byPeriod = state.view === "measured" && marks.readings[state.layer];
  return byPeriod ? byPeriod[periodNumber()] : null;
}

/** What place number `i` shows in a view: its class, label, words; none where not covered. */
function cellAt(view, i) {
  return cellOf(cellsOf(view), i, view);
}

function cellOf(cells, i, view) {
  const klass = cells.k[i];
  if (klass < 0) return null;
  const [figures, qualifiers, indicative] = cells.m[i] || [[], [], 0];
  const value = cells.v[i];
  const label = cells.l[i] === 0 ? (value === null ? "" : String(value)) : cells.l[i];
  const reason = klass >= book.base ? book.reasons[klass - book.base] : null;
  const group = reason || view.scale.kind === "size" ? null : view.scale.classes[klass];
  return { klass, value, label, figures, qualifiers, indicative, reason, group };
}

/** The regions in view that the layer covers. */
function regionsNow() {
  const covered = layerNow().regions.map((i) => book.regions[i]);
  return state.region === "all" ? covered : covered.filter((r) => r.id === state.region);
}

function placesNow() {
  const { k } = cellsOf(viewNow());
  return regionsNow().flatMap((region) => region.places).filter((i) => k[i] >= 0);
}

/** Lines of the legend, as MapSheet.legend has them: every class, then the reasons that occur. */
function legendNow() {
  const view = viewNow();
  const counts = new Map();
  for (const i of placesNow()) {
    const klass = cellsOf(view).k[i];
    counts.set(klass, (counts.get(klass) || 0) + 1);
  }
  const classes = view.scale.kind === "size"
    ? [{ klass: 0, label: T(view.title), color: view.scale.color }]
    : view.scale.classes.map((group, klass) => ({
      klass, label: T(group.label), color: group.color, symbol: group.symbol,
    }));
  const reasons = book.reasons.map((reason, i) => ({
    klass: book.base + i, label: T(reason.label), family: reason.family, letter: T(reason.letter),
  }));
  return [...classes, ...reasons.filter((line) => counts.get(line.klass))]
    .map((line) => ({ ...line, count: counts.get(line.klass) || 0 }));
}

function unitText(view) {
  return T(view.unit);
}

/** A number with its unit, as words are joined in the page's language. */
function withUnit(label, view) {
  const unit = unitText(view);
  if (!unit || !label) return label;
  const joint = unit === "%" || (state.lang === "zh" && !/^[ -~]/.test(unit)) ? "" : " ";
  return label + joint + unit;
}

/** What a cell says in one line: its class for a category, its number, or its reason. */
function saidOf(cell, view) {
  if (cell.reason) return T(cell.reason.label);
  if (cell.label) return withUnit(cell.label, view) + (cell.indicative ? " *" : "");
  return cell.group ? T(cell.group.label) : "";
}

function sheetTitle() {
  const layer = layerNow();
  const regions = regionsNow().map((region) => T(region.name)).join(W("page.comma"));
  const period = T(layer.periods.find(([id]) => id === state.period)[1]);
  const facts = { region: regions, period, layer: T(layer.title), view: T(viewNow().title) };
  return W("map.sheet_title", facts);
}

// ---- the address ------------------------------------------------------------------------

/** Take from the address what the book knows; everything else falls back to the first. */
function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  if (LANGS.includes(asked.get("lang"))) state.lang = asked.get("lang");
  const layer = book.layers.find((l) => l.id === asked.get("layer")) || book.layers[0];
  state.layer = layer.id;
  settle(asked.get("view"), asked.get("period"), asked.get("region"));
  state.place = asked.get("place") || "";
  state.day = readDay(asked.get("day"));
}

/** Keep view, period and region within what the layer has. */
function settle(view, period, region) {
  const layer = layerNow();
  state.view = (layer.views.find((v) => v.name === view) || layer.views[0]).name;
  state.period = (layer.periods.find(([id]) => id === period) || layer.periods[0])[0];
  const covered = layer.regions.map((i) => book.regions[i].id);
  // One region at first: both in one frame leave the counties too small for their names.
  state.region = covered.includes(region) || (region === "all" && covered.length > 1)
    ? region : covered[0];
}

function writeAddress() {
  const kept = Object.entries(state).filter(([, value]) => value);
  const address = `#${new URLSearchParams(kept)}`;
  if (location.hash === address) return;
  try {
    history.replaceState(null, "", address);
  } catch {
    // A page shown inside a notebook has no address of its own.
  }
}
