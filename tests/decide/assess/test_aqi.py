"""The index by HJ 633-2012 and -2026: every vector, exactly."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from aqmap.decide.assess.aqi import NONE, Status, as_reported, primary, sub_indices
from aqmap.decide.assess.daily_aqi import day_indices, pollutant_indices
from aqmap.decide.assess.daily_values import DayValues
from aqmap.decide.assess.rule_choices import Choices
from aqmap.model.rounding import half_even
from aqmap.standards.standards import category, scales
from tests.decide.assess.vectors import rows


def number(text):
    return Fraction(text) if text else None


@pytest.mark.parametrize("row", rows("rounding"))
def test_rounding_by_gb_t_8170(row):
    assert str(half_even(Fraction(row["value"]), int(row["decimals"]))) == row["expected"]


def sub_index(value, scale):
    """Return the index of one exact concentration, and what came of it."""
    exact = Fraction(0) if value is None else value * 1000
    total, parts = np.array([exact.numerator]), np.array([exact.denominator])
    index, status = sub_indices(total, parts if value is not None else parts * 0, scale)
    return int(index[0]), Status(int(status[0]))


def reported(value, pollutant, edition):
    """Return a concentration as it enters the formula."""
    if value is None or value < 0:
        return value
    parts = 10 * value.denominator
    exact = np.array([10 * value.numerator], dtype=object)
    return Fraction(int(as_reported(exact, parts, pollutant, edition)[0]), parts)


def reported_index(value, pollutant, averaging, edition, columns):
    return sub_index(reported(value, pollutant, edition), columns[pollutant, averaging])


@pytest.mark.parametrize("row", [*rows("iaqi_2012"), *rows("iaqi_2026")])
def test_every_individual_index(row):
    edition = "HJ 633-" + row["id"][:4]
    value = number(row["concentration"])
    if value is not None and value >= 0:
        assert reported(value, row["pollutant"], edition) == number(row["concentration_used"])
    index, status = reported_index(
        value, row["pollutant"], row["averaging"], edition, scales(edition)
    )
    assert status == Status[row["expected_status"].upper()]
    assert (str(index) if index != NONE else "") == row["expected_iaqi"]
    if index != NONE:
        assert category(index).name.zh == row["expected_category"]


COLUMNS = {"PM2.5": "pm25", "PM10": "pm10", "SO2": "so2", "NO2": "no2", "CO": "co", "O3": "o3"}
AQI = rows("aqi")


def agrees(row, parts):
    """Check the index of each pollutant, and what follows from them."""
    assert {n: "" if i == NONE else str(i) for n, i in parts.items()} == {
        name: row[f"iaqi_{column}"] for name, column in COLUMNS.items()
    }
    assert max(parts.values()) == int(row["expected_aqi"])
    assert set(primary(parts)) == set(filter(None, row["expected_primary"].split("+")))
    if row["expected_nonattainment"] != "not defined in 2026":
        above = {name for name, index in parts.items() if index > 100}
        assert above == set(filter(None, row["expected_nonattainment"].split("+")))
    told = category(max(parts.values()))
    assert (str(told.level), told.name.zh) == (row["expected_level"], row["expected_category"])


@pytest.mark.parametrize("row", [one for one in AQI if one.values[0]["mode"] == "daily"])
def test_whole_days(row):
    means = {name: number(row[column]) for name, column in COLUMNS.items() if name != "O3"}
    means |= {"O3": number(row["o3_8h"]), "O3 1h": number(row["o3_1h"])}
    day = date(2021, 6, 1) if row["standard"].endswith("2012") else date(2026, 6, 1)
    values = {name: np.array([[int((mean or 0) * 1000)]]) for name, mean in means.items()}
    flags = {name: np.array([[mean is not None]]) for name, mean in means.items()}
    days = DayValues((day,), ("A",), values, flags, flags, 1000)
    parts = {name: int(own[0, 0]) for name, own in pollutant_indices(days, Choices()).items()}
    agrees(row, parts)
    counted = int(day_indices(days, Choices())[0, 0])
    assert counted == (NONE if row["expected_publish_2026"] == "NA" else int(row["expected_aqi"]))


@pytest.mark.parametrize("row", [one for one in AQI if one.values[0]["mode"] == "realtime"])
def test_whole_hours(row):
    columns = COLUMNS | {"O3": "o3_1h"}
    scale = scales(row["standard"])
    parts = {
        name: reported_index(number(row[column]), name, "1h", row["standard"], scale)[0]
        for name, column in columns.items()
    }
    agrees(row, parts)


def test_a_whole_archive_gives_what_single_values_give():
    """Means of 20 to 24 hours: their fractions are not those of single values."""
    random = np.random.default_rng(8)
    hours = random.integers(0, 25, size=(40, 30))
    total = random.integers(0, 700_000, size=hours.shape) * hours
    scale = scales("HJ 633-2012")["PM2.5", "24h"]
    index, status = sub_indices(total, hours, scale)
    for at in np.ndindex(hours.shape):
        mean = Fraction(int(total[at]), int(hours[at]) * 1000) if hours[at] else None
        assert (index[at], status[at]) == sub_index(mean, scale)
