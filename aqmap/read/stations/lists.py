"""Lists of monitoring stations: codes, names, positions, and what their names tell of closures."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Literal

from aqmap.errors import Fault, TableError
from aqmap.textfiles import read_text

Datum = Literal["CGCS2000", "WGS84", "GCJ-02"]
"""Of the list's coordinates; a list of points does not show it, whoever reads it must say."""

_ALIASES: Mapping[str, Sequence[str]] = {
    "code": ("监测点编码", "站点编码", "点位编码", "编码", "code", "station_code", "stationcode"),
    "name": ("监测点名称", "站点名称", "点位名称", "name", "station", "positionname"),
    "city": ("城市", "city", "area"),
    "lon": ("经度", "lon", "longitude"),
    "lat": ("纬度", "lat", "latitude"),
    "background": ("对照点", "background"),
}
_CLOSED = re.compile(r"[（(][^（）()]*(?:停运|停用|撤销|关闭)[^（）()]*[）)]")
_BACKGROUND = re.compile(r"[（(]对照点[）)]")
_NOTHING = frozenset({"", "-", "—", "NA", "nan", "null"})
_LON, _LAT = (73.0, 136.0), (3.0, 54.0)  # within which China lies
_EARTH = 6371.0088  # km, mean radius (IUGG)


@dataclass(frozen=True, kw_only=True, slots=True)
class Station:
    """
    A monitoring station.

    Attributes
    ----------
    code, name, city
        As listed; the name without what it says in brackets of closures and background.
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
        In the list's order.

    Raises
    ------
    SourceError
        As `aqmap.textfiles.read_text`.
    TableError
        With every fault: the datum, missing columns, coordinates that are none, swapped or
        impossible, codes that stand twice.
    """
    if datum == "GCJ-02":
        raise TableError(Fault("list_datum", path, found=datum))
    lines = [line for line in read_text(path).split("\n") if not line.startswith("#")]
    reader = csv.DictReader(StringIO("\n".join(lines), newline=""))
    columns = _columns(reader.fieldnames or ())
    missing = [name for name in ("code", "lon", "lat") if name not in columns]
    if missing:
        raise TableError(Fault("column_missing", path, found=", ".join(missing)))
    faults: list[Fault] = []
    found: dict[str, Station] = {}
    for row in reader:
        cells = {what: (row.get(column) or "").strip() for what, column in columns.items()}
        if not any(cells.values()):
            continue
        at = f"line {reader.line_num}"
        station = _station(cells, path, at, faults)
        if station and station.code in found:
            faults.append(Fault("feature_code_twice", path, f"{at}, {station.code}"))
        elif station:
            found[station.code] = station
    if faults:
        raise TableError(faults)
    return list(found.values())


def _columns(names: Iterable[str]) -> dict[str, str]:
    by_name = {name.strip().lower(): name for name in names}
    told = {
        what: next((by_name[alias.lower()] for alias in aliases if alias.lower() in by_name), "")
        for what, aliases in _ALIASES.items()
    }
    return {what: column for what, column in told.items() if column}


def _station(cells: Mapping[str, str], path: Path, at: str, faults: list[Fault]) -> Station | None:
    degrees: list[float | None] = []
    for what in ("lon", "lat"):
        written = cells.get(what, "")
        try:
            degrees.append(None if written in _NOTHING else float(written))
        except ValueError:
            faults.append(Fault("coordinate_none", path, f"{at}, {what}", found=written))
            return None
    lon, lat = degrees
    if (lon is None) != (lat is None):
        faults.append(Fault("coordinate_none", path, at, found="-"))
        return None
    if lon is not None and lat is not None and not _in_china(lon, lat):
        trap = "coordinates_swapped" if _in_china(lat, lon) else "coordinates_impossible"
        faults.append(Fault(trap, path, at, found=f"{lon:g}, {lat:g}"))
        return None
    written = cells.get("name", "")
    closed = _CLOSED.search(written)
    flag = cells.get("background", "").upper()
    background: bool | None = {"Y": True, "1": True, "是": True}.get(flag, False if flag else None)
    if _BACKGROUND.search(written):
        background = True
    return Station(
        code=cells["code"],
        name=_BACKGROUND.sub("", _CLOSED.sub("", written)).strip(),
        city=cells.get("city", ""),
        lon=lon,
        lat=lat,
        background=background,
        closed=closed[0].strip("（）()") if closed else "",
    )


def _in_china(lon: float, lat: float) -> bool:
    return _LON[0] <= lon <= _LON[1] and _LAT[0] <= lat <= _LAT[1]


def named(stations: Iterable[Station]) -> dict[tuple[str, str], str]:
    """Return codes by city and name, for tables without codes; a name of several has none."""
    found: dict[tuple[str, str], str] = {}
    twice: set[tuple[str, str]] = set()
    for station in stations:
        key = station.city, station.name
        if key in found:
            twice.add(key)
        found[key] = station.code
    return {key: code for key, code in found.items() if key not in twice}


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
