function insetPlaces({ book, dom, leafletMap, outlines, phrases, sheet }) {
  // Which places have an inset: what lies far from the rest of its region, or what the workspace asks.

  // A map lower than that needs its room for the region.
  const LEAST_HEIGHT = 180;
  // An inset stands in a corner; what lies apart beyond that stays on the map.
  const MOST = 4;
  // Points of a box, across and down, at which is looked what it hides.
  const SAMPLES = 8;
  // The codes of the places that an inset shows now.
  let shown = new Set();

  /** The part of the map that nothing lies over, in its pixels. */
  function room() {
    const map = leafletMap.getContainer().getBoundingClientRect();
    const [heading, foot] = ["heading", "foot"].map((id) => dom.byId(id).getBoundingClientRect());
    return {
      left: 0,
      right: map.width,
      top: Math.max(0, heading.bottom - map.top),
      bottom: Math.min(map.height, Math.max(0, foot.top - map.top)),
    };
  }

  /** The box around the outlines of places: south, west, north and east. */
  function boxAround(numbers) {
    const wanted = new Set(numbers);
    return outlines.boundsOf(book.shapes.filter(({ place }) => wanted.has(place)).map(({ bounds }) => bounds));
  }

  const isIn = (inner, outer) =>
    inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];

  /** Places without outline that stand within a quarter of its size of a part. */
  function zonesAt([south, west, north, east], places) {
    const [high, wide] = [(north - south) / 4, (east - west) / 4];
    return places.filter((i) => {
      const { shape, lat, lon } = book.places[i];
      const isAt = lat > south - high && lat < north + high && lon > west - wide && lon < east + wide;
      return !shape && lat !== null && isAt;
    });
  }

  /** The parts with insets on the map of the page. */
  function now() {
    const { top, bottom } = room();
    return bottom - top < LEAST_HEIGHT ? { parts: [], rest: sheet.places() } : apart();
  }

  /** The parts of the regions in view that lie apart, and what of a map is framed without them. */
  function apart() {
    const places = sheet.places();
    const apartFrom = sheet.regions().flatMap((region) => region.apart);
    const parts = apartFrom.map((part) => part.filter((i) => places.includes(i))).filter(({ length }) => length);
    const inParts = new Set(parts.flat());
    const rest = places.filter((i) => !inParts.has(i));
    if (!parts.length || !rest.length) return { parts: [], rest: places };
    const box = boxAround(rest);
    const isAmong = (part) => isIn(boxAround(part), box);
    // Among the regions around it a part is not far; of a single one the workspace asked for it.
    const far = sheet.regions().length > 1 ? parts.filter((part) => !isAmong(part)) : parts;
    const kept = far.slice(0, MOST);
    const outside = new Set(kept.filter((part) => !isAmong(part)).flat());
    return {
      parts: kept.map((part) => ({ part, bounds: boxAround(part), zones: zonesAt(boxAround(part), rest) })),
      rest: places.filter((i) => !outside.has(i)),
    };
  }

  /**
   * Of some upper left corners of a box that where it hides least of places, if there is any;
   * `spotAt` tells which spot of the earth lies at a point, `isTaken` what else may not be hidden.
   */
  function leastHiding(corners, [width, height], places, { spotAt, isTaken = () => false }) {
    const wanted = new Set(places);
    const hiddenAt = ([left, top]) => {
      const [[north, west], [south, east]] = [spotAt([left, top]), spotAt([left + width, top + height])];
      const isBehind = ([low, first, high, last]) => low <= north && high >= south && first <= east && last >= west;
      const shapes = book.shapes.filter(({ bounds, place }) => wanted.has(place) && isBehind(bounds));
      let n = 0;
      for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
        const across = ((i % SAMPLES) * width) / (SAMPLES - 1);
        const point = [left + across, top + (Math.floor(i / SAMPLES) * height) / (SAMPLES - 1)];
        const spot = spotAt(point);
        if (shapes.some((shape) => outlines.holds(shape, ...spot)) || isTaken(point)) n += 1;
      }
      return n;
    };
    const hidden = corners.map(hiddenAt);
    return corners[hidden.indexOf(Math.min(...hidden))];
  }

  function nameOf(part) {
    const name = phrases.phrase(book.places[part[0]].label);
    return part.length > 1 ? phrases.say("page.inset_places", { name, count: part.length }) : name;
  }

  return {
    now,
    apart,
    leastHiding,
    nameOf,
    room,
    shows: (code) => shown.has(code),
    show: (codes) => {
      const isSame = codes.length === shown.size && codes.every((code) => shown.has(code));
      shown = new Set(codes);
      return !isSame;
    },
  };
}
