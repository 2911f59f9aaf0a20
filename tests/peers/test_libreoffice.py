"""A real LibreOffice opens what aqmap writes, and writes what aqmap opens."""

import csv
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from aqmap.pipelines.build_maps import decide
from aqmap.read.formats.open_document import open_document
from aqmap.render.exchange.csv_tables import write_figures
from aqmap.render.exchange.workbook.workbook_export import write_workbook
from tests.read.office_files import write_xlsx
from tests.render.exchange.contents import square_contents

OFFICE = shutil.which("soffice") or ""
UTF_8 = "CSV:44,34,76,1"  # what the dialog offers for a file with our mark: commas, UTF-8, line 1
WORKSPACE = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.peers,
    pytest.mark.skipif(not OFFICE, reason="no soffice on the path; see tests/peer_packages.sh"),
]


def converted(path, kind, *options):
    """The file that LibreOffice makes of another, with a profile of its own."""
    profile = (path.parent / "profile").as_uri()
    command = [OFFICE, f"-env:UserInstallation={profile}", "--headless", *options]
    command += ["--convert-to", kind, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path.with_suffix(f".{kind}")


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """The rows of figures.csv as written, and the cells that LibreOffice makes of them."""
    figures = decide(WORKSPACE).figures
    formulas = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1"]
    hostile = [
        replace(figures[0], id=f"hostile-{n}", note=written) for n, written in enumerate(formulas)
    ]
    path = tmp_path_factory.mktemp("表格 （一）") / "figures.csv"
    write_figures([*figures, *hostile], path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    sheet = openpyxl.load_workbook(converted(path, "xlsx", f"--infilter={UTF_8}")).active
    assert sheet is not None
    head, *rows = sheet.iter_rows()
    columns = [cell.value for cell in head]
    return written, [dict(zip(columns, row, strict=True)) for row in rows]


def test_every_row_and_column_is_there(opened):
    written, cells = opened
    assert len(cells) == len(written) > 1000
    assert list(cells[0]) == list(written[0])
    assert [row["id"].value for row in cells] == [row["id"] for row in written]


def test_every_number_is_the_number_that_was_written(opened):
    written, cells = opened
    compared = 0
    for row, shown in zip(written, cells, strict=True):
        for column in ("value", "change"):
            if row[column]:
                assert shown[column].data_type == "n"
                assert Decimal(repr(shown[column].value)) == Decimal(row[column]), row["id"]
                compared += 1
            else:
                assert shown[column].value is None, row["id"]
    assert compared > 500


def test_every_word_is_the_word_that_was_written(opened):
    written, cells = opened
    for column in ("place_written", "level", "indicator", "role", "unit", "source", "locator"):
        assert [c[column].value or "" for c in cells] == [row[column] for row in written], column


def test_no_cell_is_a_formula(opened):
    written, cells = opened
    assert {cell.data_type for row in cells for cell in row.values()} <= {"n", "s", "d"}
    guarded = {row["id"]: row["note"] for row in written if row["id"].startswith("hostile")}
    assert all(note.startswith("'") for note in guarded.values())
    shown = {row["id"].value: row["note"].value for row in cells if row["id"].value in guarded}
    assert shown == guarded


def test_the_workbook_of_an_export_looks_as_it_is_meant(tmp_path):
    """What LibreOffice shows in the cells of the first sheet: comparators, notes, reasons."""
    path = tmp_path / "tables.xlsx"
    write_workbook(square_contents(), path)
    with converted(path, "csv", f"--infilter={UTF_8}").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    shown = {row[4]: row[5:12] for row in rows if row[1] == "PM2.5年均浓度" and row[3] == "2021年"}
    assert shown["目标"][1:4] == ["≤35", "≤41", "只有相对要求，无数值"]
    assert shown["与目标差值"][2:5] == ["+6.5①", "未收集到目标值", "−5.8"]
    assert shown["完成情况"][1:3] == ["完成目标", "未完成目标①"]


def test_an_old_workbook_gives_the_blocks_of_the_new_one(tmp_path):
    rows = [["指标", "甲县", "乙县"], ["造林（万亩）", "1.25", "未报送"], ["锅炉（台）", "12", "-"]]
    new = write_xlsx(tmp_path / "附表.xlsx", {"任务": rows})
    old = converted(new, "xls")
    texts = [
        [[[cell.text for cell in row] for row in grid.rows] for grid in open_document(path).grids]
        for path in (new, old)
    ]
    assert texts[0] == [rows]
    assert texts[1] == texts[0]
