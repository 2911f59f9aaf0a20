"""``scoring.toml``: strict, each fault with its key; without it there is no score."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqmap.errors import SpecError
from aqmap.workspace.dispatch.scoring import ReadScoring, read_scoring
from aqmap.workspace.dispatch.settings import dispatch_region, read_dispatch_settings
from aqmap.workspace.workspace import open_workspace
from tests.dispatch_years import SCORING, lay_year_workspace


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_year_workspace(tmp_path_factory.mktemp("scoring") / "w")


def read(folder: Path, written: str) -> ReadScoring | None:
    (folder / "scoring.toml").write_text(written, encoding="utf-8")
    workspace = open_workspace(folder)
    region = dispatch_region(read_dispatch_settings(workspace), workspace)
    return read_scoring(workspace, region)


def test_what_it_says_is_read_with_the_codes_of_its_places(folder: Path) -> None:
    scoring = read(folder, SCORING)
    assert scoring is not None
    assert scoring.places == {"甲县": "990001"}
    assert scoring.scoring.grade_names == ["合格", "基本合格", "不合格"]


def test_without_the_file_there_is_none(folder: Path) -> None:
    read(folder, SCORING)
    (folder / "scoring.toml").unlink()
    workspace = open_workspace(folder)
    region = dispatch_region(read_dispatch_settings(workspace), workspace)
    assert read_scoring(workspace, region) is None


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('document = "某办法（虚构）"\n', "", "document"),
        ('otherwise = "不合格"\n', "", "otherwise"),
        ('otherwise = "不合格"\n', 'otherwise = "不合格"\ncolour = "red"\n', "colour"),
        ("points = 100", "points = 99", "tasks"),
        ('without_task = "left_out"\n', "", "tasks.without_task"),
        ('unjudged = "zero"\n', "", "tasks.unjudged"),
        ('unjudged = "zero"', 'unjudged = "reported"', "tasks.unjudged"),
        ('"households", points = 50', '"chimneys", points = 50', "tasks.rows.1.indicator"),
        ('"households", points = 50', '"pm25", points = 50', "tasks.rows.1.indicator"),
        ('"coal", points = 30, rule = "met"', '"coal", points = 30, rule = "proportional"',
         "tasks.rows.2.rule"),
        ('"coal", points = 30, rule = "met"', '"coal", points = 30, rule = "stepped"',
         "tasks.rows.2"),
        ('"coal", points = 30, rule = "met"', '"coal", points = 30, rule = "met", least = 5',
         "tasks.rows.2"),
        ('"coal", points = 30, rule = "met"',
         '"coal", points = 30, rule = "met", by = "drop", baseline = "2020"', "tasks.rows.2"),
        ('"coal", points = 30, rule = "met"',
         '"coal", points = 30, rule = "proportional", by = "drop", baseline = "last"',
         "tasks.rows.2.baseline"),
        ('rule = "tasks"', 'rule = "lower"', "total"),
        ('rule = "tasks"', 'rule = "weighted"', "total"),
        ('rule = "tasks"', 'rule = "tasks"\nplaces = { "无名县" = "tasks" }', "total.places"),
        ('places = ["甲县"]', 'places = ["无名县"]', "bonus.1.places"),
        ('places = ["甲县"]', 'places = ["示例地区"]', "bonus.1.places"),
        ("points = 2\n", "points = -2\n", "bonus.1.points"),
        ('document = "某文1号"', 'document = ""', "bonus.1.document"),
        ("at_least = 60", "at_least = 20", "grades"),
        ("[[grades]]\nat_least = 60",
         '[[veto]]\nname = "x"\nzeroes = "total"\n[[grades]]\nat_least = 60', "veto.1"),
        ("[[grades]]\nat_least = 60",
         '[[veto]]\nname = "x"\nindicator = "pm25"\nwhen = "rises"\nzeroes = "total"\n'
         "[[grades]]\nat_least = 60", "veto.1"),
        ("[[grades]]\nat_least = 60",
         '[[veto]]\nname = "x"\nplaces = ["甲县"]\ndocument = "y"\n[[grades]]\nat_least = 60',
         "veto.1"),
        ("[[grades]]\nat_least = 60",
         '[[veto]]\nname = "x"\nplaces = ["甲县"]\ndocument = "y"\ngrade = "特优"\n'
         "[[grades]]\nat_least = 60", "veto.1.grade"),
    ],
)  # fmt: skip
def test_a_fault_names_its_key(folder: Path, old: str, new: str, key: str) -> None:
    assert old in SCORING
    with pytest.raises(SpecError) as caught:
        read(folder, SCORING.replace(old, new, 1))
    assert key in {fault.at for fault in caught.value.faults}


def test_all_faults_come_together(folder: Path) -> None:
    bad = SCORING.replace('unjudged = "zero"\n', "").replace("points = 2\n", "points = -2\n")
    with pytest.raises(SpecError) as caught:
        read(folder, bad)
    assert {fault.at for fault in caught.value.faults} == {"tasks.unjudged", "bonus.1.points"}
