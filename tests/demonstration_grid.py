"""The synthetic grid of the template ``grids``: an analytic field, written as a GeoTIFF."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from rasterio.transform import Affine

from tests.synthetic_grids import write_grid

WEST, NORTH, CELL, SHAPE = 83.0, 45.3, 0.05, (46, 80)
_SCALE, _NO_DATA = 0.1, 65535


def demonstration_field(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """
    Return the field at points: a basin that winds from west to east, a town in it, clean mountains.

    NaN in an ellipse in the south-east, where "snow" lies.
    """
    axis = 44.3 + 0.12 * np.sin(2.2 * (lon - 83))
    basin = 30 * np.exp(-(((lat - axis) / 0.38) ** 2)) * (0.8 + 0.2 * np.sin(2.6 * (lon - 83.4)))
    town = 9 * np.exp(-((lon - 84.7) ** 2 + (1.4 * (lat - 44.35)) ** 2) / 0.04)
    snow = ((lon - 85.95) / 0.22) ** 2 + ((lat - 43.55) / 0.2) ** 2 < 1
    return np.where(snow, np.nan, 12 + basin + town)


def demonstration_values() -> np.ndarray:
    """Return the field in the middle of every cell, as the file's whole tenths hold it."""
    rows, columns = np.indices(SHAPE)
    lon, lat = WEST + CELL * (columns + 0.5), NORTH - CELL * (rows + 0.5)
    return np.rint(demonstration_field(lon, lat) / _SCALE) * _SCALE


def write_demonstration(path: Path) -> Path:
    """Write the field as the template has it."""
    values = demonstration_values()
    stored = np.where(np.isnan(values), _NO_DATA, np.rint(values / _SCALE)).astype("uint16")
    step = Affine(CELL, 0, WEST, 0, -CELL, NORTH)
    return write_grid(path, stored, step, nodata=_NO_DATA, compress="deflate", predictor=2)
