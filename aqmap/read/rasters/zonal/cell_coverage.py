"""
How much of each cell lies in each shape, exactly, from where the outlines cross the cells.

Going down, an edge covers by its height the cells east of it in its row, and of its own cell what
lies east of it; going up it uncovers them. Added up from west to east that is 1 inside a shape and
0 outside, so that cells between two crossings are whole, and nothing has to be filled.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely

from aqmap.read.rasters.zonal.tile_weights import CellParts

_AT_ONCE = 400_000
"""Pieces of edges, of which each lies in one cell: this bounds memory."""
_NONE = 1e-9
"""Of a cell: what rounding leaves where nothing is covered."""


class _Edges(NamedTuple):
    """Edges from point to point, counted in cells from the north-west, and whose they are."""

    starts: np.ndarray
    ends: np.ndarray
    places: np.ndarray

    def part(self, some: slice) -> _Edges:
        return _Edges(*(each[some] for each in self))


def cell_coverage(
    shapes: np.ndarray,
    numbers: np.ndarray,
    extent: tuple[float, float, float, float],
    step: tuple[float, float],
) -> CellParts:
    """
    Return the cells that touch some shapes, and how much of them they cover.

    Parameters
    ----------
    shapes, numbers
        Polygons in the system of the grid, and what each is called.
    extent, step
        West, south, east and north end of the grid, and the width and height of a cell.
    """
    west, south, east, north = extent
    size = round((east - west) / step[0]), round((north - south) / step[1])
    edges = _edges(shapes, numbers, (west, north), step)
    pieces = 1 + sum(_crossed(edges, axis, size[axis])[1] for axis in (0, 1))
    # An outline is not parted: its cells are told from all of its edges.
    ends = np.flatnonzero(np.diff(edges.places, append=-1)) + 1
    grown = np.append(0, np.cumsum(pieces))[ends] // _AT_ONCE
    stops = ends[np.flatnonzero(np.diff(grown, append=-1))]
    starts = np.append(0, stops[:-1])[: len(stops)]
    slices = [slice(*ends) for ends in zip(starts, stops, strict=True)] or [slice(0)]
    return CellParts.joined([_parts(edges.part(some), size) for some in slices])


def _edges(
    shapes: np.ndarray,
    numbers: np.ndarray,
    corner: tuple[float, float],
    step: tuple[float, float],
) -> _Edges:
    """Return the edges of outlines, turned so that what is inside always lies on one side."""
    polygons, owners = shapely.get_parts(shapes, return_index=True)
    rings, of_polygon = shapely.get_rings(polygons, return_index=True)
    points, of_ring = shapely.get_coordinates(rings, return_index=True)
    points = (points - corner) / (step[0], -step[1])
    within = of_ring[1:] == of_ring[:-1]
    starts, ends, ring = points[:-1][within], points[1:][within], of_ring[1:][within]
    twice = (ends[:, 0] - starts[:, 0]) * (ends[:, 1] + starts[:, 1])
    holes = np.diff(of_polygon, prepend=-1) == 0
    turned = ((np.bincount(ring, twice, len(rings)) < 0) != holes)[ring]
    starts[turned], ends[turned] = ends[turned], starts[turned]
    return _Edges(starts, ends, numbers[owners[of_polygon]][ring])


def _crossed(edges: _Edges, axis: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the first line between cells that each edge crosses on an axis, and how many."""
    one, other = edges.starts[:, axis], edges.ends[:, axis]
    first = np.maximum(np.floor(np.minimum(one, other)) + 1, 0)
    last = np.minimum(np.ceil(np.maximum(one, other)) - 1, size)
    return first, np.maximum(last - first + 1, 0).astype(np.int64)


def _pieces(edges: _Edges, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return edges cut at the lines between cells: which each is of, and from where to where."""
    every = np.arange(len(edges.places))
    owners, cuts = [every], [np.zeros(len(every))]
    for axis in (0, 1):
        first, counts = _crossed(edges, axis, size[axis])
        edge = np.repeat(every, counts)
        line = first[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts)
        start, end = edges.starts[edge, axis], edges.ends[edge, axis]
        owners.append(edge)
        cuts.append((line - start) / (end - start))
    edge, begin = np.concatenate(owners), np.concatenate(cuts)
    order = np.argsort(edge + 0.999 * begin)  # no sum reaches the next edge's
    edge, begin = edge[order], begin[order]
    end = np.append(begin[1:], 1.0)
    end[np.diff(edge, append=-1) != 0] = 1.0
    return edge, begin, end


def _parts(edges: _Edges, size: tuple[int, int]) -> CellParts:
    """Return the parts of cells within some outlines."""
    columns, rows = size
    edge, begin, end = _pieces(edges, size)
    moved = (edges.ends - edges.starts)[edge]
    x, y = (edges.starts[edge] + ((begin + end) / 2)[:, None] * moved).T
    # West of the grid all of a row is covered, east of it nothing more.
    column = np.clip(np.floor(x), -1, columns).astype(np.int64) + 1
    row, height = np.floor(y).astype(np.int64), (end - begin) * moved[:, 1]
    kept = np.flatnonzero((row >= 0) & (row < rows))
    cells = (edges.places[edge[kept]].astype(np.int64) * rows + row[kept]) * (columns + 2)
    cells += column[kept]
    order = np.argsort(cells, kind="stable")
    kept, cells = kept[order], cells[order]
    firsts = np.flatnonzero(np.diff(cells, prepend=-1))
    behind = np.add.reduceat(height[kept], firsts)
    within = np.add.reduceat(height[kept] * (column - x)[kept], firsts)
    line, column = np.divmod(cells[firsts], columns + 2)
    place, row = np.divmod(line, rows)
    total = np.cumsum(behind)
    covered = total - behind + within
    following = np.append(column[1:], columns + 1)[: len(column)]
    following[np.diff(line, append=-1) != 0] = columns + 1
    column -= 1
    following -= 1
    runs = (total > 0.5) & (following > column + 1)
    cut = (covered > _NONE) & (column >= 0) & (column < columns)
    return CellParts(
        rows=row[runs],
        firsts=column[runs] + 1,
        lasts=following[runs],
        owners=place[runs],
        cut_rows=row[cut],
        cut_columns=column[cut],
        # Whole is 1 in single precision, in which all fractions are kept.
        fractions=np.minimum(covered[cut], 1).astype(np.float32),
        holders=place[cut],
    )
