"""The period that a document says it tells of, and calls by a name of its own."""

import pytest

from aqmap.read.documents.prose.number_periods import with_year
from tests.read.asked import asked

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
