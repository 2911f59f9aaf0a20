function check_sheet({ data, decisions, dom, items, phrases, rows, state }) {
  // The 校核单: what was decided, to be printed on A4 and signed.

  const { el, fill } = dom;
  const { say } = phrases;
  const COLUMNS = ["locator", "written", "place", "indicator", "period", "role", "value", "answer"];

  function lineOf(item, n) {
    const given = decisions.of(item);
    const row = given.row ?? (item.figure ? rows.original(item.figure) : null);
    const was = item.figure ? rows.original(item.figure) : null;
    const changed = was && given.row ? rows.changed(was, given.row) : [];
    const fields = changed.filter((name) => ["place", "indicator", "period", "role", "value"].includes(name));
    const before = fields.map((name) => `${say(`review.field.${name}`)} ${rows.label(was, name)}`);
    const cells = {
      locator: item.figure ? data.figures[item.figure - 1].locator : (items.placeOf(item)?.dataset.at ?? ""),
      written: row?.value_written || items.textOf(item),
      ...Object.fromEntries(["place", "indicator", "period", "role"].map((f) => [f, row ? rows.label(row, f) : ""])),
      value: row ? rows.said(row, item.figure) : "",
      answer: `${say(`review.answer.${given.answer}`)}${before.length ? say("review.was", { before: before.join("；") }) : ""}`,
    };
    return el("tr", {}, el("td", { text: String(n + 1) }), ...COLUMNS.map((name) => el("td", { text: cells[name] })));
  }

  function draw() {
    const answered = decisions.answered().filter((item) => decisions.of(item).answer !== "left");
    const signers = ["checked_by", "rechecked_by", "approved_by"];
    fill(
      "sheet",
      el("h1", { text: say("review.sheet.title") }),
      el("p", { text: say("audience.internal") }),
      ...data.documents.map(([name, sha256]) =>
        el("p", { text: `${name}${sha256 ? `（SHA-256 ${sha256.slice(0, 16)}…）` : ""}` }),
      ),
      el("p", { text: say("review.sheet.count", { number: answered.length, total: data.figures.length }) }),
      el(
        "table",
        {},
        el("thead", {}, el("tr", {}, el("th", { text: say("review.sheet.number") }), ...COLUMNS.map((name) =>
          el("th", { text: say(name === "answer" || name === "written" ? `review.sheet.${name}` : `review.field.${name}`) }),
        ))),
        el("tbody", {}, ...answered.map(lineOf)),
      ),
      el("div", { class: "signatures" }, ...signers.map((name) =>
        el("p", { text: `${say(`review.sheet.${name}`)}${name === "checked_by" && !state.recheck ? state.by : ""}` }),
      ), el("p", { text: say("review.sheet.date") })),
    );
  }

  function begin() {
    window.addEventListener("beforeprint", draw);
    dom.byId("print").addEventListener("click", () => window.print());
  }

  return { begin, draw };
}
