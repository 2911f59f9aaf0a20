"""The road of `aqmap stations`: a synthetic archive in the counties of the workspace."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from aqmap.errors import TableError
from aqmap.model.figures import Absence, Dust, Level, Quality
from aqmap.model.natural_days import POLLUTANTS
from aqmap.pipelines.stations.assess_stations import AssessOptions, Choices, assess_archive
from aqmap.pipelines.stations.stations_report import write_monitored
from tests.cli.processes import run
from tests.read.stations.archives import write_archive

ROOT = Path(__file__).parents[2]
LIST = (
    "code,name,city,lon,lat,background\n"
    "9001A,合成一站,甲,81.2815,43.9404,N\n9002A,合成二站（20211231停运）,甲,81.3364,43.941,N\n"
    "9003A,合成对照,乙,88.1236,43.8886,Y\n9004A,合成城外,丙,86.0697,44.3075,N\n"
)
CODES = ["9001A", "9002A", "9003A", "9004A"]
YINING, FUKANG, ILI = "654002", "652302", "654000"


@pytest.fixture
def stations(tmp_path):
    path = tmp_path / "站点.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def year_of(cells, days=365):
    """Return an archive whose every hour has the same cells, by pollutant."""
    return [dict.fromkeys(range(24), cells)] * days


def cells(pm25):
    found = {name: ["20"] * 4 for name in POLLUTANTS}
    return found | {"CO": ["0.5"] * 4, "PM2.5": pm25}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A year, and hour 0 of the next, of four synthetic stations."""
    where = tmp_path_factory.mktemp("archive")
    write_archive(where, year_of(cells(["40", "50", "5", "90"])), CODES, first=date(2021, 1, 1))
    last = {0: cells(["40", "50", "5", "90"])}
    return write_archive(where, [last], CODES, first=date(2022, 1, 1))


@pytest.fixture(scope="module")
def assessed_year(folder, tmp_path_factory):
    """What is assessed of that year."""
    listed = tmp_path_factory.mktemp("list") / "站点.csv"
    listed.write_text(LIST, encoding="utf-8")
    options = AssessOptions(stations=listed, periods=["2021"])
    return assess_archive([folder], options, workspace=ROOT)


@pytest.fixture(scope="module")
def march(tmp_path_factory):
    """The March of that year alone."""
    days = year_of(cells(["40", "50", "5", "90"]), 31)
    return write_archive(tmp_path_factory.mktemp("march"), days, CODES, first=date(2021, 3, 1))


def by_key(done):
    return {(f.level, f.place, f.indicator, f.period, f.dust): f for f in done.figures}


def test_a_county_is_the_mean_of_its_stations_and_background_is_left_out(assessed_year):
    done = assessed_year
    told = by_key(done)
    county = told[Level.COUNTY, YINING, "pm25", "2021", Dust.INCLUDED]
    assert (str(county.value), county.quality) == ("45.0", Quality.VALID)
    assert county.locator == f"stations 9001A 9002A; hours {2 * 365 * 24}"
    assert county.note == "有效日365天"
    station = told[Level.STATION, "9001A", "pm25", "2021-03", Dust.INCLUDED]
    assert (str(station.value), station.note) == ("40.0", "有效日31天")
    ratio = told[Level.COUNTY, YINING, "good_day_ratio", "2021", Dust.INCLUDED]
    assert str(ratio.value) == "100.0"
    background = told[Level.STATION, "9003A", "pm25", "2021", Dust.INCLUDED]
    assert (str(background.value), background.place_written) == ("5.0", "合成对照（对照点）")
    assert told[Level.COUNTY, FUKANG, "pm25", "2021", Dust.INCLUDED].absence == Absence.NO_STATION
    prefecture = told[Level.PREFECTURE, ILI, "pm25", "2021", Dust.INCLUDED]
    assert (str(prefecture.value), prefecture.note) == ("45.0", "11个县市中1个有站点；有效日365天")
    assert not any(f.place == "9004A" for f in done.figures)
    assert [one.code for one in done.siting.outside] == ["9004A"]


@pytest.fixture
def uneven(tmp_path):
    """March, and hour 0 of April: station 1 at 40 all the while, station 2 at 100 for 10 days."""
    both, alone = (cells(["40", second, "5", "9"]) for second in ("100", ""))
    days = [dict.fromkeys(range(24), both if n < 10 else alone) for n in range(31)]
    days[10] = {0: both} | dict.fromkeys(range(1, 24), alone)
    return write_archive(tmp_path / "uneven", [*days, {0: alone}], CODES, first=date(2021, 3, 1))


@pytest.mark.parametrize(
    ("rules", "value", "quality"),
    [
        (Choices(), "49.7", Quality.VALID),  # (10 · 70 + 21 · 40) / 31
        (Choices(county_order="stations_first"), "70.0", Quality.INDICATIVE),  # (40 + 100) / 2
        (Choices(station_share=51), "70.0", Quality.INDICATIVE),  # the 10 days that both have
    ],
)
def test_the_order_of_means_and_the_share_of_stations_are_asked_for(
    uneven, stations, rules, value, quality
):
    options = AssessOptions(stations=stations, periods=["2021-03"])
    told = by_key(assess_archive([uneven], options, workspace=ROOT, choices=rules))
    for level, place in ((Level.COUNTY, YINING), (Level.PREFECTURE, ILI)):
        figure = told[level, place, "pm25", "2021-03", Dust.INCLUDED]
        assert (str(figure.value), figure.quality) == (value, quality), level
    ratio = told[Level.COUNTY, YINING, "good_day_ratio", "2021-03", Dust.INCLUDED]
    assert str(ratio.value) == "100.0"


def test_counties_without_a_station_make_no_prefecture_indicative(march, stations):
    for order in ("days_first", "stations_first"):
        rules = Choices(county_order=order)
        options = AssessOptions(stations=stations, periods=["2021-03"])
        told = by_key(assess_archive([march], options, workspace=ROOT, choices=rules))
        prefecture = told[Level.PREFECTURE, ILI, "pm25", "2021-03", Dust.INCLUDED]
        assert (str(prefecture.value), prefecture.quality) == ("45.0", Quality.VALID), order
        assert prefecture.note.startswith("11个县市中1个有站点")


def test_what_is_chosen_is_said():
    said = [choice.en for choice in Choices(county_order="stations_first").in_words()]
    assert any("stations_first" in one for one in said)


def test_sand_dust_days_give_both_bases(tmp_path, stations):
    values = year_of(cells(["40", "50", "5", "90"]), 31)
    values[9] = {h: cells(["940", "950", "5", "90"]) for h in range(24)}
    values[10] = {0: cells(["940", "950", "5", "90"])} | {
        h: cells(["40", "50", "5", "90"]) for h in range(1, 24)
    }
    folder = write_archive(tmp_path / "a", values, CODES, first=date(2021, 4, 1))
    dust = tmp_path / "沙尘日.csv"
    dust.write_text("日期,地区\n2021-04-10,伊犁哈萨克自治州\n", encoding="utf-8")
    options = AssessOptions(stations=stations, periods=["2021-04"], dust=dust)
    told = by_key(assess_archive([folder], options, workspace=ROOT))
    with_, without = (
        told[Level.STATION, "9001A", "pm25", "2021-04", basis]
        for basis in (Dust.INCLUDED, Dust.DEDUCTED)
    )
    # hour 0 of 10 April belongs to 9 April, whose mean is (23 · 40 + 940) / 24 = 77.5:
    # (28 · 40 + 77.5 + 940) / 30 = 71.25 and (28 · 40 + 77.5) / 29; the county's days are 5 higher
    assert (str(with_.value), str(without.value)) == ("71.2", "41.3")
    county = [
        told[Level.COUNTY, YINING, "pm25", "2021-04", basis]
        for basis in Dust
        if basis != Dust.UNKNOWN
    ]
    assert [str(one.value) for one in county] == ["76.2", "46.3"]
    assert (with_.note.split("；")[0], without.note.split("；")[0]) == ("有效日30天", "有效日29天")


def test_a_part_of_the_year_is_indicative_with_its_counts(tmp_path, stations):
    folder = write_archive(
        tmp_path / "a", year_of(cells(["40", "50", "5", "90"]), 310), CODES, first=date(2021, 1, 1)
    )
    options = AssessOptions(stations=stations, periods=["2021"])
    done = assess_archive([folder], options, workspace=ROOT)
    county = by_key(done)[Level.COUNTY, YINING, "pm25", "2021", Dust.INCLUDED]
    assert county.quality == Quality.INDICATIVE
    assert county.note == "有效日310天（须324天且每月至少27天，2月25天）"


def test_the_same_months_of_the_year_before_are_compared_with(tmp_path, stations):
    folder = tmp_path / "a"
    write_archive(folder, year_of(cells(["50", "50", "5", "9"]), 60), CODES, first=date(2020, 1, 1))
    write_archive(folder, year_of(cells(["40", "40", "5", "9"]), 60), CODES, first=date(2021, 1, 1))
    options = AssessOptions(stations=stations, periods=["2021-01-01/2021-02-15"])
    told = by_key(assess_archive([folder], options, workspace=ROOT))
    county = told[Level.COUNTY, YINING, "pm25", "2021-01-01/2021-02-15", Dust.INCLUDED]
    assert (str(county.change), county.change_unit) == ("-20.0", "%")
    assert county.baseline_period == "2020-01-01/2020-02-15"
    assert county.note == "有效日46天；上年同期2020-01-01/2020-02-15有效日46天"


def test_a_period_that_ends_on_29_february_has_a_year_before(tmp_path, stations):
    folder = write_archive(
        tmp_path / "a", year_of(cells(["40", "50", "5", "9"]), 2), CODES, first=date(2024, 2, 28)
    )
    options = AssessOptions(stations=stations, periods=["2024-02-28/2024-02-29"])
    told = by_key(assess_archive([folder], options, workspace=ROOT))
    county = told[Level.COUNTY, YINING, "pm25", "2024-02-28/2024-02-29", Dust.INCLUDED]
    assert (county.change, county.note) == (None, "有效日2天")


def test_days_of_stations_carry_their_index(tmp_path, folder, stations):
    options = AssessOptions(stations=stations, periods=["2021"], pollutants=("PM2.5", "PM10"))
    done = assess_archive([folder], options, workspace=ROOT)
    write_monitored(done, tmp_path / "f.csv", tmp_path / "d.csv")
    with (tmp_path / "d.csv").open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    day = next(row for row in rows if (row["place"], row["date"]) == ("9002A", "2021-06-01"))
    # IAQI of 50 µg/m³: 50 + 50 · (50 − 35) / (75 − 35) = 68.75, carried up
    assert (day["aqi"], day["primary"], day["items"]) == ("69", "PM2.5", "PM10;PM2.5")
    assert not any(f.indicator == "good_day_ratio" for f in done.figures)


def test_dust_days_of_another_area_take_nothing_out(tmp_path, stations):
    folder = write_archive(
        tmp_path / "a", year_of(cells(["40", "50", "5", "90"]), 31), CODES, first=date(2021, 4, 1)
    )
    dust = tmp_path / "dust.csv"
    dust.write_text(
        "2021-04-10,昌吉市\n2021-04-11,昌吉州\n2021-04-12,伊宁市\n2021-04-13\n", encoding="utf-8"
    )
    options = AssessOptions(stations=stations, periods=["2021-04"], dust=dust)
    told = by_key(assess_archive([folder], options, workspace=ROOT))
    county = told[Level.COUNTY, YINING, "pm25", "2021-04", Dust.DEDUCTED]
    assert county.note.split("；")[0] == "有效日28天"
    dust.write_text("2021-04-10,天上\n", encoding="utf-8")
    with pytest.raises(TableError, match="天上"):
        assess_archive([folder], options, workspace=ROOT)


def test_a_list_of_dust_days_without_dates_is_refused(tmp_path, folder, stations):
    dust = tmp_path / "dust.csv"
    dust.write_text("2021-04-10\n4月12日\n2021-04-31\n", encoding="utf-8")
    with pytest.raises(TableError) as problem:
        assess_archive([folder], AssessOptions(stations=stations, dust=dust), workspace=ROOT)
    assert [fault.at for fault in problem.value.faults] == ["line 2", "line 3"]


def test_the_command_says_what_it_met_and_chose(tmp_path, stations):
    folder = write_archive(tmp_path / "a", year_of(cells(["40", "50", "5", "90"]), 2), CODES)
    (folder / "._china_sites_20210301.csv").write_bytes(b"\0\5\x16\7")
    earlier = tmp_path / "旧名单.csv"
    earlier.write_text(LIST.replace("81.2815", "81.3815"), encoding="utf-8")
    options = ["--stations", stations, "--workspace", ROOT, "--out", tmp_path / "f.csv"]
    options += ["--lang", "zh", "--period", "2021-03"]
    options += ["--store", tmp_path / "store", "--earlier", earlier]
    done = run("stations", folder, *options)
    assert done.returncode == 0, done.stderr
    assert "读入2个文件（其中0个取自中间结果），2021-03-01至2021-03-02" in done.stdout
    assert "系统留下的文件（已跳过）：1" in done.stderr
    assert "伊宁市：9001A、9002A" in done.stdout
    assert "汇总次序：先平均到日" in done.stdout
    assert "站点9002A：名单注明“20211231停运”" in done.stderr
    # 0.1 degrees of longitude at 43.94 N: 111.2 km · cos 43.94° / 10
    assert "站点9001A：与较早名单的位置相距8.0公里" in done.stderr
    assert "站点9004A位于石河子市，距玛纳斯县5.2公里，不计入" in done.stderr
    again = run("stations", folder, *options)
    assert "其中2个取自中间结果" in again.stdout
    bad = run("stations", tmp_path / "nowhere", *options)
    assert (bad.returncode, "Traceback" in bad.stderr) == (1, False)


def test_every_period_that_is_none_is_named(tmp_path, stations):
    folder = write_archive(tmp_path / "a", year_of(cells(["4", "5", "5", "9"]), 1), CODES)
    wrong = ("foo", "2021-13", "2021-02-30", "0001", "２０２１", "2021-03-02/2021-03-01")
    options = [part for period in wrong for part in ("--period", period)]
    done = run_stations(folder, stations, tmp_path / "f.csv", *options)
    assert done.returncode == 1
    assert [line.split("。")[0] for line in done.stderr.splitlines()] == [
        f"--period：“{period}”不是时段" for period in wrong
    ]
    assert not (tmp_path / "f.csv").exists()


def run_stations(folder, stations, out, *more):
    words = ["stations", folder, "--stations", stations, "--out", out, "--workspace", ROOT]
    return run(*words, "--lang", "zh", "--workers", "1", *more)


def test_the_composite_index_is_a_figure(assessed_year):
    done = assessed_year
    told = by_key(done)[Level.STATION, "9001A", "composite_index", "2021", Dust.INCLUDED]
    # limits of GB 3095-2012, class 2: 20/60 + 20/40 + 20/70 + 0.5/4 + 20/160 + 40/35
    wanted = 20 / 60 + 20 / 40 + 20 / 70 + 0.5 / 4 + 20 / 160 + 40 / 35
    assert str(told.value) == f"{wanted:.2f}" == "2.51"
    assert told.unit == ""
    means = {
        id_: str(by_key(done)[Level.STATION, "9001A", id_, "2021", Dust.INCLUDED].value)
        for id_ in ("pm10", "so2", "no2", "co", "o3")
    }
    assert means == {"pm10": "20", "so2": "20", "no2": "20", "co": "0.5", "o3": "20"}


def test_every_switch_is_an_option_and_is_printed(tmp_path, stations):
    """What the sources leave open: the composite index by the weights that are unverified."""
    folder = write_archive(
        tmp_path / "a", year_of(cells(["40", "50", "5", "9"]), 2), CODES, first=date(2021, 3, 1)
    )
    out = tmp_path / "f.csv"
    switches = ["--index-edition", "HJ 633-2026", "--county-order", "days_first"]
    switches += ["--station-share", "75", "--month-rule", "none", "--composite", "2026"]
    done = run_stations(folder, stations, out, *switches)
    assert done.returncode == 0, done.stderr
    for words in ("指数标准：HJ 633-2026", "站点比例：75%", "综合指数权重：2026"):
        assert words in done.stdout, words
    with out.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    found = {row["value"] for row in rows if (row["place"], row["indicator"]) == (
        "9001A", "composite_index")}  # fmt: skip
    # limits of GB 3095-2012, class 2; SO2, NO2, PM10, CO, O3, PM2.5
    wanted = 20 / 60 + 2 * 20 / 40 + 20 / 70 + 0.5 / 4 + 2 * 20 / 160 + 3 * 40 / 35
    assert found == {f"{wanted:.2f}"} == {"5.42"}


def test_a_listed_station_without_data_is_no_county_without_a_station(folder, tmp_path):
    listed = tmp_path / "list.csv"
    listed.write_text(LIST + "9005A,合成无数据,乙,88.1236,43.8886,N\n", encoding="utf-8")
    options = AssessOptions(stations=listed, periods=["2021"])
    done = assess_archive([folder], options, workspace=ROOT)
    county = by_key(done)[Level.COUNTY, FUKANG, "pm25", "2021", Dust.INCLUDED]
    assert (county.absence, county.locator) == (Absence.TOO_FEW_DATA, "stations 9005A")
    assert county.note == "有效日0天（须324天且每月至少27天，2月25天）"
    assert done.silent == ("9005A",)


def test_counties_without_a_station_stand_in_every_period(march, stations):
    options = AssessOptions(stations=stations, periods=["2021-03"])
    done = assess_archive([march], options, workspace=ROOT)
    told = by_key(done)
    assert told[Level.COUNTY, FUKANG, "pm25", "2021-03", Dust.INCLUDED].absence == (
        Absence.NO_STATION
    )


def test_a_period_asked_for_twice_is_written_once(march, stations):
    options = AssessOptions(stations=stations, periods=["2021", "2021-03", "2021"])
    done = assess_archive([march], options, workspace=ROOT)
    ids = [figure.id for figure in done.figures]
    assert len(ids) == len(set(ids))


def test_a_valid_year_is_not_compared_with_a_few_days(folder, tmp_path, stations):
    before = write_archive(
        tmp_path / "b", year_of(cells(["40", "50", "5", "9"]), 2), CODES, first=date(2020, 6, 1)
    )
    options = AssessOptions(stations=stations, periods=["2021"])
    done = assess_archive([folder, before], options, workspace=ROOT)
    county = by_key(done)[Level.COUNTY, YINING, "pm25", "2021", Dust.INCLUDED]
    assert (county.quality, county.change) == (Quality.VALID, None)
    assert county.note == "有效日365天；上年同期2020仅有2个有效日，不作比较"


def test_a_month_alone_may_be_asked_for_without_its_27_days(tmp_path, stations):
    folder = write_archive(
        tmp_path / "a", year_of(cells(["40", "50", "5", "9"]), 11), CODES, first=date(2021, 3, 1)
    )
    options = AssessOptions(stations=stations, periods=["2021-03"])
    rules = ((Choices(), Quality.INDICATIVE), (Choices(month_rule="none"), Quality.VALID))
    for choices, quality in rules:
        done = assess_archive([folder], options, workspace=ROOT, choices=choices)
        assert by_key(done)[Level.COUNTY, YINING, "pm25", "2021-03", Dust.INCLUDED].quality == (
            quality
        )


@pytest.mark.parametrize("target", ["inside", "list", "twice"])
def test_nothing_that_is_read_is_written_over(tmp_path, stations, target):
    folder = write_archive(
        tmp_path / "a", year_of(cells(["40", "50", "5", "9"]), 2), CODES, first=date(2021, 3, 1)
    )
    day = sorted(folder.iterdir())[0]
    before = {path: path.read_bytes() for path in (day, stations)}
    out = {"inside": day, "list": stations, "twice": tmp_path / "f.csv"}[target]
    daily = tmp_path / ("f.csv" if target == "twice" else "d.csv")
    done = run_stations(folder, stations, out, "--daily", daily)
    assert done.returncode == 1
    assert "请为输出另指定一个位置" in done.stderr
    assert {path: path.read_bytes() for path in before} == before
    assert not (tmp_path / "f.csv").exists()


def test_the_diagnostics_for_programs_hold_traps_and_choices(tmp_path, stations):
    folder = write_archive(
        tmp_path / "a", year_of(cells(["40", "<5", "5", "9"]), 2), CODES, first=date(2021, 3, 1)
    )
    done = run_stations(folder, stations, tmp_path / "f.csv", "--json", "--period", "2020")
    told = json.loads(done.stdout)
    first = next(trap for trap in told["traps"] if trap["trap"] == "text")
    assert (first["number"], first["first"]) == (24, "9002A: <5")
    assert told["empty_periods"] == ["2020"]
    assert len(told["choices"]) == 5


@pytest.mark.parametrize("store", ["file", "below a file"])
def test_a_store_that_is_a_file_is_refused(tmp_path, stations, store):
    folder = write_archive(
        tmp_path / "a", year_of(cells(["40", "5", "5", "9"]), 1), CODES, first=date(2021, 3, 1)
    )
    (tmp_path / "s").write_text("", encoding="utf-8")
    where = tmp_path / "s" if store == "file" else tmp_path / "s" / "below"
    done = run_stations(folder, stations, tmp_path / "f.csv", "--store", where)
    assert done.returncode == 1
    assert "中间结果不能保存在这里" in done.stderr
    assert "Traceback" not in done.stderr
