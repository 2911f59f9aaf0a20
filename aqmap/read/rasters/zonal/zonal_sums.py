"""What the cells in a place add up to: areas and values, streamed window by window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import shapely

from aqmap.read.rasters.grid_layer import GridLayer
from aqmap.read.rasters.lattice import Lattice
from aqmap.read.rasters.zonal.coverage_weights import CoverageWeights
from aqmap.read.rasters.zonal.tile_weights import TileWeights


@dataclass(frozen=True)
class Asked:
    """
    What is wanted beside the mean.

    Attributes
    ----------
    factor
        What a file's values are multiplied by, to be in the unit of limits and results.
    limits
        Of which the share of area above is wanted.
    percentiles
        From 0 to 100.
    """

    factor: float = 1.0
    limits: tuple[float, ...] = ()
    percentiles: tuple[float, ...] = ()


class _Sample(NamedTuple):
    places: np.ndarray
    values: np.ndarray
    areas: np.ndarray


@dataclass
class ZonalSums:
    """
    Sums by place, of one product and period; files that lie beside each other add up.

    Attributes
    ----------
    area
        Of each place, also where no cell has a value or no file reaches, by the weights of cells.
    covered, cells
        Of it with values, and in how many cells.
    weighted
        Values by their area.
    above
        Area above each limit.
    totals
        Values by the covered part of their cells: people, if that is what they count.
    classes
        Square metres of each class.
    samples
        Place, value and area of every cell, tile by tile in the order of the places, where
        percentiles are wanted.
    """

    number: int
    asked: Asked
    area: np.ndarray = field(init=False)
    covered: np.ndarray = field(init=False)
    cells: np.ndarray = field(init=False)
    weighted: np.ndarray = field(init=False)
    totals: np.ndarray = field(init=False)
    above: np.ndarray = field(init=False)
    classes: dict[int, np.ndarray] = field(default_factory=dict)
    samples: list[_Sample] = field(default_factory=list)
    _percentiles: dict[float, np.ndarray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.area, self.covered, self.weighted, self.totals, self.cells = np.zeros((5, self.number))
        self.above = np.zeros((len(self.asked.limits), self.number))

    def add(self, layer: GridLayer, weights: CoverageWeights) -> None:
        """Add what a file holds, in the order of its blocks; each window is read once."""
        weights_of_rows = layer.lattice.cell_weights()
        for tile in weights.tiles:
            inside = weights.of(tile)
            window = layer.read(*tile)
            known = ~np.isnan(window)
            rows = slice(tile.rows.start, tile.rows.stop)
            per_row = weights_of_rows[rows]
            whole, cells = weights.areas(tile)
            self.area += whole
            if known.all():  # as most are: nothing is left out
                self.covered += whole
                self.cells += cells
            else:
                inside.add(known, self.covered, per_row)
                inside.count(known, self.cells)
            if layer.product.kind == "classes":
                self._add_classes(inside, window, layer.lattice.cell_areas()[rows])
                continue
            values = _in_unit(window, known, self.asked.factor)
            if layer.product.kind == "count":
                inside.add(values, self.totals)
                continue
            inside.add(values, self.weighted, per_row)
            for limit, above in zip(self.asked.limits, self.above, strict=True):
                inside.add(known & (values > limit), above, per_row)
            if self.asked.percentiles:
                self._sample(inside, values, known, per_row)

    def _sample(
        self, inside: TileWeights, values: np.ndarray, known: np.ndarray, per_row: np.ndarray
    ) -> None:
        """Keep the value and the area of every cell that has one."""
        cells, fractions, places = inside.one_by_one()
        order = np.argsort(places, kind="stable")
        order = order[known.ravel()[cells[order]]]
        cells = cells[order]
        areas = per_row[cells // inside.width] * fractions[order]
        self.samples.append(_Sample(places[order], values.ravel()[cells], areas))

    def _add_classes(self, inside: TileWeights, window: np.ndarray, areas: np.ndarray) -> None:
        for number in np.unique(window[~np.isnan(window)]).astype(int):
            sums = self.classes.setdefault(int(number), np.zeros(self.number))
            inside.add(window == number, sums, areas)

    def add_outside(self, lattices: Sequence[Lattice], shapes: np.ndarray) -> None:
        """Add the area of the places where no file reaches."""
        extents = [lattice.extent for lattice in lattices]
        low, high = np.hsplit(shapely.bounds(shapes), 2)
        beyond = ~np.any(
            [((low >= e[:2]) & (high <= e[2:])).all(axis=1) for e in np.array(extents)], axis=0
        )
        reached = shapely.union_all([shapely.box(*extent) for extent in extents])
        beyond[beyond] = ~shapely.covered_by(shapes[beyond], reached)
        left = shapely.difference(shapes[beyond], reached)
        self.area[beyond] += _areas(left, lattices[0])

    def with_groups(self, groups: Sequence[Sequence[int]]) -> ZonalSums:
        """Return these sums and, behind them, those of groups of places taken together."""
        found = ZonalSums(self.number + len(groups), self.asked)
        for name in ("area", "covered", "weighted", "totals", "above"):
            setattr(found, name, with_groups(getattr(self, name), groups))
        # Of a group the cells are not told: those on a border within it are of two places.
        found.cells[: self.number] = self.cells
        found.classes = {key: with_groups(sums, groups) for key, sums in self.classes.items()}
        for sample in self.samples:
            inside = [np.isin(sample.places, group) for group in groups]
            numbers = [np.full(part.sum(), self.number + n) for n, part in enumerate(inside)]
            found.samples.append(
                _Sample(
                    np.concatenate((sample.places, *numbers)),
                    np.concatenate((sample.values, *(sample.values[part] for part in inside))),
                    np.concatenate((sample.areas, *(sample.areas[part] for part in inside))),
                )
            )
        return found

    def percentile(self, percent: float) -> np.ndarray:
        """Return the value that so many percent of a place's covered area do not exceed."""
        if not self._percentiles:
            found = self._values_at(np.array(self.asked.percentiles))
            self._percentiles = dict(zip(self.asked.percentiles, found, strict=True))
            self.samples = []
        return self._percentiles[percent]

    def _values_at(self, percents: np.ndarray) -> np.ndarray:
        """Return the values of all percentiles, place by place: only one's cells are sorted."""
        found = np.full((len(percents), self.number), np.nan)
        numbers = np.arange(self.number + 1)
        ends = [np.searchsorted(sample.places, numbers) for sample in self.samples]
        for place in range(self.number):
            parts = [
                (sample.values[of_tile[place] : of_tile[place + 1]],
                 sample.areas[of_tile[place] : of_tile[place + 1]])
                for sample, of_tile in zip(self.samples, ends, strict=True)
                if of_tile[place + 1] > of_tile[place]
            ]  # fmt: skip
            if parts:
                values, areas = map(np.concatenate, zip(*parts, strict=True))
                order = np.argsort(values, kind="stable")
                grown = np.cumsum(areas[order])
                wanted = grown[-1] * percents / 100 * (1 - 1e-12)
                at = np.minimum(np.searchsorted(grown, wanted), len(order) - 1)
                found[:, place] = values[order][at]
        return found


def with_groups(sums: np.ndarray, groups: Sequence[Sequence[int]]) -> np.ndarray:
    """Return sums by place, the last axis, and behind them those of groups of places."""
    together = [sums[..., list(group)].sum(axis=-1) for group in groups]
    found: np.ndarray = np.concatenate((sums, np.array(together).T), axis=-1) if groups else sums
    return found


def _in_unit(window: np.ndarray, known: np.ndarray, factor: float) -> np.ndarray:
    """Return values by a factor, nothing where there is none: it adds nothing to a sum."""
    values = window if known.all() else np.where(known, window, 0.0)
    return values if factor == 1 else values * factor


def _areas(shapes: np.ndarray, lattice: Lattice) -> np.ndarray:
    """Return the areas of shapes, in the unit of the weights of cells."""
    parts, owners = shapely.get_parts(shapes, return_index=True)
    polygons = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    rings, of_part = shapely.get_rings(parts[polygons], return_index=True)
    points, of_ring = shapely.get_coordinates(rings, return_index=True)
    within = of_ring[1:] == of_ring[:-1]
    under = _under_edges(points, lattice)[within]
    areas = np.abs(np.bincount(of_ring[1:][within], under, len(rings)))
    holes = np.diff(of_part, prepend=-1) == 0
    areas[holes] *= -1
    found: np.ndarray = np.bincount(owners[polygons][of_part], areas, len(shapes))
    return found


def _under_edges(points: np.ndarray, lattice: Lattice) -> np.ndarray:
    """Return what edges, straight in the grid's system, add to the area inside their ring."""
    x, y = points.T
    if not lattice.crs.is_geographic:
        found: np.ndarray = np.diff(x) * (y[1:] + y[:-1]) / 2
        return found
    north = np.radians(y)
    middle, half = (north[1:] + north[:-1]) / 2, (north[1:] - north[:-1]) / 2
    # The mean of the sine along an edge.
    sines = np.sin(middle) * np.sinc(half / np.pi)
    under: np.ndarray = np.radians(np.diff(x)) * sines
    return under
