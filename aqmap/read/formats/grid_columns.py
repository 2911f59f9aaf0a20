"""Where a Word table's cells stand: its grid has more columns than the eye sees."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

_SAME_EDGE = 200  # twentieths of a point, 3.5 mm: edges closer than that were drawn by hand


def columns(spans: Sequence[Sequence[int]], widths: Sequence[int]) -> list[list[int]]:
    """
    Return which of its cells covers each column of a row.

    Parameters
    ----------
    spans
        Row by row, the grid columns that each cell spans.
    widths
        Of the grid's columns; may be wrong or missing.

    Returns
    -------
    covering
        Row by row, a cell's position for every column. Where all rows have as many cells, but for
        rows of one cell, these are the columns; otherwise those of the grid, edges that hardly
        differ taken as one and columns that nothing parts left out.
    """
    counts = {len(row) for row in spans if len(row) > 1}
    if len(counts) <= 1:
        width = counts.pop() if counts else 1
        return [list(range(width)) if len(row) > 1 else [0] * width for row in spans]
    edges = _edges(spans, widths)
    covering = [
        [cell for cell, (start, end) in enumerate(row) for _ in range(start, end)] for row in edges
    ]
    width = max(map(len, covering))
    parted = [
        column
        for column in range(width)
        if column == 0
        or any(column < len(row) and row[column] != row[column - 1] for row in covering)
        or any(len(row) == column for row in covering)
    ]
    return [[row[column] for column in parted if column < len(row)] for row in covering]


def _edges(spans: Sequence[Sequence[int]], widths: Sequence[int]) -> list[list[tuple[int, int]]]:
    """Return each cell's first column and the one behind its last, near edges taken as one."""
    bare = [list(accumulate(row, initial=0)) for row in spans]
    last = max(row[-1] for row in bare)
    if len(widths) == last:
        places = list(accumulate(widths, initial=0))
        snapped, column = [0], 0
        for before, here in pairwise(places):
            column += here - before > _SAME_EDGE
            snapped.append(column)
        near = [[snapped[edge] for edge in row] for row in bare]
        if all(a < b for row in near for a, b in pairwise(row)):
            bare = near
    return [list(pairwise(row)) for row in bare]


def column_name(number: int) -> str:
    """Return a column's letters as spreadsheets write them, from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
