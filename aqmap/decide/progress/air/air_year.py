"""
Air quality within a year: what a yearly target leaves, as arithmetic and never as a forecast.

Nothing here is a verdict: a part of a year is not judged. Days without a value so far count on
neither side, and every day that is left is taken to have one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from aqmap.decide.assess.year_on_year import Change, change
from aqmap.decide.progress.air.air_days import AirDays
from aqmap.model.figures import Comparator
from aqmap.model.rounding import half_even


@dataclass(frozen=True, kw_only=True, slots=True)
class BadDays:
    """
    How many bad days a year's ratio of good days allows, by one rule.

    Attributes
    ----------
    days
        Of the year: those with an index so far, and those that are left.
    good_needed
        How many of them are to be good.
    allowed, used, left
        Bad days in all, so far, and still; fewer than 0 are left where the target is out of reach.
    """

    days: int
    good_needed: int
    allowed: int
    used: int
    left: int


@dataclass(frozen=True, kw_only=True, slots=True)
class GoodDayBudget:
    """
    What a yearly ratio of good days leaves.

    Attributes
    ----------
    target, decimals
        The ratio in percent, and to how many decimals a ratio is stated.
    strict
        By the ratio as it is: 83.3 % of 365 days needs 305.
    rounded
        By the ratio as it is stated: 304 of 365 is stated as 83.3 %.
    """

    target: Decimal
    decimals: int
    strict: BadDays
    rounded: BadDays


@dataclass(frozen=True, kw_only=True, slots=True)
class MeanBudget:
    """
    What a yearly mean leaves.

    Attributes
    ----------
    target
        The mean that the year is not to exceed.
    days, days_left
        With a valid mean so far, and after that.
    allowed
        What the mean of the days that are left may come to, exact; none where none is left. It is
        below 0 where the target is out of reach.
    """

    target: Decimal
    days: int
    days_left: int
    allowed: Fraction | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AirYear:
    """
    A place's year so far.

    Attributes
    ----------
    so_far, before
        This year, and the same days of the year before; none where nothing is known of them.
    mean_change, ratio_change
        Against the year before (同比): in percent, in percentage points.
    mean_budget, good_day_budget
        What its targets leave; none without a target or without a value so far.
    """

    so_far: AirDays
    before: AirDays | None
    mean_change: Change | None
    ratio_change: Change | None
    mean_budget: MeanBudget | None
    good_day_budget: GoodDayBudget | None


def air_year(
    so_far: AirDays,
    before: AirDays | None = None,
    *,
    mean_target: Decimal | None = None,
    ratio_target: Decimal | None = None,
    ratio_comparator: Comparator = Comparator.GE,
    ratio_decimals: int = 1,
) -> AirYear:
    """
    Return a place's year so far, with what its targets leave.

    Parameters
    ----------
    so_far, before
        Of one basis, and of the same days of the year before.
    mean_target
        The yearly mean of PM2.5 not to be exceeded.
    ratio_target, ratio_comparator, ratio_decimals
        The ratio of good days in percent, whether it is to be reached or passed, and to how many
        decimals a ratio is stated.
    """
    mean_budget = good_days = None
    if mean_target is not None and so_far.mean is not None:
        mean_budget = mean_left(mean_target, so_far.mean, so_far.mean_days, so_far.days_left)
    if ratio_target is not None and so_far.index_days:
        good_days = bad_days_left(
            so_far, ratio_target, passed=ratio_comparator == Comparator.GT, decimals=ratio_decimals
        )
    ratios = [None if days is None else days.good_ratio for days in (so_far, before)]
    now, then = (None if ratio is None else ratio * 100 for ratio in ratios)
    return AirYear(
        so_far=so_far,
        before=before,
        mean_change=change(so_far.mean, before.mean if before else None, "%"),
        ratio_change=change(now, then, "个百分点"),
        mean_budget=mean_budget,
        good_day_budget=good_days,
    )


def mean_left(target: Decimal, mean: Fraction | Decimal, days: int, days_left: int) -> MeanBudget:
    """
    Return what a yearly mean leaves.

    >>> from decimal import Decimal
    >>> budget = mean_left(Decimal("41"), Decimal("38.0"), 273, 92)
    >>> str(half_even(budget.allowed, 1))
    '49.9'
    """
    allowed = None
    if days_left:
        allowed = (Fraction(target) * (days + days_left) - Fraction(mean) * days) / days_left
    return MeanBudget(target=target, days=days, days_left=days_left, allowed=allowed)


def bad_days_left(
    so_far: AirDays, target: Decimal, *, passed: bool = False, decimals: int = 1
) -> GoodDayBudget:
    """
    Return what a yearly ratio of good days leaves, by the ratio as it is and as it is stated.

    Parameters
    ----------
    so_far
        The year so far.
    target
        The ratio in percent.
    passed
        Whether the ratio is to be more than the target (高于), not only as much.
    decimals
        To how many decimals a ratio is stated: at least to those of the target.
    """
    exponent = target.as_tuple().exponent
    decimals = max(decimals, -exponent if isinstance(exponent, int) else 0)
    days = so_far.index_days + so_far.days_left
    strict = _needed(Fraction(target) / 100 * days, passed=passed)
    rounded = strict
    while rounded > 0 and _is_stated(rounded - 1, days, target, passed=passed, decimals=decimals):
        rounded -= 1
    used = so_far.index_days - so_far.good_days
    by_rule = [
        BadDays(days=days, good_needed=n, allowed=days - n, used=used, left=days - n - used)
        for n in (strict, rounded)
    ]
    return GoodDayBudget(target=target, decimals=decimals, strict=by_rule[0], rounded=by_rule[1])


def _needed(days: Fraction, *, passed: bool) -> int:
    return floor(days) + 1 if passed else ceil(days)


def _is_stated(good: int, days: int, target: Decimal, *, passed: bool, decimals: int) -> bool:
    """Return whether a year with so many good days is stated as having met its ratio."""
    ratio = half_even(Fraction(100 * good, days), decimals)
    return ratio > target if passed else ratio >= target
