function periods({ dom, events, phrases, sheet, state, tip }) {
  // The periods of a layer: a slider with steps and a play button; counties and stations follow.

  const { byId } = dom;
  const { phrase, say } = phrases;

  const PACE_MS = 1200;
  let playing = null;
  const SPEAKING = { "period-back": "page.period_back", "period-next": "page.period_next" };

  function draw() {
    const { periods: all, id } = sheet.layer();
    if (playing && playing.layer !== id) stopPlaying();
    if (playing && sheet.isOfDay()) stopPlaying();
    byId("period-box").hidden = all.length < 2 || sheet.isOfDay();
    const number = sheet.periodNumber();
    const name = phrase(all[number][1]);
    const slider = byId("period");
    slider.max = String(all.length - 1);
    slider.value = String(number);
    slider.setAttribute("aria-label", say("page.period"));
    slider.setAttribute("aria-valuetext", name);
    byId("period-said").textContent = name;
    for (const [button, key] of Object.entries(SPEAKING)) {
      byId(button).setAttribute("aria-label", say(key));
    }
    byId("period-back").disabled = number === 0;
    byId("period-next").disabled = number === all.length - 1;
    const play = byId("period-play");
    play.setAttribute("aria-label", say(playing ? "page.period_stop" : "page.period_play"));
    play.firstElementChild.textContent = playing ? "❚❚" : "▶";
  }

  function choosePeriod(number) {
    const period = sheet.layer().periods[number];
    if (!period) return;
    [state.period] = period;
    tip.hide();
    events.emit("changed");
  }

  function stopPlaying() {
    clearInterval(playing.timer);
    playing = null;
  }

  /** Play from here, or from the first period once the last is shown; the last one ends it. */
  function togglePlaying() {
    if (playing) {
      stopPlaying();
      draw();
      return;
    }
    const { id, periods: all } = sheet.layer();
    const last = all.length - 1;
    const step = () => {
      const next = sheet.periodNumber() + 1;
      if (next === last) stopPlaying();
      choosePeriod(next);
    };
    playing = { layer: id, timer: setInterval(step, PACE_MS) };
    if (sheet.periodNumber() === last) choosePeriod(0);
    else step();
  }

  function bind() {
    byId("period").addEventListener("input", (event) => {
      if (playing) stopPlaying();
      choosePeriod(Number(event.target.value));
    });
    byId("period-back").addEventListener("click", () => choosePeriod(sheet.periodNumber() - 1));
    byId("period-next").addEventListener("click", () => choosePeriod(sheet.periodNumber() + 1));
    byId("period-play").addEventListener("click", togglePlaying);
  }

  /** Play no further: a period that cannot be shown ends it. */
  function stop() {
    if (playing) stopPlaying();
  }

  return { draw, bind, stop };
}
