function phrases({ failure, payload, state }) {
  // Words in the language of the page.

  const LANGS = ["zh", "en"];

  /** The phrase number `n` of the book, or what a column gave instead of a number; empty for none. */
  function phrase(n = "") {
    const written = typeof n !== "number" ? n : n < 0 ? "" : payload.texts[n];
    return typeof written === "string" ? written : written[LANGS.indexOf(state.lang)];
  }

  /** The phrase number `n` in every language. */
  const inAllLanguages = (n) => [payload.texts[n]].flat();

  /** The number of a phrase that the page made itself, in one language or all. */
  const add = (words) => payload.texts.push(words) - 1;

  const filled = (words, facts) => words.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);

  /** A phrase of the catalogue with its braces filled in. */
  const say = (key, facts = {}) => filled(phrase(payload.words[key]), facts);

  /** The same in every language, as a phrase of the book. */
  const sayInAll = (key, facts = {}) => {
    const words = inAllLanguages(payload.words[key]);
    return LANGS.map((_, i) => filled(words[i] ?? words[0], facts));
  };

  /** Run a step of the start; if it fails, the reader learns why. */
  function orSayWhy(step) {
    try {
      return step();
    } catch (problem) {
      failure.tellDead(problem);
      throw problem;
    }
  }

  return { LANGS, phrase, inAllLanguages, add, say, sayInAll, orSayWhy };
}
