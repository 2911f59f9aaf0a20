"""Shapefiles, read from the bytes of the files that lie beside each other under one name."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy
import shapefile
import shapely

from aqmap.errors import Fault, SourceError
from aqmap.geo import ReferenceSystem, named_crs
from aqmap.read.geodata.formats.dbf_encoding import Encoding, encoding_of
from aqmap.words import Text, text

FIRST_BYTES = b"\x00\x00\x27\x0a"
PARTS = (".shp", ".dbf", ".shx", ".prj", ".cpg")
"""What belongs to one layer; `.shp` and `.dbf` are needed."""
MAX_POINTS = 3_000_000
"""Points after which a layer is given up, before any is built."""

_HEADER, _RECORD_HEADER = 100, 8
_POINTS, _MULTIPOINTS, _LINES, _POLYGONS = (1, 11, 21), (8, 18, 28), (3, 13, 23), (5, 15, 25)
_NULL = 0


@dataclass(frozen=True)
class ShapefileLayer:
    """
    What the files of a shapefile say.

    Attributes
    ----------
    rows, geometries
        As `Layer` has them; records marked as deleted are left out.
    crs
        What the .prj declares; none without one.
    encoding
        How the words are written, and how that is known.
    deleted
        How many records were marked as deleted.
    has_index
        Whether there is an .shx; without it the records are read one after the other.
    """

    rows: list[dict[str, object]]
    geometries: numpy.ndarray
    crs: ReferenceSystem | None
    encoding: Encoding
    deleted: int = 0
    has_index: bool = True

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What was taken although the files do not say it, in words."""
        remarks = []
        if self.encoding.assumed:
            remarks.append(text("remark.encoding", encoding=self.encoding.name))
        if self.deleted:
            remarks.append(text("remark.deleted", count=self.deleted))
        if not self.has_index:
            remarks.append(text("remark.no_index"))
        return tuple(remarks)


def read_shapefile(parts: Mapping[str, bytes], path: Path) -> ShapefileLayer:
    """
    Return what a shapefile holds.

    Parameters
    ----------
    parts
        The content of each file by its suffix of `PARTS`, in small letters.
    path
        The .shp, for the messages.

    Raises
    ------
    SourceError
        If a file is missing, damaged, or does not fit the others; if a shape is neither point,
        line nor polygon; if the words' encoding is not certain.
    CrsError
        If the .prj refers to something elsewhere.
    """
    if ".dbf" not in parts:
        raise SourceError(Fault("shapefile_part", path, found=f"{path.stem}.dbf"))
    measured = _measured(parts[".shp"], path)
    if ".shx" in parts and (len(parts[".shx"]) - _HEADER) // _RECORD_HEADER != measured:
        raise SourceError(Fault("shapefile_counts", path, found=".shx", expected=measured))
    encoding = encoding_of(parts[".dbf"], parts.get(".cpg"), path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what they would say is checked here
            shapes, records = _opened(parts, encoding.codec)
    except (shapefile.ShapefileException, struct.error, ValueError, LookupError) as problem:
        found = str(problem).split("\n")[0][:120]
        raise SourceError(Fault("not_a_layer", path, found=found)) from None
    if len(records) != len(shapes):
        raise SourceError(Fault("shapefile_counts", path, found=".dbf", expected=len(shapes)))
    kept = [number for number, record in enumerate(records) if record is not None]
    geometries = numpy.empty(len(kept), dtype=object)
    for place, number in enumerate(kept):
        try:
            geometries[place] = _geometry(shapes[number])
        except (ValueError, shapely.errors.ShapelyError) as problem:
            found, at = str(problem).split("\n")[0][:120], f"feature {number + 1}"
            raise SourceError(Fault("not_a_layer", path, at, found=found)) from None
    return ShapefileLayer(
        [record for record in records if record is not None],
        geometries,
        _declared_crs(parts, path),
        encoding,
        len(records) - len(kept),
        ".shx" in parts,
    )


def _opened(
    parts: Mapping[str, bytes], codec: str
) -> tuple[list[Any], list[dict[str, object] | None]]:
    """Return the shapes one after the other, and the record of each, or none for a deleted one."""
    # The index is left aside: it may point at one shape a million times.
    with shapefile.Reader(
        shp=BytesIO(parts[".shp"]), dbf=BytesIO(parts[".dbf"]), encoding=codec
    ) as reader:
        names = [str(field[0]) for field in reader.fields[1:]]
        if len(set(names)) < len(names):
            raise ValueError(", ".join(sorted({n for n in names if names.count(n) > 1})))
        shapes = list(reader.iterShapes())
        records = [reader.record(number) for number in range(reader.numRecords or 0)]
    return shapes, [
        None if record is None else dict(zip(names, map(_cell, record), strict=True))
        for record in records
    ]


def _cell(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


# Shapes ---------------------------------------------------------------------------------------


def _measured(content: bytes, path: Path) -> int:
    """Return how many shapes there are; refuse one that claims more than its own bytes."""
    count, points, position = 0, 0, _HEADER
    try:
        while position + _RECORD_HEADER < len(content):
            _, words = struct.unpack_from(">2i", content, position)
            start, end = position + _RECORD_HEADER, position + _RECORD_HEADER + 2 * words
            points += _points_of(content, start, end, count + 1)
            count, position = count + 1, end
    except (struct.error, ValueError) as problem:
        raise SourceError(Fault("not_a_layer", path, found=str(problem)[:120])) from None
    if points > MAX_POINTS:
        raise SourceError(Fault("layer_points", path, found=points, expected=MAX_POINTS))
    return count


def _points_of(content: bytes, start: int, end: int, number: int) -> int:
    if not start + 4 <= end <= len(content):
        raise ValueError(f"record {number}")
    (kind,) = struct.unpack_from("<i", content, start)
    if kind == _NULL:
        return 0
    if kind in _POINTS:
        parts, points, head = 0, 1, 4
    elif kind in _MULTIPOINTS:
        (points,) = struct.unpack_from("<i", content, start + 36)
        parts, head = 0, 40
    elif kind in (*_LINES, *_POLYGONS):
        parts, points = struct.unpack_from("<2i", content, start + 36)
        head = 44
    else:
        raise ValueError(f"record {number}: shape {kind}")
    if min(parts, points) < 0 or start + head + 4 * parts + 16 * points > end:
        raise ValueError(f"record {number}: {points} points")
    return int(points)


def _geometry(shape: Any) -> Any:
    """Return a shape; rings that turn against the sun are holes of the ring around them."""
    kind, points = shape.shapeType, numpy.array(shape.points, dtype=float).reshape(-1, 2)
    if kind == _NULL or not len(points):
        return None
    if not numpy.isfinite(points).all():
        raise ValueError("coordinates")
    if kind in _POINTS:
        return shapely.Point(points[0])
    if kind in _MULTIPOINTS:
        return shapely.MultiPoint(points)
    lines = list(_pieces(points, shape.parts))
    if kind in _LINES:
        return shapely.LineString(lines[0]) if len(lines) == 1 else shapely.MultiLineString(lines)
    return _polygon([shapely.linearrings(line) for line in lines])


def _pieces(points: numpy.ndarray, parts: Any) -> Iterator[numpy.ndarray]:
    starts = [int(start) for start in parts] or [0]
    ends = [*starts[1:], len(points)]
    for start, end in zip(starts, ends, strict=True):
        if not 0 <= start < end <= len(points):
            raise ValueError("parts")
        yield points[start:end]


def _polygon(rings: list[Any]) -> Any:
    is_hole = shapely.is_ccw(rings)
    shells = [ring for ring, hole in zip(rings, is_hole, strict=True) if not hole]
    alone = [ring for ring, hole in zip(rings, is_hole, strict=True) if hole]
    holes: dict[int, list[Any]] = {}
    filled: Any = shapely.polygons(shells)
    if shells and alone:
        inner, outer = shapely.STRtree(filled).query(alone, predicate="covered_by")
        areas = shapely.area(filled)
        around: dict[int, int] = {}
        for ring, shell in zip(inner.tolist(), outer.tolist(), strict=True):
            nearest = around.get(ring)
            if nearest is None or areas[shell] < areas[nearest]:
                around[ring] = shell
        for ring, shell in around.items():
            holes.setdefault(shell, []).append(alone[ring])
        alone = [ring for number, ring in enumerate(alone) if number not in around]
    # A ring that turns the wrong way and lies in no other is land all the same.
    areas_of_land = [shapely.Polygon(s, holes.get(n, [])) for n, s in enumerate(shells)]
    areas_of_land += [shapely.Polygon(ring) for ring in alone]
    return areas_of_land[0] if len(areas_of_land) == 1 else shapely.MultiPolygon(areas_of_land)


def _declared_crs(parts: Mapping[str, bytes], path: Path) -> ReferenceSystem | None:
    written = parts.get(".prj", b"").decode("utf-8", "replace").strip().lstrip("\ufeff")
    if not written:
        return None
    record = path.with_suffix(".prj")
    crs = named_crs(written, record)
    if crs is None:
        raise SourceError(Fault("prj_unknown", record, found=written[:80]))
    return crs
