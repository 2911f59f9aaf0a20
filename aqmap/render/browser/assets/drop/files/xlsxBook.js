function xlsxBook({ fileText, shownNumbers, zipParts }) {
  // A workbook's sheets as rows of cells as they are shown; as xlsx_rows.py. No formula is computed.

  const { refused, decode } = fileText;

  const [MOST_CELLS, MOST_COLUMNS, LAST_ROW] = [200000, 1000, 1048576];
  const STRICT = "http://purl.oclc.org/ooxml/";
  const BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "mm-dd-yy",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 49: "@",
  };

  const named = (node, name) => [...node.getElementsByTagNameNS("*", name)];
  const child = (node, name) => [...node.children].find((each) => each.localName === name);

  /** A part as a tree; one that declares a type of document, and with it entities, is refused. */
  function treeOf(archive, name) {
    const bytes = archive.part(name);
    if (!bytes) return null;
    const written = decode(bytes);
    if (/<!(?:DOCTYPE|ENTITY)/i.test(written)) throw refused("entities");
    const tree = new window.DOMParser().parseFromString(written, "application/xml");
    if (named(tree, "parsererror").length) throw refused("damaged");
    return tree;
  }

  /** What a part refers to, by id. */
  function relationsOf(archive, folder, file) {
    const tree = treeOf(archive, `${folder}_rels/${file}.rels`);
    return (tree ? named(tree, "Relationship") : []).map((relation) => {
      const target = relation.getAttribute("Target") || "";
      return {
        id: relation.getAttribute("Id"),
        type: relation.getAttribute("Type") || "",
        path: target.startsWith("/") ? target.slice(1) : folder + target,
      };
    });
  }

  /** The text of a string, without the readings that may stand over its signs. */
  const textOf = (node) =>
    named(node, "t")
      .filter((part) => part.parentNode.localName !== "rPh")
      .map((part) => part.textContent)
      .join("")
      .replace(/_x000D_/g, "")
      .replace(/\r\n/g, "\n")
      .trim();

  function formatsOf(tree) {
    if (!tree) return [];
    const own = new Map(
      named(tree, "numFmt").map((node) => [node.getAttribute("numFmtId"), node.getAttribute("formatCode")]),
    );
    const styles = named(tree, "cellXfs")[0];
    return (styles ? [...styles.children] : []).map((style) => {
      const id = style.getAttribute("numFmtId") || "0";
      return own.get(id) || BUILT_IN[id] || "General";
    });
  }

  /** A column's number from 0 on, and its row. */
  function spotOf(written) {
    const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(written || "");
    if (!match) return null;
    const column = [...match[1]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    return [column, Number(match[2])];
  }

  /** What a cell shows, and what is wrong with it. */
  function shown(cell, book) {
    const type = cell.getAttribute("t") || "n";
    const value = child(cell, "v");
    const isFormula = Boolean(child(cell, "f"));
    const written = value ? value.textContent : "";
    if (type === "e") return { text: written, fault: "error", isFormula };
    if (isFormula && !written && type !== "str") return { text: "", fault: "uncached", isFormula };
    if (type === "inlineStr") return { text: textOf(cell), isFormula };
    if (type === "s") return { text: book.strings[Number(written)] || "", isFormula };
    if (type === "str") return { text: written.trim(), isFormula };
    if (type === "b") return { text: written === "1" ? "TRUE" : "FALSE", isFormula };
    if (type === "d") return { text: written.slice(0, 10), isFormula };
    if (!written) return { text: "", isFormula };
    const format = book.formats[Number(cell.getAttribute("s") || 0)] || "General";
    const number = Number(written);
    if (!Number.isFinite(number)) return { text: written, isFormula };
    const isDay = shownNumbers.isDate(format);
    return { text: isDay ? shownNumbers.date(number, format, book.is1904) : shownNumbers.number(number, format), isFormula };
  }

  /** Cells of a merged range but the first look empty: what the first says of them is not known. */
  function markMerged(tree, rows) {
    for (const range of named(tree, "mergeCell")) {
      const [first, last] = (range.getAttribute("ref") || "").split(":").map(spotOf);
      if (!first || !last) continue;
      for (const row of rows) {
        if (row.number < first[1] || row.number > last[1]) continue;
        for (let column = first[0]; column <= Math.min(last[0], MOST_COLUMNS); column += 1) row.faults[column] = "merged";
      }
    }
  }

  /** The rows of a sheet that hold anything; how many formulas and hidden rows are among them. */
  function rowsOf(tree, book) {
    const rows = [];
    let [cells, last, formulas, hidden] = [0, 0, 0, 0];
    for (const node of named(tree, "row")) {
      const number = Number(node.getAttribute("r")) || last + 1;
      last = number;
      const row = { number, cells: [], faults: {} };
      [...node.children].forEach((cell, position) => {
        const [column] = spotOf(cell.getAttribute("r")) || [position];
        cells += 1;
        if (cells > MOST_CELLS || column >= MOST_COLUMNS || number > LAST_ROW) throw refused("too_many_cells", { n: MOST_CELLS });
        const { text, fault, isFormula } = shown(cell, book);
        while (row.cells.length <= column) row.cells.push("");
        row.cells[column] = text;
        if (fault) row.faults[column] = fault;
        formulas += Number(isFormula && !fault);
      });
      if (!row.cells.some(Boolean) && !Object.keys(row.faults).length) continue;
      hidden += Number(["1", "true"].includes(node.getAttribute("hidden")));
      rows.push(row);
    }
    markMerged(tree, rows);
    while (rows.length && (rows[0].cells[0] || "").startsWith("#")) rows.shift();
    return { rows, formulas, hidden };
  }

  /** The sheets of a workbook, each read when it is asked for. */
  function open(bytes) {
    const archive = zipParts.open(bytes);
    const main = relationsOf(archive, "", "").find(({ type }) => type.endsWith("/officeDocument"));
    if (!main || !/\.xml$/.test(main.path) || !/(^|\/)workbook/.test(main.path)) throw refused("no_workbook");
    if (main.type.startsWith(STRICT)) throw refused("strict");
    const cut = main.path.lastIndexOf("/") + 1;
    const [folder, file] = [main.path.slice(0, cut), main.path.slice(cut)];
    const relations = relationsOf(archive, folder, file);
    const of = (ending) => relations.find(({ type }) => type.endsWith(ending));
    const tree = (relation) => (relation ? treeOf(archive, relation.path) : null);
    const strings = tree(of("/sharedStrings"));
    const workbook = treeOf(archive, main.path);
    const properties = named(workbook, "workbookPr")[0];
    const book = {
      strings: strings ? named(strings, "si").map(textOf) : [],
      formats: formatsOf(tree(of("/styles"))),
      is1904: Boolean(properties) && ["1", "true"].includes(properties.getAttribute("date1904")),
    };
    return named(workbook, "sheet").flatMap((sheet) => {
      const id = [...sheet.attributes].find(({ localName, prefix }) => localName === "id" && prefix);
      const relation = relations.find((each) => id && each.id === id.value);
      if (!relation || !relation.type.endsWith("/worksheet")) return [];
      const isHidden = (sheet.getAttribute("state") || "visible") !== "visible";
      return [{ name: sheet.getAttribute("name") || "", isHidden, read: () => rowsOf(treeOf(archive, relation.path), book) }];
    });
  }

  return { open };
}
