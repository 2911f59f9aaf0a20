import json

import pytest

from aqmap.errors import SourceError
from aqmap.files.atomic import MANIFEST, write_file, write_folder


def fill(folder, *names):
    """What aqmap leaves behind: files, and the manifest that lists them."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("aqmap's")
    table = {"aqmap": "0.1.0", "outputs": dict.fromkeys(names, "sum")}
    (folder / MANIFEST).write_text(json.dumps(table))


def held(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_folder_that_aqmap_filled_is_replaced_whole(tmp_path):
    out = tmp_path / "out.2021"
    fill(out, "map.html", "print/a.pdf")
    (out / "Thumbs.db").write_text("left by the system")
    with write_folder(out) as fresh:
        (fresh / "new.txt").write_text("new")
        assert (out / "map.html").exists()
    assert held(out) == ["new.txt"]
    assert [p.name for p in tmp_path.iterdir()] == ["out.2021"]


def test_a_failure_leaves_everything_as_it_was(tmp_path):
    out = tmp_path / "out"
    fill(out, "map.html")
    with pytest.raises(ZeroDivisionError), write_folder(out) as fresh:
        (fresh / "half.txt").write_text("half")
        raise ZeroDivisionError
    assert held(out) == [MANIFEST, "map.html"]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    "files",
    [
        {"thesis.docx": "mine"},
        {"holiday.png": "mine", "thesis.pdf": "mine"},
        {"manifest.json": '{"name": "a web page"}', "app.js": "mine"},
        {"manifest.json": '{"aqmap": "0.1.0", "outputs": {"map.html": "x"}}', "note.txt": "mine"},
        {"manifest.json": "not json", "map.html": "mine"},
        {"manifest.json": "[1]", "sub/deep.txt": "mine"},
    ],
)
def test_a_folder_with_somebody_elses_files_is_not_touched(tmp_path, files):
    out = tmp_path / "out"
    for name, content in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(content)
    with pytest.raises(SourceError, match="did not write"), write_folder(out) as fresh:
        (fresh / "x").write_text("x")
    assert {name: (out / name).read_text() for name in held(out)} == files


def test_a_file_is_written_whole_and_replaces_a_file(tmp_path):
    file = tmp_path / "new folder" / "图.html"
    for content in ("first", "second"):
        with write_file(file) as fresh:
            fresh.write_text(content, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == content
    with pytest.raises(ZeroDivisionError), write_file(file) as fresh:
        fresh.write_text("half")
        raise ZeroDivisionError
    assert file.read_text(encoding="utf-8") == "second"
    assert [p.name for p in file.parent.iterdir()] == ["图.html"]


def test_a_folder_where_a_file_should_be_and_the_other_way_round(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(SourceError, match="this is a folder"), write_file(tmp_path / "folder"):
        pass
    (tmp_path / "file").write_text("mine")
    with pytest.raises(SourceError, match="did not write"), write_folder(tmp_path / "file"):
        pass
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("write", [write_file, write_folder])
def test_a_place_that_cannot_be_written_is_named(tmp_path, write):
    blocker = tmp_path / "file"
    blocker.write_text("a file where a folder should be")
    target = blocker / "out"
    with pytest.raises(SourceError, match="cannot be written") as caught, write(target):
        pass
    assert str(target) in str(caught.value)
