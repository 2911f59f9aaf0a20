"""What files and their names hold is shown on the screen, and never obeyed by it."""

import json

import pytest

from tests.cli.processes import run

STEERING = "\x1b\x9b\x07\u202e\u2028\r\t"


def clean(done):
    """Return both streams, in which only line ends are left of all that steers."""
    said = done.stdout + done.stderr
    assert not [c for c in said if c in STEERING]
    assert "Traceback" not in said
    return said


def test_a_document_with_escape_sequences_is_shown_as_it_is(small_workspace, tmp_path):
    plan = tmp_path / "方案.html"
    plan.write_text(
        "<html><head><meta charset=utf-8><title>示例地区2025年计划</title></head><body><table>"
        "<tr><td>指标</td><td>示例甲县</td><td>x\u009b31m&#x1b;[2Jy</td></tr>"
        "<tr><td>造林（万亩）&#x1b;]0;pwn&#7;</td><td>1</td><td>2</td></tr>"
        "<tr><td>渔光[bold]互补[/]&#x202e;（个）</td><td>1</td><td>2</td></tr></table></body></html>",
        encoding="utf-8",
    )
    options = ("--out", tmp_path / "f.csv", "--workspace", small_workspace)
    said = clean(run("read", plan, *options))
    assert r"x\x9b31m\x1b[2Jy" in said
    assert "渔光[bold]互补[/]" in said
    json.loads(run("read", plan, *options, "--json").stdout)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["a\x1b[31mb", "a\nb", "\u202egnp", "a\u2028b", "[red]x[/red]"])
def test_a_name_with_signs_that_steer_is_one_line(name, lang, tmp_path):
    done = run("check", tmp_path / name, lang=lang)
    clean(done)
    assert done.returncode == 1
    assert len(done.stderr.split("\n")) == 2, "a line and its end"
    table = run("check", tmp_path / name, "--json")
    clean(table)
    assert json.loads(table.stdout)["faults"][0]["file"] == str(tmp_path / name)


def test_what_was_typed_is_shown_as_it_is():
    for words in (["pa\x1b[31mint"], ["check", "--co\x1b[2Jlour"], ["check", ".", "a\nb", "c"]):
        done = run(*words)
        clean(done)
        assert (done.returncode, len(done.stderr.split("\n"))) == (2, 2)


def test_the_path_that_was_written_is_one_line(small_workspace, tmp_path):
    done = run("map", small_workspace, "--out", tmp_path / "a\n\x1b[2Jb.html")
    clean(done)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("a\\n\\x1b[2Jb.html\n")
