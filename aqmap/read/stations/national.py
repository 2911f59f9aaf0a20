"""The national archive's layout: ``date,hour,type`` and a column a station, 15 types a row each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import islice

import numpy as np
import numpy.typing as npt

from aqmap.read.stations.digits import Spots, parse_cells, parse_whole
from aqmap.read.stations.hours import HOURS, LARGEST, MISSING, Cells, Hours, Traps
from aqmap.readings import POLLUTANTS

_HEAD = b"date,hour,type,"
_BOM = b"\xef\xbb\xbf"
_OTHERS = frozenset(
    ["AQI", "O3_8h", "O3_8h_24h", *(f"{name}_24h" for name in POLLUTANTS)],
)
_KEYS = 3  # date, hour, type
_KEY = 40  # bytes that hold them
_DIGITS_AND_COMMA = b"0123456789,"
_SHORT = 6  # digits that fit 32 bits as thousandths


def is_national(content: bytes) -> bool:
    """Return whether bytes begin like a file of the national archive."""
    return content.removeprefix(_BOM)[: len(_HEAD)].lower() == _HEAD


def national_dates(content: bytes) -> set[date]:
    """Return the dates that a file's rows are labelled with."""
    told = {content[start : start + 8] for start, _ in islice(_lines(content), 1, None)}
    return {day for day in map(_day, told) if day}


def _lines(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends: most lines of an archive are never looked into."""
    start = 0
    while start < len(content):
        end = content.find(b"\n", start)
        end = len(content) if end < 0 else end
        yield start, end
        start = end + 1


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
    content = content.removeprefix(_BOM)
    header = content[: max(content.find(b"\n"), 0)]
    names = [cell.strip().decode("ascii", "replace") for cell in header.split(b",")]
    columns = [
        n for n, name in enumerate(names[_KEYS:]) if name and (stations is None or name in stations)
    ]
    traps.note(file, "column_without_name", sum(not name for name in names[_KEYS:]))
    keys, rows = [], []
    for key, row in _rows(content, len(names), file, pollutants, traps):
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
    content: bytes, width: int, file: str, pollutants: Sequence[str], traps: Traps
) -> Iterator[tuple[tuple[date, int, str], bytes]]:
    """Yield each wanted row's date, hour and type, and its cells."""
    wanted = set(pollutants)
    whole = content.endswith(b"\n")
    for start, end in islice(_lines(content), 1, None):
        written, hour, kind, *_ = [
            *content[start : min(end, start + _KEY)].split(b",", _KEYS),
            b"",
            b"",
        ]
        name = kind.strip().decode("ascii", "replace")
        cut = "row_cut_off" if end == len(content) and not whole else ""
        if name not in wanted:
            if name not in _OTHERS and name not in POLLUTANTS and content[start:end].strip():
                traps.note(file, cut or "row_of_unknown_type")
            continue
        row = content[start:end].rstrip(b"\r")
        day, clock = _day(written), _hour(hour)
        if day is None or clock is None:
            traps.note(file, "row_without_time")
        elif row.count(b",") != width - 1:
            traps.note(file, cut or "row_of_other_width")
        else:
            yield (day, clock, name), row.split(b",", _KEYS)[_KEYS]


def _cells(
    rows: Sequence[bytes], width: int, columns: Sequence[int], file: str, traps: Traps
) -> Cells:
    """Return the wanted columns of all rows: shape (rows, columns)."""
    found = np.full((len(rows), len(columns)), MISSING, dtype=np.int32)
    if not columns:
        return found
    plain = [not row.translate(None, _DIGITS_AND_COMMA) for row in rows]  # nothing else in it
    for only_digits in (True, False):
        own = [n for n, one in enumerate(plain) if one == only_digits]
        if own:
            buffer, starts, ends = _spots([rows[n] for n in own], width, columns)
            if only_digits and int((ends - starts).max(initial=0)) <= _SHORT:
                values = parse_whole(buffer, starts, ends)
            else:
                values, met = parse_cells(buffer, starts, ends)
                for trap in met:
                    traps.note(file, trap)
            found[own] = values.reshape(len(own), len(columns))
    impossible = found > LARGEST
    traps.note(file, "impossible", impossible.sum())
    found[impossible] = MISSING
    return found


def _spots(
    rows: Sequence[bytes], width: int, columns: Sequence[int]
) -> tuple[npt.NDArray[np.uint8], Spots, Spots]:
    """Return rows as one buffer, and where the cells of the wanted columns begin and end."""
    buffer = np.frombuffer(b"\n".join(rows) + b"\n", dtype=np.uint8)
    found = np.flatnonzero((buffer == ord(",")) | (buffer == ord("\n")))
    ends: Spots = found.astype(np.int32).reshape(len(rows), width)
    starts = np.empty_like(ends)
    starts.flat[0] = 0
    starts.flat[1:] = ends.flat[:-1] + 1
    if len(columns) < width:
        picked = np.array(columns)
        starts, ends = starts[:, picked], ends[:, picked]
    return buffer, starts.ravel(), ends.ravel()


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
