"""One layer of a grid: what it is of, where its cells lie, and its values, a window at a time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np

from aqmap.errors import Fault, SourceError
from aqmap.model.units import convert, same_quantity
from aqmap.read.rasters.band_facts import plain_unit
from aqmap.read.rasters.grid_products import GridProduct
from aqmap.read.rasters.lattice import Lattice

MOST_OF_A_BLOCK = 64_000_000
"""Cells in one block of a file: it is decoded whole."""


@dataclass(frozen=True)
class Packing:
    """
    How the numbers of a file stand for values.

    Attributes
    ----------
    scale, offset
        A value is its number by the scale, and the offset.
    no_data
        Numbers, as stored, that mean none.
    """

    scale: float = 1.0
    offset: float = 0.0
    no_data: tuple[float, ...] = ()

    def values(self, numbers: np.ndarray) -> np.ndarray:
        """Return values; what means none, NaN and infinities are NaN before anything is scaled."""
        raw = np.asarray(numbers)
        missing = ~np.isfinite(raw)
        for number in self.no_data:
            # As the file's kind of number holds it: -999.9 is another in single precision.
            missing |= raw == _as_stored(number, raw.dtype)
        found = raw.astype(float)
        if self.scale != 1:
            found *= self.scale
        if self.offset:
            found += self.offset
        if missing.any():
            found[missing] = np.nan
        return found


def _as_stored(number: float, kind: np.dtype) -> float:
    if kind.kind == "f":
        with np.errstate(over="ignore"):
            return float(np.asarray(number, dtype=kind).item())
    return number


class GridLayer(ABC):
    """
    A grid of one period.

    Parameters
    ----------
    path, product
        Its file, and what that is.
    label
        How a locator tells it from the file's others: ``variable PM25``, ``band 2``.
    period
        Of its values.
    unit
        That of its values.
    lattice, blocks
        Where its cells lie; the rows and columns of the blocks that it is stored in.
    """

    def __init__(
        self,
        path: Path,
        product: GridProduct,
        *,
        label: str,
        period: str,
        unit: str,
        lattice: Lattice,
        blocks: tuple[int, int],
    ) -> None:
        self.path, self.product, self.label, self.period = path, product, label, period
        self.unit, self.lattice, self.blocks = unit, lattice, blocks

    @abstractmethod
    def stored(self, rows: slice, columns: slice) -> np.ndarray:
        """Return a part as values in the order of the file, rows first; NaN where there is none."""

    def read(self, rows: range, columns: range) -> np.ndarray:
        """Return the values of a window, north up; NaN where there is none."""
        x, y = self.lattice.x, self.lattice.y
        values = self.stored(y.stored(rows), x.stored(columns))
        return values[:: -1 if y.turned else 1, :: -1 if x.turned else 1]

    def factor_to(self, unit: str) -> float:
        """
        Return what its values are multiplied by to be in another unit.

        Raises
        ------
        SourceError
            If that measures something else.
        """
        factor = convert(Decimal(1), self.unit, unit)
        if factor is None:
            raise SourceError(Fault("grid_other_unit", self.path, found=self.unit, expected=unit))
        return float(factor)


def unit_of_values(in_file: str, product: GridProduct, path: Path, label: str) -> str:
    """
    Return the unit of a layer's values: the file's own, else the product's.

    Raises
    ------
    SourceError
        If neither says one, or the file's is not known or measures something else.
    """
    if product.kind == "classes":
        return ""
    written = in_file.strip()
    if not written or written in product.unit_aliases:
        if not product.unit:
            raise SourceError(Fault("grid_unit", path, label, product=product.id))
        return product.unit
    unit = plain_unit(written)
    if product.unit and not same_quantity(unit, product.unit):
        raise SourceError(Fault("grid_other_unit", path, label, found=written[:60],
                                expected=product.unit))  # fmt: skip
    if not product.unit and convert(Decimal(1), unit, unit) is None:
        raise SourceError(Fault("grid_unit", path, label, product=product.id))
    return unit


def packing_of(
    kind: np.dtype,
    told: tuple[float | None, float | None],
    no_data: Sequence[float],
    product: GridProduct,
    where: tuple[Path, str],
) -> Packing:
    """
    Return how numbers stand for values: as the file says, else as the product does.

    Raises
    ------
    SourceError
        If the numbers are whole, their mean is wanted, and nothing says their scale: they may be
        packed.
    """
    scale, offset = told
    if scale is None and offset is None:
        scale, offset = product.scale, product.offset
    if scale is None and kind.kind in "iu" and product.kind == "mean":
        path, label = where
        raise SourceError(Fault("grid_packed", path, label, found=kind.name, product=product.id))
    listed = (*no_data, *product.no_data)
    return Packing(1.0 if scale is None else scale, offset or 0.0, tuple(dict.fromkeys(listed)))


def require_block(blocks: tuple[int, int], path: Path) -> None:
    """
    Refuse a file of which a single block is larger than memory should hold.

    Raises
    ------
    SourceError
        With its size.
    """
    rows, columns = blocks
    if rows * columns > MOST_OF_A_BLOCK:
        raise SourceError(Fault("raster_large", path, found=f"{columns} × {rows}"))


def told_period(in_file: str, told: str, path: Path) -> str:
    """
    Return the period of a file: its own, or the one told where it says none.

    Raises
    ------
    SourceError
        If nothing tells it, or the two differ.
    """
    if not (in_file or told):
        raise SourceError(Fault("grid_period", path))
    if in_file and told and in_file != told:
        raise SourceError(Fault("grid_other_period", path, found=in_file, told=told))
    return in_file or told
