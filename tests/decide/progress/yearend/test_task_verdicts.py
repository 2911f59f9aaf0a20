"""A verdict at year's end rests on 核定; whatever else is said is called what it is."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from aqmap.model.dispatch.yearend.assessment_rows import Step
from aqmap.model.dispatch.yearend.year_rows import Verdict
from tests.decide.progress.yearend.invented_year import A, B, C, InventedYear, result


@pytest.mark.parametrize(
    ("indicator", "task", "verified", "verdict"),
    [
        ("trees", "100", "100", Verdict.MET),
        ("trees", "100", "99.99", Verdict.NOT_MET),
        ("coal", "692.5", "692.5", Verdict.MET),
        ("coal", "692.5", "692.6", Verdict.NOT_MET),
        ("coal", "0", "0.1", Verdict.NOT_MET),
        ("sweeping", "68", "68", Verdict.MET),
        ("sweeping", "68", "67", Verdict.NOT_MET),
        ("smoke", "5", "5", Verdict.MET),
        ("smoke", "5", "6", Verdict.NOT_MET),
        ("smoke", "0", "0", Verdict.MET),
        ("checks", "4", "4", Verdict.MET),
        ("checks", "4", "3", Verdict.NOT_MET),
        ("trees", "0", "5", Verdict.NO_TASK),
        ("checks", "0", "5", Verdict.NO_TASK),
        ("bungalows", "100", "100", Verdict.NOT_JUDGED),
        ("sites", "100", "100", Verdict.NOT_JUDGED),
        ("furnaces", "100", "100", Verdict.NOT_JUDGED),
        ("trees", "blank", "5", Verdict.NOT_JUDGED),
        ("trees", "dash", "5", Verdict.NOT_JUDGED),
        ("trees", "text", "5", Verdict.NOT_JUDGED),
    ],
)
def test_each_kind_is_judged_by_its_own_rule(indicator, task, verified, verdict):
    year = InventedYear()
    year.asks(A, indicator, task)
    year.verifies(A, indicator, verified)
    assert year.row(A, indicator).verdict is verdict


def test_what_is_only_reported_is_labelled_so_and_is_no_verdict():
    year = InventedYear()
    year.asks(A, "trees", "100")
    year.reports(A, trees="120")
    row = year.row(A, "trees")
    assert row.verdict is Verdict.REPORTED
    assert (row.reported, row.verified, row.reported_on) == (Decimal(120), None, date(2021, 12, 31))
    assert (row.rate, row.rate_is_reported) == (Fraction(6, 5), True)
    assert "未经核定" in row.reason.zh


def test_a_deduction_without_verification_is_no_verdict():
    year = InventedYear()
    year.asks(A, "trees", "100")
    year.reports(A, trees="120")
    year.takes(Step.DEDUCTION, A, "trees", "10", reason="重复计数")
    row = year.row(A, "trees")
    assert row.verdict is Verdict.REPORTED
    assert row.deducted == 10
    assert [r.zh for r in row.remarks] == ["只有核减，没有核定"]


def test_the_verified_amount_counts_and_not_what_was_reported():
    year = InventedYear()
    year.asks(A, "trees", "100")
    year.reports(A, trees="120")
    year.takes(Step.DEDUCTION, A, "trees", "30", reason="不合格")
    year.verifies(A, "trees", "90")
    row = year.row(A, "trees")
    assert row.verdict is Verdict.NOT_MET
    assert (row.reported, row.deducted, row.verified) == (Decimal(120), Decimal(30), Decimal(90))
    assert (row.rate, row.rate_is_reported) == (Fraction(9, 10), False)
    assert row.remarks == ()


def test_a_deduction_that_does_not_add_up_is_asked():
    year = InventedYear()
    year.asks(A, "trees", "100")
    year.reports(A, trees="120")
    year.takes(Step.DEDUCTION, A, "trees", "10", reason="不合格")
    year.verifies(A, "trees", "100")
    row = year.row(A, "trees")
    assert row.verdict is Verdict.MET
    assert "为110，与核定100不一致（待核实）" in row.remarks[0].zh


@pytest.mark.parametrize(
    ("reported", "verified", "asked"),
    [
        ("120", "100.5", ["核定比自报少19.5，没有填核减（待核实）"]),
        ("100", "120", ["核定大于自报（待核实）"]),
        ("100", "100", []),
    ],
)
def test_a_deduction_that_nobody_entered_is_none(reported, verified, asked):
    year = InventedYear()
    year.asks(A, "trees", "100")
    year.reports(A, trees=reported)
    year.verifies(A, "trees", verified)
    row = year.row(A, "trees")
    assert row.deducted is None
    assert [remark.zh for remark in row.remarks] == asked


def test_the_years_own_assessment_stands_before_the_final_form():
    year = InventedYear()
    year.asks(A, "trees", "100")
    year.reports(A, trees="80")
    year.takes(Step.SELF_ASSESSMENT, A, "trees", "85", on="2022-01-20")
    row = year.row(A, "trees")
    assert (row.reported, row.reported_on) == (Decimal(85), date(2022, 1, 20))


def test_a_later_row_supersedes_an_earlier_one_in_whatever_order_they_stand():
    year = InventedYear()
    year.asks(A, "trees", "100")
    year.verifies(A, "trees", "100", on="2022-04-01")
    year.verifies(A, "trees", "90", on="2022-03-01")
    assert year.row(A, "trees").verified == 100
    assert [step.amount for step in year.table.history] == [100, 90]


def test_an_appeal_after_verification_is_said_and_changes_nothing():
    year = InventedYear()
    year.asks(A, "trees", "100")
    year.verifies(A, "trees", "90", on="2022-03-01")
    year.takes(Step.APPEAL, A, on="2022-03-10", reason="漏计")
    row = year.row(A, "trees")
    assert row.verdict is Verdict.NOT_MET
    assert row.open_appeal is not None
    assert row.open_appeal.date == date(2022, 3, 10)
    year.takes(Step.FEEDBACK, A, "trees", on="2022-03-20")  # an answer alone decides no task anew
    assert year.row(A, "trees").open_appeal is not None
    year.verifies(A, "trees", "100", on="2022-04-01")
    row = year.row(A, "trees")
    assert row.verdict is Verdict.MET
    assert row.open_appeal is None


def test_an_appeal_of_a_whole_place_is_none_of_rows_without_verdict():
    year = InventedYear()
    for indicator in ("trees", "bungalows", "sites"):
        year.asks(A, indicator, "100")
        year.verifies(A, indicator, "90")
    year.takes(Step.APPEAL, A, on="2022-03-10", reason="漏计")
    appealed = [row.indicator for row in year.table.rows if row.open_appeal]
    assert appealed == ["trees"]


def test_nothing_is_carried_forward_from_an_earlier_month():
    year = InventedYear()
    year.asks(A, "trees", "100")
    year.reports(A, "2021-11", trees="99")
    row = year.row(A, "trees")
    assert row.verdict is Verdict.NO_REPORT
    assert row.reported is None
    assert "99" in row.reported_words.zh  # in brackets with its month
    assert {unit.unit for unit in year.table.missing} == {A}


def test_what_was_verified_before_the_year_ended_is_of_a_part_of_it():
    year = InventedYear()
    year.asks(A, "trees", "100")
    year.verifies(A, "trees", "120", on="2021-12-30")
    assert year.row(A, "trees").verdict is Verdict.NOT_DUE
    year.verifies(A, "trees", "120", on="2021-12-31")
    assert year.row(A, "trees").verdict is Verdict.MET


def test_a_row_ends_on_its_own_deadline():
    year = InventedYear(told={"rows": {"trees": {"deadline": date(2021, 9, 30)}}})
    year.asks(A, "trees", "100")
    year.verifies(A, "trees", "80", on="2021-10-08")
    assert year.row(A, "trees").verdict is Verdict.NOT_MET


def test_without_a_final_form_december_counts_up_to_its_own_cut_off():
    year = InventedYear(told={"final_report_by": None})
    year.asks(A, "trees", "100")
    year.reports(A, trees="50")
    assert year.table.cut_off == date(2021, 12, 20)
    assert not year.table.is_final
    assert year.row(A, "trees").reported_on == date(2021, 12, 20)


def test_the_plan_is_that_of_the_years_last_day():
    year = InventedYear(told={"final_report_by": None})
    year.asks(A, "trees", "100")
    year.asks(A, "trees", "60", source="change", effective_from="2021-12-28")
    year.verifies(A, "trees", "70")
    row = year.row(A, "trees")
    assert (row.task, row.verdict) == (Decimal(60), Verdict.MET)


def test_a_level_that_only_rounding_brings_to_its_target_is_not_judged():
    year = InventedYear()
    year.asks(A, "sweeping", "68")
    year.verifies(A, "sweeping", "67.6")
    assert year.row(A, "sweeping").verdict is Verdict.NOT_JUDGED


def test_an_approximate_task_is_not_judged():
    year = InventedYear()
    year.asks(A, "trees", "300", note="约数")
    year.verifies(A, "trees", "300")
    assert year.row(A, "trees").verdict is Verdict.NOT_JUDGED


def test_a_target_on_the_wrong_side_is_asked_and_not_judged():
    from aqmap.model.figures import Comparator

    year = InventedYear()
    year.asks(A, "coal", "100", comparator=Comparator.GE)
    year.verifies(A, "coal", "120")
    assert year.row(A, "coal").verdict is Verdict.NOT_JUDGED


def test_a_relative_task_needs_the_value_of_its_base():
    year = InventedYear()
    year.asks(A, "trees", "relative", baseline_period="2020", change=Decimal(10), change_unit="%")
    year.verifies(A, "trees", "109")
    row = year.row(A, "trees")
    assert (row.verdict, row.rate) == (Verdict.NO_BASELINE, None)
    year.figures.append(result(A, "trees", "100", "2020"))
    row = year.row(A, "trees")
    assert (row.limit, row.verdict) == (Decimal(110), Verdict.NOT_MET)
    year.figures.append(result(A, "trees", "99", "2020", source="another"))
    assert year.row(A, "trees").verdict is Verdict.NO_BASELINE


def test_steps_of_a_whole_place_are_those_of_each_of_its_rows():
    year = InventedYear()
    for place in (A, B, C):
        year.asks(place, "trees", "100")
    year.takes(Step.SITE_CHECK, A)
    assert Step.SITE_CHECK in year.row(A, "trees").steps
    assert Step.SITE_CHECK not in year.row(B, "trees").steps
