function hooks({ book, dropParts, labelPlacer, labels, leafletMap, map, overlays, phrases, picture, sheet, sides, state }) {
  // What tests and other scripts may ask; nothing here changes the page.

  function onScreen(spot) {
    const { x, y } = leafletMap.latLngToContainerPoint(spot);
    const box = leafletMap.getContainer().getBoundingClientRect();
    return { x: box.left + x, y: box.top + y };
  }

  const featureOf = (marks, code) => marks.features.find((feature) => feature.code === code);

  window.aqmap = Object.freeze({
    state: () => ({ ...state }),
    fill: (code) => {
      const area = map.areas.get(code);
      return area ? { kind: area.aqFill.kind, color: area.aqFill.color } : null;
    },
    stripes: (code) => map.areas.get(code).aqFill.stripes || "",
    mark: (id, code) => {
      const { marks } = overlays.overlay(id);
      const { look, mark: color, ring } = overlays.markStyle(marks, featureOf(marks, code));
      return { look, color, ring };
    },
    figures: () =>
      book.figures.map(({ value, words, written, locator }) => [
        value,
        ...[words, written, locator].map(phrases.phrase),
      ]),
    legend: () => sheet.legend().map(({ klass, label, count }) => ({ klass, label, count })),
    point: (code) => {
      const place = sheet.placeOf(code);
      return onScreen(place ? map.spotOf(place) : map.areas.get(code).aq.spot);
    },
    markPoint: (id, code) => {
      const { layer } = overlays.overlay(id).signs.find(({ feature }) => feature.code === code);
      return onScreen(layer.getLatLng());
    },
    onScreen,
    radius: (code) => {
      const { scale } = sheet.view();
      const cell = sheet.cellAt(sheet.view(), book.places.indexOf(sheet.placeOf(code)));
      return cell && scale.kind === "size" ? map.radiusOf(cell.value, scale) : null;
    },
    // Labels and symbols as they are drawn: pixels from the map's upper left corner.
    labels: () =>
      labels.written().map((label) => ({
        kind: label.kind,
        code: label.code,
        words: label.lines.map(({ text, symbol }) => text ?? symbol),
        box: label.box,
        number: labelPlacer.numberBox(label, label.box),
        line: label.line,
      })),
    symbols: () => map.circles(),
    // One of the two maps that are compared: where a place is on it, what fills it, which land it shows.
    side: (number, code) => {
      const side = sides.all()[number];
      const { lat, lng } = side.leafletMap.getCenter();
      const box = side.leafletMap.getContainer().getBoundingClientRect();
      const { x, y } = side.leafletMap.latLngToContainerPoint(side.map.spotOf(side.sheet.placeOf(code)));
      const { kind, color } = side.map.areas.get(code).aqFill;
      return { point: { x: box.left + x, y: box.top + y }, kind, color, frame: [lat, lng, side.leafletMap.getZoom()] };
    },
    // How a dropped file is read; the readers of tables are asked the same.
    reads: async () => (await dropParts.load()).dropReads,
    picture: () => picture.xmlOf(picture.draw().root),
    degrees: (point) => {
      const { lat, lng } = leafletMap.containerPointToLatLng(point);
      return [lng, lat];
    },
    ready: true,
  });
}
