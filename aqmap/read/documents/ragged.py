"""Rows that are longer or shorter than their header."""

from __future__ import annotations

from aqmap.read.documents.blocks import GridCell
from aqmap.read.documents.labels import one_line
from aqmap.read.documents.layouts import Layout, Row

_OPTIONAL = ("remark", "blank", "elsewhere")


def fitted(row: Row, layout: Layout) -> Row | None:
    """
    Return a row with one cell a column, where the layout explains what it has too much or lacks.

    Empty cells behind the last column are cut off; a remark that is not there is empty. A row
    that lacks or has anything else could be read under the wrong place: none.
    """
    width = len(layout.columns)
    if len(row) >= width:
        return row[:width] if not any(one_line(cell.text) for cell in row[width:]) else None
    first = next(column.index for column in layout.columns if column.kind != "elsewhere")
    missing = layout.columns[len(row) :] if len(row) > first else ()  # a part may be shorter
    if all(column.kind in _OPTIONAL for column in missing):
        return (*row, *(GridCell("", row[-1].at if row else "") for _ in range(width - len(row))))
    return None
