"""A sheet's rows → tables and the lines between them: titles, units, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aqmap.read.formats.blocks import GridCell
from aqmap.read.lexicon.cell_values import parse_cell

_NOTE = re.compile(r"\s*[（(]?(?:备?注|说明|填[表报]|制表|审核|联系|单位)|\s*[*※]")
_SENTENCE = 20  # a name of an indicator is no longer
_YEARS = range(1990, 2100)
Cells = tuple[GridCell, ...]


class Row(NamedTuple):
    """A filled row, and whether it stands right below the one before."""

    cells: Cells
    follows: bool


def stretches(rows: Sequence[Row]) -> Iterator[tuple[Cells, tuple[Cells, ...]]]:
    """
    Yield lines and the table below them, in order; either may be empty.

    A row that holds but one text before a table's first row or behind its last is a line. Behind
    a blank row a table goes on if the next row holds a number, as no header does.
    """
    lines: list[GridCell] = []
    table: list[Cells] = []
    for part in _parts(rows):
        first = next((i for i, row in enumerate(part) if not _is_title(row)), len(part))
        last = next((i for i in range(len(part), first, -1) if not _is_note(part[i - 1])), first)
        body = part[first:last]
        if table and body and _has_number(body[0]):
            table += part[:last]
        else:
            if table:
                yield _once(lines), tuple(table)
                lines, table = [], []
            lines += (_texts(row)[0] for row in part[:first])
            table = body
        if last < len(part):
            yield _once(lines), tuple(table)
            lines, table = [_texts(row)[0] for row in part[last:]], []
    if lines or table:
        yield _once(lines), tuple(table)


def _parts(rows: Sequence[Row]) -> Iterator[list[Cells]]:
    """Yield the rows between blank ones."""
    part: list[Cells] = []
    for row in rows:
        if part and not row.follows:
            yield part
            part = []
        part.append(row.cells)
    if part:
        yield part


def _texts(row: Cells) -> list[GridCell]:
    """Return the different filled cells of a row; a merged one counts once."""
    return list({cell.at: cell for cell in row if cell.text}.values())


def _is_title(row: Cells) -> bool:
    """Return whether a row is a title or a unit: one text, not a header over some columns."""
    texts = _texts(row)
    if len(texts) != 1:
        return False
    covered = [i for i, cell in enumerate(row) if cell.text]
    return len(covered) == 1 or covered[0] == 0 or "单位" in texts[0].text


def _is_note(row: Cells) -> bool:
    """Return whether a row says something of the table rather than being one of its rows."""
    texts = _texts(row)
    if len(texts) != 1:
        return False
    covered = sum(bool(cell.text) for cell in row)
    text = texts[0].text
    return covered * 2 > len(row) > 1 or len(text) > _SENTENCE or _NOTE.match(text) is not None


def _has_number(row: Cells) -> bool:
    values = (parse_cell(cell.text).value for cell in row)
    return any(value is not None and value not in _YEARS for value in values)


def _once(lines: Sequence[GridCell]) -> Cells:
    return tuple({cell.at: cell for cell in lines}.values())
