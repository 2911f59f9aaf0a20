// One day on the map: every station in the colour of its index's class, whatever the layer shows.

const yearsRead = new Map();

/** A station's year: index and making of each day, both one higher with 0 for none; read once. */
function yearOf(code, year) {
  const key = `${code} ${year}`;
  if (!yearsRead.has(key)) {
    const row = (book.days[code] || []).find(([own]) => own === year);
    yearsRead.set(key, row ? [decodeNumbers(row[1]), decodeNumbers(row[4])] : [[], []]);
  }
  return yearsRead.get(key);
}

const dayShown = () => (state.day ? new Date(`${state.day}T00:00:00Z`) : null);

/** Whether an overlay's stations have days, so that one of them can be shown. */
const hasDays = (marks) => marks.features.some((feature) => book.days[feature.code]);

/** What a station shows of the chosen day, in the shape of a cell. */
function dayReading(feature) {
  const day = dayShown();
  const year = day.getUTCFullYear();
  const number = Math.round((day - Date.UTC(year, 0, 1)) / DAY_MS);
  const [indices, made] = yearOf(feature.code, year);
  const index = indices[number] || 0;
  const none = { label: -1, text: W("page.day_void") };
  if (!index) return { label: "", indicative: 0, reason: none, group: null, qualifiers: [] };
  const grade = gradeOf(index - 1);
  return {
    label: String(index - 1), indicative: 0, reason: null, group: grade, grade,
    qualifiers: [book.makings[made[number] - 1].madeOf],
  };
}

const dayTitle = () => W("page.day_map", { date: dateText(dayShown()) });

/** Show a day, or let go of it. */
function chooseDay(date) {
  state.day = state.day === date ? "" : date;
  hideTip();
  refresh();
}

function drawDay() {
  const button = byId("day");
  button.hidden = !state.day;
  if (!state.day) return;
  byId("day-said").textContent = dayTitle();
  button.setAttribute("aria-label", `${dayTitle()}${W("page.semicolon")}${W("page.close")}`);
}

/** Lines of the legend of a day: the classes of the index with their stations. */
function dayEntries(inside) {
  const cells = inside.map((feature) => dayReading(feature));
  const entries = book.grades.map((grade) => ({
    sign: "valid", fill: grade.color, label: T(grade.name),
    count: cells.filter((cell) => cell.grade === grade).length,
  }));
  entries.push({
    sign: "none", label: W("page.day_void"), count: cells.filter((cell) => cell.reason).length,
  });
  return entries;
}

/** Only a day that the address writes in full, and that is one, is shown. */
function readDay(asked) {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(asked || "") ? new Date(`${asked}T00:00:00Z`) : null;
  return day && !Number.isNaN(day.getTime()) && book.marks.some(hasDays) ? asked : "";
}
