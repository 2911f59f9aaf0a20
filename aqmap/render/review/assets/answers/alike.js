function alike({ data, decisions, items, pick, rows }) {
  // Items of which the same answer may hold: of one list, one row, one column, one reason.

  function signature(item) {
    if (item.finding || item.firstOf) return "";
    if (!item.figure) return `reason ${item.reason}`;
    const row = rows.original(item.figure);
    const open = rows.open(row);
    const passage = pick.passageOf(item);
    const block = passage ? (passage[2] ? `table ${passage[2]}` : items.placeOf(item).dataset.p) : "";
    const told = data.figures[item.figure - 1].known.filter(([field]) => open.includes(field));
    const values = open.map((field) => row[field]);
    return JSON.stringify([row.source, block, open, told.map(([f, , by, , p]) => [f, by, p]), values]);
  }

  const signatures = new Map();
  function group(item) {
    if (!signatures.has(item)) signatures.set(item, signature(item));
    return signatures.get(item);
  }

  const isOpen = (item) => !decisions.of(item);

  /** The items that are like this one and still open, itself first. */
  function same(item) {
    const own = group(item);
    return [item, ...items.all.filter((o) => o !== item && isOpen(o) && own && group(o) === own)];
  }

  /** The open figures of the table's row or column that an item stands in, itself first. */
  function line(item, kind) {
    const cell = item.nodes[0]?.closest("td, th");
    if (!cell) return [];
    const table = cell.closest("table");
    const cells =
      kind === "row"
        ? [...cell.parentNode.cells]
        : [...table.rows].map((tr) => tr.cells[cell.cellIndex]).filter(Boolean);
    const figures = cells.flatMap((one) => items.inside(one)).filter((other) => other.figure);
    return [item, ...figures.filter((other) => other !== item && isOpen(other))];
  }

  return { group, same, line };
}
