function labels({ book, drawing, leafletMap, map, overlays, phrases, sheet, state }) {
  // Names and numbers on the map: as many as fit without touching each other.

  const { phrase } = phrases;

  /** A canvas over the map that is drawn anew after every move. */
  const Labels = L.Layer.extend({
    onAdd(onto) {
      this._canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide", onto.getPane("aq-labels"));
      onto.on("moveend zoomend resize viewreset", this.draw, this);
      this.draw();
    },

    onRemove(from) {
      from.off("moveend zoomend resize viewreset", this.draw, this);
      this._canvas.remove();
    },

    draw() {
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
      const taken = signBoxes();
      for (const label of [...labelsNow(), ...overlays.labels()])
        {placeLabel(pen, label, taken, size);}
    },
  });

  // Pixels: a county narrower than twice this is not labelled until the reader zooms in.
  const SMALLEST_ROOM = 6;
  const layer = new Labels();

  /** The room that markers take: no label is written over one. */
  function signBoxes() {
    const boxes = [];
    const add = (spot, half) => {
      const { x, y } = leafletMap.latLngToContainerPoint(spot);
      boxes.push([x - half, y - half, 2 * half, 2 * half]);
    };
    for (const place of book.places)
      {if (!place.shape && map.spotOf(place)) add(map.spotOf(place), 9);}
    for (const { signs } of overlays.shown()) {
      for (const { layer: sign } of signs)
        {if (sign instanceof drawing.Sign) add(sign.getLatLng(), 5);}
    }
    return boxes;
  }

  /** All that would be written, the most important first. */
  function labelsNow() {
    const view = sheet.view();
    const sized = view.scale.kind === "size";
    const bare = sheet.missing() !== "";
    const covered = [];
    book.places.forEach((place, i) => {
      const cell = sheet.cellAt(view, i);
      const spot = map.spotOf(place);
      if (!cell || !spot) return;
      const area = map.areas.get(place.code);
      const drop = sized && !cell.reason ? map.radiusOf(cell.value, view.scale) : 0;
      covered.push({
        spot,
        name: phrase(place.label),
        cell,
        bare,
        room: area ? map.roomOf(area.aq) : 0,
        drop: area ? drop : Math.max(drop, 9),
        zone: !area,
        sized,
        rank: place.code === state.place ? 0 : area ? 1 : 2,
      });
    });
    const large = covered.filter((label) => label.zone || label.room >= SMALLEST_ROOM);
    large.sort((a, b) => a.rank - b.rank || a.room - b.room);
    for (const shape of book.shapes) {
      if (shape.place >= 0 && sheet.cellAt(view, shape.place)) continue;
      large.push({
        spot: shape.spot,
        name: phrase(shape.name),
        room: map.roomOf(shape),
        context: true,
      });
    }
    return large;
  }

  /** Try the whole label in a few places, then what matters most of it. */
  function placeLabel(pen, label, taken, size) {
    const point = leafletMap.latLngToContainerPoint(label.spot);
    if (point.x < -80 || point.y < -40 || point.x > size.x + 80 || point.y > size.y + 40) return;
    for (const lines of choicesOf(label)) {
      const parts = lines.map((line) => ({ ...line, width: drawing.widthOf(pen, line) }));
      const width = Math.max(...parts.map((part) => part.width)) + 4;
      const height = parts.reduce((sum, part) => sum + part.size + 3, 0);
      if (label.room && width > label.room * roomFactor(label, lines)) continue;
      for (const [dx, dy] of shiftsOf(label, width, height)) {
        const box = [point.x + dx - width / 2, point.y + dy - height / 2, width, height];
        if (taken.some((occupied) => touches(box, occupied))) continue;
        taken.push(box);
        drawing.writeLines(pen, parts, point.x + dx, box[1]);
        return;
      }
    }
  }

  /** How far a label may reach beyond its county: a number further than a name, a neighbour least. */
  function roomFactor(label, lines) {
    if (label.context) return 2;
    return lines.length > 1 ? 4.4 : 5.5;
  }

  function choicesOf(label) {
    if (label.mark) return [label.lines];
    if (label.context) return [[{ text: label.name, size: 11, color: "#6B7075", weight: 400 }]];
    const { cell } = label;
    const name = { text: label.name, size: 12, color: "#1F2933", weight: 500 };
    if (label.bare) return [[name]];
    const star = cell.indicative ? "*" : "";
    const value = cell.reason
      ? { text: phrase(cell.reason.letter), size: 14, color: "#454A50", weight: 700 }
      : cell.label
        ? { text: cell.label + star, size: 13, color: "#11161B", weight: 700 }
        : { symbol: cell.group ? cell.group.symbol : "", size: 15, color: "#11161B", weight: 700 };
    return [[name, value], [value]];
  }

  /** Shifts from the label point: beside a zone's marker, below a symbol, else around the point. */
  function shiftsOf(label, width, height) {
    if (label.mark) {
      const [side, over] = [11 + width / 2, 10 + height / 2];
      return [
        [side, 0],
        [-side, 0],
        [0, over],
        [0, -over],
        [side, over],
        [-side, -over],
      ];
    }
    if (label.zone) {
      const side = label.drop + 5 + width / 2;
      return [
        [side, 0],
        [-side, 0],
        [0, label.drop + height / 2 + 4],
        [0, -label.drop - height / 2 - 4],
      ];
    }
    const below = label.drop + height / 2 + 2;
    const round = [0, 0.5, -0.5, 0.9, -0.9];
    if (label.sized && label.drop > 0) {
      const side = label.drop + width / 2 + 3;
      const beside = [
        [0, below],
        [0, -below],
        [side, 0],
        [-side, 0],
        [-side, below],
        [side, below],
      ];
      return label.drop > 24 ? [[0, 0], ...beside] : [...beside, [0, 0]];
    }
    const step = Math.min(label.room * 0.6, 40);
    // A small county full of stations has its label just beside it.
    const [side, over] = [width / 2 + 14, height / 2 + 14];
    const beside = label.context
      ? []
      : [
          [0, -over],
          [0, over],
          [side, 0],
          [-side, 0],
        ];
    return [...round.flatMap((y) => round.map((x) => [x * step, y * step * 0.8])), ...beside];
  }

  const touches = (a, b) =>
    a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];

  return { start: () => layer.addTo(leafletMap), draw: () => layer.draw() };
}
