function outlines() {
  // Outlines as numbers: a ring is latitudes and longitudes in turn, as there are hundreds of thousands.

  /** Arcs joined to one line; `~n` is arc n backwards; the point where two meet stands once. */
  function join(numbers, arcs) {
    const parts = numbers.map((number, i) => {
      const arc = number < 0 ? backwards(arcs[~number]) : arcs[number];
      return i ? arc.subarray(2) : arc;
    });
    const line = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      line.set(part, at);
      at += part.length;
    }
    return line;
  }

  function backwards(arc) {
    const turned = new Float64Array(arc.length);
    for (let i = 0; i < arc.length; i += 2) {
      turned[i] = arc[arc.length - 2 - i];
      turned[i + 1] = arc[arc.length - 1 - i];
    }
    return turned;
  }

  /** The points [latitude, longitude] of a line. */
  const spotsOf = (line) => Array.from({ length: line.length / 2 }, (_, i) => [line[2 * i], line[2 * i + 1]]);

  /** South, west, north and east of lines. */
  function boundsOf(lines) {
    let [south, west, north, east] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const line of lines) {
      for (let i = 0; i < line.length; i += 2) {
        south = Math.min(south, line[i]);
        west = Math.min(west, line[i + 1]);
        north = Math.max(north, line[i]);
        east = Math.max(east, line[i + 1]);
      }
    }
    return [south, west, north, east];
  }

  /** Whether a spot lies in an outline: a ray to the east meets its rings an odd number of times. */
  function holds({ bounds: [south, west, north, east], rings }, lat, lon) {
    if (lat < south || lat > north || lon < west || lon > east) return false;
    let odd = false;
    for (const ring of rings) {
      let [y, x] = [ring[ring.length - 2], ring[ring.length - 1]];
      for (let i = 0; i < ring.length; i += 2) {
        const [nextY, nextX] = [ring[i], ring[i + 1]];
        if (nextY > lat !== y > lat && lon < ((x - nextX) * (lat - nextY)) / (y - nextY) + nextX) odd = !odd;
        [y, x] = [nextY, nextX];
      }
    }
    return odd;
  }

  return { join, spotsOf, boundsOf, holds };
}
