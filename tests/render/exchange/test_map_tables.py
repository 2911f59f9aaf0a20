"""The maps as tables: every place with what its sheet shows, and with target beside actual."""

import pytest

from aqmap.render.exchange.map_tables import PLACE_COLUMNS, POINT_COLUMNS, map_tables
from tests.books import square_book
from tests.render.exchange.contents import JOINED, book_with_a_far_station
from tests.station_books import station_book


@pytest.fixture(scope="module")
def tables():
    return {table.name: table for table in map_tables(square_book(), JOINED, "zh")}


def rows(table):
    return {row["code"]: row for row in table.rows}


def test_every_layer_view_and_period_is_a_map_printed_or_not(tables):
    views = ("target", "measured", "gap", "status")
    pm25 = {f"pm25-{view}-{year}" for view in views for year in ("2021", "2020")}
    others = {"boilers-target-2021", "reasons-target-2021", "hostile-measured-2021-03"}
    assert set(tables) == pm25 | others


def test_a_place_has_its_number_class_legend_and_colour(tables):
    row = rows(tables["pm25-target-2021"])["990002"]
    assert (row["value"], row["label"], row["class"]) == (41.0, "≤41", 2)
    assert (row["legend"], row["color"], row["unit"]) == (">35", "#B10026", "微克/立方米")
    assert (row["sources"], row["quality"]) == ("示例行动计划", "valid")


def test_a_place_without_a_number_has_reason_status_and_a_class_of_its_own(tables):
    row = rows(tables["pm25-measured-2021"])["990003"]
    assert (row["value"], row["label"]) == (None, "")
    assert (row["reason"], row["sign"]) == ("no_station", "站")
    assert (row["class"], row["legend"]) == (108, "无国控监测站点")
    assert (row["status"], row["status_text"]) == ("no_target", "未收集到目标值")
    assert (row["target"], row["measured"], row["gap"]) == (None, None, None)


def test_target_actual_and_gap_stand_beside_what_a_map_shows(tables):
    row = rows(tables["pm25-status-2021"])["990002"]
    assert (row["sign"], row["legend"], row["color"]) == ("✗", "未完成目标", "#B2182B")
    assert (row["target"], row["measured"], row["gap"]) == (41.0, 47.5, 6.5)
    assert row["notes"] == "截至12月15日"


def test_a_task_of_0_is_no_task_and_a_symbol_has_the_symbols_colour(tables):
    of_boilers = rows(tables["boilers-target-2021"])
    assert (of_boilers["990004"]["reason"], of_boilers["990004"]["color"]) == ("no_task", "#E4EDF0")
    assert (of_boilers["990001"]["value"], of_boilers["990001"]["color"]) == (580.0, "#2F6DA8")


def test_what_is_not_official_says_so_in_its_row_and_of_the_map(tables):
    table = tables["pm25-measured-2021"]
    assert rows(table)["990001"]["notice"] == "第三方数据，不作考核依据"
    assert rows(table)["990003"]["notice"] == ""
    assert [notice.zh for notice in table.notices] == ["第三方数据，不作考核依据"]


def test_places_of_other_regions_are_left_out(tables):
    assert set(rows(tables["hostile-measured-2021-03"])) == {"990101", "990102"}


def test_columns_are_the_same_in_every_map(tables):
    assert {tuple(row) for table in tables.values() for row in table.rows} == {tuple(PLACE_COLUMNS)}


def test_a_map_without_values_says_so_in_one_sentence_and_no_place_repeats_it(tables):
    table = tables["pm25-target-2020"]
    assert {row["sign"] for row in table.rows} == {""}
    assert table.missing.zh.startswith("全部6个县（市）和1个无边界数据的区域无可上图的数值：")
    assert tables["pm25-target-2021"].missing is None


def test_a_station_outside_the_regions_is_counted_in_no_class():
    [table] = [
        table
        for table in map_tables(book_with_a_far_station(), (), "en")
        if table.name == "months-measured-2021-stations"
    ]
    near, far = table.rows
    assert (near["class"], near["color"]) == (1, "#FD8D3C")
    assert (far["class"], far["color"]) == (None, "#9AA0A6")
    assert far["legend"] == "Not counted on this map"
    assert sum(entry.count for entry in table.legend) == 1


def test_stations_that_show_values_are_a_map_of_their_own():
    tables = {table.name: table for table in map_tables(station_book(), (), "en")}
    table = tables["months-measured-2021-stations"]
    first, second, third = table.rows
    assert tuple(first) == tuple(POINT_COLUMNS)
    assert (first["code"], first["county"], first["value"], first["class"]) == (
        "9901A",
        "990001",
        35.0,
        1,
    )
    assert (second["quality"], second["background"]) == ("indicative", True)
    assert (third["value"], third["reason"], third["legend"]) == (
        None,
        "no_figure",
        "no data (no published figure at hand)",
    )
