"""The rows of a CSV file or of a workbook's sheet as they are written, and where they stand."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aqmap.errors import Fault, TableError
from aqmap.files.text_files import read_text, require_regular_file

_MOST_BYTES = 200_000_000  # a national year of station days has 70 MB
_ZIP = b"PK\x03\x04"
Cells = list[str]


@dataclass
class WrittenRows:
    """
    The rows of one table that hold anything, remarks left out.

    Attributes
    ----------
    path
        The file.
    rows
        Each with its number: of the line on which it begins, or of the sheet's row. Rows of a
        sheet may be shorter than others. A TableError ends them where a CSV file is none.
    faults
        Cells of a sheet that cannot be read, by the row's number; filled as the rows go by.
    letters
        Returns the letters of a sheet's column by its position from 0; none for CSV.
    sheet
        Part of a spot that names the sheet; empty where the file has one alone.
    """

    path: Path
    rows: Iterator[tuple[int, Cells]]
    faults: dict[int, list[Fault]] = field(default_factory=dict)
    letters: Callable[[int], str] | None = None
    sheet: str = ""

    def add_fault(self, number: int, fault: Fault) -> None:
        """Note that a row cannot be used."""
        self.faults.setdefault(number, []).append(fault)

    def all_rows(self, faults: list[Fault]) -> Iterator[tuple[int, Cells]]:
        """Yield the rows that can be read; what cannot is added to the faults."""
        try:
            for number, cells in self.rows:
                if number in self.faults:
                    faults += self.faults[number]
                else:
                    yield number, cells
        except TableError as problem:
            faults += problem.faults

    def spot(self, number: int, position: int | None = None, heading: str = "") -> str:
        """Return where a row is, or its cell, as messages say it."""
        if self.letters is None:
            return f"line {number}, column {heading}" if heading else f"line {number}"
        if position is not None:
            return f"{self.sheet}cell {self.letters(position)}{number}"
        return f"{self.sheet}row {number}" + (f", column {heading}" if heading else "")


def written_rows(
    path: Path,
    *,
    remarks_anywhere: bool = False,
    fits: Callable[[Cells], bool] = bool,
) -> WrittenRows:
    """
    Open a table: CSV as `aqmap.files.text_files.read_text` reads it, or a workbook (xlsx).

    Parameters
    ----------
    path
        The file; its content says which of the two it is.
    remarks_anywhere
        Whether a row that begins with ``#`` is a remark below the first row too.
    fits
        Whether the first row of a sheet is that of the table that is looked for.

    Raises
    ------
    SourceError
        If the file cannot be read.
    TableError
        If several sheets of a workbook fit.
    """
    require_regular_file(path)
    if _is_zip(path):
        from aqmap.files.xlsx_rows import sheet_rows  # noqa: PLC0415 - openpyxl, on use

        written = sheet_rows(path, fits)
    else:
        written = WrittenRows(path, _csv_rows(path, read_text(path, max_bytes=_MOST_BYTES)))
    if remarks_anywhere:
        rows = written.rows
        written.rows = (row for row in rows if not row[1][0].lstrip().startswith("#"))
    return written


def _is_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    except OSError:
        return False  # `read_text` says why


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, Cells]]:
    # remarks on top are no CSV: they may hold any quotation marks
    start = skipped = 0
    while text.startswith("#", start):
        start = text.find("\n", start) + 1 or len(text)
        skipped += 1
    reader = csv.reader(_lines(text, start), strict=True)
    number = skipped + 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield number, cells
            number = skipped + reader.line_num + 1
    except csv.Error as problem:
        spot = f"line {number}"
        raise TableError(Fault("csv_syntax", path, spot, found=str(problem))) from None


def _lines(text: str, start: int) -> Iterator[str]:
    """Yield lines with their ends, one at a time: a list of them is as large as the text again."""
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
