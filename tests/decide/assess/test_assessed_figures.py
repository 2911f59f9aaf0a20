"""Assessments become figures: what they stand on, what is missing, what changed; all synthetic."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from aqmap.decide.assess.assessed_figures import Origin, Site, assessed_figures
from aqmap.decide.assess.daily_values import combined, station_days
from aqmap.decide.assess.rule_choices import Choices
from aqmap.decide.assess.statistics import assess, averaged
from aqmap.decide.assess.year_on_year import Change, change, year_before
from aqmap.model.figures import Absence, Basis, Dust, Level, Quality
from aqmap.model.natural_days import POLLUTANTS
from aqmap.words import Text
from aqmap.workspace.indicators import Indicator, Indicators
from tests.decide.assess.readings_of import days_of

ORIGIN = Origin(source="synthetic", basis=Basis.SYNTHETIC, dust=Dust.INCLUDED)
IDS = {
    "pm25": 1,
    "pm10": 0,
    "co": 1,
    "o3": 0,
    "good_day_ratio": 1,
    "heavy_pollution_days": 0,
    "composite_index": 2,
}
SITES = {
    "c": Site(code="c", name="合成县", level=Level.COUNTY, stations=("A",)),
    "d": Site(code="d", name="无站县", level=Level.COUNTY, stations=()),
}


@pytest.fixture
def indicators():
    return Indicators(
        {
            id_: Indicator(
                id=id_,
                name=Text(id_, id_),
                unit=Text("单位", "unit"),
                theme="air",
                decimals=decimals,
            )
            for id_, decimals in IDS.items()
        }
    )


def county(daily, *, first=date(2021, 1, 1), pollutants=POLLUTANTS):
    """Return days of a county with one station, of whole days of one value, none if missing."""
    other = {"CO": 500}
    own = {
        name: [[None if pm25 is None else other.get(name, 20_000)] * 24 for pm25 in daily]
        for name in pollutants
    }
    own["PM2.5"] = [[pm25] * 24 for pm25 in daily]
    days = station_days(days_of({"A": own}, pollutants=pollutants, first=first))
    return combined(days, {"c": ["A"], "d": []})


def figures(days, period, indicators, before=(), choices=None):
    told = assess(days, period, choices or Choices())
    found = assessed_figures(told, SITES, indicators, ORIGIN, before)
    return {(figure.place, figure.indicator): figure for figure in found}


def test_each_indicator_of_the_catalogue_has_its_statistic(indicators):
    told = figures(county([30_000] * 31), "2021-01", indicators)
    values = {id_: str(told["c", id_].value) for id_ in IDS}
    assert values == {
        "pm25": "30.0",
        "pm10": "20",
        "co": "0.5",
        "o3": "20",
        "good_day_ratio": "100.0",
        "heavy_pollution_days": "0",
        "composite_index": "2.23",  # 30/35 + 20/70 + 20/60 + 20/40 + 0.5/4 + 20/160
    }
    assert {told["c", id_].quality for id_ in IDS} == {Quality.VALID}
    assert told["c", "pm25"].locator == "stations A; hours 744"
    assert told["c", "good_day_ratio"].note == "有效日31天；HJ 633-2012"


def test_an_indicator_that_the_catalogue_lacks_has_no_figure(indicators):
    fewer = Indicators({"pm25": indicators["pm25"]})
    assert set(figures(county([30_000]), "2021-01-01", fewer)) == {("c", "pm25"), ("d", "pm25")}


def test_a_county_without_a_station_says_so_for_every_indicator(indicators):
    told = figures(county([30_000] * 31), "2021-01", indicators)
    assert {told["d", id_].absence for id_ in IDS} == {Absence.NO_STATION}


def test_a_period_without_a_valid_day_has_too_few_data(indicators):
    told = figures(county([None] * 31), "2021-01", indicators)
    absences = {(told["c", id_].absence, told["c", id_].note) for id_ in IDS}
    assert absences == {(Absence.TOO_FEW_DATA, "有效日0天（须27天）")}


@pytest.mark.parametrize(
    ("days", "quality", "note"),
    [
        (26, Quality.INDICATIVE, "有效日26天（须27天）"),
        (27, Quality.VALID, "有效日27天"),
    ],
)
def test_an_incomplete_month_is_indicative_with_its_counts(indicators, days, quality, note):
    told = figures(county([30_000] * days + [None] * (31 - days)), "2021-01", indicators)
    figure = told["c", "pm25"]
    assert (figure.quality, figure.note) == (quality, note)


def test_two_pollutants_state_neither_a_ratio_nor_heavy_days(indicators):
    days = county([30_000] * 31, pollutants=("PM10", "PM2.5"))
    assert {id_ for _, id_ in figures(days, "2021-01", indicators)} == {"pm25", "pm10"}


def test_a_value_is_rounded_once_and_the_unrounded_is_kept(indicators):
    figure = figures(county([30_000, 30_100, 30_050]), "2021-01-01/2021-01-03", indicators)
    told = figure["c", "pm25"]  # 30.05: half to even
    assert (str(told.value), told.note) == ("30.0", "有效日3天；修约前30.050000")


def test_a_change_is_that_of_the_exact_values(indicators):
    """30.04 against 29.96 is 0.267 %; of the rounded 30.0 and 30.0 it would be none."""
    before = assess(county([29_960] * 31, first=date(2020, 1, 1)), "2020-01", Choices())
    told = figures(county([30_040] * 31), "2021-01", indicators, before)["c", "pm25"]
    assert (told.change, told.change_unit, told.baseline_period) == (Decimal("0.3"), "%", "2020-01")
    assert told.note.endswith("上年同期2020-01有效日31天")


def test_an_index_by_another_edition_is_not_compared_with(indicators):
    """70 µg/m³ is an index of 94 by HJ 633-2012 and of 110 by -2026: nothing became worse."""
    then, now = county([70_000] * 31, first=date(2025, 3, 1)), date(2026, 3, 1)
    before = assess(then, "2025-03", Choices())
    told = figures(county([70_000] * 31, first=now), "2026-03", indicators, before)
    ratio = told["c", "good_day_ratio"]
    assert (str(ratio.value), ratio.change) == ("0.0", None)
    assert ratio.note.endswith("上年同期按另一版标准计算，不作比较")
    assert told["c", "pm25"].change == 0
    same = Choices(index_edition="HJ 633-2012")
    told = figures(county([70_000] * 31, first=now), "2026-03", indicators, before, same)
    assert (told["c", "good_day_ratio"].change, told["c", "good_day_ratio"].change_unit) == (
        0,
        "个百分点",
    )


def test_periods_across_the_change_of_states_say_so(indicators):
    """Since 2018-09-01 gases are at reference state and particles as measured."""
    within, change_ = "时段跨2018年9月1日", "与上年同期之间浓度状态改变"

    def note(period, first, days):
        early = first.replace(year=first.year - 1)
        before = assess(county([30_000] * days, first=early), year_before(period), Choices())
        told = figures(county([30_000] * days, first=first), period, indicators, before)
        return told["c", "pm25"].note, told["c", "pm25"].change

    told, changed = note("2019-01", date(2019, 1, 1), 31)
    assert (within in told, change_ in told, changed) == (False, True, 0)
    told, _ = note("2018", date(2018, 1, 1), 365)
    assert (within in told, change_ in told) == (True, True)
    told, _ = note("2018-08", date(2018, 8, 1), 31)
    assert (within in told, change_ in told) == (False, False)
    told, _ = note("2019-09", date(2019, 9, 1), 30)
    assert (within in told, change_ in told) == (False, False)


def test_a_mean_of_stations_means_states_no_percentile(indicators):
    days = station_days(days_of({"A": {"O3": [[20_000] * 24]}}, pollutants=["O3"]))
    own = assess(days, "2021-01-01", Choices())
    county = [replace(own[0], place="c")]
    told = averaged(county, own, {"c": ["A"]})
    assert [(one.place, one.means["O3"].days) for one in told] == [("c", 1)]
    assert list(assessed_figures(told, SITES, indicators, ORIGIN)) == []


@pytest.mark.parametrize("period", ["2019/2020", "2020-03/2021-03", "2020-03-01/2021-03-01"])
def test_more_than_a_year_has_no_year_before(period):
    assert year_before(period) is None


def test_a_ratio_names_the_pollutants_with_too_few_days(indicators):
    hours = {name: [[20_000] * 24] * 31 for name in POLLUTANTS}
    hours["O3"] = [[20_000] * 24] * 5 + [[None] * 24] * 26
    told = assessed_figures(
        [
            replace(one, place="c")
            for one in assess(
                station_days(days_of({"A": hours}, pollutants=POLLUTANTS)), "2021-01", Choices()
            )
        ],
        SITES,
        indicators,
        ORIGIN,
    )
    ratio = next(one for one in told if one.indicator == "good_day_ratio")
    assert ratio.quality == Quality.INDICATIVE
    assert ratio.note == (
        "有效日31天；O3的有效日不足；其中26天缺部分污染物；"
        "按HJ 633-2026的完整性要求（缺项日指数100以下不计）为0.0%（0/31天）；HJ 633-2012"
    )


def test_an_archive_without_a_pollutant_states_no_ratio_and_no_composite_index(indicators):
    days = station_days(days_of({"A": {"PM2.5": [[20_000] * 24] * 31}}, pollutants=POLLUTANTS))
    told = [replace(one, place="c") for one in assess(days, "2021-01", Choices())]
    stated = {one.indicator for one in assessed_figures(told, SITES, indicators, ORIGIN)}
    assert not stated & {"good_day_ratio", "heavy_pollution_days", "composite_index"}


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2021", "2020"),
        ("2020-03/2021-02", "2019-03/2020-02"),
        ("2021-03", "2020-03"),
        ("2024-01-01/2024-02-29", "2023-01-01/2023-02-28"),
        ("2025-02-01/2025-02-28", "2024-02-01/2024-02-28"),
        ("2024-02-29", "2023-02-28"),
    ],
)
def test_the_same_period_of_the_year_before(period, before):
    assert year_before(period) == before


@pytest.mark.parametrize(
    ("now", "then", "unit", "wanted"),
    [
        (36, 40, "%", Change(Decimal("-10.0"), "%")),
        (Fraction(100, 3), Fraction(100, 7), "个百分点", Change(Decimal("19.0"), "个百分点")),
        (3, 5, "天", Change(Decimal(-2), "天")),
        (3, 0, "%", None),
        (3, None, "天", None),
        (None, 3, "天", None),
    ],
)
def test_a_change_in_the_unit_asked_for(now, then, unit, wanted):
    later, earlier = (None if value is None else Fraction(value) for value in (now, then))
    assert change(later, earlier, unit) == wanted


@pytest.mark.parametrize(
    ("period", "edition", "pm25", "pm10", "no2", "so2"),
    [
        ("2025-03", "GB 3095-2012", 35, 70, 40, 60),
        ("2026-03", "GB 3095-2026 transition", 30, 60, 40, 60),
        ("2031-03", "GB 3095-2026 final", 25, 50, 30, 20),
    ],
)
def test_the_composite_index_is_by_the_limits_of_its_day(
    indicators, period, edition, pm25, pm10, no2, so2
):
    hours = {name: [[30_000] * 24] * 31 for name in POLLUTANTS}
    first = date.fromisoformat(f"{period}-01")
    days = station_days(days_of({"A": hours}, pollutants=POLLUTANTS, first=first))
    (told,) = assess(days, period, Choices())
    parts = (Fraction(30, one) for one in (pm25, pm10, no2, so2, 4, 160))
    assert (told.composite, told.limits) == (sum(parts), edition)
    figure = next(
        one
        for one in assessed_figures([replace(told, place="c")], SITES, indicators, ORIGIN)
        if one.indicator == "composite_index"
    )
    assert figure.note.endswith(f"；{edition}")
