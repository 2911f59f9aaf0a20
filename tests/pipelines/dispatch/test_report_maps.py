"""The maps of a month stand in its report; the air of its year is stated beside them."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import aqmap
from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.ledger_rows import Decision, Entry, Receipt
from aqmap.pipelines.dispatch.draft_month import draft_month
from aqmap.pipelines.dispatch.release_month import release_month
from aqmap.workspace.dispatch.ledger import ledger_to_write
from tests.reports import WrittenReport

SETTINGS = 'plan = "example"\nregion = "example"\nyear = 2025\nreport_by = 25\ncut_off = 20\n'
UNITS = "unit,name,kind,places,rows,since,until\na,示例甲县,county,990001,,,\n"
AIR = "place,indicator,period,value,basis,source,locator,note\n"
"""Synthetic, as all of the minimal workspace."""


def handed_in(folder, amount, day):
    """Record what 示例甲县 has done by September: synthetic."""
    with ledger_to_write(folder / "data" / "dispatch") as ledger:
        receipt = Receipt(
            month="2025-09",
            unit="a",
            received=date.fromisoformat(day),
            file=f"{amount}.xlsx",
            sha256=amount * 16,
            decision=Decision.ACCEPTED,
        )
        done = Entry(
            month="2025-09",
            unit="a",
            place="990001",
            indicator="afforestation",
            field="cumulative",
            state=CellState.VALUE,
            value=Decimal(amount),
            written=amount,
            reason="漏报",
        )
        ledger.record(receipt, [done])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three invented counties with outlines, one of which has reported."""
    folder = tmp_path_factory.mktemp("图 件") / "ws"
    shutil.copytree(Path(aqmap.__file__).with_name("templates") / "minimal", folder)
    (folder / "dispatch.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "data" / "dispatch").mkdir()
    (folder / "data" / "dispatch" / "units.csv").write_text(UNITS, encoding="utf-8")
    air = "示例甲县,PM2.5,2025-01/2025-09,38.0,monitor_reviewed,example,line 1,\n"
    (folder / "data" / "measured" / "air.csv").write_text(AIR + air, encoding="utf-8")
    handed_in(folder, "0.60", "2025-09-22")
    return folder


@pytest.fixture(scope="module")
def report(folder):
    """The report of the month."""
    out = draft_month(folder, "2025-09").out
    return WrittenReport((out / "月报.docx").read_bytes())


def test_maps_stand_in_the_report_with_their_captions(report):
    pictures = [name for name in report.names if name.startswith("word/media/")]
    captions = [words for words in report.paragraphs if words.startswith("图1　")]
    assert len(pictures) == len(captions) == 1
    assert "造林" in captions[0]
    assert "2025年9月" in captions[0]


def test_a_map_of_a_draft_says_so(report):
    shape = report.xml().iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    )
    assert "草稿" in "".join(value for picture in shape for value in picture.attrib.values())


def test_the_air_of_the_year_so_far_is_stated_and_not_judged(report):
    (table,) = report.table("年初至今和余量")
    (row,) = table[1:]
    assert row[0] == "示例甲县"
    assert row[1] == "监测（已审核）"
    assert "38.0" in row[2]
    assert any("不是预测，年内不按全年目标评判" in words for words in report.paragraphs)


def test_a_release_with_maps_is_made_again_with_equal_bytes(folder, tmp_path):
    def files(of):
        return {p.relative_to(of): p.read_bytes() for p in of.rglob("*") if p.is_file()}

    copy = shutil.copytree(folder, tmp_path / "ws")
    out = release_month(copy, "2025-09", by="张三", on=date(2025, 9, 27)).out
    frozen = files(out)
    assert {Path("map.html"), Path("月报.docx")} <= set(frozen)
    handed_in(copy, "0.70", "2025-10-02")
    shutil.rmtree(out)
    assert files(draft_month(copy, "2025-09", as_released=True).out) == frozen
