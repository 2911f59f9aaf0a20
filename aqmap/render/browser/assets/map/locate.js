function locate({ leafletMap }) {
  // Which county a point of the map lies in.

  const boundsByShape = new Map();

  /** The least and greatest latitude and longitude of an outline. */
  function boundsOf(shape) {
    if (!boundsByShape.has(shape)) {
      const bounds = [Infinity, Infinity, -Infinity, -Infinity];
      for (const [lat, lon] of shape.rings.flat()) {
        bounds[0] = Math.min(bounds[0], lat);
        bounds[1] = Math.min(bounds[1], lon);
        bounds[2] = Math.max(bounds[2], lat);
        bounds[3] = Math.max(bounds[3], lon);
      }
      boundsByShape.set(shape, bounds);
    }
    return boundsByShape.get(shape);
  }

  /** Whether a spot lies in an outline: a ray to the east meets its rings an odd number of times. */
  function inside(shape, lat, lon) {
    const [south, west, north, east] = boundsOf(shape);
    if (lat < south || lat > north || lon < west || lon > east) return false;
    let odd = false;
    for (const ring of shape.rings) {
      let from = ring[ring.length - 1];
      for (const to of ring) {
        if (to[0] > lat !== from[0] > lat) {
          const share = (lat - to[0]) / (from[0] - to[0]);
          if (lon < (from[1] - to[1]) * share + to[1]) odd = !odd;
        }
        from = to;
      }
    }
    return odd;
  }

  function isIn(shape, point) {
    const { lat, lng } = leafletMap.containerPointToLatLng(point);
    return inside(shape, lat, lng);
  }

  return { isIn };
}
