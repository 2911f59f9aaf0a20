function pictureInsets({ insetPlaces, pictureGround, pictureMap, pictureParts }) {
  // What lies far from the rest of its region, on a picture: in a frame of its own in a corner, as on paper.

  const { node, rect, text } = pictureParts;

  // Millimetres: of a frame and of the strip above it that names the part.
  const [WIDTH, HEIGHT, STRIP, GAP] = [32, 23, 4.4, 2];
  const ROOM = 0.82;
  const INK = "#1A1A1A";

  /** The parts with a frame in a box, each in a corner of its own, and the plane of its map. */
  function arrange(frame) {
    const { parts, rest } = insetPlaces.apart();
    const plane = pictureGround.plane(frame, rest);
    const boxes = [];
    for (const each of parts) {
      if (isSeenLarger(each, plane, frame)) continue;
      const isFree = ([x, y]) => !boxes.some(({ box }) => box[0] === x && box[1] === y);
      const corners = cornersOf(frame).filter(isFree);
      const corner = insetPlaces.leastHiding(corners, [WIDTH, HEIGHT + STRIP], rest, plane);
      boxes.push({ ...each, box: [...corner, WIDTH, HEIGHT + STRIP] });
    }
    return { plane, boxes, codes: new Set(boxes.flatMap(({ part, zones }) => [...part, ...zones])) };
  }

  /** Upper left corners of a frame in a box: lower right first, as on paper. */
  function cornersOf([left, top, width, height]) {
    const [right, low] = [left + width - WIDTH - GAP, top + height - HEIGHT - STRIP - GAP];
    return [[right, low], [right, top + GAP], [left + GAP, top + GAP], [left + GAP, low]];
  }

  /** Whether the map of the box shows a part in full and larger: then it needs no frame. */
  function isSeenLarger({ bounds: [south, west, north, east] }, plane, [x, y, width, height]) {
    const [[left, top], [right, bottom]] = [plane([north, west]), plane([south, east])];
    const isSeen = left >= x && right <= x + width && top >= y && bottom <= y + height;
    return isSeen && (right - left > WIDTH * ROOM || bottom - top > HEIGHT * ROOM);
  }

  /** The frames, drawn over the map of the box, with where each part lies on it. */
  function draw({ plane, boxes }) {
    const rims = node("g", { "clip-path": "url(#map-frame)" }, ...boxes.map((each) => rim(each, plane)));
    const frames = boxes.map(frameOf);
    return {
      parts: [rims, ...frames.flatMap(({ parts }) => parts)],
      left: frames.reduce((sum, { left }) => sum + left, 0),
      moved: frames.some(({ moved }) => moved),
    };
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
    const parts = [
      rect([x, y, width, height], "#FFFFFF", INK, 0.3),
      ...drawn.parts,
      ...text(insetPlaces.nameOf(part), x + width / 2, y + STRIP / 2, style),
    ];
    return { ...drawn, parts };
  }

  return { arrange, draw };
}
