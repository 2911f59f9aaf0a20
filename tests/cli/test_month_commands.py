"""``aqmap close``, ``monthly``, ``release`` and ``compare`` as a user runs them."""

import pytest

from tests.cli.processes import run
from tests.dispatch_counties import lay_dispatch_workspace


@pytest.fixture
def folder(tmp_path):
    return lay_dispatch_workspace(tmp_path / "调度 （一）", 1)


def test_a_month_is_drafted_released_and_given_once_more(folder):
    done = run("monthly", "2021-09", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "monthly/2021-09/manifest.json"
    assert "未报送2个：甲县、能源局" in done.stderr
    refused = run("release", "2021-09", "--by", "张三", cwd=folder)
    assert refused.returncode == 1
    assert [line.partition("。")[0] for line in refused.stderr.splitlines()] == [
        "2021-09：甲县未报送",
        "2021-09：能源局未报送",
    ]
    missing = ("--missing", "c1", "--missing", "能源局")
    done = run("release", "2021-09", "--by", "张三", *missing, cwd=folder)
    assert (done.returncode, done.stdout) == (0, "releases/2021-09\n")
    done = run("monthly", "2021-09", "--as-released", "--out", "../again", cwd=folder)
    assert done.returncode == 0
    names = ("月报.docx", "汇总表.xlsx", "month.csv", "manifest.json")
    for name in names:
        kept = folder / "releases" / "2021-09" / name
        assert (folder.parent / "again" / name).read_bytes() == kept.read_bytes()


def test_a_month_is_closed_and_says_so(folder):
    done = run("close", "2021-09", "--by", "张三", "--on", "2021-09-26", cwd=folder)
    assert done.returncode == 0
    assert done.stdout == ("2021-09 已关账（2021-09-26，张三）；此后收表要用 --reason 写明原因\n")
    done = run("close", "2021-09", "--by", "张三", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "这个月已于 2021-09-26 由张三关账" in done.stderr
    assert run("close", "2021-09", "--by", "张三", "--on", "26日", cwd=folder).returncode == 2


def test_releases_that_are_not_there_are_not_compared(folder):
    done = run("compare", "2021-08", "2021-09", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "releases/2021-08：发布稿不存在、不完整或被改动" in done.stderr


def test_a_month_and_a_day_that_are_none_are_said(folder):
    assert "202109" in run("monthly", "202109", cwd=folder).stderr
    assert run("release", "2021-09", "--by", "张三", "--on", "9月", cwd=folder).returncode == 2
