"""Which parts of a region lie far from the rest: paper and the page draw them apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

FAR_MM, LARGEST_EXCLAVE_MM2 = 6.0, 250.0
"""An exclave lies farther than `FAR_MM` from the rest, and is no larger than the second."""

SCREEN_MM = (190.0, 150.0)
"""The map of the page, as large as that of a printed page is about."""
_COARSE_MM = 0.2


def exclaves_of(shapes: np.ndarray) -> list[tuple[int, ...]]:
    """
    Return the numbers of shapes that lie far from the others, those close together as one.

    Parameters
    ----------
    shapes
        A region's counties, in millimetres as they are drawn.
    """
    return [part for part in clusters(shapes, FAR_MM) if _is_exclave(part, shapes)]


def clusters(shapes: np.ndarray, apart_mm: float) -> list[tuple[int, ...]]:
    """Return the numbers of shapes in groups that lie farther apart, the first shape's first."""
    # Where two points are near their shapes are: few shapes are left whose lines are measured.
    near = _near_by_points(shapes, apart_mm)
    group = _groups(len(shapes), near)
    others = np.flatnonzero(group != np.bincount(group).argmax())
    tree = shapely.STRtree(shapes)
    numbers, neighbours = tree.query(shapes[others], predicate="dwithin", distance=apart_mm)
    beside = np.array([others[numbers], neighbours])
    group = _groups(len(shapes), np.hstack([near, beside, beside[::-1]]))
    return [tuple(np.flatnonzero(group == number).tolist()) for number in np.unique(group)]


def _near_by_points(shapes: np.ndarray, apart_mm: float) -> np.ndarray:
    """Return pairs of shapes whose first points are near."""
    points, shape_of = shapely.get_coordinates(shapes, return_index=True)
    numbers, first = np.unique(shape_of, return_index=True)
    spots = np.asarray(shapely.points(points[first]))
    near = shapely.STRtree(spots).query(spots, predicate="dwithin", distance=apart_mm)
    pairs: np.ndarray = numbers[near]
    return pairs


def _groups(count: int, pairs: np.ndarray) -> np.ndarray:
    """Return by number the lowest number that it is joined to, by pairs in both directions."""
    group = np.arange(count)
    while True:
        lowest = group.copy()
        np.minimum.at(lowest, pairs[0], group[pairs[1]])
        lowest = lowest[lowest]
        if (lowest == group).all():
            return group
        group = lowest


def _is_exclave(part: Collection[int], shapes: np.ndarray) -> bool:
    areas = shapely.area(shapes)
    size = areas[list(part)].sum()
    return bool(size <= LARGEST_EXCLAVE_MM2 and size < 0.2 * areas.sum())


def exclaves_on_screen(core: Mapping[str, BaseGeometry]) -> list[tuple[str, ...]]:
    """
    Return the codes of a region's exclaves where its map is as large as on a screen.

    Parameters
    ----------
    core
        The region's counties in degrees, by code.
    """
    if len(core) < 2:
        return []
    codes, shapes = list(core), np.array(list(core.values()))
    west, south, east, north = shapely.total_bounds(shapes)
    squeeze = float(np.cos(np.radians((south + north) / 2)))
    width, height = SCREEN_MM
    scale = min(width / ((east - west) * squeeze), height / (north - south))
    drawn = shapely.transform(shapes, lambda xy: xy * (squeeze * scale, scale))
    # What is far is told as well from coarse outlines, and much sooner.
    coarse = shapely.simplify(drawn, _COARSE_MM)
    return [tuple(codes[n] for n in part) for part in exclaves_of(coarse)]
