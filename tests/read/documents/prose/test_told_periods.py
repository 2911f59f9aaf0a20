"""The period that a document says it tells of, and calls by a name of its own."""

import pytest

from aqmap.read.documents.prose.number_periods import with_year
from tests.read.asked import asked, asked_of

TITLE = "关于冬季大气污染防治进展的通报"
OPENING = "现将2021年11月1日至2022年2月28日（以下简称本轮攻坚期）工作情况通报如下。"
WINTER = "2021-11-01/2022-02-28"


def periods_of(figures):
    return [(f.value_written, f.period) for f in figures]


@pytest.mark.parametrize("place", ["昌吉州", "伊犁州"])
def test_the_opening_tells_the_period_where_the_title_names_none(read, place):
    figures = read(f"{OPENING}\n全州PM2.5平均浓度为61微克/立方米。", title=TITLE, place=place)
    assert periods_of(figures) == [("61微克/立方米", WINTER)]
    assert asked(figures) == []


def test_a_period_is_called_by_the_name_that_the_document_gives_it(read):
    figures = read(
        f"{OPENING}\n2022年3月，阜康市优良天数20天。本轮攻坚期阜康市优良天数75天。", title=TITLE
    )
    assert periods_of(figures) == [("20天", "2022-03"), ("75天", WINTER)]


@pytest.mark.parametrize(
    ("period", "dated"),
    [
        ("YYYY-12", "2021-12"),  # the winter's only December
        ("YYYY-01", "2022-01"),
        ("YYYY-06", ""),  # it has no June
        ("YYYY-01/YYYY-04", ""),  # nor the first four months of a year
    ],
)
def test_a_month_of_a_winter_is_of_the_year_in_which_it_lies(document, period, dated):
    assert with_year(period, WINTER, document("report")) == dated


def test_a_change_may_be_stated_against_a_month_of_another_year(read):
    figures = read(
        "2021年1月昌吉市PM2.5月均浓度90微克/立方米，较2020年12月的100微克/立方米下降10%。",
        title="2021年1月昌吉州空气质量月报",
    )
    assert [(f.role, f.value_written, f.period) for f in figures] == [
        ("measured", "90微克/立方米", "2021-01"),
        ("baseline", "100微克/立方米", "2020-12"),
    ]
    assert (str(figures[0].change), figures[0].baseline_period) == ("-10", "2020-12")


def test_this_month_in_a_heading_is_the_months(read):
    figures = read(
        "一、本月空气质量\n昌吉市优良天数20天，综合指数3.52（上年同期为3.80）。",
        title="2021年3月昌吉州空气质量月报",
    )
    assert [(f.indicator, f.period, f.value_written) for f in figures] == [
        ("", "2021-03", "20天"),
        ("composite_index", "2021-03", "3.52"),
        ("composite_index", "2020-03", "3.80"),
    ]
    assert asked(figures) == []


def test_behind_a_paragraph_of_a_part_of_the_year_the_period_is_asked(read):
    figures = read(
        "截至10月20日，全州完成电采暖500户。\n完工的都是电采暖，昌吉市完工电采暖300户。",
        title="2021年昌吉州清洁取暖工作总结",
    )
    assert [(f.period, asked_of(f)) for f in figures] == [
        ("2021-01-01/2021-10-20", ()),
        ("2021-01-01/2021-10-20", ("period",)),
    ]


def test_behind_a_semicolon_the_year_before_is_told_no_more(read):
    figures = read(
        "2021年，昌吉市PM2.5平均浓度40微克/立方米，2020年这一数值是44微克/立方米；"
        "PM10平均浓度80微克/立方米。",
        title="2021年昌吉州空气质量公报",
    )
    assert [(f.indicator, f.period, str(f.value)) for f in figures] == [
        ("pm25", "2021", "40"),
        ("pm25", "2020", "44"),
        ("pm10", "2021", "80"),
    ]


def test_this_year_behind_a_cut_off_only_says_its_year_again(read):
    (figure,) = read(
        "截至2021年4月底，今年昌吉市已淘汰老旧柴油货车65辆。", title="2021年昌吉州工作总结"
    )
    assert (figure.period, figure.role) == ("2021-01/2021-04", "measured")


def test_a_day_behind_the_number_is_when_it_is_due(read):
    figures = read("剩余200户散煤替代任务3月10日前全部完成。", title="2021年昌吉州工作方案")
    assert [(f.period, f.comparator, f.role) for f in figures] == [
        ("2021-01-01/2021-03-10", "ge", "target")
    ]


def test_a_clause_with_a_period_of_its_own_is_not_aimed_at_before_it(read):
    figures = read("燃煤锅炉应淘汰9台，前9个月淘汰8台。", title="2021年昌吉州大气污染防治工作总结")
    assert [(f.role, f.value_written) for f in figures] == [("target", "9台"), ("measured", "8台")]


def test_an_area_before_its_counties_names_nothing(read):
    figures = read(
        "州东部的奇台县、木垒县PM2.5平均浓度分别为30、20微克/立方米。",
        title="2021年昌吉州空气质量公报",
    )
    assert [(f.place_written, str(f.value), asked_of(f)) for f in figures] == [
        ("奇台县", "30", ()),
        ("木垒县", "20", ()),
    ]
