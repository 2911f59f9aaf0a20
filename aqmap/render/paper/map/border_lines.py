"""The lines of a region by rank, taken from the sides that its outlines share."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

RANKS = ("national", "prefecture", "edge")
"""Of outlines; a side of a county that has one of them is drawn as no other."""

_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class BorderLines:
    """
    Boundary lines, projected, in metres; none lies on one of a higher rank.

    Attributes
    ----------
    national, prefecture, edge
        As the outlines' table has them.
    county
        Every other side of the region's counties.
    """

    national: BaseGeometry
    prefecture: BaseGeometry
    edge: BaseGeometry
    county: BaseGeometry


def border_lines(
    shapes: np.ndarray,
    is_core: np.ndarray,
    lines: np.ndarray,
    ranks: Collection[str],
    near_m: float,
) -> BorderLines:
    """
    Return a region's boundary lines.

    Parameters
    ----------
    shapes
        All counties, of which neighbours share the vertices of their common side.
    is_core
        Which of them are the region's.
    lines, ranks
        The outlines and the rank of each.
    near_m
        Lines closer than this are one, where an outline has other vertices than the counties.
    """
    rank = np.array(list(ranks))
    of_counties = _Sides.of_rings(shapes[is_core])
    drawn = {name: _Sides.of_lines(lines[rank == name]) for name in RANKS}
    national = drawn["national"]
    edge, prefecture = (drawn[name].without([national], near_m) for name in ("edge", "prefecture"))
    county = of_counties.once().without(list(drawn.values()), near_m)
    return BorderLines(*(_merged(sides) for sides in (national, prefecture, edge, county)))


@dataclass(frozen=True, slots=True)
class _Sides:
    """
    The sides of lines in their order.

    Attributes
    ----------
    starts, ends
        Shape (n, 2).
    line
        Of which line each is.
    """

    starts: np.ndarray
    ends: np.ndarray
    line: np.ndarray

    @classmethod
    def of_rings(cls, shapes: np.ndarray) -> _Sides:
        """Return the sides of all rings of polygons."""
        return cls.of_lines(shapely.get_rings(shapely.get_parts(shapes)))

    @classmethod
    def of_lines(cls, lines: np.ndarray) -> _Sides:
        """Return the sides of lines, of whatever kind."""
        points, line = shapely.get_coordinates(shapely.get_parts(lines), return_index=True)
        same = (line[1:] == line[:-1]) & (points[1:] != points[:-1]).any(axis=1)
        return cls(points[:-1][same], points[1:][same], line[:-1][same])

    def of(self, chosen: np.ndarray) -> _Sides:
        """Return some of them."""
        return _Sides(self.starts[chosen], self.ends[chosen], self.line[chosen])

    @property
    def keys(self) -> np.ndarray:
        """What tells a side from every other, whichever way it runs: 64 bits of its ends."""
        starts, ends = _mixed(self.starts), _mixed(self.ends)
        keys: np.ndarray = (starts + ends) ^ (starts * ends)
        return keys

    @property
    def shapes(self) -> np.ndarray:
        """The sides as lines."""
        return np.asarray(shapely.linestrings(np.stack((self.starts, self.ends), axis=1)))

    def once(self) -> _Sides:
        """Return each side once, where it is first met."""
        first = np.unique(self.keys, return_index=True)[1]
        return self.of(np.sort(first))

    def without(self, higher: list[_Sides], near_m: float) -> _Sides:
        """Return the sides that no line of a higher rank has, or runs along."""
        sides = self
        for others in higher:
            if not len(others.line) or not len(sides.line):
                continue
            shared = np.isin(others.keys, sides.keys)
            sides = sides.of(~np.isin(sides.keys, others.keys))
            sides = sides._apart_from(others.of(~shared), near_m)
        return sides

    def _apart_from(self, others: _Sides, near_m: float) -> _Sides:
        """Return the sides of which not nearly all lies within a distance of others."""
        if not len(others.line) or not len(self.line):
            return self
        obstacles, shapes = others.shapes, self.shapes
        pairs = shapely.STRtree(obstacles).query(shapes, predicate="dwithin", distance=near_m)
        along = np.zeros(len(shapes), dtype=bool)
        for side in np.unique(pairs[0]):
            beside = shapely.buffer(obstacles[pairs[1][pairs[0] == side]], 2 * near_m)
            along[side] = shapely.union_all(beside).contains(shapes[side])
        return self.of(~along)


def _mixed(points: np.ndarray) -> np.ndarray:
    """Return a number of 64 bits for each point; equal points have equal ones."""
    # A zero has a sign, which tells no point from another.
    bits = np.ascontiguousarray(points + 0.0).view(np.uint64)
    mixed: np.ndarray = bits[:, 0] * _ODD[0] ^ bits[:, 1] * _ODD[1]
    mixed ^= mixed >> np.uint64(29)
    mixed *= _ODD[2]
    mixed ^= mixed >> np.uint64(32)
    return mixed


def _merged(sides: _Sides) -> BaseGeometry:
    """Return sides joined end to end, so that their dashes run on."""
    if not len(sides.line):
        return shapely.LineString()
    goes_on = (sides.line[1:] == sides.line[:-1]) & (sides.starts[1:] == sides.ends[:-1]).all(
        axis=1
    )
    run = np.concatenate(([0], np.cumsum(~goes_on)))
    first = np.concatenate(([True], ~goes_on))
    # Every side gives its end; the first of a run gives its start as well.
    order = np.concatenate((np.flatnonzero(first) * 2, np.arange(len(run)) * 2 + 1))
    points = np.concatenate((sides.starts[first], sides.ends))[np.argsort(order)]
    of_run = np.concatenate((run[first], run))[np.argsort(order)]
    runs = np.asarray(shapely.linestrings(points, indices=of_run))
    merged: BaseGeometry = shapely.line_merge(shapely.MultiLineString(list(runs)))
    return merged
