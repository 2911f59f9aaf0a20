"""
A vector layer, read from the bytes of one file and from nothing else.

No driver library opens it: such a library chooses by content, and some content names other files
or addresses. Only GeoJSON and GeoPackage are known here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
import shapely

from aqmap.errors import Fault, SourceError
from aqmap.files.text_files import read_bytes
from aqmap.geo import ReferenceSystem
from aqmap.read.geodata import geojson, geopackage

MAX_LAYER_BYTES = 100_000_000
"""A larger layer is refused: all counties of China, in full detail, take less."""
MAX_POINTS = 3_000_000
"""A layer of more points is refused; the counties of both prefectures here have 12,000."""


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
        Whether the file says nothing at all of its system: RFC 7946 then means WGS 84.
    """

    rows: Sequence[Mapping[str, object]]
    geometries: numpy.ndarray
    crs: ReferenceSystem | None
    silent: bool = False

    @property
    def columns(self) -> list[str]:
        """Every column that any feature has, in the order of the file."""
        return list(dict.fromkeys(name for row in self.rows for name in row))


def read_layer(path: Path, choose: Callable[[Sequence[str]], str]) -> Layer:
    """
    Read a layer of a GeoJSON or GeoPackage file.

    Parameters
    ----------
    path
        The file; its content says which of the two it is.
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
    else:
        layer = Layer(*geojson.read_geojson(content, path, choose))
    points = int(shapely.get_num_coordinates(layer.geometries).sum())
    if points > MAX_POINTS:
        raise SourceError(Fault("layer_points", path, found=points, expected=MAX_POINTS))
    return layer
