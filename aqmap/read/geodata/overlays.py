"""Points, lines and areas to lay over the counties, from layers and from tables."""

from __future__ import annotations

import datetime
import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import geopandas
import shapely

from aqmap.errors import CrsError, Fault, SourceError, TableError
from aqmap.files.read_table import read_table
from aqmap.files.table_columns import Column, TableColumns, UnfitCellError
from aqmap.files.text_files import require_regular_file
from aqmap.geo import CGCS2000, WGS84, needs_no_shift, project
from aqmap.model.findings import Finding
from aqmap.model.periods import is_day
from aqmap.read.geodata.declared_units import degrees_fault
from aqmap.read.geodata.layer_files import read_layer, shapefile_parts
from aqmap.read.geodata.layer_findings import layer_findings
from aqmap.read.lexicon.degrees import Axis, read_degrees
from aqmap.words import Text
from aqmap.workspace.layers import OverlaySpec

_TABLES = frozenset((".csv", ".xlsx"))
_DEFAULT: Mapping[Axis, str] = {"lon": "lon", "lat": "lat"}
_USUAL: Mapping[Axis, str] = {"lon": "经度 (lon)", "lat": "纬度 (lat)"}
"""One sign for all other usual headings: two of them in one table are a fault."""
_WORDS: Mapping[Axis, frozenset[str]] = {
    "lon": frozenset(("lon", "lng", "long", "longitude", "经度", "东经", "东经e", "经度e")),
    "lat": frozenset(("lat", "latitude", "纬度", "北纬", "北纬n", "纬度n")),
}
_UNIT = re.compile(r"[(\[](?:°|º|度|十进制度?|度分秒|deg|degrees?|e|n|°[en])[)\]]$")
_MOST_VALUES = 20
_AS_DEGREES = "81.3 | 81°18′00″"
_MIDNIGHT = re.compile(
    r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})[T ]0?0:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?", re.ASCII
)
_DAY = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?", re.ASCII)
_DAY_IN_DIGITS = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
_LON, _LAT = (73.0, 136.0), (3.0, 54.0)
"""Degrees within which China lies, for telling swapped columns from far places."""


def read_overlay(
    spec: OverlaySpec, folder: Path, findings: list[Finding] | None = None
) -> geopandas.GeoDataFrame:
    """
    Read the features of an overlay.

    Parameters
    ----------
    spec
        The overlay's file, columns and datum.
    folder
        The workspace; the file must lie inside it, and all of a shapefile.
    findings
        Gets a note of what was taken although the file does not say it.

    Returns
    -------
    features
        One row a feature, WGS 84: ``code`` (its number where the file has none), ``label``,
        ``background``, the columns that the overlay shows, as text, ``category`` where it has
        any, and ``geometry``.

    Raises
    ------
    SourceError
        If the file is missing, unreadable or outside the workspace.
    CrsError
        If a layer declares no reference system.
    TableError
        With every other fault: missing columns, coordinates that are none, swapped or impossible,
        geometry that is missing or invalid, codes that stand twice, days that are none, values
        of a category that the overlay does not name.
    """
    path = folder / spec.file
    own_file = folder / "layers" / f"{spec.id}.toml"
    _require_inside(spec, path, folder, own_file)
    faults: list[Fault] = []
    remarks: tuple[Text, ...] = ()
    tabular = path.suffix.lower() in _TABLES
    if tabular:
        features = _read_points(spec, path, faults)
    else:
        features, remarks = _read_layer(spec, path)
    faults += _feature_faults(features, path)
    faults += _date_faults(spec, features, path)
    faults += _category_faults(spec, features, own_file)
    if not faults:
        features = project(features, WGS84)
        faults += [] if tabular else _position_faults(features, path)
    if faults:
        raise TableError(faults)
    if findings is not None:
        findings += layer_findings(spec.id, path, remarks)
    return features


def _require_inside(spec: OverlaySpec, path: Path, folder: Path, own_file: Path) -> None:
    """Require a file that is there and, links followed, inside the workspace."""
    inside = folder.resolve()
    if Path(spec.file).is_absolute() or not path.resolve().is_relative_to(inside):
        raise SourceError(Fault("outside_workspace", own_file, "file", found=spec.file))
    require_regular_file(path)
    if not path.is_file():
        raise SourceError(Fault("file_missing", path))
    if path.suffix.lower() not in _TABLES:
        for part in shapefile_parts(path).values():
            if not part.resolve().is_relative_to(inside):
                raise SourceError(Fault("outside_workspace", own_file, "file", found=part.name))


def _needed(spec: OverlaySpec) -> list[str]:
    shown = (column.column for column in spec.columns)
    named = (spec.code, spec.label, spec.background, spec.category, *shown)
    return [name for name in named if name]


def _read_points(spec: OverlaySpec, path: Path, faults: list[Fault]) -> geopandas.GeoDataFrame:
    """Return the rows of a table as points; one without a usable position is a fault."""
    table = read_table(path, _columns(spec))
    checked = table.checked()
    lon_name, lat_name = spec.lon or _DEFAULT["lon"], spec.lat or _DEFAULT["lat"]
    points: list[shapely.Point | None] = []
    of_rows: list[tuple[int, Fault]] = []
    for row, values in enumerate(checked.rows()):
        lon, lat = values[lon_name], values[lat_name]
        of_rows += (
            (row, table.fault(row, "coordinate_none", cell.column, found=cell.found))
            for cell in checked.bad.get(row, ())
        )
        placed = lon is not None and lat is not None
        points.append(shapely.Point(lon, lat) if placed else None)
        problem = _position_problem(lon, lat) if placed else ""
        if problem:
            written = ", ".join(f"{name} {table.text(row, name)}" for name in (lon_name, lat_name))
            of_rows.append((row, table.fault(row, problem, found=written)))
    faults += table.in_order(of_rows)
    if not points and not faults:
        raise SourceError(Fault("layer_empty", path))
    crs = CGCS2000 if spec.datum == "CGCS2000" else WGS84
    return geopandas.GeoDataFrame(_table(list(table.rows()), spec), geometry=points, crs=crs)


def _columns(spec: OverlaySpec) -> TableColumns:
    texts = (Column(name, needed=True) for name in dict.fromkeys(_needed(spec)))
    degrees = (_degree_column("lon", spec.lon), _degree_column("lat", spec.lat))
    columns = {column.name: column for column in (*texts, *degrees)}
    unnamed: tuple[tuple[Axis, str], ...] = (("lon", spec.lon), ("lat", spec.lat))
    found = [axis for axis, named in unnamed if not named]
    return TableColumns(tuple(columns.values()), unknown="", heading=partial(_heading, found=found))


def _degree_column(axis: Axis, named: str) -> Column:
    """Return the column of an axis: as the overlay names it, or under any usual heading."""
    headings = (named,) if named else (_DEFAULT[axis], _USUAL[axis])
    kind = partial(_degrees, axis=axis)
    return Column(named or _DEFAULT[axis], kind, filled="81.3", needed=True, headings=headings)


def _heading(written: str, found: Sequence[Axis]) -> str:
    """Return a heading; for all usual ones but the default, of axes to be found, one sign."""
    heading = written.strip()
    word = _UNIT.sub("", unicodedata.normalize("NFKC", heading).casefold()).strip()
    for axis in found:
        if word in _WORDS[axis] and heading != _DEFAULT[axis]:
            return _USUAL[axis]
    return heading


def _degrees(written: str, axis: Axis) -> float:
    try:
        degrees = float(written)
    except ValueError:
        degrees = _angle(written, axis)
    if not math.isfinite(degrees):
        raise UnfitCellError(_AS_DEGREES)
    return degrees


def _angle(written: str, axis: Axis) -> float:
    try:
        return read_degrees(written, axis)
    except ValueError:
        raise UnfitCellError(_AS_DEGREES) from None


def _position_problem(lon: float, lat: float) -> str:
    """
    Return the fault of a position, or empty.

    Latitudes over 60 that would be longitudes of China, beside longitudes that would be its
    latitudes, are swapped columns: 43.9, 81.3 is a place on the globe, and not the one meant.
    """
    if _LON[0] <= lat <= _LON[1] and _LAT[0] <= lon <= _LAT[1]:
        return "coordinates_swapped"
    if abs(lon) > 180 or abs(lat) > 90:
        return "coordinates_impossible"
    return ""


def _read_layer(spec: OverlaySpec, path: Path) -> tuple[geopandas.GeoDataFrame, tuple[Text, ...]]:
    """Return the features of a layer, and what must be said of how it was taken."""
    layer = read_layer(path, partial(_choose, spec, path))
    if not layer.rows:
        raise SourceError(Fault("layer_empty", path))
    crs, remarks = layer.reference_system(spec.datum if "datum" in spec.model_fields_set else None)
    if crs is None:
        raise CrsError(Fault("crs_missing", path))
    if not needs_no_shift(crs):
        raise CrsError(Fault("datum_unfit", path, found=crs.name))
    _require(layer.columns, _needed(spec), path)
    if fault := degrees_fault(layer.geometries, crs, path):
        raise CrsError(fault)
    rows = [{name: _as_text(row.get(name)) for name in layer.columns} for row in layer.rows]
    return geopandas.GeoDataFrame(_table(rows, spec), geometry=layer.geometries, crs=crs), remarks


def _choose(spec: OverlaySpec, path: Path, names: Sequence[str]) -> str:
    if len(names) > 1 and not spec.layer:
        raise SourceError(Fault("layer_unnamed", path, found=", ".join(names)))
    return spec.layer or names[0]


def _as_text(cell: object) -> str:
    """Return a cell as the file writes it; lists and groups of a GeoJSON as JSON."""
    if cell is None:
        return ""
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, (list, dict)) else str(cell)


def _require(columns: Sequence[str], needed: Sequence[str], path: Path) -> None:
    missing = [name for name in needed if name not in columns]
    if missing:
        raise TableError(Fault("column_missing", path, found=", ".join(missing)))


def _table(rows: Sequence[Mapping[str, str]], spec: OverlaySpec) -> dict[str, list[object]]:
    numbered = list(enumerate(rows, 1))
    table: dict[str, list[object]] = {
        "code": [row[spec.code] if spec.code else str(n) for n, row in numbered],
        "label": [row[spec.label] if spec.label else str(n) for n, row in numbered],
        "background": [
            bool(spec.background) and row[spec.background].strip().upper() == "Y"
            for _, row in numbered
        ],
    }
    for column in spec.columns:
        table[column.column] = [_shown(row[column.column], column.kind) for _, row in numbered]
    if spec.category:
        table["category"] = [row[spec.category].strip() for _, row in numbered]
    return table


def _shown(written: str, kind: str) -> str:
    """Return a cell as it is shown: midnight of a day, which programs write for a day, as it."""
    if match := _MIDNIGHT.fullmatch(written.strip()):
        year, _, month, day = match.groups()
        return _day(year, month, day) or written
    days = (_DAY, _DAY_IN_DIGITS) if kind == "date" else ()
    for pattern in days:
        if match := pattern.fullmatch(written.strip()):
            return _day(*match.groups()) or written
    return written


def _day(year: str, month: str, day: str) -> str:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _date_faults(
    spec: OverlaySpec, features: geopandas.GeoDataFrame, path: Path
) -> Iterator[Fault]:
    """Yield the cells of columns of days that hold none."""
    for column in spec.columns:
        if column.kind != "date":
            continue
        for code, cell in zip(features["code"], features[column.column], strict=True):
            if cell and not is_day(cell):
                named = "code" if spec.code else "feature"  # without codes they are numbered
                at = f"{named} {code}, column {column.column}"
                yield Fault("overlay_date", path, at, found=cell[:40])


def _category_faults(
    spec: OverlaySpec, features: geopandas.GeoDataFrame, own_file: Path
) -> Iterator[Fault]:
    """Yield one fault that names every value of which the overlay does not say how it is drawn."""
    if not spec.category:
        return
    values = dict.fromkeys(features["category"])
    unnamed = [f"“{value}”" for value in values if value not in spec.categories]
    if unnamed:
        found = "、".join(unnamed[:_MOST_VALUES]) + ("…" if len(unnamed) > _MOST_VALUES else "")
        yield Fault("category_unnamed", own_file, "categories", found=found, column=spec.category)


def _feature_faults(features: geopandas.GeoDataFrame, path: Path) -> Iterator[Fault]:
    for code in features["code"][features["code"].duplicated()].unique():
        yield Fault("feature_code_twice", path, f"code {code}")
    if path.suffix.lower() in _TABLES:
        return  # its points were looked at row by row
    for number, (code, geometry) in enumerate(
        zip(features["code"], features.geometry, strict=True), 1
    ):
        at = f"feature {number}, code {code}"
        if geometry is None or geometry.is_empty:
            yield Fault("geometry_missing", path, at)
        elif not geometry.is_valid:
            yield Fault("geometry_invalid", path, at, found=shapely.is_valid_reason(geometry))


def _position_faults(features: geopandas.GeoDataFrame, path: Path) -> Iterator[Fault]:
    """Yield a fault for each feature that its declared reference system puts off the globe."""
    for code, geometry in zip(features["code"], features.geometry, strict=True):
        west, south, east, north = geometry.bounds
        problems = {_position_problem(west, south), _position_problem(east, north)} - {""}
        for problem in sorted(problems)[:1]:
            found = f"{west:.4f} {south:.4f} {east:.4f} {north:.4f}"
            yield Fault(problem, path, f"code {code}", found=found)
