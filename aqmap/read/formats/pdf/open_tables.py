"""Tables of a PDF page that no upright rulings part: their columns stand below each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aqmap.model.locators import Locator
from aqmap.read.formats.blocks import GridCell
from aqmap.read.formats.grid_columns import column_name
from aqmap.read.formats.pdf.characters import Box, Char, parts_of_lines
from aqmap.read.formats.pdf.page_items import PageTable

_FEWEST = 3  # rows; what is shorter is a form's line
_BESIDE = 0.2  # of a line's height
_APART = 2.0  # of a line's height, between two rows
_VALUE = re.compile(r"[-+−－]?[\d.,]+[%％]?|[-—–/／]+|未报送|暂无")
_FILLED = 0.8  # of the rows: those that have a value
_HEADER = 3  # rows in which a cell may span columns
Part = tuple[str, Box]
Spans = list[tuple[float, float]]


@dataclass
class _Row:
    """A line's parts, apart as columns are; whether one stands beside another line too."""

    parts: list[Part]
    tall: bool = False

    @property
    def box(self) -> Box:
        boxes = [box for _, box in self.parts]
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


def aligned_tables(chars: Sequence[Char], page: int) -> list[PageTable]:
    """
    Return the tables that a page's text makes by standing in columns.

    Parameters
    ----------
    chars
        The page's characters that are in no ruled table.
    page
        Its number, for the cells' spots.

    Returns
    -------
    tables
        Three rows or more, one below the other, whose parts stand in two columns or more, and
        that have values; a cell of a header may span some. What leaves any of this open is text.
    """
    tables = []
    for rows in _runs(chars):
        table = _table(rows, page)
        if table is not None:
            tables.append(table)
    return tables


def _runs(chars: Sequence[Char]) -> Iterator[list[_Row]]:
    """Yield runs of lines in several parts, with no other line between them."""
    rows: list[_Row] = []
    lone: _Row | None = None
    for row in _with_tall_cells([_Row(parts) for parts in parts_of_lines(chars)]):
        if len(row.parts) == 1:
            lone = row
            continue
        if rows and lone and _close(rows[-1], lone) and _close(lone, row):
            rows.append(lone)  # the rest of a cell above, or another row: what it is stays open
        elif rows and (lone or not _close(rows[-1], row)):
            yield rows
            rows = []
        rows.append(row)
        lone = None
    if rows:
        yield rows


def _with_tall_cells(lines: Sequence[_Row]) -> list[_Row]:
    """Return the lines; a lone part that stands halfway beside others is one of each."""
    rows = [_Row(list(line.parts)) for line in lines]
    for n, line in enumerate(lines):
        beside = [m for m in (n - 1, n + 1) if 0 <= m < len(lines) and _overlap(line, lines[m])]
        if len(line.parts) == 1 and any(len(lines[m].parts) > 1 for m in beside):
            for m in beside:
                rows[m].parts.append(line.parts[0])
                rows[m].tall = True
            rows[n].parts.clear()
    return [row for row in rows if row.parts]


def _overlap(one: _Row, other: _Row) -> bool:
    shared = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return shared > _BESIDE * (one.box[3] - one.box[1])


def _close(above: _Row, below: _Row) -> bool:
    return below.box[1] - above.box[3] <= _APART * (below.box[3] - below.box[1])


def _table(rows: list[_Row], page: int) -> PageTable | None:
    if any(len(row.parts) == 1 for row in rows):
        return None
    for head in range(min(_HEADER, len(rows) - 1)):
        columns = _columns(rows[head:])
        if len(columns) == max(len(row.parts) for row in rows[head:]):
            return _filled(rows, head, columns, page) if len(columns) > 1 else None
    return None


def _columns(rows: Sequence[_Row]) -> Spans:
    """Return the stretches across the page that the parts of some rows leave free between."""
    columns: Spans = []
    for left, right in sorted((box[0], box[2]) for row in rows for _, box in row.parts):
        if columns and left <= columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    return columns


def _filled(rows: list[_Row], head: int, columns: Spans, page: int) -> PageTable | None:
    """Return the table with these columns; none where a part fits none, or there are no values."""
    lines = []
    for number, row in enumerate(rows, 1):
        line = [
            GridCell("", Locator.of(f"page {page}", f"cell {column_name(n)}{number}"))
            for n in _count(columns)
        ]
        for text, box in row.parts:
            reached = [
                n for n, (left, right) in enumerate(columns) if box[0] <= right and box[2] >= left
            ]
            if not reached or (len(reached) > 1 and number > head):
                return None
            for n in reached:
                if line[n].text:
                    return None
                line[n] = GridCell(text, line[reached[0]].at)
        if number <= head and not all(cell.text for cell in line):
            return None  # which columns does it span?
        lines.append(tuple(line))
    valued = [any(_VALUE.fullmatch(cell.text) for cell in line[1:]) for line in lines]
    first = valued.index(True) if any(valued) else len(valued)
    body = valued[first:]
    if first > _HEADER or len(lines) < _FEWEST or sum(body) < max(2, _FILLED * len(body)):
        return None
    if any(not line[0].text for line in lines[first:]) or any(row.tall for row in rows[first:]):
        return None
    boxes = [row.box for row in rows]
    box = columns[0][0], boxes[0][1], columns[-1][1], boxes[-1][3]
    return PageTable(tuple(lines), page, box, tuple(edge for span in columns for edge in span))


def _count(columns: Spans) -> range:
    return range(1, len(columns) + 1)
