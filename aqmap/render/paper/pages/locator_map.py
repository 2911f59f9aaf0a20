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
from aqmap.render.paper.canvas.drawing import Drawing
from aqmap.render.paper.canvas.fonts import map_fonts
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
    """The land of a region in a small box, drawn once for the sheets of all its places."""

    land: RegionGround
    box: Box

    @cached_property
    def _scale(self) -> tuple[float, np.ndarray]:
        """How much smaller than in the region's frame, and the middle of its counties there."""
        left, bottom, right, top = shapely.total_bounds(list(self.land.main.core.values()))
        factor = min(self.box.width / (right - left), self.box.height / (top - bottom))
        return factor, np.array([(left + right) / 2, (bottom + top) / 2])

    def _spots(self, points: np.ndarray) -> np.ndarray:
        """Return points of the region's frame in the box."""
        factor, middle = self._scale
        moved: np.ndarray = (points - middle) * factor + np.array(self.box.center)
        return moved

    def _placed(self, shape: BaseGeometry) -> BaseGeometry:
        return shapely.simplify(shapely.transform(shape, self._spots), _TOLERANCE_MM)

    @cached_property
    def _outline(self) -> BaseGeometry:
        return self._placed(shapely.union_all(list(self.land.main.core.values())))

    @cached_property
    def _region(self) -> Drawing:
        """What lies under the place."""
        pen = Pen(map_fonts(), 0, 0)
        pen.area(self._outline, CONTEXT_FILL, edge=INK, width_mm=0.2)
        return pen.drawing()

    @cached_property
    def _borders(self) -> Drawing:
        """What lies over it; the national border ends where the region does."""
        main, pen = self.land.main, Pen(map_fonts(), 0, 0)
        if len(main.core) <= _MOST_SHAPES:
            pen.lines(line_arrays(self._placed(main.county)), 0.12, COUNTY_LINE)
        reach = shapely.box(*self._outline.bounds).buffer(0.5)
        national = shapely.intersection(self._placed(main.national), reach)
        dash = (2.4, 0.7, 0.4, 0.7)
        pen.lines(line_arrays(national), 0.45, NATIONAL_LINE, dash=dash)
        return pen.drawing()

    def draw(self, pen: Pen, place: BookPlace, lang: Lang) -> None:
        """Draw the region and the place in it: filled, or as a mark where it has no outline."""
        pen.call(self._region)
        shape = self.land.main.core.get(place.code)
        if shape is not None:
            pen.area(self._placed(shape), PLACE_FILL)
        pen.call(self._borders)
        if shape is None and place.lon is not None and place.lat is not None:
            x, y = self._spots(np.array(self.land.main.frame.place_point(place.lon, place.lat)))
            draw_zone(pen, (float(x), float(y)), PLACE_FILL)
        elif shape is None:
            words = say("county.no_position", lang)
            pen.text(*self.box.center, words, 7, anchor="center", halo_pt=0.8)
