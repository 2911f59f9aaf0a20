"""What sentences say of changes, of years compared with, and of dust: each number stays its own."""

import pytest

from tests.read.documents.prose.test_discourse_turns import (
    ALL,
    COUNTY,
    DAYS,
    HEATING,
    NOTICE,
    PM,
    RATIO,
    YEARLY,
    measured,
    rows_of,
)


def changes(figures):
    return [(f.indicator, f.place, str(f.value), f.change, f.baseline_period) for f in figures]


def test_what_exceeds_a_task_is_no_figure_and_takes_no_change(read):
    figures = read("完成农村清洁取暖25316户，超额完成916户，同比增加3200户。", title=YEARLY)
    assert changes(figures) == [(HEATING, ALL, "25316", 3200, "2021")]


def test_a_change_belongs_to_the_newer_of_two_values(read):
    figures = read(
        "2022年，我县PM2.5年均浓度49.6微克/立方米，较2020年的57.3微克/立方米下降13.4%；"
        "重污染天数31天，比上年少5天。",
        title=COUNTY,
        place="呼图壁县",
    )
    assert [
        (f.indicator, f.period, str(f.value), f.change and float(f.change)) for f in figures
    ] == [
        (PM, "2022", "49.6", -13.4),
        (PM, "2020", "57.3", None),
        (DAYS, "2022", "31", -5),
    ]


def test_changes_of_several_places_with_one_that_stood_still(read):
    figures = read(
        "昌吉市、阜康市、玛纳斯县PM2.5浓度依次为51.3、46.7、49.8微克/立方米，"
        "同比分别下降8.2%、持平、上升1.4%。",
        title=YEARLY,
    )
    assert [float(f.change) for f in figures] == [-8.2, 0, 1.4]


def test_changes_up_and_down_keep_their_signs_whatever_is_counted(read):
    figures = read("昌吉市、阜康市清运量同比分别下降10%、上升4%。", title=YEARLY)
    assert [(f.place, float(f.change)) for f in figures] == [("652301", -10), ("652302", 4)]


def test_a_change_in_another_unit_is_none_of_the_indicator(read):
    text = "PM2.5平均浓度43微克/立方米；超标天数（6县市累计）95天，比去年同期减少7天。"
    assert changes(read(text, title=YEARLY)) == [
        (PM, ALL, "43", None, ""),
        ("", ALL, "95", -7, "2021"),
    ]


def test_a_change_is_against_the_year_of_the_amount_before_it(read):
    figures = read("清运量较2020年基数44万吨下降10万吨。", title=YEARLY)
    assert [(float(f.change), f.baseline_period) for f in figures] == [(-10, "2020")]


def test_changes_of_several_indicators(read):
    figures = read(
        "秸秆综合利用率、畜禽粪污综合利用率分别为91.7%、84.3%，比上年分别提高2.2个、3.5个百分点。",
        title=YEARLY,
    )
    assert [(str(f.value), float(f.change), f.change_unit) for f in figures] == [
        ("91.7", 2.2, "个百分点"),
        ("84.3", 3.5, "个百分点"),
    ]


def test_a_value_of_the_same_months_a_year_before(read):
    figures = read("2022年1至11月，重污染天数11天，去年同期19天，优良天数比率81%。", title=YEARLY)
    assert rows_of(figures) == [
        (DAYS, ALL, "2022-01/2022-11", "measured", "11"),
        (DAYS, ALL, "2021-01/2021-11", "measured", "19"),
        (RATIO, ALL, "2022-01/2022-11", "measured", "81"),
    ]


def test_from_one_number_down_to_another(read):
    figures = read("建成区蒸汽锅炉由2020年底的13台减至2台。淘汰老旧柴油货车231辆。", title=YEARLY)
    assert rows_of(figures) == [
        ("建成区蒸汽锅炉", ALL, "2020", "baseline", "13"),
        ("建成区蒸汽锅炉", ALL, "2022", "measured", "2"),
        ("diesel_trucks", ALL, "2022", "measured", "231"),
    ]


def test_dust_in_a_numbers_own_bracket_is_said_of_that_number(read):
    figures = read("优良天数比率81.6%（扣除沙尘影响后为86.3%）。", title=YEARLY)
    assert [(f.indicator, str(f.value), f.dust.value) for f in figures] == [
        (RATIO, "81.6", "unknown"),
        (RATIO, "86.3", "deducted"),
    ]


def test_a_year_compared_with_holds_up_to_the_semicolon(read):
    figures = read(
        "昌吉市PM2.5年均浓度较2020年下降3微克/立方米，优良天数比率提升1.5个百分点；重污染天数减少2天。"
    )
    assert [(f.indicator, f.baseline_period) for f in figures] == [
        (PM, "2020"),
        (RATIO, "2020"),
        (DAYS, ""),
    ]


def test_changes_against_the_month_before_and_against_what_stands_in_brackets(read):
    figures = read(
        "8月，PM2.5平均浓度为16微克/立方米，同比下降11.1%。"
        "\n\n8月，优良天数比率97%，环比上升2个百分点。",
        title=NOTICE,
    )
    assert [(float(f.change), f.baseline_period) for f in figures] == [
        (-11.1, "2021-08"),
        (2, "2022-07"),
    ]
    figures = read("PM2.5年均浓度为44微克/立方米，较上年（49微克/立方米）下降10.2%。", title=YEARLY)
    assert [(f.period, str(f.value), f.change and float(f.change)) for f in figures] == [
        ("2022", "44", -10.2),
        ("2021", "49", None),
    ]


def test_a_change_sits_only_on_a_figure_of_its_kind(read):
    figures = read(
        "完成草原改良3.5万亩，森林覆盖率达到14.26%，较上年提高0.11个百分点。"
        "造林9.3万亩、草原改良10.5万亩，分别完成年度任务的108.1%、105%。",
        title=YEARLY,
    )
    assert {f.indicator_written: f.change and float(f.change) for f in figures if f.value}[
        "森林覆盖率"
    ] == 0.11
    assert [f.change for f in figures if f.indicator] == [None, None, None]


@pytest.mark.parametrize(
    ("text", "dust"),
    [
        (
            "PM2.5平均浓度44微克/立方米；PM10年均浓度83微克/立方米（含沙尘）。",
            ["unknown", "included"],
        ),
        (
            "优良天数比率90.8%，剔除沙尘影响后为93.5%；PM2.5平均浓度27微克/立方米。",
            ["unknown", "deducted", "unknown"],
        ),
        (
            "扣除沙尘影响后，优良天数比率90.8%，PM2.5平均浓度27微克/立方米。",
            ["deducted", "deducted"],
        ),
    ],
)
def test_dust_is_said_of_what_it_stands_with(read, text, dust):
    figures = [f for f in read(text, title=YEARLY) if f.indicator]
    assert [f.dust.value for f in figures] == dust


def test_what_counts_since_before_is_no_second_number_of_the_year(read):
    figures = read("完成农村清洁取暖改造4216户，累计完成1.32万户。", title=YEARLY)
    assert rows_of(figures) == measured((HEATING, ALL, "4216"), ("农村清洁取暖改造", ALL, "1.32"))
    assert figures[1].remarks.zh == "累计"
