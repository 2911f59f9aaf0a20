function drawing({ book }) {
  // What is drawn with a pen: signs of stations and zones, symbols of a category, lines of a label.

  // The ink of signs: of their rims, of a cross, of what stands for a category.
  const INK = "#1F2933";

  const OUTLINES = {
    square: [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ],
    diamond: [
      [0, -1.35],
      [1.35, 0],
      [0, 1.35],
      [-1.35, 0],
    ],
    triangle: [
      [0, -1.3],
      [1.2, 0.85],
      [-1.2, 0.85],
    ],
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
      for (const [color, width] of [
        ["#FFFFFF", 3],
        [ringColor, 1.3],
      ]) {
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
    for (const [color, width] of [
      ["#FFFFFF", 4.6],
      [INK, 1.8],
    ]) {
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

  const FONT = '"Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif';

  function fontOf(line) {
    return `${line.weight} ${line.size}px ${FONT}`;
  }

  const widths = new Map();

  // How wide a sign before a number is, in heights of a digit.
  const SIGN_ROOM = 1.1;

  function widthOf(pen, line) {
    if (line.symbol !== undefined) return line.size;
    const sign = line.sign ? line.size * SIGN_ROOM : 0;
    const key = `${line.size} ${line.weight} ${line.text}`;
    if (!widths.has(key)) {
      pen.font = fontOf(line);
      widths.set(key, pen.measureText(line.text).width);
    }
    return widths.get(key) + sign;
  }

  function writeLines(pen, parts, x, top) {
    let y = top;
    for (const part of parts) {
      const middle = y + (part.size + 3) / 2;
      if (part.symbol !== undefined) drawSymbol(pen, part.symbol, x, middle, part.size / 2);
      else {
        const room = part.sign ? part.size * SIGN_ROOM : 0;
        const start = x - widthOf(pen, part) / 2;
        if (room) drawSymbol(pen, part.sign, start + part.size / 2, middle, part.size * 0.48);
        pen.font = fontOf(part);
        pen.strokeStyle = "rgba(255,255,255,0.92)";
        pen.lineWidth = 3.4;
        pen.strokeText(part.text, x + room / 2, middle);
        pen.fillStyle = part.color;
        pen.fillText(part.text, x + room / 2, middle);
      }
      y += part.size + 3;
    }
  }

  /** The line from a label to what it is of, which has a dot. */
  function drawLeader(pen, [from, to]) {
    for (const [color, width, dot] of [
      ["rgba(255,255,255,0.92)", 3.2, 3.4],
      [INK, 1.1, 2.1],
    ]) {
      pen.beginPath();
      pen.moveTo(...from);
      pen.lineTo(...to);
      pen.strokeStyle = pen.fillStyle = color;
      pen.lineWidth = width;
      pen.stroke();
      pen.beginPath();
      pen.arc(...to, dot, 0, 7);
      pen.fill();
    }
  }

  /** The symbol of a category, so that status is not told by colour alone. */
  function drawSymbol(pen, symbol, x, y, half) {
    const ringed = symbol.endsWith(book.ringed);
    const corners = book.lights[ringed ? symbol.slice(0, -book.ringed.length) : symbol];
    if (corners) {
      if (ringed) fillShape(pen, corners, x, y, half * 1.08, ["#FFFFFF", INK]);
      fillShape(pen, corners, x, y, half * (ringed ? 0.62 : 1), [INK, ringed ? INK : "#FFFFFF"]);
      return;
    }
    pen.beginPath();
    pen.arc(x, y, half, 0, 7);
    pen.fillStyle = "#FFFFFF";
    pen.fill();
    pen.beginPath();
    for (const [first, ...rest] of book.signs[symbol] || []) {
      pen.moveTo(x + first[0] * half, y + first[1] * half);
      for (const point of rest) pen.lineTo(x + point[0] * half, y + point[1] * half);
    }
    pen.strokeStyle = INK;
    pen.lineWidth = 2;
    pen.lineCap = "round";
    pen.stroke();
  }

  /** The filled sign of a light. */
  function fillShape(pen, corners, x, y, half, [face, edge]) {
    pen.beginPath();
    corners.forEach(([dx, dy], i) => pen[i ? "lineTo" : "moveTo"](x + dx * half, y + dy * half));
    pen.closePath();
    pen.strokeStyle = edge;
    pen.lineWidth = half / 6;
    pen.fillStyle = face;
    pen.fill();
    pen.stroke();
  }

  return { INK, OUTLINES, Sign, drawMark, widthOf, writeLines, drawLeader, drawSymbol };
}
