"""Hourly means as read: whole thousandths, and a count of every trap that was met."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from aqmap.errors import Fault, SourceError
from aqmap.words import Text, text

MISSING = -1
HOURS = 24
Cells = npt.NDArray[np.int32]

_LONGEST = 120  # characters of a spot
_PLACE = re.compile(r"(?:^|(?<= ))(line|row|feature) (\d+)(?=[,:]|$)")

_MOST = 200_000_000  # hourly means of one file: a national year of one pollutant has 17.5 million

LARGEST = 9_998_000
"""Thousandths; 9999 and more stand for a broken instrument in every archive seen."""


@dataclass(slots=True)
class Traps:
    """
    What was met in the files.

    Attributes
    ----------
    counts
        How often, by file and the key of its words under ``trap``.
    spots
        Where first, and what stood there, as "row 5, PM2.5: <3", or why in words; by the same keys.
    """

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    spots: dict[tuple[str, str], str | Text] = field(default_factory=dict)

    def note(self, file: str, trap: str, times: int = 1, spot: str | Text = "") -> None:
        """Count something met in a file, and keep where it was met first."""
        if times:
            self.counts[file, trap] += int(times)
            if spot:
                self.spots.setdefault((file, trap), _shortened(spot))

    def add(self, more: Traps) -> None:
        """Add what was met elsewhere."""
        self.counts.update(more.counts)
        self.spots = more.spots | self.spots


def _shortened(spot: str | Text) -> str | Text:
    if isinstance(spot, str):
        return spot[:_LONGEST]
    return Text(*(words[:_LONGEST] for words in spot))


def spot_text(spot: str | Text) -> Text:
    """Return where something was met in words: 第5行, row 5."""
    if isinstance(spot, Text):
        return spot
    zh = _PLACE.sub(lambda match: text(f"spot.{match[1]}", number=match[2]).zh, spot, count=1)
    return Text(zh, spot)


@dataclass(frozen=True, slots=True)
class Hours:
    """
    The hourly means of some files.

    Attributes
    ----------
    dates
        Of the files' labels: hour 0 of a date belongs to the natural day before it.
    stations
        Codes, ascending.
    values
        By pollutant, thousandths of its unit, `MISSING` where there is none; shape
        (dates, 24, stations).
    """

    dates: tuple[date, ...]
    stations: tuple[str, ...]
    values: Mapping[str, Cells]


def no_hours(
    dates: Iterable[date], stations: Iterable[str], pollutants: Iterable[str], file: str
) -> Hours:
    """
    Return room for the hours of dates and stations, all of them missing yet.

    Raises
    ------
    SourceError
        If a file of such dates and stations cannot be: their hours would fill the memory.
    """
    days, codes = tuple(sorted(set(dates))), tuple(sorted(set(stations)))
    names = tuple(pollutants)
    shape = (len(days), HOURS, len(codes))
    if len(names) * len(days) * HOURS * len(codes) > _MOST:
        raise SourceError(
            Fault(
                "container_too_large",
                file,
                found=f"{len(days)} × {len(codes)}",
                expected=f"{_MOST // HOURS // max(len(names), 1):,}",
            )
        )
    return Hours(days, codes, {name: np.full(shape, MISSING, dtype=np.int32) for name in names})


def merged_hours(
    parts: Iterable[Hours], pollutants: Iterable[str], traps: Traps, file: str
) -> Hours:
    """
    Return several readings as one.

    An hour that stands twice with one value counts once; with two values it is no value.
    """
    parts = list(parts)
    whole = no_hours(
        (day for part in parts for day in part.dates),
        (code for part in parts for code in part.stations),
        pollutants,
        file,
    )
    for name, means in whole.values.items():
        lost = np.zeros(means.shape, dtype=bool)
        for part in parts:
            if name not in part.values or not part.dates or not part.stations:
                continue
            rows = np.searchsorted(np.array(whole.dates), np.array(part.dates))
            columns = np.searchsorted(np.array(whole.stations), np.array(part.stations))
            cells = np.ix_(rows, np.arange(HOURS), columns)
            before, added = means[cells], part.values[name]
            twice = (before != MISSING) & (added != MISSING)
            traps.note(file, "twice_same", (twice & (before == added)).sum())
            lost[cells] |= twice & (before != added)
            means[cells] = np.where(added != MISSING, added, before)
        traps.note(file, "twice_different", lost.sum())
        means[lost] = MISSING
    return whole
