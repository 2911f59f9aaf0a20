"""The table of a month: who reported what of which task, and what that comes to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aqmap.decide.progress.judge_progress import done_of, judge
from aqmap.decide.progress.reported_cells import (
    CUMULATIVE,
    THIS_MONTH,
    ReportedCells,
    amount_fields,
    done_field,
)
from aqmap.decide.progress.totals import row_total
from aqmap.decide.progress.unit_status import unit_statuses
from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.ledger_rows import STAGE, Decision, LedgerRows
from aqmap.model.dispatch.lights import Light
from aqmap.model.dispatch.month_rows import Amount, Correction, MonthRow, MonthTable, RowTotal
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.tasks import PlanVersion, Task
from aqmap.model.dispatch.unit_rows import ReportingUnit, UnitKind
from aqmap.workspace.dispatch.settings import DispatchSettings, RowRule
from aqmap.workspace.indicators import Indicator, Indicators

_TEXTS = ("scope", "problems", "next_steps")
_Changes = Callable[[DispatchMonth, str, str, str, str], Iterator[Correction]]


def month_table(
    month: DispatchMonth,
    plan: PlanVersion,
    settings: DispatchSettings,
    *,
    indicators: Indicators,
    units: Sequence[ReportingUnit],
    ledger: LedgerRows | ReportedCells,
) -> MonthTable:
    """
    Return all of a month as the ledger has it.

    Of two units that fill a row the place's own counts, where its report came; a department's is
    shown beside it. Nothing is carried forward: where no number came, the last one stands in
    `MonthRow.previous` and counts nowhere.

    Parameters
    ----------
    month, plan, settings
        The month, the plan as it holds then (`plan_of_month`), and the office's rules.
    indicators, units
        What the rows count, and who reports.
    ledger
        All that it holds; at a release it held ``ledger.as_released(str(month))``. Who makes
        the tables of several months indexes it once, as `ReportedCells`.
    """
    cut_off = settings.last_day_that_counts(month)
    cells = ledger if isinstance(ledger, ReportedCells) else ReportedCells(ledger)
    maker = _RowMaker(month, settings, cells, _by_place(units))
    rows: list[MonthRow] = []
    totals: list[RowTotal] = []
    for plan_row in plan.rows:
        indicator, rule = indicators[plan_row.indicator], settings.rule_of(plan_row.indicator)
        of_row = [maker.row(task, indicator, rule) for task in plan_row.tasks]
        rows += of_row
        totals.append(row_total(indicator, plan_row, of_row, rule))
    return MonthTable(
        month=month,
        cut_off=cut_off,
        report_by=settings.last_day_to_report(month),
        plan_version=plan.id,
        rows=tuple(rows),
        totals=tuple(totals),
        units=unit_statuses(
            units,
            plan,
            cut_off=cut_off,
            receipts=(r for r in cells.ledger.receipts if r.month == str(month)),
            entries=cells.standing(month),
            questions=(q for q in cells.ledger.questions if q.month == str(month)),
        ),
        draft=_is_draft(month, cells.ledger),
    )


def _is_draft(month: DispatchMonth, ledger: LedgerRows) -> bool:
    """Return whether a month is not released, or has been revised since."""
    release = ledger.released(str(month))
    return release is None or any(
        r.id > release.last_receipt and r.month == str(month) and r.decision == Decision.ACCEPTED
        for r in ledger.receipts
    )


def _by_place(units: Sequence[ReportingUnit]) -> Mapping[str, Sequence[ReportingUnit]]:
    """Return the units of each place, its own before departments."""
    by_place: dict[str, list[ReportingUnit]] = defaultdict(list)
    for unit in sorted(units, key=lambda u: u.kind == UnitKind.DEPARTMENT):
        for place in unit.places:
            by_place[place].append(unit)
    return by_place


@dataclass(frozen=True, slots=True)
class _RowMaker:
    """Makes the rows of a month."""

    month: DispatchMonth
    settings: DispatchSettings
    cells: ReportedCells
    by_place: Mapping[str, Sequence[ReportingUnit]]

    def row(self, task: Task, indicator: Indicator, rule: RowRule) -> MonthRow:
        """Return the row of a task."""
        cut_off = self.settings.last_day_that_counts(self.month)
        place, key = task.place, task.indicator
        ever = [u for u in self.by_place.get(place, ()) if u.fills(place, key)]
        fillers = [u.id for u in ever if u.exists_on(cut_off)]
        reporting = [u for u in fillers if self.cells.first_accepted(self.month, u) is not None]
        unit = next(iter(reporting or fillers), "")
        field = done_field(rule)
        amount = self.cells.amount(self.month, unit, place, key, field)
        judged = judge(
            indicator,
            rule,
            task,
            amount,
            month=self.month,
            cut_off=cut_off,
            returned=self.cells.is_returned(self.month, unit),
        )
        light, reason = judged.light, judged.reason
        if light == Light.NO_REPORT and not unit:
            light, reason = Light.NOT_JUDGED, "no_unit"
        of_row = self.cells.cells(self.month, unit, place, key)
        told: dict[str, Any] = {n: of_row[n].written for n in _TEXTS if n in of_row}
        if judged.done is None:
            told |= self._previous([u.id for u in ever], task, rule)
        receipt = self.cells.first_accepted(self.month, unit)
        return MonthRow(
            month=self.month,
            unit=unit,
            place=place,
            indicator=key,
            task=task,
            last=self._last(ever, task),
            this_month=self.cells.amount(self.month, unit, place, key, THIS_MONTH),
            cumulative=self.cells.amount(self.month, unit, place, key, CUMULATIVE),
            stages=self._stages(unit, task, rule),
            done=judged.done,
            compared=self._compared(reporting[1:], task, field),
            rate=judged.rate,
            expected=judged.expected,
            difference=judged.difference,
            limits=judged.limits,
            from_level=judged.from_level,
            light=light,
            reason=reason,
            late=receipt is not None and receipt.late,
            corrections=tuple(self._changes(self.cells.corrections, ever, task, rule)),
            since_release=tuple(self._changes(self.cells.since_release, ever, task, rule)),
            **told,
        )

    def _changes(
        self, changes: _Changes, ever: Sequence[ReportingUnit], task: Task, rule: RowRule
    ) -> Iterator[Correction]:
        """Yield what was changed after a release; of a first report what counts as done alone."""
        counts, *others = amount_fields(rule)
        for number, filler in enumerate(ever):
            for found in changes(self.month, filler.id, task.place, task.indicator, counts):
                change = replace(found, field="")
                if change.old is not None:
                    yield change
                elif not self._released_by(ever[:number], change.month):
                    # What counted of another unit until then is what it changes.
                    stood = self._released_by(ever[number + 1 :], change.month)
                    yield replace(change, old=self._amount_of(stood, change.month, task, counts))
        for field in others:
            for filler in ever:
                of_field = changes(self.month, filler.id, task.place, task.indicator, field)
                yield from (change for change in of_field if change.old is not None)

    def _released_by(
        self, fillers: Sequence[ReportingUnit], month: DispatchMonth
    ) -> ReportingUnit | None:
        """Return the first of some units with whose report a month was released."""
        return next((u for u in fillers if self.cells.was_released(month, u.id)), None)

    def _amount_of(
        self, unit: ReportingUnit | None, month: DispatchMonth, task: Task, field: str
    ) -> Amount | None:
        if unit is None:
            return None
        return self.cells.amount(month, unit.id, task.place, task.indicator, field)

    def _stages(self, unit: str, task: Task, rule: RowRule) -> dict[str, Amount]:
        amounts = {}
        for stage in rule.stages:
            field = f"{STAGE}{stage}"
            amount = self.cells.amount(self.month, unit, task.place, task.indicator, field)
            if amount is not None:
                amounts[stage] = amount
        return amounts

    def _compared(self, others: Sequence[str], task: Task, field: str) -> Amount | None:
        """Return what the first of other units says of a row that the place's own unit reports."""
        for unit in others:
            amount = self.cells.amount(self.month, unit, task.place, task.indicator, field)
            if amount is not None and amount.state != CellState.BLANK:
                return amount
        return None

    def _last(self, fillers: Sequence[ReportingUnit], task: Task) -> Amount | None:
        """Return the sum that stands for the month before, whoever reported it."""
        if self.month.previous is None:
            return None
        sums = (
            self.cells.amount(self.month.previous, u.id, task.place, task.indicator, CUMULATIVE)
            for u in fillers
        )
        return next((amount for amount in sums if amount is not None), None)

    def _previous(self, fillers: Sequence[str], task: Task, rule: RowRule) -> dict[str, Any]:
        """Return the last number of the year before this month, with its month and day."""
        earlier = self.month.previous
        while earlier is not None:
            for unit in fillers:
                place, field = task.place, done_field(rule)
                amount = self.cells.amount(earlier, unit, place, task.indicator, field)
                done = done_of(amount, rule)
                if done is not None:
                    day = self.settings.last_day_that_counts(earlier)
                    return {"previous": done, "previous_month": earlier, "previous_day": day}
            earlier = earlier.previous
        return {}
