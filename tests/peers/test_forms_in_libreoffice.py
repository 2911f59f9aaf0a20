"""A form that was typed into and saved in LibreOffice reads as if it had never left."""

import shutil
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pdfplumber
import pytest

from aqmap.files.file_content import FileContent
from aqmap.model.dispatch.forms import CellKind, CellState
from aqmap.read.forms.read_form import read_form
from tests.filled_forms import ROWS, SHEET, county_form, write
from tests.peers.calc_typist import filled_by_calc
from tests.peers.test_libreoffice import converted

OFFICE = shutil.which("soffice") or ""
TYPED = {
    "F7": "2",
    "G7": "9",
    "F8": "1-2",
    "G8": "12.50",
    "F9": "１２０户",
    "G9": "约1300",
    "F10": "=1+1",
    "G10": "75%",
    "H11": "5",
    "I11": "0",
    "J11": "未开展",
    "D7": "999",
    "K9": "含兵团",
    "L9": "气源不足\n资金未到位",
}

pytestmark = [
    pytest.mark.peers,
    pytest.mark.skipif(not OFFICE, reason="no soffice on the path; see tests/peer_packages.sh"),
]


@pytest.fixture(scope="module", params=["xlsx", "xls"])
def returned(request, tmp_path_factory):
    """The form of 甲县 typed into and saved."""
    folder = tmp_path_factory.mktemp("收到 的表（9月）")
    blank = write(folder / "甲县.xlsx")
    sheet = openpyxl.load_workbook(blank)[SHEET]
    (label,) = [c for line in sheet.iter_rows() for c in line if c.value == "填报人："]
    beside = [m for m in sheet.merged_cells.ranges if m.min_row == label.row]
    first = min(m.min_col for m in beside if m.min_col > label.column)
    typed = {**TYPED, sheet.cell(label.row, first).coordinate: "某乙"}
    target = folder / f"回来的.{request.param}"
    return read_form(FileContent.read(filled_by_calc(OFFICE, blank, target, typed, folder)))


@pytest.fixture
def rows(returned):
    return {row.indicator: row for row in returned.form.rows}


def test_it_is_the_same_form(returned):
    form = returned.form
    assert returned.faults == ()
    assert (form.unit, form.month, form.plan_version) == ("jia", "2021-09", "0123456789ab")
    assert [row.indicator for row in form.rows] == [row.task.indicator for row in ROWS]
    assert form.people == {"filled_by": "某乙"}


def test_numbers_are_those_that_were_typed(rows):
    assert (rows["boilers"].month.value, rows["boilers"].cumulative.value) == (2, 9)
    assert rows["coal"].cumulative.value == Decimal("12.50")
    assert (rows["electric"].month.value, rows["electric"].month.adjusted) == (
        120,
        ("full_width", "own_unit"),
    )
    assert (rows["electric"].cumulative.value, rows["electric"].cumulative.approximate) == (
        1300,
        True,
    )
    assert rows["sweeping"].cumulative.value == 75
    states = {name: (cell.state, cell.value) for name, cell in rows["network"].stages.items()}
    assert states == {
        "开工": (CellState.VALUE, 5),
        "完工": (CellState.VALUE, 0),
        "验收": (CellState.NOT_STARTED, None),
    }


def test_what_looks_like_a_date_or_a_formula_stays_the_text_that_was_typed(rows):
    for cell, written in ((rows["coal"].month, "1-2"), (rows["sweeping"].month, "=1+1")):
        assert (cell.kind, cell.state, cell.written) == (CellKind.TEXT, CellState.TEXT, written)


def test_a_locked_task_took_no_typing(rows):
    assert rows["boilers"].task.value == 12
    assert rows["coal"].task.value == 135
    assert rows["checks"].task.written == "煤质：1次/年\n油品：1次/年"


def test_words_are_those_that_were_typed(rows):
    assert rows["electric"].scope == "含兵团"
    assert rows["electric"].problems == "气源不足\n资金未到位"


def test_a_form_that_opens_with_a_password_alone_is_named(tmp_path):
    blank = write(tmp_path / "甲县.xlsx")
    target = tmp_path / "有密码.xls"
    saved = filled_by_calc(OFFICE, blank, target, {"G7": "9"}, tmp_path, password="123456")  # noqa: S106 - of a file that is thrown away
    reading = read_form(FileContent.read(saved))
    assert [fault.code for fault in reading.faults] == ["password_protected"]
    assert reading.form is None


def test_on_paper_a_long_form_has_its_header_on_every_landscape_page(tmp_path):
    rows = [
        replace(ROWS[0], number=str(n), task=replace(ROWS[0].task, indicator=f"row-{n}"))
        for n in range(1, 101)
    ]
    path = write(tmp_path / "表 （长）.xlsx", county_form(rows=tuple(rows)))
    with pdfplumber.open(converted(path, "pdf")) as document:
        assert len(document.pages) > 2
        for page in document.pages:
            assert (round(page.width), round(page.height)) == (842, 595)  # A4, in points
            assert "上月累计" in page.extract_text()
        whole = "".join(page.extract_text() for page in document.pages)
    assert "indicator" not in whole
    assert "统计截至：2021年9月20日" in whole
    assert "报送截止：2021年9月25日" in whole


def test_the_form_of_a_county_fits_on_one_page(tmp_path):
    rows = [replace(ROWS[2], number=str(n)) for n in range(1, 23)]
    path = write(tmp_path / "表.xlsx", county_form(rows=tuple(rows)))
    with pdfplumber.open(converted(path, "pdf")) as document:
        (page,) = document.pages
        assert "填报单位（盖章）：" in page.extract_text()
