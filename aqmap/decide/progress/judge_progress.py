"""Progress against time (序时进度): which light a row of a place has, decided here alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from aqmap.decide.progress.schedule import expected_share, is_overdue
from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.lights import Light
from aqmap.model.dispatch.month_rows import Amount
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.tasks import Task
from aqmap.workspace.dispatch.settings import RowRule, Thresholds
from aqmap.workspace.indicators import Indicator

_ON_TIME = frozenset({"quantity", "cap"})
_WITH_LIGHTS = _ON_TIME | {"level", "frequency"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What a row of a place comes to; the fields are those of `MonthRow`."""

    light: Light
    reason: str = ""
    done: Decimal | None = None
    rate: Fraction | None = None
    expected: Fraction | None = None
    difference: Fraction | None = None
    limits: tuple[Fraction, ...] = ()
    from_level: Decimal | None = None


def judge(
    indicator: Indicator,
    rule: RowRule,
    task: Task,
    amount: Amount | None,
    *,
    month: DispatchMonth,
    cut_off: date,
    returned: bool = False,
) -> Judgement:
    """
    Return what a place's progress in a row comes to; nothing is rounded before it is judged.

    Parameters
    ----------
    indicator, rule
        What the row counts, and how the office has it judged.
    task
        What the plan of the month asks.
    amount
        What counts as done, as reported; none where no report came.
    month, cut_off
        The month, and the day that it counts to.
    returned
        Whether all that came was sent back.
    """
    done, kind = done_of(amount, rule), kind_of(indicator)
    expected = None
    if kind in _ON_TIME and task.amount is not None and not is_no_task(indicator, task):
        expected = expected_share(rule, month, cut_off)
    unjudged = _unjudged(indicator, task, amount, done)
    if unjudged is not None:
        light, reason = unjudged
        light = Light.RETURNED if returned and light == Light.NO_REPORT else light
        return Judgement(light=light, reason=reason, done=done, expected=expected)
    assert task.amount is not None and done is not None  # noqa: S101 - it is judged
    overdue = is_overdue(rule, cut_off)
    if expected is not None:
        return _on_time(kind, rule, task.amount, done, expected, overdue=overdue)
    return _at_deadline(indicator, task.amount, done, overdue=overdue)


def _unjudged(
    indicator: Indicator, task: Task, amount: Amount | None, done: Decimal | None
) -> tuple[Light, str] | None:
    """Return the light and the reason of what cannot be judged; none of what can."""
    reason = ""
    if is_no_task(indicator, task):
        return Light.NO_TASK, ""
    if task.amount is None:
        reason = f"task_{task.absence}"
    elif amount is None:
        return Light.NO_REPORT, ""
    elif done is None:
        reason = f"report_{amount.state}"
    elif kind_of(indicator) not in _WITH_LIGHTS:
        reason = kind_of(indicator)
    return (Light.NOT_JUDGED, reason) if reason else None


def done_of(amount: Amount | None, rule: RowRule) -> Decimal | None:
    """Return the number that a report comes to; 未开展 is 0 only where the rule says so."""
    if amount is None:
        return None
    if amount.state == CellState.NOT_STARTED and rule.not_started == "zero":
        return Decimal(0)
    return amount.value if amount.state == CellState.VALUE else None


def is_no_task(indicator: Indicator, task: Task) -> bool:
    """Return whether a task is none: an amount of 0, where a cap or a level to sink to is one."""
    if indicator.kind == "level":
        return task.amount == 0 and indicator.direction != "lower"
    return task.amount == 0 and indicator.kind not in {"cap", "stock", "supervised", "quality"}


def kind_of(indicator: Indicator) -> str:
    """Return by what a row is judged, or why it is not: no kind or no better side is declared."""
    if indicator.kind is None:
        return "undeclared"
    better = {"quantity": ("higher",), "cap": ("lower",), "level": ("higher", "lower")}
    if indicator.direction not in better.get(indicator.kind, (indicator.direction,)):
        return "direction"
    return indicator.kind


def _on_time(
    kind: str,
    rule: RowRule,
    task: Decimal,
    done: Decimal,
    expected: Fraction,
    *,
    overdue: bool,
) -> Judgement:
    thresholds = rule.thresholds or Thresholds()
    rate = Fraction(done) / Fraction(task) if task else None
    difference = None if rate is None else rate - expected
    over, behind = Fraction(thresholds.over) / 100, Fraction(thresholds.behind) / 100
    if kind == "cap":
        light = _of_cap(task, done, difference, over)
    elif done >= task:
        light = Light.DONE
    elif overdue:
        light = Light.OVERDUE
    else:
        light = _of_quantity(difference, behind)
    return Judgement(
        light=light,
        done=done,
        rate=rate,
        expected=expected,
        difference=difference,
        limits=(over,) if kind == "cap" else (-behind,),
    )


def _of_quantity(difference: Fraction | None, behind: Fraction) -> Light:
    if difference is None or difference >= 0:
        return Light.ON_SCHEDULE
    return Light.SLIGHTLY_BEHIND if difference >= -behind else Light.BEHIND


def _of_cap(task: Decimal, done: Decimal, difference: Fraction | None, over: Fraction) -> Light:
    if done > task:
        return Light.OVER_CAP
    if difference is None or difference <= 0:
        return Light.ON_SCHEDULE
    return Light.SLIGHTLY_BEHIND if difference <= over else Light.BEHIND


def _at_deadline(indicator: Indicator, task: Decimal, done: Decimal, *, overdue: bool) -> Judgement:
    """Judge what has no schedule: a level counts once reached, a frequency at its deadline."""
    if indicator.kind == "frequency":
        rate = Fraction(done) / Fraction(task)
        light = Light.NOT_DUE
        if overdue:
            light = Light.DONE if done >= task else Light.OVERDUE
        return Judgement(light=light, done=done, rate=rate)
    reached = done <= task if indicator.direction == "lower" else done >= task
    light = Light.DONE if reached else Light.OVERDUE if overdue else Light.NOT_DUE
    return Judgement(light=light, done=done, from_level=done - task)
