"""Tables that say whose their values are in no column: a county station's own exports."""

from datetime import datetime

import pytest

from aqmap.errors import SourceError
from aqmap.read.stations.archive.read_archive import read_archive
from aqmap.read.stations.hours import spot_text
from aqmap.read.stations.station_lists import station_key
from tests.read.stations.tall_tables import book_of, hours, text_of

NAMED = {
    station_key("伊宁市", "市环保局"): "2703A",  # the county it stands in, as the pipeline adds
    station_key("伊犁州", "市环保局"): "2703A",
    station_key("伊犁州", "第二水厂"): "2705A",
    station_key("昌吉州", "新区"): "2692A",
    station_key("昌吉州", "新区政务中心"): "2693A",
    station_key("昌吉州", "监测站"): "2691A",
    station_key("石河子市", "监测站"): "2709A",
}
NOON = datetime(2021, 3, 1, 12)
ONE = [["时间", "PM2.5", "CO"], [NOON, 40, 0.5]]


def values(content, name="a.xlsx"):
    """Return ``{(station, pollutant): µg/m³ or mg/m³}`` of the hour 12, what was met, and where."""
    found, met, spots = hours(content, name=name, named=NAMED)
    assert {(day, hour) for day, hour, _, _ in found} <= {("20210301", 12)}
    return {key[2:]: amount / 1000 for key, amount in found.items()}, met, spots


class TestOneStation:
    """A table of one station, without a column that says which."""

    @pytest.mark.parametrize(
        ("sheets", "name", "told"),
        [
            (
                {"Sheet1": [["伊宁市市环保局空气自动监测站小时数据"], *ONE]},
                "a.xlsx",
                "伊宁市市环保局",
            ),
            ({"伊犁州市环保局": ONE}, "a.xlsx", "伊犁州市环保局"),
            ({"Sheet1": ONE}, "2703A-202103.xlsx", "2703A-202103.xlsx"),
            ({"Sheet1": ONE}, "伊犁州市环保局2021年3月.xlsx", "伊犁州市环保局2021年3月.xlsx"),
            ({"伊犁州市环保局": [["伊犁州市环保局和第二水厂"], *ONE]}, "a.xlsx", "伊犁州市环保局"),
        ],
    )
    def test_a_title_the_sheet_or_the_file_tells_it(self, sheets, name, told):
        found, met, spots = values(book_of(sheets), name)
        assert found == {("2703A", "PM2.5"): 40, ("2703A", "CO"): 0.5}
        assert met == {"station_from_title": 1}
        assert spots["station_from_title"].startswith(told)
        assert spots["station_from_title"].endswith("→ 2703A")

    def test_a_sheet_each(self):
        book = book_of({"伊犁州市环保局": ONE, "伊犁州第二水厂": [ONE[0], [NOON, 41, 0.6]]})
        found, met, spots = values(book)
        assert found == {
            ("2703A", "PM2.5"): 40,
            ("2703A", "CO"): 0.5,
            ("2705A", "PM2.5"): 41,
            ("2705A", "CO"): 0.6,
        }
        assert met == {"station_from_title": 2}
        assert spots["station_from_title"] == "伊犁州市环保局 → 2703A; 伊犁州第二水厂 → 2705A", (
            "each is told"
        )

    @pytest.mark.parametrize(
        "sheets",
        [
            {"数据": ONE},
            {"数据": [["某某小区"], *ONE]},
            {"数据": [["市环保局空气自动监测站小时数据"], *ONE]},  # of which city?
            {"数据": [["保山市市环保局空气自动监测站小时数据"], *ONE]},
            {"数据": [["伊宁县市环保局空气自动监测站小时数据"], *ONE]},
            {"数据": [["伊犁州市环保局和第二水厂"], *ONE]},
            {"伊犁州第二水厂": [["伊犁州市环保局"], *ONE]},  # the title and the sheet differ
            {"数据": [["监测站小时数据"], *ONE]},  # two cities have one
            {"数据": [["12703A"], *ONE]},
            {"数据": [["9999A"], *ONE]},  # not of the list
        ],
    )
    def test_what_tells_none_or_two_is_not_used_and_said(self, sheets):
        found, met, _ = values(book_of(sheets))
        assert found == {}
        assert met == {"station_not_told": 1, "other_file": 1}

    def test_a_name_in_a_longer_name_is_the_longer(self):
        assert {code for code, _ in values(book_of({"昌吉州新区政务中心": ONE}))[0]} == {"2693A"}

    def test_a_name_of_two_characters_counts_alone_only(self):
        assert {code for code, _ in values(book_of({"昌吉州新区": ONE}))[0]} == {"2692A"}
        assert values(book_of({"昌吉州高新区": ONE}))[0] == {}

    def test_a_name_of_several_cities_counts_with_its_city(self):
        found = values(book_of({"数据": [["昌吉州监测站小时数据"], *ONE]}))[0]
        assert {code for code, _ in found} == {"2691A"}

    def test_a_unit_in_a_second_row_of_the_head(self):
        rows = [["时间", "PM2.5", "CO"], [None, "mg/m3", "mg/m3"], [NOON, 0.04, 0.5]]
        found, met, _ = values(book_of({"伊犁州市环保局": rows}))
        assert found == {("2703A", "PM2.5"): 40, ("2703A", "CO"): 0.5}
        assert met == {"station_from_title": 1, "unit_converted": 1}

    def test_a_line_above_that_looks_like_a_head(self):
        found = values(book_of({"伊犁州市环保局": [["监测时间", "2021年3月"], *ONE]}))[0]
        assert found == {("2703A", "PM2.5"): 40, ("2703A", "CO"): 0.5}


class TestColumnOfStations:
    """A column of names: with their city they are stations, alone none."""

    def rows(self, city, name):
        head = ["城市"] if city is not None else []
        cell = [city] if city is not None else []
        return text_of(
            [[*head, "监测点", "时间", "PM2.5"], [*cell, name, "2021-03-01 12:00", "40"]]
        )

    @pytest.mark.parametrize("city", ["伊犁州", "伊犁哈萨克自治州", "伊宁市"])
    def test_a_name_with_its_city(self, city):
        assert values(self.rows(city, "市环保局"))[:2] == ({("2703A", "PM2.5"): 40}, {})

    @pytest.mark.parametrize("city", [None, "", "保山市", "伊宁县", "昌吉州"])
    def test_a_name_alone_or_of_another_city_matches_nothing(self, city):
        found, met, spots = values(self.rows(city, "市环保局"))
        assert (found, met) == ({}, {"station_unknown": 1})
        assert spots["station_unknown"].startswith("line 2: ")

    @pytest.mark.parametrize("name", ["环保局", "市环保", "新", ""])
    def test_others_are_not_guessed(self, name):
        assert values(self.rows("伊犁州", name))[:2] == ({}, {"station_unknown": 1})

    def test_the_name_of_the_file_is_no_city_of_a_column_of_names(self):
        assert values(self.rows(None, "市环保局"), "伊犁州.csv")[0] == {}

    def test_a_code_in_the_place_of_the_name_is_the_code(self):
        assert values(self.rows(None, "2703a"))[:2] == ({("2703A", "PM2.5"): 40}, {})


class TestColumnAStation:
    """A table with a column a station."""

    def test_of_one_pollutant_that_the_title_tells(self):
        rows = [
            ["2021年3月PM2.5小时浓度（μg/m³）"],
            ["时间", "伊犁州市环保局", "2705A", "平均"],
            [NOON, 40, 41, 40.5],
        ]
        found, met, spots = values(book_of({"Sheet1": rows}))
        assert found == {("2703A", "PM2.5"): 40, ("2705A", "PM2.5"): 41}
        assert met == {"pollutant_from_title": 1, "head_unknown": 1}
        assert spots["pollutant_from_title"].endswith("→ PM2.5")
        assert spots["head_unknown"] == "平均"

    def test_names_of_heads_need_their_city_in_the_title(self):
        rows = [["时间", "市环保局"], [NOON, 40]]
        assert values(book_of({"Sheet1": [["PM2.5"], *rows]}))[0] == {}
        assert values(book_of({"Sheet1": [["PM2.5"], *rows]}), "伊犁州.xlsx")[0] == {}
        found = values(book_of({"Sheet1": [["伊犁州PM2.5小时浓度"], *rows]}))[0]
        assert found == {("2703A", "PM2.5"): 40}

    def test_a_unit_in_the_title_counts(self):
        rows = [["PM2.5（mg/m³）"], ["时间", "伊犁州市环保局"], [NOON, 0.04]]
        found, met, _ = values(book_of({"Sheet1": rows}))
        assert found == {("2703A", "PM2.5"): 40}
        assert met == {"pollutant_from_title": 1, "unit_converted": 1}

    @pytest.mark.parametrize(
        "title",
        ["小时数据", "PM2.5和PM10", "PM2.5日均值", "O3最大8小时滑动平均", "CODE", "AQI", ""],
    )
    def test_a_title_of_none_of_two_or_of_other_means(self, title):
        rows = [[title], ["时间", "伊犁州市环保局"], [NOON, 40]]
        found, met, _ = values(book_of({"Sheet1": rows}))
        assert (found, met) == ({}, {"pollutant_not_told": 1, "other_file": 1})

    @pytest.mark.parametrize(
        "head",
        [
            [
                ["时间", "伊犁州市环保局", None, "伊犁州第二水厂", None],
                [None, "PM2.5", "CO", "PM2.5", "CO"],
            ],
            [
                ["时间", "伊犁州市环保局", None, "2705A", None],
                ["时间", "PM2.5", "CO", "PM2.5", "CO"],
            ],
        ],
    )
    def test_stations_over_pollutants(self, head):
        found, met, _ = values(book_of({"Sheet1": [*head, [NOON, 40, 0.5, 41, 0.6]]}))
        assert found == {
            ("2703A", "PM2.5"): 40,
            ("2703A", "CO"): 0.5,
            ("2705A", "PM2.5"): 41,
            ("2705A", "CO"): 0.6,
        }
        assert met == {}

    def test_pollutants_over_stations(self):
        head = [
            ["时间", "PM2.5", None, "CO"],
            [None, "伊犁州市环保局", "伊犁州第二水厂", "伊犁州市环保局"],
        ]
        found, met, _ = values(book_of({"Sheet1": [*head, [NOON, 40, 41, 0.5]]}))
        assert found == {("2703A", "PM2.5"): 40, ("2705A", "PM2.5"): 41, ("2703A", "CO"): 0.5}
        assert met == {}

    def test_merged_heads(self):
        head = [
            ["时间", "伊犁州市环保局", None, "伊犁州第二水厂"],
            [None, "PM2.5", "PM10", "PM2.5"],
        ]

        def merge(book):
            for area in ("A1:A2", "B1:C1"):
                book.active.merge_cells(area)

        found, met, _ = values(book_of({"Sheet1": [*head, [NOON, 40, 50, 41]]}, merge))
        assert found == {("2703A", "PM2.5"): 40, ("2703A", "PM10"): 50, ("2705A", "PM2.5"): 41}
        assert met == {}

    def test_a_text_in_a_cell_is_named_with_its_head(self):
        rows = [["PM2.5"], ["时间", "伊犁州市环保局", "伊犁州第二水厂"], [NOON, "停电", 41]]
        spots = values(book_of({"Sheet1": rows}))[2]
        assert spots["text"] == "Sheet1 row 3, 伊犁州市环保局: 停电"


def test_an_archive_that_cannot_be_used_says_why(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(book_of({"数据": ONE}))
    with pytest.raises(SourceError) as caught:
        read_archive([tmp_path], named=NAMED)
    said = caught.value.faults[0].said
    assert "有时间和污染物、但看不出是哪个站点的表" in said.zh
    assert "a.xlsx" in said.zh
    assert "tell no station of the list" in said.en


@pytest.mark.parametrize(
    ("spot", "zh"),
    [
        ("line 2: 市环保局 → 2703A", "第2行: 市环保局 → 2703A"),
        ("一月 row 5, PM2.5: <3", "一月 第5行, PM2.5: <3"),
        ("feature 7", "第7个要素"),
        ("一月 row 5: row 6", "一月 第5行: row 6"),  # what stands in a cell is left as it is
        ("2691A 2021-03-01 13:07, PM2.5", "2691A 2021-03-01 13:07, PM2.5"),
    ],
)
def test_places_are_said_in_chinese(spot, zh):
    assert (spot_text(spot).zh, spot_text(spot).en) == (zh, spot)
