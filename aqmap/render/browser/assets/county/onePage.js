function onePage({ book, countySheet, dom, findings, indicatorRows, indicatorTable, measures, monthLine, phrases }) {
  // A sheet on one page of A4: set closer, then cut short, and what has no room is said in words.

  const { byId, el } = dom;
  const { phrase, say } = phrases;

  // Millimetres inside the margins; a little is left for lines that break otherwise on paper.
  const [WIDTH, HEIGHT] = [186, 269];
  // How it is set, the roomiest first; in brief, lists have what is most needed of each line.
  const WAYS = [["roomy"], ["close"], ["dense"], ["dense", true]];
  // What is cut short, the first first, if even the densest type has no room for all.
  const CUTS = ["measures", "findings", "stations", "series", "rows"];

  /** Draw the sheet of a place or prefecture for paper. */
  function draw(code) {
    const all = { ...countySheet.contents(code), measures: measures.concerning(code) };
    all.findings = findings.of(all.numbers);
    all.stations = indicatorRows.stationsOf(all.spot);
    const most = Object.fromEntries(CUTS.map((name) => [name, all[name].length]));
    const paper = byId("paper");
    paper.classList.add("measured");
    const fits = ([size, isBrief], limits) => {
      paper.replaceChildren(page(all, size, { ...limits, isBrief }));
      return paper.firstChild.offsetHeight <= (HEIGHT / WIDTH) * paper.firstChild.offsetWidth;
    };
    const closest = WAYS[WAYS.length - 1];
    if (!WAYS.some((way) => fits(way, most))) cut(most, (limits) => fits(closest, limits));
    paper.classList.remove("measured");
  }

  /** Find the most of each part, in turn, with which the page is full and no more. */
  function cut(most, fits) {
    const limits = { ...most };
    for (const name of CUTS) {
      if (fits({ ...limits, [name]: 0 })) {
        let [low, high] = [0, limits[name]];
        while (high - low > 1) {
          const middle = Math.floor((low + high) / 2);
          if (fits({ ...limits, [name]: middle })) low = middle;
          else high = middle;
        }
        fits({ ...limits, [name]: low });
        return;
      }
      limits[name] = 0;
    }
  }

  // ---- the page ------------------------------------------------------------------------------

  function page(all, size, limits) {
    const { spot, rows, series } = all;
    const shown = rows.slice(0, limits.rows);
    return el(
      "article",
      { class: `sheet-page ${size}` },
      el("h1", { text: titleOf(all) }),
      spot.isPlace
        ? el("p", { class: "quiet", text: joined([phrase(book.regions[spot.region].name), all.facts]) })
        : null,
      el("p", { class: "tally", text: all.sentence }),
      book.unmatched.length ? el("p", { class: "notice", text: unmatchedWords() }) : null,
      ...all.alerts.map((n) => el("p", { class: "notice", text: phrase(n) })),
      ...(shown.length ? indicatorTable.draw(spot, shown, { isPaper: true }) : []),
      ...monthsPart(series.slice(0, limits.series)),
      ...stationsPart(all.stations.slice(0, limits.stations)),
      ...listPart("county.findings", all.findings.slice(0, limits.findings), findingWords, limits),
      ...listPart("county.measures", all.measures.slice(0, limits.measures), measureWords, limits),
      unchargedPart(all.measures.slice(0, limits.measures)),
      foot(all, limits),
    );
  }

  const unmatchedWords = () =>
    say("page.unmatched", { n: book.unmatched.length, names: book.unmatched.join(say("page.comma")) });

  /** The title, with the period of all targets; of a month that is not released, that it is a draft. */
  function titleOf({ spot, rows }) {
    const period = indicatorRows.periodOf(rows);
    const facts = { place: phrase(spot.name) };
    const isDraft = rows.some(({ layer, number, isLight }) => isLight && layer.progress[number].draft);
    const dated = rows.find((row) => row.target && row.period === period);
    const title = dated
      ? say("county.title", { ...facts, period: phrase(dated.layer.periods[dated.number][1]) })
      : say("county.title_plain", facts);
    return isDraft ? say("monthly.draft.title", { title }) : title;
  }

  function monthsPart(series) {
    if (!series.length) return [];
    return [
      el("h2", { text: say("county.months") }),
      ...series.map((each) => monthLine.draw(each, null)),
      monthLine.hasHollow(series) ? el("p", { class: "quiet", text: say("county.months_note") }) : null,
    ];
  }

  function stationsPart(stations) {
    if (!stations.length) return [];
    const text = joined(stations.map(stationWords));
    return [el("h2", { text: say("county.stations") }), el("p", { text })];
  }

  /** A list under its heading; in two columns where each is a few words. */
  function listPart(key, listed, wordsOf, { isBrief }) {
    if (!listed.length) return [];
    const items = listed.map((each) => wordsOf(each, isBrief));
    return [
      el("h2", { text: say(key) }),
      el(
        "ul",
        { class: isBrief ? "two" : null },
        ...items.map(([first, rest]) =>
          el("li", {}, el("b", { text: first }), el("span", { text: rest })),
        ),
      ),
    ];
  }

  function stationWords(feature) {
    const value = feature.label >= 0 ? say("page.colon") + phrase(feature.label) : "";
    const background = feature.background ? say("page.comma_clause") + say("county.background") : "";
    return phrase(feature.name) + value + background;
  }

  const findingWords = (finding, isBrief) => [
    phrase(finding.title),
    isBrief ? "" : say("page.colon") + phrase(finding.detail),
  ];

  const measureWords = (measure, isBrief) => {
    const stated = measure.state ? say("page.comma_clause") + phrase(measure.stated) : "";
    return [measures.titleOf(measure) + stated, ` ${measures.inCharge(measure, isBrief)}`];
  };

  function unchargedPart(listed) {
    const text = measures.uncharged(listed);
    return text ? el("p", { class: "quiet", text }) : null;
  }

  const joined = (parts) => parts.filter(Boolean).join(say("page.semicolon"));

  /** What the page does not have, where all is written, by whom and when the page was made. */
  function foot(all, limits) {
    const cited = new Set([
      ...all.rows.slice(0, limits.rows).flatMap((row) => row.figures),
      ...all.series.slice(0, limits.series).flatMap(({ cells }) => cells.flatMap((cell) => (cell ? cell.figures : []))),
    ]);
    const sources = [...new Set([...cited].map((i) => book.figures[i].source))].filter((n) => n >= 0);
    const titles = sources.map((n) => {
      const { number, title } = book.sources[n];
      return phrase(title) + (number ? say("county.source_number", { number }) : "");
    });
    const left = CUTS.map((name) => [name, all[name].length - limits[name]]).filter(([, n]) => n);
    const others = all.numbers.filter((i) => !cited.has(i)).length;
    const said = left.map(([name, n]) => say(`page.left_${name}`, { n }));
    if (others) said.push(say("page.left_figures", { n: others }));
    const isShort = limits.isBrief && (limits.measures || limits.findings);
    return el(
      "footer",
      {},
      el(
        "p",
        { class: "left-out" },
        said.length ? say("page.left_out", { what: said.join(say("page.comma")) }) : "",
        isShort ? say("page.in_brief") : "",
      ),
      titles.length
        ? el("p", { text: say("page.sheet_sources", { titles: joined(titles) }) })
        : null,
      el("p", {
        text: joined([
          phrase(book.title),
          phrase(book.compiler) ? say("page.compiler", { name: phrase(book.compiler) }) : "",
          book.date ? say("page.date", { date: book.date }) : "",
        ]),
      }),
    );
  }

  return { draw };
}
