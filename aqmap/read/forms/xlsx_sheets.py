"""Excel workbooks (xlsx, xlsm) → the sheets of a form."""

from __future__ import annotations

import math
import re
import warnings
from datetime import date, time, timedelta
from typing import Any

from openpyxl import load_workbook

from aqmap.errors import Fault
from aqmap.files.file_content import FileContent
from aqmap.files.number_formats import iso_date, shown_general, shown_number
from aqmap.files.xlsx_layout import Layout, read_layout
from aqmap.files.zip_guard import check_archive, guarded, too_large
from aqmap.model.dispatch.forms import CellKind
from aqmap.read.forms.form_sheets import FormSheet, SheetCell, Spot

_MOST_ELEMENTS = 600_000  # of XML
_MOST_SPOTS = 2_000_000  # most of them blank
_MOST_FILLED = 200_000
_CARRIAGE_RETURN = "_x000D_"  # as XML has it
_OUTWARDS = re.compile(r"\[\d+\]|\[[^\[\]]*\.(?:xls|et|csv|ods)\w*\]|'?file:|https?:|\|'?", re.I)
"""In a formula: another workbook, an address, or a program (DDE)."""


def xlsx_sheets(file: FileContent) -> tuple[list[FormSheet], tuple[Fault, ...]]:
    """
    Read a workbook.

    Returns
    -------
    sheets, remarks
        All its sheets; and macros, references outwards and the like, none of which is read.

    Raises
    ------
    SourceError
        If the file is damaged, encrypted or larger than its bounds.
    """
    remarks = check_archive(file, max_elements=_MOST_ELEMENTS)
    with guarded(file.path), warnings.catch_warnings(action="ignore"):
        book = load_workbook(file.stream(), read_only=True, data_only=True, keep_links=False)
        parts = [(sheet, sheet._worksheet_path) for sheet in book.worksheets]  # type: ignore[attr-defined]
    sheets = []
    spots = 0
    for sheet, part in parts:
        layout = read_layout(file, part)
        cells, width = _cells(file, sheet, layout)
        spots += width
        if spots > _MOST_SPOTS:
            raise too_large(file.path, "cells", f"{_MOST_SPOTS:,}")
        sheets.append(
            FormSheet(
                sheet.title,
                sheet.sheet_state != "visible",
                cells,
                tuple(layout.merged),
                frozenset(layout.hidden_rows),
            )
        )
    return sheets, remarks


def _cells(file: FileContent, sheet: Any, layout: Layout) -> tuple[dict[Spot, SheetCell], int]:
    """Return the cells that hold something, and how many were looked at."""
    cells: dict[Spot, SheetCell] = {}
    spots = 0
    with guarded(file.path), warnings.catch_warnings(action="ignore"):
        sheet.reset_dimensions()  # its own word on its size is not trusted
        for row in sheet.iter_rows():
            spots += len(row) + 1
            if spots > _MOST_SPOTS or len(cells) > _MOST_FILLED:
                raise too_large(file.path, "cells", f"{_MOST_FILLED:,}")
            for cell in row:
                if cell.value is not None:
                    made = _cell(cell.value, cell.data_type, cell.number_format)
                    cells[cell.row, cell.column] = made
    for spot in layout.uncalculated:
        formula = f"={layout.formulas.get(spot, '')}"
        cells[spot] = SheetCell(None, CellKind.FORMULA_WITHOUT_VALUE, formula)
    for spot, formula in layout.formulas.items():
        if _OUTWARDS.search(formula):
            shown = cells[spot].shown if spot in cells else ""
            cells[spot] = SheetCell(None, CellKind.EXTERNAL_LINK, shown or f"={formula}")
    return {spot: cell for spot, cell in cells.items() if cell.shown}, spots


def _cell(value: Any, data_type: str, number_format: str) -> SheetCell:
    if data_type == "e":
        return SheetCell(None, CellKind.ERROR, str(value))
    if isinstance(value, bool):
        return SheetCell(value, CellKind.LOGICAL, str(value).upper())
    if isinstance(value, date | time | timedelta):
        return SheetCell(value, CellKind.DATE, iso_date(value, number_format))
    if isinstance(value, int | float) and math.isfinite(value):
        shown = shown_number(value, number_format)
        return SheetCell(value, CellKind.NUMBER, shown or shown_general(value))
    written = str(value).replace(_CARRIAGE_RETURN, "").replace("\r\n", "\n").strip()
    return SheetCell(written, CellKind.TEXT, written)
