function dropParts({ book, dom, events, inflate, outlines, packed, payload, phrases, sheet, state }) {
  // The part of the script that reads dropped files: it stands packed in the page until it is needed.

  const given = { book, dom, events, inflate, outlines, payload, phrases, sheet, state };
  let loading = null;

  /** Unpack it and let it run; the page's policy knows its checksum and allows no other. */
  async function unpack() {
    const script = document.createElement("script");
    script.textContent = await packed.read("aqmap-drop");
    document.head.append(script);
    await script.run(given, {});
    script.remove();
    return given;
  }

  /** All its files by name; the second time at once. */
  function load() {
    if (!loading) loading = unpack();
    return loading;
  }

  return { isThere: Boolean(dom.byId("aqmap-drop")), load };
}
