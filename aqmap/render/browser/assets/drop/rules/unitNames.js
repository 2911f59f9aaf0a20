function unitNames({ readingRules }) {
  // Units as documents write them: which texts are one, which two are the same, how many one is.

  const { rules, plain, fold } = readingRules;

  const ATOM = /^[A-Za-zμ\u4e00-\u9fff]+[23]?$/;
  const DIGITS = 15; // that a converted number keeps

  /** What a noun measures and how many of the base unit it is, with a multiple before it or not. */
  function nounOf(name) {
    if (rules.nouns[name]) return rules.nouns[name];
    const prefix = Object.keys(rules.multiples)
      .filter((multiple) => name.startsWith(multiple) && rules.nouns[name.slice(multiple.length)])
      .sort((a, b) => b.length - a.length)[0];
    if (!prefix) return null;
    const [kind, size] = rules.nouns[name.slice(prefix.length)];
    return [kind, size * rules.multiples[prefix]];
  }

  /** A unit: what it measures, and how large it is; null where a text is none. */
  function unitOf(written) {
    let name = plain(written.trim()).replace(/\s+/g, "");
    name = rules.unit_spellings[name] || name.replace(/每/g, "/");
    const parts = name.split("/");
    if (name.length > rules.longest_unit || parts.length > 2) return null;
    const nouns = parts.map((part) => (ATOM.test(part) ? nounOf(part) : null));
    if (!nouns.every(Boolean)) return null;
    const [[kind, size], below] = nouns;
    return below ? { kind: `${kind}/${below[0]}`, size: size / below[1] } : { kind: String(kind), size };
  }

  const isUnit = (written) => unitOf(written) !== null;

  /** How many of the wanted unit one of the written unit is; null where they measure different things. */
  function factor(written, wanted) {
    const [one, other] = [unitOf(written), unitOf(wanted)];
    if (!one || !other || one.kind !== other.kind) return null;
    return Number((one.size / other.size).toPrecision(DIGITS));
  }

  const isSame = (one, other) => fold(one) === fold(other) || factor(one, other) === 1;

  /** A number in another unit, to as many digits as are exact. */
  function convert(value, written, wanted) {
    if (isSame(written, wanted)) return value;
    const by = factor(written, wanted);
    return by === null ? null : Number((value * by).toPrecision(DIGITS));
  }

  return { isUnit, isSame, convert };
}
