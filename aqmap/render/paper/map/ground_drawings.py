"""The land of one frame as drawings that all pages of a document share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from shapely.geometry.base import BaseGeometry

from aqmap.book.scales import CONTEXT_FILL, CONTEXT_LINE
from aqmap.book.underlays import Underlay
from aqmap.render.paper.canvas.drawing import CALLER, Drawing
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pen import Pen, line_arrays
from aqmap.render.paper.map import signs
from aqmap.render.paper.map.grid_pictures import grid_picture
from aqmap.render.paper.map.ground import Ground
from aqmap.render.paper.map.signs import Pattern


@dataclass(frozen=True)
class GroundDrawings:
    """
    A frame's land, drawn once.

    Attributes
    ----------
    ground
        The land.
    name
        What tells its drawings from those of other frames on the page.
    """

    ground: Ground
    name: str = ""
    _counties: dict[tuple[str, str], Drawing] = field(default_factory=dict)
    _underlays: dict[Underlay, Drawing] = field(default_factory=dict)

    @cached_property
    def context(self) -> Drawing:
        """All but the counties' fills, over which it lies: neighbours, graticule, borders."""

        def draw(pen: Pen) -> None:
            ground = self.ground
            pen.area(ground.surroundings, CONTEXT_FILL)
            for unit in ground.neighbours:
                pen.area(unit.shape, CONTEXT_FILL, edge=CONTEXT_LINE, width_mm=0.15)
            for _, _, line in ground.graticule:
                pen.lines(line_arrays(line), 0.12, "#A8A8A8")
            signs.draw_boundary(pen, "county", ground.county, ground.line_weight)
            signs.draw_boundary(pen, "edge", ground.edge, ground.line_weight)
            signs.draw_boundary(pen, "prefecture", ground.prefecture, ground.line_weight)
            signs.draw_boundary(pen, "national", ground.national)

        return _drawn(draw, f"{self.name}Context")

    def underlay(self, underlay: Underlay) -> Drawing:
        """Return a grid under the region's counties."""
        if underlay not in self._underlays:
            picture = grid_picture(underlay, self.ground)
            box = self.ground.frame.box
            name = f"{self.name}Underlay{len(self._underlays)}"
            self._underlays[underlay] = _drawn(lambda pen: pen.image(picture, box), name)
        return self._underlays[underlay]

    def fill(self, code: str) -> Drawing:
        """Return a county's area, in the caller's colour."""
        return self._of_county(code, "F", lambda pen, shape: pen.area(shape, CALLER))

    def hatch(self, code: str, pattern: Pattern) -> Drawing:
        """Return what is laid over a county without a number, or with an indicative one."""
        return self._of_county(
            code, pattern, lambda pen, shape: signs.draw_hatch(pen, signs.hatch_of(shape, pattern))
        )

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {code: number for number, code in enumerate(self.ground.core)}

    def _of_county(
        self, code: str, kind: str, draw: Callable[[Pen, BaseGeometry], None]
    ) -> Drawing:
        if (code, kind) not in self._counties:
            shape = self.ground.core[code]
            name = f"{self.name}{kind}{self._numbers[code]}"
            self._counties[code, kind] = _drawn(lambda pen: draw(pen, shape), name)
        return self._counties[code, kind]


def _drawn(draw: Callable[[Pen], None], name: str) -> Drawing:
    pen = Pen(map_fonts(), 0, 0)
    draw(pen)
    return pen.drawing(name)
