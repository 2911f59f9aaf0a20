"""What a run reads is noted with the checksum of the very bytes."""

import hashlib

import pytest

from aqmap.errors import SourceError
from aqmap.files.file_content import FileContent
from aqmap.files.read_record import recording
from aqmap.files.read_table import read_table
from aqmap.files.table_columns import Column, TableColumns
from aqmap.files.text_files import read_text
from aqmap.workspace.toml_schema import read_toml
from tests.read.office_files import write_xlsx

DECLARED = TableColumns((Column("place", needed=True),))


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_reader_of_files_is_noted_with_what_it_read(tmp_path):
    texts = {"a.txt": "甲", "b.csv": "place\n甲\n", "c.toml": "x = 1\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    write_xlsx(tmp_path / "e.xlsx", {"表": [["place"], ["甲"]]})
    with recording() as record:
        read_text(tmp_path / "a.txt")
        read_table(tmp_path / "b.csv", DECLARED)
        read_toml(tmp_path / "c.toml")
        read_table(tmp_path / "e.xlsx", DECLARED)
    names = ("a.txt", "b.csv", "c.toml", "e.xlsx")
    assert record.checksums(tmp_path) == {name: sha256(tmp_path / name) for name in names}
    record.verify_unchanged()


def test_nothing_is_noted_outside_of_a_recording(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("甲", encoding="utf-8")
    with recording() as record:
        pass
    FileContent.read(path)
    assert record.paths == ()


def test_an_empty_settings_file_is_noted_too(tmp_path):
    (tmp_path / "a.toml").touch()
    with recording() as record:
        assert read_toml(tmp_path / "a.toml") == {}
    assert list(record.checksums(tmp_path)) == ["a.toml"]


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_text("乙", encoding="utf-8"),
        lambda path: path.unlink(),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: path.rename(path.with_name("moved")),
    ],
    ids=["written", "removed", "a folder now", "moved"],
)
def test_files_that_change_after_they_were_read_are_all_named(tmp_path, change):
    paths = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")]
    for path in paths:
        path.write_text("甲", encoding="utf-8")
    with recording() as record:
        for path in paths:
            read_text(path)
    change(paths[0])
    paths[2].write_text("丙", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        record.verify_unchanged()
    faults = [(fault.code, fault.file) for fault in caught.value.faults]
    assert faults == [("changed_meanwhile", str(paths[0])), ("changed_meanwhile", str(paths[2]))]


def test_a_file_written_anew_with_the_same_bytes_is_unchanged(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("甲", encoding="utf-8")
    with recording() as record:
        read_text(path)
        path.unlink()
        path.write_text("甲", encoding="utf-8")
        read_text(path)
    record.verify_unchanged()


def test_a_file_that_is_read_twice_must_be_the_same_both_times(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("甲", encoding="utf-8")
    with recording():
        read_text(path)
        path.write_text("乙", encoding="utf-8")
        with pytest.raises(SourceError, match="after it had been read"):
            read_text(path)


def test_paths_are_written_as_they_lie_in_the_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "ws"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "a.csv").write_text("place\n", encoding="utf-8")
    from pathlib import Path

    with recording() as record:
        read_text(Path("ws/data/a.csv"))
        read_text(Path("ws/data/../data/a.csv"))
        read_text(folder / "data" / "a.csv")
    assert list(record.checksums(Path("ws"))) == ["data/a.csv"]
    assert list(record.checksums(folder)) == ["data/a.csv"]
