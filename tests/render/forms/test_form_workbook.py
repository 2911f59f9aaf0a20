"""A form as it goes out, reopened with a spreadsheet library."""

import hashlib
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from tests.filled_forms import (
    HEADER,
    ROWS,
    SHEET,
    STAGES,
    columns_of,
    county_form,
    department_form,
    reported,
    row,
    task,
    write,
)


@pytest.fixture
def sheet(tmp_path):
    return openpyxl.load_workbook(write(tmp_path / "form.xlsx"))[SHEET]


def words_of(sheet):
    return [str(c.value) for line in sheet.iter_rows() for c in line if c.value is not None]


def test_rows_stand_in_the_annex_order_with_number_name_and_unit(sheet):
    at = columns_of(sheet)
    shown = [
        [sheet[f"{at[name]}{HEADER + n}"].value for name in ("序号", "任务", "计量单位")]
        for n in range(1, len(ROWS) + 1)
    ]
    assert [line[0] for line in shown] == ["1", "2", "4.1", "5", "9", "18", "19"]
    assert shown[2] == ["4.1", "电采暖（户）", "户"]
    assert shown[4][1] == "管网（公里）\n（以“完工”计完成）"


def test_the_head_says_cut_off_and_deadline_as_two_things(sheet):
    words = words_of(sheet)
    assert "某州2021年行动计划任务进展月调度表（2021年9月）" in words
    assert "统计截至：2021年9月20日（含当日；此后的完成量计入下月）" in words
    assert "报送截止：2021年9月25日（含当日；此后报送记迟报）" in words
    assert any("填报单位：甲县" in w and "汇总单位：某州生态环境局" in w for w in words)


def test_the_foot_has_a_place_for_seal_and_people(sheet):
    names = ("填报单位（盖章）", "单位负责人", "审核人", "填报人", "联系电话", "填报日期")
    foot = [f"{name}：" for name in names]
    assert [word for word in words_of(sheet) if word in foot] == foot


def test_columns_are_those_of_the_issue_with_a_column_a_stage(sheet):
    expected = ["序号", "任务", "计量单位", "任务数", "上月累计", "本月完成", "本年累计"]
    expected += [*STAGES, "统计范围", "存在问题", "下一步措施", "indicator", "place_id"]
    assert list(columns_of(sheet)) == expected


def test_a_task_is_a_number_that_looks_as_the_plan_writes_it(sheet):
    letter = columns_of(sheet)["任务数"]
    cells = [sheet[f"{letter}{HEADER + n}"] for n in range(1, len(ROWS) + 1)]
    assert (cells[1].value, cells[1].number_format) == (135, '0.00"（含园区）"')
    assert [cells[n].value for n in (0, 2, 3, 4)] == [12, 1683, 85, 3.5]
    assert cells[5].value == "煤质：1次/年\n油品：1次/年"
    assert cells[6].value == "-"


def test_last_month_stands_locked_and_a_dash_where_none_was_asked_for(sheet):
    letter = columns_of(sheet)["上月累计"]
    assert [sheet[f"{letter}{HEADER + n}"].value for n in (1, 2, 3)] == [7, "-", 1200]


def test_an_approximate_sum_of_last_month_is_shown_as_such(tmp_path):
    rows = (row("1", "锅炉", "台", task("boilers"), last=reported("120", approximate=True)),)
    sheet = openpyxl.load_workbook(write(tmp_path / "a.xlsx", county_form(rows=rows)))[SHEET]
    cell = sheet[f"{columns_of(sheet)['上月累计']}{HEADER + 1}"]
    assert (cell.value, cell.number_format) == (120, '"约"0')


def test_only_cells_to_fill_are_open_and_they_take_text_as_typed(sheet):
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    at = columns_of(sheet)
    staged = HEADER + 5
    opened = {
        name for name, letter in at.items() if not sheet[f"{letter}{staged}"].protection.locked
    }
    assert opened == {"本月完成", "本年累计", *STAGES, "统计范围", "存在问题", "下一步措施"}
    for name in opened:
        assert sheet[f"{at[name]}{staged}"].number_format == "@"
    unstaged = [sheet[f"{at[stage]}{HEADER + 1}"].protection.locked for stage in STAGES]
    assert unstaged == [True] * 3


def test_lists_offer_the_words_without_forbidding_numbers(sheet):
    offered = {v.formula1: v for v in sheet.data_validations.dataValidation}
    assert set(offered) == {'"无任务,未开展,不适用"', '"含兵团,不含兵团"'}
    amounts = offered['"无任务,未开展,不适用"']
    assert not amounts.showErrorMessage
    letter = columns_of(sheet)["本年累计"]
    assert f"{letter}{HEADER + 1}:{letter}{HEADER + len(ROWS)}" in str(amounts.sqref)


def test_no_cell_computes(tmp_path):
    hostile = replace(ROWS[0], name="=HYPERLINK(1)", task=task("boilers", written="=1+1"))
    path = write(tmp_path / "a.xlsx", county_form(unit_name="=cmd()", rows=(hostile,)))
    for sheet in openpyxl.load_workbook(path):
        assert {c.data_type for line in sheet.iter_rows() for c in line} <= {"n", "s", "inlineStr"}


def test_the_page_is_a4_landscape_with_its_header_on_every_page(sheet):
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
    hidden = [letter for letter, d in sheet.column_dimensions.items() if d.hidden]
    assert {sheet[f"{letter}{HEADER}"].value for letter in hidden} == {"indicator", "place_id"}


def test_the_hidden_sheet_says_unit_month_and_plan_version(tmp_path):
    book = openpyxl.load_workbook(write(tmp_path / "form.xlsx"))
    hidden = book["aqmap"]
    assert hidden.sheet_state == "veryHidden"
    lines = [[c.value for c in line] for line in hidden.iter_rows(max_col=2)]
    assert lines[1:4] == [
        ["unit", "jia"],
        ["month", "2021-09"],
        ["plan_version", "0123456789ab"],
    ]
    assert book.security.lockStructure


def test_a_department_gets_one_sheet_with_all_places(tmp_path):
    sheet = openpyxl.load_workbook(write(tmp_path / "form.xlsx", department_form()))[SHEET]
    at = columns_of(sheet)
    rows = range(HEADER + 1, HEADER + 5)
    shown = [(sheet[f"{at['序号']}{n}"].value, sheet[f"{at['地区']}{n}"].value) for n in rows]
    assert shown == [("1", "甲县"), ("1", "乙县"), ("4.1", "甲县"), ("4.1", "乙县")]


def test_the_form_of_one_county_has_no_column_of_places(sheet):
    assert "地区" not in columns_of(sheet)


def test_equal_forms_give_equal_bytes(tmp_path):
    sums = {
        hashlib.sha256(write(tmp_path / name).read_bytes()).hexdigest()
        for name in ("a.xlsx", "b.xlsx")
    }
    assert len(sums) == 1
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {(2021, 9, 20)}


def test_in_english_the_words_around_the_plan_are_english(tmp_path):
    sheet = openpyxl.load_workbook(write(tmp_path / "a.xlsx", lang="en")).worksheets[0]
    words = words_of(sheet)
    assert "plan 2021: monthly report on its tasks, September 2021" in words
    assert (
        "Counts up to and with: 20 September 2021; what is done later counts in the next month"
        in words
    )


def test_a_form_without_rows_is_still_a_form(tmp_path):
    form = county_form(rows=(), cut_off=date(2021, 9, 20))
    sheet = openpyxl.load_workbook(write(tmp_path / "a.xlsx", form))[SHEET]
    assert columns_of(sheet)["任务数"]
