function detail({ data, dom, events, items, phrases, state }) {
  // The fields of what is selected, and what explains them.

  const { byId, el } = dom;
  const { say } = phrases;

  function drawDetail() {
    const { item } = state;
    byId("detail").replaceChildren(
      ...(item === null
        ? [
            el("p", { class: "quiet", text: say("review.choose") }),
            el("p", { class: "quiet keys", text: say("review.keys") }),
          ]
        : item.figure
          ? figureDetail(item)
          : refusedDetail(item)
      ).filter(Boolean),
    );
    byId("detail").scrollTop = 0;
  }

  function facts(rows) {
    return el(
      "dl",
      { class: "facts" },
      ...rows.flatMap(([name, written]) => [
        el("dt", { text: say(`review.field.${name}`) }),
        el("dd", { "data-field": name, text: written }),
      ]),
    );
  }

  function figureDetail(item) {
    const figure = data.figures[item.figure - 1];
    const around = items.ofNode(item.nodes[0]).filter((neighbour) => neighbour !== item);
    const checks = data.findings
      .map((finding, n) => [n + 1, finding])
      .filter(([, finding]) => finding[3].includes(item.figure));
    const warning = data.lost.includes(item.figure)
      ? "review.lost"
      : data.unplaced.includes(item.figure)
        ? "review.unplaced"
        : "";
    return [
      el(
        "p",
        { class: `tag ${figure.role}` },
        el("i", { text: String(item.figure) }),
        el("span", { text: say(`role.${figure.role}`) }),
      ),
      el(
        "h2",
        {},
        el("b", { text: figure.said }),
        el("span", { text: `${figure.place || say("review.no_place")} ${figure.indicator}` }),
      ),
      ...figure.flags
        .filter((flag) => flag !== "absent")
        .map((flag) => el("p", { class: "notice", text: say(`review.filter.${flag}`) })),
      warning && el("p", { class: "notice", text: say(warning) }),
      facts(figure.rows),
      around.length ? el("p", { class: "quiet", text: say("review.same_spot") }) : null,
      around.length ? el("div", { class: "chips" }, ...around.map(chip)) : null,
      checks.length ? el("p", { class: "quiet", text: say("review.checks") }) : null,
      ...checks.map(([n, [severity, title]]) =>
        el("button", {
          type: "button",
          class: `check ${severity}`,
          onclick: () => events.emit("findingAsked", n),
          text: `${say(`page.severity_${severity}`)}${say("page.colon")}${title}`,
        }),
      ),
    ];
  }

  function chip(item) {
    return el(
      "button",
      { type: "button", class: "chip", onclick: () => events.emit("itemChosen", item) },
      el("b", { text: String(item.figure) }),
      ` ${data.figures[item.figure - 1].said}`,
    );
  }

  function refusedDetail(item) {
    const [before, after] = items.contextOf(item);
    const unstated = item.kind === "unstated";
    return [
      el(
        "p",
        { class: `tag ${item.kind}` },
        el("i", { text: unstated ? "?" : "×" }),
        el("span", { text: say("review.refused") }),
      ),
      el("h2", {}, el("b", { text: items.textOf(item) || say("review.blank") })),
      facts([
        ["reason", data.reasons[item.reason]],
        ["locator", items.placeOf(item).dataset.at],
      ]),
      unstated && el("p", { class: "notice", text: say("review.unstated.detail") }),
      el("p", { class: "quiet", text: say("review.field.context") }),
      el(
        "p",
        { class: "context" },
        before,
        el("mark", { class: item.kind, text: items.textOf(item) }),
        after,
      ),
    ];
  }

  return { draw: drawDetail };
}
