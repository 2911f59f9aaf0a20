function stationDays({ book, columns, phrases, state }) {
  // The days of the stations: decoded, judged by the classes of the index, said in words.

  const { phrase, say } = phrases;

  const DAY_MS = 86400000;

  /** The row of the day table that is written as text: index, PM2.5, hours, and how it was made. */
  function decodeYear([year, aqi, pm25, hours, made]) {
    const [indices, means, counts, ways] = [aqi, pm25, hours, made].map(columns.decodeNumbers);
    return indices.map((index, i) => ({
      date: new Date(Date.UTC(year, 0, 1) + i * DAY_MS),
      aqi: index ? index - 1 : null,
      pm25: means[i] ? means[i] - 1 : null,
      hours: counts[i],
      making: ways[i] ? book.makings[ways[i] - 1] : null,
    }));
  }

  const highestFirst = [...book.grades].reverse();
  const gradeOf = (aqi) => highestFirst.find((grade) => aqi >= grade.lowest);

  function dateText(date) {
    const lang = state.lang === "zh" ? "zh-CN" : "en-GB";
    return new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(date);
  }

  /** One day in words: index, class, primary pollutants, PM2.5, and what the index is made of. */
  function dayText(day) {
    const parts = [];
    if (day.aqi !== null) {
      parts.push(say("page.day_aqi", { aqi: day.aqi, grade: phrase(gradeOf(day.aqi).name) }));
      if (phrase(day.making.primary)) parts.push(phrase(day.making.primary));
    } else parts.push(say(day.making ? "page.day_no_aqi" : "page.day_no_data"));
    if (day.pm25 !== null && !day.hours) parts.push(say("page.day_given", { mean: day.pm25 }));
    else if (day.pm25 !== null) parts.push(say("page.day_pm25", { mean: day.pm25, hours: day.hours }));
    else if (day.making) parts.push(say("page.day_hours", { hours: day.hours }));
    if (day.aqi !== null) parts.push(phrase(day.making.madeOf));
    return dateText(day.date) + say("page.colon") + parts.join(say("page.semicolon"));
  }

  const dateOf = (day) => new Date(`${day}T00:00:00Z`);

  /** The overlays whose stations have days, so that one of them can be shown. */
  const hasDays = (marks) => marks.features.some((feature) => book.days[feature.code]);
  const marksWithDays = () => book.marks.filter(hasDays);

  const yearsRead = new Map();

  /** A station's year: index and making of each day, both one higher with 0 for none; read once. */
  function yearOf(code, year) {
    const key = `${code} ${year}`;
    if (!yearsRead.has(key)) {
      const row = (book.days[code] || []).find(([number]) => number === year);
      yearsRead.set(key, row ? [columns.decodeNumbers(row[1]), columns.decodeNumbers(row[4])] : [[], []]);
    }
    return yearsRead.get(key);
  }

  return {
    DAY_MS,
    decodeYear,
    gradeOf,
    dateOf,
    dateText,
    dayText,
    hasDays,
    marksWithDays,
    yearOf,
  };
}
