"""What sends a form back, what is asked of it: each by itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from aqmap.decide.progress.checks.check_context import EarlierAmount
from aqmap.model.dispatch.forms import CellKind, CellState, ChangedWords, FormCell
from aqmap.model.dispatch.remarks import Severity
from tests.decide.progress.checks.returned_forms import (
    CONTEXT,
    FORM,
    JIA,
    LATE,
    YI,
    codes,
    earlier,
    number,
    remarks,
    row,
    with_cells,
)

RETURN, ASK, NOTE = Severity.RETURN, Severity.ASK, Severity.NOTE
HOUSES = ("households", JIA)


def test_of_a_form_that_is_in_order_nothing_is_said() -> None:
    assert remarks(FORM) == []


# ---- 退回 ----
@pytest.mark.parametrize(
    ("changes", "code", "found", "expected"),
    [
        ({"month": "2021-08"}, "other_month", "2021-08", "2021-09"),
        ({"unit": "nobody"}, "unit_unknown", "nobody", "units.csv"),
        ({"unit": "zone"}, "unit_not_expected", "丙开发区", "2021-09-20"),
        ({"plan_version": "ffff00000000"}, "other_plan", "ffff00000000", "0123456789ab"),
    ],
)
def test_a_form_of_another_month_unit_or_plan_goes_back_unread(
    changes: dict[str, Any], code: str, found: str, expected: str
) -> None:
    bad = with_cells("households", cumulative=number("", "-3"))
    (remark,) = remarks(replace(bad, **changes))
    assert (remark.severity, remark.code) == (RETURN, code)
    assert found in remark.said.zh
    assert expected in remark.said.zh


def test_a_row_that_is_missing_is_named() -> None:
    (remark,) = remarks(replace(FORM, rows=FORM.rows[1:]))
    assert (remark.severity, remark.code) == (RETURN, "row_missing")
    assert "1 任务1" in remark.said.zh
    assert (remark.indicator, remark.place) == HOUSES


def test_a_row_that_stands_twice_is_named_with_both_places() -> None:
    (remark,) = remarks(replace(FORM, rows=(*FORM.rows, replace(FORM.rows[0], row=20))))
    assert (remark.severity, remark.code, remark.cell) == (RETURN, "row_doubled", "A20")
    assert "第7、20行" in remark.said.zh


def test_a_row_of_another_unit_is_no_row_of_the_form() -> None:
    assert codes(replace(FORM, rows=(*FORM.rows, row(12, "coal", YI)))) == [
        (RETURN, "row_foreign", "A12")
    ]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (FormCell(cell="", written="很多", state=CellState.TEXT), "cell_text"),
        (number("", "-5"), "cell_negative"),
        (
            FormCell(cell="", written="1月2日", kind=CellKind.DATE, state=CellState.TEXT),
            "cell_date",
        ),
        (
            FormCell(cell="", written="TRUE", kind=CellKind.LOGICAL, state=CellState.TEXT),
            "cell_logical",
        ),
        (
            FormCell(cell="", written="#REF!", kind=CellKind.ERROR, state=CellState.TEXT),
            "cell_error",
        ),
        (
            FormCell(
                cell="",
                written="=cmd()",
                kind=CellKind.FORMULA_WITHOUT_VALUE,
                state=CellState.TEXT,
            ),
            "formula_without_value",
        ),
        (
            FormCell(
                cell="", written="='[1]x'!A1", kind=CellKind.EXTERNAL_LINK, state=CellState.TEXT
            ),
            "external_link",
        ),
    ],
)
@pytest.mark.parametrize(("column", "letter"), [("month", "F"), ("cumulative", "G")])
def test_a_cell_that_holds_no_number_sends_the_form_back(
    cell: FormCell, code: str, column: str, letter: str
) -> None:
    (remark,) = remarks(with_cells("coal", **{column: cell}))
    assert (remark.severity, remark.code, remark.cell) == (RETURN, code, f"{letter}8")
    assert (remark.file, remark.sheet) == ("随便叫什么.xlsx", "月调度表")
    assert cell.written in remark.said.zh
    assert "万吨" in remark.said.zh
    assert remark.remedy.zh


@pytest.mark.parametrize("state", [s for s in CellState if s not in ("value", "text", "no_task")])
def test_what_is_no_number_and_no_text_is_taken_as_it_is(state: CellState) -> None:
    assert codes(with_cells("coal", cumulative=FormCell(cell="", written="-", state=state))) == []


def test_all_that_is_wrong_is_said_at_once_what_sends_back_first() -> None:
    bad = with_cells(
        "households",
        cumulative=number("", "900"),
        month=FormCell(cell="", written="很多", state=CellState.TEXT),
    )
    assert codes(replace(bad, people={}), received=LATE) == [
        (RETURN, "cell_text", "F7"),
        (ASK, "below_earlier", "G7"),
        (NOTE, "no_signature", ""),
        (NOTE, "late", ""),
    ]


# ---- 待核实 ----
def test_a_sum_below_that_of_the_month_before() -> None:
    fewer = with_cells("households", cumulative=number("", "1099"), month=number("", ""))
    (remark,) = remarks(fewer)
    assert (remark.severity, remark.code, remark.cell) == (ASK, "below_earlier", "G7")
    assert "1099户" in remark.said.zh
    assert "2021-08 累计的 1100户" in remark.said.zh
    same = with_cells("households", cumulative=number("", "1100"), month=number("", "0"))
    assert codes(same) == []


def test_a_sum_below_an_earlier_month_where_the_last_was_not_reported() -> None:
    fewer = with_cells("households", cumulative=number("", "999"), last=number("", ""))
    (remark,) = remarks(fewer, before={HOUSES: earlier(("2021-05", "1000"))})
    assert (remark.code, remark.facts["month"]) == ("below_earlier", "2021-05")


def test_a_level_may_fall_from_month_to_month() -> None:
    assert codes(with_cells("sweeping", cumulative=number("", "65"))) == []


def test_a_sum_that_is_not_last_month_and_this_month() -> None:
    (remark,) = remarks(with_cells("households", month=number("", "101")))
    assert (remark.severity, remark.code, remark.cell) == (ASK, "sum_differs", "G7")
    assert "1100 加本月 101 应为 1201户" in remark.said.zh


def test_sums_are_compared_exactly_and_not_as_floating_numbers() -> None:
    tenths = with_cells("coal", month=number("", "0.1"), cumulative=number("", "0.3"))
    tenths = replace(
        tenths,
        rows=tuple(
            replace(r, last=number("E8", "0.2")) if r.indicator == "coal" else r
            for r in tenths.rows
        ),
    )
    assert codes(tenths, before={("coal", JIA): earlier(("2021-08", "0.2"))}) == []


def test_in_january_a_sum_of_last_month_has_no_month_that_it_could_be_of() -> None:
    january = replace(CONTEXT, month=CONTEXT.month.__class__(2021, 1), earlier={})
    rows = tuple(
        replace(r, last=number("E7", "12" if r is FORM.rows[0] else "")) for r in FORM.rows
    )
    (remark,) = (
        r
        for r in remarks(replace(FORM, month="2021-01", rows=rows), january)
        if r.code.startswith("last")
    )
    assert (remark.severity, remark.code, remark.cell) == (ASK, "last_in_january", "E7")
    assert "2021-01" not in remark.said.zh


def test_a_number_whose_format_hides_its_sign_is_said_as_it_is_stored() -> None:
    cell = number("F7", "-126", kind=CellKind.NUMBER)
    form = with_cells("households", month=replace(cell, written="126"))
    (remark,) = (r for r in remarks(form) if r.code == "cell_negative")
    assert "“-126”" in remark.said.zh


def test_a_dash_that_holds_0_and_a_hidden_sheet_are_said() -> None:
    cell = replace(number("F7", "100"), written="-", adjusted=("format",))
    form = replace(with_cells("households", month=cell), sheet_hidden=True)
    assert codes(form) == [(NOTE, "shown_otherwise", "F7"), (NOTE, "hidden_sheet", "")]


@pytest.mark.parametrize(
    ("kind", "written", "remark"),
    [
        (CellKind.FORMULA_WITHOUT_VALUE, "=A1", (RETURN, "words_formula", "L7")),
        (CellKind.EXTERNAL_LINK, "='[1]表'!A1", (RETURN, "words_link", "L7")),
        (CellKind.ERROR, "#REF!", (RETURN, "words_error", "L7")),
        (CellKind.TEXT, "请与赵某联系13900000000", (NOTE, "telephone", "L7")),
        (CellKind.TEXT, "电话 0999-0000000。", (NOTE, "telephone", "L7")),
    ],
)
def test_cells_for_words_hold_words_and_no_telephone(
    kind: CellKind, written: str, remark: tuple[Severity, str, str]
) -> None:
    words = FormCell(cell="L7", written=written, kind=kind, state=CellState.TEXT)
    rows = (replace(FORM.rows[0], word_cells=(words,)), *FORM.rows[1:])
    assert codes(replace(FORM, rows=rows)) == [remark]


def test_amounts_among_words_are_no_telephone() -> None:
    words = FormCell(cell="L7", written="投资12345678901元，2021-09-15开工", state=CellState.TEXT)
    rows = (replace(FORM.rows[0], word_cells=(words,)), *FORM.rows[1:])
    assert codes(replace(FORM, rows=rows)) == []


def test_in_january_the_sum_is_the_month() -> None:
    january = replace(CONTEXT, month=CONTEXT.month.__class__(2021, 1), earlier={})
    form = with_cells("households", month=number("", "7"), cumulative=number("", "7"))
    form = replace(
        form,
        month="2021-01",
        rows=tuple(
            replace(r, last=number(r.last.cell, ""), month=number(r.month.cell, ""))
            if r.indicator != "households"
            else replace(r, last=number("E7", ""))
            for r in form.rows
        ),
    )
    assert codes(form, january) == []
    more = replace(form, rows=(replace(form.rows[0], month=number("F7", "6")), *form.rows[1:]))
    assert codes(more, january) == [(ASK, "sum_differs", "G7")]


@pytest.mark.parametrize(
    ("indicator", "written", "meant"),
    [
        ("households", "12000000", "1200"),
        ("households", "0.12", "1200"),
        ("coal", "5000000", "500"),
    ],
)
def test_a_number_in_ten_thousand_times_another_unit_is_one_question(
    indicator: str, written: str, meant: str
) -> None:
    (remark,) = remarks(with_cells(indicator, cumulative=number("", written)))
    assert (remark.severity, remark.code) == (ASK, "ten_thousand")
    assert Decimal(remark.facts["expected"]) == Decimal(meant)


def test_a_first_small_number_is_as_good_as_the_last_one() -> None:
    little = with_cells("households", cumulative=number("", "1"), month=number("", "1"))
    little = replace(
        little,
        rows=(replace(little.rows[0], last=number("E7", "0")), *little.rows[1:]),
    )
    assert codes(little, before={HOUSES: earlier(("2021-08", "0"))}) == []


@pytest.mark.parametrize(("done", "asked"), [("2524.5", False), ("2524.6", True)])
def test_more_than_150_percent_of_the_task(done: str, *, asked: bool) -> None:
    form = with_cells("households", cumulative=number("", done), month=number("", ""))
    wanted = [(ASK, "over_task", "G7")] if asked else []
    assert codes(form) == wanted


def test_what_is_supervised_has_no_task_to_be_over() -> None:
    assert codes(with_cells("sites", cumulative=number("", "400"))) == []


STILL = earlier(("2021-07", "1200"), ("2021-08", "1200"))


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        (STILL, True),
        (STILL[1:], False),
        (earlier(("2021-06", "1200"), ("2021-08", "1200")), False),
        (earlier(("2021-07", "1199"), ("2021-08", "1200")), False),
    ],
)
def test_a_sum_that_stands_still_for_three_months(
    before: tuple[EarlierAmount, ...], *, asked: bool
) -> None:
    form = with_cells("households", month=number("", "0"), last=number("", "1200"))
    wanted = [(ASK, "unchanged", "G7")] if asked else []
    assert codes(form, before={HOUSES: before}) == wanted


def test_what_is_done_may_stand_still() -> None:
    form = with_cells(
        "boilers", cumulative=number("", "24"), month=number("", "0"), last=number("", "24")
    )
    done = earlier(("2021-07", "24"), ("2021-08", "24"))
    assert codes(form, before={("boilers", JIA): done}) == []


def test_a_locked_task_that_was_changed_is_found_by_comparing() -> None:
    (remark,) = remarks(with_cells("households", task=number("", "1200")))
    assert (remark.severity, remark.code, remark.cell) == (ASK, "task_changed", "D7")
    assert "“1200”" in remark.said.zh
    assert "1683" in remark.said.zh


def test_locked_words_that_were_changed_are_asked_of() -> None:
    measure = ChangedWords(cell="C7", column="measure", found="万户", expected="户")
    name = ChangedWords(cell="B7", column="name", found="任务1（含上年）", expected="任务1")
    form = with_cells("households")
    first = replace(form.rows[0], changed=(name, measure))
    unit = ChangedWords(cell="A2", column="unit", found="", expected="填报单位：甲县")
    form = replace(form, rows=(first, *form.rows[1:]), changed=(unit,))
    asked = remarks(form)
    assert [(r.severity, r.code, r.cell) for r in asked] == [
        (ASK, "words_changed", "B7"),
        (ASK, "measure_changed", "C7"),
        (ASK, "head_changed", "A2"),
    ]
    assert "“万户”，应为“户”" in asked[1].said.zh
    assert "“-”，应为“填报单位：甲县”" in asked[2].said.zh


def test_a_locked_sum_of_last_month_that_was_changed() -> None:
    assert codes(with_cells("households", last=number("", "1000"))) == [(ASK, "last_changed", "E7")]


def test_a_form_made_before_last_month_came_in_is_told_so_once() -> None:
    for mark in (CellState.DASH, CellState.NOT_REPORTED):
        empty = FormCell(cell="", written="-", state=mark)
        form = with_cells("households", last=empty)
        before = {HOUSES: earlier(("2021-08", "1100"))}
        assert codes(form, before=before) == [(NOTE, "went_out_early", "")]
    (remark,) = remarks(form, before=before)
    assert "1行没有印上月累计：制表时 2021-08 还没有报来" in remark.said.zh
    blank = FormCell(cell="", written="", state=CellState.BLANK)
    assert codes(with_cells("households", last=blank), before=before) == [
        (ASK, "last_changed", "E7")
    ]


def test_last_month_corrected_since_the_form_went_out_is_only_said() -> None:
    form = with_cells("households", last=number("", "1000"))
    corrected = {HOUSES: earlier(("2021-08", "1100"), corrected="1000")}
    assert codes(form, before=corrected) == [(NOTE, "last_corrected", "E7")]


def test_an_approximate_number_is_kept_and_asked() -> None:
    about = FormCell(
        cell="",
        written="约1200",
        state=CellState.VALUE,
        value=Decimal(1200),
        approximate=True,
    )
    (remark,) = remarks(with_cells("households", cumulative=about))
    assert (remark.severity, remark.code, remark.facts["kept"]) == (ASK, "approximate", "1200")


def test_a_task_that_the_unit_says_it_has_not() -> None:
    none = FormCell(cell="", written="无任务", state=CellState.NO_TASK)
    assert codes(with_cells("households", cumulative=none)) == [(ASK, "task_denied", "G7")]


def test_of_a_row_in_stages_the_stage_that_counts_is_checked() -> None:
    stages = {"完工": number("H9", "40"), "验收": number("I9", "2")}
    form = replace(
        FORM,
        rows=tuple(replace(r, stages=stages) if r.indicator == "boilers" else r for r in FORM.rows),
    )
    context = replace(CONTEXT, done_stages={"boilers": "完工"})
    assert codes(form, context) == [(ASK, "over_task", "H9")]
