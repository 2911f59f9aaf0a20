"""Odd variables of the environment, settings of libraries that lie about, odd names of layers."""

import hashlib
import os
from pathlib import Path

import pytest

import aqmap
from aqmap.book.selection import Choice
from aqmap.errors import SpecError
from aqmap.pipelines.build_maps import decide, draw_sheets
from tests.cli.processes import one_line, run, run_anew


@pytest.mark.parametrize(
    "written", ["abc", "", " 5", "-1", "1e9", "253402300800", "9" * 5000, "²", "٣", "1.5"]
)
def test_an_epoch_that_is_none_is_named(small_workspace, monkeypatch, written):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    with pytest.raises(SpecError) as caught:
        decide(small_workspace)
    (fault,) = caught.value.faults
    assert fault.said.zh.startswith(f"SOURCE_DATE_EPOCH：“{written[:40]}")


@pytest.mark.parametrize(
    ("written", "day"),
    [("0", "1970-01-01"), ("1640908800", "2021-12-31"), ("253402300799", "9999-12-31")],
)
def test_an_epoch_is_its_day(small_workspace, monkeypatch, written, day):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    assert str(decide(small_workspace).book.date) == day


def test_the_command_says_so_too(small_workspace):
    for command in ("check", "print"):
        line = one_line(
            run(command, small_workspace, cwd=small_workspace, SOURCE_DATE_EPOCH="x"), 1
        )
        assert line.startswith("SOURCE_DATE_EPOCH：")


def drawn(workspace, out, **more):
    """Return the checksum of every file that `print` writes."""
    done = run_anew("print", workspace, "--out", out, "--layer", "pm25", **more)
    assert (done.returncode, done.stderr) == (0, "")
    files = [path for path in out.iterdir() if path.name != "manifest.json"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def as_always(tmp_path_factory):
    minimal = Path(aqmap.__file__).with_name("templates") / "minimal"
    return drawn(minimal, tmp_path_factory.mktemp("usual") / "out")


@pytest.mark.parametrize(
    "settings",
    [
        b"text.usetex: True\nfigure.facecolor: red\nfont.size: 30\nnonsense: 3\nbackend: module://evil\n",
        b"\xff\xfe\xfa",
        None,
    ],
    ids=["settings", "no text", "a pipe"],
)
def test_settings_of_the_drawing_library_in_the_folder_change_nothing(
    small_workspace, tmp_path, as_always, settings
):
    """`text.usetex` would have a stranger's folder start TeX; a pipe would be waited for."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "evil.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')", encoding="utf-8")
    if settings is None and hasattr(os, "mkfifo"):
        os.mkfifo(folder / "matplotlibrc")
    else:
        (folder / "matplotlibrc").write_bytes(settings or b"")
    assert drawn(small_workspace, tmp_path / "out", cwd=folder) == as_always
    assert not (tmp_path / "run").exists()


def test_variables_of_libraries_change_nothing(small_workspace, tmp_path, as_always):
    settings = tmp_path / "matplotlibrc"
    settings.write_text("figure.facecolor: red\n", encoding="utf-8")
    odd = {
        "MATPLOTLIBRC": str(settings),
        "MPLBACKEND": "garbage",
        "MPLCONFIGDIR": "/dev/null/none",
        "HOME": None,
        "COLUMNS": "²",
        "LINES": "-1",
        "TZ": "Mars/Phobos",
        "LC_ALL": "xx_YY.garbage",
        "TMPDIR": "/dev/null/none",
        "FORCE_COLOR": "1",
    }
    assert drawn(small_workspace, tmp_path / "out", **odd) == as_always


@pytest.mark.parametrize("name", ["甲" * 80, "x" * 240, "a:b|c", "nul.a", "a\nb\x1b[2J", "[b]"])
def test_any_name_of_a_layer_gives_sheets(small_workspace, tmp_path, name):
    """A file of 240 bytes is no longer one of 240 with view, period and region behind it."""
    layer = small_workspace / "layers" / "pm25.toml"
    layer.rename(layer.with_name(f"{name}.toml"))
    out = tmp_path / "out"
    assert draw_sheets(small_workspace, out, choice=Choice(layers=(name,))).number == 2
    assert len(list(out.glob("*.pdf"))) == 3, "and the atlas"


@pytest.mark.parametrize("name", ["PM25", "pm25 ", "pm25."])
def test_two_layers_that_are_one_file_elsewhere_are_a_fault(small_workspace, name):
    layers = small_workspace / "layers"
    (layers / f"{name}.toml").write_bytes((layers / "pm25.toml").read_bytes())
    line = one_line(run("check", small_workspace), 1)
    assert "在 Windows 和 macOS 上是同一个文件名" in line
    assert f"“{name}.toml”" in line


def test_two_regions_that_are_one_name_elsewhere_are_a_fault(small_workspace):
    settings = small_workspace / "aqmap.toml"
    text = settings.read_text(encoding="utf-8")
    region = text[text.index("[[regions]]") :]
    other = region.replace('id = "example"', 'id = "Example"')
    settings.write_text(text.rstrip() + "\n\n" + other, encoding="utf-8")
    with pytest.raises(SpecError, match="one name on Windows"):
        decide(small_workspace)
