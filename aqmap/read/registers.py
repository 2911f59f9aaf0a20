"""Registers of measures as CSV: what ``aqmap read --measures`` writes, and people correct."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

from aqmap.errors import AqmapError, Fault, TableError
from aqmap.figures import unguarded
from aqmap.measures import COLUMNS, REQUIRED, Measure, parse_measure
from aqmap.places import Places
from aqmap.textfiles import read_text


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
            rows = list(_read_rows(path, faults))
        except AqmapError as problem:
            faults += problem.faults
            continue
        for line, row in rows:
            read = parse_measure(row)
            if isinstance(read, list):
                faults += (
                    Fault("cell_value", path, _at(line, cell.column), **cell.facts) for cell in read
                )
                continue
            problems = list(_faults_of(read, (path, line), places, sources))
            if read.id in measures:
                problems.append(Fault("measure_twice", path, _at(line, "id"), found=read.id))
            if not problems:
                codes = [place.code for p in read.places if (place := places.match(p).place)]
                measures[read.id] = replace(read, places=tuple(dict.fromkeys(codes)))
            faults += problems
    if faults:
        raise TableError(faults)
    return tuple(measures.values())


def _at(line: int, column: str) -> str:
    return f"line {line}, column {column}"


def _read_rows(path: Path, faults: list[Fault]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row with its line."""
    lines = read_text(path).split("\n")
    skipped = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.reader(StringIO("\n".join(lines[skipped:]), newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        unknown = [name for name in header if name not in COLUMNS]
        missing = [name for name in REQUIRED if name not in header]
        if unknown:
            raise TableError(Fault("measure_column", path, found=", ".join(unknown)))
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


def _faults_of(
    measure: Measure, at: tuple[Path, int], places: Places, sources: Sequence[str]
) -> Iterator[Fault]:
    path, line = at
    if measure.source not in sources:
        yield Fault("source_unknown", path, _at(line, "source"), found=measure.source)
    for written in measure.places:
        found = places.match(written)
        if found.place is None:
            nearest = "、".join(found.nearest or (p.name.zh for p in found.candidates))
            facts = {"found": written, "nearest": nearest}
            yield Fault("measure_place", path, _at(line, "places"), **facts)
