function pictureText() {
  // Words on a picture that is measured in millimetres: how wide they are, and their lines.

  const FONT = '"Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif';
  // A browser's smallest letters may be larger than ours: measured large, drawn small.
  const MEASURED = 100;
  const pen = document.createElement("canvas").getContext("2d");

  function widthOf(text, size, weight = 400) {
    pen.font = `${weight} ${MEASURED}px ${FONT}`;
    return (pen.measureText(text).width * size) / MEASURED;
  }

  /** Break words into lines: Latin ones between words, others anywhere, none before a sign that ends. */
  function lines(text, size, room, weight = 400) {
    const parts = text.match(/[!-~\u00a0]+ ?[，。；：、）”]*|[^!-~\u00a0][，。；：、）”]*/g) || [];
    const broken = [""];
    for (const part of parts) {
      const longer = broken[broken.length - 1] + part;
      if (widthOf(longer, size, weight) <= room) broken[broken.length - 1] = longer;
      else broken.push(part.trimStart());
    }
    return broken;
  }

  return { FONT, widthOf, lines };
}
