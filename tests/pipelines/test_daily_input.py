"""`aqmap stations --daily-input`: synthetic days of stations, counties and prefectures."""

import csv
import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from aqmap.errors import SourceError, SpecError
from aqmap.model.figures import Dust, Quality
from aqmap.pipelines.stations.assess_stations import (
    AssessOptions,
    Choices,
    Clock,
    assess_archive,
    screening_of,
)
from aqmap.pipelines.stations.stations_report import monitored_json, monitored_remarks
from tests.pipelines.another_region import (
    BRIDGE_WEST,
    GAOCHENG,
    OTHER_BRIDGE_WEST,
    SHIJIAZHUANG,
    STATIONS,
    XINGTAI,
    make_hebei,
)

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "measured" / "prefecture_daily_2014-12_2017-01.csv"
HEAD = ["日期", "城市", "区县", "PM2.5", "PM10", "SO2", "NO2", "CO", "O3_8h_max"]
VALUES = [30, 40, 10, 20, 0.5, 80]


@pytest.fixture
def hebei(small_workspace):
    return make_hebei(small_workspace)


def days(count=365, first=date(2021, 1, 1)):
    return [first + timedelta(n) for n in range(count)]


def table(rows, head=HEAD, encoding="utf-8-sig"):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    return out.getvalue().encode(encoding)


def assessed(hebei, content, *, name="days.csv", stations=None, choices=None, **options):
    """Assess one file of days of the workspace."""
    path = hebei.parent / name
    path.write_bytes(content)
    asked = AssessOptions(stations=stations, daily_input=True, **options)
    return assess_archive([path], asked, workspace=hebei, choices=choices)


def figures(done, indicator="pm25", period="2021", dust=Dust.INCLUDED):
    return {
        figure.place: figure
        for figure in done.figures
        if (figure.indicator, figure.period, figure.dust) == (indicator, period, dust)
    }


def values(done, indicator="pm25", period="2021"):
    told = figures(done, indicator, period)
    return {place: str(figure.value) for place, figure in told.items()}


def traps(done):
    return {trap["trap"]: trap["number"] for trap in monitored_json(done, Path())["traps"]}


def year_of(city, county, pm25=30, count=365):
    return [[day, city, county, pm25, *VALUES[1:]] for day in days(count)]


def test_a_countys_days_are_its_figures_and_the_prefectures_the_mean_of_its_counties(hebei):
    rows = [*year_of("石家庄市", "桥西区", 30), *year_of("石家庄", "藁城区", 45)]
    done = assessed(hebei, table(rows))
    assert values(done) == {BRIDGE_WEST: "30.0", GAOCHENG: "45.0", SHIJIAZHUANG: "37.5"}
    county = figures(done)[GAOCHENG]
    assert (county.locator, county.quality) == (f"daily {GAOCHENG}; days 365", Quality.VALID)
    assert county.note == "取自日值表，每日小时数不详；有效日365天"
    assert figures(done)[SHIJIAZHUANG].note.startswith("2个县市中2个有数据；取自日值表")
    assert "无从核对" in done.times.zh
    assert (done.given, done.days) == ((BRIDGE_WEST, GAOCHENG), ())


def test_a_prefecture_with_days_of_its_own_is_no_mean_of_its_counties(hebei):
    rows = [*year_of("石家庄市", "", 50), *year_of("石家庄市", "桥西区", 30)]
    done = assessed(hebei, table(rows))
    assert values(done) == {BRIDGE_WEST: "30.0", SHIJIAZHUANG: "50.0"}
    rules = Choices(county_order="stations_first")
    assert values(assessed(hebei, table(rows), choices=rules)) == values(done)


def test_districts_of_one_name_are_told_apart_by_their_city(hebei):
    rows = [*year_of("石家庄市", "桥西区", 30), *year_of("邢台市", "桥西区", 60)]
    done = assessed(hebei, table(rows))
    wanted = {BRIDGE_WEST: "30.0", OTHER_BRIDGE_WEST: "60.0", SHIJIAZHUANG: "30.0", XINGTAI: "60.0"}
    assert values(done) == wanted
    rows = [row[:1] + row[2:] for row in year_of("", "桥西区", 30)]
    with pytest.raises(SourceError) as problem:
        assessed(hebei, table(rows, [HEAD[0], *HEAD[2:]]))
    assert "县市或城市不认识的行" in problem.value.faults[0].said.zh


def test_days_of_stations_are_averaged_as_those_of_hours_are(hebei):
    listed = hebei / "list.txt.csv"
    listed.write_text(STATIONS.replace("\t", ","), encoding="utf-8")
    rows = [[day, "石家庄市", "世纪公园", 20, *VALUES[1:]] for day in days()]
    rows += [[day, "石家庄", "高新区", 40, *VALUES[1:]] for day in days(100)]
    rows += [[day, "邢台市", "世纪公园", 70, *VALUES[1:]] for day in days()]
    rows += [[days()[0], "保定市", "世纪公园", 999, *VALUES[1:]]]
    head = ["日期", "城市", "监测点名称", *HEAD[3:]]
    done = assessed(hebei, table(rows, head), stations=listed)
    # 100 days at the mean of 20 and 40, 265 at 20: 8300 / 365 = 22.74
    assert values(done) == {
        "5001A": "20.0",
        "5002A": "70.0",
        "5003A": "40.0",
        BRIDGE_WEST: "22.7",
        OTHER_BRIDGE_WEST: "70.0",
        SHIJIAZHUANG: "22.7",
        XINGTAI: "70.0",
    }
    assert figures(done)["5003A"].quality == Quality.INDICATIVE
    assert traps(done) == {"station_unknown": 1}
    day = next(day for day in done.days if day.place == "5003A")
    assert (day.pm25, day.pm25_hours, day.aqi) == (40, 0, 57)  # (100-50)/(75-35)·(40-35)+50 = 56.25


@pytest.mark.parametrize(
    ("of_month", "year", "month"),
    [
        (28, Quality.VALID, Quality.VALID),
        (27, Quality.INDICATIVE, Quality.VALID),  # 11 · 27 + 27 = 324, less one of February
        (26, Quality.INDICATIVE, Quality.INDICATIVE),
    ],
)
def test_the_days_that_a_year_and_a_month_need_are_asked_for(hebei, of_month, year, month):
    rows = [row for row in year_of("石家庄市", "桥西区") if row[0].day <= of_month]
    done = assessed(hebei, table(row for row in rows if (row[0].month, row[0].day) != (2, 27)))
    assert figures(done)[BRIDGE_WEST].quality == year
    assert figures(done, period="2021-12")[BRIDGE_WEST].quality == month
    assert figures(done, period="2021-02")[BRIDGE_WEST].quality == Quality.VALID


def test_the_percentile_and_the_ratio_are_those_of_the_given_days(hebei):
    """Ten days: ozone 10 to 100, one of 300; PM2.5 80 on one day of ten."""
    ozone = [*range(10, 100, 10), 300]
    rows = [
        [day, "石家庄市", "桥西区", 80 if n == 3 else 30, 40, 10, 20, 0.5, ozone[n]]
        for n, day in enumerate(days(10))
    ]
    period = "2021-01-01/2021-01-10"
    done = assessed(hebei, table(rows), periods=[period])
    # k = 1 + 9 · 0.9 = 9.1: 90 + 0.1 · (300 - 90) = 111
    assert values(done, "o3", period)[BRIDGE_WEST] == "111"
    ratio = figures(done, "good_day_ratio", period)[BRIDGE_WEST]
    assert str(ratio.value) == "80.0"
    assert "其中10天无臭氧日最大1小时值，HJ 633-2012的指数缺此项" in ratio.note


def test_the_highest_hour_of_ozone_counts_where_the_table_has_it(hebei):
    """HJ 633-2012: 250 µg/m³ in one hour is an index of 125, whatever the mean of 8 hours."""
    rows = [[*row, 250] for row in year_of("石家庄市", "桥西区", count=31)]
    done = assessed(hebei, table(rows, [*HEAD, "O3日最大1小时"]), periods=["2021-01"])
    ratio = figures(done, "good_day_ratio", "2021-01")[BRIDGE_WEST]
    assert (str(ratio.value), "1小时" in ratio.note) == ("0.0", False)


def test_dust_days_are_taken_out_of_a_countys_days(hebei):
    rows = year_of("石家庄市", "桥西区", count=31)
    rows[4][3] = 340
    dust = hebei / "dust.csv"
    dust.write_text("2021-01-05,石家庄市\n", encoding="utf-8")
    done = assessed(hebei, table(rows), dust=dust, periods=["2021-01"])
    told = (
        figures(done, period="2021-01", dust=way)[BRIDGE_WEST] for way in Dust if way != "unknown"
    )
    assert sorted(str(figure.value) for figure in told) == ["30.0", "40.0"]


def test_the_tables_index_is_held_against_its_values(hebei):
    rows = [[*row, 41] for row in year_of("石家庄市", "桥西区", count=3)]
    rows[1][-1] = 101
    rows[2][-1] = 43  # PM2.5 30: 30 · 50 / 35 = 42.9
    done = assessed(hebei, table(rows, [*HEAD, "空气质量指数(AQI)"]))
    remarks = [remark.zh for remark in monitored_remarks(done)]
    wanted = "2天，其中1天优良与否也不同（首个：桥西区 2021-01-01，表中41，算得43；采用算得的）"
    assert f"表中的AQI与按表中浓度算出的不同：{wanted}" in remarks


def xlsx(rows, head, title="石家庄市桥西区2021年环境空气质量日均值"):
    book = Workbook()
    sheet = book.active
    sheet.title = "桥西区"
    sheet.append([title])
    for row in [head, *rows]:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("2021/藁城区日报.csv", content)
    return out.getvalue()


GAO = [[day, *VALUES] for day in days()]
NO_PLACE = [HEAD[0], *HEAD[3:]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gbk.csv", table(year_of("石家庄市", "藁城区"), encoding="gb18030")),
        (
            "codes.csv",
            table([[d, GAOCHENG, *VALUES] for d in days()], [HEAD[0], "行政区划代码", *HEAD[3:]]),
        ),
        (
            "codes.csv",
            table(
                [[f"{d:%Y/%m/%d}", "130109.0", *VALUES] for d in days()],
                ["date", "code", *HEAD[3:]],
            ),
        ),
        ("tabs.txt", table(year_of("石家庄市", "藁城区")).replace(b",", b"\t")),
        ("semicolons.csv", table(year_of("石家庄市", "藁城区")).replace(b",", b";")),
        ("藁城区2021年日均值.csv", table(GAO, NO_PLACE)),
        ("a.zip", zipped(table(GAO, NO_PLACE))),
        (
            "parts.csv",
            table(
                [[d.year, d.month, d.day, GAOCHENG, *VALUES] for d in days()],
                ["年", "月", "日", "区划代码", *HEAD[3:]],
            ),
        ),
    ],
)
def test_encodings_separators_archives_and_places_that_titles_tell(hebei, name, content):
    done = assessed(hebei, content, name=name)
    assert values(done) == {GAOCHENG: "30.0", SHIJIAZHUANG: "30.0"}


def test_the_title_of_a_workbook_tells_the_place_by_its_full_name(hebei):
    rows = [[day, *VALUES] for day in days(31)]
    content = xlsx([[d, 0.03, *v] for d, _, *v in rows], ["日期", "PM2.5\n(mg/m³)", *NO_PLACE[2:]])
    done = assessed(hebei, content, name="x.xlsx", periods=["2021-01"])
    assert values(done, period="2021-01")[BRIDGE_WEST] == "30.0"
    content = xlsx(rows, NO_PLACE, title="桥西区日均值")  # of two cities
    with pytest.raises(SourceError) as problem:
        assessed(hebei, content, name="x.xlsx")
    assert "看不出是哪个县市或站点的表" in problem.value.faults[0].said.zh


@pytest.mark.parametrize(
    "name", ["藁城区环保局2021年日均值.csv", "藁城区和桥西区日均值.csv", "辛集市日均值.csv"]
)
def test_a_title_with_another_word_tells_no_place(hebei, name):
    with pytest.raises(SourceError) as problem:
        assessed(hebei, table(GAO, NO_PLACE), name=name)
    assert "看不出是哪个县市或站点的表" in problem.value.faults[0].said.zh


def test_the_days_of_a_city_file_end_at_hour_0(hebei):
    """`china_cities`: running means of 24 hours; those of hour 0 are the day's before."""
    lines = ["date,hour,type,石家庄,邢台市,保定"]
    for hour in range(24):
        for kind in ("PM2.5", "PM2.5_24h", "O3_8h", "O3_8h_24h"):
            lines += [f"20210302,{hour},{kind},{30 + hour},{60 + hour},9"]
    content = ("\n".join(lines) + "\n").encode("gb18030")
    done = assessed(
        hebei, content, name="china_cities_20210302.csv", periods=["2021-03-01/2021-03-01"]
    )
    assert values(done, period="2021-03-01/2021-03-01") == {SHIJIAZHUANG: "30.0", XINGTAI: "60.0"}
    assert (done.report.first, done.report.last) == (date(2021, 3, 1), date(2021, 3, 1))


def test_a_maximum_below_its_values_is_no_ozone(hebei):
    """For a time the feed held the running mean in `O3_8h_24h` and the maximum in `O3_8h`."""
    lines = ["date,hour,type,石家庄"]
    for hour in range(24):
        lines += [f"20210302,{hour},O3_8h,90", f"20210302,{hour},O3_8h_24h,{40 + hour}"]
        lines += [f"20210302,{hour},NO2_24h,20"]
    content = ("\n".join(lines) + "\n").encode()
    done = assessed(hebei, content, name="china_cities_20210302.csv", periods=["2021-03"])
    assert figures(done, "o3", "2021-03")[SHIJIAZHUANG].value is None
    assert traps(done)["ozone_unclear"] == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"date,hour,type,5001A\n20250401,1,PM2.5_24h,30\n", "不在0时的24小时滑动均值"),
        ("date,hour,type,石家庄\n20250401,1,PM2.5,30\n".encode(), "没有24小时均值行的文件"),
        (b"date,code,PM2.5\n2021-03-01 01:00,130109,5\n", "每行一小时的表，不是日值"),
        (b"date,hour,code,PM2.5\n2021-03-01,1,130109,5\n", "每行一小时的表，不是日值"),
        (b"time,code,PM2.5_24h\n2021-03-01 00:00,130109,5\n", "写在0时的24小时均值"),
        (b"date,code,PM2.5\n2021-03,130109,5\n", "日期看不懂的行"),
        (b"date,code,O3\n2021-03-01,130109,5\n", "日最大8小时还是1小时"),
        ("date,code,浓度\n2021-03-01,130109,5\n".encode(), "表头：date, code, 浓度"),
        (b"date,code,PM2.5\n2021-03-01,654002,5\n", "不属于本工作区的行"),
        (b"date,code,CO\n2021-03-01,130109,900\n", "不可能是mg/m³"),
    ],
)
def test_what_is_no_table_of_days_is_named_as_what_it_is(hebei, content, words):
    with pytest.raises(SourceError) as problem:
        assessed(hebei, content)
    assert words in problem.value.faults[0].said.zh


def test_ozone_that_is_not_told_is_mapped_in_columns_toml(hebei):
    content = table([[d, GAOCHENG, 90] for d in days(31)], ["date", "code", "O3"])
    (hebei / "columns.toml").write_text('O3_8h = "O3"\nplace = "code"\n', encoding="utf-8")
    done = assessed(hebei, content, periods=["2021-01"])
    assert values(done, "o3", "2021-01")[GAOCHENG] == "90"


def test_days_that_cannot_be_are_counted_and_switched(hebei):
    rows = year_of("石家庄市", "桥西区", count=31)
    rows[5][3] = 999
    rows[8][3:] = [0] * 6
    done = assessed(hebei, table(rows), periods=["2021-01"])
    assert values(done, period="2021-01")[BRIDGE_WEST] == "30.0"
    assert traps(done) == {"screened_all_zero_day": 6, "screened_code_day": 1}
    kept = screening_of(["code=flag", "all_zero=flag"])
    done = assessed(hebei, table(rows), screening=kept, periods=["2021-01"])
    # (29 · 30 + 999 + 0) / 31 = 60.3
    assert values(done, period="2021-01")[BRIDGE_WEST] == "60.3"


def test_days_written_at_0_oclock_are_those_dates(hebei):
    content = table([[f"{d} 00:00:00", GAOCHENG, 30] for d in days(31)], ["time", "code", "PM2.5"])
    done = assessed(hebei, content, periods=["2021-01"])
    assert figures(done, period="2021-01")[GAOCHENG].locator.endswith("days 31")


def test_a_day_that_stands_twice_must_agree(hebei):
    rows = year_of("石家庄市", "桥西区", count=31)
    done = assessed(hebei, table([*rows, rows[3]]), periods=["2021-01"])
    assert figures(done, period="2021-01")[BRIDGE_WEST].locator.endswith("days 31")
    other = [*rows[3][:3], 31, *rows[3][4:]]
    done = assessed(hebei, table([*rows, other]), periods=["2021-01"])
    assert figures(done, period="2021-01")[BRIDGE_WEST].locator.endswith("days 30")
    assert traps(done) == {"day_twice_different": 1}


def test_switches_of_hours_are_refused(hebei):
    with pytest.raises(SpecError) as problem:
        assessed(
            hebei,
            table(year_of("石家庄市", "桥西区")),
            clock=Clock("beginning", "UTC"),
            screening=screening_of(["run=remove"]),
            store=hebei / "store",
        )
    assert [fault.file for fault in problem.value.faults] == [
        "--hour-label",
        "--time-zone",
        "--store",
        "--screen run",
    ]


@pytest.mark.real
@pytest.mark.skipif(not REAL.exists(), reason="no ../shared")
def test_a_real_table_of_two_prefectures_gives_the_means_of_its_days():
    """`../shared/measured/README.md` has the sums of the same days by hand."""
    options = AssessOptions(
        stations=ROOT / "data" / "stations.csv", daily_input=True, periods=["2015", "2016"]
    )
    done = assess_archive([REAL], options, workspace=ROOT)
    assert values(done, period="2015") == {"652300": "45.8", "654000": "39.9"}
    assert values(done, period="2016") == {"652300": "55.4", "654000": "40.9"}
    assert traps(done)["ozone_not_told"] == 1
