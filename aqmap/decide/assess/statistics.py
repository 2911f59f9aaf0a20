"""Daily values → statistics of a period: means, percentiles, validity, days by class."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from aqmap.decide.assess.aqi import NONE
from aqmap.decide.assess.daily_aqi import (
    day_indices,
    days_by_completeness,
    days_without_peak,
    editions_of,
)
from aqmap.decide.assess.daily_values import DayValues, within, without_days
from aqmap.decide.assess.rule_choices import Choices
from aqmap.decide.assess.validity import is_valid
from aqmap.model.natural_days import POLLUTANTS, Amounts
from aqmap.model.periods import period_bounds
from aqmap.standards.standards import categories, edition_on, limits, rules

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Mean:
    """
    A pollutant's mean in a period: the mean of its valid days (GB 3095-2026, 3.13).

    Attributes
    ----------
    value
        In µg/m³ (CO mg/m³), exact; none without a valid day.
    days, days_due, hours
        Valid days, days of the period that were to be measured, and the hours behind the value.
    valid
        Whether the rule of validity holds; see `is_valid`.
    percentile
        The percentile of HJ 663, exact; none without a valid day.
    """

    value: Fraction | None
    days: int
    days_due: int
    hours: int
    valid: bool
    percentile: Fraction | None


@dataclass(frozen=True, slots=True)
class IndexDays:
    """
    How many days had which air-quality index.

    Attributes
    ----------
    days
        With an index that counts (HJ 633-2026 5.3.1 leaves some out).
    by_level
        Days of each class, the best first.
    complete
        Whether the archive holds all six pollutants: otherwise the index is one of those it has,
        and no ratio of good days can be stated.
    lacking
        Pollutants that have no valid day here, though the archive holds them: no ratio either.
    editions
        Of HJ 633, by which those days were judged.
    incomplete
        Days that have valid values of some pollutants, but not of all.
    strict_days, strict_good
        Days with an index, and good ones, if all days were held to the completeness rule of
        HJ 633-2026: one that misses a pollutant counts only above 100.
    without_peak
        Days judged by HJ 633-2012, which asks for ozone's highest hour too, without it.
    """

    days: int
    by_level: tuple[int, ...]
    complete: bool
    lacking: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    incomplete: int = 0
    strict_days: int = 0
    strict_good: int = 0
    without_peak: int = 0

    @property
    def good(self) -> int:
        """Days with an index up to 100."""
        return sum(self.by_level[:2])

    @property
    def heavy(self) -> int:
        """Days above 200: 重度及以上."""
        return sum(self.by_level[4:])

    @property
    def good_ratio(self) -> Fraction | None:
        """Share of good days among those with an index, in percent."""
        stated = self.days and self.complete and not self.lacking
        return Fraction(100 * self.good, self.days) if stated else None


@dataclass(frozen=True, slots=True)
class Assessment:
    """
    What a period was like at one place.

    Attributes
    ----------
    place, period
        The place's code; the period in ISO 8601.
    means
        By pollutant.
    index_days
        Of the air-quality index.
    composite, limits
        The composite index (综合指数), none unless all six pollutants have a value; and the edition
        of GB 3095 whose limits it is by: the one in force on the period's last day.
    """

    place: str
    period: str
    means: Mapping[str, Mean]
    index_days: IndexDays
    composite: Fraction | None
    limits: str = ""


def assess(
    days: DayValues,
    period: str,
    choices: Choices,
    *,
    without: Mapping[str, Collection[date]] = MappingProxyType({}),
) -> list[Assessment]:
    """
    Assess a period at every place.

    Parameters
    ----------
    days
        Of stations, or of groups of them.
    period
        A year, a month, or any stretch of days.
    choices
        What the rules leave open.
    without
        Sand-dust days to take out, by place; the same rule of validity is asked of what is left.
    """
    measured = {name for name in days.pollutants if days.valid[name].any()}
    complete = set(days.pollutants) == set(POLLUTANTS) and len(measured) in {0, len(POLLUTANTS)}
    first, last = period_bounds(period)
    rows = np.array([first <= day <= last for day in days.dates], dtype=bool)
    days = without_days(within(days, rows), without)
    length = (last - first).days + 1
    out = {place: sum(first <= day <= last for day in dates) for place, dates in without.items()}
    days_due = [length - out.get(place, 0) for place in days.places]
    month_rule = choices.month_rule == "days_27"
    months = np.array([day.month for day in days.dates])
    means = {
        name: _means(days, name, months, period, days_due, month_rule=month_rule)
        for name in days.pollutants
    }
    index = day_indices(days, choices)
    counts = _by_level(index)
    strict, lacks_part = days_by_completeness(days, choices)
    strict_counts, incomplete = _by_level(strict), lacks_part.sum(axis=0)
    without_peak = days_without_peak(days, choices).sum(axis=0)
    names = np.array(editions_of(days, choices))
    judged = {
        name: (index[names == name] != NONE).any(axis=0) for name in sorted(set(names.tolist()))
    }
    edition = edition_on("limits", last)
    by_limits = edition.name if edition else ""
    assessments = []
    for n, place in enumerate(days.places):
        means_of_place = {name: column[n] for name, column in means.items()}
        levels = tuple(int(count) for count in counts[:, n])
        used = tuple(name for name, flags in judged.items() if flags[n])
        lacking = tuple(name for name in days.pollutants if not means_of_place[name].days)
        strict_levels = [int(count) for count in strict_counts[:, n]]
        index_days = IndexDays(
            sum(levels),
            levels,
            complete,
            lacking,
            used,
            int(incomplete[n]),
            sum(strict_levels),
            sum(strict_levels[:2]),
            int(without_peak[n]),
        )
        composite_index = composite(means_of_place, choices, by_limits)
        assessments.append(
            Assessment(place, period, means_of_place, index_days, composite_index, by_limits)
        )
    return assessments


def _means(
    days: DayValues,
    name: str,
    months: Amounts,
    period: str,
    days_due: Sequence[int],
    *,
    month_rule: bool,
) -> list[Mean]:
    """Return the means of one pollutant, a place each."""
    values, flags = days.values[name], days.valid[name]
    hours = days.hours[name].sum(axis=0)
    counts = flags.sum(axis=0)
    totals = np.where(flags, values, 0).sum(axis=0)
    by_month = [flags[months == month].sum(axis=0) for month in range(1, _MONTHS + 1)]
    percent = rules()[f"percentile_{name}"].value
    means = []
    for n in range(len(days.places)):
        count = int(counts[n])
        sample = np.sort(values[:, n][flags[:, n]])
        means.append(
            Mean(
                Fraction(int(totals[n]), days.parts * count) if count else None,
                count,
                days_due[n],
                int(hours[n]),
                is_valid(period, [int(month[n]) for month in by_month], month_rule=month_rule),
                percentile(sample, percent, days.parts) if count else None,
            )
        )
    return means


def percentile(ascending: Amounts, percent: int, parts: int) -> Fraction:
    """
    Return a percentile of sorted values in ``1 / parts`` of their unit, exact.

    k = 1 + (n - 1) p, between the s-th value and the next (HJ 663 annex A, secondary).
    """
    rank = Fraction((len(ascending) - 1) * percent, 100)
    position = rank.numerator // rank.denominator
    low = int(ascending[position])
    high = int(ascending[min(position + 1, len(ascending) - 1)])
    return (low + (high - low) * (rank - position)) / parts


def _by_level(index: Amounts) -> Amounts:
    """Return how many days of each class every place has."""
    edges = [NONE, *(grade.highest for grade in categories() if grade.highest is not None)]
    above = [(index > edge).sum(axis=0) for edge in edges]
    return np.array([*(more - less for more, less in pairwise(above)), above[-1]])


def composite(means: Mapping[str, Mean], choices: Choices, edition: str) -> Fraction | None:
    """
    Return the composite index: the sum of each pollutant's value against its limit of class 2.

    Annual limits of SO2, NO2, PM10 and PM2.5; 160 for the 90th percentile of ozone, 4 for the 95th
    of CO (secondary); by an edition of GB 3095, none without one.
    """
    if not edition:
        return None
    weights = {"PM2.5": 3, "O3": 2, "NO2": 2} if choices.composite == "2026" else {}
    columns = {"O3": "mda8", "CO": "24h"}
    total = Fraction(0)
    for name in POLLUTANTS:
        mean = means.get(name)
        value = None if mean is None else mean.percentile if name in columns else mean.value
        if value is None:
            return None
        limit = limits(edition)[name, columns.get(name, "annual")].class_2
        total += weights.get(name, 1) * value / Fraction(limit)
    return total


def averaged(
    groups: Sequence[Assessment],
    assessments: Sequence[Assessment],
    members: Mapping[str, Sequence[str]],
    kept: Collection[str] = (),
) -> list[Assessment]:
    """
    Return groups with the mean of their members' own means: the other order of `Choices`.

    Such a mean has no percentile, and is valid only if every member's is. The days of the index
    stay those of the groups' own days. Groups that are `kept` have days of their own.
    """
    by_place = {assessment.place: assessment for assessment in assessments}
    with_means = []
    for group in groups:
        if group.place in kept:
            with_means.append(group)
            continue
        of_members = [by_place[code] for code in members[group.place] if code in by_place]
        means = {
            name: _mean_of([assessment.means[name] for assessment in of_members])
            for name in group.means
        }
        with_means.append(replace(group, means=means, composite=None))
    return with_means


def _mean_of(means: Sequence[Mean]) -> Mean:
    with_value = [mean for mean in means if mean.value is not None]
    values = [mean.value for mean in with_value if mean.value is not None]
    return Mean(
        sum(values, Fraction(0)) / len(values) if values else None,
        min((mean.days for mean in with_value), default=0),
        max((mean.days_due for mean in means), default=0),
        sum(mean.hours for mean in with_value),
        bool(with_value) and all(mean.valid for mean in means),
        None,
    )
