"""The map's frame: its true scale, and the way from degrees to millimetres on the page."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import shapely

from aqmap import geo
from aqmap.render.paper.canvas.pen import Box
from aqmap.render.paper.map.plane import Shapes, to_degrees, to_metres

PADDING = 0.02
"""Free ground kept on each side of the region, as a part of the frame."""


@dataclass(frozen=True, slots=True)
class MapFrame:
    """
    A frame on the page and the ground it shows.

    Attributes
    ----------
    box
        The neat line.
    denominator
        Of the numeric scale: the ground is this many times larger than the paper.
    center_m
        Projected coordinates of the frame's middle.
    projection
        Of the ground to a plane.
    """

    box: Box
    denominator: int
    center_m: tuple[float, float]
    projection: geo.PrintProjection
    _spots: dict[tuple[float, float], tuple[float, float]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def place(self, degrees: Shapes) -> np.ndarray:
        """Return geometries in degrees as geometries in millimetres on the page."""
        return self.place_metres(to_metres(degrees, self.projection))

    def place_metres(self, metres: np.ndarray) -> np.ndarray:
        """Return projected geometries as geometries in millimetres on the page."""
        middle, ground, scale = np.array(self.box.center), np.array(self.center_m), self.mm_per_m
        return shapely.transform(metres, lambda xy: (xy - ground) * scale + middle)

    def place_point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point in degrees stands on the page; sheets ask for the same ones."""
        if (lon, lat) not in self._spots:
            self._spots[lon, lat] = self._placed(lon, lat)
        return self._spots[lon, lat]

    def _placed(self, lon: float, lat: float) -> tuple[float, float]:
        ((x, y),) = self.projection.to_metres(np.array([(lon, lat)])).tolist()
        (center_x, center_y), scale = self.box.center, self.mm_per_m
        ground_x, ground_y = self.center_m
        return center_x + (x - ground_x) * scale, center_y + (y - ground_y) * scale

    def degrees(self, metres: Shapes) -> np.ndarray:
        """Return projected shapes in degrees."""
        return to_degrees(metres, self.projection)

    @property
    def mm_per_m(self) -> float:
        """How many millimetres of paper a metre of ground takes."""
        return 1000 / self.denominator


def fit_frame(core_m: Shapes, box: Box, projection: geo.PrintProjection) -> MapFrame:
    """
    Find the largest round scale at which some ground fits into a frame.

    Parameters
    ----------
    core_m
        What must be seen in full, projected.
    box
        The neat line.
    projection
        In which it is.

    Returns
    -------
    frame
        Its scale is rounded up, and the ground it shows enlarged to fill it, so that the printed
        number is true on paper.
    """
    left, bottom, right, top = shapely.total_bounds(core_m)
    room = 1 - 2 * PADDING
    denominator = max(
        geo.nice_denominator(right - left, box.width * room),
        geo.nice_denominator(top - bottom, box.height * room),
    )
    return MapFrame(box, denominator, ((left + right) / 2, (bottom + top) / 2), projection)


def frame_ground(frame: MapFrame) -> shapely.Polygon:
    """Return the ground that a frame shows, projected, in metres."""
    x, y = frame.center_m
    half_width = frame.box.width / frame.mm_per_m / 2
    half_height = frame.box.height / frame.mm_per_m / 2
    return shapely.box(x - half_width, y - half_height, x + half_width, y + half_height)
