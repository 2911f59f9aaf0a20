"""A unit of work: the files that share dates → their parts; what a worker does by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from aqmap.errors import SourceError
from aqmap.model.natural_days import POLLUTANTS
from aqmap.read.stations.archive.archive_files import Member
from aqmap.read.stations.archive.partial_days import Parts, parts_of
from aqmap.read.stations.hours import Hours, Traps, merged_hours, reason
from aqmap.read.stations.screening import NO_SCREENING, Screening, screened
from aqmap.read.stations.table_options import TableOptions
from aqmap.read.stations.tables.long_layout import read_tall
from aqmap.read.stations.tables.national_layout import (
    holds_values,
    is_national,
    no_hours_because,
    read_national,
)
from aqmap.read.stations.tables.raw_tables import as_utf8
from aqmap.read.stations.tables.station_titles import CodesByName

CODE_OF_PARTS = (
    *("hours.py", "screening.py", "station_lists.py", "table_options.py"),
    *("archive/archive_files.py", "archive/assemble_months.py", "archive/file_groups.py"),
    *("archive/month_cache.py", "archive/open_zips.py", "archive/parquet_store.py"),
    *("archive/partial_days.py", "archive/store_index.py", "archive/work_units.py"),
    *("tables/column_names.py", "tables/column_names.toml", "tables/fast_numbers.py"),
    *("tables/long_layout.py", "tables/minutes.py", "tables/national_layout.py"),
    *(
        "tables/ozone_columns.py",
        "tables/raw_tables.py",
        "tables/station_titles.py",
        "tables/timestamps.py",
    ),
)
"""The files on the way from an archive's bytes to stored parts, below ``aqmap.read.stations``."""


@cache
def code_version() -> str:
    """Return the hash of the code that makes parts of bytes: parts made by another are reread."""
    folder = files("aqmap.read.stations")
    standards = files("aqmap.standards")
    tables = (standards / "rules.csv", standards / "plausibility.csv")
    hashed = (*tables, *map(folder.joinpath, CODE_OF_PARTS))
    return digest_of(b"".join(file.read_bytes() for file in hashed))


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """
    What of an archive is read.

    Attributes
    ----------
    pollutants
        In the standard's order.
    stations
        Codes to keep; none keeps all.
    named
        Codes by city and name, for tables without codes.
    screening
        What is done with means that cannot be.
    tables
        What the user says of the clock and the heads of tables.
    hashed
        Whether the hash of a file's content is wanted too.
    """

    pollutants: tuple[str, ...]
    stations: frozenset[str] | None
    named: CodesByName = field(default_factory=dict)
    screening: Screening = NO_SCREENING
    tables: TableOptions = field(default_factory=TableOptions)
    hashed: bool = False


@dataclass(slots=True)
class Outcome:
    """What a unit of work gave: its parts, what was met in its files, and the hash of the last."""

    parts: Parts
    traps: Traps
    digest: str = ""


def digest_of(content: bytes) -> str:
    """Return the hash by which a file's content is known again."""
    return hashlib.blake2b(content, digest_size=20).hexdigest()


@cache
def _keep_memory() -> None:
    """Have the memory of one file kept for the next: glibc learns from a large block once freed."""
    bytes(30_000_000)


class Unit(NamedTuple):
    """
    A unit of work: a file, or the files that share some dates.

    Attributes
    ----------
    members
        Members, which are opened where the work is done, or names with their bytes.
    shared
        The dates to put together; of a single file none, which means all of its own.
    """

    members: Sequence[Member | tuple[str, bytes]]
    shared: frozenset[date] = frozenset()


def read_unit(unit: Unit, options: ReadOptions) -> Outcome:
    """
    Read a file, or of several the dates that they share.

    Returns
    -------
    outcome
        Without a date where no file is one of an archive. What is met in shared files tells of
        their putting together alone: each was read by itself before.
    """
    _keep_memory()
    traps, together_traps = Traps(), Traps()
    hours_of_files: list[Hours] = []
    name, digest = "", ""
    for file in unit.members:
        name = file.name if isinstance(file, Member) else file[0]
        try:
            content = file.read() if isinstance(file, Member) else file[1]
            digest = digest_of(content) if options.hashed else ""
            hours = _screened(content, name, options, traps)
        except SourceError as problem:
            noted = together_traps if unit.shared else traps
            noted.note(name, "unreadable", spot=reason(problem))
            continue
        traps.note(name, "no_rows", int(hours is not None and not hours.dates))
        hours_of_files += [hours] if hours else []
    if unit.shared:
        hours_of_files = [_on_dates(hours, unit.shared) for hours in hours_of_files]
        traps = together_traps
    whole = (
        hours_of_files[0]
        if len(hours_of_files) == 1
        else merged_hours(hours_of_files, options.pollutants, traps, name)
    )
    return Outcome(parts_of(whole), traps, digest)


def _on_dates(hours: Hours, dates: Collection[date]) -> Hours:
    rows = [n for n, day in enumerate(hours.dates) if day in dates]
    values = {name: cells[rows] for name, cells in hours.values.items()}
    return Hours(tuple(hours.dates[n] for n in rows), hours.stations, values)


def _screened(content: bytes, name: str, options: ReadOptions, traps: Traps) -> Hours | None:
    """Return a file's hours without means that cannot be; none for what is no archive's."""
    hours = _read(content, name, options, traps)
    whole = replace(options, pollutants=POLLUTANTS)
    return hours and screened(
        hours, name, options.screening, traps, lambda: _read(content, name, whole, Traps())
    )


def _read(content: bytes, name: str, options: ReadOptions, traps: Traps) -> Hours | None:
    """Return a file's hours; none for what is no file of an archive, which is counted."""
    pollutants, stations = options.pollutants, options.stations
    content = as_utf8(content, name)
    if is_national(content):
        hours = read_national(content, name, pollutants=pollutants, stations=stations, traps=traps)
        trap = "" if holds_values(hours) else no_hours_because(content)
        if not trap:
            return hours
        traps.note(name, trap)
        return None
    if content.lstrip()[:1] == b"<":
        traps.note(name, "web_page")
        return None
    tall = read_tall(
        content,
        name,
        pollutants=pollutants,
        named=options.named,
        traps=traps,
        options=options.tables,
    )
    return _of_stations(tall, stations)


def _of_stations(hours: Hours | None, stations: Collection[str] | None) -> Hours | None:
    if stations is None or hours is None:
        return hours
    columns = [n for n, code in enumerate(hours.stations) if code in stations]
    return Hours(
        hours.dates,
        tuple(hours.stations[n] for n in columns),
        {name: values[:, :, columns] for name, values in hours.values.items()},
    )
