"""A small map of a region with one of its places: where it lies, not how large it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from aqmap.book.map_book import BookPlace
from aqmap.book.map_signs import COUNTY_LINE
from aqmap.book.scales import CONTEXT_FILL, NATIONAL_LINE
from aqmap.render.paper.canvas.drawing import Drawing
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pen import INK, Box, Pen
from aqmap.render.paper.map.signs import draw_zone
from aqmap.render.paper.pages.small_land import SmallLand
from aqmap.words import Lang, say

PLACE_FILL = "#2F6DA8"
NATIONAL_MM, NATIONAL_DASH = 0.45, (2.4, 0.7, 0.4, 0.7)
_MOST_SHAPES = 150
"""Of a region with more places only the outline is drawn, and the place."""


@dataclass(frozen=True)
class RegionLocator:
    """
    The land of a region, drawn once for the sheets of all its places.

    Attributes
    ----------
    box
        Where it stands on the page.
    land
        The land in it; none of a region that has no outlines at all.
    """

    box: Box
    land: SmallLand | None

    @cached_property
    def _drawings(self) -> tuple[Drawing, Drawing]:
        """What lies under a place, and over it; the national border ends where the region does."""
        under, over = Pen(map_fonts(), 0, 0), Pen(map_fonts(), 0, 0)
        if self.land is not None:
            under.area(self.land.outline, CONTEXT_FILL, edge=INK, width_mm=0.2)
            if len(self.land.counties) <= _MOST_SHAPES:
                over.lines(self.land.borders, 0.12, COUNTY_LINE)
            over.lines(self.land.national, NATIONAL_MM, NATIONAL_LINE, dash=NATIONAL_DASH)
        return under.drawing(), over.drawing()

    def draw(self, pen: Pen, place: BookPlace, lang: Lang) -> None:
        """Draw the region and the place in it: filled, or as a mark where it has no outline."""
        under, over = self._drawings
        pen.call(under)
        shape = self.land.counties.get(place.code) if self.land else None
        if shape is not None:
            pen.area(shape, PLACE_FILL)
        pen.call(over)
        if shape is None and self.land and place.lon is not None and place.lat is not None:
            draw_zone(pen, self.land.spot(place.lon, place.lat), PLACE_FILL)
        elif shape is None:
            words = say("county.no_position", lang)
            pen.text(*self.box.center, words, 7, anchor="center", halo_pt=0.8)
