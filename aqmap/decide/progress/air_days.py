"""Days of stations within a year → how many were good, and what PM2.5 came to, up to a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from aqmap.model.figures import Basis, Dust, Figure, Role
from aqmap.model.natural_days import POLLUTANTS
from aqmap.model.periods import period_bounds
from aqmap.model.station_days import StationDay

_GOOD = 100
"""Largest index of a good day (HJ 633)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AirDays:
    """
    What a station, or a county, was like from the year's first day to a day.

    Attributes
    ----------
    until
        The last day that is looked at.
    mean_days, mean
        Days with a valid mean of PM2.5, and the exact mean of them; none without any.
    index_days, good_days
        Days with an index of all six pollutants, and those up to 100.
    incomplete_days
        Days whose index misses a pollutant: it could be higher, so that they are neither.
    """

    until: date
    mean_days: int = 0
    mean: Fraction | None = None
    index_days: int = 0
    good_days: int = 0
    incomplete_days: int = 0

    @property
    def days_left(self) -> int:
        """Days of the year after `until`."""
        return (date(self.until.year, 12, 31) - self.until).days

    @property
    def good_ratio(self) -> Fraction | None:
        """Share of good days among those with an index; none without any."""
        return Fraction(self.good_days, self.index_days) if self.index_days else None


class AirSeries(NamedTuple):
    """What must not be mixed: a place, whose data they are, and whether dust days are in them."""

    place: str
    basis: Basis
    dust: Dust | None


def air_days(days: Iterable[StationDay], until: date) -> dict[AirSeries, AirDays]:
    """
    Return the year so far of each station; what is reviewed and what is real-time stays apart.

    Parameters
    ----------
    days
        Of any stations and years; those of other years and later days are passed over.
    until
        The last day that counts.
    """
    so_far: dict[AirSeries, list[StationDay]] = defaultdict(list)
    for day in days:
        if date(until.year, 1, 1) <= day.date <= until:
            so_far[AirSeries(day.place, day.basis, day.dust)].append(day)
    return {series: _air_days(of_series, until) for series, of_series in so_far.items()}


def air_means(
    figures: Iterable[Figure], until: date, indicator: str = "pm25"
) -> dict[AirSeries, AirDays]:
    """
    Return the means so far that figures state: of the year's first day to `until`, to the day.

    A figure says how many days its mean is of (``days 271`` in its locator), or the calendar does.
    Good days cannot be told from a ratio, of which nobody knows how many days it is of.
    """
    means = {}
    for figure in figures:
        first, last = period_bounds(figure.period)[0], figure.last_day
        is_so_far = (first, last) == (date(until.year, 1, 1), until)
        is_mean = figure.role == Role.MEASURED and figure.indicator == indicator
        if not (is_mean and is_so_far) or figure.value is None or figure.comparator is not None:
            continue
        valid = figure.locator.value("days")
        days = int(valid) if valid.isdecimal() else (last - first).days + 1
        series = AirSeries(figure.place, figure.basis, figure.dust)
        means[series] = AirDays(until=until, mean_days=days, mean=Fraction(figure.value))
    return means


def same_day_last_year(day: date) -> date:
    """Return the day that the year before is looked at to: of a 29 February the 28th."""
    before = day - timedelta(days=1) if (day.month, day.day) == (2, 29) else day
    return before.replace(year=day.year - 1)


def _air_days(days: Iterable[StationDay], until: date) -> AirDays:
    days = list(days)
    means = [day.pm25 for day in days if day.pm25 is not None]
    with_index = [day for day in days if day.aqi is not None]
    indices = [d.aqi for d in with_index if d.aqi is not None and set(POLLUTANTS) <= {*d.items}]
    return AirDays(
        until=until,
        mean_days=len(means),
        mean=Fraction(sum(means), len(means)) if means else None,
        index_days=len(indices),
        good_days=sum(index <= _GOOD for index in indices),
        incomplete_days=len(with_index) - len(indices),
    )
