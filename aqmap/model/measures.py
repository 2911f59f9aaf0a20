"""The register of measures: what a plan tells whom to do, and how far a report says it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from aqmap.model.bad_cells import BadCell
from aqmap.model.locators import Locator
from aqmap.model.periods import period_bounds
from aqmap.words import text


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


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Measure))
LISTS = ("lead", "cooperating", "responsible", "places", "rows", "figures")
REQUIRED = ("source", "number", "title")
_YES = "yes"
_ROW = re.compile(r"(?:\d+/)?\d+(?:\.\d+)*")


def measure_row(measure: Measure) -> dict[str, str]:
    """Return the measure as the cells of one CSV row, by column; ``;`` parts what is several."""
    return {name: _written(getattr(measure, name)) for name in COLUMNS}


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return ";".join(part.replace(";", "；") for part in value)
    if isinstance(value, bool):
        return _YES if value else ""
    return "" if value is None else str(value)


def parse_measure(row: Mapping[str, str]) -> Measure | list[BadCell]:
    """
    Read one row of the table of measures.

    Parameters
    ----------
    row
        Text cells by column; absent columns count as empty.

    Returns
    -------
    measure
        The measure, or everything that is wrong with the row. Without an id it has the one that
        its source and number give.
    """
    cells: dict[str, Any] = {name: (row.get(name) or "").strip() for name in COLUMNS}
    problems = [BadCell(name, "", text("measure.value")) for name in REQUIRED if not cells[name]]
    for name in LISTS:
        cells[name] = tuple(dict.fromkeys(p.strip() for p in cells[name].split(";") if p.strip()))
    problems += (
        BadCell("rows", number, "4 | 4.2 | 2/4.2")
        for number in cells["rows"]
        if not _ROW.fullmatch(number)
    )
    problems += (
        BadCell("deadline", day, "2021-09-30 | 2021-09 | 2021")
        for day in filter(None, cells["deadline"].split(";"))
        if not _is_period(day.strip())
    )
    note, state = cells["responsible_by_note"], cells["state"]
    if note not in ("", _YES):
        problems.append(BadCell("responsible_by_note", note, _YES))
    if state and state not in {member.value for member in State}:
        problems.append(BadCell("state", state, " | ".join(member.value for member in State)))
    if problems:
        return problems
    cells["responsible_by_note"] = note == _YES
    cells["state"] = State(state) if state else None
    cells["id"] = cells["id"] or f"{cells['source']}-m{cells['number']}"
    cells["locator"] = Locator(cells["locator"])
    return Measure(**cells)


def _is_period(written: str) -> bool:
    try:
        period_bounds(written)
    except ValueError:
        return False
    return True
