"""Readings: what hourly means leave of each natural day, or tables of days say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

POLLUTANTS = ("SO2", "NO2", "PM10", "CO", "O3", "PM2.5")
"""In the order of HJ 633, table 1; CO in mg/m³, all else in µg/m³."""

FINENESS = 1000
"""Concentrations are kept as whole thousandths of their unit: sums are exact in any order."""

Counts = npt.NDArray[np.int16]
Amounts = npt.NDArray[Any]
"""Whole numbers: int64, or Python's own where they may grow beyond it."""


@dataclass(frozen=True, slots=True)
class Days:
    """
    The natural days of some stations: how many hours were measured, and what they add up to.

    A natural day is the 24 hours that end at 01:00 to 24:00 Beijing time (HJ 633-2012, 5.1.2):
    an archive labels an hour by its end, so hour 0 of a file belongs to the day before. Every
    array has the shape (days, stations).

    Attributes
    ----------
    dates
        Ascending, each once; days of which no hour is there may be missing.
    stations
        Codes, ascending, each once.
    hours
        For each pollutant asked for, the hourly means of the day: 0 to 24.
    totals
        Their sum in thousandths of the unit; 0 where there are none.
    windows
        Valid 8 h means of ozone (6 hours or more) ending at 08:00 to 24:00: 0 to 17.
    window_hours, window_totals
        Hours and sum, in thousandths, of the highest of them; 0 where there is none.
    peaks
        The highest hourly mean of ozone in thousandths; -1 where there is none.
    """

    dates: tuple[date, ...]
    stations: tuple[str, ...]
    hours: Mapping[str, Counts]
    totals: Mapping[str, Amounts]
    windows: Counts
    window_hours: Counts
    window_totals: Amounts
    peaks: Amounts

    @property
    def pollutants(self) -> tuple[str, ...]:
        """The pollutants that were asked for, in the standard's order."""
        return tuple(name for name in POLLUTANTS if name in self.hours)


@dataclass(frozen=True, slots=True)
class DailyMeans:
    """
    The days of stations, counties and prefectures as tables of days have them.

    Every array has the shape (days, places); -1 stands for no value.

    Attributes
    ----------
    dates
        Ascending, each once.
    places
        Codes, ascending, each once.
    values
        In thousandths of the unit, by pollutant: the mean of 24 hours, of ``O3`` the highest mean
        of 8 hours, under ``O3 1h`` the highest of one.
    index
        The air-quality index that the tables give, a whole number.
    """

    dates: tuple[date, ...]
    places: tuple[str, ...]
    values: Mapping[str, Amounts]
    index: Amounts
