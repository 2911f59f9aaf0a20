"""How much of each cell lies in each shape, by exactextract: loaded only where it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from exactextract import exact_extract
from exactextract.feature import FeatureSource, JSONFeature
from exactextract.raster import RasterSource
from exactextract.writer import Writer

from aqmap.read.rasters.zonal.tile_weights import CellParts

_BUFFERED = 2_000_000
"""Cells that are held before they are made into runs."""


class _Outline(JSONFeature):  # type: ignore[misc]
    def geometry(self) -> Any:
        return self.feature["wkb"]


class _Outlines(FeatureSource):  # type: ignore[misc]
    def __init__(self, shapes: np.ndarray) -> None:
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


class _Parts(Writer):  # type: ignore[misc]
    """What is found for one outline after the other, made into runs as it comes."""

    def __init__(self, width: int, numbers: np.ndarray) -> None:
        super().__init__()
        self._found: list[CellParts] = []
        self._width, self._numbers = width, iter(numbers)
        self._held: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self._cells = 0

    def add_operation(self, operation: object) -> None:
        """Nothing: there are always the same two."""

    def write(self, outline: Any) -> None:
        feature = JSONFeature()
        outline.copy_to(feature)
        cells, fractions = (feature.get(name) for name in ("cell_id", "coverage"))
        self._held.append((cells, fractions, np.full(len(cells), next(self._numbers), np.int32)))
        self._cells += len(cells)
        if self._cells > _BUFFERED:
            self._flush()

    def features(self) -> CellParts:
        if self._held or not self._found:
            self._flush()
        return CellParts.joined(self._found)

    def _flush(self) -> None:
        cells, fractions, places = map(np.concatenate, zip(*self._held, strict=True))
        # Whole is 1 in single precision, as exactextract computes.
        self._found.append(CellParts.of(self._width, cells, fractions.astype(np.float32), places))
        self._held, self._cells = [], 0


def cell_coverage(
    shapes: np.ndarray,
    numbers: np.ndarray,
    extent: tuple[float, float, float, float],
    step: tuple[float, float],
) -> CellParts:
    """
    Return the cells that touch some shapes, and how much of them they cover.

    Parameters
    ----------
    shapes, numbers
        In the system of the grid, and what each is called.
    extent, step
        West, south, east and north end of the grid, and the width and height of a cell.
    """
    parts = _Parts(round((extent[2] - extent[0]) / step[0]), numbers)
    operations = ["cell_id", "coverage"]
    found: CellParts = exact_extract(
        _Cells(extent, step), _Outlines(shapes), operations, output=parts
    )
    return found
