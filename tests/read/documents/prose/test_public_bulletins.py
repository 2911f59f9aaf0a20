"""What public bulletins, reports and press releases say, in wordings of our own; all synthetic."""

import pytest

from tests.read.asked import asked_of


@pytest.fixture
def told(read_whole, tmp_path):
    """Return what lines give: place, thing, value, role, comparator, period, what is asked."""

    def read(*lines):
        path = tmp_path / "合成 文件.txt"
        path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        return [
            (
                f.place_written,
                f.indicator or f.indicator_written,
                str(f.value),
                f"{f.role} {f.comparator or ''}".strip(),
                f.period,
                ";".join(asked_of(f)),
            )
            for f in read_whole(path, "").figures
        ]

    return read


MONTHLY = "昌吉州2022年3月环境空气质量通报"


# ---- lists of places with a number in brackets ----
def test_a_row_of_places_in_order_of_a_mean_has_its_numbers(told):
    text = "按照PM2.5平均浓度由低到高的顺序排名，前2名的县市依次是：木垒县（23）、奇台县（26）；"
    rows = told(MONTHLY, text + "后2名依次是：阜康市（54）、昌吉市（57）。")
    # The bulletin writes no unit: the catalogue's is asked.
    assert rows == [
        (place, "pm25", value, "measured", "2022-03", "unit")
        for place, value in [
            ("木垒县", "23"),
            ("奇台县", "26"),
            ("阜康市", "54"),
            ("昌吉市", "57"),
        ]
    ]


def test_townships_in_such_a_row_are_asked_one_by_one(told):
    text = "按照PM10平均浓度排名，后2名的乡镇依次是：昌吉市六工镇（91）、武邑县赵桥镇（88）。"
    assert [(row[1], row[2], row[5]) for row in told(MONTHLY, text)] == [
        ("pm10", "91", "place;unit"),
        ("pm10", "88", "place;unit"),
    ]


def test_an_index_has_the_name_that_the_sentence_gives_it(told):
    text = "3月各县市空气质量综合排名由低到高分别为：木垒县（2.64）、奇台县（2.80）。"
    assert [(row[0], row[2]) for row in told(MONTHLY, text)] == [
        ("木垒县", "2.64"),
        ("奇台县", "2.80"),
    ]


def test_six_pollutants_of_a_region_keep_their_names(told):
    text = (
        "3月，全疆19城市SO2、NO2、PM10、PM2.5、CO和O3日最大8小时平均浓度分别为"
        "8μg/m3、31μg/m3、99μg/m3、34μg/m3、0.8mg/m3、77μg/m3。"
    )
    rows = told(MONTHLY, text)
    assert [(row[1], row[2]) for row in rows] == [
        ("so2", "8"),
        ("no2", "31"),
        ("pm10", "99"),
        ("pm25", "34"),
        ("co", "0.8"),
        ("o3", "77"),
    ]
    assert {row[5] for row in rows} == {"place;period"}


def test_days_of_a_sort_of_air_are_counted_behind_their_number(told):
    text = "昌吉市、阜康市2城市分别出现2天、1天轻度污染。"
    assert [(row[0], row[1], row[2]) for row in told(MONTHLY, text)] == [
        ("昌吉市", "轻度污染天数", "2"),
        ("阜康市", "轻度污染天数", "1"),
    ]


# ---- what is compared with ----
def test_the_value_of_another_year_is_that_years(told):
    rows = told(
        "昌吉市2018年7月环境空气质量状况",
        "7月，昌吉市PM2.5浓度均值为25μg/m3，与2017年（21μg/m3）同比上升19.0%。",
        "7月，阜康市优良天数比例为92.1%，较2017年同期（90.8%）有所好转。",
        "7月，奇台县PM2.5平均浓度为24μg/m3，低于2016年的29μg/m3。",
    )
    assert [row[2:4] + row[4:6] for row in rows] == [
        ("25", "measured", "2018-07", ""),
        ("21", "baseline", "2017-07", ""),
        ("92.1", "measured", "2018-07", ""),
        ("90.8", "baseline", "2017-07", ""),
        ("24", "measured", "2018-07", ""),
        ("29", "measured", "2016", ""),
    ]


def test_against_a_whole_year_a_months_base_is_asked(told):
    rows = told(
        "昌吉市2018年7月环境空气质量状况",
        "7月，阜康市PM2.5浓度为30μg/m3，与2017年（21μg/m3）相比上升19.0%。",
    )
    assert [(row[2], row[3], row[5]) for row in rows] == [
        ("30", "measured", ""),
        ("21", "baseline", "period"),
    ]


def test_a_month_whose_year_is_open_leaves_its_year_open(told):
    rows = told(
        "昌吉州2021年空气质量月报（12月）",
        "去年12月，昌吉市PM2.5平均浓度为98微克/立方米，全年平均为51微克/立方米。",
    )
    assert [(row[2], row[5]) for row in rows] == [("98", "period"), ("51", "period")]


def test_two_months_of_two_places_are_asked(told):
    text = (
        "2021年12月，县城首批8台报废；今年6月份和9月份，霍城县、新源县分别有6台、12台柴油货车报废。"
    )
    rows = told("伊犁州2022年老旧车淘汰工作总结", text)
    assert [(row[0], row[2], "period" in row[5]) for row in rows[-2:]] == [
        ("霍城县", "6", True),
        ("新源县", "12", True),
    ]


# ---- words that name nothing, or change what a number is of ----
@pytest.mark.parametrize(
    ("text", "value", "asks"),
    [
        ("全年允许超标天数25天。", "25", "indicator;role"),
        ("PM2.5平均浓度52微克/立方米，上月为60微克/立方米。", "60", "indicator"),
        ("户均年用煤3.5吨。", "3.5", "indicator"),
        ("全州清洁取暖任务6000户，昌吉市承担800户。", "800", "indicator;comparator"),
        ("总投资1200万元。", "1200", "role"),
        ("共涉及居民4900户。", "4900", "indicator"),
    ],
)
def test_what_no_rule_reads_is_asked(told, text, value, asks):
    rows = told("昌吉市2022年散煤治理工作总结", text)
    assert [row[5] for row in rows if row[2] == value] == [asks]


def test_what_every_chimney_may_emit_is_no_target_of_a_place(told):
    text = "颗粒物、氮氧化物排放浓度分别不高于10、50毫克/立方米。"
    rows = told("昌吉市2022年大气污染防治行动计划", text)
    assert {row[5] for row in rows} <= {"indicator", "place;indicator"}


def test_a_task_that_is_changed_keeps_its_new_number(told):
    rows = told(
        "阜康市2022年清洁取暖任务调整方案",
        "煤改电任务由5000户核减至4500户。",
        "煤改气任务由1200户调整为900户。",
    )
    assert [(*row[1:4], row[5]) for row in rows] == [
        ("electric_heating_households", "5000", "baseline", "period"),
        ("electric_heating_households", "4500", "target ge", ""),
        ("gas_heating_households", "1200", "baseline", "period"),
        ("gas_heating_households", "900", "target ge", ""),
    ]


def test_money_is_no_bound(told):
    rows = told("昌吉市2022年清洁取暖实施方案", "计划争取中央资金3000万元。")
    assert [(row[2], row[5]) for row in rows] == [("3000", "comparator")]


def test_better_than_an_assessed_value_is_left_out(told):
    text = "PM2.5平均浓度14微克/立方米，低于考核值18微克/立方米。"
    assert [row[2] for row in told("特克斯县2022年工作总结", text)] == ["14"]


def test_a_partner_elsewhere_is_not_the_county(told):
    text = "对口援建城市PM2.5平均浓度30微克/立方米。"
    assert [row[5] for row in told("霍城县2021年工作总结", text)] == ["place"]


def test_a_stations_number_is_not_its_citys(told):
    text = "阜康市体育公园站点优良率79.8%；PM2.5浓度为28μg/m3。昌吉市优良率87.4%。"
    rows = told("昌吉州2021年一季度环境空气质量通报", text)
    assert [(row[2], row[5]) for row in rows] == [
        ("79.8", "place"),
        ("28", "place"),
        ("87.4", ""),
    ]


def test_the_part_behind_a_part_may_be_the_wholes(told):
    rows = told(MONTHLY, "其中木垒县煤改电1200户，造林5万亩。")
    assert [(row[2], "place" in row[5]) for row in rows] == [("1200", False), ("5", True)]


# ---- of which time ----
def test_a_result_of_a_year_that_was_not_over_is_asked(told):
    lines = ("伊犁州2020年植树造林情况", "今年累计完成造林73万亩。", "2020年9月2日")
    assert [(row[2], row[5]) for row in told(*lines)] == [("73", "period")]
    assert [row[5] for row in told(*lines[:2], "2021年1月8日")] == [""]


def test_the_number_of_an_issue_is_no_year_of_its_numbers(told):
    rows = told("奎屯市煤改电工作周报（2023年第38期）", "全市完成煤改电620户。")
    assert [(row[2], row[5]) for row in rows] == [("620", "period;role")]


def test_now_in_a_text_of_one_year_and_a_later_date_is_asked(told):
    rows = told(
        "伊犁州推进煤改清洁能源工程",
        "发布时间：2020-11-24",
        "2019年，州直大规模推进煤改清洁能源工程。",
        "截至目前，州直淘汰燃煤锅炉564台。",
    )
    assert [(row[2], "period" in row[5]) for row in rows] == [("564", True)]


def test_work_of_the_year_before_a_plan_is_done_and_no_base(told):
    rows = told(
        "昌吉州2022年清洁取暖实施计划",
        "2021年，全州完成煤改电11631户。2021年，PM2.5平均浓度为50微克/立方米。",
    )
    assert [row[2:4] for row in rows] == [("11631", "measured"), ("50", "baseline")]


def test_what_is_answered_may_be_the_task(told):
    rows = told(
        "呼图壁县2021年清洁取暖进展情况通报",
        "新增变压器138台（总容量41兆伏安），已安装101台。",
    )
    assert rows[0][2:4] == ("138", "measured")
    assert rows[0][5] == "role"


def test_behind_a_semicolon_the_five_years_stay_open(told):
    text = "十三五期间，霍城县能源结构得到有效调整，供热面积不断扩大；累计拆除燃煤锅炉358台。"
    rows = told("霍城县2020年环境空气质量情况", text)
    assert [(row[2], "period" in row[5]) for row in rows] == [("358", True)]


def test_an_aim_that_a_title_says_was_reached_makes_no_targets(told):
    rows = told("奎屯市2015年蓝天保卫战超额完成目标任务", "2015年，全市关停煤炭市场197个。")
    assert [(row[2], "role" in row[5]) for row in rows] == [("197", True)]
    # Nor does such a heading of a report.
    text = ("一、圆满完成年度目标", "全市淘汰燃煤锅炉12台。")
    assert [row[3] for row in told("奎屯市2015年工作总结", *text)] == ["measured"]


def test_a_concentration_that_is_aimed_at_is_an_upper_bound(told):
    text = "2019年城区粉尘浓度达到51微克/立方米。"
    assert [row[3] for row in told("伊宁市2019年大气污染防治计划", text)] == ["target le"]


@pytest.mark.parametrize(
    "text",
    [
        "3月综合指数排名依次为：木垒县（1）、奇台县（2）。",
        "3月环境空气质量综合排名依次为：木垒县（1）、奇台县（2）。",
        "存在问题的有：昌吉市（3）、阜康市（2）。",
        "昌吉市PM2.5平均浓度低于2020年5微克/立方米。",
        "昌吉市PM2.5平均浓度高于去年3微克/立方米。",
    ],
)
def test_ranks_and_margins_are_no_values(told, text):
    rows = told(MONTHLY, "3月，昌吉市优良天数29天。", text)
    assert [(row[1], row[2]) for row in rows] == [("优良天数", "29")]


def test_a_time_that_is_not_the_documents_dates_nothing(told):
    lines = ("昌吉州2022年煤改电进展情况", "召开时间：2022-09-20", "全州完成煤改电620户。")
    assert [row[5] for row in told(*lines)] == [""]
    lines = (lines[0], "来源：昌吉日报 时间：2022-09-20", lines[2])
    assert [row[5] for row in told(*lines)] == ["period"]
