"""An archive of hourly means → natural days, and a report of every trap that was met."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap.errors import Fault, SourceError
from aqmap.model.natural_days import POLLUTANTS, Days
from aqmap.progress import Progress, silent
from aqmap.read.stations.archive.archive_files import is_tar, members, tarred
from aqmap.read.stations.archive.months import File, Work, months_of
from aqmap.read.stations.archive.partial_days import days_from
from aqmap.read.stations.archive.work_units import Asked, Unit, digest_of, read_unit
from aqmap.read.stations.archive.workers import outcomes
from aqmap.read.stations.hours import Traps, spot_text
from aqmap.read.stations.tables.station_titles import Named
from aqmap.words import Text, text

if TYPE_CHECKING:
    from aqmap.read.stations.archive.parquet_store import Store


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
    closed_days, stored = months_of([file for file in files if file.dates], asked, kept, how, traps)
    days = {dates[0] + timedelta(days=n) for n in range((dates[-1] - dates[0]).days + 1)}
    missing = tuple(sorted(days - set(dates)))
    number = sum(bool(file.dates) for file in files)
    report = ArchiveReport(number, stored, dates[0], dates[-1], missing, traps)
    return days_from(closed_days, asked.pollutants), report


def _met(traps: Traps) -> Text:
    """Return what kept every file from being used, each with where it was met first."""
    met = {
        trap: (file, spot_text(traps.spots.get((file, trap), ""))) for file, trap in traps.counts
    }
    if not met:
        return Text("", "")
    said = [(text(f"trap.{trap}"), *at) for trap, at in sorted(met.items())]
    zh = "；".join(f"{trap.zh}（{f'{file} {spot.zh}'.strip()}）" for trap, file, spot in said)
    en = "; ".join(f"{trap.en} ({f'{file} {spot.en}'.strip()})" for trap, file, spot in said)
    return Text(f"：{zh}", f": {en}")


def _opened(folder: Path, asked: Asked) -> Store:
    try:
        from aqmap.read.stations.archive.parquet_store import Store  # noqa: PLC0415 - pyarrow is an extra
    except ImportError:
        raise SourceError(Fault("pyarrow_missing", folder)) from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SourceError(Fault("store_unusable", folder, found=problem.strerror)) from None
    return Store(folder, asked)


def _looked_into(
    paths: Sequence[Path], asked: Asked, kept: Store | None, how: Work, traps: Traps
) -> Iterator[File]:
    """Yield every file with its dates: those that the store does not know are read."""
    new: list[File] = []
    for member in members(paths, traps):
        if is_tar(member.path):
            for name, content in tarred(Path(member.path), traps):
                where = f"{member.path} {name}"
                file = File(name, where, None, digest_of(content) if kept else where, member.path)
                if not (kept and kept.knows(file.key)):
                    file.outcome = read_unit(Unit([(name, content)]), asked)
                yield _told(file, kept, traps)
            continue
        known = kept.digest(member) if kept else ""
        file = File(member.name, f"{member.path} {member.inside}", member, known)
        if kept and kept.knows(file.key):
            yield _told(file, kept, traps)
        else:
            new.append(file)
    results = how([Unit([file.member]) for file in new if file.member])
    for file, outcome in zip(new, results, strict=True):
        file.outcome = outcome
        file.key = outcome.digest or file.where
        yield _told(file, kept, traps)


def _told(file: File, kept: Store | None, traps: Traps) -> File:
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
