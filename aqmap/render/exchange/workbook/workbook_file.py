"""A workbook for office programs: cells that compute nothing, and equal bytes for equal tables."""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties

from aqmap.files.spreadsheet_cells import guarded

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_FONT, _SIZE = "宋体", 10
_LONGEST, _LONGEST_TITLE = 32_000, 31  # characters of a cell, of a sheet's name
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")
_LINE = Side(style="thin", color="FF808080")
_A4 = 9
_LINE_PT, _HIGHEST_PT = 15, 400  # a line of the fonts that stand in for 宋体 is as high as that
_PAGE_WIDTH = 270  # characters across an A4 page, at the least size that is read
_PAGE_MM, _SIDE_MM = 297, 9  # of an A4 page across, and its margin left and right
_LEAST_SCALE = 0.7  # of 10 points: type of 7 points is still read on paper


@dataclass(frozen=True)
class Look:
    """
    How a cell looks: its fill and ink, whether it is bold, ruled, centred.

    A cell without lines is wrapped only where it says so; those with lines always are.
    """

    fill: str = ""
    ink: str = ""
    bold: bool = False
    ruled: bool = True
    centred: bool = True
    size: int = _SIZE
    wrapped: bool = False

    @property
    def name(self) -> str:
        """What a workbook calls its style: a style a cell would be slow."""
        flags = (self.bold, self.ruled, self.centred, *[True] * self.wrapped)
        switches = "".join("01"[flag] for flag in flags)
        return f"aqmap {self.size} {switches} {self.fill}{self.ink and f'/{self.ink}'}".strip()

    def style(self) -> NamedStyle:
        """Return it as a workbook keeps it."""
        across = "center" if self.centred else "left"
        ink = f"FF{self.ink[1:]}" if self.ink else None
        return NamedStyle(
            self.name,
            font=Font(name=_FONT, size=self.size, bold=self.bold, color=ink),
            fill=PatternFill("solid", fgColor=f"FF{self.fill[1:]}") if self.fill else PatternFill(),
            border=Border(_LINE, _LINE, _LINE, _LINE) if self.ruled else Border(),
            alignment=Alignment(
                horizontal=across, vertical="center", wrap_text=self.ruled or self.wrapped
            ),
        )


TITLE = Look(bold=True, ruled=False, centred=False, size=14)
PLAIN = Look(ruled=False, centred=False)
NOTE = Look(ruled=False, centred=False, wrapped=True)
HEAD = Look(bold=True, fill="#EDEDED")
WORDS = Look(centred=False)
ABSENT = Look(ink="#6B6B6B")
NUMBER = Look()


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: str | float | Decimal | None,
    look: Look = NUMBER,
    *,
    number_format: str = "",
) -> None:
    """
    Write a cell.

    Parameters
    ----------
    sheet, row, column
        Where; both count from 1.
    value
        A number stays one. A text that a spreadsheet would compute begins with ``'``.
    look, number_format
        How it is shown.
    """
    cell = cast("Cell", sheet.cell(row, column))  # cells are merged when all are written
    if isinstance(value, str) and value:
        cell.value = guarded(storable(value))
        cell.data_type = "s"  # a text like #N/A is no error, whatever openpyxl thinks
        if look.ruled:
            _make_room(sheet, row, cell)
    elif not isinstance(value, str):
        cell.value = value
    try:
        cell.style = look.name
    except ValueError:  # the first cell that looks so
        cast("Workbook", sheet.parent).add_named_style(look.style())
        cell.style = look.name
    if number_format:
        cell.number_format = number_format


def put_across(sheet: Worksheet, row: int, words: str, columns: int) -> None:
    """Write a note across the first columns, wrapped, in a row as high as it needs."""
    put(sheet, row, 1, words, NOTE)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    widths = (sheet.column_dimensions[get_column_letter(n)].width for n in range(1, columns + 1))
    sheet.row_dimensions[row].height = _height(str(sheet.cell(row, 1).value), sum(widths))


def _make_room(sheet: Worksheet, row: int, cell: Cell) -> None:
    """Make a row as high as the lines that a text takes in its column need."""
    across = sheet.column_dimensions[cell.column_letter].width
    height = _height(str(cell.value), across)
    sheet.row_dimensions[row].height = max(sheet.row_dimensions[row].height or 0, height)


def _height(words: str, across: float) -> float:
    """Return how high a row must be for words in a column of a width."""
    widths = (
        sum(2 if east_asian_width(c) in "WFA" else 1 for c in line) for line in words.split("\n")
    )
    lines = sum(math.ceil((wide + 1) / across) for wide in widths)
    return min(_LINE_PT * lines, _HIGHEST_PT)


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set how wide the columns are, and on how many pages side by side they are printed."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.fitToWidth = max(1, round(sum(widths) / _PAGE_WIDTH))


def print_in_parts(sheet: Worksheet, heads: int, columns: int) -> int:
    """
    Print a table on as many A4 pages side by side as leave its type readable.

    Parameters
    ----------
    sheet
        Its widths are set (`set_widths`).
    heads
        How many columns stand before the others and are repeated on every page.
    columns
        How many there are in all.

    Returns
    -------
    last
        The last column that is sure to stand on the first page.
    """
    sheet.page_margins.left = sheet.page_margins.right = _SIDE_MM / 25.4
    mm = [_column_mm(sheet, number) for number in range(1, columns + 1)]
    room = (_PAGE_MM - 2 * _SIDE_MM) / _LEAST_SCALE - sum(mm[:heads])
    pages = max(1, math.ceil(sum(mm[heads:]) / room))
    sheet.page_setup.fitToWidth = pages
    return heads + max(1, (columns - heads) // pages)


def _column_mm(sheet: Worksheet, number: int) -> float:
    """Return how wide a column is printed: 7 dots a character and 5 of margin, 96 an inch."""
    width = sheet.column_dimensions[get_column_letter(number)].width
    return (7 * width + 5) * 25.4 / 96


def new_workbook() -> Workbook:
    """Return a workbook without sheets, whose columns are as wide in every program."""
    book = Workbook()
    book.remove(book.worksheets[0])
    # Widths count digits of this font: one that is missing would be replaced by a wider one.
    styles: Any = book
    styles._named_styles["Normal"].font = Font(name=_FONT, size=_SIZE)
    return book


def storable(written: str) -> str:
    """Return a text without signs that a workbook cannot hold, and not longer than a cell."""
    plain = ILLEGAL_CHARACTERS_RE.sub("", written).encode("utf-8", "replace").decode()
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "…"


def new_sheet(book: Workbook, wanted: str) -> Worksheet:
    """Add a sheet under a name that office programs take and no other sheet has."""
    title = _free_title(_FORBIDDEN.sub("_", storable(wanted)).strip("' "), book.sheetnames)
    sheet: Worksheet = book.create_sheet(title)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return sheet


def label_pages(book: Workbook, words: str) -> None:
    """Write words into the properties, and below every printed page of every sheet."""
    book.properties.category = storable(words)
    for sheet in book.worksheets:
        footer = HeaderFooterItem()
        footer.left.text = words.replace("&", "&&")
        sheet.oddFooter = footer


def _free_title(wanted: str, taken: Collection[str]) -> str:
    folded = {title.casefold() for title in taken}
    title, number = wanted[:_LONGEST_TITLE] or "_", 2
    while title.casefold() in folded:
        ending = f"_{number}"
        title, number = wanted[: _LONGEST_TITLE - len(ending)] + ending, number + 1
    return title


def save(book: Workbook, path: Path, day: date, *, title: str, author: str) -> None:
    """Save a workbook with a date for its hour: equal tables give equal bytes."""
    hour = datetime(day.year, day.month, day.day)
    book.properties.title, book.properties.creator = storable(title), storable(author)
    written = BytesIO()
    book.save(written)
    stamp = hour.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    oldest = max(hour, datetime(1980, 1, 1))
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(path, "w") as kept:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            entry = zipfile.ZipInfo(name, oldest.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, content)
