"""Hourly archives: read exactly, whatever lies in them, and every trap is counted."""

import gzip
import io
import os
import tarfile
import zipfile
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqmap.errors import SourceError
from aqmap.model.natural_days import POLLUTANTS
from aqmap.read.stations.archive.read_archive import read_archive
from tests.decide.assess.readings_of import best_window
from tests.read.stations.archives import FIRST, natural_days, write_archive, write_day

CODES = ["1001A", "1002A", "1003A"]
MEASURED = Path(__file__).parents[5] / "shared" / "measured"


def trapped(report):
    found: dict[str, int] = {}
    for (_, trap), times in report.traps.counts.items():
        found[trap] = found.get(trap, 0) + times
    return found


def same(one, other):
    """Return whether two readings are equal, to the last number."""
    arrays = (
        *((one.hours[n], other.hours[n]) for n in one.hours),
        *((one.totals[n], other.totals[n]) for n in one.totals),
        *((getattr(one, n), getattr(other, n)) for n in ("windows", "window_hours", "peaks")),
        (one.window_totals, other.window_totals),
    )
    return (one.dates, one.stations) == (other.dates, other.stations) and all(
        np.array_equal(a, b) for a, b in arrays
    )


def whole_days(count, *, value="40"):
    day = {h: {name: [value] * 3 for name in POLLUTANTS} for h in range(24)}
    return [day] * count


@st.composite
def archives(draw):
    """Return up to four days of hours, with every kind of gap."""
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    gap = draw(st.sampled_from([0.0, 0.1, 0.3, 0.8]))
    found = []
    for _ in range(draw(st.integers(1, 4))):
        hours = {}
        for hour in range(24):
            if random.random() < gap / 2:
                continue
            kinds = {}
            for name in POLLUTANTS:
                if random.random() < gap / 4:
                    continue
                top, decimals = (30, 1) if name == "CO" else (600, 0)
                numbers = random.random(3) * top
                kinds[name] = [
                    "" if random.random() < gap else f"{number:.{decimals}f}" for number in numbers
                ]
            hours[hour] = kinds
        found.append(hours)
    return found


@settings(max_examples=40, deadline=None)
@given(archives())
def test_plain_loops_agree(tmp_path_factory, values):
    if not any(cells for hours in values for kinds in hours.values() for cells in kinds.values()):
        return
    folder = write_archive(tmp_path_factory.mktemp("archive"), values, CODES)
    days, _ = read_archive([folder])
    slow = natural_days(values, CODES)
    for row, day in enumerate(days.dates):
        for column, code in enumerate(days.stations):
            for name in POLLUTANTS:
                hours = slow.get((day, code, name), [None] * 24)
                there = [value for value in hours if value is not None]
                assert days.hours[name][row, column] == len(there)
                assert days.totals[name][row, column] == sum(there)
            ozone = slow.get((day, code, "O3"), [None] * 24)
            count, hours, total = best_window(ozone)
            assert days.windows[row, column] == count
            if count:  # of equal means either may stand
                assert total * int(days.window_hours[row, column]) == hours * int(
                    days.window_totals[row, column]
                )
            assert days.peaks[row, column] == max((v for v in ozone if v is not None), default=-1)


def test_hour_0_belongs_to_the_day_before(tmp_path):
    values = [{h: {"PM2.5": [str(100 if h == 0 else 20)] * 3} for h in range(24)}] * 2
    days, _ = read_archive([write_archive(tmp_path / "a", values, CODES)], pollutants=["PM2.5"])
    assert days.dates == (FIRST - timedelta(days=1), FIRST, FIRST + timedelta(days=1))
    assert days.hours["PM2.5"][:, 0].tolist() == [1, 24, 23]
    assert days.totals["PM2.5"][:, 0].tolist() == [100_000, 23 * 20_000 + 100_000, 23 * 20_000]


@pytest.mark.parametrize("workers", [1, 2])
def test_any_number_of_workers_gives_the_same(tmp_path, workers):
    folder = write_archive(tmp_path / "a", whole_days(20), CODES)
    alone, _ = read_archive([folder])
    days, _ = read_archive([folder], workers=workers)
    assert same(alone, days)


def packed(folder, path):
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.iterdir()):
                archive.write(file, f"2021/{file.name}")
            archive.writestr("__MACOSX/2021/._china_sites_20210301.csv", b"\0\5\x16\7")
    else:
        with tarfile.open(path, "w:gz") as archive:
            for file in sorted(folder.iterdir()):
                archive.add(file, f"2021/{file.name}")
            litter = tarfile.TarInfo("2021/._china_sites_20210301.csv")
            litter.size = 4
            archive.addfile(litter, io.BytesIO(b"\0\5\x16\7"))
    return path


@pytest.mark.parametrize("name", ["年度 数据.zip", "a.tar.gz"])
def test_packed_archives_are_read_without_unpacking(tmp_path, name):
    folder = write_archive(tmp_path / "plain", whole_days(3), CODES)
    alone, _ = read_archive([folder])
    path = packed(folder, tmp_path / name)
    before = sorted(tmp_path.rglob("*"))
    days, report = read_archive([path])
    assert same(alone, days)
    assert trapped(report)["litter"] == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_every_trap_is_counted(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    header = "date,hour,type,1001A,1002A,1001A,\n"
    lines = [
        header,
        *(f"20210301,{h},PM2.5,40,50,40,\n" for h in range(1, 20)),
        "20210301,20,PM2.5,40,-3,41,\n",  # columns differ; negative
        "20210301,21,PM2.5,-,NaN,,\n",
        "20210301,22,PM2.5,99999,viel,,\n",
        "20210301,23,PM2.5,45.0,0.1234,45,\n",
        "20210301,19,PM2.5,40,51,40,\n",  # the hour again: 40 agrees, 51 does not
        "20210301,25,PM2.5,1,1,1,\n",
        "20210301,3,Radon,1,1,1,\n",
        "20210301,4,PM10,1,1\n",
        "20210301,5,PM1",
    ]
    (folder / "china_sites_20210301.csv").write_bytes("".join(lines).encode("utf-8-sig"))
    (folder / "china_sites_20210302.csv").write_text("<html><title>404</title></html>")
    (folder / "china_sites_20210303.csv").write_bytes(b"\x00\x05\x16\x07\xff\xfe\xfd")
    (folder / "._china_sites_20210301.csv").write_bytes(b"\x00\x05\x16\x07")
    (folder / "readme.md").write_text("no data")
    write_day(
        folder / "china_sites_20210304.csv",
        date(2021, 3, 4),
        {(h, "PM2.5"): ["0"] for h in range(24)},
        ["1001A"],
    )
    days, report = read_archive([folder], pollutants=["PM2.5"])
    assert trapped(report) == {
        "column_without_name": 1,
        "column_twice": 1,
        "column_twice_different": 1,
        "negative": 1,
        "sign_for_nothing": 2,
        "impossible": 1,
        "text": 1,
        "finer_than_thousandths": 1,
        "twice_same": 1,
        "twice_different": 1,
        "row_without_time": 1,
        "row_of_unknown_type": 1,
        "row_cut_off": 1,
        "hours_missing": 1,
        "web_page": 1,
        "unreadable": 1,
        "litter": 1,
        "other_file": 1,
    }
    assert report.missing == (date(2021, 3, 2), date(2021, 3, 3))
    first = days.dates.index(date(2021, 3, 1))
    assert days.hours["PM2.5"][first].tolist() == [20, 19]  # 1001A: 1-19 and 23; 1002A: 1-18 and 23
    assert days.totals["PM2.5"][first].tolist() == [19 * 40_000 + 45_000, 18 * 50_000 + 123]
    last = days.dates.index(date(2021, 3, 4))
    assert days.hours["PM2.5"][last].tolist() == [23, 0]  # 0 is a value


def test_two_files_of_one_day_are_read_together(tmp_path):
    day = date(2021, 3, 1)
    morning = {(h, "PM2.5"): ["10", "20"] for h in range(12)}
    rest = {(h, "PM2.5"): ["10", "21" if h == 11 else "20"] for h in range(11, 24)}
    write_day(tmp_path / "b.csv", day, morning, ["1001A", "1002A"])
    write_day(tmp_path / "a.csv", day, rest, ["1001A", "1002A"])
    days, report = read_archive([tmp_path], pollutants=["PM2.5"])
    assert days.hours["PM2.5"][1].tolist() == [23, 22]
    assert (trapped(report)["twice_same"], trapped(report)["twice_different"]) == (1, 1)


def test_an_archive_without_hours_is_refused(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(SourceError, match="no hourly monitoring data"):
        read_archive([tmp_path])
    with pytest.raises(SourceError, match="nowhere"):
        read_archive([tmp_path / "nowhere"])


def test_a_broken_zip_is_named(tmp_path):
    path = tmp_path / "a.zip"
    folder = write_archive(tmp_path / "plain", whole_days(1), CODES)
    content = packed(folder, path).read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(SourceError, match=r"a\.zip.*damaged or incomplete.*again"):
        read_archive([path])


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tgz", "a.tar.xz"])
def test_a_tar_archive_cut_off_is_named(tmp_path, name):
    path = tmp_path / name
    folder = write_archive(tmp_path / "plain", whole_days(3), CODES)
    content = packed(folder, path).read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    with pytest.raises(SourceError, match=r"damaged or incomplete.*again"):
        read_archive([path])


@pytest.mark.parametrize("days", [1, 2])
def test_an_archive_without_a_single_value_has_days_and_no_stations(tmp_path, days):
    folder = write_archive(tmp_path / "a", whole_days(days, value="-"), CODES)
    found, report = read_archive([folder])
    assert (found.stations, len(found.dates), report.files) == ((), days + 1, days)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("stored", [False, True])
def test_files_of_one_name_in_two_places_are_two(tmp_path, packed, stored):
    write_archive(tmp_path / "a" / "one", whole_days(1), CODES)
    write_archive(tmp_path / "a" / "two", whole_days(1, value="80"), CODES, first=date(2021, 5, 1))
    for folder in ("one", "two"):
        file = next((tmp_path / "a" / folder).iterdir())
        file = file.rename(file.with_name("day.csv"))
        if packed:
            with tarfile.open(tmp_path / "a" / folder / "day.tar", "w") as tar:
                tar.add(file, "day.csv")
            file.unlink()
    for _ in range(2):
        days, report = read_archive([tmp_path / "a"], store=tmp_path / "store" if stored else None)
        assert report.files == 2
        assert days.hours["PM2.5"].sum() == 2 * 24 * len(CODES)


def test_a_gzipped_file_is_read(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    plain, _ = read_archive([folder])
    file = next(folder.iterdir())
    (folder / f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes()))
    file.unlink()
    days, _ = read_archive([folder])
    assert same(plain, days)


def test_more_dates_and_stations_than_can_be_are_refused_before_they_fill_the_memory(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    rows = [f"{date(1990, 1, 1) + timedelta(days=n % 20000):%Y-%m-%d},{n}A,1" for n in range(20000)]
    (folder / "b.csv").write_text("date,code,PM2.5,hour\n" + "\n".join(f"{r},1" for r in rows))
    days, report = read_archive([folder])
    assert report.traps.counts["b.csv", "unreadable"] == 1
    assert days.stations == tuple(CODES)


def test_a_pipe_among_the_files_is_not_waited_for(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    os.mkfifo(folder / "pipe.csv")
    _, report = read_archive([folder])
    assert report.files == 1


def test_a_file_that_is_gone_before_it_is_put_together_is_told_and_not_kept(tmp_path, monkeypatch):
    """Files that hold the same hours are read a second time: one may be gone by then."""
    folder = write_archive(tmp_path / "a", whole_days(3), CODES)
    second = folder / "again.csv"
    first = sorted(folder.iterdir())[1]
    content = first.read_bytes()
    second.write_bytes(content)
    first.write_bytes(content.replace(b",40", b",", 1))  # one hour stands in the other alone
    before = read_archive([folder])[0]

    def gone(parts):
        second.unlink(missing_ok=True)

    monkeypatch.setattr("aqmap.read.stations.archive.assemble_months.merged", gone)
    _, report = read_archive([folder], store=tmp_path / "store")
    assert report.traps.counts["again.csv", "unreadable"] == 1
    monkeypatch.undo()
    second.write_bytes(content)
    days, report = read_archive([folder], store=tmp_path / "store")
    assert same(before, days)
    assert report.traps.counts == read_archive([folder])[1].traps.counts
