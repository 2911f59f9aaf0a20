"""
A vector layer, read from the bytes of its own files and from nothing else.

No driver library opens it: such a library chooses by content, and some content names other files
or addresses. GeoJSON, GeoPackage, KML and shapefiles are known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
import shapely

from aqmap.errors import Fault, SourceError
from aqmap.files.text_files import read_bytes
from aqmap.geo import CGCS2000, WGS84, ReferenceSystem
from aqmap.read.geodata.formats import geojson, geopackage, kml, shapefiles
from aqmap.words import Text, text

MAX_LAYER_BYTES = 100_000_000
"""A larger layer is refused: all counties of China, in full detail, take less."""
MAX_POINTS = 3_000_000
"""A layer of more points is refused; the counties of both prefectures here have 12,000."""

_NAMES_OF_CGCS2000 = ("CGCS2000", "EPSG4490", "2000国家大地坐标系")


@dataclass(frozen=True)
class Layer:
    """
    The features of one layer.

    Attributes
    ----------
    rows
        The columns of each feature, as the file holds them; a cell that is missing is not there.
    geometries
        The shape of each feature, or none.
    crs
        The declared reference system; none if the file declares none, or one that is not known.
    silent
        Whether the file says nothing at all of its system.
    by_standard
        What its format means by that: WGS 84 in GeoJSON (RFC 7946), nothing in a shapefile.
    remarks
        What was taken although the file does not say it, in words.
    """

    rows: Sequence[Mapping[str, object]]
    geometries: numpy.ndarray
    crs: ReferenceSystem | None
    silent: bool = False
    by_standard: ReferenceSystem | None = None
    remarks: tuple[Text, ...] = ()

    @property
    def columns(self) -> list[str]:
        """Every column that any feature has, in the order of the file."""
        return list(dict.fromkeys(name for row in self.rows for name in row))

    def reference_system(self, datum: object) -> tuple[ReferenceSystem | None, tuple[Text, ...]]:
        """
        Return the reference system, and all that must be said of how the layer was taken.

        Parameters
        ----------
        datum
            What is declared beside the file, CGCS2000 or WGS 84 in degrees; none if nothing is.
        """
        if not self.silent:
            return self.crs, self.remarks
        if datum is not None:
            is_cgcs2000 = re.sub(r"[\W_]+", "", str(datum)).upper() in _NAMES_OF_CGCS2000
            return CGCS2000 if is_cgcs2000 else WGS84, self.remarks
        if self.by_standard is None:
            return None, self.remarks
        return self.by_standard, (*self.remarks, text("remark.wgs84"))


def read_layer(path: Path, choose: Callable[[Sequence[str]], str]) -> Layer:
    """
    Read a layer of a GeoJSON, GeoPackage or KML file, or of a shapefile.

    Parameters
    ----------
    path
        The file, of a shapefile the .shp; its content says which of these it is.
    choose
        Told the names of its layers, it returns the one to read, or raises.

    Raises
    ------
    SourceError
        If the file is missing, no regular file, empty, too large, of another kind or damaged, or
        if it has no layer of the name chosen.
    CrsError
        If it refers to a reference system elsewhere.
    """
    content = read_bytes(path, max_bytes=MAX_LAYER_BYTES)
    if content.startswith(geopackage.FIRST_BYTES):
        log = path.with_name(path.name + "-wal")
        if log.is_file() and log.stat().st_size:  # what is in it is not in the file yet
            raise SourceError(Fault("file_unreadable", path, found=log.name))
        layer = Layer(*geopackage.read_geopackage(content, path, choose))
    elif content.startswith(shapefiles.FIRST_BYTES):
        layer = _shapefile(content, path, choose)
    elif kml.is_kml(content):
        rows, shapes, remarks = kml.read_kml(content, path, choose)
        layer = Layer(rows, shapes, WGS84, remarks=remarks)
    else:
        layer = Layer(*geojson.read_geojson(content, path, choose), by_standard=WGS84)
    points = int(shapely.get_num_coordinates(layer.geometries).sum())
    if points > MAX_POINTS:
        raise SourceError(Fault("layer_points", path, found=points, expected=MAX_POINTS))
    return layer


def _shapefile(content: bytes, path: Path, choose: Callable[[Sequence[str]], str]) -> Layer:
    """Read the .shp with what lies beside it under the same name."""
    if (chosen := choose([path.stem])) != path.stem:
        raise SourceError(Fault("not_a_layer", path, found=chosen))
    parts = {shapefiles.PARTS[0]: content}
    for suffix, part in shapefile_parts(path).items():
        if suffix != shapefiles.PARTS[0]:
            may_be_empty = suffix == ".cpg"
            parts[suffix] = read_bytes(part, max_bytes=MAX_LAYER_BYTES, may_be_empty=may_be_empty)
    layer = shapefiles.read_shapefile(parts, path)
    silent = ".prj" not in parts
    return Layer(layer.rows, layer.geometries, layer.crs, silent, remarks=layer.remarks)


def shapefile_parts(path: Path) -> dict[str, Path]:
    """
    Return the files of a shapefile that are there, by suffix in small letters.

    Raises
    ------
    SourceError
        If two differ in capital letters only.
    """
    beside: dict[str, list[Path]] = {}
    try:
        names = sorted(path.parent.iterdir())
    except OSError:
        names = []
    for part in names:
        if part.stem == path.stem and part.suffix.lower() in shapefiles.PARTS:
            beside.setdefault(part.suffix.lower(), []).append(part)
    twice = [part.name for parts in beside.values() if len(parts) > 1 for part in parts]
    if twice:
        raise SourceError(Fault("layer_twice", path.parent, found=", ".join(twice)))
    return {suffix: parts[0] for suffix, parts in beside.items()}
