"""What bulletins say at a place's name, and of which month and year they are; all synthetic."""

import pytest

MONTHLY = "昌吉州2022年3月环境空气质量通报"
CHANGJI, FUKANG, QITAI, PREFECTURE = "652301", "652302", "652325", "652300"
NEWS = "昌吉州生态环境局日前公布全州环境空气质量总体状况，向社会各界说明有关情况。"
PM25, PM10, RATIO, INDEX = "pm25", "pm10", "good_day_ratio", "composite_index"


def rows(reading):
    """Return place, thing, number, period and what is asked of each figure."""
    return [
        (f.place, f.indicator or f.indicator_written, str(f.value), f.period, f.confirm)
        for f in reading.figures
    ]


# ---- words beside a place's name ----
@pytest.mark.parametrize(
    "name",
    ["州府昌吉市", "州政府所在地昌吉市", "州政府驻地昌吉市", "首府昌吉市", "新疆昌吉州昌吉市"],
)
def test_what_a_place_is_called_beside_its_name_changes_nothing(told, name):
    reading = told(
        MONTHLY, f"3月，{name}PM2.5平均浓度为41微克/立方米，PM10平均浓度为88微克/立方米。"
    )
    assert rows(reading) == [
        (CHANGJI, PM25, "41", "2022-03", ()),
        (CHANGJI, PM10, "88", "2022-03", ()),
    ]


def test_the_place_of_the_lowest_and_of_the_highest_mean_has_its_number(told):
    reading = told(
        MONTHLY,
        "3月，PM2.5浓度最低的是奇台县，为22微克/立方米；浓度最高的是阜康市，达到57微克/立方米。"
        "综合指数最好的是奇台县，为3.21；最差的是阜康市，为6.08。",
    )
    assert rows(reading) == [
        (QITAI, PM25, "22", "2022-03", ()),
        (FUKANG, PM25, "57", "2022-03", ()),
        (QITAI, INDEX, "3.21", "2022-03", ()),
        (FUKANG, INDEX, "6.08", "2022-03", ()),
    ]


@pytest.mark.parametrize("change", ["改善幅度最大", "同比上升最多", "反弹最大"])
def test_a_change_is_no_value_of_the_place_that_changed_most(told, change):
    text = f"3月，全州优良天数比例为71%，{change}的是奇台县，为24%。"
    assert [row for row in rows(told(MONTHLY, text)) if row[0] == QITAI and not row[-1]] == []


def test_what_a_list_of_means_has_in_common_names_none_of_them(told):
    reading = told(
        MONTHLY,
        "3月，全州主要污染物月均浓度分别为二氧化硫（SO2）9μg/m3、二氧化氮（NO2）31μg/m3，"
        "一氧化碳（CO）日均第95百分位值浓度1.4mg/m3，"
        "臭氧（O3）最大8小时滑动日均第90百分位值浓度97μg/m3。",
    )
    assert rows(reading) == [
        (PREFECTURE, thing, value, "2022-03", ())
        for thing, value in [("so2", "9"), ("no2", "31"), ("co", "1.4"), ("o3", "97")]
    ]


# ---- what is counted ----
def test_a_share_behind_the_good_days_is_theirs(told):
    text = "3月，昌吉市优良天数为22天，比例为71.0%；阜康市优良天数68.5%。"
    assert rows(told(MONTHLY, text)) == [
        (CHANGJI, "优良天数", "22", "2022-03", ()),
        (CHANGJI, RATIO, "71.0", "2022-03", ()),
        (FUKANG, RATIO, "68.5", "2022-03", ()),
    ]


def test_what_an_index_is_called_in_a_bracket_parts_no_clause(told):
    plan = "奎屯市大气污染防治实施方案（2023年）"
    (figure,) = told(plan, "到2023年，全市优良天数比例（AQI达标率）达到82%。").figures
    assert (figure.indicator, str(figure.value), figure.confirm) == (RATIO, "82", ())


def test_level_is_said_of_the_number_before_it(told):
    text = "3月，昌吉州综合指数4.61，同比下降6.0%；达标天数19天，同比持平。"
    index, days = told(MONTHLY, text).figures
    assert (index.indicator, str(index.change), str(days.value), str(days.change)) == (
        INDEX,
        "-6.0",
        "19",
        "0",
    )


def test_square_metres_are_written_in_one_sign_too(told):
    text = "2022年，昌吉市完成供暖改造1.2万户、96万㎡。"
    assert [f.value_written for f in told("昌吉州2022年工作总结", text).figures] == [
        "1.2万户",
        "96万㎡",
    ]


# ---- of which time ----
@pytest.mark.parametrize(
    ("published", "period"),
    [
        ("2021-04-19 10:00", "2021-03"),
        ("来源：合成新闻网2021-04-19 10:00", "2021-03"),
        ("2021-03-19 10:00", "XXXX-03"),  # it was not over
        ("2021-12-19 10:00", "XXXX-03"),  # published so late it may be of any year
    ],
)
def test_a_month_is_of_the_year_in_which_it_is_soon_published(told, known_by, published, period):
    line = published if "来源" in published else f"发布时间：{published}"
    reading = told(
        "昌吉州3月环境空气质量状况", line, f"{NEWS}3月，昌吉州PM2.5平均浓度为41微克/立方米。"
    )
    (figure,) = reading.figures
    assert (figure.period, "period" in figure.confirm) == (period, period[:1] == "X")
    if period[:1] == "2":
        known, _ = known_by(reading, "period")
        assert known in ("said", "carried")


def test_a_month_of_another_year_in_the_text_is_not_overruled_by_the_day_of_the_page(told):
    reading = told(
        "昌吉州3月环境空气质量状况",
        "发布时间：2021-04-19",
        "2020年3月，昌吉州PM2.5平均浓度为41微克/立方米。",
        "3月，昌吉州PM10平均浓度为88微克/立方米。",
    )
    assert "2021-03" not in [f.period for f in reading.figures]


def test_the_day_of_the_news_leaves_the_month_that_it_tells_of(told):
    text = "4月18日，昌吉州通报情况：3月，全州PM2.5浓度为41微克/立方米；PM10浓度为88微克/立方米。"
    assert rows(told(MONTHLY, text)) == [
        (PREFECTURE, PM25, "41", "2022-03", ()),
        (PREFECTURE, PM10, "88", "2022-03", ()),
    ]


def test_the_month_of_issue_heads_no_part_of_a_years_report(told):
    reading = told(
        "昌吉州2022年生态环境状况公报",
        "昌吉回族自治州生态环境局",
        "2023年6月",
        "2022年全州环境质量改善，断面达标率为90%。全州PM2.5平均浓度为33微克/立方米。",
    )
    assert rows(reading)[-1] == (PREFECTURE, PM25, "33", "2022", ())


def test_the_months_of_a_year_are_no_day_on_which_it_was_written(told):
    text = "2022年1-12月，昌吉州PM2.5平均浓度为33微克/立方米，同比下降4.0%。"
    assert rows(told("昌吉州空气质量状况", text)) == [(PREFECTURE, PM25, "33", "2022", ())]


def test_a_stretch_over_two_years_may_leave_out_a_month_sign(told):
    text = "2021年10—2022年9月，昌吉市PM2.5平均浓度为33微克/立方米。"
    (figure,) = told("昌吉州空气质量状况", text).figures
    assert figure.period == "2021-10/2022-09"


def test_behind_a_month_in_a_text_of_no_kind_the_year_is_not_carried(told):
    text = "从各县市看，2022年3月昌吉市PM2.5浓度为41微克/立方米。阜康市PM10浓度为88微克/立方米。"
    first, second = told("据了解，昌吉州2022年继续治理大气污染。", text).figures
    assert (first.period, second.period, "period" in second.confirm) == ("2022-03", "XXXX", True)


# ---- whose ----
def test_a_text_whose_only_own_word_is_the_prefectures_is_not_the_countys_it_opens_with(told):
    reading = told(
        "昌吉市城区优先集中供热。",
        "2022年，全州PM2.5平均浓度为33微克/立方米。",
        "PM10平均浓度为70微克/立方米。",
    )
    assert CHANGJI not in [f.place for f in reading.figures if "place" not in f.confirm]


def test_so_many_chief_counties_are_a_group_that_no_code_stands_for(told):
    (figure,) = told(MONTHLY, "5个重点县市3月PM2.5平均浓度为41微克/立方米。").figures
    assert (figure.place, "place" in figure.confirm) == ("", True)


def test_an_area_before_words_of_the_air_is_one_that_no_code_stands_for(told):
    text = "3月，全州PM2.5平均浓度为41微克/立方米；天池区域PM2.5平均浓度为19微克/立方米。"
    whole, area = told(MONTHLY, text).figures
    assert (whole.place, area.place, "place" in area.confirm) == (PREFECTURE, "", True)


def test_a_prefecture_and_its_own_word_are_one_place(told):
    text = "3月，昌吉州全州优良天数平均为22天，优良率为71.0%。"
    assert rows(told(MONTHLY, text)) == [
        (PREFECTURE, "优良天数", "22", "2022-03", ()),
        (PREFECTURE, RATIO, "71.0", "2022-03", ()),
    ]


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("日前，昌吉州生态环境局发布2022年空气质量状况。", PREFECTURE),
        ("据昌吉州生态环境局通报，全州空气质量继续改善。", PREFECTURE),
        ("日前，昌吉州生态环境局发布2022年空气质量状况，奇台县位居第一。", ""),
    ],
)
def test_numbers_are_of_the_office_that_publishes_them_unless_another_is_named(
    told, opening, place
):
    (figure,) = told(opening, "2022年，PM2.5平均浓度为33微克/立方米，同比下降4%。").figures
    assert (figure.place, "place" in figure.confirm) == (place, not place)


def test_a_day_may_be_called_a_number(told):
    text = "截至2022年3月17号，昌吉市优良率为70%，优良天数为51天。"
    assert [f.period for f in told(MONTHLY, text).figures] == ["2022-01-01/2022-03-17"] * 2


@pytest.mark.parametrize(
    ("heading", "asked"), [("今年2月空气质量状况", True), ("2022年2月空气质量状况", False)]
)
def test_a_months_heading_without_its_year_is_of_none_that_no_one_says(told, heading, asked):
    lines = ("昌吉州治理大气", "2022年，全州优良天数比例为71%。", heading)
    *_, figure = told(*lines, "全州PM2.5平均浓度为33微克/立方米，同比下降4%。").figures
    assert ("period" in figure.confirm) == asked
