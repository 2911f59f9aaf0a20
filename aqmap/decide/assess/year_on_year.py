"""Against the same period of the year before (同比): from exact values, rounded once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from aqmap.model.periods import period_bounds
from aqmap.model.rounding import half_even


@dataclass(frozen=True, slots=True)
class Change:
    """How a statistic changed: the amount and its unit as documents write it."""

    amount: Decimal
    unit: str


def year_before(period: str) -> str | None:
    """
    Return the same part of the year before; none of more than a year, which would overlap itself.

    Parameters
    ----------
    period
        In ISO 8601, as 2021, 2021-03 or 2024-01-01/2024-02-29: the year before ends on the 28th.
    """
    first, last = period_bounds(period)
    if (last.year - first.year, last.month, last.day) >= (1, first.month, first.day):
        return None
    return "/".join(_part_before(part) for part in period.split("/"))


def _part_before(part: str) -> str:
    year, rest = int(part[:4]) - 1, part[4:]
    return f"{year:04d}{'-02-28' if rest == '-02-29' else rest}"


def change(now: Fraction | None, before: Fraction | None, unit: str) -> Change | None:
    """
    Return how much more it is now, by what its `unit` asks for; none where a value is missing.

    Percent (``%``) of what it was then, to one decimal, as is a difference in 个百分点; a
    difference in 天 is whole.
    """
    if now is None or before is None or (unit == "%" and not before):
        return None
    amount = (now - before) * 100 / before if unit == "%" else now - before
    return Change(half_even(amount, 0 if unit == "天" else 1) + 0, unit)  # + 0: no -0.0
