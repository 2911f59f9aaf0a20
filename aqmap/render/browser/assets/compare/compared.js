function compared({ book, state }) {
  // What is compared: two maps, or small ones of a layer's periods or places.

  const KINDS = ["maps", "periods", "places", "indicators"];

  const kind = () => state.compare || KINDS[0];

  /** The map that is shown, and the one beside it: layer, view and period of each. */
  const first = () => ({ layer: state.layer, view: state.view, period: state.period });
  const second = () => mapOf(state.beside) || usual();

  /** The map that is written layer/view/period, as far as the book has it. */
  function mapOf(asked) {
    const [id, name, ...rest] = (asked || "").split("/");
    const period = rest.join("/"); // one of two days has a stroke itself
    const layer = book.layers.find((each) => each.id === id);
    const isThere =
      layer &&
      layer.views.some((view) => view.name === name) &&
      layer.periods.some(([each]) => each === period);
    return isThere ? { layer: id, view: name, period } : null;
  }

  const written = ({ layer, view, period }) => [layer, view, period].join("/");

  /** What stands beside a map where nobody chose: the period before, another view, another layer. */
  function usual() {
    const now = first();
    const at = book.layers.findIndex(({ id }) => id === now.layer);
    const { periods, views } = book.layers[at];
    const number = periods.findIndex(([period]) => period === now.period);
    const other = periods[number > 0 ? number - 1 : 1];
    if (other) return { ...now, period: other[0] };
    const view = views.find(({ name }) => name !== now.view);
    if (view) return { ...now, view: view.name };
    return fitted(book.layers[(at + 1) % book.layers.length].id, now);
  }

  /** A map of a layer that is as near to another map as can be. */
  function fitted(id, { view, period }) {
    const layer = book.layers.find((each) => each.id === id);
    const kept = layer.views.find(({ name }) => name === view) || layer.views[0];
    const [asked] = layer.periods.find(([each]) => each === period) || layer.periods[0];
    return { layer: id, view: kept.name, period: asked };
  }

  function keep(map) {
    state.beside = written(map);
  }

  /** A state of its own for one of the maps; region, place, language and frame are the page's. */
  function stateOf(mapNow) {
    const own = { day: "", only: "", station: "" };
    for (const name of ["layer", "view", "period"]) {
      Object.defineProperty(own, name, { get: () => mapNow()[name] });
    }
    for (const name of ["region", "place", "lang", "frame"]) {
      Object.defineProperty(own, name, {
        get: () => state[name],
        set: (value) => {
          state[name] = value;
        },
      });
    }
    return own;
  }

  return { KINDS, kind, first, second, mapOf, fitted, keep, written, stateOf };
}
