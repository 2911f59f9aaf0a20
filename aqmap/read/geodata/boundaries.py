"""boundaries/ → counties and outlines, checked before anything is drawn on them."""

from __future__ import annotations

import json
import math
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas
import numpy
import pandas
import shapely

from aqmap.errors import AqmapError, CrsError, Fault, SourceError, TableError
from aqmap.files.outputs import checksum
from aqmap.files.read_record import reading
from aqmap.geo import CGCS2000, areas_km2, is_known_crs, needs_no_shift, prefecture_outline, project
from aqmap.words import Text
from aqmap.workspace.attempts import Attempts
from aqmap.workspace.toml_schema import read_toml

RECORD = "SOURCE.toml"
SLIVER_KM2 = 1e-4
"""Two units that share less than this meet raggedly; they do not overlap."""
GAP_DEG = 0.001
"""No land left out is as narrow as this, about 100 m; but a slit must also be 20 times as long."""

_COLUMNS = ("code", "name", "role")
_CODE = re.compile(r"[0-9]{6}|[0-9]{9}|[a-z][a-z0-9-]*")
_ROLES = ("core", "neighbour")
_RANKS = ("national", "prefecture")
_DATUMS = ("CGCS2000", "EPSG4490", "2000国家大地坐标系", "WGS84", "WGS1984", "EPSG4326")


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
    source
        What ``SOURCE.toml`` says of them; empty without it.
    """

    counties: geopandas.GeoDataFrame
    outlines: geopandas.GeoDataFrame
    source: Mapping[str, Any] = field(default_factory=dict)


def read_boundaries(folder: Path) -> Boundaries:
    """
    Read ``counties`` and ``outlines`` (GeoJSON or GeoPackage) and check them.

    Parameters
    ----------
    folder
        With ``counties.geojson`` or ``counties.gpkg``; ``outlines`` may be left out, then the
        prefectures' outlines are drawn from the counties; ``SOURCE.toml`` may hold the datum
        and checksums. A GeoJSON must name its reference system in a ``crs`` member, or
        ``SOURCE.toml`` its datum: RFC 7946 would make any file WGS 84, GCJ-02 too.

    Returns
    -------
    boundaries
        Counties in the order of their codes.

    Raises
    ------
    SourceError, CrsError, TableError, SpecError
        All faults of all files together, in the class of the first: a file that is missing,
        empty, unreadable, or not the one its checksum names; a reference system that is missing
        or not CGCS2000 or WGS 84; columns, codes, roles and geometry that do not fit; every gap
        and overlap.
    """
    attempts = Attempts()
    record = folder / RECORD
    source = attempts.read(read_toml, record) if record.is_file() else None
    source = source or {}
    attempts.read(_check_record, record, source)
    path = _find(folder, "counties") or folder / "counties.geojson"
    counties = attempts.read(_read_counties, path, source)
    lines = _find(folder, "outlines")
    outlines = attempts.read(_read_outlines, lines, source) if lines else None
    if attempts.problems:
        raise attempts.error()
    if outlines is None:
        outlines = _prefecture_outlines(counties)
    return Boundaries(counties, outlines, source)


def _find(folder: Path, name: str) -> Path | None:
    candidates = (folder / f"{name}.geojson", folder / f"{name}.gpkg")
    return next((path for path in candidates if path.is_file()), None)


def _check_record(record: Path, source: Mapping[str, Any]) -> None:
    """Hold the datum against those that need no shift, and the files against their checksums."""
    datum = source.get("datum", _DATUMS[0])
    if re.sub(r"[\W_]+", "", str(datum)).upper() not in _DATUMS:
        raise CrsError(Fault("datum_unfit", record, "datum", found=datum))
    sums = source.get("sha256", {})
    if not isinstance(sums, dict):
        raise TableError(
            Fault("cell_value", record, "sha256", found=sums, expected='[sha256] "file" = "…"')
        )
    faults = [
        Fault("checksum", path, expected=str(expected)[:12], found=actual[:12])
        for path, expected in ((record.parent / name, value) for name, value in sums.items())
        if path.is_file() and (actual := checksum(path)) != expected
    ]
    if faults:
        raise SourceError(faults)


def _read_counties(path: Path, source: Mapping[str, Any]) -> geopandas.GeoDataFrame:
    counties = _read_layer(path, source, columns=_COLUMNS)
    for name in _COLUMNS:
        counties[name] = _texts(counties[name])
    codes = counties["code"].str[:4] + "00"
    if "prefecture_code" in counties:
        written_codes = _texts(counties["prefecture_code"])
        codes = written_codes.where(written_codes != "", codes)
    counties["prefecture_code"] = codes
    counties = counties[[*_COLUMNS, "prefecture_code", "geometry"]]
    faults = list(_row_faults(counties, path)) or list(_coverage_faults(counties, path))
    if faults:
        raise TableError(faults)
    return counties.sort_values("code", ignore_index=True)


def _read_outlines(path: Path, source: Mapping[str, Any]) -> geopandas.GeoDataFrame:
    outlines = _read_layer(path, source, columns=("rank",))
    written_codes = (
        outlines["prefecture_code"] if "prefecture_code" in outlines else [""] * len(outlines)
    )
    outlines["prefecture_code"] = _texts(written_codes)
    outlines["rank"] = _texts(outlines["rank"])
    faults = []
    for number, row in enumerate(outlines.itertuples(), 1):
        feature = f"feature {number}"
        if row.rank not in _RANKS:
            faults.append(_wrong_word(_RANKS, path, f"{feature}, rank", row.rank))
        faults += _geometry_faults(row.geometry, path, feature, expected="Line")
    if faults:
        raise TableError(faults)
    return outlines[["rank", "prefecture_code", "geometry"]]


def _read_layer(
    path: Path, source: Mapping[str, Any], *, columns: tuple[str, ...]
) -> geopandas.GeoDataFrame:
    """Read a layer into CGCS2000, without heights; its rows are not checked yet."""
    with reading(path):
        layer = _open_layer(path)
    if layer.empty:
        raise SourceError(Fault("layer_empty", path))
    if not isinstance(layer, geopandas.GeoDataFrame):
        raise TableError(Fault("geometry_missing", path))
    declared = _declared_crs(path, layer, source)
    if not is_known_crs(declared):
        raise CrsError(Fault("crs_missing", path))
    layer = layer.set_geometry(shapely.force_2d(layer.geometry.to_numpy()), crs=declared)
    if not needs_no_shift(layer.crs):
        raise CrsError(Fault("datum_unfit", path, found=layer.crs.name))
    missing = [name for name in columns if name not in layer]
    if missing:
        raise TableError(Fault("column_missing", path, found=", ".join(missing)))
    return project(layer, CGCS2000)


def _open_layer(path: Path) -> Any:
    try:
        if path.stat().st_size == 0:
            raise SourceError(Fault("file_empty", path))
        with warnings.catch_warnings():
            # What GDAL and pandas warn of is a fault below, or no matter here: a broken header,
            # a geometry read as nothing, a column that looks like dates.
            warnings.simplefilter("ignore")
            return geopandas.read_file(path, engine="pyogrio", layer=_layer_name(path))
    except FileNotFoundError:
        raise SourceError(Fault("file_missing", path)) from None
    except AqmapError:
        raise
    except (ValueError, OSError, RuntimeError, shapely.errors.ShapelyError) as problem:
        reason = str(problem).split("\n")[0][:120]
        raise SourceError(Fault("not_a_layer", path, found=reason)) from None


def _layer_name(path: Path) -> str | None:
    """Return which layer of a GeoPackage to read: the only one, or the one named as the file."""
    if path.suffix != ".gpkg":
        return None
    layers = geopandas.list_layers(path)
    names = list(layers["name"][layers["geometry_type"].notna()])  # QGIS keeps its styles beside
    if len(names) > 1 and path.stem not in names:
        raise SourceError(
            Fault("layer_ambiguous", path, found=", ".join(names), expected=path.stem)
        )
    return path.stem if path.stem in names else next(iter(names), None)


def _declared_crs(path: Path, layer: geopandas.GeoDataFrame, source: Mapping[str, Any]) -> object:
    """Return the system a layer declares; GDAL takes silence and strange names for WGS 84."""
    if path.suffix != ".geojson":
        return layer.crs
    try:
        member = json.loads(path.read_bytes()).get("crs")
    except (ValueError, AttributeError, RecursionError):  # GDAL reads more than JSON knows
        member = None
    if member is None:
        return layer.crs if "datum" in source else None
    properties = member.get("properties") if isinstance(member, dict) else None
    return properties.get("name") if isinstance(properties, dict) else None


def _texts(cells: Any) -> pandas.Series[str]:
    index = cells.index if isinstance(cells, pandas.Series) else None
    return pandas.Series([_as_text(cell) for cell in cells], index=index, dtype=object)


def _as_text(cell: object) -> str:
    """Return a cell as text: a column of codes with one blank arrives as floats."""
    if isinstance(cell, (int, float)):
        if not math.isfinite(cell):
            return ""
        return str(int(cell)) if cell == int(cell) else str(cell)
    return "" if cell is None or cell is pandas.NA else str(cell).strip()


def _row_faults(counties: Any, path: Path) -> Iterator[Fault]:
    for code in counties["code"][counties["code"].duplicated()].unique():
        if code:
            yield Fault("code_twice", path, code)
    for row in counties.itertuples():
        unit = f"{row.code} {row.name}"
        for column, code in (("code", row.code), ("prefecture_code", row.prefecture_code)):
            if not _CODE.fullmatch(code) and (column == "code" or _CODE.fullmatch(row.code)):
                yield Fault("code_malformed", path, f"{unit}, {column}", found=code)
        if not row.name:
            expected = Text("名称", "a name")
            yield Fault("cell_value", path, f"{unit}, name", found="", expected=expected)
        if row.role not in _ROLES:
            yield _wrong_word(_ROLES, path, f"{unit}, role", row.role)
        yield from _geometry_faults(row.geometry, path, unit, expected="Polygon")


def _wrong_word(allowed: tuple[str, ...], path: Path, cell: str, written: str) -> Fault:
    return Fault("cell_value", path, cell, found=written, expected=" | ".join(allowed))


def _geometry_faults(geometry: Any, path: Path, feature: str, *, expected: str) -> Iterator[Fault]:
    if geometry is None or geometry.is_empty:
        yield Fault("geometry_missing", path, feature)
        return
    kind = geometry.geom_type
    if not kind.removeprefix("Multi").startswith(expected):
        expected_kind = Text("面", "polygon") if expected == "Polygon" else Text("线", "line")
        yield Fault("geometry_type", path, feature, found=kind, expected=expected_kind)
        return
    west, south, east, north = geometry.bounds
    if west >= 3 and east <= 54 and south >= 73 and north <= 136:  # China, axes exchanged
        yield Fault("axes_exchanged", path, feature)
    elif not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        yield Fault("coordinates_off", path, feature)
    elif not geometry.is_valid:
        yield Fault("geometry_invalid", path, feature, found=shapely.is_valid_reason(geometry))


def _coverage_faults(counties: Any, path: Path) -> Iterator[Fault]:
    """Yield every pair of units that overlap or leave a gap, and every other ragged edge."""
    units = counties.geometry.to_numpy()
    labels = [f"{c} {n}" for c, n in zip(counties["code"], counties["name"], strict=True)]
    overlaps = [] if shapely.coverage_is_valid(units) else list(_overlaps(units))
    reported = {unit for first, second, _ in overlaps for unit in (first, second)}
    for first, second, area in overlaps:
        yield Fault("overlap", path, f"{labels[first]} / {labels[second]}", found=f"{area:.3f}")
    for number, edge in enumerate(shapely.coverage_invalid_edges(units)):
        if not edge.is_empty and number not in reported:
            reported.add(number)
            yield Fault("ragged_edge", path, labels[number], found=_point_text(edge))
    for touching, gap in (*_thin_holes(units), *_slits(units)):
        if not reported.issuperset(touching):
            yield Fault(
                "gap", path, " / ".join(labels[u] for u in touching), found=_point_text(gap)
            )
            reported |= set(touching)


def _overlaps(units: numpy.ndarray) -> Iterator[tuple[int, int, float]]:
    pairs = shapely.STRtree(units).query(units, predicate="intersects").T
    for first, second in sorted((int(a), int(b)) for a, b in pairs if a < b):
        common = shapely.intersection(units[first], units[second])
        if common.area > 0 and (area := _km2(common)) > SLIVER_KM2:
            yield first, second, area


def _thin_holes(units: numpy.ndarray) -> Iterator[tuple[list[int], Any]]:
    """Yield the holes between units that are too narrow to be land that the file leaves out."""
    tree = shapely.STRtree(units)
    for landmass in shapely.get_parts(shapely.union_all(units)):
        for ring in landmass.interiors:
            hole = shapely.Polygon(ring)
            neighbours = sorted(map(int, tree.query(hole, predicate="intersects")))
            if 2 * hole.area / hole.length < GAP_DEG and len(neighbours) > 1:
                yield neighbours, hole


def _slits(units: numpy.ndarray) -> Iterator[tuple[list[int], Any]]:
    """Yield the gaps that are open at an end, where two units run side by side without meeting."""
    edges, unit_of_edge = _free_edges(units)
    near = shapely.STRtree(edges).query(edges, predicate="dwithin", distance=GAP_DEG)
    edges_of_first, edges_of_second = near[:, unit_of_edge[near[0]] < unit_of_edge[near[1]]]
    unit_pairs = numpy.column_stack((unit_of_edge[edges_of_first], unit_of_edge[edges_of_second]))
    for first, second in numpy.unique(unit_pairs, axis=0):
        is_pair = (unit_pairs == (first, second)).all(axis=1)
        gap = shapely.intersection(
            shapely.union_all(edges[numpy.unique(edges_of_first[is_pair])]),
            shapely.buffer(
                shapely.union_all(edges[numpy.unique(edges_of_second[is_pair])]), GAP_DEG
            ),
        )
        if gap.length > 20 * GAP_DEG:
            yield [int(first), int(second)], gap


def _free_edges(units: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return the straight edges that no two units share, and the unit of each."""
    polygons, unit_of_polygon = shapely.get_parts(units, return_index=True)
    rings, polygon_of_ring = shapely.get_rings(polygons, return_index=True)
    points, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    inside = ring_of_point[:-1] == ring_of_point[1:]
    ends = numpy.stack((points[:-1], points[1:]), axis=1)[inside]
    both_ways = numpy.concatenate((ends, ends[:, ::-1])).reshape(-1, 4)
    _, which, counts = numpy.unique(both_ways, axis=0, return_inverse=True, return_counts=True)
    is_free = counts[which[: len(ends)]] == 1
    unit_of_edge = unit_of_polygon[polygon_of_ring[ring_of_point[:-1][inside]]]
    return shapely.linestrings(ends[is_free]), unit_of_edge[is_free]


def _point_text(geometry: Any) -> str:
    point = geometry.representative_point()
    return f"{point.x:.4f}, {point.y:.4f}"


def _km2(geometry: Any) -> float:
    frame = geopandas.GeoDataFrame({"code": ["one"]}, geometry=[geometry], crs=CGCS2000)
    return areas_km2(frame)["one"]


def _prefecture_outlines(counties: Any) -> geopandas.GeoDataFrame:
    codes = sorted(counties["prefecture_code"][counties["role"] == "core"].unique())
    lines = [prefecture_outline(counties, code) for code in codes]
    table = {"rank": "prefecture", "prefecture_code": codes}
    return geopandas.GeoDataFrame(table, geometry=lines, crs=CGCS2000)
