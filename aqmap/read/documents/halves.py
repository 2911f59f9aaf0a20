"""Tables printed side by side in one grid: 县市, 造林, 县市, 造林."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from aqmap.read.documents.layouts import Column, Layout

ELSEWHERE = "elsewhere"
"""The kind of a column that belongs to another part of the grid."""
_MOST = 8  # no sheet of paper holds more side by side


def halves(layout: Layout) -> list[Layout]:
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
    return replace(
        layout,
        columns=tuple(c if c in part else replace(c, kind=ELSEWHERE) for c in layout.columns),
    )
