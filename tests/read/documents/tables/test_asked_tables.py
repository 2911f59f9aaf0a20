"""Tables that leave something open are read, and a person is asked; synthetic, both regions."""

import pytest

from aqmap.model.figures import Dust, Role
from aqmap.read.lexicon.air_states import split_condition
from aqmap.read.lexicon.role_words import NAME_RULES, role_of_name

YEARS = (
    "指标|2020年（基准年）|2022年|2023年②|2025年目标",
    "PM2.5年均浓度（微克/立方米）|37|35|33.4①|≤31",
)


def told(reading):
    return [
        (str(f.value), f.indicator, str(f.role), f.period, f.confirm)
        for f in reading.figures
        if f.value is not None
    ]


# ---- columns headed alike ----
def test_columns_headed_alike_are_read_and_asked(read_lines):
    reading = read_lines(
        "伊犁州2023年国土绿化情况通报",
        "",
        "县市|造林（万亩）|造林（万亩）|草原改良（万亩）",
        "伊宁市|1.5|1.4|2",
        "尼勒克县|3.1|2.9|5",
    )
    asked = ("indicator", "period", "role")
    assert [(str(f.value), f.confirm) for f in reading.figures] == [
        ("1.5", asked),
        ("3.1", asked),
        ("1.4", asked),
        ("2.9", asked),
        ("2", ()),
        ("5", ()),
    ]
    (alike,) = [fault for fault in reading.remarks if fault.code == "header_alike"]
    assert alike.facts["found"] == "造林（万亩）"
    proposed = {r.field: r.proposals for r in reading.transcript.reasons[reading.figures[0].id]}
    assert (proposed["role"], proposed["period"]) == ((Role.TARGET,), ("2022",))


def test_a_column_printed_twice_is_counted_once(read_lines):
    reading = read_lines(
        "昌吉州2023年国土绿化情况通报",
        "",
        "县市|造林（万亩）|造林（万亩）",
        "昌吉市|1.5|1.5",
        "奇台县|3.1|3.1",
    )
    assert told(reading) == [
        ("1.5", "afforestation", "measured", "2023", ()),
        ("3.1", "afforestation", "measured", "2023", ()),
    ]


# ---- with and without sand-dust ----
def test_with_and_without_dust_are_two_columns_of_one_indicator(read_lines):
    reading = read_lines(
        "昌吉州2022年环境空气质量公报",
        "",
        "县市|PM10年均浓度（微克/立方米）|剔除沙尘后PM10年均浓度（微克/立方米）",
        "奇台县|101|66",
    )
    assert [(f.indicator, str(f.value), f.dust, f.confirm) for f in reading.figures] == [
        ("pm10", "101", Dust.UNKNOWN, ()),
        ("pm10", "66", Dust.DEDUCTED, ()),
    ]


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("PM10浓度（不含沙尘）", ("PM10浓度", "不含沙尘")),
        ("扣除沙尘天气影响后PM2.5", ("PM2.5", "扣除沙尘天气影响后")),
        ("未剔除沙尘", ("", "未剔除沙尘")),
        ("SO2浓度（标况）", ("SO2浓度", "标况")),
        ("沙尘天数（天）", ("沙尘天数（天）", "")),
    ],
)
def test_what_a_label_says_of_the_air(label, parts):
    assert split_condition(label) == parts


# ---- years beside a base year ----
@pytest.mark.parametrize(
    "title", ["伊宁市2024年环境空气质量改善工作方案", "阜康市2024年蓝天行动计划"]
)
def test_a_plan_has_one_base_year_and_what_was_reached_since(read_lines, title):
    assert told(read_lines(title, "", *YEARS)) == [
        ("37", "pm25", "baseline", "2020", ()),
        ("35", "pm25", "measured", "2022", ()),
        ("33.4", "pm25", "measured", "2023", ()),
        ("31", "pm25", "target", "2025", ()),
    ]


def test_a_year_that_is_over_is_no_progress(read_lines):
    reading = read_lines(
        "巩留县大气污染防治规划中期评估报告",
        "评估期截至2023年6月。",
        "一、主要指标进展",
        "指标|2021年|2022年|2023年1—6月|2025年目标",
        "PM2.5浓度（微克/立方米）|26|25|28|24",
    )
    assert [role for _, _, role, *_ in told(reading)] == [
        "measured",
        "measured",
        "progress",
        "target",
    ]


@pytest.mark.parametrize(
    ("head", "period", "proposals"),
    [
        ("“十四五”目标（万亩）", "2025", ("2021/2025",)),
        ("基数（万亩）", "XXXX", ("2022", "2023")),
    ],
)
def test_the_period_of_a_column_without_a_year_is_asked(read_lines, head, period, proposals):
    reading = read_lines(
        "玛纳斯县2023年造林工作计划", "", f"县市|造林{head}|草原改良（万亩）", "全县|2|3"
    )
    (figure,) = [f for f in reading.figures if f.indicator == "afforestation"]
    (reason,) = [
        reason
        for reason in reading.transcript.reasons[figure.id]
        if reason.field == "period" and "period" in figure.confirm
    ]
    assert (figure.period, reason.proposals) == (period, proposals)


# ---- roles that only the name of a column tells ----
@pytest.mark.parametrize("rule", NAME_RULES, ids=lambda rule: rule.example)
def test_the_role_rules_hold_in_their_examples(rule):
    assert role_of_name(rule.example) == rule.role


@pytest.mark.parametrize("name", ["现有锅炉淘汰任务", "应急减排企业", "拆除旱厕（座）", ""])
def test_other_names_tell_no_stock(name):
    assert role_of_name(name) in (None, Role.TARGET)


@pytest.mark.parametrize("kind", ["任务分解表", "完成情况"])
def test_a_stock_and_a_task_stand_in_one_table(read_lines, kind):
    reading = read_lines(
        f"昭苏县2024年散煤清零{kind}",
        "",
        "乡镇|现有燃煤户（户）|应改造（户）|已改造（户）",
        "洪纳海镇|90|80|70",
        "合计|90|80|70",
    )
    roles = [(f.indicator_written, str(f.role), f.confirm) for f in reading.figures if f.place]
    assert roles == [
        ("现有燃煤户（户）", "measured", ()),
        ("应改造（户）", "target", ()),
        ("已改造（户）", "measured", ()),
    ]


def test_of_a_number_that_no_one_names_it_is_asked_what_it_counts(read_lines):
    reading = read_lines(
        "特克斯县2022年清洁取暖任务分解表",
        "",
        "单位|任务数（户）|其中：8月底前完成（户）",
        "全县|70|40",
    )
    assert [(str(f.value), f.indicator_written, f.confirm) for f in reading.figures] == [
        ("70", "任务数（户）", ("indicator",)),
        ("40", "其中：8月底前完成（户）", ("indicator", "period")),
    ]


# ---- cells with the townships and what is left ----
def test_a_cell_lists_townships_and_the_rest(read_lines):
    reading = read_lines(
        "尼勒克县2025年清洁取暖工作方案",
        "2025年任务清单",
        "序号|工作任务|具体内容|责任单位",
        "1|农村清洁取暖|乌赞镇24户、苏布台乡30户、其余乡镇44户|某局",
    )
    assert [(f.place_written, str(f.value), f.indicator, f.confirm) for f in reading.figures] == [
        ("乌赞镇", "24", "rural_clean_heating", ("place",)),
        ("苏布台乡", "30", "rural_clean_heating", ("place",)),
        ("其余乡镇", "44", "rural_clean_heating", ("place",)),
    ]


# ---- months, years and what they are compared with ----
def test_months_beside_rows_and_over_columns(read_lines):
    down = read_lines(
        "察布查尔县2024年空气质量情况",
        "",
        "月份|PM2.5（微克/立方米）|PM10（微克/立方米）",
        "1月|78|120",
        "一季度|56|90",
    )
    assert [f.period for f in down.figures] == ["2024-01", "2024-01", *["2024-01/2024-03"] * 2]
    across = read_lines(
        "伊宁市2024年空气质量情况",
        "",
        "各月PM2.5浓度（微克/立方米）",
        "年份|1月|2月",
        "2023年|102|80",
        "2024年|95|77",
    )
    assert [(f.indicator, str(f.value), f.period) for f in across.figures] == [
        ("pm25", "102", "2023-01"),
        ("pm25", "80", "2023-02"),
        ("pm25", "95", "2024-01"),
        ("pm25", "77", "2024-02"),
    ]


def test_the_same_part_of_a_named_year(read_lines):
    reading = read_lines(
        "昌吉州2024年1-6月空气质量通报",
        "",
        "县市|PM2.5（微克/立方米）|2023年同期PM2.5（微克/立方米）|同比（%）",
        "奇台县|40|44|-9.1",
    )
    assert [(str(f.value), f.period, str(f.change)) for f in reading.figures] == [
        ("40", "2024-01/2024-06", "-9.1"),
        ("44", "2023-01/2023-06", "None"),
    ]


def test_what_is_compared_with_the_year_before_was_reached(read_lines):
    reading = read_lines(
        "阜康市2023年污染物浓度表",
        "",
        "污染物|单位|本年|上年|变化率（%）",
        "PM2.5|微克/立方米|45|48|-6.3",
    )
    assert told(reading)[0] == ("45", "pm25", "measured", "2023", ())


def test_the_years_of_a_plan_are_all_to_come(read_lines):
    reading = read_lines(
        "昌吉州空气质量改善行动计划（2024—2025年）",
        "",
        "年度|PM2.5浓度（微克/立方米）",
        "2023年（现状）|46",
        "2024年|45",
        "2025年|44",
    )
    assert [(role, period, asked) for _, _, role, period, asked in told(reading)] == [
        ("baseline", "2023", ()),
        ("target", "2024", ()),
        ("target", "2025", ()),
    ]


# ---- tables that name nothing the workspace knows ----
def test_tasks_that_no_catalogue_knows_are_taken_in_the_documents_place(read_lines):
    reading = read_lines(
        "新源县2024年攻坚战任务完成情况",
        "",
        "序号|任务名称|单位|年度任务|完成数|完成率|分值",
        "1|旱厕改造|座|300|312|104%|10",
        "2|村口绿化|处|40|38|95%|5",
    )
    assert [(f.place_written, str(f.value), str(f.role), f.confirm) for f in reading.figures] == [
        ("新源县", "300", "target", ()),
        ("新源县", "312", "measured", ()),
        ("新源县", "40", "target", ()),
        ("新源县", "38", "measured", ()),
    ]


def test_a_column_of_units_in_charge_is_the_places_and_a_part_counts_as_its_whole(read_lines):
    reading = read_lines(
        "玛纳斯县2024年造林任务分解表",
        "",
        "序号|单位|造林任务（亩）|其中：防护林|备注",
        "1|北五岔镇|6200|5000",
        "合计||6200|5000",
    )
    assert [(f.place, str(f.value), f.unit_written, str(f.role)) for f in reading.figures] == [
        ("", "0.62", "亩", "target"),
        ("652324", "0.62", "亩", "target"),
        ("", "5000", "亩", "target"),
        ("652324", "5000", "亩", "target"),
    ]


def test_where_a_name_only_says_where_it_is_asked_what_is_counted(read_lines):
    reading = read_lines(
        "昌吉州2023年清洁取暖情况",
        "",
        "县市|城市（户）|农村（户）",
        "昌吉市|100|90",
        "阜康市|80|70",
    )
    assert {f.confirm for f in reading.figures} == {("indicator",)}
