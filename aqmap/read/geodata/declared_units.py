"""Whether coordinates are in the unit that the declared reference system has."""

from __future__ import annotations

from pathlib import Path

import numpy
import shapely

from aqmap.errors import Fault
from aqmap.geo import ReferenceSystem
from aqmap.words import Text, text


def degrees_fault(geometries: numpy.ndarray, declared: ReferenceSystem, path: Path) -> Fault | None:
    """
    Return the fault of a layer in degrees whose declared reference system is in metres.

    All its points lie within 180 m of the origin then, and no layer of a county does.
    """
    points = numpy.abs(shapely.get_coordinates(geometries))
    if declared.is_projected and len(points) and (points <= (180, 90)).all():
        found = _frame(geometries)
        return Fault("degrees_as_metres", path, found=found, expected=declared.name)
    return None


def metres_fault(geometries: numpy.ndarray, declared: ReferenceSystem, path: Path) -> Fault | None:
    """
    Return the fault of a layer in metres whose declared reference system is in degrees.

    Every point of it lies outside the globe then.
    """
    points = numpy.abs(shapely.get_coordinates(geometries))
    if declared.is_geographic and len(points) and (points > (180, 90)).all():
        seems = _projection(*points.min(axis=0), *points.max(axis=0))
        return Fault("metres_as_degrees", path, found=_frame(geometries), expected=seems)
    return None


def _frame(geometries: numpy.ndarray) -> str:
    return " ".join(f"{bound:.7g}" for bound in shapely.total_bounds(geometries))


def _projection(west: float, south: float, east: float, north: float) -> Text:
    """Return in words which projection of China coordinates in metres look like."""
    if south > 3e5 and north < 7.3e6:  # 3 to 54 degrees north, in either
        if west >= 1e5 and east <= 9e5:
            return text("projection.gauss_kruger")
        is_one_zone = west // 1e6 == east // 1e6
        if west >= 8.1e6 and east <= 15.2e6:
            phrase = "web_mercator_or_zone" if is_one_zone and west >= 13e6 else "web_mercator"
            return text(f"projection.{phrase}", zone=int(west // 1e6))
        if is_one_zone and west >= 15.2e6 and east < 46e6:
            return text("projection.gauss_kruger_zone", zone=int(west // 1e6))
    return text("projection.unknown")
