"""Daily values of stations, CSV or xlsx: what ``aqmap stations`` writes, and ``build`` reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aqmap.errors import AqmapError, Fault, TableError
from aqmap.files.read_table import CheckedTable, Table, ValueColumn, read_table
from aqmap.files.table_columns import BadCell
from aqmap.model.station_days import (
    DAY_COLUMNS,
    NO_DAYS,
    Making,
    Numbers,
    StationDays,
    contradictions,
)

Rows = npt.NDArray[np.intp]


def read_daily(paths: Sequence[Path], *, sources: Sequence[str]) -> StationDays:
    """
    Read tables of days.

    Parameters
    ----------
    paths
        Tables with the columns of `aqmap.model.station_days.StationDay`; only `place`, `date`,
        `basis` and `source` are needed, and lines at the top that begin with ``#`` are comments.
    sources
        Ids of the registered sources.

    Returns
    -------
    days
        All of them in the order of the files and rows.

    Raises
    ------
    TableError
        With every fault of every file: unreadable, wrong columns, rows with too few or too many
        cells, values that do not fit, unknown sources, days of a station that stand twice.
    """
    faults: list[Fault] = []
    days = NO_DAYS
    for path in paths:
        try:
            checked = read_table(path, DAY_COLUMNS).checked()
        except AqmapError as problem:
            faults += problem.faults
            continue
        table = checked.table
        of_file, rows, bad = _days(checked)
        before, days = days, StationDays.joined((days, of_file))
        faults += table.in_order(
            (
                *((row, table.bad_cell(row, cell)) for row, cells in bad.items() for cell in cells),
                *_unknown_sources(table, of_file, rows, sources),
                *_days_twice(table, days, len(before), rows),
            )
        )
    if faults:
        raise TableError(faults)
    return days


def _days(checked: CheckedTable) -> tuple[StationDays, Rows, dict[int, list[BadCell]]]:
    """Return the days of the rows that fit, which rows they are, and what is wrong with others."""
    fits = np.ones(len(checked.table), dtype=bool)
    fits[list(checked.bad)] = False
    rows = np.flatnonzero(fits)
    columns = checked.values
    makings, made = _makings(columns, rows)
    place, dates = columns["place"], columns["date"]
    ordinals = np.array([day.toordinal() if day else 0 for day in dates.values], dtype=np.int32)
    days = StationDays(
        tuple(code or "" for code in place.values),
        makings,
        place.numbers[rows],
        made,
        ordinals[dates.numbers[rows]],
        _whole(columns["pm25"], rows),
        _whole(columns["aqi"], rows),
        _whole(columns["pm25_hours"], rows),
    )
    bad = dict(checked.bad)
    contradicted = {
        (has_index, number): contradictions(making, has_index=has_index)
        for number, making in enumerate(makings)
        for has_index in (False, True)
    }
    wrong = np.zeros(len(rows), dtype=bool)
    for (has_index, number), problems in contradicted.items():
        if not problems:
            continue
        of_kind = (days.made == number) & ((days.aqi >= 0) == has_index)
        wrong |= of_kind
        for spot in np.flatnonzero(of_kind).tolist():
            index = str(days.aqi[spot])
            bad[int(rows[spot])] = [
                cell._replace(found=index) if cell.column == "aqi" else cell for cell in problems
            ]
    return days.taken(~wrong), rows[~wrong], bad


def _whole(column: ValueColumn, rows: Rows) -> Numbers:
    values = [-1 if value is None else value for value in column.values]
    return np.array(values, dtype=np.int32)[column.numbers[rows]]


def _makings(columns: Mapping[str, ValueColumn], rows: Rows) -> tuple[tuple[Making, ...], Numbers]:
    """Return the different makings of rows, and by row which of them."""
    chosen = [columns[name] for name in Making._fields]
    combined = np.zeros(len(rows), dtype=np.int64)
    for column in chosen:  # made small again each time, so that it never overflows
        combined = combined * len(column.values) + column.numbers[rows]
        _, first, combined = np.unique(combined, return_index=True, return_inverse=True)
    makings: dict[Making, int] = {}
    numbers = []
    for row in rows[first] if len(rows) else ():
        making = Making(*(column.values[column.numbers[row]] for column in chosen))
        numbers.append(makings.setdefault(making, len(makings)))
    return tuple(makings), np.array(numbers, dtype=np.int32)[combined]


def _unknown_sources(
    table: Table, days: StationDays, rows: Rows, sources: Sequence[str]
) -> Iterator[tuple[int, Fault]]:
    known = np.array([making.source in sources for making in days.makings], dtype=bool)
    for spot in np.flatnonzero(~known[days.made]).tolist():
        found, row = days.makings[days.made[spot]].source, int(rows[spot])
        yield row, table.fault(row, "source_unknown", "source", found=found)


def _days_twice(
    table: Table, days: StationDays, before: int, rows: Rows
) -> Iterator[tuple[int, Fault]]:
    """Yield the rows whose days stand in a row above, or in a file before: `before` days."""
    keys = days.place * np.int64(1 << 32) + days.ordinal
    _, first = np.unique(keys, return_index=True)
    again = np.ones(len(keys), dtype=bool)
    again[first] = False
    for spot in np.flatnonzero(again[before:]).tolist():
        row = int(rows[spot])
        name = days.places[days.place[before + spot]]
        found = f"{name} {days.day(before + spot)}"
        yield row, table.fault(row, "day_twice", "date", found=found)
