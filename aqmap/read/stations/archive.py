"""An archive of hourly means → natural days, and a report of every trap that was met."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap.errors import Fault, SourceError
from aqmap.progress import Progress, silent
from aqmap.read.stations.hours import Traps
from aqmap.read.stations.members import Member, is_tar, members, tarred
from aqmap.read.stations.parts import Parts, days_from
from aqmap.read.stations.schedule import Unit, outcomes
from aqmap.read.stations.tall import Named
from aqmap.read.stations.units import Asked, Outcome, digest_of, read_unit
from aqmap.readings import POLLUTANTS, Days

if TYPE_CHECKING:
    from aqmap.read.stations.store import Store

_Work = Callable[[Sequence[Unit]], Iterator[Outcome]]


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


@dataclass(slots=True)
class _File:
    """
    A file that may be of the archive.

    Attributes
    ----------
    name, where, member
        Its name and place; how to open it again, unless it came by in a tar archive.
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
    dates: tuple[date, ...] = ()
    outcome: Outcome | None = None


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
        hashed=store is not None,
    )
    kept = _opened(store, asked) if store else None
    how = partial(outcomes, asked=asked, workers=workers, scheduler=scheduler, progress=progress)
    traps = Traps()
    files = list(_looked_into(paths, asked, kept, how, traps))
    dates = sorted({day for file in files for day in file.dates})
    if not dates:
        raise SourceError(Fault("archive_empty", paths[0] if paths else ""))
    parts, stored = _parts(_groups(files), paths, asked, kept, how, traps)
    days = {dates[0] + timedelta(days=n) for n in range((dates[-1] - dates[0]).days + 1)}
    missing = tuple(sorted(days - set(dates)))
    number = sum(bool(file.dates) for file in files)
    report = ArchiveReport(number, stored, dates[0], dates[-1], missing, traps)
    return days_from(parts, asked.pollutants), report


def _opened(folder: Path, asked: Asked) -> Store:
    try:
        from aqmap.read.stations.store import Store  # noqa: PLC0415 - pyarrow is an extra
    except ImportError:
        raise SourceError(Fault("pyarrow_missing", folder)) from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SourceError(Fault("store_unusable", folder, found=problem.strerror)) from None
    return Store(folder, asked)


def _looked_into(
    paths: Sequence[Path], asked: Asked, kept: Store | None, how: _Work, traps: Traps
) -> Iterator[_File]:
    """Yield every file with its dates: those that the store does not know are read."""
    new: list[_File] = []
    for member in members(paths, traps):
        if is_tar(member.path):
            for name, content in tarred(Path(member.path), traps):
                where = f"{member.path} {name}"
                file = _File(name, where, None, digest_of(content) if kept else where)
                if not (kept and kept.knows(file.key)):
                    file.outcome = read_unit([(name, content)], asked)
                yield _told(file, kept, traps)
            continue
        known = kept.digest(member) if kept else ""
        file = _File(member.name, f"{member.path} {member.inside}", member, known)
        if kept and kept.knows(file.key):
            yield _told(file, kept, traps)
        else:
            new.append(file)
    results = how([(file.member,) for file in new if file.member])
    for file, outcome in zip(new, results, strict=True):
        file.outcome = outcome
        file.key = outcome.digest or file.where
        yield _told(file, kept, traps)


def _told(file: _File, kept: Store | None, traps: Traps) -> _File:
    """Return a file with its dates, which the store keeps; what is no archive's is counted."""
    if file.outcome is None and kept:
        file.dates = kept.dates(file.key)
    elif file.outcome:
        file.dates = file.outcome.parts.dates
        if kept:
            kept.note(file.key, file.outcome, file.member)
    if not file.dates:
        met = file.outcome.traps if file.outcome else kept.traps(file.key) if kept else Traps()
        traps.add(met)
    return file


def _groups(files: Sequence[_File]) -> dict[str, list[_File]]:
    """Return, by a key of their content, the files that must be read together: a date is theirs."""
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
    return {
        group[0].key
        if len(group) == 1
        else digest_of(" ".join(f.key for f in group).encode()): group
        for group in unique.values()
    }


def _parts(  # noqa: PLR0917 - the inside of one function
    groups: Mapping[str, list[_File]],
    paths: Sequence[Path],
    asked: Asked,
    kept: Store | None,
    how: _Work,
    traps: Traps,
) -> tuple[list[Parts], int]:
    """Return all parts, from the store where it has them, and how many files those came from."""
    done = {key: own[0].outcome for key, own in groups.items() if len(own) == 1 and own[0].outcome}
    stored, there = kept.take(groups.keys() - done.keys()) if kept else ([], set())
    todo = {key: own for key, own in groups.items() if key not in done and key not in there}
    units = {
        key: tuple(file.member for file in own if file.member)
        for key, own in todo.items()
        if all(file.member for file in own)
    }
    done.update(zip(units, how(list(units.values())), strict=True))
    for key, unit in _streamed({k: own for k, own in todo.items() if k not in units}, paths, traps):
        done[key] = read_unit(unit, asked)
    for key, outcome in done.items():
        traps.add(outcome.traps)
        if kept:
            kept.put(key, outcome)
    if kept:
        for key in there:
            traps.add(kept.traps(key))
        kept.save()
    parts = [*stored, *(outcome.parts for outcome in done.values())]
    return parts, sum(len(groups[key]) for key in there)


def _streamed(
    groups: Mapping[str, Sequence[_File]], paths: Sequence[Path], traps: Traps
) -> Iterator[tuple[str, list[Member | tuple[str, bytes]]]]:
    """Yield groups with files of a tar archive, as soon as their last file came by."""
    waiting = {file.where: key for key, own in groups.items() for file in own if not file.member}
    held: dict[str, bytes] = {}
    silent_traps = Traps()  # litter was counted on the first pass
    for path in (m.path for m in members(paths, silent_traps) if waiting and is_tar(m.path)):
        for name, content in tarred(Path(path), silent_traps):
            key = waiting.pop(f"{path} {name}", "")
            if not key:
                continue
            held[f"{path} {name}"] = content
            group = groups[key]
            if all(file.member or file.where in held for file in group):
                yield key, [file.member or (file.name, held.pop(file.where)) for file in group]
    for where in held:
        traps.note(where, "unreadable")
