"""``data/dispatch/units.csv``: the units that report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from aqmap.errors import Fault, SourceError, TableError
from aqmap.files.read_table import Table, read_table
from aqmap.files.table_files import table_file
from aqmap.model.dispatch.unit_rows import (
    UNIT_COLUMNS,
    ReportingUnit,
    unit_contradictions,
    unit_of,
)
from aqmap.words import listed
from aqmap.workspace.workspace import Workspace

FOLDER = "dispatch"


def read_reporting_units(workspace: Workspace) -> tuple[ReportingUnit, ...]:
    """
    Read the units that report, CSV or xlsx; their places may be written by code or any name.

    Raises
    ------
    SourceError
        If there is no such table.
    TableError
        With every fault: wrong columns and cells, places and rows that nothing defines, ids that
        stand twice, a row of a place that two counties or zones fill at one time.
    """
    path = table_file(workspace.data / FOLDER, "units")
    if not path.exists():
        raise SourceError(Fault("dispatch_units_missing", path))
    table = read_table(path, UNIT_COLUMNS)
    units: list[ReportingUnit] = []
    found: list[tuple[int, Fault]] = []
    for row, unit in table.checked().objects(unit_of, unit_contradictions):
        if isinstance(unit, list):
            found += ((row, table.bad_cell(row, cell)) for cell in unit)
            continue
        problems = list(_problems(unit, table, row, workspace))
        problems += [
            table.fault(row, "dispatch_unit_twice", "unit", found=unit.id)
            for earlier in units
            if earlier.id == unit.id
        ]
        found += ((row, problem) for problem in problems)
        places = [p.code for written in unit.places if (p := workspace.places.match(written).place)]
        units.append(replace(unit, places=tuple(places)))
    if found:
        raise TableError(table.in_order(found))
    return tuple(units)


def _problems(unit: ReportingUnit, table: Table, row: int, workspace: Workspace) -> Iterator[Fault]:
    for written in unit.places:
        match = workspace.places.match(written)
        if match.place is None:
            nearest = listed(match.nearest or [p.name.zh for p in match.candidates])
            yield table.fault(row, "measure_place", "places", found=written, nearest=nearest)
    for indicator in unit.rows:
        if indicator not in workspace.indicators:
            yield table.fault(row, "undefined_name", "rows", found=indicator)


def dispatch_folder(workspace: Workspace) -> Path:
    """Return the folder of the units and the ledger."""
    return workspace.data / FOLDER
