"""TEMP adapter until aqmap.geo exists."""
from __future__ import annotations
import math
from collections.abc import Sequence
from functools import cache
import numpy as np
import shapely
from pyproj import CRS, Transformer

@cache
def _t(meridian: float, inverse: bool) -> Transformer:
    crs = CRS.from_proj4(f"+proj=aea +lat_1=42.5 +lat_2=45 +lat_0=43.5 +lon_0={meridian} +ellps=GRS80 +units=m +no_defs")
    a, b = CRS.from_epsg(4490), crs
    return Transformer.from_crs(b, a, always_xy=True) if inverse else Transformer.from_crs(a, b, always_xy=True)

def project_print(shapes, meridian: float) -> np.ndarray:
    t = _t(meridian, False)
    return shapely.transform(np.asarray(shapes, dtype=object), lambda xy: np.column_stack(t.transform(xy[:, 0], xy[:, 1])))

def unproject_print(shapes, meridian: float) -> np.ndarray:
    t = _t(meridian, True)
    return shapely.transform(np.asarray(shapes, dtype=object), lambda xy: np.column_stack(t.transform(xy[:, 0], xy[:, 1])))

def nice_denominator(width_m: float, width_mm: float) -> int:
    need = width_m * 1000 / width_mm
    power = 10 ** math.floor(math.log10(need))
    return int(next(s * power for s in (1, 1.5, 2, 2.5, 3, 4, 5, 10) if s * power >= need))
