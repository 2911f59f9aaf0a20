"""Tables for other programs: figures, joined table and findings as CSV, JSON and Markdown."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import fields
from io import StringIO
from pathlib import Path

from aqmap.book.map_book import MapBook
from aqmap.files.spreadsheet_cells import guarded
from aqmap.model.figures import COLUMNS, Figure, figure_row
from aqmap.model.joined import JoinedRow
from aqmap.model.measures import COLUMNS as MEASURE_COLUMNS
from aqmap.model.measures import Measure, measure_row
from aqmap.words import Text, say


def write_figures(
    figures: Iterable[Figure], path: Path, *, header: Sequence[str] = (), bom: bool = True
) -> None:
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
    bom
        Whether to start with a byte-order mark, by which Excel knows UTF-8.
    """
    out = _commented(header)
    _write_rows(out, COLUMNS, (figure_row(figure).values() for figure in figures))
    path.write_text(out.getvalue(), encoding="utf-8-sig" if bom else "utf-8", newline="\n")


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
    out = _commented(header)
    _write_rows(out, MEASURE_COLUMNS, (measure_row(measure).values() for measure in measures))
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="\n")


def _commented(header: Sequence[str]) -> StringIO:
    out = StringIO()
    out.writelines(f"# {line}\n" for line in header)
    return out


def _write_rows(out: StringIO, header: Sequence[str], rows: Iterable[Iterable[str]]) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([guarded(cell) for cell in row] for row in rows)


def write_joined(rows: Iterable[JoinedRow], book: MapBook, path: Path) -> None:
    """Write the joined table as CSV, with names beside codes and words beside ids."""
    names = {place.code: place.name.zh for place in book.places}
    titles = {layer.id: layer.title.zh for layer in book.layers}
    columns = [field.name for field in fields(JoinedRow)]
    out = StringIO()
    header = [*columns, "place_name", "layer_title", "status_zh"]
    cells = (
        [
            *(_cell(getattr(row, name)) for name in columns),
            names[row.place],
            titles[row.layer],
            _status_zh(row),
        ]
        for row in rows
    )
    _write_rows(out, header, cells)
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="\n")


def _status_zh(row: JoinedRow) -> str:
    known = row.status in ("met", "not_met")
    return say(f"status.{row.status}" if known else f"reason.{row.status}", "zh")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Text):
        return value.zh
    if isinstance(value, tuple):
        return "；".join(_cell(part) for part in value)
    return str(value)
