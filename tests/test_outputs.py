import pytest

from aqmap.errors import SourceError
from aqmap.outputs import write_whole


def test_a_folder_is_replaced_whole(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.json").write_text("{}")
    (out / "stale.txt").write_text("old")
    with write_whole(out) as fresh:
        (fresh / "new.txt").write_text("new")
        assert (out / "stale.txt").exists()
    assert [p.name for p in out.iterdir()] == ["new.txt"]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_failure_leaves_everything_as_it_was(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.json").write_text("{}")
    with pytest.raises(ZeroDivisionError), write_whole(out) as fresh:
        (fresh / "half.txt").write_text("half")
        raise ZeroDivisionError
    assert [p.name for p in out.iterdir()] == ["manifest.json"]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_file_is_written_whole(tmp_path):
    file = tmp_path / "new folder" / "图.html"
    with write_whole(file) as fresh:
        fresh.write_text("page", encoding="utf-8")
    assert file.read_text(encoding="utf-8") == "page"
    assert [p.name for p in file.parent.iterdir()] == ["图.html"]


def test_a_folder_with_somebody_elses_files_is_not_touched(tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(SourceError, match=r"thesis\.docx"), write_whole(tmp_path) as fresh:
        (fresh / "x").write_text("x")
    assert (tmp_path / "thesis.docx").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("a file where a folder should be")
    with pytest.raises(SourceError, match="cannot be written"), write_whole(blocker / "out"):
        pass
