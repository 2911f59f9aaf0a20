"""Numbered paragraphs → the register of measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aqmap.figures import Figure
from aqmap.measures import Measure
from aqmap.read.documents.blocks import Document
from aqmap.read.documents.context import Context


def read_measures(
    document: Document,  # noqa: ARG001 - to be written
    figures: Sequence[Figure],  # noqa: ARG001
    context: Context,  # noqa: ARG001
) -> Iterator[Measure]:
    """Yield the document's measures in order."""
    yield from ()
