function picker({ dom }) {
  // A list from which one thing is chosen, in groups where there are such.

  const { el } = dom;

  /** `options` are pairs of value and words, or groups of such with a label. */
  function select({ id, label, options, now, choose }) {
    const option = ([value, text]) => el("option", { value, text, selected: value === now });
    return el(
      "select",
      { id, "aria-label": label, onchange: (event) => choose(event.target.value) },
      ...options.map((each) =>
        each.options ? el("optgroup", { label: each.label }, ...each.options.map(option)) : option(each),
      ),
    );
  }

  return { select };
}
