// Cards: what is known of a place, a prefecture, a finding; every number with where it is written.

/** One figure: role, what it says, its period, notices, and its source and place in words. */
function figureItem(figure) {
  const source = figure.source < 0 ? null : book.sources[figure.source];
  // What nobody measured has no basis; what a document leaves blank still has the document's.
  const unmeasured = figure.value === null && figure.role === "measured";
  const basis = unmeasured ? "" : W(`basis.${figure.basis}`);
  const words = [W(`role.${figure.role}`), T(figure.period), basis];
  const where = T(figure.locator);
  const cited = source ? T(source.label) + (where ? ` ${where}` : "") : where;
  const item = el("div", { class: "figure" },
    el("p", { class: "said" },
      el("span", { class: `role ${figure.role}`, text: words[0] }),
      el("b", { text: T(figure.said) }),
      el("span", { class: "quiet", text: words.slice(1).filter(Boolean).join(" · ") })));
  for (const notice of figure.notices) item.append(el("p", { class: "remark", text: T(notice) }));
  const written = T(figure.written);
  if (written && !repeats(written, figure)) {
    item.append(el("p", { class: "remark", text: W("page.written", { written }) }));
  }
  item.append(el("p", {
    class: "cite", text: W("page.source") + W("page.colon") + cited,
    title: source ? T(source.title) : null,
  }));
  return item;
}

/** Whether the words of the source say no more than the number does. */
function repeats(written, figure) {
  const plain = (words) => words.replace(/[\s≤≥<>]/g, "");
  const [said, source] = [plain(T(figure.said)), plain(written)];
  if (Number(source) === figure.value) return true;
  return said.startsWith(source) && !/^[\d.]/.test(said.slice(source.length));
}

/** Figures under their themes, and under each indicator within. */
function figureGroups(figures) {
  // What is on the map comes first, then the rest as the layer list has it.
  const { indicator, theme: first } = layerNow();
  figures = [...figures].sort((a, b) => (b.indicator === indicator) - (a.indicator === indicator));
  const themes = [...book.themes.map(([id, name]) => [id, T(name)]), ["", W("page.other_theme")]];
  themes.sort(([a], [b]) => (b === first) - (a === first));
  const known = new Set(themes.map(([id]) => id));
  return themes.flatMap(([id, name]) => {
    const own = figures.filter(({ theme }) => (known.has(theme) ? theme : "") === id);
    if (!own.length) return [];
    const titles = [...new Set(own.map((figure) => figure.title))];
    return [el("section", { class: "theme" }, el("h3", { text: name }),
      ...titles.map((title) => el("div", { class: "indicator" }, el("h4", { text: T(title) }),
        ...own.filter((figure) => figure.title === title).map(figureItem))))];
  });
}

const codeOf = (figure) => T(figure.place);

function placeCard(place) {
  const number = book.places.indexOf(place);
  const region = book.regions[place.region];
  const crumb = el("button", {
    type: "button", class: "link", text: T(region.name), onclick: () => choosePlace(region.prefecture),
  });
  const facts = [place.level === "zone" ? W("page.zone") : "",
    place.area === null ? "" : W("page.area", { n: Math.round(place.area).toLocaleString("en-US").replace(/,/g, " ") }),
    T(place.note)].filter(Boolean);
  const card = [el("p", { class: "crumb" }, crumb), el("h2", { text: T(place.name) })];
  if (facts.length) card.push(el("p", { class: "quiet", text: facts.join(W("page.semicolon")) }));
  const cell = cellAt(viewNow(), number);
  if (cell) {
    card.push(el("div", { class: "now" },
      el("p", { class: "quiet", text: `${T(layerNow().title)} · ${T(viewNow().title)}` }),
      ...linesOfCell(cell, number).map((line) => el("p", {}, line))));
  }
  const own = book.figures.filter((f) => codeOf(f) === place.code && f.level !== "station");
  card.push(...stationButtons(number), ...checksAbout(own), ...measureList(place.code));
  if (!own.length) card.push(el("p", { class: "quiet", text: W("page.no_figures") }));
  card.push(...figureGroups(own));
  const inside = book.figures.filter((f) => f.level === "township" && place.shape
    && codeOf(f).startsWith(place.code));
  if (inside.length) {
    card.push(el("h3", { text: W("page.townships") }), ...figureGroups(inside));
  }
  return card;
}

function prefectureCard(region) {
  const own = book.figures.filter((f) => codeOf(f) === region.prefecture && f.level === "prefecture");
  const card = [el("h2", { text: T(region.name) }),
    el("p", { class: "quiet", text: W("page.figures", { n: own.length }) }), ...checksAbout(own),
    ...measureList(region.prefecture)];
  if (!own.length) card.push(el("p", { class: "quiet", text: W("page.no_figures") }));
  card.push(...figureGroups(own), placeButtons(region));
  return card;
}

function placeButtons(region) {
  return el("div", { class: "places" }, ...region.places.map((i) => el("button", {
    type: "button", class: "chip", text: T(book.places[i].label),
    onclick: () => choosePlace(book.places[i].code),
  })));
}

/** What is shown before a place is chosen: the prefectures and all places, for keyboards too. */
function choiceCard() {
  return [el("p", { class: "quiet", text: W("page.choose_place") }),
    ...book.regions.map((region) => el("section", { class: "theme" },
      el("h3", { text: T(region.name) }),
      el("button", {
        type: "button", class: "wide", text: W("page.prefecture_card", { name: T(region.name) }),
        onclick: () => choosePlace(region.prefecture),
      }),
      placeButtons(region)))];
}

// ---- findings ----------------------------------------------------------------------------

const SEVERITIES = ["error", "doubtful", "note"];
let severityShown = "";

function checksAbout(figures) {
  const numbers = new Set(figures.map((figure) => book.figures.indexOf(figure)));
  const about = book.findings.filter((f) => f.figures.some((i) => numbers.has(i)));
  if (!about.length) return [];
  const title = W("page.findings") + W("page.colon") + W("page.count", { n: about.length });
  return [el("details", { class: "checks", open: about.length < 3 },
    el("summary", { text: title }), ...about.map(checkButton))];
}

function checkButton(finding) {
  return el("button", {
    type: "button", class: `check ${finding.severity}`,
    text: `${W(`page.severity_${finding.severity}`)}${W("page.colon")}${T(finding.title)}`,
    onclick: () => {
      severityShown = "";
      showTab("findings", finding.id);
    },
  });
}

function drawFindings() {
  if (!book.findings.length) {
    fill("panel-findings", el("p", { class: "quiet", text: W("page.no_findings") }));
    return;
  }
  const chips = SEVERITIES.map((severity) => {
    const name = W(`page.severity_${severity}`);
    const count = book.findings.filter((f) => f.severity === severity).length;
    return el("button", {
      type: "button", class: `chip ${severity}`, "aria-pressed": String(severityShown === severity),
      "aria-label": `${W("page.show_severity", { name })} ${count}`, "data-severity": severity,
      onclick: () => {
        severityShown = severityShown === severity ? "" : severity;
        drawFindings();
      },
    }, el("span", { text: name }), el("b", { text: String(count) }));
  });
  const sorted = SEVERITIES.flatMap((s) => book.findings.filter((f) => f.severity === s));
  const shown = sorted.filter((f) => !severityShown || f.severity === severityShown);
  fill("panel-findings", el("div", { class: "chips" }, ...chips),
    el("ul", { class: "findings" }, ...shown.map(findingItem)));
}

function findingItem(finding) {
  const figures = finding.figures.map((i) => book.figures[i]);
  const codes = [...new Set(figures.map(codeOf))];
  const links = codes.map((code) => {
    const place = placeNamed(code) || book.regions.find((region) => region.prefecture === code);
    return place ? el("button", {
      type: "button", class: "chip", text: T(place.label ?? place.name),
      onclick: () => openFinding(finding, code),
    }) : null;
  });
  const layer = book.layers.find((each) => each.indicator === finding.indicator);
  if (layer) {
    links.unshift(el("button", {
      type: "button", class: "chip", text: W("page.show_layer", { name: T(layer.title) }),
      onclick: () => openFinding(finding, ""),
    }));
  }
  return el("li", { class: finding.severity, id: `finding-${finding.id}`, tabindex: "-1" },
    el("p", { class: "said" },
      el("span", { class: "badge", text: W(`page.severity_${finding.severity}`) }),
      el("b", { text: T(finding.title) })),
    el("p", { text: T(finding.detail) }),
    el("div", { class: "places" }, ...links.filter(Boolean)),
    figures.length ? el("details", {}, el("summary", { text: W("page.both_sides") }),
      ...figures.map((figure) => {
        const place = placeNamed(codeOf(figure));
        const item = figureItem(figure);
        if (place) item.prepend(el("p", { class: "who", text: T(place.label) }));
        return item;
      })) : null);
}

/** Show the layer a finding is about, and the place where one is named. */
function openFinding(finding, code) {
  const layer = book.layers.find((each) => each.indicator === finding.indicator);
  if (layer && layer.id !== state.layer) {
    state.layer = layer.id;
    settle("target", state.period, state.region);
  }
  if (code) choosePlace(code);
  else refresh();
}
