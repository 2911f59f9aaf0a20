"""How much of each cell lies in each shape, by exactextract: loaded only where it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely
from exactextract import exact_extract
from exactextract.feature import FeatureSource, JSONFeature
from exactextract.raster import RasterSource


class _Outline(JSONFeature):  # type: ignore[misc]
    def geometry(self) -> Any:
        return self.feature["wkb"]


class _Outlines(FeatureSource):  # type: ignore[misc]
    def __init__(self, shapes: Sequence[shapely.Geometry]) -> None:
        super().__init__()
        self._shapes = shapes

    def count(self) -> int:
        return len(self._shapes)

    def __iter__(self) -> Iterator[_Outline]:
        for shape in self._shapes:
            yield _Outline({"wkb": shapely.to_wkb(shape), "properties": {}})

    def srs_wkt(self) -> None:
        return None


class _Cells(RasterSource):  # type: ignore[misc]
    """A grid without values: only its cells are asked for."""

    def __init__(
        self, extent: tuple[float, float, float, float], step: tuple[float, float]
    ) -> None:
        super().__init__()
        self._extent, self._step = extent, step

    def res(self) -> tuple[float, float]:
        return self._step

    def extent(self) -> tuple[float, float, float, float]:
        return self._extent

    def nodata_value(self) -> None:
        return None

    def srs_wkt(self) -> None:
        return None

    def read_window(self, _x: int, _y: int, columns: int, rows: int) -> np.ndarray:
        return np.zeros((rows, columns), np.uint8)


def cell_coverage(
    shapes: Sequence[shapely.Geometry],
    extent: tuple[float, float, float, float],
    step: tuple[float, float],
    most_at_once: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """
    Return the cells that touch each shape, and how much of them it covers.

    Parameters
    ----------
    shapes
        In the system of the grid.
    extent, step
        West, south, east and north end of the grid, and the width and height of a cell.
    most_at_once
        Cells in memory.

    Returns
    -------
    cells, fractions
        Shape by shape: the cells' numbers row by row from the north-west, and from 0 to 1.
    counts
        Of the cells of each shape.
    """
    found = exact_extract(
        _Cells(extent, step),
        _Outlines(shapes),
        ["cell_id", "coverage"],
        output="pandas",
        max_cells_in_memory=most_at_once,
    )
    counts = np.array([len(cells) for cells in found["cell_id"]], dtype=np.int64)
    if not counts.any():
        return np.zeros(0, np.int32), np.zeros(0, np.float32), counts
    cells = np.concatenate(list(found["cell_id"]), dtype=np.int32, casting="same_kind")
    # In single precision, as exactextract computes them.
    fractions = np.concatenate(list(found["coverage"]), dtype=np.float32, casting="same_kind")
    return cells, fractions, counts
