function takeAway({ dom, pageData, phrases, picture }) {
  // The menu of what can be taken away from the page.

  const { byId, el, fill } = dom;
  const { say } = phrases;

  const WAYS = {
    "take-svg": ["page.take_svg", () => picture.save("svg")],
    "take-png": ["page.take_png", () => picture.save("png")],
    "take-csv": ["page.take_csv", pageData.saveCsv],
    "take-geojson": ["page.take_geojson", pageData.saveGeoJson],
  };

  function draw() {
    byId("take-name").textContent = say("page.take");
    fill(
      "take-ways",
      ...Object.entries(WAYS).map(([id, [key, take]]) =>
        el("button", {
          type: "button",
          id,
          text: say(key),
          onclick: () => {
            byId("take").open = false;
            byId("take-name").focus();
            return take();
          },
        }),
      ),
    );
  }

  return { draw };
}
