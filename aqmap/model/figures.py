"""The figures table: one number, or one explained absence, with its source; see docs/figures.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, get_type_hints

from aqmap.model.locators import Locator
from aqmap.model.periods import period_bounds
from aqmap.words import Text, catalogue, text


class Level(StrEnum):
    """What kind of place a figure speaks of; a prefecture's is never drawn on a county."""

    COUNTY = "county"
    PREFECTURE = "prefecture"
    ZONE = "zone"
    STATION = "station"
    TOWNSHIP = "township"


class Role(StrEnum):
    """What the figure says: what is to be, what is, what is done so far, what was."""

    TARGET = "target"
    MEASURED = "measured"
    PROGRESS = "progress"
    BASELINE = "baseline"


class Comparator(StrEnum):
    """How a target is met; words, because signs do not survive a spreadsheet."""

    GE = "ge"
    LE = "le"
    GT = "gt"
    LT = "lt"
    EQ = "eq"


class Absence(StrEnum):
    """Why there is no number."""

    BLANK = "blank"
    DASH = "dash"
    NOT_REPORTED = "not_reported"
    TEXT = "text"
    RELATIVE = "relative"
    NOT_COVERED = "not_covered"
    NO_STATION = "no_station"
    TOO_FEW_DATA = "too_few_data"
    NO_FIGURE = "no_figure"
    UNCONFIRMED = "unconfirmed"


class Basis(StrEnum):
    """Who says so, and how."""

    PLAN = "plan"
    REPORT = "report"
    VERIFIED = "verified"
    MONITOR_REVIEWED = "monitor_reviewed"
    MONITOR_REALTIME = "monitor_realtime"
    THIRD_PARTY = "third_party"
    SATELLITE = "satellite"
    SYNTHETIC = "synthetic"


OFF_BY_DEFAULT = frozenset({Basis.THIRD_PARTY, Basis.MONITOR_REALTIME, Basis.SATELLITE})
"""Bases that are drawn only where a layer switches them on, and then with a notice."""


class Dust(StrEnum):
    """Whether sand-dust days are in an air-quality figure."""

    INCLUDED = "included"
    DEDUCTED = "deducted"
    UNKNOWN = "unknown"


class Quality(StrEnum):
    """Whether a statistic meets the standard's rule of validity."""

    VALID = "valid"
    INDICATIVE = "indicative"


class Xpcc(StrEnum):
    """Whether the figure takes in the places of the XPCC (兵团) that lie in the county."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """
    One number, or one explained absence, for one place, indicator, period and role.

    The fields are the columns of the figures table, in its order; ``docs/figures.md`` says what
    each holds. ``value`` and ``absence`` exclude each other, and one of them is always there.
    """

    id: str
    place: str
    place_written: str
    level: Level
    indicator: str
    indicator_written: str
    period: str
    as_of: str = ""
    role: Role
    comparator: Comparator | None = None
    baseline_period: str = ""
    change: Decimal | None = None
    change_unit: str = ""
    value: Decimal | None = None
    unit: str
    value_written: str
    unit_written: str = ""
    absence: Absence | None = None
    basis: Basis
    dust: Dust | None = None
    quality: Quality = Quality.VALID
    xpcc: Xpcc | None = None
    part: bool = False
    scope: str = ""
    revision: str = ""
    effective_from: str = ""
    source: str
    locator: Locator
    checked_by: str = ""
    checked_on: str = ""
    rechecked_by: str = ""
    confirm: tuple[str, ...] = ()
    note: str = ""

    @property
    def remarks(self) -> Text:
        """What its source says beside the number, in words: 其中, what it takes in, the note."""
        own = (self.scope, self.note)
        part = text("figure.part") if self.part else Text("", "")
        return Text(*("；".join(filter(None, (p, *own))) for p in part))


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Figure))
_TYPES: Mapping[str, Any] = MappingProxyType(get_type_hints(Figure))
_NUMBER = re.compile(r"[+-]?\d{1,100}(\.\d{1,100})?", re.ASCII)  # a float can hold it
YES = "yes"
_REQUIRED = ("id", "period", "role", "basis", "source", "level")


def figure_row(figure: Figure) -> dict[str, str]:
    """Return the figure as the cells of one CSV row, by column."""
    return {name: _written(getattr(figure, name)) for name in COLUMNS}


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, tuple):
        return ";".join(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True)
class CellProblem:
    """A cell of a figures row that does not fit: its column, what was found and expected."""

    column: str
    found: str
    expected: str

    @property
    def facts(self) -> dict[str, object]:
        """What a message says of it."""
        known = catalogue()
        return {"found": self.found, "expected": known.get(self.expected, self.expected)}


def parse_figure(row: Mapping[str, str]) -> Figure | list[CellProblem]:
    """
    Read one row of the figures table.

    Parameters
    ----------
    row
        Text cells by column; absent optional columns count as empty.

    Returns
    -------
    figure
        The figure, or everything that is wrong with the row.
    """
    problems: list[CellProblem] = []
    cells: dict[str, Any] = {}
    for name in COLUMNS:
        written = (row.get(name) or "").strip()
        try:
            cells[name] = _read_cell(name, written)
        except ValueError as problem:
            problems.append(CellProblem(name, written, str(problem)))
    if not problems:
        problems = _contradictions(cells)
    if problems:
        return problems
    if cells["quality"] is None:
        cells["quality"] = Quality.VALID
    return Figure(**cells)


def _read_cell(name: str, written: str) -> object:
    own = _READERS.get(name)
    if own is not None:
        return own(written)
    if not written:
        if name in _REQUIRED:
            raise ValueError("figure.value")
        return None if _kind(name) is not str else ""
    kind = _kind(name)
    if kind is Decimal:
        return _read_number(written)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        if written not in {member.value for member in kind}:
            raise ValueError(" | ".join(member.value for member in kind))
        return kind(written)
    if name in ("period", "baseline_period", "as_of", "effective_from", "checked_on"):
        _check_period(written)
    return written


def _read_number(written: str) -> Decimal:
    if not _NUMBER.fullmatch(written):
        raise ValueError("figure.number")
    return Decimal(written)


def _read_yes(written: str) -> bool:
    if written not in ("", YES):
        raise ValueError(YES)
    return written == YES


def _read_columns(written: str) -> tuple[str, ...]:
    names = tuple(filter(None, (name.strip() for name in written.split(";"))))
    if not set(names) <= set(COLUMNS):
        raise ValueError("figure.columns")
    return names


_READERS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {"locator": Locator, "part": _read_yes, "confirm": _read_columns}
)


def _check_period(written: str) -> None:
    try:
        period_bounds(written)
    except ValueError:
        raise ValueError("2021 | 2021-03 | 2021-01-01/2021-12-15") from None


def _kind(name: str) -> Any:
    hint = _TYPES[name]
    options = [a for a in getattr(hint, "__args__", ()) if a is not type(None)]
    return options[0] if options else hint


def _contradictions(cells: Mapping[str, Any]) -> list[CellProblem]:
    problems = []
    if (cells["value"] is None) == (cells["absence"] is None):
        found = str(cells["value"]) if cells["value"] is not None else ""
        problems.append(CellProblem("value", found, "figure.value_or_absence"))
    if not cells["place"] and not cells["place_written"]:
        problems.append(CellProblem("place", "", "figure.place"))
    if not cells["indicator"] and not cells["indicator_written"]:
        problems.append(CellProblem("indicator", "", "figure.indicator"))
    return problems
