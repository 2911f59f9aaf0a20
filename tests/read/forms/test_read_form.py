"""A returned form read back: filled as asked, filled badly, and tampered with."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.styles import Protection

from aqmap.files.file_content import FileContent
from aqmap.model.dispatch.forms import CellKind, CellState
from aqmap.read.forms.read_form import read_form
from tests.filled_forms import HEADER, ROWS, SHEET, county_form, department_form, fill, write

FIRST = HEADER + 1
LAST = HEADER + len(ROWS)


def returned(path, cells=None, people=None):
    return read_form(FileContent.read(fill(write(path / "表.xlsx"), cells or {}, people)))


def edited(path, change, form=None):
    """A form that somebody has worked on with more than the keyboard."""
    write(path / "表.xlsx", form)
    book = openpyxl.load_workbook(path / "表.xlsx")
    change(book)
    book.save(path / "表.xlsx")
    return read_form(FileContent.read(path / "表.xlsx"))


def codes(reading):
    return [fault.code for fault in reading.faults]


def by_indicator(reading):
    return {row.indicator: row for row in reading.form.rows}


# ---- locks that were pasted over ----
def test_locked_words_that_were_changed_are_found_by_comparing(tmp_path):
    def change(book):
        sheet = book[SHEET]
        sheet["A1"] = str(sheet["A1"].value).replace("9月", "10月")
        sheet["A2"] = "填报单位：乙县"
        sheet["A3"] = "统计截至：2021年9月30日"
        sheet["B9"] = "电采暖（含2020年）"
        sheet["C9"] = "万户"

    reading = edited(tmp_path, change)
    assert codes(reading) == []
    assert [(c.cell, c.column, c.found) for c in reading.form.changed] == [
        ("A1", "title", "某州2021年行动计划任务进展月调度表（2021年10月）"),
        ("A2", "unit", "填报单位：乙县"),
        ("A3", "cut_off", "统计截至：2021年9月30日"),
    ]
    assert reading.form.changed[1].expected == "填报单位：甲县　　汇总单位：某州生态环境局"
    row = by_indicator(reading)["electric"]
    assert [(c.cell, c.column, c.found, c.expected) for c in row.changed] == [
        ("B9", "name", "电采暖（含2020年）", "电采暖（户）"),
        ("C9", "measure", "万户", "户"),
    ]


def test_rows_put_in_above_and_blanks_change_no_locked_words(tmp_path):
    def change(book):
        sheet = book[SHEET]
        sheet["A2"] = str(sheet["A2"].value).replace("　　", "  ")
        sheet["B9"] = " 电采暖 （户）"
        sheet.insert_rows(1, 2)
        for merged in sheet.merged_cells.ranges:
            merged.shift(0, 2)
        sheet["A1"] = "报：州生态环境局"

    reading = edited(tmp_path, change)
    assert reading.form.changed == ()
    assert [row.changed for row in reading.form.rows] == [()] * len(ROWS)


def test_a_head_that_was_taken_away_is_said(tmp_path):
    def change(book):
        book[SHEET]["A4"] = None

    (gone,) = edited(tmp_path, change).form.changed
    assert (gone.cell, gone.column, gone.found) == ("", "report_by", "")


def test_the_name_of_a_stage_may_have_blanks(tmp_path):
    stages = ("主体 完工", "验收")
    rows = tuple(replace(row, stages=stages, done=stages[0]) if row.stages else row for row in ROWS)
    form = county_form(rows=rows)
    reading = edited(tmp_path, lambda book: None, form)
    assert codes(reading) == []
    assert tuple(by_indicator(reading)["network"].stages) == stages
    one = tuple(replace(row, stages=stages[:1]) if row.stages else row for row in rows)
    (tmp_path / "表.xlsx").unlink()
    reading = edited(tmp_path, lambda book: None, county_form(rows=one))
    assert tuple(by_indicator(reading)["network"].stages) == stages[:1]


def test_cells_for_words_keep_how_the_workbook_holds_them(tmp_path):
    def change(book):
        sheet = book[SHEET]
        sheet["L9"], sheet["M9"] = "=1+1", "='[1]表'!A1"
        sheet["L7"], sheet["G7"] = "资金未到位", 126
        sheet["G7"].number_format = "h:mm"
        sheet.sheet_state = "hidden"
        book.create_sheet("说明")

    form = edited(tmp_path, change).form
    rows = {row.indicator: row for row in form.rows}
    assert [(c.cell, c.kind) for c in rows["electric"].word_cells] == [
        ("L9", CellKind.FORMULA_WITHOUT_VALUE),
        ("M9", CellKind.EXTERNAL_LINK),
    ]
    assert [c.written for c in rows["boilers"].word_cells] == ["资金未到位"]
    assert rows["boilers"].cumulative.written.endswith("（126）")
    assert form.sheet_hidden


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


# ---- worked on ----
def test_sorted_rows_keep_who_they_are(tmp_path):
    def change(book):
        sheet = book[SHEET]
        lines = [[c.value for c in sheet[n]] for n in range(FIRST, LAST + 1)]
        lines[0][6], lines[2][6] = "9", "1300"
        for n, line in enumerate(reversed(lines), FIRST):
            for column, value in enumerate(line, 1):
                sheet.cell(n, column).value = value

    reading = edited(tmp_path, change)
    assert reading.faults == ()
    rows = by_indicator(reading)
    assert rows["boilers"].cumulative.value == Decimal(9)
    assert (rows["electric"].row, rows["electric"].cumulative.value) == (11, Decimal(1300))


def test_rows_sorted_without_their_hidden_columns_are_known_by_their_words(tmp_path):
    def change(book):
        sheet = book[SHEET]
        lines = [[c.value for c in sheet[n]][:13] for n in range(FIRST, LAST + 1)]
        lines[0][6] = "9"
        for n, line in enumerate(reversed(lines), FIRST):
            for column, value in enumerate(line, 1):
                sheet.cell(n, column).value = value

    rows = by_indicator(edited(tmp_path, change))
    assert (rows["boilers"].row, rows["boilers"].cumulative.value) == (LAST, Decimal(9))


def test_inserted_columns_and_rows_and_deleted_ids_do_no_harm(tmp_path):
    def change(book):
        sheet = book[SHEET]
        sheet["G7"] = "9"
        for merged in list(sheet.merged_cells.ranges):  # openpyxl does not move them
            sheet.unmerge_cells(str(merged))
        sheet.delete_cols(14, 2)
        sheet.insert_cols(3)
        sheet["C6"] = "备注"
        sheet.insert_rows(9)
        sheet.insert_rows(1, 3)

    reading = edited(tmp_path, change)
    assert reading.faults == ()
    assert len(reading.form.rows) == len(ROWS)
    boilers = by_indicator(reading)["boilers"]
    assert (boilers.cumulative.cell, boilers.cumulative.value) == ("H10", Decimal(9))


def test_a_locked_name_that_was_changed_leaves_the_row_its_ids(tmp_path):
    reading = returned(tmp_path, {"B7": "别的名字", "D7": "1", "G7": "9"})
    boilers = by_indicator(reading)["boilers"]
    assert (boilers.task.value, boilers.cumulative.value) == (Decimal(1), Decimal(9))


def test_a_row_that_was_added_is_named(tmp_path):
    def change(book):
        sheet = book[SHEET]
        sheet.insert_rows(9)
        sheet["B9"], sheet["G9"] = "自己加的", "5"

    reading = edited(tmp_path, change)
    assert codes(reading) == ["form_row_unknown"]
    assert "row 9" in reading.faults[0].at
    assert len(reading.form.rows) == len(ROWS)


def test_rows_that_stand_twice_are_given_twice_and_missing_ones_not(tmp_path):
    def change(book):
        sheet = book[SHEET]
        for column in range(1, 16):
            sheet.cell(8, column).value = sheet.cell(7, column).value

    form = edited(tmp_path, change).form
    assert [r.indicator for r in form.rows][:2] == ["boilers", "boilers"]
    assert "coal" not in {r.indicator for r in form.rows}


def test_hidden_rows_are_read_and_named(tmp_path):
    def change(book):
        book[SHEET].row_dimensions[9].hidden = True
        book[SHEET]["G9"] = "1"

    reading = edited(tmp_path, change)
    assert reading.form.hidden_rows == (9,)
    assert by_indicator(reading)["electric"].cumulative.value == Decimal(1)


def test_merged_numbers_are_no_ones_and_merged_words_are_of_all(tmp_path):
    def change(book):
        sheet = book[SHEET]
        sheet["L7"] = "三项都缺资金"
        sheet.merge_cells("L7:L9")
        sheet["G8"] = "5"
        sheet.merge_cells("G8:G9")

    reading = edited(tmp_path, change)
    assert codes(reading) == ["form_cells_merged"]
    assert "G8:G9" in reading.faults[0].at
    rows = by_indicator(reading)
    assert {rows[n].problems for n in ("boilers", "coal", "electric")} == {"三项都缺资金"}
    assert rows["network"].problems == ""


def test_locks_that_were_taken_off_change_nothing(tmp_path):
    def change(book):
        sheet = book[SHEET]
        sheet.protection.sheet = False
        for line in sheet.iter_rows():
            for cell in line:
                cell.protection = Protection(locked=False)

    assert len(edited(tmp_path, change).form.rows) == len(ROWS)


def test_a_renamed_sheet_is_found_by_its_header(tmp_path):
    def change(book):
        book[SHEET].title = "9月（最终）"

    assert edited(tmp_path, change).form.sheet == "9月（最终）"


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
