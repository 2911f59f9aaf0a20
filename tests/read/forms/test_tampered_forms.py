"""A returned form that somebody has worked on with more than the keyboard."""

from dataclasses import replace
from decimal import Decimal

from openpyxl.styles import Protection

from aqmap.model.dispatch.forms import CellKind
from tests.filled_forms import ROWS, SHEET, county_form
from tests.read.forms.returned_forms import FIRST, LAST, by_indicator, codes, edited, returned


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
