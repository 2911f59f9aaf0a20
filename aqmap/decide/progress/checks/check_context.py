"""What a form is checked against: the month, the plan, the units, and what was reported before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from aqmap.decide.progress.unit_tasks import RowKey, tasks_of_unit
from aqmap.model.dispatch.forms import CellState, FormCell, FormRow
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.remarks import Remark, Severity
from aqmap.model.dispatch.tasks import PlanRow, PlanVersion, Task
from aqmap.model.dispatch.unit_rows import ReportingUnit

UNCOUNTED = frozenset({"quality", "stock", "supervised"})
"""Kinds of rows whose amounts are no part of their task."""
GROWING = frozenset({"quantity", "cap", "frequency", None})
"""Kinds of rows that add up through the year; of those that nobody declared, it is asked."""


@dataclass(frozen=True, slots=True)
class EarlierAmount:
    """
    The amount done that stands for an earlier month of the year.

    Attributes
    ----------
    month, state, value
        What was reported when.
    corrected
        Numbers that stood there before they were corrected.
    """

    month: DispatchMonth
    state: CellState
    value: Decimal | None
    corrected: frozenset[Decimal] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckContext:
    """
    What the forms of a month are checked against.

    Attributes
    ----------
    month, cut_off, report_by
        The month, the day it counts up to, the last day to report.
    plan
        As it holds in the month.
    units
        Every unit of the workspace, by id.
    kinds
        The kind of each indicator, where it has one.
    done_stages
        Which stage counts as done, of the indicators whose rows are counted in stages.
    earlier
        By unit and row, what stands for the months of the year before this one, oldest first.
    """

    month: DispatchMonth
    cut_off: date
    report_by: date
    plan: PlanVersion
    units: Mapping[str, ReportingUnit]
    kinds: Mapping[str, str | None]
    done_stages: Mapping[str, str] = field(default_factory=dict)
    earlier: Mapping[str, Mapping[RowKey, tuple[EarlierAmount, ...]]] = field(default_factory=dict)

    def tasks_of(self, unit: ReportingUnit) -> dict[RowKey, tuple[PlanRow, Task]]:
        """Return the rows that a unit fills, in the annex's order."""
        return tasks_of_unit(unit, self.plan)

    def grows(self, indicator: str) -> bool:
        """Return whether a row's amounts add up through the year."""
        return self.kinds.get(indicator) in GROWING

    def counted_cell(self, row: FormRow) -> FormCell:
        """Return the cell of a row that says how much is done: the stage's, or the sum."""
        return row.stages.get(self.done_stages.get(row.indicator, ""), row.cumulative)

    def earlier_of(self, unit: str, key: RowKey) -> tuple[EarlierAmount, ...]:
        """Return what stands for a row in the months before."""
        return self.earlier.get(unit, {}).get(key, ())

    def last_month(self, unit: str, key: RowKey) -> EarlierAmount | None:
        """Return what stands for the month before; none where nothing was reported for it."""
        earlier = self.earlier_of(unit, key)
        return earlier[-1] if earlier and earlier[-1].month == self.month.previous else None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a remark stands: a file, its sheet, and the row of the plan."""

    file: str
    sheet: str
    key: RowKey = ("", "")

    def remark(self, severity: Severity, code: str, cell: str = "", /, **facts: object) -> Remark:
        """Return a remark on a cell here."""
        return Remark(
            severity=severity,
            code=code,
            file=self.file,
            sheet=self.sheet,
            cell=cell,
            indicator=self.key[0],
            place=self.key[1],
            facts={name: written(fact) for name, fact in facts.items()},
        )


def written(fact: object) -> str:
    """
    Return a fact as remarks show it: a number with its digits and no exponent.

    >>> written(Decimal("1E+3")), written(Decimal("12.50"))
    ('1000', '12.50')
    """
    return format(fact, "f") if isinstance(fact, Decimal) else str(fact)
