"""Points, lines and areas to lay over the counties, from GeoJSON, GeoPackage, CSV or xlsx."""

from __future__ import annotations

import json
import math
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
from aqmap.read.geodata.declared_units import degrees_fault
from aqmap.read.geodata.layer_files import read_layer
from aqmap.workspace.layers import OverlaySpec

_TABLES = frozenset((".csv", ".xlsx"))
_LON, _LAT = (73.0, 136.0), (3.0, 54.0)
"""Degrees within which China lies, for telling swapped columns from far places."""


def read_overlay(spec: OverlaySpec, folder: Path) -> geopandas.GeoDataFrame:
    """
    Read the features of an overlay.

    Parameters
    ----------
    spec
        The overlay's file, columns and datum.
    folder
        The workspace; the file must lie inside it.

    Returns
    -------
    features
        One row a feature, WGS 84: ``code`` (its number where the file has none), ``label``,
        ``background``, the columns that the overlay shows, as text, and ``geometry``.

    Raises
    ------
    SourceError
        If the file is missing, unreadable or outside the workspace.
    CrsError
        If a layer declares no reference system.
    TableError
        With every other fault: missing columns, coordinates that are none, swapped or impossible,
        geometry that is missing or invalid, codes that stand twice.
    """
    path = folder / spec.file
    if Path(spec.file).is_absolute() or not path.resolve().is_relative_to(folder.resolve()):
        where = folder / "layers" / f"{spec.id}.toml"
        raise SourceError(Fault("outside_workspace", where, "file", found=spec.file))
    require_regular_file(path)
    if not path.is_file():
        raise SourceError(Fault("file_missing", path))
    faults: list[Fault] = []
    tabular = path.suffix.lower() in _TABLES
    features = _read_points(spec, path, faults) if tabular else _read_layer(spec, path)
    faults += _feature_faults(features, path)
    if not faults:
        features = project(features, WGS84)
        faults += [] if tabular else _position_faults(features, path)
    if faults:
        raise TableError(faults)
    return features


def _needed(spec: OverlaySpec) -> list[str]:
    named = (spec.code, spec.label, spec.background, *(c.column for c in spec.columns))
    return [name for name in named if name]


def _read_points(spec: OverlaySpec, path: Path, faults: list[Fault]) -> geopandas.GeoDataFrame:
    """Return the rows of a table as points; one without a usable position is a fault."""
    table = read_table(path, _columns(spec))
    checked = table.checked()
    points: list[shapely.Point | None] = []
    of_rows: list[tuple[int, Fault]] = []
    for row, values in enumerate(checked.rows()):
        lon, lat = values[spec.lon], values[spec.lat]
        of_rows += (
            (row, table.fault(row, "coordinate_none", cell.column, found=cell.found))
            for cell in checked.bad.get(row, ())
        )
        placed = lon is not None and lat is not None
        points.append(shapely.Point(lon, lat) if placed else None)
        problem = _position_problem(lon, lat) if placed else ""
        if problem:
            written = ", ".join(f"{name} {table.text(row, name)}" for name in (spec.lon, spec.lat))
            of_rows.append((row, table.fault(row, problem, found=written)))
    faults += table.in_order(of_rows)
    if not points and not faults:
        raise SourceError(Fault("layer_empty", path))
    crs = CGCS2000 if spec.datum == "CGCS2000" else WGS84
    return geopandas.GeoDataFrame(_table(list(table.rows()), spec), geometry=points, crs=crs)


def _columns(spec: OverlaySpec) -> TableColumns:
    texts = (Column(name, needed=True) for name in dict.fromkeys(_needed(spec)))
    degrees = (Column(n, _degrees, filled="81.3", needed=True) for n in (spec.lon, spec.lat))
    columns = {column.name: column for column in (*texts, *degrees)}
    return TableColumns(tuple(columns.values()), unknown="")


def _degrees(written: str) -> float:
    try:
        degrees = float(written)
    except ValueError:
        degrees = math.nan
    if not math.isfinite(degrees):
        raise UnfitCellError("81.3")
    return degrees


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


def _read_layer(spec: OverlaySpec, path: Path) -> geopandas.GeoDataFrame:
    layer = read_layer(path, partial(_choose, spec, path))
    if not layer.rows:
        raise SourceError(Fault("layer_empty", path))
    if layer.crs is None:
        raise CrsError(Fault("crs_missing", path))
    if not needs_no_shift(layer.crs):
        raise CrsError(Fault("datum_unfit", path, found=layer.crs.name))
    _require(layer.columns, _needed(spec), path)
    if fault := degrees_fault(layer.geometries, layer.crs, path):
        raise CrsError(fault)
    rows = [{name: _as_text(row.get(name)) for name in layer.columns} for row in layer.rows]
    return geopandas.GeoDataFrame(_table(rows, spec), geometry=layer.geometries, crs=layer.crs)


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
        table[column.column] = [row[column.column] for _, row in numbered]
    return table


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
