"""How much is compared when a coverage is checked: counted, and refused before it is done."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy
import pytest
import shapely
from shapely.geometry import Polygon, box

from aqmap.read.geodata import boundaries, side_by_side
from aqmap.read.geodata.boundaries import read_boundaries
from aqmap.read.geodata.coverage_checks import coverage_faults
from tests.boundary_layers import EAST, WEST, faults_of, frame, pair
from tests.counted_calls import at_most_calls


def faults(*shapes):
    found = list(coverage_faults(frame(*shapes), Path("counties.geojson")))
    assert all(text for fault in found for text in fault.said)
    return found


def codes(*shapes):
    return [fault.code for fault in faults(*shapes)]


def facing(points, width=0.0005):
    """Two synthetic counties whose facing borders are jagged, that many points each."""
    y = numpy.linspace(44, 44.5, points)
    x = 84.5 + numpy.random.default_rng(7).uniform(0, 1e-5, points)
    border = numpy.stack((x, y), axis=1)
    west = Polygon([(84, 44), *border, (84, 44.5)])
    opposite = border + numpy.array((width, 0))
    east = Polygon([*opposite, (85, 44.5), (85, 44)])
    return west, east


@pytest.fixture
def compared(monkeypatch):
    """Count what every search of a tree is asked for, and what it answers."""
    counts = {"asked": 0, "answered": 0}
    for name in ("query", "query_nearest"):
        search = getattr(shapely.STRtree, name)

        def counting(tree, asked, *rest, search=search, **more):
            answer = search(tree, asked, *rest, **more)
            counts["asked"] += numpy.size(asked)
            counts["answered"] += numpy.size(answer)
            return answer

        monkeypatch.setattr(shapely.STRtree, name, counting)
    return counts


@pytest.mark.parametrize("width", [0.0005, 0.1])
def test_what_is_compared_grows_with_the_vertices(compared, width):
    growth = []
    for points in (2_000, 4_000, 8_000):
        compared.update(asked=0, answered=0)
        assert codes(*facing(points, width)) == (["gap"] if width < 0.001 else [])
        growth.append(compared["asked"] + compared["answered"])
    for fewer, more in pairwise(growth):
        assert more <= 2.2 * fewer + 10  # twice the vertices, not four times


def test_no_vertex_is_looked_at_one_by_one():
    counties = frame(*facing(20_000))
    with at_most_calls(5_000):
        assert len(list(coverage_faults(counties, Path("counties.geojson")))) == 1


def test_a_slit_is_found_by_its_width_and_its_length():
    # 0.02 degrees of length are needed, and less than 0.001 of width.
    for width, height, expected in (
        (0.0009, 0.5, ["gap"]),
        (0.0012, 0.5, []),
        (0.0005, 0.022, ["gap"]),
        (0.0005, 0.018, []),
    ):
        west = box(84, 44, 84.5, 44 + height)
        assert codes(west, box(84.5 + width, 44, 85, 44 + height)) == expected, (width, height)


def test_every_pair_that_leaves_a_slit_is_named_once():
    columns = [box(84 + n * 0.5005, 44, 84.5 + n * 0.5005, 44.5) for n in range(4)]
    ats = [fault.at for fault in faults(*columns)]
    assert ats == [
        "990001 县990001 / 990002 县990002",
        "990002 县990002 / 990003 县990003",
        "990003 县990003 / 990004 县990004",
    ]


def test_a_thin_hole_between_three_names_all_that_touch_it():
    left = Polygon(
        [
            (84, 44),
            (84.5, 44),
            (84.5, 44.2),
            (84.4999, 44.25),
            (84.5, 44.3),
            (84.5, 44.5),
            (84, 44.5),
        ]
    )
    right = Polygon([(84.5, 44), (85, 44), (85, 44.2), (84.5, 44.2)])
    top = Polygon(
        [(84.5, 44.2), (85, 44.2), (85, 44.5), (84.5, 44.5), (84.5, 44.3), (84.5001, 44.25)]
    )
    (gap,) = faults(left, right, top)
    assert gap.code == "gap"
    # The second only touches the hole with a corner.
    assert gap.at == "990001 县990001 / 990002 县990002 / 990003 县990003"


def test_shapes_that_lie_over_each_other_are_counted_before_they_are_compared(monkeypatch):
    monkeypatch.setattr(shapely, "intersection", None)
    monkeypatch.setattr(shapely, "coverage_is_valid", None)
    assert codes(*[box(84, 44, 85, 45)] * 400) == ["coverage_dense"]


def test_a_few_shapes_that_lie_over_each_other_are_all_named():
    assert codes(*[box(84, 44, 85, 45)] * 9) == ["overlap"] * 36


@pytest.mark.parametrize("limit", ["MAX_BITS", "MAX_MEETINGS"])
def test_edges_are_counted_before_they_are_compared(monkeypatch, limit):
    monkeypatch.setattr(side_by_side, limit, 500)
    monkeypatch.setattr(shapely, "STRtree", None)
    with pytest.raises(side_by_side.TooDenseError) as problem:
        list(side_by_side.slits(side_by_side.FreeEdges.of(numpy.array(facing(2_000))), set()))
    assert problem.value.found > problem.value.most == 500


@pytest.mark.parametrize("crs", ["EPSG:3857", "urn:ogc:def:crs:EPSG::4544"])
def test_degrees_declared_as_metres_are_named_before_any_comparison(tmp_path, monkeypatch, crs):
    monkeypatch.setattr(boundaries, "exact_coverage", None)
    found, messages = faults_of(pair(tmp_path, WEST, EAST, crs=crs))
    assert found == ["degrees_as_metres"]
    assert "84 44 85 44.5" in messages
    assert "EPSG:4490" in messages


@pytest.mark.parametrize(
    ("scale", "shift", "seems"),
    [
        ((111_319.49, 123_500), (0, -500_000), "Web Mercator"),
        ((80_000, 111_000), (-6_300_000, 0), "Gauss-Kruger projection without zone"),
        ((80_000, 111_000), (7_800_000, 0), "Web Mercator (EPSG:3857) or Gauss-Kruger zone 14"),
        ((80_000, 111_000), (21_800_000, 0), "Gauss-Kruger zone 28"),
        ((1e9, 1e9), (0, 0), "some projected system"),
    ],
)
def test_metres_declared_as_degrees_are_named(tmp_path, scale, shift, seems):
    shapes = [shapely.transform(s, lambda p: p * scale + shift) for s in (WEST, EAST)]
    found, messages = faults_of(pair(tmp_path, *shapes))
    assert found == ["metres_as_degrees"]
    assert seems in messages


def test_a_projected_layer_that_says_so_is_read(tmp_path):
    shapes = frame(WEST, EAST).to_crs(3857).geometry
    assert len(read_boundaries(pair(tmp_path, *shapes, crs="EPSG:3857")).counties) == 2
