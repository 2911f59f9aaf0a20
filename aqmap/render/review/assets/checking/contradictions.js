function contradictions({ data, decimals, decisions, events, items, phrases, relations, rows }) {
  // What figures say against each other, looked at again whenever one of them is answered.

  const { parse } = decimals;
  const { say } = phrases;
  const GRAVE = ["error", "doubtful"];
  const REPEATS = ["duplicate", "text_against_annex"];
  const OF_ONE_THING = ["source", "place", "period", "role", "as_of", "dust", "state", "revision"];
  const KEPT = ["indicator", "indicator_written", "period", "role", "as_of", "unit", "part"]; // in a sum
  const OF_PLACE = [...KEPT, "place"];
  const MOST_TERMS = 12;

  const fixed = data.findings.map(([severity, title, words, numbers], n) => {
    const figures = numbers.map(items.ofFigure).filter(Boolean);
    const nodes = figures[0]?.nodes ?? [];
    return { finding: n + 1, key: `finding ${n + 1}`, severity, title, words, figures, nodes };
  });
  const made = new Map(); // key → a contradiction that answers have made, kept once it was one
  const silent = new Set(); // what is broken as it was read, and of which the audit says nothing

  const unruled = new Set(); // contradictions that no rule of the page sees: it judges none of them
  const atFirst = new Map(); // contradiction → its arithmetic as it was read

  const isGrave = (one) => GRAVE.includes(one.severity) && one.figures.length > 0;
  const rulesOf = new Map(); // item → its rules
  const ruleOf = new Map(); // contradiction → the rule that it breaks

  // ---- what a figure says now ----

  /** The row as it was decided, or as it would be if what is being corrected were accepted. */
  function standing(item, drafted) {
    const draft = drafted === item ? decisions.drafted(item) : null;
    const given = draft ? null : decisions.of(item);
    if (given?.answer === "reject") return { row: null };
    const row = draft ?? given?.row ?? (item.figure ? rows.original(item.figure) : null);
    const isSure = drafted === item || ["accept", "added"].includes(given?.answer) ||
      (item.figure && !rows.open(rows.original(item.figure)).length);
    return { row, isAsked: given?.answer === "to_ask", isSure };
  }

  function sideOf(item, row) {
    const read = item.figure ? rows.original(item.figure) : null;
    const half = read && read.value === row.value ? data.figures[item.figure - 1].thing[2] : "";
    return { value: row.value, half, change: row.change, comparator: row.comparator };
  }

  /** Whether a figure is to the first of its rule what it was when the rule was made. */
  function belongs(item, row, first, firstRow, names) {
    const [was, firstWas] = [rows.original(item.figure), rows.original(first.figure)];
    return names.every((name) =>
      was[name] === firstWas[name] && item !== first ? row[name] === firstRow[name] : row[name] === was[name],
    );
  }

  // ---- rules ----

  /** The figures of a rule as they stand: those that it is still about, or nothing. */
  function membersOf(rule, drafted) {
    const all = rule.figures.map(items.ofFigure).map((item) => ({ item, ...standing(item, drafted) }));
    const [first] = all;
    if (!first.row || all.some((one) => one.isAsked)) return null;
    if (rule.kind === "sum") {
      const parts = all.slice(1).filter(
        ({ item, row }) => parse(row?.value) && belongs(item, row, first.item, first.row, KEPT),
      );
      return parse(first.row.value) && parts.length ? [first, ...parts] : null;
    }
    const names = rule.kind === "change" || rule.ofPlace ? OF_PLACE : ["indicator", "indicator_written", "unit"];
    const stays = ({ item, row }) => row && belongs(item, row, item, row, names);
    const isTold = ({ row }, n) => parse(rule.kind === "change" && n === 0 ? row.change : row.value);
    if (!all.every((one, n) => stays(one) && isTold(one, n))) return null;
    return rule.kind === "change" && !all.every((one) => one.isSure) ? null : all;
  }

  function brokenBy(rule, drafted = null) {
    const members = membersOf(rule, drafted);
    if (!members) return null;
    return relations.isBroken(rule, members.map(({ item, row }) => sideOf(item, row))) ? members : null;
  }

  function arithmetic(rule, members) {
    const values = members.map(({ row }) => row.value);
    if (rule.kind === "sum") {
      const [total, ...parts] = values;
      const terms = parts.slice(0, MOST_TERMS).join(" + ") + (parts.length > MOST_TERMS ? " + …" : "");
      return say("review.now.sum", { terms, added: decimals.text(decimals.sum(parts.map(parse))), printed: total });
    }
    if (rule.kind === "change") {
      const [{ row }] = members;
      return say("review.now.change", { after: values[1], before: values[2], change: row.change + row.change_unit });
    }
    const bounds = [rule.low, rule.high].map((bound) => bound && decimals.text(parse(bound)));
    const kind = bounds.every(Boolean) ? "between" : bounds[0] ? "above" : "below";
    return say(`review.now.${kind}`, { value: values[0], low: bounds[0], high: bounds[1] });
  }

  // ---- one thing said twice ----

  const groups = new Map(); // what a figure is about → the figures that say it
  const groupOf = new Map();

  /** What a figure is about, with where and when; nothing where it cannot be compared. */
  function thingOf(item, row) {
    if (!row || !row.place || row.part || !parse(row.value)) return "";
    const was = item.figure ? rows.original(item.figure) : null;
    const same = was && ["indicator", "indicator_written", "unit"].every((name) => was[name] === row[name]);
    const [key] = same ? data.figures[item.figure - 1].thing : [row.indicator && `${row.indicator} `];
    return key && JSON.stringify([key, ...OF_ONE_THING.map((name) => row[name])]);
  }

  function regroup(item) {
    const { row, isAsked, isSure } = standing(item);
    const thing = isSure && !isAsked ? thingOf(item, row) : "";
    const before = groupOf.get(item) ?? "";
    if (thing !== before) {
      groups.get(before)?.delete(item);
      groupOf.set(item, thing);
      if (thing && !groups.has(thing)) groups.set(thing, new Set());
      if (thing) groups.get(thing).add(item);
    }
    return [before, thing].filter(Boolean);
  }

  function isInOneSentence(one, other) {
    const told = [one, other].map((item) => (item.figure ? data.figures[item.figure - 1].thing : ["", true, "", ""]));
    return told.every(([, isKnown]) => !isKnown) && told[0][3] !== "" && told[0][3] === told[1][3];
  }

  /** The pairs of a group that differ: its first, which a table says before a text, and another. */
  function differing(members) {
    const inTable = ({ row }) => Number(!row.locator.startsWith("table"));
    const [first, ...others] = [...members].sort((a, b) => inTable(a) - inTable(b) || a.item.index - b.item.index);
    return others
      .filter(({ item, row }) =>
        !relations.areOpposite(first.row.comparator, row.comparator) &&
        !isInOneSentence(first.item, item) &&
        relations.isOther(sideOf(first.item, first.row), sideOf(item, row)),
      )
      .map((other) => [first, other]);
  }

  const pairKey = (figures) => `twice ${figures.map((item) => item.key).sort().join(" ")}`;
  const keyOf = (pair) => pairKey(pair.map(({ item }) => item));
  const told = new Map(); // rule → the contradiction that the audit found in it
  const twice = new Map(
    fixed
      .filter((one) => isGrave(one) && REPEATS.includes(data.kinds[one.finding - 1]))
      .map((one) => [pairKey(one.figures), one]),
  );

  function pairsOf(thing) {
    const members = [...(groups.get(thing) ?? [])].map((item) => ({ item, row: standing(item).row }));
    return members.length > 1 ? differing(members) : [];
  }

  // ---- what is broken now ----

  const broken = new Map(); // key of a rule or pair → the arithmetic
  const pairs = new Map(); // what a figure is about → the keys of its pairs

  function hold(key, kind, members, words) {
    broken.set(key, words);
    if (fixedOf(key) || silent.has(key)) return;
    const figures = members.map(({ item }) => item);
    const [{ row }] = members;
    const facts = { place: rows.label(row, "place"), indicator: rows.label(row, "indicator") };
    if (!made.has(key)) {
      made.set(key, { finding: fixed.length + made.size + 1, key: `made ${key}`, isMade: true, severity: "doubtful" });
      ruleOf.set(made.get(key), key);
    }
    const title = say(`review.made.${kind}`, facts);
    Object.assign(made.get(key), { title, words, figures, nodes: figures[0].nodes });
  }

  const fixedOf = (key) => twice.get(key) ?? told.get(key);

  function judgeRule(key) {
    const rule = data.rules[key];
    const members = brokenBy(rule);
    if (members) hold(key, titleOf(rule), members, arithmetic(rule, members));
    else broken.delete(key);
  }

  const titleOf = (rule) => (["sum", "change"].includes(rule.kind) ? rule.kind : rule.ofPlace ? "known" : "range");

  const sayTwice = ([one, other]) => say("review.now.twice", { first: one.row.value, other: other.row.value });

  function judgeThing(thing) {
    for (const key of pairs.get(thing) ?? []) broken.delete(key);
    const found = pairsOf(thing);
    pairs.set(thing, found.map(keyOf));
    for (const pair of found) hold(keyOf(pair), "twice", pair, sayTwice(pair));
  }

  function judge(answered) {
    const changed = answered.filter((item) => !item.finding);
    for (const key of new Set(changed.flatMap((item) => rulesOf.get(item) ?? []))) judgeRule(key);
    for (const thing of new Set(changed.flatMap(regroup))) judgeThing(thing);
  }

  function begin() {
    data.rules.forEach((rule, key) => {
      for (const figure of rule.figures.map(items.ofFigure)) rulesOf.set(figure, [...(rulesOf.get(figure) ?? []), key]);
      const finding = fixed[rule.finding - 1];
      if (finding && isGrave(finding)) told.set(key, finding);
    });
    for (const [key, finding] of [...told, ...twice]) ruleOf.set(finding, key);
    judge(items.all.filter((item) => item.figure));
    for (const key of made.keys()) silent.add(key);
    made.clear();
    for (const one of fixed) {
      if (!broken.has(ruleOf.get(one))) unruled.add(one);
      atFirst.set(one, broken.get(ruleOf.get(one)));
    }
    events.on("answered", judge);
  }

  // ---- told to others ----

  /** Whether a contradiction has gone, or rests until a unit was asked. */
  function isGone(one) {
    if (!unruled.has(one)) return !broken.has(ruleOf.get(one));
    return one.figures.some((figure) => {
      const { row, isAsked } = standing(figure);
      return !row || isAsked || rows.changed(rows.original(figure.figure), row).length > 0;
    });
  }

  /** The arithmetic of a contradiction where it is another than as it was read. */
  function now(one) {
    const words = broken.get(ruleOf.get(one)) ?? "";
    return one.isMade || words === atFirst.get(one) ? "" : words;
  }

  /** All that it says, by which it is known as the one that was looked at. */
  const said = (one) => [one.title, one.words, now(one)].filter(Boolean).join("\n");

  const grave = fixed.filter(isGrave);
  const all = () => [...grave, ...made.values()];

  /** Those that are about a figure, and what its row as it is being corrected would go against. */
  function against(item) {
    const held = [...fixed, ...[...made.values()].filter((one) => !isGone(one))];
    const { row } = standing(item, item);
    const wouldBe = (rulesOf.get(item) ?? [])
      .filter((key) => !broken.has(key) && !silent.has(key))
      .map((key) => [data.rules[key], brokenBy(data.rules[key], item)])
      .filter(([, members]) => members)
      .map(([rule, members]) => arithmetic(rule, members));
    const others = [...(groups.get(thingOf(item, row)) ?? [])].filter((other) => other !== item);
    if (others.length) {
      const members = [...others, item].map((one) => ({ item: one, row: standing(one, item).row }));
      const found = differing(members).filter((pair) => pair.some((one) => one.item === item));
      wouldBe.push(...found.filter((pair) => !broken.has(keyOf(pair)) && !silent.has(keyOf(pair))).map(sayTwice));
    }
    return { held: held.filter((one) => one.figures.includes(item)), wouldBe };
  }

  begin();

  return { fixed, all, against, isGone, now, said };
}
