"""
Excel workbooks (xlsx, xlsm) → the sheets of a form.

A bureau takes in hundreds of small workbooks at once, and openpyxl spends most of its time on what
a form does not need; so the cells are read here, once the file is held to its bounds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from lxml.etree import _Element

from aqmap.errors import Fault
from aqmap.files.file_content import FileContent
from aqmap.files.number_formats import iso_date, shown_general, shown_number
from aqmap.files.xlsx_layout import read_layout
from aqmap.files.zip_guard import check_archive, guarded, too_large
from aqmap.model.dispatch.forms import CellKind
from aqmap.read.forms.form_sheets import FormSheet, SheetCell, Spot, text_cell
from aqmap.read.forms.xlsx_parts import MAIN, SheetPart, WorkbookParts, text_of, workbook_parts

_MOST_ELEMENTS = 600_000  # of XML
_MOST_FILLED = 200_000
_FIRST_LIKELY_DAY = 30_000  # in 1982
_OUTWARDS = re.compile(r"\[\d+\]|\[[^\[\]]*\.(?:xls|et|csv|ods)\w*\]|'?file:|https?:|\|'?", re.I)
"""In a formula: another workbook, an address, or a program (DDE)."""


_OTHER_KINDS: dict[str, Callable[[str], SheetCell]] = {
    "b": lambda v: SheetCell(v == "1", CellKind.LOGICAL, str(v == "1").upper()),
    "e": lambda v: SheetCell(None, CellKind.ERROR, v),
    "d": lambda v: SheetCell(None, CellKind.DATE, v.partition("T00:00:00")[0]),
}


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
    with guarded(file.path):
        parts = workbook_parts(file)
        return [_sheet(file, parts, sheet) for sheet in parts.sheets], remarks


def _sheet(file: FileContent, parts: WorkbookParts, sheet: SheetPart) -> FormSheet:
    cells = _Cells(file, parts)
    layout = read_layout(file, sheet.part, cells.visit)
    return FormSheet(
        sheet.name,
        sheet.hidden,
        cells.found,
        tuple(layout.merged),
        frozenset(layout.hidden_rows),
    )


@dataclass
class _Cells:
    """The cells of a sheet that hold something."""

    file: FileContent
    parts: WorkbookParts
    found: dict[Spot, SheetCell] = field(default_factory=dict)
    _shared: dict[str, str] = field(default_factory=dict)

    def visit(self, row: int, column: int, element: _Element) -> None:
        """Take a cell in; one that shows nothing is none."""
        if not len(element):
            return
        cell = self._cell(element)
        if not cell.shown:
            return
        if len(self.found) >= _MOST_FILLED:
            raise too_large(self.file.path, "cells", f"{_MOST_FILLED:,}")
        self.found[row, column] = cell

    def _cell(self, element: _Element) -> SheetCell:
        value = element.find(f"{MAIN}v")
        written = "" if value is None or value.text is None else value.text
        formula = element.find(f"{MAIN}f")
        if formula is None:
            return self._said(element, written)
        text = self._formula(formula)
        if _OUTWARDS.search(text):
            return SheetCell(
                None, CellKind.EXTERNAL_LINK, self._said(element, written).shown or text
            )
        if not written and element.get("t") not in ("str", "e"):
            return SheetCell(None, CellKind.FORMULA_WITHOUT_VALUE, text)
        return self._said(element, written)

    def _formula(self, formula: _Element) -> str:
        """Return a formula; one that several cells share stands in the first of them alone."""
        number, text = formula.get("si", ""), formula.text or ""
        if number and text:
            self._shared[number] = text
        return f"={text or self._shared.get(number, '')}"

    def _said(self, element: _Element, written: str) -> SheetCell:
        kind = element.get("t", "n")
        if kind == "s":
            return text_cell(self.parts.strings[int(written)] if written else "")
        if kind == "inlineStr":
            inline = element.find(f"{MAIN}is")
            return text_cell("" if inline is None else text_of(inline))
        if kind == "str" or not written:
            return text_cell(written)
        if kind in _OTHER_KINDS:
            return _OTHER_KINDS[kind](written)
        return self._number(float(written), self.parts.format_of(element.get("s")))

    def _number(self, value: float, number_format: str) -> SheetCell:
        if not math.isfinite(value):
            return text_cell(str(value))
        try:
            moment = self.parts.moment(value, number_format)
        except (OverflowError, ValueError):  # no day: before 1900, after 9999
            return SheetCell(None, CellKind.ERROR, shown_general(value))
        if isinstance(moment, date | time | timedelta):
            day = iso_date(moment, number_format)
            if value < _FIRST_LIKELY_DAY:  # a number that was typed into a cell for dates or times
                day = f"{day}（{shown_general(value)}）"
            return SheetCell(moment, CellKind.DATE, day)
        shown = shown_number(value, number_format)
        return SheetCell(value, CellKind.NUMBER, shown or shown_general(value))
