"""
Hours → what they leave of a file's date → natural days.

A file's date gives hours 1 to 23 to its own natural day and hour 0 to the day before: the parts are
whole numbers, so that they add up to the same in any order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from aqmap.read.stations.hours import MISSING, Cells, Hours
from aqmap.readings import DAY_WINDOWS, Amounts, Counts, Days

_WINDOW, _NEEDED = 8, 6  # GB 3095-2026, table 4: an 8 h mean needs 6 hours
_TAIL = slice(17, 24)  # hours 17 to 23: with hour 0 of the next date the window that ends at 24:00


@dataclass(frozen=True, slots=True)
class Part:
    """
    What one file's date leaves of its hours, an entry a station.

    Attributes
    ----------
    day
        The date of the label.
    stations
        Codes, ascending.
    columns
        Whole numbers by name: ``hours PM2.5``, ``total PM2.5`` (hours 1 to 23), ``zero PM2.5``
        (hour 0, `MISSING` where there is none); of ozone also ``windows``, ``window_hours``,
        ``window_total`` (the highest valid 8 h mean of those that end by 23:00), ``tail_hours``,
        ``tail_total`` (hours 17 to 23) and ``peak``.
    """

    day: date
    stations: tuple[str, ...]
    columns: Mapping[str, Amounts]


def parts_of(hours: Hours) -> list[Part]:
    """Return the parts of readings, one a date; stations without any hour are left out."""
    found = []
    for row, day in enumerate(hours.dates):
        own = {name: values[row] for name, values in hours.values.items()}
        there = np.zeros(len(hours.stations), dtype=bool)
        for values in own.values():
            there |= (values != MISSING).any(axis=0)
        columns: dict[str, Amounts] = {}
        for name, values in own.items():
            columns.update(_sums(name, values[:, there]))
            if name == "O3":
                columns.update(_ozone(values[:, there]))
        stations = tuple(c for c, kept in zip(hours.stations, there, strict=True) if kept)
        found.append(Part(day, stations, columns))
    return found


def _sums(name: str, values: Cells) -> dict[str, Amounts]:
    body = values[1:]
    kept = body != MISSING
    return {
        f"hours {name}": kept.sum(axis=0),
        f"total {name}": np.where(kept, body, 0).sum(axis=0, dtype=np.int64),
        f"zero {name}": values[0].astype(np.int64),
    }


def _ozone(values: Cells) -> dict[str, Amounts]:
    kept = values != MISSING
    amounts = np.where(kept, values, 0).astype(np.int64)
    count = np.zeros(values.shape[1], dtype=np.int64)
    hours, total = np.zeros_like(count), np.zeros_like(count)
    for end in range(_WINDOW, len(values)):
        window = slice(end - _WINDOW + 1, end + 1)
        own, sum_ = kept[window].sum(axis=0), amounts[window].sum(axis=0)
        count += own >= _NEEDED
        hours, total = _higher(hours, total, own, sum_)
    tail = kept[_TAIL].sum(axis=0)
    return {
        "windows": count,
        "window_hours": hours,
        "window_total": total,
        "tail_hours": tail,
        "tail_total": amounts[_TAIL].sum(axis=0),
        "peak": np.where(kept[1:], values[1:], MISSING).max(axis=0).astype(np.int64),
    }


def _higher(
    hours: Amounts, total: Amounts, other_hours: Amounts, other_total: Amounts
) -> tuple[Amounts, Amounts]:
    """Return the higher of two means, entry by entry; one with too few hours is none."""
    valid = other_hours >= _NEEDED
    above = valid & ((hours == 0) | (other_total * hours > total * other_hours))
    return np.where(above, other_hours, hours), np.where(above, other_total, total)


class _Columns:
    """Finds the columns of a part's stations; all of them in order are a slice, which is quick."""

    def __init__(self, stations: tuple[str, ...]) -> None:
        self._all = stations
        self._codes = np.array(stations)

    def __call__(self, stations: tuple[str, ...]) -> slice | npt.NDArray[np.intp]:
        if stations == self._all:
            return slice(None)
        return np.searchsorted(self._codes, np.array(stations, dtype=self._codes.dtype))


def days_from(parts: Sequence[Part], pollutants: Sequence[str]) -> Days:
    """
    Return the natural days that parts make up, the same in whatever order they come.

    Parameters
    ----------
    parts
        At most one a date.
    pollutants
        Those that the parts hold.
    """
    ordered = sorted(parts, key=lambda part: part.day)
    stations = tuple(sorted({code for part in ordered for code in part.stations}))
    own = {part.day for part in ordered}
    dates = tuple(sorted(own | {day - timedelta(days=1) for day in own}))
    shape = (len(dates), len(stations))
    position = {day: n for n, day in enumerate(dates)}
    hours = {name: np.zeros(shape, dtype=np.int16) for name in pollutants}
    totals = {name: np.zeros(shape, dtype=np.int64) for name in pollutants}
    ozone = {key: np.zeros(shape, dtype=np.int64) for key in _OZONE}
    ozone["peak"] -= 1
    columns_of = _Columns(stations)
    for part in ordered:
        columns = columns_of(part.stations)
        body, before = position[part.day], position[part.day - timedelta(days=1)]
        for name in pollutants:
            zero = part.columns[f"zero {name}"]
            hours[name][body, columns] += part.columns[f"hours {name}"].astype(np.int16)
            totals[name][body, columns] += part.columns[f"total {name}"]
            hours[name][before, columns] += zero != MISSING
            totals[name][before, columns] += np.where(zero != MISSING, zero, 0)
        if "O3" in pollutants:
            for key in _OZONE:
                ozone[key][body, columns] = part.columns[key]
    if "O3" in pollutants:
        _close_days(ordered, columns_of, position, ozone)
    windows: Counts = np.minimum(ozone["windows"], DAY_WINDOWS).astype(np.int16)
    return Days(
        dates,
        stations,
        hours,
        totals,
        windows,
        ozone["window_hours"].astype(np.int16),
        ozone["window_total"],
        ozone["peak"],
    )


_OZONE = ("windows", "window_hours", "window_total", "tail_hours", "tail_total", "peak")


def _close_days(
    parts: Sequence[Part],
    columns_of: _Columns,
    position: Mapping[date, int],
    ozone: dict[str, Amounts],
) -> None:
    """Put the window that ends at 24:00, and that hour's own mean, to each day before a part's."""
    zero = np.full(ozone["peak"].shape, MISSING, dtype=np.int64)
    for part in parts:
        columns = columns_of(part.stations)
        zero[position[part.day - timedelta(days=1)], columns] = part.columns["zero O3"]
    there = zero != MISSING
    hours = ozone["tail_hours"] + there
    total = ozone["tail_total"] + np.where(there, zero, 0)
    ozone["windows"] += hours >= _NEEDED
    ozone["window_hours"], ozone["window_total"] = _higher(
        ozone["window_hours"], ozone["window_total"], hours, total
    )
    ozone["peak"] = np.maximum(ozone["peak"], zero)
