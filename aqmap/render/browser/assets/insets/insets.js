function insets({ book, dom, events, insetPlaces, leafletMap, map, overlays, phrases, pictureGround, pictureMap, pictureParts, sheet, state, tip }) {
  // What lies far from the rest of its region, in a frame of its own in a corner of the map.

  const { byId, el, fill } = dom;
  const { phrase, say } = phrases;
  const { node, t } = pictureParts;

  const PIXELS = 96 / 25.4; // a millimetre
  const SIZES = { wide: [168, 128], narrow: [112, 84] };
  const [MARGIN, STRIP, ROOM] = [10, 24, 0.82];
  const rims = L.layerGroup();
  const narrow = window.matchMedia("(max-width: 900px)");
  // The planes of insets, and in each the outlines that it has drawn.
  const planes = new Map();
  let drawn = [];

  const sizeNow = () => (narrow.matches ? SIZES.narrow : SIZES.wide);

  function planeOf({ part, zones }, size) {
    const key = `${part} ${size}`;
    if (!planes.has(key)) {
      const box = [0, 0, size[0] / PIXELS, size[1] / PIXELS];
      planes.set(key, [pictureGround.plane(box, [...part, ...zones], ROOM), box]);
    }
    return planes.get(key);
  }

  /** Draw the insets of the regions in view, in the corners where they hide least of them. */
  function draw() {
    const size = sizeNow();
    const { parts, rest } = insetPlaces.now();
    drawn = parts
      .filter((each) => !isSeenLarger(each, size))
      .map((each) => ({ ...each, codes: [...each.part, ...each.zones].map((i) => book.places[i].code) }));
    if (insetPlaces.show(drawn.flatMap(({ codes }) => codes))) map.drawSymbols();
    fill("insets", ...drawn.map((each) => frame(each, size)));
    const corners = cornersNow(size, rest);
    [...byId("insets").children].forEach((box, n) => {
      const [left, top] = corners[n];
      box.style.transform = `translate(${left}px, ${top}px)`;
    });
    drawRims();
  }

  // Where the insets stand, and for which frame of the map that was found.
  let standing = { key: "", corners: [] };

  function cornersNow(size, rest) {
    const frameNow = [insetPlaces.room(), leafletMap.getCenter(), leafletMap.getZoom(), size];
    const key = JSON.stringify([frameNow, state.region, rest.length, drawn.map(({ part }) => part)]);
    if (standing.key !== key) {
      const corners = [];
      drawn.forEach(() => corners.push(cornerFor(size, corners, rest)));
      standing = { key, corners };
    }
    return standing.corners;
  }

  /** Where a part lies is framed on the map, as on paper. */
  function drawRims() {
    rims.clearLayers();
    for (const { bounds: [south, west, north, east] } of drawn) {
      const corners = L.latLngBounds([[south, west], [north, east]]).pad(0.12);
      const line = { pane: "aq-picked", color: "#39424B", weight: 1, fill: false, interactive: false };
      rims.addLayer(L.rectangle(corners, line));
    }
  }

  /** Whether the map itself shows a part in full and larger: then it needs no inset. */
  function isSeenLarger({ bounds: [south, west, north, east] }, [width, height]) {
    const [upper, lower] = [[north, west], [south, east]].map((spot) => leafletMap.latLngToContainerPoint(spot));
    const room = insetPlaces.room();
    const isSeen = upper.x >= room.left && lower.x <= room.right && upper.y >= room.top && lower.y <= room.bottom;
    return isSeen && (lower.x - upper.x > width * ROOM || lower.y - upper.y > height * ROOM);
  }

  /** The upper left corner of where an inset hides least: lower right first, as on paper. */
  function cornerFor([width, height], taken, places) {
    const { top, right, bottom } = insetPlaces.room();
    const low = bottom - height - STRIP - MARGIN;
    const side = byId("zoom").offsetWidth ? byId("zoom").offsetWidth + 2 * MARGIN : MARGIN;
    const corners = [
      [right - width - side, low],
      [right - width - MARGIN, top + MARGIN],
      [MARGIN, top + MARGIN],
      [MARGIN, low],
    ].filter((corner) => !taken.some((other) => Math.abs(other[0] - corner[0]) < width && Math.abs(other[1] - corner[1]) < height + STRIP));
    const home = leafletMap.getContainer().getBoundingClientRect();
    const stamp = byId("stamp").getBoundingClientRect();
    const isTaken = ([x, y]) =>
      x + home.left > stamp.left && x + home.left < stamp.right && y + home.top > stamp.top && y + home.top < stamp.bottom;
    const spotAt = (point) => {
      const { lat, lng } = leafletMap.containerPointToLatLng(point);
      return [lat, lng];
    };
    const found = insetPlaces.leastHiding(corners, [width, height + STRIP], places, { spotAt, isTaken });
    return found || [MARGIN, top + MARGIN];
  }

  function frame(each, size) {
    const [plane, box] = planeOf(each, size);
    const name = insetPlaces.nameOf(each.part);
    const root = node("svg", { viewBox: `0 0 ${t(box[2])} ${t(box[3])}`, width: size[0], height: size[1] });
    const scale = (value) => map.radiusOf(value, sheet.view().scale) / PIXELS;
    const how = { name: `inset-${each.codes[0]}`, radius: scale, sizes: [3.1, 2.9] };
    const colors = [...sheet.view().scale.classes.map(({ color }) => color), book.ground.base].filter(Boolean);
    root.append(pictureParts.defs(colors), ...pictureMap.draw(plane, box, how).parts);
    root.querySelectorAll("text").forEach((text) => text.setAttribute("aria-hidden", "true"));
    for (const shape of root.querySelectorAll("[data-code]")) beginChoice(shape);
    drawPicked(root);
    followPointer(root);
    const go = el("button", { type: "button", text: name, title: say("page.inset_go"), onclick: () => goTo(each) });
    return el("div", { class: "inset", role: "group", "aria-label": say("page.inset", { name }) }, go, root);
  }

  /** A place in an inset is chosen by keyboard as by a click. */
  function beginChoice(shape) {
    const place = sheet.placeOf(shape.dataset.code);
    const cell = sheet.cellAt(sheet.view(), book.places.indexOf(place));
    const facts = {
      tabindex: "0",
      role: "button",
      "aria-pressed": String(place.code === state.place),
      "aria-label": phrase(place.name) + say("page.colon") + sheet.cellText(cell, sheet.view()),
    };
    for (const [key, value] of Object.entries(facts)) shape.setAttribute(key, value);
    shape.addEventListener("focus", () => {
      if (document.body.classList.contains("keys")) tip.show({ point: middleOf(shape) }, () => tip.ofPlace(place));
    });
    shape.addEventListener("blur", tip.hide);
    shape.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      events.emit("placeChosen", place.code);
    });
  }

  /** The middle of what is drawn, in pixels of the map. */
  function middleOf(shape) {
    const box = shape.getBoundingClientRect();
    const home = leafletMap.getContainer().getBoundingClientRect();
    return L.point(box.left + box.width / 2 - home.left, box.top + box.height / 2 - home.top);
  }

  /** The outline of the place that is chosen lies over everything. */
  function drawPicked(root) {
    const chosen = [...root.querySelectorAll("[data-code]")].find(({ dataset }) => dataset.code === state.place);
    if (!chosen) return;
    const line = chosen.cloneNode();
    for (const name of ["data-code", "tabindex", "role", "aria-pressed", "aria-label"]) line.removeAttribute(name);
    line.setAttribute("class", "picked-line");
    chosen.parentNode.append(line);
  }

  function followPointer(root) {
    const found = (event) => event.target.closest("[data-mark], [data-code], [data-symbol]");
    root.addEventListener("click", (event) => {
      const { mark, code, symbol } = (found(event) || { dataset: {} }).dataset;
      if (mark) events.emit("stationChosen", ...featureOf(mark));
      else if (code || symbol) events.emit("placeChosen", code || symbol);
    });
    root.addEventListener("mousemove", (event) => {
      const target = found(event);
      if (!target) {
        tip.hide();
        return;
      }
      const { mark, code, symbol } = target.dataset;
      const home = leafletMap.getContainer().getBoundingClientRect();
      const point = L.point(event.clientX - home.left, event.clientY - home.top);
      const make = () => (mark ? overlays.tip(...featureOf(mark)) : tip.ofPlace(sheet.placeOf(code || symbol)));
      tip.show({ point }, make);
    });
    root.addEventListener("mouseleave", tip.hide);
  }

  function featureOf(mark) {
    const [id, number] = mark.split(" ");
    const marks = book.marks.find((each) => each.id === id);
    return [marks, marks.features[Number(number)]];
  }

  /** Show a part where it lies. */
  function goTo({ bounds: [south, west, north, east] }) {
    leafletMap.fitBounds([[south, west], [north, east]], { ...map.framePadding(), animate: false });
    leafletMap.getContainer().focus();
  }

  /** Where a place of an inset is on the map's pixels; nothing for one of the map itself. */
  function pointOf(code) {
    if (!insetPlaces.shows(code)) return null;
    const shape = [...byId("insets").querySelectorAll("[data-code]")].find(({ dataset }) => dataset.code === code);
    return shape ? middleOf(shape) : null;
  }

  /** Mark the place of an inset that was walked to. */
  function reach(code) {
    for (const shape of byId("insets").querySelectorAll("[data-code]")) {
      shape.classList.toggle("reached", shape.dataset.code === code);
    }
  }

  function start() {
    rims.addTo(leafletMap);
    leafletMap.on("moveend resize", draw);
  }

  return { start, draw, pointOf, reach };
}
