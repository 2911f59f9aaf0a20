"""The north arrow of a region's sheets: along the meridian through the middle of the frame."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import shapely

from aqmap.render.paper.canvas.drawing import Drawing
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pen import INK, Box, Pen
from aqmap.render.paper.map.frame import MapFrame

NORTH_MM = (7.0, 14.0)
_FURTHER_IN_MM = (0, 2, 4, 6, 8, 10, 12)


@dataclass(frozen=True)
class NorthArrow:
    """
    An arrow, drawn once for all sheets.

    Attributes
    ----------
    frame
        The main frame.
    box
        Where it stands.
    """

    frame: MapFrame
    box: Box

    @cached_property
    def turn(self) -> float:
        """How far the meridian leans, in radians against the clock."""
        (point,) = self.frame.degrees([shapely.Point(self.frame.center_m)])
        low, high = self.frame.place([point, shapely.Point(point.x, point.y + 0.1)])
        return math.atan2(low.x - high.x, high.y - low.y)

    @property
    def sign(self) -> tuple[float, float]:
        """Where the letter over its tip stands."""
        return self._turned(0, self._length / 2 + 2.0)

    @cached_property
    def drawing(self) -> Drawing:
        """The arrow, without its letter."""
        half = self._length / 2
        tip, notch = self._turned(0, half), self._turned(0, -half + 1.8)
        left, right = self._turned(-2.1, -half), self._turned(2.1, -half)
        pen = Pen(map_fonts(), 0, 0)
        pen.area(shapely.Polygon([tip, left, notch, right]).buffer(0.7), "white")
        pen.area(shapely.Polygon([tip, left, notch]), INK, edge=INK, width_mm=0.15)
        pen.area(shapely.Polygon([tip, notch, right]), "white", edge=INK, width_mm=0.15)
        return pen.drawing("North")

    @property
    def _length(self) -> float:
        return self.box.height * 0.7

    def _turned(self, dx: float, dy: float) -> tuple[float, float]:
        (x, y), cos, sin = self.box.center, math.cos(self.turn), math.sin(self.turn)
        return x + dx * cos - dy * sin, y - 1.6 + dx * sin + dy * cos


def north_places(room: Box) -> list[list[Box]]:
    """Return where an arrow may stand: of each corner, first itself, then further in."""
    width, height = NORTH_MM
    ways_in = sorted(product(_FURTHER_IN_MM, repeat=2), key=sum)
    return [
        [
            Box(x, y, x + width, y + height)
            for across, down in ways_in
            for x in [room.right - width - across if is_right else room.left + across]
            for y in [room.top - height - down if is_top else room.bottom + down]
        ]
        for is_top, is_right in product((True, False), repeat=2)
    ]
