"""Days that lack a part: one hour of ozone, a pollutant without a valid day."""

from datetime import date, timedelta

import pytest

from aqmap.decide.assess.aqi import NONE
from aqmap.decide.assess.daily_aqi import day_indices
from aqmap.decide.assess.daily_values import combined, station_days
from aqmap.decide.assess.rule_choices import Choices
from aqmap.decide.assess.statistics import assess
from aqmap.model.natural_days import POLLUTANTS
from aqmap.read.stations.archive.read_archive import read_archive
from tests.read.stations.archives import write_archive

FIRST = date(2019, 8, 22)
NOTHING = {name: ["", ""] for name in POLLUTANTS}
CODES = ("1001A", "1002A")


def read(folder, values):
    """Return the stations' days of ``values[day][hour][pollutant]``, a cell a station."""
    days, _ = read_archive([write_archive(folder, values, CODES, first=FIRST)])
    return station_days(days)


def county_index(days):
    county = combined(days, {"c": CODES})
    return county, day_indices(county, Choices())[:, 0].tolist()


@pytest.mark.parametrize("peaks", [("314", "10"), ("314", ""), ("314", "290")])
def test_one_hour_of_ozone_makes_no_day_of_a_county(tmp_path, peaks):
    hour = NOTHING | {"O3": list(peaks)}
    county, index = county_index(read(tmp_path, [{16: hour}]))
    assert index[1] == NONE  # the day before the first label, and its own
    assert not county.valid["O3 1h"].any()
    assert not county.hours["O3 1h"].any()


def test_a_station_with_a_whole_day_is_not_outdone_by_the_single_hour_of_another(tmp_path):
    hours = {h: NOTHING | {"O3": ["", "60"]} for h in range(1, 24)}
    hours[16] = hours[16] | {"O3": ["314", "60"]}
    days = read(tmp_path, [hours])
    county, _ = county_index(days)
    row = days.dates.index(FIRST)
    assert int(county.values["O3 1h"][row, 0]) == 60 * county.parts


def test_the_ratio_of_good_days_counts_days_that_lack_a_pollutant(tmp_path):
    """Ten days: one without PM2.5, one without it and bad by PM10; both count by HJ 633-2012."""
    whole = {name: ["20", "20"] for name in POLLUTANTS} | {"CO": ["0.5", "0.5"]}
    lacks = whole | {"PM2.5": ["", ""]}
    bad = lacks | {"PM10": ["300", "300"]}
    kinds = [lacks, bad, *[whole] * 8]
    values = [{0: kinds[n - 1], **dict.fromkeys(range(1, 24), kinds[n])} for n in range(10)]
    values.append({0: whole})
    days = combined(read(tmp_path, values), {"c": CODES})
    period = f"{FIRST}/{FIRST + timedelta(9)}"
    told = assess(days, period, Choices())[0].index_days
    assert (told.good, told.days) == (9, 10)
    assert (told.incomplete, told.strict_good, told.strict_days) == (2, 8, 9)
