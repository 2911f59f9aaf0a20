function bars({ book, dom, events, phrases, sheet, state }) {
  // The places of a month by their difference to the schedule, the furthest on first.

  const { el, fill, svg } = dom;
  const { phrase, say } = phrases;

  const [WIDTH, HEIGHT] = [84, 12];

  function draw() {
    const month = sheet.progress();
    if (!month) return;
    const shown = new Set(sheet.places());
    const listed = month.bars.filter((bar) => shown.has(bar.place));
    const longest = Math.max(...listed.map(({ amount }) => Math.abs(amount)), 0);
    const apart = month.apart.filter(({ place }) => shown.has(place));
    fill(
      "panel-progress",
      el("h2", { text: sheet.title() }),
      el("p", { class: "quiet", text: phrase(month.rule) }),
      el(
        "ol",
        { id: "progress-bars", class: "progress-bars" },
        ...listed.map((bar) => item(bar, longest)),
      ),
      apart.length ? el("h3", { text: say("page.progress_apart") }) : null,
      el(
        "ul",
        { id: "progress-apart", class: "progress-bars" },
        ...apart.map(({ place, words }) =>
          el("li", {}, placeLink(place), el("span", { class: "said", text: phrase(words) })),
        ),
      ),
    );
  }

  function item(bar, longest) {
    const place = book.places[bar.place];
    return el(
      "li",
      { "data-code": place.code, class: place.code === state.place ? "picked" : null },
      el("span", { class: "rank", text: String(bar.rank) }),
      placeLink(bar.place),
      picture(bar, longest),
      el("span", { class: "said", text: phrase(bar.words) }),
    );
  }

  function placeLink(number) {
    const place = book.places[number];
    return el("button", {
      type: "button",
      class: "link",
      text: phrase(place.label),
      onclick: () => events.emit("placeChosen", place.code),
    });
  }

  /** A bar to the right of the middle where a place is above its schedule, to the left below it. */
  function picture({ amount, klass }, longest) {
    const middle = WIDTH / 2;
    const length = longest ? (Math.abs(amount) / longest) * (middle - 2) : 0;
    const { color } = sheet.view().scale.classes[klass];
    const box = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
    box.append(
      svg("rect", {
        x: amount < 0 ? middle - length : middle,
        y: 2,
        width: length,
        height: HEIGHT - 4,
        fill: color,
        stroke: "#5A5A5A",
        "stroke-width": 0.6,
      }),
      svg("line", { x1: middle, x2: middle, y1: 0, y2: HEIGHT, class: "axis" }),
    );
    return box;
  }

  return { draw };
}
