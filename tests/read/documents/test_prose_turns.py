"""Sentences that turn from a whole to its parts, from plans to results: all synthetic."""

import pytest

YEARLY, COUNTY = "昌吉州2022年大气污染防治工作总结", "2023年呼图壁县空气质量提升方案"
ALL, CHANGJI, FUKANG, MANAS = "652300", "652301", "652302", "652324"
HEATING, POWER, GAS = "rural_clean_heating", "electric_heating_households", "gas_heating_households"
PM, RATIO, DAYS = "pm25", "good_day_ratio", "heavy_pollution_days"
QUARTER = "2022-01/2022-03"


def told(figures):
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
    assert told(read(text, title=YEARLY)) == expected


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
            [*measured((GAS, ALL, "1125")), (GAS, ALL, "2022", "target", "1100")],
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
    assert told(read(text, title=YEARLY)) == expected


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
    assert told(figures) == [
        (DAYS, ALL, "2022-01/2022-11", "measured", "11"),
        (DAYS, ALL, "2021-01/2021-11", "measured", "19"),
        (RATIO, ALL, "2022-01/2022-11", "measured", "81"),
    ]


def test_from_one_number_down_to_another(read):
    figures = read("建成区蒸汽锅炉由2020年底的13台减至2台。淘汰老旧柴油货车231辆。", title=YEARLY)
    assert told(figures) == [
        ("建成区蒸汽锅炉", ALL, "2020", "baseline", "13"),
        ("建成区蒸汽锅炉", ALL, "2022", "measured", "2"),
        ("diesel_trucks", ALL, "2022", "measured", "231"),
    ]


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


def test_what_began_years_ago_lasts_until_the_document(read):
    figures = read("2018年以来完成农村清洁取暖改造4.3万户。", title=YEARLY)
    assert told(figures) == [(HEATING, ALL, "2018/2022", "measured", "43000")]


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
    assert told(read(text.format("4116"), title=YEARLY))[3:] == measured(
        (HEATING, CHANGJI, "21200"), (HEATING, FUKANG, "4116")
    )
    assert told(read(text.format("4117"), title=YEARLY))[3:] == []


def test_a_deadline_alone_binds_nothing_behind_the_semicolon(read):
    figures = read(
        "整治常压燃煤小锅炉256台，10月31日前全部完成；淘汰老旧柴油货车231辆。检查企业326家次。",
        title=YEARLY,
    )
    assert told(figures) == measured(
        ("small_boilers", ALL, "256"), ("diesel_trucks", ALL, "231"), ("检查企业", ALL, "326")
    )


def test_a_share_goes_on_to_the_next_place(read):
    figures = read("昌吉市公交车新能源占比100%，阜康市92%。", title=YEARLY)
    assert told(figures) == measured(
        ("公交车新能源占比", CHANGJI, "100"), ("公交车新能源占比", FUKANG, "92")
    )


def test_a_season_is_no_year(read):
    text = "2020年采暖期PM2.5平均浓度高达96微克/立方米；重污染天数居高不下，2020年达32天。"
    assert told(read(text, title=YEARLY)) == [(DAYS, ALL, "2020", "measured", "32")]


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
            measured(("afforestation", ALL, "12.6"), ("afforestation", CHANGJI, "2.1")),
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
    assert told(read(text, title=YEARLY)) == expected


def test_dust_in_a_numbers_own_bracket_is_said_of_that_number(read):
    figures = read("优良天数比率81.6%（扣除沙尘影响后为86.3%）。", title=YEARLY)
    assert [(f.indicator, str(f.value), f.dust.value) for f in figures] == [
        (RATIO, "81.6", "unknown"),
        (RATIO, "86.3", "deducted"),
    ]


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


def test_a_year_compared_with_holds_up_to_the_semicolon(read):
    figures = read(
        "昌吉市PM2.5年均浓度较2020年下降3微克/立方米，优良天数比率提升1.5个百分点；重污染天数减少2天。"
    )
    assert [(f.indicator, f.baseline_period) for f in figures] == [
        (PM, "2020"),
        (RATIO, "2020"),
        (DAYS, ""),
    ]


def test_what_is_quoted_and_rebuilt_is_found_in_the_catalogue(read):
    figures = read("完成“煤改电”改造3.2万户，整治排放不达标的28家企业。")
    assert [(f.indicator or f.indicator_written, str(f.value)) for f in figures] == [
        (POWER, "32000"),
        ("整治排放不达标的企业", "28"),
    ]
