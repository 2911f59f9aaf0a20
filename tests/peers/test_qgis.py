"""A real QGIS opens the GeoPackage as it is, in the classes and colours of the map sheets."""

from pathlib import Path

import pytest

from aqmap.pipelines.export_maps import ExportFormat, export_maps
from aqmap.render.exchange.gis.geopackage_export import write_geopackage
from tests.peers.qgis_process import opened_by_qgis, without_qgis
from tests.render.exchange.contents import book_with_a_far_station, square_contents
from tests.signed_books import signed_book
from tests.station_books import station_book

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.peers, without_qgis]


@pytest.fixture(scope="module")
def squares(tmp_path_factory):
    path = tmp_path_factory.mktemp("图集 （一）") / "maps.gpkg"
    write_geopackage(square_contents(book=station_book()), path)
    return opened_by_qgis(path)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    out = tmp_path_factory.mktemp("real") / "export"
    export_maps(ROOT, out, formats=(ExportFormat.GPKG,))
    return opened_by_qgis(out / "maps.gpkg")


def test_every_layer_opens_in_cgcs2000_in_classes(real, default_book):
    maps = sum(len(layer.periods) * len(layer.views) for layer in default_book.layers)
    assert len(real) > maps
    for name, layer in real.items():
        assert layer["valid"], name
        assert layer["features"], name
        assert layer["system"] == "EPSG:4490", name
        assert layer["renderer"] == (
            "singleSymbol" if name in ("stations", "zones") else "categorizedSymbol"
        ), name


def test_classes_and_colours_are_those_of_every_map_sheet(real, default_book):
    compared = 0
    for layer in default_book.layers:
        for view in layer.views:
            for period in layer.periods:
                shown = real[f"{layer.id}-{view}-{period.replace('/', '_')}"]
                drawn = {int(v): (label, color) for v, label, color in shown["legend"]}
                for region in layer.regions:
                    sheet = default_book.sheet(layer.id, view, period, region)
                    for entry in sheet.legend:
                        label, color = drawn[entry.klass]
                        assert label == entry.label.zh
                        if entry.color and sheet.view.scale.kind != "size":
                            assert color == entry.color
                            compared += 1
    assert compared > 200


@pytest.mark.parametrize("view", ["target", "measured", "gap", "status"])
def test_qgis_paints_each_place_in_the_colour_of_its_class(squares, view):
    painted = squares[f"pm25-{view}-2021"]["painted"]
    book, compared = station_book(), 0
    for region in ("west", "east"):
        sheet = book.sheet("pm25", view, "2021", region)
        for place, cell in sheet.rows:
            if place.code in painted:
                color = "#FFFFFF" if cell.reason else sheet.view.scale.classes[cell.klass].color
                assert painted[place.code] == color, place.code
                compared += 1
    assert compared == 6


def test_qgis_draws_symbols_over_a_light_base_and_no_task_pale(squares):
    painted = squares["boilers-target-2021"]["painted"]
    assert painted["990004"] == "#E4EDF0"
    assert painted["990001"] not in ("#FBF3DC", "#123456"), "a symbol lies over the base"


def test_qgis_writes_name_and_number_or_the_letter_of_the_reason(squares):
    written = squares["pm25-target-2021"]["written"]
    assert written["990002"] == "示例乙县\n≤41"
    assert written["990003"] == "示例丙县\n比"
    assert squares["pm25-status-2021"]["written"]["990002"] == "示例乙县\n✗"


def test_stations_are_in_the_classes_of_their_map(squares):
    layer = squares["months-measured-2021-01-stations"]
    assert layer["features"] == 3
    assert [(int(v), color) for v, _, color in layer["legend"]][:3] == [
        (0, "#FFFFB2"),
        (1, "#FD8D3C"),
        (2, "#B10026"),
    ]


def test_amounts_below_0_are_painted_hollow(tmp_path):
    write_geopackage(square_contents(book=signed_book()), tmp_path / "maps.gpkg")
    layer = opened_by_qgis(tmp_path / "maps.gpkg")["changes-target-2021"]
    reds = {code: int(color[1:3], 16) for code, color in layer["painted"].items()}
    assert min(reds["990001"], reds["990002"]) > 0xF0, "white within"
    assert reds["990004"] < 0x60
    assert [label for _, label, _ in layer["legend"]] == ["目标", "目标（负值，空心）"]


def test_a_station_outside_the_regions_has_no_class_and_no_number_beside_it(tmp_path):
    write_geopackage(square_contents(book=book_with_a_far_station()), tmp_path / "maps.gpkg")
    layer = opened_by_qgis(tmp_path / "maps.gpkg")["months-measured-2021-stations"]
    assert layer["written"] == {"9901A": "35.0", "far": ""}
    assert [label for value, label, color in layer["legend"] if color == "#9AA0A6"] == [
        "不在本图统计范围"
    ]


def test_a_map_without_values_has_names_alone_and_one_sentence(squares):
    layer = squares["pm25-target-2020"]
    assert layer["written"]["990001"] == "示例甲市"
    assert sum("无可上图的数值" in label for _, label, _ in layer["legend"]) == 1


def test_synthetic_values_say_so_on_the_picture(tmp_path):
    template = ROOT / "aqmap" / "templates" / "minimal"
    export_maps(template, tmp_path / "e", formats=(ExportFormat.GPKG,))
    layer = opened_by_qgis(tmp_path / "e" / "maps.gpkg")["pm25-measured-2025"]
    assert layer["written"]["990001"] == "示例甲县\n34.2\n示例数据"
    assert [-1, "示例数据"] in [[int(v), label] for v, label, _ in layer["legend"]]
