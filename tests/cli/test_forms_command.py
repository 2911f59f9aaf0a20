"""``aqmap forms`` as a user runs it."""

import openpyxl
import pytest

from tests.cli.processes import run
from tests.dispatch_workspaces import ili_dispatch


@pytest.fixture
def folder(tmp_path):
    return ili_dispatch(tmp_path / "调度 （一）")


def test_it_prints_the_forms_and_what_they_do_not_settle(folder):
    done = run("forms", "2021-09", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    findings = [line for line in done.stdout.splitlines() if line.startswith("[说明]")]
    assert len(findings) == 2
    paths = [line for line in done.stdout.splitlines() if line.endswith(".xlsx")]
    assert len(paths) == 12
    assert all((folder / path).is_file() for path in paths)


def test_the_default_folder_lies_in_the_workspace_and_forms_are_chinese(folder, tmp_path):
    done = run("forms", "2021-09", folder, cwd=tmp_path, lang="en", LANG="en_US.UTF-8")
    assert done.returncode == 0
    assert "[Notes] Row '2 错峰生产企业（个）'" in done.stdout
    made = folder / "forms" / "2021-09"
    assert openpyxl.load_workbook(made / "654025-新源县-2021-09.xlsx").sheetnames[0] == "月调度表"


def test_everything_that_is_missing_is_said_at_once_with_what_to_do(folder):
    (folder / "data" / "dispatch" / "units.csv").unlink()
    settings = folder / "dispatch.toml"
    kept = [line for line in settings.read_text("utf-8").splitlines() if "cut_off" not in line]
    settings.write_text("\n".join(kept), encoding="utf-8")
    done = run("forms", "2021-09", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    cut_off, units = done.stderr.splitlines()
    assert cut_off.startswith("dispatch.toml：cut_off：没有写统计截止日")
    assert units.startswith("data/dispatch/units.csv：没有填报单位名单。请新建")


def test_a_month_is_needed(folder):
    assert run("forms", cwd=folder).returncode == 2


@pytest.mark.parametrize("out", ["data/dispatch", "boundaries/x", "."])
def test_forms_are_not_written_into_what_is_read(folder, out):
    before = sorted(path for path in folder.rglob("*") if path.is_file())
    done = run("forms", "2021-09", "--out", out, cwd=folder)
    assert done.returncode == 1
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == before
