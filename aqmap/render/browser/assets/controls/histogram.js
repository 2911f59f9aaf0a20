function histogram({ book, chosenClasses, dom, phrases, sheet }) {
  // How the numbers of a map are spread: a bar for each stretch of them, in the colours of its classes.

  const { el, svg } = dom;
  const { say } = phrases;

  const [WIDTH, HEIGHT, MOST_BARS, LEAST] = [320, 54, 16, 4];

  function draw() {
    const view = sheet.view();
    const { kind } = view.scale;
    if (kind === "category" || kind === "points") return null;
    const cells = sheet
      .places()
      .map((i) => sheet.cellAt(view, i))
      .filter((cell) => !cell.reason && cell.value !== null);
    const values = cells.map((cell) => cell.value);
    const [low, high] = [least(values), -least(values.map((value) => -value))];
    if (cells.length < LEAST || low === high) return null;
    const bars = barsOf(cells, low, high);
    const facts = { n: cells.length, low: labelOf(cells, low), high: labelOf(cells, high) };
    return el(
      "figure",
      { id: "histogram" },
      picture(bars, view, say("page.histogram", facts)),
      el("p", { "aria-hidden": "true" }, span(facts.low), span(facts.high)),
    );
  }

  const least = (numbers) => numbers.reduce((a, b) => Math.min(a, b), Infinity);
  const span = (text) => el("span", { text });
  const labelOf = (cells, value) => cells.find((cell) => cell.value === value).label;

  /** The cells in stretches of one width, as many as the square root of twice their number. */
  function barsOf(cells, low, high) {
    const n = Math.min(MOST_BARS, Math.ceil(Math.sqrt(2 * cells.length)) + 2);
    const bars = Array.from({ length: n }, () => []);
    for (const cell of cells) {
      bars[Math.min(n - 1, Math.floor(((cell.value - low) / (high - low)) * n))].push(cell);
    }
    return bars;
  }

  function picture(bars, view, words) {
    const box = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words });
    box.setAttribute("preserveAspectRatio", "none");
    const highest = Math.max(...bars.map((cells) => cells.length));
    const wide = WIDTH / bars.length;
    const colorOf = (cell) => {
      if (!chosenClasses.holds(cell)) return book.ground.abroad;
      return view.scale.kind === "size" ? view.scale.color : view.scale.classes[cell.klass].color;
    };
    bars.forEach((cells, i) => {
      let y = HEIGHT - 1;
      const colors = [...cells].sort((a, b) => a.klass - b.klass).map(colorOf);
      for (const fill of new Set(colors)) {
        const height = (colors.filter((color) => color === fill).length / highest) * (HEIGHT - 2);
        y -= height;
        box.append(
          svg("rect", { x: i * wide + 1, y, width: wide - 2, height, fill, class: "stretch" }),
        );
      }
    });
    box.append(
      svg("line", { x1: 0, x2: WIDTH, y1: HEIGHT - 0.5, y2: HEIGHT - 0.5, class: "axis" }),
    );
    return box;
  }

  return { draw };
}
