function labels({ book, boxes, chosenClasses, dom, drawing, insetPlaces, labelPlacer, leafletMap, locate, map, overlays, phrases, sheet, state }) {
  // Names and numbers on the map: as many as stand clearly by what they are of; the table has all.

  const { byId } = dom;
  const { phrase, say } = phrases;

  // What was written last: of which place, point or neighbour, in which box, with which line.
  let written = [];

  /** A canvas over the map that is drawn anew after every move. */
  const Labels = L.Layer.extend({
    onAdd(onto) {
      this._canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide", onto.getPane("aq-labels"));
      onto.on("moveend resize", this.draw, this);
    },

    onRemove(from) {
      from.off("moveend resize", this.draw, this);
      this._canvas.remove();
    },

    draw() {
      const done = due;
      due = null;
      const size = leafletMap.getSize();
      const ratio = window.devicePixelRatio || 1;
      L.DomUtil.setPosition(this._canvas, leafletMap.containerPointToLayerPoint([0, 0]));
      this._canvas.width = size.x * ratio;
      this._canvas.height = size.y * ratio;
      this._canvas.style.width = `${size.x}px`;
      this._canvas.style.height = `${size.y}px`;
      const pen = this._canvas.getContext("2d");
      pen.scale(ratio, ratio);
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.lineJoin = "round";
      written = placeAll(pen);
      for (const { line } of written) if (line) drawing.drawLeader(pen, line);
      for (const { box, parts } of written) {
        drawing.writeLines(pen, parts, boxes.middleOf(box)[0], box[1]);
      }
      if (done) done();
    },
  });

  const layer = new Labels();
  // What is to be done once the labels that are due are drawn.
  let due = null;
  let turn = 0;

  /** Draw once the map has been painted: to find places for labels takes as long as all before. */
  function drawSoon(done) {
    due = done;
    window.cancelAnimationFrame(turn);
    turn = window.requestAnimationFrame(() => setTimeout(settle));
  }

  /** Draw what is due now. */
  function settle() {
    if (due) layer.draw();
  }

  /** Every label that finds a place: of counties and zones, then of points, then of neighbours. */
  function placeAll(pen) {
    const room = roomNow();
    const points = pointCircles();
    const taken = [...controlBoxes(), ...zoneBoxes(), ...points.map(boxOf)];
    const ground = labelPlacer.ground(room, map.circles(), taken);
    const measure = measuredWith(pen);
    const places = inRoom(placeLabels(), room);
    const placed = labelPlacer.placeAll(places, ground, measure);
    const isBare = sheet.isOfDay() || sheet.missing() !== "";
    tellMissing(isBare ? 0 : places.length - placed.length);
    const ofPoints = { ...ground, symbols: points };
    const beside = inRoom(overlays.labels().map(pointLabel(points)), room);
    placed.push(...labelPlacer.placeAll(beside, ofPoints, measure));
    for (const label of inRoom(neighbourLabels(), room).map(measure)) {
      const spot = label.width > label.room * 2 ? null : labelPlacer.place(label, ground);
      if (spot) placed.push({ ...label, ...spot });
    }
    return placed;
  }

  /** How many numbers of the regions in view are left to the table. */
  function tellMissing(count) {
    byId("unlabelled").hidden = count === 0;
    byId("unlabelled").textContent = say("page.unlabelled", { n: count });
  }

  /** The part of the map that nothing lies over. */
  function roomNow() {
    const { x, y } = leafletMap.getSize();
    const top = map.headRoom() + 2;
    return [2, top, x - 4, y - top - byId("foot").offsetHeight - 2];
  }

  /** The room that buttons and the stamp take. */
  function controlBoxes() {
    const home = leafletMap.getContainer().getBoundingClientRect();
    return [byId("zoom"), byId("stamp"), ...byId("insets").children]
      .map((node) => node.getBoundingClientRect())
      .filter((box) => box.width > 0)
      .map((box) => [box.left - home.left, box.top - home.top, box.width, box.height]);
  }

  const boxOf = ({ x, y, r }) => boxes.around([x, y], 2 * r, 2 * r);

  function zoneBoxes() {
    const counted = new Set(sheet.places());
    return book.places
      .filter((place, i) => !place.shape && counted.has(i) && map.spotOf(place))
      .filter(({ code }) => !insetPlaces.shows(code))
      .map((place) => boxOf({ ...leafletMap.latLngToContainerPoint(map.spotOf(place)), r: 9 }));
  }

  /** The points of overlays as circles on the screen. */
  function pointCircles() {
    return overlays.shown().flatMap(({ marks, signs }) =>
      signs
        .filter(({ layer: sign }) => sign instanceof drawing.Sign)
        .map(({ layer: sign, feature }) => {
          const { x, y } = leafletMap.latLngToContainerPoint(sign.getLatLng());
          return { code: overlays.codeOf(marks, feature), x, y, r: 5 };
        }),
    );
  }

  /** Labels whose point is in sight. */
  function inRoom(asked, room) {
    return asked
      .map((label) => ({ ...label, point: leafletMap.latLngToContainerPoint(label.spot) }))
      .filter(({ point: { x, y } }) => boxes.holds(room, [x, y]));
  }

  /** A label with the sizes that a pen would give it. */
  const measuredWith = (pen) => (label) => {
    const lines = label.linesOf();
    const parts = lines.map((line) => ({ ...line, width: drawing.widthOf(pen, line) }));
    const number = parts[parts.length - 1];
    return {
      ...label,
      lines,
      parts,
      width: Math.max(...parts.map((part) => part.width)) + 4,
      height: parts.reduce((sum, part) => sum + part.size + 3, 0),
      numberWidth: number.width,
      numberHeight: number.size + 3,
    };
  };

  /** Labels of counties and zones, the chosen one first, then the smallest counties. */
  function placeLabels() {
    const view = sheet.view();
    const bare = sheet.missing() !== "";
    const circles = new Map(map.circles().map((circle) => [circle.code, circle]));
    // Counties of other regions are no room for a label at the end of a line, either.
    const outlines = book.shapes.filter((shape) => shape.place >= 0);
    const isCounted = (point) => outlines.some((shape) => locate.isIn(shape, point));
    const labelsOf = sheet.places().flatMap((i) => {
      const place = book.places[i];
      const spot = map.spotOf(place);
      if (!spot || insetPlaces.shows(place.code)) return [];
      if (!chosenClasses.holds(sheet.cellAt(view, i))) return [];
      const area = map.areas.get(place.code);
      const circle = circles.get(place.code) || null;
      return {
        kind: "place",
        code: place.code,
        spot,
        linesOf: () => linesOf(phrase(place.label), sheet.cellAt(view, i), bare),
        circle,
        room: area ? map.roomOf(area.aq) : 0,
        isIn: circle || !area ? null : (point) => locate.isIn(area.aq, point),
        isCounted: circle ? null : isCounted,
        rank: place.code === state.place ? 0 : area ? 1 : 2,
      };
    });
    labelsOf.sort((a, b) => a.rank - b.rank || a.room - b.room);
    return labelsOf;
  }

  /** What is asked to be written beside the points of overlays. */
  function pointLabel(points) {
    const circles = new Map(points.map((circle) => [circle.code, circle]));
    return ({ lines, ...label }) => ({ ...label, kind: "point", linesOf: () => lines, circle: circles.get(label.code) });
  }

  /** The names of what is not counted. */
  function neighbourLabels() {
    const counted = new Set(sheet.places().map((i) => book.places[i].code));
    return book.shapes
      .filter(({ code }) => !counted.has(code))
      .map((shape) => ({
        kind: "neighbour",
        code: shape.code,
        spot: shape.spot,
        linesOf: () => [{ text: phrase(shape.name), size: 11, color: "#6B7075", weight: 400 }],
        circle: null,
        room: map.roomOf(shape),
        isAround: (point) => locate.isIn(shape, point),
      }));
  }

  /** A name and, below it, its number, its symbol, or the letter of why there is none. */
  function linesOf(name, cell, bare) {
    const named = { text: name, size: 12, color: "#1F2933", weight: 500 };
    if (bare || sheet.isOfDay()) return [named];
    const star = cell.indicative ? "*" : "";
    const value = cell.reason
      ? { text: phrase(cell.reason.letter) + cell.label, size: 14, color: "#454A50", weight: 700 }
      : cell.label
        ? { text: cell.label + star, sign: signOf(cell), size: 13, color: "#11161B", weight: 700 }
        : { symbol: cell.group ? cell.group.symbol : "", size: 15, color: "#11161B", weight: 700 };
    return [named, value];
  }

  /** The sign of a light, which stands before its rate. */
  const signOf = (cell) => (sheet.progress() && cell.group ? cell.group.symbol : "");

  return {
    start: () => layer.addTo(leafletMap),
    draw: () => layer.draw(),
    drawSoon,
    settle,
    written: () => {
      settle();
      return written;
    },
  };
}
