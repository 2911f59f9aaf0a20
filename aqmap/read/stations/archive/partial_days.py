"""
Hours → what they leave of a file's date → natural days.

A file's date gives hours 1 to 23 to its own natural day and hour 0 to the day before: the parts are
whole numbers, so that they add up to the same in any order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from aqmap.model.natural_days import POLLUTANTS, Amounts, Days
from aqmap.read.stations.hours import MISSING, Cells, Hours
from aqmap.standards.standards import rules

_WINDOW = 8
_NEEDED = rules()["window_hours"].value
_SHARES = lcm(*range(_NEEDED, _WINDOW + 1))  # a multiple of whatever hours a mean has
_TAIL = slice(17, 24)  # hours 17 to 23: with hour 0 of the next date the window that ends at 24:00


_LACKING = ("zero ", "peak")  # columns that are `MISSING` where there is nothing, not 0
_OZONE = ("windows", "window_hours", "window_total", "peak")


@dataclass(frozen=True, slots=True)
class Parts:
    """
    What some dates' files leave of their hours.

    Attributes
    ----------
    dates
        Of the labels, ascending, each once.
    stations
        Codes, ascending, each once.
    columns
        Whole numbers of the shape (dates, stations) by name: ``hours PM2.5``, ``total PM2.5``
        (hours 1 to 23), ``zero PM2.5`` (hour 0, `MISSING` where there is none); of ozone also
        ``windows``, ``window_hours``, ``window_total`` (the highest valid 8 h mean of those that
        end by 23:00), ``tail_hours``, ``tail_total`` (hours 17 to 23) and ``peak``.
    """

    dates: tuple[date, ...]
    stations: tuple[str, ...]
    columns: Mapping[str, Amounts]


def parts_of(hours: Hours) -> Parts:
    """Return the parts of readings; stations without any hour are left out."""
    columns: dict[str, Amounts] = {}
    for name, values in hours.values.items():
        columns.update(_sums(name, values))
        if name == "O3":
            columns.update(_ozone(values))
    return _measured(Parts(hours.dates, hours.stations, columns))


def _measured(parts: Parts) -> Parts:
    """Return parts without the stations that have no hour at all."""
    measured = np.zeros(len(parts.stations), dtype=bool)
    for name, column in parts.columns.items():
        if name.startswith("hours "):
            measured |= (column > 0).any(axis=0)
        elif name.startswith("zero "):
            measured |= (column != MISSING).any(axis=0)
    if measured.all():
        return parts
    stations = tuple(code for code, any_ in zip(parts.stations, measured, strict=True) if any_)
    columns = {name: column[:, measured] for name, column in parts.columns.items()}
    return Parts(parts.dates, stations, columns)


def midnight_dates(parts: Parts) -> tuple[date, ...]:
    """Return the dates that hold no hour but 0, if any."""
    counts = [column for name, column in parts.columns.items() if name.startswith("hours ")]
    filled = [any(column[n].any() for column in counts) for n in range(len(parts.dates))]
    return tuple(day for day, full in zip(parts.dates, filled, strict=True) if not full)


def some_dates(parts: Parts, dates: Collection[date]) -> Parts:
    """Return the parts of some dates; stations without any hour in them are left out."""
    rows = [n for n, day in enumerate(parts.dates) if day in dates]
    if len(rows) == len(parts.dates):
        return parts
    columns = {name: column[rows] for name, column in parts.columns.items()}
    return _measured(Parts(tuple(parts.dates[n] for n in rows), parts.stations, columns))


def _sums(name: str, values: Cells) -> dict[str, Amounts]:
    body = values[:, 1:]
    return {
        f"hours {name}": (body != MISSING).sum(axis=1, dtype=np.int8),
        f"total {name}": np.maximum(body, 0).sum(axis=1, dtype=np.int32),
        f"zero {name}": values[:, 0].copy(),  # a view would keep all hours
    }


def _ozone(values: Cells) -> dict[str, Amounts]:
    present = values != MISSING
    hours = np.cumsum(present, axis=1, dtype=np.int8)
    totals = np.cumsum(np.maximum(values, 0), axis=1, dtype=np.int32)
    hours, totals = (
        hours[:, _WINDOW:] - hours[:, :-_WINDOW],
        totals[:, _WINDOW:] - totals[:, :-_WINDOW],
    )
    shares = np.array([0] * _NEEDED + [_SHARES // n for n in range(_NEEDED, _WINDOW + 1)])
    means = np.where(hours >= _NEEDED, totals * shares[hours], -1)  # whole, as they compare
    best = means.argmax(axis=1)[:, None]
    window_hours = np.take_along_axis(hours, best, axis=1)[:, 0]
    valid = window_hours >= _NEEDED
    return {
        "windows": (hours >= _NEEDED).sum(axis=1, dtype=np.int8),
        "window_hours": np.where(valid, window_hours, np.int8(0)),
        "window_total": np.where(
            valid, np.take_along_axis(totals, best, axis=1)[:, 0], np.int32(0)
        ),
        "tail_hours": present[:, _TAIL].sum(axis=1, dtype=np.int8),
        "tail_total": np.maximum(values[:, _TAIL], 0).sum(axis=1, dtype=np.int32),
        "peak": values[:, 1:].max(axis=1),
    }


def merged(parts: Sequence[Parts]) -> Parts | None:
    """
    Return what several files leave of one date as one; none where they must be read together.

    They add up where no two have hours 1 to 23, or both hour 0, of a station and pollutant: so
    files whose last hour is the 0 of the next date fit together.
    """
    day = parts[0].dates[0]
    apart = [date.min + timedelta(days=n) for n in range(len(parts))]
    pairs = zip(apart, parts, strict=True)
    rows = joined([Parts((n,), part.stations, part.columns) for n, part in pairs], apart)
    columns = {}
    for name, column in rows.columns.items():
        if name.startswith(_LACKING):
            columns[name] = column.max(axis=0, keepdims=True)
            clash = (column != MISSING).sum(axis=0) > 1
        else:
            columns[name] = column.sum(axis=0, keepdims=True, dtype=column.dtype)
            clash = (column > 0).sum(axis=0) > 1
        if name.startswith(("zero ", "hours ")) and clash.any():
            return None
    return Parts((day,), rows.stations, columns)


def closed(parts: Sequence[Parts]) -> Parts:
    """
    Return the natural days that parts make up, the same in whatever order they come.

    Parameters
    ----------
    parts
        Each date at most once.

    Returns
    -------
    days
        Hour 24 is counted in ``hours``, ``total``, the windows and ``peak``; the columns that
        waited for it are gone.
    """
    labels = {day for part in parts for day in part.dates}
    whole = joined(parts, sorted(labels | {day - timedelta(days=1) for day in labels}))
    columns = dict(whole.columns)
    for name in (name for name in POLLUTANTS if f"zero {name}" in columns):
        zero = columns.pop(f"zero {name}")[1:]  # of the next date: the day before it is a row
        columns[f"hours {name}"][:-1] += zero != MISSING
        columns[f"total {name}"][:-1] += np.maximum(zero, 0)
        if name == "O3":
            _close_windows(columns, zero)
    return Parts(whole.dates, whole.stations, columns)


def days_from(parts: Sequence[Parts], pollutants: Sequence[str]) -> Days:
    """Return closed days of some pollutants as one; each date may stand in one of them only."""
    whole = joined(parts, sorted(day for part in parts for day in part.dates))
    columns = dict(whole.columns)
    if "O3" not in pollutants:
        columns |= dict.fromkeys(
            _OZONE, np.zeros((len(whole.dates), len(whole.stations)), np.int32)
        )
    return Days(
        whole.dates,
        whole.stations,
        {name: columns[f"hours {name}"] for name in pollutants},
        {name: columns[f"total {name}"] for name in pollutants},
        *(columns[name] for name in _OZONE),
    )


def _close_windows(columns: dict[str, Amounts], zero: Amounts) -> None:
    """Put to each day the window that ends at 24:00, and the mean of that hour itself."""
    windows, window_hours, window_total, peak = (columns[name] for name in _OZONE)
    hours, total = columns.pop("tail_hours"), columns.pop("tail_total")
    hours[:-1] += zero != MISSING
    total[:-1] += np.maximum(zero, 0)
    np.maximum(peak[:-1], zero, out=peak[:-1])
    windows += hours >= _NEEDED
    higher = total.astype(np.int64) * window_hours > window_total.astype(np.int64) * hours
    above = (hours >= _NEEDED) & (higher | (window_hours == 0))
    np.copyto(window_hours, hours, where=above)
    np.copyto(window_total, total, where=above)


def joined(parts: Sequence[Parts], dates: Sequence[date]) -> Parts:
    """Return parts as one, of those dates; each may stand in one of them only."""
    parts, dates = [part for part in parts if part.dates], tuple(dates)
    stations = tuple(sorted({code for part in parts for code in part.stations}))
    shape = (len(dates), len(stations))
    columns = {
        name: np.full(shape, MISSING if name.startswith(_LACKING) else 0, column.dtype)
        for name, column in (parts[0].columns.items() if parts else ())
    }
    for part in parts:
        rows, places = _among(part.dates, dates), _among(part.stations, stations)
        for name, column in part.columns.items():
            if isinstance(rows, slice):
                columns[name][rows][:, places] = column
            else:
                columns[name][rows[:, None], np.arange(len(stations))[places]] = column
    return Parts(dates, stations, columns)


def _among(wanted: Sequence[Any], ascending: Sequence[Any]) -> slice | npt.NDArray[np.intp]:
    """Return where the wanted stand; side by side they are a slice, which is quick."""
    first = bisect_left(ascending, wanted[0]) if wanted else 0
    if ascending[first : first + len(wanted)] == wanted:
        return slice(first, first + len(wanted))
    return np.searchsorted(np.array(ascending), np.array(wanted))
