function bullet({ dom }) {
  // Stephen Few's bar: the actual number from 0, the target a line across it.

  const { svg } = dom;

  const [WIDTH, HEIGHT, EDGE] = [100, 14, 2];
  // Reported and not verified, or not yet due: compared, and no verdict.
  const UNDECIDED = "#B8B8B8";

  /** The picture of a row's two numbers, which stand in words beside it. */
  function draw({ low, high, goal, actual, color }) {
    const at = (value) => EDGE + ((value - low) / (high - low)) * (WIDTH - 2 * EDGE);
    const box = svg("svg", {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      class: "bullet",
      "aria-hidden": "true",
    });
    const [start, end] = [Math.min(at(0), at(actual)), Math.max(at(0), at(actual))];
    box.append(
      svg("rect", { class: "range", x: EDGE, y: 1, width: WIDTH - 2 * EDGE, height: HEIGHT - 2 }),
      svg("rect", {
        class: "actual",
        x: start,
        y: 4,
        width: end - start,
        height: HEIGHT - 8,
        fill: color || UNDECIDED,
      }),
      svg("line", { class: "zero", x1: at(0), x2: at(0), y1: 1, y2: HEIGHT - 1 }),
      svg("line", { class: "goal", x1: at(goal), x2: at(goal), y1: 1.5, y2: HEIGHT - 1.5 }),
    );
    return box;
  }

  return { draw };
}
