"""The dates that a file's name tells, and those in the file that it does not."""

import tarfile
import zipfile
from datetime import date, datetime, timedelta

import pytest

from aqmap.read.stations.archive.name_dates import dates_of_name
from aqmap.read.stations.archive.read_archive import read_archive
from tests.read.stations.archive.test_read_archive import CODES, trapped, whole_days
from tests.read.stations.archives import FIRST, write_archive
from tests.read.stations.tall_tables import book_of, text_of

TOLD = {
    "china_sites_20190131.csv": "2019-01-31 2019-01-31",
    "20190131.csv": "2019-01-31 2019-01-31",
    "20190131.csv.gz": "2019-01-31 2019-01-31",
    "a.zip/2020/20190131.csv": "2019-01-31 2019-01-31",
    "2019-01-31.csv": "2019-01-31 2019-01-31",
    "2019_1_31.csv": "2019-01-31 2019-01-31",
    "list-2020.01.01.csv": "2020-01-01 2020-01-01",
    "２０１９０１３１.csv": "2019-01-31 2019-01-31",
    "2019年1月31日.xlsx": "2019-01-31 2019-01-31",
    "2019年01月31日05时.csv": "2019-01-31 2019-01-31",
    "2019013105.csv": "2019-01-31 2019-01-31",
    "201901310500.csv": "2019-01-31 2019-01-31",
    "20190131050000.csv": "2019-01-31 2019-01-31",
    "2019-01-31T05_x.csv": "2019-01-31 2019-01-31",
    "2019-01-31-05.csv": "2019-01-31 2019-01-31",
    "20190131 (1).csv": "2019-01-31 2019-01-31",
    "站点_20190131-20191231.csv": "2019-01-31 2019-12-31",
    "2019-01-01~2019-01-31.csv": "2019-01-01 2019-01-31",
    "20190101-0131.csv": "2019-01-01 2019-01-31",
    "2019年1月5日至2月3日.csv": "2019-01-05 2019-02-03",
    "2019年1月1日至31日.csv": "2019-01-01 2019-01-31",
    "2019012500-2019013123.csv": "2019-01-25 2019-01-31",
    "2019年1月.xlsx": "2019-01-01 2019-01-31",
    "201902.csv": "2019-02-01 2019-02-28",
    "2020-02.csv": "2020-02-01 2020-02-29",
    "2019年1-3月.xlsx": "2019-01-01 2019-03-31",
    "2019年1月-3月.xlsx": "2019-01-01 2019-03-31",
    "2019年11月至2020年3月.xlsx": "2019-11-01 2020-03-31",
    "x_2014-12_2017-01.csv": "2014-12-01 2017-01-31",
    "2019.csv": "2019-01-01 2019-12-31",
    "国控点2019年.xlsx": "2019-01-01 2019-12-31",
    "sites_2019_all.csv": "2019-01-01 2019-12-31",
    "2019_01.csv": "2019-01-01 2019-12-31",  # January, or the year's first part
    "2019-2020.csv": "2019-01-01 2020-12-31",
    "20190101-2020.csv": "2019-01-01 2020-12-31",
    "按GB3095-2012评价_2019.csv": "2019-01-01 2019-12-31",
}
NOT_TOLD = [
    *("a.csv", "654002.csv", "1001A.csv", "2001A.csv", "12345678.csv", "1548892800.csv"),
    *("20191340.csv", "20190230.csv", "99991231.csv", "国控站2010个.csv", "2000.csv"),
    *("HJ633-2012.csv", "导出_20240105.xlsx", "export-2024-01-05.csv", "2019年冬季.csv"),
    *("2021-22.csv", "2019-1.csv", "2019.1.csv", "2019年1月1日—2月.csv", "2019/a.csv"),
]


@pytest.mark.parametrize("name", TOLD)
def test_dates_in_names(name):
    first, last = dates_of_name(name)
    assert f"{first} {last}" == TOLD[name]


@pytest.mark.parametrize("name", NOT_TOLD)
def test_names_without_a_date_or_with_one_that_may_mean_something_else(name):
    assert dates_of_name(name) is None


def met(folder, **options):
    _, report = read_archive([folder], **options)
    counts = {file: n for (file, trap), n in report.traps.counts.items() if trap[:5] == "date_"}
    spots = {file: s for (file, trap), s in report.traps.spots.items() if trap[:5] == "date_"}
    return counts, spots


def test_a_file_under_another_days_name_is_named_also_from_a_store(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(2), CODES, first=date(2019, 2, 1))
    (folder / "china_sites_20190201.csv").rename(folder / "china_sites_20190131.csv")
    wanted = ({"china_sites_20190131.csv": 1}, {"china_sites_20190131.csv": "2019-02-01"})
    assert met(folder) == wanted
    for _ in range(2):
        assert met(folder, store=tmp_path / "store") == wanted
    (folder / "china_sites_20190131.csv").rename(folder / "china_sites_20190201.csv")
    assert met(folder, store=tmp_path / "store") == ({}, {}), "it goes by the present name"
    (folder / "china_sites_20190201.csv").rename(folder / "站点.csv")
    assert met(folder) == ({}, {})


def rows_at(moments):
    return text_of([["时间", "站点编码", "PM2.5"], *[[f"{at}", CODES[0], 40] for at in moments]])


def hours_from(first, count):
    return [datetime.fromisoformat(first) + timedelta(hours=n) for n in range(count)]


@pytest.mark.parametrize(
    ("name", "moments", "wanted"),
    [
        ("20190131.csv", hours_from("2019-01-31 00:00", 24), {}),
        ("20190131.csv", hours_from("2019-01-31 01:00", 24), {}),  # to 24:00
        ("20190131.csv", hours_from("2019-01-31 02:00", 24), {"20190131.csv": "2019-02-01"}),
        ("20190131.csv", hours_from("2019-01-30 22:00", 5), {"20190131.csv": "2019-01-30"}),
        ("2019013105.csv", hours_from("2019-01-31 05:00", 1), {}),
        ("2019013123.csv", hours_from("2019-02-01 00:00", 1), {}),
        ("2019013105.csv", hours_from("2019-02-01 05:00", 1), {"2019013105.csv": "2019-02-01"}),
        ("2019年1月.csv", hours_from("2019-01-01 01:00", 24 * 31), {}),
        ("2019年1月.csv", hours_from("2019-01-01 02:00", 24 * 31), {"2019年1月.csv": "2019-02-01"}),
        ("2019.csv", hours_from("2019-12-31 20:00", 5), {}),
        ("2019.csv", hours_from("2019-12-31 20:00", 6), {"2019.csv": "2020-01-01"}),
        ("20190101-20190131.csv", hours_from("2019-01-31 20:00", 9), True),
    ],
)
def test_the_end_of_a_day_belongs_to_it(tmp_path, name, moments, wanted):
    (tmp_path / name).write_text(rows_at(moments), encoding="utf-8")
    wanted = {name: "2019-02-01"} if wanted is True else wanted
    assert met(tmp_path)[1] == wanted


def test_dates_are_counted_in_every_kind_of_file(tmp_path):
    moments = hours_from("2019-03-01 01:00", 48)
    rows = [["时间", "站点编码", "PM2.5"], *[[at, CODES[0], 40] for at in moments]]
    (tmp_path / "2019-01.xlsx").write_bytes(book_of({"a": rows}))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("2018/20190302.csv", rows_at(moments))
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "2019-04.csv").write_text(rows_at(moments), encoding="utf-8")
    with tarfile.open(tmp_path / "b.tar", "w") as archive:
        archive.add(tmp_path / "x" / "2019-04.csv", "2019-05.csv")
    counts, _ = met(tmp_path)
    assert counts == {
        "2019-01.xlsx": 3,
        "a.zip/2018/20190302.csv": 1,  # 0:00 of the 3rd is the end of the 2nd
        "2019-04.csv": 3,
        "b.tar/2019-05.csv": 3,
    }


def test_another_time_zone_shifts_rows_by_a_day_at_most(tmp_path):
    rows = [f"2019-01-31T{hour:02d}:00:00Z" for hour in range(24)]
    (tmp_path / "20190131.csv").write_text(rows_at(rows), encoding="utf-8")
    assert met(tmp_path) == ({}, {})
    rows = [f"2019-02-02T{hour:02d}:00:00Z" for hour in range(24)]
    (tmp_path / "20190131.csv").write_text(rows_at(rows), encoding="utf-8")
    assert met(tmp_path)[1] == {"20190131.csv": "2019-02-02"}


def test_whole_archives_of_usual_names_say_nothing(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(40), CODES)
    assert trapped(read_archive([folder])[1]) == {}
    assert dates_of_name(f"china_sites_{FIRST:%Y%m%d}.csv").first == FIRST
