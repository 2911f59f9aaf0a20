"""The register of measures: what a plan tells whom to do, and how far a report says it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from aqmap.files.table_columns import (
    Column,
    TableColumns,
    UnfitCellError,
    choice,
    code,
    flag,
    parts,
    several,
)
from aqmap.model.figures import is_marked_internal
from aqmap.model.locators import NOWHERE, Locator
from aqmap.model.periods import period_bounds


class State(StrEnum):
    """How far a measure is, where the document says it: done, under way, on schedule."""

    DONE = "done"
    UNDER_WAY = "under_way"
    ON_SCHEDULE = "on_schedule"


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """
    One numbered measure of a plan, or one action of a report.

    Attributes
    ----------
    id
        ``<source>-m<number>``, numbered once more where the document numbers twice.
    source
        Id of the source.
    number, section
        Its number in the document, and the heading of the section it stands in.
    title
        Its first words, up to the first full stop.
    deadline
        ISO 8601, several with ``;`` between them; empty where it names none.
    lead, cooperating, responsible
        Units in charge (牵头单位), cooperating (配合单位), responsible (责任单位), as written.
    responsible_by_note
        Whether the responsible units come from an earlier measure's note (以下均需…).
    places
        Codes of the places it names.
    rows
        Numbers of the annex rows that belong to it.
    figures
        Ids of the figures read from its text.
    state
        How far it is, where the document says so.
    locator
        Where it stands.
    note
        The mark in its document's head that makes it one for the office alone.
    """

    id: str
    source: str
    number: str
    section: str = ""
    title: str
    deadline: str = ""
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    responsible_by_note: bool = False
    places: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    state: State | None = None
    locator: Locator
    note: str = ""

    @property
    def is_internal(self) -> bool:
        """Whether its document is marked as one for the office alone, which its note says."""
        return is_marked_internal(self.note)


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Measure))
_VALUE = "measure.value"
_YES = "yes"


def _deadlines(written: str) -> str:
    unfit = [part for part in parts(written) if not _is_period(part)]
    if unfit:
        raise UnfitCellError("2021-09-30 | 2021-09 | 2021", ";".join(unfit))
    return written


def _is_period(written: str) -> bool:
    try:
        period_bounds(written)
    except ValueError:
        return False
    return True


_ROW = code(r"(?:\d+/)?\d+(?:\.\d+)*", "4 | 4.2 | 2/4.2")
MEASURE_COLUMNS = TableColumns(
    (
        Column("id"),
        Column("source", filled=_VALUE, needed=True),
        Column("number", filled=_VALUE, needed=True),
        Column("section"),
        Column("title", filled=_VALUE, needed=True),
        Column("deadline", _deadlines),
        Column("lead", several(), blank=()),
        Column("cooperating", several(), blank=()),
        Column("responsible", several(), blank=()),
        Column("responsible_by_note", flag(_YES), blank=False),
        Column("places", several(), blank=()),
        Column("rows", several(_ROW), blank=()),
        Column("figures", several(), blank=()),
        Column("state", choice(State), blank=None),
        Column("locator", Locator, blank=NOWHERE),
        Column("note"),
    ),
    unknown="measure_column",
)


def measure_row(measure: Measure) -> dict[str, str]:
    """Return the measure as the cells of one CSV row, by column; ``;`` parts what is several."""
    return {name: _written(getattr(measure, name)) for name in COLUMNS}


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return ";".join(part.replace(";", "；") for part in value)
    if isinstance(value, bool):
        return _YES if value else ""
    return "" if value is None else str(value)


def measure_of(cells: Mapping[str, Any]) -> Measure:
    """Return the measure of a row; without an id it has the one of its source and number."""
    number = f"{cells['source']}-m{cells['number']}"
    return Measure(**{**cells, "id": cells["id"] or number})
