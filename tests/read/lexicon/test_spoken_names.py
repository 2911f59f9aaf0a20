"""What documents call the air's indicators: whose mean it is and how it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.read.lexicon.plain_signs import narrow, without_blanks
from aqmap.read.lexicon.spoken_names import SpokenNames
from aqmap.words import Text
from aqmap.workspace.indicators import Indicators


@pytest.fixture(scope="module")
def names(workspace):
    return SpokenNames(workspace.indicators)


def found(names, text):
    """Return the names in a text that are taken, each with its indicator's id."""
    taken, end = [], 0
    for name in names.find(narrow(text)):
        if name.start >= end:
            taken.append((text[name.start : name.end], name.indicator.id))
            end = name.end
    return taken


MEANS = [
    "浓度",
    "平均浓度",
    "年均浓度",
    "月均浓度",
    "月平均浓度",
    "日均值",
    "浓度均值",
    "浓度平均值",
]
THINGS = {
    "细颗粒物": "pm25",
    "PM2.5": "pm25",
    "细颗粒物（PM2.5）": "pm25",
    "PM2.5（细颗粒物）": "pm25",
    "可吸入颗粒物(PM10)": "pm10",
    "二氧化硫": "so2",
    "二氧化氮（NO2）": "no2",
    "一氧化碳": "co",
    "臭氧（O3）": "o3",
}


@pytest.mark.parametrize("mean", MEANS)
@pytest.mark.parametrize(("thing", "id_"), THINGS.items())
def test_whose_mean_it_is_is_part_of_a_name(names, thing, id_, mean):
    assert found(names, f"5月，尼勒克县{thing}{mean}为30") == [(thing + mean, id_)]
    assert names.find_whole(thing + mean).id == id_


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("臭氧日最大8小时平均第90百分位数浓度", "o3"),
        ("臭氧日最大八小时滑动平均值的第90百分位数", "o3"),
        ("臭氧8小时", "o3"),
        ("臭氧（O3-8h）", "o3"),
        ("O3 8h", "o3"),
        ("O3-8h-90per", "o3"),
        ("臭氧（O3）日最大8小时均值第90百分位数浓度", "o3"),
        ("一氧化碳24小时平均第95百分位数", "co"),
        ("一氧化碳（CO）日均值第95百分位浓度", "co"),
        ("CO-95per", "co"),
    ],
)
def test_hours_and_percentiles_are_part_of_a_name(names, written, id_):
    assert found(names, f"奇台县{written}为120") == [(written, id_)]


@pytest.mark.parametrize(
    "written",
    [
        *(
            "优良天数比例",
            "空气质量优良天数比率",
            "优良天数占比",
            "优良天数平均比例",
            "优良天气比例",
        ),
        *("空气质量优良比", "优良比例", "空气优良率", "优良率", "优良（达标）天数比例"),
        *("达标天数比例", "空气质量达标天数比率", "空气质量达标率", "优良等级天数占比"),
    ],
)
def test_the_share_of_good_days_has_many_names(names, written):
    assert found(names, f"新源县{written}为91.2%") == [(written, "good_day_ratio")]


@pytest.mark.parametrize(
    "text",
    [
        "地表水水质优良率为100%",
        "国控断面优良比例为95%",
        "集中式饮用水水源达标率100%",
        "企业废气排放达标率98%",
        "声环境质量达标率96%",
        "危险废物规范化管理达标率92%",
        "优良天数比上年增加5天",
        "优良天数比2020年多3天",
    ],
)
def test_shares_of_other_things_are_no_good_days(names, text):
    assert found(names, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "开展臭氧污染防治行动",
        "CO2排放量减少5%",
        "COD浓度为12毫克/升",
        "NO3浓度为3毫克/升",
        "推进一氧化碳报警器安装120户",
    ],
)
def test_a_thing_that_stands_for_no_amount_is_no_indicator(names, text):
    assert found(names, text) == []


def test_a_thing_in_a_list_of_amounts_is_one(names):
    assert found(names, "臭氧、一氧化碳分别为130和1.1") == [("臭氧", "o3"), ("一氧化碳", "co")]
    assert found(names, "臭氧130微克/立方米") == [("臭氧", "o3")]


NAMES = [
    "PM2.5平均浓度",
    "细颗粒物（PM2.5）月均浓度",
    "ＰＭ２．５浓度均值",
    "PM₂.₅年均浓度",
    "PM2．5浓度",
]


@given(st.sampled_from(NAMES), st.lists(st.sampled_from(["", " ", "\u3000", "  "]), min_size=20))
def test_blanks_and_widths_change_no_name(names, name, gaps):
    spread = "".join(sign + gap for sign, gap in zip(name, gaps, strict=False)) + name[len(gaps) :]
    closed_up = without_blanks(narrow(spread)).text
    assert [n.indicator.id for n in names.find(closed_up)][:1] == ["pm25"]
    assert names.find_whole(spread).id == "pm25"


def test_a_thing_that_two_indicators_name_stands_for_neither(workspace):
    pm25 = workspace.indicators["pm25"]
    both = {
        id_: pm25.model_copy(update={"id": id_, "aliases": (alias,), "name": Text(id_, id_)})
        for id_, alias in (("monthly", "PM2.5月均浓度"), ("yearly", "PM2.5年均浓度"))
    }
    names = SpokenNames(Indicators(both))
    assert found(names, "PM2.5月均浓度为30") == [("PM2.5月均浓度", "monthly")]
    assert found(names, "PM2.5浓度均值为30") == []
