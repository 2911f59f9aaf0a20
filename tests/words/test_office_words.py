"""Titles and statuses are said as an office writes them; no word that it gave up is left."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from aqmap.model.joined import Status
from aqmap.render.browser.payload.payload import book_payload
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.margin.notes import sheet_notes
from aqmap.words import catalogue, say
from tests.books import square_book

ROOT = Path(__file__).parents[2]
SUPERSEDED = (
    "达到目标", "未到期", "未见公布", "未见目标", "未见该县市", "无实际数据", "实际图", "差距图",
    "底数图", "在管数", "表列数", "已确认", "城市只注名称", "非官方", "提示",
)  # fmt: skip
GIVEN_UP = re.compile("|".join(SUPERSEDED))
WRITTEN_FOR_USERS = sorted(
    path
    for pattern in (
        "README.md", "docs/*.md", "data/*/README.md", "aqmap.toml", "layers/*.toml",
        "aqmap/templates/*/**/*.toml", "aqmap/templates/*/**/*.md", "aqmap/templates/*/**/*.csv",
    )
    for path in ROOT.glob(pattern)
)  # fmt: skip


def given_up(words):
    return [(text, GIVEN_UP.findall(text)) for text in words if GIVEN_UP.search(text)]


def test_no_word_that_an_office_gave_up_is_in_the_catalogue():
    assert given_up(phrase.zh for phrase in catalogue().values()) == []


@pytest.mark.parametrize("path", WRITTEN_FOR_USERS, ids=lambda path: path.name)
def test_no_such_word_is_in_what_users_read_besides(path):
    assert given_up(path.read_text(encoding="utf-8").splitlines()) == []


def test_no_such_word_is_on_the_page_or_the_paper_of_the_default_workspace(default_book):
    texts = book_payload(default_book)["texts"]
    assert given_up(text if isinstance(text, str) else text[0] for text in texts) == []
    land = {region.id: RegionGround(default_book, region) for region in default_book.regions}
    for sheet in default_book.sheets():
        words = [note.zh for note in sheet_notes(sheet, land[sheet.region.id])]
        words += [entry.label.zh for entry in sheet.legend]
        assert given_up([sheet.title.zh, *words]) == []


# ---- titles ------------------------------------------------------------------------------

TITLES = {
    ("pm25", "target", "ili"): "2021年伊犁州直PM2.5年均浓度目标图",
    ("pm25", "measured", "changji"): "2021年昌吉州PM2.5年均浓度实测值图",
    ("pm25", "gap", "changji"): "2021年昌吉州PM2.5年均浓度与目标差值图",
    ("pm25", "status", "ili"): "2021年伊犁州直PM2.5年均浓度完成情况图",
    ("afforestation", "measured", "ili"): "2021年伊犁州直造林完成量图",
    ("bungalow_households", "target", "ili"): "2021年伊犁州直建成区平房户数底数统计图",
    ("building_sites", "target", "ili"): "2021年伊犁州直建筑工地监管数量图",
    ("large_boilers", "target", "ili"): "2021年伊犁州直集中供暖及65蒸吨以上锅炉附表数据图",
    ("road_sweeping_rate", "measured", "ili"): "2021年伊犁州直道路机扫率完成值图",
    ("coal_cap", "measured", "ili"): "2021年伊犁州直煤炭总量实际量图",
}


@pytest.mark.parametrize(("layer", "view", "region"), TITLES)
def test_each_kind_of_map_has_the_title_of_an_office(default_book, layer, view, region):
    sheet = default_book.sheet(layer, view, region=region)
    assert sheet.title.zh == TITLES[layer, view, region]


def test_every_title_of_the_default_workspace_begins_with_its_year(default_book):
    sheets = [
        default_book.sheet(layer.id, view, period, region)
        for layer in (*default_book.layers, *default_book.day_layers)
        for view in layer.views
        for period in layer.periods
        for region in layer.regions
    ]
    assert any(layer.id == "stations" for layer in default_book.day_layers)
    titles = [default_book.title.zh, *(sheet.title.zh for sheet in sheets)]
    assert [title for title in titles if not re.match(r"20\d\d年", title)] == []


@pytest.mark.parametrize(
    ("period", "title"),
    [
        ("2013/2015", "2013—2015年示例西州PM2.5年均浓度目标图"),
        ("2021-01/2021-09", "2021年1—9月示例西州PM2.5年均浓度目标图"),
        ("2020-10/2021-03", "2020年10月—2021年3月示例西州PM2.5年均浓度目标图"),
        ("2021-01-01/2021-12-15", "2021年1月1日至12月15日示例西州PM2.5年均浓度目标图"),
        ("2021-11", "2021年11月示例西州PM2.5年均浓度目标图"),
        ("2021-01-13", "2021年1月13日示例西州PM2.5年均浓度目标图"),
    ],
)
def test_the_year_stands_first_whatever_the_period_is(period, title):
    sheet = square_book().sheet("pm25", "target")
    assert replace(sheet, period=period).title.zh == title


def test_the_short_name_of_the_zone_is_the_offices_own(default_book):
    (zone,) = (place for place in default_book.places if place.level == "zone")
    assert zone.label.zh == "奎独经开区"


# ---- statuses, reasons, notices ----------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (f"status.{Status.MET}", "完成目标"),
        (f"status.{Status.NOT_MET}", "未完成目标"),
        (f"reason.{Status.NOT_DUE}", "考核期未满"),
        (f"reason.{Status.NO_TARGET}", "未收集到目标值"),
        ("reason.unconfirmed", "待核对"),
        ("page.severity_error", "不一致（待核实）"),
        ("page.severity_doubtful", "存疑"),
        ("page.severity_note", "说明"),
        ("notice.monitor_realtime", "实时数据，未经审核，转自第三方存档，不作考核依据"),
    ],
)
def test_a_status_or_notice_is_said_in_the_words_of_the_table(key, said):
    assert say(key, "zh") == said


@pytest.mark.parametrize("reason", ["no_figure", "no_regional_data", "no_measurement"])
def test_what_has_no_data_says_why_in_brackets(reason):
    assert re.fullmatch("暂无数据（.+）", say(f"reason.{reason}", "zh"))


def test_cities_of_the_xpcc_are_named_as_what_they_are():
    sentence = "自治区直辖县级市（兵团师市）不在本图统计范围，仅注名称"
    assert sentence in say("paper.note.context_xpcc", "zh")
