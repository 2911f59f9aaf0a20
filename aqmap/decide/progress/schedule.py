"""The schedule (序时): which share of a task is to be done by the day that a month counts to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.shares import exact_percent
from aqmap.words import Text, text
from aqmap.workspace.dispatch.settings import RowRule


def expected_share(rule: RowRule, month: DispatchMonth, cut_off: date) -> Fraction:
    """
    Return which share of its task a row's schedule asks for, exactly: all of it at its deadline.

    Parameters
    ----------
    rule
        The row's, as `DispatchSettings.rule_of` gives it.
    month
        The month that is reported: what a schedule by month or of twelve percentages goes by.
    cut_off
        The day that it counts to: what a schedule by day goes by.
    """
    if is_overdue(rule, cut_off):
        return Fraction(1)
    if rule.schedule == "days":
        return _share_of_days(month.year, cut_off)
    if isinstance(rule.schedule, tuple):
        return Fraction(rule.schedule[month.month - 1]) / 100
    return month.share_of_year


def is_overdue(rule: RowRule, cut_off: date) -> bool:
    """Return whether a report counts up to the row's deadline, so that what it says is final."""
    return rule.deadline is not None and cut_off >= rule.deadline


def schedule_words(rule: RowRule, month: DispatchMonth, cut_off: date) -> Text:
    """Return the schedule with its share: 按月 9/12=75%."""
    share = expected_share(rule, month, cut_off)
    if is_overdue(rule, cut_off):
        return text("progress.schedule.due", share=exact_percent(share))
    if isinstance(rule.schedule, tuple):
        return text("progress.schedule.listed", share=exact_percent(share))
    if rule.schedule == "days":
        day, days = _days(month.year, cut_off)
    else:
        day, days = month.month, 12
    key = "days" if rule.schedule == "days" else "months"
    share_of = exact_percent(share)
    return text(f"progress.schedule.{key}", part=day, whole=days, share=share_of)


def _days(year: int, day: date) -> tuple[int, int]:
    """Return how many days of a year have passed at the end of a day, and how many it has."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = (last - first).days + 1
    return min(max((day - first).days + 1, 0), days), days


def _share_of_days(year: int, day: date) -> Fraction:
    return Fraction(*_days(year, day))
