function labelPlacer({ boxes }) {
  // Where a label may stand: by its own symbol or in its own county, else at the end of a line.

  // Pixels. How far a label keeps from another's symbol, how much nearer its own must be, and how
  // far beside its own it may stand without a line.
  const CLEAR = 2;
  const NEARER = 3;
  const BESIDE = 14;
  const CLEAR_OF_LINED = 6;
  // How far a line may lead, and in how many directions a place for its label is looked for.
  const REACHES = [10, 20, 32, 46, 62, 80, 100];
  const DIRECTIONS = 24;
  // A county narrower than twice this, or than most of its label, is not labelled among many until
  // the reader zooms in.
  const SMALLEST_ROOM = 6;
  // More labels than this leave no room for lines between them.
  const MOST_LINED = 60;

  /**
   * What there is before labels are placed: the room for them, the symbols of counties, and the
   * boxes that are taken; labels add themselves and their lines.
   */
  const ground = (room, symbols, taken) => ({ room, symbols, taken, lines: [] });

  /** The symbols of others that a label could come near to. */
  function othersOf({ code, circle, point, width }, { symbols }) {
    const reach = (circle ? circle.r : 0) + REACHES[REACHES.length - 1] + width + BESIDE;
    return symbols.filter(
      (other) =>
        other.code !== code &&
        boxes.distance([other.x, other.y], [point.x, point.y]) - other.r < reach,
    );
  }

  const isFree = (box, { room, taken, lines }) =>
    boxes.within(box, room) &&
    !taken.some((occupied) => boxes.touch(box, occupied)) &&
    !lines.some((line) => boxes.lineMeets(line, box));

  /**
   * Whether nobody could take a label at this box, or its number, for another's: most of it lies
   * where it `isIn`, all of it in what `isAround` it.
   */
  function isPlain(label, box, others) {
    const away = (part) => (label.circle ? Math.max(0, boxes.gap(part, label.circle)) : 0);
    if (away(box) > BESIDE) return false;
    if (label.isIn && !isMostlyIn(label, box)) return false;
    if (label.isAround && !boxes.spotsOf(box).every(label.isAround)) return false;
    return [box, numberBox(label, box)].every((part) => {
      const nearest = Math.max(CLEAR, away(part) + NEARER);
      return others.every((circle) => boxes.gap(part, circle) >= nearest);
    });
  }

  /** The box of the number in a label: its last line. */
  function numberBox({ numberWidth, numberHeight }, [x, y, width, height]) {
    return [x + (width - numberWidth) / 2, y + height - numberHeight, numberWidth, numberHeight];
  }

  /** Whether the middle of a label lies in its county, and most of its number. */
  function isMostlyIn(label, box) {
    if (!label.isIn(boxes.middleOf(box))) return false;
    const spots = boxes.spotsOf(numberBox(label, box));
    return label.isIn(spots[4]) && spots.filter(label.isIn).length > spots.length / 2;
  }

  /**
   * Labels beside what they are of; those that find no place there, at the end of a line. Among
   * many, those without room are not even measured.
   */
  function placeAll(asked, on, measure) {
    const few = asked.length <= MOST_LINED;
    const placed = [];
    const left = [];
    for (const unmeasured of asked) {
      if (!few && unmeasured.room && unmeasured.room < SMALLEST_ROOM) continue;
      const label = measure(unmeasured);
      const fits = few || !label.room || label.width <= label.room * 4.4;
      const spot = fits ? place(label, on) : null;
      if (spot) placed.push({ ...label, ...spot });
      else left.push(label);
    }
    for (const label of few ? left : []) {
      const spot = placeByLine(label, on);
      if (spot) placed.push({ ...label, ...spot });
    }
    return placed;
  }

  /** The place of a label beside its symbol or in its county; null if there is none. */
  function place(label, on) {
    const others = othersOf(label, on);
    for (const [dx, dy] of shiftsOf(label)) {
      const box = boxes.around([label.point.x + dx, label.point.y + dy], label.width, label.height);
      if (isFree(box, on) && isPlain(label, box, others)) return take(on, box, null);
    }
    return null;
  }

  /** Shifts from the label's point, the best first: beside a symbol, else around the point. */
  function shiftsOf(label) {
    if (label.circle) return shiftsBeside(label);
    const round = [0, 0.5, -0.5, 0.9, -0.9];
    const step = Math.min(label.room * 0.6, 40);
    return round.flatMap((y) => round.map((x) => [x * step, y * step * 0.8]));
  }

  /** In a large symbol, below, above and beside it, then at the corners. */
  function shiftsBeside({ kind, circle: { r }, width, height }) {
    const [side, over] = [r + 5 + width / 2, r + 3 + height / 2];
    const beside = [
      [side, 0],
      [-side, 0],
    ];
    const above = [
      [0, over],
      [0, -over],
    ];
    const reach = r * Math.SQRT1_2 + 3;
    const corners = [1, -1].flatMap((x) =>
      [1, -1].map((y) => [x * (reach + width / 2), y * (reach + height / 2)]),
    );
    const within = r > 24 ? [0, 0.45, -0.45].map((share) => [0, share * r]) : [];
    const first = kind === "point" || r <= 9 ? [...beside, ...above] : [...above, ...beside];
    return [...within, ...first, ...corners];
  }

  /** The place of a label at the end of a line from its symbol or county; null if there is none. */
  function placeByLine(label, on) {
    const others = othersOf(label, on);
    const start = label.circle ? label.circle.r : 0;
    for (const reach of REACHES) {
      for (let i = 0; i < DIRECTIONS; i += 1) {
        const angle = Math.PI / 2 + (i * 2 * Math.PI) / DIRECTIONS;
        const box = boxes.around(beyond(label, angle, start + reach), label.width, label.height);
        const line = lineTo(label, box, on, others);
        if (line) return take(on, box, line);
      }
    }
    return null;
  }

  /** The middle of a label that starts so far from its point in a direction. */
  function beyond({ point, width, height }, angle, far) {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const lean = (share) => Math.sign(share) * Math.min(1, Math.abs(share) * 1.4);
    return [
      point.x + cos * far + (lean(cos) * width) / 2,
      point.y + sin * far + (lean(sin) * height) / 2,
    ];
  }

  /** The line from a label to what it is of, if it may stand there; it leads to nothing else. */
  function lineTo(label, box, on, others) {
    if (!isFree(box, on)) return null;
    if (others.some((circle) => boxes.gap(box, circle) < CLEAR_OF_LINED)) return null;
    if (label.isCounted && boxes.spotsOf(box).some(label.isCounted)) return null;
    const end = endOf(label, box, others);
    if (!end) return null;
    const line = [boxes.nearestIn(box, end), end];
    const above = (circle) => boxes.distance(end, [circle.x, circle.y]) <= circle.r;
    const clear =
      !on.taken.some((taken) => !boxes.holds(taken, end) && boxes.lineMeets(line, taken)) &&
      !on.lines.some((drawn) => boxes.linesCross(line, drawn)) &&
      !others.some((circle) => !above(circle) && boxes.lineGap(line, circle) < 1);
    return clear ? line : null;
  }

  /**
   * Where a line ends: on the rim of the symbol, at a point that is no other symbol's; one that
   * lies wholly on a symbol much larger is told from it; else in the county.
   */
  function endOf({ circle, point }, box, others) {
    const middle = [point.x, point.y];
    if (!circle) return middle;
    const far = boxes.distance(boxes.middleOf(box), middle) || 1;
    const rim = Math.max(circle.r - 1, 0) / far;
    const end = boxes.middleOf(box).map((at, i) => middle[i] + (at - middle[i]) * rim);
    const isOwn = others.every(
      (other) =>
        boxes.distance(end, [other.x, other.y]) > other.r + 1 || other.r >= 1.5 * circle.r + 2,
    );
    return isOwn ? end : null;
  }

  function take(on, box, line) {
    on.taken.push(box);
    if (line) on.lines.push(line);
    return { box, line };
  }

  return { ground, place, placeAll, numberBox };
}
