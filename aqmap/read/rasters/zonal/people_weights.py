"""Values weighted by people: each cell of people takes the mean of the values that lie in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from aqmap.read.rasters.grid_layer import GridLayer
from aqmap.read.rasters.lattice import Lattice
from aqmap.read.rasters.zonal.coverage_weights import CoverageWeights, Tile
from aqmap.read.rasters.zonal.tile_weights import TileWeights
from aqmap.read.rasters.zonal.zonal_sums import with_groups

_NONE = 1e-9
"""Of a cell: what differences of sums leave where nothing is covered."""


@dataclass
class PeopleSums:
    """
    People of each place, and the values where they live.

    Attributes
    ----------
    people
        All of them, by the grid of people; a cell without a number has nobody.
    covered, weighted
        Those where there are values, and the values times them.
    """

    number: int
    people: np.ndarray = field(init=False)
    covered: np.ndarray = field(init=False)
    weighted: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.people, self.covered, self.weighted = np.zeros((3, self.number))

    def with_groups(self, groups: Sequence[Sequence[int]]) -> PeopleSums:
        """Return these sums and, behind them, those of groups of places taken together."""
        found = PeopleSums(self.number + len(groups))
        for name in ("people", "covered", "weighted"):
            setattr(found, name, with_groups(getattr(self, name), groups))
        return found

    def add(
        self,
        layer: GridLayer,
        people: GridLayer,
        weights: CoverageWeights,
        *,
        factor: float = 1.0,
        first: bool,
    ) -> None:
        """
        Add what a file of values holds where people live.

        Parameters
        ----------
        layer, people
            Of the values and of the people; any extents, cells and directions.
        weights
            Those of the grid of people.
        factor
            What the values are multiplied by.
        first
            Whether it is the first file of its period: people are counted once.
        """
        for tile in weights.tiles:
            inside = weights.of(tile)
            counts = np.nan_to_num(people.read(*tile))
            if first:
                inside.add(counts, self.people)
            found = _values_at(layer, people.lattice, tile, inside)
            if found is None:
                continue
            values, share = found
            inside.add(counts * share, self.covered)
            inside.add(counts * share * values * factor, self.weighted)


def _values_at(
    layer: GridLayer, lattice: Lattice, tile: Tile, inside: TileWeights
) -> tuple[np.ndarray, np.ndarray] | None:
    """
    Return the mean value in the cells of a tile of another grid, and what share has one.

    Only what is found for cells in places is asked for.
    """
    if layer.lattice.crs.is_geographic and lattice.crs.is_geographic:
        return _averaged(layer, lattice, tile)
    return _at_centres(layer, lattice, tile, np.unique(inside.one_by_one()[0]))


def _averaged(
    layer: GridLayer, lattice: Lattice, tile: Tile
) -> tuple[np.ndarray, np.ndarray] | None:
    """Average the values over the cells of people, exactly: both grids run along degrees."""
    x_edges = lattice.column_edges()[tile.columns.start : tile.columns.stop + 1]
    y_edges = lattice.row_edges()[tile.rows.start : tile.rows.stop + 1]
    west, east = layer.lattice.extent[0], layer.lattice.extent[2]
    turn = 360.0 if x_edges[-1] <= west and east > 180 else 0.0
    x_edges = x_edges + turn
    rows, columns = layer.lattice.within((x_edges[0], y_edges[-1], x_edges[-1], y_edges[0]))
    if not rows or not columns:
        return None
    values = layer.read(rows, columns)
    known = ~np.isnan(values)
    x, y = layer.lattice.x, layer.lattice.y
    left = (x_edges - (x.start + x.step * columns.start)) / x.step
    top = ((y.start - y.step * rows.start) - y_edges) / y.step
    amount = _between(_between(np.where(known, values, 0.0), left).T, top).T
    share = _between(_between(known.astype(float), left).T, top).T
    whole = (lattice.x.step / x.step) * (lattice.y.step / y.step)
    covered = share > whole * _NONE
    mean = np.divide(amount, share, out=np.zeros_like(amount), where=covered)
    return mean, np.where(covered, np.minimum(share / whole, 1.0), 0.0)


def _between(cells: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Return the sums of the columns between edges, which are counted in cells; part cells too."""
    grown = np.concatenate((np.zeros((len(cells), 1)), np.cumsum(cells, axis=1)), axis=1)
    edges = np.clip(edges, 0, cells.shape[1])
    whole = np.minimum(np.floor(edges).astype(int), cells.shape[1] - 1)
    at_edges = grown[:, whole] + cells[:, whole] * (edges - whole)
    sums: np.ndarray = np.diff(at_edges, axis=1)
    return sums


def _at_centres(
    layer: GridLayer, lattice: Lattice, tile: Tile, cells: np.ndarray
) -> tuple[np.ndarray, np.ndarray] | None:
    """Take the values at the centres of the cells of people: the grids lie askew to each other."""
    from rasterio.warp import transform  # noqa: PLC0415

    width = len(tile.columns)
    x = lattice.x.start + lattice.x.step * (tile.columns.start + cells % width + 0.5)
    y = lattice.y.start - lattice.y.step * (tile.rows.start + cells // width + 0.5)
    own = layer.lattice
    x, y = map(np.array, transform(lattice.crs.to_wkt(), own.crs.to_wkt(), x, y)[:2])
    if own.crs.is_geographic:
        x = np.where(x < own.x.start, x + 360, x)
    column = np.floor((x - own.x.start) / own.x.step).astype(int)
    row = np.floor((own.y.start - y) / own.y.step).astype(int)
    inside = (row >= 0) & (row < own.y.count) & (column >= 0) & (column < own.x.count)
    if not inside.any():
        return None
    rows = range(int(row[inside].min()), int(row[inside].max()) + 1)
    columns = range(int(column[inside].min()), int(column[inside].max()) + 1)
    values = np.full((len(tile.rows), width), np.nan)
    window = layer.read(rows, columns)
    found = window[row[inside] - rows.start, column[inside] - columns.start]
    values.ravel()[cells[inside]] = found
    return np.nan_to_num(values), (~np.isnan(values)).astype(float)
