"""The rows of a CSV file or of a workbook's sheet as they are written, and where they stand."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aqmap.errors import Fault, TableError
from aqmap.files.text_files import decoded, read_bytes
from aqmap.words import Text, text

_MOST_BYTES = 200_000_000  # a national year of station days has 70 MB
_ZIP = b"PK\x03\x04"
SEPARATORS = (",", "\t", ";", "，", "；")
"""What may part the cells of a CSV file; where two would do, the first."""
_REASONS = {
    "open": "unexpected end of data",
    "after_quote": "expected after",
    "long_cell": "field larger than",
    "zero": "NUL",
}
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
    separator
        What stands between the cells of a CSV file.
    """

    path: Path
    rows: Iterator[tuple[int, Cells]]
    faults: dict[int, list[Fault]] = field(default_factory=dict)
    letters: Callable[[int], str] | None = None
    sheet: str = ""
    separator: str = ""

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
        The file; its content says which of the two it is, and whether commas, tabs or semicolons
        part its cells.
    remarks_anywhere
        Whether a row that begins with ``#`` is a remark below the first row too.
    fits
        Whether the first row is that of the table that is looked for.

    Raises
    ------
    SourceError
        If the file cannot be read.
    TableError
        If several sheets of a workbook fit.
    """
    content = read_bytes(path, max_bytes=_MOST_BYTES)
    if content.startswith(_ZIP):
        from aqmap.files.xlsx_rows import sheet_rows  # noqa: PLC0415 - openpyxl, on use

        written = sheet_rows(path, content, fits)
    else:
        written = _csv_rows(path, decoded(content, path), fits)
    if remarks_anywhere:
        rows = written.rows
        written.rows = (row for row in rows if not row[1][0].lstrip().startswith("#"))
    return written


def _csv_rows(path: Path, written: str, fits: Callable[[Cells], bool]) -> WrittenRows:
    # remarks on top are no CSV: they may hold any quotation marks
    start = skipped = 0
    while written.startswith("#", start):
        start = written.find("\n", start) + 1 or len(written)
        skipped += 1
    separator = _separator(_lines(written, start), fits)
    rows = _separated(path, _lines(written, start), separator, skipped)
    return WrittenRows(path, rows, separator=separator)


def _separated(
    path: Path, lines: Iterator[str], separator: str, skipped: int
) -> Iterator[tuple[int, Cells]]:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = skipped + 1
    try:
        for cells in reader:
            if "".join(cells).strip():
                yield number, cells
            number = skipped + reader.line_num + 1
    except csv.Error as problem:
        spot = f"line {number}"
        raise TableError(Fault("csv_syntax", path, spot, found=csv_reason(problem))) from None


def _separator(lines: Iterator[str], fits: Callable[[Cells], bool]) -> str:
    """Return what stands between the cells: a comma, or what parts the first row otherwise."""
    first = next((line for line in lines if line.strip()), "")
    rows = {sign: next(csv.reader([first], delimiter=sign), []) for sign in SEPARATORS}
    fitting = [sign for sign, cells in rows.items() if len(cells) > 1 and fits(cells)]
    return fitting[0] if fitting else max(SEPARATORS, key=lambda sign: len(rows[sign]))


def csv_reason(problem: csv.Error) -> Text:
    """Return in words why a text is no CSV."""
    known = (key for key, part in _REASONS.items() if part in str(problem))
    return text(f"csv.{next(known, 'other')}")


def _lines(written: str, start: int) -> Iterator[str]:
    """Yield lines with their ends, one at a time: a list of them is as large as the text again."""
    while start < len(written):
        end = written.find("\n", start) + 1 or len(written)
        yield written[start:end]
        start = end
