"""boundaries/ → counties and outlines, checked before anything is drawn on them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import geopandas
import numpy
import pandas
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.errors import CrsError, Fault, SourceError, TableError
from aqmap.files.outputs import checksum
from aqmap.files.read_record import note_checksum
from aqmap.geo import CGCS2000, needs_no_shift, outer_edge, prefecture_outline, project
from aqmap.model.findings import Finding
from aqmap.read.geodata.boundary_rows import (
    COLUMNS,
    RANKS,
    geometry_faults,
    row_faults,
    texts,
    wrong_word,
)
from aqmap.read.geodata.coverage_checks import exact_coverage
from aqmap.read.geodata.declared_units import degrees_fault, metres_fault
from aqmap.read.geodata.layer_files import Layer, read_layer
from aqmap.read.geodata.layer_findings import layer_findings
from aqmap.read.geodata.outline_checks import (
    BORDER_TOLERANCE_M,
    Borders,
    border_faults,
    outline_faults,
)
from aqmap.words import Text
from aqmap.workspace.attempts import Attempts
from aqmap.workspace.data_folders import boundary_layer
from aqmap.workspace.toml_schema import read_toml

RECORD = "SOURCE.toml"

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
        Lines with ``rank`` (``national``, ``prefecture``, ``edge``) and ``prefecture_code``. At an
        ``edge`` a county faces no other, and no file says what border that is.
    source
        What ``SOURCE.toml`` says of them; empty without it.
    findings
        What was taken although the files do not say it, and what was snapped.
    """

    counties: geopandas.GeoDataFrame
    outlines: geopandas.GeoDataFrame
    source: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def read_boundaries(folder: Path) -> Boundaries:
    """
    Read ``counties`` and ``outlines`` (GeoJSON, GeoPackage, shapefile or KML) and check them.

    Parameters
    ----------
    folder
        With ``counties.geojson``, ``.gpkg``, ``.shp`` or ``.kml``; ``outlines`` may be left out, or
        hold one rank only: lines between prefectures are then drawn from the counties.
        ``SOURCE.toml`` may hold the datum and checksums. A GeoJSON without a reference system is
        WGS 84 (RFC 7946), and is said to be taken so, unless ``SOURCE.toml`` names its datum; a
        shapefile without a .prj needs that.

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
        and overlap that is wider than a metre.
    """
    attempts = Attempts()
    record = folder / RECORD
    source = attempts.read(read_toml, record) if record.is_file() else None
    source = source or {}
    attempts.read(_check_record, record, source)
    findings: list[Finding] = []
    path = boundary_layer(folder, "counties") or folder / "counties.geojson"
    counties = attempts.read(_read_counties, path, source, findings)
    lines = boundary_layer(folder, "outlines")
    outlines = attempts.read(_read_outlines, lines, source, findings) if lines else None
    if attempts.problems:
        raise attempts.error()
    if lines:
        faults = list(outline_faults(counties, outlines, lines))
        faults = faults or list(border_faults(counties, outlines, lines))
        if faults:
            raise CrsError(faults)
    return Boundaries(counties, _completed(counties, outlines), source, tuple(findings))


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
    faults = []
    for name, expected in sums.items():
        path = record.parent / name
        if not _is_inside(path, record.parent):
            faults.append(Fault("outside_workspace", record, "sha256", found=name))
        elif path.is_file():
            actual = checksum(path)
            note_checksum(path, actual)
            if actual != expected:
                start = str(expected)[:12]
                faults.append(Fault("checksum", path, expected=start, found=actual[:12]))
    if faults:
        raise SourceError(faults)


def _is_inside(path: Path, folder: Path) -> bool:
    """Return whether a path of a record stays in the workspace, symlinks followed."""
    written = path.relative_to(folder) if path.is_relative_to(folder) else None
    if written is None or ".." in written.parts:
        return False
    try:
        real = path.resolve()
    except (OSError, ValueError, RuntimeError):
        return False
    # The folder of boundaries itself may be a symlink to one that several workspaces share.
    return any(real.is_relative_to(root) for root in (folder.resolve(), folder.parent.resolve()))


def _read_counties(
    path: Path, source: Mapping[str, Any], findings: list[Finding]
) -> geopandas.GeoDataFrame:
    counties, remarks = _read_layer(path, source, columns=COLUMNS)
    codes = counties["code"].str[:4] + "00"
    if "prefecture_code" in counties:
        written_codes = counties["prefecture_code"]
        codes = written_codes.where(written_codes != "", codes)
    counties["prefecture_code"] = codes
    counties = counties[[*COLUMNS, "prefecture_code", "geometry"]]
    if faults := list(row_faults(counties, path)):
        raise TableError(faults)
    counties, snapping = exact_coverage(counties, path)
    findings += layer_findings("counties", path, (*remarks, *snapping))
    return counties.sort_values("code", ignore_index=True)


def _read_outlines(
    path: Path, source: Mapping[str, Any], findings: list[Finding]
) -> geopandas.GeoDataFrame:
    outlines, remarks = _read_layer(path, source, columns=("rank",))
    if "prefecture_code" not in outlines:
        outlines["prefecture_code"] = ""
    faults = []
    for number, row in enumerate(outlines.itertuples(), 1):
        feature = f"feature {number}"
        if row.rank not in RANKS:
            faults.append(wrong_word(RANKS, path, f"{feature}, rank", row.rank))
        faults += geometry_faults(row.geometry, path, feature, expected="Line")
    if faults:
        raise TableError(faults)
    findings += layer_findings("outlines", path, remarks)
    return outlines[["rank", "prefecture_code", "geometry"]]


def _read_layer(
    path: Path, source: Mapping[str, Any], *, columns: tuple[str, ...]
) -> tuple[geopandas.GeoDataFrame, tuple[Text, ...]]:
    """Read a layer into CGCS2000, without heights; its rows are not checked yet."""
    layer = read_layer(path, partial(_choose, path))
    if not layer.rows:
        raise SourceError(Fault("layer_empty", path))
    declared, remarks = layer.reference_system(source.get("datum"))
    if declared is None:
        raise CrsError(Fault("crs_missing", path))
    if not needs_no_shift(declared):
        raise CrsError(Fault("datum_unfit", path, found=declared.name))
    missing = [name for name in columns if name not in layer.columns]
    if missing:
        raise TableError(Fault("column_missing", path, found=", ".join(missing)))
    for fault_of in (degrees_fault, metres_fault):
        if fault := fault_of(layer.geometries, declared, path):
            raise CrsError(fault)
    return project(_table(layer, declared), CGCS2000), remarks


def _table(layer: Layer, declared: Any) -> geopandas.GeoDataFrame:
    """Return the columns that boundaries have, as text, with the shapes."""
    kept = [n for n in (*COLUMNS, "rank", "prefecture_code") if n in layer.columns]
    cells = {name: texts([row.get(name) for row in layer.rows]) for name in kept}
    shapes = shapely.force_2d(layer.geometries)
    return geopandas.GeoDataFrame(cells, geometry=shapes, crs=declared)


def _choose(path: Path, names: Sequence[str]) -> str:
    """Return which layer of a file to read: the only one, or the one named as the file."""
    if len(names) > 1 and path.stem not in names:
        raise SourceError(
            Fault("layer_ambiguous", path, found=", ".join(names), expected=path.stem)
        )
    return path.stem if path.stem in names else names[0]


def _completed(counties: Any, given: Any) -> geopandas.GeoDataFrame:
    """
    Return the outlines with what the counties tell of those that no file gives.

    Between counties of two prefectures runs a prefecture's border. Where a county faces none, the
    border may be a foreign one, or a coast: without a line given there, it is an ``edge``.
    """
    end = outer_edge(counties)
    rows: list[tuple[str, str, BaseGeometry]] = []
    edges = []
    for code in sorted(counties["prefecture_code"][counties["role"] == "core"].unique()):
        outline = prefecture_outline(counties, code)
        between = outline.difference(end)
        rows.append(("prefecture", code, shapely.line_merge(between)))
        edges.append(outline.difference(between))
    edge = shapely.union_all(edges)
    if given is not None:
        drawn_codes = set(given["prefecture_code"][given["rank"] == "prefecture"])
        # Lines without a code may be those of any prefecture.
        rows = [] if "" in drawn_codes else [row for row in rows if row[1] not in drawn_codes]
        edge = _apart_from(edge, given.geometry.to_numpy())
    rows.append(("edge", "", shapely.line_merge(edge)))
    ranks, codes, lines = zip(*rows, strict=True)
    table = {"rank": ranks, "prefecture_code": codes}
    drawn = geopandas.GeoDataFrame(table, geometry=list(lines), crs=CGCS2000)
    drawn = drawn[~drawn.geometry.is_empty]
    kept = [layer for layer in (given, drawn) if layer is not None and len(layer)]
    return geopandas.GeoDataFrame(pandas.concat(kept, ignore_index=True))


def _apart_from(edge: BaseGeometry, lines: Any) -> BaseGeometry:
    """Return the straight bits of an edge along which none of the lines runs."""
    points, part = shapely.get_coordinates(shapely.get_parts(edge), return_index=True)
    if not len(points):
        return edge
    inside = part[:-1] == part[1:]
    ends = numpy.stack((points[:-1], points[1:]), axis=1)[inside]
    given = Borders(shapely.union_all(lines))
    spots = ends[:, 0], ends.mean(axis=1), ends[:, 1]
    farthest = numpy.max([given.distances_m(spot) for spot in spots], axis=0)
    return shapely.union_all(shapely.linestrings(ends[farthest > BORDER_TOLERANCE_M]))
