// Overlays: stations, rivers, parks; which are shown, their signs, and the card of one of them.

const overlays = new Map();

const overlayNames = () => book.marks.map((marks) => marks.id);

function startOverlays() {
  for (const marks of book.marks) {
    overlays.set(marks.id, { marks, group: L.layerGroup(marks.features.flatMap(
      (feature) => signsOf(marks, feature))), shown: false });
    showOverlay(marks.id, marks.shown);
  }
}

function showOverlay(id, shown) {
  const overlay = overlays.get(id);
  overlay.shown = shown;
  if (shown) overlay.group.addTo(map);
  else overlay.group.remove();
}

function bringMarksToFront() {
  for (const { group, shown } of overlays.values()) {
    if (shown) group.eachLayer((layer) => layer.bringToFront());
  }
}

function signsOf(marks, feature) {
  const [kind, ...lines] = feature.drawn;
  const parts = lines.map(decodeLine);
  const base = { renderer: canvas, pane: "aq-areas", color: marks.color };
  const made = kind === "point"
    ? parts.map(([at]) => new Sign(at, { ...base, ...pointStyle(marks, feature) }))
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

/** Hollow where the statistic is only indicative; a ring around a background point. */
function pointStyle(marks, feature) {
  const hollow = feature.indicative === 1;
  return {
    sign: marks.symbol,
    radius: feature.background ? 3.6 : 5.5,
    fillColor: hollow ? "#FFFFFF" : marks.color,
    fillOpacity: 1,
    color: hollow || feature.background ? marks.color : "#FFFFFF",
    weight: hollow ? 2.2 : 1.2,
    ring: feature.background === 1,
  };
}

function tipOfMark(marks, feature) {
  const lines = [el("strong", { text: T(feature.name) })];
  lines.push(el("span", { class: "quiet", text: T(marks.title) }));
  if (T(feature.label)) {
    lines.push(el("span", { class: "value", text: T(feature.label) }));
    if (feature.indicative) lines.push(el("span", { class: "quiet", text: W("page.indicative") }));
    if (T(marks.notice)) lines.push(el("span", { class: "warn", text: T(marks.notice) }));
  }
  if (feature.background) lines.push(el("span", { class: "quiet", text: W("page.background") }));
  return lines;
}

/** A small picture of a sign for lists. */
function signPicture(marks, feature) {
  const ratio = 2;
  const picture = el("canvas", { width: 18 * ratio, height: 18 * ratio, "aria-hidden": "true" });
  const pen = picture.getContext("2d");
  pen.scale(ratio, ratio);
  const style = pointStyle(marks, feature);
  const kind = marks.features.length ? marks.features[0].drawn[0] : "point";
  pen.fillStyle = style.fillColor;
  pen.strokeStyle = style.color;
  pen.lineWidth = style.weight;
  if (kind === "line") {
    pen.strokeStyle = marks.color;
    pen.moveTo(1, 13);
    pen.bezierCurveTo(6, 2, 11, 17, 17, 5);
  } else if (kind === "area") {
    pen.strokeStyle = marks.color;
    pen.globalAlpha = 0.2;
    pen.fillRect(3, 4, 12, 10);
    pen.globalAlpha = 1;
    pen.rect(3, 4, 12, 10);
  } else {
    tracePath(pen, style.sign, 9, 9, style.radius);
    pen.fill();
  }
  pen.stroke();
  if (style.ring && kind === "point") {
    pen.beginPath();
    pen.arc(9, 9, style.radius + 3, 0, 7);
    pen.stroke();
  }
  return picture;
}

/** The switches of all overlays, with a key to their signs. */
function overlayList() {
  return book.marks.map((marks) => {
    const overlay = overlays.get(marks.id);
    const box = el("input", {
      type: "checkbox", checked: overlay.shown,
      onchange: (event) => {
        showOverlay(marks.id, event.target.checked);
        drawOverlays();
      },
    });
    const plain = { background: 0, indicative: 0 };
    const label = el("label", {}, box, signPicture(marks, plain), el("span", { text: T(marks.title) }));
    const item = el("li", { "data-overlay": marks.id }, label);
    if (overlay.shown) item.append(...overlayKey(marks));
    return item;
  });
}

function overlayKey(marks) {
  const has = (test) => marks.features.some(test);
  const lines = [];
  const line = (facts, key) => el("p", { class: "key" }, signPicture(marks, facts),
    el("span", { text: W(key) }));
  if (has((f) => f.indicative)) lines.push(line({ background: 0, indicative: 1 }, "page.indicative"));
  if (has((f) => f.background)) lines.push(line({ background: 1, indicative: 0 }, "page.background"));
  for (const note of marks.notes) lines.push(el("p", { class: "key quiet", text: T(note) }));
  if (T(marks.notice) && has((f) => T(f.label))) {
    lines.push(el("p", { class: "key warn", text: T(marks.notice) }));
  }
  return lines;
}

// ---- the card ----------------------------------------------------------------------------

function markCard(marks, feature) {
  const county = feature.place < 0 ? null : book.places[feature.place];
  const card = [el("p", { class: "crumb", text: T(marks.title) }), el("h2", { text: T(feature.name) })];
  const facts = [];
  if (feature.code) facts.push(feature.code);
  if (county) facts.push(W("page.in_county", { name: T(county.name) }));
  if (feature.background) facts.push(W("page.background"));
  card.push(el("p", { class: "quiet", text: facts.join(" · ") }));
  if (T(feature.label)) {
    const more = feature.indicative ? `（${W("page.indicative")}）` : "";
    card.push(el("p", { class: "headline", text: T(feature.label) + more }));
  }
  const notice = T(marks.notice);
  if (notice && (T(feature.label) || feature.figures.length)) {
    card.push(el("p", { class: "notice", text: notice }));
  }
  if (feature.facts.length) {
    card.push(el("dl", { class: "facts" }, ...feature.facts.flatMap(([name, fact]) => [
      el("dt", { text: T(name) }), el("dd", { text: T(fact) }),
    ])));
  }
  const figures = feature.figures.map((i) => book.figures[i]);
  const monthly = figures.filter((figure) => /^\d{4}-\d{2}$/.test(figure.iso));
  const others = figures.filter((figure) => !monthly.includes(figure));
  card.push(...others.map(figureItem));
  card.push(...monthlyCharts(monthly));
  if (marks.source >= 0) {
    const { title } = book.sources[marks.source];
    card.push(el("p", { class: "cite", text: W("page.source") + W("page.colon") + T(title) }));
  }
  return card;
}

/** One chart an indicator and year, with the numbers as a list for those who cannot see it. */
function monthlyCharts(figures) {
  const groups = new Map();
  for (const figure of figures) {
    const key = `${figure.indicator} ${figure.iso.slice(0, 4)}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(figure);
  }
  return [...groups.values()].map((group) => {
    const year = group[0].iso.slice(0, 4);
    const title = `${T(group[0].title)}${W("page.colon")}${W("page.monthly", { year })}`;
    return el("figure", { class: "chart" }, el("figcaption", { text: title }),
      monthChart(group, title),
      el("details", {}, el("summary", { text: W("page.figures", { n: group.length }) }),
        ...group.map(figureItem)));
  });
}

function svg(tag, facts, text) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(facts)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

/** Twelve bars from 0; a month without a number keeps its place empty. */
function monthChart(figures, title) {
  const [width, height, floor, step] = [336, 120, 100, 28];
  const chart = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title });
  const largest = Math.max(...figures.map((figure) => figure.value ?? 0), 1);
  chart.append(svg("line", { x1: 0, x2: width, y1: floor, y2: floor, class: "axis" }));
  for (let month = 1; month <= 12; month += 1) {
    const figure = figures.find((each) => Number(each.iso.slice(5)) === month);
    const middle = (month - 0.5) * step;
    chart.append(svg("text", { x: middle, y: floor + 14, class: "month" }, W("page.month", { n: month })));
    if (!figure || figure.value === null) {
      chart.append(svg("text", { x: middle, y: floor - 5, class: "none" }, "–"));
      continue;
    }
    const tall = Math.max((figure.value / largest) * (floor - 18), 1);
    const bar = svg("rect", {
      x: middle - 9, y: floor - tall, width: 18, height: tall,
      class: figure.indicative ? "bar hollow" : "bar",
    });
    bar.append(svg("title", {}, `${T(figure.period)} ${T(figure.said)}`));
    chart.append(bar, svg("text", { x: middle, y: floor - tall - 4, class: "number" },
      String(figure.value)));
  }
  return chart;
}
