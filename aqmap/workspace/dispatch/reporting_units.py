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
        With every fault: wrong columns and cells, places and rows that nothing defines, ids and
        names that stand twice.
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
        for earlier in units:
            if earlier.id.casefold() == unit.id.casefold():
                problems.append(table.fault(row, "dispatch_unit_twice", "unit", found=unit.id))
            elif earlier.name == unit.name and earlier.meets(unit):
                facts = {"found": unit.name, "other": earlier.id}
                problems.append(table.fault(row, "dispatch_name_twice", "name", **facts))
        found += ((row, problem) for problem in problems)
        places = [p.code for written in unit.places if (p := workspace.places.match(written).place)]
        units.append(replace(unit, places=tuple(places)))
    if found:
        raise TableError(table.in_order(found))
    return tuple(units)


def _problems(unit: ReportingUnit, table: Table, row: int, workspace: Workspace) -> Iterator[Fault]:
    for column, parts in (("places", unit.places), ("rows", unit.rows)):
        for written in parts:
            if "；" in written:
                yield table.fault(row, "dispatch_separator", column, found=written)
    for written in unit.places:
        if "；" in written:
            continue
        match = workspace.places.match(written)
        if match.place is None:
            near = match.nearest or [p.name.zh for p in match.candidates]
            code = "measure_place" if near else "dispatch_place"
            yield table.fault(row, code, "places", found=written, nearest=listed(near))
    for indicator in unit.rows:
        if "；" not in indicator and indicator not in workspace.indicators:
            yield table.fault(row, "undefined_name", "rows", found=indicator)


def dispatch_folder(workspace: Workspace) -> Path:
    """Return the folder of the units and the ledger."""
    return workspace.data / FOLDER
