"""The national archive's layout: ``date,hour,type`` and a column a station, 15 types a row each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date

import numpy as np

from aqmap.read.stations.digits import parse_cells
from aqmap.read.stations.hours import HOURS, MISSING, Cells, Hours, Traps
from aqmap.readings import POLLUTANTS

_HEAD = b"date,hour,type,"
_BOM = b"\xef\xbb\xbf"
_OTHERS = frozenset(
    ["AQI", "O3_8h", "O3_8h_24h", *(f"{name}_24h" for name in POLLUTANTS)],
)
_KEYS = 3  # date, hour, type


def is_national(content: bytes) -> bool:
    """Return whether bytes begin like a file of the national archive."""
    return content.removeprefix(_BOM)[: len(_HEAD)].lower() == _HEAD


def national_dates(content: bytes) -> set[date]:
    """Return the dates that a file's rows are labelled with."""
    return {day for day in map(_day, {line[:8] for line in content.split(b"\n")[1:]}) if day}


def read_national(
    content: bytes,
    file: str,
    *,
    pollutants: Sequence[str],
    stations: Collection[str] | None,
    traps: Traps,
) -> Hours:
    """
    Read a file of the national archive, of one day or of many.

    Parameters
    ----------
    content
        Its bytes; only the rows of the pollutants asked for are parsed.
    file
        Its name, for the traps.
    pollutants
        Row types; all others are dropped unread.
    stations
        Codes to keep; none keeps every column.
    traps
        Counts what is met: rows cut off, columns twice, hours twice, cells that are no number.
    """
    lines = content.removeprefix(_BOM).split(b"\n")
    names = [cell.strip().decode("ascii", "replace") for cell in lines[0].split(b",")]
    columns = [
        n for n, name in enumerate(names[_KEYS:]) if name and (stations is None or name in stations)
    ]
    traps.note(file, "column_without_name", sum(not name for name in names[_KEYS:]))
    keys, rows = [], []
    for key, row in _rows(lines, len(names), file, pollutants, traps):
        keys.append(key)
        rows.append(row)
    cells = _cells(rows, len(names) - _KEYS, columns, file, traps)
    codes = [names[_KEYS + n] for n in columns]
    cells, codes = _single_columns(cells, codes, file, traps)
    placed = _placed(keys, cells, codes, pollutants)
    for trap, times in placed[1].items():
        traps.note(file, trap, times)
    return placed[0]


def _rows(
    lines: Sequence[bytes], width: int, file: str, pollutants: Sequence[str], traps: Traps
) -> Iterator[tuple[tuple[date, int, str], bytes]]:
    """Yield each wanted row's date, hour and type, and its cells."""
    wanted = set(pollutants)
    for n, line in enumerate(lines[1:], 2):
        row = line.rstrip(b"\r")
        if not row:
            continue
        written, hour, kind, rest = [*row.split(b",", _KEYS), b"", b"", b""][: _KEYS + 1]
        name = kind.decode("ascii", "replace")
        if name not in wanted:
            if name not in _OTHERS and name not in POLLUTANTS:
                traps.note(file, "row_cut_off" if n == len(lines) else "row_of_unknown_type")
            continue
        day, clock = _day(written), _hour(hour)
        if day is None or clock is None:
            traps.note(file, "row_without_time")
        elif row.count(b",") != width - 1:
            traps.note(file, "row_cut_off" if n == len(lines) else "row_of_other_width")
        else:
            yield (day, clock, name), rest


def _cells(
    rows: Sequence[bytes], width: int, columns: Sequence[int], file: str, traps: Traps
) -> Cells:
    """Return the wanted columns of all rows: shape (rows, columns)."""
    if not rows or not columns:
        return np.full((len(rows), len(columns)), MISSING, dtype=np.int32)
    buffer = np.frombuffer(b"\n".join(rows) + b"\n", dtype=np.uint8)
    ends = np.flatnonzero((buffer == ord(",")) | (buffer == ord("\n"))).reshape(len(rows), width)
    starts = np.empty_like(ends)
    starts.flat[0] = 0
    starts.flat[1:] = ends.flat[:-1] + 1
    picked = np.array(columns)
    values, met = parse_cells(buffer, starts[:, picked].ravel(), ends[:, picked].ravel())
    for trap in met:
        traps.note(file, trap)
    return values.reshape(len(rows), len(columns))


def _single_columns(
    cells: Cells, codes: Sequence[str], file: str, traps: Traps
) -> tuple[Cells, list[str]]:
    """Return each station once; where its columns differ the hour has no value."""
    unique = sorted(set(codes))
    if len(unique) == len(codes):
        order = np.argsort(np.array(codes), kind="stable") if codes else np.array([], dtype=int)
        return cells[:, order], unique
    found = np.full((len(cells), len(unique)), MISSING, dtype=np.int32)
    for n, code in enumerate(unique):
        own = cells[:, [k for k, other in enumerate(codes) if other == code]]
        highest = own.max(axis=1)
        differs = ((own != MISSING) & (own != highest[:, None])).any(axis=1)
        found[:, n] = np.where(differs, MISSING, highest)
        traps.note(file, "column_twice", own.shape[1] - 1)
        traps.note(file, "column_twice_different", differs.sum())
    return found, unique


def _placed(
    keys: Sequence[tuple[date, int, str]],
    cells: Cells,
    codes: Sequence[str],
    pollutants: Sequence[str],
) -> tuple[Hours, Counter[str]]:
    """Return rows put where they belong, and what was met; an hour that stands twice must agree."""
    met: Counter[str] = Counter()
    dates = tuple(sorted({day for day, _, _ in keys}))
    position = {day: n for n, day in enumerate(dates)}
    shape = (len(dates), HOURS, len(codes))
    values = {name: np.full(shape, MISSING, dtype=np.int32) for name in pollutants}
    lost = {name: np.zeros(shape, dtype=bool) for name in pollutants}
    seen: set[tuple[date, int, str]] = set()
    for key, row in zip(keys, cells, strict=True):
        day, hour, name = key
        at = values[name][position[day], hour]
        if key in seen:
            both = (at != MISSING) & (row != MISSING)
            met["twice_same"] += int((both & (at == row)).sum())
            lost[name][position[day], hour] |= both & (at != row)
        seen.add(key)
        np.copyto(at, row, where=row != MISSING)
    for name in pollutants:
        met["twice_different"] += int(lost[name].sum())
        values[name][lost[name]] = MISSING
    told = Counter(day for day, _ in {(day, hour) for day, hour, _ in seen})
    met["hours_missing"] = sum(HOURS - count for count in told.values())
    return Hours(dates, tuple(codes), values), met


def _day(written: bytes) -> date | None:
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:8]))
    except ValueError:
        return None


def _hour(written: bytes) -> int | None:
    text = written.strip()
    return int(text) if text.isdigit() and len(text) < 3 and int(text) < HOURS else None
