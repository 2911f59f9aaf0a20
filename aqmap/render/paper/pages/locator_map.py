"""A small map of a region with one of its places: where it lies, not how large it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.book.map_book import BookPlace
from aqmap.book.map_signs import COUNTY_LINE
from aqmap.book.scales import CONTEXT_FILL, NATIONAL_LINE
from aqmap.render.paper.canvas.pen import INK, Box, Pen, line_arrays
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.map.signs import draw_zone
from aqmap.words import Lang, say

PLACE_FILL = "#2F6DA8"
_TOLERANCE_MM = 0.04
"""Less than half of the thinnest line: no border moves visibly."""
_MOST_SHAPES = 150
"""Of a region with more places only the outline is drawn, and the place."""


@dataclass(frozen=True)
class RegionLocator:
    """The land of a region around the origin, small, prepared once for all its places."""

    land: RegionGround
    width: float
    height: float

    @cached_property
    def _scale(self) -> tuple[float, np.ndarray]:
        """How much smaller than in the region's frame, and the middle of its counties there."""
        left, bottom, right, top = shapely.total_bounds(list(self.land.main.core.values()))
        factor = min(self.width / (right - left), self.height / (top - bottom))
        return factor, np.array([(left + right) / 2, (bottom + top) / 2])

    def _placed(self, shape: BaseGeometry) -> BaseGeometry:
        factor, middle = self._scale
        moved = shapely.transform(shape, lambda xy: (xy - middle) * factor)
        return shapely.simplify(moved, _TOLERANCE_MM)

    @cached_property
    def _outline(self) -> BaseGeometry:
        return self._placed(shapely.union_all(list(self.land.main.core.values())))

    @cached_property
    def _borders(self) -> list[np.ndarray]:
        if len(self.land.main.core) > _MOST_SHAPES:
            return []
        return line_arrays(self._placed(self.land.main.county))

    @cached_property
    def _national(self) -> list[np.ndarray]:
        reach = shapely.box(*self._outline.bounds).buffer(0.5)
        return line_arrays(shapely.intersection(self._placed(self.land.main.national), reach))

    def draw(self, pen: Pen, box: Box, place: BookPlace, lang: Lang) -> None:
        """Draw the region and the place in it: filled, or as a mark where it has no outline."""
        middle = np.array(box.center)
        pen.area(_moved(self._outline, middle), CONTEXT_FILL, edge=INK, width_mm=0.2)
        shape = self.land.main.core.get(place.code)
        if shape is not None:
            pen.area(_moved(self._placed(shape), middle), PLACE_FILL)
        pen.lines([line + middle for line in self._borders], 0.12, COUNTY_LINE)
        national = [line + middle for line in self._national]
        pen.lines(national, 0.45, NATIONAL_LINE, dash=(2.4, 0.7, 0.4, 0.7))
        if shape is None and place.lon is not None and place.lat is not None:
            factor, center = self._scale
            point = np.array(self.land.main.frame.place_point(place.lon, place.lat))
            x, y = (point - center) * factor + middle
            draw_zone(pen, (float(x), float(y)), PLACE_FILL)
        elif shape is None:
            words = say("county.no_position", lang)
            pen.text(*box.center, words, 7, anchor="center", halo_pt=0.8)


def _moved(shape: BaseGeometry, by: np.ndarray) -> BaseGeometry:
    return shapely.transform(shape, lambda xy: xy + by)
