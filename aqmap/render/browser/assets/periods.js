// The periods of a layer: a slider with steps and a play button; counties and stations follow.

const PACE_MS = 1200;
let playing = null;

const SPEAKING = { "period-back": "page.period_back", "period-next": "page.period_next" };

function drawPeriods() {
  const { periods, id } = layerNow();
  if (playing && playing.layer !== id) stopPlaying();
  byId("period-box").hidden = periods.length < 2;
  const number = periodNumber();
  const said = T(periods[number][1]);
  const slider = byId("period");
  slider.max = String(periods.length - 1);
  slider.value = String(number);
  slider.setAttribute("aria-label", W("page.period"));
  slider.setAttribute("aria-valuetext", said);
  byId("period-said").textContent = said;
  for (const [button, key] of Object.entries(SPEAKING)) byId(button).setAttribute("aria-label", W(key));
  byId("period-back").disabled = number === 0;
  byId("period-next").disabled = number === periods.length - 1;
  const play = byId("period-play");
  play.setAttribute("aria-label", W(playing ? "page.period_stop" : "page.period_play"));
  play.firstElementChild.textContent = playing ? "❚❚" : "▶";
}

function choosePeriod(number) {
  const found = layerNow().periods[number];
  if (!found) return;
  [state.period] = found;
  hideTip();
  refresh();
}

function stopPlaying() {
  clearInterval(playing.timer);
  playing = null;
}

/** Play from here, or from the first period once the last is shown; the last one ends it. */
function togglePlaying() {
  if (playing) {
    stopPlaying();
    drawPeriods();
    return;
  }
  const { id, periods } = layerNow();
  const step = () => {
    const next = periodNumber() + 1;
    if (next === periods.length - 1) stopPlaying();
    choosePeriod(next);
  };
  playing = { layer: id, timer: setInterval(step, PACE_MS) };
  if (periodNumber() === periods.length - 1) choosePeriod(0);
  else step();
}

function bindPeriods() {
  byId("period").addEventListener("input", (event) => {
    if (playing) stopPlaying();
    choosePeriod(Number(event.target.value));
  });
  byId("period-back").addEventListener("click", () => choosePeriod(periodNumber() - 1));
  byId("period-next").addEventListener("click", () => choosePeriod(periodNumber() + 1));
  byId("period-play").addEventListener("click", togglePlaying);
}
