"""A grid that lies under the county lines of a map, with the colours of its values."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from aqmap.model.figures import OFF_BY_DEFAULT, Basis
from aqmap.words import Text, text

NO_DATA = "#D0CFE0"
"""Of cells without a value: no colour of a palette, nor of the land around."""


@dataclass(frozen=True, slots=True)
class GridOrigin:
    """The published product that a grid is of: its title, how it is cited, and its licence."""

    title: Text
    cite: str
    licence: str

    @property
    def said(self) -> Text:
        """The product as a note cites it; a dash where its declaration says nothing."""
        return text(
            "underlay.product",
            title=self.title,
            cite=self.cite or "—",
            licence=self.licence or "—",
        )


@dataclass(frozen=True, eq=False)
class Grid:
    """
    Values over degrees, WGS 84 or CGCS2000, which are the same on paper.

    Attributes
    ----------
    values
        Rows from north to south, in each the columns from west to east; NaN where there is none.
    west, north
        The outer corner of the first cell.
    width, height
        Of a cell, in degrees.
    unit
        As its file names it; or empty.
    origin
        The product that it is of; none of a raster that a layer declares by itself.
    """

    values: np.ndarray
    west: float
    north: float
    width: float
    height: float
    unit: str = ""
    origin: GridOrigin | None = None

    def at(self, degrees: np.ndarray) -> np.ndarray:
        """Return the values at points of longitude and latitude, (n, 2); NaN outside."""
        rows_of, columns_of = self.values.shape
        columns = np.floor((degrees[:, 0] - self.west) / self.width)
        rows = np.floor((self.north - degrees[:, 1]) / self.height)
        inside = (columns >= 0) & (columns < columns_of) & (rows >= 0) & (rows < rows_of)
        values = np.full(len(degrees), np.nan)
        values[inside] = self.values[rows[inside].astype(int), columns[inside].astype(int)]
        return values


@dataclass(frozen=True, slots=True)
class Covered:
    """
    What a grid covers of a region.

    Attributes
    ----------
    share
        Of the region's area that has values, from 0 to 1.
    lowest, highest
        Of these values; None where there are none.
    """

    share: float
    lowest: float | None
    highest: float | None

    @property
    def percent(self) -> str:
        """The share in whole percents; only what is whole or nothing is called so."""
        if not self.share or self.share == 1:
            return f"{100 * self.share:.0f}"
        whole = round(100 * self.share)
        return "<1" if whole < 1 else ">99" if whole > 99 else str(whole)


@dataclass(frozen=True, eq=False)
class Underlay:
    """
    A grid under the county lines.

    Attributes
    ----------
    grid, title, unit, source, basis, period
        Its values, and what they are.
    views
        Under which views it lies.
    limits, colors
        Lowest and highest value of the colour bar, and its colours from the lowest on.
    covered
        By region, what the grid covers of it.
    shown
        Whether the page shows it at first.
    """

    grid: Grid
    title: Text
    unit: Text
    source: str
    basis: Basis
    period: str
    views: tuple[str, ...]
    limits: tuple[float, float]
    colors: tuple[str, ...]
    covered: Mapping[str, Covered] = field(default_factory=dict)
    shown: bool = False

    def classes_of(self, values: np.ndarray) -> np.ndarray:
        """Return the number of the colour of each value; -1 where there is none."""
        low, high = self.limits
        count = len(self.colors)
        share = np.nan_to_num((values - low) / (high - low))
        numbers = np.clip(np.floor(share * count), 0, count - 1).astype(int)
        return np.where(np.isnan(values), -1, numbers)

    @property
    def notice(self) -> Text | None:
        """What must stand on the picture itself: that values are unofficial, or synthetic."""
        if self.basis in {*OFF_BY_DEFAULT, Basis.SYNTHETIC}:
            return text(f"notice.{self.basis}")
        return None

    @cached_property
    def checksum(self) -> str:
        """Of its values and where they lie: a millionth of a unit and of a degree apart."""
        grid = self.grid
        place = np.array([grid.west, grid.north, grid.width, grid.height]).round(9)
        values = np.where(np.isnan(grid.values), -1e30, grid.values).round(6) + 0.0
        content = place.astype("<f8").tobytes() + values.astype("<f8").tobytes()
        return hashlib.sha256(str(values.shape).encode() + content).hexdigest()
