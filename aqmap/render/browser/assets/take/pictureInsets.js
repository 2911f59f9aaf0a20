function pictureInsets({ book, insetPlaces, outlines, pictureGround, pictureMap, pictureParts }) {
  // What lies far from the rest of its region, on a picture: in a frame of its own in a corner, as on paper.

  const { node, rect, text } = pictureParts;

  // Millimetres: of a frame and of the strip above it that names the part.
  const [WIDTH, HEIGHT, STRIP, GAP] = [32, 23, 4.4, 2];
  const [ROOM, SAMPLES] = [0.82, 8];
  const INK = "#1A1A1A";

  /** The parts with a frame in a box, and the places among which the map of the box is drawn. */
  function arrange(frame) {
    const { parts, rest } = insetPlaces.apart();
    const plane = pictureGround.plane(frame, rest);
    const boxes = [];
    for (const each of parts) if (!isSeenLarger(each, plane)) boxes.push({ ...each, box: cornerFor(frame, plane, rest, boxes) });
    const codes = new Set(boxes.flatMap(({ part, zones }) => [...part, ...zones]));
    return { plane, boxes, codes };
  }

  /** Whether the map of the box shows a part larger: then it needs no frame. */
  function isSeenLarger({ bounds: [south, west, north, east] }, plane) {
    const [[left, top], [right, bottom]] = [plane([north, west]), plane([south, east])];
    return right - left > WIDTH * ROOM || bottom - top > HEIGHT * ROOM;
  }

  /** The corner of a box where a frame hides least of the places: lower right first, as on paper. */
  function cornerFor([left, top, width, height], plane, places, others) {
    const wanted = new Set(places);
    const shapes = book.shapes.filter(({ place }) => wanted.has(place));
    const [right, low] = [left + width - WIDTH - GAP, top + height - HEIGHT - STRIP - GAP];
    const corners = [[right, low], [right, top + GAP], [left + GAP, top + GAP], [left + GAP, low]].filter(
      (corner) => !others.some(({ box }) => box[0] === corner[0] && box[1] === corner[1]),
    );
    const hidden = corners.map((corner) => hiddenAt(corner, plane, shapes));
    const [x, y] = corners[hidden.indexOf(Math.min(...hidden))];
    return [x, y, WIDTH, HEIGHT + STRIP];
  }

  /** How many of some points of a frame lie on places. */
  function hiddenAt([x, y], plane, shapes) {
    let n = 0;
    for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
      const across = ((i % SAMPLES) * WIDTH) / (SAMPLES - 1);
      const down = (Math.floor(i / SAMPLES) * (HEIGHT + STRIP)) / (SAMPLES - 1);
      const spot = plane.spotAt([x + across, y + down]);
      if (shapes.some((shape) => outlines.holds(shape, ...spot))) n += 1;
    }
    return n;
  }

  /** The frames, drawn over the map of the box, with where each part lies on it. */
  function draw({ plane, boxes }) {
    const rims = node("g", { "clip-path": "url(#map-frame)" }, ...boxes.map((each) => rim(each, plane)));
    return [rims, ...boxes.flatMap(frameOf)];
  }

  function rim({ bounds: [south, west, north, east] }, plane) {
    const [[left, top], [right, bottom]] = [plane([north, west]), plane([south, east])];
    const pad = 0.12 * Math.max(right - left, bottom - top);
    return rect([left - pad, top - pad, right - left + 2 * pad, bottom - top + 2 * pad], "none", INK, 0.2);
  }

  function frameOf({ part, zones, box: [x, y, width, height] }, n) {
    const inner = [x, y + STRIP, width, height - STRIP];
    const drawn = pictureMap.draw(pictureGround.plane(inner, [...part, ...zones], ROOM), inner, { name: `inset-${n}` });
    const style = { size: 2.7, weight: 700, align: "middle" };
    return [
      rect([x, y, width, height], "#FFFFFF", INK, 0.3),
      ...drawn.parts,
      ...text(insetPlaces.nameOf(part), x + width / 2, y + STRIP / 2, style),
    ];
  }

  return { arrange, draw };
}
