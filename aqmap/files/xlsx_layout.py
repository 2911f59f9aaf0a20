"""What openpyxl's streaming reader leaves out of a sheet: merged, hidden, formulas, margins."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element as Element
from lxml.etree import iterparse
from openpyxl.utils import column_index_from_string

from aqmap.files.file_content import FileContent
from aqmap.files.zip_guard import damaged, guarded

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LAST_ROW = 1_048_576
_MARGINS = tuple(
    f"{_S}{kind}{part}" for kind in ("odd", "even", "first") for part in ("Header", "Footer")
)
_LONGEST_MARGIN = 1024  # Excel allows 255 characters
_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z])')
Range = tuple[int, int, int, int]


@dataclass
class Layout:
    """
    How a sheet is laid out.

    Attributes
    ----------
    merged
        First row, first column, last row and last column of each merged range.
    hidden_rows, hidden_columns
        Their numbers; of columns the first and the last of each stretch.
    uncalculated
        Rows and columns of formulas whose results were not saved.
    last_row
        The highest row number.
    filled
        How many cells hold something.
    margins
        The lines of its page headers and footers, without the codes of their fonts and fields.
    """

    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    last_row: int = 0
    filled: int = 0
    margins: list[str] = field(default_factory=list)


def read_layout(
    file: FileContent,
    part: str,
    visit: Callable[[int, int, Element], None] | None = None,
) -> Layout:
    """
    Read a sheet's layout.

    Parameters
    ----------
    file
        The workbook, which has been held to its bounds.
    part
        Name of the sheet in it.
    visit
        Called with row, column and element of every cell.

    Raises
    ------
    SourceError
        If rows or columns are beyond those of a sheet, or what is merged is no range.
    """
    layout = Layout()
    tags = (f"{_S}row", f"{_S}col", f"{_S}mergeCell", *_MARGINS)
    with (
        guarded(file.path),
        zipfile.ZipFile(file.stream()) as archive,
        archive.open(part.lstrip("/")) as opened,
    ):
        for _, element in iterparse(opened, tag=tags, resolve_entities=False, no_network=True):
            if element.tag == f"{_S}row":
                _add_row(layout, element, visit)
            elif element.tag == f"{_S}mergeCell":
                layout.merged.append(_range(element.get("ref", "")))
            elif element.tag in _MARGINS:
                layout.margins += _lines_of_margin(element.text or "")
            elif _is_on(element.get("hidden")):
                stretch = int(element.get("min", 0)), int(element.get("max", 0))
                layout.hidden_columns.append(stretch)
            element.clear()
    if layout.last_row > _LAST_ROW:
        raise damaged(file.path, f"row {layout.last_row}")
    return layout


def _add_row(
    layout: Layout, row: Element, visit: Callable[[int, int, Element], None] | None
) -> None:
    number = int(row.get("r") or layout.last_row + 1)
    layout.last_row = max(layout.last_row, number)
    if _is_on(row.get("hidden")):
        layout.hidden_rows.add(number)
    for position, cell in enumerate(row, 1):
        layout.filled += len(cell) > 0
        if visit is not None:
            visit(number, _column(cell, position), cell)
        formula, value = cell.find(f"{_S}f"), cell.find(f"{_S}v")
        if formula is None or cell.get("t") in ("str", "e"):
            continue
        if value is None or not value.text:
            layout.uncalculated.append((number, _column(cell, position)))


def _lines_of_margin(written: str) -> list[str]:
    """Return the lines of a page header's parts: left &L, centre &C, right &R."""
    parts = re.split("&[LCR]|\n", written[:_LONGEST_MARGIN])
    return [line for part in parts if (line := _MARGIN_CODE.sub("", part).strip())]


def _column(cell: Element, position: int) -> int:
    spot = _CELL.fullmatch(cell.get("r", ""))
    return column_index_from_string(spot[1]) if spot else position


def _range(written: str) -> Range:
    """Return a range's edges; a ValueError says that it is none."""
    spots = [_CELL.fullmatch(corner) for corner in written.split(":")]
    corners = [(int(s[2]), column_index_from_string(s[1])) for s in spots if s]
    if len(corners) != len(spots):
        raise ValueError(written)
    return (*min(corners), *max(corners))


def _is_on(written: str | None) -> bool:
    return written in ("1", "true", "on")
