function walk({ book, dom, events, insets, landPaths, leafletMap, map, sheet, state, tip }) {
  // The map without a pointer: arrows walk from place to place, Enter chooses the one reached.

  const { byId } = dom;

  const STEPS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const ZOOMS = { "+": 0.5, "=": 0.5, "-": -0.5 };
  const PAN = 80;
  // The place reached, by its code, and the line around it.
  let reached = "";
  let ring = null;

  const pixels = (place) =>
    insets.pointOf(place.code) || leafletMap.latLngToContainerPoint(map.spotOf(place));

  const shown = () =>
    sheet
      .places()
      .map((i) => book.places[i])
      .filter((place) => map.spotOf(place));

  /** The nearest place in a direction: what lies straight ahead counts as nearer than what is aside. */
  function ahead(from, [right, down]) {
    const here = pixels(from);
    let best = null;
    let least = Infinity;
    for (const place of shown()) {
      const { x, y } = pixels(place);
      const along = (x - here.x) * right + (y - here.y) * down;
      const aside = Math.abs((x - here.x) * down) + Math.abs((y - here.y) * right);
      const far = along + 2 * aside;
      if (place !== from && along > aside / 2 && far < least) [best, least] = [place, far];
    }
    return best;
  }

  /** Where a walk begins: at the chosen place, or the one nearest to the middle. */
  function beginning() {
    const chosen = shown().find(({ code }) => code === state.place);
    if (chosen) return chosen;
    const { x, y } = leafletMap.getSize();
    const away = (place) => pixels(place).distanceTo([x / 2, y / 2]);
    return shown().reduce((best, place) => (best && away(best) <= away(place) ? best : place), null);
  }

  function go(step) {
    const from = shown().find(({ code }) => code === reached);
    const place = from ? ahead(from, step) : beginning();
    if (place) reach(place);
  }

  function reach(place) {
    leave();
    reached = place.code;
    const spot = map.spotOf(place);
    const point = insets.pointOf(place.code);
    if (point) {
      insets.reach(place.code);
      tip.show({ point }, () => tip.ofPlace(place));
      return;
    }
    if (!freeBounds().contains(leafletMap.latLngToContainerPoint(spot))) {
      leafletMap.panTo(spot, { animate: false });
    }
    const area = map.areas.get(place.code);
    const style = { pane: "aq-picked", color: "#0B3C6F", weight: 3, fill: false, interactive: false };
    const line = { ...style, dashArray: "2 5", lineCap: "round" };
    ring = area ? new landPaths.Area(area.aq.rings, line) : L.circleMarker(spot, { ...line, radius: 16 });
    ring.addTo(leafletMap);
    tip.show({ latlng: L.latLng(spot) }, () => tip.ofPlace(place));
  }

  /** What of the map lies under no title and no foot. */
  function freeBounds() {
    const { x, y } = leafletMap.getSize();
    return L.bounds([20, map.headRoom() + 10], [x - 20, y - byId("foot").offsetHeight - 10]);
  }

  function leave() {
    if (ring) ring.remove();
    ring = null;
    reached = "";
    insets.reach("");
    tip.hide();
  }

  function press(event) {
    const step = STEPS[event.key];
    const [right, down] = step || [];
    if (step && event.shiftKey) leafletMap.panBy([right * PAN, down * PAN], { animate: false });
    else if (step) go(step);
    else if (ZOOMS[event.key]) leafletMap.zoomIn(ZOOMS[event.key]);
    else if ((event.key === "Enter" || event.key === " ") && reached) {
      events.emit("placeChosen", reached);
    } else return;
    event.preventDefault();
  }

  function start() {
    const container = leafletMap.getContainer();
    leafletMap.keyboard.disable();
    container.addEventListener("keydown", press);
    container.addEventListener("blur", leave);
  }

  return { start };
}
