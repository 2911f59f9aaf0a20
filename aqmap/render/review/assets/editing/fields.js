function fields({ data, decisions, dom, events, items, names, phrases, pick, rows, state }) {
  // The fields of the selected figure: how each is known, what it may be instead, and typed anew.

  const { el } = dom;
  const { say } = phrases;

  const KEYS = { place: "p", indicator: "i", period: "t", role: "s", comparator: "o", value: "v" };
  const FURTHER = ["unit", "as_of", "baseline_period", "change", "part", "scope", "dust", "xpcc"];
  const CHOICES = {
    role: rows.ROLES,
    comparator: ["", ...rows.COMPARATORS],
    part: ["", "yes"],
    dust: ["", "included", "deducted", "unknown"],
    xpcc: ["", "included", "excluded", "unknown"],
  };
  const ORDER = ["place", "indicator", "period", "role", "comparator", "unit"];
  const MOST = 9; // a digit each
  const FAR = 40; // passages in which a year is looked for, each way

  function known(item, field) {
    if (!item.figure) return null;
    const told = data.figures[item.figure - 1].known.find(([name]) => name === field);
    return told ? { how: told[1], by: told[2], words: told[3], proposals: told[4] } : null;
  }

  /** What a field may be where the reader proposes little: what its neighbourhood has. */
  function nearby(item, field) {
    if (field === "role") return rows.ROLES;
    const passage = items.placeOf(item);
    const text = passage ? items.passageText(item) : "";
    const here = passage ? items.inside(passage).filter((other) => other !== item) : [];
    const around = [...here, ...items.all.slice(Math.max(0, (item.index ?? 0) - 12), item.index)];
    const values = around.map((other) => decisions.rowOf(other)?.[field]).filter(Boolean);
    if (field === "period") {
      return [...values.filter((value) => !value.includes("X")), ...yearsIn(text), ...yearsAround(passage, item)];
    }
    if (field !== "place" && field !== "indicator") return [];
    const at = passage ? pick.span(item)[0] : 0;
    const named = names.mentions(field, text).sort((a, b) => Math.abs(a.end - at) - Math.abs(b.end - at));
    return [...named.map((one) => one.key), ...values];
  }

  const yearsIn = (text) => [...text.matchAll(/(?<!\d)(20\d\d)(?= ?年)/g)].map((found) => found[1]);

  /** The years of the nearest passages that name one, then those of the document itself. */
  function yearsAround(passage, item) {
    if (!passage) return [];
    const lines = items.passages;
    const at = lines.indexOf(passage);
    const near = [];
    for (let by = 1; by <= FAR && near.length < 2; by += 1) {
      for (const other of [lines[at - by], lines[at + by]]) {
        const isOfSame = other && other.closest(".document") === passage.closest(".document");
        if (isOfSame) near.push(...yearsIn(other.textContent));
      }
    }
    return [...near, ...data.documents[pick.passageOf(item)[0] - 1][4]];
  }

  /** What digits choose among: the values of what is open, or else the roles. */
  function options(item) {
    const row = decisions.rowOf(item);
    if (!row) return [];
    const lacking = rows.lacking(row);
    const open = ORDER.filter((name) => rows.open(row).includes(name) || lacking.includes(name));
    const listed = (open.length ? open : ["role"]).flatMap((field) => {
      const proposed = known(item, field)?.proposals ?? [];
      const few = proposed.length ? proposed : nearby(item, field).slice(0, 12);
      const wanted = [lacking.includes(field) ? "" : row[field], ...few].filter(Boolean);
      return [...new Set(wanted)].slice(0, field === "role" ? 4 : 5).map((value) => {
        const other = rows.withField(row, field, value);
        const current = value === row[field];
        return other && { field, value, current, label: rows.label(other, field) };
      });
    });
    return listed.filter(Boolean).slice(0, MOST);
  }

  /** Put a value into a field of an item; what stood open there is no longer. */
  function set(item, field, value) {
    const row = rows.withField(decisions.rowOf(item), field, value);
    if (!row) return false;
    const open = rows.open(row).filter((name) => name !== field);
    decisions.draft(item, { ...row, confirm: open.join(";") });
    return true;
  }

  function editor(item, field) {
    const row = decisions.rowOf(item);
    const choices = CHOICES[field];
    const searched = field === "place" || field === "indicator";
    const input = el("input", {
      type: "text",
      id: "edited",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": say(`review.field.${field}`),
      placeholder: searched ? say("review.search") : "",
    });
    if (!searched && !choices) input.value = row[field];
    const list = el("ul", { class: "found" });
    let found = [];
    let at = 0;

    const look = () => {
      if (choices) found = choices.map((value) => ({ key: value, name: choiceLabel(field, value) }));
      else found = searched ? names.search(field, input.value) : [];
      if (choices && input.value) {
        found = found.filter((one) => one.name.includes(input.value) || one.key === input.value);
      }
      at = 0;
      show();
    };

    function show() {
      list.replaceChildren(
        ...found.map((one, n) =>
          el("li", {}, el("button", {
            type: "button",
            class: n === at ? "at" : "",
            onclick: () => take(one.key, true),
          }, one.name || say("review.empty"), el("small", { text: one.key }))),
        ),
      );
    }

    function take(value, goOn) {
      if (value === null || value === undefined || !set(item, field, value)) {
        input.setAttribute("aria-invalid", "true");
        return;
      }
      state.editing = "";
      events.emit("rowEdited", item, goOn);
    }

    input.addEventListener("input", (event) => event.isComposing || look());
    input.addEventListener("compositionend", look);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % (found.length || 1);
        show();
      } else if (event.key === "Enter" || event.key === "Tab") {
        event.preventDefault();
        const typed = searched || choices ? found[at]?.key : rows.typed(field, input.value);
        take(typed, event.key === "Enter");
      } else if (event.key === "Escape") {
        event.preventDefault();
        state.editing = "";
        events.emit("rowEdited", item, false);
      }
    });
    look();
    return el("div", { class: "editor", "data-field": field }, input, list);
  }

  function choiceLabel(field, value) {
    if (!value) return "";
    const key = field === "part" || field === "dust" ? `review.choice.${field}.${value}` : null;
    return key ? say(key) : rows.label({ [field]: value }, field) || value;
  }

  function edit(field) {
    if (!state.item || !decisions.rowOf(state.item)) return;
    state.editing = field;
    events.emit("rowEdited", state.item, false);
  }

  function line(item, field, offered) {
    const row = decisions.rowOf(item);
    const was = item.figure ? rows.original(item.figure) : null;
    const told = known(item, field);
    const isMissing = rows.lacking(row).includes(field);
    const isOpen = rows.open(row).includes(field) || isMissing;
    const corrected = was && was[field] !== row[field];
    const how = corrected
      ? say("review.corrected", { before: rows.label(was, field) || say("review.empty") })
      : told && `${say(`known.${told.by}`)}${told.words ? `“${told.words}”` : ""}`;
    const words = CHOICES[field] ? choiceLabel(field, row[field]) : rows.label(row, field);
    const asked = words ? `${say("review.choose_one")}（${words}）` : say("review.choose_one");
    const mine = offered.filter((option) => option.field === field);
    return [
      el("dt", {}, say(`review.field.${field}`), KEYS[field] && el("kbd", { text: KEYS[field] })),
      el(
        "dd",
        { class: [isOpen && "open", corrected && "new"].filter(Boolean).join(" ") },
        state.editing === field
          ? editor(item, field)
          : el("button", {
              type: "button",
              class: "value",
              "data-field": field,
              onclick: () => edit(field),
              text: isMissing ? asked : words || say("review.empty"),
            }),
        how && state.editing !== field && el("small", { text: how }),
        mine.length > 0 && el("span", { class: "options" }, ...mine.map((o) => option(offered, o))),
      ),
    ];
  }

  const option = (offered, one) =>
    el(
      "button",
      {
        type: "button",
        class: one.current ? "chip current" : "chip",
        onclick: () => events.emit("optionChosen", offered.indexOf(one), false),
      },
      el("kbd", { text: String(offered.indexOf(one) + 1) }),
      one.label,
    );

  /** The list of an item's fields. */
  function draw(item) {
    const row = decisions.rowOf(item);
    const offered = options(item);
    const shown = FURTHER.filter((field) => row[field] || state.editing === field);
    const hidden = FURTHER.filter((field) => !shown.includes(field));
    return el(
      "div",
      {},
      el(
        "dl",
        { class: "facts" },
        ...[...Object.keys(KEYS), ...shown].flatMap((field) => line(item, field, offered)),
      ),
      el(
        "p",
        { class: "more" },
        ...hidden.map((field) =>
          el("button", {
            type: "button",
            onclick: () => edit(field),
            text: `＋${say(`review.field.${field}`)}`,
          }),
        ),
      ),
    );
  }

  return { KEYS, options, set, edit, draw };
}
