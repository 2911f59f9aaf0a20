"""The national layout's running values at hour 0 → the day that ends there."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from aqmap.model.natural_days import POLLUTANTS
from aqmap.read.stations.daily.daily_columns import PEAK
from aqmap.read.stations.daily.daily_places import DailyPlaces
from aqmap.read.stations.daily.day_book import DayBook
from aqmap.read.stations.hours import MISSING, Hours, Traps
from aqmap.read.stations.tables.national_layout import typed_hours

_SLIPS = 0.1  # of the hours that tell: fewer above their day's maximum are its own slips
_TYPES = {
    **{f"{name}_24h": name for name in POLLUTANTS if name != "O3"},
    "O3_8h_24h": "O3",
    "O3_24h": PEAK,
}
"""What the rows of hour 0 hold of the day that ends there."""
_RUNNING = {"O3_8h_24h": "O3_8h", "O3_24h": "O3"}
"""Ozone's highest values so far, and the values that none of them is below."""


def read_national_days(content: bytes, file: str, whose: DailyPlaces, book: DayBook) -> set[date]:
    """
    Read the days of stations or cities from a file of the national layout.

    Its means of 24 hours run: only those of hour 0 are of a natural day, the day before. Ozone is
    not used of a date on which a column of maxima is below what it is the maximum of: for a time
    the feed had them exchanged.

    Raises
    ------
    SourceError
        As `read_national`.
    """
    met = Traps()
    hours = typed_hours(content, file, (*_TYPES, *_RUNNING.values()), None, met)
    for (_, trap), times in met.counts.items():
        if trap != "hours_missing":  # of 24 hours one is needed
            book.traps.note(file, trap, times, met.spots.get((file, trap), ""))
    codes = {head: code for head in hours.stations if (code := whose.of_head(head))}
    columns = [n for n, head in enumerate(hours.stations) if head in codes]
    if len(columns) < len(hours.stations):
        book.traps.note(file, "day_elsewhere", len(hours.stations) - len(columns))
    dates: set[date] = set()
    running = 0
    for kind, name in _TYPES.items():
        for row, day in enumerate(hours.dates):
            running += int((hours.values[kind][row] != MISSING).sum())
            if _is_below(hours, kind, row):
                book.traps.note(file, "ozone_unclear", spot=f"{day}, {kind}")
                continue
            for n in columns:
                value = int(hours.values[kind][row, 0, n])
                if value != MISSING:
                    before = day - timedelta(days=1)
                    dates.add(before)
                    key = (name, codes[hours.stations[n]], before)
                    book.add(key, value, file, f"{hours.stations[n]} {day} 00:00, {kind}")
    if not dates:
        book.traps.note(file, "running_means" if running else "no_days", max(running, 1))
    return dates


def _is_below(hours: Hours, kind: str, row: int) -> bool:
    """Return whether a column of maxima is below what it is the maximum of, on one date."""
    if kind not in _RUNNING:
        return False
    highest, values = hours.values[kind][row], hours.values[_RUNNING[kind]][row]
    both = (highest != MISSING) & (values != MISSING)
    telling = both & (highest != values)
    below = both & (highest < values)
    return bool(below.sum() > _SLIPS * np.maximum(telling.sum(), 1))
