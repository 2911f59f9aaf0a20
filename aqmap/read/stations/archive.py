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
from aqmap.read.stations.parts import Parts, closed, days_from, some_dates
from aqmap.read.stations.schedule import Unit, outcomes
from aqmap.read.stations.units import Asked, Outcome, digest_of, read_unit
from aqmap.read.stations.whose import Named
from aqmap.readings import POLLUTANTS, Days
from aqmap.words import Text, text

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
        raise SourceError(Fault("archive_empty", paths[0] if paths else "", met=_met(traps)))
    closed_days, stored = _days(_groups(files), paths, asked, kept, how, traps)
    days = {dates[0] + timedelta(days=n) for n in range((dates[-1] - dates[0]).days + 1)}
    missing = tuple(sorted(days - set(dates)))
    number = sum(bool(file.dates) for file in files)
    report = ArchiveReport(number, stored, dates[0], dates[-1], missing, traps)
    return days_from(closed_days, asked.pollutants), report


def _met(traps: Traps) -> Text:
    """Return what kept every file from being used, each with where it was met first."""
    told = {trap: (file, traps.spots.get((file, trap), "")) for file, trap in traps.counts}
    said = [(text(f"trap.{trap}"), " ".join(filter(None, at))) for trap, at in sorted(told.items())]
    if not said:
        return Text("", "")
    zh, en = (
        "；".join(f"{t.zh}（{at}）" for t, at in said),
        "; ".join(f"{t.en} ({at})" for t, at in said),
    )
    return Text(f"：{zh}", f": {en}")


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
        stored = kept.traps(file.key, file.name) if kept and not file.outcome else Traps()
        met = file.outcome.traps if file.outcome else stored
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
        else digest_of(" ".join(f"{f.key} {f.name}" for f in group).encode()): group
        for group in unique.values()
    }


def _days(  # noqa: PLR0917 - the inside of one function
    groups: Mapping[str, list[_File]],
    paths: Sequence[Path],
    asked: Asked,
    kept: Store | None,
    how: _Work,
    traps: Traps,
) -> tuple[list[Parts], int]:
    """Return the days of each month, stored ones where there are, and how many files those are."""
    months = _behind({day: key for key, own in groups.items() for f in own for day in f.dates})
    old = {month: kept.days(month, behind) for month, behind in months.items()} if kept else {}
    open_ = {month: behind for month, behind in months.items() if old.get(month) is None}
    wanted = {key for behind in open_.values() for key in behind.values()}
    done = {key: own[0].outcome for key, own in groups.items() if len(own) == 1 and own[0].outcome}
    stored, there = kept.take(wanted - done.keys()) if kept else ([], set())
    todo = {key: groups[key] for key in sorted(wanted - done.keys() - there)}
    done |= _read_together(todo, paths, asked, how, traps)
    for outcome in done.values():
        traps.add(outcome.traps)
    days = _closed([*stored, *(outcome.parts for outcome in done.values())], open_)
    unread = groups.keys() - done.keys() - todo.keys()
    if kept:
        for key in unread:
            own = groups[key]
            traps.add(kept.traps(key, own[0].name if len(own) == 1 else ""))
        dates = {key: {day for file in groups[key] for day in file.dates} for key in done}
        whole = {key for key, outcome in done.items() if dates[key] <= set(outcome.parts.dates)}
        for key in whole:  # a file may be gone since it was looked into
            kept.put(key, done[key])
        for month, behind in open_.items():
            if set(behind.values()) <= whole | there:
                kept.put_days(month, behind, days[month])
        kept.save()
    known = [own for own in old.values() if own is not None]
    return [*known, *days.values()], sum(len(groups[key]) for key in unread)


def _read_together(
    groups: Mapping[str, list[_File]],
    paths: Sequence[Path],
    asked: Asked,
    how: _Work,
    traps: Traps,
) -> dict[str, Outcome]:
    """Return what files that share dates give."""
    units = {
        key: tuple(file.member for file in own if file.member)
        for key, own in groups.items()
        if all(file.member for file in own)
    }
    done = dict(zip(units, how(list(units.values())), strict=True))
    tarred_too = {key: own for key, own in groups.items() if key not in units}
    for key, unit in _streamed(tarred_too, paths, traps):
        done[key] = read_unit(unit, asked)
    return done


def _closed(parts: Sequence[Parts], months: Mapping[str, Mapping[date, str]]) -> dict[str, Parts]:
    """Return the natural days of some months, by the dates that make each up."""
    parts_in: dict[str, list[Parts]] = {month: [] for month in months}
    for part in parts:
        for month in {month for day in part.dates for month in _months(day)} & months.keys():
            parts_in[month].append(some_dates(part, months[month]))
    days = {month: closed(own) for month, own in parts_in.items()}
    return {
        month: some_dates(own, [day for day in own.dates if f"{day:%Y-%m}" == month])
        for month, own in days.items()
    }


def _months(day: date) -> set[str]:
    """Return the months of the natural days that a file's date has hours of."""
    return {f"{natural:%Y-%m}" for natural in (day, day - timedelta(days=1))}


def _behind(unit_of: Mapping[date, str]) -> dict[str, dict[date, str]]:
    """Return, for each month of natural days, the dates that make it up and whose they are."""
    months: dict[str, dict[date, str]] = {}
    for day, unit in unit_of.items():
        for month in _months(day):
            months.setdefault(month, {})[day] = unit
    return months


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
