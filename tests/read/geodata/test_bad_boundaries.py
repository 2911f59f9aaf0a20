"""Boundary files that cannot be used: every fault named, and no other exception."""

from __future__ import annotations

import json
import re
import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon, box

from aqmap.errors import AqmapError, CrsError, SourceError, SpecError, TableError
from aqmap.files.outputs import checksum
from aqmap.read.geodata.boundaries import read_boundaries
from tests.boundary_layers import (
    EAST,
    NORTH,
    URN,
    WEST,
    faults_of,
    feature,
    frame,
    line,
    pair,
    three,
    write,
)


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
    codes, messages = faults_of(tmp_path, SourceError)
    assert codes == ["not_a_layer"]
    assert f"counties.{suffix}" in messages
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_read_boundaries_truncated(tmp_path, capfd, share):
    path = three(tmp_path) / "counties.geojson"
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    codes, messages = faults_of(tmp_path, SourceError)
    assert codes == ["not_a_layer"]
    assert "broken or unfinished JSON" in messages
    assert not re.search("Expecting|Unterminated|delimiter", messages)
    assert capfd.readouterr().err == ""


def test_read_boundaries_truncated_geopackage(tmp_path, capfd):
    path = tmp_path / "counties.gpkg"
    frame(WEST, EAST, NORTH).to_file(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    faults_of(tmp_path)
    assert capfd.readouterr().err == ""


def test_read_boundaries_in_another_encoding(tmp_path):
    path = three(tmp_path) / "counties.geojson"
    written = json.dumps(json.loads(path.read_text()), ensure_ascii=False)
    path.write_bytes(written.encode("gb18030"))
    assert faults_of(tmp_path, SourceError)[0] == ["not_a_layer"]


def test_read_boundaries_no_features(tmp_path):
    assert faults_of(write(tmp_path), SourceError)[0] == ["layer_empty"]


def test_read_boundaries_all_without_geometry(tmp_path):
    pair(tmp_path, None, None)
    codes, _ = faults_of(tmp_path, TableError)
    assert set(codes) == {"geometry_missing"}


# Reference systems ----------------------------------------------------------------------------


def test_read_boundaries_geojson_whose_crs_is_null(tmp_path):
    # The specification of 2008 says by it that no reference system can be assumed.
    path = three(tmp_path) / "counties.geojson"
    path.write_text(json.dumps({**json.loads(path.read_text()), "crs": None}))
    assert faults_of(tmp_path, CrsError)[0] == ["crs_missing"]


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
    codes, messages = faults_of(three(tmp_path, crs=crs), CrsError)
    assert codes == ["datum_unfit"]
    assert "Convert" in messages


@pytest.mark.parametrize("datum", ["GCJ-02", "gcj02", "BD-09", "西安80", ""])
def test_read_boundaries_record_with_an_unfit_datum(tmp_path, datum):
    three(tmp_path)
    (tmp_path / "SOURCE.toml").write_text(f'datum = "{datum}"\n', encoding="utf-8")
    codes, messages = faults_of(tmp_path, CrsError)
    assert codes == ["datum_unfit"]
    assert repr(datum) in messages


def test_read_boundaries_geopackage_without_a_system(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame(WEST, EAST, crs=None).to_file(tmp_path / "counties.gpkg")
    assert faults_of(tmp_path, CrsError)[0] == ["crs_missing"]


# Rows -----------------------------------------------------------------------------------------


def test_read_boundaries_duplicate_code(tmp_path):
    write(tmp_path, feature("990001", WEST), feature("990001", EAST))
    codes, messages = faults_of(tmp_path, TableError)
    assert codes == ["code_twice"]
    assert "990001" in messages


@pytest.mark.parametrize(
    "code", ["99001", "9900011", "99 001", "县", "９９０００１", "990001\n1", -5]
)
def test_read_boundaries_malformed_code(tmp_path, code):
    codes, messages = faults_of(write(tmp_path, feature(code, WEST)), TableError)
    assert codes == ["code_malformed"]
    assert "six digits" in messages


def test_read_boundaries_blank_code_name_and_role(tmp_path):
    write(tmp_path, feature("990001", WEST), feature(" ", EAST, name="", role=""))
    codes, _ = faults_of(tmp_path, TableError)
    assert sorted(codes) == ["cell_value", "cell_value", "code_malformed"]


@pytest.mark.parametrize("column", ["code", "name", "role"])
def test_read_boundaries_missing_column(tmp_path, column):
    short = feature("990001", WEST)
    del short["properties"][column]
    write(tmp_path, short)
    codes, messages = faults_of(tmp_path, TableError)
    assert codes == ["column_missing"]
    assert column in messages


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
    codes, messages = faults_of(pair(tmp_path, shape, EAST), TableError)
    assert codes == [expected]
    assert "990001" in messages


def test_read_boundaries_ring_left_open(tmp_path):
    broken = feature("990001", WEST)
    broken["geometry"]["coordinates"] = [[[84, 44], [85, 44], [85, 45]]]
    faults_of(write(tmp_path, broken))


# Coverage -------------------------------------------------------------------------------------


def test_read_boundaries_overlap_names_both_and_the_area(tmp_path):
    codes, messages = faults_of(pair(tmp_path, WEST, box(84.4, 44, 85, 44.5)), TableError)
    assert codes == ["overlap"]
    assert "990001 县990001 / 990002 县990002" in messages
    # By hand: 0.1 degrees by 0.5 degrees are 8.0 km by 55.6 km.
    assert float(re.search(r"overlap by ([0-9.]+) km²", messages)[1]) == pytest.approx(
        8.0 * 55.56, rel=0.01
    )


def test_read_boundaries_one_county_inside_another(tmp_path):
    assert faults_of(pair(tmp_path, WEST, box(84.1, 44.1, 84.2, 44.2)))[0] == ["overlap"]


def test_read_boundaries_gap_open_at_its_ends(tmp_path):
    codes, messages = faults_of(pair(tmp_path, WEST, box(84.5005, 44, 85, 44.5)), TableError)
    assert codes == ["gap"]
    assert "990001" in messages
    assert "990002" in messages


def test_read_boundaries_gap_closed_all_round(tmp_path):
    bulge = Polygon([(84.5, 44), (85, 44), (85, 44.5), (84.5, 44.5), (84.5008, 44.25)])
    codes, messages = faults_of(pair(tmp_path, WEST, bulge), TableError)
    assert len(codes) == 1
    assert codes[0] in {"gap", "ragged_edge"}
    assert "84.5" in messages


def test_read_boundaries_ragged_edge(tmp_path):
    # The eastern county has a notch of 8 by 11 m half way up the shared edge, the western none.
    notch = [(84.5, 44.2501), (84.4999, 44.25005), (84.5, 44.25)]
    odd = Polygon([(84.5, 44), (85, 44), (85, 44.5), (84.5, 44.5), *notch])
    codes, messages = faults_of(pair(tmp_path, WEST, odd), TableError)
    assert codes == ["ragged_edge", "ragged_edge"]
    assert "near 84.5" in messages


# Records, outlines, several at once -----------------------------------------------------------


def test_read_boundaries_checksum(tmp_path):
    path = three(tmp_path) / "counties.geojson"
    record = tmp_path / "SOURCE.toml"
    record.write_text(f'[sha256]\n"counties.geojson" = "{checksum(path)}"\n')
    assert len(read_boundaries(tmp_path).counties) == 3
    path.write_bytes(path.read_bytes() + b"\n")
    codes, messages = faults_of(tmp_path, SourceError)
    assert codes == ["checksum"]
    assert checksum(path)[:12] in messages


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
    codes, messages = faults_of(tmp_path, TableError)
    assert codes == [expected]
    assert "outlines.geojson: feature 2" in messages


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
    for how, position, what in changes:
        if how == "cut":
            del content[position : position + len(what)]
        else:
            content[position : position + (how == "put")] = what
    (tmp_path / "counties.geojson").write_bytes(content)
    try:
        boundaries = read_boundaries(tmp_path)
    except AqmapError as problem:
        assert all(fault.said.zh for fault in problem.faults)
    else:
        assert boundaries.counties.geometry.is_valid.all()
        assert boundaries.counties["code"].is_unique
