"""The GeoPackage, opened again by GDAL, by SQLite and by aqmap's own reader."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import geopandas
import pyogrio
import pytest
from defusedxml.ElementTree import fromstring
from shapely.geometry import Point, box

from aqmap.book.scales import REASONS
from aqmap.read.geodata.formats.geopackage import read_geopackage
from aqmap.render.exchange.gis.geopackage_export import write_geopackage
from aqmap.words import Text
from tests.book_layers import HOSTILE
from tests.books import square_book
from tests.render.exchange.contents import book_with_a_far_station, square_contents
from tests.signed_books import signed_book
from tests.station_books import station_book


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("图集 （一）") / "maps.gpkg"
    write_geopackage(square_contents(book=station_book()), path)
    return path


@pytest.fixture(scope="module")
def database(written):
    with sqlite3.connect(written) as opened:
        yield opened
    opened.close()


def style(database, table):
    """The elements of a table's style, and its default switch."""
    [(qml, is_default)] = database.execute(
        "SELECT styleQML, useAsDefault FROM layer_styles WHERE f_table_name = ? "
        "AND f_geometry_column = 'geom'",
        (table,),
    )
    return fromstring(qml), is_default


def options(layer):
    return {o.get("name"): o.get("value") for o in layer.find("Option").findall("Option")}


def categories(database, table):
    """The classes of a style: value, label, and the layers of its symbol."""
    root, _ = style(database, table)
    symbols = {s.get("name"): s.findall("layer") for s in root.find("renderer-v2/symbols")}
    return [
        (int(c.get("value")), c.get("label"), symbols[c.get("symbol")])
        for c in root.iter("category")
    ]


def hexed(written):
    red, green, blue, _ = written.split(",")
    return f"#{int(red):02X}{int(green):02X}{int(blue):02X}"


# ---- the file ----
def test_it_is_a_whole_geopackage(database):
    assert database.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    listed = {name for (name,) in database.execute("SELECT table_name FROM gpkg_contents")}
    assert listed <= tables
    systems = dict(database.execute("SELECT srs_id, definition FROM gpkg_spatial_ref_sys"))
    assert {-1, 0, 4326, 4490} == set(systems)
    assert systems[4490].startswith('GEOGCS["China Geodetic Coordinate System 2000"')


def test_gdal_opens_every_layer_in_cgcs2000(written):
    layers = pyogrio.list_layers(written)
    assert len(layers) > 25
    for name, kind in layers:
        frame = pyogrio.read_dataframe(written, layer=name)
        if kind:
            assert frame.crs.to_epsg() == 4490, name
            assert frame.geometry.dropna().is_valid.all(), name


def test_its_own_reader_opens_a_map(written):
    rows, shapes, crs = read_geopackage(
        written.read_bytes(), written, lambda names: "pm25-target-2021"
    )
    assert crs.to_epsg() == 4490
    by_code = {row["code"]: shape for row, shape in zip(rows, shapes, strict=True)}
    assert by_code["990001"].equals(box(80, 44, 81, 45))


def test_equal_books_give_equal_bytes(written, tmp_path):
    again = tmp_path / "again.gpkg"
    write_geopackage(square_contents(book=station_book()), again)
    assert again.read_bytes() == written.read_bytes()


def test_its_hour_is_the_date_of_the_maps(database):
    hours = {hour for (hour,) in database.execute("SELECT last_change FROM gpkg_contents")}
    hours |= {hour for (hour,) in database.execute("SELECT update_time FROM layer_styles")}
    assert hours == {"2026-11-23T00:00:00.000Z"}


# ---- what is in it ----
def test_counties_are_all_there_with_those_around_them(written):
    counties = geopandas.read_file(written, layer="counties").set_index("code")
    assert dict(counties["role"].value_counts()) == {"core": 6, "neighbour": 2}
    assert counties.geometry["990002"].equals(box(81, 44, 82, 45))
    row = counties.loc["990002"]
    assert (row["region"], row["area_km2"], row["seat_lon"]) == ("west", 8900.0, 81.5)
    assert counties.loc["990201", "region"] == ""


@pytest.mark.parametrize("view", ["target", "measured", "gap", "status"])
def test_a_map_has_every_place_of_its_sheets_with_the_same_class(written, view):
    book = station_book()
    frame = geopandas.read_file(written, layer=f"pm25-{view}-2021").set_index("code")
    shown = {}
    for region in ("west", "east"):
        for place, cell in book.sheet("pm25", view, "2021", region).rows:
            shown[place.code] = cell
    assert set(frame.index) == set(shown)
    for code, cell in shown.items():
        assert frame.loc[code, "class"] == cell.klass
        assert frame["value"].fillna(-999)[code] == (-999 if cell.value is None else cell.value)
        assert frame.loc[code, "label"] == cell.label
        assert frame.loc[code, "reason"] == cell.reason


def test_a_place_without_an_outline_has_a_row_and_a_point(written):
    table = geopandas.read_file(written, layer="boilers-target-2021").set_index("code")
    assert table.geometry["zone-example"] is None
    assert table.loc["zone-example", "value"] == 40.0
    points = geopandas.read_file(written, layer="boilers-target-2021-zones").set_index("code")
    assert list(points.index) == ["zone-example"]
    assert points.geometry["zone-example"].equals(Point(80.7, 44.3))


def test_overlays_are_there_with_their_own_columns_and_types(written):
    stations = geopandas.read_file(written, layer="stations").set_index("code")
    assert list(stations.geom_type) == ["Point"] * 3
    assert stations.loc["9901A", "county_name"] == "示例甲市"
    assert stations.loc["9901A", "设立年份"] == "2013"
    assert list(stations["background"]) == [False, True, False]
    assert set(geopandas.read_file(written, layer="rivers").geom_type) == {"MultiLineString"}
    assert set(geopandas.read_file(written, layer="parks").geom_type) == {"MultiPolygon"}


def test_stations_show_what_they_show_on_the_sheet(written):
    frame = geopandas.read_file(written, layer="months-measured-2021-01-stations")
    by_code = frame.set_index("code")
    assert by_code.loc["9901A", "value"] == 60.0
    assert by_code.loc["9902A", "reason"] == "too_few_data"
    assert by_code.loc["9903A", "quality"] == "indicative"
    assert by_code.geometry["9903A"].equals(Point(81.6, 44.5))


def test_figures_and_findings_are_there_with_the_figures_of_each_finding(written):
    figures = pyogrio.read_dataframe(written, layer="figures").set_index("id")
    assert figures.loc["f-t-2", "value"] == 41.0
    assert figures.loc["f-t-6", "absence"] == "dash"
    assert figures.loc["f-t-2", "place_name"] == "示例乙县"
    findings = pyogrio.read_dataframe(written, layer="findings").set_index("id")
    assert findings.loc["sum-boilers", "severity_text"] == "不一致（待核实）"
    sides = pyogrio.read_dataframe(written, layer="finding_figures")
    assert list(sides[sides["finding"] == "sum-boilers"]["figure"]) == ["f-b-1", "f-b-z", "f-p-1"]
    joined = pyogrio.read_dataframe(written, layer="joined")
    assert list(joined["status_text"]) == ["未完成目标", "未收集到目标值"]
    about = pyogrio.read_dataframe(written, layer="about").set_index("key")["value"]
    assert about["status"] == "内部工作用图，未经地图审核，不得公开"
    assert about["boundaries"] == "示例边界来源"


# ---- its styles ----
def test_every_layer_with_geometry_has_one_style_that_is_taken_unasked(database):
    layers = [name for (name,) in database.execute("SELECT table_name FROM gpkg_geometry_columns")]
    assert all(style(database, name)[1] == 1 for name in layers)


@pytest.mark.parametrize(
    ("layer", "view", "period"),
    [
        ("pm25", "target", "2021"),
        ("pm25", "gap", "2021"),
        ("pm25", "status", "2021"),
        ("reasons", "target", "2021"),
    ],
)
def test_classes_and_colours_are_those_of_the_sheets_legend(database, layer, view, period):
    drawn = {
        value: (label, hexed(options(layers[0])["color"]))
        for value, label, layers in categories(database, f"{layer}-{view}-{period}")
        if value >= 0
    }
    book, legend = station_book(), {}
    for region in ("west", "east"):
        sheet = book.sheet(layer, view, period, region)
        for entry in sheet.legend:
            flat = "#E4EDF0" if entry.family == "none" else "#D2D1CE"
            legend[entry.klass] = (entry.label.zh, entry.color or flat)
    assert drawn == legend


def test_reasons_are_a_flat_fill_and_only_the_unusable_are_dotted(database):
    families = dict(REASONS)
    names = [name for name, _ in REASONS]
    seen = set()
    for value, _, layers in categories(database, "reasons-target-2021"):
        if value < 100:
            continue
        family = families[names[value - 100]]
        kinds = [layer.get("class") for layer in layers]
        seen.add(family)
        dots = ["PointPatternFill"] if family == "unusable" else []
        assert kinds == ["SimpleFill", *dots]
    assert seen == {"none", "silent", "unmeasured", "unusable"}


def test_a_value_that_is_indicative_only_is_ruled_where_there_is_one(database):
    layers = {v: layers for v, _, layers in categories(database, "pm25-measured-2021")}
    rules = layers[0][1]
    assert options(rules)["angle"] == "0"
    expression = next(o for o in rules.iter("Option") if o.get("name") == "expression")
    assert expression.get("value") == "\"quality\" = 'indicative' AND \"reason\" = ''"
    plain = {v: layers for v, _, layers in categories(database, "pm25-target-2021")}
    assert [layer.get("class") for layer in plain[0]] == ["SimpleFill"]


def test_amounts_are_symbols_whose_area_is_in_proportion(database):
    [base, symbol] = next(
        layers for value, _, layers in categories(database, "boilers-target-2021") if value == 0
    )
    assert hexed(options(base)["color"]) == "#FBF3DC"
    marker = symbol.find("symbol/layer")
    assert hexed(options(marker)["color"]) == "#2F6DA8"
    size = next(o.get("value") for o in marker.iter("Option") if o.get("name") == "expression")
    assert size == (
        'CASE WHEN "value" <> 0 THEN max(14 * sqrt(abs("value") / 580.0), 0.8) ELSE 0 END'
    )


def test_amounts_below_0_are_a_class_of_hollow_symbols(tmp_path):
    path = tmp_path / "maps.gpkg"
    write_geopackage(square_contents(book=signed_book()), path)
    with sqlite3.connect(path) as database:
        for table, spot in (("changes-target-2021", 1), ("changes-target-2021-zones", 0)):
            drawn = {v: (label, layers[spot]) for v, label, layers in categories(database, table)}
            above, below = (
                options(layer.find("symbol/layer") if spot else layer)
                for _, layer in (drawn[0], drawn[1])
            )
            assert (drawn[0][0], drawn[1][0]) == ("目标", "目标（负值，空心）")
            assert (hexed(above["color"]), hexed(above["outline_color"])) == ("#2F6DA8", "#FFFFFF")
            assert (hexed(below["color"]), hexed(below["outline_color"])) == ("#FFFFFF", "#2F6DA8")
            assert (above["outline_width"], below["outline_width"]) == ("0.2", "0.45")
    database.close()
    frame = geopandas.read_file(path, layer="changes-target-2021")
    assert list(frame["class"]) == list((frame["value"] < 0).astype(int))
    assert frame["class"].sum() == 3


def test_a_map_without_values_says_so_once_and_has_no_letters(written, database):
    frame = geopandas.read_file(written, layer="pm25-target-2020")
    assert (frame["class"] >= 100).all()
    assert set(frame["sign"]) == {""}
    labels = {value: label for value, label, _ in categories(database, "pm25-target-2020")}
    assert labels[-2].startswith("全部6个县（市）和1个无边界数据的区域无可上图的数值：")
    assert -2 not in {value for value, _, _ in categories(database, "pm25-target-2021")}


def test_a_station_outside_the_regions_is_grey_and_in_no_class(tmp_path):
    path = tmp_path / "maps.gpkg"
    write_geopackage(square_contents(book=book_with_a_far_station()), path)
    frame = geopandas.read_file(path, layer="months-measured-2021-stations").set_index("code")
    assert list(frame["class"].fillna(-9)) == [1, -9]
    assert (frame.loc["far", "color"], frame.loc["far", "legend"]) == (
        "#9AA0A6",
        "不在本图统计范围",
    )
    with sqlite3.connect(path) as database:
        root, _ = style(database, "months-measured-2021-stations")
    database.close()
    symbols = {s.get("name"): s.findall("layer") for s in root.find("renderer-v2/symbols")}
    [grey] = [c for c in root.iter("category") if not c.get("value")]
    assert grey.get("label") == "不在本图统计范围"
    [layer] = symbols[grey.get("symbol")]
    assert hexed(options(layer)["color"]) == "#9AA0A6"


def test_what_is_not_official_says_so_in_the_legend(database):
    labels = {v: label for v, label, _ in categories(database, "pm25-measured-2021")}
    assert labels[-1] == "第三方数据，不作考核依据"
    assert -1 not in {v for v, _, _ in categories(database, "pm25-target-2021")}


def test_an_overlay_is_drawn_in_its_own_sign_and_colour(database):
    root, _ = style(database, "stations")
    assert root.find("renderer-v2").get("type") == "singleSymbol"
    assert hexed(options(root.find("renderer-v2/symbols/symbol/layer"))["color"]) == "#1F4E79"


# ---- hostile input ----
def test_names_that_are_code_stay_words(database, written):
    label = geopandas.read_file(written, layer="counties").set_index("code").loc["990004", "name"]
    assert label.endswith(HOSTILE)
    titles = [t for (t,) in database.execute("SELECT identifier FROM gpkg_contents")]
    assert any(HOSTILE in title for title in titles)


@pytest.mark.parametrize(
    "name",
    [
        "counties",
        "COUNTIES",
        "counties_by_code",
        "sqlite_x",
        "gpkg_contents",
        'a"b',
        "a'; DROP TABLE x; --",
    ],
)
def test_overlays_and_layers_of_any_name_have_tables_of_their_own(tmp_path, name):
    book = square_book()
    stations, *others = book.marks
    pm25, *layers = book.layers
    book = replace(
        book,
        marks=(replace(stations, id=name), *others),
        layers=(replace(pm25, id=name), *layers),
    )
    path = tmp_path / "maps.gpkg"
    write_geopackage(square_contents(book=book), path)
    with sqlite3.connect(path) as database:
        listed = {t for (t,) in database.execute("SELECT table_name FROM gpkg_geometry_columns")}
    database.close()
    assert len(geopandas.read_file(path, layer="counties")) == 8
    assert sum("-target-2021" in table for table in listed) == 3 + 3  # of places, of zones
    features = [len(geopandas.read_file(path, layer=table)) for table in listed]
    assert features.count(3) == 1, "the stations"


def test_half_characters_and_controls_do_not_stop_it(tmp_path):
    book = square_book()
    stations, *others = book.marks
    first, *features = stations.features
    bad = replace(first, name="半\ud800字\x00\x0b=1+1")
    book = replace(
        book,
        marks=(replace(stations, features=(bad, *features)), *others),
        title=replace_text(book.title, "\ud800"),
    )
    path = tmp_path / "maps.gpkg"
    write_geopackage(square_contents(book=book), path)
    names = geopandas.read_file(path, layer="stations")["name"]
    assert names[0].startswith("半?字")


def test_no_label_of_a_legend_is_an_expression(tmp_path):
    book = square_book()
    boilers = book.layers[1]
    view = replace(boilers.views["target"], title=Text("[% env('HOME') %]<b>&\x07", "x"))
    layer = replace(boilers, views={"target": view})
    path = tmp_path / "maps.gpkg"
    write_geopackage(square_contents(book=replace(book, layers=(layer,))), path)
    with sqlite3.connect(path) as database:
        labels = {value: label for value, label, _ in categories(database, "boilers-target-2021")}
    database.close()
    assert labels[0] == "[ % env('HOME') %]<b>&\\x07"


def replace_text(words, more):
    return words._replace(zh=words.zh + more)


def test_an_empty_book_of_one_overlay_without_features_is_written(tmp_path):
    book = square_book()
    empty = replace(book.marks[0], features=())
    path: Path = tmp_path / "maps.gpkg"
    write_geopackage(square_contents(book=replace(book, marks=(empty,), layers=())), path)
    assert len(pyogrio.read_dataframe(path, layer="stations")) == 0
