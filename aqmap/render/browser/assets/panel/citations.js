function citations({ book, dom, phrases, sheet }) {
  // Every number with where it is written: figures one by one, and under their themes.

  const { el } = dom;
  const { phrase, say } = phrases;

  /**
   * One figure: role, what it says, its period, notices, and its source and place in words.
   * `isSaid` tells of a notice whether it stands above already.
   */
  function figureItem(figure, isSaid = () => false) {
    const source = figure.source < 0 ? null : book.sources[figure.source];
    // What nobody measured has no basis; what a document leaves blank still has the document's.
    const unmeasured = figure.value === null && figure.role === "measured";
    const basis = unmeasured ? "" : say(`basis.${figure.basis}`);
    const words = [say(`role.${figure.role}`), phrase(figure.period), basis];
    const where = phrase(figure.locator);
    const cited = source ? phrase(source.label) + (where ? ` ${where}` : "") : where;
    const item = el(
      "div",
      { class: "figure" },
      el(
        "p",
        { class: "said" },
        el("span", { class: `role ${figure.role}`, text: words[0] }),
        el("b", { text: phrase(figure.words) }),
        el("span", { class: "quiet", text: words.slice(1).filter(Boolean).join(" · ") }),
      ),
    );
    for (const notice of figure.notices.filter((n) => !isSaid(n))) {
      item.append(el("p", { class: "remark", text: phrase(notice) }));
    }
    const written = phrase(figure.written);
    if (written && !repeats(written, figure)) {
      item.append(el("p", { class: "remark", text: say("page.written", { written }) }));
    }
    item.append(
      el("p", {
        class: "cite",
        text: say("page.source") + say("page.colon") + cited,
        title: source ? phrase(source.title) : null,
      }),
    );
    return item;
  }

  /** Whether the words of the source say no more than the number does. */
  function repeats(written, figure) {
    const plain = (text) => text.replace(/[\s≤≥<>]/g, "");
    const [words, source] = [plain(phrase(figure.words)), plain(written)];
    if (Number(source) === figure.value) return true;
    return words.startsWith(source) && !/^[\d.]/.test(words.slice(source.length));
  }

  /** Figures under their themes, and under each indicator within. */
  function figureGroups(figures, isSaid) {
    // What is on the map comes first, then the rest as the layer list has it.
    const { indicator, theme: first } = sheet.layer();
    const sorted = [...figures].sort(
      (a, b) => (b.indicator === indicator) - (a.indicator === indicator),
    );
    const themes = [
      ...book.themes.map(([id, name]) => [id, phrase(name)]),
      ["", say("page.other_theme")],
    ];
    themes.sort(([a], [b]) => (b === first) - (a === first));
    const known = new Set(themes.map(([id]) => id));
    return themes.flatMap(([id, name]) => {
      const themed = sorted.filter(({ theme }) => (known.has(theme) ? theme : "") === id);
      if (!themed.length) return [];
      const titles = [...new Set(themed.map((figure) => figure.title))];
      return [
        el(
          "section",
          { class: "theme" },
          el("h3", { text: name }),
          ...titles.map((title) =>
            el(
              "div",
              { class: "indicator" },
              el("h4", { text: phrase(title) }),
              ...themed.filter((figure) => figure.title === title).map((figure) => figureItem(figure, isSaid)),
            ),
          ),
        ),
      ];
    });
  }

  const byPlace = new Map();

  /** The figures by the code of their place; looked through once. */
  function figuresByPlace() {
    if (!byPlace.size) {
      for (const figure of book.figures) {
        const place = codeOf(figure);
        if (!byPlace.has(place)) byPlace.set(place, []);
        byPlace.get(place).push(figure);
      }
    }
    return byPlace;
  }

  const figuresOf = (code) => figuresByPlace().get(code) || [];

  /** The figures of townships, by whose code a county's goes on. */
  const townshipsIn = (code) =>
    [...figuresByPlace()]
      .filter(([place]) => place.startsWith(code))
      .flatMap(([, figures]) => figures.filter(({ level }) => level === "township"));

  const codeOf = (figure) => phrase(figure.place);

  /** The name of the place that a figure is of; its code where it is none of the book's. */
  function nameOf(figure) {
    const code = codeOf(figure);
    const place = sheet.placeOf(code);
    const region = book.regions.find(({ prefecture }) => prefecture === code);
    return place ? phrase(place.label) : region ? phrase(region.name) : code;
  }

  return { figureItem, figureGroups, figuresOf, townshipsIn, codeOf, nameOf };
}
