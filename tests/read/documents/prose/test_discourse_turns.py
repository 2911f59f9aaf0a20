"""Sentences that turn from a whole to its parts, from plans to results: all synthetic."""

import pytest

from tests.read.asked import asked, stated

YEARLY, COUNTY = "昌吉州2022年大气污染防治工作总结", "2023年呼图壁县空气质量提升方案"
ALL, CHANGJI, FUKANG, MANAS = "652300", "652301", "652302", "652324"
HEATING, POWER, GAS = "rural_clean_heating", "electric_heating_households", "gas_heating_households"
PM, RATIO, DAYS = "pm25", "good_day_ratio", "heavy_pollution_days"
QUARTER = "2022-01/2022-03"


def rows_of(figures):
    """Return what, where, when, in which role, and the number or the change."""
    return [
        (
            f.indicator or f.indicator_written,
            f.place,
            f.period,
            f.role.value,
            str(f.value) if f.value is not None else f"{f.change:+}",
        )
        for f in figures
    ]


def measured(*rows):
    return [(what, place, "2022", "measured", value) for what, place, value in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全年全州重污染天数累计88天，其中一季度63天；分县市看，昌吉市26天、玛纳斯县21天。",
            [
                (DAYS, ALL, "2022", "measured", "88"),
                (DAYS, ALL, QUARTER, "measured", "63"),
                *measured((DAYS, CHANGJI, "26"), (DAYS, MANAS, "21")),
            ],
        ),
        (
            "完成农村清洁取暖25316户，其中：煤改电18920户、煤改气6396户；分县市看，昌吉市6200户。",
            measured(
                (HEATING, ALL, "25316"),
                (POWER, ALL, "18920"),
                (GAS, ALL, "6396"),
                (HEATING, CHANGJI, "6200"),
            ),
        ),
        (  # without 分县市看 the county's may be of either: left out
            "完成农村清洁取暖25316户，其中：煤改电18920户；昌吉市6200户。",
            measured((HEATING, ALL, "25316"), (POWER, ALL, "18920")),
        ),
        (
            "完成农村清洁取暖25316户。昌吉市6200户、阜康市3105户。",
            measured(
                (HEATING, ALL, "25316"), (HEATING, CHANGJI, "6200"), (HEATING, FUKANG, "3105")
            ),
        ),
        (
            "（一）农村清洁取暖。全州年度任务2.4万户，已完成25316户。其中：昌吉市任务6000户，"
            "完成6200户；阜康市完成3105户（任务3300户）。",
            [
                (HEATING, ALL, "2022", "target", "24000"),
                (HEATING, ALL, "2022", "measured", "25316"),
                (HEATING, CHANGJI, "2022", "target", "6000"),
                (HEATING, CHANGJI, "2022", "measured", "6200"),
                (HEATING, FUKANG, "2022", "measured", "3105"),
                (HEATING, FUKANG, "2022", "target", "3300"),
            ],
        ),
        (
            "昌吉市、阜康市优良天数比率均在70%以上，分别达78.6%、81.2%。",
            measured((RATIO, CHANGJI, "78.6"), (RATIO, FUKANG, "81.2")),
        ),
        (
            "新增清洁能源车辆1127辆，昌吉市完成480辆。",
            measured(("clean_vehicles", ALL, "1127"), ("clean_vehicles", CHANGJI, "480")),
        ),
    ],
)
def test_wholes_and_parts(read, text, expected):
    assert rows_of(read(text, title=YEARLY)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "计划造林10万亩，实际完成10.6万亩。",
            [
                ("afforestation", ALL, "2022", "target", "10"),
                *measured(("afforestation", ALL, "10.6")),
            ],
        ),
        (
            "昌吉市应整治常压燃煤小锅炉256台，已整治231台。",
            [
                ("small_boilers", CHANGJI, "2022", "target", "256"),
                ("small_boilers", CHANGJI, "2022", "measured", "231"),
            ],
        ),
        (
            "PM2.5平均浓度38.2微克/立方米，优于40微克/立方米的考核目标。",
            [*measured((PM, ALL, "38.2")), (PM, ALL, "2022", "target", "40")],
        ),
        (
            "优良天数比率为80.6%，完成自治区下达目标（79.8%）。",
            [*measured((RATIO, ALL, "80.6")), (RATIO, ALL, "2022", "target", "79.8")],
        ),
        (
            "完成煤改气1125户，占计划1100户的102.3%。",
            [
                *measured((GAS, ALL, "1125")),
                (GAS, ALL, "2022", "target", "1100"),
                *measured(("完成率", ALL, "102.3")),
            ],
        ),
        (
            "玛纳斯县道路机扫率49%，低于52%的目标3个百分点。",
            [
                ("road_sweeping_rate", MANAS, "2022", "measured", "49"),
                ("road_sweeping_rate", MANAS, "2022", "target", "52"),
            ],
        ),
        (
            "整改目标：到2022年底，优良天数比率达到83.3%以上。",
            [(RATIO, ALL, "2022", "target", "83.3")],
        ),
    ],
)
def test_targets_named_beside_results(read, text, expected):
    assert rows_of(read(text, title=YEARLY)) == expected


def test_a_report_without_a_year_in_its_title_is_of_the_latest_it_tells_of(read):
    figures = read(
        "2020年重污染天数32天，2020年底开始整改。\n\n整治常压燃煤小锅炉256台。\n\n"
        "2021年完成煤改电25640户。\n\n到2023年底力争再完成。\n\n2022年1月10日",
        title="伊宁市整改情况报告",
        place="伊宁市",
    )
    assert [(f.indicator, f.period) for f in figures] == [
        (DAYS, "2020"),
        ("small_boilers", "2021"),
        (POWER, "2021"),
    ]
    assert asked(figures) == [("256台", "period")]  # of 2020, or of 2021


def test_what_began_years_ago_lasts_until_the_document(read):
    figures = read("2018年以来完成农村清洁取暖改造4.3万户。", title=YEARLY)
    assert rows_of(figures) == [(HEATING, ALL, "2018/2022", "measured", "43000")]


def test_a_deadline_in_a_plan_closes_nothing_behind_it(read):
    figures = read(
        "农村清洁取暖改造4120户，9月30日前全部完工。新增电采暖面积21.6万平方米。",
        title=COUNTY,
        place="呼图壁县",
    )
    assert [(f.indicator, f.period, str(f.value)) for f in figures] == [
        (HEATING, "2023", "4120"),
        ("electric_heating_area", "2023", "21.6"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "我们紧扣“减煤、控车、降尘”3条主线，5个专班同向发力。",
        "由1名副市长牵头成立专班。",
        "在全国168个重点城市中排名靠后。",
        "木垒县位居全州第1位，较第2名高4.4个百分点。",
        "超额完成74辆。",
        "玛纳斯县比目标低3个百分点。",
    ],
)
def test_none_of_these_is_a_figure(read_whole, tmp_path, text):
    path = tmp_path / "合成.txt"
    path.write_text(f"{YEARLY}\n\n完成造林1.2万亩。\n\n{text}\n", encoding="utf-8")
    figures = read_whole(path, "昌吉州").figures
    assert [f.indicator for f in figures] == ["afforestation"]


def test_counties_behind_a_full_stop_belong_to_what_they_add_up_to(read):
    text = "完成农村清洁取暖25316户，其中煤改电18920户、煤改气6396户。昌吉市21200户、阜康市{}户。"
    assert rows_of(read(text.format("4116"), title=YEARLY))[3:] == measured(
        (HEATING, CHANGJI, "21200"), (HEATING, FUKANG, "4116")
    )
    assert rows_of(read(text.format("4117"), title=YEARLY))[3:] == []


def test_a_deadline_alone_binds_nothing_behind_the_semicolon(read):
    figures = read(
        "整治常压燃煤小锅炉256台，10月31日前全部完成；淘汰老旧柴油货车231辆。检查企业326家次。",
        title=YEARLY,
    )
    assert rows_of(figures) == measured(
        ("small_boilers", ALL, "256"), ("diesel_trucks", ALL, "231"), ("检查企业", ALL, "326")
    )


def test_a_share_goes_on_to_the_next_place(read):
    figures = read("昌吉市公交车新能源占比100%，阜康市92%。", title=YEARLY)
    assert rows_of(figures) == measured(
        ("公交车新能源占比", CHANGJI, "100"), ("公交车新能源占比", FUKANG, "92")
    )


def test_a_season_is_no_year(read):
    text = "2020年采暖期PM2.5平均浓度高达96微克/立方米；重污染天数居高不下，2020年达32天。"
    figures = read(text, title=YEARLY)
    assert rows_of(stated(figures)) == [(DAYS, ALL, "2020", "measured", "32")]
    assert asked(figures) == [("96微克/立方米", "period")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "优良天数比率前三位的县市依次为：木垒县（97.8%）、吉木萨尔县（93.4%）。",
            measured((RATIO, "652328", "97.8"), (RATIO, "652327", "93.4")),
        ),
        (
            "PM2.5浓度最高的为玛纳斯县（56微克/立方米），最低的为木垒县（18微克/立方米）。",
            measured((PM, MANAS, "56"), (PM, "652328", "18")),
        ),
        (
            "今年1—10月，全州平均优良天数比例为83.6%。",
            [(RATIO, ALL, "2022-01/2022-10", "measured", "83.6")],
        ),
        (
            "完成造林12.6万亩，为计划的118.9%，其中昌吉市2.1万亩。",
            measured(
                ("afforestation", ALL, "12.6"),
                ("完成率", ALL, "118.9"),
                ("afforestation", CHANGJI, "2.1"),
            ),
        ),
        ("下达责令改正决定书45份。", measured(("责令改正决定书", ALL, "45"))),
        (
            "全州共有燃煤锅炉87台2315蒸吨，其中65蒸吨以上23台1820蒸吨。",
            measured(
                ("燃煤锅炉", ALL, "87"),
                ("燃煤锅炉", ALL, "2315"),
                ("65蒸吨", ALL, "23"),
                ("65蒸吨", ALL, "1820"),
            ),
        ),
    ],
)
def test_more_turns(read, text, expected):
    assert rows_of(read(text, title=YEARLY)) == expected


def test_what_is_striven_for_beyond_a_target_is_none(read):
    figures = read("优良天数比率达到80%，力争达到82%。")
    assert [(f.indicator, str(f.value)) for f in figures] == [(RATIO, "80")]
    figures = read("优良天数比率力争达到82%。")
    assert [(f.indicator, str(f.value)) for f in figures] == [(RATIO, "82")]


def test_behind_a_bracket_the_whole_is_spoken_of_again(read):
    figures = read("造林10.2万亩（含退化林修复2.1万亩），其中奇台县1.5万亩。")
    assert [(f.indicator or f.indicator_written, str(f.value)) for f in figures] == [
        ("afforestation", "10.2"),
        ("退化林修复", "2.1"),
        ("afforestation", "1.5"),
    ]


def test_what_is_quoted_and_rebuilt_is_found_in_the_catalogue(read):
    figures = read("完成“煤改电”改造3.2万户，整治排放不达标的28家企业。")
    assert [(f.indicator or f.indicator_written, str(f.value)) for f in figures] == [
        (POWER, "32000"),
        ("整治排放不达标的企业", "28"),
    ]


def test_an_extent_in_brackets_follows_the_number(read):
    figures = read("全州（不含准东）煤炭消费总量控制在2180万吨以内；造林2万亩。")
    assert [(f.indicator, f.place, str(f.value), f.remarks.zh) for f in figures] == [
        ("coal_cap", ALL, "2180", "不含准东"),
        ("afforestation", ALL, "2", ""),
    ]


NOTICE = "昌吉州2022年8月空气质量及重点工作进展情况通报"


def test_a_target_named_beside_a_months_number_is_the_years(read):
    figures = read(
        "1—8月，昌吉市PM2.5平均浓度为34微克/立方米，距年度目标（38微克/立方米以下）尚有4微克/立方米余量。"
        "\n\n截至8月31日，全州完成农村清洁取暖改造1.86万户，占年度任务2.4万户的77.5%。",
        title=NOTICE,
    )
    assert rows_of(figures) == [
        (PM, CHANGJI, "2022-01/2022-08", "measured", "34"),
        (PM, CHANGJI, "2022", "target", "38"),
        (HEATING, ALL, "2022-01-01/2022-08-31", "measured", "18600"),
        (HEATING, ALL, "2022", "target", "24000"),
        ("完成率", ALL, "2022-01-01/2022-08-31", "measured", "77.5"),
    ]


def test_a_count_in_a_months_notice_is_of_no_one_month(read):
    figures = read("PM2.5平均浓度34微克/立方米。\n\n昌吉市拆除燃煤锅炉12台。", title=NOTICE)
    assert rows_of(stated(figures)) == [(PM, ALL, "2022-08", "measured", "34")]
    assert asked(figures) == [("12台", "period")]


def test_of_which_month_is_the_next_county(read):
    figures = read(
        "昌吉市2022年12月PM2.5平均浓度高达96微克/立方米；阜康市优良天数比率84.7%。"
        "1—9月，昌吉市优良天数比率90%；阜康市优良天数比率91%。",
        title=YEARLY,
    )
    assert asked(figures) == [("84.7%", "period")]
    assert rows_of(stated(figures)) == [
        (PM, CHANGJI, "2022-12", "measured", "96"),
        (RATIO, CHANGJI, "2022-01/2022-09", "measured", "90"),
        (RATIO, FUKANG, "2022-01/2022-09", "measured", "91"),
    ]


def test_measures_of_a_rectification_are_targets(read):
    figures = read(
        "整改措施：1.实施“煤改电”6500户；2.拆除建成区蒸汽锅炉33台。\n\n一是完成造林2万亩。",
        title="新源县2021年整改落实情况报告",
        place="新源县",
    )
    assert [(f.indicator or f.indicator_written, f.role.value) for f in figures][:2] == [
        (POWER, "target"),
        ("拆除建成区蒸汽锅炉", "target"),
    ]


def test_what_a_report_asks_for_with_its_period_is_a_target(read):
    figures = read(
        "下一步，力争完成造林5万亩。确保全年PM2.5平均浓度不高于33微克/立方米、优良天数比率不低于88%。",
        title=YEARLY,
    )
    assert asked(figures) == [("5万亩", "period")]
    assert rows_of(stated(figures)) == [
        (PM, ALL, "2022", "target", "33"),
        (RATIO, ALL, "2022", "target", "88"),
    ]


def test_counties_named_for_missing_a_mark(read):
    figures = read(
        "城市道路机扫率低于70%的有3个县市，分别是昌吉市66%、阜康市64.5%、玛纳斯县61%。",
        title=YEARLY,
    )
    assert [(f.indicator, f.place, str(f.value)) for f in figures] == [
        ("road_sweeping_rate", CHANGJI, "66"),
        ("road_sweeping_rate", FUKANG, "64.5"),
        ("road_sweeping_rate", MANAS, "61"),
    ]


def test_the_year_of_a_report_is_not_one_it_looks_ahead_to(read):
    figures = read(
        "整治锅炉33台。\n\n2024年上半年完成造林1万亩。"
        "\n\n我县将力争再完成一批，2025年PM2.5年均浓度达到30微克/立方米。\n\n2024年7月8日",
        title="新源县整改落实情况报告",
        place="新源县",
    )
    assert [f.period for f in figures] == ["2024", "2024-01/2024-06", "2025"]
    assert figures[-1].role.value == "target"


def test_counties_of_one_prefecture_tell_whose_a_whole_is(read_whole, tmp_path):
    path = tmp_path / "合成.txt"
    text = "2022年工作总结\n\n全州完成造林9万亩，其中昌吉市2万亩、阜康市1万亩、奇台县3万亩。\n"
    path.write_text(text, encoding="utf-8")
    reading = read_whole(path)
    assert (reading.figures[0].place, str(reading.figures[0].value)) == (ALL, "9")
    assert [remark.code for remark in reading.remarks] == ["own_place_common"]
    path.write_text(text.replace("奇台县", "伊宁市"), encoding="utf-8")  # of another prefecture
    reading = read_whole(path)
    assert asked(reading.figures) == [("9万亩", "place")]
    assert [remark.facts["found"] for remark in reading.remarks] == ["全州"]


def test_what_is_above_a_plan_is_no_figure(read):
    text = "截至12月底，全州造林1.2万亩，较计划任务多完成0.2万亩。"
    assert [(f.indicator, str(f.value)) for f in read(text, title=YEARLY)] == [
        ("afforestation", "1.2")
    ]


def test_behind_a_part_of_the_documents_own_place_a_number_without_one_is_asked(read):
    part, behind = read("造林5万亩，其中昌吉市2万亩，PM2.5浓度为35微克/立方米。", title=YEARLY)[1:]
    assert (part.place, behind.place, behind.confirm) == (CHANGJI, "", ("place", "role"))
