"""Registers of measures, CSV or xlsx: what ``aqmap read --measures`` writes, and people correct."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from aqmap.errors import AqmapError, Fault, TableError
from aqmap.files.read_table import Table, read_table
from aqmap.model.measures import MEASURE_COLUMNS, Measure, measure_of
from aqmap.words import listed
from aqmap.workspace.places import Places


def read_registers(
    paths: Sequence[Path], *, places: Places, sources: Sequence[str]
) -> tuple[Measure, ...]:
    """
    Read registers of measures.

    Parameters
    ----------
    paths
        CSV or xlsx files with the columns of ``docs/measures.md``; only `source`, `number` and
        `title` are needed, and lines at the top that begin with ``#`` are comments.
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
            table = read_table(path, MEASURE_COLUMNS)
        except AqmapError as problem:
            faults += problem.faults
            continue
        of_rows: list[tuple[int, Fault]] = []
        for row, measure in table.checked().objects(measure_of):
            if isinstance(measure, list):
                of_rows += ((row, table.bad_cell(row, cell)) for cell in measure)
                continue
            problems = list(_faults_of(measure, (table, row), places, sources))
            if measure.id in measures:
                problems.append(table.fault(row, "measure_twice", "id", found=measure.id))
            if not problems:
                codes = [place.code for p in measure.places if (place := places.match(p).place)]
                measures[measure.id] = replace(measure, places=tuple(dict.fromkeys(codes)))
            of_rows += ((row, problem) for problem in problems)
        faults += table.in_order(of_rows)
    if faults:
        raise TableError(faults)
    return tuple(measures.values())


def _faults_of(
    measure: Measure, cell: tuple[Table, int], places: Places, sources: Sequence[str]
) -> Iterator[Fault]:
    table, row = cell
    if measure.source not in sources:
        yield table.fault(row, "source_unknown", "source", found=measure.source)
    for written in measure.places:
        match = places.match(written)
        if match.place is None:
            nearest = listed(match.nearest or [p.name.zh for p in match.candidates])
            yield table.fault(row, "measure_place", "places", found=written, nearest=nearest)
