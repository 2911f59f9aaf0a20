function picturePage() {
  // Words and patterns on a picture that is measured in millimetres, and its size in the file.

  const FONT = '"Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif';
  // A browser's smallest letters may be larger than ours: measured large, drawn small.
  const MEASURED = 100;

  function widthOf(pen, text, size, weight = 400) {
    pen.font = `${weight} ${MEASURED}px ${FONT}`;
    return (pen.measureText(text).width * size) / MEASURED;
  }

  /** Write words with their middle at a height. */
  function write(pen, text, x, y, { size, weight = 400, color = "#1A1A1A", align = "left", halo }) {
    pen.save();
    pen.translate(x, y);
    pen.scale(size / MEASURED, size / MEASURED);
    pen.font = `${weight} ${MEASURED}px ${FONT}`;
    pen.textAlign = align;
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    if (halo) {
      pen.strokeStyle = "#FFFFFF";
      pen.lineWidth = MEASURED / 4;
      pen.strokeText(text, 0, 0);
    }
    pen.fillStyle = color;
    pen.fillText(text, 0, 0);
    pen.restore();
  }

  /** Break words into lines: Latin ones between words, others anywhere, none before a sign that ends. */
  function lines(pen, text, size, room) {
    const parts = text.match(/[!-~]+ ?[，。；：、）”]*|[^!-~][，。；：、）”]*/g) || [];
    const broken = [""];
    for (const part of parts) {
      const longer = broken[broken.length - 1] + part;
      if (widthOf(pen, longer, size) <= room) broken[broken.length - 1] = longer;
      else broken.push(part.trimStart());
    }
    return broken;
  }

  /** The pattern of what has no number, as fine as on paper. */
  function hatched(pen, family, dots, patterns) {
    if (patterns.flat(family)) return patterns.flat(family);
    const ratio = 3;
    const pattern = pen.createPattern(patterns.dotTile(ratio), "repeat");
    pattern.setTransform(new DOMMatrix().scale(1 / dots));
    return pattern;
  }

  const CRC = Array.from({ length: 256 }, (_, n) => {
    let rest = n;
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    return rest >>> 0;
  });

  function checksum(bytes) {
    let rest = 0xffffffff;
    for (const byte of bytes) rest = (rest >>> 8) ^ CRC[(rest ^ byte) & 0xff];
    return (rest ^ 0xffffffff) >>> 0;
  }

  /** The same PNG with its dots an inch, by which an office program knows how large it is. */
  async function withDots(png, inch) {
    const whole = new Uint8Array(await png.arrayBuffer());
    const head = 33; // the signature and the first part, which are of fixed length
    const part = new Uint8Array(21);
    const view = new DataView(part.buffer);
    const metre = Math.round(inch / 0.0254);
    view.setUint32(0, 9);
    part.set([0x70, 0x48, 0x59, 0x73], 4); // pHYs
    view.setUint32(8, metre);
    view.setUint32(12, metre);
    part[16] = 1; // the unit is the metre
    view.setUint32(17, checksum(part.subarray(4, 17)));
    return new Blob([whole.subarray(0, head), part, whole.subarray(head)], { type: "image/png" });
  }

  return { widthOf, write, lines, hatched, withDots };
}
