"""``aqmap check`` opens the office's own files, and says all that is wrong in one round."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from aqmap.cli.app import app
from aqmap.errors import AqmapError
from aqmap.pipelines.check_workspace import check


def settings_with(workspace: Path, printing: str = "", report: str = "") -> None:
    settings = workspace / "aqmap.toml"
    written = settings.read_text(encoding="utf-8")
    assert "\n[print]" not in written
    assert "\n[report]" not in written
    tables = f"\n[print]\n{printing}\n[report]\n{report}\n"
    settings.write_text(written + tables, encoding="utf-8")


def faults_of(workspace: Path) -> dict[str, str]:
    with pytest.raises(AqmapError) as caught:
        check(workspace)
    assert all(fault.file == str(workspace / "aqmap.toml") for fault in caught.value.faults)
    return {fault.at: fault.said.zh for fault in caught.value.faults}


def test_missing_and_unusable_files_are_named_with_their_keys(small_workspace: Path) -> None:
    (small_workspace / "不是字体.ttf").write_bytes(b"no font at all")
    (small_workspace / "模板.docx").write_bytes(b"no document")
    settings_with(
        small_workspace,
        'font = "fonts/仿宋.ttf"\nbold_font = "不是字体.ttf"',
        'template = "模板.docx"',
    )
    faults = faults_of(small_workspace)
    assert set(faults) == {"print.font", "print.bold_font", "report.template"}
    assert "不能使用 fonts/仿宋.ttf：没有这个文件" in faults["print.font"]
    assert "TrueType" in faults["print.bold_font"]
    assert "文件已损坏或不完整" in faults["report.template"]
    assert all("不用时删去这一项" in said for said in faults.values())


def test_they_come_together_with_faults_of_the_settings(small_workspace: Path) -> None:
    settings_with(small_workspace, "dpi = 5", 'template = "none.docx"')
    assert set(faults_of(small_workspace)) == {"print.dpi", "report.template"}


def test_a_template_that_can_be_opened_is_no_fault(small_workspace: Path) -> None:
    docx.Document().save(str(small_workspace / "office.docx"))
    settings_with(small_workspace, report='template = "office.docx"')
    assert check(small_workspace).book.layers


def test_the_command_says_it_and_ends_with_1(small_workspace: Path) -> None:
    settings_with(small_workspace, report='template = "none.docx"')
    done = CliRunner().invoke(app, ["check", str(small_workspace), "--lang", "en"])
    assert done.exit_code == 1
    assert "report.template: none.docx is of no use: there is no such file" in done.output
