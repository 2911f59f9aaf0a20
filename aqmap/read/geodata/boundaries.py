"""boundaries/ → counties and outlines, checked before anything is drawn on them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import geopandas
import shapely

from aqmap.errors import CrsError, Fault, SourceError, TableError
from aqmap.files.outputs import checksum
from aqmap.files.read_record import note_checksum
from aqmap.geo import CGCS2000, needs_no_shift, prefecture_outline, project
from aqmap.read.geodata.boundary_rows import (
    COLUMNS,
    RANKS,
    geometry_faults,
    row_faults,
    texts,
    wrong_word,
)
from aqmap.read.geodata.coverage_checks import coverage_faults
from aqmap.read.geodata.declared_units import degrees_fault, metres_fault
from aqmap.read.geodata.layer_files import Layer, read_layer
from aqmap.read.geodata.outline_checks import outline_faults
from aqmap.workspace.attempts import Attempts
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
    if lines and (faults := list(outline_faults(counties, outlines, lines))):
        raise CrsError(faults)
    if outlines is None:
        outlines = _prefecture_outlines(counties)
    return Boundaries(counties, outlines, source)


def _find(folder: Path, name: str) -> Path | None:
    candidates = (folder / f"{name}.geojson", folder / f"{name}.gpkg")
    return next((path for path in candidates if path.exists()), None)


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


def _read_counties(path: Path, source: Mapping[str, Any]) -> geopandas.GeoDataFrame:
    counties = _read_layer(path, source, columns=COLUMNS)
    codes = counties["code"].str[:4] + "00"
    if "prefecture_code" in counties:
        written_codes = counties["prefecture_code"]
        codes = written_codes.where(written_codes != "", codes)
    counties["prefecture_code"] = codes
    counties = counties[[*COLUMNS, "prefecture_code", "geometry"]]
    faults = list(row_faults(counties, path)) or list(coverage_faults(counties, path))
    if faults:
        raise TableError(faults)
    return counties.sort_values("code", ignore_index=True)


def _read_outlines(path: Path, source: Mapping[str, Any]) -> geopandas.GeoDataFrame:
    outlines = _read_layer(path, source, columns=("rank",))
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
    return outlines[["rank", "prefecture_code", "geometry"]]


def _read_layer(
    path: Path, source: Mapping[str, Any], *, columns: tuple[str, ...]
) -> geopandas.GeoDataFrame:
    """Read a layer into CGCS2000, without heights; its rows are not checked yet."""
    layer = read_layer(path, partial(_choose, path))
    if not layer.rows:
        raise SourceError(Fault("layer_empty", path))
    declared = None if layer.silent and "datum" not in source else layer.crs
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
    return project(_table(layer, declared), CGCS2000)


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


def _prefecture_outlines(counties: Any) -> geopandas.GeoDataFrame:
    codes = sorted(counties["prefecture_code"][counties["role"] == "core"].unique())
    lines = [prefecture_outline(counties, code) for code in codes]
    table = {"rank": "prefecture", "prefecture_code": codes}
    return geopandas.GeoDataFrame(table, geometry=lines, crs=CGCS2000)
