"""The real files that were found published, read where they are present."""

import csv
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from aqmap.decide.assess.daily_values import station_days
from aqmap.decide.assess.rule_choices import Choices
from aqmap.decide.assess.siting import site
from aqmap.decide.assess.statistics import assess
from aqmap.errors import TableError
from aqmap.model.natural_days import POLLUTANTS
from aqmap.read.geodata.boundaries import read_boundaries
from aqmap.read.stations.archive.read_archive import read_archive
from aqmap.read.stations.station_lists import compare_lists, named, read_list

ROOT = Path(__file__).parents[3]
MEASURED = ROOT.parent / "shared" / "measured"
HOURLY = MEASURED / "china_sites_2019_ili-changji_hourly.csv"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not MEASURED.exists(), reason="no ../shared"),
]


def table(name):
    with (MEASURED / name).open(encoding="utf-8-sig") as lines:
        return list(csv.DictReader(lines))


@cache
def by_file_date(code):
    """Return the days of a station as some count them: hours 0 to 23 of one label, 20 or more."""
    days: dict[Any, Any] = {}
    with HOURLY.open(encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            if row["type"] == "PM2.5" and row[code]:
                days.setdefault(row["date"], []).append(Fraction(row[code]))
    return {day: sum(v) / len(v) for day, v in days.items() if len(v) >= 20}


def test_annual_means_of_2019_differ_only_by_where_hour_0_belongs():
    """
    The published table groups hours by the file's date; the standard puts hour 0 a day back.

    Grouped its way its means come out to 0.05; by the standard they differ by 0.2 at most.
    """
    days, _ = read_archive([HOURLY], pollutants=["PM2.5"])
    told = {one.place: one.means["PM2.5"] for one in assess(station_days(days), "2019", Choices())}
    for row in table("station_pm25_annual_2019.csv"):
        published = Fraction(row["annual_mean_of_valid_days"])
        theirs = by_file_date(row["station"])
        assert len(theirs) == int(row["valid_days_20h"])
        assert abs(sum(theirs.values()) / len(theirs) - published) <= Fraction(5, 100)
        ours = told[row["station"]]
        assert abs(ours.value - published) <= Fraction(25, 100)
        assert abs(ours.days - len(theirs)) <= 2
        assert not ours.valid


@pytest.mark.slow
def test_monthly_means_of_2019_differ_only_by_where_hour_0_belongs():
    days, _ = read_archive([HOURLY], pollutants=["PM2.5"])
    values = station_days(days)
    told = {
        (one.place, one.period): one.means["PM2.5"]
        for month in range(1, 13)
        for one in assess(values, f"2019-{month:02d}", Choices())
    }
    rows = table("station_pm25_monthly_2019.csv")
    for row in rows:
        published, label = Fraction(row["pm25_mean"]), row["month"].replace("-", "")
        theirs = [v for day, v in by_file_date(row["station"]).items() if day.startswith(label)]
        assert len(theirs) == int(row["valid_days"])
        assert abs(sum(theirs) / len(theirs) - published) <= Fraction(5, 100)
        ours = told[row["station"], row["month"]]
        assert abs(ours.days - len(theirs)) <= 2
        assert abs(ours.value - published) <= Fraction(4, 10)


def test_the_national_file_of_a_day():
    days, report = read_archive([MEASURED / "china_sites_20190101.csv"])
    assert len(days.stations) > 1400
    rows = [row for row in table("china_sites_20190101.csv") if row["type"] in POLLUTANTS]
    empty = sum(not any(row[code] for row in rows) for code in list(rows[0])[3:])
    assert (report.files, dict(report.traps.counts)) == (
        1,
        {("china_sites_20190101.csv", "column_empty"): empty},
    )
    column = days.stations.index("2703A")
    assert days.hours["PM2.5"][:, column].sum() == 24


def test_the_centres_tall_files():
    csv_days, _ = read_archive([MEASURED / "cnemc_tall_2022-01-01T00_xinjiang.csv"])
    rows = {row["stationcode"]: row for row in table("cnemc_tall_2022-01-01T00_xinjiang.csv")}
    for column, code in enumerate(csv_days.stations):
        want = rows[code]["pm2_5"]
        assert csv_days.hours["PM2.5"][0, column] == bool(want)
        assert csv_days.totals["PM2.5"][0, column] == int(want or 0) * 1000
    json_days, report = read_archive([MEASURED / "cnemc_snapshot_2018-02-20T07_xinjiang.geojson"])
    assert json_days.hours["PM10"].sum() < len(json_days.stations)  # -; is nothing
    assert any(trap == "sign_for_nothing" for _, trap in report.traps.counts)


def test_a_table_by_name_finds_its_codes_in_a_list():
    stations = read_list(MEASURED / "stations_xinjiang_list-2022.csv", "CGCS2000")
    days, report = read_archive(
        [MEASURED / "watchpoint_hourly_2020-04_ili-changji.csv"], named=named(stations)
    )
    assert "2692A" in days.stations
    rows = table("watchpoint_hourly_2020-04_ili-changji.csv")
    listed = {(station.city, station.name) for station in stations}
    there = [row for row in rows if (row["City"], row["WatchPoint"]) in listed]
    unknown = sum(t for (_, trap), t in report.traps.counts.items() if trap == "station_unknown")
    assert unknown == len(rows) - len(there)
    hours = {
        (row["City"], row["WatchPoint"], row["Date"], row["Hour"])
        for row in there
        if row["PM2.5"] != "NaN"
    }
    assert days.hours["PM2.5"].sum() == len(hours)  # 18 rows stand twice


def test_stations_fall_into_counties_by_position():
    stations = read_list(MEASURED / "stations_xinjiang_list-2022.csv", "CGCS2000")
    told = site(stations, read_boundaries(ROOT / "boundaries").counties)
    assert {code: own for code, own in told.inside.items() if own} == {
        "652301": ("2691A", "2692A", "3613A"),
        "652302": ("2690A",),
        "654002": ("2703A", "2704A", "2705A"),
    }
    assert len(told.inside) == 18
    outside = {one.code: one for one in told.outside}
    assert (outside["2711A"].unit, outside["2711A"].nearest) == ("五家渠市", "昌吉市")
    assert outside["1496A"].unit == "米东区"


def test_two_editions_of_a_list_disagree_about_places():
    new = read_list(MEASURED / "stations_xinjiang_list-2022.csv", "CGCS2000")
    old = read_list(MEASURED / "stations_xinjiang_list-2020.01.01.csv", "CGCS2000")
    moved = {one.code: round(one.kilometres, 1) for one in compare_lists(new, old)}
    wanted = {"2690A": 31.6, "1496A": 24.4, "2698A": 10.3, "2704A": 2.7}
    assert {code: moved[code] for code in wanted} == wanted
    assert len(moved) == 18


def test_a_shifted_datum_is_refused():
    with pytest.raises(TableError, match="GCJ-02"):
        read_list(MEASURED / "stations_xinjiang_list-2022.csv", "GCJ-02")
