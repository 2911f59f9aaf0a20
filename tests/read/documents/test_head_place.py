"""The place and the month of a document that its title leaves open: who speaks, who signs, when."""

import pytest

from tests.read.asked import asked

SAID = "PM2.5平均浓度为35微克/立方米。"
TITLE = "2021年工作报告"
TEKES, SHAWAN, FUKANG, CHANGJI = "654027", "654223", "652302", "652300"


def places_of(figures):
    return {(figure.place, figure.confirm) for figure in figures}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"在特克斯县第十七届人民代表大会第二次会议上\n一、2021年工作回顾\n{SAID}", TEKES),
        (f"伊犁州生态环境局特克斯县分局\n一、2021年工作回顾\n{SAID}", TEKES),
        (f"一、2021年工作回顾\n{SAID}\n特克斯县人民政府办公室\n2022年1月5日", TEKES),
        (f"来源：阜康市融媒体中心\n一、2021年工作回顾\n{SAID}", FUKANG),
        (f"记者从昌吉州生态环境局获悉，一年来成效明显。\n一、2021年工作回顾\n{SAID}", CHANGJI),
    ],
)
def test_who_speaks_or_signs_tells_the_place(read, text, place):
    assert places_of(read(text, title=TITLE, place="")) == {(place, ())}


@pytest.mark.parametrize(
    "text",
    [
        f"来源：昌吉州日报\n一、2021年工作回顾\n全县{SAID}",  # 全县 is no prefecture
        f"一、2021年工作回顾\n{SAID}",
        f"特克斯县人民政府\n阜康市人民政府\n一、2021年工作回顾\n{SAID}",  # which of the two?
    ],
)
def test_no_one_tells_the_place(read, text):
    assert places_of(read(text, title=TITLE, place="")) == {("", ("place",))}


def test_a_period_alone_below_the_title_is_the_titles(read):
    figures = read(
        f"（2021年3月）\n特克斯县环境监测站编\n本月{SAID}", title="特克斯县空气质量月报", place=""
    )
    assert [(f.place, f.period, f.confirm) for f in figures] == [(TEKES, "2021-03", ())]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("去年全市优良天数300天。", "2022"),
        ("前年全市优良天数300天。", "2021"),
        ("今年1—4月全市优良天数80天。", "2023-01/2023-04"),
    ],
)
def test_this_year_is_that_of_writing(read, text, period):
    figures = read(f"2023-05-06\n{text}", title="阜康市蓝天保卫战见闻", place="")
    assert [f.period for f in figures] == [period]


def test_in_a_titled_report_this_year_is_its_own(read):
    figures = read(
        "今年全市优良天数300天。\n2022年1月6日", title="2021年阜康市空气质量总结", place=""
    )
    assert [(f.period, asked([f])) for f in figures] == [("2021", [])]
