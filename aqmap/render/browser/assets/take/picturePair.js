function picturePair({ pairKey, phrases, pictureParts, pictureText }) {
  // The key of a map of two layers on a picture: the square, as on the page and on paper.

  const { say } = phrases;
  const { rect, text } = pictureParts;

  const [SIZE, TITLE, FIELD, STEP] = [2.3, 2.5, 6.2, 3.5];

  /** Draw the square into a column and return where it ends; nothing is drawn of one layer alone. */
  function draw(sheet, { left, room, y: top, parts }) {
    const { axes, classes } = sheet.view().scale;
    if (!axes || !classes.length) return top;
    const [columns, rows] = axes.map(pairKey.axisOf);
    const counts = new Map(sheet.legend().map(({ klass, count }) => [klass, count]));
    const write = (words, y) =>
      pictureText.lines(words, TITLE, room, 700).reduce((at, line) => {
        parts.push(...text(line, left, at, { size: TITLE, weight: 700 }));
        return at + STEP;
      }, y);
    let y = write(pairKey.titleOf("rows", rows), top + 5) + 1;
    const indent = rows.limits.reduce((most, words) => Math.max(most, pictureText.widthOf(words, SIZE)), 0) + 1.4;
    const wide = (room - indent) / columns.limits.length;
    for (let row = rows.limits.length - 1; row >= 0; row -= 1) {
      parts.push(...text(rows.limits[row], left + indent - 1.2, y + 1, { size: SIZE, align: "end" }));
      columns.limits.forEach((_, column) => {
        const klass = row * columns.limits.length + column;
        const { color, symbol } = classes[klass];
        const x = left + indent + column * wide;
        const n = say("page.count", { n: counts.get(klass) });
        const style = { size: SIZE, weight: 700, align: "middle", color: pairKey.inkOn(color) };
        parts.push(rect([x, y - FIELD / 2 + 1, wide, FIELD], color, "#5A5A5A", 0.15));
        parts.push(...text(`${symbol}${say("page.colon")}${n}`, x + wide / 2, y + 1, style));
      });
      y += FIELD;
    }
    columns.limits.forEach((words, column) => {
      const x = left + indent + (column + 0.5) * wide;
      parts.push(...text(words, x, y - 0.5, { size: SIZE, align: "middle" }));
    });
    y = write(pairKey.titleOf("columns", columns), y + STEP);
    return pairKey.bases(sheet).reduce((at, words) => write(words, at), y) - STEP + 0.5;
  }

  return { draw };
}
