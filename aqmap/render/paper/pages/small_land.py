"""A region's land in a small box: its counties, borders and the middles of both, simplified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.render.paper.canvas.pen import Box, line_arrays
from aqmap.render.paper.map.region import RegionGround

_TOLERANCE_MM = 0.04
"""Less than half of the thinnest line: no border moves visibly."""


@dataclass(frozen=True)
class Placing:
    """From the region's frame into a small box: how much smaller, and about which middles."""

    factor: float
    middle: np.ndarray
    center: np.ndarray

    @classmethod
    def into(cls, land: RegionGround, box: Box) -> Placing:
        """Return how a region is as large as it fits into a box."""
        left, bottom, right, top = shapely.total_bounds(list(land.main.core.values()))
        factor = min(box.width / (right - left), box.height / (top - bottom))
        middle = np.array([(left + right) / 2, (bottom + top) / 2])
        return cls(factor, middle, np.array(box.center))

    def spots(self, points: np.ndarray) -> np.ndarray:
        """Return points of the region's frame in the box."""
        moved: np.ndarray = (points - self.middle) * self.factor + self.center
        return moved


@dataclass(frozen=True)
class SmallLand:
    """
    The land of a region in a box.

    Attributes
    ----------
    land, placing
        The region's land in its own frame, and the way from there.
    counties, outline
        The region's counties by code, and all of them as one.
    borders, national
        The borders between counties, and the national border as far as the region reaches.
    middles
        By code the middle of a county's widest part, and how far it is to its border.
    """

    land: RegionGround
    placing: Placing
    counties: Mapping[str, BaseGeometry]
    outline: BaseGeometry
    borders: Sequence[np.ndarray]
    national: Sequence[np.ndarray]
    middles: Mapping[str, tuple[float, float, float]]

    def spot(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point in degrees stands on the page."""
        x, y = self.placing.spots(np.array(self.land.main.frame.place_point(lon, lat)))
        return float(x), float(y)

    def moved_to(self, box: Box) -> SmallLand:
        """Return the same in another box of the same size."""
        center = np.array(box.center)
        by = center - self.placing.center
        shapes = shapely.transform([*self.counties.values(), self.outline], lambda xy: xy + by)
        return SmallLand(
            self.land,
            Placing(self.placing.factor, self.placing.middle, center),
            dict(zip(self.counties, shapes, strict=False)),
            shapes[-1],
            [line + by for line in self.borders],
            [line + by for line in self.national],
            {code: (x + by[0], y + by[1], r) for code, (x, y, r) in self.middles.items()},
        )


def has_outlines(land: RegionGround) -> bool:
    """Return whether any place of a region has an outline; one of zones alone has none."""
    return bool(land.book.counties["code"].isin(land.region.places).any())


def small_land(land: RegionGround, box: Box) -> SmallLand:
    """Return a region's land, as large as it fits into a box."""
    placing, main = Placing.into(land, box), land.main

    def placed(shape: BaseGeometry) -> BaseGeometry:
        return shapely.simplify(shapely.transform(shape, placing.spots), _TOLERANCE_MM)

    counties = {code: placed(shape) for code, shape in main.core.items()}
    outline = placed(shapely.union_all(list(main.core.values())))
    reach = shapely.box(*outline.bounds).buffer(0.5)
    return SmallLand(
        land,
        placing,
        counties,
        outline,
        line_arrays(placed(main.county)),
        line_arrays(shapely.intersection(placed(main.national), reach)),
        {code: _middle(shape) for code, shape in counties.items() if not shape.is_empty},
    )


def _middle(shape: BaseGeometry) -> tuple[float, float, float]:
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    ends = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, 0.1))
    (x, y), radius = ends[0], float(np.hypot(*(ends[1] - ends[0])))
    return float(x), float(y), radius
