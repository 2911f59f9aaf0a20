"""What became of every part of a document: figure, known to be none, or not understood."""

from __future__ import annotations

from dataclasses import dataclass


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
    """

    source: str
    name: str
    passages: tuple[Passage | TablePassage, ...]
