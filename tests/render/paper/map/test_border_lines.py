"""Boundary lines by rank: each side once, at its highest rank, and together all there are."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, box

from aqmap.render.paper.map.border_lines import border_lines

SHAPES = np.array([box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 1, 2), box(2, 0, 3, 1)])
CORE = np.array([True, True, True, False])


def test_each_side_is_drawn_once_and_at_its_highest_rank():
    west, east = LineString([(0, 0), (0, 1), (0, 2)]), LineString([(2, 0), (2, 1)])
    lines = border_lines(SHAPES, CORE, np.array([west, east]), ["national", "prefecture"], 0.01)
    assert lines.national.length == pytest.approx(2)
    assert lines.prefecture.equals(east)
    # Of the region's 10 sides of length 1, two are national and one is the prefecture's.
    assert lines.county.length == pytest.approx(7)
    assert lines.county.intersection(west).length == 0
    assert lines.edge.is_empty


def test_a_side_of_neighbours_alone_is_no_county_line():
    lines = border_lines(SHAPES, CORE, np.array([], dtype=object), [], 0.01)
    assert lines.county.length == pytest.approx(10)
    assert not lines.county.intersects(LineString([(3, 0), (3, 1)]))


def test_a_prefecture_line_gives_way_to_the_national_border_it_shares():
    shared = LineString([(0, 0), (0, 1), (0, 2), (1, 2)])
    border = LineString([(0, 0), (0, 1), (0, 2)])
    lines = border_lines(SHAPES, CORE, np.array([border, shared]), ["national", "prefecture"], 0.01)
    assert lines.prefecture.equals(LineString([(0, 2), (1, 2)]))


def test_an_outline_with_other_vertices_still_replaces_the_side_it_runs_along():
    finer = LineString([(0, 0), (0, 0.3), (0.004, 0.8), (0, 1.5), (0, 2)])
    lines = border_lines(SHAPES, CORE, np.array([finer]), ["national"], 0.01)
    assert lines.county.length == pytest.approx(8)
    far = shapely.transform(finer, lambda points: points + np.array([0.1, 0]))
    lines = border_lines(SHAPES, CORE, np.array([far]), ["national"], 0.01)
    assert lines.county.length == pytest.approx(10)


def test_lines_are_joined_so_that_dashes_run_on():
    stretch = [LineString([(n, 0), (n + 1, 0)]) for n in range(3)]
    lines = border_lines(SHAPES, CORE, np.array(stretch), ["edge"] * 3, 0.01)
    assert lines.edge.equals(LineString([(0, 0), (3, 0)]))
    assert lines.edge.geom_type == "LineString"
