function tabs({ address, bars, book, choice, compare, dom, events, findings, leafletMap, map, matrix, notes, phrases, sheet, state, table }) {
  // Tabs of the panel, and the sheet that the panel is on a narrow screen.

  const { byId, el, fill } = dom;
  const { say } = phrases;

  const { TABS } = address;
  const narrow = window.matchMedia("(max-width: 900px)");

  const shownTabs = () =>
    TABS.filter(
      (name) => (narrow.matches || name !== "legend") && (sheet.progress() || name !== "progress"),
    );

  /** The tab that is open: the one that was chosen, as far as it is there now. */
  function tabNow() {
    if (shownTabs().includes(state.tab)) return state.tab;
    return narrow.matches && !state.tab ? "legend" : "place";
  }

  /** Only the panel that is open is drawn: a table of three thousand rows takes its time. */
  function drawPanel() {
    const panels = {
      about: notes.draw,
      progress: bars.draw,
      place: choice.draw,
      table: table.draw,
      matrix: matrix.draw,
      compare: compare.draw,
      findings: findings.draw,
    };
    const tab = tabNow();
    if (panels[tab]) panels[tab]();
  }

  function drawTabs() {
    const names = shownTabs();
    const tab = tabNow();
    // The matrix takes the room of the map: it leads to any of them. So do maps that are compared.
    byId("app").classList.toggle("spread", tab === "matrix" || tab === "compare");
    byId("app").classList.toggle("comparing", tab === "compare");
    fill(
      "tabs",
      ...names.map((name) => {
        const button = el(
          "button",
          {
            type: "button",
            role: "tab",
            id: `tab-${name}`,
            "aria-controls": `panel-${name}`,
            "aria-selected": String(name === tab),
            tabindex: name === tab ? "0" : "-1",
            onclick: () => show(name),
            onkeydown: (event) => stepTab(event, names),
          },
          el("span", { text: say(`page.${name}`) }),
        );
        if (name === "findings" && book.findings.length) {
          const grave = findings.SEVERITIES.find((s) =>
            book.findings.some((f) => f.severity === s),
          );
          button.append(el("b", { class: `dotted ${grave}`, text: String(book.findings.length) }));
        }
        return button;
      }),
    );
    for (const name of TABS) {
      byId(`panel-${name}`).hidden = name !== tab;
      byId(`panel-${name}`).setAttribute("aria-labelledby", `tab-${name}`);
    }
    const open = byId("panel").classList.contains("open");
    byId("sheet-size").setAttribute("aria-label", say(open ? "page.collapse" : "page.expand"));
    byId("sheet-size").setAttribute("aria-expanded", String(open));
  }

  function draw() {
    drawTabs();
    drawPanel();
  }

  /** Open a tab; what has to know how much room there is on the page is left to what is returned. */
  function turnTo(name) {
    const wasHeld = byId("panel").contains(document.activeElement);
    const wasComparing = byId("app").classList.contains("comparing");
    state.tab = name;
    // What is compared has to know how much room it has.
    draw();
    address.write();
    return (item = "") => arrive(name, item, wasHeld, wasComparing);
  }

  const show = (name, item) => turnTo(name)(item);

  function arrive(name, item, wasHeld, wasComparing) {
    const isComparing = byId("app").classList.contains("comparing");
    if (wasComparing !== isComparing) leafletMap.invalidateSize({ animate: false });
    // The part of the land that was looked at on both maps is that of the one.
    if (wasComparing && !isComparing) map.frameRegions();
    byId(`panel-${name}`).scrollTop = 0;
    // What led here is gone or hidden: the hand goes on in what it led to.
    const hand = document.activeElement;
    const isLost = !byId("panel").contains(hand) || hand.closest("[hidden]");
    if (wasHeld && isLost) byId(`panel-${name}`).focus();
    if (item) toggleSheet(true);
    const target = item && byId(`finding-${item}`);
    if (target) {
      target.scrollIntoView({ block: "nearest" });
      target.focus();
    }
  }

  function stepTab(event, names) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = names[(names.indexOf(tabNow()) + step + names.length) % names.length];
    show(next);
    byId(`tab-${next}`).focus();
  }

  function toggleSheet(open) {
    byId("panel").classList.toggle("open", open);
    document.body.classList.toggle("sheet-open", open);
    drawTabs();
    // The map has another height once the sheet has moved.
    setTimeout(
      () => {
        leafletMap.invalidateSize({ animate: false });
        if (open) centrePlace();
      },
      narrow.matches ? 220 : 0,
    );
  }

  /** Keep the chosen place in the strip of map that an open sheet leaves. */
  function centrePlace() {
    const place = sheet.placeOf(state.place);
    if (!place || !map.spotOf(place)) return;
    const hidden = map.headRoom() - byId("foot").offsetHeight;
    leafletMap
      .panTo(map.spotOf(place), { animate: false })
      .panBy([0, -hidden / 2], { animate: false });
  }

  /** The legend lies on the map of a wide screen and in the sheet of a narrow one. */
  function placeLegend() {
    const home = narrow.matches ? byId("panel-legend") : byId("legend-card");
    home.append(byId("legend-body"));
    byId("legend-card").hidden = narrow.matches;
    drawTabs();
  }

  events.on("tabAsked", show);

  return { narrow, now: tabNow, draw, turnTo, show, toggleSheet, placeLegend };
}
