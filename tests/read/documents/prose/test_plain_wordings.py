"""Wordings that say a number plainly in words that are not a row of their own; all synthetic."""

import pytest

from tests.read.asked import asked, asked_of

ILI, CHANGJI = "伊犁州", "昌吉州"
FULL = "占有效监测天数（361天）的88.4%"


def rows(figures):
    return [
        (f.place_written, f.indicator or f.indicator_written, f.value_written, str(f.role))
        for f in figures
        if f.value is not None
    ]


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        (  # a bracket that goes on behind its number
            ILI,
            "PM2.5浓度最低的为昭苏县（9微克/立方米），最高的为伊宁县（41微克/立方米，同比上升3%）。",
            [("昭苏县", "pm25", "9微克/立方米"), ("伊宁县", "pm25", "41微克/立方米")],
        ),
        (  # a standard that is met is none of them
            CHANGJI,
            "奇台、木垒PM2.5年均浓度均优于35微克/立方米的国家二级标准，分别为29、14微克/立方米；"
            "阜康为44微克/立方米。",
            [
                ("奇台", "pm25", "29"),
                ("木垒", "pm25", "14微克/立方米"),
                ("阜康", "pm25", "44微克/立方米"),
            ],
        ),
        (
            ILI,
            "全州优良天数比率目标90.5%以上。",
            [("全州", "good_day_ratio", "90.5%以上")],
        ),
        (
            ILI,
            "清洁取暖率提高6个百分点、达到74%。",
            [("伊犁哈萨克自治州", "clean_heating_rate", "74%")],
        ),
        (
            CHANGJI,
            "机械化清扫率城市达到82%、县城达到71%。",
            [
                ("昌吉回族自治州", "road_sweeping_rate", "82%"),
                ("县城", "road_sweeping_rate", "71%"),
            ],
        ),
        (
            CHANGJI,
            f"重污染天数（7县市累计）88天。优良天数319天，{FULL}。",
            [
                ("昌吉回族自治州", "heavy_pollution_days", "88天"),
                ("昌吉回族自治州", "优良天数", "319天"),
                ("昌吉回族自治州", "good_day_ratio", "88.4%"),
            ],
        ),
        (
            ILI,
            "PM10年均浓度为60微克/立方米；未扣除沙尘时为83微克/立方米。",
            [
                ("伊犁哈萨克自治州", "pm10", "60微克/立方米"),
                ("伊犁哈萨克自治州", "pm10", "83微克/立方米"),
            ],
        ),
    ],
)
def test_what_is_plainly_said_is_read(read, place, text, expected):
    figures = read(text, title=f"{place}2024年环境空气质量公报", place=place)
    assert [row[:3] for row in rows(figures)] == expected
    assert asked(figures) == []


@pytest.mark.parametrize("place", [ILI, CHANGJI])
@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("完成煤改电620户，占年度任务800户的77.5%。", ["800户"]),
        ("煤改电任务800户，完成620户，占77.5%。", ["800户"]),
        ("完成煤改电620户，占年度计划的77.5%。", []),
        ("完成煤改电620户，完成年度目标任务的77.5%。", []),
    ],
)
def test_the_share_of_a_task_is_what_was_done_of_it(read, place, text, task):
    figures = read(text, title=f"{place}2024年工作总结", place=place)
    assert [row[2] for row in rows(figures) if row[3] == "target"] == task
    done = [row[1:] for row in rows(figures) if row[3] == "measured"]
    assert done == [
        ("electric_heating_households", "620户", "measured"),
        ("完成率", "77.5%", "measured"),
    ]
    assert asked(figures) == []


def test_a_task_of_five_years_is_not_of_those_told_of(read):
    figures = read(
        "2021—2023年，累计拆除燃煤锅炉90台，占五年任务（120台）的75%。",
        title="昌吉州2023年锅炉整治总结",
    )
    assert [(f.value_written, ";".join(asked_of(f))) for f in figures] == [
        ("90台", ""),
        ("120台", "period"),
        ("75%", ""),
    ]


def test_a_share_of_something_else_is_none_of_a_task(read):
    figures = read("优良天数300天，占82%。", title="伊犁州2024年环境空气质量公报", place=ILI)
    assert "完成率" not in [f.indicator_written for f in figures]


def test_the_highest_day_is_no_mean_of_the_month(read):
    figures = read(
        "PM10日均最高值出现在阜康市（512微克/立方米，4月18日）。",
        title="2024年4月昌吉州空气质量月报",
    )
    assert [(str(f.value), f.indicator, f.confirm) for f in figures] == [
        ("512", "", ("indicator", "period"))
    ]


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("PM2.5浓度由低到高依次为昭苏县（12微克/立方米）、特克斯县（14微克/立方米）。", "12 14"),
        (
            "PM2.5浓度较低的县（市）依次为昭苏县（12微克/立方米）、特克斯县（14微克/立方米）。",
            "12 14",
        ),
        (
            "按环境空气质量综合指数评价，排名前两位的为昭苏县（2.06）、特克斯县（2.18）。",
            "2.06 2.18",
        ),
    ],
)
def test_a_ranking_gives_each_place_the_number_in_its_bracket(read, words, values):
    figures = read(f"2017年三季度，{words}", title="伊犁州2017年空气质量通报", place="伊犁州")
    assert [f.place_written for f in figures] == ["昭苏县", "特克斯县"]
    assert " ".join(str(f.value) for f in figures) == values
    assert {(f.indicator, f.confirm) for f in figures} in (
        {("pm25", ())},
        {("composite_index", ())},
    )


def test_an_index_that_rises_from_a_value_to_another(read):
    figures = read(
        "2017年，察布查尔县综合指数由上年的3.48升至3.61。",
        title="伊犁州2017年空气质量通报",
        place="伊犁州",
    )
    assert [(f.indicator, str(f.value), str(f.role)) for f in figures] == [
        ("composite_index", "3.48", "baseline"),
        ("composite_index", "3.61", "measured"),
    ]


@pytest.mark.parametrize("words", ["完成“煤改电”3120户", "煤改电完工3120户", "推进煤改电3120户"])
def test_words_of_doing_leave_the_thing_its_name(read, words):
    (figure,) = read(f"2021年，呼图壁县{words}。", title="昌吉州2021年清洁取暖工作总结")
    assert figure.indicator == "electric_heating_households"
