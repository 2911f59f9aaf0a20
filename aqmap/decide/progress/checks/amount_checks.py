"""What a row's amounts leave to be asked: against the plan, the months before, and each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from aqmap.decide.progress.checks.check_context import (
    UNCOUNTED,
    CheckContext,
    EarlierAmount,
    Spot,
)
from aqmap.model.dispatch.forms import CellState, FormCell, FormRow
from aqmap.model.dispatch.remarks import Remark, Severity
from aqmap.model.dispatch.tasks import PlanRow, Task

_MOST_OF_TASK = Decimal("1.5")
_TEN_THOUSAND = Decimal(10_000)
_LEAST_OF_TASK = Decimal("0.01")
"""An amount that 10 000 times more or less would make at least this part of the task, and at most
150 % of it, may be one in 万户 where 户 were asked for, or the other way round."""
_MONTHS_UNCHANGED = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class RowCheck:
    """One row of a form beside what the plan and the months before say of it."""

    row: FormRow
    plan_row: PlanRow
    task: Task
    unit: str
    context: CheckContext
    spot: Spot

    def remarks(self) -> Iterator[Remark]:
        """Yield what there is to ask, and what is only said."""
        yield from self._locked_cells()
        value = _value(self._counted)
        if value is None:
            yield from self._denied_task()
            return
        scale = self._ten_thousand(value)
        if scale:
            yield scale  # one slip: what else it makes odd is no further question
            return
        yield from self._over_task(value)
        if self.context.grows(self.row.indicator):
            yield from self._below_earlier(value)
            yield from self._sum()
            yield from self._unchanged(value)

    @property
    def _counted(self) -> FormCell:
        return self.context.counted_cell(self.row)

    def _ask(self, code: str, cell: FormCell, **facts: object) -> Remark:
        measure = self.plan_row.unit
        return self.spot.remark(Severity.ASK, code, cell.cell, unit=measure, **facts)

    def _earlier(self) -> tuple[EarlierAmount, ...]:
        return self.context.earlier_of(self.unit, (self.row.indicator, self.row.place))

    def _last_month(self) -> EarlierAmount | None:
        """Return what stands for the month before; none where nothing was reported for it."""
        return self.context.last_month(self.unit, (self.row.indicator, self.row.place))

    def _locked_cells(self) -> Iterator[Remark]:
        """Find locks that were pasted over: the plan's and the ledger's values are kept."""
        for changed in self.row.changed:
            code = "measure_changed" if changed.column == "measure" else "words_changed"
            facts = {"found": changed.found or "-", "expected": changed.expected}
            yield self.spot.remark(Severity.ASK, code, changed.cell, **facts)
        task, last = self.row.task, self.row.last
        if _value(task) != self.task.amount:
            facts = {"found": shown(task), "expected": self.task.written or _dash(self.task.amount)}
            yield self._ask("task_changed", task, **facts)
        stands = self._last_month()
        expected = stands.value if stands else None
        if _value(last) == expected or went_out_early(last, stands):
            return
        month = self.context.month.previous
        if month is None:
            yield self._ask("last_in_january", last, found=shown(last), expected=_dash(None))
            return
        facts = {"found": shown(last), "expected": _dash(expected), "month": str(month)}
        if stands and _value(last) in stands.corrected:
            measure = self.plan_row.unit
            yield self.spot.remark(
                Severity.NOTE, "last_corrected", last.cell, unit=measure, **facts
            )
        else:
            yield self._ask("last_changed", last, **facts)

    def _denied_task(self) -> Iterator[Remark]:
        cell, task = self._counted, self.task.amount
        if cell.state == CellState.NO_TASK and task:
            yield self._ask("task_denied", cell, found=cell.written, expected=task)

    def _ten_thousand(self, value: Decimal) -> Remark | None:
        """Return the question whether an amount is in 10 000 times another unit than the row's."""
        measure = self.task.amount if self._has_share else None
        earlier = [e.value for e in self._earlier() if e.value]
        if earlier and earlier[-1] and self.context.grows(self.row.indicator):
            if _LEAST_OF_TASK <= value / earlier[-1] <= 1 / _LEAST_OF_TASK:
                return None  # as large as what the unit reported before
            measure = measure or earlier[-1]
        if not measure or not value:
            return None
        for factor in (_TEN_THOUSAND, 1 / _TEN_THOUSAND):
            if _LEAST_OF_TASK <= value * factor / measure <= _MOST_OF_TASK and not (
                _LEAST_OF_TASK <= value / measure <= _MOST_OF_TASK
            ):
                meant = (value * factor).normalize()
                return self._ask(
                    "ten_thousand", self._counted, found=value, expected=meant, task=measure
                )
        return None

    @property
    def _has_share(self) -> bool:
        """Whether what is reported is a part of the task."""
        return self.context.kinds.get(self.row.indicator) not in UNCOUNTED

    def _over_task(self, value: Decimal) -> Iterator[Remark]:
        task = self.task.amount
        if task and self._has_share and value > task * _MOST_OF_TASK:
            share = f"{value / task * 100:.1f}"
            yield self._ask("over_task", self._counted, found=value, expected=task, share=share)

    def _below_earlier(self, value: Decimal) -> Iterator[Remark]:
        numbers = [amount for amount in self._earlier() if amount.value is not None]
        if numbers and numbers[-1].value is not None and value < numbers[-1].value:
            facts = {"expected": numbers[-1].value, "month": str(numbers[-1].month)}
            yield self._ask("below_earlier", self._counted, found=value, **facts)

    def _sum(self) -> Iterator[Remark]:
        sum_cell = self.row.cumulative
        this_month, total = _value(self.row.month), _value(sum_cell)
        stands = self._last_month()
        last = stands.value if stands else None
        if self.context.month.previous is None:
            last = Decimal(0)  # the year begins: there is nothing before
        if this_month is None or total is None or last is None or last + this_month == total:
            return
        facts = {"last": last, "this_month": this_month, "expected": last + this_month}
        yield self._ask("sum_differs", sum_cell, found=total, **facts)

    def _unchanged(self, value: Decimal) -> Iterator[Remark]:
        """Ask of an amount that stands still for three months in a row, unless all is done."""
        task = self.task.amount
        kind = self.context.kinds.get(self.row.indicator)
        if task is not None and value >= task and kind != "cap":
            return
        before = self._earlier()[1 - _MONTHS_UNCHANGED :]
        month = self.context.month.previous
        for amount in reversed(before):
            if amount.month != month or amount.value != value:
                return
            month = amount.month.previous
        if len(before) == _MONTHS_UNCHANGED - 1:
            yield self._ask("unchanged", self._counted, found=value, since=str(before[0].month))


def went_out_early(last: FormCell, stands: EarlierAmount | None) -> bool:
    """Return whether a form has no sum of last month because it was made before that was in."""
    is_known = stands is not None and stands.value is not None
    return is_known and last.state in (CellState.DASH, CellState.NOT_REPORTED)


def shown(cell: FormCell) -> str:
    """Return a cell as remarks show it."""
    return cell.written.strip() or "-"


def _value(cell: FormCell) -> Decimal | None:
    """Return a cell's number; none of what sends the form back by itself."""
    has_number = cell.state == CellState.VALUE and cell.value is not None and cell.value >= 0
    return cell.value if has_number else None


def _dash(value: Decimal | None) -> str:
    return "-" if value is None else format(value, "f")
