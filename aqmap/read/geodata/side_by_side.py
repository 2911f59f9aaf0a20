"""
Where two units run side by side without meeting: work that grows with the length of their edges.

Edges are cut into bits, and the bits fall into cells of a grid; only cells beside each other are
compared, and all counting is done before any geometry is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy
import shapely

GAP_DEG = 0.001
"""No land left out is as narrow as this, about 100 m; but a slit must also be 20 times as long."""
MAX_BITS = 20_000_000
"""Bits of free edges: of a million kilometres, or as many edges that are shorter than a bit."""
MAX_MEETINGS = 20_000_000
"""Meetings of two units in cells beside each other."""

_BIT = GAP_DEG / 2
_CELL = 2 * GAP_DEG
"""So wide that the middles of two bits within a gap of each other lie in cells side by side."""
_ROWS = 1 << 32
_BESIDE = [column * _ROWS + row for column in (-1, 0, 1) for row in (-1, 0, 1)]


class TooDenseError(Exception):
    """
    More to compare than any coverage of counties asks for.

    Attributes
    ----------
    found, most
        How many comparisons, and how many are made at most.
    """

    def __init__(self, found: int, most: int) -> None:
        self.found, self.most = found, most
        super().__init__(found)


@dataclass(frozen=True)
class FreeEdges:
    """
    The straight edges that no two units share.

    Attributes
    ----------
    ends
        Both ends of each: an array of n, 2, 2.
    units
        The unit of each.
    points, unit_of_point
        All vertices of all units, and the unit of each.
    """

    ends: numpy.ndarray
    units: numpy.ndarray
    points: numpy.ndarray
    unit_of_point: numpy.ndarray

    @classmethod
    def of(cls, units: numpy.ndarray) -> FreeEdges:
        """Return the free edges of polygons."""
        polygons, unit_of_polygon = shapely.get_parts(units, return_index=True)
        rings, polygon_of_ring = shapely.get_rings(polygons, return_index=True)
        points, ring_of_point = shapely.get_coordinates(rings, return_index=True)
        unit_of_point = unit_of_polygon[polygon_of_ring[ring_of_point]]
        inside = ring_of_point[:-1] == ring_of_point[1:]
        ends = numpy.stack((points[:-1], points[1:]), axis=1)[inside]
        spots, spot = numpy.unique(_as_complex(points), return_inverse=True)
        start, end = spot[:-1][inside], spot[1:][inside]
        one_way = numpy.minimum(start, end) * len(spots) + numpy.maximum(start, end)
        _, which, counts = numpy.unique(one_way, return_inverse=True, return_counts=True)
        is_free = counts[which] == 1
        return cls(ends[is_free], unit_of_point[:-1][inside][is_free], points, unit_of_point)

    def units_about(self, holes: numpy.ndarray) -> list[list[int]]:
        """Return for each hole between units the units that it touches."""
        touching: list[set[int]] = [set() for _ in holes]
        if not len(holes):
            return []
        edges: Any = shapely.linestrings(self.ends)
        tree = shapely.STRtree(edges)
        for hole, edge in tree.query(holes, predicate="intersects").T.tolist():
            touching[hole].add(int(self.units[edge]))
        # A unit whose corner only touches the hole has no free edge there.
        corners, hole_of_corner = shapely.get_coordinates(holes, return_index=True)
        at_corner: dict[tuple[float, float], set[int]] = {(x, y): set() for x, y in corners}
        there = numpy.isin(_as_complex(self.points), numpy.unique(_as_complex(corners)))
        for (x, y), unit in zip(self.points[there], self.unit_of_point[there], strict=True):
            at_corner[x, y].add(int(unit))
        for (x, y), hole in zip(corners, hole_of_corner, strict=True):
            touching[hole] |= at_corner[x, y]
        return [sorted(units) for units in touching]


def _as_complex(points: numpy.ndarray) -> numpy.ndarray:
    """Return each point as one number."""
    numbers: numpy.ndarray = numpy.ascontiguousarray(points).view(complex).reshape(-1)
    return numbers


def slits(edges: FreeEdges, reported: set[int]) -> Iterator[tuple[list[int], Any]]:
    """
    Yield the gaps that are open at an end, with the two units that each lies between.

    Parameters
    ----------
    edges
        The free edges of all units.
    reported
        Units of which a fault is known: two of them are not compared. It may grow meanwhile.

    Raises
    ------
    TooDenseError
        If the edges are so long, or so many in one spot, that comparing them would have no end.
    """
    grid = _Grid.of(edges)
    for first, second, rows_of_first, rows_of_second in grid.near_pairs():
        if reported.issuperset((first, second)):
            continue
        if grid.lengths[rows_of_first].sum() > 20 * GAP_DEG:
            run, length = grid.run_beside(rows_of_first, rows_of_second)
            if length > 20 * GAP_DEG:
                yield [first, second], run


@dataclass(frozen=True)
class _Grid:
    """
    Cells of a grid, once for each unit that has edges in it: the rows of a table.

    Attributes
    ----------
    cells, units, lengths
        The cell of each row, its unit, and the length of that unit's edges in it.
    middles, bits
        Bits of edges, by row: the middle of each, and its whole run as a vector.
    starts
        Where each row's bits begin; one number more than there are rows.
    """

    cells: numpy.ndarray
    units: numpy.ndarray
    lengths: numpy.ndarray
    middles: numpy.ndarray
    bits: numpy.ndarray
    starts: numpy.ndarray

    @classmethod
    def of(cls, edges: FreeEdges) -> _Grid:
        along = edges.ends[:, 1] - edges.ends[:, 0]
        counts = numpy.ceil(numpy.hypot(along[:, 0], along[:, 1]) / _BIT).astype(numpy.int64)
        counts = numpy.maximum(counts, 1)
        total = int(counts.sum())
        if total > MAX_BITS:
            raise TooDenseError(total, MAX_BITS)
        edge = numpy.repeat(numpy.arange(len(counts)), counts)
        before = numpy.repeat(numpy.cumsum(counts) - counts, counts)
        share = (numpy.arange(total) - before + 0.5) / counts[edge]
        middles = edges.ends[edge, 0] + share[:, None] * along[edge]
        column, row = numpy.floor(middles / _CELL).astype(numpy.int64).T
        cell, unit = column * _ROWS + row, edges.units[edge]
        order = numpy.lexsort((unit, cell))
        cell, unit = cell[order], unit[order]
        bits = (along / counts[:, None])[edge[order]]
        is_first = numpy.ones(total, dtype=bool)
        is_first[1:] = (cell[1:] != cell[:-1]) | (unit[1:] != unit[:-1])
        starts = numpy.flatnonzero(is_first)
        lengths = numpy.hypot(bits[:, 0], bits[:, 1])
        sums = numpy.add.reduceat(lengths, starts) if total else numpy.empty(0)
        return cls(
            cell[starts], unit[starts], sums, middles[order], bits, numpy.append(starts, total)
        )

    def near_pairs(self) -> Iterator[tuple[int, int, numpy.ndarray, numpy.ndarray]]:
        """Yield two units that have rows in cells side by side, with these rows of each."""
        first, second = self._meetings()
        order = numpy.lexsort((self.units[second], self.units[first]))
        first, second = first[order], second[order]
        pairs = numpy.stack((self.units[first], self.units[second]), axis=1)
        changes = numpy.flatnonzero((pairs[1:] != pairs[:-1]).any(axis=1)) + 1
        for start, end in pairwise((0, *changes.tolist(), first.size)):
            if end > start:
                rows = numpy.unique(first[start:end]), numpy.unique(second[start:end])
                yield int(pairs[start, 0]), int(pairs[start, 1]), *rows

    def _meetings(self) -> tuple[numpy.ndarray, numpy.ndarray]:
        """Return pairs of rows, of two units each, the lower first, in cells beside each other."""
        cells, starts, counts = numpy.unique(self.cells, return_index=True, return_counts=True)
        if not cells.size:
            return numpy.empty(0, dtype=int), numpy.empty(0, dtype=int)
        found: list[tuple[numpy.ndarray, numpy.ndarray]] = []
        total = 0
        for step in _BESIDE:
            place = numpy.minimum(numpy.searchsorted(cells, self.cells + step), cells.size - 1)
            is_there = cells[place] == self.cells + step
            many = numpy.where(is_there, counts[place], 0)
            total += int(many.sum())
            if total > MAX_MEETINGS:
                raise TooDenseError(total, MAX_MEETINGS)
            rows = numpy.repeat(numpy.arange(self.cells.size), many)
            before = numpy.repeat(numpy.cumsum(many) - many, many)
            beside = numpy.repeat(starts[place], many) + numpy.arange(rows.size) - before
            kept = self.units[rows] < self.units[beside]
            found.append((rows[kept], beside[kept]))
        first, second = zip(*found, strict=True)
        return numpy.concatenate(first), numpy.concatenate(second)

    def run_beside(
        self, rows: numpy.ndarray, rows_beside: numpy.ndarray
    ) -> tuple[shapely.MultiLineString, float]:
        """Return the bits of some rows that run within a gap of others, and their length."""
        bits, beside = self._bits_of(rows), self._bits_of(rows_beside)
        # Each bit asks for the nearest only: where many lie in one spot, all pairs have no end.
        middles = shapely.points(self.middles[bits])
        tree = shapely.STRtree(self._lines(beside))
        near, _ = tree.query_nearest(middles, max_distance=GAP_DEG, all_matches=False)
        run = bits[near]
        length = numpy.hypot(self.bits[run, 0], self.bits[run, 1]).sum()
        return shapely.multilinestrings(self._lines(run)), float(length)

    def _bits_of(self, rows: numpy.ndarray) -> numpy.ndarray:
        counts = self.starts[rows + 1] - self.starts[rows]
        before = numpy.cumsum(counts) - counts
        steps = numpy.arange(counts.sum()) - numpy.repeat(before, counts)
        bits: numpy.ndarray = numpy.repeat(self.starts[rows], counts) + steps
        return bits

    def _lines(self, bits: numpy.ndarray) -> Any:
        half = self.bits[bits] / 2
        return shapely.linestrings(
            numpy.stack((self.middles[bits] - half, self.middles[bits] + half), axis=1)
        )
