"""Registers of measures as CSV: what ``aqmap read --measures`` writes, and people correct."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from aqmap.errors import AqmapError, Fault, TableError
from aqmap.model.measures import COLUMNS, REQUIRED, Measure, parse_measure
from aqmap.read.tables.csv_rows import Columns, read_rows, spot
from aqmap.workspace.places import Places

_COLUMNS = Columns(COLUMNS, REQUIRED, "measure_column")


def read_registers(
    paths: Sequence[Path], *, places: Places, sources: Sequence[str]
) -> tuple[Measure, ...]:
    """
    Read registers of measures.

    Parameters
    ----------
    paths
        CSV files with the columns of ``docs/measures.md``; only `source`, `number` and `title` are
        needed, and lines at the top that begin with ``#`` are comments.
    places
        A place may be written by code or by any of its names.
    sources
        Ids of the registered sources.

    Returns
    -------
    measures
        All of them in the order of the files and rows, their places as codes.

    Raises
    ------
    TableError
        With every fault of every file: unreadable, wrong columns, rows with too few or too many
        cells, values that do not fit, unknown places and sources, ids that stand twice.
    """
    faults: list[Fault] = []
    measures: dict[str, Measure] = {}
    for path in paths:
        try:
            rows = list(read_rows(path, _COLUMNS, faults))
        except AqmapError as problem:
            faults += problem.faults
            continue
        for line, row in rows:
            read = parse_measure(row)
            if isinstance(read, list):
                faults += (
                    Fault("cell_value", path, spot(line, cell.column), **cell.facts)
                    for cell in read
                )
                continue
            problems = list(_faults_of(read, (path, line), places, sources))
            if read.id in measures:
                problems.append(Fault("measure_twice", path, spot(line, "id"), found=read.id))
            if not problems:
                codes = [place.code for p in read.places if (place := places.match(p).place)]
                measures[read.id] = replace(read, places=tuple(dict.fromkeys(codes)))
            faults += problems
    if faults:
        raise TableError(faults)
    return tuple(measures.values())


def _faults_of(
    measure: Measure, at: tuple[Path, int], places: Places, sources: Sequence[str]
) -> Iterator[Fault]:
    path, line = at
    if measure.source not in sources:
        yield Fault("source_unknown", path, spot(line, "source"), found=measure.source)
    for written in measure.places:
        found = places.match(written)
        if found.place is None:
            nearest = "、".join(found.nearest or (p.name.zh for p in found.candidates))
            facts = {"found": written, "nearest": nearest}
            yield Fault("measure_place", path, spot(line, "places"), **facts)
