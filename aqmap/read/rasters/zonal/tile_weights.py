"""The parts of cells that lie in places: whole ones as runs, cut ones one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


class CellParts(NamedTuple):
    """
    The cells of a part of a grid that touch places.

    Nearly all cells lie wholly in one place, side by side: of a run only its ends are kept.

    Attributes
    ----------
    rows, firsts, lasts, owners
        Runs of whole cells: the row, the first column, the one after the last, and the number of
        the place.
    cut_rows, cut_columns, fractions, holders
        Cut cells: where they are, how much of them lies in the place, and its number.
    """

    rows: np.ndarray
    firsts: np.ndarray
    lasts: np.ndarray
    owners: np.ndarray
    cut_rows: np.ndarray
    cut_columns: np.ndarray
    fractions: np.ndarray
    holders: np.ndarray

    @classmethod
    def of(
        cls, width: int, cells: np.ndarray, fractions: np.ndarray, places: np.ndarray
    ) -> CellParts:
        """
        Return the parts of cells, of which some may be whole.

        Parameters
        ----------
        width
            Columns of the part of the grid.
        cells, fractions, places
            Place by place, row by row: numbers of cells, how much of each lies in its place, and
            the place.
        """
        whole, (rows, columns) = fractions == 1, np.divmod(cells.astype(np.int32), width)
        goes_on = whole[1:] & whole[:-1] & (np.diff(cells) == 1) & (np.diff(places) == 0)
        goes_on &= columns[1:] != 0
        first, last = whole.copy(), whole.copy()
        first[1:] &= ~goes_on
        last[:-1] &= ~goes_on
        cut = ~whole
        runs = rows[first], columns[first], columns[last] + 1, places[first]
        return cls(*runs, rows[cut], columns[cut], fractions[cut].astype(np.float32), places[cut])

    @classmethod
    def joined(cls, some: Sequence[CellParts]) -> CellParts:
        """Return several as one."""
        return cls(*(np.concatenate(parts) for parts in zip(*some, strict=True)))

    def sums(self, places: int) -> np.ndarray:
        """Return how many cells lie in each place, the parts of cut ones added up."""
        whole = np.bincount(self.owners, self.lasts - self.firsts, places)
        found: np.ndarray = whole + np.bincount(self.holders, self.fractions, places)
        return found

    def without(self, places: np.ndarray, beside: int) -> CellParts:
        """Return what lies in other places, counted from a cell further south and east."""
        runs, cut = ~np.isin(self.owners, places), ~np.isin(self.holders, places)
        return CellParts(
            self.rows[runs] - beside,
            self.firsts[runs] - beside,
            self.lasts[runs] - beside,
            self.owners[runs],
            self.cut_rows[cut] - beside,
            self.cut_columns[cut] - beside,
            self.fractions[cut],
            self.holders[cut],
        )

    def within(self, rows: range, columns: range) -> TileWeights:
        """Return what lies in a tile of the part, as weights of its cells."""
        width, size = len(columns), len(rows) * len(columns)
        firsts = np.maximum(self.firsts, columns.start) - columns.start
        lasts = np.minimum(self.lasts, columns.stop) - columns.start
        row, cut_row = self.rows - rows.start, self.cut_rows - rows.start
        column = self.cut_columns - columns.start
        inside = (row >= 0) & (row < len(rows)) & (firsts < lasts)
        cut = (cut_row >= 0) & (cut_row < len(rows)) & (column >= 0) & (column < width)
        starts, stops = (row * width + firsts)[inside], (row * width + lasts)[inside]
        owners, cells = self.owners[inside], (cut_row * width + column)[cut]
        at_end = stops == size
        stops = stops - at_end
        ends = np.full(np.count_nonzero(at_end), size - 1)
        kept = starts < stops
        # In the order of the cells, so that summing them goes over the tile once.
        order = np.argsort(starts[kept], kind="stable")
        fractions = np.concatenate((self.fractions[cut], np.ones(len(ends))))
        holders = np.concatenate((self.holders[cut], owners[at_end]))
        first, last, owner = (p[kept][order].astype(np.int32) for p in (starts, stops, owners))
        return TileWeights(
            width=width,
            starts=first,
            stops=last,
            owners=owner,
            cells=np.concatenate((cells, ends)).astype(np.int32),
            fractions=fractions.astype(np.float32),
            holders=holders.astype(np.int32),
        )


@dataclass(frozen=True)
class TileWeights:
    """
    The cells of a tile that touch places, and how their values add up.

    Attributes
    ----------
    width
        Columns of the tile.
    starts, stops, owners
        Runs of whole cells in a row, in the order of the cells: number of the first cell, of the
        one after the last, and of the place. None reaches the tile's very last cell, which is
        kept as a cut one.
    cells, fractions, holders
        Cut cells: their numbers, how much of them lies in the place, and its number.
    """

    width: int
    starts: np.ndarray
    stops: np.ndarray
    owners: np.ndarray
    cells: np.ndarray
    fractions: np.ndarray
    holders: np.ndarray

    @property
    def size(self) -> int:
        """How many numbers are kept."""
        return 3 * (len(self.starts) + len(self.cells))

    def add(self, field: np.ndarray, sums: np.ndarray, per_row: np.ndarray | None = None) -> None:
        """
        Add a field of the tile to the sums of places, by the parts of its cells.

        Parameters
        ----------
        field
            One number a cell, none of them NaN.
        sums
            Of all places.
        per_row
            What the cells of each row count; one without it.
        """
        flat = field.ravel()
        runs = self._sums_of_runs(flat)
        cut = np.multiply(flat[self.cells], self.fractions, dtype=float)
        if per_row is not None:
            runs *= per_row[self.starts // self.width]
            cut *= per_row[self.cells // self.width]
        sums += np.bincount(self.owners, runs, len(sums))
        sums += np.bincount(self.holders, cut, len(sums))

    def count(self, field: np.ndarray, sums: np.ndarray) -> None:
        """Add to the sums in how many of the cells that touch a place a field is true."""
        flat = field.ravel()
        sums += np.bincount(self.owners, self._sums_of_runs(flat), len(sums))
        sums += np.bincount(self.holders, flat[self.cells], len(sums))

    def _sums_of_runs(self, flat: np.ndarray) -> np.ndarray:
        if not len(self.starts):
            return np.zeros(0)
        # Every other sum is of what lies between a run's end and the next one's start.
        ends = np.stack((self.starts, self.stops), axis=1).ravel()
        sums: np.ndarray = np.add.reduceat(flat, ends, dtype=float)[::2]
        return sums

    def one_by_one(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the number, the part and the place of every cell, also of those in runs."""
        lengths = self.stops - self.starts
        skipped = np.cumsum(lengths) - lengths
        within = np.arange(lengths.sum()) + np.repeat(self.starts - skipped, lengths)
        cells = np.concatenate((within, self.cells)).astype(np.int64)
        fractions = np.concatenate((np.ones(len(within), np.float32), self.fractions))
        places = np.concatenate((np.repeat(self.owners, lengths), self.holders))
        return cells, fractions, places

    def is_of(self, cells: int, places: int) -> bool:
        """Return whether they are of so many cells and places: a stored file may be another's."""
        runs = self.starts, self.stops, self.owners
        cut = self.cells, self.fractions, self.holders
        kinds = [part.dtype.kind for part in (*runs, *cut)]
        if kinds != ["i", "i", "i", "i", "f", "i"] or self.width < 1:
            return False
        for group in (runs, cut):
            if len({part.shape for part in group}) != 1 or group[0].ndim != 1:
                return False
        within = ((self.starts, cells), (self.stops, cells), (self.owners, places),
                  (self.cells, cells), (self.holders, places))  # fmt: skip
        if any(len(part) and (part.min() < 0 or part.max() >= most) for part, most in within):
            return False
        parts = self.fractions
        return bool((self.starts < self.stops).all() and ((parts > 0) & (parts <= 1)).all())
