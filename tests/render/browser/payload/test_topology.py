"""Borders: each once, on the grid of 1e-5 degrees, and decoded back to the rings given."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box

from aqmap.render.browser.payload.topology import Topology, encode_lines, encode_points, quantise

STEP = 1e-5
WEST = Polygon([(0, 0), (1, 0), (1, 1), (0, 1)])
EAST = Polygon([(1, 0), (2, 0), (2, 1), (1, 1)])


def decoded_points(written):
    """The decoder of book.js, once more, so that the encoding has a witness."""
    numbers, value, shift = [], 0, 0
    for sign in written:
        bits = ord(sign) - 63
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    pairs = np.array(numbers).reshape(-1, 2).cumsum(axis=0)
    return [tuple(pair) for pair in pairs.tolist()]


def degrees(arc):
    """The points of an arc in whole degrees, as the squares here are drawn."""
    return [(lon / 100_000, lat / 100_000) for lon, lat in arc.tolist()]


def joined(topology, numbers):
    """The points of a ring or line, put together from its arcs as the page reads them."""
    points: list[tuple[int, int]] = []
    for number in numbers:
        arc = decoded_points(encode_points(topology.arcs[max(number, ~number)].tolist()))
        arc = arc[::-1] if number < 0 else arc
        assert not points or points[-1] == arc[0], "arcs of a ring follow on one another"
        points += arc[1:] if points else arc
    return points


def rings_of(shape):
    for polygon in shapely.get_parts(shape):
        yield from (polygon.exterior, *polygon.interiors)


# --- the text of points


def test_points_known_example():
    # The worked example of the format's own documentation, there with latitude first.
    assert encode_points([(3850000, -12020000), (4070000, -12095000)]) == "_p~iF~ps|U_ulLnnqC"


def test_points_worked_out_by_hand():
    # 0 is 0 + 63 = "?"; a step of 1 is 2 + 63 = "A", of -1 is 1 + 63 = "@"; 16 is 32, that is
    # five bits of 0 with more to come, 32 + 63 = "_", then 1 + 63 = "@".
    assert encode_points([(0, 0), (1, 0), (1, -1), (17, -1)]) == "??" + "A?" + "?@" + "_@?"


def test_points_round_trip_and_no_markup():
    points = [(8050000, 4450001), (8049999, 4450001), (-1, 0), (0, 0)]
    written = encode_points(points)
    assert decoded_points(written) == points
    assert not set(written) & set("<>& ")


def test_no_points_are_no_text():
    assert encode_points([]) == ""


# --- the grid


def test_coordinates_fall_on_the_nearest_step():
    line = LineString([(80.1234549, 43.0000051), (80.123456, 43.000004), (-0.0000051, 0)])
    assert quantise(line).tolist() == [[8012345, 4300001], [8012346, 4300000], [-1, 0]]


def test_points_that_fall_together_stand_once_but_a_line_may_come_back():
    line = LineString([(0, 0), (0.000004, 0), (1, 0), (1, 0.000001), (0, 0)])
    assert quantise(line).tolist() == [[0, 0], [100_000, 0], [0, 0]]


def test_a_ring_smaller_than_a_step_is_not_drawn():
    speck = Polygon([(5, 5), (5.000001, 5), (5.000001, 5.000001)])
    topology = Topology([MultiPolygon([WEST, speck])], [LineString([(7, 7), (7.000001, 7)])])
    assert topology.areas == [[[0]]]
    assert topology.lines == [[]]
    assert len(topology.arcs) == 1


# --- arcs, worked out by hand


def test_two_squares_share_the_arc_between_them():
    topology = Topology([WEST, EAST])
    assert [degrees(arc) for arc in topology.arcs] == [
        [(1, 0), (1, 1)],
        [(1, 1), (0, 1), (0, 0), (1, 0)],
        [(1, 0), (2, 0), (2, 1), (1, 1)],
    ]
    assert topology.areas == [[[0, 1]], [[2, ~0]]]


def test_three_squares_meet_in_points_and_each_border_is_one_arc():
    #  +---+---+
    #  | N     |   the north shares half of its southern border with either of the others
    #  +---+---+
    #  | W | E |
    #  +---+---+
    north = Polygon([(0, 1), (1, 1), (2, 1), (2, 2), (0, 2)])
    topology = Topology([WEST, EAST, north])
    west, east, above = ({max(number, ~number) for number in rings[0]} for rings in topology.areas)
    assert [degrees(topology.arcs[n]) for n in west & east] == [[(1, 0), (1, 1)]]
    assert [degrees(topology.arcs[n]) for n in west & above] == [[(1, 1), (0, 1)]]
    assert [degrees(topology.arcs[n]) for n in east & above] == [[(2, 1), (1, 1)]]
    assert len(topology.arcs) == 6


def test_a_hole_and_what_fills_it_are_one_arc():
    hole = [(1, 1), (1, 3), (3, 3), (3, 1)]
    around = Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [hole])
    topology = Topology([around, box(1, 1, 3, 3)])
    assert [degrees(arc) for arc in topology.arcs] == [
        [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)],
        [(1, 1), (1, 3), (3, 3), (3, 1), (1, 1)],
    ]
    # The box runs the other way round, from (3, 1) on: it is the hole backwards.
    assert topology.areas == [[[0], [1]], [[~1]]]


def test_a_hole_that_nothing_fills_stays_a_ring_of_its_area():
    around = Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1, 1), (1, 3), (3, 3), (3, 1)]])
    topology = Topology([around])
    assert topology.areas == [[[0], [1]]]
    drawn = Polygon(joined(topology, [0]), [joined(topology, [1])])
    assert drawn.area == pytest.approx(12e10)


def test_an_island_is_one_arc_from_its_smallest_point():
    island = Polygon([(8, 8), (7, 8), (7, 7), (8, 7)])
    topology = Topology([WEST, island])
    assert topology.areas == [[[0]], [[1]]]
    assert degrees(topology.arcs[1]) == [(7, 7), (8, 7), (8, 8), (7, 8), (7, 7)]


def test_the_members_of_a_multipolygon_are_rings_of_one_area():
    exclave = Polygon([(7, 7), (8, 7), (8, 8), (7, 8)])
    topology = Topology([MultiPolygon([WEST, exclave]), EAST])
    assert topology.areas == [[[0, 1], [2]], [[3, ~0]]]
    assert degrees(topology.arcs[0]) == [(1, 0), (1, 1)]


def test_squares_that_touch_in_a_corner_share_no_arc():
    topology = Topology([WEST, Polygon([(1, 1), (2, 1), (2, 2), (1, 2)])])
    assert topology.areas == [[[0]], [[1]]]
    assert {degrees(arc)[0] for arc in topology.arcs} == {(1, 1)}


def test_a_line_along_a_border_is_the_border_s_arc():
    # From the south to the north between the squares, and on where no square is.
    topology = Topology([WEST, EAST], [LineString([(1, 0), (1, 1), (1, 3)])])
    ((along, beyond),) = topology.lines[0]
    assert along == 0
    assert degrees(topology.arcs[beyond]) == [(1, 1), (1, 3)]
    assert len(topology.arcs) == 4


def test_a_line_that_ends_on_a_border_cuts_it_there():
    square = Polygon([(0, 0), (1, 0), (2, 0), (2, 2), (0, 2)])
    topology = Topology([square], [LineString([(1, 0), (1, -5)])])
    assert topology.areas == [[[0]]]
    assert degrees(topology.arcs[0])[0] == degrees(topology.arcs[0])[-1] == (1, 0)


def test_what_is_no_area_or_no_line_is_left_out():
    collection = shapely.GeometryCollection([WEST, Point(9, 9), LineString([(5, 5), (6, 6)])])
    lines = MultiLineString([[(3, 3), (4, 4)], [(5, 3), (6, 4)]])
    topology = Topology([collection], [lines, Point(1, 1)])
    assert topology.areas == [[[0]]]
    assert topology.lines == [[[1], [2]], []]


def test_topology_of_nothing():
    assert Topology([]).arcs == []


def test_an_empty_outline_has_no_ring_and_no_line():
    # So is a prefecture's outline that runs along the national border and nowhere else.
    topology = Topology([Polygon(), WEST], [LineString()])
    assert topology.areas == [[], [[0]]]
    assert topology.lines == [[]]


# --- borders where nothing is counted are thinned


def test_thin_keeps_ends_and_fixed_arcs():
    # Both outer borders have a point 0.001 degrees inside the line between its neighbours.
    west = Polygon([(1, 0), (1, 1), (0, 1), (0.001, 0.5), (0, 0)])
    east = Polygon([(1, 0), (2, 0), (1.999, 0.5), (2, 1), (1, 1)])
    topology = Topology([west, east])
    border, western, eastern = 0, 1, 2
    topology.thin([border, ~western], 0.01)
    assert degrees(topology.arcs[western]) == [(1, 1), (0, 1), (0.001, 0.5), (0, 0), (1, 0)]
    assert degrees(topology.arcs[eastern]) == [(1, 0), (2, 0), (2, 1), (1, 1)]
    assert degrees(topology.arcs[border]) == [(1, 0), (1, 1)]


def test_thin_keeps_what_is_farther_off_than_the_tolerance():
    topology = Topology([Polygon([(0, 0), (2, 0), (2.02, 0.5), (2, 1), (0, 1)])])
    topology.thin([], 0.01)
    assert (2.02, 0.5) in degrees(topology.arcs[0])


# --- whatever the outlines


@st.composite
def coverages(draw):
    """Areas put together of the fields of an uneven lattice: with holes, exclaves and corners."""
    gaps = st.lists(st.floats(0.0001, 0.9), min_size=2, max_size=5)
    west, south = draw(st.floats(-170, 160)), draw(st.floats(-80, 80))
    lons, lats = (
        [start + sum(steps[:n]) for n in range(len(steps) + 1)]
        for start, steps in ((west, draw(gaps)), (south, draw(gaps)))
    )
    fields = [box(w, s, e, n) for w, e in pairwise(lons) for s, n in pairwise(lats)]
    area_of_field = draw(st.lists(st.integers(0, 3), min_size=len(fields), max_size=len(fields)))
    return [
        shapely.coverage_union_all(
            [f for f, a in zip(fields, area_of_field, strict=True) if a == n]
        )
        for n in sorted(set(area_of_field))
    ]


def turns(points):
    """Every way to begin a closed ring."""
    return (points[n:-1] + points[: n + 1] for n in range(len(points) - 1))


@settings(max_examples=150, deadline=None)
@given(areas=coverages())
def test_every_ring_comes_back_and_every_border_stands_once(areas):
    topology = Topology(areas)
    for area, rings in zip(areas, topology.areas, strict=True):
        outlines = list(rings_of(area))
        assert len(rings) == len(outlines)
        for outline, numbers in zip(outlines, rings, strict=True):
            drawn = joined(topology, numbers)
            assert drawn[0] == drawn[-1]
            exact = shapely.get_coordinates(outline)
            assert any(
                np.abs(np.array(turned) * STEP - exact).max() <= STEP * 0.500001
                for turned in turns(drawn)
            )
    pieces = [
        frozenset(piece) for arc in topology.arcs for piece in pairwise(map(tuple, arc.tolist()))
    ]
    assert len(pieces) == len(set(pieces))


@given(st.lists(st.lists(st.tuples(*2 * [st.integers(-(2**31), 2**31)]), max_size=5), max_size=5))
def test_lines_encoded_at_once_are_those_encoded_one_by_one(lines):
    assert encode_lines(lines) == " ".join(encode_points(line) for line in lines)
    assert [decoded_points(line) for line in encode_lines(lines).split(" ") if line] == [
        line for line in lines if line
    ]
