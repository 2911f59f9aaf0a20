"""Daily values of stations as CSV: what ``aqmap stations`` writes, and ``build`` reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from aqmap.errors import AqmapError, Fault, TableError
from aqmap.model.station_days import COLUMNS, REQUIRED, StationDay, parse_day
from aqmap.read.tables.csv_rows import Columns, read_rows, spot

_COLUMNS = Columns(COLUMNS, REQUIRED, "daily_column")


def read_daily(paths: Sequence[Path], *, sources: Sequence[str]) -> tuple[StationDay, ...]:
    """
    Read tables of days.

    Parameters
    ----------
    paths
        CSV files with the columns of `aqmap.daily.StationDay`; only `place`, `date`, `basis` and
        `source` are needed, and lines at the top that begin with ``#`` are comments.
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
    found: dict[tuple[str, date], StationDay] = {}
    known = frozenset(sources)
    for path in paths:
        try:
            rows = list(read_rows(path, _COLUMNS, faults))
        except AqmapError as problem:
            faults += problem.faults
            continue
        for line, row in rows:
            day = parse_day(row)
            if isinstance(day, list):
                faults += (
                    Fault("cell_value", path, spot(line, cell.column), **cell.facts) for cell in day
                )
                continue
            if day.source not in known:
                faults.append(Fault("source_unknown", path, spot(line, "source"), found=day.source))
            if found.setdefault((day.place, day.date), day) is not day:
                twice = f"{day.place} {day.date}"
                faults.append(Fault("day_twice", path, spot(line, "date"), found=twice))
    if faults:
        raise TableError(faults)
    return tuple(found.values())
