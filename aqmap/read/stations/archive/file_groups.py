"""The files of an archive by the dates they hold, and those that share dates read as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from aqmap.read.stations.archive.archive_files import Member, tarred
from aqmap.read.stations.archive.work_units import (
    Outcome,
    ReadOptions,
    Unit,
    digest_of,
    read_unit,
)
from aqmap.read.stations.hours import Traps

ReadUnits = Callable[[Sequence[Unit]], Iterator[Outcome]]
"""Reads units of work, here or elsewhere, in their order."""


@dataclass(slots=True)
class ArchiveFile:
    """
    A file that may be of the archive.

    Attributes
    ----------
    name, where, member
        Its name and place; how to open it again, unless it came by in a tar archive.
    tar
        The tar archive it is in; or empty.
    key
        What it is known by: the hash of its content, without a store its place.
    dates
        Of its labels, once they are known: none for what is no file of an archive.
    outcome
        What it gave by itself, if it was read now.
    """

    name: str
    where: str
    member: Member | None
    key: str
    tar: str = ""
    dates: tuple[date, ...] = ()
    outcome: Outcome | None = None


class FileGroup(NamedTuple):
    """Files, and the dates that they share; of a single file no dates mean all of its own."""

    files: Sequence[ArchiveFile]
    dates: Sequence[date] = ()


def groups_by_dates(files: Sequence[ArchiveFile]) -> dict[str, FileGroup]:
    """Return the files that share dates, by a key of their contents and these dates."""
    files_of: dict[date, list[ArchiveFile]] = {}
    for file in sorted(files, key=lambda file: (file.dates, file.name)):
        for day in file.dates:
            files_of.setdefault(day, []).append(file)
    dates_of: dict[tuple[int, ...], list[date]] = {}
    for day, sharing in files_of.items():
        dates_of.setdefault(tuple(map(id, sharing)), []).append(day)
    groups = (FileGroup(files_of[dates[0]], dates) for dates in dates_of.values())
    return {_key(group): group for group in groups}


def _key(group: FileGroup) -> str:
    """Return what a group is known by: a single file's own key, or a hash of all."""
    if len(group.files) == 1:
        return group.files[0].key
    files = (f"{file.key} {file.name}" for file in group.files)
    return digest_of(
        " ".join([*files, *map(str, sorted(group.dates))]).encode("utf-8", "surrogatepass")
    )


def read_groups(
    groups: Mapping[str, FileGroup], options: ReadOptions, read_units: ReadUnits, traps: Traps
) -> dict[str, Outcome]:
    """Return what groups give: single files, or several with the dates they share."""
    units = {
        key: Unit([file.member for file in group.files if file.member], frozenset(group.dates))
        for key, group in groups.items()
        if all(file.member for file in group.files)
    }
    outcomes = dict(zip(units, read_units(list(units.values())), strict=True))
    in_tars = {key: group for key, group in groups.items() if key not in units}
    for key, contents in _streamed(in_tars, traps):
        outcomes[key] = read_unit(Unit(contents, frozenset(groups[key].dates)), options)
    return outcomes


def _streamed(
    groups: Mapping[str, FileGroup], traps: Traps
) -> Iterator[tuple[str, list[Member | tuple[str, bytes]]]]:
    """Yield groups with files of a tar archive, as soon as their last file came by."""
    keys_of: dict[str, set[str]] = {}
    for key, group in groups.items():
        for file in group.files:
            if not file.member:
                keys_of.setdefault(file.where, set()).add(key)
    lacking = {
        key: {file.where for file in group.files if not file.member}
        for key, group in groups.items()
    }
    contents: dict[str, bytes] = {}
    silent_traps = Traps()  # litter was counted on the first pass
    for path in sorted({file.tar for group in groups.values() for file in group.files if file.tar}):
        for n, (name, content) in enumerate(tarred(Path(path), silent_traps)):
            where = f"{path} {n} {name}"  # a tar archive may hold a name twice
            for key in sorted(keys_of.get(where, ())):
                contents[where] = content
                lacking[key].remove(where)
                if lacking[key]:
                    continue
                files = groups[key].files
                yield key, [file.member or (file.name, contents[file.where]) for file in files]
                for place in {file.where for file in files if not file.member}:
                    keys_of[place].remove(key)
                    if not keys_of[place]:
                        del keys_of[place], contents[place]
    for place in sorted(set().union(*lacking.values())):
        traps.note(place, "unreadable")
