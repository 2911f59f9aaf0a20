function periods({ dom, events, phrases, railTrack, rails, state, tip }) {
  // The periods of a map: their rails, steps along one, and play; counties and stations follow.

  const { byId } = dom;
  const { say } = phrases;

  // Milliseconds that a period is shown while playing: long enough to read a map.
  const PACES = { year: 1600, month: 1200, day: 700 };
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let playing = null;
  // The rails as they stand in the page, and of what they were made.
  let made = { key: "", tracks: [] };
  const SPEAKING = { "period-back": "page.period_back", "period-next": "page.period_next" };

  const shownNow = () => state.day || state.period;
  const mapNow = () => [state.layer, state.view, state.day.slice(0, 4), state.lang].join(" ");

  /** The rail of the period that is shown. */
  const trackNow = () =>
    made.tracks.find(({ rail }) => rail.items.some(({ id }) => id === shownNow())) || made.tracks[0];

  function drawRails() {
    if (made.key !== mapNow() || !isOnRail()) {
      const tracks = rails.now().map((rail) => railTrack.make(rail, chooseByHand));
      made = { key: mapNow(), tracks };
      byId("rails").replaceChildren(...tracks.map(({ node }) => node));
    }
    const now = trackNow();
    for (const track of made.tracks) {
      const number = track.rail.items.findIndex(({ id }) => id === shownNow());
      track.show(number < 0 ? nearest(track, now) : number, track === now);
    }
  }

  const fit = () => made.tracks.forEach((track) => track.fit());

  const isOnRail = () => made.tracks.some(({ rail }) => rail.items.some(({ id }) => id === shownNow()));

  /** The stop of a rail that is nearest to where the rail of the map stands. */
  function nearest({ rail: { items } }, now) {
    const shown = now.rail.items.find(({ id }) => id === shownNow());
    if (!shown) return 0;
    const away = (item) => Math.max(item.from - shown.to, shown.from - item.to, -1);
    return items.reduce((best, item, i) => (away(item) < away(items[best]) ? i : best), 0);
  }

  function draw() {
    if (playing && playing.map !== mapNow()) stop();
    drawRails();
    const { rail, numberNow } = trackNow();
    const number = numberNow();
    byId("period-box").hidden = made.tracks.length < 2 && rail.items.length < 2;
    byId("period-box").setAttribute("aria-label", say("page.period"));
    byId("period-said").textContent = rails.nameOf(rail.items[number]);
    byId("period-said").setAttribute("for", `rail-${rail.kind}`);
    for (const [button, key] of Object.entries(SPEAKING)) {
      byId(button).setAttribute("aria-label", say(key));
    }
    byId("period-back").disabled = !beside(-1);
    byId("period-next").disabled = !beside(1);
    const play = byId("period-play");
    // Who asked for less motion goes from step to step.
    play.hidden = still.matches;
    play.disabled = rail.items.length < 2;
    play.setAttribute("aria-label", say(playing ? "page.period_stop" : "page.period_play"));
    play.firstElementChild.textContent = playing ? "❚❚" : "▶";
  }

  /** The stop before or after the one that is shown; days go on in the next year of days. */
  function beside(step) {
    const { rail, numberNow } = trackNow();
    const item = rail.items[numberNow() + step];
    return item || (state.day ? rails.dayBeyond(state.day, step) : null);
  }

  function choose(item) {
    if (item.isOfStations) state.day = item.id;
    else state.period = item.id;
    tip.hide();
    events.emit("changed");
  }

  function chooseByHand(item) {
    stop();
    choose(item);
  }

  /** Play no further: a period that cannot be shown ends it. */
  function stop() {
    if (playing) clearInterval(playing.timer);
    playing = null;
  }

  /** Play from here, or from the first stop once the last is shown; the last one ends it. */
  function togglePlaying() {
    if (playing) {
      stop();
      draw();
      return;
    }
    const { items, kind } = trackNow().rail;
    const step = () => {
      const number = trackNow().numberNow() + 1;
      if (number >= items.length - 1) stop();
      choose(trackNow().rail.items[number]);
    };
    playing = { map: mapNow(), timer: setInterval(step, PACES[kind]) };
    if (trackNow().numberNow() === items.length - 1) choose(items[0]);
    else step();
  }

  function bind() {
    byId("period-back").addEventListener("click", () => chooseByHand(beside(-1)));
    byId("period-next").addEventListener("click", () => chooseByHand(beside(1)));
    byId("period-play").addEventListener("click", togglePlaying);
    window.addEventListener("resize", fit);
    const drawn = () => {
      stop();
      draw();
    };
    // Older engines have no addEventListener here.
    if (still.addEventListener) still.addEventListener("change", drawn);
  }

  return { draw, fit, bind, stop };
}
