"""Values of rows, by the hour or by the minute, and the hourly means that they make."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from aqmap.read.stations.hours import MISSING, Hours, Traps, no_hours
from aqmap.read.stations.tables.ozone_columns import MAXIMUM
from aqmap.read.stations.tables.timestamps import EPOCH
from aqmap.standards.standards import rules

_ENOUGH = rules()["hour_minutes"].value
_FEW = 0.25  # of all rows


class Measured:
    """
    The values of rows, as plain numbers: there may be millions.

    Parameters
    ----------
    pollutants
        Whose values each row has, in this order.
    """

    def __init__(self, pollutants: Sequence[str]) -> None:
        self.pollutants = tuple(pollutants)
        self.codes: dict[str, int] = {}
        self.stamps = array("q")
        self.stations = array("q")
        self.amounts = [array("q") for _ in self.pollutants]

    def __len__(self) -> int:
        return len(self.stamps)

    def add(self, minutes: int, code: str, amounts: Iterable[int]) -> None:
        """Add a row: its minute, its station, and a value or `MISSING` for each pollutant."""
        self.stamps.append(minutes)
        self.stations.append(self.codes.setdefault(code, len(self.codes)))
        for column, amount in zip(self.amounts, amounts, strict=True):
            column.append(amount)

    def cut(self, length: int) -> None:
        """Drop all rows behind the first ones."""
        for column in (self.stamps, self.stations, *self.amounts):
            del column[length:]
        used = set(self.stations)
        self.codes = {code: n for code, n in self.codes.items() if n in used}


def hours_of(rows: Measured, file: str, traps: Traps) -> Hours | None:
    """
    Return hourly means, labelled by the end of their hour; none where rows do not say which.

    Rows at full hours only are hourly means themselves. Where other minutes occur, an hour's mean
    is that of its values, if they cover 45 minutes (GB 3095-2026, table 4). Where few do, they are
    slips and not used: of half hours every second row is at another minute. A minute that stands
    twice counts once if its values agree, and not at all if they differ. A row an hour at one
    minute other than :00 is of the hour before it, or of the one that it lies in: the user says it.
    """
    stamps = np.array(rows.stamps, dtype=np.int64)
    slips = stamps % 60 != 0
    slips &= slips.mean() < _FEW if len(slips) else False
    step, minute = _step(stamps[~slips])
    if step == 60 and minute:
        spot = (
            f"{datetime.combine(EPOCH, time()) + timedelta(minutes=int(stamps[0])):%Y-%m-%d %H:%M}"
        )
        traps.note(file, "hour_not_told", len(stamps), spot)
        return None
    codes = tuple(sorted(rows.codes))
    place = {rows.codes[code]: n for n, code in enumerate(codes)}
    stations = np.array([place[n] for n in rows.stations], dtype=np.int64)
    days = np.unique(_hour(stamps[~slips]) // 24)
    hours = no_hours((EPOCH + timedelta(int(n)) for n in days), codes, rows.pollutants, file)
    counted = traps
    for name, amounts in zip(rows.pollutants, rows.amounts, strict=True):
        traps = Traps() if name == MAXIMUM else counted  # it is read to check another
        values = np.array(amounts, dtype=np.int64)
        measured = _selected(_Readings(stamps, stations, values), values != MISSING)
        slip = slips[values != MISSING]
        _noted(codes, name, file, traps, "off_hour", int(slip.sum()), _selected(measured, slip))
        labelled = _selected(measured, ~slip)
        labelled = _single(labelled, partial(_noted, codes, name, file, traps))
        if step < 60:
            labelled = _means(labelled, step, partial(_noted, codes, name, file, traps))
        labels = labelled.stamps // 60
        rows_of = np.searchsorted(days, labels // 24)
        hours.values[name][rows_of, labels % 24, labelled.stations] = labelled.values
    return hours


def _step(stamps: npt.NDArray[np.int64]) -> tuple[int, int]:
    """Return how many minutes lie between the times of rows, and at which of them the first is."""
    minutes = stamps % 60
    first = int(minutes.min(initial=60)) % 60
    step = int(np.gcd.reduce(np.append(minutes - first, 60)))
    return step, first % step


_Numbers = npt.NDArray[np.int64]


class _Readings(NamedTuple):
    """The values of one pollutant, with their minutes and stations."""

    stamps: _Numbers
    stations: _Numbers
    values: _Numbers


_Note = Callable[[str, int, _Readings], None]


def _noted(  # noqa: PLR0917 - the inside of one function
    codes: Sequence[str],
    name: str,
    file: str,
    traps: Traps,
    trap: str,
    times: int,
    readings: _Readings,
) -> None:
    """Count a trap, and name the first value that it was."""
    if times:
        moment = datetime.combine(EPOCH, time()) + timedelta(minutes=int(readings.stamps[0]))
        traps.note(
            file, trap, times, f"{codes[readings.stations[0]]} {moment:%Y-%m-%d %H:%M}, {name}"
        )


def _hour(stamps: _Numbers) -> _Numbers:
    """Return the hour, since 1970, at whose end or before a minute lies."""
    return -(-stamps // 60)


def _grouped(readings: _Readings) -> tuple[_Readings, _Numbers, _Numbers]:
    """Return values by minute and station, where each group begins, and how many it has."""
    order = np.lexsort((readings.stations, readings.stamps))
    readings = _Readings(*(column[order] for column in readings))
    new = np.ones(len(order), dtype=bool)
    new[1:] = (np.diff(readings.stamps) != 0) | (np.diff(readings.stations) != 0)
    starts = np.flatnonzero(new)
    return readings, starts, np.diff(starts, append=len(order))


def _single(readings: _Readings, note: _Note) -> _Readings:
    readings, starts, counts = _grouped(readings)
    if len(starts) == len(readings.values):
        return readings
    firsts = _Readings(*(column[starts] for column in readings))
    differs = np.minimum.reduceat(readings.values, starts) != np.maximum.reduceat(
        readings.values, starts
    )
    same = (counts > 1) & ~differs
    note("twice_different", int(differs.sum()), _selected(firsts, differs))
    note("twice_same", int((counts - 1)[same].sum()), _selected(firsts, same))
    return _selected(firsts, ~differs)


def _means(readings: _Readings, step: int, note: _Note) -> _Readings:
    """Return the means of the hours that have enough values, rounded half to even."""
    minutes = _selected(readings, readings.stamps % 60 != 0)
    readings, starts, counts = _grouped(readings._replace(stamps=_hour(readings.stamps) * 60))
    if not len(starts):
        return readings
    sums = np.add.reduceat(readings.values, starts)
    means, rest = sums // counts, 2 * (sums % counts)
    means += (rest > counts) | ((rest == counts) & (means % 2 == 1))
    hours = _Readings(readings.stamps[starts], readings.stations[starts], means)
    enough = counts * step >= _ENOUGH
    note("hour_too_short", int((~enough).sum()), _selected(hours, ~enough))
    note("minute_data", int(counts[enough].sum()), minutes if len(minutes.stamps) else hours)
    return _selected(hours, enough)


def _selected(readings: _Readings, wanted: npt.NDArray[np.bool_]) -> _Readings:
    return _Readings(*(column[wanted] for column in readings))
