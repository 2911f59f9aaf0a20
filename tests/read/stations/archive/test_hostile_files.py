"""Pipes, devices, links and bombs among an archive's files: refused or counted, without end."""

import gzip
import io
import os
import socket
import tarfile
import zipfile
from pathlib import Path

import pytest

from aqmap.errors import SourceError, TableError
from aqmap.files.outputs import Protected, Target, write_outputs
from aqmap.read.stations.archive import archive_files
from aqmap.read.stations.archive.read_archive import read_archive
from aqmap.read.stations.dust_days import read_dust_days
from aqmap.read.stations.hours import Traps, spot_text
from aqmap.read.stations.station_lists import read_list
from tests.read.stations.archive.test_read_archive import CODES, same, trapped, whole_days
from tests.read.stations.archives import write_archive


def make_pipe(path):
    os.mkfifo(path)


def make_device(path):
    path.symlink_to("/dev/zero")


def make_link_to_pipe(path):
    os.mkfifo(path.with_name("target"))
    path.symlink_to(path.with_name("target"))


def make_socket(path):
    before = Path.cwd()
    os.chdir(path.parent)  # a socket's path may have 108 signs only
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.chdir(before)


MAKERS = [make_pipe, make_device, make_link_to_pipe, make_socket]
READERS = {
    "archive": lambda path: read_archive([path]),
    "list": lambda path: read_list(path, "WGS84"),
    "dust days": lambda path: read_dust_days(path, None),
}


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("name", ["a.csv", "a.zip", "a.tar.gz", "a.xlsx", "a.gz", "a"])
def test_what_has_no_end_is_no_archive(tmp_path, make, name):
    make(tmp_path / name)
    with pytest.raises(SourceError, match=r"no ordinary file"):
        read_archive([tmp_path / name])


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_nor_a_list(tmp_path, make, reader, name):
    make(tmp_path / name)
    with pytest.raises(SourceError, match=r"no ordinary file"):
        READERS[reader](tmp_path / name)


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("name", ["x.csv", "x.zip", "x.tar", "x.csv.gz", "x.xlsx", "x"])
def test_in_a_folder_it_is_counted_and_passed_over(tmp_path, make, name):
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    (tmp_path / "a" / "sub").mkdir()
    make(folder / "sub" / name)
    _, report = read_archive([folder])
    assert report.files == 1
    assert report.traps.counts[f"sub/{name}", "not_regular"] == 1


def test_a_file_that_becomes_a_pipe_behind_its_listing_is_not_waited_for(tmp_path, monkeypatch):
    folder = write_archive(tmp_path / "a", whole_days(2), CODES)
    first = sorted(folder.iterdir())[0]
    listed = archive_files.members([folder], Traps())
    first.unlink()
    os.mkfifo(first)
    monkeypatch.setattr(
        "aqmap.read.stations.archive.read_archive.members", lambda paths, traps: listed
    )
    _, report = read_archive([folder])
    assert (report.files, trapped(report)["unreadable"]) == (1, 1)


def test_linked_folders_are_named_and_not_followed(tmp_path):
    """Neither in a circle nor to the outside."""
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    (folder / "again").symlink_to(folder)
    (folder / "sub").mkdir()
    (folder / "sub" / "up").symlink_to("..")
    (folder / "loop").symlink_to("loop")
    (folder / "lost.csv").symlink_to("nowhere")
    _, report = read_archive([folder])
    assert report.files == 1
    assert dict(report.traps.counts) == {
        ("again", "folder_linked"): 1,
        ("sub/up", "folder_linked"): 1,
        ("loop", "not_regular"): 1,
        ("lost.csv", "not_regular"): 1,
    }


def test_a_folder_given_as_a_link_is_read(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    (tmp_path / "link").symlink_to(folder)
    assert read_archive([tmp_path / "link"])[1].files == 1


def refusing(refused):
    """Return `os.scandir` that may not look into some folders: root may look into all."""
    real = os.scandir

    def scandir(path="."):
        if Path(os.fsdecode(path)) in refused:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    return scandir


def test_a_folder_that_cannot_be_read_is_named(tmp_path, monkeypatch):
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    write_archive(folder / "2022" / "01", whole_days(1), CODES)
    monkeypatch.setattr(os, "scandir", refusing({folder / "2022" / "01"}))
    _, report = read_archive([folder])
    assert (report.files, dict(report.traps.counts)) == (1, {("2022/01", "folder_unreadable"): 1})
    spot = report.traps.spots["2022/01", "folder_unreadable"]
    assert spot_text(spot).en == "permission denied"
    monkeypatch.setattr(os, "scandir", refusing({folder}))
    with pytest.raises(SourceError, match=r"/a: the file cannot be read \(permission denied"):
        read_archive([folder])


@pytest.mark.parametrize("name", ["n" * 300 + ".csv", "a\0.csv", "a.csv/b.csv", "none.zip"])
def test_a_path_that_cannot_be_is_a_fault(tmp_path, name):
    (tmp_path / "a.csv").write_text("")
    with pytest.raises(SourceError):
        read_archive([tmp_path / name])


def test_a_path_given_twice_is_read_once(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(2), CODES)
    (tmp_path / "link").symlink_to(folder)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.write(sorted(folder.iterdir())[0], "x.csv")
    first, _ = read_archive([folder])
    days, report = read_archive([folder, tmp_path / "link", sorted(folder.iterdir())[1]])
    assert same(first, days)
    assert (report.files, trapped(report)) == (2, {"given_twice": 3})
    _, report = read_archive([tmp_path / "b.zip", tmp_path / "." / "b.zip"])
    assert (report.files, trapped(report)) == (1, {"given_twice": 1})


def test_a_tar_archive_may_hold_a_name_twice(tmp_path):
    """As one that was added to does: both are read, and put together."""
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    file = next(folder.iterdir())
    later = file.read_bytes().replace(b",40", b",41", 1)
    with tarfile.open(tmp_path / "b.tar", "w") as archive:
        archive.add(file, "x.csv")
        changed = tarfile.TarInfo("x.csv")
        changed.size = len(later)
        archive.addfile(changed, io.BytesIO(later))
    days, report = read_archive([tmp_path / "b.tar"])
    assert (report.files, trapped(report)["twice_different"]) == (2, 1)
    assert sum(column.sum() for column in days.hours.values()) == 24 * 6 * 3 - 1


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_a_name_that_a_zip_has_twice_the_last_is_read_and_it_is_said(tmp_path):
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    content = next(folder.iterdir()).read_bytes()
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("x.csv", content.replace(b",40", b",99"))
        archive.writestr("x.csv", content)
    first, _ = read_archive([folder])
    days, report = read_archive([tmp_path / "b.zip"])
    assert same(first, days)
    assert dict(report.traps.counts) == {("b.zip/x.csv", "packed_twice"): 1}


def locked(path, changes):
    """Change bytes behind the signature of a zip's local header and of its directory."""
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = content.find(signature) + offset
        for n, value in changes.items():
            content[at + n] = value
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({0: 1}, "protected by a password"), ({2: 9}, "a method that is not read here")],
)
def test_a_member_with_a_password_or_of_an_unknown_method_is_named(tmp_path, changes, reason):
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("x.csv", "date,hour,type,1001A\n")
    locked(tmp_path / "b.zip", changes)
    folder = write_archive(tmp_path / "a", whole_days(1), CODES)
    _, report = read_archive([folder, tmp_path / "b.zip"])
    assert reason in spot_text(report.traps.spots["b.zip/x.csv", "unreadable"]).en


class TestBombs:
    """Small files that unpack to much: bounded by what the packed file has."""

    def test_a_gzip_bomb_is_refused(self, tmp_path):
        folder = write_archive(tmp_path / "a", whole_days(1), CODES)
        (folder / "b.csv.gz").write_bytes(gzip.compress(b"\n" * 20_000_000))
        (folder / "c.csv.gz").write_bytes(gzip.compress(b"\n" * 70_000_000))
        _, report = read_archive([folder])
        assert trapped(report) == {"unreadable": 2}
        assert "10 MB" in spot_text(report.traps.spots["b.csv.gz", "unreadable"]).en

    def test_a_zip_bomb_is_refused(self, tmp_path):
        folder = write_archive(tmp_path / "a", whole_days(1), CODES)
        with zipfile.ZipFile(folder / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("x.csv", b"\n" * 20_000_000)
        assert trapped(read_archive([folder])[1]) == {"unreadable": 1}

    def test_a_tar_bomb_is_refused_also_where_its_member_would_be_passed_over(self, tmp_path):
        class Newlines(io.RawIOBase):
            def read(self, size=-1):
                return b"\n" * size

        with tarfile.open(tmp_path / "b.tar.gz", "w:gz", compresslevel=9) as archive:
            info = tarfile.TarInfo("._litter")
            info.size = 60_000_000
            archive.addfile(info, Newlines())
        with pytest.raises(SourceError, match=r"b\.tar\.gz.*larger than 10 MB"):
            read_archive([tmp_path / "b.tar.gz"])

    def test_a_tar_archive_whose_names_would_fill_the_memory_is_refused(self, tmp_path):
        with tarfile.open(tmp_path / "b.tar.gz", "w:gz", format=tarfile.GNU_FORMAT) as archive:
            archive.addfile(tarfile.TarInfo("n" * 2_000_000))
        with pytest.raises(SourceError, match=r"larger than 1 MB"):
            read_archive([tmp_path / "b.tar.gz"])

    def test_more_files_than_can_be_are_refused_while_they_are_listed(self, tmp_path, monkeypatch):
        monkeypatch.setattr(archive_files, "MAX_MEMBERS", 3)
        folder = write_archive(tmp_path / "a", whole_days(4), CODES)
        with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
            for file in folder.iterdir():
                archive.write(file, file.name)
        for path in (folder, tmp_path / "b.zip"):
            with pytest.raises(SourceError, match="files"):
                read_archive([path])


BROKEN = {
    "a.tar.xz": b"\xfd7zXZ\0" + b"\1" * 500,
    "a.tar.bz2": b"BZh9" + b"\1" * 500,
    "a.tar.gz": b"\x1f\x8b\x08\0" + b"\1" * 500,
    "a.tar": b"\0\1" * 512,
    "a.zip": b"PK\3\4" + b"\1" * 500,
}


@pytest.mark.parametrize("name", BROKEN)
def test_garbage_with_the_name_of_an_archive_is_a_fault(tmp_path, name):
    (tmp_path / name).write_bytes(BROKEN[name])
    with pytest.raises(SourceError, match=r"damaged or incomplete"):
        read_archive([tmp_path / name])


@pytest.mark.parametrize("cell", ["1_0", "8_7.6", "inf", "1e309", "1e5", "nan", "-inf", "0x57"])
def test_a_coordinate_that_is_none_is_a_fault(tmp_path, cell):
    path = tmp_path / "list.csv"
    path.write_text(f"code,lon,lat\n2691A,{cell},44\n", encoding="utf-8")
    with pytest.raises(TableError, match="line 2"):
        read_list(path, "WGS84")


@pytest.mark.parametrize("name", ["loop", "n" * 300])
def test_a_name_that_leads_nowhere_is_a_fault_and_not_a_traceback(tmp_path, name):
    """A link to itself, and a name that no file system takes."""
    (tmp_path / "loop").symlink_to("loop")
    path = tmp_path / name
    with write_outputs([Target(tmp_path / "out.csv")], Protected(inputs=[path])):
        pass
    with pytest.raises(SourceError, match=name):
        read_archive([path])
    for read in (read_list, read_dust_days):
        with pytest.raises(SourceError, match=name):
            read(path, "WGS84")  # type: ignore[arg-type]
