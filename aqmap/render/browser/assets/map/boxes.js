function boxes() {
  // Boxes [x, y, width, height], circles { x, y, r } and lines [[x, y], [x, y]] on the map: pixels.

  const around = ([x, y], width, height) => [x - width / 2, y - height / 2, width, height];
  const middleOf = ([x, y, width, height]) => [x + width / 2, y + height / 2];

  /** Nine points of a box: its middle is the fifth. */
  const spotsOf = ([x, y, width, height]) =>
    [0, 0.5, 1].flatMap((over) =>
      [0, 0.5, 1].map((down) => [x + over * width, y + down * height]),
    );

  const touch = (a, b) =>
    a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];

  const within = (box, room) =>
    box[0] >= room[0] &&
    box[1] >= room[1] &&
    box[0] + box[2] <= room[0] + room[2] &&
    box[1] + box[3] <= room[1] + room[3];

  const holds = (box, [x, y]) =>
    x >= box[0] && y >= box[1] && x <= box[0] + box[2] && y <= box[1] + box[3];

  /** The point of a box that is nearest to another. */
  const nearestIn = (box, [x, y]) => [
    Math.min(Math.max(x, box[0]), box[0] + box[2]),
    Math.min(Math.max(y, box[1]), box[1] + box[3]),
  ];

  const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

  /** How far a box stands from a circle; below 0 where it stands on it. */
  const gap = (box, { x, y, r }) => distance(nearestIn(box, [x, y]), [x, y]) - r;

  /** How far a line runs from a circle; below 0 where it crosses it. */
  function lineGap([from, to], { x, y, r }) {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = dx * dx + dy * dy || 1;
    const share = ((x - from[0]) * dx + (y - from[1]) * dy) / length;
    const along = Math.min(1, Math.max(0, share));
    return distance([from[0] + along * dx, from[1] + along * dy], [x, y]) - r;
  }

  const side = (a, b, c) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

  const linesCross = ([a, b], [c, d]) =>
    side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);

  /** Whether a line runs through a box. */
  function lineMeets(line, box) {
    const [left, top, width, height] = box;
    const corners = [
      [left, top],
      [left + width, top],
      [left + width, top + height],
      [left, top + height],
    ];
    return (
      holds(box, line[0]) ||
      holds(box, line[1]) ||
      corners.some((corner, i) => linesCross(line, [corner, corners[(i + 1) % 4]]))
    );
  }

  return {
    around,
    middleOf,
    spotsOf,
    touch,
    within,
    holds,
    nearestIn,
    distance,
    gap,
    lineGap,
    linesCross,
    lineMeets,
  };
}
