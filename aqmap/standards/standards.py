"""
The Chinese air-quality standards, as tables beside this file.

Every row of the tables has its clause and a status: ``official`` was read in the standard's text,
``secondary`` in a source that quotes it, ``unverified`` in neither. See docs/assessment.md.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from aqmap.words import Text

Kind = Literal["index", "limits", "assessment", "state"]
Beyond = Literal["top", "cap", "none"]
"""Above the last breakpoint: 500 by convention, the last row's index, or no index at all."""

COLUMNS = MappingProxyType(
    {"SO2": "24h", "NO2": "24h", "PM10": "24h", "CO": "24h", "O3": "8h", "PM2.5": "24h"}
)
"""Of each pollutant the column that a daily report is computed from (O3: maximum of 8 h means)."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a standard and the days it is in force; none where its end is open."""

    kind: Kind
    name: str
    first: date
    last: date | None
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Scale:
    """
    One column of the index table: concentrations and the indices that belong to them.

    Attributes
    ----------
    breakpoints
        Pairs of index and concentration, ascending; µg/m³, CO mg/m³.
    beyond
        What holds above the last.
    clause
        Of the table.
    """

    edition: str
    pollutant: str
    averaging: str
    breakpoints: tuple[tuple[int, int], ...]
    beyond: Beyond
    clause: str


@dataclass(frozen=True, slots=True)
class Category:
    """A class of the index, with its colours for screens (RGB) and print (CMYK, percent)."""

    lowest: int
    highest: int | None
    level: int
    name: Text
    rgb: tuple[int, int, int]
    cmyk: tuple[int, int, int, int]

    @property
    def hex(self) -> str:
        """The colour of screens as ``#RRGGBB``."""
        return "#" + "".join(f"{part:02X}" for part in self.rgb)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of GB 3095: class 1 for nature reserves and the like, class 2 for everywhere else."""

    edition: str
    pollutant: str
    averaging: str
    class_1: Decimal
    class_2: Decimal
    clause: str
    status: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A number that a rule needs, with its clause and whether that was read."""

    value: int
    clause: str
    status: str


def edition_on(kind: Kind, day: date) -> Edition | None:
    """
    Return the edition that holds on a day; none before the first.

    Examples
    --------
    >>> edition_on("index", date(2026, 2, 28)).name, edition_on("index", date(2026, 3, 1)).name
    ('HJ 633-2012', 'HJ 633-2026')
    """
    for edition in editions():
        if edition.kind == kind and edition.first <= day <= (edition.last or date.max):
            return edition
    return None


def of_one_state(*days: date) -> bool:
    """
    Return whether concentrations of these days are stated alike.

    Until 2018-08-31 at standard state; since then gases at reference state and particles as
    measured (amendment of GB 3095-2012). Which hour the archives followed is unverified.
    """
    return len({edition_on("state", day) for day in days}) <= 1


@cache
def editions() -> tuple[Edition, ...]:
    """Return all editions, in the order of their tables."""
    return tuple(
        Edition(
            row["kind"],  # type: ignore[arg-type]  # the tables are ours, the tests read them all
            row["edition"],
            date.fromisoformat(row["valid_from"]),
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            row["source"],
            row["status"],
        )
        for row in _rows("editions")
    )


@cache
def scales(edition: str) -> Mapping[tuple[str, str], Scale]:
    """Return an index standard's columns by pollutant and averaging time (1h, 8h, 24h)."""
    points: dict[tuple[str, str], list[tuple[int, int]]] = {}
    clauses: dict[tuple[str, str], str] = {}
    for row in _rows("breakpoints"):
        if row["edition"] == edition:
            key = row["pollutant"], row["averaging"]
            points.setdefault(key, []).append((int(row["iaqi"]), int(row["concentration"])))
            clauses[key] = row["clause"]
    beyond = {
        (row["pollutant"], row["averaging"]): row
        for row in _rows("beyond")
        if row["edition"] == edition
    }
    found = {}
    for key, column in points.items():
        above = beyond.get(key) or beyond[key[0], "24h"]  # hourly PM uses the daily column
        found[key] = Scale(
            edition,
            *key,
            tuple(column),
            above["beyond"],  # type: ignore[arg-type]
            clauses[key],
        )
    return MappingProxyType(found)


@cache
def categories() -> tuple[Category, ...]:
    """Return the six classes of the index; the same in both editions."""
    return tuple(
        Category(
            int(row["lowest"]),
            int(row["highest"]) if row["highest"] else None,
            int(row["level"]),
            Text(row["zh"], row["en"]),
            _numbers(row["rgb"]),  # type: ignore[arg-type]
            _numbers(row["cmyk"]),  # type: ignore[arg-type]
        )
        for row in _rows("categories")
    )


def category(index: int) -> Category:
    """
    Return the class of an index; 0 is 优 too.

    Examples
    --------
    >>> [category(index).name.zh for index in (0, 50, 51, 101, 500)]
    ['优', '优', '良', '轻度污染', '严重污染']
    """
    return next(one for one in reversed(categories()) if index >= one.lowest)


@cache
def limits(edition: str) -> Mapping[tuple[str, str], Limit]:
    """
    Return a limit standard's limits by pollutant and averaging (1h, 24h, mda8, annual).

    Examples
    --------
    >>> limit = limits("GB 3095-2012")["PM2.5", "annual"]
    >>> int(limit.class_1), int(limit.class_2)
    (15, 35)
    """
    return MappingProxyType(
        {
            (row["pollutant"], row["averaging"]): Limit(
                row["edition"],
                row["pollutant"],
                row["averaging"],
                Decimal(row["class_1"]),
                Decimal(row["class_2"]),
                row["clause"],
                row["status"],
            )
            for row in _rows("limits")
            if row["edition"] == edition
        }
    )


@cache
def rules() -> Mapping[str, Rule]:
    """Return the minima of validity, the bounds of good and heavy days, and the percentiles."""
    return MappingProxyType(
        {
            row["rule"]: Rule(int(row["value"]), row["clause"], row["status"])
            for row in _rows("rules")
        }
    )


@cache
def plausibility() -> Mapping[tuple[str, str], tuple[Decimal, ...]]:
    """
    Return what hourly means are screened by, by rule and pollutant; µg/m³, CO mg/m³.

    ``bound`` is the highest plausible mean, ``run`` how many hours one value may not last,
    ``spike`` how far an hour may not lie above both beside it; ``code`` are values that stand for
    something else, of a pollutant or (``""``) of any. Above a ``median`` a file's CO, and above
    ``most`` a single mean of it, is not in mg/m³.
    """
    values: dict[tuple[str, str], list[Decimal]] = {}
    for row in _rows("plausibility"):
        values.setdefault((row["rule"], row["pollutant"]), []).append(Decimal(row["value"]))
    return MappingProxyType({key: tuple(listed) for key, listed in values.items()})


def _numbers(written: str) -> Sequence[int]:
    return tuple(int(part) for part in written.split(","))


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (files("aqmap.standards") / f"{table}.csv").open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
