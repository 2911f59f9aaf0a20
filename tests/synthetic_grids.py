"""Small synthetic GeoTIFFs: one level everywhere, and marked cells whose places are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.transform import Affine

from aqmap.book.map_book import MapBook
from aqmap.book.underlays import Grid, Underlay
from aqmap.model.figures import Basis
from aqmap.words import Text

GROUND, MARKED = 10.0, 50.0


def write_grid(path: Path, values: np.ndarray, step: Affine, **facts: Any) -> Path:
    """Write a synthetic grid; `facts` are rasterio's, such as crs and nodata."""
    bands = values if values.ndim == 3 else values[None]
    shape = {"count": len(bands), "height": bands.shape[1], "width": bands.shape[2]}
    known = {"driver": "GTiff", "dtype": bands.dtype, "crs": "EPSG:4326", **shape, **facts}
    path.parent.mkdir(parents=True, exist_ok=True)
    with rasterio.open(path, "w", transform=step, **known) as file:
        file.write(bands)
    return path


def marked_grid(
    path: Path,
    corner: tuple[float, float],
    cell: float,
    shape: tuple[int, int],
    marks: Mapping[tuple[int, int], float],
    **facts: Any,
) -> Path:
    """Write a grid of one level over degrees from its north-west corner, with marked cells."""
    values = np.full(shape, GROUND, dtype="float32")
    for spot, value in marks.items():
        values[spot] = value
    return write_grid(path, values, Affine(cell, 0, corner[0], 0, -cell, corner[1]), **facts)


def with_underlay(book: MapBook, title: str) -> MapBook:
    """Return a book with a synthetic grid of one level under the maps of its first layer."""
    grid = Grid(np.full((50, 50), GROUND), 100.0, 40.0, 0.4, 0.4)
    unit = Text("微克/立方米", "µg/m³")
    layer = book.layers[0]
    underlay = Underlay(grid, Text(title, title), unit, "none", Basis.SATELLITE, "2021",
                        tuple(layer.views), (0.0, 60.0), ("#F0F0D0", "#00A0A0"))  # fmt: skip
    covered = replace(layer, underlays=dict.fromkeys(layer.periods, (underlay,)))
    return replace(book, layers=(covered, *book.layers[1:]))
