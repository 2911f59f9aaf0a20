"""Boundaries that can be used."""

from __future__ import annotations

import json

import geopandas
import pyogrio
import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, box

from aqmap.errors import SourceError
from aqmap.geo import CGCS2000
from aqmap.read.geodata.boundaries import read_boundaries
from tests.boundary_layers import (
    EAST,
    MINIMAL,
    NORTH,
    WEST,
    faults_of,
    feature,
    frame,
    line,
    pair,
    three,
    write,
)


def test_read_boundaries_minimal_template():
    boundaries = read_boundaries(MINIMAL)
    assert list(boundaries.counties["code"])[:3] == ["990001", "990002", "990003"]
    assert boundaries.counties.crs == CGCS2000
    assert boundaries.source == {}
    # Which borders the three meet beyond them, and the neighbour, no file says.
    assert set(boundaries.outlines["rank"]) == {"prefecture", "edge"}


def test_read_boundaries_in_the_order_of_codes(tmp_path):
    write(tmp_path, feature("990003", NORTH), feature("990001", WEST), feature("990002", EAST))
    assert list(read_boundaries(tmp_path).counties["code"]) == ["990001", "990002", "990003"]


WHOLE = box(84, 44, 85, 45)
WEST_SIDE = LineString([(84, 44), (84, 45)])
BESIDE = box(85, 44, 85.5, 44.5)  # east of 990002


def among_others(folder, **more):
    """The three counties, and one that is not counted."""
    shapes = {"990001": WEST, "990002": EAST, "990003": NORTH}
    counted = (feature(code, shape) for code, shape in shapes.items())
    return write(folder, *counted, feature("990101", BESIDE, role="neighbour", **more))


def drawn(folder):
    outlines = read_boundaries(folder).outlines
    assert list(outlines.columns) == ["rank", "prefecture_code", "geometry"]
    assert outlines["rank"].is_unique
    return dict(zip(outlines["rank"], outlines.geometry, strict=True))


def test_an_edge_that_faces_no_county_is_no_prefecture_border(tmp_path):
    (edge,) = drawn(three(tmp_path)).items()
    assert edge[0] == "edge"
    assert edge[1].equals(WHOLE.boundary)


def test_a_prefecture_border_runs_between_counties_of_two_prefectures(tmp_path):
    lines = drawn(among_others(tmp_path))
    between = LineString([(85, 44), (85, 44.5)])
    assert set(lines) == {"prefecture", "edge"}
    assert lines["prefecture"].equals(between)
    assert lines["edge"].equals(WHOLE.boundary.difference(between))


def test_no_prefecture_border_runs_inside_a_prefecture(tmp_path):
    lines = drawn(among_others(tmp_path, prefecture_code="990000"))
    assert set(lines) == {"edge"}
    assert lines["edge"].equals((WHOLE | BESIDE).boundary)


def test_a_file_of_national_borders_leaves_those_of_prefectures(tmp_path):
    write(among_others(tmp_path), line("national", WEST_SIDE), name="outlines")
    lines = drawn(tmp_path)
    assert lines["national"].equals(WEST_SIDE)
    assert lines["prefecture"].equals(LineString([(85, 44), (85, 44.5)]))
    assert lines["edge"].length == pytest.approx(4 - 1 - 0.5)
    assert lines["edge"].intersection(WEST_SIDE).length == 0


def test_a_file_of_prefecture_borders_makes_no_national_one(tmp_path):
    south = LineString([(84, 44), (85, 44)])
    write(among_others(tmp_path), line("prefecture", south, "990000"), name="outlines")
    lines = drawn(tmp_path)
    assert set(lines) == {"prefecture", "edge"}
    assert lines["prefecture"].equals(south)
    assert lines["edge"].intersection(south).length == 0
    assert lines["edge"].covers(WEST_SIDE)


def test_a_file_of_one_prefecture_leaves_the_next(tmp_path):
    folder = among_others(tmp_path)
    write(
        folder,
        *(feature(code, shape) for code, shape in {"990001": WEST, "990002": EAST}.items()),
        feature("990101", BESIDE),
    )
    border = LineString([(85, 44), (85, 44.5)])
    write(folder, line("prefecture", border, "990000"), name="outlines")
    outlines = read_boundaries(folder).outlines
    rows = list(zip(outlines["rank"], outlines["prefecture_code"], strict=True))
    assert rows == [("prefecture", "990000"), ("prefecture", "990100"), ("edge", "")]
    assert outlines.geometry[1].equals(border)


def test_complete_outlines_stay_as_they_are(tmp_path):
    rest = WHOLE.boundary.difference(WEST_SIDE)
    rows = line("national", WEST_SIDE), line("prefecture", rest, "990000")
    write(three(tmp_path), *rows, name="outlines")
    assert set(drawn(tmp_path)) == {"national", "prefecture"}


def test_read_boundaries_geopackage_equally(tmp_path):
    frame(WEST, EAST, NORTH).to_file(tmp_path / "counties.gpkg")
    (tmp_path / "json").mkdir()
    expected = read_boundaries(three(tmp_path / "json"))
    boundaries = read_boundaries(tmp_path)
    assert boundaries.counties.drop(columns="geometry").equals(
        expected.counties.drop(columns="geometry")
    )
    assert all(boundaries.counties.geom_equals(expected.counties))
    assert boundaries.counties.crs == expected.counties.crs


def test_read_boundaries_geopackage_of_several_layers(tmp_path):
    path = tmp_path / "counties.gpkg"
    frame(WEST).to_file(path, layer="draft")
    frame(WEST, EAST).to_file(path, layer="counties")
    assert len(read_boundaries(tmp_path).counties) == 2


def test_read_boundaries_geopackage_where_no_layer_is_named(tmp_path):
    path = tmp_path / "counties.gpkg"
    frame(WEST).to_file(path, layer="draft")
    frame(WEST, EAST).to_file(path, layer="final")
    codes, messages = faults_of(tmp_path, SourceError)
    assert codes == ["layer_ambiguous"]
    assert "draft, final" in messages


def test_read_boundaries_geopackage_with_styles_beside(tmp_path):
    path = tmp_path / "counties.gpkg"
    frame(WEST, EAST).to_file(path, layer="县界")
    styles = frame(WEST).drop(columns="geometry")
    pyogrio.write_dataframe(styles, path, layer="layer_styles", append=True)
    assert len(read_boundaries(tmp_path).counties) == 2


@pytest.mark.parametrize("crs", ["EPSG:4490", "EPSG:4326", "urn:ogc:def:crs:OGC:1.3:CRS84"])
def test_read_boundaries_declared_systems(tmp_path, crs):
    assert read_boundaries(three(tmp_path, crs=crs)).counties.crs == CGCS2000


def test_read_boundaries_projected_on_cgcs2000(tmp_path):
    shapes = geopandas.GeoSeries([WEST, EAST], crs=CGCS2000).to_crs(4502)  # Gauss-Kruger
    pair(tmp_path, *shapes)
    record = json.loads((tmp_path / "counties.geojson").read_text())
    record["crs"]["properties"]["name"] = "urn:ogc:def:crs:EPSG::4502"
    (tmp_path / "counties.geojson").write_text(json.dumps(record))
    bounds = read_boundaries(tmp_path).counties.total_bounds
    assert bounds == pytest.approx([84, 44, 85, 44.5], abs=1e-6)


def test_read_boundaries_without_crs_but_with_a_datum(tmp_path):
    three(tmp_path, crs=None)
    (tmp_path / "SOURCE.toml").write_text('datum = "CGCS 2000"\n')
    boundaries = read_boundaries(tmp_path)
    assert len(boundaries.counties) == 3
    assert boundaries.source == {"datum": "CGCS 2000"}
    assert boundaries.findings == ()  # the record says it


def test_read_boundaries_codes_as_numbers_and_heights(tmp_path):
    high = shapely.force_3d(WEST, 700)
    write(tmp_path, feature(990001, high), feature(990002, EAST, prefecture_code=990000))
    counties = read_boundaries(tmp_path).counties
    assert list(counties["code"]) == ["990001", "990002"]
    assert list(counties["prefecture_code"]) == ["990000", "990000"]
    assert not counties.has_z.any()


def test_read_boundaries_more_columns_than_asked(tmp_path):
    more = {"updated": "2024/01/01", "tags": ["a", "b"], "share": 0.5, "note": {"a": 1}}
    write(tmp_path, feature("990001", WEST, **more), feature("990002", EAST, updated="x"))
    assert list(read_boundaries(tmp_path).counties.columns) == [
        "code", "name", "role", "prefecture_code", "geometry",
    ]  # fmt: skip


def test_read_boundaries_islands_and_land_left_out_are_no_gaps(tmp_path):
    ring = box(84, 44, 86, 46).difference(box(84.8, 44.8, 85.2, 45.2))
    pair(tmp_path, ring, MultiPolygon([box(86.5, 44, 87, 45), box(87.5, 44, 88, 45)]))
    assert len(read_boundaries(tmp_path).counties) == 2


# Files that cannot be read --------------------------------------------------------------------


def test_read_boundaries_a_thin_enclave_inside_one_unit_is_no_gap(tmp_path):
    holed = box(84, 44, 85, 45).difference(box(84.4, 44.5, 84.6, 44.5005))
    pair(tmp_path, holed, box(85, 44, 86, 45))
    assert len(read_boundaries(tmp_path).counties) == 2


def test_read_boundaries_geojson_that_names_no_system_is_wgs84_and_that_is_said(tmp_path):
    read = read_boundaries(three(tmp_path, crs=None))
    assert read.counties.crs == CGCS2000
    assert list(read.counties.geometry.total_bounds) == [84, 44, 85, 45]
    (finding,) = read.findings
    assert (finding.id, finding.severity, finding.kind) == ("layer-counties", "note", "layer")
    assert "按RFC 7946作为WGS 84读入" in finding.detail.zh
    assert "GCJ-02" in finding.detail.zh
