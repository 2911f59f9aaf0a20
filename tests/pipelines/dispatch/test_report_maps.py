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
from aqmap.workspace.dispatch.ledger import ledger_to_write
from tests.reports import WrittenReport

SETTINGS = 'plan = "example"\nregion = "example"\nyear = 2025\nreport_by = 25\ncut_off = 20\n'
UNITS = "unit,name,kind,places,rows,since,until\na,示例甲县,county,990001,,,\n"
AIR = "place,indicator,period,value,basis,source,locator,note\n"
"""Synthetic, as all of the minimal workspace."""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The report of three invented counties, one of which has reported."""
    folder = tmp_path_factory.mktemp("图 件") / "ws"
    shutil.copytree(Path(aqmap.__file__).with_name("templates") / "minimal", folder)
    (folder / "dispatch.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "data" / "dispatch").mkdir()
    (folder / "data" / "dispatch" / "units.csv").write_text(UNITS, encoding="utf-8")
    air = "示例甲县,PM2.5,2025-01/2025-09,38.0,monitor_reviewed,example,line 1,\n"
    (folder / "data" / "measured" / "air.csv").write_text(AIR + air, encoding="utf-8")
    with ledger_to_write(folder / "data" / "dispatch") as ledger:
        receipt = Receipt(
            month="2025-09",
            unit="a",
            received=date(2025, 9, 22),
            file="a.xlsx",
            sha256="0" * 64,
            decision=Decision.ACCEPTED,
        )
        done = Entry(
            month="2025-09",
            unit="a",
            place="990001",
            indicator="afforestation",
            field="cumulative",
            state=CellState.VALUE,
            value=Decimal("0.60"),
            written="0.60",
        )
        ledger.record(receipt, [done])
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
