"""The national layout as it comes, and as other programs save it again."""

import re

import numpy as np
import pytest

from aqmap.read.stations.archive.read_archive import read_archive
from aqmap.read.stations.hours import MISSING, Traps
from aqmap.read.stations.tables.fast_numbers import parse_cells
from aqmap.read.stations.tables.national_layout import read_national
from tests.counted_calls import at_most_calls
from tests.read.stations.archive.test_read_archive import CODES, same, whole_days
from tests.read.stations.archives import FIRST, write_archive

SAVED_AGAIN = {
    "quoted": lambda lines: [",".join(f'"{c}"' for c in line.split(",")) for line in lines],
    "semicolons": lambda lines: [line.replace(",", ";") for line in lines],
    "tabs": lambda lines: [line.replace(",", "\t") for line in lines],
    "numbered": lambda lines: [f"{n or ''},{line}" for n, line in enumerate(lines)],
    "numbered, quoted": lambda lines: [f'"{n or ""}",{line}' for n, line in enumerate(lines)],
    "spaced": lambda lines: [line.replace(",", " , ") for line in lines],
    "dashed": lambda lines: [line.replace("20210301", "2021-03-01") for line in lines],
    "slashed": lambda lines: [line.replace("20210301", "2021/3/1") for line in lines],
    "floats": lambda lines: [line.replace(",40", ",40.0") for line in lines],
    "hour as float": lambda lines: [re.sub(r"^(\d{8},\d+),", r"\1.0,", line) for line in lines],
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("how", SAVED_AGAIN)
def test_a_national_file_saved_again_by_another_program_is_the_same(tmp_path, how, end):
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    file = next(folder.iterdir())
    plain, _ = read_archive([folder])
    lines = SAVED_AGAIN[how](file.read_text(encoding="utf-8").splitlines())
    file.write_bytes((end.join(lines) + end).encode())
    days, report = read_archive([folder])
    assert same(plain, days)
    assert not report.traps.counts


def test_hour_24_is_hour_0_of_the_next_date(tmp_path):
    values = whole_days(2)
    del values[1]
    folder = write_archive(tmp_path / "a", values, CODES)
    file = next(folder.iterdir())
    file.write_text(file.read_text().replace("20210301,0,", "20210301,24,"), encoding="utf-8")
    days, _ = read_archive([folder])
    row = days.dates.index(FIRST)
    assert days.hours["PM2.5"][row].tolist() == [24, 24, 24]


@pytest.mark.parametrize(
    ("line", "trap", "spot"),
    [
        ("00010101,5,PM2.5,1,2,3", "row_without_time", "00010101,5,PM2.5,1,2,3"),
        ("20210301,25,PM2.5,1,2,3", "row_without_time", "20210301,25,PM2.5,1,2,3"),
        ("20210230,5,PM2.5,1,2,3", "row_without_time", "20210230,5,PM2.5,1,2,3"),
        ("20210301,5,pm2_5,1,2,3", "row_of_unknown_type", "pm2_5"),
        ("20210301,5,PM2.5,1,2", "row_of_other_width", "2 ≠ 3"),
    ],
)
def test_a_row_that_cannot_be_used_is_counted_with_its_line(tmp_path, line, trap, spot):
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    file = next(folder.iterdir())
    number = len(file.read_text().splitlines()) + 1
    file.write_text(file.read_text() + line + "\n", encoding="utf-8")
    _, report = read_archive([folder])
    assert report.traps.counts == {(file.name, trap): 1}
    assert report.traps.spots == {(file.name, trap): f"line {number}: {spot}"}


def test_a_cell_that_is_no_number_is_named_with_its_station(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    file = next(folder.iterdir())
    text = file.read_text().replace("20210301,5,PM2.5,40,40", "20210301,5,PM2.5,40,<4")
    text = text.replace("20210301,6,PM2.5,40,40", "20210301,6,PM2.5,12345,40")
    file.write_text(text.removesuffix("\n"), encoding="utf-8")
    _, report = read_archive([folder])
    assert report.traps.counts == {
        (file.name, "text"): 1,
        (file.name, "impossible"): 1,
        (file.name, "no_line_end"): 1,
    }
    assert report.traps.spots[file.name, "text"] == "1002A: <4"
    assert report.traps.spots[file.name, "impossible"] == "1001A: 12345"


def test_a_file_without_a_row_to_use_is_counted(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    (folder / "b.csv").write_text("date,hour,type,1001A\n", encoding="utf-8")
    (folder / "c.csv").write_text("date,hour,type,1001A\n1/3/2021,5,CO,1\n", encoding="utf-8")
    _, report = read_archive([folder])
    assert report.files == 1
    assert report.traps.counts["b.csv", "no_rows"] == report.traps.counts["c.csv", "no_rows"] == 1
    assert report.traps.counts["c.csv", "row_without_time"] == 1


def test_what_pandas_calls_a_second_column_is_one(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    file = next(folder.iterdir())
    head, *rows = file.read_text().splitlines()
    rows = [f"{row},{'40' if ',3,' in row else '41'}" for row in rows]
    file.write_text("\n".join([f"{head},1001A.1", *rows, ""]), encoding="utf-8")
    days, report = read_archive([folder])
    assert days.stations == tuple(CODES)
    assert report.traps.counts[file.name, "column_twice"] == 1
    assert days.hours["PM2.5"][1].tolist() == [1, 23, 23]  # hour 3 alone agrees


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_national_file_in_another_encoding_is_the_same(tmp_path, encoding):
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    plain, _ = read_archive([folder])
    file = next(folder.iterdir())
    file.write_bytes(file.read_text(encoding="utf-8").encode(encoding))
    days, report = read_archive([folder])
    assert same(plain, days)
    assert not report.traps.counts


@pytest.mark.parametrize("part", [b"1001A", b",40", b"date"])
def test_a_national_file_with_a_nul_is_no_text(tmp_path, part):
    folder = write_archive(tmp_path / "a", whole_days(2), CODES)
    file = sorted(folder.iterdir())[0]
    file.write_bytes(file.read_bytes().replace(part, part + b"\0", 1))
    _, report = read_archive([folder])
    assert report.traps.counts[file.name, "unreadable"] == 1


def test_what_is_no_finite_number_is_counted_with_its_station(tmp_path):
    cells = ["inf", "1e309", "-inf", "nan", "1e400", "40", "", "x"]
    rows = [f"20210301,{n},PM2.5,{cell},20" for n, cell in enumerate(cells)]
    (tmp_path / "a.csv").write_text("date,hour,type,1001A,1002A\n" + "\n".join(rows) + "\n")
    days, report = read_archive([tmp_path])
    counts = {trap: times for (_, trap), times in report.traps.counts.items()}
    assert counts == {"not_finite": 4, "sign_for_nothing": 1, "text": 1, "hours_missing": 16}
    assert report.traps.spots["a.csv", "not_finite"] == "1001A: inf"
    assert days.totals["PM2.5"].sum(axis=0).tolist() == [40_000, 8 * 20_000]


def test_columns_of_one_station_over_and_over_are_put_together_in_one_pass(tmp_path):
    """Each code's columns were looked for among all columns."""
    columns = 20_000
    names = ",".join(f"{n % (columns // 2)}A" for n in range(columns))
    content = f"date,hour,type,{names}\n20210301,1,PM2.5,{','.join(['4'] * columns)}\n".encode()
    traps = Traps()
    with at_most_calls(20 * columns):
        hours = read_national(content, "a", pollutants=["PM2.5"], stations=None, traps=traps)
    assert (len(hours.stations), traps.counts["a", "column_twice"]) == (10_000, 10_000)


def test_cells_that_are_no_number_take_no_room_each(tmp_path):
    """Nor do their texts: an archive of nothing else has 30 million in a file."""
    content = b"date,hour,type,1001A\n" + b"20210301,1,PM2.5,x\n" * 1000
    buffer = np.frombuffer(content, np.uint8)
    ends = np.flatnonzero(buffer == ord("\n"))[1:]
    values, met = parse_cells(buffer, ends - 1, ends)
    assert set(values.tolist()) == {MISSING}
    assert met == {"text": (1000, 0, "x")}
