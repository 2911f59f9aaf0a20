"""Rows of text, read by the reader of tables as if they stood in a file."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from aqmap.files.read_table import read_table
from aqmap.files.spreadsheet_cells import guarded
from aqmap.model.figures import FIGURE_COLUMNS, Figure, figure_contradictions


def write_rows(path, rows, columns=()):
    """Write rows of text by column as CSV, guarded as all that aqmap writes."""
    names = list(columns) or list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([guarded(row.get(name) or "") for name in names] for row in rows)
    return path


def read_rows(declared, rows, make=dict, contradictions=lambda _: []):
    """Return what each row is, or its cells that do not fit."""
    with TemporaryDirectory() as folder:
        names = [column.name for column in declared.columns]
        table = read_table(write_rows(Path(folder) / "rows.csv", rows, names), declared)
    assert len(table) == len(rows)
    return [result for _, result in table.checked().objects(make, contradictions)]


def read_figure_rows(rows):
    """Return the figures of rows of the figures table, or of a row the cells that do not fit."""
    return read_rows(FIGURE_COLUMNS, rows, lambda cells: Figure(**cells), figure_contradictions)


def read_figure_row(row):
    """Return the figure of a row, or its cells that do not fit."""
    (figure,) = read_figure_rows([row])
    return figure
