"""Rows of the workspace's CSV tables, with their lines: comments on top, guarded cells undone."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from aqmap.errors import Fault, TableError
from aqmap.files.spreadsheet_cells import unguarded
from aqmap.files.text_files import read_text


@dataclass(frozen=True)
class Columns:
    """
    The columns a table may and must have.

    Attributes
    ----------
    known, needed
        Their names.
    unknown
        Code of the fault of any other.
    """

    known: Sequence[str]
    needed: Sequence[str]
    unknown: str = "column_unknown"


def spot(line: int, column: str) -> str:
    """Return where a cell is, for messages."""
    return f"line {line}, column {column}"


def read_rows(
    path: Path, columns: Columns, faults: list[Fault]
) -> Iterator[tuple[int, dict[str, str]]]:
    """
    Yield each row with its line; lines at the top that begin with ``#`` are comments.

    Parameters
    ----------
    path
        A CSV file.
    columns
        What it may hold.
    faults
        Gets a fault for each row with too few or too many cells.

    Raises
    ------
    SourceError
        As `aqmap.textfiles.read_text`.
    TableError
        If a column is unknown or missing, or the file is no CSV.
    """
    lines = read_text(path).split("\n")
    skipped = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.reader(StringIO("\n".join(lines[skipped:]), newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        unknown = [name for name in header if name not in columns.known]
        missing = [name for name in columns.needed if name not in header]
        if unknown:
            raise TableError(Fault(columns.unknown, path, found=", ".join(unknown)))
        if missing:
            raise TableError(Fault("column_missing", path, found=", ".join(missing)))
        for cells in reader:
            line = reader.line_num + skipped
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                sizes = {"found": len(cells), "expected": len(header)}
                faults.append(Fault("row_cells", path, f"line {line}", **sizes))
                continue
            yield line, dict(zip(header, map(unguarded, cells), strict=True))
    except csv.Error as problem:
        at = f"line {reader.line_num + skipped}"
        raise TableError(Fault("csv_syntax", path, at, found=str(problem))) from None
