"""Station lists: small synthetic ones with the traps of the published."""

import pytest

from aqmap.errors import TableError
from aqmap.read.stations.lists import named, read_list

HEADER = "监测点编码,监测点名称,城市,经度,纬度,对照点\n"


def written(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "站点 列表.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_names_tell_of_closures_and_background(tmp_path):
    rows = (
        "1A,市局（停运160703）,甲市,81.3,43.9,N\n2A,天池(对照点),乙州,88.1,43.9,Y\n"
        "3A,林校（已停运）,甲市,-,-,\n4A,广场,甲市,,,N\n5A,新区(20181115停运),甲市,81.2,43.8,N\n"
    )
    stations = read_list(written(tmp_path, HEADER + rows, "gb18030"), "WGS84")
    assert [(s.code, s.name, s.closed, s.background, s.lon) for s in stations] == [
        ("1A", "市局", "停运160703", False, 81.3),
        ("2A", "天池", "", True, 88.1),
        ("3A", "林校", "已停运", None, None),
        ("4A", "广场", "", False, None),
        ("5A", "新区", "20181115停运", False, 81.2),
    ]


def test_all_faults_of_a_list_are_named_together(tmp_path):
    rows = (
        "1A,a,甲,43.9,81.3,N\n2A,b,甲,810,43.9,N\n3A,c,甲,x,43.9,N\n"
        "4A,d,甲,81.3,43.9,N\n4A,e,甲,81.3,43.9,N\n"
    )
    with pytest.raises(TableError) as problem:
        read_list(written(tmp_path, HEADER + rows), "WGS84")
    assert [(fault.code, fault.at) for fault in problem.value.faults] == [
        ("coordinates_swapped", "line 2"),
        ("coordinates_impossible", "line 3"),
        ("coordinate_none", "line 4, lon"),
        ("feature_code_twice", "line 6, 4A"),
    ]


def test_a_list_without_positions_is_refused(tmp_path):
    with pytest.raises(TableError, match="lon, lat"):
        read_list(written(tmp_path, "监测点编码,监测点名称\n1A,a\n"), "WGS84")


def test_a_name_of_two_stations_stands_for_none(tmp_path):
    rows = "1A,监测站,甲,81.3,43.9,N\n2A,监测站,甲,81.4,43.9,N\n3A,监测站,乙,81.5,43.9,N\n"
    assert named(read_list(written(tmp_path, HEADER + rows), "WGS84")) == {("乙", "监测站"): "3A"}
