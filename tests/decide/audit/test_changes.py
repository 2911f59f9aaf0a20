"""Stated changes against their two stated ends."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.decide.audit.run_checks import audit
from aqmap.model.figures import Role
from aqmap.model.findings import Severity
from aqmap.model.locators import Locator
from tests.decide.audit.audit_figures import INDICATORS, figure, graded, only


def change(indicator, before, after, stated, unit, *, base_role=Role.BASELINE):
    return [
        figure(
            "b",
            indicator,
            "652302",
            before,
            role=base_role,
            period="2017",
            locator=Locator("line 3"),
        ),
        figure(
            "a",
            indicator,
            "652302",
            after,
            role=Role.MEASURED,
            period="2021-01-01/2021-12-15",
            locator=Locator("line 3"),
            baseline_period="2017",
            change=Decimal(stated),
            change_unit=unit,
        ),
    ]


@pytest.mark.parametrize(
    ("indicator", "before", "after", "stated", "unit"),
    [
        ("pm25", "63", "45", "-28.6", "%"),  # −28.57 %
        ("heavy_pollution_days", "53", "27", "-26", "天"),
        ("pm25", "63.2", "45.1", "-18.1", "微克/立方米"),
        ("pm25", "10", "30", "200", "%"),
    ],
)
def test_audit_change_follows_from_its_ends(indicator, before, after, stated, unit):
    assert audit(change(indicator, before, after, stated, unit), INDICATORS) == []


@pytest.mark.parametrize(
    ("before", "after", "stated", "unit", "low", "high"),
    [
        # 45.05 − 63.25 and 45.15 − 63.15
        ("63.2", "45.1", "-18.2", "微克/立方米", "−18.20微克/立方米", "−18.00微克/立方米"),
        # 44.5 of 63.5 and 45.5 of 62.5
        ("63", "45", "-30", "%", "−29.92%", "−27.20%"),
    ],
)
def test_audit_change_that_rounding_explains_is_a_note_with_the_bound(
    before, after, stated, unit, low, high
):
    finding = only(change("pm25", before, after, stated, unit))
    assert finding.severity is Severity.NOTE
    assert f"可在{low}与{high}之间" in finding.detail.zh


@pytest.mark.parametrize("role", [Role.BASELINE, Role.MEASURED])
def test_audit_change_that_does_not_follow(role):
    finding = only(change("heavy_pollution_days", "53", "27", "-25", "天", base_role=role))
    assert finding.severity is Severity.ERROR
    assert finding.id == "change-plan-heavy_pollution_days-652302-2021-01-01_2021-12-15"
    assert finding.figures == ("a", "b")
    assert finding.detail.zh == "由53到27应为−26天，文中为−25天。"


def test_audit_change_in_percent_that_does_not_follow():
    finding = only(change("pm25", "63", "45", "-32", "%"))
    assert "应为−28.57%，文中为−32%" in finding.detail.zh


def test_audit_change_without_its_other_end():
    assert audit(change("pm25", "63", "45", "-99", "%")[1:], INDICATORS) == []


def rate(before, after, change, unit, **fields):
    """The share of good days, as a target and as its baseline, in one sentence."""
    locator = "item 1; para 1; sentence 2; line 3"
    aim = {"baseline_period": "2017", "change": Decimal(change), "change_unit": unit}
    return [
        figure("b", "good_day_ratio", "652302", before, role=Role.BASELINE, period="2017"),
        figure("a", "good_day_ratio", "652302", after, locator=locator, **aim, **fields),
    ]


@pytest.mark.parametrize(
    ("before", "after", "change", "unit", "count"),
    [
        ("75.0", "80.0", "5", "个百分点", 0),
        ("75.0", "80.0", "6", "个百分点", 1),
        ("75.0", "80.0", "5", "%", 0),  # means points
        ("75.0", "80.0", "6.7", "%", 0),  # 6.67 %
        ("75.0", "80.0", "8", "%", 1),
        ("75.0", "80.0", "8", "天", 0),  # another unit: nothing to compare
    ],
)
def test_audit_change_of_a_rate_on_a_target(before, after, change, unit, count):
    assert len(graded(rate(before, after, change, unit))) == count


def test_audit_change_in_points_that_does_not_follow():
    finding = only(rate("75.0", "80.0", "6", "个百分点"))
    assert finding.detail.zh == "由75.0到80.0应为+5.0个百分点，文中为+6个百分点。"
    assert finding.detail.en == "From 75.0 to 80.0 is +5.0 points, stated +6 points."


@pytest.mark.parametrize(("limit", "count"), [("40", 0), ("45", 0), ("48", 1)])
def test_audit_limit_may_be_stricter_than_its_change_but_not_laxer(limit, count):
    # 15 % less than 53 days are 45.05.
    base, aim = change("heavy_pollution_days", "53", limit, "-15", "%")
    aim = replace(aim, role=Role.TARGET, comparator="le")
    assert len(graded([base, aim])) == count


def test_audit_change_whose_end_is_said_elsewhere():
    base, after = change("heavy_pollution_days", "53", "27", "-25", "天")
    elsewhere = replace(after, id="c", value=None, locator=Locator("line 9"))
    assert only([base, replace(after, change=None), elsewhere]).severity is Severity.DOUBTFUL
    year = [replace(f, period="2021") for f in (replace(after, change=None), elsewhere)]
    finding = only([base, *year])
    assert finding.severity is Severity.ERROR
    assert finding.figures == ("c", "a", "b")


def test_audit_change_against_a_part_of_the_baseline_year_is_a_doubt():
    base, after = change("heavy_pollution_days", "53", "27", "-25", "天")
    finding = only([replace(base, period="2017-01/2017-11"), after])
    assert finding.severity is Severity.DOUBTFUL
    assert "有一端不是全年数" in finding.detail.zh


@given(st.integers(10_000, 10**7), st.integers(0, 10**7), st.integers(0, 3), st.integers(0, 3))
def test_audit_rounded_changes_are_never_an_error(before, after, value_decimals, change_decimals):
    def rounded(exact, decimals):
        return format(exact.quantize(Decimal(1).scaleb(-decimals)), "f")

    start, end = Decimal(before).scaleb(-4), Decimal(after).scaleb(-4)
    stated = rounded((end - start) * 100 / start, change_decimals)
    figures = change(
        "pm25", rounded(start, value_decimals), rounded(end, value_decimals), stated, "%"
    )
    # A concentration that rounds to 0 is a doubt of its own.
    findings = [finding for finding in audit(figures, INDICATORS) if finding.kind != "zero"]
    assert all(finding.severity is Severity.NOTE for finding in findings)
