"""Numbers against the source's own targets, and numbers that cannot be."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from aqmap.model.figures import Comparator, Dust, Role
from aqmap.model.locators import Locator
from tests.decide.audit.audit_figures import figure, graded, only, row, unnamed

UNTIL_DECEMBER = "2021-01-01/2021-12-15"


def aim(indicator, comparator, value, outcome, **fields):
    """A target, and what the same report says was reached."""
    return [
        figure("t", indicator, "652302", value, comparator=comparator, locator=Locator("line 3")),
        figure(
            "m",
            indicator,
            "652302",
            outcome,
            **{"role": Role.MEASURED, "locator": Locator("line 9"), **fields},
        ),
    ]


@pytest.mark.parametrize(
    ("indicator", "comparator", "value", "outcome", "count"),
    [
        ("pm25", "le", "45", "46", 1),
        ("pm25", "le", "45", "45", 0),
        ("pm25", "lt", "45.0", "45.0", 0),  # 44.96 would be printed so
        ("pm25", "le", "63.5", "45", 0),
        ("pm25", "le", "45.6", "46", 0),  # 45.5 would be printed so
        ("good_day_ratio", "ge", "80", "79.4", 1),
        ("good_day_ratio", "ge", "80", "80.2", 0),
        ("heavy_pollution_days", "lt", "46", "46", 1),
        ("rural_clean_heating", "ge", "3000", "2943", 1),
        ("small_boilers", "ge", "27", "27", 0),
        ("muck_trucks", "ge", "9", "5", 0),  # under supervision: never judged
    ],
)
def test_audit_target_of_the_year(indicator, comparator, value, outcome, count):
    grades = graded(aim(indicator, Comparator(comparator), value, outcome))
    assert [grade for _, grade in grades] == ["doubtful"] * count


def test_audit_target_missed_says_by_how_much():
    finding = only(aim("pm25", Comparator.LE, "45", "46"))
    assert (finding.id, finding.kind) == ("target-plan-pm25-652302-2021", "target")
    assert finding.figures == ("m", "t")
    assert "2021年为46微克/立方米，目标" in finding.detail.zh
    assert "45微克/立方米，相差+1" in finding.detail.zh


@pytest.mark.parametrize(
    ("indicator", "comparator", "value", "outcome", "grades"),
    [
        ("pm25", "le", "45", "46", ["note"]),  # a mean may still fall
        ("heavy_pollution_days", "le", "26", "27", ["doubtful"]),  # days only become more
        ("rural_clean_heating", "ge", "3000", "2943", []),  # not yet due
    ],
)
def test_audit_target_before_the_year_is_over(indicator, comparator, value, outcome, grades):
    figures = aim(indicator, Comparator(comparator), value, outcome, period=UNTIL_DECEMBER)
    assert [grade for _, grade in graded(figures)] == grades
    cut = aim(indicator, Comparator(comparator), value, outcome, as_of="2021-12-15")
    assert [grade for _, grade in graded(cut)] == grades


@pytest.mark.parametrize(
    ("period", "grades"),
    [
        ("2021-01", []),
        ("2021-07", []),
        ("2021-01-15", []),
        ("2021-10-01/2021-12-31", []),  # a season is no part of the year that runs on
        ("2021-01/2021-02", ["note"]),
        ("2021-01/2021-11", ["note"]),
    ],
)
@pytest.mark.parametrize(
    ("indicator", "comparator", "value", "outcome"),
    [("pm25", Comparator.LE, "45", "46"), ("good_day_ratio", Comparator.GE, "80", "70")],
)
def test_audit_target_of_the_year_is_not_one_of_a_month(
    indicator, comparator, value, outcome, period, grades
):
    figures = aim(indicator, comparator, value, outcome, period=period)
    assert [grade for _, grade in graded(figures)] == grades


def test_audit_days_of_a_month_beyond_those_of_the_year_are_a_doubt():
    figures = aim("heavy_pollution_days", Comparator.LE, "26", "27", period="2021-01")
    assert [grade for _, grade in graded(figures)] == ["doubtful"]


def test_audit_target_of_a_month_is_held_against_the_month():
    target, outcome = aim("pm25", Comparator.LE, "45", "46", period="2021-01")
    grades = graded([replace(target, period="2021-01"), outcome])
    assert [grade for _, grade in grades] == ["doubtful"]


@pytest.mark.parametrize("fields", [{"period": "2020"}, {"source": "other"}, {"place": "652301"}])
def test_audit_target_of_something_else(fields):
    assert graded(aim("pm25", Comparator.LE, "45", "46", **fields)) == []


def test_audit_target_that_counts_dust_otherwise():
    target, outcome = aim("pm25", Comparator.LE, "45", "46", dust=Dust.INCLUDED)
    assert graded([replace(target, dust=Dust.DEDUCTED), outcome]) == []


def test_audit_progress_is_not_held_against_a_task():
    assert graded(aim("small_boilers", Comparator.GE, "27", "9", role=Role.PROGRESS)) == []


@pytest.mark.parametrize(
    ("change", "unit", "comparator", "outcome", "count"),
    [
        (None, "", "lt", "54", 1),  # less than in 2017
        (None, "", "lt", "50", 0),
        ("-15", "%", "le", "46", 1),  # at most 45.05
        ("-15", "%", "le", "45", 0),
        ("-10", "天", "le", "44", 1),  # at most 43
        ("-10", "天", "le", "43", 0),
    ],
)
def test_audit_target_relative_to_a_year_that_the_source_gives(
    change, unit, comparator, outcome, count
):
    target, reached = aim("heavy_pollution_days", Comparator(comparator), None, outcome)
    target = replace(
        target,
        baseline_period="2017",
        change=None if change is None else Decimal(change),
        change_unit=unit,
        absence="relative",
    )
    base = figure("b", "heavy_pollution_days", "652302", "53", role=Role.BASELINE, period="2017")
    findings = [name for name, _ in graded([target, reached, base]) if name.startswith("target")]
    assert len(findings) == count
    assert graded([target, reached]) == []


# ---- numbers that cannot be ----


def test_audit_negative_value_is_a_doubt():
    finding = only([figure("x", "coal_cap", "652302", "-3")])
    assert (finding.id, finding.severity.value) == ("negative-x", "doubtful")
    assert finding.detail.zh.endswith("请核实这一指标是否可以为负。")  # it may be a change


@pytest.mark.parametrize("role", [Role.TARGET, Role.MEASURED])
def test_audit_a_concentration_of_0_is_a_doubt(role):
    def found(indicator, value):
        return graded([figure("x", indicator, "652302", value, role=role)])

    assert found("pm25", "0") == found("pm25", "0.0") == [("zero-x", "doubtful")]
    assert found("pm25", "0.1") == []
    for no_concentration in ("heavy_pollution_days", "good_day_ratio", "coal_cap"):
        assert found(no_concentration, "0") == []


@pytest.mark.parametrize(("value", "count"), [("100", 0), ("100.0", 0), ("101", 1), ("8330", 1)])
def test_audit_rate_above_a_hundred(value, count):
    assert len(graded([figure("x", "good_day_ratio", "652302", value)])) == count


@pytest.mark.parametrize(
    ("value", "written", "count"),
    [
        ("0.905", "0.905", 1),
        ("0.9", "0.9（含开发区）", 1),
        ("0.5", "5‰", 0),
        ("0.905", "0.905%", 0),
        ("0", "0", 0),
        ("1", "1", 0),
        ("90.5", "90.5", 0),
    ],
)
def test_audit_rate_that_may_be_a_fraction_is_a_doubt(value, written, count):
    rate = replace(figure("x", "good_day_ratio", "652302", value), value_written=written)
    assert graded([rate]) == [("fraction-x", "doubtful")] * count
    tonnes = replace(figure("x", "coal_cap", "652302", value), value_written=written)
    assert graded([tonnes]) == []


@pytest.mark.parametrize(("written", "count"), [("覆盖率", 1), ("产值增长率", 0), ("较上年", 0)])
def test_audit_rate_that_the_catalogue_does_not_know(written, count):
    assert len(graded([unnamed("x", written, "%", "120")])) == count


# ---- a unit that slipped ----


def slipped(first, second, **fields):
    return [
        figure("s1", "coal_cap", "652302", first, period="2020", locator=Locator("line 3")),
        figure(
            "s2",
            "coal_cap",
            "652302",
            second,
            **{"source": "b", "locator": Locator("line 9"), **fields},
        ),
    ]


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("1334.3", "13343000", 1),  # 万吨 and 吨
        ("1.2", "12000", 1),
        ("749.34", "7493.4", 1),
        ("120", "1200", 0),  # two digits are the same by chance
        ("3", "30000", 0),
        ("1334.3", "3.2", 0),
        ("1334.3", "1334.30", 0),
    ],
)
def test_audit_values_that_a_power_of_ten_parts(first, second, count):
    assert [grade for _, grade in graded(slipped(first, second))] == ["doubtful"] * count


def test_audit_slip_says_both():
    finding = only(slipped("1334.3", "13343000"))
    assert (finding.id, finding.figures) == ("slip-s1-s2", ("s1", "s2"))
    assert "恰差10 000倍" in finding.detail.zh


def test_audit_slip_is_of_one_place():
    assert graded(slipped("1334.3", "13343000", place="652301")) == []


def test_audit_cells_of_one_row_may_differ_by_any_power():
    assert graded(row("coal_cap", [("a", "1334.3"), ("b", "3.2")], "1337.5")) == []


def test_audit_judges_nothing_that_is_yet_to_be_confirmed():
    target, outcome = aim("pm25", "le", "45", "46")
    assert len(graded([target, outcome])) == 1
    assert graded([replace(target, confirm=("role",)), outcome]) == []
    assert graded([target, replace(outcome, confirm=("period",))]) == []
