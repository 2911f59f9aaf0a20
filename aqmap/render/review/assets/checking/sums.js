function sums({ decimals, decisions, dom, events, items, names }) {
  // Beside each printed total of a table what its parts add up to, also as they are corrected.

  const { byId } = dom;
  const TOTAL = /合计|总计|汇总|共计|小计|全州|全市|全县|全区|全地区|州直/;
  const LIKE = ["indicator", "indicator_written", "role", "period", "unit", "part"];

  function groupsOf(table) {
    const groups = new Map();
    for (const item of items.inside(table).filter((one) => one.figure)) {
      const row = decisions.rowOf(item);
      const number = decimals.parse(row.value);
      if (!number || decisions.of(item)?.answer === "reject") continue;
      const key = LIKE.map((name) => row[name]).join("\n");
      const isTotal = names.places.get(row.place)?.level === "prefecture" || TOTAL.test(row.place_written);
      const group = groups.get(key) ?? { totals: [], parts: [] };
      (isTotal ? group.totals : group.parts).push({ item, number, place: row.place_written });
      groups.set(key, group);
    }
    return groups.values();
  }

  function draw(table) {
    for (const cell of table.querySelectorAll("[data-sum]")) delete cell.dataset.sum;
    for (const { totals, parts } of groupsOf(table)) {
      const places = new Set(parts.map((part) => part.place));
      if (totals.length !== 1 || parts.length < 2 || places.size !== parts.length) continue;
      const sum = decimals.sum(parts.map((part) => part.number));
      const cell = totals[0].item.nodes[0]?.closest("td, th");
      if (!cell) continue;
      cell.dataset.sum = `Σ ${decimals.text(sum)}`;
      cell.classList.toggle("off", decimals.compare(sum, totals[0].number) !== 0);
    }
  }

  function begin() {
    for (const table of byId("document").querySelectorAll("table")) draw(table);
    events.on("answered", (answered) => {
      const tables = new Set(answered.map((item) => item.nodes[0]?.closest("table")));
      for (const table of tables) if (table) draw(table);
    });
  }

  return { begin };
}
