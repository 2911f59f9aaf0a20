"""Excel's old workbooks (xls) → the sheets of a form; what they hold no formula tells."""

from __future__ import annotations

import math
import re
import warnings
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from aqmap.errors import Fault, SourceError
from aqmap.files.file_content import FileContent
from aqmap.files.number_formats import shown_general
from aqmap.files.zip_guard import damaged, guarded, too_large
from aqmap.model.dispatch.forms import CellKind
from aqmap.read.forms.form_sheets import FormSheet, SheetCell, Spot, text_cell

_MOST_BYTES = 20_000_000
_MOST_FILLED = 200_000
_MOST_ROWS = 20_000
_LOCKED = re.compile(
    rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
"""The beginning of a workbook, and right behind it what its password is tried by."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def xls_sheets(file: FileContent) -> list[FormSheet]:
    """
    Read a workbook; of its formulas the results, as saved.

    Raises
    ------
    SourceError
        If the file is damaged, encrypted or larger than its bounds.
    """
    path = file.path
    if len(file.content) > _MOST_BYTES:
        raise SourceError(Fault("file_too_large", path, expected=_MOST_BYTES // 1_000_000))
    if _ENCRYPTED in file.content:
        raise SourceError(Fault("password_protected", path))
    try:
        with guarded(path), warnings.catch_warnings(action="ignore"):
            return _sheets(file)
    except (SourceError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as problem:  # a panic of the library is no Exception
        raise damaged(path, type(problem).__name__) from None


def _sheets(file: FileContent) -> list[FormSheet]:
    try:
        book = CalamineWorkbook.from_filelike(file.stream())
    except CalamineError:  # of a file in memory it does not say that there is a password
        if _LOCKED.search(file.content):
            raise SourceError(Fault("password_protected", file.path)) from None
        raise
    sheets = []
    for sheet in book.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        opened = book.get_sheet_by_name(sheet.name)
        rows = opened.to_python(skip_empty_area=False, nrows=_MOST_ROWS + 1)
        cells = _cells(file.path, rows)
        merged = tuple(
            (top + 1, left + 1, bottom + 1, right + 1)
            for (top, left), (bottom, right) in opened.merged_cell_ranges or ()
        )
        hidden = sheet.visible != SheetVisibleEnum.Visible
        sheets.append(FormSheet(sheet.name, hidden, cells, merged))
    return sheets


def _cells(path: Path, rows: list[list[Any]]) -> dict[Spot, SheetCell]:
    if len(rows) > _MOST_ROWS:
        raise too_large(path, "rows", f"{_MOST_ROWS:,}")
    cells = {
        (row, column): cell
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value != "" and (cell := _cell(value)).shown
    }
    if len(cells) > _MOST_FILLED:
        raise too_large(path, "cells", f"{_MOST_FILLED:,}")
    return cells


def _cell(value: Any) -> SheetCell:
    if isinstance(value, bool):
        return SheetCell(value, CellKind.LOGICAL, str(value).upper())
    if isinstance(value, datetime):
        shown = value.date() if value.time() == time() else value
        return SheetCell(value, CellKind.DATE, str(shown))
    if isinstance(value, date | time | timedelta):
        return SheetCell(value, CellKind.DATE, str(value))
    if isinstance(value, int | float) and math.isfinite(value):
        return SheetCell(value, CellKind.NUMBER, shown_general(value))
    return text_cell(str(value))
