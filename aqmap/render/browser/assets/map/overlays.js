function overlays({ address, apart, book, daymap, dom, drawing, events, leafletMap, map, phrases, sheet, state, tip }) {
  // Overlays: stations, rivers, parks; which are shown, their signs, and the words beside them.

  const { el } = dom;
  const { phrase, say } = phrases;

  const byMarks = new Map();

  function start() {
    book.marks.forEach(add);
    follow();
    leafletMap.on("zoomend", spread);
  }

  function add(marks) {
    const signs = marks.features.flatMap((feature) =>
      signsOf(marks, feature).map((layer) => ({ layer, feature })),
    );
    const group = L.layerGroup(signs.map(({ layer }) => layer));
    const points = marks.features.some((feature) => feature.kind === "point");
    byMarks.set(marks.id, {
      marks,
      group,
      signs,
      points,
      shown: false,
      named: false,
      valued: false,
    });
  }

  /** Take an overlay away that was dropped on the page; the others stay as they are. */
  function remove(marks) {
    show(marks.id, false);
    byMarks.delete(marks.id);
    if (state.over === address.NOTHING && book.marks.every((other) => other === marks || !other.shown)) state.over = "";
  }

  function show(id, shown) {
    byMarks.get(id).shown = shown;
    const now = shownNow().map(({ marks }) => marks.id);
    const isFirst = book.marks.every((marks) => marks.shown === now.includes(marks.id));
    state.over = isFirst ? "" : now.join(",") || address.NOTHING;
    follow();
  }

  /** Show the overlays that the address asks for, or those that are shown at first. */
  function follow() {
    for (const overlay of byMarks.values()) {
      const { marks, group } = overlay;
      overlay.shown = state.over ? state.over.split(",").includes(marks.id) : marks.shown;
      if (overlay.shown) group.addTo(leafletMap);
      else group.remove();
    }
  }

  /** A map of a day shows its stations, whatever else is asked for. */
  function showDay() {
    follow();
    for (const { marks, shown } of byMarks.values()) {
      if (state.day && daymap.hasDays(marks) && !shown) show(marks.id, true);
    }
  }

  const shownNow = () => [...byMarks.values()].filter(({ shown }) => shown);

  /** Marks lie over the counties; a cross over no other mark. */
  function bringMarksToFront() {
    for (const { signs } of shownNow()) {
      const crosses = signs.filter(({ layer }) => layer.options.look === "none");
      const filled = signs.filter(({ layer }) => layer.options.look !== "none");
      for (const { layer } of [...crosses, ...filled]) layer.bringToFront();
    }
  }

  /** Points take the colour of what they show now. */
  function draw() {
    for (const { marks, signs, shown, points } of byMarks.values()) {
      if (!shown || !points) continue;
      for (const { layer, feature } of signs) {
        if (!(layer instanceof drawing.Sign)) continue;
        const style = markStyle(marks, feature);
        layer.setStyle(style);
        layer.setRadius(style.radius);
      }
    }
    spread();
  }

  /** Signs that touch at this zoom are moved apart, and lie over their lines. */
  function spread() {
    const points = shownNow().flatMap(({ signs }) => signs.map(({ layer }) => layer));
    apart.spread(points.filter((layer) => layer instanceof drawing.Sign));
    bringMarksToFront();
  }

  function signsOf(marks, feature) {
    const { kind, lines } = feature;
    const { color } = categoryOf(marks, feature);
    const base = { renderer: map.canvas, pane: "aq-areas", color };
    const layers =
      kind === "point"
        ? lines.map(
            ([spot]) => new drawing.Sign(spot, { ...base, spot, ...markStyle(marks, feature) }),
          )
        : kind === "line"
          ? [L.polyline(lines, { ...base, weight: 2.2 })]
          : [L.polygon(lines, { ...base, weight: 1.6, fillColor: color, fillOpacity: 0.18 })];
    for (const layer of layers) {
      layer.on("mousemove", (event) => tip.show(event, () => tipOfMark(marks, feature)));
      layer.on("mouseout", tip.hide);
      layer.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        events.emit("stationChosen", marks, feature);
      });
    }
    return layers;
  }

  /** What a feature shows now: the chosen day, a cell of the measured view, or null for no values. */
  function readingOf(marks, feature) {
    if (state.day && daymap.hasDays(marks)) return daymap.reading(feature);
    const cells = sheet.readings(marks);
    return cells ? sheet.cellOf(cells, feature.number, sheet.view()) : null;
  }

  /** Whether a feature lies in the regions in view: what does not is counted nowhere. */
  const isCounted = (feature) => sheet.isInView(feature.place);

  const signOfCell = (cell) => (cell.reason ? "none" : cell.indicative ? "indicative" : "valid");

  function markStyle(marks, feature) {
    const cell = readingOf(marks, feature);
    const { symbol, color } = categoryOf(marks, feature);
    if (cell && !isCounted(feature)) {
      return styleOf(marks, { look: "plain", fill: book.ground.uncounted, symbol });
    }
    const look = cell ? signOfCell(cell) : "plain";
    const fill = cell && cell.group ? cell.group.color : color;
    return styleOf(marks, { look, fill, symbol, background: feature.background === 1 });
  }

  /** The sign and colour of a feature: its category's, or the whole overlay's. */
  const categoryOf = (marks, feature) => marks.categories[feature.category] ?? marks;

  function styleOf(marks, { look, fill, symbol = marks.symbol, background = false }) {
    return {
      look,
      sign: symbol,
      radius: look === "plain" ? 5 : 6.5,
      mark: fill,
      ring: background,
      edge: look === "plain" ? "#FFFFFF" : drawing.INK,
      ringColor: look === "plain" ? fill : drawing.INK,
    };
  }

  function tipOfMark(marks, feature) {
    const lines = [el("strong", { text: phrase(feature.name) })];
    const category = marks.categories[feature.category];
    const kinds = [phrase(marks.title), ...(category ? [phrase(category.name)] : [])];
    lines.push(el("span", { class: "quiet", text: kinds.join(say("page.colon")) }));
    const cell = readingOf(marks, feature);
    const words = cell ? readingText(cell) : phrase(feature.label);
    const kind = cell && cell.reason ? "reason" : "value";
    if (words) lines.push(el("span", { class: kind, text: words }));
    if (words && (cell ? cell.indicative : feature.indicative)) {
      lines.push(el("span", { class: "quiet", text: say("page.indicative") }));
    }
    if (phrase(feature.label) && phrase(marks.notice)) {
      lines.push(el("span", { class: "warn", text: phrase(marks.notice) }));
    }
    if (feature.background)
      {lines.push(el("span", { class: "quiet", text: say("page.background") }));}
    return lines;
  }

  /** A station's value now, and of which period where that is not the map's. */
  function readingText(cell) {
    if (cell.grade) {
      const index = say("page.day_aqi", { aqi: cell.label, grade: phrase(cell.grade.name) });
      return [index, ...cell.qualifiers.map(phrase)].join(say("page.semicolon"));
    }
    if (cell.reason && cell.reason.text) return cell.reason.text;
    const period = cell.qualifiers.map(phrase).join(say("page.comma"));
    return (
      sheet.cellText({ ...cell, indicative: 0 }, sheet.view()) + (period ? `（${period}）` : "")
    );
  }

  /**
   * What must stand on the map itself: synthetic and unofficial values say so, and what was
   * `dropped` on the page, which a banner says there.
   */
  function notices({ dropped = true } = {}) {
    const isOwn = dropped || !sheet.layer().dropped;
    const words = isOwn ? (sheet.view().notices[sheet.periodNumber()] || []).map(phrase) : [];
    for (const { marks } of shownNow()) {
      const valued = marks.features
        .map((feature) => readingOf(marks, feature))
        .some((cell) => cell && cell.reason === null);
      if ((valued || (dropped && marks.dropped)) && phrase(marks.notice)) words.push(phrase(marks.notice));
    }
    return [...new Set(words)];
  }

  /** What tells a feature from those of every overlay and from counties. */
  const codeOf = (marks, feature) => `${marks.id} ${feature.code}`;

  /** What is asked to be written beside the points: names, values, or both. */
  function labels() {
    const written = [];
    for (const { marks, signs, named: names, valued } of shownNow()) {
      if (!names && !valued) continue;
      for (const { layer, feature } of signs) {
        if (!(layer instanceof drawing.Sign)) continue;
        const cell = valued && isCounted(feature) ? readingOf(marks, feature) : null;
        const lines = [];
        if (cell && !cell.reason) {
          lines.push({ text: cell.label, size: 12.5, color: "#0B3C6F", weight: 700 });
        }
        if (names)
          {lines.push({ text: phrase(feature.name), size: 11, color: "#0B3C6F", weight: 400 });}
        if (lines.length) {
          written.push({ code: codeOf(marks, feature), spot: layer.getLatLng(), lines });
        }
      }
    }
    return written;
  }

  events.on("symbolsDrawn", bringMarksToFront);

  return {
    start,
    add,
    remove,
    show,
    showDay,
    tip: tipOfMark,
    draw,
    notices,
    labels,
    codeOf,
    shown: shownNow,
    overlay: (id) => byMarks.get(id),
    isCounted,
    readingOf,
    readingText,
    signOfCell,
    markStyle,
    styleOf,
  };
}
