"""How the report of each unit stands in a month: on time, complete, valid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from aqmap.decide.progress.unit_tasks import RowKey, expected_units, tasks_of_unit
from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.ledger_rows import Decision, Entry, Question, Receipt
from aqmap.model.dispatch.month_rows import UnitStatus
from aqmap.model.dispatch.tasks import PlanVersion, Task
from aqmap.model.dispatch.unit_rows import ReportingUnit
from aqmap.model.figures import Absence

_NOTHING = (CellState.BLANK, CellState.NOT_REPORTED)
_IN_WORDS = (Absence.TEXT, Absence.RELATIVE)
_NOT_FILLED = ("last", "scope", "problems", "next_steps")
"""Fields that say nothing of the month: the sum of the month before is not the unit's to fill."""


def unit_statuses(
    units: Iterable[ReportingUnit],
    plan: PlanVersion,
    *,
    cut_off: date,
    receipts: Iterable[Receipt],
    entries: Iterable[Entry],
    questions: Iterable[Question],
) -> tuple[UnitStatus, ...]:
    """
    Return how the report of every expected unit stands.

    Parameters
    ----------
    units, plan, cut_off
        Who fills what, and up to which day the month counts.
    receipts, entries, questions
        Of the month; of the entries those that stand.

    Returns
    -------
    statuses
        In the units' order. On time is a unit whose first form that counts was, whatever it
        corrects later.
    """
    forms: dict[str, list[Receipt]] = {}
    for receipt in receipts:
        if not receipt.attachment:
            forms.setdefault(receipt.unit, []).append(receipt)
    cells: dict[str, dict[RowKey, list[Entry]]] = {}
    for entry in entries:
        rows = cells.setdefault(entry.unit, {})
        rows.setdefault((entry.indicator, entry.place), []).append(entry)
    asked: dict[str, int] = {}
    for question in questions:
        if question.closed_on is None:
            asked[question.unit] = asked.get(question.unit, 0) + 1
    statuses = []
    for unit in expected_units(units, plan, cut_off):
        came = forms.get(unit.id, [])
        counted = [receipt for receipt in came if receipt.decision == Decision.ACCEPTED]
        open_questions = asked.get(unit.id, 0)
        tasks = (task for _, task in tasks_of_unit(unit, plan).values())
        statuses.append(
            UnitStatus(
                unit=unit.id,
                received=counted[-1].received if counted else None,
                on_time=bool(counted) and not counted[0].late,
                complete=bool(counted) and _is_complete(tasks, cells.get(unit.id, {})),
                valid=bool(counted) and not open_questions,
                returned=bool(came) and not counted,
                open_questions=open_questions,
            )
        )
    return tuple(statuses)


def _is_complete(tasks: Iterable[Task], rows: Mapping[RowKey, Iterable[Entry]]) -> bool:
    """
    Return whether there is something in every row that asks for anything.

    Blank and 未报送 are nothing; a dash, 未开展 and 0 are something. A row without a task, or with
    a task of 0, asks for nothing; one whose task is written in words asks for something.
    """
    return all(
        any(
            entry.state not in _NOTHING
            for entry in rows.get((task.indicator, task.place), ())
            if entry.field not in _NOT_FILLED
        )
        for task in tasks
        if task.amount or task.absence in _IN_WORDS
    )
