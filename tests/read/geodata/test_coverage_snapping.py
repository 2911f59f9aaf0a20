"""A coverage torn by rounding is joined and said; what is further apart is refused."""

import re

import numpy
import pytest
import shapely
from shapely.geometry import Polygon, box

from aqmap.errors import TableError
from aqmap.read.geodata.boundaries import read_boundaries
from aqmap.read.geodata.coverage_checks import coverage_faults
from tests.boundary_layers import EAST, NORTH, WEST, faults_of, feature, frame, pair, three, write

METRE = 1 / 111_320


def wavy(x, count=60):
    """The points of a border that winds from 44 to 44.5 degrees north."""
    rows = numpy.linspace(44, 44.5, count)
    return [(x + 0.01 * numpy.sin(40 * row), row) for row in rows]


def west_and_east(torn):
    """Two counties with a winding border; the eastern one's is changed by `torn`."""
    border = wavy(84.5)
    west = Polygon([(84, 44), *border, (84, 44.5)])
    east = Polygon([*torn(border), (85, 44.5), (85, 44)])
    return west, east


def rounded(border):
    return [(round(x, 5), round(y, 5)) for x, y in border]


def every_other(border):
    return [*border[:-1:2], border[-1]]


def shifted(metres):
    return lambda border: [(x + metres * METRE, y) for x, y in border]


def vertex_more(border):
    return [*border[:30], tuple(numpy.mean(border[29:31], axis=0)), *border[30:]]


@pytest.mark.parametrize("torn", [rounded, shifted(0.6), shifted(-0.6), vertex_more])
def test_edges_within_a_metre_are_joined(tmp_path, torn):
    pair(tmp_path, *west_and_east(torn))
    read = read_boundaries(tmp_path)
    assert list(coverage_faults(read.counties, tmp_path)) == []
    first, second = read.counties.geometry
    shared = shapely.intersection(first, second)
    assert shared.area == 0
    assert shared.length == pytest.approx(
        shapely.LineString(wavy(84.5)).length, rel=1e-3
    )  # the whole border is common now
    (finding,) = read.findings
    assert finding.kind == "layer"
    farthest = float(re.search(r"最大移动([\d.]+)米", finding.detail.zh)[1])
    assert 0 <= farthest <= 1
    assert "平方米" in finding.detail.zh


def test_no_vertex_moves_by_more_than_a_metre_and_the_areas_are_those_that_are_said(tmp_path):
    shapes = west_and_east(shifted(0.6))
    pair(tmp_path, *shapes)
    read = read_boundaries(tmp_path)
    for before, after in zip(shapes, read.counties.geometry, strict=True):
        assert shapely.hausdorff_distance(before, after) < 1.0 * METRE
    # A strip of 0.6 m (here of longitude: 0.43 m) along 55.7 km: some 24,000 m² in all.
    numbers = re.findall(r"([+-][\d,]+) m²", read.findings[0].detail.zh)
    changes = [float(number.replace(",", "")) for number in numbers]
    width = 0.6 * numpy.cos(numpy.radians(44.25))
    assert sum(map(abs, changes)) == pytest.approx(width * 55_600, rel=0.02)


@pytest.mark.parametrize("metres", [1.6, 5, -5])
def test_edges_further_apart_are_refused_with_their_place(tmp_path, metres):
    pair(tmp_path, *west_and_east(shifted(metres)))
    codes, messages = faults_of(tmp_path, TableError)
    assert set(codes) <= {"gap", "overlap", "ragged_edge"}
    assert "990001" in messages


def test_a_border_that_keeps_other_vertices_by_more_than_a_metre_is_refused(tmp_path):
    pair(tmp_path, *west_and_east(every_other))
    assert set(faults_of(tmp_path, TableError)[0]) <= {"gap", "overlap", "ragged_edge"}


def test_only_what_is_left_apart_is_named(tmp_path):
    # The west and the east are joined; the north is 50 m off.
    west, east = box(84, 44, 84.5, 44.5), box(84.500005, 44, 85, 44.5)
    north = shapely.affinity.translate(NORTH, yoff=50 * METRE)
    write(tmp_path, feature("990001", west), feature("990002", east), feature("990003", north))
    _, messages = faults_of(tmp_path, TableError)
    assert "990003" in messages
    assert "县990001 / 990002" not in messages


def test_a_point_where_three_meet_is_joined(tmp_path):
    north = Polygon([(84, 44.5), (84.500004, 44.500004), (85, 44.5), (85, 45), (84, 45)])
    shapes = (("990001", WEST), ("990002", EAST), ("990003", north))
    write(tmp_path, *(feature(code, shape) for code, shape in shapes))
    counties = read_boundaries(tmp_path).counties
    assert shapely.coverage_is_valid(counties.geometry.to_numpy())
    corners = [set(map(tuple, shapely.get_coordinates(shape))) for shape in counties.geometry]
    assert len(corners[0] & corners[1] & corners[2]) == 1


def test_an_exact_coverage_is_left_as_it_is(tmp_path):
    read = read_boundaries(three(tmp_path))
    assert read.findings == ()
    for shape, expected in zip(
        read.counties.geometry, frame(WEST, EAST, NORTH).geometry, strict=True
    ):
        assert shapely.equals_exact(shape, expected)
