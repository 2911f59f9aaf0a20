function pictureGround({ book, map, sheet }) {
  // Where a spot of the earth lies on a picture: Mercator's plane, as on the page, in millimetres.

  const EARTH_KM = 6371;
  const COMPARED = 1e-9;
  const ROOM = 0.94;

  const radians = (degrees) => (degrees * Math.PI) / 180;
  const degrees = (turn) => (turn * 180) / Math.PI;
  const mercator = (lat) => Math.asinh(Math.tan(radians(lat)));
  const least = (numbers) => numbers.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (numbers) => -least(numbers.map((n) => -n));

  /** The plane in which places, those in view, fill a box: left, top, width and height. */
  function plane([left, top, width, height], places = sheet.places(), room = ROOM) {
    const shown = new Set(places);
    const points = book.shapes
      .filter((shape) => shown.has(shape.place))
      .flatMap(({ bounds: [south, west, north, east] }) => [[south, west], [north, east]]);
    points.push(...[...shown].map((i) => map.spotOf(book.places[i])).filter(Boolean));
    const lats = points.map(([lat]) => lat);
    const xs = points.map(([, lon]) => radians(lon));
    const [west, east] = [least(xs), most(xs)];
    const [south, north] = [mercator(least(lats)), mercator(most(lats))];
    const scale = Math.min(
      (room * width) / Math.max(east - west, COMPARED),
      (room * height) / Math.max(north - south, COMPARED),
    );
    const at = ([lat, lon]) => [
      left + width / 2 + (radians(lon) - (west + east) / 2) * scale,
      top + height / 2 - (mercator(lat) - (south + north) / 2) * scale,
    ];
    const spotAt = ([x, y]) => [
      degrees(Math.atan(Math.sinh((top + height / 2 - y) / scale + (south + north) / 2))),
      degrees((x - left - width / 2) / scale + (west + east) / 2),
    ];
    const middle = Math.cos(radians((least(lats) + most(lats)) / 2));
    return Object.assign(at, {
      spotAt,
      perDegree: radians(1) * scale,
      routes: new Map(),
      perKm: scale / (EARTH_KM * middle), // true in the middle of the places
    });
  }

  const STEPS = [1, 2, 2.5, 5];

  /** The ground length of the scale bar: round, a fifth to three tenths of the map, as on paper. */
  function barKm(perKm, width) {
    const [low, high] = [(0.2 * width) / perKm, (0.3 * width) / perKm];
    const power = 10 ** Math.floor(Math.log10(low / 4));
    const rounds = [0.1, 1, 10].flatMap((tens) => STEPS.map((step) => 4 * step * power * tens));
    const fitting = rounds.filter((length) => low <= length && length <= high);
    return fitting.length ? fitting[0] : most(rounds.filter((length) => length <= high));
  }

  return { plane, barKm };
}
