"""The scripts for people without a terminal: their text, and on this system their runs."""

import re
import shutil
import subprocess

import pytest

from aqmap.render.forms.office_scripts import office_scripts
from tests.dispatch_workspaces import ili_dispatch

SHELL = shutil.which("sh") or ""
SPECIAL = b'|&<>^%"()\\'  # for cmd; a second byte of a sign that is one of them would end a word


def test_there_is_one_of_each_kind_for_both_steps():
    assert set(office_scripts()) == {"收表.bat", "收表.sh", "生成.bat", "生成.sh"}


@pytest.mark.parametrize("name", ["收表.bat", "生成.bat"])
def test_batch_files_are_gbk_with_line_ends_of_windows(name):
    written = office_scripts()[name]
    text = written.decode("gbk")
    assert written.count(b"\n") == written.count(b"\r\n") == text.count("\n") > 10
    lines = text.split("\r\n")
    assert lines[:2] == ["@echo off", "chcp 936 >nul"]
    assert 'cd /d "%~dp0"' in lines
    assert "pause" in lines


@pytest.mark.parametrize("name", ["收表.bat", "生成.bat"])
def test_no_sign_of_a_batch_file_has_a_byte_that_cmd_would_obey(name):
    for sign in office_scripts()[name].decode("gbk"):
        if not sign.isascii():
            assert not set(sign.encode("gbk")) & set(SPECIAL), sign


def test_batch_files_call_the_commands_with_paths_in_quotes():
    collect = office_scripts()["收表.bat"].decode("gbk")
    assert 'call :run collect "%MONTH%" "%FROM%"' in collect
    assert 'set "FROM=%~1"' in collect  # a folder or a zip dropped on it
    assert 'set "FROM=returned\\%MONTH%"' in collect
    assert 'call :run monthly "%MONTH%"' in office_scripts()["生成.bat"].decode("gbk")


def test_batch_files_take_the_months_that_there_are():
    for name in ("收表.bat", "生成.bat"):
        written = office_scripts()[name].decode("gbk")
        (pattern,) = re.findall(r'findstr /r "([^"]*)"', written)
        either = re.compile("|".join(pattern.split()))  # a blank between two is "or" to findstr
        taken = [m for m in range(100) if either.fullmatch(f'"2021-{m:02}"')]
        assert taken == list(range(1, 13))


@pytest.fixture
def office(tmp_path):
    """A folder with the scripts, forms of two months, and an aqmap that says how it was called."""
    folder = tmp_path / "调度 （一）"
    for month in ("2021-08", "2021-09"):
        (folder / "forms" / month).mkdir(parents=True)
    for name, content in office_scripts().items():
        (folder / name).write_bytes(content)
    stand_in = tmp_path / "bin" / "aqmap"
    stand_in.parent.mkdir()
    stand_in.write_text('#!/bin/sh\npwd\nprintf "[%s]" "$@"\n', encoding="utf-8")
    stand_in.chmod(0o755)
    return folder


def run(folder, script, *arguments, typed="\n", cwd=None):
    path = f"{folder.parent / 'bin'}:/usr/bin:/bin"
    return subprocess.run(
        [SHELL, str(folder / script), *arguments],
        input=typed,
        env={"PATH": path, "LC_ALL": "C.UTF-8"},
        cwd=cwd or folder.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=30,
    )


@pytest.mark.skipif(not SHELL, reason="no sh")
class TestShell:
    def test_enter_takes_the_newest_month_of_which_forms_were_made(self, office):
        (office / "returned" / "2021-09").mkdir(parents=True)
        done = run(office, "收表.sh")
        assert done.stdout.splitlines()[-1] == "[collect][2021-09][returned/2021-09]"
        assert str(office) in done.stdout
        assert "2021-09: " in done.stdout

    def test_another_month_may_be_typed(self, office):
        assert run(office, "生成.sh", typed="2021-08\n").stdout.endswith("[monthly][2021-08]")

    def test_a_month_that_is_none_is_refused(self, office):
        for typed in ("$(touch x); 9月\n", "2021-13\n", "2021-00\n", "2021-19\n"):
            done = run(office, "生成.sh", typed=typed)
            assert done.returncode == 2
            assert "[monthly]" not in done.stdout
        assert not (office / "x").exists()

    def test_the_folder_for_what_comes_back_is_made_first(self, office):
        done = run(office, "收表.sh")
        assert (done.returncode, "[collect]" in done.stdout) == (0, False)
        assert (office / "returned" / "2021-09").is_dir()

    def test_a_zip_may_be_named_from_where_one_stands(self, office, tmp_path):
        (tmp_path / "收到 的.zip").write_bytes(b"x")
        done = run(office, "收表.sh", "收到 的.zip", cwd=tmp_path)
        assert done.stdout.endswith(f"[collect][2021-09][{tmp_path}/收到 的.zip]")


def test_they_are_laid_beside_the_folders_and_what_a_person_changed_is_left(tmp_path):
    from aqmap.pipelines.dispatch.make_forms import make_forms

    folder = ili_dispatch(tmp_path / "工作区")
    made = make_forms(folder, "2021-09")
    assert {path.name for path in made.scripts} == set(office_scripts())
    assert (folder / "收表.sh").stat().st_mode & 0o111
    assert (folder / "收表.bat").read_bytes() == office_scripts()["收表.bat"]
    (folder / "收表.bat").write_bytes(b"rem mine\r\n")
    assert make_forms(folder, "2021-10").scripts == ()
    assert (folder / "收表.bat").read_bytes() == b"rem mine\r\n"
