"""Outlines → arcs: every border once, quantised, as text that the page decodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Points = NDArray[np.int64]

STEPS = 100_000
"""Steps in a degree: a coordinate is kept to 1e-5 degrees, about a metre."""


class Topology:
    """
    Borders shared by polygons and lines, each kept once.

    Attributes
    ----------
    areas
        By geometry, its rings (of all parts, holes too) as numbers of arcs; ``~n`` is arc ``n``
        backwards.
    lines
        By geometry, its parts as numbers of arcs.
    arcs
        Points of each arc, in steps of longitude and latitude.
    """

    def __init__(self, areas: Sequence[BaseGeometry], lines: Sequence[BaseGeometry] = ()) -> None:
        rings = [[quantise(r) for r in _rings(area)] for area in areas]
        strings = [[quantise(part) for part in _parts(line)] for line in lines]
        rings = [[r for r in group if len(r) > 3] for group in rings]
        strings = [[s for s in group if len(s) > 1] for group in strings]
        nodes = _nodes([r for g in rings for r in g], [s for g in strings for s in g])
        self.arcs: list[Points] = []
        self._known: dict[bytes, int] = {}
        self.areas = [[self._cut_ring(ring, nodes) for ring in group] for group in rings]
        self.lines = [[self._cut(part, nodes) for part in group] for group in strings]

    def thin(self, kept: Iterable[int], tolerance: float) -> None:
        """
        Simplify all arcs but those `kept`, so that what is not counted weighs less.

        Ends stay, and both sides of a border share its arc: no gap opens between neighbours.

        Parameters
        ----------
        kept
            Numbers of arcs, forwards or backwards.
        tolerance
            In degrees.
        """
        fixed = {max(number, ~number) for number in kept}
        for number, arc in enumerate(self.arcs):
            if number not in fixed and len(arc) > 4:
                line = shapely.simplify(shapely.linestrings(arc), tolerance * STEPS)
                self.arcs[number] = shapely.get_coordinates(line).astype(np.int64)

    def _cut_ring(self, ring: Points, nodes: NDArray[np.int64]) -> list[int]:
        """Cut a ring where borders meet; one that meets none is cut at its smallest point."""
        keys = _keys(ring[:-1])
        found = np.flatnonzero(np.isin(keys, nodes))
        start = int(found[0]) if len(found) else int(keys.argmin())
        turned = np.concatenate([ring[start:-1], ring[: start + 1]])
        return self._cut(turned, nodes)

    def _cut(self, points: Points, nodes: NDArray[np.int64]) -> list[int]:
        inner = np.flatnonzero(np.isin(_keys(points[1:-1]), nodes)) + 1
        cuts = [0, *inner.tolist(), len(points) - 1]
        return [self._number(points[a : b + 1]) for a, b in pairwise(cuts)]

    def _number(self, arc: Points) -> int:
        forward, backward = arc.tobytes(), arc[::-1].tobytes()
        if forward in self._known:
            return self._known[forward]
        if backward in self._known:
            return ~self._known[backward]
        self._known[forward] = len(self.arcs)
        self.arcs.append(arc)
        return self._known[forward]


def quantise(line: BaseGeometry) -> Points:
    """Return a line's points in whole steps, without immediate repetitions."""
    points = np.rint(shapely.get_coordinates(line) * STEPS).astype(np.int64)
    moved = np.any(points[1:] != points[:-1], axis=1)
    kept: Points = points[np.concatenate([[True], moved])]
    return kept


def encode_points(points: Iterable[Sequence[int]]) -> str:
    """
    Return points as text: differences, five bits a character (Google's encoded polyline).

    The characters run from ``?`` to ``~``, so a space can part two lines.
    """
    out: list[str] = []
    before = (0, 0)
    for point in points:
        for now, then in zip(point, before, strict=True):
            step = int(now) - int(then)
            rest = ~(step << 1) if step < 0 else step << 1
            while rest >= 0x20:
                out.append(chr((0x20 | (rest & 0x1F)) + 63))
                rest >>= 5
            out.append(chr(rest + 63))
        before = (int(point[0]), int(point[1]))
    return "".join(out)


def _rings(area: BaseGeometry) -> list[BaseGeometry]:
    return [
        ring
        for part in shapely.get_parts(area)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]


def _parts(line: BaseGeometry) -> list[BaseGeometry]:
    kinds = ("LineString", "LinearRing")
    return [part for part in shapely.get_parts(line) if part.geom_type in kinds]


def _keys(points: Points) -> NDArray[np.int64]:
    """Return one number a point; equal points have equal numbers."""
    keys: NDArray[np.int64] = points[:, 0] * (1 << 32) + points[:, 1]
    return keys


def _nodes(rings: Sequence[Points], lines: Sequence[Points]) -> NDArray[np.int64]:
    """Return the points where borders meet: those whose two neighbours are not always the same."""
    points, before, after = [], [], []
    for ring in rings:
        keys = _keys(ring[:-1])
        points.append(keys)
        before.append(np.roll(keys, 1))
        after.append(np.roll(keys, -1))
    ends = []
    for line in lines:
        keys = _keys(line)
        points.append(keys[1:-1])
        before.append(keys[:-2])
        after.append(keys[2:])
        ends.append(keys[[0, -1]])
    if not points:
        return np.empty(0, np.int64)
    at, one, two = (np.concatenate(part) for part in (points, before, after))
    low, high = np.minimum(one, two), np.maximum(one, two)
    order = np.argsort(at, kind="stable")
    at, low, high = at[order], low[order], high[order]
    same = at[1:] == at[:-1]
    differs = same & ((low[1:] != low[:-1]) | (high[1:] != high[:-1]))
    return np.unique(np.concatenate([at[1:][differs], *ends]))
