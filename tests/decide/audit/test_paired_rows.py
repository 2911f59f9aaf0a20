"""Households beside area: the same places, and ratios in line with each other."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.decide.audit.run_checks import audit
from aqmap.model.figures import Absence, Figure
from aqmap.model.findings import Severity
from aqmap.model.locators import Locator
from tests.decide.audit.audit_figures import INDICATORS, figure, graded, only
from tests.table_rows import read_figure_rows

ROOT = Path(__file__).parents[3]


def line(indicator, cells, total, number):
    """One row of an annex: a cell by place, None where it is blank."""
    row = f"table 1; row {number}; column"
    return [
        figure(
            f"{number}-{place}",
            indicator,
            place,
            value,
            locator=Locator(f"{row} {place}; line 7"),
            absence=Absence.BLANK if value is None else None,
        )
        for place, value in [*cells.items(), ("654000", total)]
        if value != "missing" and not (place == "654000" and value is None)
    ]


def heating(homes, area, totals=True):
    """Rows 4.1 and 4.2, with the totals that their numbers give."""

    def added(cells):
        return str(sum(Decimal(v) for v in cells.values() if v not in (None, "missing")))

    return [
        *line("electric_heating_households", homes, added(homes) if totals else None, "4.1"),
        *line("electric_heating_area", area, added(area) if totals else None, "4.2"),
    ]


# ---- totals that do not cover the same places ----


def test_audit_totals_of_other_places():
    finding = only(heating({"a": "600", "b": None}, {"a": "9.00", "b": "3.00"}))
    assert (finding.kind, finding.severity) == ("coverage", "doubtful")
    assert finding.id == "coverage-plan-electric_heating_households-2021"
    assert "（1地）与电采暖面积（2地）" in finding.title.zh
    assert finding.detail.zh == (
        "b有电采暖面积（计3.00万平方米，占25.0%），无电采暖户数。两行汇总不宜直接相比。"
    )
    assert finding.figures == ("4.1-654000", "4.2-654000", "4.2-b", "4.1-b")


def test_audit_totals_that_lack_little_are_a_note():
    finding = only(heating({"a": "600", "b": None}, {"a": "9.90", "b": "0.10"}))
    assert finding.severity == "note"


def test_audit_totals_that_lack_something_on_both_sides():
    finding = only(heating({"a": "600", "b": None}, {"a": None, "b": "3.00"}))
    assert "a有电采暖户数" in finding.detail.zh
    assert "b有电采暖面积" in finding.detail.zh


def test_audit_place_that_a_row_leaves_out_is_not_covered():
    assert len(graded(heating({"a": "600", "b": "missing"}, {"a": "9.00", "b": "3.00"}))) == 1


@pytest.mark.parametrize(("homes", "area"), [("0", None), (None, "0.00"), (None, None), ("0", "0")])
def test_audit_nought_beside_a_blank_takes_nothing_from_a_total(homes, area):
    assert graded(heating({"a": "600", "b": homes}, {"a": "9.00", "b": area})) == []


def test_audit_rows_without_totals_may_cover_what_they_like():
    figures = heating({"a": "600", "b": None}, {"a": "9.00", "b": "3.00"}, totals=False)
    assert graded(figures) == []


def test_audit_rows_of_two_tables_or_things_are_no_sisters():
    homes, area = {"a": "600", "b": None}, {"a": "9.00", "b": "3.00"}
    figures = heating(homes, area)
    first, second = ([f for f in figures if f.id.startswith(n)] for n in ("4.1", "4.2"))
    apart = [replace(f, locator=Locator(f.locator.replace("table 1", "table 2"))) for f in second]
    assert graded([*first, *apart]) == []
    gas = [replace(f, indicator="gas_heating_area") for f in second]
    assert graded([*first, *gas]) == []


def test_audit_sisters_that_the_catalogue_does_not_know():
    names = {
        "4.1": ("空气能供暖（户）", "户"),
        "4.2": ("空气能供暖面积（万平方米）", "万平方米"),
    }
    figures = [
        replace(f, indicator="", indicator_written=names[f.id[:3]][0], unit=names[f.id[:3]][1])
        for f in heating({"a": "600", "b": None}, {"a": "9.00", "b": "3.00"})
    ]
    assert [grade for _, grade in graded(figures)] == ["doubtful"]


# ---- ratios ----

HOMES = {"a": "100", "b": "200", "c": "300", "d": "400"}


def test_audit_ratio_out_of_line():
    # 100, 100, 100 and 1 000 m² per household, median 100.
    finding = only(heating(HOMES, {"a": "1.00", "b": "2.00", "c": "3.00", "d": "40.00"}))
    assert (finding.kind, finding.severity) == ("ratio", "doubtful")
    assert finding.id == "ratio-plan-electric_heating_area-d-2021"
    assert finding.figures == ("4.2-d", "4.1-d")
    assert finding.detail.zh == (
        "40.00万平方米 ÷ 400户 = 1 000平方米/户，是4地中位数100平方米/户的10.0倍。"
    )


def test_audit_ratio_out_of_line_below():
    finding = only(heating(HOMES, {"a": "1.00", "b": "2.00", "c": "3.00", "d": "0.40"}))
    assert "= 10.0平方米/户，是4地中位数100平方米/户的1/10.0" in finding.detail.zh


def test_audit_ratio_needs_four_places_to_know_what_is_in_line():
    homes, area = {"a": "100", "b": "200", "c": "300"}, {"a": "1.00", "b": "2.00", "c": "90.00"}
    assert graded(heating(homes, area)) == []


def test_audit_ratio_at_five_times_is_still_in_line():
    assert graded(heating(HOMES, {"a": "1.00", "b": "2.00", "c": "3.00", "d": "20.00"})) == []


def test_audit_ratio_may_be_out_of_line_by_rounding():
    # 0.01 of 2 households is 50 m², but 0.0149 would be 74.5: within a fifth of 300.
    homes = {"a": "100", "b": "100", "c": "100", "d": "2"}
    assert graded(heating(homes, {"a": "3.00", "b": "3.00", "c": "3.00", "d": "0.01"})) == []


def test_audit_area_without_households():
    homes = {**HOMES, "e": "0"}
    area = {"a": "1.00", "b": "2.00", "c": "3.00", "d": "4.00", "e": "5.00"}
    finding = only(heating(homes, area))
    assert finding.detail.zh == "5.00万平方米，0户，一为0而另一不为0；4地中位数为100平方米/户。"


def test_audit_area_that_rounds_to_nought():
    homes = {**HOMES, "e": "1"}
    area = {"a": "1.00", "b": "2.00", "c": "3.00", "d": "4.00", "e": "0.00"}
    assert graded(heating(homes, area)) == []


@given(
    st.lists(st.tuples(st.integers(1, 10**5), st.integers(40, 190)), min_size=1, max_size=12),
    st.integers(0, 4),
)
def test_audit_rows_that_agree_give_nothing_but_rounding(rows, decimals):
    step = Decimal(1).scaleb(-decimals)
    exact = {
        f"p{n}": Decimal(homes * area_of_home).scaleb(-4)
        for n, (homes, area_of_home) in enumerate(rows)
    }
    homes = {f"p{n}": str(homes) for n, (homes, _) in enumerate(rows)}
    area = {place: format(value.quantize(step), "f") for place, value in exact.items()}
    whole = sum(exact.values(), Decimal(0))
    figures = [
        *line("electric_heating_households", homes, str(sum(h for h, _ in rows)), "4.1"),
        *line("electric_heating_area", area, format(whole.quantize(step), "f"), "4.2"),
    ]
    assert {f.severity for f in audit(figures, INDICATORS)} <= {"note"}


# ---- the Ili plan of 2021 ----


def said_by(source: str) -> list[Figure]:
    text = (ROOT / "data" / "targets" / f"{source}.csv").read_text(encoding="utf-8-sig")
    rows = csv.DictReader(r for r in text.splitlines() if not r.startswith("#"))
    read = read_figure_rows(list(rows))
    return [figure for figure in read if isinstance(figure, Figure)]


@pytest.fixture(scope="module")
def ili():
    return {f.id: f for f in audit(said_by("ili-plan-2021"), INDICATORS)}


def test_audit_of_the_ili_plan(ili):
    assert [(key, f.severity.value) for key, f in ili.items()] == [
        ("sum-ili-plan-2021-coal_cap-2021", "error"),
        ("twice-ili-plan-2021-afforestation-654000-2021", "error"),
        ("coverage-ili-plan-2021-electric_heating_households-2021", "doubtful"),
        ("ratio-ili-plan-2021-bungalow_area-654002-2021", "doubtful"),
        ("ratio-ili-plan-2021-bungalow_area-654023-2021", "doubtful"),
        ("ratio-ili-plan-2021-electric_heating_area-654026-2021", "doubtful"),
        ("coverage-ili-plan-2021-bungalow_households-2021", "note"),
        ("sum-ili-plan-2021-bungalow_area-2021", "note"),
        ("sum-ili-plan-2021-bungalow_households-2021", "note"),
        ("twice-ili-plan-2021-bungalow_households-654002-2021", "note"),
    ]


def test_audit_of_electric_heating_that_four_places_give_without_households(ili):
    # 19.00 + 14.86 + 12.00 + 11.00 of 134.83.
    finding = ili["coverage-ili-plan-2021-electric_heating_households-2021"]
    assert "（7地）与电采暖面积（11地）" in finding.title.zh
    assert "伊宁市、霍尔果斯市、察布查尔县、尼勒克县" in finding.detail.zh
    assert "计56.86万平方米，占42.2%" in finding.detail.zh


def test_audit_of_the_one_place_whose_bungalow_area_is_not_reported(ili):
    finding = ili["coverage-ili-plan-2021-bungalow_households-2021"]
    assert "霍尔果斯市有建成区平房户数（计0.01万户，占0.1%）" in finding.detail.zh


@pytest.mark.parametrize(
    ("finding", "arithmetic"),
    [
        # m² per household: 8.4, 39.9, 60.0, 66.7, 80.3, 91.4, 120, 200, 500
        ("bungalow_area-654002", "73.81万平方米 ÷ 8.77万户 = 8.42平方米/户，是9地中位数80.3"),
        ("bungalow_area-654023", "280.00万平方米 ÷ 0.56万户 = 500平方米/户，是9地中位数80.3"),
        # 90, 125, 162, 206, 233, 240, 3 000
        ("electric_heating_area-654026", "÷ 40户 = 3 000平方米/户，是7地中位数206"),
    ],
)
def test_audit_of_area_per_household(ili, finding, arithmetic):
    assert arithmetic in ili[f"ratio-ili-plan-2021-{finding}-2021"].detail.zh


def test_audit_of_the_fukang_report_finds_its_meetings_and_nothing_else():
    (finding,) = audit(said_by("fukang-report-2021"), INDICATORS)
    assert (finding.severity, finding.kind) == (Severity.DOUBTFUL, "parts")
    assert "6 + 6 + 3 + 11 + 15 = 41" in finding.detail.zh
    assert "12" in finding.detail.zh
