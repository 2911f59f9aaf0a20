"""How the fields of a document's figures are known, and which are asked; all synthetic."""

import pytest

from aqmap.model.transcript import CONFIRMED_FIELDS, Known
from tests.read.asked import asked, asked_of, stated

ILI, CHANGJI = "654000", "652300"


@pytest.fixture
def told(read_whole, tmp_path):
    """Return a document's figures, and how their fields are known."""

    def read(*lines, place=""):
        path = tmp_path / "合成 文件.txt"
        path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        reading = read_whole(path, place)
        known = {
            f.id: {r.field: r for r in reading.transcript.reasons[f.id]} for f in reading.figures
        }
        return [(figure, known[figure.id]) for figure in reading.figures]

    return read


def brief(told):
    return [
        (f.place, f.indicator, str(f.value), str(f.role), f.period, ";".join(asked_of(f)))
        for f, _ in told
    ]


def test_every_figure_of_a_sentence_has_a_reason_for_each_field(told):
    figures = told("伊犁州直2023年造林工作总结", "伊宁市造林2万亩，尼勒克县3万亩。", place="伊犁州")
    assert len(figures) == 2
    for _, reasons in figures:
        assert set(reasons) == set(CONFIRMED_FIELDS)
    (_, first), (_, second) = figures
    assert [first[name].known for name in ("place", "indicator", "unit")] == [Known.SAID] * 3
    assert (first["period"].known, first["period"].by) == (Known.CARRIED, "title")
    assert (first["role"].by, first["role"].words) == ("title", "伊犁州直2023年造林工作总结")
    assert (second["indicator"].known, second["indicator"].by) == (Known.CARRIED, "before")


@pytest.mark.parametrize(
    ("title", "role", "confirm"),
    [
        ("2023年奎屯市大气环境质量通报", "measured", ""),
        ("2023年奎屯市环境质量公报", "measured", ""),
        ("奎屯市2023年蓝天保卫战工作总结", "measured", ""),
        ("奎屯市2023年第12期空气质量简报", "measured", "period"),
        ("奎屯市2023年大气污染防治工作要点", "target", ""),
        ("奎屯市2023年大气污染防治攻坚方案", "target", ""),
        ("奎屯市2023年工作总结及2024年工作计划", "measured", "role;period"),
        ("奎屯市2023年蓝天行动", "measured", "role"),
    ],
)
def test_the_title_says_the_role_or_leaves_it_open(told, title, role, confirm):
    ((figure, _),) = told(title, "PM2.5平均浓度38微克/立方米。")
    assert (figure.role, figure.place) == (role, "654003")
    assert set(figure.confirm) == set(filter(None, confirm.split(";")))


def test_headings_rule_period_and_role_of_what_stands_below(told):
    figures = told(
        "奇台县2024年政府工作报告",
        "一、2023年工作回顾",
        "（一）生态建设",
        "完成造林3.2万亩。",
        "1.大气污染防治",
        "优良天数比率为88.5%。",
        "二、2024年工作安排",
        "（一）生态建设",
        "完成造林4万亩，优良天数比率达到89%。",
        "三、组织领导",
        "造林5万亩。",
    )
    assert brief(figures) == [
        ("652325", "afforestation", "3.2", "measured", "2023", ""),
        ("652325", "good_day_ratio", "88.5", "measured", "2023", ""),
        ("652325", "afforestation", "4", "target", "2024", ""),
        ("652325", "good_day_ratio", "89", "target", "2024", ""),
        ("652325", "afforestation", "5", "measured", "2024", "period;role"),
    ]
    period, role = figures[0][1]["period"], figures[0][1]["role"]
    assert (period.by, period.words, role.by) == ("heading", "一、2023年工作回顾", "heading")


def test_an_unnumbered_heading_of_a_year_ends_the_part_before(told):
    figures = told(
        "霍城县工作报告",
        "2022年完成情况",
        "一、造林",
        "造林1.5万亩。",
        "2023年工作打算",
        "造林2万亩。",
    )
    assert [row[3:5] for row in brief(figures)] == [("measured", "2022"), ("target", "2023")]


def test_a_line_that_states_a_number_heads_nothing(told):
    figures = told(
        "尼勒克县2023年造林工作总结",
        "2022年计划造林8万亩",
        "造林5万亩。",
    )
    assert brief(figures)[-1] == ("654028", "afforestation", "5", "measured", "2023", "")


def test_of_two_years_in_a_heading_the_period_is_asked(told):
    figures = told("新源县工作总结", "2022年和2023年工作情况", "造林5万亩。")
    ((figure, reasons),) = figures
    assert (figure.period, figure.confirm) == ("XXXX", ("period",))
    assert reasons["period"].proposals[:2] == ("2022", "2023")


def test_behind_a_paragraph_about_another_place_the_titles_place_is_asked(told):
    figures = told(
        "昌吉州2023年造林工作总结",
        "全州造林9万亩。",
        "木垒县造林2万亩。",
        "草原改良3万亩。",
        "全州草原改良10万亩。",
        "电采暖面积5万平方米。",
    )
    assert [(f.place, f.confirm) for f, _ in figures] == [
        (CHANGJI, ()),
        ("652328", ()),
        ("", ("place",)),
        (CHANGJI, ()),
        (CHANGJI, ()),
    ]
    assert figures[2][1]["place"].proposals[:2] == ("652328", CHANGJI)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("州西部2县市优良天数比率为90%。", "州西部2县市"),
        ("全州东部三县市受沙尘影响，优良天数比率为90%。", "全州东部三县市"),
        ("其余5县市优良天数比率为90%。", "其余5县市"),
    ],
)
def test_part_of_a_region_is_never_the_region(told, text, written):
    ((figure, reasons),) = told("昌吉州2023年空气质量通报", text)
    assert (figure.place, figure.place_written) == ("", written)
    assert (figure.confirm, str(figure.value)) == (("place",), "90")
    assert reasons["place"].words == written


def test_a_document_without_a_title_says_by_its_verbs_what_was_reached(told):
    figures = told("2023年，巩留县完成造林2万亩，草原改良3万亩，PM2.5平均浓度为30微克/立方米。")
    assert [(f.role, f.period, f.confirm) for f, _ in figures] == [("measured", "2023", ())] * 3
    assert [reasons["role"].by for _, reasons in figures] == ["verb", "before", "verb"]


def test_what_others_are_told_to_do_is_neither_aimed_at_nor_reached(told):
    ((figure, reasons),) = told("关于做好2023年造林的通知", "巩留县完成造林2万亩。")
    assert (figure.confirm, reasons["role"].by) == (("role",), "disagree")


def test_a_target_in_brackets_beside_a_result_is_of_the_year(told):
    figures = told(
        "2023年呼图壁县环境质量公报",
        "PM2.5平均浓度为41微克/立方米，年度目标（PM2.5≤43微克/立方米）。",
    )
    assert [row[2:] for row in brief(figures)] == [
        ("41", "measured", "2023", ""),
        ("43", "target", "2023", ""),
    ]


def test_a_task_and_what_was_done_of_it_in_one_clause(told):
    figures = told("呼图壁县2023年工作总结", "呼图壁县清洁取暖任务800户完成650户。")
    assert [row[2:] for row in brief(figures)] == [
        ("800", "target", "2023", ""),
        ("650", "measured", "2023", ""),
    ]


def test_the_period_that_opens_a_sentence_holds_for_the_next_of_its_year(told):
    figures = told(
        "2023年8月伊宁县空气质量通报",
        "1—8月，PM2.5平均浓度为25微克/立方米。优良天数比率为92%。",
        "2022年，PM2.5平均浓度为28微克/立方米。优良天数比率为90%。",
    )
    assert [(row[4], row[5]) for row in brief(figures)] == [
        ("2023-01/2023-08", ""),
        ("2023-01/2023-08", ""),
        ("2022", ""),
        ("XXXX", "period"),
    ]


def test_two_readings_of_one_role_are_both_proposed(told):
    ((figure, reasons),) = told(
        "2023年伊宁县空气质量公报", "PM2.5平均浓度控制在30微克/立方米以内。"
    )
    assert figure.confirm == ("role",)
    assert {figure.role, *reasons["role"].proposals} == {"measured", "target"}


def test_what_is_asked_is_not_stated(told):
    figures = [figure for figure, _ in told("2023年伊宁县公报", "昌吉造林1万亩，伊宁县造林2万亩。")]
    assert [figure.place for figure in stated(figures)] == ["654021"]
    assert asked(figures) == [("1万亩", "place")]
