"""``dispatch.toml``: what the ordering office has laid down, and nothing that it has not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aqmap.errors import AqmapError
from aqmap.model.dispatch.months import dispatch_month
from aqmap.pipelines.lay_workspace import lay_workspace
from aqmap.workspace.dispatch.settings import DispatchSettings, read_dispatch_settings
from aqmap.workspace.workspace import open_workspace

WHOLE = """
plan = "ili-plan-2021"
region = "ili"
year = 2021
report_by = 25
cut_off = 20
deadline = 2021-12-31

[rows.coal_cap]
schedule = "days"
thresholds = { over = 3 }
denominator = "printed"

[rows.urban_boilers]
stages = ["开工", "完工", "验收"]
done = "完工"
deadline = 2021-09-30
"""


def _read(tmp_path: Path, written: str) -> DispatchSettings:
    folder = tmp_path / "workspace"
    if not folder.exists():
        lay_workspace(folder, template="ili-changji")
    (folder / "dispatch.toml").write_text(written, encoding="utf-8")
    return read_dispatch_settings(open_workspace(folder))


def test_a_row_has_its_own_rule_and_else_that_of_all(tmp_path: Path) -> None:
    settings = _read(tmp_path, WHOLE)
    coal, boilers = settings.rule_of("coal_cap"), settings.rule_of("urban_boilers")
    assert (coal.schedule, coal.deadline) == ("days", date(2021, 12, 31))
    assert coal.thresholds is not None
    assert (coal.thresholds.over, coal.thresholds.behind) == (Decimal(3), Decimal(10))
    assert (boilers.schedule, boilers.deadline) == ("months", date(2021, 9, 30))
    assert boilers.done == "完工"


def test_cut_off_and_deadline_are_two_days(tmp_path: Path) -> None:
    settings = _read(tmp_path, WHOLE)
    september = dispatch_month("2021-09")
    assert settings.last_day_that_counts(september) == date(2021, 9, 20)
    assert settings.last_day_to_report(september) == date(2021, 9, 25)


@pytest.mark.parametrize(
    ("written", "month", "day"),
    [
        ('"last"', "2020-02", date(2020, 2, 29)),
        ('{ day = 5, month = "next" }', "2021-12", date(2022, 1, 5)),
        ('{ day = "last", month = "previous" }', "2021-01", date(2020, 12, 31)),
    ],
)
def test_days_of_a_month(tmp_path: Path, written: str, month: str, day: date) -> None:
    late = '{ day = 28, month = "next" }'
    toml = WHOLE.replace("cut_off = 20", f"cut_off = {written}").replace("= 25", f"= {late}")
    settings = _read(tmp_path, toml)
    assert settings.last_day_that_counts(dispatch_month(month)) == day


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("cut_off = 20\n", "", "cut_off"),
        ("cut_off = 20", "cut_off = 31", "cut_off"),
        ("cut_off = 20", "cut_off = 26", "report_by"),
        ('region = "ili"', 'region = "yili"', "yili"),
        ("[rows.coal_cap]", "[rows.coal]", "rows.coal"),
        ('done = "完工"\n', "", "rows.urban_boilers"),
        ('schedule = "days"', "schedule = [8, 16, 25]", "schedule"),
        ("deadline = 2021-12-31", "deadline = 1921-12-31", "deadline"),
        ("deadline = 2021-09-30", "deadline = 2020-09-30", "rows.urban_boilers.deadline"),
        ('schedule = "days"', f"schedule = {[*range(0, 48, 4), 50][1:]}", "rise to 100"),
        ("cut_off = 20", "cut_off = 20\ncut_of = 20", "docs/dispatch.md"),
        ('["开工", "完工", "验收"]', '["完工", ""]', "rows.urban_boilers.stages"),
        ('["开工", "完工", "验收"]', '["完工", "本年累计"]', "rows.urban_boilers.stages"),
        ('["开工", "完工", "验收"]', '["完工", "本 年累计"]', "rows.urban_boilers.stages"),
        ('["开工", "完工", "验收"]', '["任务", "完工"]', "rows.urban_boilers.stages"),
        ('["开工", "完工", "验收"]', '["完工", "完 工"]', "rows.urban_boilers.stages"),
        ('"days"\n', '"days"\nstages = ["完 工"]\ndone = "完 工"\n', "rows.urban_boilers.stages"),
    ],
)
def test_what_is_missing_or_wrong_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    assert old in WHOLE
    with pytest.raises(AqmapError) as problem:
        _read(tmp_path, WHOLE.replace(old, new))
    assert any(named in fault.said.en for fault in problem.value.faults)
    assert all("dispatch.toml" in fault.said.en for fault in problem.value.faults)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("report_by = 25", "report_by = 30", "1 to 28"),
        ("report_by = 25", 'report_by = "end"', "1 to 28"),
        ('schedule = "days"', 'schedule = "weeks"', "months, days"),
    ],
)
def test_what_is_possible_is_said_once(tmp_path: Path, old: str, new: str, expected: str) -> None:
    with pytest.raises(AqmapError) as problem:
        _read(tmp_path, WHOLE.replace(old, new))
    (fault,) = problem.value.faults
    assert expected in fault.said.en


def test_the_last_day_to_report_may_be_the_last_that_counts(tmp_path: Path) -> None:
    settings = _read(tmp_path, WHOLE.replace("cut_off = 20", "cut_off = 25"))
    september = dispatch_month("2021-09")
    assert settings.last_day_that_counts(september) == settings.last_day_to_report(september)
