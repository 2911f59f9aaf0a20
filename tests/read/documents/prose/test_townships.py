"""Townships, streets and farms: places that no code stands for, and never their county."""

import pytest

from aqmap.read.documents.prose.claims.unclear_places import townships
from tests.read.asked import asked

REPORT = "2021年伊宁县清洁取暖工程进展情况"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("阿热吾斯塘镇：完成30户", ["阿热吾斯塘镇"]),
        ("温亚尔乡、曲鲁海乡分别完成30户、40户", ["温亚尔乡", "曲鲁海乡"]),
        ("昌吉市滨湖镇造林5万亩", ["滨湖镇"]),  # its county is another name
        ("昌吉镇造林5万亩", ["昌吉镇"]),  # not the city of that name
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
