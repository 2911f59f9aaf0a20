"""A unit of work: the files that share dates → their parts; what a worker does by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from aqmap.errors import SourceError
from aqmap.read.stations.hours import Hours, Traps, together
from aqmap.read.stations.members import Member
from aqmap.read.stations.national import is_national, national_dates, read_national
from aqmap.read.stations.parts import Part, parts_of
from aqmap.read.stations.tall import Named, is_tall, read_tall, rows_of

CODE_VERSION = "2"
"""Changed whenever the same bytes would leave other parts: stored parts of another are reread."""
_PEEK = 2_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What of an archive is wanted.

    Attributes
    ----------
    pollutants
        In the standard's order.
    stations
        Codes to keep; none keeps all.
    named
        Codes by city and name, for tables without codes.
    """

    pollutants: tuple[str, ...]
    stations: frozenset[str] | None
    named: Named = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """What a unit of work gave: parts, one a date, and what was met in its files."""

    parts: list[Part]
    traps: Traps


def dates_of(content: bytes, name: str, asked: Asked, traps: Traps) -> set[date]:
    """Return the dates a file's rows are labelled with; none for what is no archive file."""
    if is_national(content):
        return national_dates(content)
    if content.lstrip()[:1] == b"<":
        traps.note(name, "web_page")
        return set()
    try:
        if not is_tall(rows_of(content, name)[0]):
            traps.note(name, "other_file")
            return set()
        return set(read_tall(content, name, pollutants=(), named=asked.named, traps=Traps()).dates)
    except SourceError:
        traps.note(name, "unreadable")
        return set()


def read_unit(files: Sequence[Member | tuple[str, bytes]], asked: Asked) -> Outcome:
    """
    Read files that share dates.

    Parameters
    ----------
    files
        Members, which are opened here, or names with their bytes.
    asked
        What is wanted.
    """
    traps = Traps()
    read: list[Hours] = []
    for file in files:
        name, content = (file.name, file.read()) if isinstance(file, Member) else file
        read.append(_read(content, name, asked, traps))
    last = files[-1]
    whole = last.name if isinstance(last, Member) else last[0]
    hours = read[0] if len(read) == 1 else together(read, asked.pollutants, traps, whole)
    return Outcome(parts_of(hours), traps)


def _read(content: bytes, name: str, asked: Asked, traps: Traps) -> Hours:
    pollutants, stations = asked.pollutants, asked.stations
    if is_national(content):
        return read_national(content, name, pollutants=pollutants, stations=stations, traps=traps)
    hours = read_tall(content, name, pollutants=pollutants, named=asked.named, traps=traps)
    if stations is None:
        return hours
    kept = [n for n, code in enumerate(hours.stations) if code in stations]
    return Hours(
        hours.dates,
        tuple(hours.stations[n] for n in kept),
        {name: values[:, :, kept] for name, values in hours.values.items()},
    )
