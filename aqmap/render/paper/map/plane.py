"""Between degrees and a region's print projection, for arrays of shapes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from geopandas import GeoDataFrame
from shapely.geometry.base import BaseGeometry

from aqmap import geo

Shapes = Sequence[BaseGeometry] | np.ndarray


def layer_to_metres(layer: GeoDataFrame, projection: geo.PrintProjection) -> np.ndarray:
    """
    Return a layer's geometries in the print projection of a region, in metres.

    Raises
    ------
    CrsError
        If the layer declares no reference system.
    """
    projected: np.ndarray = geo.project(layer, projection.crs).geometry.to_numpy()
    return projected


def to_metres(degrees: Shapes, projection: geo.PrintProjection) -> np.ndarray:
    """Return shapes in degrees (CGCS2000, or WGS 84, which is the same on paper) in metres."""
    return shapely.transform(np.asarray(degrees, dtype=object), projection.to_metres)


def to_degrees(metres: Shapes, projection: geo.PrintProjection) -> np.ndarray:
    """Return projected shapes in degrees, CGCS2000."""
    return shapely.transform(np.asarray(metres, dtype=object), projection.to_degrees)
