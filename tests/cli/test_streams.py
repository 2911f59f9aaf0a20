"""Results to standard output, all else to standard error; a stream that fails is one line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aqmap.__main__ import COMMANDS
from tests.cli.processes import environment, one_line, run, run_anew

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
needs_posix = pytest.mark.skipif(os.name != "posix", reason="a shell's redirections")

WORDS = [("--help",), ("--version",), (), *((name, "--help") for name in COMMANDS)]


@needs_full
@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_a_full_disk_under_standard_output_is_one_line(words):
    with FULL.open("w") as full:
        assert "磁盘已满" in one_line(run_anew(*words, stdout=full), 1)


@needs_full
@pytest.mark.parametrize("more", [(), ("--json",)], ids=["text", "json"])
def test_a_result_that_cannot_be_printed_is_one_line(small_workspace, more):
    with FULL.open("w") as full:
        line = one_line(run_anew("check", small_workspace, *more, lang="en", stdout=full), 1)
    assert line.startswith("stdout: standard output cannot be written (the disk is full).")


def shell(command):
    """Run a line of shell in which "$@" is the program."""
    return subprocess.run(
        ["/bin/bash", "-c", command, "-", sys.executable, "-m", "aqmap"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(),
    )


@needs_posix
@pytest.mark.parametrize("words", ["--help", "--version", "check /nowhere --json"])
def test_a_closed_standard_output_is_one_line(words):
    assert "标准输出不能写入（已经关闭）" in one_line(shell(f'"$@" {words} >&-'), 1)


@needs_posix
def test_a_closed_standard_output_is_no_file_that_is_written_later(small_workspace):
    """The first file that is opened would get the number 1, and what is printed would go there."""
    out = small_workspace / "地图.html"
    done = shell(f'"$@" map "{small_workspace}" --out "{out}" >&-')
    assert done.returncode == 1
    assert out.read_text(encoding="utf-8").rstrip().endswith("</html>")


@needs_posix
@pytest.mark.parametrize("where", [">&-", *([">/dev/full"] if FULL.exists() else [])])
def test_messages_that_nobody_can_get_change_no_exit_code(where):
    done = shell(f'"$@" check /nowhere 2{where}; echo $?')
    assert done.stdout == "1\n"


@needs_posix
@pytest.mark.parametrize("words", ["--help", "check --help", "check /nowhere --json"])
def test_a_reader_that_ends_first_is_no_fault(words):
    done = shell(f'set -o pipefail; "$@" {words} | exec true; echo $?')
    assert done.stdout in ("141\n", "0\n", "1\n"), "as the reader was quicker or not"
    assert done.stderr == ""


def test_faults_go_to_standard_error_and_results_to_standard_output(small_workspace, tmp_path):
    good, bad = run("check", small_workspace), run("check", tmp_path)
    assert (good.returncode, good.stderr) == (0, "")
    assert (bad.returncode, bad.stdout) == (1, "")
    assert "不是工作区" in one_line(bad, 1)


def test_remarks_on_a_file_go_to_standard_error(small_workspace, tmp_path):
    plan = tmp_path / "方案.csv"
    plan.write_text(
        "2025年示例地区计划\n指标,示例甲县,示例县\n造林（万亩）,1.5,2\n", encoding="utf-8"
    )
    options = ("--out", tmp_path / "f.csv", "--workspace", small_workspace)
    done = run("read", plan, *options)
    assert done.returncode == 0, done.stderr
    assert "示例县" in one_line(done, 0)
    assert "示例县" not in done.stdout
    assert "读出2个数据" in done.stdout
    table = json.loads(run("read", plan, *options, "--json").stdout)
    assert table["figures"] == 2
    assert len(table["unmatched"] + table["remarks"]) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("check", "{good}"),
        ("build", "{good}"),
        ("check", "{bad}"),
        ("build", "{bad}"),
        ("read", "{bad}/none.txt", "--out", "{bad}/f.csv", "--workspace", "{good}"),
        ("stations", "{bad}", "--out", "{bad}/f.csv", "--workspace", "{good}"),
        ("stations", "{bad}", "--out", "{bad}/f.csv", "--workers", "-1"),
        ("read",),
        ("check", "{good}", "--lang", "fr"),
    ],
    ids=" ".join,
)
def test_json_is_one_document_and_nothing_else(words, small_workspace, tmp_path):
    bad = tmp_path / "empty"
    bad.mkdir()
    filled = [word.format(good=small_workspace, bad=bad) for word in words]
    done = run(*filled, "--json")
    table = json.loads(done.stdout)
    assert done.stderr == ""
    assert ("faults" in table) == (done.returncode != 0)
    for fault in table.get("faults", ()):
        assert set(fault) == {"code", "file", "at", "message"}
        assert fault["message"]


def test_json_keeps_every_character_where_the_console_cannot_show_it(small_workspace):
    words = ("check", small_workspace, "--json")
    ascii_only = run_anew(*words, PYTHONUTF8=None, PYTHONIOENCODING="ascii")
    assert ascii_only.stdout.isascii()
    assert json.loads(ascii_only.stdout) == json.loads(run(*words).stdout)
