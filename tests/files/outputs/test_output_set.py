"""All outputs of a command appear together or not at all, and nothing else is touched."""

import json
import os
import socket
import stat
from pathlib import Path

import pytest

from aqmap.errors import SourceError
from aqmap.files.outputs import MANIFEST, Protected, Sort, Target, checksum, write_file
from aqmap.files.outputs import write_outputs as outputs_of
from tests.files.outputs.output_sets import files_in, folder_target, said, write_set
from tests.interruptions import held

OVER = Protected(overwrite=True)


def test_a_folder_that_aqmap_filled_is_replaced_whole(tmp_path):
    out = tmp_path / "out.2021"
    write_set(out, map_html="old", print__a_pdf="old", print__b_pdf="old", days__c_csv="old")
    (out / "Thumbs.db").write_text("left by the system")
    write_set(out, map_html="new", print__b_pdf="new")
    assert files_in(out) == ["Thumbs.db", MANIFEST, "map.html", "print/b.pdf"]
    assert {path.name for path in out.iterdir() if path.is_dir()} == {"print"}
    assert (out / "map.html").read_text() == (out / "print" / "b.pdf").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["out.2021"]


def test_a_folder_stays_the_one_that_others_have_open(tmp_path):
    out = tmp_path / "out"
    write_set(out, map_html="old")
    out.chmod(0o750)
    inode = out.stat().st_ino
    write_set(out, map_html="new")
    assert out.stat().st_ino == inode
    assert stat.S_IMODE(out.stat().st_mode) == 0o750


def test_a_failure_leaves_everything_as_it_was_and_no_new_folders(tmp_path):
    out = tmp_path / "out"
    write_set(out, map_html="old")
    before = held(tmp_path)
    for path in (out, tmp_path / "a" / "b" / "c"):
        with pytest.raises(ZeroDivisionError), outputs_of(folder_target(path)) as fresh:
            (fresh[path] / "half.txt").write_text("half")
            raise ZeroDivisionError
    assert held(tmp_path) == before


@pytest.mark.parametrize(
    "files",
    [
        {"thesis.docx": "mine"},
        {"holiday.png": "mine", "thesis.pdf": "mine"},
        {"manifest.json": '{"name": "a web page"}', "app.js": "mine"},
        {"manifest.json": '{"aqmap": "0.1.0", "outputs": {"map.html": "x"}}', "note.txt": "mine"},
        {"manifest.json": '{"aqmap": "0.1.0", "outputs": {"../note.txt": "x"}}', "n.txt": "mine"},
        {"manifest.json": "not json", "map.html": "mine"},
        {"manifest.json": "[1]", "sub/deep.txt": "mine"},
        {"manifest.json": "[" * 100_000, "sub/deep.txt": "mine"},
    ],
)
@pytest.mark.parametrize("protected", [None, OVER])
def test_a_folder_with_somebody_elses_files_is_not_touched(tmp_path, files, protected):
    out = tmp_path / "out"
    for name, content in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(content)
    with pytest.raises(SourceError, match="did not write"):
        write_set(out, protected, map_html="new")
    assert {name: (out / name).read_text() for name in files_in(out)} == files


@pytest.mark.parametrize("mode", [0o755, 0o000])
@pytest.mark.parametrize("content", [[], ["deep/notes.txt"]])
def test_somebody_elses_folder_is_not_touched_whatever_its_mode(tmp_path, mode, content):
    out = tmp_path / "out"
    write_set(out, map_html="old")
    mine = out / "mine"
    mine.mkdir()
    for name in content:
        (mine / name).parent.mkdir()
        (mine / name).write_text("mine")
    mine.chmod(mode)
    with pytest.raises(SourceError, match="mine/"):
        write_set(out, map_html="new")
    mine.chmod(0o755)
    assert (out / "map.html").read_text() == "old"


def test_what_a_manifest_names_outside_is_no_output(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    other = tmp_path / "thesis.docx"
    other.write_text("mine")
    names = ["../thesis.docx", str(other), "a/../../thesis.docx", "..\\thesis.docx"]
    sums = dict.fromkeys(names, checksum(other))
    (out / MANIFEST).write_text(json.dumps({"aqmap": "0", "outputs": sums}))
    write_set(out, map_html="new")
    assert other.read_text() == "mine"
    assert files_in(out) == [MANIFEST, "map.html"]


def test_a_manifest_that_is_a_pipe_is_not_waited_for(tmp_path):
    """A stranger's workspace can come with one."""
    out = tmp_path / "out"
    out.mkdir()
    os.mkfifo(out / MANIFEST)
    with pytest.raises(SourceError, match=r"did not write: manifest\.json"):
        write_set(out, OVER, map_html="new")


def test_links_in_an_output_folder_are_somebody_elses(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.pdf").write_text("old")
    out = tmp_path / "out"
    write_set(out, print__a_pdf="old", map_html="old")
    (out / "print" / "a.pdf").unlink()
    (out / "print").rmdir()
    (out / "print").symlink_to(elsewhere)
    with pytest.raises(SourceError, match="did not write: print/"):
        write_set(out, print__a_pdf="new", map_html="new")
    assert (elsewhere / "a.pdf").read_text() == "old"


def test_a_file_that_was_edited_by_hand_is_seen_and_kept(tmp_path):
    out = tmp_path / "out"
    write_set(out, figures_csv="1", print__a_pdf="old")
    (out / "figures.csv").write_text("corrected by hand")
    with pytest.raises(
        SourceError, match=r"changed since aqmap wrote them: figures\.csv"
    ) as caught:
        write_set(out, figures_csv="2", print__a_pdf="new")
    assert said(caught) == ["output_edited"]
    assert (out / "figures.csv").read_text() == "corrected by hand"
    assert (out / "print" / "a.pdf").read_text() == "old"
    write_set(out, OVER, figures_csv="2")
    assert (out / "figures.csv").read_text() == "2"


def test_a_file_that_was_edited_while_aqmap_ran_is_seen_too(tmp_path):
    out = tmp_path / "out"
    write_set(out, figures_csv="1")
    with (
        pytest.raises(SourceError, match=r"figures\.csv"),
        outputs_of(folder_target(out)) as fresh,
    ):
        (fresh[out] / "figures.csv").write_text("2")
        (out / "figures.csv").write_text("by hand")
    assert (out / "figures.csv").read_text() == "by hand"


def test_a_file_that_was_removed_by_hand_is_no_loss(tmp_path):
    out = tmp_path / "out"
    write_set(out, figures_csv="1", map_html="1")
    (out / "map.html").unlink()
    write_set(out, figures_csv="2", map_html="2")
    assert (out / "map.html").read_text() == "2"


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
    assert [path.name for path in file.parent.iterdir()] == ["图.html"]


@pytest.mark.parametrize("name", ["a" * 251 + ".csv", "数" * 83 + ".html", "a b #%&'（）.csv"])
def test_long_and_strange_names_are_names(tmp_path, name):
    with write_file(tmp_path / name) as fresh:
        fresh.write_text("new")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_path_that_is_too_long_is_named_and_nothing_is_left(tmp_path):
    for name in ("a" * 300, "/".join(["a" * 200] * 25)):
        with pytest.raises(SourceError, match="cannot be written"), write_file(tmp_path / name):
            pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_keeps_its_mode(tmp_path, mode):
    file, one = tmp_path / "a.csv", tmp_path / "b.csv"
    for path in (file, one):
        path.write_text("old")
        path.chmod(mode)
    with write_file(file) as fresh:
        fresh.write_text("new")
    with outputs_of([Target(one), Target(tmp_path / "c.csv")]) as fresh:
        for path in fresh.values():
            path.write_text("new")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, one)] == [mode, mode]
    assert [path.read_text() for path in (file, one)] == ["new", "new"]


def test_a_new_file_is_as_readable_as_any(tmp_path):
    (tmp_path / "other").write_text("")
    with write_file(tmp_path / "new") as fresh:
        fresh.write_text("")
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("other", "new")}
    assert len(modes) == 1


def test_a_folder_where_a_file_should_be_and_the_other_way_round(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(SourceError, match="this is a folder"), write_file(tmp_path / "folder"):
        pass
    (tmp_path / "file").write_text("mine")
    with pytest.raises(SourceError, match="did not write"):
        write_set(tmp_path / "file", a_txt="x")
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("sort", list(Sort))
def test_a_place_that_cannot_be_written_is_named(tmp_path, sort):
    blocker = tmp_path / "file"
    blocker.write_text("a file where a folder should be")
    target = blocker / "out"
    with (
        pytest.raises(SourceError, match="cannot be written") as caught,
        outputs_of([Target(target, sort)]),
    ):
        pass
    assert str(target) in str(caught.value)


def make_link(path):
    (path.parent / "real").write_text("mine")
    path.symlink_to(path.parent / "real")


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as opened:
        os.chdir(path.parent)  # such names are short
        opened.bind(path.name)


@pytest.mark.parametrize(
    "make",
    [
        os.mkfifo,
        make_link,
        lambda path: path.symlink_to(path.parent / "nowhere"),
        lambda path: path.symlink_to("/dev/null"),
        lambda path: path.symlink_to(path),
        make_socket,
    ],
    ids=["pipe", "link", "dangling link", "link to a device", "circle", "socket"],
)
@pytest.mark.parametrize("sort", [Sort.FILE, Sort.TABLE])
def test_nothing_but_a_regular_file_is_replaced(tmp_path, monkeypatch, make, sort):
    monkeypatch.chdir(tmp_path)
    target = tmp_path / "out.csv"
    make(target)
    before = os.lstat(target)
    with (
        pytest.raises(SourceError, match="no regular file"),
        outputs_of([Target(target, sort)], OVER),
    ):
        pytest.fail("nothing may be written")
    assert os.lstat(target).st_ino == before.st_ino
    assert os.lstat(target).st_mode == before.st_mode


def test_a_device_is_not_replaced():
    with pytest.raises(SourceError), outputs_of([Target(Path(os.devnull))]) as fresh:
        pytest.fail(str(fresh))


def test_a_linked_folder_is_followed(tmp_path):
    real = tmp_path / "share" / "real"
    real.mkdir(parents=True)
    link = tmp_path / "out"
    link.symlink_to(real)
    write_set(link, map_html="1")
    write_set(link, map_html="2")
    with write_file(link / "table.csv") as fresh:
        fresh.write_text("t")
    assert link.is_symlink()
    assert files_in(real) == [MANIFEST, "map.html", "table.csv"]
    assert (real / "map.html").read_text() == "2"


@pytest.mark.parametrize("again", ["plan.csv", "./plan.csv", "sub/../plan.csv", "hard.csv"])
def test_no_output_is_an_input(tmp_path, again):
    plan = tmp_path / "plan.csv"
    plan.write_text("the only copy")
    (tmp_path / "sub").mkdir()
    (tmp_path / "hard.csv").hardlink_to(plan)
    target = Target(tmp_path / again, Sort.TABLE)
    protected = Protected(inputs=[plan], overwrite=True)
    with pytest.raises(SourceError, match="is one that is read"), outputs_of([target], protected):
        pass
    assert plan.read_text() == "the only copy"


def test_no_output_lies_in_a_folder_that_is_read_or_is_closed(tmp_path):
    for name in ("archive", "data/targets", "boundaries"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "shortcut").symlink_to(tmp_path / "data")
    protected = Protected(inputs=[tmp_path / "archive"], closed=[tmp_path / "data"])
    names = ("archive/a.csv", "data/a.csv", "data/new/a.csv", "shortcut/a.csv", "data")
    targets = [Target(tmp_path / name) for name in names]
    codes = []
    for target in targets:
        with pytest.raises(SourceError) as caught, outputs_of([target], protected):
            pass
        codes += said(caught)
    assert codes == ["output_is_input", *["output_in_inputs"] * 4]
    with outputs_of([Target(tmp_path / "database.csv")], protected) as fresh:
        fresh[tmp_path / "database.csv"].write_text("beside")
    assert (tmp_path / "database.csv").exists()


@pytest.mark.parametrize("second", ["a.csv", "./a.csv", "a.csv/b.csv", "link/a.csv"])
def test_no_output_is_another(tmp_path, second):
    (tmp_path / "link").symlink_to(tmp_path)
    targets = [Target(tmp_path / "a.csv"), Target(tmp_path / second)]
    with pytest.raises(SourceError, match="two outputs"), outputs_of(targets):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["link"]


def test_all_faults_of_the_targets_come_together(tmp_path):
    (tmp_path / "plan.txt").write_text("")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "plan.txt")
    names = ("plan.txt", "link", "new", "new")
    protected = Protected(inputs=[tmp_path / "plan.txt"])
    with pytest.raises(SourceError) as caught, outputs_of([Target(tmp_path / n) for n in names]):
        pass
    with pytest.raises(SourceError) as caught_too:  # noqa: SIM117 - the second is what is tried
        with outputs_of([Target(tmp_path / n) for n in names], protected):
            pass
    assert said(caught) == ["output_not_regular", "output_twice"]
    assert said(caught_too) == ["output_is_input", "output_not_regular", "output_twice"]
    with (
        pytest.raises(SourceError) as caught,
        outputs_of([Target(tmp_path / "folder"), Target(tmp_path / "pipe")]),
    ):
        pass
    assert said(caught) == ["output_is_folder", "output_not_regular"]


def test_a_table_knows_whether_it_was_changed(tmp_path):
    table = tmp_path / "targets" / "plan.csv"
    target = [Target(table, Sort.TABLE)]
    for content in ("# from a plan\nid,value\na,1\n", "# from a plan\nid,value\na,2\n"):
        with outputs_of(target) as fresh:
            fresh[table].write_bytes(content.encode("utf-8-sig"))
    table.write_bytes(table.read_bytes().replace(b"a,2", b"a,3"))
    with pytest.raises(SourceError, match="changed since aqmap wrote it"), outputs_of(target):
        pass
    assert b"a,3" in table.read_bytes()
    with outputs_of(target, OVER) as fresh:
        fresh[table].write_bytes(b"id,value\na,4\n")
    with outputs_of(target) as fresh:
        fresh[table].write_bytes(b"id,value\na,5\n")
    assert table.read_bytes().endswith(b"\nid,value\na,5\n")


def test_a_table_that_somebody_typed_is_not_replaced(tmp_path):
    table = tmp_path / "plan.csv"
    table.write_text("# mine\nid,value\n")
    with pytest.raises(SourceError), outputs_of([Target(table, Sort.TABLE)]):
        pass
    assert table.read_text() == "# mine\nid,value\n"


def test_an_output_that_is_not_made_leaves_its_target(tmp_path):
    figures, review = tmp_path / "f.csv", tmp_path / "r.html"
    figures.write_text("old")
    with outputs_of([Target(figures), Target(review)]) as fresh:
        fresh[review].write_text("what is wrong")
    assert (figures.read_text(), review.read_text()) == ("old", "what is wrong")
