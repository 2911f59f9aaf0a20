"""The cells of a label's ground agree with the shape they stand for."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from aqmap.render.paper.map.labels.label_area import CELL_MM, LabelArea

RING = shapely.Point(50, 40).buffer(20).difference(shapely.Point(55, 42).buffer(6))
PARTS = shapely.union_all([shapely.box(3.1, 4.3, 9.7, 5.2), shapely.box(30, 2, 31, 40)])
TRIANGLE = shapely.Polygon([(-5, -3), (17.3, 2.2), (4.4, 21.9)])
ADJOINING = shapely.multipolygons([shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)])


@pytest.mark.parametrize("shape", [RING, PARTS, TRIANGLE])
def test_the_share_of_a_box_is_that_of_its_area(shape):
    xs, ys = np.linspace(-2, 60, 9), np.linspace(-1, 50, 7)
    shares = LabelArea(shape).share_of_boxes(xs, ys, 8, 5)
    for row, y in enumerate(ys):
        for column, x in enumerate(xs):
            box = shapely.box(x - 4, y - 2.5, x + 4, y + 2.5)
            exact = box.intersection(shape).area / box.area
            assert shares[row, column] == pytest.approx(exact, abs=0.06)


@pytest.mark.parametrize("shape", [RING, PARTS, TRIANGLE])
def test_a_point_a_cell_away_from_the_rim_is_told_right(shape):
    xs, ys = np.arange(-7, 72, 0.9), np.arange(-5, 62, 0.7)
    held = LabelArea(shape).holds(xs, ys)
    grid = np.meshgrid(xs, ys)
    clear = shapely.distance(shape.boundary, shapely.points(*grid)) > CELL_MM
    assert clear.sum() > 1000
    assert (held == shapely.contains_xy(shape, *grid))[clear].all()


def test_counties_that_adjoin_are_one_ground_without_a_seam():
    share = LabelArea(ADJOINING).share_of_boxes(np.array([10.0]), np.array([5.0]), 6, 4)
    assert share.item() == 1
