"""Which rows a unit fills, and which units are to report in a month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aqmap.model.dispatch.tasks import PlanRow, PlanVersion, Task
from aqmap.model.dispatch.unit_rows import ReportingUnit

RowKey = tuple[str, str]
"""Indicator and place: a row of a form."""


def tasks_of_unit(unit: ReportingUnit, plan: PlanVersion) -> dict[RowKey, tuple[PlanRow, Task]]:
    """Return the rows that a unit fills, in the annex's order: the rows of its form."""
    places = frozenset(unit.places)  # most tasks are another's: these are passed by quickly
    return {
        (row.indicator, task.place): (row, task)
        for row in plan.rows
        for task in row.tasks
        if task.place in places and unit.fills(task.place, row.indicator)
    }


def expected_units(
    units: Iterable[ReportingUnit], plan: PlanVersion, cut_off: date
) -> list[ReportingUnit]:
    """Return the units of which a report is expected that counts up to a day, in their order."""
    return [unit for unit in units if unit.exists_on(cut_off) and tasks_of_unit(unit, plan)]
