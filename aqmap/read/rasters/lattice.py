"""Where the cells of a grid lie: even rows and columns, north up, whatever order a file has."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aqmap.errors import CrsError, Fault, SourceError
from aqmap.geo import ReferenceSystem, named_crs, needs_no_shift

_UNEVEN = 0.05
"""By what part of a step a coordinate may lie beside its place: axes are often single precision."""
_SINGLE_DECIMALS = 5
"""To which degrees in single precision are told: 134.995 is written 134.99500274…"""
_EQUAL_AREA = ("Albers Equal Area", "Lambert Azimuthal Equal Area",
               "Lambert Cylindrical Equal Area")  # fmt: skip
_RADIUS = 6_378_137.0
_ECCENTRICITY = 0.081_819_191


@dataclass(frozen=True, slots=True)
class Axis:
    """
    One axis of a grid.

    Attributes
    ----------
    start, step
        The edge of its first cell and the size of a cell, running east, or north to south.
    count
        Cells.
    turned
        Whether the file has them in the other order.
    """

    start: float
    step: float
    count: int
    turned: bool = False

    def stored(self, cells: range) -> slice:
        """Return where some cells stand in the file; read backwards where it is turned."""
        if not self.turned:
            return slice(cells.start, cells.stop)
        return slice(self.count - cells.stop, self.count - cells.start)


@dataclass(frozen=True, slots=True)
class Lattice:
    """
    Where the cells of a grid lie.

    Attributes
    ----------
    x, y
        Its columns from west to east, its rows from north to south.
    crs
        Its reference system.
    """

    x: Axis
    y: Axis
    crs: ReferenceSystem

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east and north end, in its system."""
        x, y = self.x, self.y
        return x.start, y.start - y.step * y.count, x.start + x.step * x.count, y.start

    @property
    def key(self) -> str:
        """What tells it from any other lattice; the order in the file does not matter."""
        axes = [value for axis in (self.x, self.y) for value in (axis.start, axis.step, axis.count)]
        written = f"{axes} {self.crs.to_wkt()}"
        return hashlib.sha256(written.encode()).hexdigest()

    def cell_weights(self) -> np.ndarray:
        """
        Return how much area a cell of each row has, against any other.

        Of degrees as exactextract weighs them, on the sphere (square radians): on the ellipsoid a
        mean would move by less than 1e-5 of it. Else in square metres.
        """
        if not self.crs.is_geographic:
            return self.cell_areas()
        sines = np.sin(np.radians(self.row_edges()))
        weights: np.ndarray = np.radians(self.x.step) * (sines[:-1] - sines[1:])
        return weights

    def cell_areas(self) -> np.ndarray:
        """Return the area of a cell of each row in square metres, on the ellipsoid."""
        if not self.crs.is_geographic:
            return np.full(self.y.count, self.x.step * self.y.step)
        zones = _zones(np.radians(self.row_edges()))
        areas: np.ndarray = np.radians(self.x.step) * (zones[:-1] - zones[1:])
        return areas

    def row_edges(self) -> np.ndarray:
        """Return the edges of its rows from north to south; a cell at a pole ends there."""
        edges = self.y.start - self.y.step * np.arange(self.y.count + 1)
        return np.clip(edges, -90, 90) if self.crs.is_geographic else edges

    def column_edges(self) -> np.ndarray:
        """Return the edges of its columns from west to east."""
        edges: np.ndarray = self.x.start + self.x.step * np.arange(self.x.count + 1)
        return edges

    def within(self, extent: tuple[float, float, float, float]) -> tuple[range, range]:
        """Return the rows and columns that touch an extent; none where it lies beside the grid."""
        west, south, east, north = extent
        rows = _touched(self.y.start - north, self.y.start - south, self.y)
        return rows, _touched(west - self.x.start, east - self.x.start, self.x)


def _touched(low: float, high: float, axis: Axis) -> range:
    first = max(int(np.floor(low / axis.step)), 0)
    last = min(int(np.ceil(high / axis.step)), axis.count)
    return range(first, max(last, first))


def _zones(latitudes: np.ndarray) -> np.ndarray:
    """Return the areas from the equator to latitudes, per radian of longitude, on GRS 80."""
    e, sines = _ECCENTRICITY, np.sin(latitudes)
    inside = sines / (1 - (e * sines) ** 2) + np.log((1 + e * sines) / (1 - e * sines)) / (2 * e)
    zones: np.ndarray = _RADIUS**2 * (1 - e * e) / 2 * inside
    return zones


def axis_of(centres: np.ndarray, path: Path, name: str, *, northward: bool) -> Axis:
    """
    Return the axis of cells whose centres a file gives, in either order.

    Raises
    ------
    SourceError
        If there are fewer than two, or they are not evenly spaced: then the cells have no size.
    """
    values = np.asarray(centres, dtype=float)
    if np.asarray(centres).dtype == np.float32:
        values = np.round(values, _SINGLE_DECIMALS)
    if values.ndim != 1 or len(values) < 2 or not np.isfinite(values).all():
        raise SourceError(Fault("grid_axis", path, name, found=len(values)))
    step = (values[-1] - values[0]) / (len(values) - 1)
    off = np.abs(values - (values[0] + step * np.arange(len(values))))
    if not step or off.max() > _UNEVEN * abs(step):
        raise SourceError(Fault("grid_axis", path, name, found=len(values)))
    # Rows are counted from the north, columns from the west.
    turned = (step > 0) == northward
    first = max(values[0], values[-1]) if northward else min(values[0], values[-1])
    edge = first + abs(step) / 2 if northward else first - abs(step) / 2
    return Axis(float(edge), float(abs(step)), len(values), turned)


def known_crs(written: str, path: Path) -> ReferenceSystem:
    """
    Return the reference system of a grid.

    Raises
    ------
    CrsError
        If none is said, one that is not known, or one whose positions are not WGS 84's.
    """
    crs = named_crs(written, path)
    if crs is None:
        raise CrsError(Fault("grid_crs", path, found=written[:60] or "—"))
    if not needs_no_shift(crs):
        raise CrsError(Fault("datum_unfit", path, found=crs.name))
    return crs


def require_areas(lattice: Lattice, path: Path) -> None:
    """
    Refuse a projection in which cells of one size have different areas.

    Raises
    ------
    CrsError
        With its name.
    """
    crs = lattice.crs
    if crs.is_geographic:
        return
    step = crs.coordinate_operation
    if step is None or step.method_name not in _EQUAL_AREA:
        found = step.method_name if step else crs.name
        raise CrsError(Fault("grid_unequal", path, found=found))
