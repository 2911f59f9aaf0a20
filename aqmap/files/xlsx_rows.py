"""Rows of a table in a workbook: every cell as it is shown, hidden ones too; days in ISO 8601."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from aqmap.errors import Fault, SourceError, TableError
from aqmap.files.file_content import FileContent
from aqmap.files.number_formats import iso_date, shown_general, shown_number
from aqmap.files.text_files import MAX_BYTES
from aqmap.files.written_rows import Cells, WrittenRows
from aqmap.files.xlsx_layout import read_layout
from aqmap.files.zip_guard import check_archive, guarded, too_large

_MOST_SPOTS = 5_000_000  # of sheets, where most are blank
_CARRIAGE_RETURN = "_x000D_"  # as XML has it


@dataclass
class _Sheet:
    """A sheet that holds something: its first row, and all of them."""

    title: str
    part: str
    first: Cells
    written: WrittenRows


def sheet_rows(path: Path, content: bytes, fits: Callable[[Cells], bool]) -> WrittenRows:
    """
    Return the rows of a workbook's table; rows that begin with ``#`` on top are remarks.

    Parameters
    ----------
    path, content
        An xlsx file, and its bytes.
    fits
        Whether a sheet's first row is that of the table that is looked for.

    Returns
    -------
    written
        The rows of the one sheet that fits; where none does, of the first that holds anything.

    Raises
    ------
    SourceError
        If the file is damaged, encrypted, larger than its bounds, or holds nothing.
    TableError
        If several sheets fit.
    """
    if len(content) > MAX_BYTES:
        raise SourceError(Fault("file_too_large", path, expected=MAX_BYTES // 1_000_000))
    file = FileContent(path, content)
    check_archive(file)
    with guarded(path), warnings.catch_warnings(action="ignore"):
        book = load_workbook(file.stream(), read_only=True, data_only=True, keep_links=False)
        sheets = book.worksheets
    filled = [sheet for sheet in (_opened(path, sheet) for sheet in sheets) if sheet]
    if not filled:
        raise SourceError(Fault("file_empty", path))
    fitting = [sheet for sheet in filled if fits(sheet.first)]
    if len(fitting) > 1:
        titles = ", ".join(sheet.title for sheet in fitting)
        raise TableError(Fault("sheets_several", path, found=titles))
    chosen = (fitting or filled)[0]
    written = chosen.written
    written.sheet = f"sheet {chosen.title}, " if len(filled) > 1 else ""
    _add_layout_faults(file, chosen.part, written)
    return written


def _opened(path: Path, sheet: Any) -> _Sheet | None:
    written = WrittenRows(path, iter(()), letters=lambda place: get_column_letter(place + 1))
    rows = _below_remarks(_rows(sheet, written))
    first = next(rows, None)
    if first is None:
        return None
    written.rows = chain([first], rows)
    return _Sheet(sheet.title, sheet._worksheet_path, first[1], written)


def _below_remarks(rows: Iterator[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    for number, cells in rows:
        if not cells[0].startswith("#"):
            yield number, cells
            break
    yield from rows


def _rows(sheet: Any, written: WrittenRows) -> Iterator[tuple[int, Cells]]:
    """Yield the rows that hold anything; a sheet's own word on its size is not trusted."""
    path = written.path
    spots = 0
    with guarded(path), warnings.catch_warnings(action="ignore"):
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), 1):
            spots += len(row) + 1
            if spots > _MOST_SPOTS:
                raise too_large(path, "cells", f"{_MOST_SPOTS:,}")
            cells = []
            for position, cell in enumerate(row):
                if cell.data_type == "e":
                    spot = written.spot(number, position)
                    written.add_fault(number, Fault("cell_error", path, spot, found=cell.value))
                cells.append(_shown(cell.value, cell.number_format))
            if any(cells):
                yield number, cells


def _shown(value: Any, number_format: str) -> str:
    """Return a value as Excel shows it, and days as ``2021-12-15`` however they are shown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        shown = shown_number(value, number_format) if math.isfinite(value) else str(value)
        return shown_general(value) if shown is None else shown
    if isinstance(value, date | time | timedelta):
        return iso_date(value, number_format)
    return str(value).replace(_CARRIAGE_RETURN, "").replace("\r\n", "\n").strip()


def _add_layout_faults(file: FileContent, part: str, written: WrittenRows) -> None:
    """Note formulas without a result, and merged cells, which but for the first look empty."""
    path = file.path
    layout = read_layout(file, part)
    for row, column in layout.uncalculated:
        spot = written.spot(row, column - 1)
        written.add_fault(row, Fault("formula_uncached", path, spot))
    for top, left, bottom, right in layout.merged:
        spot = f"{written.spot(top, left - 1)}:{get_column_letter(right)}{bottom}"
        written.add_fault(top, Fault("cells_merged", path, spot))
