// A station's year of days: a row a month, a cell a day, in the colours of the index's classes.

const DAY_MS = 86400000;

/** The row of the day table that is written as text: index, PM2.5, hours, and how it was made. */
function decodeYear([year, aqi, pm25, hours, made]) {
  const [indices, means, counts, ways] = [aqi, pm25, hours, made].map(decodeNumbers);
  return indices.map((index, i) => ({
    date: new Date(Date.UTC(year, 0, 1) + i * DAY_MS),
    aqi: index ? index - 1 : null,
    pm25: means[i] ? means[i] - 1 : null,
    hours: counts[i],
    making: ways[i] ? book.makings[ways[i] - 1] : null,
  }));
}

const gradeOf = (aqi) => book.grades.findLast((grade) => aqi >= grade.lowest);

function dateText(date) {
  const lang = state.lang === "zh" ? "zh-CN" : "en-GB";
  return new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(date);
}

/** One day in words: index, class, primary pollutants, PM2.5, and what the index is made of. */
function dayText(day) {
  const parts = [];
  if (day.aqi !== null) {
    parts.push(W("page.day_aqi", { aqi: day.aqi, grade: T(gradeOf(day.aqi).name) }));
    if (T(day.making.primary)) parts.push(T(day.making.primary));
  } else parts.push(W(day.making ? "page.day_no_aqi" : "page.day_no_data"));
  if (day.pm25 !== null) parts.push(W("page.day_pm25", { mean: day.pm25, hours: day.hours }));
  else if (day.making) parts.push(W("page.day_hours", { hours: day.hours }));
  if (day.aqi !== null) parts.push(T(day.making.madeOf));
  return dateText(day.date) + W("page.colon") + parts.join(W("page.semicolon"));
}

function yearCalendar(row) {
  const days = decodeYear(row);
  const title = W("page.calendar", { year: row[0] });
  const said = el("p", { class: "day-said", "aria-hidden": "true", text: W("page.calendar_hint") });
  const grid = el("div", { class: "days", role: "grid", "aria-label": title });
  const cells = days.map((day) => dayCell(day, (text) => {
    said.textContent = text;
  }));
  cells[Math.max(0, days.findIndex((day) => day.date.toISOString().startsWith(state.day || "-")))]
    .tabIndex = 0;
  for (let month = 0; month < 12; month += 1) {
    const own = cells.filter((_, i) => days[i].date.getUTCMonth() === month);
    const name = el("span", { role: "rowheader", text: W("page.month", { n: month + 1 }) });
    grid.append(el("div", { role: "row" }, name, ...own));
  }
  grid.addEventListener("keydown", (event) => stepDay(event, cells, days));
  return el("figure", { class: "chart calendar" }, el("figcaption", { text: title }), grid, said,
    calendarKey(days), ...calendarNotes(days));
}

function dayCell(day, tell) {
  const text = dayText(day);
  const color = day.aqi === null ? "" : gradeOf(day.aqi).color;
  const date = day.date.toISOString().slice(0, 10);
  return el("span", {
    role: "gridcell", tabindex: "-1", "aria-label": text, class: color ? "day" : "day void",
    style: color ? `background:${color}` : null, "data-date": date,
    "aria-selected": String(date === state.day),
    onmouseenter: () => tell(text), onfocus: () => tell(text), onclick: () => pickDay(date),
  });
}

/** The map shows the day; the card is drawn anew and keeps its place and the focus. */
function pickDay(date) {
  const panel = byId("panel-place");
  const { scrollTop } = panel;
  chooseDay(date);
  panel.scrollTop = scrollTop;
  const cell = panel.querySelector(`[data-date="${date}"]`);
  if (cell) cell.focus({ preventScroll: true });
}

/**
 * Arrows move by a day and by a month, Enter shows the day on the map; only one day at a time is
 * in the order of the tabulator.
 */
function stepDay(event, cells, days) {
  const at = cells.indexOf(event.target);
  const { date } = days[at] || {};
  if (!date) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    pickDay(event.target.dataset.date);
    return;
  }
  const month = (step) => {
    const day = Math.min(date.getUTCDate(),
      new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + step + 1, 0)).getUTCDate());
    return (Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + step, day)
      - days[0].date.getTime()) / DAY_MS;
  };
  const next = {
    ArrowRight: () => at + 1, ArrowLeft: () => at - 1, ArrowDown: () => month(1),
    ArrowUp: () => month(-1), Home: () => 0, End: () => cells.length - 1,
  }[event.key];
  if (!next) return;
  event.preventDefault();
  const cell = cells[next()];
  if (!cell) return;
  cells[at].tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
}

/** Every class with its number of days, then the days without an index. */
function calendarKey(days) {
  const counts = book.grades.map((grade) => ({
    text: T(grade.name), color: grade.color,
    n: days.filter((day) => day.aqi !== null && gradeOf(day.aqi) === grade).length,
  }));
  counts.push({ text: W("page.day_void"), color: "", n: days.filter((d) => d.aqi === null).length });
  return el("ul", { class: "day-key" }, ...counts.map(({ text, color, n }) => el("li", {},
    el("i", { class: color ? "day" : "day void", style: color ? `background:${color}` : null }),
    el("span", { text: `${text} ${W("page.days", { n })}` }))));
}

/** What the indices are made of, the most frequent first; then dust and source. */
function calendarNotes(days) {
  const made = new Map();
  const others = new Set();
  for (const { aqi, making } of days) {
    if (!making) continue;
    if (aqi !== null) made.set(T(making.madeOf), (made.get(T(making.madeOf)) || 0) + 1);
    if (making.dust) others.add(W(`dust.${making.dust}`));
    if (making.source >= 0) {
      others.add(W("page.source") + W("page.colon") + T(book.sources[making.source].label));
    }
  }
  const often = [...made].sort((a, b) => b[1] - a[1])
    .map(([text, n]) => (made.size > 1 ? `${text} ${W("page.days", { n })}` : text));
  return [...often, ...others].map((text) => el("p", { class: "cite", text }));
}
