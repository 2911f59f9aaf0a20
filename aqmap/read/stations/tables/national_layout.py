"""The national archive's layout: ``date,hour,type`` and a column a station, 15 types a row each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from aqmap.errors import Fault, SourceError
from aqmap.model.natural_days import POLLUTANTS
from aqmap.read.stations.hours import HOURS, LARGEST, MISSING, Cells, Hours, Traps, no_hours
from aqmap.read.stations.tables.fast_numbers import Spots, parse_cells, parse_whole
from aqmap.read.stations.tables.ozone_columns import MAXIMUM, checked_ozone

_HEAD = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:["\s]*[\w: ]{0,12}["\s]*[,;\t])?"""
    rb"""\s*"?date"?\s*([,;\t])\s*"?hour"?\s*\1\s*"?type"?\s*[,;\t\r\n]""",
    re.IGNORECASE,
)
_BOM = b"\xef\xbb\xbf"
_KNOWN = frozenset(
    name.encode()
    for name in (
        "AQI",
        "O3_8h",
        "O3_8h_24h",
        *POLLUTANTS,
        *(f"{pollutant}_24h" for pollutant in POLLUTANTS),
    )
)
_AGAIN = re.compile(r"(.+)\.\d+")  # 2691A.1: what pandas makes of a second column 2691A
_KEYS = 3  # date, hour, type
_KEY = 40  # bytes that hold them
_DAY = re.compile(
    rb"\s*((?:19|20)\d\d)(?:(\d\d)(\d\d)|([-/.])(\d\d?)\4(\d\d?))(?:\.0| 00:00:00)?\s*"
)
_DIGITS_AND_COMMA = b"0123456789,"
_SHORT = 6  # digits that fit 32 bits as thousandths


def is_national(content: bytes) -> bool:
    """Return whether bytes begin like a file of the national archive, however saved again."""
    return _HEAD.match(content) is not None


def _plain(content: bytes) -> tuple[bytes, bytes]:
    """Return a file as the archive writes it, and its header: others quote, indent or number."""
    content = content.removeprefix(_BOM)
    if b"\n" not in content:
        content = content.replace(b"\r", b"\n")
    line = content[: max(content.find(b"\n"), 0)]
    if b'"' in line:
        content = content.replace(b'"', b"")
    if b"," not in line:
        content = content.replace(b";", b",").replace(b"\t", b",")
    header = content[: max(content.find(b"\n"), 0)]
    before = header.lower().find(b"date")  # a column of row numbers has no name, or one of its own
    if b"," in header[: max(before, 0)]:
        content = re.sub(rb"(?m)^[^,\n]*,", b"", content)
        header = content[: max(content.find(b"\n"), 0)]
    return content, header


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

    Raises
    ------
    SourceError
        If it is no text, or has more dates and stations than any file.
    """
    if b"\0" in content:
        raise SourceError(Fault("encoding_unknown", file, f"byte {content.index(0)}"))
    hours = typed_hours(content, file, pollutants, stations, traps)
    if "O3" in pollutants and MAXIMUM.encode() in content:
        maxima = typed_hours(content, file, (MAXIMUM,), stations, Traps())
        hours = replace(hours, values={**hours.values, **maxima.values})
    return checked_ozone(hours, file, traps)


def holds_values(hours: Hours) -> bool:
    """Return whether there is any hourly mean."""
    return any((values != MISSING).any() for values in hours.values.values())


def no_hours_because(content: bytes) -> str:
    """
    Return the trap of a file of the national layout that is no stations' hours at all.

    ``city_file`` where its columns are cities, ``only_daily_means`` where its rows are means of
    24 hours; empty for any other.
    """
    content, line = _plain(content)
    names = [name.strip() for name in _decoded(line).split(",")[_KEYS:]]
    if any(names) and all(re.search(r"[\u4e00-\u9fff]", name) for name in names if name):
        return "city_file"
    kinds = {
        cells[2].strip()
        for start, end in islice(_lines(content), 1, None)
        if len(cells := content[start : min(end, start + _KEY)].split(b",", _KEYS)) > 2
    }
    hourly = kinds & {name.encode() for name in POLLUTANTS}
    return "only_daily_means" if kinds & _KNOWN - {b"AQI"} and not hourly else ""


def _decoded(line: bytes) -> str:
    """Return a head's text: names of cities come in either of China's encodings."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("gb18030", "replace")


def typed_hours(
    content: bytes,
    file: str,
    types: Sequence[str],
    columns: Collection[str] | None,
    traps: Traps,
) -> Hours:
    """Return the hours of some types of rows, and of some columns, in place of pollutants'."""
    content, line = _plain(content)
    header = _header(line, frozenset(columns) if columns is not None else None)
    traps.note(file, "column_without_name", header.nameless)
    dates, keys, rows = _rows(content, header.width, file, types, traps)
    cells = _cells(rows, header, file, traps)
    empty = np.flatnonzero((cells == MISSING).all(axis=0))
    if rows and len(empty):
        traps.note(file, "column_empty", len(empty), header.codes[empty[0]])
    cells, codes = _single_columns(cells, header.codes, file, traps)
    hours, traps_met = _placed(dates, keys, cells, codes, types, file)
    for trap, times in traps_met.items():
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
    names = [cell.strip() for cell in line.decode("utf-8", "replace").split(",")][_KEYS:]
    present = set(names)
    names = [m[1] if (m := _AGAIN.fullmatch(name)) and m[1] in present else name for name in names]
    wanted = [n for n, name in enumerate(names) if name and (stations is None or name in stations)]
    codes = [names[n] for n in wanted]
    return _Header(len(names), names.count(""), np.array(wanted, dtype=np.intp), codes)


_Key = tuple[date, int, str]


def _rows(
    content: bytes, width: int, file: str, pollutants: Sequence[str], traps: Traps
) -> tuple[set[date], list[_Key], list[bytes]]:
    """Return the dates of all rows, and each wanted row's date, hour and type, and its cells."""
    wanted = {name.encode(): name for name in pollutants}
    whole = content.endswith(b"\n")
    dates_written: set[bytes] = set()
    keys, rows = [], []
    for n, (start, end) in enumerate(islice(_lines(content), 1, None), 2):
        written, hour, kind, *_ = [
            *content[start : min(end, start + _KEY)].split(b",", _KEYS),
            b"",
            b"",
        ]
        dates_written.add(written)
        name = wanted.get(kind.strip())
        cut = "row_cut_off" if end == len(content) and not whole else ""
        if name is None:
            if kind.strip() not in _KNOWN and content[start:end].strip():
                traps.note(file, cut or "row_of_unknown_type", spot=_line_spot(n, kind.strip()))
            continue
        moment = _moment(written, hour)
        row = content[start + len(written) + len(hour) + len(kind) + _KEYS : end].rstrip(b"\r")
        if moment is None:
            traps.note(file, "row_without_time", spot=_line_spot(n, content[start : start + _KEY]))
        elif row.count(b",") != width - 1:
            spot = f"{row.count(b',') + 1} ≠ {width}"
            traps.note(file, cut or "row_of_other_width", spot=_line_spot(n, spot.encode()))
        else:
            if cut:
                traps.note(file, "no_line_end", spot=_line_spot(n, row[-_KEY:]))
            keys.append((*moment, name))
            rows.append(row)
    dates = {day for day in map(_day, dates_written) if day} | {day for day, _, _ in keys}
    return dates, keys, rows


def _line_spot(line: int, content: bytes) -> str:
    return f"line {line}: {content.decode('utf-8', 'replace').strip()}"


def _cells(rows: Sequence[bytes], header: _Header, file: str, traps: Traps) -> Cells:
    """Return the wanted columns of all rows: shape (rows, columns)."""
    cells = np.full((len(rows), len(header.codes)), MISSING, dtype=np.int32)
    if not header.codes:
        return cells
    digits_alone = [not row.translate(None, _DIGITS_AND_COMMA) for row in rows]
    for only_digits in (True, False):
        group = [n for n, digits in enumerate(digits_alone) if digits == only_digits]
        if group:
            buffer, ends, lengths = _spots([rows[n] for n in group], header)
            if only_digits and int(lengths.max(initial=0)) <= _SHORT:
                values = parse_whole(buffer, ends, lengths)
            else:
                values, traps_met = parse_cells(buffer, ends - lengths, ends)
                for trap, cell in traps_met.items():
                    code = header.codes[cell.first % len(header.codes)]
                    traps.note(file, trap, cell.times, f"{code}: {cell.text}")
            cells[group] = values.reshape(len(group), -1)
    if int(cells.max(initial=0)) > LARGEST:
        row, column = np.argwhere(cells > LARGEST)[0]
        first = f"{header.codes[column]}: {rows[row].split(b',')[header.columns[column]].decode()}"
        traps.note(file, "impossible", (cells > LARGEST).sum(), first)
        cells[cells > LARGEST] = MISSING
    return cells


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
    single = np.empty((len(cells), len(unique)), dtype=np.int32)
    columns_of: dict[str, list[int]] = {}
    for column, code in enumerate(codes):
        columns_of.setdefault(code, []).append(column)
    for n, code in enumerate(unique):
        columns = cells[:, columns_of[code]]
        single[:, n], differs = _agreed(columns.T)
        traps.note(file, "column_twice", columns.shape[1] - 1)
        traps.note(file, "column_twice_different", differs.sum())
    return single, unique


def _agreed(rows: Cells) -> tuple[Cells, npt.NDArray[np.bool_]]:
    """Return what all rows agree on, `MISSING` where two of them differ, and where they do."""
    highest = rows.max(axis=0)
    differs = ((rows != MISSING) & (rows != highest)).any(axis=0)
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
    traps_met: Counter[str] = Counter()
    hours = no_hours(dates, codes, pollutants, file)
    position = {day: n for n, day in enumerate(hours.dates)}
    rows_of: dict[tuple[date, int, str], list[int]] = {}
    for n, key in enumerate(keys):
        rows_of.setdefault(key, []).append(n)
    for (day, hour, name), rows in rows_of.items():
        cells_of_hour = hours.values[name][position[day], hour]
        if len(rows) == 1:
            cells_of_hour[:] = cells[rows[0]]
            continue
        cells_of_hour[:], differs = _agreed(cells[rows])
        values_there = (cells[rows] != MISSING).sum(axis=0)
        traps_met["twice_different"] += int(differs.sum())
        traps_met["twice_same"] += int(np.maximum(values_there - 1, 0)[~differs].sum())
    hours_there = Counter(day for day, _ in {(day, hour) for day, hour, _ in rows_of})
    traps_met["hours_missing"] = sum(HOURS - count for count in hours_there.values())
    return hours, traps_met


@lru_cache(1024)
def _day(written: bytes) -> date | None:
    match = _DAY.fullmatch(written)
    try:
        return date(*map(int, filter(None, match.group(1, 2, 3, 5, 6)))) if match else None
    except ValueError:
        return None


@lru_cache(1024)
def _moment(written: bytes, hour: bytes) -> tuple[date, int] | None:
    """Return a row's date and hour; 24 is hour 0 of the next date."""
    day, clock = _day(written), hour.strip().removesuffix(b".0")
    if day is None or not clock.isdigit() or len(clock) > 2 or int(clock) > HOURS:
        return None
    return (day + timedelta(days=1), 0) if int(clock) == HOURS else (day, int(clock))
