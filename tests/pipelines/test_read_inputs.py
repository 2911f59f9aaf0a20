"""What a user sees of tables that are not read, or that change while a map is made."""

import hashlib
import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

import aqmap
from aqmap.errors import SourceError
from aqmap.pipelines.build_maps import build, decide, draw_page, draw_sheets
from tests.cli.test_commands import run
from tests.read.office_files import write_xlsx

ROOT = Path(__file__).parents[2]
TARGETS = "data/targets/example.csv"


def replace_targets(folder, make):
    targets = folder / "data" / "targets"
    shutil.rmtree(targets)
    make(targets)


def rename(old, new):
    return lambda folder: (folder / old).rename(folder / new)


def into_subfolder(folder):
    (folder / "data/targets/2025/新").mkdir(parents=True)
    (folder / TARGETS).rename(folder / "data/targets/2025/新/example.csv")


def linked_to(target):
    return lambda folder: replace_targets(folder, lambda path: path.symlink_to(target))


def instead_of_table(make):
    def change(folder):
        (folder / TARGETS).unlink()
        make(folder / TARGETS)

    return change


def layers_as_file(folder):
    shutil.rmtree(folder / "layers")
    (folder / "layers").touch()


def only_workbook_of_old_excel(folder):
    (folder / TARGETS).rename(folder / "data/targets/example.xls")


UNREAD = {
    "missing": (lambda f: replace_targets(f, lambda _: None), "没有这个文件夹", "data/targets"),
    "a file": (lambda f: replace_targets(f, Path.touch), "这应是文件夹", "data/targets"),
    "dangling": (linked_to("nowhere"), "文件夹不能读取", "data/targets"),
    "loop": (linked_to("targets"), "文件夹不能读取", "data/targets"),
    "subfolder": (into_subfolder, "新/example.csv", "data/targets/2025"),
    "capital folder": (rename("data/targets", "data/Targets"), "应叫 targets", "data/Targets"),
    "old Excel": (only_workbook_of_old_excel, "只读 CSV 和 xlsx", "example.xls"),
    "csv.txt": (rename(TARGETS, TARGETS + ".txt"), "只读 CSV 和 xlsx", "example.csv.txt"),
    "dangling table": (
        instead_of_table(lambda path: path.symlink_to("nowhere")),
        "没有这个文件",
        "example.csv",
    ),
    "folder as table": (
        instead_of_table(Path.mkdir),
        "文件不能读取",
        "example.csv",
    ),
    "pipe": (
        instead_of_table(os.mkfifo),
        "不是普通文件",
        "example.csv",
    ),
    "layers are a file": (
        layers_as_file,
        "这应是文件夹",
        "layers",
    ),
    "outlines unread": (
        lambda f: (f / "boundaries/outlines.GeoJSON").touch(),
        "应叫 outlines.geojson",
        "outlines.GeoJSON",
    ),
    "boundaries elsewhere": (
        rename("boundaries", "Boundaries"),
        "没有这个文件",
        "boundaries/places.csv",
    ),
}


@pytest.mark.parametrize("kind", UNREAD)
def test_a_table_or_folder_that_is_not_read_exits_1_and_is_named(small_workspace, kind):
    change, words, name = UNREAD[kind]
    change(small_workspace)
    done = run("check", small_workspace)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert name in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("command", "out"), [("build", "out"), ("map", "a.html"), ("print", "p")])
def test_no_command_draws_without_the_targets(small_workspace, tmp_path, command, out):
    (small_workspace / TARGETS).rename(small_workspace / "data/targets/example.ods")
    done = run(command, small_workspace, "--out", tmp_path / out)
    assert done.returncode == 1
    assert "example.ods" in done.stderr
    assert not (tmp_path / out).exists()


def test_a_table_in_capital_letters_is_read_as_any_other(small_workspace):
    before = decide(small_workspace)
    (small_workspace / TARGETS).rename(small_workspace / "data/targets/EXAMPLE.CSV")
    after = decide(small_workspace)
    values = [[(f.place_written, f.value) for f in d.figures] for d in (before, after)]
    assert values[0] == values[1]
    assert "data/targets/EXAMPLE.CSV" in after.read.checksums(small_workspace)


def test_faults_of_folders_and_of_tables_come_together(small_workspace):
    for name in ("targets/a.xls", "measured/b.et", "measures/c.ods", "daily/d.tsv"):
        path = small_workspace / "data" / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    table = small_workspace / TARGETS
    table.write_text(table.read_text(encoding="utf-8").replace("1.20", "1.2.0"), encoding="utf-8")
    bad = "示例甲县,造林,2025,ge,1.2.3,synthetic,example,line 7\n"
    table.write_text(table.read_text(encoding="utf-8") + bad, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        decide(small_workspace)
    named = [(fault.code, Path(fault.file).name) for fault in caught.value.faults]
    assert named[:4] == [("not_a_table", name) for name in ("a.xls", "b.et", "c.ods", "d.tsv")]
    assert ("cell_value", "example.csv") in named[4:]


def test_a_workspace_without_any_table_is_a_fault(small_workspace):
    for name in ("targets", "measured"):
        (small_workspace / "data" / name / "example.csv").unlink()
    done = run("check", small_workspace, lang="en")
    assert done.returncode == 1
    assert "its folders targets, measured and daily hold no table" in done.stderr


def test_an_empty_folder_says_that_there_are_no_targets_yet(small_workspace):
    (small_workspace / TARGETS).unlink()
    assert decide(small_workspace).book.sheet("pm25", "target", region="example")


def test_a_layer_of_measured_values_alone_needs_no_targets(small_workspace):
    shutil.rmtree(small_workspace / "data" / "targets")
    (small_workspace / "layers" / "afforestation.toml").unlink()
    layer = small_workspace / "layers" / "pm25.toml"
    lines = [
        line
        for line in layer.read_text(encoding="utf-8").splitlines()
        if not line.startswith(("views", "print"))
    ]
    layer.write_text('views = ["measured"]\n' + "\n".join(lines), encoding="utf-8")
    assert decide(small_workspace).book.sheet("pm25", "measured", region="example")
    shutil.copytree(small_workspace / "data" / "measured", small_workspace / "data" / "targets")
    shutil.rmtree(small_workspace / "data" / "measured")
    with pytest.raises(SourceError, match=r"data.measured: there is no such folder.*pm25"):
        decide(small_workspace)


def test_targets_may_stand_in_a_table_of_measured_figures_that_says_so(small_workspace):
    targets = small_workspace / TARGETS
    lines = [ln for ln in targets.read_text(encoding="utf-8").splitlines() if ln[0] != "#"]
    table = [f"{line},{'target' if n else 'role'}" for n, line in enumerate(lines)]
    moved = small_workspace / "data" / "measured" / "both.csv"
    moved.write_text("\n".join(table) + "\n", encoding="utf-8")
    shutil.rmtree(targets.parent)
    assert any(figure.role == "target" for figure in decide(small_workspace).figures)


def test_tables_beside_the_folders_are_named_in_the_summary(small_workspace):
    assert not any("没有读取" in line.zh for line in decide(small_workspace).remarks)
    (small_workspace / "data" / "target").mkdir()
    shutil.copy(small_workspace / TARGETS, small_workspace / "data" / "target")
    (line,) = (ln for ln in decide(small_workspace).remarks if "没有读取" in ln.zh)
    assert "data/target/" in line.zh


@contextmanager
def ordinary_user():
    """Be nobody for a while, where the tests run as root: to root every folder is open."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.fixture
def open_workspace_folder():
    """A workspace where another user may look, which the folders of tests are not."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        folder = Path(place) / "ws"
        shutil.copytree(Path(aqmap.__file__).parent / "templates" / "minimal", folder)
        yield folder


@pytest.mark.skipif(os.name == "nt", reason="needs modes")
@pytest.mark.parametrize("mode", [0o000, 0o444, 0o311])
@pytest.mark.parametrize("name", ["data/targets", "data/measured", "layers", "boundaries"])
def test_a_folder_without_permission_is_a_fault(open_workspace_folder, name, mode):
    decide(open_workspace_folder)  # as this user: loads what another may not
    (open_workspace_folder / name).chmod(mode)
    with ordinary_user(), pytest.raises(aqmap.AqmapError) as caught:
        decide(open_workspace_folder)
    (open_workspace_folder / name).chmod(0o755)
    assert {fault.file for fault in caught.value.faults if name in fault.file}
    message = str(caught.value)
    assert "permission denied" in message.lower() or "may not be read" in message


# ---- the manifest, and files that change ----
def test_the_manifest_lists_what_was_read_and_nothing_else(small_workspace, tmp_path):
    (small_workspace / "data" / "stray.csv").write_text("x\n", encoding="utf-8")
    (small_workspace / "data" / "targets" / "README.md").write_text("x\n", encoding="utf-8")
    build(small_workspace, out=tmp_path / "out")
    inputs = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["inputs"]
    expected = [
        "aqmap.toml",
        "boundaries/counties.geojson",
        "boundaries/places.csv",
        "data/measured/example.csv",
        "data/sources.toml",
        "data/targets/example.csv",
        "layers/afforestation.toml",
        "layers/indicators.toml",
        "layers/pm25.toml",
    ]
    assert list(inputs) == expected
    for name, checksum in inputs.items():
        content = (small_workspace / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == checksum


def test_the_default_workspace_reads_all_but_the_template_for_copying():
    read = set(decide(ROOT).read.checksums(ROOT))
    kinds = (".toml", ".csv", ".geojson")
    there = {
        path.relative_to(ROOT).as_posix()
        for folder in ("boundaries", "layers", "data")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in kinds
    }
    assert {"aqmap.toml", *there} - read == {"data/template-measured.csv"}
    assert read <= {"aqmap.toml", *there}


def at_step(step, change):
    """Change a file when a step begins."""
    done: list[str] = []

    def progress(name, _drawn, _of):
        if name == step and not done:
            done.append(name)
            change()

    return progress


CHANGED = ["aqmap.toml", TARGETS, "boundaries/counties.geojson", "layers/pm25.toml"]


@pytest.mark.parametrize("name", CHANGED)
def test_a_file_that_changes_while_the_book_is_made_is_a_fault(small_workspace, name):
    path = small_workspace / name
    change = at_step("step.decide", lambda: path.write_bytes(path.read_bytes() + b" "))
    with pytest.raises(SourceError, match="changed or removed after it had been read") as caught:
        decide(small_workspace, progress=change)
    assert [fault.file for fault in caught.value.faults] == [str(path)]


@pytest.mark.parametrize("step", ["step.page", "step.print", "step.tables"])
def test_a_table_that_changes_during_the_build_leaves_the_old_outputs(small_workspace, step):
    build(small_workspace)
    old = (small_workspace / "out" / "manifest.json").read_bytes()
    path = small_workspace / TARGETS
    change = at_step(step, lambda: path.write_bytes(path.read_bytes() + b"\n"))
    with pytest.raises(SourceError) as caught:
        build(small_workspace, progress=change)
    assert [(f.code, f.file) for f in caught.value.faults] == [("changed_meanwhile", str(path))]
    assert (small_workspace / "out" / "manifest.json").read_bytes() == old
    assert build(small_workspace).out == small_workspace / "out"


def test_a_table_that_goes_while_sheets_are_drawn_stops_them(small_workspace, tmp_path):
    change = at_step("step.print", (small_workspace / TARGETS).unlink)
    with pytest.raises(SourceError, match="changed or removed"):
        draw_sheets(small_workspace, tmp_path / "print", progress=change)
    assert not (tmp_path / "print").exists()


def test_a_table_that_changes_while_the_page_is_drawn_stops_it(
    small_workspace, tmp_path, monkeypatch
):
    from aqmap.render import browser

    write_page = browser.write_page

    def changing(book, path, lang):
        write_page(book, path, lang)
        (small_workspace / TARGETS).unlink()

    monkeypatch.setattr(browser, "write_page", changing)
    with pytest.raises(SourceError, match="changed or removed"):
        draw_page(small_workspace, tmp_path / "map.html")
    assert list(tmp_path.glob("map*")) == []


# ---- cells ----
@pytest.mark.parametrize(
    "cell", ["nan", "NaN", "inf", "-inf", "1e309", "∞", "#DIV/0!", "#N/A", "1E+400"]
)
@pytest.mark.parametrize("folder", ["targets", "measured"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_cell_that_is_no_finite_number_is_named(small_workspace, cell, folder, kind):
    rows = [
        ["place", "indicator", "period", "value", "basis", "source"],
        ["示例丙县", "造林", "2025", cell, "synthetic", "example"],
    ]
    path = small_workspace / "data" / folder / f"more.{kind}"
    if kind == "csv":
        path.write_text("\n".join(map(",".join, rows)) + "\n", encoding="utf-8")
    else:
        write_xlsx(path, {"表": rows})
    with pytest.raises(aqmap.AqmapError) as caught:
        decide(small_workspace)
    (fault,) = caught.value.faults
    assert fault.at == ("line 2, column value" if kind == "csv" else "cell D2")
    assert cell in fault.said.en
    assert kind == "xlsx" or "finite" in fault.said.en


@pytest.mark.parametrize("second", ["measured/b.csv", "targets/b.xlsx", "targets/example.xlsx"])
def test_an_id_of_two_tables_names_both_rows(small_workspace, second):
    head = ["id", "place", "indicator", "period", "value", "basis", "source"]
    row = ["one", "示例丙县", "造林", "2025", "1", "synthetic", "example"]
    first = small_workspace / "data" / "targets" / "a.csv"
    first.write_text("\n".join(map(",".join, (head, row))) + "\n", encoding="utf-8")
    path = small_workspace / "data" / second
    rows = [head, [*row[:1], "示例乙县", *row[2:]]]
    if path.suffix == ".csv":
        path.write_text("\n".join(map(",".join, rows)) + "\n", encoding="utf-8")
    else:
        write_xlsx(path, {"表": rows})
    with pytest.raises(aqmap.AqmapError) as caught:
        decide(small_workspace)
    (fault,) = (f for f in caught.value.faults if f.code == "figure_twice")
    assert fault.file == str(path)
    assert (fault.facts["found"], fault.facts["other"]) == ("one", "targets/a.csv, line 2")
