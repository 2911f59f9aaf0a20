"""What became of every part of a document, and how each field of a figure is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

CONFIRMED_FIELDS = ("place", "indicator", "period", "role", "comparator", "unit")
"""The fields of a figure whose ground is told, in the order in which ``confirm`` names them."""


class Known(StrEnum):
    """
    How a field of a figure is known.

    It is ``said`` in the clause, the cell or its header; ``carried`` from a stated place that rules
    its scope; or ``assumed``, where neither holds: then a person confirms it.
    """

    SAID = "said"
    CARRIED = "carried"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Reason:
    """
    How one field of a figure is known.

    Attributes
    ----------
    field
        One of `CONFIRMED_FIELDS`.
    known
        Whether it is said, carried or assumed.
    by
        What says or suggests it: a key under ``known`` in the catalogue (``clause``, ``heading``).
    words
        The words that do, as written; empty where none do.
    proposals
        Other values that it may have instead, likeliest first: codes, periods, roles.
    """

    field: str
    known: Known
    by: str
    words: str = ""
    proposals: tuple[str, ...] = ()


def assumed_fields(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Return the fields that a person has to confirm, as the figures table names them."""
    assumed = {reason.field for reason in reasons if reason.known == Known.ASSUMED}
    return tuple(name for name in CONFIRMED_FIELDS if name in assumed)


@dataclass(frozen=True, slots=True)
class Mark:
    """
    A stretch of a passage and what became of it.

    Attributes
    ----------
    start, end
        Where it stands in the passage's text.
    figures
        Ids of the figures read from it.
    reason
        Where there are none: the key under ``unread`` in the catalogue of why not.
    """

    start: int
    end: int
    figures: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a cell: its text, its locator (``line 51``), and its marks in order."""

    text: str
    at: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class TablePassage:
    """A table: its number in the document, and its cells row by row."""

    number: int
    rows: tuple[tuple[Passage, ...], ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """
    A document with marks.

    Attributes
    ----------
    source
        Id of the source it was read as.
    name
        The file's name.
    passages
        Paragraphs and tables in reading order.
    reasons
        How the fields of each figure are known, by its id.
    sha256
        Checksum of the file; empty where it was not read from one.
    """

    source: str
    name: str
    passages: tuple[Passage | TablePassage, ...]
    reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
    sha256: str = ""
