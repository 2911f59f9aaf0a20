"""Delimited text (csv, tsv) → blocks: records are rows, a record of one cell is a line."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from pathlib import Path

from aqmap.errors import Fault, SourceError
from aqmap.files.file_content import FileContent
from aqmap.files.written_rows import csv_reason
from aqmap.read.formats.articles import articles
from aqmap.read.formats.blocks import Document, Grid, GridCell, Paragraph
from aqmap.read.formats.broken_lines import lines_of
from aqmap.read.formats.grid_columns import column_name
from aqmap.read.formats.tables_in_rows import Row, stretches

_DELIMITERS = ",\t;；，"
_MOST_CELLS = 500_000
_SAMPLE = 50  # records


def read_delimited(file: FileContent) -> Document:
    """
    Read a table saved as text.

    Titles, units and notes around the table may have fewer cells than its rows; cells may hold
    line ends and thousands separators in quotation marks.

    Raises
    ------
    SourceError
        As `aqmap.files.text_files.read_text`, if the quotation marks do not pair, or if the file
        holds no cell or too many.
    """
    path = file.path
    records = _records(path, file.text, _delimiter(file.text))
    if not any(cell.text for row in records for cell in row.cells):
        raise SourceError(Fault("file_empty", path))
    blocks: list[Paragraph | Grid] = []
    number = 0
    for lines, table in stretches(records):
        blocks += articles((line, cell.at) for cell in lines for line in lines_of(cell.text))
        if table:
            number += 1
            blocks.append(Grid(number, _unpadded(table)))
    return Document(path.name, tuple(blocks))


def _delimiter(text: str) -> str:
    """Return the sign that parts most records into the same number of cells."""
    best, most = ",", 0
    for sign in _DELIMITERS:
        lines = csv.reader(StringIO(text), delimiter=sign)
        try:
            sizes = [len(next(lines)) for _ in range(_SAMPLE)]
        except StopIteration:
            sizes = [len(cells) for cells in csv.reader(StringIO(text), delimiter=sign)]
        except csv.Error:
            continue
        size, count = Counter(sizes).most_common(1)[0] if sizes else (1, 0)
        if size > 1 and count > most:
            best, most = sign, count
    return best


def _records(path: Path, text: str, delimiter: str) -> list[Row]:
    """Return the filled records; cells are named as a spreadsheet names them."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    follows, begin, cells = True, 1, 0
    try:
        for number, record in enumerate(reader, 1):
            cells += len(record) + 1
            if cells > _MOST_CELLS:
                raise SourceError(
                    Fault("container_too_large", path, found=f"{cells}", expected=f"{_MOST_CELLS}")
                )
            begin = reader.line_num + 1
            row = tuple(
                GridCell(cell.strip(), f"cell {column_name(n)}{number}")
                for n, cell in enumerate(record, 1)
            )
            if any(cell.text for cell in row):
                rows.append(Row(row, follows))
                follows = True
            else:
                follows = False
    except csv.Error as problem:
        raise SourceError(
            Fault("csv_syntax", path, f"line {begin}", found=csv_reason(problem))
        ) from None
    return rows


def _unpadded(table: tuple[tuple[GridCell, ...], ...]) -> tuple[tuple[GridCell, ...], ...]:
    """Return the rows without the empty cells that a spreadsheet pads every record with."""
    width = max((n + 1 for row in table for n, cell in enumerate(row) if cell.text), default=0)
    return tuple(row[:width] for row in table)
