"""Tables in several parts: the rest of one stands behind an empty line, or behind 续表."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from aqmap.model.locators import Locator
from aqmap.read.documents.tables.layout import Layouts
from aqmap.read.formats.blocks import Grid, GridCell, Paragraph
from aqmap.read.lexicon.one_line import one_line

Row = tuple[GridCell, ...]
_CONTINUED = re.compile(
    r".{0,40}[（(]续(?:上?表)?\d?[)）]|(?:附?表\d*)?续(?:上?[表页])?\d?|接上[表页]"
)


def join_continued(
    blocks: Sequence[Paragraph | Grid], layouts: Layouts
) -> Iterator[Paragraph | Grid]:
    """
    Yield the blocks; a table's rest behind an empty line is put to the part with the header.

    Behind a line that says so (续表) it need not begin with a known name, and may repeat the
    header; the line itself comes behind the table.
    """
    table: Grid | None = None  # its first part, by which the others are known
    rows: list[Row] = []
    continued: Paragraph | None = None
    lines_between: list[Paragraph] = []
    for block in blocks:
        if (
            table is not None
            and isinstance(block, Grid)
            and _joins(table, continued, block, layouts)
        ):
            rows += _rows(table, block)
            lines_between, continued = [*lines_between, *([continued] if continued else [])], None
            continue
        if table is not None and continued is None and _says_so(block):
            continued = block if isinstance(block, Paragraph) else None
            continue
        yield from _whole(table, rows, (*lines_between, continued))
        table, rows, continued, lines_between = None, [], None, []
        if isinstance(block, Grid):
            table = block
        else:
            yield block
    yield from _whole(table, rows, (*lines_between, continued))


def _whole(
    table: Grid | None, rows: Sequence[Row], lines: Sequence[Paragraph | None]
) -> Iterator[Paragraph | Grid]:
    """Yield a table with the rows of its other parts, and the lines that stood between them."""
    if table is not None:
        yield replace(table, rows=(*table.rows, *rows)) if rows else table
    yield from (line for line in lines if line is not None)


def _says_so(block: Paragraph | Grid) -> bool:
    """Return whether a line says that the table before it goes on: 续表, 附表2（续）."""
    text = isinstance(block, Paragraph) and one_line(block.text)
    return bool(text) and _CONTINUED.fullmatch(str(text)) is not None


def _joins(grid: Grid, line: Paragraph | None, rest: Grid, layouts: Layouts) -> bool:
    """Return whether `rest` is the next part of the table."""
    if len(rest.rows[0]) != len(grid.rows[0]):
        return False
    head, below = layouts.of(grid), layouts.of(rest)
    if head is None:
        return False
    if line is not None:
        names = [_texts(grid.rows[row_index]) for row_index in head.header]
        return (
            below is None or [_texts(rest.rows[row_index]) for row_index in below.header] == names
        )
    read = layouts.labels.read
    named = [read(rest.rows[0][column.index].text) for column in head.of("name", "place")]
    return below is None and any(label.indicator or label.is_place for label in named)


def _rows(grid: Grid, rest: Grid) -> Iterator[Row]:
    """Yield the rows of a part; a cell that is counted in its own table (B2) names that."""
    for row in rest.rows:
        yield tuple(
            replace(cell, at=Locator.in_table(rest.number, cell.at))
            if rest.number != grid.number and Locator(cell.at).parts[0][0] == "cell"
            else cell
            for cell in row
        )


def _texts(row: Sequence[GridCell]) -> tuple[str, ...]:
    return tuple(one_line(cell.text) for cell in row)
