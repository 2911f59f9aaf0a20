function map({ book, dom, drawing, events, leafletMap, patterns, sheet, state, tip }) {
  // The map: counties, borders and symbols on one canvas, redrawn when the state changes.

  const { byId } = dom;

  const BORDER_INK = "#8A949E";
  const LARGEST_SYMBOL = 0.45;
  const canvas = L.canvas({ pane: "aq-areas", padding: 0.3 });
  const areas = new Map();
  const borders = [];
  const symbols = L.layerGroup();
  let picked = null;

  function start() {
    for (const shape of book.shapes) {
      const area = L.polygon(shape.rings, { renderer: canvas, pane: "aq-areas", weight: 0.8 });
      area.aq = shape;
      area.on("mousemove", (event) => tip.show(event, () => tip.ofPlace(shape)));
      area.on("mouseout", tip.hide);
      area.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        if (shape.place >= 0) events.emit("placeChosen", shape.code);
      });
      areas.set(shape.code, area);
      area.addTo(leafletMap);
    }
    const strokes = {
      national: { weight: 2.6, dashArray: "12 4 2 4" },
      prefecture: { weight: 1.7, dashArray: "10 4" },
      edge: { weight: 1.6, color: BORDER_INK, dashArray: "4 3" },
    };
    for (const line of book.lines) {
      borders.push(
        L.polyline(line.parts, {
          renderer: canvas,
          pane: "aq-areas",
          color: book.ground.outline,
          interactive: false,
          lineCap: "butt",
          ...(strokes[line.rank] || strokes.prefecture),
        }).addTo(leafletMap),
      );
    }
    symbols.addTo(leafletMap);
    leafletMap.on("click", () => events.emit("placeChosen", ""));
    leafletMap.on("zoomend", drawSymbols);
  }

  /** What a place is filled with now. */
  function fillOf(number) {
    const cell = number < 0 ? null : sheet.cellAt(sheet.view(), number);
    if (!cell) return { kind: "context", color: book.ground.context, paint: book.ground.context };
    if (cell.reason) {
      const { family } = cell.reason;
      return { kind: family, color: "", paint: patterns.hatch(family) };
    }
    const kind = cell.group ? "class" : "base";
    const color = cell.group ? cell.group.color : book.ground.base;
    const hatched = cell.indicative === 1;
    return { kind, color, hatched, paint: hatched ? patterns.striped(color) : color };
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
        color: context ? book.ground.edge : BORDER_INK,
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
  }

  /** The radius of the largest proportional symbol: most of a middling county at this zoom. */
  function largestRadius() {
    const sizes = book.shapes
      .filter((s) => s.place >= 0)
      .map((s) => roomOf(s))
      .sort((a, b) => a - b);
    const middle = sizes[Math.floor(sizes.length / 2)] || 30;
    return Math.min(46, Math.max(14, middle * 2 * LARGEST_SYMBOL));
  }

  /** Half the width that a label may take in a county, in pixels. */
  function roomOf(shape) {
    const middle = leafletMap.latLngToLayerPoint(shape.spot);
    const beside = leafletMap.latLngToLayerPoint([shape.spot[0], shape.spot[1] + shape.half]);
    return beside.x - middle.x;
  }

  const radiusOf = (value, scale) =>
    largestRadius() * Math.sqrt(Math.max(value, 0) / scale.largest);

  /** Where a place without outline stands, or where a county's label does. */
  function spotOf(place) {
    const area = areas.get(place.code);
    if (area) return area.aq.spot;
    return place.lat === null || place.lon === null ? null : [place.lat, place.lon];
  }

  function drawSymbols() {
    symbols.clearLayers();
    const view = sheet.view();
    const sized = view.scale.kind === "size";
    const { k, v } = sheet.cellsOf(view);
    const order = book.places.map((_, i) => i).filter((i) => k[i] >= 0);
    // Large symbols first, so that none hides a smaller one.
    if (sized) order.sort((a, b) => v[b] - v[a]);
    order.forEach((i) => {
      const place = book.places[i];
      const cell = sheet.cellAt(view, i);
      const spot = spotOf(place);
      if (!spot || (place.shape && !sized)) return;
      if (!place.shape && !(sized && !cell.reason)) symbols.addLayer(zoneSign(place, i, spot));
      if (!sized || cell.reason || !cell.value) return;
      const style = {
        radius: radiusOf(cell.value, view.scale),
        sign: "circle",
        fillColor: view.scale.color,
        fillOpacity: 0.72,
        color: place.shape ? "#FFFFFF" : drawing.INK,
        weight: place.shape ? 1.2 : 1.5,
      };
      symbols.addLayer(sign(place, spot, style));
    });
    events.emit("symbolsDrawn");
  }

  function zoneSign(place, number, spot) {
    const filled = fillOf(number);
    const style = {
      radius: 9,
      sign: "square",
      fillColor: filled.paint,
      fillOpacity: 1,
      color: drawing.INK,
      weight: 1.6,
    };
    return sign(place, spot, style);
  }

  function sign(place, spot, style) {
    const marker = new drawing.Sign(spot, { renderer: canvas, pane: "aq-areas", ...style });
    marker.on("mousemove", (event) => tip.show(event, () => tip.ofPlace(place)));
    marker.on("mouseout", tip.hide);
    marker.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      events.emit("placeChosen", place.code);
    });
    return marker;
  }

  function drawPicked() {
    if (picked) picked.remove();
    picked = null;
    const area = areas.get(state.place);
    const place = sheet.placeOf(state.place);
    const style = {
      pane: "aq-picked",
      color: "#0B3C6F",
      weight: 3.2,
      fill: false,
      interactive: false,
    };
    if (area) picked = L.polygon(area.aq.rings, style);
    else if (place && spotOf(place)) {
      picked = L.circleMarker(spotOf(place), { ...style, radius: 16 });
    }
    if (picked) picked.addTo(leafletMap);
  }

  /** Show the regions in view, whole, beside what lies over the map. */
  function frameRegions() {
    const codes = new Set(sheet.places().map((i) => book.places[i].code));
    const bounds = L.latLngBounds([]);
    for (const code of codes) if (areas.has(code)) bounds.extend(areas.get(code).getBounds());
    if (!bounds.isValid()) return;
    leafletMap.invalidateSize({ animate: false });
    leafletMap.fitBounds(bounds, { ...framePadding(), animate: false });
  }

  /** Keep clear of the title above and, on a wide screen, of the legend. */
  function framePadding() {
    const top = byId("heading").offsetHeight + 8;
    return { paddingTopLeft: [18, top], paddingBottomRight: [18, byId("foot").offsetHeight + 14] };
  }

  return { canvas, areas, start, drawAreas, roomOf, radiusOf, spotOf, frameRegions };
}
