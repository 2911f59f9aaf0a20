function map({ book, chosenClasses, dom, drawing, events, insetPlaces, landPaths, leafletMap, patterns, sheet, state, tip, underlay }) {
  // The map: counties, borders and symbols on one canvas, redrawn when the state changes.

  const { byId } = dom;

  const BORDER_INK = "#8A949E";
  // Over a grid, which may be dark.
  const DARK_INK = "#39424B";
  const LARGEST_SYMBOL = 0.45;
  // Pixels: a smaller dot would be its own rim only.
  const SMALLEST_SYMBOL = 2;
  const canvas = L.canvas({ pane: "aq-areas", padding: 0.3 });
  const areas = new Map();
  const borders = [];
  const symbols = L.layerGroup();
  // What stands for a county or zone on the map now: code, spot and radius of each symbol.
  let drawn = [];
  const largestByZoom = new Map();
  let picked = null;

  function start() {
    for (const shape of book.shapes) {
      const area = new landPaths.Area(shape.rings, { renderer: canvas, pane: "aq-areas", fillOpacity: 1 });
      area.aq = shape;
      area.on("mousemove", (event) =>
        tip.show(event, () => [...tip.ofPlace(shape), ...underlay.lines(event.latlng, shape)]),
      );
      area.on("mouseout", tip.hide);
      area.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        if (shape.place >= 0) events.emit("placeChosen", shape.code);
      });
      areas.set(shape.code, area);
    }
    const strokes = {
      national: { weight: 2.6, dashArray: "12 4 2 4" },
      prefecture: { weight: 1.7, dashArray: "10 4" },
      edge: { weight: 1.6, color: BORDER_INK, dashArray: "4 3" },
    };
    for (const line of book.lines) {
      borders.push(
        new landPaths.Border(line.parts, {
          renderer: canvas,
          pane: "aq-areas",
          color: book.ground.outline,
          interactive: false,
          lineCap: "butt",
          ...(strokes[line.rank] || strokes.prefecture),
        }),
      );
    }
    leafletMap.on("click", () => events.emit("placeChosen", ""));
    leafletMap.on("zoomend", drawSymbols);
    leafletMap.on("moveend", keepFrame);
  }

  /** What a place is filled with now: one that is not counted has no colour. */
  function fillOf(number, counted) {
    const cell = counted.has(number) ? sheet.cellAt(sheet.view(), number) : null;
    if (!cell) return { kind: "context", color: book.ground.context, paint: book.ground.context };
    // What the legend left out is still counted, but recedes.
    if (!chosenClasses.holds(cell)) {
      return { kind: "left-out", color: book.ground.abroad, paint: book.ground.abroad };
    }
    if (cell.reason) {
      const { family } = cell.reason;
      return { kind: family, color: "", paint: patterns.hatch(family) };
    }
    const kind = cell.group ? "class" : "base";
    const color = cell.group ? cell.group.color : book.ground.base;
    const stripes = cell.indicative ? "level" : cell.satellite ? "upright" : "";
    return { kind, color, stripes, paint: stripes ? patterns.striped(color, stripes) : color };
  }

  /** What is laid over a grid instead of a fill: a class has no colour there. */
  function paintOver({ kind, stripes, paint }) {
    if (kind === "context") return paint;
    if (kind === "class" || kind === "base") {
      return stripes ? patterns.striped(patterns.CLEAR, stripes) : patterns.CLEAR;
    }
    return patterns.clearHatch(kind);
  }

  function drawAreas() {
    underlay.draw();
    let reorder = false;
    const counted = new Set(sheet.places());
    const overGrid = underlay.isShown();
    for (const area of areas.values()) {
      const filled = fillOf(area.aq.place, counted);
      const context = filled.kind === "context";
      reorder = reorder || !area.aqFill || (area.aqFill.kind === "context") !== context;
      area.aqFill = filled;
      restyle(area, {
        fillColor: overGrid ? paintOver(filled) : filled.paint,
        color: context ? book.ground.edge : overGrid ? DARK_INK : BORDER_INK,
        weight: context ? 0.7 : 1,
      });
    }
    // Borders of what is counted lie over those of the context.
    if (!isAdded) addAreas();
    else if (reorder) {
      for (const area of areas.values()) if (area.aqFill.kind !== "context") area.bringToFront();
      for (const border of borders) border.bringToFront();
    }
    drawSymbols();
    drawPicked();
  }

  /** Draw an area anew where anything about it differs. */
  function restyle(area, style) {
    if (Object.keys(style).some((name) => style[name] !== area.options[name])) area.setStyle(style);
  }

  let isAdded = false;

  /** Put the styled areas on the map once it is framed: each move before would project them again. */
  function addAreas() {
    isAdded = true;
    frameRegions();
    const isCounted = (area) => area.aqFill.kind !== "context";
    const [counted, context] = [true, false].map((kind) =>
      [...areas.values()].filter((area) => isCounted(area) === kind),
    );
    for (const layer of [...context, ...counted, ...borders, symbols]) layer.addTo(leafletMap);
  }

  /** The radius of the largest proportional symbol: most of a middling county at this zoom. */
  function largestRadius() {
    const zoom = leafletMap.getZoom();
    if (!largestByZoom.has(zoom)) largestByZoom.set(zoom, measureLargest());
    return largestByZoom.get(zoom);
  }

  function measureLargest() {
    const sizes = book.shapes
      .filter((s) => s.place >= 0)
      .map((s) => roomOf(s))
      .sort((a, b) => a - b);
    const middle = sizes[Math.floor(sizes.length / 2)] || 30;
    return Math.min(46, Math.max(14, middle * 2 * LARGEST_SYMBOL));
  }

  /** Half the width that a label may take in a county, in pixels. */
  function roomOf(shape) {
    return (shape.half / 360) * landPaths.worldWidth(leafletMap.getZoom());
  }

  const radiusOf = (value, scale) =>
    value && scale.largest > 0
      ? Math.max(largestRadius() * Math.sqrt(Math.abs(value) / scale.largest), SMALLEST_SYMBOL)
      : 0;

  /** Where a place without outline stands, or where a county's label does. */
  function spotOf(place) {
    const area = areas.get(place.code);
    if (area) return area.aq.spot;
    return place.lat === null || place.lon === null ? null : [place.lat, place.lon];
  }

  function drawSymbols() {
    symbols.clearLayers();
    drawn = [];
    const view = sheet.view();
    const sized = view.scale.kind === "size";
    const { v } = sheet.cellsOf(view);
    const order = sheet.places();
    const counted = new Set(order);
    // Large symbols first, so that none hides a smaller one.
    if (sized) order.sort((a, b) => Math.abs(v[b]) - Math.abs(v[a]));
    order.forEach((i) => {
      const place = book.places[i];
      const cell = sheet.cellAt(view, i);
      const spot = spotOf(place);
      if (!spot || (place.shape && !sized) || insetPlaces.shows(place.code)) return;
      if (!place.shape && !(sized && !cell.reason)) symbols.addLayer(zoneSign(place, fillOf(i, counted), spot));
      if (!sized || cell.reason || !cell.value || !chosenClasses.holds(cell)) return;
      symbols.addLayer(sign(place, spot, sizeStyle(place, cell.value, view.scale)));
    });
    events.emit("symbolsDrawn");
  }

  /** A symbol as large as its amount; hollow below 0. */
  function sizeStyle(place, value, scale) {
    const hollow = value < 0;
    const rim = place.shape ? "#FFFFFF" : drawing.INK;
    return {
      radius: radiusOf(value, scale),
      sign: "circle",
      fillColor: hollow ? "#FFFFFF" : scale.color,
      fillOpacity: hollow ? 0.85 : 0.72,
      color: hollow ? scale.color : rim,
      weight: hollow ? 2 : place.shape ? 1.2 : 1.5,
    };
  }

  function zoneSign(place, filled, spot) {
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
    drawn.push({ code: place.code, spot, r: style.radius });
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
    if (area) picked = new landPaths.Area(area.aq.rings, style);
    else if (place && spotOf(place)) {
      picked = L.circleMarker(spotOf(place), { ...style, radius: 16 });
    }
    if (picked) picked.addTo(leafletMap);
  }

  // How the regions in view were framed last; a frame that is much like it is none of its own.
  let framed = null;
  let isFraming = false;
  const ALIKE = 60; // pixels

  /** Keep the part of the land that was chosen by hand. */
  function keepFrame() {
    if (!framed || isFraming) return;
    const [center, zoom] = [leafletMap.getCenter(), leafletMap.getZoom()];
    const apart = leafletMap.project(center, zoom).distanceTo(leafletMap.project(framed.center, zoom));
    const isAlike = zoom === framed.zoom && apart < ALIKE;
    const [lat, lon] = [center.lat, center.lng].map((degrees) => degrees.toFixed(3));
    state.frame = isAlike ? "" : [lat, lon, Number(zoom.toFixed(2))].join(",");
    events.emit("framed");
  }

  /** Show the regions in view, whole but for what has an inset, beside what lies over the map; or the frame of the address. */
  function frameRegions() {
    const codes = new Set(insetPlaces.now().rest.map((i) => book.places[i].code));
    const bounds = L.latLngBounds([]);
    for (const code of codes) if (areas.has(code)) bounds.extend(boundsOf(areas.get(code).aq));
    if (!bounds.isValid()) return;
    leafletMap.invalidateSize({ animate: false });
    const padding = framePadding();
    const asked = JSON.stringify([bounds, padding, leafletMap.getSize(), state.frame]);
    if (framed && framed.asked === asked && framed.last === whereNow()) return;
    isFraming = true;
    leafletMap.fitBounds(bounds, { ...padding, animate: false });
    framed = { center: leafletMap.getCenter(), zoom: leafletMap.getZoom(), asked };
    const [lat, lon, zoom] = state.frame.split(",").map(Number);
    if (state.frame) leafletMap.setView([lat, lon], zoom, { animate: false });
    framed.last = whereNow();
    isFraming = false;
  }

  const boundsOf = ({ bounds: [south, west, north, east] }) => L.latLngBounds([south, west], [north, east]);

  const whereNow = () => `${leafletMap.getCenter()} ${leafletMap.getZoom()}`;

  /** Keep clear of the title above and, on a wide screen, of the legend. */
  function framePadding() {
    return { paddingTopLeft: [18, headRoom() + 8], paddingBottomRight: [18, byId("foot").offsetHeight + 14] };
  }

  /** How far down the title lies over the map; on a low screen it stands above it. */
  function headRoom() {
    const low = byId("heading").getBoundingClientRect().bottom;
    return Math.max(0, low - leafletMap.getContainer().getBoundingClientRect().top);
  }

  /** Cover the map where what lies on it could not be drawn. */
  function cover(covered) {
    byId("map-cover").hidden = !covered;
  }

  /** The symbols as circles on the screen. */
  function circles() {
    return drawn.map(({ code, spot, r }) => {
      const { x, y } = leafletMap.latLngToContainerPoint(spot);
      return { code, x, y, r };
    });
  }

  return { canvas, areas, fillOf, start, drawAreas, drawSymbols, roomOf, radiusOf, spotOf, circles, cover, frameRegions, framePadding, headRoom };
}
