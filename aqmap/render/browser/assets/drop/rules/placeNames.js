function placeNames({ readingRules }) {
  // The place that a written name stands for: exactly, or none with what it may be; as places.py.

  const { rules, whole, replace, plain, fold } = readingRules;

  const MOST_ALIKE = 12;
  const ALIKE = 0.2;
  const PROPOSED = 3;

  const keyOf = (written) => fold(replace("name_dashes", written)).replace(/[’']/g, "");

  const places = new Map();
  const codesByKey = new Map();

  function start() {
    for (const [code, [zh, en, prefecture, level, before, ...others]] of Object.entries(rules.places)) {
      places.set(code, { code, zh, en, prefecture, level, before: new Set(rules.before[before]), others });
    }
    for (const place of places.values()) {
      const written = [place.zh, place.en, fullName(place).en, ...place.others];
      for (const key of new Set(written.map(keyOf))) {
        codesByKey.set(key, [...(codesByKey.get(key) || []), place.code]);
      }
    }
  }

  /** A place's name behind that of its prefecture, which tells it from others. */
  function fullName(place) {
    const around = places.get(place.prefecture);
    if (!around || around === place || place.level === "prefecture") return place;
    return { zh: around.zh + place.zh, en: `${place.en}, ${around.en}` };
  }

  /** The code that a text is, also as a spreadsheet's number or to the village; or nothing. */
  function codeOf(written) {
    if (places.has(written)) return written;
    const found = whole("code", plain(written).trim());
    return found && places.has(found[1]) ? found[1] : "";
  }

  /** The places before whose own name that of the prefecture or province stands, or both. */
  function byFullName(key) {
    const found = new Set();
    for (let at = 1; at < key.length; at += 1) {
      for (const code of codesByKey.get(key.slice(at)) || []) {
        if (places.get(code).before.has(key.slice(0, at))) found.add(code);
      }
    }
    return [...found];
  }

  /** The codes of all places that a name may mean: one, several of an ambiguous name, or none. */
  function match(written) {
    const name = written.trim();
    const code = codeOf(name);
    if (code) return [code];
    const key = keyOf(name);
    let found = codesByKey.get(key) || [];
    if (!found.length) found = byFullName(key);
    const kept = (test) => found.filter((each) => test(places.get(each)));
    for (const test of [({ zh }) => keyOf(zh) === key, ({ prefecture }) => !prefecture]) {
      const left = kept(test);
      if (left.length) found = left;
    }
    return found;
  }

  /** How many signs two spellings have in common, as difflib counts them. */
  function common(a, b) {
    if (!a.length || !b.length) return 0;
    let [best, endA, endB] = [0, 0, 0];
    let before = new Map();
    a.forEach((sign, i) => {
      const now = new Map();
      b.forEach((other, j) => {
        if (sign !== other) return;
        const length = (before.get(j - 1) || 0) + 1;
        now.set(j, length);
        if (length > best) [best, endA, endB] = [length, i + 1, j + 1];
      });
      before = now;
    });
    if (!best) return 0;
    const front = common(a.slice(0, endA - best), b.slice(0, endB - best));
    return front + best + common(a.slice(endA), b.slice(endB));
  }

  const likeness = (one, other, signs) => (2 * signs) / (one.length + other.length);

  /** How many signs two spellings have, in whatever order: at least as many as in common. */
  function shared(a, b) {
    const left = new Map();
    for (const sign of b) left.set(sign, (left.get(sign) || 0) + 1);
    return a.filter((sign) => {
      const n = left.get(sign) || 0;
      left.set(sign, n - 1);
      return n > 0;
    }).length;
  }

  /** The spellings most like a key; one is measured only while it may be among the best. */
  function spellingsLike(key) {
    const signs = [...key];
    const possible = [...codesByKey.keys()]
      .map((spelling) => [likeness(spelling, key, shared([...spelling], signs)), spelling])
      .filter(([most]) => most >= ALIKE)
      .sort(([a], [b]) => b - a);
    let best = [];
    for (const [most, spelling] of possible) {
      if (best.length === MOST_ALIKE && most < best[MOST_ALIKE - 1][0]) break;
      const alike = likeness(spelling, key, common([...spelling], signs));
      if (alike >= ALIKE) best.push([alike, spelling]);
      best = best.sort(([a, one], [b, other]) => b - a || (one < other ? 1 : -1)).slice(0, MOST_ALIKE);
    }
    return best;
  }

  const nearestByName = new Map();

  /** The codes of the three places whose spellings are most like an unknown name, best first. */
  function nearest(written) {
    if (!nearestByName.has(written)) nearestByName.set(written, placesLike(keyOf(written)));
    return nearestByName.get(written);
  }

  function placesLike(key) {
    const byName = new Map();
    for (const [, spelling] of spellingsLike(key)) {
      const [code] = codesByKey.get(spelling);
      const { zh } = places.get(code);
      if (!byName.has(zh)) byName.set(zh, code);
    }
    return [...byName.values()].slice(0, PROPOSED);
  }

  const isBrokenCode = (written) => Boolean(whole("broken_code", plain(written).trim()));

  /** Whether a row is a total, and no place: 合计, 小计. */
  const isTotal = (written) => rules.totals.some((word) => written.includes(word));

  start();

  return { match, nearest, isBrokenCode, isTotal, nameOf: (code) => places.get(code), fullName: (code) => fullName(places.get(code)) };
}
