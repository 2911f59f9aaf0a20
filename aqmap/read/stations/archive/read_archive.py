"""An archive of hourly means → natural days, and a report of every trap that was met."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap.errors import Fault, SourceError, os_reason
from aqmap.model.natural_days import POLLUTANTS, Days
from aqmap.progress import Progress, silent
from aqmap.read.stations.archive.archive_files import is_tar, members, tarred
from aqmap.read.stations.archive.file_groups import ArchiveFile, ReadUnits
from aqmap.read.stations.archive.month_cache import months_of
from aqmap.read.stations.archive.name_dates import note_dates
from aqmap.read.stations.archive.open_zips import close_zips
from aqmap.read.stations.archive.partial_days import days_from, midnight_dates
from aqmap.read.stations.archive.work_units import ReadOptions, Unit, digest_of, read_unit
from aqmap.read.stations.archive.workers import outcomes
from aqmap.read.stations.hours import Traps, spot_text
from aqmap.read.stations.screening import NO_SCREENING, Screening
from aqmap.read.stations.table_options import TableOptions
from aqmap.read.stations.tables.station_titles import CodesByName
from aqmap.words import Text, text

if TYPE_CHECKING:
    from aqmap.read.stations.archive.parquet_store import Store
    from aqmap.read.stations.archive.store_index import ContentRecord


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
    named: CodesByName | None = None,
    screening: Screening = NO_SCREENING,
    tables: TableOptions | None = None,
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
    screening
        What is done with means that cannot be.
    tables
        What the user says of the clock and the heads of tables.
    store
        A folder for partial results: only new and changed files are read again.
    workers, scheduler
        See `aqmap.read.stations.archive.workers.outcomes`; the result is the same for any number.
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
    options = ReadOptions(
        tuple(name for name in POLLUTANTS if name in pollutants),
        frozenset(stations) if stations is not None else None,
        dict(named or {}),
        screening,
        tables or TableOptions(),
        hashed=store is not None,
    )
    opened = _opened(store, options) if store else None
    read_units = partial(
        outcomes, options=options, workers=workers, scheduler=scheduler, progress=progress
    )
    try:
        return _read(paths, options, opened, read_units)
    finally:
        close_zips()


def _read(
    paths: Sequence[Path], options: ReadOptions, opened: Store | None, read_units: ReadUnits
) -> tuple[Days, ArchiveReport]:
    traps = Traps()
    files = list(_dated_files(paths, options, opened, read_units, traps))
    dates = sorted({day for file in files for day in file.dates})
    if not dates:
        raise SourceError(Fault("archive_empty", paths[0] if paths else "", met=reasons(traps)))
    dated = [file for file in files if file.dates]
    months, stored = months_of(dated, options, opened, read_units, traps)
    days = {dates[0] + timedelta(days=n) for n in range((dates[-1] - dates[0]).days + 1)}
    missing = tuple(sorted(days - set(dates)))
    if opened:
        traps.add(opened.noted)
    report = ArchiveReport(len(dated), stored, dates[0], dates[-1], missing, traps)
    return days_from(months, options.pollutants), report


def reasons(traps: Traps) -> Text:
    """Return in words what kept files from being used, each with where it was met first."""
    first_of = {
        trap: (file, spot_text(traps.spots.get((file, trap), ""))) for file, trap in traps.counts
    }
    if not first_of:
        return Text("", "")
    listed = [(text(f"trap.{trap}"), *first) for trap, first in sorted(first_of.items())]
    zh = "；".join(f"{trap.zh}（{f'{file} {spot.zh}'.strip()}）" for trap, file, spot in listed)
    en = "; ".join(f"{trap.en} ({f'{file} {spot.en}'.strip()})" for trap, file, spot in listed)
    return Text(f"：{zh}", f": {en}")


def _opened(folder: Path, options: ReadOptions) -> Store:
    try:
        from aqmap.read.stations.archive.parquet_store import Store  # noqa: PLC0415 - pyarrow is an extra
    except ImportError:
        raise SourceError(Fault("pyarrow_missing", folder)) from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SourceError(Fault("store_unusable", folder, found=os_reason(problem))) from None
    return Store(folder, options)


def _dated_files(
    paths: Sequence[Path],
    options: ReadOptions,
    store: Store | None,
    read_units: ReadUnits,
    traps: Traps,
) -> Iterator[ArchiveFile]:
    """Yield every file with its dates: those that the store does not know are read."""
    unknown: list[ArchiveFile] = []
    for member in members(paths, traps):
        if is_tar(member.path):
            for n, (name, content) in enumerate(tarred(Path(member.path), traps)):
                where = f"{member.path} {n} {name}"
                key = digest_of(content) if store else where
                file = ArchiveFile(name, where, None, key, member.path)
                record = store.record(key) if store else None
                if record is None:
                    file.outcome = read_unit(Unit([(name, content)]), options)
                yield _with_dates(file, record, store, traps)
            continue
        key = store.digest(member) if store else ""
        file = ArchiveFile(member.name, f"{member.path} {member.inside}", member, key)
        record = store.record(key) if store else None
        if record is None:
            unknown.append(file)
        else:
            yield _with_dates(file, record, store, traps)
    results = read_units([Unit([file.member]) for file in unknown if file.member])
    for file, outcome in zip(unknown, results, strict=True):
        file.outcome = outcome
        file.key = outcome.digest or file.where
        yield _with_dates(file, None, store, traps)


def _with_dates(
    file: ArchiveFile, record: ContentRecord | None, store: Store | None, traps: Traps
) -> ArchiveFile:
    """Return a file with its dates, which the store keeps; what is no archive's is counted."""
    met = Traps()
    midnights: Sequence[date] = ()
    if file.outcome:
        file.dates, met = file.outcome.parts.dates, file.outcome.traps
        midnights = midnight_dates(file.outcome.parts)
        if store:
            store.note(file.key, file.outcome, file.member)
    elif record:
        file.dates, midnights, met = record.dates, record.midnights, record.met(file.name)
    note_dates(file.name, file.dates, midnights, met, traps)
    if not file.dates:
        traps.add(met)
    return file
