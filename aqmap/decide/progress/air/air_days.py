"""Days of stations within a year → how many were good, and what PM2.5 came to, up to a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from aqmap.decide.assess.year_on_year import Change
from aqmap.model.figures import Basis, Dust, Figure, Role
from aqmap.model.natural_days import POLLUTANTS
from aqmap.model.periods import figure_bounds
from aqmap.model.rounding import half_even
from aqmap.model.station_days import StationDay

MEAN, RATIO = "pm25", "good_day_ratio"
"""Indicators whose yearly targets leave something."""
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
    by_calendar
        Whether the mean's days are those of the calendar, since nobody says how many were valid.
    index_days, good_days
        Days with an index of all six pollutants, and those up to 100.
    incomplete_days
        Days whose index misses a pollutant: it could be higher, so that they are neither.
    """

    until: date
    mean_days: int = 0
    mean: Fraction | None = None
    by_calendar: bool = False
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


def stated_air(figures: Iterable[Figure], until: date) -> dict[AirSeries, AirDays]:
    """
    Return the year so far as figures state it: from the year's first day to `until`, to the day.

    A mean is of the days that its figure says (``days 271`` in the locator), else of those of the
    calendar. A ratio gives its good days only where its figure says of how many days it is: then
    no two numbers of days come to the same tenth of a percent.
    """
    stated: dict[AirSeries, AirDays] = {}
    for figure in figures:
        if not _is_so_far(figure, until) or figure.value is None:
            continue
        told = _stated(figure, figure.value)
        if told:
            series = AirSeries(figure.place, figure.basis, figure.dust)
            stated[series] = replace(stated.get(series, AirDays(until=until)), **told)
    return stated


def stated_changes(figures: Iterable[Figure], until: date) -> dict[tuple[AirSeries, str], Change]:
    """Return by series and indicator how figures of the year so far say that they changed."""
    return {
        (AirSeries(f.place, f.basis, f.dust), f.indicator): Change(f.change, f.change_unit)
        for f in figures
        if _is_so_far(f, until) and f.change is not None and f.change_unit
    }


def _is_so_far(figure: Figure, until: date) -> bool:
    """Return whether a figure is measured from the year's first day to a day."""
    span = figure_bounds(figure.period)[0], figure.last_day
    is_measured = figure.role == Role.MEASURED and figure.comparator is None
    return is_measured and span == (date(until.year, 1, 1), until)


def _stated(figure: Figure, value: Decimal) -> dict[str, Any]:
    """Return what a figure says of the fields of `AirDays`."""
    written = figure.locator.value("days")
    if figure.indicator == MEAN:
        is_known = written.isdecimal()
        days = int(written) if is_known else figure.last_day.timetuple().tm_yday
        return {"mean": Fraction(value), "mean_days": days, "by_calendar": not is_known}
    if figure.indicator == RATIO and written.isdecimal() and int(written):
        days = int(written)
        good = round(Fraction(value) * days / 100)
        if 0 <= good <= days and half_even(Fraction(100 * good, days), 1) == value:
            return {"good_days": good, "index_days": days}
    return {}


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
