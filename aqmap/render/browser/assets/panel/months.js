function months({ citations, dom, phrases }) {
  // A station's months: a chart an indicator and year.

  const { el, svg } = dom;
  const { phrase, say } = phrases;

  /**
   * One chart an indicator, year and side of sand-dust days, with the numbers as a list for those
   * who cannot see it.
   */
  function monthlyCharts(figures) {
    const groups = new Map();
    for (const figure of figures) {
      const key = `${figure.indicator} ${figure.iso.slice(0, 4)} ${figure.dust}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(figure);
    }
    return [...groups.values()].map((group) => {
      const year = group[0].iso.slice(0, 4);
      const dust = group[0].dust === "deducted" ? say("page.comma") + say("dust.deducted") : "";
      const title = `${phrase(group[0].title)}${say("page.colon")}${say("page.monthly", { year })}${dust}`;
      const hollow = group.some((figure) => figure.indicative);
      return el(
        "figure",
        { class: "chart" },
        el("figcaption", { text: title }),
        monthChart(group, title),
        hollow ? el("p", { class: "quiet", text: say("page.hollow_bars") }) : null,
        el(
          "details",
          {},
          el("summary", { text: say("page.figures", { n: group.length }) }),
          ...group.map((figure) => citations.figureItem(figure)),
        ),
      );
    });
  }

  /** Twelve bars from 0; a month without a number keeps its place empty. */
  function monthChart(figures, title) {
    const [width, height, floor, step] = [336, 120, 100, 28];
    const chart = svg("svg", {
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": title,
    });
    const digits = Math.max(
      ...figures.map(({ value }) => (String(value ?? "").split(".")[1] || "").length),
    );
    const largest = Math.max(...figures.map((figure) => figure.value ?? 0), 1);
    chart.append(svg("line", { x1: 0, x2: width, y1: floor, y2: floor, class: "axis" }));
    for (let month = 1; month <= 12; month += 1) {
      const figure = figures.find((each) => Number(each.iso.slice(5)) === month);
      const middle = (month - 0.5) * step;
      chart.append(
        svg("text", {
          x: middle,
          y: floor + 14,
          class: "month",
          text: say("page.month", { n: month }),
        }),
      );
      if (!figure || figure.value === null) {
        chart.append(svg("text", { x: middle, y: floor - 5, class: "none", text: "–" }));
        continue;
      }
      const tall = Math.max((figure.value / largest) * (floor - 18), 1);
      const bar = svg("rect", {
        x: middle - 9,
        y: floor - tall,
        width: 18,
        height: tall,
        class: figure.indicative ? "bar hollow" : "bar",
      });
      bar.append(svg("title", { text: `${phrase(figure.period)} ${phrase(figure.words)}` }));
      chart.append(
        bar,
        svg("text", {
          x: middle,
          y: floor - tall - 4,
          class: "number",
          text: figure.value.toFixed(digits),
        }),
      );
    }
    return chart;
  }

  return { charts: monthlyCharts };
}
