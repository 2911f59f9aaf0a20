"""Lists of monitoring stations: codes, names, positions, and what names say of closures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from aqmap.errors import Fault, TableError
from aqmap.files.read_table import Table, read_table
from aqmap.files.table_columns import Column, TableColumns, UnfitCellError
from aqmap.files.written_rows import written_rows
from aqmap.workspace.indicators import fold

Datum = Literal["CGCS2000", "WGS84", "GCJ-02"]
"""Of the list's coordinates; a list of points does not show it, whoever reads it must say."""

_POINTS = frozenset({"对照", "对照点", "清洁对照点", "背景", "背景点", "区域背景点", "区域背景"})
_YES = _POINTS | {"y", "yes", "t", "true", "1", "1.0", "是", "√", "✓", "✔"}
_NO = frozenset(
    (
        *("n", "no", "f", "false", "0", "0.0", "否", "非", "不是", "×", "✗", "✘"),
        *("非对照", "非对照点", "非背景", "非背景点", "评价点", "城市评价点", "城市点"),
        *(level + end for level in ("国控", "省控", "市控", "区控", "县控") for end in ("", "点")),
    )
)
NOTHING = frozenset({"", "/", "na", "n/a", "nan", "null", "none"})  # `fold` takes dashes out
_CODE = re.compile(r"[0-9A-Z][0-9A-Z._-]*")
_OPENING, _CLOSING = re.escape("([{（［｛【〔〖〈《「『<"), re.escape(")]}）］｝】〕〗〉》」』>")
_BRACKET = re.compile(f"[{_OPENING}{_CLOSING}]")
_REMARK = re.compile(f"[{_OPENING}]([^{_OPENING}{_CLOSING}]*)(?:[{_CLOSING}]|$)")
_BETWEEN = re.compile(r"[,，、;；/\s]+")
_CLOSED = re.compile(r"停运|停用|撤销|关闭")
_AT_END = re.compile(r"(?<!非)(?<!非清洁)(?<!非区域)(?:清洁|区域)?(?:对照点|背景点)$")
HEADING_UNIT = re.compile(r"[(\[{（【].*?(?:[)\]}）】]|$)|[°º]")  # behind a heading: (°), (WGS84)
SHIFTED = re.compile(r"gcj|火星|高德|百度|腾讯|bd-?09")
SHIFTED_FILE = re.compile(r"gcj|火星|bd-?09")  # 腾讯文档 is a name of many a download
_PEOPLES = r"(?:(?:哈萨克|柯尔克孜|蒙古|朝鲜|土家|布依|哈尼|景颇|傈僳)族?|[回藏羌彝白傣壮苗侗]族)*"
# two characters stay: 昌吉州 and 昌吉回族自治州 are 昌吉, 广州 and 广州市 are 广州
_CITY_END = re.compile(rf"(?<=..)(?:{_PEOPLES}(?:自治)?州|地区|盟|市)$")
LON, LAT = (73.0, 136.0), (3.0, 54.0)  # within which China lies
_EARTH = 6371.0088  # km, mean radius (IUGG)


@dataclass(frozen=True, kw_only=True, slots=True)
class Station:
    """
    A monitoring station.

    Attributes
    ----------
    code
        In upper case, without width and spaces.
    name, city, county
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
    county: str = ""


def _code(written: str) -> str:
    code = "".join(unicodedata.normalize("NFKC", written).upper().split())
    if fold(code) in NOTHING or not _CODE.fullmatch(code):
        raise UnfitCellError(_EXAMPLE)
    return code


def _degrees(written: str) -> float | None:
    try:
        return None if fold(written) in NOTHING else float(written.replace("_", "?"))
    except ValueError:
        raise UnfitCellError("87.6") from None


def _flag(written: str) -> bool | None:
    """Read whether a station is a background point, if the cell says so or says no."""
    flag = fold(written)
    if flag in _YES or flag in _NO:
        return flag in _YES
    if flag not in NOTHING:
        raise UnfitCellError("Y | N")
    return None


def _kind(written: str) -> bool | None:
    """Read whether a kind of station is a background point; other kinds do not say it."""
    kind = fold(written)
    if kind in _POINTS or _AT_END.search(kind):
        return True
    return False if kind in _NO else None


class _Name(NamedTuple):
    """What a written name says: the name itself, the words of a closure, a background point."""

    name: str = ""
    closed: str = ""
    background: bool = False


def _name(written: str) -> _Name:
    """Take a name apart; brackets that speak of neither belong to it."""
    remarks: list[str] = []

    def taken(remark: re.Match[str]) -> str:
        if not (_CLOSED.search(remark[1]) or _is_point(remark[1])):
            return remark[0]
        remarks.append(remark[1].strip())
        return ""

    before, name = "", " ".join(written.split())
    while name != before:  # remarks stand in remarks
        before, name = name, _REMARK.sub(taken, name).strip()
    at_end = _AT_END.search(name)
    if at_end:
        name = name[: at_end.start()].rstrip(" -_—–·:：") or name
    closed = next((remark for remark in remarks if _CLOSED.search(remark)), "")
    return _Name(name, closed, bool(at_end) or any(map(_is_point, remarks)))


def _is_point(remark: str) -> bool:
    return any(fold(part) in _POINTS for part in _BETWEEN.split(remark))


_EXAMPLE = "2703A"
_KINDS = ("监测点", "监测站", "监测站点", "站点", "点位", "测点")
STATION_COLUMNS = TableColumns(
    (  # headings as `fold` leaves them
        Column(
            "code",
            _code,
            filled=_EXAMPLE,
            needed=True,
            headings=(
                *(kind + end for kind in _KINDS for end in ("编码", "编号", "代码")),
                *("编码", "站号", "code", "stationcode", "stationid", "sitecode", "siteid"),
            ),
        ),
        Column(
            "name",
            _name,
            blank=_Name(),
            headings=(
                *(kind + "名称" for kind in _KINDS),
                *("站名", "站点名", "name", "station", "positionname", "stationname", "sitename"),
            ),
        ),
        Column(
            "city", headings=("城市", "城市名称", "所在城市", "地市", "city", "cityname", "area")
        ),
        Column("county", headings=("县市", "区县", "县区", "所在县市", "县级行政区", "county")),
        Column(
            "lon",
            _degrees,
            blank=None,
            needed=True,
            headings=("经度", "lon", "longitude", "lng", "东经"),
        ),
        Column(
            "lat", _degrees, blank=None, needed=True, headings=("纬度", "lat", "latitude", "北纬")
        ),
        Column(
            "background",
            _flag,
            blank=None,
            headings=("对照点", "是否对照点", "背景点", "是否背景点", "background"),
        ),
        Column(
            "kind",
            _kind,
            blank=None,
            headings=(*(kind + "类型" for kind in _KINDS), "点位属性", "类型", "sitetype"),
        ),
        Column("datum", headings=("坐标系", "坐标系统", "坐标类型", "datum", "crs")),
    ),
    unknown="",
    published=True,
    heading=lambda written: HEADING_UNIT.sub("", fold(written).removeprefix("\ufeff")),
)
_FAULTS = {
    "code": "list_code",
    "lon": "coordinate_none",
    "lat": "coordinate_none",
    "background": "list_background",
}


def read_list(path: Path, datum: Datum) -> list[Station]:
    """
    Read a list of stations from CSV or xlsx.

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
        As `aqmap.files.text_files.read_text`.
    TableError
        With every fault: the datum, missing columns or two of one name, rows of another width,
        quotation marks without their other, codes that are none or stand twice, coordinates that
        are none, swapped or impossible, flags that mean neither yes nor no, no station at all.
    """
    if datum == "GCJ-02":
        raise TableError(Fault("list_datum", path, found=datum))
    shifted = _shifted(path)
    if shifted:
        raise TableError(Fault("list_datum", path, found=shifted))
    table = read_table(path, STATION_COLUMNS)
    checked = table.checked()
    for row, values in enumerate(checked.rows()):
        if SHIFTED.search(fold(values["datum"])):
            raise TableError(table.fault(row, "list_datum", "datum", found=values["datum"]))
    faults: list[tuple[int, Fault]] = []
    stations: dict[str, Station] = {}
    for row, values in enumerate(checked.rows()):
        unfit = {cell.column: cell for cell in checked.bad.get(row, ())}
        faults += ((row, fault) for fault in _swallowed(table, row))
        faults += (
            (row, table.fault(row, _FAULTS[name], name, found=cell.found))
            for name, cell in unfit.items()
        )
        if not unfit.keys() & {"lon", "lat"}:
            faults += ((row, fault) for fault in _position_faults(table, row, values))
        station = _station(values)
        if station.code in stations and "code" not in unfit:
            at = f"{table.spot(row)}, {station.code}"
            faults.append((row, Fault("feature_code_twice", path, at)))
        stations[station.code] = station
    ordered = table.in_order(faults)
    if not stations and not ordered:
        ordered = [Fault("list_empty", path)]
    if ordered:
        raise TableError(ordered)
    return list(stations.values())


def _shifted(path: Path) -> str:
    """Return what names a list's coordinates as shifted: a heading, or the file's name."""
    headings = next(written_rows(path, remarks_anywhere=True).rows, (0, []))[1]
    shifted = [heading for heading in headings if SHIFTED.search(fold(heading))]
    return next(iter(shifted), path.name if SHIFTED_FILE.search(fold(path.stem)) else "")


def _swallowed(table: Table, row: int) -> Iterator[Fault]:
    """Yield cells that a quotation mark too many, closed in a later row, made of several rows."""
    for name in table.columns:
        written = table.text(row, name)
        if "\n" in written and set(written) & set(",;\t"):
            yield table.fault(row, "csv_syntax", name, found=repr(written[:40]))


def _position_faults(table: Table, row: int, values: Mapping[str, Any]) -> Iterator[Fault]:
    lon, lat = values["lon"], values["lat"]
    if (lon is None) != (lat is None):
        missing = "lon" if lon is None else "lat"
        yield table.fault(row, "coordinate_none", missing, found=table.text(row, missing))
    elif lon is not None and not _in_china(lon, lat):
        trap = "coordinates_swapped" if _in_china(lat, lon) else "coordinates_impossible"
        yield table.fault(row, trap, found=f"{lon:g}, {lat:g}")


def _station(values: Mapping[str, Any]) -> Station:
    name = values["name"]
    tells = (name.background or None, values["background"], values["kind"])
    return Station(
        code=values["code"],
        name=name.name,
        city=values["city"],
        lon=values["lon"],
        lat=values["lat"],
        background=next(filter(None, tells), next((t for t in tells if t is not None), None)),
        closed=name.closed,
        county=values["county"],
    )


def tells_background(stations: Iterable[Station]) -> bool:
    """Return whether a list says of any station that it is a background point, or is none."""
    return any(station.background is not None for station in stations)


def _in_china(lon: float, lat: float) -> bool:
    return LON[0] <= lon <= LON[1] and LAT[0] <= lat <= LAT[1]


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
    return _CITY_END.sub("", fold(city)), fold(_BRACKET.sub("", _name(name).name))


def named(
    stations: Iterable[Station], counties: Mapping[str, str] = MappingProxyType({})
) -> dict[tuple[str, str], str]:
    """
    Return codes by city and name as `station_key` has them, for tables without codes.

    A name that stands twice in a city, or has no city, has no code.

    Parameters
    ----------
    stations
        Of a list.
    counties
        Names of the counties that stations stand in, by code: tables name these as cities too.
    """
    codes: dict[tuple[str, str], set[str]] = {}
    for station in stations:
        for city in (station.city, counties.get(station.code, "")):
            key = station_key(city, station.name)
            if all(key):
                codes.setdefault(key, set()).add(station.code)
    return {key: codes_of.pop() for key, codes_of in codes.items() if len(codes_of) == 1}


@dataclass(frozen=True, slots=True)
class Moved:
    """A station that two editions of a list place differently, and how far apart, in km."""

    code: str
    kilometres: float


def compare_lists(
    later: Sequence[Station], earlier: Sequence[Station], nearest: float = 0.05
) -> Iterator[Moved]:
    """Yield the stations of both lists that stand more than `nearest` km apart in them."""
    by_code = {station.code: station for station in earlier}
    for station in later:
        before = by_code.get(station.code)
        if before is None or None in (station.lon, station.lat, before.lon, before.lat):
            continue
        apart = _distance(station, before)
        if apart > nearest:
            yield Moved(station.code, apart)


def _distance(here: Station, there: Station) -> float:
    """Return kilometres over the sphere, by the haversine."""
    assert here.lon is not None and here.lat is not None  # noqa: S101 - the caller's check
    assert there.lon is not None and there.lat is not None  # noqa: S101
    up = radians(there.lat - here.lat) / 2
    across = radians(there.lon - here.lon) / 2
    half = sin(up) ** 2 + cos(radians(here.lat)) * cos(radians(there.lat)) * sin(across) ** 2
    return 2 * _EARTH * asin(sqrt(half))
