"""How each field of a table's figure is known; what nobody says is asked for, never assumed."""

import pytest

from aqmap.model.figures import Role
from aqmap.read.documents.answers import Answers

CHANGJI, FUKANG = "652301", "652302"
PLAN = "昌吉州2025年大气污染防治目标任务分解表"
ROWS = ("县市|造林（万亩）", "昌吉市|1", "阜康市|2")


def told(reading):
    return [(f.place, str(f.role), f.period, str(f.value), f.confirm) for f in reading.figures]


def test_what_header_and_title_say_is_said_or_carried_and_nothing_is_assumed(grounds):
    assert grounds(PLAN, "", *ROWS) == {
        "place": ("said", "header"),
        "role": ("said", "caption"),  # the title stands right over the table
        "period": ("said", "caption"),
        "indicator": ("said", "header"),
        "comparator": ("carried", "catalogue"),
        "unit": ("said", "header"),
    }


def test_a_title_at_the_head_of_the_document_is_carried(grounds):
    said = grounds(PLAN, "现将任务下达。", "请各县市落实。", "一、指标", "", *ROWS)
    assert (said["role"], said["period"]) == (("carried", "title"), ("carried", "title"))


@pytest.mark.parametrize(
    ("header", "role"), [("造林任务（万亩）", "target"), ("造林完成（万亩）", "measured")]
)
def test_a_word_of_the_header_says_the_role_against_the_document(read_lines, grounds, header, role):
    lines = (
        "昌吉州2024年大气污染防治情况",
        "县情。",
        "州情。",
        "市情。",
        f"县市|{header}",
        "昌吉市|1",
        "阜康市|2",
    )
    assert grounds(*lines)["role"] == ("said", "header")
    assert {str(f.role) for f in read_lines(*lines).figures} == {role}


def test_without_a_telling_title_the_role_is_asked_with_both_proposals(read_lines):
    reading = read_lines("昌吉州各县市2024年造林", "", *ROWS)
    assert told(reading) == [
        (CHANGJI, "target", "2024", "1", ("role",)),
        (FUKANG, "target", "2024", "2", ("role",)),
    ]
    (role,) = [r for r in reading.transcript.reasons[reading.figures[0].id] if r.field == "role"]
    assert set(role.proposals) == {Role.TARGET, Role.MEASURED}


def test_an_answer_fills_what_is_open_and_not_what_is_said(read_lines):
    given = Answers(role=Role.MEASURED, period="2023")
    open_document = read_lines("各县市造林", "", *ROWS, answers=given)
    assert told(open_document)[0] == (CHANGJI, "measured", "2023", "1", ())
    plan = read_lines(PLAN, "", *ROWS, answers=given)
    assert told(plan)[0] == (CHANGJI, "target", "2025", "1", ())


def test_a_document_without_a_year_is_read_with_an_open_one(read_lines):
    reading = read_lines(
        "昌吉州大气污染防治任务分解表",
        "",
        "县市|造林（万亩）|造林1-5月完成（万亩）",
        "昌吉市|1|0.5",
    )
    assert [(f.period, f.as_of, f.confirm) for f in reading.figures] == [
        ("XXXX", "", ("period",)),
        ("XXXX-01/XXXX-05", "XXXX-05-31", ("period",)),
    ]


def test_a_year_that_only_the_day_of_issue_suggests_is_asked(read_lines):
    reading = read_lines("昌吉州大气污染防治任务分解表", "", *ROWS, "", "某某局", "2025年3月1日")
    assert {(f.period, f.confirm) for f in reading.figures} == {("2025", ("period",))}


def test_headings_of_another_year_and_role_hold_for_the_tables_below_them(read_lines):
    reading = read_lines(
        "昌吉州2024年工作总结和2025年工作计划",
        "一、2024年工作回顾",
        "各县市情况如下。",
        *ROWS,
        "",
        "二、2025年工作安排",
        "各县市情况如下。",
        *ROWS,
    )
    assert [(str(f.role), f.period, f.confirm) for f in reading.figures] == [
        ("measured", "2024", ()),
        ("measured", "2024", ()),
        ("target", "2025", ()),
        ("target", "2025", ()),
    ]


def test_an_annex_ends_what_the_headings_of_the_text_say(read_lines):
    reading = read_lines(
        "昌吉州2025年大气污染防治行动计划",
        "一、2024年工作回顾",
        "空气有所好转。",
        "附件1",
        "各县市造林",
        "单位：万亩",
        "县市|造林",
        "昌吉市|1",
    )
    assert told(reading) == [(CHANGJI, "target", "2025", "1", ())]


def test_months_without_a_year_are_of_the_year_over_the_table(read_lines):
    reading = read_lines(
        "昌吉州2024年大气污染防治工作情况",
        "表1 2023年各县市造林",
        "县市|1-6月（万亩）|全年（万亩）",
        "指标|造林|造林",
        "昌吉市|1|2",
    )
    assert [f.period for f in reading.figures] == ["2023-01/2023-06", "2023"]


def test_months_below_a_year_are_of_that(read_lines):
    reading = read_lines(
        "昌吉州2024年空气质量情况",
        "",
        "县市|2023年||2024年|",
        "县市|1-5月PM2.5浓度|全年PM2.5浓度|1-5月PM2.5浓度|全年PM2.5浓度",
        "昌吉市|40|38|39|37",
    )
    assert [(f.period, str(f.value)) for f in reading.figures] == [
        ("2023-01/2023-05", "40"),
        ("2023", "38"),
        ("2024-01/2024-05", "39"),
        ("2024", "37"),
    ]


def test_a_later_year_in_a_report_is_asked_for(read_lines):
    reading = read_lines(
        "昌吉州2024年大气污染防治工作情况",
        "",
        "县市|2024年造林（万亩）|2025年造林（万亩）",
        "昌吉市|1|2",
    )
    assert [(str(f.role), f.period, f.confirm) for f in reading.figures] == [
        ("measured", "2024", ()),
        ("target", "2025", ("role",)),
    ]


def test_a_period_inside_an_unknown_name_is_asked_for(read_lines):
    reading = read_lines(
        "昌吉州2025年大气污染防治行动计划",
        "",
        "指标|昌吉市|阜康市",
        "造林（万亩）|1|2",
        "2023年底前建成的棚圈整治（座）|3|4",
    )
    assert [(str(f.value), f.confirm) for f in reading.figures] == [
        ("1", ()),
        ("2", ()),
        ("3", ("period",)),
        ("4", ("period",)),
    ]


# ---- units ----
@pytest.mark.parametrize(
    ("header", "confirm"),
    [("造林", ("unit",)), ("PM2.5平均浓度", ()), ("优良天数比率", ()), ("造林（亩）", ())],
)
def test_a_unit_is_asked_only_where_its_scale_is_open(read_lines, header, confirm):
    reading = read_lines(PLAN, "", f"县市|{header}", "昌吉市|12", "阜康市|13")
    assert {f.confirm for f in reading.figures} == {confirm}


def test_a_unit_over_the_table_or_behind_the_number_is_said(grounds):
    assert grounds(PLAN, "单位：亩", "县市|造林", "昌吉市|12")["unit"] == ("said", "caption")
    assert grounds(PLAN, "", "县市|造林", "昌吉市|12亩")["unit"] == ("said", "cell")


def test_a_given_unit_is_taken_where_none_is_written(read_lines):
    given = Answers(units={"afforestation": "亩"})
    lines = ("县市|造林|草原改良（亩）", "昌吉市|5000|5000")
    figures = read_lines(PLAN, "", *lines, answers=given).figures
    assert [(str(f.value), f.unit, f.confirm) for f in figures] == [
        ("0.5", "万亩", ()),
        ("0.5", "万亩", ()),
    ]


# ---- places ----
def test_a_total_beside_few_of_the_counties_is_not_taken_for_the_whole(read_lines):
    few = read_lines(PLAN, "", *ROWS, "合计|3")
    assert told(few)[-1] == ("652300", "target", "2025", "3", ("place",))
    for name in ("全州合计", "各县市合计"):
        assert told(read_lines(PLAN, "", *ROWS, f"{name}|3"))[-1][-1] == ()


def test_a_total_is_of_the_place_over_the_table(read_lines):
    reading = read_lines(
        "昌吉州2025年大气污染防治行动计划",
        "表1 奇台县造林任务",
        "指标|单位|甲镇|乙镇|合计",
        "造林|万亩|1|2|3",
    )
    assert [(f.place, f.place_written, str(f.value)) for f in reading.figures] == [
        ("", "甲镇", "1"),
        ("", "乙镇", "2"),
        ("652325", "合计", "3"),
    ]


def test_a_name_of_two_places_is_asked_with_both(read_lines):
    reading = read_lines(
        "2025年大气污染防治任务分解表", "", "县市|造林（万亩）", "昌吉|1", "阜康市|2"
    )
    first = reading.figures[0]
    assert (first.place, first.place_written, first.confirm) == ("", "昌吉", ("place",))
    (place,) = [r for r in reading.transcript.reasons[first.id] if r.field == "place"]
    assert set(place.proposals) == {"652301", "652300"}


def test_a_bound_in_the_cell_is_said(grounds):
    said = grounds(PLAN, "", "县市|PM2.5平均浓度（微克/立方米）", "昌吉市|≤40")
    assert said["comparator"] == ("said", "cell")
