function cellText() {
  // Rows of words as text for spreadsheets, in which no cell can be taken for a formula.

  const STARTS = /^[=+\-@\t\r]/;
  const QUOTED = /^'+[=+\-@\t\r]/;
  const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

  /** A cell that begins like a formula and is no number gets an apostrophe, as in all our tables. */
  function guarded(cell) {
    if (QUOTED.test(cell)) return `'${cell}`;
    if (!STARTS.test(cell) || ["-", ""].includes(cell.trim())) return cell;
    return NUMBER.test(cell.trim()) ? cell : `'${cell}`;
  }

  const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

  /** A file of comma-separated values, with the mark by which Excel knows its encoding. */
  function csv(rows) {
    const lines = rows.map((row) => row.map((cell) => quoted(guarded(String(cell)))).join(","));
    return new Blob([`\uFEFF${lines.join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" });
  }

  /** The same for the clipboard: cells between tabulators, each on one line. */
  function tabbed(rows) {
    const plain = (cell) => guarded(String(cell)).replace(/[\t\r\n]+/g, " ");
    return rows.map((row) => row.map(plain).join("\t")).join("\n");
  }

  return { csv, tabbed };
}
