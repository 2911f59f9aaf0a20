"""Rows of townships, firms and sites: theirs, never the county's; sizes and years are none."""

import pytest

QITAI = "652325"
TASKS = "奇台县2025年冬季清洁取暖任务分解表"


def told(reading):
    return [
        (f.place, f.place_written, f.indicator or f.indicator_written, str(f.value), f.confirm)
        for f in reading.figures
        if f.value is not None
    ]


@pytest.mark.parametrize("head", ["单位", "责任单位", "乡镇", "乡镇（街道）", "序号|单位"])
def test_townships_name_the_rows_whatever_heads_them(read_lines, head):
    number = ("1|", "2|") if "|" in head else ("", "")
    reading = read_lines(
        TASKS,
        "",
        f"{head}|煤改电（户）|拆除茶浴炉（台）|责任领导",
        f"{number[0]}古城乡|320|2|乡长",
        f"{number[1]}老奇台镇|410|—|镇长",
    )
    assert sorted(told(reading)) == [
        ("", "古城乡", "electric_heating_households", "320", ("place",)),
        ("", "古城乡", "拆除茶浴炉（台）", "2", ("place",)),
        ("", "老奇台镇", "electric_heating_households", "410", ("place",)),
    ]


def test_a_township_called_as_its_county_is_not_the_county(read_lines):
    reading = read_lines(TASKS, "", "单位|煤改电（户）", "奇台镇|300", "半截沟镇|100", "全县|400")
    assert [(f.place, f.confirm) for f in reading.figures] == [
        ("", ("place",)),
        ("", ("place",)),
        (QITAI, ()),
    ]


def test_units_of_measure_name_no_rows(read_lines):
    reading = read_lines(TASKS, "", "指标|单位|任务数", "煤改电|户|300", "造林|亩|100")
    assert [(f.place, f.indicator) for f in reading.figures] == [
        (QITAI, "electric_heating_households"),
        (QITAI, "afforestation"),
    ]


FIRMS = (
    "奇台县2024年燃煤锅炉拆除完成情况",
    "",
    "序号|乡镇|企业名称|锅炉容量（蒸吨/小时）|数量（台）|建成年份|替代能源|拆除时间",
    "1|西地镇|某酒业|4|2|2008|天然气|2024-07-15",
    "2|西地镇|某面粉厂|6|1|2011|电|2024年8月2日",
    "|合计|||3|||",
)


def test_a_firms_count_is_its_own_and_its_size_and_year_are_none(read_lines):
    reading = read_lines(*FIRMS)
    assert told(reading) == [
        ("", "某酒业", "数量（台）", "2", ("place", "indicator")),
        ("", "某面粉厂", "数量（台）", "1", ("place", "indicator")),
        (QITAI, "合计", "数量（台）", "3", ("indicator",)),
    ]
    assert [f.period for f in reading.figures[:2]] == ["2024-07-15", "2024-08-02"]


@pytest.mark.parametrize("head", ["规模（蒸吨/小时）", "单台功率（兆瓦）", "投产时间", "规格型号"])
def test_no_spelling_of_a_size_or_an_age_is_a_figure(read_lines, head):
    reading = read_lines(
        "奇台县2024年锅炉整治清单", "", f"使用单位|{head}|整治锅炉（台）", "某酒业|2015|1"
    )
    assert [(str(f.value), f.place_written, f.period) for f in reading.figures] == [
        ("1", "某酒业", "2024")
    ]


def test_the_whole_size_of_what_a_county_did_stays_a_figure(read_lines):
    reading = read_lines(
        "昌吉州2024年锅炉淘汰完成情况", "", "县市|淘汰锅炉规模（蒸吨）", "奇台县|85", "昌吉市|40"
    )
    assert [(f.place, str(f.value)) for f in reading.figures] == [(QITAI, "85"), ("652301", "40")]
