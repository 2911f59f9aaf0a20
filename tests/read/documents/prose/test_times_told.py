"""Whether a document tells of which time a number is, and whether it was over; all synthetic."""

import pytest

from tests.read.asked import asked_of


@pytest.fixture
def rows(read_whole, tmp_path):
    """Return what lines give: value, role, period, and what is asked."""

    def read(*lines):
        path = tmp_path / "合成 文件.txt"
        path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        return [
            (str(f.value), str(f.role), f.period, ";".join(asked_of(f)))
            for f in read_whole(path, "").figures
        ]

    return read


DATED = ("尼勒克县散煤治理进展情况", "县散煤治理办公室　　　2023年8月21日")
PRIZED = ("关于对人大奇台县第三次会议第12号建议的答复",)
SIGNED = ("奇台县住房和城乡建设局", "2023年8月21日")


def test_a_part_of_the_year_is_of_the_year_of_writing_once_it_is_over(rows):
    (cut_off,) = rows(*DATED, "截至8月18日，全县拆除燃煤小锅炉31台。")
    assert cut_off == ("31", "measured", "2023-01-01/2023-08-18", "")
    (year,) = rows(*DATED, "1—7月，全县PM2.5平均浓度19微克/立方米。")
    assert year == ("19", "measured", "2023-01/2023-07", "")
    # A month that was yet to come may be of the year before.
    assert rows(*DATED, "10月，全县优良天数29天。")[0][3] == "period"


def test_a_year_later_the_months_may_be_of_either(rows):
    asked = rows(
        "尼勒克县散煤治理进展情况",
        "县散煤治理办公室　　2024年1月5日",
        "1—11月，全县拆除燃煤小锅炉31台。",
    )
    assert [row[3] for row in asked] == ["period"]


def test_this_years_half_and_what_it_is_compared_with(rows):
    given = rows(
        *PRIZED,
        "2022年，我县优良天数301天，比2018年增加12天。",
        "今年上半年，优良天数151天，去年同期为149天；PM2.5平均浓度27微克/立方米，同比下降2%。",
        *SIGNED,
    )
    assert given[1:] == [
        ("151", "measured", "2023-01/2023-06", ""),
        ("149", "measured", "2022-01/2022-06", ""),
        ("27", "measured", "2023-01/2023-06", ""),
    ]


def test_now_is_the_cut_off_that_a_document_on_progress_opens_with(rows):
    given = rows(*DATED, "截至8月18日，全县拆除燃煤小锅炉31台。目前新增清洁取暖改造27户。")
    assert [row[2:] for row in given] == [("2023-01-01/2023-08-18", "")] * 2


@pytest.mark.parametrize("words", ["本旬", "本周", "至此"])
def test_a_time_of_its_own_is_never_the_year_so_far(rows, words):
    given = rows(*DATED, f"截至8月18日，全县拆除燃煤小锅炉31台。{words}新增清洁取暖改造27户。")
    assert [(row[0], row[3]) for row in given] == [("31", ""), ("27", "period")]


def test_what_a_report_of_a_year_tells_of_now_is_that_years(rows):
    title = "新源县2023年清洁取暖工作总结"
    assert rows(title, "目前建成清洁取暖示范村6个。")[0][2:] == ("2023", "")
    assert rows(title, "本旬新增清洁取暖改造27户。")[0][3] == "period"


def test_years_in_a_row_are_one_stretch_and_a_winter_of_two_is_not(rows):
    title = "玛纳斯县2023年锅炉整治总结"
    given = rows(title, "2020—2022年，全县累计拆除燃煤锅炉64台。淘汰老旧车30辆。")
    assert given == [("64", "measured", "2020/2022", ""), ("30", "measured", "XXXX", "period")]
    assert rows(title, "2022—2023年采暖季，全县拆除燃煤锅炉64台。")[0][3] == "period"


def test_since_a_year_up_to_a_day_that_no_one_tells_is_asked(rows):
    text = "2019年以来，累计关停燃煤锅炉41台，其中2021年9台。"
    given = rows(*PRIZED, text, *SIGNED)
    assert [(row[0], row[2:]) for row in given][1] == ("9", ("2021", ""))
    assert given[0][3] == "period"
    assert rows("奇台县2022年锅炉整治总结", text)[0] == ("41", "measured", "2019/2022", "")


def test_means_below_the_same_heading_go_on_and_counts_are_asked(rows):
    title = "察布查尔县2022年大气污染防治工作总结"
    given = rows(
        title,
        "一、空气质量",
        "1—10月，全县优良天数289天。",
        "PM2.5平均浓度23微克/立方米；全年下达清洁取暖任务900户，清理煤堆12处。",
    )
    assert given == [
        ("289", "measured", "2022-01/2022-10", ""),
        ("23", "measured", "2022-01/2022-10", ""),
        ("900", "target", "2022", ""),
        ("12", "measured", "2022", ""),
    ]
    again = rows(
        title, "1—10月，全县优良天数289天。", "2022年PM10浓度50微克/立方米。", "清理煤堆12处。"
    )
    assert again[-1] == ("12", "measured", "2022", "")
    assert rows(title, "1—10月，全县优良天数289天。", "清理煤堆12处。")[-1][3] == "period"


def test_behind_a_month_a_paragraph_may_be_of_the_month_or_of_the_year(rows):
    title = "昭苏县2024年空气质量报告"
    month = "2024年9月，全县PM2.5平均浓度9微克/立方米。"
    given = rows(title, month, "PM10平均浓度31微克/立方米。淘汰老旧车7辆。")
    assert given == [
        ("9", "measured", "2024-09", ""),
        ("31", "measured", "2024-09", "period"),
        ("7", "measured", "2024-09", "period"),
    ]
    # A heading begins anew, and so does a sentence that says the year.
    below = rows(title, "一、九月", month, "二、车辆", "淘汰老旧车7辆。")
    assert below[1] == ("7", "measured", "2024", "")
    year = rows(title, month, "2024年，全县淘汰老旧车7辆。", "清运煤渣3吨。")
    assert [row[2:] for row in year[1:]] == [("2024", "")] * 2


def test_what_was_done_is_no_target_below_a_task_or_beside_a_plan(rows):
    given = rows(
        *PRIZED,
        "2023年计划完成煤改电800户，截至6月底已完成310户。一季度完成煤改电60户。",
        *SIGNED,
    )
    assert given == [
        ("800", "target", "2023", ""),
        ("310", "measured", "2023-01/2023-06", ""),
        ("60", "measured", "2023-01/2023-03", ""),
    ]


def test_years_before_below_a_heading_of_aims_are_no_targets(rows):
    given = rows(
        "阜康市“十四五”大气污染防治中期评估",
        "一、目标",
        "2020年，全市PM2.5年均浓度58微克/立方米。",
        "到2025年，全市PM2.5年均浓度降至45微克/立方米以下。",
        "二、进展",
        "2023年，全市PM2.5年均浓度51微克/立方米。",
    )
    assert [row[:2] for row in given] == [("58", "measured"), ("45", "target"), ("51", "measured")]
    assert given[0][3] == "period;role"


def test_a_forecast_is_neither_aimed_at_nor_reached(rows):
    for words in ("可减少", "预计每年可节约"):
        (row,) = rows("昭苏县2023年清洁取暖简报", f"改造完成后{words}散煤0.4万吨。")
        assert "role" in row[3]


@pytest.mark.parametrize("years", ["2021年、2022年、2023年", "2021—2023年，全州"])
def test_years_with_a_number_each(rows, years):
    given = rows(
        "伊犁州2023年环境空气质量公报",
        f"{years}PM2.5年均浓度分别为41、39、37微克/立方米，优良天数比例分别为84%、86%、88%。",
    )
    assert [(row[0], *row[2:]) for row in given] == [
        (value, str(2021 + n % 3), "")
        for n, value in enumerate(["41", "39", "37", "84", "86", "88"])
    ]
    # As many years as numbers, or it is asked.
    two = rows(
        "伊犁州2023年环境空气质量公报", "2021—2023年，全州PM2.5年均浓度分别为41、37微克/立方米。"
    )
    assert all(row[3] for row in two)


def test_a_task_handed_down_to_us_is_ours_and_what_stands_behind_it_may_be_of_it(rows):
    given = rows(*DATED, "今年，自治州下达我县清洁取暖改造任务900户；配套改造电网线路12公里。")
    assert given == [("900", "target", "2023", ""), ("12", "measured", "2023", "period;role")]


@pytest.mark.parametrize(
    ("written", "asked"), [("2021年10月9日", ()), ("（某政办〔2021〕58号　2021年10月9日）", ())]
)
def test_a_plan_tells_of_its_year_so_far_what_was_reached(read, written, asked):
    text = f"{written}\n\n二、目标\n\n2021年1—9月，昌吉市优良天数比例93.0%，同比提高1.5个百分点。"
    (figure,) = read(text)
    assert (str(figure.role), figure.period, asked_of(figure)) == (
        "measured",
        "2021-01/2021-09",
        asked,
    )


def test_what_is_told_of_now_has_no_period_of_the_sentence_before(read):
    text = "2020年，昌吉市造林2万亩。目前，昌吉市已造林3万亩。今冬，昌吉市造林1万亩。"
    figures = read(text, title="昌吉市2021年造林情况汇报")
    assert [asked_of(f) for f in figures] == [(), ("period",), ("period",)]


def test_years_in_words_are_years(rows):
    found = rows(
        "奇台县环境保护局二〇一六年工作总结和二〇一七年工作安排",
        "一、二○一六年工作总结",
        "全县淘汰燃煤锅炉12台。",
        "二、二〇一七年工作安排",
        "全县优良天数不少于二百天，造林2万亩，优良天数比例达到80%以上。",
    )
    assert [(period, asked) for _, _, period, asked in found] == [("2016", ""), *[("2017", "")] * 2]


def test_a_year_in_a_bracket_is_of_the_bracket(rows):
    found = rows(
        "霍城县2019年大气污染防治工作计划",
        "完成煤改电2600户（含上年结转）；拆除建成区35蒸吨以下燃煤锅炉7台。",
    )
    assert [(value, period) for value, _, period, _ in found] == [("2600", "2019"), ("7", "2019")]


def test_a_headline_with_a_number_is_a_title(rows):
    found = rows("奇台县2021年4200户居民告别小煤炉情况", "全县淘汰燃煤锅炉12台。")
    assert found[-1] == ("12", "measured", "2021", "")


def test_a_sentence_is_no_title(rows):
    """It says 计划, but the document is none."""
    found = rows(
        "关于群众来信的回复",
        "目前，市里正抓紧实施蓝天保卫战三年行动计划。",
        "2020年阜康市PM2.5平均浓度为52微克/立方米。",
    )
    assert [(role, period) for _, role, period, _ in found] == [("measured", "2020")]


def test_the_year_before_keeps_its_value_behind_what_was_reached(rows):
    found = rows(
        "昌吉州2021年空气质量情况",
        "昌吉州2021年PM2.5平均浓度为50微克/立方米，较2020年实际54微克/立方米下降7.4%。",
    )
    assert ("54", "baseline", "2020", "") in found


def test_a_numbered_task_of_a_report_is_a_target(rows):
    found = rows("新源县2021年度目标任务完成情况自评报告", "任务1：煤改电2000户。")
    assert found == [("2000", "target", "2021", "")]


def test_a_months_task_is_the_months(rows):
    found = rows("奎屯市2021年9月工作月报", "9月计划淘汰老旧车辆30辆。")
    assert found == [("30", "target", "2021-09", "")]


def test_tasks_that_ought_to_be_done_are_not_stated_as_done(rows):
    found = rows("特克斯县政府工作会议讲话", "2021年，我县要完成煤改电800户，淘汰老旧车辆70辆。")
    assert [role for _, role, _, asked in found if not asked] == ["target"]


def test_the_end_of_a_stretch_of_days_is_no_year_to_come(rows):
    given = rows(
        "伊宁县12月环境空气质量情况",
        "自2025年1月1日至2025年12月31日，伊宁县达到优良天数共计301天，同比2024年（288天）增加13天。",
        "2026年1月6日",
    )
    assert [row[:3] for row in given] == [
        ("301", "measured", "2025"),
        ("288", "baseline", "2024"),
    ]
