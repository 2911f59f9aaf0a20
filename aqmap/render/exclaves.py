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
    pairs = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=apart_mm)
    group = np.arange(len(shapes))
    for _ in range(len(shapes)):
        lowest = group.copy()
        np.minimum.at(lowest, pairs[0], group[pairs[1]])
        if (lowest == group).all():
            break
        group = lowest
    return [tuple(np.flatnonzero(group == number).tolist()) for number in np.unique(group)]


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
