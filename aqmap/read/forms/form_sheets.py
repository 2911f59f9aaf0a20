"""A workbook's sheets as the reader of forms needs them, whichever library opened it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from openpyxl.utils import get_column_letter

from aqmap.files.xlsx_layout import Range
from aqmap.model.dispatch.forms import CellKind

_UNSEEN = re.compile("_x000D_|[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
"""A carriage return as XML has it, blanks without width, marks of direction."""
Spot = tuple[int, int]
"""Row and column of a cell, both from 1."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """
    A cell that holds something.

    Attributes
    ----------
    value
        As the library gives it; none for a formula whose result was not saved.
    kind
        How the workbook holds it.
    shown
        As the workbook shows it, dates as ``2021-09-15``; of a formula without a result the
        formula.
    """

    value: Any
    kind: CellKind
    shown: str


@dataclass(frozen=True)
class FormSheet:
    """
    A sheet.

    Attributes
    ----------
    name, hidden
        Its name, and whether it is shown.
    cells
        Those that hold something.
    merged
        First row, first column, last row and last column of each merged range.
    hidden_rows
        Numbers of the rows that are not shown.
    """

    name: str
    hidden: bool
    cells: Mapping[Spot, SheetCell]
    merged: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = field(default_factory=frozenset)

    def shown(self, row: int, column: int) -> str:
        """Return what a cell shows; of a blank one nothing."""
        cell = self.cells.get((row, column))
        return cell.shown if cell else ""

    @cached_property
    def rows(self) -> dict[int, dict[int, SheetCell]]:
        """The cells by row and column, in their order."""
        rows: dict[int, dict[int, SheetCell]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            rows.setdefault(row, {})[column] = cell
        return rows


def text_cell(raw: str) -> SheetCell:
    """Return a cell that holds a text; signs that print nothing come with what is pasted."""
    written = _UNSEEN.sub("", raw).replace("\r\n", "\n").strip()
    return SheetCell(written, CellKind.TEXT, written)


def cell_name(row: int, column: int) -> str:
    """Return a cell's name: D7."""
    return f"{get_column_letter(column)}{row}"
