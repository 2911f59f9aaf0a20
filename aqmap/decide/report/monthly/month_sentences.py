"""The sentences of a month: how many reported, how far each task is, who is behind and by what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from aqmap.book.dispatch.light_looks import signed_light
from aqmap.book.dispatch.month_book import MonthBook
from aqmap.book.dispatch.month_cells import (
    amount_cell,
    rate_cell,
    reported_words,
    row_fact,
    share_cell,
    total_rate_cell,
    total_task,
)
from aqmap.decide.report.office_numbers import with_unit
from aqmap.model.dispatch.lights import RED, YELLOW, Light
from aqmap.model.dispatch.month_rows import MonthRow, RowTotal
from aqmap.model.dispatch.shares import points
from aqmap.model.dispatch.tasks import PlanRow
from aqmap.model.periods import day_text
from aqmap.words import Text, listed, text


def scope_sentence(book: MonthBook) -> Text:
    """Return what the month covers, up to which day, and by which plan."""
    table = book.table
    sentence = text(
        "monthly.scope",
        region=book.region,
        places=len(book.shown_places),
        rows=len(book.plan_rows),
        cut_off=day_text(table.cut_off),
        report_by=day_text(table.report_by),
    )
    since = book.plan.since
    if since is None:
        return sentence
    return text("monthly.scope.changed", sentence=sentence, day=day_text(since))


def reports_sentence(book: MonthBook) -> Text:
    """Return how many units reported; on time, complete and valid are counted apart."""
    units = book.table.units
    came = [unit for unit in units if unit.received is not None]
    key = "monthly.reports" if book.audience.gets_findings else "monthly.reports.leader"
    return text(
        key,
        expected=len(units),
        reported=len(came),
        on_time=sum(unit.on_time for unit in came),
        late=sum(not unit.on_time for unit in came),
        complete=sum(unit.complete for unit in came),
        valid=sum(unit.valid for unit in came),
        missing=len(units) - len(came),
        returned=sum(unit.returned for unit in book.missing()),
    )


def lights_sentence(book: MonthBook) -> Text:
    """Return how many tasks of places have each light."""
    counts = book.counts_in_words(r for r in book.table.rows if r.light != Light.NO_TASK)
    counted = [text("monthly.count", what=words, count=count) for words, count in counts.items()]
    none = book.count(Light.NO_TASK)
    rest = text("monthly.no_task", count=none) if none else Text("", "")
    count = len(book.table.rows) - none
    return text("monthly.lights", count=count, counts=listed(counted, "，"), rest=rest)


def row_sentence(book: MonthBook, row: PlanRow, total: RowTotal) -> Text:
    """Return how far a row is over all its places: at least so far, while reports are missing."""
    unit, kind = book.units_of_measure[row.indicator], book.kinds.get(row.indicator)
    facts = [reported_words(total)] if total.expected_reports else []
    task = total_task(total)
    if task is not None:
        facts.append(row_fact("task", kind, amount=with_unit(task, unit)))
    if total.done is not None:
        name = "done_at_least" if total.at_least else "done"
        facts.append(row_fact(name, kind, amount=with_unit(total.done, unit)))
    if total.rate is not None:
        facts.append(row_fact("rate", kind, rate=total_rate_cell(total).words))
    elif not total.denominator:
        printed, added = total.task_printed, total.task_sum
        if printed is not None and added is not None and printed != added:
            amounts = {"printed": with_unit(printed, unit), "added": with_unit(added, unit)}
            facts.append(text("monthly.row.open_total", **amounts))
    counts = [
        text("monthly.count", what=signed_light(light, kind), count=total.lights[light])
        for light in Light
        if total.lights.get(light)
    ]
    facts += [listed(counts, "、")] if counts else []
    return text("monthly.row.sentence", row=book.numbered(row), facts=listed(facts, "，"))


def behind_sentences(book: MonthBook) -> Iterator[Text]:
    """Yield for each row who is behind and by how many percentage points; then the rules."""
    judged = []
    for row in book.plan_rows:
        sentence = behind_sentence(book, row)
        if sentence is not None:
            yield sentence
            judged.append(row)
    yield from book.rule_lines(judged)


def behind_sentence(book: MonthBook, row: PlanRow) -> Text | None:
    """Return who is behind in a row and by how many percentage points; none where nobody is."""
    groups = []
    for light in Light:
        if light in RED | YELLOW:
            behind = [r for r in book.rows_of(row.indicator) if r.light == light]
            groups += [_behind_group(book, behind)] if behind else []
    if not groups:
        return None
    return _with_schedule(book, row, listed(groups, "；"))


def _with_schedule(book: MonthBook, row: PlanRow, groups: Text) -> Text:
    """Return a row's sentence, with its schedule where it has one."""
    shares = (r.expected for r in book.rows_of(row.indicator) if r.expected is not None)
    expected = next(shares, None)
    facts = {"row": book.numbered(row), "groups": groups}
    if expected is None:
        return text("monthly.behind", **facts)
    return text("monthly.behind.scheduled", expected=share_cell(expected).words, **facts)


def _behind_group(book: MonthBook, rows: Sequence[MonthRow]) -> Text:
    kind = book.kinds.get(rows[0].indicator)
    places = [
        text("report.place", place=book.places[row.place], details=_progress_words(row, kind))
        for row in by_difference(rows)
    ]
    words = book.light_of(rows[0])
    return text("monthly.behind.group", light=words, count=len(rows), places=listed(places))


def by_difference(rows: Sequence[MonthRow]) -> list[MonthRow]:
    """Return rows with the largest difference to their schedule first."""
    return sorted(rows, key=lambda row: -abs(row.difference or Fraction(0)))


def _progress_words(row: MonthRow, kind: str | None) -> Text:
    """Return a place's rate, and how far that is from the schedule."""
    words: list[Text] = []
    if row.rate is not None:
        words.append(row_fact("rate", kind, rate=rate_cell(row).words))
    if row.difference and row.light != Light.OVER_CAP:
        key = "monthly.above" if row.difference > 0 else "monthly.below"
        words.append(text(key, points=points(row.difference).lstrip("+-")))
    if row.late:
        words.append(text("monthly.late"))
    return listed(words, "，")


def missing_sentences(book: MonthBook) -> Iterator[Text]:
    """Yield who has not reported, whose form was sent back, and who was late."""
    units = book.table.units
    groups = {
        "missing": [u for u in units if u.received is None and not u.returned],
        "returned": [u for u in units if u.received is None and u.returned],
        "late": [u for u in units if u.received is not None and not u.on_time],
        "incomplete": [u for u in units if u.received is not None and not u.complete],
    }
    for key, of_group in groups.items():
        if of_group:
            names = listed(unit_name(book, unit.unit) for unit in of_group)
            yield text(f"monthly.{key}", count=len(of_group), names=names)
    if not groups["missing"] and not groups["returned"]:
        yield text("monthly.all_reported", count=len(units))
    held = [row for row in book.table.rows if row.light in (Light.NO_REPORT, Light.RETURNED)]
    if held:
        yield text("monthly.missing.rows", count=len(held))


def corrected_sentences(book: MonthBook) -> Iterator[Text]:
    """Yield what was changed in released months, from what to what, and why."""
    for row in book.table.rows:
        for correction in row.corrections:
            facts = {
                "month": correction.month.in_words,
                "place": book.places[row.place],
                "name": book.names[row.indicator],
                "old": amount_cell(correction.old).words,
                "new": amount_cell(correction.new).words,
                "unit": book.units_of_measure[row.indicator],
                "reason": plain_words(correction.reason),
            }
            yield text("monthly.corrected", **facts)


def questions_sentence(book: MonthBook) -> Text:
    """Return how many questions are open, and to how many units."""
    questions = book.open_questions()
    if not questions:
        return text("monthly.none_open")
    units = {question.unit for question in questions}
    return text("monthly.questions", count=len(questions), units=len(units))


def unit_name(book: MonthBook, unit: str) -> Text:
    """Return a unit's name as it stands on its seal."""
    return plain_words(book.units.get(unit, unit))


def plain_words(written: str) -> Text:
    """Return what a person wrote, which has one language."""
    return Text(written, written)
