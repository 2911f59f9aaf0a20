"""Daily values of stations: the table ``data/daily/*.csv``, and a station's year of days."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cache, lru_cache
from io import StringIO
from typing import NamedTuple

from aqmap.files.spreadsheet_cells import guarded
from aqmap.model.bad_cells import BadCell
from aqmap.model.figures import Basis, Dust
from aqmap.model.natural_days import POLLUTANTS
from aqmap.words import Text, text

LARGEST_AQI, LARGEST_MEAN, HOURS = 999, 9999, 24
"""What a cell may hold at most; the index ends at 500, and practice goes on beyond it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StationDay:
    """
    One station on one natural day (GB 3095: 24 hours that end at 01:00 to 24:00).

    Attributes
    ----------
    place, date
        Code of the station; the day.
    pm25
        Mean of PM2.5, rounded to µg/m³; none where the day is not valid.
    pm25_hours
        How many hourly means of PM2.5 there are: 0 to 24.
    aqi
        Air quality index of the pollutants in `items`; none where it cannot be given.
    primary
        Primary pollutants (首要污染物), several where they tie; empty up to an index of 50.
    items
        The pollutants that the index is made of.
    standard
        The edition that it is computed by, as HJ 633-2012.
    basis, dust, source
        As in the table of figures.
    """

    place: str
    date: date
    pm25: int | None = None
    pm25_hours: int = 0
    aqi: int | None = None
    primary: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    standard: str = ""
    basis: Basis
    dust: Dust | None = None
    source: str


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(StationDay))
REQUIRED = ("place", "date", "basis", "source")
_DAY = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}", re.ASCII)
_WHOLE = re.compile(r"\d{1,4}", re.ASCII)
_CODE = re.compile(r"[\w.-]{1,40}")


def parse_day(row: Mapping[str, str]) -> StationDay | list[BadCell]:
    """
    Read one row of the table of days.

    Parameters
    ----------
    row
        Text cells by column; absent columns count as empty.

    Returns
    -------
    day
        The day, or everything that is wrong with the row.
    """
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    problems = [BadCell(name, "", text("daily.value")) for name in REQUIRED if not cells[name]]
    day = _read_date(cells["date"])
    if cells["date"] and day is None:
        problems.append(BadCell("date", cells["date"], "2019-01-31"))
    if cells["place"] and not _CODE.fullmatch(cells["place"]):
        problems.append(BadCell("place", cells["place"], "2703A"))
    limits = {"pm25": LARGEST_MEAN, "pm25_hours": HOURS, "aqi": LARGEST_AQI}
    numbers = {name: _read_whole(cells[name], limit) for name, limit in limits.items()}
    problems += (
        BadCell(name, cells[name], f"0 … {limits[name]}")
        for name, number in numbers.items()
        if number is None and cells[name]
    )
    lists = {name: _read_pollutants(cells[name]) for name in ("primary", "items")}
    problems += (
        BadCell(name, cells[name], ";".join(POLLUTANTS))
        for name, found in lists.items()
        if found is None
    )
    for name, kind in (("basis", Basis), ("dust", Dust)):
        if cells[name] and cells[name] not in _members(kind):
            problems.append(BadCell(name, cells[name], " | ".join(_members(kind))))
    if problems or day is None:
        return problems
    read = StationDay(
        place=cells["place"],
        date=day,
        pm25=numbers["pm25"],
        pm25_hours=numbers["pm25_hours"] or 0,
        aqi=numbers["aqi"],
        primary=lists["primary"] or (),
        items=lists["items"] or (),
        standard=cells["standard"],
        basis=Basis(cells["basis"]),
        dust=Dust(cells["dust"]) if cells["dust"] else None,
        source=cells["source"],
    )
    return _contradictions(read) or read


def _contradictions(day: StationDay) -> list[BadCell]:
    problems = []
    if day.aqi is not None and not (day.items and day.standard):
        problems.append(BadCell("aqi", str(day.aqi), text("daily.made_of")))
    if not set(day.primary) <= set(day.items):
        problems.append(BadCell("primary", ";".join(day.primary), text("daily.primary")))
    return problems


@cache
def _members(kind: type[Basis] | type[Dust]) -> tuple[str, ...]:
    return tuple(member.value for member in kind)


@lru_cache(4096)
def _read_date(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if _DAY.fullmatch(written) else None
    except ValueError:
        return None


def _read_whole(written: str, largest: int) -> int | None:
    if not _WHOLE.fullmatch(written):
        return None
    return int(written) if int(written) <= largest else None


@lru_cache(4096)
def _read_pollutants(written: str) -> tuple[str, ...] | None:
    """Return the pollutants of a list, in the standard's order; none if one is not known."""
    found = {part.strip() for part in written.split(";") if part.strip()}
    return tuple(name for name in POLLUTANTS if name in found) if found <= _KNOWN else None


_KNOWN = frozenset(POLLUTANTS)


def daily_csv(days: Iterable[StationDay]) -> str:
    """
    Return days as the text of ``data/daily/*.csv``: by station, then by date.

    Equal days give an equal text, in whatever order they come; `parse_day` reads it back.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for day in sorted(days, key=lambda day: (day.place, day.date)):
        writer.writerow(guarded(_written(getattr(day, name))) for name in COLUMNS)
    return out.getvalue()


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return ";".join(value)
    return "" if value is None else str(value)


class Making(NamedTuple):
    """What days have in common: what their index is made of and by what, and who says so."""

    primary: tuple[str, ...]
    items: tuple[str, ...]
    standard: str
    basis: Basis
    dust: Dust | None
    source: str

    @property
    def made_of(self) -> Text:
        """Of which pollutants the index is, and which the standard asks for besides."""
        if not self.items:
            return Text("", "")
        missing = [name for name in POLLUTANTS if name not in self.items]
        key = "none" if not missing else "few" if len(missing) < 3 else "many"
        return text(
            f"daily.missing_{key}",
            items=_joined(self.items),
            missing=missing[0] if key == "many" else _joined(missing),
            count=len(missing),
            others=len(missing) - 1,
            standard=self.standard,
        )


def _joined(names: Iterable[str]) -> Text:
    return Text("、".join(names), ", ".join(names))


@dataclass(frozen=True, slots=True)
class YearOfDays:
    """
    The days of one station in one year, as columns of 365 or 366.

    Attributes
    ----------
    place, year
        Whose, and which.
    aqi, pm25
        By day; none where there is no value.
    hours
        Hours of PM2.5 by day.
    makings
        The different ways in which days were made.
    made
        By day the number of its way in `makings`; -1 where there is no row.
    """

    place: str
    year: int
    aqi: tuple[int | None, ...]
    pm25: tuple[int | None, ...]
    hours: tuple[int, ...]
    makings: tuple[Making, ...]
    made: tuple[int, ...]


def years_of_days(days: Iterable[StationDay]) -> tuple[YearOfDays, ...]:
    """Return days as years, by station, then by year; a day may stand once only."""
    groups: dict[tuple[str, int], dict[int, StationDay]] = {}
    for day in days:
        number = day.date.toordinal() - date(day.date.year, 1, 1).toordinal()
        groups.setdefault((day.place, day.date.year), {})[number] = day
    return tuple(_year(place, year, found) for (place, year), found in sorted(groups.items()))


def _year(place: str, year: int, days: Mapping[int, StationDay]) -> YearOfDays:
    length = (date(year + 1, 1, 1) - date(year, 1, 1)) // timedelta(days=1)
    rows = [days.get(number) for number in range(length)]
    makings: dict[Making, int] = {}
    made = []
    for day in rows:
        if day is None:
            made.append(-1)
            continue
        way = Making(day.primary, day.items, day.standard, day.basis, day.dust, day.source)
        made.append(makings.setdefault(way, len(makings)))
    return YearOfDays(
        place,
        year,
        tuple(day.aqi if day else None for day in rows),
        tuple(day.pm25 if day else None for day in rows),
        tuple(day.pm25_hours if day else 0 for day in rows),
        tuple(makings),
        tuple(made),
    )
