"""Tables of a text whose columns blanks or bars keep apart: their lines with tabs instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aqmap.read.lexicon.cell_values import parse_cell

_APART = re.compile(r"[ \u3000]*\u3000[ \u3000]*| {2,}")
_SPACED = re.compile(r"(?<![\u4e00-\u9fff])([合小总共])[ \u3000]+(计)(?![\u4e00-\u9fff])")
_FEWEST_CELLS, _FEWEST_LINES = 3, 3
_LONGEST = 200  # characters of such a line


def with_tabs(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """
    Return numbered lines with tabs between the cells of what blanks or bars keep apart.

    A table is three lines or more, one below the other, of three cells or more and alike in
    number; below the first each has a number in it, or below two of a header in bars.
    """
    told = list(lines)
    start = 0
    while start < len(lines):
        rows = _rows_at(lines, start)
        if len(rows) >= _FEWEST_LINES:
            told[start : start + len(rows)] = [
                (number, "\t".join(cells))
                for (number, _), cells in zip(lines[start:], rows, strict=False)
            ]
        start += max(1, len(rows))
    return told


def _rows_at(lines: Sequence[tuple[int, str]], start: int) -> list[list[str]]:
    """Return the rows of the table that may begin in a line."""
    rows: list[list[str]] = []
    for _, line in lines[start:]:
        cells = _without_last_bar(_cells(line), rows)
        alike = not rows or len(cells) == len(rows[0])
        heads = not rows or (len(rows) == 1 and "|" in line and not all(rows[0]))
        if len(cells) < _FEWEST_CELLS or not alike or not (heads or _has_number(cells)):
            break
        rows.append(cells)
    framed = all(not row[0] and not row[-1] for row in rows)  # | 县市 | 任务 |
    return [row[1:-1] for row in rows] if framed else rows


def _cells(line: str) -> list[str]:
    if "\t" in line or len(line) > _LONGEST:
        return []
    if line.count("|") >= _FEWEST_CELLS - 1:  # a table in signs
        return [cell.strip() for cell in line.split("|")]
    return _APART.split(_SPACED.sub(r"\1\2", line.strip(" \u3000\r")))


def _without_last_bar(cells: list[str], rows: list[list[str]]) -> list[str]:
    """Return cells as many as those of the rows, where only one of the two ends in a bar."""
    if rows and len(cells) == len(rows[0]) + 1 and not cells[-1]:
        return cells[:-1]
    if len(rows) == 1 and len(cells) == len(rows[0]) - 1 and not rows[0][-1]:
        del rows[0][-1]
    return cells


def _has_number(cells: Sequence[str]) -> bool:
    return any(parse_cell(cell).value is not None for cell in cells)
