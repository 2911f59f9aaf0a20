"""The index by HJ 633-2012 and -2026: every vector, exactly."""

from fractions import Fraction

import numpy as np
import pytest

from aqmap.decide.assess.index import NONE, Status, as_reported, day_index, sub_index, sub_indices
from aqmap.decide.assess.rounding import half_even
from aqmap.standards import category, scales
from tests.decide.assess.vectors import rows


def number(text):
    return Fraction(text) if text else None


@pytest.mark.parametrize("row", rows("rounding"))
def test_rounding_by_gb_t_8170(row):
    assert str(half_even(Fraction(row["value"]), int(row["decimals"]))) == row["expected"]


@pytest.mark.parametrize("row", [*rows("iaqi_2012"), *rows("iaqi_2026")])
def test_every_individual_index(row):
    edition = "HJ 633-" + row["id"][:4]
    scale = scales(edition)[row["pollutant"], row["averaging"]]
    value = number(row["concentration"])
    if value is not None and value >= 0:
        parts = 10 * value.denominator
        exact = np.array([10 * value.numerator], dtype=object)
        value = Fraction(int(as_reported(exact, parts, row["pollutant"], edition)[0]), parts)
        assert value == number(row["concentration_used"])
    index, status = sub_index(value, scale)
    assert status == Status[row["expected_status"].upper()]
    assert (str(index) if index != NONE else "") == row["expected_iaqi"]
    if index != NONE:
        assert category(index).name.zh == row["expected_category"]


@pytest.mark.parametrize("row", rows("aqi"))
def test_whole_days(row):
    edition, hourly = row["standard"], row["mode"] == "realtime"
    suffix = " 1h" if hourly else ""
    columns = {"PM2.5": "pm25", "PM10": "pm10", "SO2": "so2", "NO2": "no2", "CO": "co"}
    values = {f"{name}{suffix}": number(row[column]) for name, column in columns.items()}
    if not hourly:
        values["O3"] = number(row["o3_8h"])
    if hourly or edition.endswith("2012"):
        values["O3 1h"] = number(row["o3_1h"])
    day = day_index(values, edition)
    assert day.value == int(row["expected_aqi"])
    assert "+".join(day.primary) == row["expected_primary"]
    if row["expected_nonattainment"] != "not defined in 2026":
        assert "+".join(day.exceeding) == row["expected_nonattainment"]
    assert (str(day.category.level), day.category.name.zh) == (
        row["expected_level"],
        row["expected_category"],
    )
    published = "" if edition.endswith("2012") else ("NA" if day.published is None else "publish")
    assert published == row["expected_publish_2026"]


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
