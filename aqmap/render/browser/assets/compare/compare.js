function compare({ book, compared, dom, events, map, phrases, sheet, state, twoMaps }) {
  // The panel of what is compared: which way, in which region, and what belongs to the way.

  const { byId, el, fill } = dom;
  const { phrase, say } = phrases;

  const WAYS = { maps: twoMaps };

  function draw() {
    const way = WAYS[compared.kind()];
    fill("compare-tools", ways(), regions(), ...way.tools());
    way.draw();
  }

  const ways = () =>
    el(
      "div",
      { class: "segments", role: "group", "aria-label": say("page.compare_name") },
      ...Object.keys(WAYS).map((name) =>
        el("button", {
          type: "button",
          "data-way": name,
          text: say(`page.compare_way_${name}`),
          "aria-pressed": String(name === compared.kind()),
          onclick: () => {
            state.compare = name === compared.KINDS[0] ? "" : name;
            events.emit("changed");
          },
        }),
      ),
    );

  /** The region of all that is compared: one of those that the layer covers. */
  function regions() {
    const covered = sheet.layer().regions.map((i) => book.regions[i]);
    if (covered.length < 2) return null;
    const named = [...covered.map(({ id, name }) => [id, phrase(name)]), ["all", say("page.all_regions")]];
    const option = ([value, text]) => el("option", { value, text, selected: value === state.region });
    const onchange = (event) => {
      state.region = event.target.value;
      events.emit("changed");
      map.frameRegions();
    };
    const facts = { id: "compare-region", "aria-label": say("page.region"), onchange };
    return el("select", facts, ...named.map(option));
  }

  return { draw, isOpen: () => !byId("panel-compare").hidden };
}
