function readingRules({ payload }) {
  // The rules of the readers of tables, as the page has them in its data: see page_reading.py.

  const rules = payload.reading;

  const compiled = new Map();

  function pattern(name, around, flags) {
    const key = `${name} ${around} ${flags}`;
    if (!compiled.has(key)) {
      const [source, own] = rules.patterns[name];
      compiled.set(key, new RegExp(around ? `^(?:${source})$` : source, own + flags));
    }
    return compiled.get(key);
  }

  /** What a pattern finds where it is the whole of a text; null where it is not. */
  const whole = (name, text) => pattern(name, true, "").exec(text);
  const search = (name, text) => pattern(name, false, "").exec(text);
  const replace = (name, text, by = "") => text.replace(pattern(name, false, "g"), by);
  const all = (name, text) => [...text.matchAll(pattern(name, false, "g"))];

  const plain = (text) => text.normalize("NFKC");

  /** A spelling without width, blanks, quotes, dots and case: the form in which names match. */
  const fold = (text) => replace("passed_over", plain(text).toLowerCase());

  /** The same without blanks alone, as headings and codes are compared. */
  const squeezed = (text) => plain(text).replace(/\s+/g, "").toLowerCase();

  return { rules, whole, search, replace, all, plain, fold, squeezed };
}
