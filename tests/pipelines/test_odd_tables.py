"""Tables and lists that do not say all of it: heads, clocks, positions, sources."""

import shutil

import pytest

from tests.pipelines.test_odd_archives import LIST, ROOT, assessed, hourly


@pytest.fixture
def workspace(tmp_path):
    """A workspace of its own with the repository's boundaries, layers and sources."""
    folder = tmp_path / "workspace"
    (folder / "data" / "measured").mkdir(parents=True)
    for name in ("boundaries", "layers"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("aqmap.toml", "data/sources.toml"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    return folder


@pytest.fixture
def day(tmp_path):
    """A file of 23 hours at 93 µg/m³ of the list's first station."""
    return written(tmp_path, hourly("code,time,PM2.5", "9001A"))


def written(folder, text, name="hours.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("station,time,PM2.5", "9001A,2025-04-01 01:00,35"),
        ("测点名称,城市,采集时间,PM2.5", "市环保局,伊宁市,2025-04-01 01:00,35"),
        ("stationcode,pubtime,PM2.5", "9001A,2025-04-01T0100,35"),
        ("code,year,month,day,hour,PM2.5", "9001A,2025,4,1,1,35"),
        ("站点编码,年,月,日,时,PM2.5", "9001A,2025,4,1,1,35"),
        ("站点编码,监测时间,PM2.5\n,,(μg/m³)", "9001A,2025-04-01 01:00,35"),
        ("站点编码,监测时间,PM2.5\n,,（mg/m³）", "9001A,2025-04-01 01:00,0.035"),
        ("站点编码,监测时间,PM2.5\n-,-,【mg/m³】", "9001A,2025-04-01 01:00,0.035"),
        ("站点编码\t监测时间\tPM2.5", "9001A\t2025-04-01T0100+0800\t35"),
        ("测点编号;年;月;日;时;PM2.5", "9001A;2025年;4月;1日;1时;35"),
        ("站号,日期,时间,PM2.5", "9001A,20250401,0100,35"),
        ("县市,测点名称,时间,PM2.5", "伊宁市,市环保局,2025-04-01 0100,35"),
    ],
)
def test_heads_as_people_write_them(tmp_path, head, row):
    done, days, _ = assessed(written(tmp_path, f"{head}\n{row}\n"))
    assert done.returncode == 0, done.stderr
    wanted = ("9001A", "2025-04-01", "1")
    assert [(d["place"], d["date"], d["pm25_hours"]) for d in days] == [wanted]


def test_other_heads_are_named_and_can_be_mapped(tmp_path, workspace):
    path = written(tmp_path, hourly("点号,何时,细颗粒(μg/m³)", "9001A"))
    done, _, _ = assessed(path)
    assert (done.returncode, "表头：点号, 何时, 细颗粒(μg/m³)" in done.stderr) == (1, True)
    columns = 'station = "点号"\nmoment = ["何时"]\n"PM2.5" = "细颗粒"\n'
    written(workspace, columns, "columns.toml")
    done, days, _ = assessed(path, "--workspace", workspace)
    assert [(d["place"], d["pm25"]) for d in days] == [("9001A", "93")], done.stderr
    written(workspace, 'stations = "点号"\nSO2 = 3\n', "columns.toml")
    done, _, _ = assessed(path, "--workspace", workspace)
    assert "“stations”不是列的含义" in done.stderr
    assert "“SO2”不是列的含义" in done.stderr


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("开始时间", ""),
        ("时间（起始）", ""),
        ("start_time", ""),
        ("何时开始", 'moment = "何时开始"\n'),
        ("日期,开始小时", ""),
    ],
)
def test_heads_that_say_the_beginning_of_the_hour_ask_for_the_switch(
    tmp_path, workspace, head, columns
):
    text = hourly(f"code,{head},PM2.5", "9001A", hours=range(23))
    text = text.replace(" ", ",") if "," in head else text
    path = written(tmp_path, text)
    written(workspace, columns, "columns.toml")
    done, days, _ = assessed(path, "--workspace", workspace)
    assert (done.returncode, days) == (1, [])
    assert "请用 --hour-label beginning 说明" in done.stderr
    done, days, _ = assessed(path, "--workspace", workspace, "--hour-label", "beginning")
    assert [(d["date"], d["pm25_hours"]) for d in days] == [("2021-04-02", "23")]


def test_of_the_beginning_and_the_end_of_an_hour_the_end_counts(tmp_path):
    rows = [f"9001A,2021-04-02 {h - 1:02d}:00,2021-04-02 {h:02d}:00,93" for h in range(1, 24)]
    head = "code,开始时间,结束时间,PM2.5"
    _, days, _ = assessed(written(tmp_path, "\n".join([head, *rows]) + "\n"))
    assert [(d["date"], d["pm25_hours"]) for d in days] == [("2021-04-02", "23")]


@pytest.mark.parametrize("minute", ["05", "30"])
@pytest.mark.parametrize(("label", "words"), [("ended", "刚结束的小时"), ("running", "所在的小时")])
def test_rows_at_another_minute_are_hours_if_the_user_says_of_which(tmp_path, minute, label, words):
    rows = [f"9001A,2021-04-02 {h:02d}:{minute},{h}" for h in range(1, 23)]
    path = written(tmp_path, "\n".join(["code,time,PM2.5", *rows]) + "\n")
    done, days, _ = assessed(path)
    assert (done.returncode, days) == (1, [])
    assert "请用 --hour-label ended 或 running 说明" in done.stderr
    done, days, _ = assessed(path, "--hour-label", label)
    assert [(d["date"], d["pm25_hours"]) for d in days] == [("2021-04-02", "22")]
    assert words in done.stdout


@pytest.mark.parametrize(
    ("options", "hours"),
    [
        # the hours 01 to 23 UTC end at 09 to 24 of the day, and at 01 to 07 of the next
        ((), {"2021-04-02": "16", "2021-04-03": "7"}),
        (("--time-zone", "Beijing"), {"2021-04-02": "23"}),
        # hours that begin at 01 to 23 end at 02 to 24
        (("--time-zone", "Beijing", "--hour-label", "beginning"), {"2021-04-02": "23"}),
    ],
)
def test_a_z_that_is_beijing_time_has_a_switch(tmp_path, options, hours):
    text = hourly("code,time,PM2.5", "9001A").replace(" ", "T").replace(":00,", ":00Z,")
    done, days, _ = assessed(written(tmp_path, text), *options)
    assert {d["date"]: d["pm25_hours"] for d in days} == hours
    assert ("都作北京时间" in done.stdout) == bool(options)
    assert ("标记小时的开始" in done.stdout) == ("beginning" in options)


@pytest.mark.parametrize(
    ("zone", "hours"),
    [
        # 01 to 23 in Urumqi end at 03 to 24, and at 01 of the next day
        ("+06:00", {"2021-04-02": "22", "2021-04-03": "1"}),
        ("UTC", {"2021-04-02": "16", "2021-04-03": "7"}),
    ],
)
def test_another_time_zone_has_a_switch(day, zone, hours):
    _, days, _ = assessed(day, "--time-zone", zone)
    assert {d["date"]: d["pm25_hours"] for d in days} == hours
    done, _, _ = assessed(day, "--time-zone", "Urumqi")
    assert (done.returncode, "“Urumqi”不是时区" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("date,hour,type,伊犁哈萨克州,昌吉州\n20250401,1,PM2.5,30,40\n", "城市数据文件"),
        ("date,hour,type,9001A\n20250401,1,PM2.5_24h,30\n20250401,1,AQI,5\n", "只有24小时均值"),
        ("stationcode,time,PM2.5_24h\n9001A,2025-04-01 01:00,30\n", "只有24小时均值"),
        (
            "code,date,PM2.5\n9001A,2025-04-01,30\n",
            "只有日期、没有小时的行（日值表；不取，请用 --daily",
        ),
        ("日期,城市,PM2.5\n2025-04-01,伊宁市,30\n", "只有日期、没有小时的行"),
        ("date,hour,type,1001A\n20250401,1,PM2.5,30\n", "没有名单中、县市内站点的任何小时值"),
    ],
)
def test_files_without_hours_of_stations_are_named_as_what_they_are(tmp_path, content, words):
    done, days, _ = assessed(written(tmp_path, content, "china_sites_20250401.csv"))
    assert (done.returncode, days) == (1, [])
    assert words in done.stderr


@pytest.mark.parametrize(
    ("row", "stated"),
    [
        ("9003A,二中,昌吉州,昌吉市,81.2815,43.9404", "昌吉市"),
        ("9003A,二中,昌吉回族自治州,,81.2815,43.9404", "昌吉回族自治州"),
        ("9003A,二中,伊犁州,伊宁市,81.169,43.564", "伊宁市"),  # 81°16.9′, 43°56.4′
        ("9003A,二中,伊宁市,,81.169,43.564", "伊宁市"),
        ("9003A,二中,伊犁州,,85.5,44.3", "伊犁州"),
    ],
)
def test_a_list_whose_coordinates_contradict_its_city_is_refused(day, row, stated):
    done, days, _ = assessed(day, listed=f"{LIST}{row}\n")
    assert (done.returncode, days) == (1, [])
    assert f"9003A：名单说站点在{stated}，坐标（" in done.stderr
    assert done.stderr.count("名单说站点在") == 1


def test_a_city_that_the_workspace_does_not_know_contradicts_nothing(day):
    done, days, _ = assessed(day, listed=f"{LIST}9003A,二中,石河子市,,86.04,44.3\n")
    assert (done.returncode, len(days)) == (0, 1)


def test_a_station_that_stands_in_another_city_than_any_that_is_known_is_said(day):
    done, days, _ = assessed(day, listed=f"{LIST}9003A,二中,乌鲁木齐市,,81.3,43.95\n")
    assert (done.returncode, len(days)) == (0, 1)
    assert "站点9003A：名单说在“乌鲁木齐市”（不在工作区评价的范围），坐标却在伊犁" in done.stderr
    assert done.stderr.count("坐标却在") == 1


def test_an_unregistered_source_is_one_fault(day, workspace):
    done, days, figures = assessed(day, source="nowhere")
    assert (done.returncode, days, figures) == (1, [], [])
    assert done.stderr.count("来源“nowhere”没有登记") == 1
    done, _, figures = assessed(day, source="cnemc-hourly-2019")
    assert (done.returncode, {f["source"] for f in figures}) == (0, {"cnemc-hourly-2019"})
    out = workspace / "data" / "measured" / "x.csv"  # where a build would read the default
    done, _, _ = assessed(day, "--workspace", workspace, "--out", out)
    assert (done.returncode, out.exists()) == (1, False)
    assert "来源“archive”没有登记" in done.stderr
