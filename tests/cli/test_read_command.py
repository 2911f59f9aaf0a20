"""`aqmap read` as it is called: its answers, what it prints, and what it adds to the register."""

import json
import tomllib

import pytest

from tests.cli.processes import one_line, run


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text("关于造林的通知\n\n甲县造林0.5万亩。\n", encoding="utf-8")
    return path


def read(notice, workspace, *options, lang="zh"):
    out = notice.with_name("f.csv")
    return run("read", notice, "--out", out, "--workspace", workspace, *options, lang=lang)


def test_it_asks_for_the_year_and_for_the_source(notice, small_workspace):
    done = read(notice, small_workspace)
    assert done.returncode == 0, done.stderr
    assert "1个待核对" in done.stdout
    assert "--period" in done.stdout
    assert "--register" in done.stdout
    stub = tomllib.loads(done.stdout[done.stdout.index('["通知"]') :])
    assert stub["通知"]["title"]["zh"] == "关于造林的通知"


def test_answers_are_taken_and_the_source_is_registered(notice, small_workspace):
    options = ("--period", "2024", "--role", "目标", "--unit-of", "造林=亩", "--source", "造林通知")
    done = read(notice, small_workspace, *options, "--register", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["to_confirm"].get("period"), told["unregistered"]) == (None, [])
    register = (small_workspace / "data" / "sources.toml").read_text(encoding="utf-8")
    assert tomllib.loads(register)["造林通知"]["file"] == "通知.txt"
    assert ",2024," in notice.with_name("f.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "written", "allowed"),
    [
        ("--period", "next year", "2024-01/2024-06"),
        ("--role", "goal", "target, measured, progress or baseline"),
        ("--unit-of", "afforestation", "afforestation="),
    ],
)
def test_a_bad_answer_is_one_line_that_names_the_option(
    notice, small_workspace, option, written, allowed
):
    line = one_line(read(notice, small_workspace, option, written, lang="en"), 1)
    assert line.startswith(option)
    assert allowed in line
