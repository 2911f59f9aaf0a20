function tip({ book, dom, leafletMap, phrases, sheet }) {
  // The tip beside the pointer.

  const { byId, el } = dom;
  const { phrase, say } = phrases;

  function show(event, make) {
    const box = byId("tip");
    box.replaceChildren(...make());
    box.hidden = false;
    const stage = byId("stage").getBoundingClientRect();
    const { x, y } = event.point || leafletMap.latLngToContainerPoint(event.latlng);
    const left = x + 16 + box.offsetWidth > stage.width ? x - 16 - box.offsetWidth : x + 16;
    const top = Math.min(y + 14, stage.height - box.offsetHeight - 8);
    box.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
  }

  function hide() {
    byId("tip").hidden = true;
  }

  function ofPlace(shape) {
    const place = sheet.placeOf(shape.code);
    const number = place ? book.places.indexOf(place) : -1;
    const cell = number < 0 ? null : sheet.cellAt(sheet.view(), number);
    const name = el("strong", { text: phrase(place ? place.name : shape.name) });
    if (!cell) return [name, el("span", { class: "quiet", text: say("page.context") })];
    if (!sheet.isInView(number)) {
      const region = phrase(book.regions[place.region].name);
      return [name, el("span", { class: "quiet", text: say("page.not_in_view", { region }) })];
    }
    return [name, ...linesOfCell(cell, number)];
  }

  /** The number or reason, then target and measurement where the view is made of both. */
  function linesOfCell(cell, number) {
    const view = sheet.view();
    if (sheet.isOfDay()) return [];
    const kind = cell.reason ? "reason" : "value";
    const lines = [el("span", { class: kind, text: sheet.cellText(cell, view) })];
    for (const text of sheet.sidesInWords(view, number)) lines.push(el("span", { text }));
    if (view.name === "gap" || view.name === "status") {
      for (const side of sheet.layer().views) {
        if (side.name !== "target" && side.name !== "measured") continue;
        const sideCell = sheet.cellAt(side, number);
        if (!sideCell) continue;
        const words = phrase(side.title) + say("page.colon") + sheet.cellText(sideCell, side);
        lines.push(el("span", { text: words }));
      }
    }
    for (const n of cell.qualifiers) lines.push(el("span", { class: "quiet", text: phrase(n) }));
    return lines;
  }

  return { show, hide, ofPlace, linesOfCell };
}
