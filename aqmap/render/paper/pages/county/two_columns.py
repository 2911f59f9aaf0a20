"""Content in two columns: poured from one into the next, and from page to page, evenly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from aqmap.render.paper.pages.page_flow import Block, Placed, flow_into

Space = tuple[float, float]
"""Top and bottom of a column."""

_STEPS = 12


def pour(
    left: Sequence[Block], right: Sequence[Block], first: Space, later: Space
) -> list[list[Placed]]:
    """
    Return the blocks of each page, of the last page in two columns about equally high.

    Parameters
    ----------
    left, right
        The same blocks, made for the left and for the right column.
    first, later
        The room on the first page, and on those that follow.
    """
    if not left:
        return []
    pages = _pages(left, first, later, None)
    top, bottom = later if pages > 1 else first
    enough, too_short = bottom, top
    for _ in range(_STEPS):
        middle = (enough + too_short) / 2
        if _pages(left, first, later, (pages, middle)) > pages:
            too_short = middle
        else:
            enough = middle
    columns = flow_into(left, _spaces(first, later, (pages, enough)))
    beside = {id(a): b for a, b in zip(left, right, strict=True)}
    beside |= {id(a.head): b.head for a, b in zip(left, right, strict=True) if a.head and b.head}
    for column in columns[1::2]:
        column[:] = [(y, beside[id(block)]) for y, block in column]
    return [
        [*of_left, *(columns[number + 1] if number + 1 < len(columns) else [])]
        for number, of_left in enumerate(columns)
        if number % 2 == 0
    ]


def _pages(
    blocks: Sequence[Block], first: Space, later: Space, shortened: tuple[int, float] | None
) -> int:
    return -(-len(flow_into(blocks, _spaces(first, later, shortened))) // 2)


def _spaces(first: Space, later: Space, shortened: tuple[int, float] | None) -> Iterator[Space]:
    """Yield the columns; those of one page, by its number, may end higher."""
    for number, (top, bottom) in enumerate(chain([first], repeat(later)), 1):
        is_shortened = shortened is not None and number == shortened[0]
        space = (top, max(bottom, shortened[1]) if shortened and is_shortened else bottom)
        yield from (space, space)
