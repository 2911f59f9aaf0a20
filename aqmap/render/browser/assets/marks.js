// Overlays: stations, rivers, parks; which are shown, their signs and labels, and their legend.

const overlays = new Map();

function startOverlays() {
  for (const marks of book.marks) {
    const signs = marks.features.flatMap((feature) => signsOf(marks, feature)
      .map((layer) => ({ layer, feature })));
    const group = L.layerGroup(signs.map(({ layer }) => layer));
    const points = marks.features.some((feature) => feature.drawn[0] === "point");
    overlays.set(marks.id, { marks, group, signs, points, shown: false, named: false, valued: false });
    showOverlay(marks.id, marks.shown);
  }
}

function showOverlay(id, shown) {
  const overlay = overlays.get(id);
  overlay.shown = shown;
  if (shown) overlay.group.addTo(map);
  else overlay.group.remove();
}

const overlaysShown = () => [...overlays.values()].filter(({ shown }) => shown);

/** Marks lie over the counties; a cross over no other mark. */
function bringMarksToFront() {
  for (const { signs } of overlaysShown()) {
    const crosses = signs.filter(({ layer }) => layer.options.look === "none");
    const others = signs.filter(({ layer }) => layer.options.look !== "none");
    for (const { layer } of [...crosses, ...others]) layer.bringToFront();
  }
}

/** Points take the colour of what they show now. */
function drawMarks() {
  for (const { marks, signs, shown, points } of overlays.values()) {
    if (!shown || !points) continue;
    for (const { layer, feature } of signs) {
      if (!(layer instanceof Sign)) continue;
      const style = markStyle(marks, feature);
      layer.setStyle(style);
      layer.setRadius(style.radius);
    }
  }
  bringMarksToFront();
}

function signsOf(marks, feature) {
  const [kind, ...lines] = feature.drawn;
  const parts = lines.map(decodeLine);
  const base = { renderer: canvas, pane: "aq-areas", color: marks.color };
  const made = kind === "point"
    ? parts.map(([at]) => new Sign(at, { ...base, ...markStyle(marks, feature) }))
    : kind === "line"
      ? [L.polyline(parts, { ...base, weight: 2.2 })]
      : [L.polygon(parts, { ...base, weight: 1.6, fillColor: marks.color, fillOpacity: 0.18 })];
  for (const layer of made) {
    layer.on("mousemove", (event) => showTip(event, () => tipOfMark(marks, feature)));
    layer.on("mouseout", hideTip);
    layer.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      chooseMark(marks, feature);
    });
  }
  return made;
}

// ---- what a sign looks like --------------------------------------------------------------

/** What a feature shows now: the chosen day, a cell of the measured view, or null for no values. */
function readingOf(marks, feature) {
  if (state.day && hasDays(marks)) return dayReading(feature);
  const cells = readingsNow(marks);
  return cells ? cellOf(cells, feature.number, viewNow()) : null;
}

const signOfCell = (cell) => (cell.reason ? "none" : cell.indicative ? "indicative" : "valid");

function markStyle(marks, feature) {
  const cell = readingOf(marks, feature);
  const look = cell ? signOfCell(cell) : "plain";
  const fill = cell && cell.group ? cell.group.color : marks.color;
  return styleOf(marks, { look, fill, background: feature.background === 1 });
}

function styleOf(marks, { look, fill, background = false }) {
  return {
    look, sign: marks.symbol, radius: look === "plain" ? 5 : 6.5, mark: fill, ring: background,
    edge: look === "plain" ? "#FFFFFF" : INK.sign, ringColor: look === "plain" ? marks.color : INK.sign,
  };
}

/** Filled where valid, hollow where indicative, a cross where there is no value; ring: background. */
function drawMark(pen, { look, sign, radius, mark, ring, edge, ringColor }, x, y) {
  pen.save();
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  if (look === "none") drawCross(pen, x, y, 3.6);
  else {
    tracePath(pen, sign, x, y, radius);
    // A white rim: a county of the same class must not swallow the sign.
    if (look !== "plain") fillAndStroke(pen, mark, "#FFFFFF", 4.2);
    fillAndStroke(pen, mark, edge, 1.3);
    if (look === "indicative") {
      tracePath(pen, sign, x, y, radius * 0.5);
      fillAndStroke(pen, "#FFFFFF", edge, 0.9);
    }
  }
  if (ring) {
    for (const [color, width] of [["#FFFFFF", 3], [ringColor, 1.3]]) {
      pen.beginPath();
      pen.arc(x, y, radius + 3, 0, 7);
      pen.strokeStyle = color;
      pen.lineWidth = width;
      pen.stroke();
    }
  }
  pen.restore();
}

function fillAndStroke(pen, fill, edge, width) {
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = edge;
  pen.lineWidth = width;
  pen.stroke();
}

function drawCross(pen, x, y, half) {
  for (const [color, width] of [["#FFFFFF", 4.6], [INK.sign, 1.8]]) {
    pen.beginPath();
    pen.moveTo(x - half, y - half);
    pen.lineTo(x + half, y + half);
    pen.moveTo(x + half, y - half);
    pen.lineTo(x - half, y + half);
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.stroke();
  }
}

/** A small picture of a sign for lists. */
function signPicture(marks, style) {
  const ratio = 2;
  const size = 22;
  const picture = el("canvas", {
    width: size * ratio, height: size * ratio, class: "sign", "aria-hidden": "true",
  });
  const pen = picture.getContext("2d");
  pen.scale(ratio, ratio);
  const kind = marks.features.length ? marks.features[0].drawn[0] : "point";
  if (kind === "point") {
    drawMark(pen, style, size / 2, size / 2);
    return picture;
  }
  pen.strokeStyle = pen.fillStyle = marks.color;
  pen.lineWidth = 1.6;
  if (kind === "line") {
    pen.moveTo(2, 15);
    pen.bezierCurveTo(8, 3, 14, 20, 20, 6);
  } else {
    pen.globalAlpha = 0.2;
    pen.fillRect(4, 5, 14, 12);
    pen.globalAlpha = 1;
    pen.rect(4, 5, 14, 12);
  }
  pen.stroke();
  return picture;
}

// ---- words beside them -------------------------------------------------------------------

function tipOfMark(marks, feature) {
  const lines = [el("strong", { text: T(feature.name) })];
  lines.push(el("span", { class: "quiet", text: T(marks.title) }));
  const cell = readingOf(marks, feature);
  const said = cell ? readingSaid(cell) : T(feature.label);
  if (said) lines.push(el("span", { class: cell && cell.reason ? "reason" : "value", text: said }));
  if (said && (cell ? cell.indicative : feature.indicative)) {
    lines.push(el("span", { class: "quiet", text: W("page.indicative") }));
  }
  if (T(feature.label) && T(marks.notice)) {
    lines.push(el("span", { class: "warn", text: T(marks.notice) }));
  }
  if (feature.background) lines.push(el("span", { class: "quiet", text: W("page.background") }));
  return lines;
}

/** A station's value now, and of which period where that is not the map's. */
function readingSaid(cell) {
  if (cell.grade) {
    const said = W("page.day_aqi", { aqi: cell.label, grade: T(cell.grade.name) });
    return [said, ...cell.qualifiers.map(T)].join(W("page.semicolon"));
  }
  if (cell.reason && cell.reason.text) return cell.reason.text;
  const of = cell.qualifiers.map(T).join(W("page.comma"));
  return saidOf({ ...cell, indicative: 0 }, viewNow()) + (of ? `（${of}）` : "");
}

/** What must stand on the map itself: synthetic and unofficial values say so. */
function noticesNow() {
  const notices = viewNow().notices[periodNumber()].map(T);
  for (const { marks } of overlaysShown()) {
    const valued = marks.features.some((feature) => (readingOf(marks, feature) || { reason: 1 }).reason === null);
    if (valued && T(marks.notice)) notices.push(T(marks.notice));
  }
  return [...new Set(notices)];
}

/** What is asked to be written beside the points: names, values, or both. */
function markLabels() {
  const labels = [];
  for (const { marks, signs, named: names, valued } of overlaysShown()) {
    if (!names && !valued) continue;
    for (const { layer, feature } of signs) {
      if (!(layer instanceof Sign)) continue;
      const cell = valued ? readingOf(marks, feature) : null;
      const lines = [];
      if (cell && !cell.reason) {
        lines.push({ text: cell.label, size: 12.5, color: "#0B3C6F", weight: 700 });
      }
      if (names) lines.push({ text: T(feature.name), size: 11, color: "#0B3C6F", weight: 400 });
      if (lines.length) labels.push({ spot: layer.getLatLng(), lines, mark: true });
    }
  }
  return labels;
}

// ---- switches and legend -----------------------------------------------------------------

/** The switches of all overlays, with a key to their signs. */
function overlayList() {
  return book.marks.map((marks) => {
    const overlay = overlays.get(marks.id);
    const box = checkBox(overlay.shown, (checked) => showOverlay(marks.id, checked));
    const plain = styleOf(marks, { look: "plain", fill: marks.color });
    const label = el("label", {}, box, signPicture(marks, plain), el("span", { text: T(marks.title) }));
    const item = el("li", { "data-overlay": marks.id }, label);
    if (overlay.shown) item.append(...overlayKey(marks, overlay));
    return item;
  });
}

function checkBox(checked, onchange) {
  return el("input", {
    type: "checkbox", checked, onchange: (event) => {
      onchange(event.target.checked);
      refresh();
    },
  });
}

function overlayKey(marks, overlay) {
  const lines = [];
  if (overlay.points) {
    const asks = [["named", "page.mark_names"]];
    if (Object.keys(marks.readings).length || hasDays(marks)) asks.push(["valued", "page.mark_values"]);
    lines.push(el("p", { class: "asks" }, ...asks.map(([name, key]) => el("label", {},
      checkBox(overlay[name], (checked) => {
        overlay[name] = checked;
      }), el("span", { text: W(key) })))));
  }
  if (marks.features.some((feature) => feature.background)) {
    const ringed = styleOf(marks, { look: "plain", fill: marks.color, background: true });
    lines.push(el("p", { class: "key" }, signPicture(marks, ringed),
      el("span", { text: W("page.background") })));
  }
  for (const note of marks.notes) lines.push(el("p", { class: "key quiet", text: T(note) }));
  if (T(marks.notice)) lines.push(el("p", { class: "key warn", text: T(marks.notice) }));
  return lines;
}

/** Lines of an overlay's legend, as MapSheet.mark_entries has them. */
function markEntries(marks) {
  const daily = state.day && hasDays(marks);
  if (!daily && !readingsNow(marks)) return [];
  const here = new Set(regionsNow().flatMap((region) => region.places));
  const inside = marks.features.filter((feature) => here.has(feature.place));
  const counted = (test) => inside.filter((feature) => test(readingOf(marks, feature), feature)).length;
  const entries = daily ? dayEntries(inside) : ["valid", "indicative"].map((sign) => ({
    sign, label: W(`mark.${sign}`), count: counted((cell) => signOfCell(cell) === sign),
  }));
  for (const reason of daily ? [] : book.reasons) {
    entries.push({ sign: "none", label: T(reason.label), count: counted((c) => c.reason === reason) });
  }
  entries.push({
    sign: "background", label: W("mark.background"), count: counted((_, f) => f.background === 1),
  });
  return entries.filter((entry) => entry.count);
}

function markLegend({ marks }) {
  const entries = markEntries(marks);
  if (!entries.length) return null;
  const daily = state.day && hasDays(marks);
  const { classes } = viewNow().scale;
  const middle = daily ? "" : classes[Math.floor(classes.length / 2)].color;
  const pictured = ({ sign, fill }) => (sign === "background"
    ? styleOf(marks, { look: "valid", fill: "#FFFFFF", background: true })
    : styleOf(marks, { look: sign, fill: fill || middle }));
  const periods = new Set(marks.features
    .flatMap((feature) => readingOf(marks, feature).qualifiers.map(T)));
  return el("section", { class: "zones marks", "data-marks": marks.id },
    el("h3", { text: T(marks.title) }),
    daily ? el("p", { class: "quiet", text: dayTitle() }) : null,
    el("ul", {}, ...entries.map((entry) => el("li", {}, signPicture(marks, pictured(entry)),
      el("span", { class: "name", text: entry.label }),
      el("span", { class: "count", text: W("page.count", { n: entry.count }) })))),
    daily ? null : el("p", { class: "quiet", text: W("mark.same_scale") }),
    ...[...periods].map((text) => el("p", { class: "quiet", text })));
}
