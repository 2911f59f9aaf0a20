"""What `aqmap stations` makes of archives that could be read wrongly without a word."""

import csv
from pathlib import Path

from tests.cli.processes import run

ROOT = Path(__file__).parents[2]
LIST = (
    "code,name,city,county,lon,lat\n"
    "9001A,市环保局,伊犁哈萨克州,伊宁市,81.2815,43.9404\n"
    "9002A,第二水厂,伊犁哈萨克州,伊宁市,81.3364,43.941\n"
)


def assessed(folder, *more, listed=LIST, source="archive"):
    """Run the command on a file or folder; return the process, the days and the figures."""
    where = Path(folder).parent
    stations, out, daily = (where / f"{name}.csv" for name in ("list", "figures", "days"))
    stations.write_text(listed, encoding="utf-8")
    words = ["stations", folder, "--stations", stations, "--workspace", ROOT, "--out", out]
    words += ["--daily", daily, "--overwrite", "--source", source, "--lang", "zh", *more]
    done = run(*words)
    return done, rows_of(daily), rows_of(out)


def rows_of(path):
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def hourly(head, cells, hours=range(1, 24), day="2021-04-02"):
    """Return a table with a row an hour: `cells` before its time and PM2.5."""
    return "\n".join([head, *(f"{cells},{day} {hour:02d}:00,93" for hour in hours)]) + "\n"


def test_no_file_of_a_folder_gives_a_foreign_station(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    for n, city in enumerate(("保山市", "乌鲁木齐市", "")):
        head = ("City," if city else "") + "WatchPoint,time,PM2.5"
        cells = (f"{city}," if city else "") + "市环保局"
        text = hourly(head, cells, day=f"2021-04-{n + 2:02d}")
        (folder / f"{n}.csv").write_text(text, encoding="utf-8")
    done, days, _ = assessed(folder)
    assert (done.returncode, days) == (1, [])
    assert "只有站名不作对应" in done.stderr
    text = hourly("City,WatchPoint,time,PM2.5", "伊宁市,市环保局", day="2021-04-09")
    (folder / "own.csv").write_text(text, encoding="utf-8")
    done, days, _ = assessed(folder)
    assert done.returncode == 0
    assert [(day["place"], day["date"], day["pm25"]) for day in days] == [
        ("9001A", "2021-04-09", "93")
    ]
    assert "城市加站名也不在名单里的行（只有站名不作对应，不取）：69（" in done.stderr


def test_what_is_screened_is_said_and_can_be_switched(tmp_path):
    path = tmp_path / "hours.csv"
    text = hourly("code,time,PM2.5", "9001A").replace("10:00,93", "10:00,999")
    path.write_text(text, encoding="utf-8")
    done, days, _ = assessed(path)
    assert [(day["pm25"], day["pm25_hours"]) for day in days] == [("93", "22")]
    assert "999一类的代码、前后小时不支持的值（不取）：1（" in done.stderr
    assert "小时值检查：全部为0的小时不取；999一类的代码不取；超量程只标记" in done.stdout
    done, days, _ = assessed(path, "--screen", "code=flag")
    # (22 · 93 + 999) / 23 = 132.4
    assert [(day["pm25"], day["pm25_hours"]) for day in days] == [("132", "23")]
    assert "999一类的代码、前后小时不支持的值（已采用）：1" in done.stderr
    done, _, _ = assessed(path, "--screen", "codes")
    assert (done.returncode, "“codes”不是检查规则" in done.stderr) == (1, True)
