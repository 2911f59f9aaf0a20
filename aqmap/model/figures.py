"""The figures table: one number, or one explained absence, with its source; see docs/figures.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any

from aqmap.files.table_columns import (
    BadCell,
    Column,
    TableColumns,
    UnfitCellError,
    choice,
    exact_number,
    flag,
    parts,
)
from aqmap.model.locators import NOWHERE, Locator
from aqmap.model.periods import figure_bounds, figure_period, has_open_year, period
from aqmap.words import Text, catalogue, listed, text


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


class Withheld(StrEnum):
    """Why a number is not given to those whom the outputs are for; no table says so."""

    UNREVIEWED = "unreviewed"
    UNPUBLISHED = "unpublished"


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

BASIS_WORDS = (
    (Basis.PLAN, "计划 方案"),
    (Basis.REPORT, "自报 上报"),
    (Basis.VERIFIED, "核定"),
    (Basis.MONITOR_REVIEWED, "监测(已审核) 已审核"),
    (Basis.MONITOR_REALTIME, "监测(实时未审核) 实时未审核 实时"),
    (Basis.THIRD_PARTY, "第三方"),
    (Basis.SATELLITE, "卫星 卫星反演"),
    (Basis.SYNTHETIC, "虚构 示例 示例数据 虚构示例"),
)
"""The words that people write for each basis, in a table and in the register."""


class Dust(StrEnum):
    """Whether sand-dust days are in an air-quality figure."""

    INCLUDED = "included"
    DEDUCTED = "deducted"
    UNKNOWN = "unknown"


class State(StrEnum):
    """The state of the air that a concentration is given for (GB 3095-2012, amendment of 2018)."""

    ACTUAL = "actual"
    STANDARD = "standard"


class Quality(StrEnum):
    """Whether a statistic meets the standard's rule of validity."""

    VALID = "valid"
    INDICATIVE = "indicative"


class Xpcc(StrEnum):
    """Whether the figure takes in the places of the XPCC (兵团) that lie in the county."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


INTERNAL_MARKS = ("内部", "工作秘密")
"""What the note of a number or a measure says whose document is for the office alone."""


def is_marked_internal(note: str) -> bool:
    """Return whether a note says that its document is for the office alone."""
    return not set(INTERNAL_MARKS).isdisjoint(note.split("；"))


APPROXIMATE = "约数"
"""What the note of an approximate number says."""


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
    absence: Absence | Withheld | None = None
    basis: Basis
    dust: Dust | None = None
    state: State | None = None
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
    def last_day(self) -> date:
        """The last day that its number covers: the cut-off where one is said within the period."""
        end = figure_bounds(self.period)[1]
        return min(end, figure_bounds(self.as_of)[1]) if self.as_of else end

    @property
    def is_own_report(self) -> bool:
        """Whether its number is what the unit says of itself (自报)."""
        return self.basis == Basis.REPORT and self.role != Role.TARGET and self.value is not None

    @property
    def is_withheld(self) -> bool:
        """Whether it stands only for what is not given to those whom the outputs are for."""
        return isinstance(self.absence, Withheld)

    @property
    def is_internal(self) -> bool:
        """Whether its document is marked as one for the office alone, which its note says."""
        return is_marked_internal(self.note)

    @property
    def is_approximate(self) -> bool:
        """Whether its source gives it as approximate (约300, 3800余), which its note says."""
        return APPROXIMATE in self.note.split("；")

    @property
    def to_confirm(self) -> Text:
        """What a person has yet to confirm of it, in words."""
        fields = (catalogue().get(f"confirm.{name}", Text(name, name)) for name in self.confirm)
        return text("qualifier.to_confirm", fields=listed(fields))

    @property
    def remarks(self) -> Text:
        """What its source says beside the number, in words: 其中, what it takes in, the note."""
        if not self.part and not self.scope:
            return Text(self.note, self.note)
        part = text("figure.part") if self.part else Text("", "")
        return Text(*("；".join(filter(None, (word, self.scope, self.note))) for word in part))


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Figure))
_cells = attrgetter(*COLUMNS)
YES = "yes"
_VALUE = "figure.value"


def _column_names(written: str) -> tuple[str, ...]:
    names = tuple(parts(written))
    if not set(names) <= set(COLUMNS):
        raise UnfitCellError("figure.columns")
    return names


_NUMBER = exact_number("figure.number")
FIGURE_COLUMNS = TableColumns(
    (
        Column("id", filled=_VALUE),
        Column("place"),
        Column("place_written"),
        Column("level", choice(Level), filled=_VALUE),
        Column("indicator", needed=True),
        Column("indicator_written"),
        Column("period", figure_period, filled=_VALUE, needed=True),
        Column("as_of", figure_period),
        Column("role", choice(Role), filled=_VALUE),
        Column("comparator", choice(Comparator), blank=None),
        Column("baseline_period", period),
        Column("change", _NUMBER, blank=None),
        Column("change_unit"),
        Column("value", _NUMBER, blank=None),
        Column("unit"),
        Column("value_written"),
        Column("unit_written"),
        Column("absence", choice(Absence), blank=None),
        Column("basis", choice(Basis), filled=_VALUE),
        Column("dust", choice(Dust), blank=None),
        Column("state", choice(State), blank=None),
        Column("quality", choice(Quality), blank=Quality.VALID),
        Column("xpcc", choice(Xpcc), blank=None),
        Column("part", flag(YES), blank=False),
        Column("scope"),
        Column("revision"),
        Column("effective_from", period),
        Column("source", filled=_VALUE, needed=True),
        Column("locator", Locator, blank=NOWHERE),
        Column("checked_by"),
        Column("checked_on", period),
        Column("rechecked_by"),
        Column("confirm", _column_names, blank=()),
        Column("note"),
    )
)


def figure_row(figure: Figure) -> dict[str, str]:
    """Return the figure as the cells of one CSV row, by column."""
    return dict(zip(COLUMNS, map(_written, _cells(figure)), strict=True))


def _written(value: object) -> str:
    if type(value) is str:  # nearly all cells
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, tuple):
        return ";".join(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def figure_contradictions(cells: Mapping[str, Any]) -> list[BadCell]:
    """Return what is wrong with a row whose cells fit their columns one by one."""
    problems = []
    value = cells["value"]
    if (value is None) == (cells["absence"] is None):
        written = "" if value is None else str(value)
        problems.append(BadCell("value", written, "figure.value_or_absence"))
    is_asked = "place" in cells["confirm"]  # the document does not say it
    if not cells["place"] and not cells["place_written"] and not is_asked:
        problems.append(BadCell("place", "", "figure.place"))
    if "period" not in cells["confirm"]:
        open_cells = [name for name in ("period", "as_of") if has_open_year(cells[name])]
        problems += (BadCell(name, cells[name], "figure.open_year") for name in open_cells)
    if not cells["indicator"] and not cells["indicator_written"]:
        problems.append(BadCell("indicator", "", "figure.indicator"))
    return problems
