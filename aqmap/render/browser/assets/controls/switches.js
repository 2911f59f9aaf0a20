function switches({ book, daymap, dom, drawing, events, gridKey, overlays, phrases, sheet, state }) {
  // The overlays' switches with a key to their signs, and their lines of the legend.

  const { byId, el, fill } = dom;
  const { phrase, say } = phrases;

  /** A small picture of a sign for lists. */
  function signPicture(marks, ...styles) {
    const ratio = 2;
    const [size, step] = [22, 13];
    const width = size + step * (styles.length - 1);
    const picture = el("canvas", {
      style: `width:${width}px`,
      width: width * ratio,
      height: size * ratio,
      class: "sign",
      "aria-hidden": "true",
    });
    const pen = picture.getContext("2d");
    pen.scale(ratio, ratio);
    const kind = marks.features.length ? marks.features[0].kind : "point";
    if (kind === "point") {
      styles.forEach((style, i) => {
        drawing.drawMark(pen, style, size / 2 + i * step, size / 2);
      });
      return picture;
    }
    pen.strokeStyle = pen.fillStyle = styles[0].mark;
    pen.lineWidth = 1.6;
    if (kind === "line") {
      pen.moveTo(2, 15);
      pen.bezierCurveTo(8, 3, 14, 20, 20, 6);
    } else {
      pen.globalAlpha = 0.2;
      pen.fillRect(4, 5, 14, 12);
      pen.globalAlpha = 1;
      pen.rect(4, 5, 14, 12);
    }
    pen.stroke();
    return picture;
  }

  function drawOverlays() {
    const grid = gridKey.switchLine();
    byId("overlays").hidden = !book.marks.length && !grid;
    byId("overlays-name").textContent = say("page.overlays");
    fill("overlay-list", grid, ...overlayList());
  }

  /** The switches of all overlays, with a key to their signs. */
  function overlayList() {
    return book.marks.map((marks) => {
      const overlay = overlays.overlay(marks.id);
      const box = checkBox(overlay.shown, (checked) => {
        overlays.show(marks.id, checked);
        // A day without its stations would be a map of nothing.
        if (!checked && daymap.hasDays(marks)) state.day = "";
      });
      const plain = overlays.styleOf(marks, { look: "plain", fill: marks.color });
      const label = el(
        "label",
        {},
        box,
        signPicture(marks, plain),
        el("span", { text: phrase(marks.title) }),
      );
      const item = el("li", { "data-overlay": marks.id }, label);
      if (overlay.shown) item.append(...overlayKey(marks, overlay));
      return item;
    });
  }

  function checkBox(checked, onchange) {
    return el("input", {
      type: "checkbox",
      checked,
      onchange: (event) => {
        onchange(event.target.checked);
        events.emit("changed");
      },
    });
  }

  function overlayKey(marks, overlay) {
    const lines = [];
    if (overlay.points) {
      const asks = [["named", "page.mark_names"]];
      if (Object.keys(marks.readings).length || daymap.hasDays(marks))
        {asks.push(["valued", "page.mark_values"]);}
      lines.push(
        el(
          "p",
          { class: "asks" },
          ...asks.map(([name, key]) =>
            el(
              "label",
              {},
              checkBox(overlay[name], (checked) => {
                overlay[name] = checked;
              }),
              el("span", { text: say(key) }),
            ),
          ),
        ),
      );
    }
    for (const { name, symbol, color } of marks.categories) {
      const style = overlays.styleOf(marks, { look: "plain", fill: color, symbol });
      lines.push(
        el(
          "p",
          { class: "key category" },
          signPicture(marks, style),
          el("span", { text: phrase(name) }),
        ),
      );
    }
    if (marks.features.some((feature) => feature.background)) {
      const ringed = overlays.styleOf(marks, {
        look: "plain",
        fill: marks.color,
        background: true,
      });
      lines.push(
        el(
          "p",
          { class: "key" },
          signPicture(marks, ringed),
          el("span", { text: say("page.background") }),
        ),
      );
    }
    for (const note of marks.notes) lines.push(el("p", { class: "key quiet", text: phrase(note) }));
    if (phrase(marks.notice))
      {lines.push(el("p", { class: "key warn", text: phrase(marks.notice) }));}
    return lines;
  }

  /** Lines of an overlay's legend, as MapSheet.mark_entries has them. */
  function markEntries(marks) {
    const daily = state.day && daymap.hasDays(marks);
    if (!daily && !sheet.readings(marks)) return [];
    const inside = marks.features.filter(overlays.isCounted);
    const counted = (test) =>
      inside.filter((feature) => test(overlays.readingOf(marks, feature), feature)).length;
    const entries = daily
      ? daymap.legendEntries(inside)
      : ["valid", "indicative"].map((sign) => ({
          sign,
          label: say(`mark.${sign}`),
          count: counted((cell) => overlays.signOfCell(cell) === sign),
        }));
    for (const reason of daily ? [] : book.reasons) {
      entries.push({
        sign: "none",
        label: phrase(reason.label),
        count: counted((c) => c.reason === reason),
      });
    }
    entries.push({
      sign: "background",
      label: say("mark.background"),
      count: counted((_, f) => f.background === 1),
    });
    return entries.filter((entry) => entry.count);
  }

  /** The colours that the counted points of a sign have, in the order of the classes. */
  function colorsOf(marks, sign) {
    const shown = marks.features
      .filter(overlays.isCounted)
      .map((feature) => overlays.readingOf(marks, feature))
      .filter((cell) => overlays.signOfCell(cell) === sign)
      .map((cell) => cell.group.color);
    const { classes } = sheet.view().scale;
    return classes.map(({ color }) => color).filter((color) => shown.includes(color));
  }

  /** The signs of a line of an overlay's legend. */
  function stylesOf(marks, { sign, fill: color }) {
    if (sign === "background") {
      return [overlays.styleOf(marks, { look: "valid", fill: "#FFFFFF", background: true })];
    }
    const colors = color || sign === "none" ? [color] : colorsOf(marks, sign);
    return colors.map((each) => overlays.styleOf(marks, { look: sign, fill: each }));
  }

  function markLegend({ marks }) {
    const entries = markEntries(marks);
    if (!entries.length) return marks.dropped ? droppedLegend(marks) : null;
    const daily = state.day && daymap.hasDays(marks);
    const periods = new Set(
      marks.features.flatMap((feature) =>
        overlays.readingOf(marks, feature).qualifiers.map(phrase),
      ),
    );
    return el(
      "section",
      { class: "zones marks", "data-marks": marks.id },
      el("h3", { text: phrase(marks.title) }),
      daily ? el("p", { class: "quiet", text: daymap.title() }) : null,
      el(
        "ul",
        {},
        ...entries.map((entry) =>
          el(
            "li",
            {},
            signPicture(marks, ...stylesOf(marks, entry)),
            el("span", { class: "name", text: entry.label }),
            el("span", { class: "count", text: say("page.count", { n: entry.count }) }),
          ),
        ),
      ),
      daily ? null : el("p", { class: "quiet", text: say("mark.same_scale") }),
      ...[...periods].map((text) => el("p", { class: "quiet", text })),
    );
  }

  /** The signs of stations that were dropped on the page, by the class of what they show. */
  function droppedLegend(marks) {
    const groups = marks.categories.length ? marks.categories : [{ ...marks, name: marks.title }];
    const isOf = (i) => (feature) => !marks.categories.length || feature.category === i;
    const line = ({ name, symbol, color }, i) =>
      el(
        "li",
        {},
        signPicture(marks, overlays.styleOf(marks, { look: "plain", fill: color, symbol })),
        el("span", { class: "name", text: phrase(name) }),
        el("span", { class: "count", text: say("page.count", { n: marks.features.filter(isOf(i)).length }) }),
      );
    return el(
      "section",
      { class: "zones marks", "data-marks": marks.id },
      el("h3", { text: phrase(marks.title) }),
      el("ul", {}, ...groups.map(line)),
    );
  }

  return { draw: drawOverlays, entries: markEntries, legend: markLegend, styles: stylesOf };
}
