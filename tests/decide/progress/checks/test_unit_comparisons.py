"""Forms beside each other: the same from two units, county and department, two of one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from aqmap.decide.progress.checks.form_order import EarlierForm, order_forms
from aqmap.decide.progress.checks.unit_comparisons import (
    MonthReports,
    check_beside_others,
    day_of_filling,
    rows_of_form,
)
from aqmap.model.dispatch.forms import ReturnedForm
from aqmap.model.dispatch.remarks import Severity
from tests.decide.progress.checks.returned_forms import (
    CONTEXT,
    FORM,
    JIA,
    UNITS,
    YI,
    number,
    row,
    with_cells,
)

YI_FORM = replace(
    FORM,
    file="2.xlsx",
    sha256="cd",
    unit="yi",
    rows=tuple(row(at, r.indicator, YI) for at, r in enumerate(FORM.rows, 7)),
)
DAY = date(2021, 9, 24)


def beside(form: ReturnedForm, *others: ReturnedForm) -> list[tuple[Severity, str, str]]:
    reported = {o.unit: rows_of_form(o, UNITS[o.unit].name) for o in (form, *others)}
    found = check_beside_others(form, MonthReports(reported), CONTEXT)
    return [(remark.severity, remark.code, remark.cell) for remark in found]


def test_the_same_numbers_from_two_units_are_asked_of() -> None:
    assert beside(FORM, YI_FORM) == [(Severity.ASK, "same_content", "")]


def test_one_number_that_differs_is_another_content() -> None:
    first = replace(YI_FORM.rows[0], cumulative=number("G7", "1201"))
    assert beside(FORM, replace(YI_FORM, rows=(first, *YI_FORM.rows[1:]))) == []


def test_two_units_that_have_done_nothing_are_not_asked() -> None:
    def nothing(form: ReturnedForm) -> ReturnedForm:
        rows = (
            replace(r, month=number("F7", "0"), cumulative=number("G7", "0")) for r in form.rows
        )
        return replace(form, rows=tuple(rows))

    assert beside(nothing(FORM), nothing(YI_FORM)) == []


def test_county_and_department_are_held_against_each_other_row_by_row() -> None:
    department = replace(
        FORM,
        file="能源局.xlsx",
        sha256="ef",
        unit="energy",
        rows=(row(7, "households", JIA), row(8, "households", YI)),
    )
    assert beside(department, FORM) == []
    county = with_cells("households", cumulative=number("", "1199"))
    assert beside(department, county) == [(Severity.ASK, "department_differs", "G7")]
    assert beside(county, department) == [(Severity.ASK, "department_differs", "G7")]
    other = replace(YI_FORM, rows=(replace(YI_FORM.rows[0], cumulative=number("G7", "1")),))
    assert beside(other, county) == [], "two counties have nothing to agree on"


# ---- the order of a unit's forms ----
LATER = replace(
    with_cells("households", cumulative=number("", "1210")), file="改.xlsx", sha256="02"
)
FIRST = replace(FORM, file="原.xlsx", sha256="01")


def in_order(
    forms: Sequence[ReturnedForm],
    days: dict[str, date] | None = None,
    earlier: EarlierForm | None = None,
    newest: tuple[str, ...] = (),
) -> tuple[list[str], list[tuple[str, str]]]:
    received = {"01": DAY, "02": DAY, "03": DAY, **(days or {})}
    ordered = order_forms(forms, received, earlier, newest)
    returned = [(form.file, remark.code) for form, remark in ordered.returned]
    return [form.file for form in ordered.counted], returned


def test_two_different_forms_of_a_day_without_an_order_both_go_back() -> None:
    counted, returned = in_order([FIRST, LATER])
    assert counted == []
    assert returned == [("原.xlsx", "two_forms"), ("改.xlsx", "two_forms")]


def test_their_days_of_filling_state_an_order() -> None:
    later = replace(LATER, filled_on="2021年9月24日")
    assert in_order([later, FIRST]) == (["原.xlsx", "改.xlsx"], [])


def test_whoever_collects_can_state_it() -> None:
    assert in_order([LATER, FIRST], newest=("改.xlsx",)) == (["原.xlsx", "改.xlsx"], [])


def test_the_same_content_saved_twice_needs_no_order() -> None:
    assert in_order([FIRST, replace(FIRST, sha256="03")])[1] == []


def test_forms_of_two_days_are_in_their_order() -> None:
    days = {"02": date(2021, 9, 23)}
    assert in_order([FIRST, LATER], days) == (["改.xlsx", "原.xlsx"], [])


@pytest.mark.parametrize(
    ("earlier", "newest", "code"),
    [
        (EarlierForm(received=DAY, file="x.xlsx", filled_on="2021-09-23"), (), "two_forms"),
        (EarlierForm(received=DAY, file="x.xlsx", filled_on="2021-09-23"), ("改.xlsx",), ""),
        (EarlierForm(received=DAY, file="x.xlsx", filled_on="2021.9.22"), (), ""),
        (EarlierForm(received=date(2021, 9, 23), file="x.xlsx", filled_on=""), (), ""),
        (EarlierForm(received=date(2021, 9, 25), file="x.xlsx", filled_on=""), (), "older_form"),
    ],
)
def test_a_form_beside_one_that_counts_already(
    earlier: EarlierForm, newest: tuple[str, ...], code: str
) -> None:
    counted, returned = in_order([LATER], earlier=earlier, newest=newest)
    assert (counted, returned) == (([], [("改.xlsx", code)]) if code else (["改.xlsx"], []))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021-09-24", date(2021, 9, 24)),
        ("2021年9月4日", date(2021, 9, 4)),
        ("2021.9.24", date(2021, 9, 24)),
        ("2021/9/24", date(2021, 9, 24)),
        ("2021-09-24 00:00:00", date(2021, 9, 24)),
        ("2021年2月30日", None),
        ("9月24日", None),
        ("", None),
    ],
)
def test_days_of_filling(written: str, day: date | None) -> None:
    assert day_of_filling(written) == day
