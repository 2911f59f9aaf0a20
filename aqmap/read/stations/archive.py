"""An archive of hourly means → natural days, and a report of every trap that was met."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap.errors import Fault, SourceError
from aqmap.progress import Progress, silent
from aqmap.read.stations.hours import Traps
from aqmap.read.stations.members import Member, is_tar, members, tarred
from aqmap.read.stations.parts import Part, days_from
from aqmap.read.stations.schedule import Unit, outcomes
from aqmap.read.stations.tall import Named
from aqmap.read.stations.units import Asked, dates_of, read_unit
from aqmap.readings import POLLUTANTS, Days

if TYPE_CHECKING:
    from aqmap.read.stations.store import Store


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """
    What was read, and what was met in it.

    Attributes
    ----------
    files
        Archive files read, stored ones included.
    stored
        Those whose parts came from the store.
    first, last
        The first and the last date of the files' labels.
    missing
        Dates between them that no file holds.
    traps
        How often what was met in which file; keys of the words under ``trap``.
    """

    files: int
    stored: int
    first: date
    last: date
    missing: tuple[date, ...]
    traps: Traps


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the archive: where it is, what it holds, the hash of that; bytes only of a tar."""

    name: str
    digest: str
    dates: tuple[date, ...]
    member: Member | None


def read_archive(
    paths: Sequence[Path],
    *,
    pollutants: Sequence[str] = POLLUTANTS,
    stations: Collection[str] | None = None,
    named: Named | None = None,
    store: Path | None = None,
    workers: int = 1,
    scheduler: str = "",
    progress: Progress = silent,
) -> tuple[Days, ArchiveReport]:
    """
    Read an archive of hourly means.

    Parameters
    ----------
    paths
        Folders, zip or tar archives, files; their content decides the layout.
    pollutants
        Those wanted; row types that are not are dropped unread.
    stations
        Codes to keep; none keeps all.
    named
        Codes by city and name, for tables without codes.
    store
        A folder for partial results: only new and changed files are read again.
    workers, scheduler
        See `aqmap.read.stations.schedule.outcomes`; the result is the same for any number.
    progress
        Is told of every unit of work.

    Returns
    -------
    days, report
        Exact in whole numbers.

    Raises
    ------
    SourceError
        If a path is missing or an archive broken, or if nothing in them is an hourly archive.
    """
    asked = Asked(
        tuple(name for name in POLLUTANTS if name in pollutants),
        frozenset(stations) if stations is not None else None,
        dict(named or {}),
    )
    traps = Traps()
    kept = _opened(store, asked) if store else None
    files = list(_files(paths, asked, kept, traps))
    if not files:
        raise SourceError(Fault("archive_empty", paths[0] if paths else ""))
    groups = _groups(files)
    parts, stored = _parts(groups, asked, kept, traps, (workers, scheduler, progress), paths)
    dates = sorted({day for file in files for day in file.dates})
    span = range((dates[-1] - dates[0]).days + 1)
    days = {dates[0] + timedelta(days=n) for n in span}
    missing = tuple(sorted(days - set(dates)))
    report = ArchiveReport(len(files), stored, dates[0], dates[-1], missing, traps)
    return days_from(parts, asked.pollutants), report


def _opened(folder: Path, asked: Asked) -> Store:
    try:
        from aqmap.read.stations.store import Store  # noqa: PLC0415 - pyarrow is an extra
    except ImportError:
        raise SourceError(Fault("pyarrow_missing", folder)) from None
    return Store(folder, asked)


def _files(
    paths: Sequence[Path], asked: Asked, kept: Store | None, traps: Traps
) -> Iterator[_File]:
    """Yield the files that hold hours, with their dates."""
    for member in members(paths, traps):
        if is_tar(Path(member.path)):
            for name, content in tarred(Path(member.path), traps):
                yield from _seen(name, content, None, asked, kept, traps)
            continue
        path = member.path if not member.inside else ""
        digest = kept.digest(path, None) if kept and path else None
        dates = kept.dates(digest) if kept and digest else None
        if digest and dates is not None:
            if dates:
                yield _File(member.name, digest, dates, member)
            continue
        try:
            content = member.read()
        except SourceError:
            traps.note(member.name, "unreadable")
            continue
        yield from _seen(member.name, content, member, asked, kept, traps)


def _seen(  # noqa: PLR0917 - one file and what is known of it
    name: str,
    content: bytes,
    member: Member | None,
    asked: Asked,
    kept: Store | None,
    traps: Traps,
) -> Iterator[_File]:
    path = member.path if member and not member.inside else ""
    digest = (kept.digest(path, content) or _digest(content)) if kept else name
    dates = tuple(sorted(dates_of(content, name, asked, traps)))
    if kept:
        kept.note_dates(digest, dates)
    if dates:
        yield _File(name, digest, dates, member)


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=20).hexdigest()


def _groups(files: Sequence[_File]) -> list[list[_File]]:
    """Return the files that must be read together, since they share a date, in order of dates."""
    group_of: dict[date, list[_File]] = {}
    for file in sorted(files, key=lambda one: (one.dates, one.name)):
        own = [file]
        for day in file.dates:
            other = group_of.get(day)
            if other is not None and other is not own:
                own = [*other, *(one for one in own if one not in other)]
        for one in own:
            for day in one.dates:
                group_of[day] = own
    unique = {id(group): group for group in group_of.values()}
    return sorted(unique.values(), key=lambda group: group[0].dates)


def _parts(  # noqa: PLR0917 - the inside of one function
    groups: Sequence[Sequence[_File]],
    asked: Asked,
    kept: Store | None,
    traps: Traps,
    how: tuple[int, str, Progress],
    paths: Sequence[Path],
) -> tuple[list[Part], int]:
    """Return all parts, from the store where it has them, and how many files those came from."""
    workers, scheduler, progress = how
    keys = [
        hashlib.sha256(" ".join(f.digest for f in group).encode()).hexdigest() for group in groups
    ]
    found: list[Part] = []
    stored = 0
    todo: list[tuple[str, Unit]] = []
    streamed: dict[str, Sequence[_File]] = {}
    for key, group in zip(keys, groups, strict=True):
        known = kept.get(key) if kept else None
        if known is not None:
            found += known[0]
            traps.add(known[1].counts.items())
            stored += len(group)
        elif any(file.member is None for file in group):
            streamed[key] = group
        else:
            todo.append((key, tuple(file.member for file in group if file.member)))
    results = outcomes([unit for _, unit in todo], asked, workers=workers, scheduler=scheduler)
    for n, ((key, _), outcome) in enumerate(zip(todo, results, strict=True), 1):
        progress("stations", n, len(todo))
        found += outcome.parts
        traps.add(outcome.traps.counts.items())
        if kept:
            kept.put(key, outcome.parts, outcome.traps)
    for key, files in _streamed(streamed, paths, traps):
        outcome = read_unit(files, asked)
        found += outcome.parts
        traps.add(outcome.traps.counts.items())
        if kept:
            kept.put(key, outcome.parts, outcome.traps)
    if kept:
        kept.save(keys)
    return found, stored


def _streamed(
    groups: dict[str, Sequence[_File]], paths: Sequence[Path], traps: Traps
) -> Iterator[tuple[str, list[Member | tuple[str, bytes]]]]:
    """Yield groups with files of a tar archive, as soon as their last file came by."""
    waiting = {file.name: key for key, group in groups.items() for file in group if not file.member}
    if not waiting:
        return
    held: dict[str, dict[str, bytes]] = defaultdict(dict)
    silent_traps = Traps()  # litter was counted on the first pass
    for path in (Path(m.path) for m in members(paths, silent_traps) if is_tar(Path(m.path))):
        if not waiting:
            return
        for name, content in tarred(path, silent_traps):
            key = waiting.pop(name, "")
            if not key:
                continue
            held[key][name] = content
            group = groups[key]
            if all(file.member or file.name in held[key] for file in group):
                own = held.pop(key)
                yield key, [file.member or (file.name, own[file.name]) for file in group]
    for key in held:
        traps.note(key, "unreadable")
