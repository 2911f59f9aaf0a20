"""Each command, failing or killed at the k-th time it writes: old outputs or new, and no mix."""

import io
import os
import resource
import shutil
import signal
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

import aqmap
from aqmap import libre_office
from aqmap.__main__ import main
from aqmap.render import browser, paper, report
from aqmap.render.report import slides_document
from tests.interruptions import KILLED, disk_is_full, held, in_child, interrupted, kill
from tests.read.stations.archives import write_archive

pytestmark = pytest.mark.forks
TEMPLATE = Path(aqmap.__file__).with_name("templates") / "minimal"
FIRST, LAST, STEP = 2, 8, 16  # between the first writes and the last, each 16th is tried
STATIONS = ["stations", "archive", "--stations", "list.csv", "--out", "f.csv", "--daily", "d.csv"]
EXPORT = ["--format", "gpkg", "--format", "xlsx", "--format", "geojson"]
READ = ["--out", "f.csv", "--measures", "m.csv", "--findings", "f.json", "--review", "r.html"]


@dataclass(frozen=True)
class Command:
    """A command as it was run before, as it is run now, and the names of what it writes."""

    before: list[str]
    now: list[str]
    outputs: tuple[str, ...]


COMMANDS = {
    "init": Command([], ["init", "new"], ("new",)),
    "build": Command(["build", "--lang", "en"], ["build", "--lang", "zh"], ("out",)),
    "map": Command(["map", "--layer", "afforestation"], ["map"], ("map.html",)),
    "print": Command(
        ["print", "--layer", "afforestation", "--view", "target"],
        ["print", "--layer", "pm25", "--view", "target"],
        ("print",),
    ),
    "report": Command(
        ["report", "--slides", "--lang", "en"], ["report", "--slides", "--lang", "zh"], ("report",)
    ),
    "export": Command(
        ["export", *EXPORT, "--view", "target"],
        ["export", *EXPORT, "--view", "status"],
        ("export",),
    ),
    "read": Command(
        ["read", "2024.txt", *READ],
        ["read", "2025.txt", *READ],
        ("f.csv", "m.csv", "f.js", "r.html"),
    ),
    "stations": Command([*STATIONS, "--month-rule", "none"], STATIONS, ("f.csv", "d.csv")),
}


def lay_inputs(folder):
    """Lay down the smallest workspace of each kind of input: all of it is synthetic."""
    shutil.copytree(TEMPLATE, folder)
    layers = folder / "layers"
    for name, wanted in (("afforestation", '["target"]'), ("pm25", "[]")):
        layer = layers / f"{name}.toml"
        lines = layer.read_text(encoding="utf-8").split("\n")
        lines = [f"print = {wanted}" if line.startswith("print") else line for line in lines]
        layer.write_text("\n".join(lines), encoding="utf-8")
    for year in ("2024", "2025"):
        plan = (
            f"示例地区{year}年计划\n一、{year}年底前，甲县完成造林0.5万亩。（牵头单位：林业局）\n"
        )
        (folder / f"{year}.txt").write_text(plan, encoding="utf-8")
    listed = "code,name,city,lon,lat,background\n9001A,合成站,示例,84.2,44.2,N\n"
    (folder / "list.csv").write_text(listed, encoding="utf-8")
    hours = {hour: {"PM2.5": ["40"], "PM10": ["70"]} for hour in range(24)}
    write_archive(folder / "archive", [hours] * 3, ["9001A"], first=date(2025, 3, 1))


def run_command(folder, arguments):
    """Run a command in this process; return its exit code. Any exception would be a traceback."""
    os.chdir(folder)
    sys.argv = ["aqmap", *arguments]
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code or 0


def writes_to_try(folder, whole, command):
    """Return all first and last writes of a command, when outputs move, and some between them."""
    with interrupted(whole, 0, kill) as counted:
        assert run_command(folder, command.now) == 0
    between = range(FIRST + 1, counted.seen - LAST, STEP)
    last = range(max(FIRST, counted.seen - LAST) + 1, counted.seen + 1)
    return sorted({*range(1, min(FIRST, counted.seen) + 1), *between, *last})


def remembering_pictures(draw):
    """Draw the pictures of a report once for all runs: they are written nowhere by themselves."""
    made = {}

    def draw_pictures(book, sheets, *, place, lang, **options):
        if (place, lang) not in made:
            made[place, lang] = draw(book, sheets, place=place, lang=lang, **options)
        return made[place, lang]

    return draw_pictures


def remembering(write, lang_of):
    """Make the bytes of a document once a language: equal contents give equal bytes."""
    made = {}

    def write_document(*contents, **options):
        lang = lang_of(options)
        if lang not in made:
            made[lang] = write(*contents, **options)
        return made[lang]

    return write_document


def replaying(write):
    """Draw once, and then write the same files again."""
    made = {}

    def write_again(book, path, *lang, **options):
        key = (*(layer.id for layer in book.layers), *lang, options.get("lang"))
        if key not in made:
            write(book, path, *lang, **options)
            names = [path, *path.rglob("*")]
            made[key] = {
                name.relative_to(path): name.read_bytes() for name in names if name.is_file()
            }
        else:
            for name, content in made[key].items():
                (path / name).parent.mkdir(exist_ok=True)
                (path / name).write_bytes(content)

    return write_again


@pytest.fixture(scope="module", params=COMMANDS)
def prepared(request, tmp_path_factory):
    """A command, a folder, a function that lays a run down in it, and what lies there before."""
    command, folder = COMMANDS[request.param], tmp_path_factory.mktemp(request.param)
    temporary = folder / "tmp"
    temporary.mkdir()

    def lay(name):
        workspace = folder / "runs" / "workspace"
        if workspace.parent.exists():
            shutil.rmtree(workspace.parent)
        shutil.copytree(folder / name, workspace)
        return workspace

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(libre_office, "_PROGRAMS", ())  # its pages cost seconds a run
        patched.setattr(paper, "draw_pictures", remembering_pictures(paper.draw_pictures))
        document = remembering(report.write_document, lambda options: options["style"].lang)
        patched.setattr(report, "write_document", document)
        slides = remembering(slides_document.write_slides, lambda options: options["lang"])
        patched.setattr(slides_document, "write_slides", slides)
        patched.chdir(folder)
        patched.setattr(sys, "argv", sys.argv)
        patched.setattr(tempfile, "tempdir", str(temporary))
        lay_inputs(folder / "old")
        if command.before:
            assert run_command(folder / "old", command.before) == 0
        shutil.copytree(folder / "old", folder / "new")
        assert run_command(folder / "new", command.now) == 0
        yield command, folder, lay


@pytest.fixture
def tried(prepared, monkeypatch):
    """A command, its folder, functions that lay a run down and read it, and both outcomes."""
    command, folder, lay = prepared
    monkeypatch.chdir(folder)

    def outputs(workspace):
        lying = held(workspace)
        return {name: lying[name] for name in lying if name.startswith((*command.outputs, ".aq"))}

    old, new = outputs(folder / "old"), outputs(folder / "new")
    assert old != new
    return command, folder, lay, outputs, (old, new)


@pytest.fixture
def drawn_once(monkeypatch):
    """Sheets and pages are drawn once, and written as often as they are asked for."""
    monkeypatch.setattr(paper, "write_sheets", replaying(paper.write_sheets))
    monkeypatch.setattr(browser, "write_page", replaying(browser.write_page))


def test_a_full_disk_at_any_write_leaves_old_or_new_and_no_traceback(tried, capsys):
    command, whole, lay, outputs, (old, new) = tried
    tried_writes = writes_to_try(lay("old"), whole, command)
    assert tried_writes[-1] >= len(new)
    for k in tried_writes:
        folder = lay("old")
        capsys.readouterr()
        with interrupted(whole, k, disk_is_full) as done:
            code = run_command(folder, command.now)
        assert done.seen >= k
        assert outputs(folder) == (old if code else new), k
        assert code in (0, 1)
        message = capsys.readouterr().err
        assert not code or message.count("\n") == 1
        assert ".aqmap-" not in message


def test_killed_at_any_write_the_next_run_heals(tried, drawn_once):
    command, whole, lay, outputs, (old, new) = tried
    for k in writes_to_try(lay("old"), whole, command):
        folder = lay("old")

        def killed_run(folder=folder, k=k):
            with interrupted(whole, k, kill):
                run_command(folder, command.now)

        assert in_child(killed_run) == KILLED
        lying = outputs(folder).items()
        lying = {(name, content) for name, content in lying if not name.startswith(".aq")}
        assert lying <= set(old.items()) or lying <= set(new.items()), k
        assert run_command(folder, command.now) == 0
        assert outputs(folder) == new, k


@pytest.mark.parametrize("most", [0, 3_000, 60_000])
def test_a_disk_that_fills_in_the_middle_of_a_file_costs_nothing(tried, most):
    """The system itself refuses to let a file grow beyond `most` bytes, also while it is open."""
    command, _, lay, outputs, (old, new) = tried
    folder = lay("old")

    def limited_run():
        sys.stdout = sys.stderr = io.StringIO()
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        os._exit(40 + run_command(folder, command.now))

    code = in_child(limited_run) - 40
    assert code in (0, 1)
    assert outputs(folder) == (old if code else new)
    assert code == 1 or most
