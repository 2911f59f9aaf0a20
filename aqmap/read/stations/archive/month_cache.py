"""The months of an archive: what a store holds of them is not read and not made again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from aqmap.read.stations.archive.assemble_months import (
    Assembled,
    PartsByDate,
    assembled_parts,
    closed_months,
    fewest_pieces,
    months_of_dates,
)
from aqmap.read.stations.archive.file_groups import (
    ArchiveFile,
    ReadUnits,
    groups_by_dates,
)
from aqmap.read.stations.archive.partial_days import Parts
from aqmap.read.stations.archive.work_units import Outcome, ReadOptions
from aqmap.read.stations.hours import Traps

if TYPE_CHECKING:
    from aqmap.read.stations.archive.parquet_store import Store


def months_of(
    files: Sequence[ArchiveFile],
    options: ReadOptions,
    store: Store | None,
    read_units: ReadUnits,
    traps: Traps,
) -> tuple[list[Parts], int]:
    """
    Return the natural days of each month.

    Parameters
    ----------
    files
        Those that have dates.
    options, store, read_units
        What is wanted; what is known already; who reads the rest.
    traps
        Gets what was met in all of them.

    Returns
    -------
    months, stored
        Closed days by month, and of how many files nothing was read.
    """
    groups = groups_by_dates(files)
    months = months_of_dates(groups)
    stored_days = _stored_days(store, months) if store else {}
    open_months = {month: keys for month, keys in months.items() if month not in stored_days}
    wanted = dict.fromkeys(key for keys in open_months.values() for key in keys.values())
    dates = {day for key in wanted for day in groups[key].dates}
    stored_parts = store.rows(dates) if store else {}
    parts = {
        key: pieces for key in wanted if (pieces := _stored(key, groups[key].dates, stored_parts))
    }
    lacking = {key: groups[key] for key in wanted if key not in parts}
    assembled = assembled_parts(lacking, stored_parts, options, read_units, traps)
    parts |= assembled.parts
    days = closed_months([piece for pieces in parts.values() for piece in pieces], open_months)
    _note_traps(files, groups, assembled.together, store, traps)
    if store:
        cut = {
            key
            for key, outcome in assembled.together.items()
            if _is_cut(outcome, groups[key].dates)
        }
        _keep_parts(store, assembled, cut)
        for month, keys in open_months.items():
            if not cut & set(keys.values()):
                store.put_days(month, keys, days[month])
        store.save()
    reread = {id(file) for key in assembled.together for file in groups[key].files}
    stored = sum(file.outcome is None and id(file) not in reread for file in files)
    return [*stored_days.values(), *days.values()], stored


def _stored_days(store: Store, months: Mapping[str, Mapping[date, str]]) -> dict[str, Parts]:
    """Return the months whose natural days are stored, made of the same files."""
    stored = {month: store.days(month, keys) for month, keys in months.items()}
    return {month: days for month, days in stored.items() if days is not None}


def _stored(key: str, dates: Sequence[date], stored: PartsByDate) -> list[Parts]:
    """Return stored parts of all those dates; nothing if any is other files'."""
    if any(stored.get(day, ("", None))[0] != key for day in dates):
        return []
    return fewest_pieces({day: stored[day][1] for day in dates})


def _is_cut(outcome: Outcome, dates: Collection[date]) -> bool:
    """Return whether a file was gone when it was to be put together with others."""
    gone = any(trap == "unreadable" for _, trap in outcome.traps.counts)
    return gone or not set(dates) <= set(outcome.parts.dates)


def _note_traps(
    files: Sequence[ArchiveFile],
    keys: Iterable[str],
    together: Mapping[str, Outcome],
    store: Store | None,
    traps: Traps,
) -> None:
    """Note what was met in each file, and where files were put together, now or before."""
    for file in files:
        if file.outcome:
            traps.add(file.outcome.traps)
        elif store and (record := store.record(file.key)):
            traps.add(record.met(file.name))
    single = {file.key for file in files}
    for key in keys:
        if key in together:
            traps.add(together[key].traps)
        elif store and key not in single and (record := store.record(key)):
            traps.add(record.met())


def _keep_parts(store: Store, assembled: Assembled, cut: Collection[str]) -> None:
    """Hand what was made to the store, but what lacks a file that was gone."""
    for key, pieces in assembled.parts.items():
        if key in cut:
            continue
        for parts in pieces:
            store.put(parts, key)
        if key in assembled.together:
            store.note(key, assembled.together[key])
