"""One small map of a series: fills, hatches and symbols, each county's number or letter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from aqmap.book.book_layers import Cell
from aqmap.book.map_book import BookPlace
from aqmap.book.map_signs import COUNTY_LINE, fill_of, is_below_zero, radius_mm
from aqmap.book.profiles.period_series import PeriodSeries
from aqmap.book.scales import NATIONAL_LINE
from aqmap.render.paper.canvas.fonts import MM_PER_POINT
from aqmap.render.paper.canvas.pen import INK, Box, Pen
from aqmap.render.paper.map import signs
from aqmap.render.paper.pages.locator_map import NATIONAL_DASH, NATIONAL_MM
from aqmap.render.paper.pages.small_land import SmallLand
from aqmap.words import Lang, say

SYMBOL_SHARE = 0.5
"""How much smaller proportional symbols are than on a sheet of one map."""
_PT, _ZONE_MM, _SIGN_MM = 6.0, 1.1, 2.6
_NUMBER_REACH, _LETTER_REACH = 3.0, 1.3
"""How far words may reach from a county's middle, in parts of its nearest border's distance."""


@dataclass(frozen=True)
class SmallMap:
    """
    What each place shows in one period.

    Attributes
    ----------
    series, period
        Which map it is.
    land
        The region, where the map stands on the page.
    lang
        Of letters.
    """

    series: PeriodSeries
    period: str
    land: SmallLand
    lang: Lang

    @cached_property
    def _rows(self) -> list[tuple[BookPlace, Cell]]:
        return self.series.rows(self.period)

    def draw(self, pen: Pen) -> None:
        """Draw the map; where there is no room for words the fill or hatch speaks alone."""
        scale, land = self.series.view.scale, self.land
        for place, cell in self._rows:
            shape = land.counties.get(place.code)
            if shape is None:
                continue
            signs.draw_unit(pen, shape, cell.klass, scale, cell.quality)
        pen.lines(land.borders, 0.12, COUNTY_LINE)
        pen.area(land.outline, "none", edge=INK, width_mm=0.2)
        pen.lines(land.national, NATIONAL_MM, NATIONAL_LINE, dash=NATIONAL_DASH)
        taken = self._draw_zones(pen)
        for place, cell in self._numbers_first():
            self._draw_symbol(pen, place, cell)
            self._draw_words(pen, place, cell, taken)

    def _numbers_first(self) -> list[tuple[BookPlace, Cell]]:
        """Return the counties in the order in which they get room: numbers, then wide ones."""
        shown = [row for row in self._rows if row[0].code in self.land.middles]
        middles = self.land.middles
        return sorted(shown, key=lambda row: (bool(row[1].reason), -middles[row[0].code][2]))

    def _draw_zones(self, pen: Pen) -> list[Box]:
        """Draw places without an outline; return where their marks stand."""
        taken = []
        for place, cell in self._rows:
            if place.code in self.land.counties or place.lon is None or place.lat is None:
                continue
            x, y = self.land.spot(place.lon, place.lat)
            face = fill_of(cell.klass, self.series.view.scale)
            signs.draw_zone(pen, (x, y), face, size_mm=_ZONE_MM)
            taken.append(Box(x - _ZONE_MM, y - _ZONE_MM, x + _ZONE_MM, y + _ZONE_MM))
        return taken

    def _draw_symbol(self, pen: Pen, place: BookPlace, cell: Cell) -> None:
        """Draw a proportional symbol, or the sign of a verdict."""
        x, y, radius = self.land.middles[place.code]
        scale = self.series.view.scale
        if scale.kind == "size" and cell.value is not None:
            size = radius_mm(cell.value, scale) * SYMBOL_SHARE
            below_zero = is_below_zero(cell.klass, scale)
            signs.draw_size(pen, (x, y), size, scale.color, below_zero=below_zero)
        elif scale.kind == "category" and not cell.reason:
            symbol = scale.classes[cell.klass].symbol
            signs.draw_status(pen, (x, y), symbol, min(_SIGN_MM, 2 * radius))

    def _draw_words(self, pen: Pen, place: BookPlace, cell: Cell, taken: list[Box]) -> None:
        """Write a number or a reason's letter where it has room."""
        x, y, radius = self.land.middles[place.code]
        letter = say(f"reason.{cell.reason}.letter", self.lang) if cell.reason else ""
        words = letter or cell.label
        half, tall = pen.width(words, _PT, bold=True) / 2, _PT * MM_PER_POINT / 2
        if not letter and self.series.view.scale.kind == "category":
            y -= _SIGN_MM  # the sign of its class stands in the middle
        box = Box(x - half, y - tall, x + half, y + tall)
        reach = radius * (_LETTER_REACH if letter else _NUMBER_REACH)
        if words and half <= reach and not any(box.meets(other) for other in taken):
            pen.text(x, y, words, _PT, bold=True, anchor="center", halo_pt=0.7)
            taken.append(box)
