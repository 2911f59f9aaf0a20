function book({ columns, outlines, payload, phrases }) {
  // The map book: the payload decoded, its rows with the names of their columns; see payload.py.

  const STEPS = 1e5;

  /** Differences of five bits a character → latitudes and longitudes in turn. */
  function decodeLine(text) {
    const numbers = [];
    const position = [0, 0];
    let axis = 0,
      shift = 0,
      sum = 0;
    for (let i = 0; i < text.length; i += 1) {
      const part = text.charCodeAt(i) - 63;
      sum += (part & 0x1f) * 2 ** shift;
      shift += 5;
      if (part >= 0x20) continue;
      position[axis] += sum % 2 ? -(sum + 1) / 2 : sum / 2;
      if (axis) numbers.push(position[1] / STEPS, position[0] / STEPS);
      axis = 1 - axis;
      shift = 0;
      sum = 0;
    }
    return Float64Array.from(numbers);
  }

  function decodeGeometry(places) {
    const arcs = payload.geo.arcs ? payload.geo.arcs.split(" ").map(decodeLine) : [];
    const numbers = new Map(places.map((place, i) => [place.code, i]));
    const shapes = payload.geo.shapes.map(([code, name, core, numbersOfArcs, lon, lat, half]) => {
      const rings = numbersOfArcs.map((ring) => outlines.join(ring, arcs));
      return {
        code,
        name,
        core: core === 1,
        place: numbers.has(code) ? numbers.get(code) : -1,
        rings,
        bounds: outlines.boundsOf(rings),
        spot: [lat / STEPS, lon / STEPS],
        half: half / STEPS,
      };
    });
    const lines = payload.geo.lines.map(([rank, parts]) => ({
      rank,
      parts: parts.map((part) => outlines.join(part, arcs)),
    }));
    return { shapes, lines };
  }

  const named = (fields) => (row) => Object.fromEntries(fields.map((name, i) => [name, row[i]]));
  const degrees = (steps) => (steps === null ? null : steps / STEPS);

  function decodePlaces() {
    const outlined = new Set(payload.geo.shapes.map(([code]) => code));
    return payload.places
      .map(named(["code", "name", "label", "level", "region", "lon", "lat", "area", "note"]))
      .map((place) => ({
        ...place,
        lon: degrees(place.lon),
        lat: degrees(place.lat),
        shape: outlined.has(place.code),
      }));
  }

  const figures = columns.figures(payload.figures);
  const cellsOf = (written, length) => new columns.Cells(written, length, figures);

  const ofPlaces = (written) => cellsOf(written, payload.places.length);

  function decodeLayer(layer) {
    const group = named(["color", "label", "symbol", "upper"]);
    const views = layer.views.map((view) => ({
      ...view,
      cells: view.cells.map(ofPlaces),
      pairs: (view.pairs || []).map((sides) => sides.map(ofPlaces)),
      scale: { ...view.scale, classes: view.scale.classes.map(group) },
    }));
    // By view what is told of the prefectures, in each period.
    const wholes = Object.fromEntries(
      Object.entries(layer.wholes || {}).map(([name, byPeriod]) => [
        name,
        byPeriod.map((written) => cellsOf(written, payload.regions.length)),
      ]),
    );
    return { ...layer, views, wholes };
  }

  function decodeMarks(marks) {
    const row = named([
      "code",
      "name",
      "drawn",
      "place",
      "background",
      "indicative",
      "label",
      "facts",
      "figures",
      "category",
    ]);
    const features = marks.features
      .map(row)
      .map(({ drawn: [kind, ...lines], ...feature }, i) => ({
        ...feature,
        number: i,
        kind,
        lines: lines.map(decodeLine).map(outlines.spotsOf),
      }));
    const readings = Object.fromEntries(
      Object.entries(marks.readings).map(([layer, byPeriod]) => [
        layer,
        byPeriod.map((written) => cellsOf(written, features.length)),
      ]),
    );
    return { ...marks, features, readings };
  }

  const COLUMNS = {
    regions: ["id", "name", "prefecture", "places", "apart"],
    reasons: ["id", "family", "label", "letter"],
    sources: ["id", "title", "label", "number", "issuer", "date", "licence", "address", "note"],
    measures: [
      "number",
      "section",
      "title",
      "due",
      "charges",
      "byNote",
      "rows",
      "state",
      "stated",
      "source",
      "locator",
      "figures",
    ],
    findings: ["id", "severity", "kind", "indicator", "title", "detail", "figures"],
    grades: ["lowest", "color", "name"],
    verdicts: ["color", "label", "symbol"],
    makings: ["madeOf", "primary", "source", "dust"],
  };

  function decode() {
    const places = decodePlaces();
    const tables = Object.entries(COLUMNS).map(([table, fields]) => [
      table,
      payload[table].map(named(fields)),
    ]);
    return Object.freeze({
      ...payload,
      ...Object.fromEntries(tables),
      ...decodeGeometry(places),
      figures,
      places,
      layers: payload.layers.map(decodeLayer),
      marks: payload.marks.map(decodeMarks),
    });
  }

  return phrases.orSayWhy(decode);
}
