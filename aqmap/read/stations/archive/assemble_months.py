"""The parts of an archive's files → the natural days of its months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from aqmap.read.stations.archive.file_groups import (
    ArchiveFile,
    FileGroup,
    ReadUnits,
    read_groups,
)
from aqmap.read.stations.archive.partial_days import Parts, closed, merged, some_dates
from aqmap.read.stations.archive.work_units import Outcome, ReadOptions
from aqmap.read.stations.hours import Traps

PartsByDate = Mapping[date, tuple[str, Parts]]
"""What has the parts of a date, and the key of the files that they are of."""


class Assembled(NamedTuple):
    """The parts of groups of files; and the outcomes of those that had to be read together."""

    parts: dict[str, list[Parts]]
    together: dict[str, Outcome]


def months_of_dates(groups: Mapping[str, FileGroup]) -> dict[str, dict[date, str]]:
    """Return, for each month of natural days, the dates that make it up and whose they are."""
    months: dict[str, dict[date, str]] = {}
    for day, key in {day: key for key, group in groups.items() for day in group.dates}.items():
        for month in _months(day):
            months.setdefault(month, {})[day] = key
    return months


def assembled_parts(
    groups: Mapping[str, FileGroup],
    known: PartsByDate,
    options: ReadOptions,
    read_units: ReadUnits,
    traps: Traps,
) -> Assembled:
    """
    Return the parts of groups of files.

    Parameters
    ----------
    groups
        The files that share dates.
    known
        Parts that need no reading.
    options, read_units
        What is wanted; who reads the files.
    traps
        Gets what was met on the way.

    Notes
    -----
    Each file is read by itself first. Only files whose parts do not add up are read again, all at
    once.
    """
    unread = {file.where: file for file in _unread(groups, known)}
    alone = {where: FileGroup([file]) for where, file in unread.items()}
    for where, outcome in read_groups(alone, options, read_units, traps).items():
        unread[where].outcome = outcome
    added_up = {key: parts for key, group in groups.items() if (parts := _added_up(group, known))}
    clashing = {key: group for key, group in groups.items() if key not in added_up}
    together = read_groups(clashing, options, read_units, traps)
    return Assembled(
        added_up | {key: [outcome.parts] for key, outcome in together.items()}, together
    )


def _unread(groups: Mapping[str, FileGroup], known: PartsByDate) -> list[ArchiveFile]:
    """Return the files that are not read yet and whose own parts of some date are not known."""
    unread = {
        file.where: file
        for group in groups.values()
        for file in group.files
        if any(_parts_with(file, day, known) is None for day in group.dates)
    }
    return [unread[where] for where in sorted(unread)]


def _parts_with(file: ArchiveFile, day: date, known: PartsByDate) -> Parts | None:
    """Return what has a file's own parts of a date."""
    if file.outcome:
        return file.outcome.parts if day in file.outcome.parts.dates else None
    key, parts = known.get(day, ("", None))
    return parts if key == file.key else None


def _added_up(group: FileGroup, known: PartsByDate) -> list[Parts]:
    """Return the parts of a group's dates; nothing if its files' own do not add up to them."""
    if len(group.files) == 1:
        (file,) = group.files
        parts_of = {day: parts for day in group.dates if (parts := _parts_with(file, day, known))}
        return fewest_pieces(parts_of) if len(parts_of) == len(group.dates) else []
    days = []
    for day in group.dates:
        of_files = [_parts_with(file, day, known) for file in group.files]
        pieces = [some_dates(parts, [day]) for parts in of_files if parts]
        whole = merged(pieces) if len(pieces) == len(of_files) else None
        if whole is None:
            return []
        days.append(whole)
    return days


def fewest_pieces(parts_of: Mapping[date, Parts]) -> list[Parts]:
    """Return the parts of some dates, with as few pieces as there are parts."""
    dates_of: dict[int, list[date]] = {}
    for day, parts in parts_of.items():
        dates_of.setdefault(id(parts), []).append(day)
    return [some_dates(parts_of[dates[0]], dates) for dates in dates_of.values()]


def closed_months(
    parts: Sequence[Parts], months: Mapping[str, Mapping[date, str]]
) -> dict[str, Parts]:
    """Return the natural days of some months, by the dates that make each up."""
    parts_in: dict[str, list[Parts]] = {month: [] for month in months}
    for piece in parts:
        for month in {month for day in piece.dates for month in _months(day)} & months.keys():
            parts_in[month].append(some_dates(piece, months[month]))
    days_of = {month: closed(pieces) for month, pieces in parts_in.items()}
    return {
        month: some_dates(days, [day for day in days.dates if f"{day:%Y-%m}" == month])
        for month, days in days_of.items()
    }


def _months(day: date) -> set[str]:
    """Return the months of the natural days that a file's date has hours of."""
    return {f"{natural:%Y-%m}" for natural in (day, day - timedelta(days=1))}
