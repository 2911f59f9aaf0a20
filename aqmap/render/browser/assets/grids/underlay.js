function underlay({ book, dom, leafletMap, outlines, phrases, sheet, state }) {
  // The grid under the county lines: on the map, and its value under the pointer.

  const { el, svg } = dom;
  const { phrase, say } = phrases;

  // Of the grids: none at all.
  const NOTHING = "-";
  // What the map has now: its layer of Leaflet, and what that was made of.
  let drawn = { key: "", overlay: null };
  // By number of grid, the pen of a canvas that holds its picture, of which a pixel can be asked.
  const pens = new Map();

  /** The number of the grid under the map that is shown; -1 for none. */
  function current() {
    const numbers = sheet.isOfDay() ? [] : (sheet.layer().grids || [])[sheet.periodNumber()] || [];
    const found = numbers.find((n) => book.grids[n].views.includes(state.view));
    return found === undefined ? -1 : found;
  }

  const first = () => book.grids.flatMap((grid, n) => (grid.shown === 1 ? [n] : []));
  const asked = () => (state.under ? state.under.split(",").filter((n) => n !== NOTHING).map(Number) : first());
  const isShown = () => asked().includes(current());

  /** Show a grid or take it away; what is as at first stands in no address. */
  function show(number, wanted) {
    const shown = book.grids.flatMap((_, n) => ((n === number ? wanted : asked().includes(n)) ? [n] : []));
    state.under = String(shown) === String(first()) ? "" : shown.join(",") || NOTHING;
  }

  /** Whether an address asks for grids that there are. */
  const isKnown = (text) =>
    text === NOTHING || (/^\d{1,3}(,\d{1,3}){0,99}$/.test(text || "") && text.split(",").every((n) => book.grids[Number(n)]));

  const mercator = (lat) => Math.asinh(Math.tan((lat * Math.PI) / 180));

  /** How many pixels a spot lies right of and below the corner of a picture. */
  function pixelOf({ extent, size }, lat, lon) {
    const [west, south, east, north] = extent;
    const top = mercator(north);
    return [
      ((lon - west) / (east - west)) * size[0],
      ((top - mercator(lat)) / (top - mercator(south))) * size[1],
    ];
  }

  /** Lay the grid of the map under its counties, or take it away. */
  function draw() {
    const key = isShown() ? `${current()} ${state.layer} ${state.region}` : "";
    if (key === drawn.key) return;
    if (drawn.overlay) drawn.overlay.remove();
    drawn = { key, overlay: null };
    if (!key) return;
    const grid = book.grids[current()];
    const [west, south, east, north] = grid.extent;
    const corners = [
      [south, west],
      [north, east],
    ];
    drawn.overlay = L.svgOverlay(picture(grid), corners, { pane: "aq-grid" }).addTo(leafletMap);
    readPixels(current());
  }

  /** The picture as far as the counties in view reach, its cells with sharp edges. */
  function picture(grid) {
    const [width, height] = grid.size;
    const node = svg("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none" });
    const clip = svg("clipPath", { id: "grid-clip" });
    const places = new Set(sheet.places());
    for (const shape of book.shapes.filter(({ place }) => places.has(place))) {
      const rings = shape.rings.map((ring) => outlines.spotsOf(ring).map(([lat, lon]) => pixelOf(grid, lat, lon)));
      const d = rings.map((ring) => `M${ring.map((p) => p.map((n) => n.toFixed(3))).join("L")}Z`);
      clip.append(svg("path", { d: d.join(""), "clip-rule": "evenodd" }));
    }
    const image = svg("image", {
      width,
      height,
      preserveAspectRatio: "none",
      "clip-path": "url(#grid-clip)",
      style: "image-rendering:pixelated",
    });
    // The older name of the attribute, which every browser knows.
    image.setAttributeNS("http://www.w3.org/1999/xlink", "href", grid.image);
    node.append(clip, image);
    return node;
  }

  function readPixels(number) {
    if (pens.has(number)) return;
    const { image: address, size } = book.grids[number];
    const canvas = el("canvas", { width: size[0], height: size[1] });
    pens.set(number, null);
    const image = el("img", {
      onload: () => {
        const pen = canvas.getContext("2d", { willReadFrequently: true });
        pen.drawImage(image, 0, 0);
        pens.set(number, pen);
      },
    });
    image.src = address;
  }

  /** The number of the colour at a spot; -1 where the picture cannot be read. */
  function classAt(number, lat, lon) {
    const grid = book.grids[number];
    const [x, y] = pixelOf(grid, lat, lon).map(Math.floor);
    const pen = pens.get(number);
    if (!pen || x < 0 || y < 0 || x >= grid.size[0] || y >= grid.size[1]) return -1;
    const [red, green, blue] = pen.getImageData(x, y, 1, 1).data;
    const hex = [red, green, blue].map((n) => n.toString(16).padStart(2, "0")).join("");
    return grid.colors.findIndex((color) => color.toLowerCase() === `#${hex}`);
  }

  /** What a colour stands for: from where to where; beyond an end there may be more. */
  function valueOf(grid, klass) {
    const count = grid.colors.length - 1;
    if (klass === count) return "";
    const [low, high] = grid.limits;
    const step = (high - low) / count;
    const decimals = Math.max(0, Math.ceil(-Math.log10(step)));
    const at = (n) => (low + n * step).toFixed(decimals).replace("-", "−");
    if (klass === 0 && grid.passed[0]) return `<${at(1)}`;
    if (klass === count - 1 && grid.passed[1]) return `≥${at(count - 1)}`;
    return `${at(klass)}${low < 0 ? " ~ " : "–"}${at(klass + 1)}`;
  }

  /** A line on the cell under the pointer, for the tip of a county in view; or none. */
  function lines({ lat, lng }, shape) {
    if (!isShown() || !sheet.isInView(shape.place)) return [];
    const grid = book.grids[current()];
    const klass = classAt(current(), lat, lng);
    if (klass < 0) return [];
    const value = valueOf(grid, klass);
    const facts = { title: phrase(grid.title), unit: phrase(grid.unit), value };
    const words = say(value ? "page.grid.value" : "page.grid.no_value", facts);
    return [el("span", { class: "quiet grid", text: words })];
  }

  return { current, isKnown, isShown, show, draw, lines };
}
