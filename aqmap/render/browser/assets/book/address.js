function address({ book, daymap, phrases, sheet, state }) {
  // The address: what is shown stands in it after `#`.

  /** Take from the address what the book knows; everything else falls back to the first. */
  function read() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (phrases.LANGS.includes(asked.get("lang"))) state.lang = asked.get("lang");
    const layer = book.layers.find((l) => l.id === asked.get("layer")) || book.layers[0];
    state.layer = layer.id;
    sheet.settle(asked.get("view"), asked.get("period"), asked.get("region"));
    state.place = asked.get("place") || "";
    state.day = daymap.read(asked.get("day"));
  }

  function write() {
    const kept = Object.entries(state).filter(([, value]) => value);
    const written = `#${new URLSearchParams(kept)}`;
    if (location.hash === written) return;
    try {
      history.replaceState(null, "", written);
    } catch {
      // A page shown inside a notebook has no address of its own.
    }
  }

  return { read, write };
}
