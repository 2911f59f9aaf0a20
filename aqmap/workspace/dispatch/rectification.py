"""``data/dispatch/rectification.csv``: the rectification ledger (整改台账)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from aqmap.errors import Fault, TableError
from aqmap.files.read_table import Table, read_table
from aqmap.files.table_files import table_file
from aqmap.model.dispatch.yearend.rectification_rows import (
    RECTIFICATION_COLUMNS,
    Rectification,
    rectification_contradictions,
)
from aqmap.words import listed
from aqmap.workspace.dispatch.reporting_units import dispatch_folder
from aqmap.workspace.workspace import Workspace


def read_rectification(workspace: Workspace) -> tuple[Rectification, ...]:
    """
    Read the rectification ledger, CSV or xlsx; empty where there is none.

    Raises
    ------
    TableError
        With every fault: wrong columns and cells, unknown places, numbers that stand twice, and
        what is called 已销号 without the day and the document of its acceptance.
    """
    path = table_file(dispatch_folder(workspace), "rectification")
    if not path.exists():
        return ()
    table = read_table(path, RECTIFICATION_COLUMNS)
    rows: list[Rectification] = []
    faults: list[tuple[int, Fault]] = []
    for number, row in table.checked().objects(
        lambda cells: Rectification(**cells), rectification_contradictions
    ):
        if isinstance(row, list):
            faults += ((number, table.bad_cell(number, cell)) for cell in row)
            continue
        problems = list(_problems(row, rows, table, number, workspace))
        faults += ((number, problem) for problem in problems)
        matches = (workspace.places.match(written).place for written in row.places)
        rows.append(replace(row, places=tuple(place.code for place in matches if place)))
    if faults or table.faults:
        raise TableError(table.in_order(faults))
    return tuple(rows)


def _problems(
    row: Rectification,
    earlier: list[Rectification],
    table: Table,
    number: int,
    workspace: Workspace,
) -> Iterator[Fault]:
    for written in row.places:
        match = workspace.places.match(written)
        if match.place is None:
            nearest = listed(match.nearest or [p.name.zh for p in match.candidates])
            yield table.fault(number, "measure_place", "places", found=written, nearest=nearest)
    if any(other.number == row.number for other in earlier):
        yield table.fault(number, "rectification_twice", "number", found=row.number)
