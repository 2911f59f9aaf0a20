function spreads({ book, dom, state }) {
  // A tiny strip beside a layer's name: how its places spread over the classes.

  const { svg } = dom;

  const [WIDTH, HEIGHT] = [100, 4];

  /** The strip of what a layer would show if it were chosen now. */
  function strip(layer) {
    const view = layer.views.find(({ name }) => name === state.view) || layer.views[0];
    const last = layer.progress.length ? layer.periods.length - 1 : 0;
    const asked = layer.periods.findIndex(([period]) => period === state.period);
    const covered = layer.regions.map((i) => book.regions[i]);
    const chosen = covered.filter(({ id }) => state.region === "all" || id === state.region);
    const cells = view.cells[asked < 0 ? last : asked];
    return picture(view.scale, countsOf(cells, chosen.length ? chosen : covered.slice(0, 1)));
  }

  // By cells and regions: all strips are drawn again whenever something else is chosen.
  const known = new WeakMap();

  /** How many places of some regions each class has. */
  function countsOf(cells, regions) {
    if (!known.has(cells)) known.set(cells, new Map());
    const byRegions = known.get(cells);
    const key = regions.map(({ id }) => id).join(" ");
    if (!byRegions.has(key)) {
      const counts = new Map();
      for (const i of regions.flatMap(({ places }) => places)) {
        if (cells.k[i] < 0) continue;
        // Reasons stand together: what they are, the legend says.
        const klass = Math.min(cells.k[i], book.base);
        counts.set(klass, (counts.get(klass) || 0) + 1);
      }
      byRegions.set(key, counts);
    }
    return byRegions.get(key);
  }

  function picture(scale, counts) {
    const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
    const box = svg("svg", {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: "none",
      class: "spread-strip",
      "aria-hidden": "true",
    });
    let x = 0;
    for (const klass of [...counts.keys()].sort((a, b) => a - b)) {
      const width = (counts.get(klass) / total) * WIDTH;
      box.append(svg("rect", { x, y: 0, width, height: HEIGHT, fill: colorOf(scale, klass) }));
      x += width;
    }
    return box;
  }

  function colorOf(scale, klass) {
    if (klass >= book.base) return book.ground.context;
    return scale.kind === "size" ? scale.color : scale.classes[klass].color;
  }

  return { strip };
}
