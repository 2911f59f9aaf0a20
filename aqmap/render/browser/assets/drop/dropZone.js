function dropZone({ book, dom, dropParts, events, map, overlays, phrases, sheet, state }) {
  // Where files come in: dropped on the page or chosen by the button; and what is there of them.

  const { byId, el, fill } = dom;
  const { say } = phrases;

  // Files that wait until the one before them is drawn or left.
  const waiting = [];
  // What was drawn: its file, and its layer or overlay.
  const drawn = [];
  let trouble = "";
  // The files of the script that reads, once they have been needed.
  let parts = null;

  const isLooking = () => parts !== null && parts.dropForm.isOpen();

  function take(files) {
    waiting.push(...files);
    next();
  }

  async function next() {
    if (isLooking() || !waiting.length) return;
    const file = waiting.shift();
    try {
      trouble = "";
      parts = await dropParts.load();
      const { MOST_BYTES, open } = parts.droppedFile;
      if (file.size > MOST_BYTES) throw new Error(say("drop.too_large", { mb: MOST_BYTES / 1e6 }));
      look(open(file.name, new Uint8Array(await file.arrayBuffer())));
    } catch (problem) {
      trouble = say("drop.refused", { file: file.name.slice(0, 80), why: problem.message });
      draw();
      byId("drop-open").focus();
      next();
    }
  }

  function look(opened) {
    parts.dropForm.show(opened, (made) => {
      if (made) keep(opened, made);
      next();
    });
  }

  /** Show what was made of a file. */
  function keep(opened, made) {
    drawn.push({ opened, ...made });
    if (made.layer) {
      state.layer = made.layer.id;
      state.day = "";
      sheet.settle("", "", state.region);
    } else {
      overlays.add(made.marks);
      overlays.show(made.marks.id, true);
    }
    redraw();
  }

  /** The banner comes and goes: the map has another height then. */
  function redraw() {
    events.emit("changed");
    map.frameRegions();
  }

  function removeAll(items) {
    items.forEach(takeAway);
    redraw();
    byId("drop-open").focus();
  }

  function takeAway(each) {
    const { layer, marks } = each;
    drawn.splice(drawn.indexOf(each), 1);
    if (marks) {
      overlays.remove(marks);
      parts.droppedStations.remove(marks);
      if (state.station.startsWith(`${marks.id}/`)) state.station = "";
    } else {
      parts.droppedLayer.remove(layer);
      if (state.layer === layer.id) {
        state.layer = book.layers[0].id;
        sheet.settle("", "", state.region);
      }
    }
  }

  function item(each) {
    const { id, name } = each.layer || each.marks;
    const button = (key, onclick) => el("button", { type: "button", class: "link", "data-way": key, text: say(key), "aria-label": `${say(key)} ${name}`, onclick });
    return el(
      "li",
      { "data-dropped": id },
      el("span", { text: name }),
      el("span", { class: "quiet", text: name === each.opened.name ? "" : each.opened.name }),
      el("span", {}, button("drop.another", () => look(each.opened)), " ", button("drop.remove", () => removeAll([each]))),
    );
  }

  /** The button, what was drawn, and the lasting word that it is not of this file. */
  function draw() {
    byId("drop-box").hidden = !dropParts.isThere;
    byId("drop-name").textContent = say("drop.section");
    byId("drop-hint").textContent = say("drop.hint");
    byId("drop-open").textContent = say("drop.choose");
    byId("drop-file").setAttribute("aria-label", say("drop.choose"));
    byId("drop-here").textContent = say("drop.here");
    byId("drop-trouble").hidden = !trouble;
    byId("drop-trouble").textContent = trouble;
    fill("drop-list", ...drawn.map(item));
    const files = [...new Set(drawn.map(({ opened }) => opened.name))];
    byId("dropped").hidden = !files.length;
    byId("dropped-said").textContent = files.length ? say("drop.banner", { files: files.join(say("page.comma")) }) : "";
    byId("dropped-remove").textContent = say("drop.remove_all");
  }

  const hasFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");

  function start() {
    if (!dropParts.isThere) return;
    const over = (shown) => {
      byId("drop-here").hidden = !shown;
    };
    document.addEventListener("dragover", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      over(!isLooking());
    });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) over(false);
    });
    // A file that falls beside the form must not take the place of the page.
    document.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      over(false);
      take([...event.dataTransfer.files]);
    });
    byId("dropped-remove").addEventListener("click", () => removeAll([...drawn]));
    byId("drop-open").addEventListener("click", () => byId("drop-file").click());
    byId("drop-file").addEventListener("change", (event) => {
      take([...event.target.files]);
      byId("drop-file").value = "";
    });
  }

  return { start, draw };
}
