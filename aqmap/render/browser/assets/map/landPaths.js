function landPaths() {
  // Outlines and borders as paths of Leaflet that keep numbers, not an object a vertex.

  /** Pixels around the earth at a zoom level. */
  const worldWidth = (zoom) => 256 * 2 ** zoom;
  const TOLERANCE = 1; // pixels, as Leaflet's smoothFactor
  const LIMIT = L.Projection.SphericalMercator.MAX_LATITUDE;

  /** The whole pixels of a line, each once in a row, from the corner of the map's layers on. */
  function pixelsOf(line, scale, origin, closed) {
    const points = [];
    const isClosed = closed && line[0] === line[line.length - 2] && line[1] === line[line.length - 1];
    const end = isClosed ? line.length - 2 : line.length;
    let [lastX, lastY] = [NaN, NaN];
    for (let i = 0; i < end; i += 2) {
      const sine = Math.sin((Math.max(-LIMIT, Math.min(LIMIT, line[i])) * Math.PI) / 180);
      const x = Math.round(scale * (line[i + 1] / 360 + 0.5)) - origin.x;
      const y = Math.round(scale * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))) - origin.y;
      if (x !== lastX || y !== lastY) points.push(new L.Point(x, y));
      [lastX, lastY] = [x, y];
    }
    return L.LineUtil.simplify(points, TOLERANCE);
  }

  // What is kept of a zoom level are its pixels, simplified once; a move of the map only cuts them.
  const numbers = (closed) => ({
    initialize(lines, options) {
      L.setOptions(this, options);
      this._lines = lines;
      this._latlngs = [];
    },

    _project() {
      const scale = worldWidth(this._map.getZoom());
      const origin = this._map.getPixelOrigin();
      this._rings = this._lines.map((line) => pixelsOf(line, scale, origin, closed));
      const bounds = L.bounds(this._rings.flat());
      if (!bounds.isValid()) return;
      this._rawPxBounds = bounds;
      this._updateBounds();
    },

    _simplifyPoints() {},
  });

  return { worldWidth, Area: L.Polygon.extend(numbers(true)), Border: L.Polyline.extend(numbers(false)) };
}
