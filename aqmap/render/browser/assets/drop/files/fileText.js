function fileText({ phrases, readingRules }) {
  // The bytes of a file as text, and a text as rows of cells; as text_files.py and written_rows.py.

  const { say } = phrases;
  const { rules, search } = readingRules;

  const BOMS = [
    [[0xef, 0xbb, 0xbf], "utf-8"],
    [[0xff, 0xfe], "utf-16le"],
    [[0xfe, 0xff], "utf-16be"],
  ];
  const LONGEST = 131072; // characters of a cell

  /** What is wrong with a file, in words. */
  const refused = (key, facts) => new Error(say(`drop.${key}`, facts));

  const startsWith = (bytes, start) => start.every((byte, i) => bytes[i] === byte);

  /** The text, if it is in an encoding that offices use; it is recognised or refused. */
  function decode(bytes) {
    const marked = BOMS.filter(([bom]) => startsWith(bytes, bom)).map(([, name]) => name);
    for (const encoding of marked.length ? marked : ["utf-8", "gb18030"]) {
      let text;
      try {
        text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      } catch {
        continue;
      }
      // What the browser's decoder takes for the euro is no byte of GB 18030.
      const isStrange = encoding === "gb18030" && text.includes("\u20ac") && bytes.includes(0x80);
      if (!isStrange && !search("control", text)) return text.replace(/\r\n?/g, "\n");
    }
    throw refused("no_encoding");
  }

  /** The cells of a text, each row with the line on which it begins; quotation marks must pair. */
  function parse(text, separator, firstLine) {
    const rows = [];
    let [cells, cell, line, start] = [[], "", firstLine, firstLine];
    let at = 0;
    const endCell = () => {
      if (cell.length > LONGEST) throw refused("long_cell", { line });
      cells.push(cell);
      cell = "";
    };
    const endRow = () => {
      endCell();
      if (cells.some((each) => each.trim())) rows.push({ number: start, cells });
      cells = [];
      line += 1;
      start = line;
    };
    while (at < text.length) {
      if (text[at] === '"' && !cell) {
        for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
          if (at >= text.length) throw refused("quotes", { line: start });
          if (text[at] === '"') at += 1;
          if (text[at] === "\n") line += 1;
          cell += text[at];
        }
        at += 1;
        const isEnd = at >= text.length || text[at] === separator || text[at] === "\n";
        if (!isEnd) throw refused("quotes", { line: start });
      }
      const sign = text[at];
      if (at >= text.length) break;
      if (sign === separator) endCell();
      else if (sign === "\n") endRow();
      else cell += sign;
      at += 1;
    }
    if (cell || cells.length) endRow();
    return rows;
  }

  /** A quote that only keeps a spreadsheet from taking a cell for a formula is undone. */
  const unguarded = (cell) => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell).trim();

  /** What stands between the cells of the first row: what `fits` knows the headings by, or parts most. */
  function separatorOf(text, fits) {
    const first = text.split("\n", 50).find((line) => line.trim()) || "";
    const parted = rules.separators.map((sign) => {
      try {
        return { sign, cells: parse(first, sign, 1).flatMap((row) => row.cells) };
      } catch {
        return { sign, cells: [] };
      }
    });
    const fitting = parted.find(({ cells }) => cells.length > 1 && fits(cells));
    const widest = Math.max(...parted.map(({ cells }) => cells.length));
    return (fitting || parted.find(({ cells }) => cells.length === widest)).sign;
  }

  /** The rows of a table saved as text; lines on top that begin with # are remarks. */
  function rowsOf(bytes, fits) {
    let text = decode(bytes);
    let skipped = 0;
    while (text.startsWith("#")) {
      const end = text.indexOf("\n") + 1 || text.length;
      text = text.slice(end);
      skipped += 1;
    }
    const separator = separatorOf(text, fits);
    const rows = parse(text, separator, skipped + 1);
    return {
      separator,
      rows: rows.map(({ number, cells }) => ({ number, cells: cells.map(unguarded), faults: {} })),
    };
  }

  return { rowsOf, decode, refused, startsWith };
}
