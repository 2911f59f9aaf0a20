"""Air quality within its year: arithmetic from days and from stated means, never a verdict."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.decide.progress.air.air_days import AirDays, air_days, same_day_last_year, stated_air
from aqmap.decide.progress.air.air_of_month import air_of_month
from aqmap.decide.progress.air.air_words import air_words
from aqmap.decide.progress.air.air_year import AirYear, air_year, bad_days_left, mean_left
from aqmap.model.figures import Basis, Dust, Figure, Level, Role
from aqmap.model.locators import Locator
from aqmap.model.natural_days import POLLUTANTS
from aqmap.model.rounding import half_even
from aqmap.model.station_days import StationDay
from aqmap.workspace.indicators import Indicators

D = Decimal
SEPTEMBER = date(2021, 9, 30)


def _days(year: int, values: list[tuple[int | None, int | None]], **told: Any) -> list[StationDay]:
    """Return the first days of a year, each with PM2.5 and index."""
    told = {
        "place": "0000A",
        "basis": Basis.MONITOR_REVIEWED,
        "source": "synthetic",
        "items": POLLUTANTS,
        "standard": "HJ 633-2012",
        **told,
    }
    first = date(year, 1, 1)
    return [
        StationDay(date=first + timedelta(days=n), pm25=pm25, aqi=aqi, **told)
        for n, (pm25, aqi) in enumerate(values)
    ]


def test_the_mean_that_is_still_allowed() -> None:
    """41 over 365 days; 38.0 over 273 leaves 49.9 over 92."""
    budget = mean_left(D(41), D("38.0"), 273, 92)
    assert budget.allowed == Fraction(41 * 365 - 38 * 273, 92)
    assert budget.allowed is not None
    assert half_even(budget.allowed, 1) == D("49.9")


@given(
    mean=st.decimals(0, 300, places=2),
    target=st.decimals(1, 100, places=1),
    days=st.integers(1, 364),
)
def test_the_rest_at_its_allowance_makes_the_year_its_target(
    mean: Decimal, target: Decimal, days: int
) -> None:
    allowed = mean_left(target, mean, days, 365 - days).allowed
    assert allowed is not None
    assert (Fraction(mean) * days + allowed * (365 - days)) / 365 == Fraction(target)


@pytest.mark.parametrize(
    ("target", "year", "passed", "strict", "rounded"),
    [
        ("83.3", 2021, False, 305, 304),  # 304/365 = 83.29 % is stated as 83.3 %
        ("80", 2021, False, 292, 292),
        ("90", 2021, False, 329, 329),  # 328/365 = 89.86 % is stated as 89.9 %
        ("83.3", 2024, False, 305, 305),  # 304/366 = 83.06 %
        ("80", 2021, True, 293, 293),
        ("100", 2021, False, 365, 365),
        ("0", 2021, False, 0, 0),
    ],
)
def test_the_good_days_that_a_ratio_needs(
    target: str, year: int, *, passed: bool, strict: int, rounded: int
) -> None:
    begun = AirDays(until=date(year, 1, 1), index_days=1, good_days=1)
    budget = bad_days_left(begun, D(target), passed=passed)
    assert (budget.strict.good_needed, budget.rounded.good_needed) == (strict, rounded)
    assert budget.strict.days == (366 if year == 2024 else 365)


def test_bad_days_used_and_left() -> None:
    so_far = AirDays(until=SEPTEMBER, index_days=273, good_days=215)
    budget = bad_days_left(so_far, D("83.3"))
    strict, rounded = budget.strict, budget.rounded
    assert (strict.allowed, strict.used, strict.left) == (60, 58, 2)
    assert (rounded.allowed, rounded.used, rounded.left) == (61, 58, 3)


def test_days_without_an_index_so_far_count_on_neither_side() -> None:
    so_far = AirDays(until=SEPTEMBER, index_days=263, good_days=215)
    strict = bad_days_left(so_far, D(80)).strict
    assert (strict.days, strict.good_needed, strict.used) == (355, 284, 48)


def test_a_target_out_of_reach_says_how_many_days_too_many() -> None:
    so_far = AirDays(until=date(2021, 12, 31), index_days=365, good_days=200)
    assert bad_days_left(so_far, D(80)).strict.left == -92


@given(good=st.integers(0, 273), target=st.decimals(0, 100, places=1))
def test_needing_fewer_days_would_miss_the_ratio(good: int, target: Decimal) -> None:
    budget = bad_days_left(AirDays(until=SEPTEMBER, index_days=273, good_days=good), target)
    strict, rounded = budget.strict.good_needed, budget.rounded.good_needed
    assert Fraction(100 * strict, 365) >= target > Fraction(100 * (strict - 1), 365)
    assert half_even(Fraction(100 * rounded, 365), 1) >= target
    if rounded:
        assert half_even(Fraction(100 * (rounded - 1), 365), 1) < target
    assert budget.strict.left <= budget.rounded.left


def test_days_are_counted_up_to_a_day_and_of_its_year_alone() -> None:
    days = [
        *_days(2020, [(99, 200)] * 366),
        *_days(2021, [(10, 100), (20, 101), (None, 50), (31, None), (500, 500)]),
    ]
    ((series, so_far),) = air_days(days, date(2021, 1, 4)).items()
    assert (series.place, series.basis) == ("0000A", Basis.MONITOR_REVIEWED)
    assert so_far == AirDays(
        until=date(2021, 1, 4), mean_days=3, mean=Fraction(61, 3), index_days=3, good_days=2
    )
    assert so_far.days_left == 361


def test_an_index_that_misses_a_pollutant_is_neither_good_nor_bad() -> None:
    days = _days(2021, [(10, 50), (10, 150)], items=("PM10", "PM2.5"))
    (so_far,) = air_days([*days, *_days(2021, [(10, 50)] * 3)[2:]], SEPTEMBER).values()
    assert (so_far.index_days, so_far.good_days, so_far.incomplete_days) == (1, 1, 2)
    assert so_far.mean_days == 3
    year = air_year(so_far, ratio_target=D(80))
    assert "另有2天的指数不足六项" in air_words(year, Basis.MONITOR_REVIEWED).zh


def test_reviewed_and_real_time_days_and_stations_stay_apart() -> None:
    days = [
        *_days(2021, [(10, 20)] * 3),
        *_days(2021, [(30, 120)] * 2, basis=Basis.MONITOR_REALTIME),
        *_days(2021, [(50, 60)], place="0000B"),
        *_days(2021, [(70, 60)], place="0000B", dust=Dust.DEDUCTED),
    ]
    told = air_days(days, SEPTEMBER)
    assert {(s.place, s.basis.value, s.dust): d.mean for s, d in told.items()} == {
        ("0000A", "monitor_reviewed", None): 10,
        ("0000A", "monitor_realtime", None): 30,
        ("0000B", "monitor_reviewed", None): 50,
        ("0000B", "monitor_reviewed", Dust.DEDUCTED): 70,
    }


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2021, 9, 30), date(2020, 9, 30)),
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 2, 28), date(2024, 2, 28)),
    ],
)
def test_the_same_day_of_the_year_before(day: date, before: date) -> None:
    assert same_day_last_year(day) == before


def _figure(**told: Any) -> Figure:
    return Figure(
        **{
            "id": "f",
            "place": "654002",
            "place_written": "甲县",
            "level": Level.COUNTY,
            "indicator": "pm25",
            "indicator_written": "PM2.5",
            "period": "2021-01/2021-09",
            "role": Role.MEASURED,
            "value": D("38.0"),
            "unit": "微克/立方米",
            "value_written": "38.0",
            "basis": Basis.MONITOR_REVIEWED,
            "source": "synthetic",
            "locator": Locator("page 1"),
            **told,
        }
    )


def test_stated_means_of_the_year_so_far_stand_for_days() -> None:
    others = [
        _figure(period="2021-09", value=D(1)),
        _figure(period="2021-01/2021-08", value=D(2)),
        _figure(role=Role.TARGET, value=D(3)),
        _figure(indicator="pm10", value=D(4)),
    ]
    (so_far,) = stated_air([*others, _figure()], SEPTEMBER).values()
    assert (so_far.mean, so_far.mean_days, so_far.days_left) == (Fraction(38), 273, 92)
    stated = _figure(locator=Locator("stations 0000A; days 270"))
    (so_far,) = stated_air([stated], SEPTEMBER).values()
    assert (so_far.mean_days, so_far.by_calendar) == (270, False)


def test_a_stated_ratio_gives_its_good_days_where_its_days_are_stated() -> None:
    of_days = {"indicator": "good_day_ratio", "locator": Locator("stations 0000A; days 271")}
    (so_far,) = stated_air([_figure(**of_days, value=D("83.4"))], SEPTEMBER).values()
    assert (so_far.good_days, so_far.index_days) == (226, 271)  # 226/271 = 83.39 %
    assert stated_air([_figure(**of_days, value=D("83.3"))], SEPTEMBER) == {}  # of no whole days
    assert stated_air([_figure(indicator="good_day_ratio", value=D("83.4"))], SEPTEMBER) == {}


def test_each_place_of_a_month_has_its_targets_and_its_year_before() -> None:
    figures = [
        _figure(),
        _figure(period="2020-01/2020-09", value=D(40)),
        _figure(basis=Basis.MONITOR_REALTIME, value=D(39)),
        _figure(place="654003", value=D(44)),
        _figure(place="654099"),
        _figure(role=Role.TARGET, period="2021", value=D(41), source="plan"),
        _figure(role=Role.TARGET, period="2021", value=D(1), source="other"),
        *(
            _figure(role=Role.TARGET, period="2021", value=D(n), source="plan", place="654003")
            for n in (45, 46)
        ),
    ]
    told = air_of_month(
        figures,
        plan=("plan",),
        places=("654003", "654002"),
        until=SEPTEMBER,
        indicators=Indicators({}),
    )
    assert [(a.series.place, a.series.basis.value) for a in told] == [
        ("654003", "monitor_reviewed"),
        ("654002", "monitor_realtime"),
        ("654002", "monitor_reviewed"),
    ]
    two_targets, real_time, reviewed = (air.year for air in told)
    reviewed_words = told[2].words.zh
    assert two_targets.mean_budget is None
    assert reviewed.mean_budget is not None
    assert reviewed.mean_budget.allowed == Fraction(4591, 92)
    assert reviewed.mean_change is not None and reviewed.mean_change.amount == D("-5.0")
    assert real_time.mean_change is None  # the year before is known as reviewed alone
    assert "有效天数不明，按日历273天计" in reviewed_words
    assert "49.9" in reviewed_words and "未经审核" in told[1].words.zh


def test_a_change_that_a_figure_states_stands_where_the_year_before_is_not_known() -> None:
    stated = _figure(change=D("-3.2"), change_unit="%", baseline_period="2020-01/2020-09")
    (told,) = air_of_month(
        [stated], plan=(), places=("654002",), until=SEPTEMBER, indicators=Indicators({})
    )
    assert "同比-3.2%" in told.words.zh


def _year(**targets: Any) -> AirYear:
    so_far = AirDays(
        until=SEPTEMBER, mean_days=273, mean=Fraction(38), index_days=273, good_days=215
    )
    before = AirDays(
        until=date(2020, 9, 30), mean_days=274, mean=Fraction(40), index_days=274, good_days=200
    )
    return air_year(so_far, before, **targets)


def test_against_the_same_days_of_the_year_before() -> None:
    year = _year()
    assert year.mean_change is not None and year.ratio_change is not None
    assert (year.mean_change.amount, year.mean_change.unit) == (D("-5.0"), "%")
    # 215/273 = 78.754 %, 200/274 = 72.993 %
    assert (year.ratio_change.amount, year.ratio_change.unit) == (D("5.8"), "个百分点")
    assert year.mean_budget is None and year.good_day_budget is None


def test_the_words_print_every_rule_and_call_it_arithmetic() -> None:
    words = air_words(_year(mean_target=D(41), ratio_target=D("83.3")), Basis.MONITOR_REVIEWED)
    assert words.zh == (
        "截至9月30日PM2.5平均浓度38.0微克/立方米（有效273天），同比-5.0%；"
        "全年不高于41，则其余92天平均不高于49.9微克/立方米（按未修约的均值）；"
        "截至9月30日优良215天（有效273天），优良天数比率78.8%，同比+5.8个百分点；"
        "全年83.3%按365天、不修约计，需优良305天，可有超标60天，已用58天，余2天；"
        "比率修约到1位小数计，需优良304天，可有超标61天，已用58天，余3天；"
        "以上为算术推算，不是预测，不作评判"
    )
    assert "no forecast" in words.en and "49.9" in words.en and "305" in words.en


def test_real_time_data_carry_their_notice_and_no_word_judges() -> None:
    words = air_words(_year(mean_target=D(41)), Basis.MONITOR_REALTIME)
    assert "未经审核" in words.zh
    for verdict in ("完成目标", "达到序时", "滞后"):
        assert verdict not in words.zh


def test_a_mean_out_of_reach_and_a_year_that_has_ended() -> None:
    far = air_year(AirDays(until=SEPTEMBER, mean_days=273, mean=Fraction(60)), mean_target=D(41))
    assert far.mean_budget is not None and far.mean_budget.allowed is not None
    assert far.mean_budget.allowed < 0
    assert "即使全为0" in air_words(far, Basis.MONITOR_REVIEWED).zh
    ended = AirDays(until=date(2021, 12, 31), mean_days=365, mean=Fraction(40))
    words = air_words(air_year(ended, mean_target=D(41)), Basis.MONITOR_REVIEWED)
    assert "已无其余天数" in words.zh


def test_nothing_known_says_only_that_it_is_arithmetic() -> None:
    year = air_year(AirDays(until=SEPTEMBER), mean_target=D(41), ratio_target=D(80))
    assert (year.mean_budget, year.good_day_budget) == (None, None)
    assert air_words(year, Basis.MONITOR_REVIEWED).zh == "以上为算术推算，不是预测，不作评判"


@pytest.mark.parametrize(
    ("decimals", "target", "stated"), [(0, "83.3", 1), (1, "83.3", 1), (2, "83.3", 2), (0, "80", 0)]
)
def test_a_ratio_is_never_stated_more_coarsely_than_its_target(decimals, target, stated) -> None:
    so_far = AirDays(until=SEPTEMBER, index_days=273, good_days=230)
    budget = bad_days_left(so_far, D(target), decimals=decimals)
    assert budget.decimals == stated
    if target == "83.3" and stated == 1:
        assert budget.rounded.good_needed == 304  # to whole per cent, 303 would be called enough
