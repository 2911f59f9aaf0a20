"""The one model of every container: paragraphs and grids, each with its place in the document."""

from __future__ import annotations

from dataclasses import dataclass

from aqmap.errors import Fault


@dataclass(frozen=True, slots=True)
class Paragraph:
    """
    A paragraph.

    Attributes
    ----------
    text
        Without its number.
    place
        Locator parts of the article it belongs to, such as ``item 14; para 2``.
    at
        Locator of the paragraph itself: ``line 51``.
    headings
        The headings it stands under, the outermost first.
    """

    text: str
    place: str
    at: str
    headings: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The nearest heading above it; empty where there is none."""
        return self.headings[-1] if self.headings else ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell's text, line ends kept, and its locator (``line 163``)."""

    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Grid:
    """
    A table.

    Attributes
    ----------
    number
        Its number in the document, from 1.
    rows
        Cells row by row as the document has them; a ragged row stays ragged. A merged cell is
        repeated in every row and column that it covers.
    """

    number: int
    rows: tuple[tuple[GridCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """
    A document's blocks in reading order.

    Attributes
    ----------
    name
        The file's name.
    blocks
        Paragraphs and tables.
    remarks
        What the container holds that a reader should know of and that stops nothing: hidden
        sheets, macros that were not run, a name that does not fit the content.
    headers
        Lines of its page headers and footers, where a mark of secrecy may stand; no part of what
        is read.
    """

    name: str
    blocks: tuple[Paragraph | Grid, ...]
    remarks: tuple[Fault, ...] = ()
    headers: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs alone."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    @property
    def grids(self) -> list[Grid]:
        """The tables alone."""
        return [block for block in self.blocks if isinstance(block, Grid)]
