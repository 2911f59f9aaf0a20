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
from aqmap.read.geodata.outline_checks import outline_faults
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
    assert len(read_boundaries(tmp_path).outlines) == 2
