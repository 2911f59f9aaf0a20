"""Reporting units (填报单位): who fills which rows, for which places, and from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from aqmap.files.table_columns import (
    BadCell,
    Column,
    TableColumns,
    calendar_day,
    choice,
    code,
    several,
)


class UnitKind(StrEnum):
    """What kind of unit it is."""

    COUNTY = "county"
    ZONE = "zone"
    DEPARTMENT = "department"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportingUnit:
    """
    A unit that fills a form each month.

    Attributes
    ----------
    id
        Its id, which the form carries; never its file's name.
    name
        As it stands on its seal.
    kind
        County, zone, or a department that oversees rows over all places (部门报).
    places
        Codes of the places whose tasks it fills; of a department all that it oversees.
    rows
        Ids of the indicators that it fills; empty for every one that the plan gives its places.
    since, until
        The first and the last day that it exists; none where it has no such end.
    """

    id: str
    name: str
    kind: UnitKind
    places: tuple[str, ...]
    rows: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def exists_on(self, day: date) -> bool:
        """Return whether a report is expected of it that counts up to a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def meets(self, other: ReportingUnit) -> bool:
        """Return whether there is a day on which both exist."""
        first, last = date.min, date.max
        return (self.since or first) <= (other.until or last) and (other.since or first) <= (
            self.until or last
        )

    def fills(self, place: str, indicator: str) -> bool:
        """Return whether the unit fills an indicator's row for a place."""
        return place in self.places and (not self.rows or indicator in self.rows)


_FILLED = "dispatch.unit_value"
UNIT_COLUMNS = TableColumns(
    (
        Column("unit", code(r"[A-Za-z0-9_-]{1,40}", "654002 | housing-bureau"), filled=_FILLED),
        Column("name", filled=_FILLED, needed=True),
        Column("kind", choice(UnitKind), filled=_FILLED, needed=True),
        Column("places", several(), filled=_FILLED, needed=True),
        Column("rows", several(), blank=()),
        Column("since", calendar_day, blank=None),
        Column("until", calendar_day, blank=None),
    ),
    unknown="dispatch_column",
)


def unit_of(cells: Mapping[str, Any]) -> ReportingUnit:
    """Return the unit of a row."""
    return ReportingUnit(**{"id" if name == "unit" else name: cells[name] for name in cells})


def unit_contradictions(cells: Mapping[str, Any]) -> list[BadCell]:
    """Return what is wrong with a row whose cells fit their columns one by one."""
    since, until = cells["since"], cells["until"]
    if since and until and until < since:
        return [BadCell("until", until.isoformat(), "dispatch.unit_ends_later")]
    return []
