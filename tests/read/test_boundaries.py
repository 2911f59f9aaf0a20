from __future__ import annotations

import json
import re
import warnings
from pathlib import Path

import geopandas
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

import aqmap
from aqmap.errors import AqmapError, CrsError, SourceError, SpecError, TableError
from aqmap.geo import CGCS2000
from aqmap.outputs import checksum
from aqmap.read.boundaries import read_boundaries

MINIMAL = Path(aqmap.__file__).parent / "workspaces" / "minimal" / "boundaries"
URN = "urn:ogc:def:crs:EPSG::4490"
WEST, EAST = box(84, 44, 84.5, 44.5), box(84.5, 44, 85, 44.5)
NORTH = Polygon([(84, 44.5), (84.5, 44.5), (85, 44.5), (85, 45), (84, 45)])


def feature(code, shape, **more):
    """One unit; a column given as None is left out."""
    columns = {"code": code, "name": f"县{code}", "role": "core", **more}
    geometry = None if shape is None else json.loads(shapely.to_geojson(shape))
    properties = {name: cell for name, cell in columns.items() if cell is not None}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def line(rank, shape, code=""):
    return feature(None, shape, name=None, role=None, rank=rank, prefecture_code=code)


def write(folder, *features, crs=URN, name="counties"):
    collection = {"type": "FeatureCollection", "features": list(features)}
    if crs is not None:
        collection["crs"] = {"type": "name", "properties": {"name": crs}}
    (folder / f"{name}.geojson").write_text(json.dumps(collection), encoding="utf-8")
    return folder


def three(folder, **more):
    shapes = {"990001": WEST, "990002": EAST, "990003": NORTH}
    return write(folder, *(feature(code, shape) for code, shape in shapes.items()), **more)


def pair(folder, one, other):
    return write(folder, feature("990001", one), feature("990002", other))


def faults_of(folder, error=AqmapError):
    with pytest.raises(error) as problem:
        read_boundaries(folder)
    for fault in problem.value.faults:
        assert fault.said.zh
        assert fault.said.en  # every phrase finds its facts
    return [fault.code for fault in problem.value.faults], str(problem.value)


# What reads -----------------------------------------------------------------------------------


def test_read_boundaries_minimal_template():
    found = read_boundaries(MINIMAL)
    assert list(found.counties["code"])[:3] == ["990001", "990002", "990003"]
    assert found.counties.crs == CGCS2000
    assert found.source == {}
    assert set(found.outlines["rank"]) == {"prefecture"}


def test_read_boundaries_in_the_order_of_codes(tmp_path):
    write(tmp_path, feature("990003", NORTH), feature("990001", WEST), feature("990002", EAST))
    assert list(read_boundaries(tmp_path).counties["code"]) == ["990001", "990002", "990003"]


def test_read_boundaries_draws_the_outlines_that_are_missing(tmp_path):
    outlines = read_boundaries(three(tmp_path)).outlines
    assert list(outlines["prefecture_code"]) == ["990000"]
    assert outlines.geometry[0].equals(box(84, 44, 85, 45).boundary)


def test_read_boundaries_with_outlines(tmp_path):
    write(three(tmp_path), line("national", LineString([(84, 44), (84, 45)])), name="outlines")
    outlines = read_boundaries(tmp_path).outlines
    assert list(outlines["rank"]) == ["national"]
    assert list(outlines.columns) == ["rank", "prefecture_code", "geometry"]


def frame(*shapes, **more):
    codes = [f"99000{number}" for number in range(1, len(shapes) + 1)]
    table = {"code": codes, "name": [f"县{code}" for code in codes], "role": "core"}
    return geopandas.GeoDataFrame(table, geometry=list(shapes), **{"crs": CGCS2000, **more})


def test_read_boundaries_geopackage_equally(tmp_path):
    frame(WEST, EAST, NORTH).to_file(tmp_path / "counties.gpkg")
    (tmp_path / "json").mkdir()
    expected = read_boundaries(three(tmp_path / "json"))
    found = read_boundaries(tmp_path)
    assert found.counties.drop(columns="geometry").equals(
        expected.counties.drop(columns="geometry")
    )
    assert all(found.counties.geom_equals(expected.counties))
    assert found.counties.crs == expected.counties.crs


def test_read_boundaries_geopackage_of_several_layers(tmp_path):
    path = tmp_path / "counties.gpkg"
    frame(WEST).to_file(path, layer="draft")
    frame(WEST, EAST).to_file(path, layer="counties")
    assert len(read_boundaries(tmp_path).counties) == 2


def test_read_boundaries_geopackage_where_no_layer_is_named(tmp_path):
    path = tmp_path / "counties.gpkg"
    frame(WEST).to_file(path, layer="draft")
    frame(WEST, EAST).to_file(path, layer="final")
    codes, said = faults_of(tmp_path, SourceError)
    assert codes == ["layer_ambiguous"]
    assert "draft, final" in said


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
    found = read_boundaries(tmp_path)
    assert len(found.counties) == 3
    assert found.source == {"datum": "CGCS 2000"}


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


def test_read_boundaries_missing(tmp_path):
    assert faults_of(tmp_path, SourceError)[0] == ["file_missing"]
    assert faults_of(tmp_path / "nowhere", SourceError)[0] == ["file_missing"]


@pytest.mark.parametrize("suffix", ["geojson", "gpkg"])
def test_read_boundaries_empty_file(tmp_path, suffix):
    (tmp_path / f"counties.{suffix}").touch()
    assert faults_of(tmp_path, SourceError)[0] == ["file_empty"]


@pytest.mark.parametrize("suffix", ["geojson", "gpkg"])
@pytest.mark.parametrize(
    "junk",
    [b"\x00\xff\x13junk" * 50, b"not a layer", b"{", b"[]", b"null", b"SQLite format 3\x00junk"],
)
def test_read_boundaries_junk(tmp_path, capfd, suffix, junk):
    (tmp_path / f"counties.{suffix}").write_bytes(junk)
    codes, said = faults_of(tmp_path, SourceError)
    assert codes == ["not_a_layer"]
    assert f"counties.{suffix}" in said
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_read_boundaries_truncated(tmp_path, capfd, share):
    path = three(tmp_path) / "counties.geojson"
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert faults_of(tmp_path, SourceError)[0] == ["not_a_layer"]
    assert capfd.readouterr().err == ""


def test_read_boundaries_truncated_geopackage(tmp_path, capfd):
    path = tmp_path / "counties.gpkg"
    frame(WEST, EAST, NORTH).to_file(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    faults_of(tmp_path)
    assert capfd.readouterr().err == ""


def test_read_boundaries_in_another_encoding(tmp_path):
    path = three(tmp_path) / "counties.geojson"
    said = json.dumps(json.loads(path.read_text()), ensure_ascii=False)
    path.write_bytes(said.encode("gb18030"))
    assert faults_of(tmp_path, SourceError)[0] == ["not_a_layer"]


def test_read_boundaries_no_features(tmp_path):
    assert faults_of(write(tmp_path), SourceError)[0] == ["layer_empty"]


def test_read_boundaries_all_without_geometry(tmp_path):
    pair(tmp_path, None, None)
    codes, _ = faults_of(tmp_path, TableError)
    assert set(codes) == {"geometry_missing"}


# Reference systems ----------------------------------------------------------------------------


def test_read_boundaries_geojson_that_declares_nothing(tmp_path):
    assert faults_of(three(tmp_path, crs=None), CrsError)[0] == ["crs_missing"]


@pytest.mark.parametrize("crs", ["GCJ-02", "", "EPSG:999999", 7, None, ["EPSG:4490"], {}])
def test_read_boundaries_geojson_that_declares_nonsense(tmp_path, crs):
    path = three(tmp_path) / "counties.geojson"
    record = json.loads(path.read_text())
    record["crs"]["properties"]["name"] = crs
    path.write_text(json.dumps(record))
    assert faults_of(tmp_path, CrsError)[0] == ["crs_missing"]


@pytest.mark.parametrize("member", ["EPSG:4490", [], 4490, {"type": "name"}, {"properties": []}])
def test_read_boundaries_geojson_with_a_broken_crs_member(tmp_path, member):
    path = three(tmp_path) / "counties.geojson"
    path.write_text(json.dumps({**json.loads(path.read_text()), "crs": member}))
    assert set(faults_of(tmp_path)[0]) <= {"crs_missing", "not_a_layer"}


@pytest.mark.parametrize(
    "crs", ["Xian 1980", "Beijing 1954", "EPSG:4610", "EPSG:4214", "IAU:30100"]
)
def test_read_boundaries_on_a_datum_that_needs_a_shift(tmp_path, crs):
    # GDAL takes a name that it does not know for WGS 84; PROJ knows no shift from these.
    codes, said = faults_of(three(tmp_path, crs=crs), CrsError)
    assert codes == ["datum_unfit"]
    assert "Convert" in said


@pytest.mark.parametrize("datum", ["GCJ-02", "gcj02", "BD-09", "西安80", ""])
def test_read_boundaries_record_with_an_unfit_datum(tmp_path, datum):
    three(tmp_path)
    (tmp_path / "SOURCE.toml").write_text(f'datum = "{datum}"\n', encoding="utf-8")
    codes, said = faults_of(tmp_path, CrsError)
    assert codes == ["datum_unfit"]
    assert repr(datum) in said


def test_read_boundaries_geopackage_without_a_system(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame(WEST, EAST, crs=None).to_file(tmp_path / "counties.gpkg")
    assert faults_of(tmp_path, CrsError)[0] == ["crs_missing"]


# Rows -----------------------------------------------------------------------------------------


def test_read_boundaries_duplicate_code(tmp_path):
    write(tmp_path, feature("990001", WEST), feature("990001", EAST))
    codes, said = faults_of(tmp_path, TableError)
    assert codes == ["code_twice"]
    assert "990001" in said


@pytest.mark.parametrize(
    "code", ["99001", "9900011", "99 001", "县", "９９０００１", "990001\n1", -5]
)
def test_read_boundaries_malformed_code(tmp_path, code):
    codes, said = faults_of(write(tmp_path, feature(code, WEST)), TableError)
    assert codes == ["code_malformed"]
    assert "six digits" in said


def test_read_boundaries_blank_code_name_and_role(tmp_path):
    write(tmp_path, feature("990001", WEST), feature(" ", EAST, name="", role=""))
    codes, _ = faults_of(tmp_path, TableError)
    assert sorted(codes) == ["cell_value", "cell_value", "code_malformed"]


@pytest.mark.parametrize("column", ["code", "name", "role"])
def test_read_boundaries_missing_column(tmp_path, column):
    short = feature("990001", WEST)
    del short["properties"][column]
    write(tmp_path, short)
    codes, said = faults_of(tmp_path, TableError)
    assert codes == ["column_missing"]
    assert column in said


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (None, "geometry_missing"),
        (Polygon(), "geometry_missing"),
        (Point(84, 44), "geometry_type"),
        (LineString([(84, 44), (85, 45)]), "geometry_type"),
        (Polygon([(84, 44), (85, 45), (85, 44), (84, 45)]), "geometry_invalid"),  # a bow tie
        (box(44, 84, 44.5, 84.5), "axes_exchanged"),
        (box(9_360_000, 4_870_000, 9_400_000, 4_900_000), "coordinates_off"),
    ],
)
def test_read_boundaries_bad_geometry(tmp_path, shape, expected):
    codes, said = faults_of(pair(tmp_path, shape, EAST), TableError)
    assert codes == [expected]
    assert "990001" in said


def test_read_boundaries_ring_left_open(tmp_path):
    broken = feature("990001", WEST)
    broken["geometry"]["coordinates"] = [[[84, 44], [85, 44], [85, 45]]]
    faults_of(write(tmp_path, broken))


# Coverage -------------------------------------------------------------------------------------


def test_read_boundaries_overlap_names_both_and_the_area(tmp_path):
    codes, said = faults_of(pair(tmp_path, WEST, box(84.4, 44, 85, 44.5)), TableError)
    assert codes == ["overlap"]
    assert "990001 县990001 / 990002 县990002" in said
    # By hand: 0.1 degrees by 0.5 degrees are 8.0 km by 55.6 km.
    assert float(re.search(r"overlap by ([0-9.]+) km²", said)[1]) == pytest.approx(
        8.0 * 55.56, rel=0.01
    )


def test_read_boundaries_one_county_inside_another(tmp_path):
    assert faults_of(pair(tmp_path, WEST, box(84.1, 44.1, 84.2, 44.2)))[0] == ["overlap"]


def test_read_boundaries_gap_open_at_its_ends(tmp_path):
    codes, said = faults_of(pair(tmp_path, WEST, box(84.5005, 44, 85, 44.5)), TableError)
    assert codes == ["gap"]
    assert "990001" in said
    assert "990002" in said


def test_read_boundaries_gap_closed_all_round(tmp_path):
    bulge = Polygon([(84.5, 44), (85, 44), (85, 44.5), (84.5, 44.5), (84.5008, 44.25)])
    codes, said = faults_of(pair(tmp_path, WEST, bulge), TableError)
    assert len(codes) == 1
    assert codes[0] in {"gap", "ragged_edge"}
    assert "84.5" in said


def test_read_boundaries_ragged_edge(tmp_path):
    # The eastern county has a vertex half way up the shared edge, the western has none.
    odd = Polygon([(84.5, 44), (85, 44), (85, 44.5), (84.5, 44.5), (84.5, 44.25)])
    codes, said = faults_of(pair(tmp_path, WEST, odd), TableError)
    assert codes == ["ragged_edge", "ragged_edge"]
    assert "near 84.5" in said


# Records, outlines, several at once -----------------------------------------------------------


def test_read_boundaries_checksum(tmp_path):
    path = three(tmp_path) / "counties.geojson"
    record = tmp_path / "SOURCE.toml"
    record.write_text(f'[sha256]\n"counties.geojson" = "{checksum(path)}"\n')
    assert len(read_boundaries(tmp_path).counties) == 3
    path.write_bytes(path.read_bytes() + b"\n")
    codes, said = faults_of(tmp_path, SourceError)
    assert codes == ["checksum"]
    assert checksum(path)[:12] in said


@pytest.mark.parametrize(
    ("record", "error"),
    [
        (b"datum = ", SpecError),
        (b"\xff\xfe", SpecError),
        (b"sha256 = 3", TableError),
        (b'[sha256]\n"counties.geojson" = 3', SourceError),
        (b"datum = 4490", CrsError),
        (b"datum = [1, 2]", CrsError),
    ],
)
def test_read_boundaries_broken_record(tmp_path, record, error):
    three(tmp_path)
    (tmp_path / "SOURCE.toml").write_bytes(record)
    faults_of(tmp_path, error)


@pytest.mark.parametrize(
    ("rank", "shape", "expected"),
    [
        ("county", LineString([(84, 44), (84, 45)]), "cell_value"),
        ("national", WEST, "geometry_type"),
        ("national", None, "geometry_missing"),
        ("prefecture", LineString([(44, 84), (45, 84)]), "axes_exchanged"),
    ],
)
def test_read_boundaries_bad_outlines(tmp_path, rank, shape, expected):
    good = line("prefecture", LineString([(84, 44), (85, 44)]), "990000")
    write(three(tmp_path), good, line(rank, shape), name="outlines")
    codes, said = faults_of(tmp_path, TableError)
    assert codes == [expected]
    assert "outlines.geojson: feature 2" in said


def test_read_boundaries_reports_all_files_together(tmp_path):
    write(tmp_path, feature("990001", WEST), feature("990001", EAST, role="x"), feature("9", None))
    write(tmp_path, line("county", LineString([(84, 44), (84, 45)])), name="outlines")
    (tmp_path / "SOURCE.toml").write_text('datum = "GCJ-02"\n')
    codes, _ = faults_of(tmp_path, CrsError)
    assert codes == [
        "datum_unfit", "code_twice", "cell_value", "code_malformed", "geometry_missing",
        "cell_value",
    ]  # fmt: skip


GOOD = json.dumps(
    {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": URN}},
        "features": [feature("990001", WEST), feature("990002", EAST, prefecture_code="990000")],
    },
    ensure_ascii=False,
).encode()
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["put", "cut", "insert"]),
        st.integers(0, len(GOOD) - 1),
        st.sampled_from(
            [bytes([n]) for n in (*range(32, 127), 0, 10, 128, 255)] + [b"1e999", b"NaN"]
        ),
    ),
    min_size=1,
    max_size=4,
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=CHANGES)
def test_read_boundaries_raises_only_its_own_errors(tmp_path, changes):
    content = bytearray(GOOD)
    for how, at, what in changes:
        if how == "cut":
            del content[at : at + len(what)]
        else:
            content[at : at + (how == "put")] = what
    (tmp_path / "counties.geojson").write_bytes(content)
    try:
        found = read_boundaries(tmp_path)
    except AqmapError as problem:
        assert all(fault.said.zh for fault in problem.faults)
    else:
        assert found.counties.geometry.is_valid.all()
        assert found.counties["code"].is_unique


def test_read_boundaries_a_thin_enclave_inside_one_unit_is_no_gap(tmp_path):
    holed = box(84, 44, 85, 45).difference(box(84.4, 44.5, 84.6, 44.5005))
    pair(tmp_path, holed, box(85, 44, 86, 45))
    assert len(read_boundaries(tmp_path).counties) == 2
