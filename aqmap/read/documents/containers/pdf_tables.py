"""A ruled table of a PDF page → rows of cells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pdfplumber.table import Table
from pdfplumber.utils.text import extract_words

from aqmap.read.documents.blocks import Grid, GridCell
from aqmap.read.documents.containers.columns import column_name
from aqmap.read.documents.containers.pdf_lines import TextLine

_SAME_LINE = 3.0  # points between two rulings that are one
_PADDING = 5.5  # points that Word and others keep free at either side of a cell
_SAME_EDGE = 4.0  # points
_TITLES = 3  # rows above a header that a new page does not repeat
_VALUE = re.compile(r"[-+]?[\d.,]+[%％]?")
Box = tuple[float, float, float, float]


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


def read_table(table: Table, chars: Sequence[dict[str, Any]], page: int) -> PageTable:
    """Return a table's cells, each with its spot on the page (``page 3; cell B4``)."""
    boxes = sorted(table.cells, key=lambda box: (box[1], box[0]))
    across = _edges(x for box in boxes for x in (box[0], box[2]))
    down = _edges(y for box in boxes for y in (box[1], box[3]))
    blank = GridCell("", f"page {page}")
    rows = [[blank] * (len(across) - 1) for _ in down[1:]]
    for box in boxes:
        left, right = _at(across, box[0]), _at(across, box[2])
        top, bottom = _at(down, box[1]), _at(down, box[3])
        spot = f"page {page}; cell {column_name(left + 1)}{top + 1}"
        cell = GridCell(_text(chars, box), spot)
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
    found = bisect_left(edges, value - _SAME_LINE)
    return min(found, len(edges) - 1)


def _text(chars: Sequence[dict[str, Any]], box: Box) -> str:
    """Return a cell's lines; one that only the cell's width broke is put together."""
    inside = [char for char in chars if _is_in(char, box)]
    words = extract_words(inside, x_tolerance=3, y_tolerance=3, keep_blank_chars=True)
    lines: list[list[dict[str, Any]]] = []
    for word in words:
        if lines and abs(lines[-1][-1]["top"] - word["top"]) <= 3:
            lines[-1].append(word)
        else:
            lines.append([word])
    text, room, size = "", box[2] - box[0] - 2 * _PADDING, 10.0
    filled = False
    for line in lines:
        written = " ".join(word["text"] for word in line).strip()
        size = line[0]["bottom"] - line[0]["top"]
        text += written if filled or not text else f"\n{written}"
        filled = line[-1]["x1"] - line[0]["x0"] + size > room
    return text


def _is_in(char: dict[str, Any], box: Box) -> bool:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= across < box[2] and box[1] <= down < box[3])
