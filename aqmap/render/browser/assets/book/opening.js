function opening({ book }) {
  // The map to open on where the address asks for none: the one with the most to say.

  const isOf = (klass) => klass >= 0 && klass < book.base;

  /** How much a view of a region says: verdicts first, then numbers. */
  function weight(view, cells, region) {
    const n = region.places.filter((i) => isOf(cells.k[i])).length;
    return view.scale.kind === "category" ? [n, n] : [0, n];
  }

  /** The first of those with the most verdicts, or without any with the most numbers. */
  function find() {
    let best = { weight: [0, 0], layer: book.layers[0], view: "", region: "" };
    for (const layer of book.layers) {
      // Months of the dispatch open on the newest.
      const number = layer.progress.length ? layer.periods.length - 1 : 0;
      for (const view of layer.views) {
        for (const region of layer.regions.map((i) => book.regions[i])) {
          const found = weight(view, view.cells[number], region);
          const [verdicts, numbers] = best.weight;
          const isBetter = found[0] > verdicts || (found[0] === verdicts && found[1] > numbers);
          if (isBetter) best = { weight: found, layer, view: view.name, region: region.id };
        }
      }
    }
    return best;
  }

  return { find };
}
