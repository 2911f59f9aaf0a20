"""
What a table's columns are called and hold: one declaration a table, beside its type.

A kind reads one written cell. A table is read by column, each different cell once, which no
library of row schemas does; so the declaration is aqmap's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeVar

from aqmap.words import Text, catalogue

_EXACT = re.compile(r"[+-]?\d{1,100}(\.\d{1,100})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_LONGEST = 202  # characters in plain digits, which a float can hold
_NOT_FINITE = re.compile(
    r"[<>=≤≥≦≧~≈约]*\s*[+\-−–]?"
    r"(?:nan|nat|<na>|inf(?:inity)?|∞|[\d.,]+e[+\-]?\d+|\d\.#(?:inf|ind|[qs]nan)\d*)"
    r"\s*[%‰]?\s*(?:\(.*\))?"
    r"|#+|#[a-zà-ÿа-я]{2,12}(?:/0)?[!?]|#n/?[av]|err:\d+",
    re.DOTALL,
)
_PLAIN = re.compile(r"\d+(\.\d+)?")  # in full width too
_DAY = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)

Kind = Callable[[str], object]
"""Returns the value of a cell that holds something, or raises an `UnfitCellError`."""


class UnfitCellError(ValueError):
    """
    A written cell that is none of its column.

    Attributes
    ----------
    expected
        Key of a phrase, or how such a cell is written.
    found
        The part that does not fit; empty for the whole cell.
    """

    def __init__(self, expected: str, found: str = "") -> None:
        super().__init__(expected)
        self.expected, self.found = expected, found


class BadCell(NamedTuple):
    """A cell of a row that does not fit: its column, what was found, and expected."""

    column: str
    found: str
    expected: str

    @property
    def facts(self) -> dict[str, Text | str]:
        """What a message says of it."""
        return {
            "found": self.found,
            "expected": catalogue().get(self.expected, self.expected),
        }


@dataclass(frozen=True, kw_only=True)
class _Options:
    blank: object = ""
    filled: str = ""
    needed: bool = False
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column(_Options):
    """
    A column of a table.

    Attributes
    ----------
    name
        What programs call it.
    kind
        What a cell holds; any text unless told otherwise.
    blank
        The value of an empty cell, and of every cell where the table has no such column.
    filled
        Where a cell must not be empty: key of the phrase that asks for a value, or an example.
    needed
        Whether the table must have the column.
    headings
        What may stand over it, in the order in which it is looked for; its name if nothing else.
    """

    name: str
    kind: Kind = str

    def read(self, written: str) -> object:
        """Return a cell's value; an `UnfitCellError` says what it should be."""
        if written:
            return self.kind(written)
        if self.filled:
            raise UnfitCellError(self.filled)
        return self.blank


@dataclass(frozen=True)
class TableColumns:
    """
    The columns of a table, and how its headings are met.

    Attributes
    ----------
    columns
        In the table's order, which is the order of the faults of a row.
    unknown
        Code of the fault of any other column; empty where others are passed over.
    published
        Whether others publish such tables: between the rows then stand remarks that begin with
        ``#``, and behind them blank cells that no heading stands over.
    heading
        What of a written heading is compared.
    one_of
        Groups of columns of each of which a table must have one, at least.
    chinese
        What columns may be called in Chinese, by name, for messages.
    """

    columns: tuple[Column, ...]
    unknown: str = "column_unknown"
    published: bool = False
    heading: Callable[[str], str] = str.strip
    one_of: tuple[tuple[str, ...], ...] = ()
    chinese: Mapping[str, str] = field(default_factory=dict)

    def positions(self, headings: Iterable[str]) -> dict[str, int]:
        """Return which column stands where, by name; the first of two that are headed alike."""
        written = [self.heading(heading) for heading in headings]
        first = {heading: place for place, heading in reversed(list(enumerate(written)))}
        positions = {}
        for column in self.columns:
            headed = next((n for n in column.headings or (column.name,) if n in first), None)
            if headed is not None:
                positions[column.name] = first[headed]
        return positions

    def missing(self, headings: Iterable[str]) -> list[str]:
        """Return the names of the columns that a table must have and these headings lack."""
        positions = self.positions(headings)
        lacking = {c.name for c in self.columns if c.needed and c.name not in positions}
        lacking |= {names[0] for names in self.one_of if not set(names) & set(positions)}
        return [c.name for c in self.columns if c.name in lacking]

    def called(self, names: Sequence[str]) -> Text:
        """Return names of columns for a message, with what they may be called in Chinese."""
        zh = (f"{name}（{self.chinese[name]}）" if name in self.chinese else name for name in names)
        return Text("、".join(zh), ", ".join(names))


def is_not_finite(written: str) -> bool:
    """
    Return whether a cell holds what programs write where a number is none or has no end.

    ``NaN``, ``-inf``, ``∞``, ``#DIV/0!``. So is every number with an exponent, such as ``1e309``,
    that was not read as a number.
    """
    return bool(_NOT_FINITE.fullmatch(unicodedata.normalize("NFKC", written).strip().lower()))


def exact_number(expected: str) -> Kind:
    """Return the kind of a decimal number of any sign, all digits kept; ``1.5E+3`` is 1500."""

    def read(written: str) -> Decimal:
        if _EXACT.fullmatch(written):
            plain = format(Decimal(written), "f")
            if len(plain) <= _LONGEST:
                return Decimal(plain)
        raise UnfitCellError("cell.finite" if is_not_finite(written) else expected)

    return read


def number(least: float, most: float) -> Kind:
    """Return the kind of a plain number from `least`, which is not below 0, to `most`."""

    def read(written: str) -> float:
        if not _PLAIN.fullmatch(written) or not least <= float(written) <= most:
            raise UnfitCellError(f"{least:g} … {most:g}")
        return float(written)

    return read


def whole_number(most: int) -> Kind:
    """Return the kind of a whole number from 0 to `most`."""

    def read(written: str) -> int:
        if not _WHOLE.fullmatch(written) or int(written) > most:
            raise UnfitCellError(f"0 … {most}")
        return int(written)

    return read


Member = TypeVar("Member", bound=StrEnum)


def choice(members: type[Member]) -> Callable[[str], Member]:
    """Return the kind of one of the members of an enumeration, written by value."""
    by_value = {member.value: member for member in members}

    def read(written: str) -> Member:
        if written not in by_value:
            raise UnfitCellError(" | ".join(by_value))
        return by_value[written]

    return read


def calendar_day(written: str) -> date:
    """Read a day of 1900 to 2099: 2019-01-31."""
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise UnfitCellError("2019-01-31")


def code(pattern: str, example: str) -> Kind:
    """Return the kind of a code that is written by a pattern, such as the example."""
    compiled = re.compile(pattern)

    def read(written: str) -> str:
        if not compiled.fullmatch(written):
            raise UnfitCellError(example)
        return written

    return read


def flag(yes: str) -> Kind:
    """Return the kind of a column in which one word says yes, and an empty cell no."""

    def read(written: str) -> bool:
        if written != yes:
            raise UnfitCellError(yes)
        return True

    return read


def parts(written: str) -> list[str]:
    """Return what stands between the ``;`` of a cell, blanks left out."""
    return [part for part in (part.strip() for part in written.split(";")) if part]


def several(kind: Kind = str) -> Kind:
    """Return the kind of a list with ``;`` between its parts, each kept once."""

    def read(written: str) -> tuple[object, ...]:
        values: list[object] = []
        unfit: list[UnfitCellError] = []
        for part in parts(written):
            try:
                values.append(kind(part))
            except UnfitCellError as problem:
                unfit.append(UnfitCellError(problem.expected, part))
        if unfit:
            raise UnfitCellError(unfit[0].expected, ";".join(part.found for part in unfit))
        return tuple(dict.fromkeys(values))

    return read


def several_of(known: Collection[str], expected: str) -> Kind:
    """Return the kind of a list of words that are known, in their own order."""

    def read(written: str) -> tuple[str, ...]:
        words = set(parts(written))
        if not words <= set(known):
            raise UnfitCellError(expected)
        return tuple(word for word in known if word in words)

    return read
