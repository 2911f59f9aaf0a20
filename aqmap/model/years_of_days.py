"""A station's year of days, as columns of 365 or 366."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from aqmap.model.station_days import Making, Numbers, StationDays


@dataclass(frozen=True, slots=True)
class YearOfDays:
    """
    The days of one station in one year, as columns of 365 or 366.

    Attributes
    ----------
    place, year
        Whose, and which.
    aqi, pm25
        By day; none where there is no value.
    hours
        Hours of PM2.5 by day.
    makings
        The different ways in which days were made.
    made
        By day the number of its way in `makings`; -1 where there is no row.
    """

    place: str
    year: int
    aqi: tuple[int | None, ...]
    pm25: tuple[int | None, ...]
    hours: tuple[int, ...]
    makings: tuple[Making, ...]
    made: tuple[int, ...]


def years_of_days(days: StationDays) -> tuple[YearOfDays, ...]:
    """Return days as years, by station, then by year; a day may stand once only."""
    return tuple(_years(days))


def _years(days: StationDays) -> Iterator[YearOfDays]:
    if not len(days):
        return
    rank = np.empty(len(days.places), dtype=np.int32)
    rank[sorted(range(len(days.places)), key=days.places.__getitem__)] = np.arange(len(rank))
    order = np.lexsort((days.ordinal, rank[days.place]))
    years = (days.ordinal[order] - _EPOCH).astype("datetime64[D]").astype("datetime64[Y]")
    begins = np.diff(days.place[order]).astype(bool) | np.diff(years).astype(bool)
    for rows in np.split(order, np.flatnonzero(begins) + 1):
        yield _year(days, rows)


_EPOCH = date(1970, 1, 1).toordinal()


def _year(days: StationDays, rows: npt.NDArray[np.intp]) -> YearOfDays:
    year = date.fromordinal(int(days.ordinal[rows[0]])).year
    length = (date(year + 1, 1, 1) - date(year, 1, 1)) // timedelta(days=1)
    numbers = days.ordinal[rows] - date(year, 1, 1).toordinal()

    def spread(column: Numbers, rest: int) -> list[int]:
        by_day = np.full(length, rest)
        by_day[numbers] = column[rows]
        return by_day.tolist()

    makings: dict[int, int] = {-1: -1}  # a day without a row
    made = [makings.setdefault(m, len(makings) - 1) for m in spread(days.made, -1)]
    return YearOfDays(
        days.places[days.place[rows[0]]],
        year,
        tuple(None if aqi < 0 else aqi for aqi in spread(days.aqi, -1)),
        tuple(None if pm25 < 0 else pm25 for pm25 in spread(days.pm25, -1)),
        tuple(spread(days.hours, 0)),
        tuple(days.makings[m] for m in makings if m >= 0),
        tuple(made),
    )
