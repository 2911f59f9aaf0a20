"""The cells of a month's table: a number, or in words why there is none; never 0 for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from aqmap.book.dispatch.light_looks import signed_light
from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.lights import GREEN, RED, YELLOW, Light
from aqmap.model.dispatch.month_rows import Amount, MonthRow, RowTotal
from aqmap.model.dispatch.shares import percent, points
from aqmap.model.dispatch.tasks import Task
from aqmap.words import Text, listed, text

NO_WORDS = Text("", "")
_WORDED_AS = {
    "cap": "cap",
    "frequency": "frequency",
    **dict.fromkeys(("stock", "supervised", "quality"), "listed"),
}
"""Kinds whose amounts are no tasks that are done: a cap is used up, a stock is only counted."""
_COLOURED = GREEN | YELLOW | RED


@dataclass(frozen=True, slots=True)
class MonthCell:
    """
    A cell.

    Attributes
    ----------
    words
        As it is shown.
    amount, share
        The number in it, where it has one: an amount, or a share that `words` gives in per cent.
    light
        The light that it shows.
    sign
        Of its footnote, behind the words.
    """

    words: Text
    amount: Decimal | None = None
    share: Fraction | None = None
    light: Light | None = None
    sign: str = ""


def plain(number: Decimal) -> Text:
    """Return a number in its own decimals."""
    return Text(*[f"{number:f}"] * 2)


def row_fact(name: str, kind: str | None, **facts: object) -> Text:
    """
    Return what is asked, done or the rate of a row, in the words of its kind.

    Parameters
    ----------
    name
        ``task``, ``done``, ``done_at_least`` or ``rate``.
    kind
        Of its indicator.
    facts
        ``amount``, or ``rate``.
    """
    return text(f"monthly.{_WORDED_AS.get(kind or '', 'row')}.{name}", **facts)


def task_cell(task: Task) -> MonthCell:
    """Return a task as the plan gives it."""
    if task.amount is not None:
        return MonthCell(plain(task.amount), task.amount)
    if task.absence == "text" and task.written:
        return MonthCell(Text(task.written, task.written))
    return MonthCell(text(f"report.cell.{task.absence or 'blank'}"))


def amount_cell(amount: Amount) -> MonthCell:
    """Return a reported amount; one that the unit calls about is marked so."""
    if amount.value is not None:
        shown = plain(amount.value)
        words = text("monthly.about", amount=shown) if amount.approximate else shown
        return MonthCell(words, amount.value)
    if amount.state == CellState.TEXT and amount.written:
        return MonthCell(Text(amount.written, amount.written))
    return MonthCell(text(f"monthly.cell.{amount.state}"))


def done_cell(row: MonthRow) -> MonthCell:
    """Return what a place has done, or why that is not known, with its last number in brackets."""
    if row.light in (Light.NO_REPORT, Light.RETURNED):
        words = row.light.in_words()
        if row.previous is not None and row.previous_month is not None:
            month, amount = row.previous_month.in_words, plain(row.previous)
            words = text("monthly.last_known", words=words, month=month, amount=amount)
        return MonthCell(words)
    if row.done is not None:
        counted = _counted(row)
        return MonthCell(amount_cell(counted).words if counted else plain(row.done), row.done)
    if row.reason == "unpublished":
        return MonthCell(text("report.cell.unpublished"))
    if row.reason == "no_data":
        return MonthCell(text("progress.reason.no_data"))
    return amount_cell(row.cumulative) if row.cumulative else MonthCell(NO_WORDS)


def _counted(row: MonthRow) -> Amount | None:
    """Return the amount that what is done comes from."""
    amounts = (*row.stages.values(), row.cumulative)
    return next((a for a in amounts if a is not None and a.value == row.done), None)


def rate_cell(row: MonthRow) -> MonthCell:
    """Return a place's rate, n of N of a frequency, which has no schedule; empty without one."""
    if row.rate is None:
        return MonthCell(NO_WORDS)
    if row.expected is None and row.done is not None and row.task.amount is not None:
        return MonthCell(text("monthly.times", done=plain(row.done), task=plain(row.task.amount)))
    return share_cell(row.rate)


def share_cell(share: Fraction) -> MonthCell:
    """Return a share in per cent."""
    return MonthCell(Text(*[percent(share)] * 2), share=share)


def light_cell(row: MonthRow, kind: str | None = None) -> MonthCell:
    """Return a place's light by sign and words, with the difference or the reason."""
    words = signed_light(row.light, kind)
    if row.light in _COLOURED:
        if row.light not in (Light.DONE, Light.OVER_CAP) and row.difference:
            words = text("monthly.light_by", light=words, points=points_words(row))
    elif row.light == Light.NOT_JUDGED and row.reason:
        words = text(f"progress.reason.{row.reason}")
    elif row.light == Light.NOT_DUE and row.from_level is not None:
        by = text("monthly.from_level", amount=plain(row.from_level))
        words = text("monthly.light_by", light=words, points=by)
    if row.late:
        words = text("monthly.late_report", words=words)
    return MonthCell(words, light=row.light)


def points_words(row: MonthRow) -> Text:
    """Return a row's difference to its schedule with its sign, in percentage points."""
    return Text(*[points(row.difference or Fraction(0), row.limits)] * 2)


def total_task(total: RowTotal) -> Decimal | None:
    """Return the task that a row's total is held against: the one chosen, or the only one."""
    if total.denominator == "printed":
        return total.task_printed
    return total.task_sum if total.denominator == "sum" else total.task_printed or total.task_sum


def total_rate_cell(total: RowTotal) -> MonthCell:
    """Return the rate of a row's total; while reports are missing it is a least."""
    if total.rate is None:
        return MonthCell(NO_WORDS)
    cell = share_cell(total.rate)
    if total.at_least:
        return MonthCell(text("monthly.at_least", words=cell.words), share=total.rate)
    return cell


def reported_words(total: RowTotal) -> Text:
    """Return how many of the places have reported: 已报9/11; empty where none is to, or told."""
    without = text("monthly.reported.without_unit", count=total.without_unit)
    if not total.expected_reports:
        return without if total.without_unit else NO_WORDS
    facts = {"reports": total.reports, "expected": total.expected_reports}
    reported = text("monthly.reported", **facts)
    return listed([reported, without], "，") if total.without_unit else reported


def rate_of_words(total: RowTotal) -> Text:
    """Return of which of two totals a rate is, and whose tasks are in it; empty where plain."""
    facts = []
    differ = total.task_printed not in (None, total.task_sum) and total.task_sum is not None
    if differ and total.denominator in ("sum", "printed"):
        facts.append(text(f"monthly.rate_of.{total.denominator}"))
    if total.without_unit:
        facts.append(text("monthly.rate_of.without_unit", count=total.without_unit))
    return listed(facts, "，")
