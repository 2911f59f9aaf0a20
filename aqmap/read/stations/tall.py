"""Tables with a row a station and hour: the national centre's CSV and GeoJSON, exported xlsx."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from tomllib import loads

from aqmap.errors import Fault, SourceError
from aqmap.read.stations.digits import parse_number
from aqmap.read.stations.hours import HOURS, MISSING, Hours, Traps, no_hours

_TIME = re.compile(
    r"\s*(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?"
    r"(?:[T ]*(\d{1,2})(?::00(?::00(?:\.0+)?)?|[时点:])?)?\s*"
)
_MOST_ROWS = 2_000_000
Named = Mapping[tuple[str, str], str]
"""Station codes by city and name, for tables that give no codes."""
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column of a table holds what."""

    code: str
    name: str
    city: str
    moment: str
    hour: str
    amounts: Mapping[str, str]


@cache
def _aliases() -> Mapping[str, Sequence[str]]:
    """Return what tables call their columns, by what they hold."""
    found: dict[str, Sequence[str]] = loads(
        (files("aqmap.read.stations") / "columns.toml").read_text(encoding="utf-8")
    )
    return found


def rows_of(content: bytes, file: str) -> tuple[list[str], Iterator[Row]]:
    """
    Return a table's columns and its rows; a GeoJSON's features are rows of their properties.

    Raises
    ------
    SourceError
        If the bytes are no such table, or not text.
    """
    if content.startswith(b"PK"):
        return _sheet(content, file)
    text = _text(content, file)
    if text.lstrip().startswith(("{", "[")):
        return _features(text, file)
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="")
    try:
        return list(reader.fieldnames or ()), iter(reader)
    except csv.Error as problem:
        raise SourceError(Fault("table_unreadable", file, found=str(problem))) from None


def _text(content: bytes, file: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SourceError(Fault("encoding_unknown", file, "byte 0"))


def _features(text: str, file: str) -> tuple[list[str], Iterator[Row]]:
    try:
        found = json.loads(text)
        features = found["features"] if isinstance(found, dict) else found
        rows = [feature.get("properties", feature) for feature in features]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SourceError(Fault("table_unreadable", file, found="JSON")) from None
    if not all(isinstance(row, dict) for row in rows):
        raise SourceError(Fault("table_unreadable", file, found="JSON"))
    return sorted({str(key) for row in rows for key in row}), iter(rows)


def _sheet(content: bytes, file: str) -> tuple[list[str], Iterator[Row]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - no other layout needs it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True)
        for _, row in zip(range(20), rows, strict=False):
            names = ["" if cell is None else str(cell).strip() for cell in row]
            if _columns(names) is not None:
                return names, (dict(zip(names, cells, strict=False)) for cells in rows)
    except Exception as problem:
        raise SourceError(Fault("table_unreadable", file, found=type(problem).__name__)) from None
    raise SourceError(Fault("table_unreadable", file, found="xlsx"))


def _columns(names: Sequence[str]) -> _Columns | None:
    """Return which column holds what, or nothing if no station, hour or amount is there."""
    by_name = {
        re.sub(r"[\s_（(].*|\s", "", n).lower() if "（" in n or "(" in n else n.strip().lower(): n
        for n in names
    }
    held = {
        what: next((by_name[alias.lower()] for alias in aliases if alias.lower() in by_name), "")
        for what, aliases in _aliases().items()
    }
    amounts = {name: held[name] for name in held if name.isupper() or "." in name}
    amounts = {name: column for name, column in amounts.items() if column}
    told = held["station"] or held["site"]
    if not (amounts and told and held["moment"]):
        return None
    return _Columns(
        held["station"], held["site"], held["city"], held["moment"], held["hour"], amounts
    )


def read_tall(
    content: bytes, file: str, *, pollutants: Sequence[str], named: Named, traps: Traps
) -> Hours | None:
    """
    Read a table with a row a station and hour.

    Parameters
    ----------
    content, file
        Its bytes and name.
    pollutants
        Those to keep.
    named
        For tables without codes; a name that is not there is counted and left out.
    traps
        Counts what is met.

    Raises
    ------
    SourceError
        If it is no such table.
    """
    names, rows = rows_of(content, file)
    columns = _columns(names)
    if columns is None:
        traps.note(file, "other_file")
        return None
    kept: dict[tuple[date, int, str], dict[str, int]] = {}
    lost: dict[tuple[date, int, str], set[str]] = defaultdict(set)
    for n, row in enumerate(rows):
        if n > _MOST_ROWS:
            raise SourceError(
                Fault("container_too_large", file, found="rows", expected=f"{_MOST_ROWS:,}")
            )
        moment = _moment(row.get(columns.moment), row.get(columns.hour) if columns.hour else None)
        code = _code(row, columns, named)
        if moment is None or not code:
            traps.note(file, "row_without_time" if moment is None else "station_unknown")
            continue
        amounts = kept.setdefault((*moment, code), {})
        for name in pollutants:
            value, trap = parse_number(row.get(columns.amounts.get(name, ""), ""))
            traps.note(file, trap, int(bool(trap)))
            if value == MISSING:
                continue
            if name in amounts:
                same = amounts[name] == value
                traps.note(file, "twice_same" if same else "twice_different")
                if not same:
                    lost[(*moment, code)].add(name)
            amounts[name] = value
    return _placed(kept, lost, pollutants, file)


def _placed(
    kept: Mapping[tuple[date, int, str], Mapping[str, int]],
    lost: Mapping[tuple[date, int, str], set[str]],
    pollutants: Sequence[str],
    file: str,
) -> Hours:
    hours = no_hours((day for day, _, _ in kept), (code for _, _, code in kept), pollutants, file)
    rows = {day: n for n, day in enumerate(hours.dates)}
    columns = {code: n for n, code in enumerate(hours.stations)}
    for key, amounts in kept.items():
        day, clock, code = key
        for name, value in amounts.items():
            if name not in lost.get(key, ()):
                hours.values[name][rows[day], clock, columns[code]] = value
    return hours


def _code(row: Row, columns: _Columns, named: Named) -> str:
    if columns.code:
        return str(row.get(columns.code) or "").strip()
    city = str(row.get(columns.city) or "").strip() if columns.city else ""
    return named.get((city, str(row.get(columns.name) or "").strip()), "")


def _moment(written: object, hour: object) -> tuple[date, int] | None:
    """Return a row's date and hour as labelled, or nothing."""
    if isinstance(written, datetime):
        day, clock = written.date(), written.hour if hour is None else None
    else:
        match = _TIME.fullmatch(str(written if written is not None else ""))
        if match is None:
            return None
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
        clock = int(match[4]) if match[4] else None
    if hour is not None:
        told = re.fullmatch(r"\s*(\d{1,2})(?::00)?(?:\.0)?[时点]?\s*", str(hour))
        clock = int(told[1]) if told else None
    return (day, clock) if clock is not None and clock < HOURS else None
