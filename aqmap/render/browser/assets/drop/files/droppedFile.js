function droppedFile({ fileText, tableColumns, xlsxBook }) {
  // A file that was dropped: told by its content, held to bounds, refused with words; its sheets.

  const { refused, startsWith } = fileText;

  const [MOST_BYTES, MOST_ROWS, LONGEST_NAME] = [1e7, 20000, 80];
  const ZIP = [0x50, 0x4b, 0x03, 0x04];
  const OLE = [0xd0, 0xcf, 0x11, 0xe0];
  const PDF = [0x25, 0x50, 0x44, 0x46];

  /** Whether an old container holds a workbook that a password locks. */
  function isLocked(bytes) {
    const name = [..."EncryptedPackage"].flatMap((sign) => [sign.charCodeAt(0), 0]);
    for (let at = bytes.indexOf(name[0]); at >= 0; at = bytes.indexOf(name[0], at + 1)) {
      if (name.every((byte, i) => bytes[at + i] === byte)) return true;
    }
    return false;
  }

  function bounded(sheet) {
    if (!sheet.rows.length) throw refused("empty");
    if (sheet.rows.length > MOST_ROWS) throw refused("too_many_rows", { n: MOST_ROWS });
    return sheet;
  }

  /** What reads a sheet, once. */
  function once(read) {
    let kept = null;
    return () => {
      if (!kept) kept = bounded(read());
      return kept;
    };
  }

  /** The sheets of a file, each read when it is asked for; a text has one. */
  function open(name, bytes) {
    const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
    if (!bytes.length) throw refused("empty");
    if (bytes.length > MOST_BYTES) throw refused("too_large", { mb: MOST_BYTES / 1e6 });
    if (startsWith(bytes, OLE)) throw refused(isLocked(bytes) ? "encrypted" : "xls");
    if (startsWith(bytes, PDF)) throw refused("no_table");
    if (startsWith(bytes, ZIP)) {
      const sheets = xlsxBook.open(bytes).map((sheet) => ({ ...sheet, read: once(sheet.read) }));
      if (!sheets.length) throw refused("empty");
      return { name: short, sheets };
    }
    const read = once(() => ({ ...fileText.rowsOf(bytes, tableColumns.isHead), formulas: 0, hidden: 0 }));
    return { name: short, sheets: [{ name: "", isHidden: false, read }] };
  }

  return { open, MOST_BYTES };
}
