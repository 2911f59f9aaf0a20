function footing({ book, dom, phrases }) {
  // What must stand under maps and charts that are compared: notices on their numbers, and sources.

  const { el } = dom;
  const { phrase, say } = phrases;

  /** `shown` are views with the numbers of their periods, `layers` those that they are of. */
  function draw(shown, layers) {
    const notices = new Set(shown.flatMap(([view, n]) => (view.notices[n] || []).map(phrase)));
    const sources = new Set(layers.flatMap((layer) => layer.sources.map((n) => phrase(book.sources[n].title))));
    const said = say("page.progress_source", { sources: [...sources].join(say("page.semicolon")) });
    return [
      ...[...notices].map((text) => el("p", { class: "warn", text })),
      sources.size ? el("p", { class: "quiet", text: said }) : null,
    ];
  }

  /** The review line of the page, and on paper that of what is taken from it; outlines and date. */
  function status() {
    const base = [say("page.boundaries", { credit: phrase(book.credit) }), book.date && say("page.date", { date: book.date })];
    return [
      el("strong", { class: "on-screen", text: phrase(book.status) }),
      el("strong", { class: "on-paper", text: phrase(book.unreviewed) }),
      ...base.filter(Boolean).map((text) => el("span", { text })),
    ];
  }

  return { draw, status };
}
