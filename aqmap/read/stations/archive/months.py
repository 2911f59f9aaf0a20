"""Files with their dates → months of natural days: what is known is not read again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap.read.stations.archive.archive_files import Member, tarred
from aqmap.read.stations.archive.partial_days import Parts, closed, merged, some_dates
from aqmap.read.stations.archive.work_units import Asked, Outcome, Unit, digest_of, read_unit
from aqmap.read.stations.hours import Traps

if TYPE_CHECKING:
    from aqmap.read.stations.archive.parquet_store import Store

Work = Callable[[Sequence[Unit]], Iterator[Outcome]]


@dataclass(slots=True)
class File:
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


def months_of(
    files: Sequence[File], asked: Asked, kept: Store | None, how: Work, traps: Traps
) -> tuple[list[Parts], int]:
    """
    Return the natural days of each month.

    Parameters
    ----------
    files
        Those that have dates.
    asked, kept, how
        What is wanted; what is known already; who reads the rest.
    traps
        Gets what was met in all of them.

    Returns
    -------
    months, stored
        Closed days by month, and of how many files nothing was read.
    """
    sharing = _sharing(files)
    dates_of = {key: days for key, (days, _) in sharing.items()}
    months = _behind({day: key for key, days in dates_of.items() for day in days})
    old = {month: kept.days(month, behind) for month, behind in months.items()} if kept else {}
    open_ = {month: behind for month, behind in months.items() if old.get(month) is None}
    wanted = dict.fromkeys(key for behind in open_.values() for key in behind.values())
    rows = kept.rows({d for key in wanted for d in dates_of[key]}) if kept else {}
    ready = {key: found for key in wanted if (found := _there(dates_of[key], key, rows))}
    todo = {key: sharing[key][1] for key in wanted if key not in ready}
    lacking = {file.where: file for file in _lacking(todo, dates_of, rows)}
    single = {where: [file] for where, file in lacking.items()}
    for where, outcome in _read(single, {}, asked, how, traps).items():
        lacking[where].outcome = outcome
    for key, own in todo.items():
        found = _put_together(own, dates_of[key], rows)
        if found:
            ready[key] = found
    clash = {key: own for key, own in todo.items() if key not in ready}
    again = _read(clash, dates_of, asked, how, traps)
    for key, outcome in again.items():
        ready[key] = [outcome.parts]
    days = _closed([part for found in ready.values() for part in found], open_)
    _tell(files, sharing.keys(), again, kept, traps)
    if kept:
        whole = {key for key in ready if not (key in again and _is_cut(again[key], dates_of[key]))}
        _keep(kept, {key: ready[key] for key in todo if key in whole}, again)
        for month, behind in open_.items():
            if set(behind.values()) <= whole:
                kept.put_days(month, behind, days[month])
        kept.save()
    reread = {id(file) for key in again for file in clash[key]}
    stored = sum(file.outcome is None and id(file) not in reread for file in files)
    known = [own for own in old.values() if own is not None]
    return [*known, *days.values()], stored


def _sharing(files: Sequence[File]) -> dict[str, tuple[list[date], list[File]]]:
    """Return, by a key of their content, the files that share dates, and those."""
    files_of: dict[date, list[File]] = {}
    for file in sorted(files, key=lambda one: (one.dates, one.name)):
        for day in file.dates:
            files_of.setdefault(day, []).append(file)
    alike: dict[tuple[int, ...], tuple[list[date], list[File]]] = {}
    for day, own in files_of.items():
        alike.setdefault(tuple(map(id, own)), ([], own))[0].append(day)
    found = {}
    for days, own in alike.values():
        told = " ".join([*(f"{file.key} {file.name}" for file in own), *map(str, sorted(days))])
        found[own[0].key if len(own) == 1 else digest_of(told.encode())] = days, own
    return found


def _there(days: Sequence[date], key: str, rows: Mapping[date, tuple[str, Parts]]) -> list[Parts]:
    """Return stored parts of all those dates; nothing if any is another content's."""
    if any(rows.get(day, ("", None))[0] != key for day in days):
        return []
    return _picked({day: rows[day][1] for day in days})


def _picked(parts: Mapping[date, Parts]) -> list[Parts]:
    """Return the dates of some parts, with as few pieces as there are parts."""
    by_part: dict[int, list[date]] = {}
    for day, own in parts.items():
        by_part.setdefault(id(own), []).append(day)
    return [some_dates(parts[days[0]], days) for days in by_part.values()]


def _lacking(
    todo: Mapping[str, Sequence[File]],
    dates_of: Mapping[str, Sequence[date]],
    rows: Mapping[date, tuple[str, Parts]],
) -> list[File]:
    """Return the files that are not read yet and whose own parts of some date are not known."""
    found = {
        file.where: file
        for key, own in todo.items()
        for file in own
        if any(_piece(file, day, rows) is None for day in dates_of[key])
    }
    return [found[where] for where in sorted(found)]


def _piece(file: File, day: date, rows: Mapping[date, tuple[str, Parts]]) -> Parts | None:
    """Return what has a file's own parts of a date."""
    if file.outcome:
        return file.outcome.parts if day in file.outcome.parts.dates else None
    key, own = rows.get(day, ("", None))
    return own if key == file.key else None


def _put_together(
    files: Sequence[File], days: Sequence[date], rows: Mapping[date, tuple[str, Parts]]
) -> list[Parts]:
    """Return the parts of some dates, if the files' own add up to them."""
    pieces = {day: [_piece(file, day, rows) for file in files] for day in days}
    if len(files) == 1:
        own = {day: one for day, (one,) in pieces.items() if one}
        return _picked(own) if len(own) == len(days) else []
    found = []
    for day, several in pieces.items():
        there = [some_dates(one, [day]) for one in several if one]
        whole = merged(there) if len(there) == len(files) else None
        if whole is None:
            return []
        found.append(whole)
    return found


def _read(
    groups: Mapping[str, Sequence[File]],
    shared: Mapping[str, Collection[date]],
    asked: Asked,
    how: Work,
    traps: Traps,
) -> dict[str, Outcome]:
    """Return what groups of files give: single ones, or several with the dates they share."""
    units = {
        key: Unit([f.member for f in own if f.member], frozenset(shared.get(key, ())))
        for key, own in groups.items()
        if all(file.member for file in own)
    }
    done = dict(zip(units, how(list(units.values())), strict=True))
    others = {key: own for key, own in groups.items() if key not in units}
    for key, contents in _streamed(others, traps):
        done[key] = read_unit(Unit(contents, frozenset(shared.get(key, ()))), asked)
    return done


def _is_cut(outcome: Outcome, dates: Collection[date]) -> bool:
    """Return whether a file was gone when it was to be put together with others."""
    gone = any(trap == "unreadable" for _, trap in outcome.traps.counts)
    return gone or not set(dates) <= set(outcome.parts.dates)


def _tell(
    files: Sequence[File],
    keys: Iterable[str],
    again: Mapping[str, Outcome],
    kept: Store | None,
    traps: Traps,
) -> None:
    """Note what was met in each file, and where files were put together, now or before."""
    for file in files:
        if file.outcome:
            traps.add(file.outcome.traps)
        elif kept:
            traps.add(kept.traps(file.key, file.name))
    single = {file.key for file in files}
    for key in keys:
        if key in again:
            traps.add(again[key].traps)
        elif kept and key not in single:
            traps.add(kept.traps(key))


def _keep(kept: Store, ready: Mapping[str, Sequence[Parts]], again: Mapping[str, Outcome]) -> None:
    for key, found in ready.items():
        for parts in found:
            kept.put(parts, key)
        if key in again:
            kept.note(key, again[key])


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
    groups: Mapping[str, Sequence[File]], traps: Traps
) -> Iterator[tuple[str, list[Member | tuple[str, bytes]]]]:
    """Yield groups with files of a tar archive, as soon as their last file came by."""
    keys_of: dict[str, set[str]] = {}
    for key, own in groups.items():
        for file in own:
            if not file.member:
                keys_of.setdefault(file.where, set()).add(key)
    held: dict[str, bytes] = {}
    waiting = dict(groups)
    silent_traps = Traps()  # litter was counted on the first pass
    for path in sorted({file.tar for own in groups.values() for file in own if file.tar}):
        for name, content in tarred(Path(path), silent_traps):
            where = f"{path} {name}"
            for key in sorted(keys_of.get(where, ())):
                held[where] = content
                if all(file.member or file.where in held for file in waiting[key]):
                    own = waiting.pop(key)
                    yield key, [file.member or (file.name, held[file.where]) for file in own]
            held = {one: held[one] for one in held if keys_of[one] & waiting.keys()}
    for where in sorted(keys_of):
        if keys_of[where] & waiting.keys() and where not in held:
            traps.note(where, "unreadable")
