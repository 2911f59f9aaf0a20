"""Tables for other programs: figures, measures and the joined table as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import fields
from io import StringIO
from pathlib import Path

from aqmap.book.map_book import MapBook
from aqmap.files.spreadsheet_cells import guarded, remark_line
from aqmap.model.figures import COLUMNS, Figure, figure_row
from aqmap.model.joined import JoinedRow
from aqmap.model.measures import COLUMNS as MEASURE_COLUMNS
from aqmap.model.measures import Measure, measure_row
from aqmap.render.exchange.map_tables import status_text
from aqmap.words import Text


def write_figures(figures: Iterable[Figure], path: Path, *, header: Sequence[str] = ()) -> None:
    """
    Write figures as CSV that a spreadsheet opens without harm.

    Parameters
    ----------
    figures
        In their order.
    path
        Replaced whole.
    header
        Comment lines above the table, without their ``#``.
    """
    write_rows(path, COLUMNS, (figure_row(figure).values() for figure in figures), header)


def write_measures(measures: Iterable[Measure], path: Path, *, header: Sequence[str] = ()) -> None:
    """
    Write a register of measures as CSV that a spreadsheet opens without harm.

    Parameters
    ----------
    measures
        In their order.
    path
        Replaced whole.
    header
        Comment lines above the table, without their ``#``.
    """
    rows = (measure_row(measure).values() for measure in measures)
    write_rows(path, MEASURE_COLUMNS, rows, header)


def write_joined(
    rows: Iterable[JoinedRow], book: MapBook, path: Path, *, header: Sequence[str] = ()
) -> None:
    """
    Write the joined table as CSV, with names beside codes and words beside ids.

    Parameters
    ----------
    rows, book
        The table, and the book that has the names.
    path
        Replaced whole.
    header
        Comment lines above the table, without their ``#``.
    """
    names = {place.code: place.name.zh for place in book.places}
    titles = {layer.id: layer.title.zh for layer in book.layers}
    columns = [field.name for field in fields(JoinedRow)]
    cells = (
        [
            *(_cell(getattr(row, name)) for name in columns),
            names[row.place],
            titles[row.layer],
            status_text(row.status).zh,
        ]
        for row in rows
    )
    write_rows(path, [*columns, "place_name", "layer_title", "status_zh"], cells, header)


def write_rows(
    path: Path,
    columns: Sequence[str],
    rows: Iterable[Iterable[str]],
    comments: Sequence[str] = (),
) -> None:
    """Write a table with the byte-order mark by which Excel knows UTF-8, comments above it."""
    # In memory first: a row that cannot be written leaves no half of a file.
    table = StringIO()
    table.writelines(f"{remark_line(line)}\n" for line in comments)
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    # A half of a character, as workbooks can hold, is no text: it becomes "?".
    path.write_text(table.getvalue(), encoding="utf-8-sig", errors="replace", newline="\n")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Text):
        return value.zh
    if isinstance(value, tuple):
        return "；".join(_cell(member) for member in value)
    return str(value)
