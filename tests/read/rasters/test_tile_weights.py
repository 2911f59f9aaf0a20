"""Cells lie in shapes by the part that is cut out; runs of them add up as they do one by one."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from aqmap.read.rasters.zonal import cell_coverage as coverage
from aqmap.read.rasters.zonal.cell_coverage import cell_coverage
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
def parts(dense: np.ndarray) -> CellParts:
    steps = np.diff(dense == 1, axis=2, prepend=False, append=False)
    owners, rows, ends = np.nonzero(steps)  # of a run the first cell, then the one after the last
    holders, cut_rows, cut_columns = np.nonzero((dense > 0) & (dense < 1))
    fractions = dense[holders, cut_rows, cut_columns]
    runs = rows[::2], ends[::2], ends[1::2], owners[::2]
    return CellParts(*runs, cut_rows, cut_columns, fractions, holders)


@pytest.fixture(scope="module")
def weights(parts: CellParts) -> TileWeights:
    return parts.within(range(ROWS), range(COLUMNS))


@pytest.mark.parametrize("at_once", [1, 10**6])
def test_every_cell_is_covered_by_the_part_that_shapely_cuts_out(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(coverage, "_AT_ONCE", at_once)
    ring = shapely.Point(4.2, 3.3).buffer(2.9)
    shapes = np.array(
        [
            ring - shapely.Point(4, 3.5).buffer(1.1),
            shapely.MultiPolygon([shapely.box(1, 1, 3, 2), shapely.box(5.25, 2.5, 8, 2.75)]),
            shapely.box(-3, -2, 30, 20) - shapely.box(2, 2, 6.5, 4.5),  # beyond all ends
            shapely.Polygon([(6, 6.2), (11, 6.9), (8.5, -1), (4.5, 5.45), (4.5, 6.2)]),
            shapely.box(2.31, 4.62, 2.34, 4.64).reverse(),  # within a cell
            shapely.box(3 + 1e-13, 1, 5 - 1e-13, 3 + 1e-13),  # by edges, but for rounding
            shapely.box(COLUMNS, 0, COLUMNS + 2, 3),  # beside the grid
        ]
    )
    found = cell_coverage(shapes, np.arange(len(shapes)), (0, 0, COLUMNS, ROWS), (1, 1))
    places, cells, fractions = _told(found)
    y, x = np.divmod(np.arange(ROWS * COLUMNS), COLUMNS)
    boxes = shapely.box(x, ROWS - 1 - y, x + 1, ROWS - y)
    truth = shapely.area(shapely.intersection(shapes[:, None], boxes))
    own = np.zeros(truth.shape)
    np.add.at(own, (places, cells), fractions)
    np.testing.assert_allclose(own, truth, atol=1e-7)
    assert not (truth[places, cells] < 1e-10).any(), "a cell that is only touched"
    assert len(set(zip(places, cells, strict=True))) == len(cells), "told once"


def _told(parts: CellParts) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    cells, fractions, places = parts.within(range(ROWS), range(COLUMNS)).one_by_one()
    return places, cells, fractions


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


def test_tiles_hold_what_lies_in_them(dense: np.ndarray, parts: CellParts) -> None:
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
    parts = cell_coverage(np.array([]), np.array([], int), (0, 0, 2, 2), (1, 1))
    weights = CellParts.joined([parts, parts]).within(range(2), range(2))
    sums = np.zeros(2)
    weights.add(np.ones((2, 2)), sums)
    weights.count(np.ones((2, 2), bool), sums)
    assert not sums.any()
    assert weights.is_of(4, 2)
