function notes({ book, dom, legend, phrases, sheet }) {
  // What a layer is made of: totals, notes, sources, reasons without a number.

  const { el, fill } = dom;
  const { phrase, say } = phrases;

  function draw() {
    const layer = sheet.topic();
    const parts = [el("h2", { text: phrase(layer.title) })];
    const totals = legend.totals();
    const section = (key, items) =>
      items.length
        ? el("section", { class: "theme" }, el("h3", { text: say(key) }), ...items)
        : null;
    parts.push(
      section(
        "page.totals",
        totals.map((text) => el("p", { text })),
      ),
    );
    parts.push(
      section(
        "page.notes",
        layer.notes.map((n) => el("p", { text: phrase(n) })),
      ),
    );
    parts.push(
      section(
        "page.sources",
        layer.sources.map((n) => sourceItem(book.sources[n])),
      ),
    );
    parts.push(
      section(
        "page.absences",
        book.reasons
          .filter((reason) => sheet.legend().some((line) => line.label === phrase(reason.label)))
          .map((reason) =>
            el("p", {
              class: "quiet",
              text:
                phrase(reason.label) +
                (reason.family === "none"
                  ? ""
                  : say("page.colon") + say(`family.${reason.family}`)),
            }),
          ),
      ),
    );
    // On a narrow screen the foot of the map has room for its status alone.
    const credit = say("page.boundaries", { credit: phrase(book.credit) });
    parts.push(el("p", { class: "quiet credit", text: credit }));
    fill("panel-about", ...parts);
  }

  function sourceItem(source) {
    const facts = [
      source.number,
      phrase(source.issuer),
      source.date,
      phrase(source.licence),
      source.address,
    ];
    return el(
      "div",
      { class: "source" },
      el("p", {}, el("b", { text: phrase(source.title) })),
      el("p", { class: "quiet", text: facts.filter(Boolean).join(" · ") }),
      phrase(source.note) ? el("p", { class: "quiet", text: phrase(source.note) }) : null,
    );
  }

  return { draw };
}
