"""Faults and kills while outputs move: old or new, never a mix, and the next run heals."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aqmap.errors import SourceError
from aqmap.files.outputs import MANIFEST, Sort, Target, checksum, write_file
from aqmap.files.outputs import write_outputs as outputs_of
from tests.files.outputs.output_sets import files_in, folder_target, said, write_set
from tests.interruptions import disk_is_full, held, in_child, interrupted, kill

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.forks


class Both:
    """A command's outputs in two folders: a set in a folder, and tables, old or new."""

    def __init__(self, root):
        self.root = root
        (root / "tables").mkdir()
        self.out, self.tables = root / "out", [root / "tables" / "a.csv", root / "b.csv"]

    def write(self, content, extra=()):
        targets = [*folder_target(self.out), *(Target(t, Sort.TABLE) for t in self.tables)]
        with outputs_of(targets) as fresh:
            sums = {}
            for name in ("map.html", "print/a.pdf", *extra):
                file = fresh[self.out] / name
                file.parent.mkdir(exist_ok=True)
                file.write_text(content)
                sums[name] = checksum(file)
            for table in self.tables:
                fresh[table].write_text(content)
            manifest = {"aqmap": content, "outputs": sums}
            (fresh[self.out] / MANIFEST).write_text(json.dumps(manifest))

    def fail(self):
        """Begin a run that ends before anything is in its place."""
        targets = [*folder_target(self.out), *(Target(t, Sort.TABLE) for t in self.tables)]
        with pytest.raises(ZeroDivisionError), outputs_of(targets):
            raise ZeroDivisionError


def states(tmp_path, *, had_old):
    """Return the folder to work in, and what it holds before and after a run that goes well."""
    reference = Both(tmp_path / "reference")
    if had_old:
        reference.write("old", extra=["print/gone.pdf"])
    old = held(reference.root)
    reference.write("new")
    return old, held(reference.root)


@pytest.fixture(params=[True, False], ids=["old outputs", "no outputs"])
def place(tmp_path, request):
    (tmp_path / "reference").mkdir()
    old, new = states(tmp_path, had_old=request.param)

    def fresh_root(k):
        root = tmp_path / f"k{k}"
        root.mkdir()
        both = Both(root)
        if request.param:
            both.write("old", extra=["print/gone.pdf"])
        assert held(root) == old
        return both

    return fresh_root, old, new


def test_a_fault_at_any_write_leaves_the_old_outputs_whole(place):
    fresh_root, old, new = place
    for k in range(1, 200):
        both = fresh_root(k)
        fault = ""
        with interrupted(both.root, k, disk_is_full) as done:
            try:
                both.write("new")
            except SourceError as problem:
                fault = str(problem)
                assert "cannot be" in fault
        if done.seen < k:
            assert held(both.root) == new
            assert k > 20
            return
        assert held(both.root) == (old if fault else new), k
        both.write("new")
        assert held(both.root) == new, k
    pytest.fail("the writes do not end")


def test_after_a_kill_at_any_write_the_next_run_heals(place):
    fresh_root, old, new = place
    ends: set[str] = set()
    for k in range(1, 200):
        both = fresh_root(k)

        def killed_run(both=both, k=k):
            with interrupted(both.root, k, kill):
                both.write("new")

        if in_child(killed_run) == 0:
            assert held(both.root) == new
            assert ends == {"old", "new"}
            return
        lying = {
            name: content for name, content in held(both.root).items() if ".aqmap-" not in name
        }
        assert lying.items() <= old.items() or lying.items() <= new.items(), k
        both.fail()  # what lies there is put right before the run itself comes to nothing
        assert held(both.root) in (old, new), k
        ends.add("old" if held(both.root) == old else "new")
        both.write("new")
        assert held(both.root) == new, k
    pytest.fail("the writes do not end")


@pytest.mark.parametrize("alone", ["a", "b"])
def test_after_two_kills_nothing_is_lost_of_two_folders(tmp_path, alone):
    """In a process of its own: a fork of one that has grown takes ten times as long."""
    script = f"from tests.files.outputs.two_kills import try_all_kills; try_all_kills({alone!r})"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_a_fault_in_the_middle_of_moving_is_told_with_the_file_to_close(tmp_path, monkeypatch):
    """What Windows says of a file that Excel has open."""
    out = tmp_path / "out"
    write_set(out, a_csv="old", b_csv="old", print__c_pdf="old")
    before = held(tmp_path)
    rename = type(out).rename

    def refuse(path, target):
        if path == out / "b.csv":
            raise PermissionError(13, "The process cannot access the file", str(path))
        return rename(path, target)

    monkeypatch.setattr(type(out), "rename", refuse)
    with pytest.raises(SourceError, match=r"b\.csv") as caught:
        write_set(out, a_csv="new", b_csv="new", print__c_pdf="new")
    assert said(caught) == ["output_locked"]
    assert "Close the program" in str(caught.value)
    assert held(tmp_path) == before


def test_when_moves_cannot_be_taken_back_the_next_run_finishes_them(tmp_path, monkeypatch):
    out = tmp_path / "out"
    write_set(out, a_csv="old", b_csv="old")
    rename, count = type(out).rename, []

    def refuse(path, target):
        count.append(path)
        if len(count) > 3:  # the journal, and two moves away
            raise OSError(5, "the share is gone", str(path))
        return rename(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(type(out), "rename", refuse)
        with pytest.raises(SourceError, match="run the same command again") as caught:
            write_set(out, a_csv="new", b_csv="new")
    assert said(caught) == ["output_incomplete"]
    with pytest.raises(ZeroDivisionError), outputs_of(folder_target(out)):
        raise ZeroDivisionError
    assert {name: (out / name).read_text() for name in ("a.csv", "b.csv")} == {
        "a.csv": "new",
        "b.csv": "new",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_is_left_of_runs_that_ended_is_cleared_and_that_of_others_is_not(tmp_path):
    out = tmp_path / "out"
    left = tmp_path / ".aqmap-left"
    (left / "new" / "out").mkdir(parents=True)
    (left / "new" / "out" / "half.html").write_text("half")
    (tmp_path / ".aqmap-notes").write_text("a file is nobody's staging folder")
    with outputs_of(folder_target(out)) as fresh:
        running = {path.name for path in tmp_path.glob(".aqmap-*") if path.is_dir()}
        assert len(running) == 1
        (fresh[out] / "a").write_text("first")
        with write_file(tmp_path / "b.csv") as other:
            other.write_text("another run beside it")
        assert running < {path.name for path in tmp_path.glob(".aqmap-*")}
    assert sorted(held(tmp_path)) == [".aqmap-notes", "b.csv", "out/", "out/a"]


@pytest.mark.parametrize(
    "journal",
    [
        {"first": "HERE", "others": [], "away": {"../thesis.docx": ""}, "new": []},
        {"first": "HERE", "others": [], "away": {}, "new": ["../planted"]},
        {"first": "HERE", "others": [], "away": {}, "new": ["data/planted"]},
        {"first": "HERE", "others": [], "away": {"data/a.csv": "SUM"}, "new": []},
        {"first": "HERE", "others": [], "away": {"out": ""}, "new": ["out/a", "other"]},
        {"first": 1, "others": [], "away": [], "new": {}},
        [],
    ],
)
def test_a_planted_journal_moves_nothing_but_what_is_written_anyway(tmp_path, journal):
    """Whoever sends a workspace could plant one, with files to move out of or into other places."""
    workspace = tmp_path / "workspace"
    (workspace / "data").mkdir(parents=True)
    (workspace / "data" / "a.csv").write_text("the workspace's")
    (tmp_path / "thesis.docx").write_text("mine")
    planted = workspace / ".aqmap-planted1"
    for name in ("new/data/planted", "new/planted", "new/out/a", "new/other"):
        (planted / name).parent.mkdir(parents=True, exist_ok=True)
        (planted / name).write_text("planted")
    (planted / "old").mkdir()
    (planted / "begun").touch()
    text = json.dumps(journal).replace("SUM", checksum(workspace / "data" / "a.csv"))
    text = text.replace("HERE", str(planted))
    (planted / "journal.json").write_text(text)
    write_set(workspace / "out", map_html="new")
    assert (tmp_path / "thesis.docx").read_text() == "mine"
    lying = [name for name in files_in(tmp_path) if ".aqmap" not in name]
    assert lying == [
        "thesis.docx",
        "workspace/data/a.csv",
        "workspace/out/manifest.json",
        "workspace/out/map.html",
    ]


def test_two_runs_at_once_leave_one_of_them_whole(tmp_path):
    out = tmp_path / "out"

    def run(content):
        with outputs_of(folder_target(out)) as fresh:
            sums = {}
            for n in range(40):
                file = fresh[out] / f"{n}.txt"
                file.write_text(content)
                sums[file.name] = checksum(file)
            (fresh[out] / MANIFEST).write_text(json.dumps({"aqmap": "0", "outputs": sums}))

    run("first")
    children = []
    for content in ("second", "third", "fourth", "fifth"):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(5):
                    run(content)
            except BaseException:
                os._exit(1)
            os._exit(0)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(c, 0)[1]) for c in children] == [0] * 4
    contents = {path.read_text() for path in out.glob("*.txt")}
    assert len(contents) == 1
    assert contents < {"second", "third", "fourth", "fifth"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
