"""Outlines that do not lie where the counties do: shifted, turned over, or in GCJ-02."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
import shapely
from shapely.geometry import LineString

from aqmap.errors import CrsError
from aqmap.geo import to_gcj02
from aqmap.read.geodata.boundaries import read_boundaries
from aqmap.read.geodata.outline_checks import border_faults, outline_faults
from tests.boundary_layers import faults_of, line, three, write

FOLDER = Path(__file__).parents[3] / "boundaries"


@pytest.fixture(scope="module")
def boundaries():
    return read_boundaries(FOLDER)


def moved(layer, change):
    shapes = [shapely.transform(shape, change) for shape in layer.geometry]
    return layer.set_geometry(shapes, crs=layer.crs)


def found(counties, outlines):
    faults = list(outline_faults(counties, outlines, Path("outlines.geojson")))
    assert all(text for fault in faults for text in fault.said)
    return faults


def test_outlines_of_the_same_source_fit(boundaries):
    assert found(boundaries.counties, boundaries.outlines) == []
    both = moved(boundaries.counties, to_gcj02), moved(boundaries.outlines, to_gcj02)
    assert found(*both) == []  # nothing at hand tells them


@pytest.mark.parametrize(
    ("layer", "said"),
    [("outlines", "the outlines are in GCJ-02"), ("counties", "the counties are")],
)
def test_gcj02_beside_a_reference_is_named(boundaries, layer, said):
    layers = {"counties": boundaries.counties, "outlines": boundaries.outlines}
    layers[layer] = moved(layers[layer], to_gcj02)
    (fault,) = found(**layers)
    assert fault.code == "layer_in_gcj02"
    assert said in fault.said.en


def test_gcj02_is_named_beside_a_simpler_reference(boundaries):
    shapes = shapely.coverage_simplify(boundaries.counties.geometry.to_numpy(), 0.01)
    simple = boundaries.counties.set_geometry(list(shapes), crs=boundaries.counties.crs)
    assert found(simple, boundaries.outlines) == []
    (fault,) = found(simple, moved(boundaries.outlines, to_gcj02))
    assert fault.code == "layer_in_gcj02"


def test_outlines_of_another_source_are_no_fault(boundaries):
    rough = numpy.random.default_rng(5)
    other = moved(boundaries.outlines, lambda p: p + rough.normal(0, 0.005, p.shape))
    assert found(boundaries.counties, other) == []


@pytest.mark.parametrize("shift", [(10, 0), (0, 10), (-3, 0.5)])
def test_a_shift_between_the_layers_is_named(boundaries, shift):
    (fault,) = found(boundaries.counties, moved(boundaries.outlines, lambda p: p + shift))
    assert fault.code == "outlines_shifted"
    written = [float(part.rstrip("°")) for part in fault.facts["found"].split(", ")]
    assert written == pytest.approx(shift, abs=0.05)


@pytest.mark.parametrize(
    ("change", "orientation"),
    [
        (lambda p: p * (-1, 1), "mirrored from east to west"),
        (lambda p: (0, 88) + p * (1, -1), "mirrored from north to south"),
        (lambda p: (172, 88) - p, "turned by 180°"),
        (lambda p: p[:, ::-1], "longitude and latitude exchanged"),
    ],
)
def test_a_layer_turned_over_beside_the_other_is_named(boundaries, change, orientation):
    (fault,) = found(boundaries.counties, moved(boundaries.outlines, change))
    assert fault.code == "outlines_turned"
    assert orientation in fault.said.en


def test_outlines_of_another_land_are_named(tmp_path):
    far = LineString([(94, 34), (95, 34.7), (95.2, 34.1), (94, 34)])
    write(three(tmp_path), line("prefecture", far, "990000"), name="outlines")
    codes, messages = faults_of(tmp_path, CrsError)
    assert codes == ["outlines_elsewhere"]
    assert "outlines.geojson" in messages


def test_only_outlines_of_these_prefectures_are_compared(tmp_path):
    far = LineString([(94, 34), (95, 34.7)])
    lines = line("prefecture", far, "660000"), line("national", far)
    write(three(tmp_path), *lines, name="outlines")
    assert list(read_boundaries(tmp_path).outlines["rank"]) == ["prefecture", "national", "edge"]


# The western edge of three squares is the border; a degree is 80 km wide there.
EDGE = [(84.0, 44 + n / 100) for n in range(101)]


def border_codes(folder, points):
    write(three(folder), line("national", LineString(points)), name="outlines")
    codes, messages = faults_of(folder, CrsError)
    assert "outlines.geojson" in messages
    return codes


@pytest.mark.parametrize("east_m", [-3000, -300, 300, 3000])
def test_a_national_border_beside_the_edge_is_a_fault(tmp_path, east_m):
    shifted = [(x + east_m / 80_000, y) for x, y in EDGE]
    assert border_codes(tmp_path, shifted) == ["border_beside"]


@pytest.mark.parametrize("east_m", [-500, 500])
def test_a_part_of_the_border_beside_the_edge_is_a_fault(tmp_path, east_m):
    bulge = [(x + (east_m / 80_000 if 44.4 < y < 44.5 else 0), y) for x, y in EDGE]
    assert border_codes(tmp_path, bulge) == ["border_beside"]


def test_the_fault_of_a_border_names_how_far_and_where(tmp_path):
    bulge = [(x + (0.005 if y == 44.7 else 0), y) for x, y in EDGE]
    write(three(tmp_path), line("national", LineString(bulge)), name="outlines")
    with pytest.raises(CrsError) as problem:
        read_boundaries(tmp_path)
    (fault,) = problem.value.faults
    assert fault.facts["found"] == pytest.approx(0.005 * 111_320 * 0.715, abs=10)  # cos 44.35°
    assert fault.facts["expected"] == 100
    assert "84.005, 44.700" in str(problem.value)


def test_a_border_within_the_maps_tolerance_is_none(tmp_path):
    points = [(x + 60 / 80_000, y) for x, y in EDGE]
    write(three(tmp_path), line("national", LineString(points)), name="outlines")
    assert list(read_boundaries(tmp_path).outlines["rank"]) == ["national", "edge"]


@pytest.mark.parametrize("beyond", [(84, 50), (81, 47), (86, 46), (88, 48)])
def test_a_border_may_go_on_where_the_counties_end(tmp_path, beyond):
    write(three(tmp_path), line("national", LineString([*EDGE, beyond])), name="outlines")
    assert list(read_boundaries(tmp_path).outlines["rank"]) == ["national", "edge"]


def test_a_border_between_two_counties_of_the_file_is_none(tmp_path):
    between = LineString([(84.5, 44), (84.5, 44.5)])
    write(three(tmp_path), line("national", between), name="outlines")
    assert list(read_boundaries(tmp_path).outlines["rank"]) == ["national", "edge"]


def test_a_national_border_in_gcj02_is_a_fault(boundaries):
    national = boundaries.outlines[boundaries.outlines["rank"] == "national"]
    path = Path("outlines.geojson")
    assert list(border_faults(boundaries.counties, national, path)) == []
    (fault,) = border_faults(boundaries.counties, moved(national, to_gcj02), path)
    assert fault.code == "border_beside"
    assert fault.facts["found"] == pytest.approx(280, abs=60)
    assert "GCJ-02" in fault.said.zh
