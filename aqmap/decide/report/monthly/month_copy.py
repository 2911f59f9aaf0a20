"""A month as it may go to an audience: what is not for it is left out, and says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aqmap.book.dispatch.month_book import MonthBook
from aqmap.model.audience import Audience
from aqmap.model.dispatch.lights import Light
from aqmap.model.dispatch.month_rows import MonthRow, RowTotal
from aqmap.model.dispatch.tasks import PlanRow, Task
from aqmap.model.figures import Figure, Withheld
from aqmap.model.periods import day_text
from aqmap.words import Text, text
from aqmap.workspace.sources import Source

UNPUBLISHED = "unpublished"
"""Why nothing is judged: the reports are not marked as published."""
NO_DATA = "no_data"
"""Why nothing is judged: no number is at hand, whoever did not report it, or how."""

_NOT_REPORTED: dict[str, Any] = {
    **dict.fromkeys(["last", "this_month", "cumulative", "done", "previous", "previous_month"]),
    "stages": {},
    "scope": "",
    "late": False,
}
"""What a row holds without its report."""


def month_copy(
    book: MonthBook,
    audience: Audience,
    *,
    figures: Mapping[str, Figure],
    sources: Mapping[str, Source],
    reports: str,
) -> MonthBook:
    """
    Return what of a month is for an audience.

    Parameters
    ----------
    book
        The whole month.
    audience
        Leaders get no questions to units; the public gets only what comes from published sources:
        tasks of such plans, amounts if the reports themselves are such a source; and nothing of
        which units have not reported.
    figures
        The figures of the tasks, by id.
    sources
        The register of sources.
    reports
        Id of the source that the reports are, where ``dispatch.toml`` names one; else empty.
    """
    if audience.gets_findings:
        return replace(book, audience=audience)
    book = replace(book, audience=audience, questions=(), returned=())
    if audience.gets_unpublished:
        return book
    published = {key for key, source in sources.items() if source.published}
    given = {key for key, figure in figures.items() if figure.source in published}
    gives_reports = reports in published
    rows = tuple(_given_row(row, given, gives_reports=gives_reports) for row in book.table.rows)
    tasks_whole = {
        row.indicator: all(task.figure in given for task in row.tasks) for row in book.plan.rows
    }
    totals = tuple(
        _given_total(
            total,
            gives_tasks=tasks_whole.get(total.indicator, False),
            gives_reports=gives_reports,
        )
        for total in book.table.totals
    )
    return replace(
        book,
        table=replace(book.table, rows=rows, totals=totals, units=()),
        plan=replace(book.plan, rows=tuple(_given_plan_row(r, given) for r in book.plan.rows)),
        ranks=book.ranks if gives_reports else {},
        leads={},
        notes=tuple(_public_notes(book)),
    )


def _public_notes(book: MonthBook) -> list[Text]:
    """Return when the month was released, without the units that had not reported by then."""
    return [text("monthly.released.on", day=day_text(book.release.on))] if book.release else []


def _given_task(task: Task, given: set[str]) -> Task:
    if task.figure in given:
        return task
    return replace(task, amount=None, absence=Withheld.UNPUBLISHED, written="", scope="")


def _given_plan_row(row: PlanRow, given: set[str]) -> PlanRow:
    total = row.printed_total
    return replace(
        row,
        tasks=tuple(_given_task(task, given) for task in row.tasks),
        printed_total=_given_task(total, given) if total else None,
    )


def _given_row(row: MonthRow, given: set[str], *, gives_reports: bool) -> MonthRow:
    """Return a row without what units wrote, and without numbers that are not published."""
    task = _given_task(row.task, given)
    row = replace(row, task=task, problems="", next_steps="", corrections=(), since_release=())
    row = replace(row, unit="", compared=None, late=False)
    gives_task = task.absence != Withheld.UNPUBLISHED
    if gives_task and (gives_reports or row.light == Light.NO_TASK):
        if gives_reports and row.done is not None:
            return row
        row = replace(row, **_NOT_REPORTED)
        if row.light == Light.NO_TASK or row.task.amount is None:
            return row
        return replace(row, expected=None, light=Light.NOT_JUDGED, reason=NO_DATA)
    bare = replace(row, rate=None, expected=None, difference=None)
    if not gives_reports:
        bare = replace(bare, **_NOT_REPORTED)
    return replace(bare, light=Light.NOT_JUDGED, reason=UNPUBLISHED)


def _given_total(total: RowTotal, *, gives_tasks: bool, gives_reports: bool) -> RowTotal:
    """Return a total without what would tell a number that is left out."""
    total = replace(total, reports=0, expected_reports=0, without_unit=0)
    if gives_tasks and gives_reports:
        silent = (Light.NO_REPORT, Light.RETURNED)
        lights = Counter(total.lights)
        lights[Light.NOT_JUDGED] += sum(lights.pop(light, 0) for light in silent)
        return replace(total, lights=+lights)
    if not gives_tasks:
        total = replace(total, task_sum=None, task_printed=None)
    if not gives_reports:
        total = replace(total, done=None)
    return replace(total, rate=None, at_least=False, lights={}, denominator="")
