function dropForm({ book, dom, dropSession, droppedStations, periodNames, phrases, placeNames, state }) {
  // The form in which a dropped file is looked through before it is drawn: what it says, what is asked.

  const { byId, el, fill } = dom;
  const { phrase, say } = phrases;

  const MOST_LISTED = 40;
  const ROLES = ["target", "measured", "progress", "baseline"];
  const FOCUSED = "button, input, select, summary";

  let session = null;
  let done = () => {};
  let opener = null;

  const inLang = (name) => name[state.lang];
  const placeText = (code) => inLang(placeNames.fullName(code));

  /** Show a file; `drawn` gets what was made of it, or null where nothing was. */
  function show(file, drawn) {
    opener = document.activeElement;
    done = drawn;
    session = dropSession.begin(file);
    byId("drop-shade").hidden = false;
    draw();
    byId("drop-form").focus();
  }

  function close(made) {
    session = null;
    byId("drop-shade").hidden = true;
    fill("drop-form");
    (opener === document.body ? byId("drop-open") : opener).focus();
    done(made);
  }

  /** A field with its name and what is to be known of it. */
  function field(name, control, hint = "") {
    control.id = `drop-ask-${name}`;
    if (hint) control.setAttribute("aria-describedby", `drop-hint-${name}`);
    return el(
      "div",
      { class: "drop-field" },
      el("label", { for: control.id, text: say(`drop.${name}`) }),
      control,
      hint ? el("span", { id: `drop-hint-${name}`, class: "quiet", text: hint }) : null,
    );
  }

  /** A list to choose from: `options` are values with their words; an empty one asks. */
  function list(options, chosen, onchoose, facts = {}) {
    const onchange = (event) => onchoose(event.target.value);
    return el(
      "select",
      { ...facts, onchange },
      ...options.map(([value, text]) => el("option", { value, text, selected: value === chosen })),
    );
  }

  const OPEN = () => ["", say("drop.open_choice")];

  function tell(name, value) {
    session.told[name] = value;
    drawRead();
  }

  /** A fact that the file says itself, or a field in which it is told. */
  function fact(name, said, make) {
    if (!said) return make();
    return el(
      "div",
      { class: "drop-field" },
      el("span", { class: "drop-name", text: say(`drop.${name}`) }),
      el("span", { text: said }),
      el("span", { class: "quiet", text: say("drop.said_by_file") }),
    );
  }

  function input(name, hint = "") {
    const oninput = (event) => tell(name, name === "period" ? periodOf(event.target.value) : event.target.value);
    return field(name, el("input", { type: "text", maxlength: "60", autocomplete: "off", value: session.told[name] || "", oninput }), hint);
  }

  /** A period that is told; a place's numbers are of no single day. */
  function periodOf(written) {
    const period = periodNames.read(written);
    return periodNames.isDay(period) && !session.isStations ? "" : period;
  }

  /** What is asked of the numbers: which, what they are called, unit, period, role. */
  function numberFields() {
    const said = dropSession.saidOf(session);
    const options = session.choices.map(({ id, label }) => [id, label.slice(0, 60)]);
    const none = session.isStations ? [["", say("drop.no_values")]] : options.length ? [] : [["", say("drop.no_numbers")]];
    const fields = [field("choice", list([...none, ...options], session.choice, choose("choice")))];
    if (!session.choice) return fields;
    fields.push(fact("name", said.name, () => input("name")));
    fields.push(fact("unit", said.unit, () => input("unit", say("drop.unit_hint"))));
    const period = said.isDated ? say("drop.by_heading") : said.hasColumn ? say("drop.by_column") : said.period;
    fields.push(fact("period", period, () => input("period", say("drop.period_hint"))));
    if (!session.isStations) fields.push(fact("role", said.role && say(`role.${said.role}`), roleField));
    return fields;
  }

  function roleField() {
    const options = [OPEN(), ...ROLES.map((role) => [role, say(`role.${role}`)])];
    return field("role", list(options, session.told.role || "", (value) => tell("role", value)));
  }

  const choose = (name) => (value) => {
    session[name] = value;
    session.told = name === "choice" ? { datum: session.told.datum } : session.told;
    session.picks.clear();
    draw();
  };

  function sheetField() {
    if (session.sheets.length < 2) return null;
    const options = session.sheets.map(({ name, isHidden }, i) => [String(i), name + (isHidden ? say("drop.hidden_sheet") : "")]);
    return field("sheet", list(options, String(session.sheet), chooseSheet));
  }

  function chooseSheet(value) {
    session.problem = "";
    try {
      dropSession.choose(session, Number(value));
    } catch (problem) {
      session.problem = problem.message;
    }
    draw();
  }

  function placeField() {
    const options = session.table.columns.map(({ heading, index }) => [String(index), heading || `#${index + 1}`]);
    const asked = session.place < 0 ? [OPEN()] : [];
    const onchoose = (value) => choose("place")(value === "" ? -1 : Number(value));
    return field("place", list([...asked, ...options], session.place < 0 ? "" : String(session.place), onchoose));
  }

  function datumField() {
    const options = [OPEN(), ...droppedStations.DATUMS.map((datum) => [datum, datum])];
    return field("datum", list(options, session.told.datum || "", (value) => tell("datum", value)), say("drop.datum_hint"));
  }

  /** What a reader should know of the file before anything else. */
  function remarks() {
    const { titles, body } = session.table;
    const { formulas, hidden } = session.content;
    const said = [
      say("drop.rows", { n: body.length }),
      titles.length ? say("drop.titles", { titles: titles.join(say("page.semicolon")).slice(0, 200) }) : "",
      formulas ? say("drop.formulas", { n: formulas }) : "",
      hidden ? say("drop.hidden_rows", { n: hidden }) : "",
    ];
    return said.filter(Boolean).map((text) => el("p", { class: "quiet", text }));
  }

  function draw() {
    const fields = session.isStations ? [datumField(), ...numberFields()] : [placeField(), ...numberFields()];
    fill(
      "drop-form",
      el("h2", { id: "drop-title", text: say("drop.title", { file: session.file.name }) }),
      el("p", { text: say("drop.local") }),
      ...remarks(),
      session.problem ? el("p", { class: "warn", role: "alert", text: session.problem }) : null,
      el("div", { class: "drop-fields" }, sheetField(), ...fields),
      el("div", { id: "drop-read", "aria-live": "polite" }),
      el(
        "div",
        { class: "drop-ways" },
        el("p", { id: "drop-lacks", class: "warn", role: "alert", hidden: true }),
        el("button", { type: "button", id: "drop-draw", class: "chip strong", text: say("drop.draw"), onclick: finish }),
        el("button", { type: "button", id: "drop-cancel", class: "chip", text: say("drop.cancel"), onclick: () => close(null) }),
      ),
    );
    drawRead();
  }

  /** What the rows say by what is known now, and the rows that ask something. */
  function drawRead() {
    lack("");
    const read = dropSession.readNow(session);
    const parts = session.shifted ? [el("p", { class: "warn", text: say("drop.shifted_file", { found: session.shifted }) })] : [];
    if (droppedStations.SHIFTED.includes(session.told.datum)) parts.push(el("p", { class: "warn", text: say("drop.shifted", { datum: session.told.datum }) }));
    if (read && session.isStations) parts.push(el("p", { text: say("drop.stations_found", { n: read.stations.length }) }));
    else if (read) parts.push(...counts(dropSession.counts(read)), ...questions(read));
    if (read) parts.push(problems(read));
    fill("drop-read", ...parts);
  }

  function counts(counted) {
    const words = [say("drop.counts", { ...counted, n: session.table.body.length })];
    if (counted.outside) words.push(say("drop.outside", { n: counted.outside }));
    return words.map((text) => el("p", { text }));
  }

  const linesText = (lines) => lines.slice(0, 5).join(say("page.comma")) + (lines.length > 5 ? "…" : "");

  function questions(read) {
    const asked = (key, items, row) =>
      items.length
        ? el(
            "section",
            { class: "drop-asked", "data-asked": key },
            el("h3", { text: say(`drop.${key}`, { n: items.length }) }),
            el("ul", {}, ...items.slice(0, MOST_LISTED).map(row)),
            items.length > MOST_LISTED ? el("p", { class: "quiet", text: say("drop.more", { n: items.length - MOST_LISTED }) }) : null,
          )
        : null;
    return [
      asked("unclear", [...read.unclear.values()], placeRow),
      asked("unknown", [...read.unknown.values()], placeRow),
      asked("answered", [...session.places].map(([written]) => ({ written, codes: [], lines: [] })), placeRow),
      asked("doubled", [...read.doubled], doubledRow),
      read.repeated.length ? el("p", { class: "quiet", text: say("drop.repeated", { n: read.repeated.length }) }) : null,
      read.totals.length ? el("p", { class: "quiet", text: say("drop.totals", { lines: linesText(read.totals.map(({ line }) => line)) }) }) : null,
    ];
  }

  /** A name that is not told apart: which place it is, or that the row is left out. */
  function placeRow({ written, codes, lines }) {
    const told = session.places.get(written) || "";
    const proposed = codes.length ? codes : placeNames.nearest(written);
    const known = told && told !== "none" && !proposed.includes(told) ? [told, ...proposed] : proposed;
    const options = [OPEN(), ...known.map((code) => [code, placeText(code)]), ["none", say("drop.leave_out")]];
    const onchoose = (value) => {
      if (value) session.places.set(written, value);
      else session.places.delete(written);
      drawRead();
    };
    const name = lines.length ? say("drop.row_name", { name: written, lines: linesText(lines) }) : written;
    return el("li", { "data-written": written }, el("span", { text: name }), list(options, told, onchoose, { "aria-label": say("drop.which", { name: written }) }));
  }

  /** Rows of one place that say different things: which one counts. */
  function doubledRow([key, rows]) {
    const reasonText = ({ reason }) => phrase(book.reasons.find(({ id }) => id === reason).label);
    const shown = (row) => row.problem ? say(`drop.problem.${row.problem}`) : row.reason ? reasonText(row) : row.label;
    const options = [OPEN(), ...rows.map((row) => [String(row.line), say("drop.line_says", { line: row.line, value: shown(row) })])];
    const name = [placeText(rows[0].code), rows[0].period].filter(Boolean).join(" · ");
    const onchoose = (value) => {
      session.picks.set(key, value);
      drawRead();
    };
    return el("li", { "data-written": key }, el("span", { text: name }), list(options, session.picks.get(key) || "", onchoose, { "aria-label": say("drop.which", { name }) }));
  }

  function problems(read) {
    if (!read.problems.length) return null;
    const item = ({ line, problem, written }) =>
      el("li", { text: say("drop.problem_row", { line, found: String(written || "").slice(0, 60), why: say(`drop.problem.${problem}`) }) });
    return el(
      "details",
      { class: "drop-problems", open: true },
      el("summary", { text: say("drop.problems", { n: read.problems.length }) }),
      el("ul", {}, ...read.problems.slice(0, MOST_LISTED).map(item)),
      read.problems.length > MOST_LISTED ? el("p", { class: "quiet", text: say("drop.more", { n: read.problems.length - MOST_LISTED }) }) : null,
    );
  }

  function lack(words) {
    byId("drop-lacks").hidden = !words;
    byId("drop-lacks").textContent = words;
  }

  /** Draw what was read, or say what is still to be told. */
  function finish() {
    if (session.shifted) {
      lack(say("drop.shifted_file", { found: session.shifted }));
      return;
    }
    const lacks = dropSession.missing(session);
    if (lacks.length) {
      const names = lacks.map((name) => say(`drop.${name}`));
      lack(say("drop.lacking", { names: names.join(say("page.comma")) }));
      const first = byId(`drop-ask-${lacks[0]}`);
      if (first) first.focus();
      return;
    }
    const made = dropSession.draw(session);
    if (made) close(made);
    else lack(say("drop.nothing"));
  }

  /** The hand stays in the form; Escape leaves it. */
  function onKey(event) {
    event.stopPropagation();
    if (event.key === "Escape") close(null);
    if (event.key !== "Tab") return;
    const held = [...byId("drop-form").querySelectorAll(FOCUSED)].filter((node) => node.offsetParent);
    const [first, last] = [held[0], held[held.length - 1]];
    const isOut = event.shiftKey ? [first, byId("drop-form")].includes(document.activeElement) : document.activeElement === last;
    if (!isOut) return;
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }

  byId("drop-form").addEventListener("keydown", onKey);

  return { show, isOpen: () => session !== null };
}
