"""Stores that are damaged or cannot be written: the result is the same, and it is said."""

import errno
import json
import os
import resource
import shutil
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest

from aqmap.errors import os_reason
from aqmap.read.stations.archive.read_archive import read_archive
from aqmap.read.stations.archive.store_index import MAX_INDEX, sum_of
from aqmap.read.stations.hours import spot_text
from tests.read.stations.archive.test_read_archive import CODES, same, trapped, whole_days
from tests.read.stations.archives import FIRST, write_archive

STORE = {"store_unwritten", "store_damaged"}


def index_of(store):
    return next(store.rglob("index.json"))


def rewritten(change):
    """Return what puts another index in the place of one, with a sum that fits it."""

    def rewrite(index):
        body = json.loads(index.read_text().partition("\n")[2])
        text = json.dumps(change(body))
        index.write_text(f"{sum_of(text.encode())}\n{text}")

    return rewrite


def with_text(text):
    return lambda index: index.write_text(f"{sum_of(text.encode())}\n{text}")


def first_content(value):
    return rewritten(lambda body: body | {"contents": dict.fromkeys(body["contents"], value)})


def as_folder(index):
    index.unlink()
    index.mkdir()


def as_pipe(index):
    index.unlink()
    os.mkfifo(index)


def as_device(index):
    index.unlink()
    index.symlink_to("/dev/zero")


def as_huge_file(index):
    with index.open("r+b") as file:
        file.truncate(MAX_INDEX + 1)  # of holes


DAMAGE = {
    "empty": lambda index: index.write_bytes(b""),
    "cut off": lambda index: index.write_bytes(index.read_bytes()[:-40]),
    "garbage": lambda index: index.write_bytes(b"\xff\0" * 500),
    "no JSON": with_text("{"),
    "a list": with_text("[]"),
    "nothing": with_text("null"),
    "deep": with_text("[" * 100_000),
    "a long number": with_text("9" * 5000),
    "without its parts": with_text("{}"),
    "contents that are a list": rewritten(lambda body: body | {"contents": [1]}),
    "contents of another kind": first_content(7),
    "dates that are none": first_content([["2021-13-01"], [], []]),
    "dates that are numbers": first_content([[20210301], [], []]),
    "dates that descend": first_content([["2021-03-02", "2021-03-01"], [], []]),
    "traps that are none": first_content([["2021-03-01"], [], [["a"]]]),
    "traps without a number": first_content([["2021-03-01"], [], [["a", "text", "x", ""]]]),
    "files that are a list": rewritten(lambda body: body | {"files": ["a"]}),
    "stamps that are a number": rewritten(
        lambda body: body | {"files": dict.fromkeys(body["files"], 1)}
    ),
    "sums that are a text": rewritten(lambda body: body | {"sums": "a"}),
    "a folder": as_folder,
    "a pipe": as_pipe,
    "a device": as_device,
    "huge": as_huge_file,
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_index_is_said_and_the_archive_read_again(tmp_path, name):
    folder = write_archive(tmp_path / "a", whole_days(3), CODES)
    store = tmp_path / "store"
    first, _ = read_archive([folder], store=store)
    index = index_of(store)
    DAMAGE[name](index)
    days, report = read_archive([folder], store=store)
    assert same(first, days)
    assert report.stored == 0
    assert report.traps.counts[str(index), "store_damaged"] == 1
    again, report = read_archive([folder], store=store)
    assert same(first, again)
    in_the_way = {"a folder": "folder", "a pipe": "a pipe", "a device": "a device"}
    if name in in_the_way:  # aqmap replaces nothing but regular files
        assert trapped(report) == {"store_damaged": 1, "store_unwritten": 1}
        said = spot_text(report.traps.spots[str(index), "store_unwritten"]).en
        assert in_the_way[name] in said
    else:
        assert (trapped(report), report.stored) == ({}, 3)


def test_a_link_to_nothing_is_no_index(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(3), CODES)
    store = tmp_path / "store"
    first, _ = read_archive([folder], store=store)
    index = index_of(store)
    index.unlink()
    index.symlink_to(tmp_path / "nowhere")
    days, report = read_archive([folder], store=store)
    assert same(first, days)
    assert (report.stored, (tmp_path / "nowhere").exists()) == (0, False)


def forged(change):
    """Return what puts other parts in the place of a month's, known to the index as whole."""

    def forge(index):
        part = index.with_name("2021-03-days.parquet")
        part.write_bytes(change(part.read_bytes()))
        body = json.loads(index.read_text().partition("\n")[2])
        body["sums"][part.stem] = sum_of(part.read_bytes())
        rewritten(lambda _: body)(index)

    return forge


@pytest.mark.parametrize(
    "change",
    [
        lambda part: b"",
        lambda part: part[:-9],
        lambda part: b"PAR1" + b"\0" * 99,
        lambda part: part.replace(b'"stations": [', b'"stations": ["9999Z", '),
        lambda part: part.replace(b"<i2", b"|O8"),
        lambda part: part.replace(b"2021-03-01", b"2021-33-01"),
    ],
)
def test_parts_of_another_make_are_not_believed(tmp_path, change):
    folder = write_archive(tmp_path / "a", whole_days(3), CODES)
    store = tmp_path / "store"
    first, _ = read_archive([folder], store=store)
    forged(change)(index_of(store))
    days, report = read_archive([folder], store=store)
    assert same(first, days)
    assert trapped(report) == {"store_damaged": 1}


class Writes:
    """Counts what is written below a folder, and lets one of it fail; audit hooks stay for good."""

    below, failing, code, made, failed = "", 0, 0, 0, ""

    def __call__(self, event, arguments):
        if not self.below or event not in {"open", "os.rename", "os.mkdir"}:
            return
        path = arguments[1] if event == "os.rename" else arguments[0]
        is_written = event != "open" or bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))
        if is_written and str(path).startswith(self.below):
            self.made += 1
            if self.made == self.failing:
                self.failed = event
                raise OSError(self.code, os.strerror(self.code), str(path))

    @contextmanager
    def fail(self, below, number, code=errno.ENOSPC):
        """Let the write of that number fail."""
        self.below, self.failing, self.code, self.made = str(below), number, code, 0
        try:
            yield
        finally:
            self.below = ""


WRITES = Writes()
sys.addaudithook(WRITES)


@pytest.mark.parametrize(
    ("renewed", "code"),
    [(False, errno.ENOSPC), (True, errno.EROFS), (True, errno.EACCES)],
)
def test_no_failed_write_costs_the_result(tmp_path, renewed, code):
    """Neither of a new store nor of one that is renewed; the next run heals it."""
    folder = write_archive(tmp_path / "a", whole_days(32), CODES)
    before = tmp_path / "before"
    before.mkdir()
    if renewed:
        read_archive([folder], store=before)
        write_archive(folder, whole_days(2, value="70"), CODES, first=FIRST + timedelta(days=3))
    fresh, _ = read_archive([folder])
    failed = 0
    for number in range(1, 100):
        store = tmp_path / f"store-{number}"
        shutil.copytree(before, store)
        with WRITES.fail(store, number, code):
            days, report = read_archive([folder], store=store)
        assert same(fresh, days)
        if WRITES.made < number:
            break
        spots = [str(spot) for (_, trap), spot in report.traps.spots.items() if trap in STORE]
        if WRITES.failed == "os.mkdir" and not spots:
            continue  # of a folder that is there
        assert os_reason(OSError(code, "")).en in spots[-1]
        failed += 1
        healed, _ = read_archive([folder], store=store)
        assert same(fresh, healed)
        again, report = read_archive([folder], store=store)
        assert same(fresh, again)
        assert (trapped(report), report.stored) == ({}, 32)
    assert failed >= 9, "a folder, a file and its renaming, for parts, days and the index"


@pytest.mark.parametrize("room", [0, 100, 1000, 5000])
def test_a_file_cut_off_by_a_full_disk_is_not_believed(tmp_path, room):
    folder = write_archive(tmp_path / "a", whole_days(3), CODES)
    fresh, _ = read_archive([folder])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
    try:
        days, report = read_archive([folder], store=tmp_path / "store")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert same(fresh, days)
    assert trapped(report) == {"store_unwritten": 1}
    days, report = read_archive([folder], store=tmp_path / "store")
    assert same(fresh, days)
    again, report = read_archive([folder], store=tmp_path / "store")
    assert same(fresh, again)
    assert (trapped(report), report.stored) == ({}, 3)


def test_runs_at_once_with_one_store_give_each_its_own(tmp_path):
    """Of two archives with the same dates and stations, over and over."""
    folders = [
        write_archive(tmp_path / value, whole_days(3, value=value), CODES) for value in ("40", "50")
    ]
    fresh = [read_archive([folder])[0] for folder in folders]
    begin = threading.Barrier(4)

    def run(n):
        begin.wait()
        for _ in range(5):
            days, _ = read_archive([folders[n % 2]], store=tmp_path / "store")
            assert same(fresh[n % 2], days)
        return True

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(run, range(4)))


def test_files_of_names_that_are_no_text_are_kept_in_a_store(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(2), CODES)
    fresh, _ = read_archive([folder])
    first, second = sorted(folder.iterdir())
    try:
        first.rename(os.fsdecode(os.fsencode(folder) + b"/\xd5\xbe.csv"))
    except OSError:
        pytest.skip("the file system takes no such name")
    second.write_bytes(second.read_bytes().replace(b"20210302,0", b"20210301,24"))
    for stored in (0, 2):
        days, report = read_archive([folder], store=tmp_path / "store")
        assert same(fresh, days)
        assert (report.files, report.stored) == (2, stored)
