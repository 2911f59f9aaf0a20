"""The national archive's layout: ``date,hour,type`` and a column a station, 15 types a row each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from aqmap.read.stations.digits import Spots, parse_cells, parse_whole
from aqmap.read.stations.hours import HOURS, LARGEST, MISSING, Cells, Hours, Traps, no_hours
from aqmap.readings import POLLUTANTS

_HEAD = b"date,hour,type,"
_BOM = b"\xef\xbb\xbf"
_KNOWN = frozenset(
    one.encode()
    for one in ("AQI", "O3_8h", "O3_8h_24h", *POLLUTANTS, *(f"{name}_24h" for name in POLLUTANTS))
)
_KEYS = 3  # date, hour, type
_KEY = 40  # bytes that hold them
_DAY = re.compile(rb"\s*((?:19|20)\d\d)(-?)(\d\d)\2(\d\d)\s*")
_DIGITS_AND_COMMA = b"0123456789,"
_SHORT = 6  # digits that fit 32 bits as thousandths


def is_national(content: bytes) -> bool:
    """Return whether bytes begin like a file of the national archive."""
    start = content[:_KEY].removeprefix(_BOM).replace(b'"', b"").replace(b" ", b"")
    return start[: len(_HEAD)].lower() == _HEAD


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
    line = content[: max(content.find(b"\n"), 0)]
    if b'"' in line:
        content, line = content.replace(b'"', b""), line.replace(b'"', b"")
    header = _header(line, frozenset(stations) if stations is not None else None)
    traps.note(file, "column_without_name", header.nameless)
    dates, keys, rows = _rows(content, header.width, file, pollutants, traps)
    cells = _cells(rows, header, file, traps)
    cells, codes = _single_columns(cells, header.codes, file, traps)
    hours, met = _placed(dates, keys, cells, codes, pollutants, file)
    for trap, times in met.items():
        traps.note(file, trap, times)
    return hours


class _Header(NamedTuple):
    """
    What a first line tells.

    Attributes
    ----------
    width, nameless
        How many columns of stations there are, and how many of them have no name.
    columns, codes
        Which of them are wanted, and whose they are.
    """

    width: int
    nameless: int
    columns: npt.NDArray[np.intp]
    codes: Sequence[str]


@lru_cache(8)  # the files of an archive have but few
def _header(line: bytes, stations: frozenset[str] | None) -> _Header:
    names = [cell.strip().decode("ascii", "replace") for cell in line.split(b",")][_KEYS:]
    wanted = [n for n, one in enumerate(names) if one and (stations is None or one in stations)]
    codes = [names[n] for n in wanted]
    return _Header(len(names), names.count(""), np.array(wanted, dtype=np.intp), codes)


_Key = tuple[date, int, str]


def _rows(
    content: bytes, width: int, file: str, pollutants: Sequence[str], traps: Traps
) -> tuple[set[date], list[_Key], list[bytes]]:
    """Return the dates of all rows, and each wanted row's date, hour and type, and its cells."""
    wanted = {name.encode(): name for name in pollutants}
    whole = content.endswith(b"\n")
    told: set[bytes] = set()
    keys, rows = [], []
    for start, end in islice(_lines(content), 1, None):
        written, hour, kind, *_ = [
            *content[start : min(end, start + _KEY)].split(b",", _KEYS),
            b"",
            b"",
        ]
        told.add(written)
        name = wanted.get(kind.strip())
        cut = "row_cut_off" if end == len(content) and not whole else ""
        if name is None:
            if kind.strip() not in _KNOWN and content[start:end].strip():
                traps.note(file, cut or "row_of_unknown_type")
            continue
        day, clock = _day(written), _hour(hour)
        row = content[start + len(written) + len(hour) + len(kind) + _KEYS : end].rstrip(b"\r")
        if day is None or clock is None:
            traps.note(file, "row_without_time")
        elif row.count(b",") != width - 1:
            traps.note(file, cut or "row_of_other_width")
        else:
            keys.append((day, clock, name))
            rows.append(row)
    return {day for day in map(_day, told) if day}, keys, rows


def _cells(rows: Sequence[bytes], header: _Header, file: str, traps: Traps) -> Cells:
    """Return the wanted columns of all rows: shape (rows, columns)."""
    found = np.full((len(rows), len(header.codes)), MISSING, dtype=np.int32)
    if not header.codes:
        return found
    plain = [not row.translate(None, _DIGITS_AND_COMMA) for row in rows]  # nothing else in it
    for only_digits in (True, False):
        own = [n for n, one in enumerate(plain) if one == only_digits]
        if own:
            buffer, ends, lengths = _spots([rows[n] for n in own], header)
            if only_digits and int(lengths.max(initial=0)) <= _SHORT:
                values = parse_whole(buffer, ends, lengths)
            else:
                values, met = parse_cells(buffer, ends - lengths, ends)
                for trap in met:
                    traps.note(file, trap)
            found[own] = values.reshape(len(own), -1)
    if int(found.max(initial=0)) > LARGEST:
        traps.note(file, "impossible", (found > LARGEST).sum())
        found[found > LARGEST] = MISSING
    return found


def _spots(rows: Sequence[bytes], header: _Header) -> tuple[npt.NDArray[np.uint8], Spots, Spots]:
    """Return rows as one buffer, where the cells of the wanted columns end, and their lengths."""
    buffer = np.frombuffer(b",".join(rows) + b",", dtype=np.uint8)
    ends = np.flatnonzero(buffer == ord(","))
    lengths = ends - 1
    lengths[1:] -= ends[:-1]
    lengths[:1] += 1
    if len(header.codes) < header.width:
        ends = ends.reshape(len(rows), -1)[:, header.columns].ravel()
        lengths = lengths.reshape(len(rows), -1)[:, header.columns].ravel()
    return buffer, ends, lengths


def _single_columns(
    cells: Cells, codes: Sequence[str], file: str, traps: Traps
) -> tuple[Cells, list[str]]:
    """Return each station once; where its columns differ the hour has no value."""
    unique = sorted(set(codes))
    if unique == codes:
        return cells, unique
    if len(unique) == len(codes):
        return cells[:, np.argsort(np.array(codes), kind="stable")], unique
    found = np.empty((len(cells), len(unique)), dtype=np.int32)
    for n, code in enumerate(unique):
        own = cells[:, [k for k, other in enumerate(codes) if other == code]]
        found[:, n], differs = _agreed(own.T)
        traps.note(file, "column_twice", own.shape[1] - 1)
        traps.note(file, "column_twice_different", differs.sum())
    return found, unique


def _agreed(told: Cells) -> tuple[Cells, npt.NDArray[np.bool_]]:
    """Return what all rows agree on, `MISSING` where two of them differ, and where they do."""
    highest = told.max(axis=0)
    differs = ((told != MISSING) & (told != highest)).any(axis=0)
    return np.where(differs, MISSING, highest), differs


def _placed(  # noqa: PLR0917 - the inside of one function
    dates: Collection[date],
    keys: Sequence[_Key],
    cells: Cells,
    codes: Sequence[str],
    pollutants: Sequence[str],
    file: str,
) -> tuple[Hours, Counter[str]]:
    """Return rows put where they belong, and what was met; an hour that stands twice must agree."""
    met: Counter[str] = Counter()
    hours = no_hours(dates, codes, pollutants, file)
    position = {day: n for n, day in enumerate(hours.dates)}
    rows_of: dict[tuple[date, int, str], list[int]] = {}
    for n, key in enumerate(keys):
        rows_of.setdefault(key, []).append(n)
    for (day, hour, name), rows in rows_of.items():
        at = hours.values[name][position[day], hour]
        if len(rows) == 1:
            at[:] = cells[rows[0]]
            continue
        at[:], differs = _agreed(cells[rows])
        told = (cells[rows] != MISSING).sum(axis=0)
        met["twice_different"] += int(differs.sum())
        met["twice_same"] += int(np.maximum(told - 1, 0)[~differs].sum())
    there = Counter(day for day, _ in {(day, hour) for day, hour, _ in rows_of})
    met["hours_missing"] = sum(HOURS - count for count in there.values())
    return hours, met


@lru_cache(1024)
def _day(written: bytes) -> date | None:
    match = _DAY.fullmatch(written)
    try:
        return date(int(match[1]), int(match[3]), int(match[4])) if match else None
    except ValueError:
        return None


def _hour(written: bytes) -> int | None:
    text = written.strip()
    return int(text) if text.isdigit() and len(text) < 3 and int(text) < HOURS else None
