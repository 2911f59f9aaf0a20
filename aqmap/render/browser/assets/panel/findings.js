function findings({ book, citations, dom, events, phrases, sheet, state }) {
  // Findings: what the data say against themselves, with both sides of each.

  const { byId, el, fill } = dom;
  const { phrase, say } = phrases;

  const SEVERITIES = ["error", "doubtful", "note"];
  let severityShown = "";
  // More take longer than a reader waits; they follow on demand.
  const LOT = 60;
  let most = LOT;

  /** The findings that cite one of these figures, given by their numbers. */
  function of(numbers) {
    const known = new Set(numbers);
    return book.findings.filter((finding) => finding.figures.some((i) => known.has(i)));
  }

  function about(numbers) {
    const listed = of(numbers);
    if (!listed.length) return [];
    const title =
      say("page.findings") + say("page.colon") + say("page.count", { n: listed.length });
    return [
      el(
        "details",
        { class: "checks", open: listed.length < 3 },
        el("summary", { text: title }),
        ...listed.map(checkButton),
      ),
    ];
  }

  function checkButton(finding) {
    return el("button", {
      type: "button",
      class: `check ${finding.severity}`,
      text: `${say(`page.severity_${finding.severity}`)}${say("page.colon")}${phrase(finding.title)}`,
      onclick: () => {
        severityShown = "";
        most = Math.max(most, inOrder().indexOf(finding) + 1);
        events.emit("tabAsked", "findings", finding.id);
      },
    });
  }

  function draw() {
    if (!book.findings.length) {
      fill("panel-findings", el("p", { class: "quiet", text: say("page.no_findings") }));
      return;
    }
    const chips = SEVERITIES.map((severity) => {
      const name = say(`page.severity_${severity}`);
      const count = book.findings.filter((f) => f.severity === severity).length;
      return el(
        "button",
        {
          type: "button",
          class: `chip ${severity}`,
          "aria-pressed": String(severityShown === severity),
          "aria-label": `${say("page.show_severity", { name })} ${count}`,
          "data-severity": severity,
          onclick: () => {
            severityShown = severityShown === severity ? "" : severity;
            most = LOT;
            draw();
          },
        },
        el("span", { text: name }),
        el("b", { text: String(count) }),
      );
    });
    const shown = inOrder().filter((f) => !severityShown || f.severity === severityShown);
    fill(
      "panel-findings",
      el("div", { class: "chips" }, ...chips),
      el("ul", { class: "findings" }, ...shown.slice(0, most).map(findingItem)),
      shown.length > most ? moreButton(shown.length) : null,
    );
  }

  const inOrder = () =>
    SEVERITIES.flatMap((s) => book.findings.filter((f) => f.severity === s));

  /** The next lot; the hand goes on to its first. */
  function moreButton(all) {
    const onclick = () => {
      const next = most;
      most += LOT;
      draw();
      byId("panel-findings").querySelectorAll(".findings > li")[next].focus();
    };
    const text = say("page.findings_more", { n: Math.min(LOT, all - most), all });
    return el("button", { type: "button", id: "findings-more", class: "wide", text, onclick });
  }

  function findingItem(finding) {
    const figures = finding.figures.map((i) => book.figures[i]);
    const codes = [...new Set(figures.map(citations.codeOf))];
    const links = codes.map((code) => {
      const place =
        sheet.placeOf(code) || book.regions.find((region) => region.prefecture === code);
      return place
        ? el("button", {
            type: "button",
            class: "chip",
            text: phrase(place.label ?? place.name),
            onclick: () => openFinding(finding, code),
          })
        : null;
    });
    const layer = book.layers.find((each) => each.indicator === finding.indicator);
    if (layer) {
      links.unshift(
        el("button", {
          type: "button",
          class: "chip",
          text: say("page.show_layer", { name: phrase(layer.title) }),
          onclick: () => openFinding(finding, ""),
        }),
      );
    }
    return el(
      "li",
      { class: finding.severity, id: `finding-${finding.id}`, tabindex: "-1" },
      el(
        "p",
        { class: "said" },
        el("span", { class: "badge", text: say(`page.severity_${finding.severity}`) }),
        el("b", { text: phrase(finding.title) }),
      ),
      el("p", { text: phrase(finding.detail) }),
      el("div", { class: "places" }, ...links.filter(Boolean)),
      figures.length
        ? el(
            "details",
            {},
            el("summary", { text: say("page.both_sides") }),
            ...figures.map((figure) => {
              const place = sheet.placeOf(citations.codeOf(figure));
              const item = citations.figureItem(figure);
              if (place) item.prepend(el("p", { class: "who", text: phrase(place.label) }));
              return item;
            }),
          )
        : null,
    );
  }

  /** Show the layer a finding is about, and the place where one is named. */
  function openFinding(finding, code) {
    const layer = book.layers.find((each) => each.indicator === finding.indicator);
    if (layer && layer.id !== state.layer) {
      state.layer = layer.id;
      sheet.settle("target", state.period, state.region);
    }
    if (layer) state.day = "";
    if (code) events.emit("placeChosen", code);
    else events.emit("changed");
  }

  return { SEVERITIES, about, draw, of };
}
