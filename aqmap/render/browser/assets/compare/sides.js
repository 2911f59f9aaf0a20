function sides({ again, compared, dom, events, phrases, state }) {
  // Two maps side by side: each is drawn by the page's own files, made again for its own state.

  const { el } = dom;
  const { say } = phrases;

  const NAMES = ["left", "right"];
  // In the order in which they need each other.
  const FILES = [
    "tip", "map", "mapWords", "locate", "labels", "walk", "legend",
    "pictureGround", "pictureLabels", "pictureMap", "pictureInsets", "pictureLegend", "picture",
  ];
  const PARTS = ["choice", "title", "chosen", "stage", "map", "tip", "unlabelled", "map-words", "legend", "sources"];
  // Neither stations nor grids are compared: the maps are those of the places.
  const STAND_INS = {
    overlays: { shown: () => [], labels: () => [], notices: () => [] },
    underlay: { isShown: () => false, draw: () => {}, lines: () => [], current: () => -1 },
    gridKey: { notices: () => [] },
  };

  let made = null;
  let isFollowing = false;

  /** A sheet of a map with its fills and legend, which no map of Leaflet shows. */
  function look(mapNow, others = {}) {
    const side = { state: compared.stateOf(mapNow), ...STAND_INS, ...others };
    // The whole of a region stands on each of two maps: neither has room for an inset.
    const whole = () => ({ parts: [], rest: side.sheet.places() });
    side.insetPlaces = { now: whole, apart: whole, shows: () => false };
    for (const name of ["sheet", "chosenClasses", "map", "legend", "pictureGround"]) {
      side[name] = again(name, side);
    }
    return side;
  }

  function make(name) {
    const parts = Object.fromEntries(PARTS.map((part) => [part, el("div", { class: `side-${part}` })]));
    const nothing = el("div", {});
    const side = look(name === "left" ? compared.first : compared.second, {
      name,
      parts,
      dom: { ...dom, byId: (id) => parts[id] || nothing },
      events: { on: () => {}, emit: (event, fact) => (HEARD[event] || (() => {}))(fact) },
    });
    parts.map.classList.add("folium-map");
    parts["map-words"].classList.add("unseen");
    parts["map-words"].id = `map-words-${name}`;
    parts.tip.classList.add("tip");
    parts.unlabelled.classList.add("unlabelled");
    parts.stage.append(parts.map, parts.tip, parts.unlabelled, parts["map-words"]);
    parts.tip.hidden = true;
    side.box = el(
      "section",
      { class: "one-of-two", "data-side": name },
      ...["choice", "title", "chosen", "stage", "legend", "sources"].map((part) => parts[part]),
    );
    return side;
  }

  /** What the maps tell: a place is chosen on both, and both keep the frame of either. */
  const HEARD = {
    placeChosen: (code) => {
      state.station = "";
      state.place = code;
      events.emit("changed");
    },
    framed: () => events.emit("framed"),
  };

  /** Leaflet's part of a side, once it has its room on the page. */
  function bringToLife(side) {
    const { parts } = side;
    side.leafletMap = L.map(parts.map, {
      center: [43.8, 85],
      zoom: 6,
      zoomControl: false,
      attributionControl: false,
      preferCanvas: true,
      zoomSnap: 0.25,
      wheelPxPerZoomLevel: 120,
      minZoom: 3,
      maxZoom: 12,
      zoomAnimation: false,
    });
    for (const [pane, height] of [["aq-areas", 400], ["aq-picked", 420], ["aq-labels", 450]]) {
      side.leafletMap.createPane(pane).style.zIndex = height;
      if (pane !== "aq-areas") side.leafletMap.getPane(pane).style.pointerEvents = "none";
    }
    for (const file of FILES) {
      side[file] = again(file, side);
      if (file === "tip") side.tip = linked(side);
    }
    const facts = { role: "application", "aria-describedby": `map-keys map-words-${side.name}` };
    for (const [fact, value] of Object.entries(facts)) parts.map.setAttribute(fact, value);
    side.map.start();
    side.labels.start();
    side.walk.start();
    side.leafletMap.on("move", () => follow(side));
  }

  const otherOf = (side) => made[side === made[0] ? 1 : 0];

  /** The tip of a side, which makes the other show its own of the same place. */
  function linked(side) {
    const own = side.tip;
    let pointed = null;
    side.ownTip = own;
    return {
      ...own,
      ofPlace: (shape) => {
        pointed = shape;
        return own.ofPlace(shape);
      },
      show: (event, lines) => {
        own.show(event, lines);
        const other = otherOf(side);
        other.ownTip.show({ latlng: event.latlng }, () => other.ownTip.ofPlace(pointed));
      },
      hide: () => {
        own.hide();
        otherOf(side).ownTip.hide();
      },
    };
  }

  /** The other map shows the same part of the land. */
  function follow({ leafletMap }) {
    if (isFollowing) return;
    isFollowing = true;
    const [center, zoom] = [leafletMap.getCenter(), leafletMap.getZoom()];
    for (const side of made) {
      if (side.leafletMap !== leafletMap) side.leafletMap.setView(center, zoom, { animate: false });
    }
    isFollowing = false;
  }

  // Of what the maps were framed last.
  let framed = "";

  /** Draw both maps into a box, with what stands around them; the first one frames both. */
  function draw(box, surround) {
    if (!made) made = NAMES.map(make);
    for (const side of made) if (side.box.parentElement !== box) box.append(side.box);
    for (const side of made) if (!side.leafletMap) bringToLife(side);
    for (const side of made) {
      side.parts.map.setAttribute("aria-label", say(`page.compare_map_${side.name}`));
      side.map.drawAreas();
      side.mapWords.draw();
      side.ownTip.hide();
      surround(side);
    }
    for (const side of made) side.leafletMap.invalidateSize({ animate: false });
    const { x, y } = made[0].leafletMap.getSize();
    const asked = [state.region, state.frame, x, y].join(" ");
    if (asked !== framed) made[0].map.frameRegions();
    framed = [state.region, state.frame, x, y].join(" ");
    for (const side of made) side.labels.draw();
    return made;
  }

  return { draw, look, all: () => made };
}
