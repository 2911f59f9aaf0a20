"""The register of measures: what a plan tells whom to do, and how far a report says it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
        ISO 8601; empty where it names none.
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
    locator: str
