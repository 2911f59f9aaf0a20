"""The ledger as a table for other programs: every value and revision, and nobody's name."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from aqmap.files.spreadsheet_cells import guarded, remark_line

_NAMED = {"unit": "unit_name", "place": "place_name", "indicator": "row"}
_SWITCHES = ("approximate", "late")


def write_ledger_csv(
    lines: Iterable[Sequence[Any]],
    columns: Sequence[str],
    path: Path,
    *,
    names: Mapping[str, str],
    remark: str,
) -> None:
    """
    Write every value of the ledger, a line each, in the order in which they came in.

    Parameters
    ----------
    lines, columns
        The values with their receipts, and what their columns are called.
    path
        Replaced whole.
    names
        Of units, places and rows by their ids, which stand beside these.
    remark
        The line above the table.
    """
    table = StringIO()
    table.write(f"{remark_line(remark)}\n")
    writer = csv.writer(table, lineterminator="\n")
    heads = (([name, _NAMED[name]] if name in _NAMED else [name]) for name in columns)
    writer.writerow([name for pair in heads for name in pair])
    switches = [columns.index(name) for name in _SWITCHES]
    named = [at for at, name in enumerate(columns) if name in _NAMED]
    shown = {name: guarded(words) for name, words in names.items()}
    for line in lines:
        cells = ["" if cell is None else cell for cell in line]
        for at in switches:
            cells[at] = "yes" if cells[at] else ""
        row: list[str] = []
        for at, cell in enumerate(cells):
            row.append(guarded(cell) if isinstance(cell, str) else str(cell))
            if at in named:
                row.append(shown.get(str(cell), ""))
        writer.writerow(row)
    path.write_text(table.getvalue(), encoding="utf-8-sig", errors="replace", newline="\n")
