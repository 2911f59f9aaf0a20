"""How much of each cell lies in each place: computed once per grid and outlines, and stored."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from aqmap.errors import Fault, SourceError, os_reason
from aqmap.geo import project
from aqmap.read.rasters.lattice import Lattice
from aqmap.read.rasters.zonal.tile_weights import CellParts, TileWeights

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

_CELLS_AT_ONCE = 2_000_000
_LEAST_WIDTH = 64
"""Columns that are read or left out together: blocks may be narrower."""
_CELLS_COMPUTED = 30_000_000
"""In a part of the grid whose weights are computed at once: a call costs something by outline."""
_MOST_KEPT = 40_000_000
"""Numbers of weights kept in memory: what is more is computed again, or read from the store."""
_OFF = 0.01
"""Of a cell: what an outline's cells may add up to beside its area."""
_TRIES = 8
_FORMAT = "3"
_PARTS = ("starts", "stops", "owners", "cells", "fractions", "holders")
_TURN = np.array((360.0, 0.0))
_SIDE = 0.01
"""Of an outline that is brought into a projection, in degrees."""


class Tile(NamedTuple):
    """A window of a grid, along the blocks of its file."""

    rows: range
    columns: range


class CoverageWeights:
    """
    The weights of one grid and some places.

    Parameters
    ----------
    lattice, blocks
        Where its cells lie, and the blocks of its file.
    places
        Their outlines, in degrees or already in the grid's system.
    store
        A folder where weights are kept for the next run, by the content that they are made of.

    Raises
    ------
    SourceError
        If exactextract is not installed, or the store cannot be written.
    """

    def __init__(
        self,
        lattice: Lattice,
        blocks: tuple[int, int],
        places: GeoDataFrame,
        store: Path | None = None,
    ) -> None:
        self.lattice = lattice
        self.shapes = _shapes(lattice, places)
        self._bounds = shapely.bounds(self.shapes)
        self._store = store
        self._kept: dict[Tile, TileWeights] = {}
        self._areas: dict[Tile, tuple[np.ndarray, np.ndarray]] = {}
        self._entries = 0
        self._latest: dict[Tile, TileWeights] = {}
        self.tiles = tuple(self._tiles(blocks))
        self._key = hashlib.sha256(
            b"".join((_FORMAT.encode(), lattice.key.encode(), *shapely.to_wkb(self.shapes)))
        ).hexdigest()

    def _tiles(self, blocks: tuple[int, int]) -> Iterator[Tile]:
        """Yield windows along the file's blocks, in their order, where a place lies."""
        if not len(self.shapes):
            return
        rows, columns = self.lattice.within(tuple(shapely.total_bounds(self.shapes)))
        high, wide = blocks
        wide *= -(-_LEAST_WIDTH // wide)
        down = max(_CELLS_AT_ONCE // max(len(columns), 1) // high, 1) * high
        tree = shapely.STRtree(self.shapes)
        for some_rows in _parts(rows, down):
            across = _parts(columns, wide)
            extents = [self.extent(Tile(some_rows, part)) for part in across]
            boxes = shapely.box(*np.transpose(extents)) if extents else []
            reached = np.unique(tree.query(boxes, predicate="intersects")[0])
            most = max(_CELLS_AT_ONCE // down, wide)
            for some_columns in _joined([across[number] for number in reached], most):
                tile = Tile(some_rows, some_columns)
                if len(self._near(tile)):  # and not only touches one
                    yield tile

    def _near(self, tile: Tile) -> np.ndarray:
        """Return the numbers of the places whose bounds touch a tile."""
        west, south, east, north = self.extent(tile)
        low_x, low_y, high_x, high_y = self._bounds.T
        near = (low_x < east) & (high_x > west) & (low_y < north) & (high_y > south)
        found: np.ndarray = np.flatnonzero(near)
        return found

    def extent(self, tile: Tile) -> tuple[float, float, float, float]:
        """Return the west, south, east and north end of a tile."""
        x, y = self.lattice.x, self.lattice.y
        return (
            x.start + x.step * tile.columns.start,
            y.start - y.step * tile.rows.stop,
            x.start + x.step * tile.columns.stop,
            y.start - y.step * tile.rows.start,
        )

    def of(self, tile: Tile) -> TileWeights:
        """Return the weights of a tile: kept, stored or computed."""
        if tile in self._kept:
            return self._kept[tile]
        file = self._file(tile)
        weights = _stored(file, tile, len(self.shapes)) if file else None
        if weights is None:
            if tile not in self._latest:
                self._latest = self._computed(tile)
            weights = self._latest[tile]
            if file:
                _put(file, weights)
        if self._entries + weights.size <= _MOST_KEPT:
            self._kept[tile] = weights
            self._entries += weights.size
        return weights

    def _computed(self, tile: Tile) -> dict[Tile, TileWeights]:
        """Return the weights of a tile and of those that are computed with it."""
        group = self._group(tile)
        rows = range(group[0].rows.start, group[-1].rows.stop)
        starts, stops = zip(*((t.columns.start, t.columns.stop) for t in group), strict=True)
        part = Tile(rows, range(min(starts), max(stops)))
        parts = _parts_of_cells(self, part, self._near(part))
        return {
            each: parts.within(_from(each.rows, rows.start), _from(each.columns, min(starts)))
            for each in group
        }

    def _group(self, tile: Tile) -> list[Tile]:
        """Return the tiles that are computed with one: rows after rows, as many as may be."""
        columns = max(t.columns.stop for t in self.tiles) - min(t.columns.start for t in self.tiles)
        high = max(len(t.rows) for t in self.tiles)
        together = _CELLS_COMPUTED // (columns * high) * high
        if not together:
            return [tile]
        number = tile.rows.start // together
        return [t for t in self.tiles if t.rows.start // together == number]

    def areas(self, tile: Tile) -> tuple[np.ndarray, np.ndarray]:
        """Return the area of each place in a tile, by the weights of cells, and its cells."""
        if tile not in self._areas:
            areas, counts = np.zeros((2, len(self.shapes)))
            inside, every = self.of(tile), np.ones((len(tile.rows), len(tile.columns)), bool)
            rows = self.lattice.cell_weights()[tile.rows.start : tile.rows.stop]
            inside.add(every, areas, rows)
            inside.count(every, counts)
            self._areas[tile] = areas, counts
        return self._areas[tile]

    def _file(self, tile: Tile) -> Path | None:
        if self._store is None:
            return None
        ends = (tile.rows.start, tile.rows.stop, tile.columns.start, tile.columns.stop)
        key = hashlib.sha256(f"{self._key} {ends}".encode()).hexdigest()
        return self._store / f"weights-{key[:32]}.npz"


def _shapes(lattice: Lattice, places: GeoDataFrame) -> np.ndarray:
    """Return the outlines in the system of a grid; on one from 0 to 360 degrees, as it counts."""
    if not lattice.crs.is_geographic and places.crs != lattice.crs:
        # A long side that is straight in degrees is curved in metres.
        short = places.geometry.segmentize(_SIDE)
        projected: np.ndarray = project(places.set_geometry(short), lattice.crs).geometry.to_numpy()
        return projected
    shapes: np.ndarray = project(places, lattice.crs).geometry.to_numpy()
    west, _, east, _ = lattice.extent
    if east > 180 and len(shapes):
        beyond = shapely.bounds(shapes)[:, 2] <= min(west, 0)
        shapes = shapes.copy()
        shapes[beyond] = shapely.transform(shapes[beyond], lambda points: points + _TURN)
    return shapes


def _parts(cells: range, size: int) -> list[range]:
    """Return the parts of some rows or columns between multiples of a size."""
    starts = range(cells.start // size * size, cells.stop, size)
    return [range(max(start, cells.start), min(start + size, cells.stop)) for start in starts]


def _joined(parts: Sequence[range], most: int) -> list[range]:
    """Return parts that follow each other as one, of so many cells at most."""
    found: list[range] = []
    for part in parts:
        if found and found[-1].stop == part.start and part.stop - found[-1].start <= most:
            found[-1] = range(found[-1].start, part.stop)
        else:
            found.append(part)
    return found


def _from(cells: range, start: int) -> range:
    return range(cells.start - start, cells.stop - start)


def _parts_of_cells(weights: CoverageWeights, part: Tile, near: np.ndarray) -> CellParts:
    """
    Return the cells of a part of the grid that lie in some places, proved by the places' areas.

    Where an outline runs along a cell's edge to the last digit, exactextract (0.3.0) may take a
    cell for uncovered that is whole. Edges that are counted from another cell end in other digits.
    """
    try:
        from aqmap.read.rasters.zonal.cell_coverage import cell_coverage  # noqa: PLC0415
    except ImportError:
        raise SourceError(Fault("grids_missing", "zonal", found="exactextract")) from None
    x, y = weights.lattice.x.step, weights.lattice.y.step
    west, south, east, north = weights.extent(part)
    found, left = [], near
    for beside in range(_TRIES):
        extent = west - beside * x, south, east, north + beside * y
        parts = cell_coverage(weights.shapes[left], left, extent, (x, y))
        cells = _areas_within(weights.shapes[left], extent) / (x * y)
        wrong = left[np.abs(parts.sums(len(weights.shapes))[left] - cells) > _OFF]
        found.append(parts.without(wrong, beside))
        left = wrong
        if not len(left):
            return CellParts.joined(found)
    raise SourceError(Fault("coverage_unsure", "zonal", found=len(left)))


def _areas_within(shapes: np.ndarray, extent: tuple[float, float, float, float]) -> np.ndarray:
    low, high = np.hsplit(shapely.bounds(shapes), 2)
    beyond = ((low < extent[:2]) | (high > extent[2:])).any(axis=1)
    areas: np.ndarray = shapely.area(shapes)
    areas[beyond] = shapely.area(shapely.intersection(shapes[beyond], shapely.box(*extent)))
    return areas


def _stored(file: Path, tile: Tile, places: int) -> TileWeights | None:
    """Return weights from the store; none where it has none that can be used."""
    try:
        with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as stored:
            parts = [stored[name] for name in _PARTS]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    weights = TileWeights(len(tile.columns), *parts)
    return weights if weights.is_of(len(tile.rows) * len(tile.columns), places) else None


def _put(file: Path, weights: TileWeights) -> None:
    """Write weights into the store, whole or not at all."""
    content = BytesIO()
    np.savez(content, **{name: getattr(weights, name) for name in _PARTS})
    half = file.with_suffix(f".{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(content.getvalue())
        half.replace(file)
    except OSError as problem:
        half.unlink(missing_ok=True)
        raise SourceError(Fault("store_unusable", file.parent, found=os_reason(problem))) from None
