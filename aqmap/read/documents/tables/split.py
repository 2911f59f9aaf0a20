"""Tables printed in one grid: one below the other, or side by side, each with its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from aqmap.model.transcript import TablePassage
from aqmap.read.documents.tables.cell_outcomes import GridReading
from aqmap.read.documents.tables.layout import Column, Layout, Row, is_header
from aqmap.read.documents.tables.read_labels import Labels
from aqmap.read.formats.blocks import Grid
from aqmap.read.lexicon.one_line import one_line

_TITLE = re.compile("^(?:附?表|附件)[0-9一二三四五六七八九十]|(?:表|清单|情况)$")
ELSEWHERE = "elsewhere"
"""The kind of a column that belongs to another part of the grid."""
_MOST = 8  # no sheet of paper holds more side by side


def below_each_other(grid: Grid, layout: Layout, labels: Labels) -> list[Grid]:
    """
    Return the tables in a grid, from the top; mostly the one.

    Parameters
    ----------
    grid, layout
        The grid, and the layout of its first table.
    labels
        Reads its labels.

    Returns
    -------
    tables
        A new one begins where a row heads other columns, with the empty rows and the title over
        it. A header repeated on every page begins none, unless under another title.
    """
    heads = {_texts(grid.rows[row_index]) for row_index in layout.header}
    starts, last = [0], layout.start - 1
    for row_index in range(layout.start, len(grid.rows)):
        row = grid.rows[row_index]
        if row_index in layout.notes or not _heads(row, labels):
            continue
        begin = _with_title(grid.rows, row_index, layout, labels)
        over = {text for above in grid.rows[begin:row_index] for text in _texts(above)}
        titled = any(map(_TITLE.search, over - set(layout.titles)))
        if _texts(row) in heads and not titled:
            continue
        if row_index == last + 1:  # one more level
            heads.add(_texts(row))
        else:
            starts.append(begin)
            heads = {_texts(row)} if not titled else {*heads, _texts(row)}
        last = row_index
    bounds = [*starts, len(grid.rows)]
    return [Grid(grid.number, grid.rows[start:end]) for start, end in pairwise(bounds)]


def combined(readings: Sequence[GridReading]) -> GridReading:
    """Return what several tables of one grid gave."""
    return GridReading(
        tuple(figure for reading in readings for figure in reading.figures),
        tuple(fault for reading in readings for fault in reading.faults),
        TablePassage(
            readings[0].passage.number,
            tuple(row for reading in readings for row in reading.passage.rows),
        ),
        tuple(remark for reading in readings for remark in reading.remarks),
        {key: told for reading in readings for key, told in reading.reasons.items()},
    )


def _heads(row: Row, labels: Labels) -> bool:
    """Return whether a row is a header that begins with 序号, 县市 or 指标."""
    first = next((text for text in _texts(row) if text), "")
    named = labels.read(first).head in ("number", "place", "name")
    return named and is_header(row, (), labels)


def _with_title(rows: Sequence[Row], row_index: int, layout: Layout, labels: Labels) -> int:
    """Return where the empty rows, the title and the unit over a header begin."""
    while row_index - 1 > layout.start:
        texts = {text for text in _texts(rows[row_index - 1]) if text}
        if layout.notes.get(row_index - 1) != "unit_cell":
            known = any(labels.read(text).known for text in texts)
            if len(texts) > 1 or known or layout.notes.get(row_index - 1):
                break
        row_index -= 1
    return row_index


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(one_line(cell.text) for cell in row)


def side_by_side(layout: Layout) -> list[Layout]:
    """Return the layouts of the tables in a grid, from the left; mostly that of one."""
    first = layout.columns[0] if layout.columns else None
    if first is None or first.kind not in ("number", "place", "name"):
        return [layout]
    starts = [c.index for c in layout.columns if _opens(c, first)]
    bounds = [*starts, len(layout.columns)]
    parts = [layout.columns[start:end] for start, end in pairwise(bounds)]
    if not 1 < len(parts) <= _MOST or not all(map(_is_table, parts)):
        return [layout]
    return [_only(layout, part) for part in parts]


def _opens(column: Column, first: Column) -> bool:
    """Return whether a column is headed as the first one is."""
    same = column.label.text == first.label.text or first.kind == "place"
    return column.kind == first.kind and bool(column.label.head) and same


def _is_table(columns: Sequence[Column]) -> bool:
    kinds = {column.kind for column in columns}
    return "value" in kinds and bool(kinds & {"place", "name"})


def _only(layout: Layout, part: Sequence[Column]) -> Layout:
    """Return a layout in which all other columns belong elsewhere."""
    inside = {column.index for column in part}
    columns = (c if c.index in inside else replace(c, kind=ELSEWHERE) for c in layout.columns)
    return replace(layout, columns=tuple(columns))
