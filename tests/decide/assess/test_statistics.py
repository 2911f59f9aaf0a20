"""Statistics of days, months and years: the vectors, and an oracle on random archives."""

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqmap.decide.assess.aqi import NONE
from aqmap.decide.assess.daily_aqi import day_indices
from aqmap.decide.assess.daily_values import DayValues, combined, station_days
from aqmap.decide.assess.rule_choices import Choices
from aqmap.decide.assess.statistics import assess, percentile
from aqmap.decide.assess.validity import is_valid
from aqmap.model.natural_days import POLLUTANTS
from aqmap.model.rounding import half_even
from aqmap.read.stations.archive.partial_days import closed, days_from, parts_of
from aqmap.read.stations.hours import Hours
from aqmap.standards.standards import rules
from tests.decide.assess import oracle
from tests.decide.assess.readings_of import days_of
from tests.decide.assess.vectors import rows

CHOICES = Choices()
VALIDITY = rows("validity")


def of_level(*levels):
    return [row for row in VALIDITY if row.values[0]["level"] in levels]


def sequence(written):
    """Return the thousandths of ``30*20;NA*4``."""
    found = []
    for part in written.split(";"):
        value, _, count = part.strip().partition("*")
        number = None if value.strip() == "NA" else int(Decimal(value) * 1000)
        found += [number] * int(count or 1)
    return found


def agrees(row, value, decimals):
    """Check a value, none if invalid, against a row's exact and rounded one."""
    assert (value is not None) == (row["expected_valid"] == "valid")
    if value is not None:
        assert abs(value - Fraction(row["expected_value"])) < Fraction(1, 10**6)
        assert half_even(value, decimals) == Decimal(row["expected_rounded"])


def valid_value(days, name, at=(0, 0)):
    exact = Fraction(int(days.values[name][at]), days.parts)
    return exact if days.valid[name][at] else None


@pytest.mark.parametrize("row", of_level("day"))
def test_a_day_needs_20_hours(row):
    name = row["pollutant"]
    days = station_days(days_of({"A": {name: [sequence(row["inputs"])]}}, pollutants=[name]))
    agrees(row, valid_value(days, name), 1 if name == "CO" else 0)


@pytest.mark.parametrize("row", of_level("8h"))
def test_8_hours_need_6(row):
    """The hours that end at 01:00 to 08:00, as the reader of archives sums them up."""
    cells = [-1 if value is None else value for value in sequence(row["inputs"])]
    values = np.full((1, 24, 1), -1, dtype=np.int32)
    values[0, 1:9, 0] = cells
    values[0, 0, 0] = 1000  # of the day before: without it an archive without values has no station
    days = days_from(
        [closed([parts_of(Hours((date(2021, 1, 2),), ("A",), {"O3": values}))])], ["O3"]
    )
    hours, total = int(days.window_hours[1, 0]), int(days.window_totals[1, 0])
    agrees(row, Fraction(total, 1000 * hours) if hours else None, 0)


@pytest.mark.parametrize("row", of_level("mda8"))
def test_ozone_needs_14_windows_or_a_value_above_the_limit(row):
    means = [value for value in sequence(row["inputs"]) if value is not None]
    days = days_of({"A": {"O3": [[None] * 24]}}, pollutants=["O3"])
    days.windows[0, 0], days.window_hours[0, 0] = len(means), 8 if means else 0
    days.window_totals[0, 0] = 8 * max(means, default=0)
    agrees(row, valid_value(station_days(days), "O3"), 0)


@pytest.mark.parametrize("row", of_level("month", "year"))
def test_months_and_years_need_enough_days(row):
    if row["level"] == "month":
        count = int(re.search(r"(\d+) valid", row["inputs"])[1])
        february = "February" in row["inputs"]
        year = 2024 if "29 d" in row["inputs"] else 2021
        month = 2 if february else 1 if "31-day" in row["inputs"] else 4
        by_month = [count if m == month else 0 for m in range(1, 13)]
        period = f"{year}-{month:02d}"
    else:
        by_month = [int(n) for n in re.search(r": ([\d ]+)", row["inputs"])[1].split()]
        period = "2021"
    assert is_valid(period, by_month) == (row["expected_valid"] == "valid")


@pytest.mark.parametrize("row", of_level("year_mean"))
def test_a_years_mean_is_that_of_its_days(row):
    daily = sequence(row["inputs"])
    days = days_of({"A": {"PM2.5": [[value] * 24 for value in daily]}}, pollutants=["PM2.5"])
    mean = assess(station_days(days), "2021", CHOICES)[0].means["PM2.5"]
    agrees(row, mean.value, 1 if "." in row["expected_rounded"] else 0)
    assert (mean.days, mean.days_due) == (len(daily), 365)


@pytest.mark.parametrize("row", of_level("city_day"))
def test_a_countys_day_is_the_mean_of_its_stations_days(row):
    inputs, name = row["inputs"], row["pollutant"]
    if "mda8" in inputs or "stations" in inputs:
        numbers = re.findall(r"NA|\d+", inputs.split(":", 1)[-1].replace("mda8", ""))
        daily = [None if n == "NA" else int(n) for n in numbers]
        codes = [f"{n}" for n in range(len(daily))]
        values = np.array([[1000 * (value or 0) for value in daily]])
        flags = np.array([[value is not None for value in daily]])
        days = DayValues(
            (date(2021, 1, 1),),
            tuple(codes),
            {name: values},
            {name: flags},
            {name: flags * 24},
            1000,
        )
        share = 75
    else:
        own = {part.split(":")[0].strip(): part.split(":")[1] for part in inputs.split("|")}
        codes, share = list(own), 0
        hourly = {code: {name: [sequence(text)]} for code, text in own.items()}
        days = station_days(days_of(hourly, pollutants=[name]))
    agrees(row, valid_value(combined(days, {"county": codes}, share), name), 0)


@pytest.mark.parametrize("row", of_level("good_day_ratio", "heavy_days"))
def test_good_and_heavy_days(row):
    """The index of a day is set by PM10, whose 2012 column turns 1:1 into indices up to 50."""
    indices = [None if v is None else v // 1000 for v in sequence(row["inputs"])]
    by_index: dict[int, float] = {
        80: 110,
        130: 210,
        120: 190,
        210: 357,
        50: 50,
        100: 150,
        101: 152,
        90: 130,
    }
    by_index |= {140: 230, 150: 250, 200: 350, 201: 350.7, 301: 420.8, 500: 600}
    hourly: dict[str, Any] = {"A": {}}
    for name in POLLUTANTS:
        daily = [by_index[i] if name == "PM10" else 0 for i in indices if i is not None]
        hourly["A"][name] = [[int(1000 * value)] * 24 for value in daily]
    days = station_days(days_of(hourly, pollutants=POLLUTANTS))
    wanted = [i for i in indices if i is not None]
    assert day_indices(days, CHOICES)[:, 0].tolist() == wanted
    told = assess(days, "2021", CHOICES)[0].index_days
    if row["level"] == "heavy_days":
        assert told.heavy == int(row["expected_value"])
    else:
        agrees(row, told.good_ratio, 1)


@pytest.mark.parametrize("row", rows("percentile"))
def test_percentiles(row):
    values = [Fraction(value) for value in row["values"].split(";")]
    parts = 1000
    exact = np.sort(np.array([int(value * parts) for value in values], dtype=np.int64))
    found = percentile(exact, int(row["p"]), parts)
    assert found == Fraction(row["expected_unrounded"])
    assert half_even(found, int(row["decimals"])) == Decimal(row["expected_rounded"])


def test_the_percentiles_of_hj_663():
    wanted = {"SO2": 98, "NO2": 98, "PM10": 95, "PM2.5": 95, "CO": 95, "O3": 90}
    assert {name: rules()[f"percentile_{name}"].value for name in POLLUTANTS} == wanted


hour = st.one_of(st.none(), st.integers(0, 1_500_000), st.sampled_from([0, 75_000, 160_000]))


@st.composite
def archives(draw):
    """Return hourly values of up to three stations, with every kind of gap."""
    days = draw(st.integers(1, 4))
    found: dict[str, Any] = {}
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    gaps = draw(st.sampled_from([0.0, 0.05, 0.15, 0.3, 0.9]))
    for code in "ABC"[: draw(st.integers(1, 3))]:
        found[code] = {}
        for name in POLLUTANTS:
            top = 30_000 if name == "CO" else draw(st.sampled_from([120_000, 400_000, 1_500_000]))
            values = random.integers(0, top, size=(days, 24))
            lost = random.random(size=(days, 24)) < gaps
            lost[random.random(days) < gaps / 2] = True
            found[code][name] = [
                [None if gone else int(value) for value, gone in zip(*row, strict=True)]
                for row in zip(values.tolist(), lost.tolist(), strict=True)
            ]
    return found


@settings(max_examples=60, deadline=None)
@given(archives())
def test_an_independent_oracle_agrees(hourly):
    days = station_days(days_of(hourly, pollutants=POLLUTANTS))
    slow = {code: oracle.day_values(own, POLLUTANTS) for code, own in hourly.items()}
    assert_same(days, slow)
    county = combined(days, {"county": list(days.places)})
    by_oracle = {"county": oracle.county_values(list(slow.values()))}
    assert_same(county, by_oracle)
    prefecture = combined(county, {"prefecture": ["county", "county without a station"]})
    assert_same(prefecture, {"prefecture": by_oracle["county"]})


@settings(max_examples=60, deadline=None)
@given(archives())
def test_the_oracle_agrees_by_the_edition_of_2026(hourly):
    days = station_days(days_of(hourly, pollutants=POLLUTANTS, first=date(2026, 3, 1)))
    county = combined(days, {"county": list(days.places)})
    slow = {code: oracle.day_values(own, POLLUTANTS) for code, own in hourly.items()}
    wanted = [slow[place] for place in days.places]
    wanted.append(oracle.county_values(list(slow.values())))
    indices = np.column_stack([day_indices(days, CHOICES), day_indices(county, CHOICES)])
    for column, own in zip(indices.T.tolist(), wanted, strict=True):
        assert [None if i == NONE else i for i in column] == [oracle.aqi(v, new=True) for v in own]


@given(st.lists(st.integers(0, 31), min_size=12, max_size=12), st.integers(0, 12))
def test_the_oracle_agrees_on_the_validity_of_a_year(by_month, full):
    by_month[:full] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][:full]
    assert is_valid("2021", by_month) == oracle.year_is_valid(by_month)


def test_an_hour_of_ozone_makes_no_good_day():
    """HJ 633-2012 takes the hourly maximum too: of a day cut short, only where it exceeds."""
    none, low, high = [None] * 24, [60_000] + [None] * 23, [201_000] + [None] * 23
    hourly = {"A": {name: [none] * 3 for name in POLLUTANTS} | {"O3": [low, high, [60_000] * 24]}}
    days = station_days(days_of(hourly, pollutants=POLLUTANTS))
    assert days.valid["O3 1h"].ravel().tolist() == [False, True, True]
    assert day_indices(days, CHOICES).ravel().tolist() == [NONE, 101, 30]


def test_days_before_the_first_edition_have_means_but_no_index():
    hourly = {"A": {name: [[20_000] * 24] * 2 for name in POLLUTANTS}}
    days = station_days(days_of(hourly, pollutants=POLLUTANTS, first=date(2012, 2, 28)))
    assert (day_indices(days, CHOICES).ravel() == NONE).tolist() == [True, False]
    told = assess(days, "2012-02", CHOICES)[0]
    assert (told.means["PM2.5"].days, told.index_days.days) == (2, 1)


def assert_same(days, slow):
    indices = day_indices(days, CHOICES)
    told = assess(days, "2021-01-01/2021-12-30", CHOICES)
    for column, place in enumerate(days.places):
        for name in days.values:
            for row, values in enumerate(slow[place]):
                assert valid_value(days, name, (row, column)) == values[name]
        wanted = [oracle.aqi(values) for values in slow[place]]
        assert [None if i == NONE else i for i in indices[:, column].tolist()] == wanted
        for name in days.pollutants:
            mean = told[column].means[name]
            assert (mean.value, mean.days) == oracle.mean(slow[place], name)
            valid = [values[name] for values in slow[place] if values[name] is not None]
            percent = rules()[f"percentile_{name}"].value
            assert mean.percentile == (oracle.percentile(valid, percent) if valid else None)
        assert told[column].index_days.days == sum(index is not None for index in wanted)
        assert told[column].index_days.good == sum(
            (i or 999) <= 100 for i in wanted if i != 0
        ) + sum(i == 0 for i in wanted)


def test_dust_days_are_taken_out_and_validity_is_asked_again():
    daily = [100_000] * 59 + [20_000] * 306
    days = station_days(
        days_of({"A": {"PM2.5": [[value] * 24 for value in daily]}}, pollutants=["PM2.5"])
    )
    with_dust = assess(days, "2021", CHOICES)[0].means["PM2.5"]
    dusty = [date(2021, 1, 1) + timedelta(days=n) for n in range(5)]
    without = assess(days, "2021", CHOICES, without={"A": dusty})[0].means["PM2.5"]
    assert (with_dust.days, with_dust.days_due, with_dust.valid) == (365, 365, True)
    assert (without.days, without.days_due, without.valid) == (360, 360, False)  # January has 26
    assert with_dust.value == Fraction(59 * 100 + 306 * 20, 365)
    assert without.value == Fraction(54 * 100 + 306 * 20, 360)


def test_an_archive_without_all_pollutants_states_no_ratio_of_good_days():
    days = station_days(days_of({"A": {"PM2.5": [[20_000] * 24]}}, pollutants=["PM2.5"]))
    told = assess(days, "2021-01-01", CHOICES)[0].index_days
    assert (told.days, told.good, told.good_ratio) == (1, 1, None)


def test_the_edition_changes_within_2026_by_day_or_not_as_chosen():
    hourly = {"A": {name: [[20_000] * 24, [20_000] * 24] for name in POLLUTANTS}}
    hourly["A"]["PM2.5"] = [[70_000] * 24, [70_000] * 24]
    hourly["A"]["CO"] = [[500] * 24, [500] * 24]
    days = station_days(days_of(hourly, pollutants=POLLUTANTS, first=date(2026, 2, 28)))
    assert day_indices(days, Choices()).ravel().tolist() == [94, 110]
    old = Choices(index_edition="HJ 633-2012")
    assert day_indices(days, old).ravel().tolist() == [94, 94]


def test_means_of_means_stay_exact_beyond_64_bits():
    """Prefectures of counties of stations: their common denominators pass 2**63."""
    hourly = {f"{n:02d}": {"PM2.5": [[(n + 1) * 10_000] * 23 + [None]]} for n in range(19)}
    days = station_days(days_of(hourly, pollutants=["PM2.5"]))
    codes = list(days.places)
    members = {"a": codes[:3], "b": codes[3:8], "c": codes[8:]}
    prefecture = combined(combined(days, members), {"p": list(members)})
    want = sum(
        Fraction(sum(10 * (int(code) + 1) for code in own), len(own)) for own in members.values()
    )
    assert valid_value(prefecture, "PM2.5") == want / 3
    told = assess(prefecture, "2021-01-01", CHOICES)[0]
    assert (told.means["PM2.5"].value, told.index_days.by_level) == (want / 3, (0, 1, 0, 0, 0, 0))


def test_the_composite_index_is_the_sum_of_six_shares_of_limits():
    levels = {"SO2": 30, "NO2": 20, "PM10": 35, "CO": 2, "O3": 80, "PM2.5": 35}
    hourly = {"A": {name: [[level * 1000] * 24] * 2 for name, level in levels.items()}}
    days = station_days(days_of(hourly, pollutants=POLLUTANTS))
    period = "2021-01-01/2021-01-02"
    # annual limits 60, 40, 70 and 35, CO 4 (95th percentile), ozone 160 (90th)
    equal = assess(days, period, Choices())[0].composite
    assert equal == Fraction(1, 2) * 4 + 1 + Fraction(1, 2)
    weighted = assess(days, period, Choices(composite="2026"))[0].composite
    assert weighted == Fraction(1, 2) * 3 + 2 * Fraction(1, 2) * 2 + 3 * 1
    del hourly["A"]["CO"]
    less = station_days(days_of(hourly, pollutants=[n for n in POLLUTANTS if n != "CO"]))
    assert assess(less, period, Choices())[0].composite is None
