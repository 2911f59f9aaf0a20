"""A grid over degrees → a picture in the projection of a frame, no larger than paper shows."""

from __future__ import annotations

from math import ceil

import numpy as np
import shapely

from aqmap.book.underlays import NO_DATA, Underlay
from aqmap.render.paper.canvas.drawing import Picture
from aqmap.render.paper.map.ground import Ground

_PIXEL_MM, _MOST_A_SIDE = 0.2, 2000


def grid_picture(underlay: Underlay, ground: Ground) -> Picture:
    """
    Return what of a grid lies under the region's counties, as a picture of the whole frame.

    Parameters
    ----------
    underlay
        The grid and its colours.
    ground
        The land of the frame; a pixel is drawn if it touches a county, which hides its rim under
        the neighbours or the border's line.

    Returns
    -------
    picture
        Each pixel has the colour of the cell that its middle lies in; no value is white.
    """
    frame = ground.frame
    box = frame.box
    pixel = max(_PIXEL_MM, max(box.width, box.height) / _MOST_A_SIDE)
    columns, rows = ceil(box.width / pixel), ceil(box.height / pixel)
    x = box.left + (np.arange(columns) + 0.5) * box.width / columns
    y = box.top - (np.arange(rows) + 0.5) * box.height / rows
    across, down = np.meshgrid(x, y)
    area = shapely.union_all(list(ground.core.values())).buffer(pixel * 0.75)
    shapely.prepare(area)
    inside = shapely.contains_xy(area, across, down)
    points = np.column_stack((across[inside], down[inside]))
    metres = (points - box.center) / frame.mm_per_m + frame.center_m
    classes = underlay.classes_of(underlay.grid.at(frame.projection.to_degrees(metres)))
    colors = (*underlay.colors, NO_DATA)
    pixels = np.full((rows, columns), len(colors), dtype=np.uint8)
    pixels[inside] = np.where(classes < 0, len(underlay.colors), classes)
    return Picture(pixels, colors)
