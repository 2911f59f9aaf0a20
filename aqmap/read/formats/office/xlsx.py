"""
Excel workbooks (xlsx, xlsm) → blocks: every cell as Excel shows it, hidden ones too.

Formulas count by the results saved with them; comments, charts and pictures are not read.
"""

from __future__ import annotations

import math
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter

from aqmap.errors import Fault, SourceError, TableError
from aqmap.files.file_content import FileContent
from aqmap.files.number_formats import shown_date, shown_general, shown_number
from aqmap.files.xlsx_layout import Layout, Range, read_layout
from aqmap.files.zip_guard import check_archive, guarded, too_large
from aqmap.model.locators import Locator, locator_part
from aqmap.read.formats.articles import articles
from aqmap.read.formats.blocks import Document, Grid, GridCell, Paragraph
from aqmap.read.formats.broken_lines import lines_of
from aqmap.read.formats.superscripts import raised
from aqmap.read.formats.tables_in_rows import Row, stretches

_MOST_ELEMENTS = 600_000  # of XML: a filled cell has two
_MOST_FILLED = 200_000
_MOST_CELLS = 500_000  # of tables, blank ones included
_MOST_SPOTS = 5_000_000  # of sheets, where most are blank
_CARRIAGE_RETURN = "_x000D_"  # as XML has it
CellPosition = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Raw:
    """A cell as openpyxl gives it."""

    spot: CellPosition
    value: Any
    kind: str
    number_format: str


@dataclass
class _Workbook:
    """
    What is found on the way through a workbook.

    Attributes
    ----------
    margins
        Lines of its sheets' page headers and footers.
    spots, cells, filled
        How many have been read, for the bounds.
    """

    path: Path
    file: FileContent
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    spots: int = 0
    cells: int = 0
    filled: int = 0

    def count(self, *, spots: int = 0, cells: int = 0, filled: int = 0) -> None:
        """Count towards the bounds; a SourceError says that there is too much."""
        self.spots += spots
        self.cells += cells
        self.filled += filled
        for counted, most in (
            (self.spots, _MOST_SPOTS),
            (self.cells, _MOST_CELLS),
            (self.filled, _MOST_FILLED),
        ):
            if counted > most:
                raise too_large(self.path, "cells", f"{most:,}")


def read_xlsx(file: FileContent) -> Document:
    """
    Read a workbook.

    Raises
    ------
    SourceError
        If the file is damaged, encrypted, larger than its bounds, or holds no text.
    TableError
        With every cell that holds an error, or a formula whose result was not saved.
    """
    path = file.path
    remarks = list(check_archive(file, max_elements=_MOST_ELEMENTS))
    book = _Workbook(path, file, remarks=remarks)
    blocks: list[Paragraph | Grid] = []
    number = 0
    for name, hidden, layout, raw in _sheets(book):
        texts = dict(_texts(name, layout, raw, book))
        if not texts:
            continue
        book.remarks += _hidden(name, layout, texts, path, hidden=hidden)
        rows = _rows(name, layout.merged, texts, book)
        for lines, table in stretches(rows):
            texts_of_lines = [(line, cell.at) for cell in lines for line in lines_of(cell.text)]
            blocks += articles(texts_of_lines)
            if table:
                number += 1
                blocks.append(Grid(number, table))
    if book.faults:
        raise TableError(book.faults)
    if not blocks:
        raise SourceError(Fault("office_empty", path))
    return Document(path.name, tuple(blocks), tuple(book.remarks), tuple(book.margins))


def _sheets(book: _Workbook) -> Iterator[tuple[str, bool, Layout, list[_Raw]]]:
    """Yield each sheet's name, whether it is hidden, its layout and its cells."""
    with guarded(book.path), warnings.catch_warnings(action="ignore"):
        workbook = load_workbook(
            book.file.stream(), read_only=True, data_only=True, keep_links=False, rich_text=True
        )
    for sheet in workbook.worksheets:
        with guarded(book.path):
            part: str = sheet._worksheet_path  # type: ignore[attr-defined]
            name, hidden = sheet.title, sheet.sheet_state != "visible"
        layout = read_layout(book.file, part)
        book.count(filled=layout.filled)
        book.margins += layout.margins
        yield name, hidden, layout, _raw_cells(book, sheet)


def _raw_cells(book: _Workbook, sheet: Any) -> list[_Raw]:
    """Read the filled cells; a sheet's own word on its size is not trusted."""
    cells = []
    with guarded(book.path), warnings.catch_warnings(action="ignore"):
        sheet.reset_dimensions()
        for row in sheet.iter_rows():
            book.count(spots=len(row) + 1)
            cells += [
                _Raw((cell.row, cell.column), cell.value, cell.data_type, cell.number_format)
                for cell in row
                if cell.value is not None
            ]
    return cells


def _texts(
    name: str, layout: Layout, raw: Iterable[_Raw], book: _Workbook
) -> Iterator[tuple[CellPosition, str]]:
    """Yield what each cell shows; what cannot be used is noted."""
    for spot in layout.uncalculated:
        book.faults.append(Fault("formula_uncached", book.path, _at(name, spot)))
    unknown: set[str] = set()
    for cell in raw:
        if cell.kind == "e":
            locator = _at(name, cell.spot)
            book.faults.append(Fault("cell_error", book.path, locator, found=cell.value))
            continue
        shown = _shown(cell.value, cell.number_format)
        if shown is None:
            shown = shown_general(cell.value)
            if cell.number_format not in unknown:
                unknown.add(cell.number_format)
                locator, shown_as = _at(name, cell.spot), cell.number_format
                book.remarks.append(
                    Fault("number_format_unknown", book.path, locator, found=shown_as)
                )
        if shown:
            yield cell.spot, shown


def _shown(value: Any, number_format: str) -> str | None:
    """Return a value as Excel shows it, or none if its number format is not known."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return shown_number(value, number_format) if math.isfinite(value) else str(value)
    if isinstance(value, date | time | timedelta):
        return shown_date(value, number_format)
    if isinstance(value, CellRichText):
        value = _rich(value)
    return str(value).replace(_CARRIAGE_RETURN, "").replace("\r\n", "\n").strip()


def _rich(parts: Iterable[str | TextBlock]) -> str:
    """Return a text of several forms; what is raised behind a number is no part of it."""
    text = ""
    for part in parts:
        above = isinstance(part, TextBlock) and part.font.vertAlign == "superscript"
        text += raised(str(part), text) if above else str(part)
    return text


def _rows(
    name: str, merged: Iterable[Range], texts: dict[CellPosition, str], book: _Workbook
) -> list[Row]:
    """Return the filled rows over the filled columns, merged cells repeated."""
    numbers = sorted({row for row, _ in texts})
    columns = sorted({column for _, column in texts})
    book.count(cells=len(numbers) * len(columns))
    own_cells = {spot: GridCell(text, _at(name, spot)) for spot, text in texts.items()}
    cells = dict(own_cells)
    covered = set(numbers)  # or reached by a merged cell from above
    for top, left, bottom, right in merged:
        anchor = own_cells.get((top, left))
        if anchor is None:
            continue
        over = range(top + 1, min(bottom, numbers[-1]) + 1)
        rows = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        inside = columns[bisect_left(columns, left) : bisect_right(columns, right)]
        book.count(spots=len(over) + len(rows) * len(inside))
        covered.update(over)
        cells |= {(row, column): anchor for row in rows for column in inside}
    table = []
    for row in numbers:
        blank = [GridCell("", _at(name, (row, column))) for column in columns]
        line = tuple(cells.get((row, c), blank[i]) for i, c in enumerate(columns))
        table.append(Row(line, follows=row - 1 in covered))
    return table


def _at(name: str, spot: CellPosition) -> str:
    return Locator.of(locator_part("sheet", name), f"cell {get_column_letter(spot[1])}{spot[0]}")


def _hidden(
    name: str, layout: Layout, texts: Iterable[CellPosition], path: Path, *, hidden: bool
) -> Iterator[Fault]:
    sheet = f"sheet {name}"  # for a person, as Excel calls it
    if hidden:
        yield Fault("sheet_hidden", path, sheet)
    rows = sorted({row for row, _ in texts} & layout.hidden_rows)
    if rows:
        yield Fault("rows_hidden", path, sheet, found=_listed(rows, str))
    columns = sorted(
        column
        for column in {column for _, column in texts}
        if any(first <= column <= last for first, last in layout.hidden_columns)
    )
    if columns:
        yield Fault("columns_hidden", path, sheet, found=_listed(columns, get_column_letter))


def _listed(numbers: list[int], written: Any) -> str:
    """Write numbers with each unbroken run as its ends."""
    runs = []
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        unbroken = [number for _, number in run]
        ends = dict.fromkeys((unbroken[0], unbroken[-1]))
        runs.append("–".join(map(written, ends)))
    return ", ".join(runs)
