"""Between degrees and a region's print projection, for arrays of shapes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from geopandas import GeoDataFrame
from shapely.geometry.base import BaseGeometry

from aqmap import geo

Shapes = Sequence[BaseGeometry] | np.ndarray


def layer_to_metres(layer: GeoDataFrame, meridian: float) -> np.ndarray:
    """
    Return a layer's geometries in the print projection of a region, in metres.

    Raises
    ------
    CrsError
        If the layer declares no reference system.
    """
    projected: np.ndarray = geo.project(layer, geo.albers(meridian)).geometry.to_numpy()
    return projected


def to_metres(degrees: Shapes, meridian: float) -> np.ndarray:
    """Return shapes in degrees (CGCS2000, or WGS 84, which is the same on paper) in metres."""
    return layer_to_metres(GeoDataFrame(geometry=list(degrees), crs=geo.CGCS2000), meridian)


def to_degrees(metres: Shapes, meridian: float) -> np.ndarray:
    """Return projected shapes in degrees, CGCS2000."""
    layer = GeoDataFrame(geometry=list(metres), crs=geo.albers(meridian))
    back: np.ndarray = geo.project(layer, geo.CGCS2000).geometry.to_numpy()
    return back
