"""A table of a report in Word: title, unit line, repeated head, rows that break nowhere, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell, _Row

from aqmap.book.report.report_parts import ReportTable
from aqmap.render.report.east_asian_fonts import write_runs
from aqmap.render.report.office_styles import add_paragraph
from aqmap.render.report.slide_text import MM_PER_POINT, ems
from aqmap.words import Lang

_MANY_COLUMNS = 8
_BORDER = {"val": "single", "sz": "4", "space": "0", "color": "000000"}
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_CELL_MARGINS = {"top": "20", "left": "45", "bottom": "20", "right": "45"}
"""In twentieths of a point."""
_CELL_PT = 10.5
_BESIDE_WORDS_MM = 2.0
"""What a cell keeps free left and right, and a little for fonts that are wider."""


def write_table(document: Document, table: ReportTable, width_mm: float, lang: Lang) -> None:
    """
    Write a table as wide as the lines.

    Parameters
    ----------
    document, table, lang
        What is written where.
    width_mm
        Of the section's lines.
    """
    for words, style in ((table.title, "报告表题"), (table.unit, "报告表单位")):
        if words.zh:
            write_runs(add_paragraph(document, style), words.in_(lang), chinese=lang == "zh")
    shares = [column.share for column in table.columns]
    style = "报告小号表格" if len(shares) > _MANY_COLUMNS else "报告表格"
    heads = [column.words.in_(lang) for column in table.columns]
    size = document.styles[style].font.size  # an office's own style may leave it open
    size_pt = size.pt if size else _CELL_PT
    widths = column_widths(shares, [_longest_word_mm(head, size_pt) for head in heads], width_mm)
    drawn = document.add_table(rows=0, cols=len(widths))
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _set_frame(drawn)
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Mm(width)
    style_id = document.styles[style].style_id or ""
    head = _add_row(drawn, heads, widths, style_id, lang)
    _repeat(head)
    for cell in head.cells:
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        # LibreOffice loses the rows of a table whose head alone is left at a page's end.
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    for cells in table.rows:
        row = _add_row(drawn, [words.in_(lang) for words in cells], widths, style_id, lang)
        for cell, column in zip(row.cells, table.columns, strict=True):
            if column.is_of_numbers:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    for note in table.notes:
        write_runs(add_paragraph(document, "报告表注"), note.in_(lang), chinese=lang == "zh")


def column_widths(
    shares: Sequence[float], least_mm: Sequence[float], width_mm: float
) -> list[float]:
    """
    Return widths by their shares, none too narrow for its head's longest word if all can be.

    Examples
    --------
    >>> column_widths([3, 1], [10, 30], 100)
    [70.0, 30]
    """
    if sum(least_mm) > width_mm:
        least_mm = [0.0] * len(shares)
    widths: dict[int, float] = {}
    while True:
        rest = [column for column in range(len(shares)) if column not in widths]
        room = width_mm - sum(widths.values())
        each = room / (sum(shares[column] for column in rest) or 1)
        narrow = [column for column in rest if shares[column] * each < least_mm[column]]
        if not narrow:
            widths |= {column: shares[column] * each for column in rest}
            return [widths[column] for column in range(len(shares))]
        widths |= {column: least_mm[column] for column in narrow}


def _longest_word_mm(words: str, size_pt: float) -> float:
    """Return how wide the longest Latin word is, with what a cell keeps free beside it."""
    longest = max((ems(word) for word in re.findall("[!-~]+", words)), default=0.0)
    return longest * size_pt * MM_PER_POINT + _BESIDE_WORDS_MM if longest else 0.0


def _add_row(
    table: Table, cells: list[str], widths: list[float], style_id: str, lang: Lang
) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    unbroken: Any = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(unbroken)
    for cell, words, width in zip(row.cells, cells, widths, strict=True):
        _fill(cell, words, width, style_id, lang)
    return row


def _fill(cell: _Cell, words: str, width: float, style_id: str, lang: Lang) -> None:
    cell.width = Mm(width)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    element: Any = paragraph._p
    element.style = style_id  # by its id: python-docx looks through all styles for a name
    write_runs(paragraph, words, chinese=lang == "zh")


def _repeat(row: _Row) -> None:
    """Say that a row stands again on every page."""
    head: Any = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(head)


def _set_frame(table: Table) -> None:
    """Draw thin lines around all cells, and keep words off them."""
    properties: Any = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in _SIDES:
        line = OxmlElement(f"w:{side}")
        for name, value in _BORDER.items():
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side, width in _CELL_MARGINS.items():
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), width)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    layout = properties.find(qn("w:tblLayout"))
    place = layout if layout is not None else properties.find(qn("w:tblLook"))
    place.addprevious(borders)
    if layout is not None:
        layout.addnext(margins)
    else:
        borders.addnext(margins)
