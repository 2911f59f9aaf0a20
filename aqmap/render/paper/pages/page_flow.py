"""Content that flows over pages: blocks below each other, none torn, heads repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, repeat

from aqmap.render.paper.canvas.drawing import Role
from aqmap.render.paper.canvas.fonts import MM_PER_POINT
from aqmap.render.paper.canvas.pen import GREY, INK, Pen
from aqmap.render.paper.canvas.typeset import Ruler, wrap

LEADING, _CLOSE_LEADING = 1.3, 1.2
_SMALLEST_PT = 6.0
_HEADING_PT = 9.0
_MOST_LINES = 14
"""Of one cell or note: what a page must hold in any case."""


@dataclass(frozen=True)
class Block:
    """
    A piece of content that stands on one page.

    Attributes
    ----------
    height
        In millimetres.
    draw
        Draws it from its top down.
    head
        What is repeated above it where a page begins with it: the head of its table.
    holds_on
        Whether it must not be the last of a page, as a heading.
    is_gap
        Whether it only parts what stands above and below, and so is left out at the top of a page.
    role, alt
        What it is for readers who cannot see it, and what it says to them if it is a picture.
    """

    height: float
    draw: Callable[[Pen, float], None]
    head: Block | None = None
    holds_on: bool = False
    is_gap: bool = False
    role: Role = "P"
    alt: str = ""


Placed = tuple[float, Block]
"""A block with the height on the page that it begins at."""


def flow(blocks: Sequence[Block], top: float, bottom: float) -> list[list[Placed]]:
    """Return the blocks of each page; a block that is higher than a page stands alone on one."""
    return flow_into(blocks, repeat((top, bottom)))


def flow_into(blocks: Sequence[Block], spaces: Iterable[tuple[float, float]]) -> list[list[Placed]]:
    """Return the blocks of each space, whose top and bottom are given: a page, or a column."""
    rooms = iter(spaces)
    columns: list[list[Placed]] = [[]]
    y, bottom = next(rooms)
    for number, block in enumerate(blocks):
        if columns[-1] and y - _needed(islice(blocks, number, None)) < bottom:
            columns.append([])
            y, bottom = next(rooms)
        if block.is_gap and not columns[-1]:
            continue
        if not columns[-1] and len(columns) > 1 and block.head is not None:
            columns[-1].append((y, block.head))
            y -= block.head.height
        columns[-1].append((y, block))
        y -= block.height
    return columns


def _needed(blocks: Iterable[Block]) -> float:
    """Return how high the first block is, with what it must not be parted from."""
    needed = 0.0
    for block in blocks:
        needed += block.height
        if not block.holds_on:
            break
    return needed


def draw_placed(pen: Pen, placed: Sequence[Placed]) -> None:
    """Draw the blocks of a page; those of one role are one part of it."""
    for (role, alt), part in groupby(placed, key=lambda pair: (pair[1].role, pair[1].alt)):
        with pen.part(role, alt):
            for top, block in part:
                block.draw(pen, top)


@dataclass(frozen=True)
class Lines:
    """A text broken into lines of one size."""

    lines: tuple[str, ...]
    size_pt: float
    bold: bool = False
    color: str = INK

    @property
    def height(self) -> float:
        """In millimetres."""
        return len(self.lines) * self.pitch

    @property
    def pitch(self) -> float:
        """From one line to the next."""
        leading = LEADING if self.size_pt > _SMALLEST_PT else _CLOSE_LEADING
        return self.size_pt * MM_PER_POINT * leading

    def draw(self, pen: Pen, x: float, top: float, *, right: bool = False) -> None:
        """Write it from its top down, left or right of `x`."""
        for number, line in enumerate(self.lines):
            y = top - (number + 0.5) * self.pitch
            pen.text(
                x,
                y,
                line,
                self.size_pt,
                bold=self.bold,
                color=self.color,
                anchor="right" if right else "left",
            )


NO_LINES = Lines((), 6.0)


def lines_of(
    ruler: Ruler,
    words: str,
    size_pt: float,
    width_mm: float,
    *,
    bold: bool = False,
    color: str = INK,
) -> Lines:
    """Return a text in lines; what would fill half a page ends in an ellipsis."""
    if not words:
        return NO_LINES
    if ruler.width(words, size_pt, bold=bold) <= width_mm:
        return Lines((words,), size_pt, bold, color)
    lines = wrap(ruler, words, size_pt, width_mm, bold=bold)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][:-1] + "…"]
    return Lines(tuple(lines), size_pt, bold, color)


def draw_column(pen: Pen, texts: Iterable[Lines], x: float, top: float) -> None:
    """Write texts below each other."""
    for lines in texts:
        lines.draw(pen, x, top)
        top -= lines.height


def heading(ruler: Ruler, words: str, left: float, width: float, *, size_pt: float = 9.0) -> Block:
    """Return a heading over a part of a page, with a rule below."""
    lines = lines_of(ruler, words, size_pt, width, bold=True)
    # A smaller heading stands in narrower columns, closer to what it heads.
    above, below = (2.4, 1.0) if size_pt >= _HEADING_PT else (0.6, 0.6)

    def draw(pen: Pen, top: float) -> None:
        lines.draw(pen, left, top - above)
        y = top - above - 0.5 - lines.height
        pen.lines([[(left, y), (left + width, y)]], 0.3, INK)

    return Block(above + lines.height + 0.5 + below, draw, holds_on=True)


def paragraph(
    ruler: Ruler, words: str, left: float, width: float, *, size_pt: float = 6.5, color: str = GREY
) -> list[Block]:
    """Return a text as blocks of one line each, so that it can flow on."""
    blocks = []
    for line in wrap(ruler, words, size_pt, width):
        lines = Lines((line,), size_pt, color=color)

        def draw(pen: Pen, top: float, lines: Lines = lines) -> None:
            lines.draw(pen, left, top)

        blocks.append(Block(lines.height, draw))
    return blocks
