"""Lists of monitoring stations: codes, names, positions, and what their names tell of closures."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Literal, NamedTuple

from aqmap.errors import Fault, TableError
from aqmap.files.text_files import read_text
from aqmap.read.tables.csv_rows import spot
from aqmap.workspace.indicators import fold

Datum = Literal["CGCS2000", "WGS84", "GCJ-02"]
"""Of the list's coordinates; a list of points does not show it, whoever reads it must say."""

_ALIASES: Mapping[str, Sequence[str]] = {  # as `fold` leaves them
    "code": ("监测点编码", "站点编码", "点位编码", "编码", "code", "stationcode"),
    "name": ("监测点名称", "站点名称", "点位名称", "name", "station", "positionname"),
    "city": ("城市", "city", "area"),
    "lon": ("经度", "lon", "longitude"),
    "lat": ("纬度", "lat", "latitude"),
    "background": ("对照点", "是否对照点", "背景点", "是否背景点", "background"),
}
_POINTS = frozenset({"对照", "对照点", "清洁对照点", "背景", "背景点"})
_YES = _POINTS | {"y", "yes", "t", "true", "1", "1.0", "是", "√", "✓", "✔"}
_NO = frozenset(
    (
        *("n", "no", "f", "false", "0", "0.0", "否", "非", "不是", "×", "✗", "✘"),
        *("非对照", "非对照点", "非背景", "非背景点", "评价点", "城市评价点", "城市点"),
        *(level + end for level in ("国控", "省控", "市控", "区控", "县控") for end in ("", "点")),
    )
)
_NOTHING = frozenset({"", "/", "na", "n/a", "nan", "null", "none"})  # `fold` takes dashes out
_CODE = re.compile(r"[0-9A-Z][0-9A-Z._-]*")
_OPENING, _CLOSING = re.escape("([{（［｛【〔〖〈《「『<"), re.escape(")]}）］｝】〕〗〉》」』>")
_BRACKET = re.compile(f"[{_OPENING}{_CLOSING}]")
_REMARK = re.compile(f"[{_OPENING}]([^{_OPENING}{_CLOSING}]*)(?:[{_CLOSING}]|$)")
_BETWEEN = re.compile(r"[,，、;；/\s]+")
_CLOSED = re.compile(r"停运|停用|撤销|关闭")
_AT_END = re.compile(r"(?<!非)(?<!非清洁)(?:清洁)?(?:对照点|背景点)$")
_PEOPLES = r"(?:(?:哈萨克|柯尔克孜|蒙古|朝鲜|土家|布依|哈尼|景颇|傈僳)族?|[回藏羌彝白傣壮苗侗]族)*"
# two characters stay: 昌吉州 and 昌吉回族自治州 are 昌吉, 广州 and 广州市 are 广州
_CITY_END = re.compile(rf"(?<=..)(?:{_PEOPLES}(?:自治)?州|地区|盟|市)$")
_LON, _LAT = (73.0, 136.0), (3.0, 54.0)  # within which China lies
_EARTH = 6371.0088  # km, mean radius (IUGG)


@dataclass(frozen=True, kw_only=True, slots=True)
class Station:
    """
    A monitoring station.

    Attributes
    ----------
    code
        In upper case, without width and spaces.
    name, city
        As listed; the name without what it says of closures and background.
    lon, lat
        Degrees; none where the list has no position.
    background
        A background point (对照点): shown, never averaged. None where the list does not say.
    closed
        What the name says of a closure, or nothing.
    """

    code: str
    name: str
    city: str
    lon: float | None
    lat: float | None
    background: bool | None
    closed: str


def read_list(path: Path, datum: Datum) -> list[Station]:
    """
    Read a list of stations from CSV.

    Parameters
    ----------
    path
        With columns for code, longitude and latitude, by any of their usual names.
    datum
        Of its coordinates: CGCS2000 and WGS84 agree within a metre; GCJ-02 is shifted by hundreds
        of metres in a way that no one may undo exactly, and is refused.

    Returns
    -------
    stations
        In the list's order; at least one.

    Raises
    ------
    SourceError
        As `aqmap.textfiles.read_text`.
    TableError
        With every fault: the datum, missing columns or two of one name, rows of another width,
        quotation marks without their other, codes that are none or stand twice, coordinates that
        are none, swapped or impossible, flags that tell neither yes nor no, no station at all.
    """
    if datum == "GCJ-02":
        raise TableError(Fault("list_datum", path, found=datum))
    faults: list[Fault] = []
    codes: set[str] = set()
    stations = [_station(row, codes, faults) for row in _rows(path, faults)]
    if not stations and not faults:
        faults.append(Fault("list_empty", path))
    if faults:
        raise TableError(faults)
    return stations


def csv_rows(path: Path, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """
    Yield the rows that hold anything, with the line on which each begins; ``#`` begins a comment.

    Parameters
    ----------
    path
        A CSV file; see `aqmap.textfiles.read_text` for the errors.
    faults
        Gets what is no CSV, with which the rows end.
    """
    lines = read_text(path).split("\n")
    # comments on top are no CSV: they may hold any quotation marks
    skipped = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.reader(StringIO("\n".join(lines[skipped:]), newline=""), strict=True)
    line = skipped + 1
    try:
        for cells in reader:
            row = [cell.strip() for cell in cells]
            if any(row) and not row[0].startswith("#"):
                yield line, row
            line = skipped + reader.line_num + 1
    except csv.Error as problem:
        faults.append(Fault("csv_syntax", path, f"line {line}", found=str(problem)))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a list, and which of its cells holds what."""

    path: Path
    line: int
    header: Sequence[str]
    columns: Mapping[str, int]
    cells: Sequence[str]

    def get(self, what: str) -> str:
        """Return a cell; empty if the list has no such column."""
        return self.cells[self.columns[what]] if what in self.columns else ""

    def fault(self, code: str, what: str, **facts: object) -> Fault:
        """Return the fault of a cell."""
        return Fault(code, self.path, spot(self.line, self.header[self.columns[what]]), **facts)


def _rows(path: Path, faults: list[Fault]) -> Iterator[_Row]:
    """Yield the rows below the header; those of another width are faults."""
    rows = csv_rows(path, faults)
    _, header = next(rows, (0, []))
    while header and not header[-1]:
        header.pop()
    columns = _columns(header, path, faults) if header else {}
    for line, cells in rows if columns else ():
        if len(cells) < len(header) or any(cells[len(header) :]):
            sizes = {"found": len(cells), "expected": len(header)}
            faults.append(Fault("row_cells", path, f"line {line}", **sizes))
            continue
        row = _Row(path, line, header, columns, cells)
        # a quotation mark too many, closed by another of a later row, takes in the rows between
        swallowed = [what for what in columns if {"\n", ","} <= set(row.get(what))]
        faults += (row.fault("csv_syntax", w, found=repr(row.get(w)[:40])) for w in swallowed)
        yield row


def _columns(header: Sequence[str], path: Path, faults: list[Fault]) -> dict[str, int]:
    """Return which column holds what, or nothing if one is missing or stands twice."""
    names = [fold(name).removeprefix("\ufeff") for name in header]
    aliases = {
        what: next((alias for alias in own if alias in names), "") for what, own in _ALIASES.items()
    }
    twice = [header[names.index(one)] for one in aliases.values() if one and names.count(one) > 1]
    missing = [what for what in ("code", "lon", "lat") if not aliases[what]]
    if twice:
        faults.append(Fault("header_twice", path, found=", ".join(twice)))
    if missing:
        faults.append(Fault("column_missing", path, found=", ".join(missing)))
    if twice or missing:
        return {}
    return {what: names.index(alias) for what, alias in aliases.items() if alias}


def _station(row: _Row, codes: set[str], faults: list[Fault]) -> Station:
    """Return a row's station, which is of use only if the row adds no fault."""
    lon, lat = _position(row, faults)
    said = _said(" ".join(row.get("name").split()))
    flag = _flag(row, faults)
    return Station(
        code=_code(row, codes, faults),
        name=said.name,
        city=row.get("city"),
        lon=lon,
        lat=lat,
        background=True if said.background else flag,
        closed=said.closed,
    )


def _code(row: _Row, codes: set[str], faults: list[Fault]) -> str:
    code = "".join(unicodedata.normalize("NFKC", row.get("code")).upper().split())
    if fold(code) in _NOTHING or not _CODE.fullmatch(code):
        faults.append(row.fault("list_code", "code", found=row.get("code")))
    elif code in codes:
        faults.append(Fault("feature_code_twice", row.path, f"line {row.line}, {code}"))
    codes.add(code)
    return code


def _position(row: _Row, faults: list[Fault]) -> tuple[float | None, float | None]:
    degrees: dict[str, float | None] = {}
    for what in ("lon", "lat"):
        written = row.get(what)
        try:
            degrees[what] = None if fold(written) in _NOTHING else float(written)
        except ValueError:
            faults.append(row.fault("coordinate_none", what, found=written))
    if len(degrees) < len(("lon", "lat")):
        return None, None
    lon, lat = degrees["lon"], degrees["lat"]
    if (lon is None) != (lat is None):
        what = "lon" if lon is None else "lat"
        faults.append(row.fault("coordinate_none", what, found=row.get(what)))
    elif lon is not None and lat is not None and not _in_china(lon, lat):
        trap = "coordinates_swapped" if _in_china(lat, lon) else "coordinates_impossible"
        faults.append(Fault(trap, row.path, f"line {row.line}", found=f"{lon:g}, {lat:g}"))
    return lon, lat


def _flag(row: _Row, faults: list[Fault]) -> bool | None:
    """Return what the column of background points tells, if it tells anything."""
    told = fold(row.get("background"))
    if told in _YES or told in _NO:
        return told in _YES
    if told not in _NOTHING:
        faults.append(row.fault("list_background", "background", found=row.get("background")))
    return None


class _Said(NamedTuple):
    """What a written name tells: the name itself, the words of a closure, a background point."""

    name: str
    closed: str
    background: bool


def _said(written: str) -> _Said:
    """Take a name apart; brackets that tell of neither belong to it."""
    remarks: list[str] = []

    def taken(remark: re.Match[str]) -> str:
        if not (_CLOSED.search(remark[1]) or _is_point(remark[1])):
            return remark[0]
        remarks.append(remark[1].strip())
        return ""

    before, name = "", written
    while name != before:  # remarks stand in remarks
        before, name = name, _REMARK.sub(taken, name).strip()
    at_end = _AT_END.search(name)
    if at_end:
        name = name[: at_end.start()].rstrip(" -_—–·:：") or name
    closed = next((remark for remark in remarks if _CLOSED.search(remark)), "")
    return _Said(name, closed, bool(at_end) or any(map(_is_point, remarks)))


def _is_point(remark: str) -> bool:
    return any(fold(part) in _POINTS for part in _BETWEEN.split(remark))


def tells_background(stations: Iterable[Station]) -> bool:
    """Return whether a list says of any station that it is a background point, or is none."""
    return any(station.background is not None for station in stations)


def _in_china(lon: float, lat: float) -> bool:
    return _LON[0] <= lon <= _LON[1] and _LAT[0] <= lat <= _LAT[1]


@lru_cache(1 << 14)
def station_key(city: str, name: str) -> tuple[str, str]:
    """
    Return what a city and a station's name are compared by.

    Parameters
    ----------
    city
        昌吉, 昌吉州 and 昌吉回族自治州 are alike, and so is 昌吉市: station lists name prefectures.
    name
        Spaces, width, brackets and remarks of closures and background do not matter.
    """
    return _CITY_END.sub("", fold(city)), fold(_BRACKET.sub("", _said(name.strip()).name))


def named(stations: Iterable[Station]) -> dict[tuple[str, str], str]:
    """
    Return codes by city and name as `station_key` has them, for tables without codes.

    A name that stands twice in a city has no code.
    """
    keys = [(station, station_key(station.city, station.name)) for station in stations]
    times = Counter(key for _, key in keys)
    return {key: station.code for station, key in keys if key[1] and times[key] == 1}


@dataclass(frozen=True, slots=True)
class Moved:
    """A station that two editions of a list place differently, and how far apart, in km."""

    code: str
    kilometres: float


def compare_lists(
    one: Sequence[Station], other: Sequence[Station], nearest: float = 0.05
) -> Iterator[Moved]:
    """Yield the stations of both lists that stand more than `nearest` km apart in them."""
    by_code = {station.code: station for station in other}
    for station in one:
        there = by_code.get(station.code)
        if there is None or None in (station.lon, station.lat, there.lon, there.lat):
            continue
        apart = _distance(station, there)
        if apart > nearest:
            yield Moved(station.code, apart)


def _distance(one: Station, other: Station) -> float:
    """Return kilometres over the sphere, by the haversine."""
    assert one.lon is not None and one.lat is not None  # noqa: S101 - the caller's check
    assert other.lon is not None and other.lat is not None  # noqa: S101
    up = radians(other.lat - one.lat) / 2
    across = radians(other.lon - one.lon) / 2
    half = sin(up) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(across) ** 2
    return 2 * _EARTH * asin(sqrt(half))
