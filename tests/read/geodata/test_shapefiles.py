"""Shapefiles as ArcGIS and QGIS write them: every file beside the .shp counts, none is guessed."""

import struct

import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, box

from aqmap.errors import AqmapError
from aqmap.geo import CGCS2000
from aqmap.read.geodata.boundaries import read_boundaries
from aqmap.read.geodata.overlays import read_overlay
from tests.boundary_layers import EAST, NORTH, WEST, faults_of, frame
from tests.refused_layers import overlay
from tests.shapefiles import HOLED, NAMES, write_shapefile


def remarks(folder):
    return " ".join(finding.detail.zh for finding in read_boundaries(folder).findings)


@pytest.mark.parametrize("encoding", ["GBK", "UTF-8"])
def test_a_shapefile_whose_cpg_names_its_encoding(tmp_path, encoding):
    read = read_boundaries(write_shapefile(tmp_path, encoding=encoding))
    assert list(read.counties["name"]) == list(NAMES)
    assert list(read.counties["code"]) == ["990001", "990002", "990003"]
    for shape, expected in zip(read.counties.geometry, (WEST, EAST, NORTH), strict=True):
        assert shapely.equals(shape, expected)
    assert read.counties.crs == CGCS2000
    assert read.findings == ()  # all is declared


@pytest.mark.parametrize(("encoding", "taken"), [("GBK", "按GBK读入"), ("UTF-8", "按UTF-8读入")])
def test_without_a_cpg_the_encoding_that_was_taken_is_said(tmp_path, encoding, taken):
    write_shapefile(tmp_path, encoding=encoding, without=(".cpg",))
    clear_driver(tmp_path / "counties.dbf")
    assert list(read_boundaries(tmp_path).counties["name"]) == list(NAMES)
    assert taken in remarks(tmp_path)


def clear_driver(path):
    content = bytearray(path.read_bytes())
    content[29] = 0
    path.write_bytes(bytes(content))


def test_a_dbf_that_names_code_page_936_itself_needs_no_remark(tmp_path):
    write_shapefile(tmp_path, without=(".cpg",))
    content = bytearray((tmp_path / "counties.dbf").read_bytes())
    content[29] = 0x4D
    (tmp_path / "counties.dbf").write_bytes(bytes(content))
    assert read_boundaries(tmp_path).findings == ()


def test_words_that_may_be_either_encoding_are_asked_for(tmp_path):
    # In GBK these four bytes are two characters, in UTF-8 two letters.
    layer = frame(WEST, EAST)
    layer["name"] = b"\xc4\xa1\xc4\xa2".decode("gbk")
    layer.to_file(tmp_path / "counties.shp", encoding="GBK")
    (tmp_path / "counties.cpg").unlink()
    clear_driver(tmp_path / "counties.dbf")
    codes, messages = faults_of(tmp_path)
    assert codes == ["dbf_encoding"]
    assert "GBK" in messages


def test_a_latin_cpg_beside_chinese_words_is_refused(tmp_path):
    write_shapefile(tmp_path)
    (tmp_path / "counties.cpg").write_text("ISO-8859-1")
    codes, messages = faults_of(tmp_path)
    assert codes == ["dbf_encoding"]
    assert "counties.cpg" in messages


def test_words_that_are_not_what_the_cpg_says_are_refused(tmp_path):
    write_shapefile(tmp_path, encoding="GBK")
    (tmp_path / "counties.cpg").write_text("UTF-8")
    assert faults_of(tmp_path)[0] == ["dbf_words"]


@pytest.mark.parametrize("suffix", [".DBF", ".PRJ", ".CPG", ".SHX", ".SHP"])
def test_suffixes_may_be_in_capital_letters(tmp_path, suffix):
    write_shapefile(tmp_path)
    small = tmp_path / f"counties{suffix.lower()}"
    small.rename(tmp_path / f"counties{suffix}")
    assert list(read_boundaries(tmp_path).counties["name"]) == list(NAMES)


def test_without_a_prj_the_datum_is_asked_for_and_taken_from_the_record(tmp_path):
    write_shapefile(tmp_path, without=(".prj",))
    codes, messages = faults_of(tmp_path)
    assert codes == ["crs_missing"]
    assert "SOURCE.toml" in messages
    (tmp_path / "SOURCE.toml").write_text('datum = "CGCS2000"\n')
    assert read_boundaries(tmp_path).counties.crs == CGCS2000


@pytest.mark.parametrize(
    ("wkt", "code"),
    [
        ("Xian_1980", "datum_unfit"),
        ("GCJ02", "datum_unfit"),
        ("nonsense", "prj_unknown"),
    ],
)
def test_a_prj_of_another_datum_or_of_none(tmp_path, wkt, code):
    write_shapefile(tmp_path)
    spheroid = "6378140.0,298.257" if wkt == "Xian_1980" else "6378137.0,298.257223563"
    written = (
        f'GEOGCS["GCS_{wkt}",DATUM["D_{wkt}",SPHEROID["{wkt}",{spheroid}]],'
        'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
    )
    (tmp_path / "counties.prj").write_text(wkt if wkt == "nonsense" else written)
    assert faults_of(tmp_path)[0] == [code]


def test_a_projected_prj_is_taken_at_its_word(tmp_path):
    layer = frame(WEST, EAST).to_crs(4513 - 11)  # 3-degree Gauss-Kruger on CGCS2000
    layer.to_file(tmp_path / "counties.shp", encoding="UTF-8")
    bounds = read_boundaries(tmp_path).counties.total_bounds
    assert bounds == pytest.approx([84, 44, 85, 44.5], abs=1e-6)


def test_without_a_dbf_the_missing_file_is_named(tmp_path):
    codes, messages = faults_of(write_shapefile(tmp_path, without=(".dbf",)))
    assert codes == ["shapefile_part"]
    assert "counties.dbf" in messages


def test_without_an_shx_the_records_are_read_in_their_order_and_that_is_said(tmp_path):
    write_shapefile(tmp_path, without=(".shx",))
    assert list(read_boundaries(tmp_path).counties["name"]) == list(NAMES)
    assert ".shx" in remarks(tmp_path)


@pytest.mark.parametrize("suffix", [".dbf", ".shx"])
def test_files_of_two_exports_are_refused(tmp_path, suffix):
    write_shapefile(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    write_shapefile(other, shapes=(WEST, EAST))
    (tmp_path / f"counties{suffix}").write_bytes((other / f"counties{suffix}").read_bytes())
    assert faults_of(tmp_path)[0] == ["shapefile_counts"]


def test_a_record_marked_as_deleted_is_left_out_with_its_shape(tmp_path):
    write_shapefile(tmp_path)
    path = tmp_path / "counties.dbf"
    content = bytearray(path.read_bytes())
    _, header, size = struct.unpack_from("<xxxxLHH", content)
    content[header + size] = ord("*")  # the second
    path.write_bytes(bytes(content))
    assert list(read_boundaries(tmp_path).counties["code"]) == ["990001", "990003"]
    assert "1条记录" in remarks(tmp_path)


def test_holes_and_islands_keep_their_shape(tmp_path):
    islands = MultiPolygon([box(86, 44, 86.4, 44.4), box(86.5, 44, 87, 44.4)])
    write_shapefile(tmp_path, shapes=(HOLED, islands, box(84.4, 44.4, 84.6, 44.6)))
    holed, two, enclave = read_boundaries(tmp_path).counties.geometry
    assert shapely.equals(holed, HOLED)
    assert shapely.equals(two, islands)
    assert shapely.equals(enclave, box(84.4, 44.4, 84.6, 44.6))


@pytest.mark.parametrize(
    "shape",
    [Point(84.1, 44.1), LineString([(84, 44), (84.2, 44.3), (84.4, 44)]), WEST],
)
def test_points_lines_and_areas_of_an_overlay_with_its_days(tmp_path, shape):
    layer = frame(shape)
    layer["opened"] = ["2021-01-05"]
    layer.to_file(tmp_path / "x.shp", encoding="UTF-8", schema=None)
    spec = overlay("x.shp", code="code", columns=[{"column": "opened", "name": "开工"}])
    features = read_overlay(spec, tmp_path)
    assert shapely.equals(features.geometry[0], shape)
    assert list(features["opened"]) == ["2021-01-05"]


def test_a_file_of_a_shapefile_that_leads_out_of_the_workspace_is_refused(tmp_path):
    folder = tmp_path / "workspace"
    folder.mkdir()
    write_shapefile(folder, name="x")
    outside = tmp_path / "outside.dbf"
    (folder / "x.dbf").rename(outside)
    (folder / "x.dbf").symlink_to(outside)
    with pytest.raises(AqmapError) as problem:
        read_overlay(overlay("x.shp"), folder)
    assert [fault.code for fault in problem.value.faults] == ["outside_workspace"]


# Damaged and hostile --------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".shp", ".dbf"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_that_ends_early_is_refused(tmp_path, suffix, share):
    path = write_shapefile(tmp_path) / f"counties{suffix}"
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    codes, _ = faults_of(tmp_path)
    assert set(codes) <= {"not_a_layer", "shapefile_counts", "dbf_words", "dbf_encoding"}


@pytest.mark.parametrize(("offset", "value"), [(144, -1), (148, -1), (148, 2**30), (144, 2**30)])
def test_a_shape_that_claims_more_than_its_own_bytes_is_refused(tmp_path, offset, value):
    path = write_shapefile(tmp_path) / "counties.shp"
    content = bytearray(path.read_bytes())
    struct.pack_into("<i", content, offset, value)
    path.write_bytes(bytes(content))
    assert faults_of(tmp_path)[0] == ["not_a_layer"]


def test_a_shape_that_is_no_point_line_or_area_is_refused(tmp_path):
    path = write_shapefile(tmp_path) / "counties.shp"
    content = bytearray(path.read_bytes())
    struct.pack_into("<i", content, 108, 31)  # a multipatch
    path.write_bytes(bytes(content))
    codes, messages = faults_of(tmp_path)
    assert codes == ["not_a_layer"]
    assert "31" in messages
