"""Reading outlines: what is taken, and every way of being refused, on three square counties."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import warnings

import geopandas
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from aqmap.errors import AqmapError, CrsError, SourceError, SpecError, TableError
from aqmap.geo import CGCS2000
from aqmap.read.boundaries import read_boundaries


def squares(*geometries, **columns):
    table = {
        "code": ["990001", "990002", "990003"],
        "name": ["甲县", "乙县", "丙县"],
        "role": ["core", "core", "neighbour"],
        "prefecture_code": ["990000", "990000", "980000"],
    }
    shapes = geometries or (box(80, 43, 81, 44), box(81, 43, 82, 44), box(82, 43, 83, 44))
    return geopandas.GeoDataFrame(table | columns, geometry=list(shapes), crs=4490)


def write(folder, layer, name="counties.geojson"):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a layer without a system is written on purpose
        layer.to_file(folder / name)
    return folder


def write_geojson(folder, layer, crs):
    """Write with a ``crs`` member of choice, which GDAL would not."""
    collection = json.loads(layer.to_json(drop_id=True)) | {"crs": crs}
    if crs is None:
        del collection["crs"]
    (folder / "counties.geojson").write_text(json.dumps(collection), encoding="utf-8")
    return folder


def record(folder, text):
    (folder / "SOURCE.toml").write_text(text, encoding="utf-8")


def faults_of(folder, kind):
    with pytest.raises(kind) as caught:
        read_boundaries(folder)
    return [(fault.code, fault.at) for fault in caught.value.faults]


# ---- what is taken ----


@pytest.mark.parametrize("name", ["counties.geojson", "counties.gpkg"])
def test_geojson_and_geopackage_read_the_same(tmp_path, name):
    counties = read_boundaries(write(tmp_path, squares().iloc[::-1], name)).counties
    assert counties["code"].tolist() == ["990001", "990002", "990003"]
    assert list(counties) == ["code", "name", "role", "prefecture_code", "geometry"]
    assert counties.crs == CGCS2000
    assert counties.geometry[0].equals(box(80, 43, 81, 44))


def test_a_projected_layer_is_brought_to_degrees(tmp_path):
    counties = read_boundaries(write(tmp_path, squares().to_crs(4526), "counties.gpkg")).counties
    assert counties.crs == CGCS2000
    assert shapely.hausdorff_distance(counties.geometry[0], box(80, 43, 81, 44)) < 1e-6


def test_numeric_codes_become_text(tmp_path):
    folder = write(tmp_path, squares(code=[990001.0, 990002.0, 990003.0]))
    assert read_boundaries(folder).counties["code"].tolist() == ["990001", "990002", "990003"]


def test_prefecture_codes_follow_from_the_codes(tmp_path):
    blank = read_boundaries(write(tmp_path, squares(prefecture_code=["980000", "", None])))
    assert blank.counties["prefecture_code"].tolist() == ["980000", "990000", "990000"]
    absent = read_boundaries(write(tmp_path, squares().drop(columns="prefecture_code")))
    assert absent.counties["prefecture_code"].tolist() == ["990000"] * 3


def test_heights_are_dropped(tmp_path):
    layer = squares(*(shapely.force_3d(g, 900) for g in squares().geometry))
    assert not read_boundaries(write(tmp_path, layer)).counties.has_z.any()


def test_outlines_are_drawn_where_there_are_none(tmp_path):
    outlines = read_boundaries(write(tmp_path, squares())).outlines
    assert outlines[["rank", "prefecture_code"]].to_numpy().tolist() == [["prefecture", "990000"]]
    assert outlines.geometry[0].equals(box(80, 43, 82, 44).boundary)


def test_outlines_are_read(tmp_path):
    lines = geopandas.GeoDataFrame(
        {"rank": ["national"]}, geometry=[LineString([(80, 43), (80, 44)])], crs=4490
    )
    outlines = read_boundaries(write(write(tmp_path, squares()), lines, "outlines.gpkg")).outlines
    assert outlines[["rank", "prefecture_code"]].to_numpy().tolist() == [["national", ""]]


def test_the_record_is_handed_on(tmp_path):
    write(tmp_path, squares())
    digest = hashlib.sha256((tmp_path / "counties.geojson").read_bytes()).hexdigest()
    record(
        tmp_path, f'source = "某处"\ndatum = "WGS-84"\n[sha256]\n"counties.geojson" = "{digest}"'
    )
    assert read_boundaries(tmp_path).source["source"] == "某处"


def test_land_that_is_left_out_is_no_gap(tmp_path):
    ring = box(80, 43, 81, 44).difference(box(80.4, 43.4, 80.6, 43.6))
    apart = box(80.45, 43.45, 80.55, 43.55)
    read_boundaries(write(tmp_path, squares(ring, apart, box(81, 43, 82, 44))))


# ---- files that are none ----


def test_nothing_there(tmp_path):
    assert faults_of(tmp_path, SourceError) == [("file_missing", "")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("counties.geojson", b"", "file_empty"),
        ("counties.geojson", bytes(range(256)) * 8, "not_a_layer"),
        ("counties.geojson", b"<html>404</html>", "not_a_layer"),
        ("counties.geojson", b'{"type":"FeatureCollection","features":[{"ty', "not_a_layer"),
        ("counties.geojson", b'{"type":"FeatureCollection","features":[]}', "layer_empty"),
        ("counties.gpkg", b"SQLite format 3\0" + bytes(2000), "not_a_layer"),
    ],
)
def test_no_layer(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    assert faults_of(tmp_path, SourceError) == [(code, "")]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_truncated_file(tmp_path, share):
    path = write(tmp_path, squares()) / "counties.geojson"
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert faults_of(tmp_path, SourceError) == [("not_a_layer", "")]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=6))
def test_damaged_bytes_are_read_or_refused(tmp_path, edits):
    content = bytearray(squares().to_json(drop_id=True).encode())
    for where, byte in edits:
        content[where % len(content)] = byte
    (tmp_path / "counties.geojson").write_bytes(content)
    try:
        assert len(read_boundaries(tmp_path).counties) >= 1
    except AqmapError as problem:
        assert problem.said("zh")


# ---- reference systems ----


@pytest.mark.parametrize(
    ("crs", "taken"),
    [
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, True),
        ({"type": "name", "properties": {"name": "nonsense"}}, False),
        ({"type": "name"}, False),
        ("EPSG:4490", False),
        (None, False),
    ],
)
def test_a_geojson_must_name_its_system(tmp_path, crs, taken):
    write_geojson(tmp_path, squares(), crs)
    if taken:
        assert len(read_boundaries(tmp_path).counties) == 3
    else:
        assert [code for code, _ in faults_of(tmp_path, CrsError)] == ["crs_missing"]


def test_the_record_may_name_it_instead(tmp_path):
    write_geojson(tmp_path, squares(), None)
    record(tmp_path, 'datum = "CGCS2000"')
    assert len(read_boundaries(tmp_path).counties) == 3


@pytest.mark.parametrize("number", [None, -1, 0])
def test_a_geopackage_without_system(tmp_path, number):
    layer = squares() if number is not None else squares().set_crs(None, allow_override=True)
    write(tmp_path, layer, "counties.gpkg")
    if number is not None:
        with sqlite3.connect(tmp_path / "counties.gpkg") as opened:
            opened.execute("UPDATE gpkg_geometry_columns SET srs_id = ?", (number,))
            opened.execute("UPDATE gpkg_contents SET srs_id = ?", (number,))
        opened.close()
    assert faults_of(tmp_path, CrsError) == [("crs_missing", "")]


@pytest.mark.parametrize("datum", ['"GCJ-02"', '"BD-09"', '""', "1984"])
def test_a_datum_that_needs_a_shift(tmp_path, datum):
    record(write(tmp_path, squares()), f"datum = {datum}")
    assert faults_of(tmp_path, CrsError) == [("datum_unfit", "datum")]


def test_another_file_than_recorded(tmp_path):
    record(write(tmp_path, squares()), '[sha256]\n"counties.geojson" = "0"')
    assert faults_of(tmp_path, SourceError) == [("checksum", "")]


def test_a_record_that_is_none(tmp_path):
    write(tmp_path, squares())
    record(tmp_path, "sha256 = [1]")
    assert faults_of(tmp_path, TableError) == [("cell_value", "sha256")]
    record(tmp_path, "datum = [")
    assert [code for code, _ in faults_of(tmp_path, SpecError)] == ["toml_syntax"]


# ---- rows ----


def test_missing_columns(tmp_path):
    folder = write(tmp_path, squares().drop(columns=["code", "role"]))
    with pytest.raises(TableError, match="code, role"):
        read_boundaries(folder)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"code": ["990001", "990001", "990003"]}, [("code_twice", "990001")]),
        ({"code": ["990001", None, "990003"]}, [("code_malformed", " 乙县, code")]),
        ({"code": ["990001", "99002", "990003"]}, [("code_malformed", "99002 乙县, code")]),
        (
            {"prefecture_code": ["99", "990000", "980000"]},
            [("code_malformed", "990001 甲县, prefecture_code")],
        ),
        ({"role": ["core", "main", "core"]}, [("cell_value", "990002 乙县, role")]),
        ({"name": ["甲县", None, "丙县"]}, [("cell_value", "990002 , name")]),
    ],
)
def test_cells_that_do_not_fit(tmp_path, columns, expected):
    assert faults_of(write(tmp_path, squares(**columns)), TableError) == expected


A, B, C = squares().geometry


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        (None, "geometry_missing"),
        (Polygon(), "geometry_missing"),
        (Point(81.5, 43.5), "geometry_type"),
        (Polygon([(81, 43), (82, 44), (82, 43), (81, 44)]), "geometry_invalid"),
        (MultiPolygon([B, box(81.5, 43, 82, 44)]), "geometry_invalid"),
        (box(43, 81, 44, 82), "axes_exchanged"),
        (box(15_400_000, 4_700_000, 15_500_000, 4_800_000), "coordinates_off"),
    ],
)
def test_geometry_that_is_none(tmp_path, shape, code):
    folder = write(tmp_path, squares(A, shape, C), "counties.gpkg")
    assert faults_of(folder, TableError) == [(code, "990002 乙县")]


def test_an_invalid_polygon_says_why(tmp_path):
    folder = write(tmp_path, squares(A, Polygon([(81, 43), (82, 44), (82, 43), (81, 44)]), C))
    with pytest.raises(TableError, match=r"Self-intersection\[81.5 43.5\]"):
        read_boundaries(folder)


# ---- coverage ----


def test_an_overlap_names_the_pair_and_its_area(tmp_path):
    folder = write(tmp_path, squares(box(80, 43, 81.01, 44), B, C))
    assert faults_of(folder, TableError) == [("overlap", "990001 甲县 / 990002 乙县")]
    with pytest.raises(TableError, match=r"89\.\d+ km²"):  # 0.01° by 1°: 0.81 km by 111.1 km
        read_boundaries(folder)


SLIT = box(80, 43, 80.9995, 44)
CLOSED = Polygon([(80, 43), (81, 43), (81, 43.4), (80.9995, 43.5), (81, 43.6), (81, 44), (80, 44)])
NODED = Polygon([(81, 43), (81, 43.4), (81, 43.6), (81, 44), (82, 44), (82, 43)])


@pytest.mark.parametrize("shapes", [(SLIT, B, C), (CLOSED, NODED, C)], ids=["open", "closed"])
def test_a_gap_names_the_pair(tmp_path, shapes):
    folder = write(tmp_path, squares(*shapes))
    assert faults_of(folder, TableError) == [("gap", "990001 甲县 / 990002 乙县")]


def test_an_edge_whose_vertices_are_not_shared(tmp_path):
    taller = box(81, 43, 82, 44.5)
    found = faults_of(write(tmp_path, squares(A, taller, C)), TableError)
    assert {code for code, _ in found} == {"ragged_edge"}
    assert ("ragged_edge", "990001 甲县") in found


# ---- outlines, and all at once ----


def test_outlines_that_do_not_fit(tmp_path):
    lines = geopandas.GeoDataFrame(
        {"rank": ["national", "river", "prefecture"]},
        geometry=[LineString([(80, 43), (80, 44)]), A.boundary, Point(1, 1)],
        crs=4490,
    )
    folder = write(write(tmp_path, squares()), lines, "outlines.geojson")
    assert faults_of(folder, TableError) == [
        ("cell_value", "feature 2, rank"),
        ("geometry_type", "feature 3"),
    ]


def test_all_faults_of_all_files_come_together(tmp_path):
    write(tmp_path, squares(A, None, Point(1, 1), role=["core", "core", "x"]))
    (tmp_path / "outlines.geojson").write_bytes(b"junk")
    record(tmp_path, '[sha256]\n"outlines.geojson" = "0"')
    assert faults_of(tmp_path, SourceError) == [
        ("checksum", ""),
        ("geometry_missing", "990002 乙县"),
        ("cell_value", "990003 丙县, role"),
        ("geometry_type", "990003 丙县"),
        ("not_a_layer", ""),
    ]
