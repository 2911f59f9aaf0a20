"""The locator: where the region lies in all the land that there are outlines of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.book.scales import CONTEXT_FILL, CONTEXT_LINE
from aqmap.render.paper.canvas.drawing import Drawing
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pen import GREY, INK, RED, Box, Pen
from aqmap.render.paper.map.frame import MapFrame, frame_ground
from aqmap.render.paper.map.insets import InsetPlacer

WIDTH_MM, LEAST_HEIGHT_MM, MOST_HEIGHT_MM = 34.0, 14.0, 30.0
LEAST_WIDER = 1.25
"""How much wider or higher than the frame the land must be for a locator to say anything."""
_REGION_FILL = "#9DB4CC"
_MARGIN_MM, _DETAIL_MM = 1.5, 0.15


@dataclass(frozen=True, eq=False)
class Locator:
    """A small map in a corner of the frame: its box, and what is drawn in it."""

    box: Box
    drawing: Drawing


def make_locator(
    land: BaseGeometry, region: BaseGeometry, main: MapFrame, placer: InsetPlacer
) -> Locator | None:
    """
    Return the locator of a region; none where it would say nothing, or has no room.

    Parameters
    ----------
    land, region
        All counties that there are outlines of, and the region's, projected, in metres.
    main
        The frame whose extent is marked.
    placer
        Of the insets, which come first.
    """
    shown = shapely.box(*land.bounds).union(frame_ground(main)).bounds
    left, bottom, right, top = shown
    main_extent = frame_ground(main).bounds
    wider = (right - left) / (main_extent[2] - main_extent[0])
    higher = (top - bottom) / (main_extent[3] - main_extent[1])
    if max(wider, higher) < LEAST_WIDER:
        return None
    ratio = (top - bottom) / (right - left)
    height = float(np.clip(WIDTH_MM * ratio, LEAST_HEIGHT_MM, MOST_HEIGHT_MM))
    width = min(WIDTH_MM, height / ratio) if ratio > 0 else WIDTH_MM
    box = placer.room_for(width, height)
    if box is None:
        return None
    placer.taken.append(box.grown(1))
    return Locator(box, _drawn(land, region, main, box, shown))


def _drawn(
    land: BaseGeometry,
    region: BaseGeometry,
    main: MapFrame,
    box: Box,
    shown: tuple[float, float, float, float],
) -> Drawing:
    inner = box.grown(-_MARGIN_MM)
    left, bottom, right, top = shown
    scale = min(inner.width / (right - left), inner.height / (top - bottom))
    middle, ground = np.array(inner.center), np.array([(left + right) / 2, (bottom + top) / 2])

    def placed(shape: BaseGeometry) -> BaseGeometry:
        small: BaseGeometry = shapely.transform(shape, lambda xy: (xy - ground) * scale + middle)
        return small.simplify(_DETAIL_MM)

    pen = Pen(map_fonts(), 0, 0)
    pen.box(box, "white", edge=GREY, width_mm=0.2)
    pen.area(placed(land), CONTEXT_FILL, edge=CONTEXT_LINE, width_mm=0.12)
    pen.area(placed(region), _REGION_FILL, edge=INK, width_mm=0.12)
    pen.box(Box(*placed(frame_ground(main)).bounds), edge=RED, width_mm=0.25)
    return pen.drawing("Locator")
