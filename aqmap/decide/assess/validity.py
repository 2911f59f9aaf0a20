"""Whether a period has enough valid days: GB 3095-2026, table 4."""

from __future__ import annotations

import calendar

from aqmap.model.periods import covers_whole_year, period_bounds
from aqmap.standards.standards import rules

_FEBRUARY = 2


def is_valid(period: str, by_month: list[int], *, month_rule: bool = True) -> bool:
    """
    Return whether a period has enough valid days.

    Parameters
    ----------
    period
        A year needs 324 days and 27 in each month, 25 in February (GB 3095-2026, table 4); the two
        conditions do not follow from each other. For a month alone 27 or 25 is common practice,
        unverified; other periods of whole months are held to the same, all else has no rule.
    by_month
        Valid days of January to December.
    month_rule
        Whether months alone are held to 27 or 25 days; otherwise one will do.
    """
    first, last = period_bounds(period)
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if not whole or first.year != last.year:
        return False
    months = range(first.month, last.month + 1)
    enough = all(by_month[month - 1] >= _least_of_month(month) for month in months)
    if not month_rule and not covers_whole_year(period):
        return any(by_month[month - 1] for month in months)
    if covers_whole_year(period):
        return enough and sum(by_month) >= rules()["year_days"].value
    return enough


def least_days(period: str) -> int:
    """Return how many valid days a year or a month needs; 0 where no rule names a number."""
    first, last = period_bounds(period)
    if covers_whole_year(period):
        return rules()["year_days"].value
    month = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return _least_of_month(first.month) if first.day == 1 and last == month else 0


def _least_of_month(month: int) -> int:
    return rules()["february_days" if month == _FEBRUARY else "month_days"].value
