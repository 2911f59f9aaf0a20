"""Overlays as offices keep them: headings, angles, days and kinds as people write them."""

import json

import pytest
from openpyxl import Workbook
from shapely.geometry import Point

from aqmap.errors import AqmapError
from aqmap.model.findings import Finding
from aqmap.read.geodata.overlays import read_overlay
from tests.boundary_layers import feature, write
from tests.refused_layers import overlay

PLACE = Point(84 + 12 / 60 + 30 / 3600, 44.5)


def table(folder, *rows, name="x.csv"):
    (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def faults(spec, folder):
    with pytest.raises(AqmapError) as problem:
        read_overlay(spec, folder)
    assert all(fault.said.zh and fault.said.en for fault in problem.value.faults)
    return problem.value.faults


@pytest.mark.parametrize(
    "head",
    [
        *("lon,lat", "lng,lat", "Lon,Lat", "LONGITUDE,LATITUDE", "经度,纬度", "东经,北纬"),
        *("经度(°),纬度(°)", "经度（°）,纬度（°）", "经度（度）,纬度（度）", "经度(E),纬度(N)"),
    ],
)
def test_coordinates_are_found_by_the_usual_headings(tmp_path, head):
    table(tmp_path, head, "84.25,44.5")
    assert read_overlay(overlay("x.csv"), tmp_path).geometry[0] == Point(84.25, 44.5)


def test_the_default_heading_holds_beside_another(tmp_path):
    table(tmp_path, "经度,lon,lat", "1,84.25,44.5")
    assert read_overlay(overlay("x.csv"), tmp_path).geometry[0] == Point(84.25, 44.5)


def test_two_usual_headings_are_asked_about(tmp_path):
    table(tmp_path, "经度,lng,lat", "84.25,84.3,44.5")
    (fault,) = faults(overlay("x.csv"), tmp_path)
    assert fault.code == "header_twice"
    assert "经度" in fault.said.zh
    spec = overlay("x.csv", lon="lng")
    assert read_overlay(spec, tmp_path).geometry[0] == Point(84.3, 44.5)


@pytest.mark.parametrize("head", ["经度(GCJ-02),纬度(GCJ-02)", "高德经度,高德纬度", "x,y"])
def test_headings_that_say_something_else_are_not_taken(tmp_path, head):
    table(tmp_path, head, "84.25,44.5")
    assert [fault.code for fault in faults(overlay("x.csv"), tmp_path)] == ["column_missing"]


@pytest.mark.parametrize(
    "lon", ["84°12′30″", "84度12分30秒", "E84 12 30", "84°12.5′", "东经84°12′30″"]
)
def test_angles_in_degrees_minutes_and_seconds(tmp_path, lon):
    table(tmp_path, "经度,纬度", f"{lon},44°30′")
    point = read_overlay(overlay("x.csv"), tmp_path).geometry[0]
    assert point.distance(PLACE) < 1e-9


def test_angles_of_a_workbook(tmp_path):
    book = Workbook()
    book.active.append(["名称", "经度", "纬度"])
    book.active.append(["甲", "84°12′30″", 44.5])
    book.save(tmp_path / "x.xlsx")
    assert read_overlay(overlay("x.xlsx"), tmp_path).geometry[0].distance(PLACE) < 1e-9


@pytest.mark.parametrize("lon", ["84°72′", "N84°12′", "84,25", "约84"])
def test_an_angle_that_is_none_is_a_fault_of_its_cell(tmp_path, lon):
    table(tmp_path, "经度,纬度", f'"{lon}",44.5')
    (fault,) = faults(overlay("x.csv"), tmp_path)
    assert fault.code == "coordinate_none"
    assert "line 2" in fault.at


# Days -----------------------------------------------------------------------------------------


def day_column(**more):
    return [{"column": "opened", "name": "开工", **more}]


@pytest.mark.parametrize(
    "written", ["2021-01-05T00:00:00Z", "2021-01-05 00:00:00", "2021/1/5 0:00", "2021-01-05"]
)
def test_the_midnight_that_programs_write_for_a_day_is_shown_as_the_day(tmp_path, written):
    write(tmp_path, feature("990001", Point(84, 44), opened=written), name="x")
    spec = overlay("x.geojson", columns=day_column())
    assert list(read_overlay(spec, tmp_path)["opened"]) == ["2021-01-05"]


def test_a_time_of_day_is_kept(tmp_path):
    write(tmp_path, feature("990001", Point(84, 44), opened="2021-01-05 08:30"), name="x")
    spec = overlay("x.geojson", columns=day_column())
    assert list(read_overlay(spec, tmp_path)["opened"]) == ["2021-01-05 08:30"]


@pytest.mark.parametrize("written", ["2021年1月5日", "2021/1/5", "2021.01.05", "20210105"])
def test_a_column_of_days_is_written_alike(tmp_path, written):
    write(tmp_path, feature("990001", Point(84, 44), opened=written), name="x")
    spec = overlay("x.geojson", columns=day_column(kind="date"))
    assert list(read_overlay(spec, tmp_path)["opened"]) == ["2021-01-05"]


@pytest.mark.parametrize("written", [44201, 1609804800000, "2021-13-05", "春季"])
def test_a_column_of_days_with_something_else_is_a_fault(tmp_path, written):
    write(tmp_path, feature("990001", Point(84, 44), opened=written), name="x")
    (fault,) = faults(overlay("x.geojson", columns=day_column(kind="date")), tmp_path)
    assert fault.code == "overlay_date"
    assert "第1个要素，“opened”列" in fault.said.zh  # it is the first, and has no code
    assert str(written) in fault.said.zh


# Kinds ----------------------------------------------------------------------------------------

KINDS = {"热电厂": {"color": "#B22222", "symbol": "square"}, "锅炉": {"symbol": "triangle"}}


def test_every_value_of_a_category_is_named_or_asked_for_in_one_fault(tmp_path):
    table(tmp_path, "lon,lat,类型", "84,44,热电厂", "84,44.1,养殖场", "84,44.2,", "84,44.3,养殖场")
    spec = overlay("x.csv", category="类型", categories=KINDS)
    (fault,) = faults(spec, tmp_path)
    assert fault.code == "category_unnamed"
    assert fault.file.endswith("o.toml")
    assert "“养殖场”、“”" in fault.said.zh
    assert "热电厂”" not in fault.said.zh.split("请")[0]


def test_the_values_of_a_category_come_with_the_features(tmp_path):
    table(tmp_path, "lon,lat,类型", "84,44,热电厂", "84,44.1,锅炉")
    spec = overlay("x.csv", category="类型", categories=KINDS)
    assert list(read_overlay(spec, tmp_path)["category"]) == ["热电厂", "锅炉"]


def test_categories_need_their_column():
    with pytest.raises(ValueError, match="category_column"):
        overlay("x.csv", categories=KINDS)


# Reference systems ----------------------------------------------------------------------------


def test_a_geojson_that_names_no_system_is_taken_as_wgs84_and_said(tmp_path):
    write(tmp_path, feature("990001", Point(84, 44)), crs=None, name="x")
    findings: list[Finding] = []
    features = read_overlay(overlay("x.geojson"), tmp_path, findings)
    assert features.geometry[0] == Point(84, 44)
    (finding,) = findings
    assert "WGS 84" in finding.detail.zh
    assert "GCJ-02" in finding.detail.zh
    assert finding.id == "layer-o"


def test_a_datum_that_the_overlay_names_needs_no_remark(tmp_path):
    write(tmp_path, feature("990001", Point(84, 44)), crs=None, name="x")
    findings: list[Finding] = []
    read_overlay(overlay("x.geojson", datum="CGCS2000"), tmp_path, findings)
    assert findings == []


def test_a_geojson_whose_crs_is_null_is_asked_about(tmp_path):
    write(tmp_path, feature("990001", Point(84, 44)), crs=None, name="x")
    content = {**json.loads((tmp_path / "x.geojson").read_text()), "crs": None}
    (tmp_path / "x.geojson").write_text(json.dumps(content))
    assert [fault.code for fault in faults(overlay("x.geojson"), tmp_path)] == ["crs_missing"]
