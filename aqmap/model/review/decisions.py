"""What a person decided about figures beside their document: a review, kept as one JSON file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from aqmap.model.figures import Figure

CHECKED_COLUMNS = ("checked_by", "checked_on", "rechecked_by")
"""Columns that say who has compared a figure with its document; no part of what it says."""

ASKED_FIELD = "value"
"""What of a figure is to be confirmed that is in doubt as a whole."""


class Answer(StrEnum):
    """What a person says of a figure, or of a number that was not taken."""

    ACCEPT = "accept"
    REJECT = "reject"
    TO_ASK = "to_ask"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """A document of a review: its file's name, its checksum and the id of its source."""

    name: str
    sha256: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """
    A person's answer on one figure.

    Attributes
    ----------
    answer
        What was decided.
    was
        The figure as it was read; none of one that was added.
    row
        The figure as it was decided; none of one that was rejected.
    spot
        The file of the review, and which of its decisions this is.
    checked_by, checked_on, rechecked_by
        Who compared it with the document and when, and who did so again; empty if not given.
    """

    answer: Answer
    was: Figure | None
    row: Figure | None
    spot: tuple[Path, int]
    checked_by: str = ""
    checked_on: str = ""
    rechecked_by: str = ""

    @property
    def about(self) -> Figure:
        """The figure it is about: as it was read, or as it was added."""
        figure = self.was or self.row
        assert figure is not None  # noqa: S101 - the reader takes no decision without both
        return figure

    def decided(self, current: Figure) -> Figure:
        """
        Return the figure as decided.

        Parameters
        ----------
        current
            What the table has of it: its id stays, and a check that nobody has done again.
        """
        assert self.row is not None  # noqa: S101 - only a rejection has none
        asked = self.row.confirm or (ASKED_FIELD,) if self.answer is Answer.TO_ASK else ()
        return replace(
            self.row,
            id=current.id,
            confirm=asked,
            checked_by=self.checked_by or current.checked_by,
            checked_on=self.checked_on or current.checked_on,
            rechecked_by=self.rechecked_by or current.rechecked_by,
        )


@dataclass(frozen=True, slots=True)
class Review:
    """
    What was decided about the figures of documents.

    Attributes
    ----------
    path
        Its file.
    documents
        Which were looked at.
    decisions
        In the order of the documents.
    """

    path: Path
    documents: tuple[ReviewedDocument, ...]
    decisions: tuple[Decision, ...]


def said_alone(figure: Figure) -> Figure:
    """Return what a figure says, without its id, who checked it, and what is to be confirmed."""
    return replace(figure, id="", confirm=(), checked_by="", checked_on="", rechecked_by="")
