"""Tables of days: everything that is wrong, in all files, at once."""

import pytest

from aqmap.errors import TableError
from aqmap.model.station_days import daily_csv
from aqmap.read.tables.read_station_days import read_daily

HEAD = "place,date,pm25,pm25_hours,aqi,primary,items,standard,basis,dust,source\n"
GOOD = "2703A,2019-01-03,119,23,156,PM2.5,PM10;PM2.5,HJ 633-2012,monitor_realtime,included,s\n"


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_read_daily_reads_what_daily_csv_writes(tmp_path):
    days = read_daily([write(tmp_path, "a.csv", f"# 说明\n{HEAD}{GOOD}")], sources=["s"])
    assert [(day.place, day.aqi) for day in days] == [("2703A", 156)]
    again = write(tmp_path, "b.csv", daily_csv(days))
    assert list(read_daily([again], sources=["s"])) == list(days)


def test_read_daily_reports_the_faults_of_all_files(tmp_path):
    first = write(tmp_path, "a.csv", HEAD + GOOD + GOOD.replace("156", "x") + "2703A,2019\n")
    second = write(tmp_path, "b.csv", HEAD + GOOD + GOOD.replace(",s\n", ",other\n"))
    third = write(tmp_path, "c.csv", "place,day\n")
    with pytest.raises(TableError) as caught:
        read_daily([first, second, third], sources=["s"])
    said = [(fault.code, str(fault.at)) for fault in caught.value.faults]
    assert said == [
        ("cell_value", "line 3, column aqi"),
        ("row_cells", "line 4"),
        ("day_twice", "line 2, column date"),
        ("source_unknown", "line 3, column source"),
        ("column_missing", ""),
    ]
    assert caught.value.faults[2].again == 1  # line 3 too
    assert "2703A 2019-01-03" in caught.value.faults[2].said.zh


def test_read_daily_of_nothing():
    assert not len(read_daily([], sources=[]))
