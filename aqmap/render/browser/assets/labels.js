// Names and numbers on the map: as many as fit without touching each other.

const FONT = '"Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif';

/** A canvas over the map that is drawn anew after every move. */
const Labels = L.Layer.extend({
  onAdd(onto) {
    this._canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide", onto.getPane("aq-labels"));
    onto.on("moveend zoomend resize viewreset", this.draw, this);
    redrawLabels = () => this.draw();
    this.draw();
  },

  onRemove(from) {
    from.off("moveend zoomend resize viewreset", this.draw, this);
    this._canvas.remove();
  },

  draw() {
    const size = map.getSize();
    const ratio = window.devicePixelRatio || 1;
    L.DomUtil.setPosition(this._canvas, map.containerPointToLayerPoint([0, 0]));
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
    for (const label of [...labelsNow(), ...markLabels()]) placeLabel(pen, label, taken, size);
  },
});

// Pixels: a county narrower than twice this is not labelled until the reader zooms in.
const SMALLEST_ROOM = 6;

let redrawLabels = () => {};
const widths = new Map();

/** The room that markers take: no label is written over one. */
function signBoxes() {
  const boxes = [];
  const add = (spot, half) => {
    const { x, y } = map.latLngToContainerPoint(spot);
    boxes.push([x - half, y - half, 2 * half, 2 * half]);
  };
  for (const place of book.places) if (!place.shape && spotOf(place)) add(spotOf(place), 9);
  for (const { group, shown } of overlays.values()) {
    if (shown) group.eachLayer((layer) => layer instanceof Sign && add(layer.getLatLng(), 5));
  }
  return boxes;
}

/** All that would be written, the most important first. */
function labelsNow() {
  const view = viewNow();
  const sized = view.scale.kind === "size";
  const found = [];
  book.places.forEach((place, i) => {
    const cell = cellAt(view, i);
    const spot = spotOf(place);
    if (!cell || !spot) return;
    const area = areas.get(place.code);
    const drop = sized && !cell.reason ? radiusOf(cell.value, view.scale) : 0;
    found.push({
      spot,
      name: T(place.label),
      cell,
      room: area ? roomOf(area.aq) : 0,
      drop: area ? drop : Math.max(drop, 9),
      zone: !area,
      sized,
      rank: place.code === state.place ? 0 : area ? 1 : 2,
    });
  });
  const large = found.filter((label) => label.zone || label.room >= SMALLEST_ROOM);
  large.sort((a, b) => a.rank - b.rank || a.room - b.room);
  for (const shape of shapes) {
    if (shape.place >= 0 && cellAt(view, shape.place)) continue;
    large.push({ spot: shape.spot, name: T(shape.name), room: roomOf(shape), context: true });
  }
  return large;
}

/** Try the whole label in a few places, then what matters most of it. */
function placeLabel(pen, label, taken, size) {
  const at = map.latLngToContainerPoint(label.spot);
  if (at.x < -80 || at.y < -40 || at.x > size.x + 80 || at.y > size.y + 40) return;
  for (const lines of choicesOf(label)) {
    const parts = lines.map((line) => ({ ...line, width: widthOf(pen, line) }));
    const width = Math.max(...parts.map((part) => part.width)) + 4;
    const height = parts.reduce((sum, part) => sum + part.size + 3, 0);
    if (label.room && width > label.room * roomFactor(label, lines)) continue;
    for (const [dx, dy] of shiftsOf(label, width, height)) {
      const box = [at.x + dx - width / 2, at.y + dy - height / 2, width, height];
      if (taken.some((other) => touches(box, other))) continue;
      taken.push(box);
      writeLines(pen, parts, at.x + dx, box[1]);
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
  const star = cell.indicative ? "*" : "";
  const value = cell.reason
    ? { text: T(cell.reason.letter), size: 14, color: "#454A50", weight: 700 }
    : cell.label
      ? { text: cell.label + star, size: 13, color: "#11161B", weight: 700 }
      : { symbol: cell.group ? cell.group.symbol : "", size: 15, color: "#11161B", weight: 700 };
  return [[name, value], [value]];
}

/** Shifts from the label point: beside a zone's marker, below a symbol, else around the point. */
function shiftsOf(label, width, height) {
  if (label.mark) {
    const [side, over] = [11 + width / 2, 10 + height / 2];
    return [[side, 0], [-side, 0], [0, over], [0, -over], [side, over], [-side, -over]];
  }
  if (label.zone) {
    const side = label.drop + 5 + width / 2;
    return [[side, 0], [-side, 0], [0, label.drop + height / 2 + 4], [0, -label.drop - height / 2 - 4]];
  }
  const below = label.drop + height / 2 + 2;
  const round = [0, 0.5, -0.5, 0.9, -0.9];
  if (label.sized && label.drop > 0) {
    const side = label.drop + width / 2 + 3;
    const beside = [[0, below], [0, -below], [side, 0], [-side, 0], [-side, below], [side, below]];
    return label.drop > 24 ? [[0, 0], ...beside] : [...beside, [0, 0]];
  }
  const step = Math.min(label.room * 0.6, 40);
  // A small county full of stations has its label just beside it.
  const [side, over] = [width / 2 + 14, height / 2 + 14];
  const beside = label.context ? [] : [[0, -over], [0, over], [side, 0], [-side, 0]];
  return [...round.flatMap((y) => round.map((x) => [x * step, y * step * 0.8])), ...beside];
}

const touches = (a, b) =>
  a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];

function fontOf(line) {
  return `${line.weight} ${line.size}px ${FONT}`;
}

function widthOf(pen, line) {
  if (line.symbol !== undefined) return line.size;
  const key = `${line.size} ${line.weight} ${line.text}`;
  if (!widths.has(key)) {
    pen.font = fontOf(line);
    widths.set(key, pen.measureText(line.text).width);
  }
  return widths.get(key);
}

function writeLines(pen, parts, x, top) {
  let y = top;
  for (const part of parts) {
    const middle = y + (part.size + 3) / 2;
    if (part.symbol !== undefined) drawSymbol(pen, part.symbol, x, middle, part.size / 2);
    else {
      pen.font = fontOf(part);
      pen.strokeStyle = "rgba(255,255,255,0.92)";
      pen.lineWidth = 3.4;
      pen.strokeText(part.text, x, middle);
      pen.fillStyle = part.color;
      pen.fillText(part.text, x, middle);
    }
    y += part.size + 3;
  }
}

/** The symbol of a category, so that status is not told by colour alone. */
function drawSymbol(pen, symbol, x, y, half) {
  const ticks = {
    check: [[[-0.55, 0.05], [-0.15, 0.45], [0.6, -0.45]]],
    cross: [[[-0.45, -0.45], [0.45, 0.45]], [[0.45, -0.45], [-0.45, 0.45]]],
  }[symbol] || [];
  pen.beginPath();
  pen.arc(x, y, half, 0, 7);
  pen.fillStyle = "#FFFFFF";
  pen.fill();
  pen.beginPath();
  for (const [first, ...rest] of ticks) {
    pen.moveTo(x + first[0] * half, y + first[1] * half);
    for (const point of rest) pen.lineTo(x + point[0] * half, y + point[1] * half);
  }
  pen.strokeStyle = "#1F2933";
  pen.lineWidth = 2;
  pen.lineCap = "round";
  pen.stroke();
}
