function detail({ alike, contradictions, data, decisions, dom, events, fields, hints, items, phrases, queue, rows, state }) {
  // What is selected: where it stands, what it says, how that is known, and what speaks against it.

  const { byId, el } = dom;
  const { say } = phrases;
  const AROUND = 46; // characters of the sentence on each side

  function drawDetail() {
    const { item } = state;
    const left = queue.left().length;
    byId("left").textContent = left ? say("review.left", { number: left }) : say("review.none_left");
    byId("left").classList.toggle("done", left === 0);
    const held = handAt();
    byId("detail").replaceChildren(...parts(item).filter(Boolean));
    byId("answers").hidden = item === null;
    if (state.editing) byId("edited")?.select();
    else byId("detail").scrollTop = 0;
    if (held && !state.editing) putHand(held);
  }

  /** Which control of the panel has the focus, to be found again when it is drawn anew. */
  function handAt() {
    const node = document.activeElement;
    if (!byId("detail").contains(node)) return null;
    const field = node.dataset.field ?? node.closest("dd")?.querySelector("[data-field]")?.dataset.field;
    return { field: field ?? node.closest(".editor")?.dataset.field ?? "" };
  }

  /** After Tab the next control follows, and not the first of the page. */
  function putHand({ field }) {
    const again = field && byId("detail").querySelector(`.value[data-field="${field}"]`);
    (again || byId("detail")).focus({ preventScroll: true });
  }

  function parts(item) {
    if (item === null) {
      return [
        el("p", { class: "quiet", text: say("review.choose") }),
        el("p", { class: "quiet keys", text: say("review.keys") }),
      ];
    }
    if (item.finding) return findingDetail(item);
    return decisions.rowOf(item) ? figureDetail(item) : refusedDetail(item);
  }

  function answerNote(item) {
    const given = decisions.of(item);
    if (!given) return null;
    const by = [given.by, given.on, given.again && `${say("review.rechecked")}${given.again}`];
    const told = [say(`review.answer.${given.answer}`), ...by].filter(Boolean).join(" · ");
    return el("p", { class: `answered ${given.answer}`, text: told });
  }

  function tag(item, kind, words) {
    return el(
      "p",
      { class: `tag ${kind}` },
      el("i", { text: item.figure ? String(item.figure) : "+" }),
      el("span", { text: words }),
    );
  }

  function context(item) {
    if (!items.placeOf(item)) return null;
    const [before, after] = items.contextOf(item, AROUND);
    return el(
      "p",
      { class: "context" },
      ...items.headsOf(item).map((head) => el("b", { text: `${head} · ` })),
      before,
      el("mark", { text: items.textOf(item) || say("review.blank") }),
      after,
    );
  }

  function figureDetail(item) {
    const row = decisions.rowOf(item);
    const figure = item.figure ? data.figures[item.figure - 1] : null;
    const { held, wouldBe } = contradictions.against(item);
    const around = items.ofNode(item.nodes[0]).filter((other) => other !== item && other.figure);
    const lost = item.figure && data.lost.includes(item.figure);
    const warning = lost
      ? "review.lost"
      : item.figure && data.unplaced.includes(item.figure)
        ? "review.unplaced"
        : "";
    const role = row.role || "unstated";
    return [
      tag(item, role, row.role ? say(`role.${row.role}`) : say("review.no_role")),
      el(
        "h2",
        {},
        el("b", { text: rows.said(row, item.figure) }),
        el("span", {
          text: `${rows.label(row, "place") || say("review.no_place")} ${rows.label(row, "indicator")}`,
        }),
      ),
      answerNote(item),
      context(item),
      ...state.blocked.map((field) =>
        el("p", { class: "notice", text: say("review.blocked", { field: say(`review.field.${field}`) }) }),
      ),
      ...held.map((one) =>
        el(
          "button",
          {
            type: "button",
            class: `check ${one.severity}${contradictions.isGone(one) ? " gone" : ""}`,
            onclick: () => (one.isMade ? events.emit("itemChosen", one) : events.emit("findingAsked", one.finding)),
          },
          `${say(`page.severity_${one.severity}`)}${say("page.colon")}${one.title}`,
          el("small", { text: contradictions.isGone(one) ? say("review.gone") : contradictions.now(one) || one.words }),
        ),
      ),
      ...hints.of(item).map((words) => el("p", { class: "quiet flag hint", text: words })),
      ...wouldBe.map((words) => el("p", { class: "check would", text: say("review.would_be", { words }) })),
      ...(figure?.flags ?? [])
        .filter((flag) => flag === "unnamed" || flag === "nowhere")
        .map((flag) => el("p", { class: "quiet flag", text: say(`review.filter.${flag}`) })),
      unitNotice(row),
      warning && el("p", { class: "notice", text: say(warning) }),
      fields.draw(item),
      figure && further(figure),
      around.length ? el("p", { class: "quiet", text: say("review.same_spot") }) : null,
      around.length ? el("div", { class: "chips" }, ...around.map(chip)) : null,
    ];
  }

  /** What the figure says beside the fields that can be changed here. */
  function further(figure) {
    const apart = ["place_written", "level", "indicator_written", "value_written", "absence"];
    const shown = figure.rows.filter(([name]) => [...apart, "basis", "locator", "note"].includes(name));
    return el(
      "dl",
      { class: "facts further" },
      ...shown.flatMap(([name, written]) => [
        el("dt", { text: say(`review.field.${name}`) }),
        el("dd", { "data-field": name, text: written }),
      ]),
    );
  }

  function unitNotice(row) {
    const other = row.unit_written && row.unit && row.unit_written !== row.unit;
    const foreign = other && data.indicators.some(
      ([id, , unit, , units]) => id === row.indicator && ![unit, ...units].includes(row.unit_written),
    );
    const facts = { written: row.unit_written, unit: row.unit };
    return foreign ? el("p", { class: "quiet flag", text: say("review.other_unit", facts) }) : null;
  }

  function chip(item) {
    return el(
      "button",
      { type: "button", class: "chip", onclick: () => events.emit("itemChosen", item) },
      el("b", { text: String(item.figure) }),
      ` ${rows.said(decisions.rowOf(item), item.figure)}`,
    );
  }

  function findingDetail(item) {
    const { severity, title, words } = item;
    const now = contradictions.now(item);
    return [
      el("p", { class: `tag ${severity === "error" ? "unstated" : "refused"}` },
        el("i", { text: "!" }), el("span", { text: say(`page.severity_${severity}`) })),
      el("h2", {}, el("b", { class: "title", text: title })),
      answerNote(item),
      el("p", { class: "words", text: words }),
      item.isMade && el("p", { class: "quiet", text: say("review.made_here") }),
      contradictions.isGone(item)
        ? el("p", { class: "answered accept", text: say("review.gone") })
        : now && el("p", { class: "words", text: say("review.as_now", { words: now }) }),
      el("p", { class: "quiet", text: say("review.finding_keys") }),
      el("ol", { class: "sides" }, ...item.figures.map((figure, n) => side(figure, n))),
    ];
  }

  function side(figure, n) {
    const row = decisions.rowOf(figure);
    return el(
      "li",
      {},
      el(
        "button",
        { type: "button", onclick: () => events.emit("itemChosen", figure) },
        n < 9 && el("kbd", { text: String(n + 1) }),
        el("b", { text: rows.said(row, figure.figure) }),
        ` ${rows.label(row, "place")} ${rows.label(row, "indicator")}`,
        el("small", { text: figure.figure ? data.figures[figure.figure - 1].locator : items.placeOf(figure).dataset.at }),
      ),
    );
  }

  function refusedDetail(item) {
    const unstated = item.kind === "unstated";
    const like = alike.same(item).length;
    return [
      el(
        "p",
        { class: `tag ${item.kind}` },
        el("i", { text: unstated ? "?" : "×" }),
        el("span", { text: say("review.refused") }),
      ),
      el("h2", {}, el("b", { text: items.textOf(item) || say("review.blank") })),
      answerNote(item),
      context(item),
      el(
        "dl",
        { class: "facts" },
        el("dt", { text: say("review.field.reason") }),
        el("dd", { "data-field": "reason", text: data.reasons[item.reason] }),
        el("dt", { text: say("review.field.locator") }),
        el("dd", { "data-field": "locator", text: items.placeOf(item).dataset.at }),
      ),
      unstated && el("p", { class: "notice", text: say("review.unstated.detail") }),
      state.blocked.length > 0 && el("p", { class: "notice", text: say("review.blocked_number") }),
      el("p", { class: "quiet", text: say("review.number_keys", { number: like }) }),
    ];
  }

  return { draw: drawDetail };
}
