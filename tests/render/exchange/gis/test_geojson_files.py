"""GeoJSON files, read as JSON and opened by GDAL."""

import json
from itertools import pairwise

import geopandas
import pytest

from aqmap.render.exchange.gis.geojson_files import write_geojson_files
from tests.book_layers import HOSTILE
from tests.render.exchange.contents import book_with_a_far_station, square_contents
from tests.station_books import station_book


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("交付") / "geojson"
    write_geojson_files(square_contents(book=station_book()), path)
    return path


def collection(folder, name):
    return json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"))


def by_code(table):
    return {feature["properties"]["code"]: feature for feature in table["features"]}


def test_every_map_and_overlay_has_a_file(folder):
    names = {path.stem for path in folder.iterdir()}
    assert {"stations", "rivers", "parks", "pm25-gap-2021", "boilers-target-2021"} <= names
    assert "months-measured-2021-01-stations" in names


def test_a_file_says_what_it_shows(folder):
    table = collection(folder, "pm25-target-2021")
    assert table["title"] == "2021年示例西州、示例东州PM2.5年均浓度目标图"
    assert table["unit"] == "微克/立方米"
    assert table["status"] == "内部工作用图，未经地图审核，不得公开"
    assert table["legend"][:3] == [
        {"class": 0, "label": "≤25", "color": "#FFFFB2"},
        {"class": 1, "label": "25–35", "color": "#FD8D3C"},
        {"class": 2, "label": ">35", "color": "#B10026"},
    ]


def test_a_place_has_value_class_and_the_colour_of_its_class(folder):
    places = by_code(collection(folder, "pm25-target-2021"))
    shown = places["990002"]["properties"]
    assert (shown["value"], shown["class"], shown["fill"]) == (41.0, 2, "#B10026")
    silent = places["990003"]["properties"]
    assert (silent["value"], silent["reason"], silent["fill"]) == (None, "relative", "#D2D1CE")


def test_outlines_are_in_degrees_and_turn_against_the_clock(folder):
    places = by_code(collection(folder, "pm25-target-2021"))
    [ring] = places["990001"]["geometry"]["coordinates"]
    assert {tuple(spot) for spot in ring} == {(80, 44), (80, 45), (81, 44), (81, 45)}
    area = sum(x * v - u * y for (x, y), (u, v) in pairwise(ring)) / 2
    assert area == 1
    assert places["zone-example"]["geometry"] == {"type": "Point", "coordinates": [80.7, 44.3]}


def test_gdal_reads_every_file_in_wgs_84(folder):
    for path in folder.iterdir():
        frame = geopandas.read_file(path)
        assert frame.crs.to_epsg() == 4326, path.name
        assert len(frame) == len(json.loads(path.read_text(encoding="utf-8"))["features"])


def test_stations_have_the_colour_of_their_class(folder):
    table = by_code(collection(folder, "months-measured-2021-stations"))
    shown = table["9901A"]["properties"]
    assert (shown["value"], shown["marker-color"]) == (35.0, "#FD8D3C")
    assert table["9903A"]["properties"]["reason"] == "no_figure"
    assert table["9903A"]["geometry"]["coordinates"] == [81.6, 44.5]


def test_a_station_outside_the_regions_is_grey(tmp_path):
    write_geojson_files(square_contents(book=book_with_a_far_station()), tmp_path / "e")
    table = collection(tmp_path / "e", "months-measured-2021-stations")
    assert by_code(table)["far"]["properties"]["marker-color"] == "#9AA0A6"
    assert table["legend"][-1] == {"class": None, "label": "不在本图统计范围", "color": "#9AA0A6"}


def test_a_map_without_values_says_so(folder):
    assert "无可上图的数值" in collection(folder, "pm25-target-2020")["missing"]
    assert collection(folder, "pm25-target-2021")["missing"] == ""


def test_names_that_are_code_stay_words(folder):
    name = by_code(collection(folder, "pm25-target-2021"))["990004"]["properties"]["name"]
    assert name == f"示例丁县{HOSTILE}"


def test_equal_books_give_equal_bytes(folder, tmp_path):
    write_geojson_files(square_contents(book=station_book()), tmp_path / "again")
    for path in folder.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()
