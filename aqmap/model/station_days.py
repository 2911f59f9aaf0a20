"""Daily values of stations: the table ``data/daily/*.csv``, as days and by column."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from io import StringIO
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from aqmap.files.spreadsheet_cells import guarded
from aqmap.files.table_columns import (
    BadCell,
    Column,
    TableColumns,
    calendar_day,
    choice,
    code,
    several_of,
    whole_number,
)
from aqmap.model.figures import Basis, Dust
from aqmap.model.natural_days import POLLUTANTS
from aqmap.words import Text, text

Numbers = npt.NDArray[np.int32]
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
_VALUE = "daily.value"
_POLLUTANTS = several_of(POLLUTANTS, ";".join(POLLUTANTS))
DAY_COLUMNS = TableColumns(
    (
        Column("place", code(r"[\w.-]{1,40}", "2703A"), filled=_VALUE, needed=True),
        Column("date", calendar_day, filled=_VALUE, needed=True),
        Column("pm25", whole_number(LARGEST_MEAN), blank=None),
        Column("pm25_hours", whole_number(HOURS), blank=0),
        Column("aqi", whole_number(LARGEST_AQI), blank=None),
        Column("primary", _POLLUTANTS, blank=()),
        Column("items", _POLLUTANTS, blank=()),
        Column("standard"),
        Column("basis", choice(Basis), filled=_VALUE, needed=True),
        Column("dust", choice(Dust), blank=None),
        Column("source", filled=_VALUE, needed=True),
    ),
    unknown="daily_column",
)


def daily_csv(days: Iterable[StationDay]) -> str:
    """
    Return days as the text of ``data/daily/*.csv``: by station, then by date.

    Equal days give an equal text, in whatever order they come; the table's reader reads it back.
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

    @classmethod
    def of(cls, day: StationDay) -> Making:
        """Return how a day was made."""
        return cls(day.primary, day.items, day.standard, day.basis, day.dust, day.source)

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


def contradictions(making: Making, *, has_index: bool) -> list[BadCell]:
    """Return what is wrong with a day whose cells fit their columns one by one."""
    problems = []
    if has_index and not (making.items and making.standard):
        problems.append(BadCell("aqi", "", "daily.made_of"))
    if not set(making.primary) <= set(making.items):
        problems.append(BadCell("primary", ";".join(making.primary), "daily.primary"))
    return problems


@dataclass(frozen=True, slots=True, eq=False)
class StationDays:
    """
    Days of stations by column: a national year has 730,000 of them.

    Attributes
    ----------
    places, makings
        The different stations, and the different ways in which days were made.
    place, made
        By day, which of them.
    ordinal
        By day, its number in the calendar (`datetime.date.toordinal`).
    pm25, aqi
        By day; -1 where there is no value.
    hours
        Hours of PM2.5 by day.
    """

    places: tuple[str, ...]
    makings: tuple[Making, ...]
    place: Numbers
    made: Numbers
    ordinal: Numbers
    pm25: Numbers
    aqi: Numbers
    hours: Numbers

    @classmethod
    def of(cls, days: Iterable[StationDay]) -> StationDays:
        """Return days as columns, in their order."""
        places: dict[str, int] = {}
        makings: dict[Making, int] = {}
        rows = [
            (
                places.setdefault(day.place, len(places)),
                makings.setdefault(Making.of(day), len(makings)),
                day.date.toordinal(),
                -1 if day.pm25 is None else day.pm25,
                -1 if day.aqi is None else day.aqi,
                day.pm25_hours,
            )
            for day in days
        ]
        columns = np.array(rows, dtype=np.int32).reshape(-1, 6).T
        return cls(tuple(places), tuple(makings), *columns)

    @classmethod
    def joined(cls, tables: Iterable[StationDays]) -> StationDays:
        """Return the days of several tables, one behind the other."""
        places: dict[str, int] = {}
        makings: dict[Making, int] = {}
        columns: list[tuple[Numbers, ...]] = []
        for days in tables:
            place = [places.setdefault(code, len(places)) for code in days.places]
            made = [makings.setdefault(making, len(makings)) for making in days.makings]
            columns.append(
                (
                    np.array(place, dtype=np.int32)[days.place],
                    np.array(made, dtype=np.int32)[days.made],
                    *days.columns[2:],
                )
            )
        if not columns:
            return NO_DAYS
        return cls(tuple(places), tuple(makings), *map(np.concatenate, zip(*columns, strict=True)))

    @property
    def columns(self) -> tuple[Numbers, ...]:
        """The six columns, in the order in which they are declared."""
        return self.place, self.made, self.ordinal, self.pm25, self.aqi, self.hours

    def __len__(self) -> int:
        return len(self.place)

    def __iter__(self) -> Iterator[StationDay]:
        columns = (column.tolist() for column in self.columns)
        for place, made, ordinal, pm25, aqi, hours in zip(*columns, strict=True):
            yield StationDay(
                place=self.places[place],
                date=date.fromordinal(ordinal),
                pm25=None if pm25 < 0 else pm25,
                pm25_hours=hours,
                aqi=None if aqi < 0 else aqi,
                **self.makings[made]._asdict(),
            )

    def day(self, number: int) -> date:
        """Return the date of one of the days."""
        return date.fromordinal(int(self.ordinal[number]))

    def taken(self, chosen: npt.NDArray[np.bool_]) -> StationDays:
        """Return the days that are chosen."""
        return StationDays(self.places, self.makings, *(column[chosen] for column in self.columns))

    def kept(self, is_kept: Callable[[str, Making], bool]) -> StationDays:
        """Return the days whose station and making are kept."""
        chosen = [[is_kept(place, making) for making in self.makings] for place in self.places]
        table = np.array(chosen, dtype=bool).reshape(len(self.places), len(self.makings))
        return self.taken(table[self.place, self.made])


NO_DAYS = StationDays.of(())
