"""Columns headed by years beside those of targets, sums, deadlines, and how a task is met."""

import pytest

REVIEW = "巴音郭楞州大气污染防治规划实施中期评估报告"


def told(reading):
    return [
        (str(f.value), str(f.role), f.period, f.confirm)
        for f in reading.figures
        if f.value is not None
    ]


def test_what_stands_beside_a_later_target_was_reached_whatever_the_title_says(read_lines):
    reading = read_lines(
        REVIEW,
        "评估期截至2023年6月。",
        "一、指标进展",
        "指标|2022年|2023年1—6月|2025年目标",
        "PM2.5浓度（微克/立方米）|41|44.5|38",
    )
    (_, role22, *_), (_, role23, period, _), aim = told(reading)
    assert "target" not in (role22, role23)
    assert (period, aim[1], aim[2]) == ("2023-01/2023-06", "target", "2025")


def test_the_same_holds_of_rows(read_lines):
    reading = read_lines(
        "和静县空气质量改善规划中期评估",
        "",
        "一、指标进展",
        "年度|PM2.5浓度（微克/立方米）|优良天数比率（%）",
        "2022年|41|70",
        "2025年目标|38|75",
    )
    roles = {f.period: str(f.role) for f in reading.figures}
    assert roles["2025"] == "target"
    assert roles["2022"] != "target"


def test_a_later_year_of_a_plan_beside_its_last_may_be_a_step_and_is_asked(read_lines):
    reading = read_lines(
        "昌吉州2022年空气质量改善规划",
        "",
        "指标如下。",
        "指标|2024年|2025年目标",
        "PM2.5浓度（微克/立方米）|40|38",
    )
    step, aim = told(reading)
    assert "role" in step[3]
    assert aim[1:] == ("target", "2025", ())


def test_what_adds_up_below_a_year_is_since_when_no_one_says(read_lines):
    reading = read_lines(
        REVIEW,
        "",
        "指标|2022年|2023年1—6月|2025年目标",
        "淘汰老旧柴油货车（辆，累计）|310|420|900",
        "道路机扫率（%）|61|63|70",
    )
    summed = [f for f in reading.figures if f.indicator == "diesel_trucks"]
    assert [(str(f.value), f.unit) for f in summed] == [
        ("310", "辆"),
        ("420", "辆"),
        ("900", "辆"),
    ]
    assert all("period" in f.confirm for f in summed)
    others = [f for f in reading.figures if f.indicator == "road_sweeping_rate"]
    assert others
    assert not any("period" in f.confirm for f in others)


@pytest.mark.parametrize(
    ("name", "comparator", "asked"),
    [
        ("拆除旱厕（座）", "ge", ()),
        ("裸地绿化面积（亩）", "ge", ()),
        ("煤改气（户）", "ge", ()),
        ("扬尘投诉量控制（件）", "le", ()),
        ("扬尘投诉（件）", "", ("comparator",)),
    ],
)
def test_a_target_that_no_catalogue_knows_is_met_as_its_words_say_or_asked(
    read_lines, name, comparator, asked
):
    reading = read_lines("昌吉州2025年任务分解表", "", f"县市|{name}", "奇台县|5", "昌吉市|6")
    assert {(str(f.comparator or ""), f.confirm) for f in reading.figures} == {(comparator, asked)}


def test_a_column_due_before_a_day_is_a_target(read_lines):
    reading = read_lines(
        "奇台县2025年清洁取暖任务分解表",
        "",
        "乡镇|煤改电年度任务（户）|煤改电10月底前完成（户）",
        "古城乡|320|300",
        "老奇台镇|410|380",
    )
    assert {str(f.role) for f in reading.figures} == {"target"}
