"""Overviews and county sheets are part of a build, unless they are not wanted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import aqmap
from aqmap.book.selection import Choice
from aqmap.pipelines.build_maps import draw_sheets

SHEETS = {"overview-example", "county-990001", "county-990002", "county-990003"}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    template = Path(aqmap.__file__).with_name("templates") / "minimal"
    return Path(shutil.copytree(template, tmp_path / "w"))


def names(folder: Path) -> set[str]:
    stems = {path.stem for path in folder.glob("*.pdf")}
    return {stem for stem in stems if stem.startswith(("overview-", "county-"))}


def test_a_build_writes_them(workspace: Path, tmp_path: Path) -> None:
    aqmap.build(workspace, out=tmp_path / "out")
    assert names(tmp_path / "out" / "print") == SHEETS


def test_a_workspace_can_leave_them_out(workspace: Path, tmp_path: Path) -> None:
    settings = workspace / "aqmap.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(f"{written}\n[print]\ncounty_sheets = false\n", encoding="utf-8")
    aqmap.build(workspace, out=tmp_path / "out")
    assert names(tmp_path / "out" / "print") == set()
    assert (tmp_path / "out" / "print" / "atlas.pdf").is_file()


def test_print_draws_them_unless_maps_are_chosen(workspace: Path, tmp_path: Path) -> None:
    draw_sheets(workspace, tmp_path / "all")
    draw_sheets(workspace, tmp_path / "chosen", choice=Choice(layers=("pm25",)))
    assert names(tmp_path / "all") == SHEETS
    assert names(tmp_path / "chosen") == set()
