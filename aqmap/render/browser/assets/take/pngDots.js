function pngDots() {
  // How many dots an inch a PNG has, by which an office program knows how large it is.

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

  /** The same PNG with its dots an inch. */
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

  return { withDots };
}
