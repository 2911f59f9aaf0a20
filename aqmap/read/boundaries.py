"""boundaries/ → counties and outlines, checked before anything is drawn on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import pyogrio
import shapely

from aqmap.errors import AqmapError, CrsError, Fault, SourceError, TableError
from aqmap.geo import CGCS2000, areas_km2, project
from aqmap.outputs import checksum
from aqmap.specs import read_toml

_COLUMNS = ("code", "name", "role")
_CODE = re.compile(r"\d{6}|\d{9}|[a-z][a-z0-9-]*")
_ROLES = ("core", "neighbour")
SLIVER_KM2 = 1e-4
"""Overlaps below this are named without an area."""


@dataclass(frozen=True)
class Boundaries:
    """
    The outlines of a workspace.

    Attributes
    ----------
    counties
        One row a unit, CGCS2000 degrees: ``code``, ``name``, ``role`` (``core``, ``neighbour``),
        ``prefecture_code``, ``geometry``. One exact coverage.
    outlines
        Lines with ``rank`` (``national``, ``prefecture``) and ``prefecture_code``.
    """

    counties: geopandas.GeoDataFrame
    outlines: geopandas.GeoDataFrame


def read_boundaries(folder: Path) -> Boundaries:
    """
    Read ``counties`` and ``outlines`` (GeoJSON or GeoPackage) and check them.

    Parameters
    ----------
    folder
        With ``counties.geojson`` or ``counties.gpkg``; ``outlines`` may be left out, then the
        prefectures' outlines are drawn from the counties; ``SOURCE.toml`` may hold checksums.

    Raises
    ------
    SourceError
        If a file is missing, empty, unreadable, or not the one its checksum names.
    CrsError
        If a layer declares no reference system.
    TableError
        With every other fault: missing columns, codes that are none or stand twice, geometry
        that is missing, no polygon, invalid or outside the globe, and every gap and overlap.
    """
    path = _find(folder, "counties")
    if path is None:
        raise SourceError(Fault("file_missing", folder / "counties.geojson"))
    _check_sums(folder)
    counties = _read_layer(path)
    faults = list(_table_faults(counties, path))
    if not faults:
        faults = list(_coverage_faults(counties, path))
    if faults:
        raise TableError(faults)
    if "prefecture_code" not in counties:
        counties["prefecture_code"] = counties["code"].str[:4] + "00"
    kept = ["code", "name", "role", "prefecture_code", "geometry"]
    counties = project(counties[kept].sort_values("code", ignore_index=True), CGCS2000)
    lines = _find(folder, "outlines")
    outlines = _drawn_outlines(counties) if lines is None else _read_outlines(lines)
    return Boundaries(counties, outlines)


def _find(folder: Path, name: str) -> Path | None:
    candidates = (folder / f"{name}.geojson", folder / f"{name}.gpkg")
    return next((path for path in candidates if path.is_file()), None)


def _check_sums(folder: Path) -> None:
    """Hold the files against the checksums beside them, where there are any."""
    record = folder / "SOURCE.toml"
    if not record.is_file():
        return
    sums = read_toml(record).get("sha256", {})
    faults = [
        Fault("checksum", folder / name, expected=str(expected)[:12], found=found[:12])
        for name, expected in (sums.items() if isinstance(sums, dict) else ())
        if (folder / name).is_file() and (found := checksum(folder / name)) != expected
    ]
    if faults:
        raise SourceError(faults)


def _read_layer(path: Path) -> geopandas.GeoDataFrame:
    try:
        if path.stat().st_size == 0:
            raise SourceError(Fault("file_empty", path))
        layer = geopandas.read_file(path, engine="pyogrio")
    except AqmapError:
        raise
    except (pyogrio.errors.DataSourceError, ValueError, OSError, RuntimeError) as problem:
        found = str(problem).split("\n")[0][:120]
        raise SourceError(Fault("not_a_layer", path, found=found)) from None
    if not isinstance(layer, geopandas.GeoDataFrame) or layer.empty:
        raise SourceError(Fault("layer_empty", path))
    if layer.crs is None or not _declares_crs(path):
        raise CrsError(Fault("crs_missing", path))
    return layer


def _declares_crs(path: Path) -> bool:
    """Return whether a GeoJSON says its datum; GDAL would take it for WGS 84 in silence."""
    if path.suffix != ".geojson":
        return True
    with path.open("rb") as opened:
        if b'"crs"' in opened.read(4096):
            return True
    record = path.parent / "SOURCE.toml"
    return record.is_file() and "datum" in read_toml(record)


def _table_faults(counties: Any, path: Path) -> Iterator[Fault]:
    missing = [name for name in _COLUMNS if name not in counties]
    if missing:
        yield Fault("column_missing", path, found=", ".join(missing))
        return
    counties["code"] = counties["code"].astype(str)
    for code in counties["code"][counties["code"].duplicated()].unique():
        yield Fault("code_twice", path, code)
    bounds = counties.geometry.to_crs(CGCS2000).bounds
    for row, box in zip(counties.itertuples(), bounds.itertuples(index=False), strict=True):
        at = f"{row.code} {row.name}"
        if not _CODE.fullmatch(row.code):
            yield Fault("code_malformed", path, at, found=row.code)
        if row.role not in _ROLES:
            yield Fault(
                "cell_value", path, f"{at}, role", found=row.role, expected="core|neighbour"
            )
        if row.geometry is None or row.geometry.is_empty:
            yield Fault("geometry_missing", path, at)
        elif row.geometry.geom_type not in ("Polygon", "MultiPolygon"):
            yield Fault("geometry_type", path, at, found=row.geometry.geom_type)
        elif not row.geometry.is_valid:
            yield Fault("geometry_invalid", path, at, found=shapely.is_valid_reason(row.geometry))
        elif not (box.minx >= -180 and box.maxx <= 180 and box.miny >= -90 and box.maxy <= 90):
            yield Fault("coordinates_off", path, at)


def _coverage_faults(counties: Any, path: Path) -> Iterator[Fault]:
    """Yield every pair of units that overlap, and every unit with a ragged edge beside another."""
    geometries = counties.geometry.to_numpy()
    if shapely.coverage_is_valid(geometries):
        return
    named = [f"{c} {n}" for c, n in zip(counties["code"], counties["name"], strict=True)]
    said: set[int] = set()
    tree = shapely.STRtree(geometries)
    for one, other in tree.query(geometries, predicate="intersects").T:
        if one >= other:
            continue
        common = shapely.intersection(geometries[one], geometries[other])
        if common.area > 0:
            said |= {int(one), int(other)}
            area = _km2(common, counties.crs)
            pair = f"{named[one]} / {named[other]}"
            yield Fault("overlap", path, pair, found=f"{area:.3f}")
    edges = shapely.coverage_invalid_edges(geometries)
    for number, edge in enumerate(edges):
        if not edge.is_empty and number not in said:
            x, y = edge.representative_point().coords[0]
            yield Fault("ragged_edge", path, named[number], found=f"{x:.4f}, {y:.4f}")


def _km2(geometry: Any, crs: Any) -> float:
    frame = geopandas.GeoDataFrame({"code": ["overlap"]}, geometry=[geometry], crs=crs)
    return areas_km2(frame)["overlap"]


def _read_outlines(path: Path) -> geopandas.GeoDataFrame:
    outlines = _read_layer(path)
    if "rank" not in outlines:
        raise TableError(Fault("column_missing", path, found="rank"))
    if "prefecture_code" not in outlines:
        outlines["prefecture_code"] = ""
    outlines["prefecture_code"] = outlines["prefecture_code"].fillna("").astype(str)
    return project(outlines[["rank", "prefecture_code", "geometry"]], CGCS2000)


def _drawn_outlines(counties: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    core = counties[counties["role"] == "core"]
    codes = sorted(core["prefecture_code"].unique())
    lines = [
        shapely.union_all(core.geometry[core["prefecture_code"] == code].to_numpy()).boundary
        for code in codes
    ]
    table = {"rank": "prefecture", "prefecture_code": codes}
    return geopandas.GeoDataFrame(table, geometry=lines, crs=counties.crs)
