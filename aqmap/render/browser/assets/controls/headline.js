function headline({ book, citations, dom, phrases, sheet, state }) {
  // What the map says, in words above it: targets, verdicts and what hinders them, totals, date.

  const { byId, el, fill } = dom;
  const { phrase, say } = phrases;

  function draw() {
    const parts = sheet.isOfDay() ? [] : [...counts(), ...totals(), ...ownValues(), date()];
    const said = parts.filter(Boolean);
    fill("headline", ...said.map((text) => el("span", { text: text + say("page.stop") })));
    unfold(byId("headline-more").getAttribute("aria-expanded") === "true");
  }

  /** On a narrow screen two lines stand above the map, and the rest when it is asked for. */
  function unfold(isWhole) {
    const [box, more] = [byId("headline"), byId("headline-more")];
    box.classList.toggle("whole", isWhole);
    more.setAttribute("aria-expanded", String(isWhole));
    more.textContent = say(isWhole ? "page.headline_less" : "page.headline_more");
  }

  /** Where all of it has room there is no more to ask for. */
  function fit() {
    const [box, more] = [byId("headline"), byId("headline-more")];
    const isWhole = box.classList.contains("whole");
    more.hidden = !isWhole && box.scrollHeight <= box.clientHeight + 1;
  }

  function start() {
    byId("headline-more").addEventListener("click", () => {
      unfold(!byId("headline").classList.contains("whole"));
      fit();
    });
  }

  const isGiven = (cell) => cell && !cell.reason;

  /** How many places there are, have a number, are judged, and why the others are not. */
  function counts() {
    const { views } = sheet.layer();
    const places = sheet.places();
    const judged = views.find((view) => view.scale.kind === "category");
    const said = [say("page.head_places", { places: sheet.placesInWords() })];
    for (const view of views) {
      if (view.name !== "target" && view.name !== "measured") continue;
      const n = places.filter((i) => isGiven(sheet.cellAt(view, i))).length;
      said.push(say(n ? "page.head_have" : "page.head_have_none", { view: phrase(view.title), n }));
    }
    // Why a map has no verdict or number at all stands below already.
    if (sheet.missing() && (!judged || judged === sheet.view())) return [joined(said)];
    if (judged) said.push(...verdicts(judged, places));
    else said.push(without(sheet.view(), places, "page.head_without"));
    return [joined(said)];
  }

  const joined = (said) => said.filter(Boolean).join(say("page.comma_clause"));

  function verdicts(view, places) {
    const klasses = places.map((i) => sheet.cellAt(view, i).klass);
    const classes = view.scale.classes
      .map((group, klass) => [phrase(group.label), klasses.filter((k) => k === klass).length])
      .filter(([, n]) => n)
      .map(([label, n]) => say("missing.reason", { reason: label, count: n }));
    return [...classes, without(view, places, "page.head_unjudged")];
  }

  /** How many places have none of a view's classes, and for which reasons. */
  function without(view, places, key) {
    const counted = new Map();
    for (const i of places) {
      const { reason } = sheet.cellAt(view, i);
      if (reason) counted.set(reason, (counted.get(reason) || 0) + 1);
    }
    if (!counted.size) return "";
    const reasons = book.reasons
      .filter((reason) => counted.has(reason))
      .map((reason) =>
        say("missing.reason", { reason: phrase(reason.label), count: counted.get(reason) }),
      );
    const n = [...counted.values()].reduce((a, b) => a + b, 0);
    return say(key, { n, reasons: reasons.join(say("page.comma")) });
  }

  /** The totals that the source prints, of whichever view has them. */
  function totals() {
    const printed = sheet.layer().views.map((view) => view.totals[state.period] || {});
    return sheet.regions().flatMap((region) => {
      const found = printed.find((byRegion) => byRegion[region.id] !== undefined);
      return found ? [phrase(found[region.id]).replace(/(\d) (?=\d{3})/g, "$1\u00a0")] : [];
    });
  }

  const ofPrefectures = book.figures.filter((figure) => figure.level === "prefecture");

  /** What is asked of a prefecture itself, and what it measured, where no total says it. */
  function ownValues() {
    const { indicator } = sheet.layer();
    // A map of two layers is of no indicator.
    if (!indicator) return [];
    return sheet.regions().map((region) => {
      if (sheet.layer().views.some((view) => (view.totals[state.period] || {})[region.id])) return "";
      const own = ofPrefectures.filter(
        (figure) =>
          figure.indicator === indicator &&
          figure.iso === state.period &&
          citations.codeOf(figure) === region.prefecture,
      );
      const said = ["target", "measured"].flatMap((role) => {
        const words = own.filter((figure) => figure.role === role).map((f) => phrase(f.words));
        const listed = [...new Set(words)].join(say("page.comma"));
        return listed ? [`${say(`role.${role}`)}${say("page.joint")}${listed}`] : [];
      });
      if (!said.length) return "";
      return say("page.head_own", {
        region: phrase(region.name),
        said: joined(said),
      });
    });
  }

  // What was dropped is not of the book's day.
  const date = () => (book.date && !sheet.layer().dropped ? say("page.date", { date: book.date }) : "");

  return { draw, fit, start };
}
