"""A date that nobody stated is written nowhere: on no page, in no report and in no table."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

import aqmap
from aqmap.book.report.report_parts import Report
from aqmap.pipelines.build_maps import decide, draw_page, draw_sheets
from aqmap.pipelines.export_maps import export_maps
from aqmap.words import Text

COMPILED, NOT_STATED = "编制时间", "1970"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose settings and sources have no date."""
    folder = tmp_path_factory.mktemp("undated") / "workspace"
    shutil.copytree(Path(aqmap.__file__).with_name("templates") / "minimal", folder)
    sources = folder / "data" / "sources.toml"
    lines = sources.read_text("utf-8").splitlines(keepends=True)
    sources.write_text("".join(x for x in lines if not x.startswith("date")), "utf-8")
    return folder


def test_no_page_has_one(folder: Path, tmp_path: Path) -> None:
    assert decide(folder).book.date is None
    draw_sheets(folder, tmp_path / "print")
    run = ["pdftotext", str(tmp_path / "print" / "atlas.pdf"), "-"]
    words = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    assert "内部工作用图" in words
    assert COMPILED not in words
    assert NOT_STATED not in words
    draw_page(folder, tmp_path / "map.html")
    assert "1970-01-01" not in (tmp_path / "map.html").read_text("utf-8")


def test_the_workbook_has_none(folder: Path, tmp_path: Path) -> None:
    export_maps(folder, tmp_path / "export")
    workbook = openpyxl.load_workbook(tmp_path / "export" / "tables.xlsx")
    cells = [str(cell.value) for sheet in workbook for row in sheet for cell in row]
    assert any(cells)
    assert not [words for words in cells if NOT_STATED in words]


def test_a_report_s_head_has_what_is_stated() -> None:
    def head(date: Text | None, compiler: Text | None) -> Text | None:
        return Report(Text("", ""), date, compiler, Text("", ""), (), (), (), (), None).compiled

    day, office = Text("2026年1月31日", "31 Jan 2026"), Text("示例单位", "Example office")
    assert head(day, office) == Text("示例单位　2026年1月31日", "Example office, 31 Jan 2026")
    assert head(None, office) == office
    assert head(day, None) == day
    assert head(None, None) is None
