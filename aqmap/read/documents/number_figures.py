"""Figures are numbered last, in document order; until then each is known by its block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple, Protocol

from aqmap.model.figures import Figure
from aqmap.model.periods import has_open_year
from aqmap.model.transcript import Known, Passage, Reason, TablePassage, assumed_fields


class BlockReading(Protocol):
    """What a paragraph or a table gave."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """In reading order, each with its `key_in_block`."""

    @property
    def passage(self) -> Passage | TablePassage:
        """Its text, whose marks name the figures by these keys."""

    @property
    def reasons(self) -> Mapping[str, tuple[Reason, ...]]:
        """How the fields of its figures are known, by these keys."""


class Numbered(NamedTuple):
    """A document's figures with their ids; its passages and reasons name them by these."""

    figures: tuple[Figure, ...]
    passages: tuple[Passage | TablePassage, ...]
    reasons: dict[str, tuple[Reason, ...]]


def key_in_block(before: int) -> str:
    """Return the key of a figure before which a block gave so many others."""
    return str(before + 1)


def number_figures(readings: Iterable[BlockReading], source: str) -> Numbered:
    """
    Return the figures of a document's blocks with their ids, and what names them.

    Parameters
    ----------
    readings
        In document order.
    source
        Id of the document, with which those of the figures begin.
    """
    figures: list[Figure] = []
    passages: list[Passage | TablePassage] = []
    reasons: dict[str, tuple[Reason, ...]] = {}
    for reading in readings:
        ids = {
            figure.id: f"{source}-{number:04d}"
            for number, figure in enumerate(reading.figures, len(figures) + 1)
        }
        told = {f.id: _with_open_year(f, reading.reasons.get(f.id, ())) for f in reading.figures}
        figures += (
            replace(figure, id=ids[figure.id], confirm=assumed_fields(told[figure.id]))
            for figure in reading.figures
        )
        passages.append(_renamed(reading.passage, ids))
        reasons |= {ids[key]: of_figure for key, of_figure in told.items() if of_figure}
    return Numbered(tuple(figures), tuple(passages), reasons)


def _with_open_year(figure: Figure, reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Return the reasons of a figure; a year that no one tells is always asked for."""
    if not has_open_year(figure.period) or "period" in assumed_fields(reasons):
        return reasons
    others = tuple(reason for reason in reasons if reason.field != "period")
    return (*others, Reason("period", Known.ASSUMED, "nothing"))


def _renamed(passage: Passage | TablePassage, ids: Mapping[str, str]) -> Passage | TablePassage:
    if isinstance(passage, TablePassage):
        rows = tuple(tuple(_marked(cell, ids) for cell in row) for row in passage.rows)
        return replace(passage, rows=rows)
    return _marked(passage, ids)


def _marked(passage: Passage, ids: Mapping[str, str]) -> Passage:
    marks = (
        replace(mark, figures=tuple(ids[key] for key in mark.figures)) for mark in passage.marks
    )
    return replace(passage, marks=tuple(marks))
