"""A ruled table of a PDF page → rows of cells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import Table, merge_edges

from aqmap.model.locators import Locator
from aqmap.read.formats.blocks import Grid, GridCell
from aqmap.read.formats.grid_columns import column_name
from aqmap.read.formats.pdf.characters import Box, lines_of_chars
from aqmap.read.formats.pdf.page_items import PageTable, TextLine

_SAME_LINE = 3.0  # points between two rulings that are one
_PADDING = 5.5  # points that Word and others keep free at either side of a cell
_SAME_EDGE = 4.0  # points
_TITLES = 3  # rows above a header that a new page does not repeat
_VALUE = re.compile(r"[-+]?[\d.,]+[%％]?")
_SNAP = 2  # points
_LINES = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": _SNAP}


def find_tables(page: Page) -> list[Table]:
    """Return a page's ruled tables; many are printed without their left and right side."""
    sides = list(_open_sides(merge_edges(page.edges, _SNAP, _SNAP, _SAME_LINE, _SAME_LINE)))
    return page.find_tables(_LINES | {"explicit_vertical_lines": sides})


def _open_sides(edges: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the sides that rows lack: rulings as long as each other, parted by one between."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for edge in edges:
        if edge["orientation"] == "h":
            ends = round(edge["x0"] / _SAME_LINE), round(edge["x1"] / _SAME_LINE)
            level.setdefault(ends, []).append(edge)
    for group in level.values():
        group.sort(key=lambda edge: float(edge["top"]))
        for above, below in pairwise(group):
            top, bottom = above["top"], below["top"]
            left, right = above["x0"], above["x1"]
            across = [
                edge["x0"]
                for edge in upright
                if edge["top"] < top + _SAME_LINE and edge["bottom"] > bottom - _SAME_LINE
            ]
            if not any(left + _SAME_LINE < x < right - _SAME_LINE for x in across):
                continue
            for x in (left, right):
                if not any(abs(x - other) <= _SAME_LINE for other in across):
                    box = {"x0": x, "x1": x, "top": top, "bottom": bottom}
                    yield {"object_type": "line", "width": 0, "height": bottom - top, **box}


def read_ruled_table(table: Table, chars: Sequence[dict[str, Any]], page: int) -> PageTable:
    """Return a table's cells, each with its spot on the page (``page 3; cell B4``)."""
    boxes = sorted(table.cells, key=lambda box: (box[1], box[0]))
    ordered = sorted(chars, key=_height)
    heights = [_height(char) for char in ordered]
    across = _edges(x for box in boxes for x in (box[0], box[2]))
    down = _edges(y for box in boxes for y in (box[1], box[3]))
    blank = GridCell("", f"page {page}")
    rows = [[blank] * (len(across) - 1) for _ in down[1:]]
    for box in boxes:
        left, right = _at(across, box[0]), _at(across, box[2])
        top, bottom = _at(down, box[1]), _at(down, box[3])
        spot = Locator.of(f"page {page}", f"cell {column_name(left + 1)}{top + 1}")
        level = ordered[bisect_left(heights, box[1]) : bisect_left(heights, box[3])]
        cell = GridCell(_text(level, box), spot)
        for line in range(top, bottom):
            for column in range(left, right):
                rows[line][column] = cell
    return PageTable(tuple(map(tuple, rows)), page, table.bbox, tuple(across))


def joined(pages: Sequence[Sequence[TextLine | PageTable]]) -> Iterator[TextLine | Grid]:
    """
    Yield lines and tables in order; a table that goes on over a page's end is one.

    A header that the new page repeats is left out.
    """
    table: PageTable | None = None
    number = 0
    for item in (item for items in pages for item in items):
        if table is not None and isinstance(item, PageTable) and _goes_on(table, item):
            rows = item.rows[_repeated(table, item) :]
            table = replace(table, rows=(*table.rows, *rows), page=item.page)
            continue
        if table is not None:
            number += 1
            yield Grid(number, table.rows)
        table = item if isinstance(item, PageTable) else None
        if isinstance(item, TextLine):
            yield item
    if table is not None:
        yield Grid(number + 1, table.rows)


def _goes_on(table: PageTable, other: PageTable) -> bool:
    """Return whether a table stands on the next page in the same columns."""
    edges = zip(table.edges, other.edges, strict=False)
    same = all(abs(one - another) <= _SAME_EDGE for one, another in edges)
    return other.page == table.page + 1 and len(table.edges) == len(other.edges) and same


def _repeated(table: PageTable, other: PageTable) -> int:
    """Return how many rows at the head of `other` say again what heads the table."""
    for start in range(min(_TITLES + 1, len(table.rows))):
        count = 0
        for row, again in zip(table.rows[start:], other.rows, strict=False):
            texts = [cell.text for cell in row]
            # a row of values may be like another, and is no header
            if texts != [cell.text for cell in again] or any(map(_VALUE.fullmatch, texts)):
                break
            count += 1
        if count:
            return count
    return 0


def _edges(values: Iterable[float]) -> list[float]:
    """Return the rulings, those that stand closer than a cell can taken as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_LINE:
            edges.append(value)
    return edges


def _at(edges: Sequence[float], value: float) -> int:
    edge = bisect_left(edges, value - _SAME_LINE)
    return min(edge, len(edges) - 1)


def _text(chars: Sequence[dict[str, Any]], box: Box) -> str:
    """Return the lines of the characters between a cell's sides; what the width broke is joined."""
    inside = [char for char in chars if box[0] <= (char["x0"] + char["x1"]) / 2 < box[2]]
    text, room, filled = "", box[2] - box[0] - 2 * _PADDING, False
    for written, (left, top, right, bottom) in lines_of_chars(inside):
        text += written if filled or not text else f"\n{written}"
        filled = right - left + bottom - top > room
    return text


def _height(char: dict[str, Any]) -> float:
    return float(char["top"] + char["bottom"]) / 2
