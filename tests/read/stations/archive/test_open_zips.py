"""A zip archive's directory is read once a process, however many members it has."""

import os
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import aqmap
from aqmap.read.stations.archive import open_zips
from aqmap.read.stations.archive.open_zips import close_zips, opened_zip
from aqmap.read.stations.archive.read_archive import read_archive
from tests.read.stations.archive.test_read_archive import CODES, same, whole_days
from tests.read.stations.archives import write_archive


def hourly_texts(count):
    """Return files of an hour each, by name."""
    moments = [datetime(2019, 1, 1, 1) + timedelta(hours=n) for n in range(count)]
    return {
        f"{at:%Y%m%d%H}.csv": "时间,站点编码,PM2.5\n"
        + "".join(f"{at:%Y-%m-%d %H:00},{code},{at.hour}\n" for code in CODES)
        for at in moments
    }


def write_zip(path, texts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return path


def write_folder(path, texts):
    path.mkdir()
    for name, text in texts.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def opened(monkeypatch):
    """Note each zip archive whose directory is read."""
    paths: list[str] = []
    real = zipfile.ZipFile.__init__

    def noted(self, file, *arguments, **named):
        paths.append(str(file))
        real(self, file, *arguments, **named)

    monkeypatch.setattr(zipfile.ZipFile, "__init__", noted)
    return paths


@pytest.mark.parametrize("members", [20, 40, 80])
def test_it_is_opened_once_for_any_number_of_members(tmp_path, opened, members):
    texts = hourly_texts(members)
    plain, _ = read_archive([write_folder(tmp_path / "a", texts)])
    path = write_zip(tmp_path / "a.zip", texts)
    opened.clear()
    days, report = read_archive([path])
    assert same(plain, days)
    assert (report.files, opened) == (members, [str(path)])


def test_so_are_zips_in_folders_and_those_that_share_dates(tmp_path, opened):
    """Days that several archives hold are put together from all of them."""
    texts = hourly_texts(48)
    folder = tmp_path / "a"
    (folder / "sub").mkdir(parents=True)
    paths = [write_zip(folder / f"{n}.zip", texts) for n in range(3)]
    paths.append(write_zip(folder / "sub" / "4.zip", hourly_texts(30)))
    opened.clear()
    _, report = read_archive([folder])
    assert (report.files, sorted(opened)) == (3 * 48 + 30, sorted(map(str, paths)))


def test_a_store_opens_it_once_a_run(tmp_path, opened):
    path = write_zip(tmp_path / "a.zip", hourly_texts(40))
    for _ in range(2):
        opened.clear()
        read_archive([path], store=tmp_path / "store")
        assert opened == [str(path)]


def test_each_worker_opens_it_once(tmp_path):
    """Counted in the processes themselves, which note it as they start."""
    hook = tmp_path / "hook"
    hook.mkdir()
    notes = tmp_path / "notes"
    (hook / "sitecustomize.py").write_text(
        "import os, zipfile\n"
        "real = zipfile.ZipFile.__init__\n"
        "def init(self, file, *args, **named):\n"
        f"    with open({str(notes)!r}, 'a') as notes:\n"
        "        notes.write(f'{os.getpid()} {file}\\n')\n"
        "    real(self, file, *args, **named)\n"
        "zipfile.ZipFile.__init__ = init\n"
    )
    path = write_zip(tmp_path / "a.zip", hourly_texts(200))
    script = (
        "from pathlib import Path\n"
        "from aqmap.read.stations.archive.read_archive import read_archive\n"
        "if __name__ == '__main__':\n"
        f"    print(read_archive([Path({str(path)!r})], workers=2)[1].files)\n"
    )
    (tmp_path / "run.py").write_text(script)
    root = str(Path(aqmap.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, str(tmp_path / "run.py")],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(hook), root])},
    )
    of_zip = [line for line in notes.read_text().splitlines() if line.endswith(str(path))]
    assert done.stdout.strip() == "200"
    assert len(of_zip) == len(set(of_zip)) <= 3, "the listing's and two workers'"


def test_archives_are_closed_at_the_end_and_as_others_are_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(open_zips, "MOST_OPEN", 2)
    paths = [write_zip(tmp_path / f"{n}.zip", hourly_texts(1)) for n in range(4)]
    kept = []
    for path in paths:
        with opened_zip(str(path)) as archive:
            kept.append(archive)
    assert [archive.fp is None for archive in kept] == [True, True, False, False]
    close_zips()
    assert all(archive.fp is None for archive in kept)


def test_they_are_closed_also_where_a_run_fails(tmp_path, monkeypatch):
    path = write_zip(tmp_path / "a.zip", hourly_texts(1))

    def failing(*_):
        assert len(open_zips._open) == 1
        raise ZeroDivisionError

    monkeypatch.setattr("aqmap.read.stations.archive.read_archive.months_of", failing)
    with pytest.raises(ZeroDivisionError):
        read_archive([path])
    assert len(open_zips._open) == 0


def test_an_archive_that_changed_is_opened_anew(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"x": "1"})
    other = write_zip(tmp_path / "b.zip", {"x": "2"})
    facts = path.stat()
    with opened_zip(str(path)) as archive:
        assert archive.read("x") == b"1"
    os.utime(other, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    other.replace(path)  # of the same size and time
    with opened_zip(str(path)) as archive:
        assert archive.read("x") == b"2"
    close_zips()


def test_a_zip_replaced_in_the_middle_of_a_run_is_told_where_members_are_gone(
    tmp_path, monkeypatch
):
    texts = hourly_texts(6)
    path = write_zip(tmp_path / "a.zip", texts)
    later = write_zip(tmp_path / "b.zip", dict(list(texts.items())[:4]))
    real = zipfile.ZipFile.open

    def replaced(self, name, *arguments, **named):
        if later.exists():
            later.replace(path)
        return real(self, name, *arguments, **named)

    monkeypatch.setattr(zipfile.ZipFile, "open", replaced)
    _, report = read_archive([path])
    assert report.files == 4
    assert sum(report.traps.counts.values()) == 2
    assert {trap for _, trap in report.traps.counts} == {"unreadable"}


def test_a_national_archive_reads_the_same_from_a_zip_with_workers(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(20), CODES)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"2021/{file.name}")
    alone, _ = read_archive([folder])
    days, report = read_archive([tmp_path / "a.zip"], workers=2)
    assert same(alone, days)
    assert report.files == 20
