// The map: counties, borders, symbols and zones on one canvas, redrawn when the state changes.

const INK = { border: "#8A949E", hatch: "#8D8D8D", stripe: "#6B6B6B", sign: "#1F2933" };
const LARGEST_SYMBOL = 0.45;

let map = null;
let canvas = null;
const areas = new Map();
const borders = [];
const symbols = L.layerGroup();
let picked = null;

/** One tile of a family of absence: a silent source leans right, nobody measured left, else dots. */
function hatchTile(family, ratio = 1) {
  const size = 8;
  const tile = document.createElement("canvas");
  tile.width = tile.height = size * ratio;
  const pen = tile.getContext("2d");
  pen.scale(ratio, ratio);
  pen.fillStyle = "#FFFFFF";
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = pen.fillStyle = INK.hatch;
  pen.lineWidth = 0.9;
  pen.beginPath();
  if (family === "unusable") {
    for (const [x, y] of [[2, 2], [6, 6]]) {
      pen.moveTo(x + 1, y);
      pen.arc(x, y, 1, 0, 7);
    }
    pen.fill();
    return tile;
  }
  const [low, high] = family === "silent" ? [size + 1, -1] : [-1, size + 1];
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift - 1, low);
    pen.lineTo(shift + size + 1, high);
  }
  pen.stroke();
  return tile;
}

const patterns = {};
function hatch(family) {
  if (family === "none") return book.ground.pale;
  if (!patterns[family]) {
    patterns[family] = document.createElement("canvas").getContext("2d")
      .createPattern(hatchTile(family), "repeat");
  }
  return patterns[family];
}

/** A tile of a class whose number is indicative only: level lines over the colour. */
function stripedTile(color, ratio = 1) {
  const size = 6;
  const tile = document.createElement("canvas");
  tile.width = tile.height = size * ratio;
  const pen = tile.getContext("2d");
  pen.scale(ratio, ratio);
  pen.fillStyle = color;
  pen.fillRect(0, 0, size, size);
  pen.fillStyle = INK.stripe;
  pen.fillRect(0, 2.5, size, 1);
  return tile;
}

function striped(color) {
  if (!patterns[color]) {
    patterns[color] = document.createElement("canvas").getContext("2d")
      .createPattern(stripedTile(color), "repeat");
  }
  return patterns[color];
}

// ---- marks of other shapes than a circle -------------------------------------------------

const OUTLINES = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: [[0, -1.35], [1.35, 0], [0, 1.35], [-1.35, 0]],
  triangle: [[0, -1.3], [1.2, 0.85], [-1.2, 0.85]],
};

L.Canvas.include({
  _updateAqSign(layer) {
    if (!this._drawing || layer._empty()) return;
    const { x, y } = layer._point;
    if (layer.options.look) {
      drawMark(this._ctx, layer.options, x, y);
      return;
    }
    tracePath(this._ctx, layer.options.sign, x, y, layer._radius);
    this._fillStroke(this._ctx, layer);
  },
});

function tracePath(pen, sign, x, y, radius) {
  pen.beginPath();
  if (!OUTLINES[sign]) {
    pen.arc(x, y, Math.max(radius, 0.5), 0, 7);
    return;
  }
  OUTLINES[sign].forEach(([dx, dy], i) => {
    pen[i ? "lineTo" : "moveTo"](x + dx * radius * 0.9, y + dy * radius * 0.9);
  });
  pen.closePath();
}

const Sign = L.CircleMarker.extend({
  _updatePath() {
    this._renderer._updateAqSign(this);
  },
});

// ---- the drawing -------------------------------------------------------------------------

function startMap(made) {
  map = made;
  canvas = L.canvas({ pane: "aq-areas", padding: 0.3 });
  for (const shape of shapes) {
    const area = L.polygon(shape.rings, { renderer: canvas, pane: "aq-areas", weight: 0.8 });
    area.aq = shape;
    area.on("mousemove", (event) => showTip(event, () => tipOfPlace(shape)));
    area.on("mouseout", hideTip);
    area.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      if (shape.place >= 0) choosePlace(shape.code);
    });
    areas.set(shape.code, area);
    area.addTo(map);
  }
  const strokes = {
    national: { weight: 2.6, dashArray: "12 4 2 4" },
    prefecture: { weight: 1.7, dashArray: "10 4" },
  };
  for (const line of book.lines) {
    borders.push(L.polyline(line.parts, {
      renderer: canvas, pane: "aq-areas", color: book.ground.outline, interactive: false,
      lineCap: "butt", ...(strokes[line.rank] || strokes.prefecture),
    }).addTo(map));
  }
  symbols.addTo(map);
  map.on("click", () => choosePlace(""));
  map.on("zoomend", () => {
    drawSymbols();
    drawSizes();
  });
  new Labels().addTo(map);
}

/** What a place is filled with now. */
function fillOf(number) {
  const cell = number < 0 ? null : cellAt(viewNow(), number);
  if (!cell) return { kind: "context", color: book.ground.context, paint: book.ground.context };
  if (cell.reason) {
    const { family } = cell.reason;
    return { kind: family, color: "", paint: hatch(family) };
  }
  const kind = cell.group ? "class" : "base";
  const color = cell.group ? cell.group.color : book.ground.base;
  const hatched = cell.indicative === 1;
  return { kind, color, hatched, paint: hatched ? striped(color) : color };
}

function drawAreas() {
  let reorder = false;
  for (const area of areas.values()) {
    const filled = fillOf(area.aq.place);
    const context = filled.kind === "context";
    reorder ||= !area.aqFill || (area.aqFill.kind === "context") !== context;
    area.aqFill = filled;
    area.setStyle({
      fillColor: filled.paint,
      fillOpacity: 1,
      color: context ? book.ground.edge : INK.border,
      weight: context ? 0.7 : 1,
    });
  }
  // Borders of what is counted lie over those of the context.
  if (reorder) {
    for (const area of areas.values()) if (area.aqFill.kind !== "context") area.bringToFront();
    for (const border of borders) border.bringToFront();
  }
  drawSymbols();
  drawPicked();
  bringMarksToFront();
}

/** The radius of the largest proportional symbol: most of a middling county at this zoom. */
function largestRadius() {
  const sizes = shapes.filter((s) => s.place >= 0).map((s) => roomOf(s)).sort((a, b) => a - b);
  const middle = sizes[Math.floor(sizes.length / 2)] || 30;
  return Math.min(46, Math.max(14, middle * 2 * LARGEST_SYMBOL));
}

/** Half the width that a label may take in a county, in pixels. */
function roomOf(shape) {
  const at = map.latLngToLayerPoint(shape.spot);
  const beside = map.latLngToLayerPoint([shape.spot[0], shape.spot[1] + shape.half]);
  return beside.x - at.x;
}

const radiusOf = (value, scale) => largestRadius() * Math.sqrt(Math.max(value, 0) / scale.largest);

/** Where a place without outline stands, or where a county's label does. */
function spotOf(place) {
  const area = areas.get(place.code);
  if (area) return area.aq.spot;
  return place.lat === null || place.lon === null ? null : [place.lat, place.lon];
}

function drawSymbols() {
  symbols.clearLayers();
  const view = viewNow();
  const sized = view.scale.kind === "size";
  const { k, v } = cellsOf(view);
  const order = book.places.map((_, i) => i).filter((i) => k[i] >= 0);
  // Large symbols first, so that none hides a smaller one.
  if (sized) order.sort((a, b) => v[b] - v[a]);
  order.forEach((i) => {
    const place = book.places[i];
    const cell = cellAt(view, i);
    const spot = spotOf(place);
    if (!spot || (place.shape && !sized)) return;
    if (!place.shape && !(sized && !cell.reason)) symbols.addLayer(zoneSign(place, i, spot));
    if (!sized || cell.reason || !cell.value) return;
    const style = {
      radius: radiusOf(cell.value, view.scale), sign: "circle", fillColor: view.scale.color,
      fillOpacity: 0.72, color: place.shape ? "#FFFFFF" : "#1F2933", weight: place.shape ? 1.2 : 1.5,
    };
    symbols.addLayer(sign(place, spot, style));
  });
  bringMarksToFront();
}

function zoneSign(place, number, spot) {
  const filled = fillOf(number);
  const style = {
    radius: 9, sign: "square", fillColor: filled.paint, fillOpacity: 1, color: "#1F2933", weight: 1.6,
  };
  return sign(place, spot, style);
}

function sign(place, spot, style) {
  const made = new Sign(spot, { renderer: canvas, pane: "aq-areas", ...style });
  made.on("mousemove", (event) => showTip(event, () => tipOfPlace(place)));
  made.on("mouseout", hideTip);
  made.on("click", (event) => {
    L.DomEvent.stopPropagation(event);
    choosePlace(place.code);
  });
  return made;
}

function drawPicked() {
  if (picked) picked.remove();
  picked = null;
  const area = areas.get(state.place);
  const place = placeNamed(state.place);
  const style = { pane: "aq-picked", color: "#0B3C6F", weight: 3.2, fill: false, interactive: false };
  if (area) picked = L.polygon(area.aq.rings, style);
  else if (place && spotOf(place)) {
    picked = L.circleMarker(spotOf(place), { ...style, radius: 16 });
  }
  if (picked) picked.addTo(map);
}

/** Show the regions in view, whole, beside what lies over the map. */
function frameRegions() {
  const codes = new Set(placesNow().map((i) => book.places[i].code));
  const bounds = L.latLngBounds([]);
  for (const code of codes) if (areas.has(code)) bounds.extend(areas.get(code).getBounds());
  if (!bounds.isValid()) return;
  map.invalidateSize({ animate: false });
  map.fitBounds(bounds, { ...framePadding(), animate: false });
}

/** Keep clear of the title above and, on a wide screen, of the legend. */
function framePadding() {
  const top = byId("heading").offsetHeight + 8;
  return { paddingTopLeft: [18, top], paddingBottomRight: [18, byId("foot").offsetHeight + 14] };
}

// ---- the tip beside the pointer ----------------------------------------------------------

function showTip(event, make) {
  const tip = byId("tip");
  tip.replaceChildren(...make());
  tip.hidden = false;
  const box = byId("stage").getBoundingClientRect();
  const { x, y } = map.latLngToContainerPoint(event.latlng);
  const left = x + 16 + tip.offsetWidth > box.width ? x - 16 - tip.offsetWidth : x + 16;
  const top = Math.min(y + 14, box.height - tip.offsetHeight - 8);
  tip.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
}

function hideTip() {
  byId("tip").hidden = true;
}

function tipOfPlace(shape) {
  const place = placeNamed(shape.code);
  const number = place ? book.places.indexOf(place) : -1;
  const cell = number < 0 ? null : cellAt(viewNow(), number);
  const name = el("strong", { text: T(place ? place.name : shape.name) });
  if (!cell) return [name, el("span", { class: "quiet", text: W("page.context") })];
  return [name, ...linesOfCell(cell, number)];
}

/** The number or reason, then target and measurement where the view is made of both. */
function linesOfCell(cell, number) {
  const view = viewNow();
  const lines = [el("span", { class: cell.reason ? "reason" : "value", text: saidOf(cell, view) })];
  if (view.name === "gap" || view.name === "status") {
    for (const other of layerNow().views) {
      if (other.name !== "target" && other.name !== "measured") continue;
      const behind = cellAt(other, number);
      if (!behind) continue;
      const said = T(other.title) + W("page.colon") + saidOf(behind, other);
      lines.push(el("span", { text: said }));
    }
  }
  for (const word of cell.qualifiers) lines.push(el("span", { class: "quiet", text: T(word) }));
  return lines;
}
