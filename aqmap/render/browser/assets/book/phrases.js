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

  /** A phrase of the catalogue with its braces filled in. */
  function say(key, facts = {}) {
    return phrase(payload.words[key]).replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
  }

  /** Run a step of the start; if it fails, the reader learns why. */
  function orSayWhy(step) {
    try {
      return step();
    } catch (problem) {
      failure.tellDead(problem);
      throw problem;
    }
  }

  return { LANGS, phrase, inAllLanguages, say, orSayWhy };
}
