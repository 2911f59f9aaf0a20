"""
A coverage that is within a metre of exact, made exact: rounding has torn its common edges apart.

Only edges that one unit has alone are looked at. A vertex goes to a vertex of another unit, or an
edge takes a vertex of another unit in; nothing moves by more than the tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy
import shapely

from aqmap.read.geodata.side_by_side import FreeEdges

TOLERANCE_M = 1.0
"""What lies further apart is no rounding, and is left to the person who drew it."""
MAX_PAIRS = 5_000_000
"""So many vertices near others are compared; a coverage of counties has far fewer."""

_METRES = 111_320.0
_AT_ONCE = 20_000
_ROUNDS = 3


@dataclass(frozen=True)
class Snapped:
    """
    A coverage after snapping.

    Attributes
    ----------
    units
        The polygons, in their order.
    moved
        How many vertices were moved, and how many were taken into an edge.
    farthest_m
        How far the farthest of them went, in metres.
    """

    units: numpy.ndarray
    moved: int
    farthest_m: float


def snapped(units: numpy.ndarray) -> Snapped | None:
    """
    Return polygons in degrees with their common edges joined, or none where nothing is to join.

    Parameters
    ----------
    units
        Valid polygons. Those that come out may touch, overlap or gape as before where they are
        further apart; whether they are one coverage is for the caller to check.
    """
    work = _Work(units)
    work.join_vertices()
    for _ in range(_ROUNDS):
        if not work.take_in_vertices():
            break
    if not work.moved:
        return None
    return Snapped(work.polygons(), work.moved, work.farthest_m)


class _Work:
    """Rings as lists of points, and what was done to them."""

    def __init__(self, units: numpy.ndarray) -> None:
        polygons, self._unit_of_polygon = shapely.get_parts(units, return_index=True)
        rings, self._polygon_of_ring = shapely.get_rings(polygons, return_index=True)
        self._rings = [shapely.get_coordinates(ring) for ring in rings]
        self._units = units
        self.moved, self.farthest_m = 0, 0.0

    def polygons(self) -> numpy.ndarray:
        """Return the units as they are now; a ring that has shrunk to nothing is gone."""
        parts: dict[int, list[Any]] = {}
        for number, polygon in enumerate(self._polygon_of_ring.tolist()):
            points = self._rings[number]
            is_same = (points[1:] == points[:-1]).all(axis=1)
            points = points[numpy.append(True, ~is_same)]
            is_shell = number == 0 or polygon != self._polygon_of_ring[number - 1]
            if len(points) >= 4 and (is_shell or polygon in parts):
                parts.setdefault(polygon, []).append(points)
        of_unit: dict[int, list[Any]] = {}
        for polygon, rings in parts.items():
            shape = shapely.Polygon(rings[0], rings[1:])
            of_unit.setdefault(int(self._unit_of_polygon[polygon]), []).append(shape)
        made = numpy.empty(len(self._units), dtype=object)
        for unit in range(len(self._units)):
            shapes = of_unit.get(unit, [])
            made[unit] = shapes[0] if len(shapes) == 1 else shapely.MultiPolygon(shapes)
        return made

    def join_vertices(self) -> None:
        """Move each vertex of a free edge to the nearest one that only other units have."""
        points, units_of = self._free_points()
        first, second, distances = _near(points)
        order = numpy.lexsort((second, first, distances))
        goals: dict[int, int] = {}
        anchors: set[int] = set()
        for n in order.tolist():
            pair = int(first[n]), int(second[n])
            if pair[0] in goals or pair[1] in goals or anchors.issuperset(pair):
                continue
            keeps, goes = sorted(pair, key=lambda p: (p not in anchors, -len(units_of[p]), p))
            if units_of[goes] <= units_of[keeps] or goes in anchors:
                continue
            goals[goes] = keeps
            anchors.add(keeps)
            units_of[keeps] = units_of[keeps] | units_of[goes]
            self.moved += 1
            self.farthest_m = max(self.farthest_m, float(distances[n]))
        if goals:
            new = {tuple(points[a]): points[b] for a, b in goals.items()}
            for ring in self._rings:
                for row, point in enumerate(map(tuple, ring.tolist())):
                    if point in new:
                        ring[row] = new[point]

    def take_in_vertices(self) -> bool:
        """Take vertices of other units into the free edges that they lie beside."""
        points, units_of = self._free_points()
        edges, ring_of_edge, row_of_edge = self._free_edges()
        if not len(edges) or not len(points):
            return False
        lines: Any = shapely.linestrings(edges)
        taken: dict[tuple[int, int], list[tuple[float, tuple[float, float]]]] = {}
        for point, edge in zip(*_beside(points, lines), strict=True):
            unit = int(self._unit_of_polygon[self._polygon_of_ring[ring_of_edge[edge]]])
            if unit in units_of[point]:
                continue
            share, distance = _foot(points[point], edges[edge])
            if distance <= TOLERANCE_M and 0 < share < 1:
                key = int(ring_of_edge[edge]), int(row_of_edge[edge])
                taken.setdefault(key, []).append((share, tuple(points[point])))
                self.moved += 1
                self.farthest_m = max(self.farthest_m, distance)
        by_ring: dict[int, list[tuple[int, list[Any]]]] = {}
        for (ring, row), vertices in taken.items():
            by_ring.setdefault(ring, []).append((row, [p for _, p in sorted(vertices)]))
        for ring, insertions in by_ring.items():
            rows = [row + 1 for row, vertices in insertions for _ in vertices]
            new = [vertex for _, vertices in insertions for vertex in vertices]
            order = numpy.argsort(rows, kind="stable")
            self._rings[ring] = numpy.insert(
                self._rings[ring], numpy.array(rows)[order], numpy.array(new)[order], axis=0
            )
        return bool(taken)

    def _free_points(self) -> tuple[numpy.ndarray, list[frozenset[int]]]:
        """Return the different ends of free edges, and the units that have each as a vertex."""
        edges = FreeEdges.of(self.polygons())
        points = numpy.unique(edges.ends.reshape(-1, 2), axis=0)
        numbers = {point: n for n, point in enumerate(map(tuple, points.tolist()))}
        units_of: list[set[int]] = [set() for _ in numbers]
        for point, unit in zip(
            map(tuple, edges.points.tolist()), edges.unit_of_point.tolist(), strict=True
        ):
            if point in numbers:
                units_of[numbers[point]].add(unit)
        return points, [frozenset(units) for units in units_of]

    def _free_edges(self) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
        """Return the edges that one unit has alone, with the ring and the row of each."""
        counts = [len(ring) - 1 for ring in self._rings]
        ends = numpy.concatenate(
            [numpy.stack((ring[:-1], ring[1:]), axis=1) for ring in self._rings]
        )
        ring = numpy.repeat(numpy.arange(len(counts)), counts)
        row = numpy.concatenate([numpy.arange(count) for count in counts])
        flat = ends.reshape(-1, 4)
        turned = (flat[:, 0] > flat[:, 2]) | (
            (flat[:, 0] == flat[:, 2]) & (flat[:, 1] > flat[:, 3])
        )
        one_way = numpy.where(turned[:, None], flat[:, [2, 3, 0, 1]], flat)
        _, which, uses = numpy.unique(one_way, axis=0, return_inverse=True, return_counts=True)
        is_free = (uses[which.reshape(-1)] == 1) & (flat[:, :2] != flat[:, 2:]).any(axis=1)
        return ends[is_free], ring[is_free], row[is_free]


class TooManyPairsError(Exception):
    """So many vertices lie near each other that they are no coverage torn by rounding."""


def _reach(points: numpy.ndarray) -> float:
    """Return the tolerance in degrees, of longitude where a degree is shortest."""
    shortest = numpy.cos(numpy.radians(min(numpy.abs(points[:, 1]).max(), 85.0)))
    return float(1.01 * TOLERANCE_M / (_METRES * shortest))


def _near(points: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Return pairs of points within the tolerance, the lower first, and their distances."""
    made: Any = shapely.points(points)
    tree = shapely.STRtree(made)
    kept, count = [numpy.empty((2, 0), dtype=int)], 0
    for start in range(0, len(made), _AT_ONCE):
        pairs = tree.query(
            made[start : start + _AT_ONCE], predicate="dwithin", distance=_reach(points)
        )
        pairs[0] += start
        count += pairs.shape[1]
        if count > MAX_PAIRS:
            raise TooManyPairsError
        kept.append(pairs[:, pairs[0] < pairs[1]])
    first, second = numpy.concatenate(kept, axis=1)
    along = (points[second] - points[first]) * _METRES
    along[:, 0] *= numpy.cos(numpy.radians(points[first, 1]))
    distances = numpy.hypot(along[:, 0], along[:, 1])
    is_near = distances <= TOLERANCE_M
    return first[is_near], second[is_near], distances[is_near]


def _beside(points: numpy.ndarray, lines: Any) -> tuple[list[int], list[int]]:
    made: Any = shapely.points(points)
    tree = shapely.STRtree(lines)
    found: tuple[list[int], list[int]] = ([], [])
    for start in range(0, len(made), _AT_ONCE):
        point, line = tree.query(
            made[start : start + _AT_ONCE], predicate="dwithin", distance=_reach(points)
        )
        found[0].extend((point + start).tolist())
        found[1].extend(line.tolist())
        if len(found[0]) > MAX_PAIRS:
            raise TooManyPairsError
    return found


def _foot(point: numpy.ndarray, edge: numpy.ndarray) -> tuple[float, float]:
    """Return how far along an edge a point's foot lies, from 0 to 1, and its distance in metres."""
    scale = numpy.array((numpy.cos(numpy.radians(point[1])), 1.0)) * _METRES
    along, beside = (edge[1] - edge[0]) * scale, (point - edge[0]) * scale
    share = float(along @ beside / (along @ along))
    return share, float(numpy.hypot(*(beside - share * along)))
