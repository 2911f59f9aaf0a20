"""How the reports of a month stand: on time, complete and valid are three counts, never one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from aqmap.decide.progress.judge_progress import is_no_task
from aqmap.decide.progress.reported_cells import ReportedCells
from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.ledger_rows import Question
from aqmap.model.dispatch.month_rows import UnitStatus
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.tasks import Task
from aqmap.model.dispatch.unit_rows import ReportingUnit
from aqmap.model.figures import Absence
from aqmap.workspace.indicators import Indicator

_ASKED_IN_WORDS = frozenset({Absence.TEXT, Absence.RELATIVE})


def is_asked(indicator: Indicator, task: Task) -> bool:
    """Return whether a row is to be filled: the plan asks for something, by number or in words."""
    if task.amount is None:
        return task.absence in _ASKED_IN_WORDS
    return not is_no_task(indicator, task)


def unit_statuses(
    units: Iterable[ReportingUnit],
    asked: Sequence[tuple[Task, str]],
    cells: ReportedCells,
    questions: Iterable[Question],
    month: DispatchMonth,
) -> Iterator[UnitStatus]:
    """
    Yield how the report of each unit stands.

    Parameters
    ----------
    units
        That exist on the month's last day that counts.
    asked
        The tasks to be reported, each with the field that counts as done.
    cells, questions, month
        What the ledger holds, and of which month.
    """
    of_month = (q for q in questions if q.month == str(month) and q.closed_on is None)
    open_questions = Counter(question.unit for question in of_month)
    for unit in units:
        receipt = cells.first_accepted(month, unit.id)
        amounts = (
            cells.amount(month, unit.id, task.place, task.indicator, field)
            for task, field in asked
            if unit.fills(task.place, task.indicator)
        )
        filled = all(a is not None and a.state != CellState.BLANK for a in amounts)
        yield UnitStatus(
            unit=unit.id,
            received=receipt.received if receipt else None,
            on_time=receipt is not None and not receipt.late,
            complete=receipt is not None and filled,
            valid=receipt is not None and not open_questions[unit.id],
            returned=cells.is_returned(month, unit.id),
            open_questions=open_questions[unit.id],
        )
