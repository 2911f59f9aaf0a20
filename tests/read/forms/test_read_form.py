"""A returned form read back: filled as asked, and filled badly."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from aqmap.files.file_content import FileContent
from aqmap.model.dispatch.forms import CellKind, CellState
from aqmap.read.forms.read_form import read_form
from tests.filled_forms import ROWS, SHEET, county_form, department_form, fill, write
from tests.read.forms.returned_forms import by_indicator, codes, edited, returned


def test_a_filled_form_says_what_was_filled(tmp_path):
    reading = returned(
        tmp_path,
        {
            "F7": "2",
            "G7": "9",
            "F9": "１００户",
            "G9": "约1300",
            "H11": "5",
            "I11": "3",
            "J11": "未开展",
            "K9": "含兵团",
            "L9": "气源不足",
            "M9": "协调供气\n下月开工",
        },
        {
            "单位负责人：": "某甲",
            "填报人：": "某乙",
            "联系电话：": "0999-0000000",
            "填报日期：": "2021-09-21",
        },
    )
    assert reading.faults == ()
    form = reading.form
    assert (form.unit, form.month, form.plan_version) == ("jia", "2021-09", "0123456789ab")
    assert (form.sheet, form.filled_on) == (SHEET, "2021-09-21")
    assert form.people == {"head": "某甲", "filled_by": "某乙", "telephone": "0999-0000000"}
    assert [r.indicator for r in form.rows] == [r.task.indicator for r in ROWS]
    rows = by_indicator(reading)
    boilers, electric, network = rows["boilers"], rows["electric"], rows["network"]
    assert (boilers.place, boilers.row) == ("jia", 7)
    assert (boilers.task.value, boilers.last.value) == (Decimal(12), Decimal(7))
    assert (boilers.month.value, boilers.cumulative.value) == (Decimal(2), Decimal(9))
    assert boilers.month.cell == "F7"
    assert electric.month.adjusted == ("full_width", "own_unit")
    assert (electric.cumulative.value, electric.cumulative.approximate) == (Decimal(1300), True)
    assert (electric.scope, electric.problems) == ("含兵团", "气源不足")
    assert electric.next_steps == "协调供气\n下月开工"
    states = {stage: (cell.state, cell.value) for stage, cell in network.stages.items()}
    assert states == {
        "开工": (CellState.VALUE, Decimal(5)),
        "完工": (CellState.VALUE, Decimal(3)),
        "验收": (CellState.NOT_STARTED, None),
    }
    assert boilers.stages == {}


def test_a_task_with_its_scope_is_its_number(tmp_path):
    coal = by_indicator(returned(tmp_path))["coal"]
    assert (coal.task.value, coal.task.written) == (Decimal(135), "135.00（含园区）")
    assert (coal.last.state, coal.month.state) == (CellState.DASH, CellState.BLANK)


def test_tasks_without_a_number_keep_their_words(tmp_path):
    rows = by_indicator(returned(tmp_path))
    assert rows["checks"].task.state == CellState.TEXT
    assert rows["checks"].task.written == "煤质：1次/年\n油品：1次/年"
    assert rows["trees"].task.state == CellState.DASH


def test_a_department_form_has_its_places(tmp_path):
    path = fill(write(tmp_path / "a.xlsx", department_form()), {"H8": "20"})
    form = read_form(FileContent.read(path)).form
    assert form.unit == "housing"
    assert [(r.indicator, r.place) for r in form.rows] == [
        ("boilers", "jia"),
        ("boilers", "yi"),
        ("electric", "jia"),
        ("electric", "yi"),
    ]
    assert form.rows[1].cumulative.value == Decimal(20)


# ---- cells that are none for numbers ----
def test_a_date_is_named_as_one(tmp_path):
    def change(book):
        book[SHEET]["G7"] = date(2021, 9, 12)
        book[SHEET]["G7"].number_format = "m月d日"

    cell = by_indicator(edited(tmp_path, change))["boilers"].cumulative
    assert (cell.kind, cell.state, cell.value) == (CellKind.DATE, CellState.TEXT, None)
    assert cell.written == "2021-09-12"


def test_an_error_a_logical_value_and_a_formula_without_result_are_named(tmp_path):
    rows = by_indicator(returned(tmp_path, {"G7": "#N/A", "G8": True, "G9": "=F9+E9"}))
    cells = [rows[name].cumulative for name in ("boilers", "coal", "electric")]
    kinds = [CellKind.ERROR, CellKind.LOGICAL, CellKind.FORMULA_WITHOUT_VALUE]
    assert [cell.kind for cell in cells] == kinds
    assert [cell.value for cell in cells] == [None] * 3
    assert cells[2].written == "=F9+E9"


def test_signs_that_print_nothing_are_no_part_of_a_number(tmp_path):
    pasted = {"G7": "\u200b9\ufeff", "G8": "12.5\u00a0", "G9": "\u202a1300\u202c户"}
    rows = by_indicator(returned(tmp_path, pasted))
    values = [rows[name].cumulative.value for name in ("boilers", "coal", "electric")]
    assert values == [Decimal(9), Decimal("12.5"), Decimal(1300)]


def test_a_link_to_another_workbook_is_no_number(tmp_path):
    links = {
        "G7": "=[1]Sheet1!A1",
        "G8": "='file:///C:/x.xlsx'#$Sheet1.A1",
        "G9": "=cmd|'/C calc'!A0",
    }
    rows = by_indicator(returned(tmp_path, links))
    for name in ("boilers", "coal", "electric"):
        cell = rows[name].cumulative
        assert (cell.kind, cell.value) == (CellKind.EXTERNAL_LINK, None)


# ---- beyond use ----
def test_without_its_hidden_sheet_a_form_is_nobodys_but_what_it_says_is_given(tmp_path):
    def change(book):
        del book["aqmap"]
        book[SHEET]["G7"] = "9"

    reading = edited(tmp_path, change)
    assert codes(reading) == ["form_unidentified"]
    assert reading.faults[0].file.endswith("表.xlsx")
    assert reading.form.unit == ""
    assert by_indicator(reading)["boilers"].cumulative.value == Decimal(9)


def test_a_hidden_sheet_that_lost_its_month_is_named(tmp_path):
    def change(book):
        book["aqmap"]["B3"] = None

    reading = edited(tmp_path, change)
    assert codes(reading) == ["form_identity_gone"]
    assert (reading.form.unit, reading.form.month) == ("jia", "")


def test_a_workbook_of_something_else_is_named(tmp_path):
    def change(book):
        del book[SHEET]
        book.create_sheet("花名册").append(["姓名", "电话"])

    reading = edited(tmp_path, change)
    assert codes(reading) == ["form_table_missing"]
    assert reading.form is None


def test_a_deleted_column_is_named(tmp_path):
    reading = edited(tmp_path, lambda book: book[SHEET].delete_cols(7))
    assert codes(reading) == ["form_columns_gone"]
    assert "本年累计" in reading.faults[0].said.zh


def test_two_sheets_that_look_like_the_form_are_named(tmp_path):
    reading = edited(tmp_path, lambda book: book.copy_worksheet(book[SHEET]))
    assert codes(reading) == ["form_tables_several"]
    assert reading.form.sheet == SHEET


def test_ten_thousand_rows_are_counted_and_cut(tmp_path):
    def change(book):
        sheet = book[SHEET]
        first = [c.value for c in sheet[7]]
        for _ in range(10_000):
            sheet.append(first)

    reading = edited(tmp_path, change)
    assert codes(reading) == ["form_rows_many"]
    assert "10007" in reading.faults[0].said.zh
    assert len(reading.form.rows) == 2_000


def test_ten_thousand_blank_rows_do_no_harm(tmp_path):
    def change(book):
        for number in range(40, 10_040):
            book[SHEET].cell(number, 1).number_format = "@"

    reading = edited(tmp_path, change)
    assert reading.faults == ()
    assert len(reading.form.rows) == len(ROWS)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 cut off", "container_damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 2000, "container_damaged"),
        (b"<html><table></table></html>", "form_no_workbook"),
        ("序号,任务\n".encode("gbk"), "form_no_workbook"),
        (
            b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "password_protected",
        ),
    ],
)
def test_a_file_that_is_no_workbook_is_named_and_raises_nothing(tmp_path, content, code):
    path = tmp_path / "甲县.xlsx"
    path.write_bytes(content)
    reading = read_form(FileContent.read(path))
    assert codes(reading) == [code]
    assert reading.form is None
    assert "甲县.xlsx" in reading.faults[0].said.zh


def test_every_fault_says_what_to_do(tmp_path):
    reading = edited(tmp_path, lambda book: book[SHEET].delete_cols(7))
    assert "请用发出的月调度表填写" in reading.faults[0].said.zh
    assert "Fill the form" in reading.faults[0].said.en


def test_a_form_filled_in_english_is_read_alike(tmp_path):
    path = write(tmp_path / "a.xlsx", lang="en")
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["G7"] = "9"
    book.save(path)
    reading = read_form(FileContent.read(path))
    assert reading.faults == ()
    assert by_indicator(reading)["boilers"].cumulative.value == Decimal(9)


def test_the_unit_is_that_of_the_hidden_sheet_whatever_the_file_is_called(tmp_path):
    path = write(tmp_path / "乙县2021-08.xlsx", county_form())
    form = read_form(FileContent.read(path)).form
    assert (form.unit, form.month) == ("jia", "2021-09")
