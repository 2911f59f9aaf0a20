"""Townships, streets and farms: places that no code stands for, and never their county."""

import pytest

from aqmap.read.documents.prose.claims.unclear_places import townships, unknown_counties
from tests.read.asked import asked

REPORT = "2021年伊宁县清洁取暖工程进展情况"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("阿热吾斯塘镇：完成30户", ["阿热吾斯塘镇"]),
        ("温亚尔乡、曲鲁海乡分别完成30户、40户", ["温亚尔乡", "曲鲁海乡"]),
        ("昌吉市滨湖镇造林5万亩", ["滨湖镇"]),  # its county is another name
        ("昌吉市5户，其中昌吉镇造林5万亩", ["昌吉镇"]),  # not the city of that name
        ("北京南路街道改造5台", ["北京南路街道"]),
        ("军户农场造林5万亩", ["军户农场"]),
        ("各乡镇造林5万亩", []),
        ("推进美丽乡村建设5个", []),
        ("完成农村清洁取暖5户", []),
        ("城市主要街道机械化清扫率80%", []),
        ("城镇空气质量优良天数80天", []),
        ("建设故乡的蓝天5天", []),
    ],
)
def test_what_names_a_township(text, named):
    assert [text[start:end] for start, end in townships(text)] == named


def test_a_townships_numbers_are_not_its_countys(read):
    figures = read(
        "全县完成电采暖500户。\n伊宁镇：任务60户，完成50户；\n温亚尔乡：任务40户，完成30户。",
        title=REPORT,
        place="伊宁县",
    )
    assert [(f.place, f.place_written, f.value_written) for f in figures] == [
        ("654021", "全县", "500户"),
        ("", "伊宁镇", "60户"),
        ("", "伊宁镇", "50户"),
        ("", "温亚尔乡", "40户"),
        ("", "温亚尔乡", "30户"),
    ]
    assert {fields for written, fields in asked(figures) if "place" not in fields} == set()


def test_a_task_without_words_is_of_the_heading_above(read):
    figures = read(
        "一、散煤替代\n任务4000户，截至9月10日完成3000户。", title=REPORT, place="伊宁县"
    )
    assert [(f.indicator_written, f.role, f.value_written) for f in figures][:1] == [
        ("散煤替代", "target", "4000户")
    ]


def test_a_county_of_elsewhere_is_no_one_elses_number(read):
    figures = read(
        "昌吉市优良天数比例为90.0%，库车市为86.7%。优良天数比例最高的是阜康市（93.3%），最低的是柯坪县（70.0%）。"
        "墨玉县、皮山县PM10月均浓度分别为300微克/立方米、200微克/立方米。",
        title="2021年3月昌吉州空气质量月报",
        place="昌吉州",
    )
    assert [(f.place, f.value_written) for f in figures if not f.confirm] == [
        ("652301", "90.0%"),
        ("652302", "93.3%"),
    ]
    assert [
        (f.indicator, f.place_written, f.value_written, f.confirm) for f in figures if f.confirm
    ] == [
        ("good_day_ratio", "库车市", "86.7%", ("place",)),
        ("good_day_ratio", "柯坪县", "70.0%", ("place",)),
        ("pm10", "墨玉县", "300微克/立方米", ("place",)),
        ("pm10", "墨玉县", "200微克/立方米", ("place",)),
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("沙雅县为5%", ["沙雅县"]),
        ("阿克苏市、和田市为5%", ["阿克苏市", "和田市"]),
        ("各县市造林5万亩", []),
        ("推进城市绿化5万亩", []),
        ("全县造林5万亩", []),
        ("主要县级市造林5万亩", []),
    ],
)
def test_what_names_a_county(text, named):
    assert [text[start:end] for start, end in unknown_counties(text)] == named
