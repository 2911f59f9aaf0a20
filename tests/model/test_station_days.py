"""Days of stations: one row's rules, and the year that a station's days make."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.errors import TableError
from aqmap.model.figures import Basis, Dust
from aqmap.model.natural_days import POLLUTANTS
from aqmap.model.station_days import COLUMNS, StationDay, StationDays, daily_csv
from aqmap.model.years_of_days import years_of_days
from aqmap.read.tables.read_station_days import read_daily
from tests.table_rows import write_rows

ROW = {
    "place": "2703A",
    "date": "2019-01-03",
    "pm25": "119",
    "pm25_hours": "23",
    "aqi": "156",
    "primary": "PM2.5",
    "items": "PM2.5;PM10",
    "standard": "HJ 633-2012",
    "basis": "monitor_realtime",
    "dust": "included",
    "source": "cnemc-hourly-2019",
}


def day(**changes):
    facts: dict[str, Any] = {
        "place": "1A",
        "date": date(2019, 1, 1),
        "basis": Basis.MONITOR_REALTIME,
        "source": "s",
    }
    return StationDay(**(facts | changes))


def read(*rows):
    """Return the days of rows of the table."""
    with TemporaryDirectory() as folder:
        path = write_rows(Path(folder) / "days.csv", rows)
        return list(read_daily([path], sources=["s", ROW["source"]]))


def unfit_columns(row):
    """Return the columns of a row's faults."""
    with pytest.raises(TableError) as caught:
        read(row)
    return [fault.at.removeprefix("line 2, column ") for fault in caught.value.faults]


def test_a_row_of_the_table_is_a_day_with_every_column():
    (of_row,) = read(ROW)
    assert of_row == StationDay(
        place="2703A",
        date=date(2019, 1, 3),
        pm25=119,
        pm25_hours=23,
        aqi=156,
        primary=("PM2.5",),
        items=("PM10", "PM2.5"),
        standard="HJ 633-2012",
        basis=Basis.MONITOR_REALTIME,
        dust=Dust.INCLUDED,
        source="cnemc-hourly-2019",
    )


def test_a_row_without_a_value_is_a_day_without_a_value():
    bare = {name: ROW[name] for name in ("place", "date", "basis", "source")}
    (of_row,) = read(bare)
    assert (of_row.pm25, of_row.pm25_hours, of_row.aqi, of_row.items) == (None, 0, None, ())


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("place", ""),
        ("place", "=1+1"),
        ("date", "2019-02-30"),
        ("date", "2019-1-3"),
        ("date", "9999-12-31"),
        ("pm25", "-1"),
        ("pm25", "44.4"),
        ("pm25", "99999"),
        ("pm25_hours", "25"),
        ("aqi", "1000"),
        ("aqi", "１５６"),
        ("primary", "PM25"),
        ("primary", "O3"),
        ("items", ""),
        ("items", "PM2.5;dust"),
        ("standard", ""),
        ("basis", "guess"),
        ("dust", "yes"),
        ("source", ""),
    ],
)
def test_the_cell_that_does_not_fit_is_named(column, written):
    # An index without its items or its standard is the index's fault.
    expected = "aqi" if column in ("items", "standard") and not written else column
    assert expected in unfit_columns(ROW | {column: written})


def test_all_that_is_wrong_with_a_row_is_said_at_once():
    assert unfit_columns(ROW | {"date": "x", "aqi": "x", "basis": "x"}) == ["date", "aqi", "basis"]


def test_an_index_without_its_items_shows_the_index():
    with pytest.raises(TableError, match="'156' does not fit, expected: an index with its items"):
        read(ROW | {"items": "", "primary": ""})


_LISTS = st.lists(st.sampled_from(POLLUTANTS), unique=True)


@st.composite
def some_day(draw):
    items = tuple(name for name in POLLUTANTS if name in draw(_LISTS))
    aqi = draw(st.none() | st.integers(0, 999)) if items else None
    primary = tuple(n for n in items if draw(st.booleans()))
    return day(
        place=draw(st.sampled_from(["1A", "2703A", "660100-x"])),
        date=draw(st.dates(date(1990, 1, 1), date(2099, 12, 31))),
        pm25=draw(st.none() | st.integers(0, 9999)),
        pm25_hours=draw(st.integers(0, 24)),
        aqi=aqi,
        primary=primary,
        items=items,
        standard="HJ 633-2012" if items else "",
        dust=draw(st.none() | st.sampled_from(Dust)),
    )


@given(st.lists(some_day(), unique_by=lambda d: (d.place, d.date)), st.randoms())
def test_daily_csv_is_read_back_and_has_one_order(days, random):
    written = daily_csv(days)
    in_order = sorted(days, key=lambda d: (d.place, d.date))
    if days:
        assert read(*csv.DictReader(StringIO(written))) == in_order
    assert list(StationDays.of(days)) == days
    random.shuffle(days)
    assert daily_csv(days) == written
    assert written.splitlines()[0] == ",".join(COLUMNS)


def test_years_of_days_keep_every_day_in_its_place():
    made = {"items": ("PM10", "PM2.5"), "standard": "HJ 633-2012"}
    days = [
        day(date=date(2020, 12, 31), aqi=60, pm25=30, pm25_hours=24, primary=("PM10",), **made),
        day(date=date(2019, 1, 2), aqi=40, pm25=20, pm25_hours=24, **made),
        day(date=date(2019, 1, 1), pm25_hours=12),
    ]
    first, second = years_of_days(StationDays.of(days))
    assert (first.year, len(first.aqi)) == (2019, 365)
    assert (second.year, len(second.aqi)) == (2020, 366)
    assert first.aqi[:3] == (None, 40, None)
    assert first.hours[:3] == (12, 24, 0)
    assert first.made[:3] == (0, 1, -1)
    assert first.makings[1].items == ("PM10", "PM2.5")
    assert (second.aqi[-1], second.pm25[-1], second.made[-2:]) == (60, 30, (-1, 0))


@pytest.mark.parametrize(
    ("items", "zh"),
    [
        (POLLUTANTS, "按SO2、NO2、PM10、CO、O3、PM2.5计算（HJ 633-2012）"),
        (POLLUTANTS[:3], "按SO2、NO2、PM10计算，缺CO等3项（HJ 633-2012）"),
        (POLLUTANTS[:5], "按SO2、NO2、PM10、CO、O3计算，缺PM2.5（HJ 633-2012）"),
        (("PM10", "PM2.5"), "按PM10、PM2.5计算，缺SO2等4项（HJ 633-2012）"),
    ],
)
def test_an_index_says_what_it_is_made_of_and_what_is_missing(items, zh):
    (year,) = years_of_days(StationDays.of([day(aqi=1, items=items, standard="HJ 633-2012")]))
    assert year.makings[0].made_of.zh == zh
