function legend({ apart, book, chosenClasses, dom, drawing, events, gridKey, histogram, map, overlays, pairKey, patterns, phrases, sheet, state, switches, underlay }) {
  // The legend: classes, reasons, sizes, totals and places without outline, with their counts.

  const { byId, el, fill } = dom;
  const { phrase, say } = phrases;

  function swatch(line, size = [28, 17]) {
    const ratio = 2;
    const box = el("canvas", {
      width: size[0] * ratio,
      height: size[1] * ratio,
      class: "swatch",
      "aria-hidden": "true",
    });
    const pen = box.getContext("2d");
    pen.fillStyle = line.stripes
      ? pen.createPattern(patterns.stripedTile(line.color, line.stripes, ratio), "repeat")
      : line.color || "#FFFFFF";
    if (line.family) {
      pen.fillStyle =
        patterns.flat(line.family) || pen.createPattern(patterns.dotTile(ratio), "repeat");
    }
    pen.fillRect(0, 0, box.width, box.height);
    pen.scale(ratio, ratio);
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    const [x, y] = [size[0] / 2, size[1] / 2];
    if (line.symbol) drawing.drawSymbol(pen, line.symbol, x, y, 7);
    if (line.letter) {
      const part = { text: line.letter, size: 12, color: "#454A50", weight: 700 };
      drawing.writeLines(pen, [part], x, y - 6.5);
    }
    return box;
  }

  function legendItem(line) {
    const picture =
      sheet.view().scale.kind === "size" && line.color
        ? el("span", {
            class: "dot",
            style: line.hollow
              ? `background:#fff;border:2px solid ${line.color}`
              : `background:${line.color}`,
          })
        : swatch(line);
    const words = [
      picture,
      el("span", { class: "name", text: line.label }),
      el("span", { class: "count", text: say("page.count", { n: line.count }) }),
    ];
    // A class without a place leaves nothing to look at.
    const isWay = line.count || chosenClasses.has(line.klass);
    const facts = { type: "button", "aria-pressed": String(chosenClasses.has(line.klass)) };
    const onclick = () => pick(line.klass);
    return el(
      "li",
      { "data-klass": line.klass, class: line.count ? null : "empty" },
      ...(isWay ? [el("button", { ...facts, title: say("page.only_hint"), onclick }, ...words)] : words),
    );
  }

  /** Map and table show a class alone, or with others that were clicked; again lets go of it. */
  function pick(klass) {
    chosenClasses.toggle(klass);
    events.emit("changed");
    const way = `[data-klass="${klass}"] button, [data-size="${klass}"]`;
    const button = byId("legend-body").querySelector(way);
    if (button) button.focus({ preventScroll: true });
  }

  function showAll() {
    state.only = "";
    events.emit("changed");
    byId("legend-body").querySelector("[data-klass] button").focus({ preventScroll: true });
  }

  const allButton = () =>
    el("button", {
      type: "button",
      id: "legend-all",
      class: "chip",
      text: say("page.only_all"),
      onclick: showAll,
    });

  function drawLegend() {
    const view = sheet.view();
    const unit = sheet.unit(view);
    const parts = [el("h2", { id: "legend-name", text: say("page.legend") })];
    if (sheet.layer().dropped && !sheet.isOfDay()) parts.push(el("p", { class: "warn", text: say("drop.mark") }));
    if (unit) parts.push(el("p", { class: "unit", text: say("page.unit", { unit }) }));
    // Where no place has a value, the map bears no letters to explain.
    const letterless = sheet.missing() ? { letter: "" } : {};
    // Over a grid counties are not filled: their classes have no sign.
    const bare = underlay.isShown() && ["sequential", "diverging"].includes(view.scale.kind);
    const lines = sheet
      .legend()
      .filter(({ klass }) => !(bare || view.scale.kind === "bivariate") || klass >= book.base)
      .map((line) => legendItem({ ...line, ...letterless }));
    const square = pairKey.draw(sheet, { pick, has: chosenClasses.has });
    parts.push(gridKey.unfilled(), square, el("ul", { id: "legend-list" }, ...lines));
    parts.push(chosenClasses.isAny() ? allButton() : null, sameLine(view), gridKey.key(), histogram.draw());
    if (view.scale.kind === "size") parts.push(sizeKey(view.scale));
    const ofSatellites = phrase(sheet.layer().satellite);
    parts.push(stripedLine(view, "indicative", "level", say("page.indicative_mark")));
    parts.push(stripedLine(view, "satellite", "upright", ofSatellites), ...overlays.shown().map(switches.legend), movedLine());
    parts.push(...totalLines().map((text) => el("p", { class: "total", text })), zoneRows());
    parts.push(
      el(
        "details",
        { class: "borders" },
        el("summary", { text: say("page.borders") }),
        el(
          "ul",
          {},
          ...[
            ["national", "page.border_national"],
            ["prefecture", "page.border_prefecture"],
            ["county", "page.border_county"],
            ["edge", "page.border_edge"],
            ["context", "page.context"],
          ].filter(([kind]) => isDrawn(kind)).map(([kind, key]) =>
            el(
              "li",
              {},
              el("span", { class: `stroke ${kind}` }),
              el("span", { class: "name", text: say(key) }),
            ),
          ),
        ),
      ),
    );
    fill("legend-body", ...parts.filter(Boolean));
  }

  /** That the periods of a map have one scale, which is theirs however they are played. */
  function sameLine({ scale: { kind } }) {
    if (sheet.isOfDay() || sheet.layer().periods.length < 2 || kind === "category") return null;
    const key = kind === "size" ? "page.same_sizes" : "page.same_classes";
    return el("p", { id: "same-line", class: "quiet", text: say(key) });
  }

  /** Borders of a rank are named where there are any. */
  function isDrawn(kind) {
    const ranks = ["national", "prefecture", "edge"];
    return !ranks.includes(kind) || book.lines.some((line) => line.rank === kind);
  }

  /** How many of the places have a number of a quality, as MapSheet.indicative and .satellite. */
  function stripedLine(view, quality, stripes, words) {
    const cells = sheet
      .places()
      .map((i) => sheet.cellAt(view, i))
      .filter((cell) => cell[quality] && !cell.reason);
    if (!cells.length) return null;
    const grouped = cells.find(({ group }) => group);
    const bare = underlay.isShown() || !grouped;
    const line = { color: bare ? book.ground.base : grouped.group.color, stripes };
    return el(
      "ul",
      { id: `${stripes}-line` },
      el(
        "li",
        {},
        swatch(line),
        el("span", { class: "name", text: words }),
        el("span", { class: "count", text: say("page.count", { n: cells.length }) }),
      ),
    );
  }

  /** The sample symbols, as large as on the map now: each a way to the places of its size. */
  function sizeKey(scale) {
    const words = say("page.symbol_sizes");
    const key = el("div", { id: "size-key", role: "group", "aria-label": words }, ...samples(scale));
    return el("div", {}, el("p", { class: "quiet", "aria-hidden": "true", text: words }), key);
  }

  /** What the lines from signs lead to, where signs are moved apart. */
  const movedLine = () =>
    el("p", { id: "moved-line", class: "quiet", hidden: !apart.isAny(), text: say("page.stations_moved") });

  function drawSizes() {
    // The map is framed before there is a legend.
    if (byId("moved-line")) byId("moved-line").hidden = !apart.isAny();
    if (byId("size-key")) fill("size-key", ...samples(sheet.view().scale));
  }

  function samples(scale) {
    const cells = sheet.places().map((i) => sheet.cellAt(sheet.view(), i));
    return sheet.sizes().map(({ klass, label, sample }, k) => {
      const across = 2 * map.radiusOf(scale.classes[k].upper, scale);
      const size = `width:${across}px;height:${across}px;background:${scale.classes[k].color}`;
      const count = say("page.count", { n: cells.filter((cell) => chosenClasses.sizeOf(cell) === klass).length });
      return el(
        "button",
        {
          type: "button",
          "data-size": klass,
          "aria-pressed": String(chosenClasses.has(klass)),
          "aria-label": label + say("page.colon") + count,
          title: `${label} · ${say("page.only_hint")}`,
          onclick: () => pick(klass),
        },
        el("i", { style: size }),
        el("span", { text: sample }),
        el("span", { class: "quiet", text: count }),
      );
    });
  }

  function totalLines() {
    const totals = sheet.view().totals[state.period] || {};
    return sheet
      .regions()
      .map((region) => totals[region.id])
      .filter((n) => n !== undefined)
      .map((n) => phrase(n).replace(/(\d) (?=\d{3})/g, "$1\u00a0")); // no number breaks in two
  }

  /** Places without outline stand in rows of their own, so that the counts add up for the eye. */
  function zoneRows() {
    const view = sheet.view();
    const zones = sheet.places().filter((i) => !book.places[i].shape);
    if (!zones.length) return null;
    const rows = zones.map((i) => {
      const place = book.places[i];
      const cell = sheet.cellAt(view, i);
      const unknown = place.lat === null ? ` · ${say("page.no_marker")}` : "";
      return el(
        "li",
        {},
        el("button", {
          type: "button",
          class: "link",
          text: phrase(place.label),
          onclick: () => events.emit("placeChosen", place.code),
        }),
        el("span", { class: "count", text: sheet.cellText(cell, view) + unknown }),
      );
    });
    return el(
      "div",
      { class: "zones" },
      el("h3", { text: say("page.no_outline") }),
      el("ul", {}, ...rows),
    );
  }

  return { draw: drawLegend, drawSizes, swatch, totals: totalLines };
}
