function names({ data, pinyin }) {
  // The workspace's places and indicators: what they are called, and found by any of it.

  const MOST = 8;

  const places = new Map(
    data.places.map(([code, name, level, others, zh]) => [
      code,
      { key: code, name, level, words: [zh, name, ...others] },
    ]),
  );
  const indicators = new Map(
    data.indicators.map(([id, name, unit, words, units, direction]) => [
      id,
      { key: id, name, unit, words: [name, ...words], units: [unit, ...units], direction },
    ]),
  );
  const known = { place: places, indicator: indicators };

  function rank(entry, wanted) {
    if (pinyin.fold(entry.key) === wanted) return 0;
    if (entry.key.toLowerCase().startsWith(wanted)) return 1;
    return pinyin.rank(entry.words, wanted, data.pinyin);
  }

  /** The entries of a kind, place or indicator, that a person may mean, best first. */
  function search(kind, written) {
    const wanted = pinyin.fold(written);
    const ranked = [...known[kind].values()].map((entry) => [wanted ? rank(entry, wanted) : 3, entry]);
    return ranked
      .filter(([found]) => found !== null)
      .sort((a, b) => a[0] - b[0])
      .slice(0, MOST)
      .map(([, entry]) => entry);
  }

  /** What a text names of a kind: each with where its name begins and ends, longest names first. */
  function mentions(kind, text) {
    const found = [];
    for (const entry of known[kind].values()) {
      for (const word of entry.words) {
        for (let start = word.length > 1 ? text.indexOf(word) : -1; start >= 0; ) {
          found.push({ key: entry.key, start, end: start + word.length });
          start = text.indexOf(word, start + word.length);
        }
      }
    }
    found.sort((a, b) => b.end - b.start - (a.end - a.start));
    return found.filter(
      (one, n) => !found.slice(0, n).some((other) => other.start <= one.start && one.end <= other.end),
    );
  }

  const units = [...new Set([...indicators.values()].flatMap((entry) => entry.units))]
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);

  return {
    places,
    indicators,
    units,
    search,
    mentions,
    name: (kind, key) => known[kind].get(key)?.name ?? "",
  };
}
