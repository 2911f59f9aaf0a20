"""Lists of sand-dust days: what is a day, a span, an area, and what is none of them."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from aqmap.errors import AqmapError
from aqmap.read.stations.dust_days import read_dust_days
from aqmap.workspace.places import read_places

PLACES = read_places(Path(__file__).parents[3] / "boundaries" / "places.csv")
DAY = "2021-04-15 2021/4/15 2021.4.15 2021年4月15日 20210415 ２０２１-０４-１５ 2021-04-15T00:00"
DAYS = frozenset({date(2021, 4, 15), date(2021, 4, 16), date(2021, 4, 17)})


def read(tmp_path, content):
    path = tmp_path / "沙尘日.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_dust_days(path, PLACES)


def faults_of(tmp_path, content):
    with pytest.raises(AqmapError) as problem:
        read(tmp_path, content)
    return [(fault.code, fault.at) for fault in problem.value.faults]


@pytest.mark.parametrize(
    "written",
    [
        "2021-04-15",
        "2021/4/15",
        "2021.4.15",
        "2021年4月15日",
        "20210415",
        "２０２１-０４-１５",
        "2021-04-15T00:00",
    ],
)
def test_a_day_is_read_however_written(tmp_path, written):
    wanted = {"652301": frozenset({date(2021, 4, 15)})}
    assert read(tmp_path, f"{written},昌吉市\n") == wanted
    assert read(tmp_path, f'# "说明\n\n沙尘日期,地区,确认单位\n{written} ,652301,总站\n') == wanted


@pytest.mark.parametrize(
    "written",
    [
        "2021-04-15/2021-04-17",
        "2021-04-15至2021-04-17",
        "2021年4月15日 至 2021年4月17日",
        "2021/4/15-2021/4/17",
        "2021/4/15/2021/4/17",
        "20210415-20210417",
        "2021-04-15～2021-04-17",
        "2021-04-15——2021-04-17",
    ],
)
def test_a_span_means_all_its_days(tmp_path, written):
    assert read(tmp_path, f"{written}\n2021-04-16\n") == {"": DAYS}


def test_a_span_has_at_most_60_days(tmp_path):
    first = date(2021, 3, 1)
    days = read(tmp_path, f"{first}/{first + timedelta(59)}\n")[""]
    assert (len(days), max(days)) == (60, date(2021, 4, 29))
    wrong = f"{first}/{first + timedelta(60)}\n2021-04-17/2021-04-15\n"
    assert faults_of(tmp_path, wrong) == [("dust_span", "line 1"), ("dust_span", "line 2")]


def test_every_row_that_is_none_is_named(tmp_path):
    rows = (
        "日期,地区\n1969-12-31\n2101-01-01\n4月12日\n2021-04-31,天上\n,昌吉市\n"
        "2021-04-15/x\n2021-04-15至17日\n2021-04-15 13:00\n1970-01-01\n2100-12-31\n"
        "昌吉市,2021-04-15\n"
    )
    assert faults_of(tmp_path, rows) == [
        ("dust_day", "line 2"),
        ("dust_day", "line 3"),
        ("dust_day", "line 4"),
        ("dust_area", "line 5"),
        ("dust_day", "line 5"),
        ("dust_day", "line 6"),
        ("dust_day", "line 7"),
        ("dust_day", "line 8"),
        ("dust_day", "line 9"),
        ("dust_area", "line 12"),
        ("dust_day", "line 12"),
    ]


@pytest.mark.parametrize("row", ["昌吉市,2021-04-15", "四月十五", "天上", "日期 2021-04-15"])
def test_a_first_row_that_names_no_columns_is_no_header(tmp_path, row):
    assert ("dust_day", "line 1") in faults_of(tmp_path, f"{row}\n2021-04-16\n")


@pytest.mark.parametrize("content", ["日期,地区\n", "# 无\n", ",,\n", b"\xff\xfe", b"\xef\xbb\xbf"])
def test_a_list_without_any_day_is_refused(tmp_path, content):
    assert faults_of(tmp_path, content) == [("dust_empty", "")]


def test_bytes_that_are_no_list_are_refused(tmp_path):
    assert faults_of(tmp_path, b"\xff\xfe\0\1") == [("dust_day", "line 1")]
    assert faults_of(tmp_path, b"\xff\xfe\0") == [("encoding_unknown", "byte 2")]
    assert faults_of(tmp_path, '2021-04-1x\n2021-04-15,"昌吉市\n') == [
        ("dust_day", "line 1"),
        ("csv_syntax", "line 2"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_that_is_told_is_read(tmp_path, encoding):
    content = "日期,地区\r\n2021-04-15至2021-04-17,昌吉回族自治州\r\n".encode(encoding)
    assert read(tmp_path, content) == {"652300": DAYS}
