function phrases({ data }) {
  // Words in the language of the page.

  /** A phrase of the catalogue with its braces filled in. */
  const say = (key, facts = {}) =>
    data.words[key].replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);

  return { say };
}
