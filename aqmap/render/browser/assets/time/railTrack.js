function railTrack({ dom, phrases, rails }) {
  // One rail as a slider: its stops as long as their periods, gaps where there is none, ticks below.

  const { el } = dom;
  const { say } = phrases;

  // Of more stops than that, those side by side are drawn as one run.
  const MOST_STOPS = 72;
  const NAMES = { year: "page.rail.year", month: "page.rail.month", day: "page.rail.day" };

  /** A rail and its name; `choose` is told which of its stops was asked for. */
  function make(rail, choose) {
    const { items, kind } = rail;
    const share = (day) => (100 * (day - rail.from)) / (rail.to - rail.from);
    const place = ({ from, to, lane = 0 }) =>
      `left:${share(from)}%;width:${share(to) - share(from)}%;` +
      `top:${(100 * lane) / rail.lanes}%;height:${100 / rail.lanes}%`;
    const stops = el("div", { class: "stops" }, ...stopsOf(rail, place));
    const here = el("i", { class: "here" });
    stops.append(here);
    const track = el(
      "div",
      {
        class: "track",
        id: `rail-${kind}`,
        role: "slider",
        tabindex: "0",
        "aria-label": say(NAMES[kind]),
        "aria-valuemin": 1,
        "aria-valuemax": items.length,
      },
      stops,
      el("div", { class: "ticks", "aria-hidden": "true" }, ...ticksOf(rail, share)),
    );
    const name = el("button", { type: "button", class: "rail-name", text: say(`${NAMES[kind]}_short`) });
    name.setAttribute("aria-label", say("page.rail.go", { rail: say(NAMES[kind]) }));
    const node = el("div", { class: "rail", "data-rail": kind }, name, track);
    let at = 0;

    /** Show which stop the rail stands at, and whether it is the one of the map. */
    function show(number, isNow) {
      at = number;
      node.classList.toggle("current", isNow);
      name.setAttribute("aria-pressed", String(isNow));
      track.setAttribute("aria-valuenow", number + 1);
      track.setAttribute("aria-valuetext", rails.nameOf(items[number]));
      here.setAttribute("style", place(items[number]));
      here.classList.toggle("part", items[number].isPart);
    }

    name.addEventListener("click", () => choose(items[at]));
    track.addEventListener("keydown", (event) => {
      const number = stepOf(event.key, at, items.length);
      if (number === null) return;
      event.preventDefault();
      if (items[number]) choose(items[number]);
    });
    followPointer(track, stops, rail, (item) => {
      if (item !== items[at] || !node.classList.contains("current")) choose(item);
    });
    /** Every other mark goes where all of them have no room. */
    function fit() {
      const marks = [...track.lastElementChild.children];
      track.classList.remove("crowded");
      const needed = marks.reduce((sum, mark) => sum + mark.offsetWidth + 6, 0);
      track.classList.toggle("crowded", needed > track.clientWidth);
    }

    return { node, rail, show, fit, numberNow: () => at };
  }

  /** Where a key leads; beyond an end stays there; null for any other key. */
  function stepOf(key, at, n) {
    const far = Math.max(2, Math.round(n / 12));
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: far, PageDown: -far };
    const asked = { Home: 0, End: n - 1, Enter: at, " ": at }[key] ?? at + steps[key];
    return Number.isNaN(asked) ? null : Math.min(n - 1, Math.max(0, asked));
  }

  function stopsOf({ items }, place) {
    const stop = (item, ...more) =>
      el("i", { class: ["stop", item.isPart && "part", ...more].filter(Boolean).join(" "), style: place(item) });
    if (items.length <= MOST_STOPS) {
      return items.map((item) => stop(item, rails.isBare(item) && "bare"));
    }
    const runs = [];
    for (const item of [...items].sort((a, b) => a.lane - b.lane || a.from - b.from)) {
      const last = runs[runs.length - 1];
      if (last && last.lane === item.lane && last.to === item.from) last.to = item.to;
      else runs.push({ ...item });
    }
    return runs.map((run) => stop(run, "run"));
  }

  function ticksOf({ ticks }, share) {
    return ticks.map(({ from, to, text }, i) =>
      el("span", { class: i % 2 ? "odd" : null, style: `left:${(share(from) + share(to)) / 2}%`, text }),
    );
  }

  /** The stop under the pointer, or the nearest; dragging goes from stop to stop. */
  function followPointer(track, stops, rail, choose) {
    const pick = ({ clientX, clientY }) => {
      const box = stops.getBoundingClientRect();
      const day = rail.from + ((clientX - box.left) / box.width) * (rail.to - rail.from);
      const lane = Math.floor(((clientY - box.top) / box.height) * rail.lanes);
      const away = (item) => Math.max(item.from - day, day - item.to, 0);
      const worse = (item) => away(item) * rail.lanes + Math.min(Math.abs(item.lane - lane), 1) / 2;
      choose(rail.items.reduce((best, item) => (worse(item) < worse(best) ? item : best)));
    };
    track.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      track.setPointerCapture(event.pointerId);
      pick(event);
    });
    track.addEventListener("pointermove", (event) => {
      if (track.hasPointerCapture(event.pointerId)) pick(event);
    });
  }

  return { make };
}
