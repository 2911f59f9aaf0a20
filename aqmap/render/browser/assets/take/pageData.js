function pageData({ book, cellText, handOver, outlines, phrases, sheet, state }) {
  // The numbers of the page for other programs: rows of CSV, and GeoJSON of the places in view.

  const { phrase, say } = phrases;

  const words = (cell) =>
    [cell.indicative ? say("page.indicative") : "", ...cell.qualifiers.map(phrase)]
      .filter(Boolean)
      .join(say("page.semicolon"));

  /** A row for every layer, view, period and place in view. */
  function saveCsv() {
    const places = sheet.regions().flatMap((region) => region.places);
    const rows = [[`# ${phrase(book.title)}${say("page.semicolon")}${phrase(book.unreviewed)}`]];
    rows.push(
      ["layer", "view", "period", "code", "place", "value", "written", "unit", "class"]
        .map((key) => say(`page.data.${key}`))
        .concat([say("page.column_note")]),
    );
    for (const layer of book.layers) {
      for (const view of layer.views) {
        layer.periods.forEach(([period], number) => {
          for (const i of places) {
            const cell = sheet.cellOf(view.cells[number], i, view);
            if (cell) rows.push(rowOf(layer, view, period, book.places[i], cell));
          }
        });
      }
    }
    handOver.save("map-data.csv", cellText.csv(rows));
  }

  function rowOf(layer, view, period, place, cell) {
    const group = cell.group ? phrase(cell.group.label) : "";
    return [
      phrase(layer.title),
      phrase(view.title),
      period,
      place.code,
      phrase(place.name),
      cell.reason ? "" : cell.value ?? "",
      cell.label,
      phrase(view.unit),
      cell.reason ? phrase(cell.reason.label) : group,
      words(cell),
    ];
  }

  /** The places in view with what every view of the layer says of them. */
  function saveGeoJson() {
    const layer = sheet.layer();
    const number = sheet.periodNumber();
    const shapes = new Map(book.shapes.map((shape) => [shape.place, shape]));
    const features = sheet
      .regions()
      .flatMap((region) => region.places)
      .map((i) => {
        const place = book.places[i];
        const facts = { code: place.code, name: phrase(place.name), period: state.period };
        for (const view of layer.views) {
          const cell = sheet.cellOf(view.cells[number], i, view);
          if (!cell) continue;
          const group = cell.group ? phrase(cell.group.label) : "";
          facts[view.name] = cell.reason ? null : cell.value;
          facts[`${view.name}_written`] = cell.label || group;
          facts[`${view.name}_reason`] = cell.reason ? phrase(cell.reason.label) : "";
        }
        return { type: "Feature", id: place.code, properties: facts, geometry: geometryOf(place, shapes.get(i)) };
      });
    const written = {
      type: "FeatureCollection",
      title: sheet.title(),
      review: phrase(book.unreviewed),
      boundaries: phrase(book.credit),
      features,
    };
    const type = "application/geo+json";
    handOver.save(`${layer.id}.geojson`, new Blob([JSON.stringify(written)], { type }));
  }

  function geometryOf(place, shape) {
    if (shape) return { type: "MultiPolygon", coordinates: polygonsOf(shape.rings.map(closed)) };
    return place.lat === null ? null : { type: "Point", coordinates: [place.lon, place.lat] };
  }

  /** Longitude first; the last point is the first. */
  function closed(ring) {
    const points = outlines.spotsOf(ring).map(([lat, lon]) => [lon, lat]);
    const [first, last] = [points[0], points[points.length - 1]];
    return first[0] === last[0] && first[1] === last[1] ? points : [...points, first];
  }

  /** Twice the area of a ring, above 0 where it runs against the clock. */
  const turn = (ring) =>
    ring.reduce((sum, [x, y], i) => {
      const [a, b] = ring[(i + 1) % ring.length];
      return sum + x * b - a * y;
    }, 0);

  function holds(ring, [x, y]) {
    let odd = false;
    ring.forEach(([a, b], i) => {
      const [c, d] = ring[(i + 1) % ring.length];
      if (b > y !== d > y && x < ((c - a) * (y - b)) / (d - b) + a) odd = !odd;
    });
    return odd;
  }

  /** Rings as polygons: one within an odd number of others is a hole of the smallest around it. */
  function polygonsOf(rings) {
    const around = rings.map((ring) => rings.filter((other) => other !== ring && holds(other, ring[0])));
    const wound = (ring, sign) => (turn(ring) * sign < 0 ? [...ring].reverse() : ring);
    const size = (ring) => Math.abs(turn(ring));
    const outer = rings.filter((_, i) => around[i].length % 2 === 0);
    const polygons = new Map(outer.map((ring) => [ring, [wound(ring, 1)]]));
    rings.forEach((ring, i) => {
      if (around[i].length % 2 === 0) return;
      const [home] = around[i].filter((other) => polygons.has(other)).sort((a, b) => size(a) - size(b));
      polygons.get(home).push(wound(ring, -1));
    });
    return [...polygons.values()];
  }

  return { saveCsv, saveGeoJson };
}
