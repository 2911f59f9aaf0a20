function locate({ leafletMap, outlines }) {
  // Which county a point of the map lies in.

  function isIn(shape, point) {
    const { lat, lng } = leafletMap.containerPointToLatLng(point);
    return outlines.holds(shape, lat, lng);
  }

  return { isIn };
}
