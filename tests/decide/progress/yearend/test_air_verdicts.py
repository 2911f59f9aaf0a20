"""The air at year's end is judged by the join of the maps, and never by part of a year."""

from decimal import Decimal

import pytest

from aqmap.errors import SpecError
from aqmap.model.dispatch.yearend.assessment_rows import Step
from aqmap.model.dispatch.yearend.year_rows import Verdict, YearPart
from aqmap.model.figures import Basis, Comparator, Dust
from aqmap.workspace.layers import LayerSpec
from tests.decide.progress.yearend.invented_year import A, B, InventedYear, air_target, result


def year_of(*figures):
    return InventedYear(figures=[*figures], layers=()).with_a_task()


@pytest.mark.parametrize(
    ("indicator", "limit", "value", "verdict"),
    [
        ("pm25", "41", "41", Verdict.MET),
        ("pm25", "41", "42", Verdict.NOT_MET),
        ("good_day_ratio", "83.3", "83.3", Verdict.MET),
        ("good_day_ratio", "83.3", "82.9", Verdict.NOT_MET),
        ("good_day_ratio", "83.3", "83.28", Verdict.NOT_JUDGED),  # 304 of 365: rounding decides
    ],
)
def test_a_measured_value_is_held_against_its_target(indicator, limit, value, verdict):
    year = year_of(air_target(A, indicator, limit), result(A, indicator, value))
    row = year.row(A, indicator)
    assert (row.part, row.verdict) == (YearPart.QUALITY, verdict)
    assert (row.verified, row.reported) == (Decimal(value), None)


def test_a_part_of_the_year_is_never_judged_even_where_a_map_shows_it():
    shown = LayerSpec.model_validate(
        {
            "id": "air",
            "indicator": "pm25",
            "periods": ["2021"],
            "regions": ["x"],
            "views": ["status"],
            "compare": {"accept": ["partial_year", "other_year"]},
        }
    )
    for period in ("2021-01/2021-11", "2019"):
        year = year_of(air_target(A, "pm25", "41"), result(A, "pm25", "30", period))
        year.layers = (shown,)
        assert year.row(A, "pm25").verdict not in {Verdict.MET, Verdict.NOT_MET}


def test_a_units_own_report_of_the_air_is_no_verdict():
    year = year_of(air_target(A, "pm25", "41"), result(A, "pm25", "30", basis=Basis.REPORT))
    row = year.row(A, "pm25")
    assert (row.verdict, row.reported, row.verified) == (Verdict.REPORTED, 30, None)


def test_a_third_partys_value_is_no_data_even_where_a_map_shows_it():
    shown = LayerSpec.model_validate(
        {
            "id": "air",
            "indicator": "pm25",
            "periods": ["2021"],
            "regions": ["x"],
            "views": ["status"],
            "accept_basis": ["third_party"],
        }
    )
    year = year_of(air_target(A, "pm25", "41"), result(A, "pm25", "30", basis=Basis.THIRD_PARTY))
    year.layers = (shown,)
    assert year.row(A, "pm25").verdict is Verdict.NO_MEASUREMENT


def test_a_place_without_a_target_has_no_row():
    year = year_of(air_target(A, "pm25", "41"), result(B, "pm25", "30"))
    assert [row.place for row in year.table.of_part(YearPart.QUALITY)] == [A]
    assert year.row(A, "pm25").verdict is Verdict.NO_MEASUREMENT


def relative(**told):
    usual = {"baseline_period": "2020", "value_written": "低于2020年"}
    return air_target(A, "pm25", "relative", **{**usual, **told})


def test_a_relative_target_without_its_base_cannot_be_judged():
    row = year_of(relative(), result(A, "pm25", "30")).row(A, "pm25")
    assert row.verdict is Verdict.NO_BASELINE
    assert row.verdict.words.zh == "无法判定（缺基数）"
    assert row.task_words.zh == "低于2020年"


@pytest.mark.parametrize(
    ("comparator", "value", "verdict"),
    [
        (Comparator.LT, "35", Verdict.NOT_MET),
        (Comparator.LE, "35", Verdict.MET),
        (Comparator.LT, "34", Verdict.MET),
        (Comparator.LE, "36", Verdict.NOT_MET),
    ],
)
def test_with_its_base_a_relative_target_is_judged(comparator, value, verdict):
    base = result(A, "pm25", "35", "2020")
    row = year_of(relative(comparator=comparator), base, result(A, "pm25", value)).row(A, "pm25")
    assert (row.limit, row.verdict) == (35, verdict)
    assert "低于2020年，即35" in row.reason.zh


def test_a_stated_change_goes_from_the_base():
    target = relative(change=Decimal(-10), change_unit="%")
    row = year_of(target, result(A, "pm25", "35", "2020"), result(A, "pm25", "31.5")).row(A, "pm25")
    assert (row.limit, row.verdict) == (Decimal("31.5"), Verdict.MET)


def test_a_base_that_only_the_unit_itself_says_is_none():
    base = result(A, "pm25", "35", "2020", basis=Basis.REPORT)
    row = year_of(relative(), base, result(A, "pm25", "30")).row(A, "pm25")
    assert row.verdict is Verdict.NO_BASELINE


def test_dust_days_in_one_and_out_of_the_other_are_not_compared():
    base = result(A, "pm25", "35", "2020", dust=Dust.INCLUDED)
    measured = result(A, "pm25", "30", dust=Dust.DEDUCTED)
    assert year_of(relative(), base, measured).row(A, "pm25").verdict is Verdict.NOT_JUDGED


def test_two_sources_without_a_winner_are_a_fault():
    two = (result(A, "pm25", "30"), result(A, "pm25", "50", source="another"))
    year = year_of(air_target(A, "pm25", "41"), *two)
    with pytest.raises(SpecError):
        year.table  # noqa: B018 - what it comes to is asked for


def test_of_a_changed_target_the_change_alone_holds():
    first = air_target(A, "pm25", "41")
    change = air_target(A, "pm25", "38", source="change", effective_from="2021-07-01")
    year = year_of(first, change, result(A, "pm25", "40"))
    assert year.row(A, "pm25").verdict is Verdict.NOT_MET


def test_steps_stand_beside_the_air_too():
    year = year_of(air_target(A, "pm25", "41"), result(A, "pm25", "40"))
    year.takes(Step.FEEDBACK, A)
    assert Step.FEEDBACK in year.row(A, "pm25").steps


def test_an_appeal_against_the_air_is_open_until_it_is_answered():
    year = InventedYear().with_a_task()
    year.figures += [air_target(A, "pm25", "41"), result(A, "pm25", "42")]
    year.takes(Step.APPEAL, A, "pm25", on="2022-03-10", reason="沙尘")
    assert year.row(A, "pm25").open_appeal is not None
    year.takes(Step.FEEDBACK, A, "pm25", on="2022-03-20")
    assert year.row(A, "pm25").open_appeal is None
