"""Which of ozone's two columns holds the hour: for a time the national feed had them exchanged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from aqmap.read.stations.hours import HOURS, MISSING, Cells, Hours, Traps
from aqmap.standards.standards import rules

MAXIMUM = "O3_24h"
"""The day's highest hourly mean so far, beside the hourly mean ``O3``."""

_SLIPS = 0.1  # of the hours that tell: fewer above their day's maximum are its own slips
_ENOUGH = rules()["day_hours"].value
Flags = npt.NDArray[np.bool_]


def with_maximum(pollutants: Sequence[str]) -> tuple[str, ...]:
    """Return what is read so that ozone can be checked: its maximum beside it."""
    return (*pollutants, MAXIMUM) if "O3" in pollutants else tuple(pollutants)


def checked_ozone(hours: Hours, file: str, traps: Traps) -> Hours:
    """
    Return hours whose ozone is the hourly mean for certain, without the column of maxima.

    No hour is above the highest hour of its day. Where a date's ``O3`` is above its ``O3_24h``, the
    two stand exchanged: a station's day is then read from ``O3_24h`` if it is whole and ``O3`` is
    its running maximum all along; otherwise it has no ozone. Where neither column is the maximum
    of the other, no station of the date has ozone. A whole day of ``O3`` alone that only rises is
    counted: it may be such a maximum.
    """
    values = dict(hours.values)
    maxima = values.pop(MAXIMUM, None)
    for row, day in enumerate(hours.dates) if "O3" in values else ():
        if maxima is None or (maxima[row] == MISSING).all():
            rising = _rising(values["O3"][row])
            _Spots(file, traps, day, hours.stations).note("ozone_only_rises", rising)
    if maxima is not None and "O3" in values:
        ozone = values["O3"].copy()
        whole_days: dict[date, Flags] = {}
        for row, day in enumerate(hours.dates):
            spots = _Spots(file, traps, day, hours.stations)
            before = whole_days.get(day - timedelta(days=1))
            whole_days[day] = _check_date(ozone[row], maxima[row], before, spots)
        values["O3"] = ozone
    return Hours(hours.dates, hours.stations, values)


def _check_date(ozone: Cells, maxima: Cells, before: Flags | None, spots: _Spots) -> Flags:
    """
    Put right, or take out, the ozone of one date's hours.

    Returns the stations whose whole day is exchanged; `before` are those of the day before, to
    which hour 0 belongs.
    """
    both = (ozone != MISSING) & (maxima != MISSING)
    above, below = both & (ozone > maxima), both & (ozone < maxima)
    telling = int(above.sum() + below.sum())
    whole = np.zeros(ozone.shape[1], dtype=bool)
    if not above.any():
        return whole
    if above.sum() <= _SLIPS * telling:
        if before is not None:  # its 24:00 stands here, exchanged as the day was
            spots.note("ozone_exchanged", above & _first_hour(before, ozone))
            ozone[0] = np.where(above[0] & before, maxima[0], ozone[0])
            above[0] &= ~before
        spots.note("ozone_above_maximum", above)
        return whole
    exchanged = below.sum() <= _SLIPS * telling
    if exchanged:
        whole = _running_maximum(ozone, maxima)
    certain = np.broadcast_to(whole, ozone.shape).copy()
    if exchanged and before is not None:
        certain[0] |= before & both[0] & ~below[0]
    refused = (ozone != MISSING) & ~certain
    spots.note("ozone_exchanged", (maxima != MISSING) & certain)
    refusal = "ozone_exchanged_in_part" if exchanged else "ozone_unclear"
    spots.note(refusal, refused)
    ozone[:] = np.where(certain, maxima, MISSING)
    return whole


def _first_hour(stations: Flags, like: Cells) -> Flags:
    flags = np.zeros(like.shape, dtype=bool)
    flags[0] = stations
    return flags


def _rising(ozone: Cells) -> Flags:
    """Return the hours of whole days that rise and never fall; shape (hours, stations)."""
    there = ozone[1:] != MISSING
    highest = np.maximum.accumulate(ozone[1:], axis=0)
    never_falls = ((ozone[1:] == highest) | ~there).all(axis=0)
    lowest = np.where(there, ozone[1:], np.iinfo(np.int32).max).min(axis=0)
    rises = never_falls & (there.sum(axis=0) >= _ENOUGH) & (highest[-1] > lowest)
    flags: Flags = (ozone != MISSING) & rises
    return flags


def _running_maximum(highest: Cells, means: Cells) -> Flags:
    """
    Return of which stations one column is the running maximum of the other, over a whole day.

    Hour 0 is the last of the day before, or, as some feeds reckon, the first of its own.
    """
    matching = np.zeros(highest.shape[1], dtype=bool)
    for first in (1, 0):
        high, mean = highest[first:], means[first:]
        there = (high != MISSING) & (mean != MISSING)
        running = np.maximum.accumulate(mean, axis=0)
        enough = there[-(HOURS - 1) :].sum(axis=0) >= _ENOUGH
        matching |= enough & ((high == running) | ~there).all(axis=0)
    midnight = (highest[0] == MISSING) | (means[0] == MISSING) | (highest[0] >= means[0])
    whole: Flags = matching & midnight
    return whole


@dataclass(frozen=True, slots=True)
class _Spots:
    """Notes hours of one date of a file, with the first of them."""

    file: str
    traps: Traps
    day: date
    stations: Sequence[str]

    def note(self, trap: str, cells: Flags) -> None:
        """Count the hours; shape (hours, stations)."""
        if cells.any():
            hour, column = np.argwhere(cells)[0]
            spot = f"{self.stations[column]} {self.day} {hour:02d}:00, O3"
            self.traps.note(self.file, trap, int(cells.sum()), spot)
