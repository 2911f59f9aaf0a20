"""The land of one frame as drawings that all pages of a document share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.book.scales import CONTEXT_FILL, CONTEXT_LINE, Family
from aqmap.render.paper.canvas.drawing import CALLER, Drawing
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pen import Pen, line_arrays
from aqmap.render.paper.map import signs
from aqmap.render.paper.map.ground import Ground


@dataclass(frozen=True)
class GroundDrawings:
    """
    A frame's land, drawn once.

    Attributes
    ----------
    ground
        The land.
    """

    ground: Ground
    _counties: dict[tuple[str, str], Drawing] = field(default_factory=dict)

    @cached_property
    def context(self) -> Drawing:
        """All but the counties' fills: neighbours, graticule and borders; it lies over the fills."""

        def draw(pen: Pen) -> None:
            ground = self.ground
            counties = shapely.union_all(list(ground.core.values()))
            pen.area(shapely.difference(ground.home, counties), CONTEXT_FILL)
            for unit in ground.neighbours:
                pen.area(unit.shape, CONTEXT_FILL, edge=CONTEXT_LINE, width_mm=0.15)
            for _, _, line in ground.graticule:
                pen.lines(line_arrays(line), 0.12, "#A8A8A8")
            signs.draw_boundary(pen, "county", ground.county)
            signs.draw_boundary(pen, "edge", ground.edge)
            signs.draw_boundary(pen, "prefecture", ground.prefecture)
            signs.draw_boundary(pen, "national", ground.national)

        return _drawn(draw)

    def fill(self, code: str) -> Drawing:
        """Return a county's area, in the caller's colour."""
        return self._of_county(code, "fill", lambda pen, shape: pen.area(shape, CALLER))

    def hatch(self, code: str, family: Family) -> Drawing:
        """Return a county's hatch."""
        return self._of_county(
            code, family, lambda pen, shape: signs.draw_hatch(pen, shape, family)
        )

    def rules(self, code: str) -> Drawing:
        """Return the level lines over a county whose number is indicative."""
        return self._of_county(code, "rules", signs.draw_rules)

    def _of_county(
        self, code: str, kind: str, draw: Callable[[Pen, BaseGeometry], None]
    ) -> Drawing:
        if (code, kind) not in self._counties:
            shape = self.ground.core[code]
            self._counties[code, kind] = _drawn(lambda pen: draw(pen, shape))
        return self._counties[code, kind]


def _drawn(draw: Callable[[Pen], None]) -> Drawing:
    pen = Pen(map_fonts(), 0, 0)
    draw(pen)
    return pen.drawing()
