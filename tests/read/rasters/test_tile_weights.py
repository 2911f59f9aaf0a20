"""Runs of whole cells and single cut ones add up to what the cells do, one by one."""

from __future__ import annotations

import numpy as np
import pytest

from aqmap.read.rasters.zonal.tile_weights import CellParts, TileWeights

ROWS, COLUMNS, PLACES = 7, 9, 4


@pytest.fixture(scope="module")
def dense() -> np.ndarray:
    """How much of each cell lies in each place; 0 has all, 1 lies over 2, 3 holds nothing."""
    parts = np.zeros((PLACES, ROWS, COLUMNS), np.float32)
    parts[0] = 1
    parts[1, 1:6, 2:] = 1  # to the end of its rows: no run goes on into the next
    parts[1, 0, 2:] = 0.25
    parts[2, 2:, :5] = 1
    parts[2, 4, 2] = 0.5  # a cut cell within a row
    return parts


@pytest.fixture(scope="module")
def weights(dense: np.ndarray) -> TileWeights:
    places, cells = np.nonzero(dense.reshape(PLACES, -1))
    fractions = dense.reshape(PLACES, -1)[places, cells]
    return CellParts.of(COLUMNS, cells, fractions, places).within(range(ROWS), range(COLUMNS))


def test_sums_are_those_of_the_cells(dense: np.ndarray, weights: TileWeights) -> None:
    field = np.arange(ROWS * COLUMNS, dtype=float).reshape(ROWS, COLUMNS)
    per_row = np.linspace(1, 2, ROWS)
    sums = np.full(PLACES, 1000.0)
    weights.add(field, sums, per_row)
    by_hand = (dense * field * per_row[:, None]).sum(axis=(1, 2))
    np.testing.assert_allclose(sums, 1000 + by_hand, rtol=1e-14)
    counts = np.zeros(PLACES)
    weights.count(field % 2 == 0, counts)
    np.testing.assert_array_equal(counts, ((dense > 0) & (field % 2 == 0)).sum(axis=(1, 2)))


def test_large_neighbours_leave_nothing_where_there_is_none(weights: TileWeights) -> None:
    field = np.full((ROWS, COLUMNS), 1e9)
    field[1:6, 2:] = field[0, 2:] = 0
    sums = np.zeros(PLACES)
    weights.add(field, sums)
    assert sums[1] == 0, "no rest of a difference"


def test_cells_are_told_one_by_one(dense: np.ndarray, weights: TileWeights) -> None:
    cells, fractions, places = weights.one_by_one()
    again = np.zeros((PLACES, ROWS * COLUMNS), np.float32)
    np.add.at(again, (places, cells), fractions)
    np.testing.assert_array_equal(again.reshape(dense.shape), dense)
    assert weights.size < 3 * np.count_nonzero(dense) / 2


def test_tiles_hold_what_lies_in_them(dense: np.ndarray) -> None:
    places, cells = np.nonzero(dense.reshape(PLACES, -1))
    fractions = dense.reshape(PLACES, -1)[places, cells]
    parts = CellParts.of(COLUMNS, cells, fractions, places)
    for rows, columns in (
        (range(3), range(5)),
        (range(3, 7), range(5)),
        (range(2, 7), range(4, 9)),
    ):
        tile = parts.within(rows, columns)
        held = dense[:, rows.start : rows.stop, columns.start : columns.stop]
        sums = np.zeros(PLACES)
        tile.add(np.ones(held.shape[1:]), sums)
        np.testing.assert_array_equal(sums, held.sum(axis=(1, 2)))


def test_weights_of_another_tile_are_told(weights: TileWeights) -> None:
    assert weights.is_of(ROWS * COLUMNS, PLACES)
    assert not weights.is_of(ROWS * COLUMNS - 1, PLACES)
    assert not weights.is_of(ROWS * COLUMNS, 2)


def test_nothing_adds_nothing() -> None:
    none = np.zeros(0, int)
    parts = CellParts.of(2, none, none.astype("float32"), none)
    weights = CellParts.joined([parts, parts]).within(range(2), range(2))
    sums = np.zeros(2)
    weights.add(np.ones((2, 2)), sums)
    weights.count(np.ones((2, 2), bool), sums)
    assert not sums.any()
    assert weights.is_of(4, 2)
