"""A row over all its places: 已报9/11, 至少, and of which total the rate is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from aqmap.decide.progress.judge_progress import is_no_task, kind_of
from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.month_rows import MonthRow, RowTotal
from aqmap.model.dispatch.tasks import PlanRow
from aqmap.workspace.dispatch.settings import RowRule
from aqmap.workspace.indicators import Indicator

_NO_ANSWER = frozenset({CellState.BLANK, CellState.DASH, CellState.NOT_REPORTED, CellState.TEXT})
_WITH_RATES = frozenset({"quantity", "cap"})
UNRATED = "unrated"
"""What a total is told by whose kind never has a rate, where the printed one is another."""


def row_total(
    indicator: Indicator, plan_row: PlanRow, rows: Sequence[MonthRow], rule: RowRule
) -> RowTotal:
    """
    Return a row over all its places.

    Parameters
    ----------
    indicator, plan_row, rule
        What it counts, what the plan asks, and the office's rule.
    rows
        Its rows of the month, one a place.
    """
    with_task = [r for r in rows if r.task.amount is not None and not is_no_task(indicator, r.task)]
    expected = [r for r in with_task if r.unit]
    task_sum = printed = done = None
    if indicator.adds_up:
        amounts = [r.task.amount for r in rows if r.task.amount is not None]
        task_sum = sum(amounts, Decimal(0)) if amounts else None
        numbers = [r.done for r in with_task if r.done is not None]
        done = sum(numbers, Decimal(0)) if numbers else None
    if plan_row.printed_total is not None:
        printed = plan_row.printed_total.amount
    is_rated = kind_of(indicator) in _WITH_RATES
    denominator = _denominator(task_sum, printed, rule)
    if not is_rated and None not in (task_sum, printed) and task_sum != printed:
        denominator = UNRATED
    whole = {"printed": printed, "sum": task_sum}.get(denominator)
    rate = None
    if whole and done is not None and is_rated:
        rate = Fraction(done) / Fraction(whole)
    return RowTotal(
        indicator=plan_row.indicator,
        expected_reports=len(expected),
        reports=sum(_has_answered(row, rule) for row in expected),
        task_sum=task_sum,
        task_printed=printed,
        denominator=denominator,
        done=done,
        rate=rate,
        at_least=any(row.done is None for row in expected),
        without_unit=len(with_task) - len(expected),
        lights=Counter(row.light for row in rows),
    )


def _denominator(task_sum: Decimal | None, printed: Decimal | None, rule: RowRule) -> str:
    """Return which total the rate is of; none where they differ and nobody has chosen."""
    if printed is None:
        return "" if task_sum is None else "sum"
    if task_sum is None:
        return "printed" if rule.denominator == "printed" else ""
    if task_sum == printed:
        return rule.denominator or "sum"
    return rule.denominator or ""


def _has_answered(row: MonthRow, rule: RowRule) -> bool:
    """Return whether a report says something of a row: a number, or 未开展 and the like."""
    amount = row.stages.get(rule.done) if rule.done else row.cumulative
    return amount is not None and amount.state not in _NO_ANSWER
