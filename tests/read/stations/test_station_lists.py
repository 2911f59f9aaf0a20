"""Station lists: small synthetic ones with the traps of the published."""

from pathlib import Path

import pytest

from aqmap.errors import AqmapError, TableError
from aqmap.read.stations.archive.read_archive import read_archive
from aqmap.read.stations.station_lists import named, read_list, station_key, tells_background

ROOT = Path(__file__).parents[3]
BY_NAME = ROOT.parent / "shared" / "measured" / "watchpoint_hourly_2020-04_ili-changji.csv"
HEADER = "监测点编码,监测点名称,城市,经度,纬度,对照点\n"


def written(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "站点 列表.csv"
    path.write_bytes(text.encode(encoding))
    return path


def one_station(tmp_path, name="市局", flag="", code="1A"):
    row = f"{code},{name},甲市,81.3,43.9,{flag}\n"
    return read_list(written(tmp_path, HEADER + row), "WGS84")[0]


def faults_of(tmp_path, text, encoding="utf-8"):
    with pytest.raises(AqmapError) as problem:
        read_list(written(tmp_path, text, encoding), "WGS84")
    return [(fault.code, fault.at) for fault in problem.value.faults]


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
        ("coordinate_none", "line 4, column 经度"),
        ("feature_code_twice", "line 6, 4A"),
    ]


@pytest.mark.parametrize("separator", [";", "\t", "；"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_read_whatever_stands_between_its_cells(tmp_path, separator, encoding):
    text = HEADER.replace(",", separator) + separator.join(
        ("9001A", "市局", "甲市", "81.3", "43.9", "Y")
    )
    (station,) = read_list(written(tmp_path, text, encoding), "WGS84")
    assert (station.code, station.name, station.lon, station.lat) == ("9001A", "市局", 81.3, 43.9)


def test_a_list_without_positions_is_refused(tmp_path):
    with pytest.raises(TableError, match="lon, lat"):
        read_list(written(tmp_path, "监测点编码,监测点名称\n1A,a\n"), "WGS84")


YES = "Y y yes true TRUE T 1 1.0 是 √ ✓ 对照点 对照 背景 背景点 清洁对照点 Ｙ ｙ"
BACKGROUND = (
    "天池对照点 天池背景点 天池清洁对照点 天池-对照点 天池(背景点) 天池[对照] 天池（对照） "
    "天池【背景】 天池〔对照点〕 天池［对照点］ 天池（清洁对照点） 天池（对照点 "
    "天池（对照点（停运）） 天池（对照点，2020停运） 天池（停运）（对照点） 天池对照点（停运）"
)
OTHER = (
    "对照小学 文字对照展馆 背景路 天池（非对照点） 天池非对照点 非清洁对照点 "
    "广场(东) 对照点路 天池（对照路）"
)
NO = "N n no 否 0 0.0 false FALSE 非对照点 评价点 国控 国控点 省控 市控 Ｎ ×"


@pytest.mark.parametrize(
    ("flag", "told"),
    [(f, True) for f in YES.split()]
    + [(f, False) for f in NO.split()]
    + [(f, None) for f in ("", " ", "-", "—", "/", "NA")],
)
def test_flags_tell_yes_no_or_nothing(tmp_path, flag, told):
    assert one_station(tmp_path, flag=flag).background is told


def test_a_flag_that_tells_neither_is_a_fault(tmp_path):
    rows = "1A,a,甲,81.3,43.9,大概\n2A,b,甲,81.3,43.9,2\n3A,c,甲,x,43.9,?\n"
    with pytest.raises(TableError) as problem:
        read_list(written(tmp_path, "# 说明\n" + HEADER + rows), "WGS84")
    assert [(fault.code, fault.at) for fault in problem.value.faults] == [
        ("list_background", "line 3, column 对照点"),
        ("list_background", "line 4, column 对照点"),
        ("coordinate_none", "line 5, column 经度"),
        ("list_background", "line 5, column 对照点"),
    ]
    assert "“大概”" in problem.value.said("zh")[0]
    assert "应为：Y 或 N" in problem.value.said("zh")[0]


@pytest.mark.parametrize(
    "name",
    [
        "天池对照点",
        "天池背景点",
        "天池清洁对照点",
        "天池-对照点",
        "天池(背景点)",
        "天池[对照]",
        "天池（对照）",
        "天池【背景】",
        "天池〔对照点〕",
        "天池［对照点］",
        "天池（清洁对照点）",
        "天池（对照点",
        "天池（对照点（停运））",
        "天池（对照点，2020停运）",
        "天池（停运）（对照点）",
        "天池对照点（停运）",
    ],
)
def test_names_tell_of_background_points_however_written(tmp_path, name):
    station = one_station(tmp_path, name)
    assert (station.name, station.background) == ("天池", True)
    assert bool(station.closed) == ("停运" in name)


@pytest.mark.parametrize(
    "name",
    [
        "对照小学",
        "文字对照展馆",
        "背景路",
        "天池（非对照点）",
        "天池非对照点",
        "非清洁对照点",
        "广场(东)",
        "对照点路",
    ],
)
def test_names_that_mean_something_else_tell_nothing(tmp_path, name):
    station = one_station(tmp_path, name)
    assert (station.name, station.background) == (name, None)


def test_a_list_that_says_nothing_of_background_points_is_known(tmp_path):
    header = "编码,名称,经度,纬度\n"
    assert not tells_background(read_list(written(tmp_path, header + "1A,a,81,43\n"), "WGS84"))
    assert not tells_background([one_station(tmp_path, flag="-")])
    assert tells_background([one_station(tmp_path, flag="N")])
    assert tells_background([one_station(tmp_path, "天池对照点")])


def test_codes_are_compared_as_codes(tmp_path):
    for code in ("2691a", "２６９１Ａ", " 2691 A ", "2691\u3000a"):
        assert one_station(tmp_path, code=code).code == "2691A"
    rows = "2691a,a,甲,81.3,43.9,N\n２６９１Ａ,b,甲,81.4,43.9,N\n"
    assert faults_of(tmp_path, HEADER + rows) == [("feature_code_twice", "line 3, 2691A")]


def test_rows_without_a_code_are_faults(tmp_path):
    rows = ",a,甲,81.3,43.9,N\n-,b,甲,81.3,43.9,N\n\n,,,,,\n注：来自总站,,,,,\n2A,c,甲,81,43,N\n"
    wanted = [("list_code", f"line {n}, column 监测点编码") for n in (2, 3, 6)]
    assert faults_of(tmp_path, HEADER + rows) == wanted


@pytest.mark.parametrize("rows", ["", "\n\n", "# 无\n", ",,,,,\n"])
def test_a_list_without_a_station_is_refused(tmp_path, rows):
    assert faults_of(tmp_path, HEADER + rows) == [("list_empty", "")]


def test_a_position_that_is_none_in_part_is_a_fault(tmp_path):
    rows = "1A,a,甲,81.3,-,N\n2A,b,甲,x,y,N\n3A,c,甲,NaN,--,N\n"
    assert faults_of(tmp_path, HEADER + rows) == [
        ("coordinate_none", "line 2, column 纬度"),
        ("coordinate_none", "line 3, column 经度"),
        ("coordinate_none", "line 3, column 纬度"),
    ]


def test_columns_that_stand_twice_are_a_fault_if_they_are_used(tmp_path):
    twice = "编码,名称,经度,纬度,经度\n1A,a,81.3,43.9,82.3\n"
    assert faults_of(tmp_path, twice) == [("header_twice", "")]
    others = "编码,名称,经度,纬度,备注,备注\n1A,a,81.3,43.9,x,y\n"
    assert read_list(written(tmp_path, others), "WGS84")[0].lon == 81.3


def test_rows_of_another_width_are_faults_unless_only_blank_cells_are_too_many(tmp_path):
    rows = "1A,a,甲,81.3,43.9,N,,\n2A,b,b,甲,81.3,43.9,N\n3A,c,甲\n4A,d,甲,x,43.9,N\n"
    assert faults_of(tmp_path, HEADER + rows) == [
        ("row_cells", "line 3"),
        ("row_cells", "line 4"),
        ("coordinate_none", "line 5, column 经度"),
    ]
    good = HEADER.replace("\n", ",,\n") + "1A,a,甲,81.3,43.9,N\n"
    assert one_station(tmp_path) and read_list(written(tmp_path, good), "WGS84")[0].lon == 81.3


def test_quotes_over_lines_are_read_right_or_are_faults(tmp_path):
    good = '1A,"天山天池\n(对照点)",甲,81.3,43.9,\n2A,b,甲,x,43.9,N\n'
    assert faults_of(tmp_path, HEADER + good) == [("coordinate_none", "line 4, column 经度")]
    station = read_list(written(tmp_path, HEADER + good.split("2A", maxsplit=1)[0]), "WGS84")[0]
    assert (station.name, station.background) == ("天山天池", True)
    open_ = '1A,"a,甲,81.3,43.9,N\n2A,b,甲,81.3,43.9,N\n'
    assert faults_of(tmp_path, HEADER + open_) == [("csv_syntax", "line 2")]
    swallowed = '1A,"a,甲,81.3,43.9,N\n2A,b",甲,81.3,43.9,N\n'
    assert faults_of(tmp_path, HEADER + swallowed) == [("csv_syntax", "line 2, column 监测点名称")]
    long = '1A,x,甲,81.3,43.9,?\n2A,"' + "a" * 200_000 + "\n"
    assert faults_of(tmp_path, HEADER + long) == [
        ("list_background", "line 2, column 对照点"),
        ("csv_syntax", "line 3"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_that_is_told_is_read(tmp_path, encoding):
    path = written(tmp_path, '# "说明\r\n' + HEADER + "1A,市局,甲,81.3,43.9,是\r\n", encoding)
    assert [(s.name, s.background) for s in read_list(path, "WGS84")] == [("市局", True)]


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"\xff\xfe\0\1", b"\xef\xbb\xbf", b"\0", b'"', b","]
)
def test_bytes_that_are_no_list_are_refused(tmp_path, content):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(AqmapError):
        read_list(path, "WGS84")


def test_a_name_of_two_stations_stands_for_none(tmp_path):
    rows = "1A,监测站,甲,81.3,43.9,N\n2A,监测站,甲,81.4,43.9,N\n3A,监测站,乙,81.5,43.9,N\n"
    assert named(read_list(written(tmp_path, HEADER + rows), "WGS84")) == {("乙", "监测站"): "3A"}


@pytest.mark.parametrize(
    ("city", "short"),
    [
        *((name, "昌吉") for name in ("昌吉", "昌吉州", "昌吉回族自治州", "昌吉市", " 昌吉 州")),
        *((name, "伊犁") for name in ("伊犁州", "伊犁哈萨克州", "伊犁哈萨克自治州", "伊犁地区")),
        *((name, "博尔塔拉") for name in ("博尔塔拉州", "博尔塔拉蒙古自治州")),
        *((name, "克孜勒苏") for name in ("克孜勒苏州", "克孜勒苏柯尔克孜自治州")),
        *((name, "黔西南") for name in ("黔西南州", "黔西南布依族苗族自治州")),
        *((name, "广州") for name in ("广州", "广州市")),
    ],
)
def test_cities_are_compared_without_their_rank(city, short):
    assert station_key(city, "a") == (short, "a")


def test_names_are_compared_without_spaces_brackets_and_remarks():
    for name in (
        "天山天池",
        "天山 天池（停运）",
        "天山天池(对照点)",
        "天山天池对照点",
        "［天山天池］",
    ):
        assert station_key("昌吉州", name) == ("昌吉", "天山天池")
    assert station_key("", "广场（东）") == station_key("", "广场东") != station_key("", "广场")


def test_names_alike_in_one_city_have_no_code(tmp_path):
    rows = (
        "1A,监测站,甲地州,81.3,43.9,N\n2A,监测 站（停运）,甲地自治州,81.4,43.9,N\n"
        "3A,,乙,81.5,43.9,N\n4A,广场 (东),丙地州,81.5,43.9,N\n"
    )
    codes = named(read_list(written(tmp_path, HEADER + rows), "WGS84"))
    assert codes == {("丙地", "广场东"): "4A"}


def test_the_stations_of_the_workspace_are_found_by_city_and_name():
    codes = named(read_list(ROOT / "data" / "stations.csv", "CGCS2000"))
    for city in ("昌吉州", "昌吉回族自治州"):
        assert codes[station_key(city, "天山 天池（停运）")] == "2690A"
    for city in ("伊犁哈萨克州", "伊犁州"):
        assert codes[station_key(city, "第二水厂")] == "2705A"


@pytest.mark.real
@pytest.mark.skipif(not BY_NAME.exists(), reason="no ../shared")
def test_a_real_table_without_codes_is_found_whole_in_the_workspace():
    codes = named(read_list(ROOT / "data" / "stations.csv", "CGCS2000"))
    days, report = read_archive([BY_NAME], named=codes)
    assert days.stations == ("2690A", "2691A", "2692A", "2703A", "2704A", "2705A")
    assert not any(trap == "station_unknown" for _, trap in report.traps.counts)


@pytest.mark.parametrize(
    "heads", ["经度(°),纬度(°)", "lng,lat", "东经,北纬", "经度（WGS84）,纬度", "Longitude,Latitude"]
)
def test_coordinates_by_their_usual_heads(tmp_path, heads):
    path = written(tmp_path, f"编码,{heads}\n1A,81.3,43.9\n")
    assert [(s.lon, s.lat) for s in read_list(path, "WGS84")] == [(81.3, 43.9)]


@pytest.mark.parametrize("lon", ["经度(GCJ-02)", "gcj_lng", "高德经度", "火星坐标经度"])
def test_shifted_coordinates_are_refused_by_their_heads(tmp_path, lon):
    text = f"编码,lng,{lon},纬度\n1A,81.3,81.3,43.9\n"
    assert [code for code, _ in faults_of(tmp_path, text)] == ["list_datum"]


def test_a_regional_background_point_is_background(tmp_path):
    assert one_station(tmp_path, flag="区域背景点").background is True
    for name in ("喀纳斯（区域背景点）", "喀纳斯区域背景点"):
        station = one_station(tmp_path, name=name)
        assert (station.name, station.background) == ("喀纳斯", True)
    assert one_station(tmp_path, name="喀纳斯（非区域背景点）").background is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "编码,gcj02_lng,gcj02_lat\n1A,81.3,43.9\n"),
        ("a.csv", "编码,高德经度,高德纬度\n1A,81.3,43.9\n"),
        ("a.csv", "编码,经度,纬度,坐标系\n1A,81.3,43.9,GCJ02\n2A,81.3,43.9,GCJ02\n"),
        ("stations_gcj02.csv", "编码,经度,纬度\n1A,81.3,43.9\n"),
    ],
)
def test_shifted_coordinates_are_refused_once_wherever_they_are_named(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as problem:
        read_list(path, "WGS84")
    assert [fault.code for fault in problem.value.faults] == ["list_datum"]


def test_the_name_of_an_office_suite_in_a_files_name_is_no_datum(tmp_path):
    path = tmp_path / "腾讯文档_站点名单.csv"
    path.write_text("编码,经度,纬度\n1A,81.3,43.9\n", encoding="utf-8")
    assert len(read_list(path, "WGS84")) == 1


@pytest.mark.parametrize(
    ("kind", "background"),
    [("区域背景点", True), ("清洁对照点", True), ("城市点", False), ("标准站", None), ("", None)],
)
def test_the_kind_of_a_station_tells_background_points(tmp_path, kind, background):
    text = f"站点编号,站名,所在城市,经度,纬度,站点类型\n1A,公园,甲市,81.3,43.9,{kind}\n"
    (station,) = read_list(written(tmp_path, text), "WGS84")
    assert (station.name, station.city, station.background) == ("公园", "甲市", background)
