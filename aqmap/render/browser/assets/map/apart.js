function apart({ drawing, leafletMap, map }) {
  // Signs that touch are spread around their middle, so that each can be clicked; lines lead back.

  // More than that are an area of their own: whoever wants one of them comes closer.
  const MOST_TOGETHER = 12;
  const GAP = 3;

  const lines = L.layerGroup();
  let isAny = false;

  /** Where signs stand that must not touch: of circles x, y, r the middles, in their order. */
  function arrange(circles, gap) {
    const home = circles.map((_, i) => i);
    const root = (i) => {
      let top = i;
      while (home[top] !== top) top = home[top] = home[home[top]];
      return top;
    };
    let spots = circles.map(({ x, y }) => [x, y]);
    // What was spread may touch what stood free: then they are spread together.
    for (let round = 0; round < 4; round += 1) {
      const pairs = touching(circles, spots, gap).filter(([a, b]) => root(a) !== root(b));
      if (!pairs.length) break;
      for (const [a, b] of pairs) home[root(a)] = root(b);
      const groups = new Map();
      circles.forEach((_, i) => groups.set(root(i), [...(groups.get(root(i)) || []), i]));
      spots = circles.map(({ x, y }) => [x, y]);
      for (const members of groups.values()) {
        if (members.length < 2 || members.length > MOST_TOGETHER) continue;
        around(members.map((i) => circles[i]), gap).forEach((spot, n) => {
          spots[members[n]] = spot;
        });
      }
    }
    return spots;
  }

  /** Pairs of circles that touch, looked for among neighbours in a grid only. */
  function touching(circles, spots, gap) {
    const wide = 2 * Math.max(...circles.map(({ r }) => r), 0) + gap;
    const cells = new Map();
    const pairs = [];
    spots.forEach(([x, y], i) => {
      const [column, row] = [Math.floor(x / wide), Math.floor(y / wide)];
      for (let dx = -1; dx <= 1; dx += 1) {
        for (let dy = -1; dy <= 1; dy += 1) {
          for (const j of cells.get(`${column + dx} ${row + dy}`) || []) {
            const reach = circles[i].r + circles[j].r;
            if (Math.hypot(x - spots[j][0], y - spots[j][1]) < reach) pairs.push([i, j]);
          }
        }
      }
      const key = `${column} ${row}`;
      cells.set(key, [...(cells.get(key) || []), i]);
    });
    return pairs;
  }

  /** Even places on a circle around the middle, each sign towards where it belongs. */
  function around(circles, gap) {
    const n = circles.length;
    const middle = ["x", "y"].map((axis) => circles.reduce((sum, c) => sum + c[axis], 0) / n);
    const apartBy = 2 * Math.max(...circles.map(({ r }) => r)) + gap;
    const radius = apartBy / (2 * Math.sin(Math.PI / n));
    const angles = circles.map(({ x, y }, i) => {
      const [dx, dy] = [x - middle[0], y - middle[1]];
      return dx || dy ? Math.atan2(dy, dx) : (2 * Math.PI * i) / n;
    });
    const order = circles.map((_, i) => i).sort((a, b) => angles[a] - angles[b] || a - b);
    const spots = [];
    order.forEach((i, turn) => {
      const angle = angles[order[0]] + (2 * Math.PI * turn) / n;
      spots[i] = [middle[0] + radius * Math.cos(angle), middle[1] + radius * Math.sin(angle)];
    });
    return spots;
  }

  /** Spread the signs of the overlays that are shown, at the zoom of the map. */
  function spread(signs) {
    lines.clearLayers();
    lines.addTo(leafletMap);
    const circles = signs.map((sign) => {
      const { x, y } = leafletMap.latLngToLayerPoint(sign.options.spot);
      return { x, y, r: sign.options.radius + (sign.options.ring ? 4 : 1) };
    });
    isAny = false;
    arrange(circles, GAP).forEach(([x, y], i) => {
      const { spot } = signs[i].options;
      const isMoved = Math.hypot(x - circles[i].x, y - circles[i].y) > 0.5;
      signs[i].setLatLng(isMoved ? leafletMap.layerPointToLatLng([x, y]) : spot);
      if (!isMoved) return;
      isAny = true;
      const style = { renderer: map.canvas, pane: "aq-areas", interactive: false };
      for (const [color, weight] of [["#FFFFFF", 3.4], [drawing.INK, 1.3]]) {
        lines.addLayer(L.polyline([spot, signs[i].getLatLng()], { ...style, color, weight }));
      }
      const dot = { ...style, radius: 2, weight: 0, fillColor: drawing.INK, fillOpacity: 1 };
      lines.addLayer(L.circleMarker(spot, dot));
    });
  }

  return { arrange, spread, isAny: () => isAny };
}
