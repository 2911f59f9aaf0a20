"""What stands on a page: lines of text and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqmap.read.formats.blocks import GridCell
from aqmap.read.formats.pdf.characters import Box

_MARGIN = 0.09  # of the page's height: where titles and numbers run


@dataclass(frozen=True)
class TextLine:
    """
    A line.

    Attributes
    ----------
    text
        Its text.
    page
        From 1.
    box
        Left, top, right, bottom, in points from the page's top left.
    sheet
        The page's width and height.
    """

    text: str
    page: int
    box: tuple[float, float, float, float]
    sheet: tuple[float, float]

    @property
    def size(self) -> float:
        """The height of its letters."""
        return self.box[3] - self.box[1]

    @property
    def in_margin(self) -> bool:
        """Whether it stands where titles and page numbers run."""
        height = self.sheet[1]
        return self.box[3] < height * _MARGIN or self.box[1] > height * (1 - _MARGIN)

    @property
    def is_first(self) -> bool:
        """Whether it stands on top of the first page."""
        return self.page == 1 and self.box[3] < self.sheet[1] / 2


@dataclass(frozen=True)
class PageTable:
    """
    A table of one page.

    Attributes
    ----------
    rows
        Its cells; a merged one is repeated wherever it reaches.
    page
        The page it ends on, from 1.
    box
        Where it stands: left, top, right, bottom, in points from the top left.
    edges
        Where its columns begin and end.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    page: int
    box: Box
    edges: tuple[float, ...]
