function twoMaps({ address, compared, comparedPicture, comparedTable, comparedWords, dom, events, phrases, sheet, sideParts, sides, state }) {
  // Two maps side by side with what they do not share in words, a table of both, and what to take away.

  const { byId, el, fill } = dom;
  const { say } = phrases;

  function draw() {
    if (!state.beside) {
      compared.keep(compared.second());
      address.write();
    }
    const both = sides.draw(byId("compare-maps"), sideParts.draw);
    fill("compare-said", ...sentences().map((text) => el("p", { text })));
    const wasOpen = byId("compare-table") && byId("compare-table").open;
    fill("compare-body", comparedTable.draw(both));
    byId("compare-table").open = Boolean(wasOpen);
  }

  const sentences = () => comparedWords.of(sides.all());

  /** What was right is left, and the other way round. */
  function swap() {
    const [left, right] = [compared.first(), compared.second()];
    Object.assign(state, right, { day: "" });
    sheet.settle(right.view, right.period, state.region);
    compared.keep(left);
    events.emit("changed");
  }

  const tools = () => [
    button("compare-swap", "page.compare_swap", swap),
    button("compare-svg", "page.compare_svg", () => comparedPicture.save("svg", sentences())),
    button("compare-png", "page.compare_png", () => comparedPicture.save("png", sentences())),
    button("compare-csv", "page.compare_csv", () => comparedTable.save(sides.all(), sentences())),
  ];

  const button = (id, key, onclick) => el("button", { type: "button", id, class: "chip", text: say(key), onclick });

  return { draw, tools, picture: () => comparedPicture.draw(sentences()) };
}
