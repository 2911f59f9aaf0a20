function comparedPicture({ compared, phrases, picture, pictureParts, pictureText, sides }) {
  // Two maps as one picture of the width of a text: a sentence what is compared, then one below the other.

  const { say } = phrases;
  const { node, t, text } = pictureParts;

  const [WIDTH, EDGE] = [156, 3];

  function draw(sentences) {
    const drawn = sides.all().map((side) => side.picture.draw());
    const parts = [];
    let y = 5;
    for (const words of [say("page.compare_picture"), ...sentences]) {
      for (const line of pictureText.lines(words, 2.7, WIDTH - 2 * EDGE)) {
        parts.push(...text(line, EDGE, y, { size: 2.7 }));
        y += 3.9;
      }
    }
    const titles = sides.all().map(({ sheet }) => sheet.title());
    const height = drawn.reduce((sum, each) => sum + each.height, y);
    const root = pictureParts.page(WIDTH, height, titles.join(say("page.compare_against")));
    root.append(...parts);
    drawn.forEach((each, n) => {
      const inside = node("svg", { x: 0, y: t(y), width: t(WIDTH), height: t(each.height) });
      inside.setAttribute("viewBox", each.root.getAttribute("viewBox"));
      inside.append(...each.root.children);
      setApart(inside, `-${n + 1}`);
      root.append(inside);
      y += each.height;
    });
    return { root, height };
  }

  /** Names of parts are those of one map: what is the first's must not cut the second. */
  function setApart(inside, ending) {
    for (const part of inside.querySelectorAll("*")) {
      for (const { name, value } of [...part.attributes]) {
        if (name === "id") part.id += ending;
        else if (value.startsWith("url(#")) part.setAttribute(name, value.replace(")", `${ending})`));
      }
    }
  }

  function save(kind, sentences) {
    const name = [compared.first(), compared.second()].map(compared.written).join("-");
    return picture.save(kind, draw(sentences), `compared-${name}`);
  }

  return { draw, save };
}
