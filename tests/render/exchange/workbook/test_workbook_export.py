"""The workbook, opened again: the annex's shape, numbers that are numbers, words that are words."""

from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from aqmap.render.exchange.workbook.workbook_export import write_workbook
from aqmap.words import Text
from tests.book_layers import HOSTILE
from tests.books import square_book
from tests.render.exchange.contents import square_contents

HEADS = ["序号", "指标", "单位", "时段", "项目"]
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)"]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    written = tmp_path_factory.mktemp("表 （一）") / "tables.xlsx"
    write_workbook(square_contents(), written)
    return written


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


def row_of(sheet, indicator, view, period="2021年"):
    """The cells of one row, by the name of the place above them."""
    names = [cell.value for cell in sheet[4]]
    [row] = [
        cells
        for cells in sheet.iter_rows(min_row=5)
        if [cells[n].value for n in (1, 3, 4)] == [indicator, period, view]
    ]
    return dict(zip(names[5:], row[5:], strict=True))


def notes_of(sheet):
    return [c.value for (c,) in sheet.iter_rows(max_col=1) if c.value and c.row > 4]


def test_a_sheet_a_theme_then_findings_and_sources(book):
    assert book.sheetnames == ["空气质量", "煤炭与锅炉", "核对结果", "数据来源"]


def test_columns_are_the_places_in_the_order_of_their_documents(book):
    sheet = book["空气质量"]
    assert [cell.value for cell in sheet[3]][:5] == HEADS
    assert [cell.value for cell in sheet[4]][5:] == [
        "示例甲开发区",
        "示例甲市",
        "示例乙县",
        "示例丙县",
        f"示例丁县{HOSTILE}",
        "示例戊市",
        "示例己县",
    ]
    assert [sheet["F3"].value, sheet["K3"].value] == ["示例西州", "示例东州"]
    assert sheet.freeze_panes == "F5"
    assert sheet.print_title_rows == "$3:$4"


def test_a_number_is_a_number_and_looks_as_on_the_map(book):
    targets = row_of(book["空气质量"], "PM2.5年均浓度", "目标")
    cell = targets["示例乙县"]
    assert (cell.value, cell.data_type, cell.number_format) == (41, "n", '"≤"0')
    gaps = row_of(book["空气质量"], "PM2.5年均浓度", "与目标差值")
    assert gaps["示例乙县"].value == 6.5
    assert gaps["示例乙县"].number_format == '"+"0.0"①";"−"0.0"①";0.0"①"'
    assert gaps[f"示例丁县{HOSTILE}"].value == -5.8


def test_what_is_no_number_has_its_reason_and_is_never_0(book):
    targets = row_of(book["空气质量"], "PM2.5年均浓度", "目标")
    assert targets["示例丙县"].value == "只有相对要求，无数值"
    assert targets["示例己县"].value == "原表为“-”"
    assert targets["示例甲开发区"].value == "原表为空白"
    tasks = row_of(book["煤炭与锅炉"], "淘汰燃煤小锅炉", "任务量")
    assert tasks[f"示例丁县{HOSTILE}"].value == "无任务（任务数为0）"


def test_a_status_is_words_in_the_colour_of_its_class(book):
    status = row_of(book["空气质量"], "PM2.5年均浓度", "完成情况")
    assert status["示例甲市"].value == "完成目标"
    assert status["示例甲市"].fill.fgColor.rgb == "FF9ECAE1"
    assert status["示例乙县"].value == "未完成目标①"
    assert status["示例乙县"].fill.fgColor.rgb == "FFB2182B"


def test_the_printed_total_stands_in_its_column_with_what_it_comes_to(book):
    sheet = book["煤炭与锅炉"]
    total = row_of(sheet, "淘汰燃煤小锅炉", "任务量")["表列合计"]
    assert (total.value, total.data_type) == (752, "n")
    sign = total.number_format.removeprefix('0"').removesuffix('"')
    assert f"{sign} 示例西州合计：来源印752台，各地相加752台" in notes_of(sheet)


def test_notes_and_sources_stand_below(book):
    notes = notes_of(book["空气质量"])
    assert "① 截至12月15日" in notes
    assert "PM2.5年均浓度：沙尘日已剔除（示例）" in notes
    assert notes[-1] == "数据来源：示例行动计划 示例〔2021〕1号；示例第三方数据"


def test_an_annexs_row_number_and_order_are_kept(book):
    [row] = [r for r in book["煤炭与锅炉"].iter_rows(min_row=5) if r[4].value == "任务量"]
    assert row[0].value == "4.2"


def test_what_is_not_official_stands_on_top(book):
    assert book["空气质量"]["A2"].value == "2026-11-23　内部工作用　第三方数据，不作考核依据"


def test_findings_have_grade_arithmetic_and_where_both_sides_stand(book):
    rows = list(book["核对结果"].iter_rows(values_only=True))
    assert rows[0] == ("等级", "问题", "说明", "出处")
    assert rows[1][:3] == (
        "不一致（待核实）",
        "各地相加与合计不符",
        "580+120+12+40=752，来源印750",
    )
    assert "附表第4.2行“伊宁市”列（文件第210行） 580" in rows[1][3]
    assert book["核对结果"].freeze_panes == "A2"


def test_no_cell_is_a_formula_or_an_error(tmp_path):
    book = square_book()
    places = list(book.places)
    for number, formula in enumerate([*FORMULAS, "#N/A"]):
        places[number] = replace(places[number], label=Text(formula, formula))
    themes = {"air": Text("=1+1", "=1+1"), "coal": Text("[a]:*?/\\b'", "x")}
    path = tmp_path / "tables.xlsx"
    hostile = replace(book, places=tuple(places), themes=themes, title=Text("=2+2", "=2+2"))
    write_workbook(square_contents(book=hostile), path)
    opened = openpyxl.load_workbook(path)
    cells = [cell for sheet in opened for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"n", "s"}
    heads = [cell.value for cell in opened.worksheets[0][4]][5:]
    assert heads[:5] == [*(f"'{formula}" for formula in FORMULAS), "#N/A"]
    assert opened.worksheets[0]["A1"].value.startswith("'=2+2")
    assert opened.sheetnames[:2] == ["=1+1", "_a______b"]


def test_names_that_a_workbook_cannot_hold_are_changed_and_stay_apart(tmp_path):
    book = square_book()
    long = "很长的主题名称" * 8
    themes = {"air": Text(long, "x"), "coal": Text(f"{long}\x00\ud800", "x")}
    path = tmp_path / "tables.xlsx"
    write_workbook(square_contents(book=replace(book, themes=themes)), path)
    first, second, *_ = openpyxl.load_workbook(path).sheetnames
    assert (first, second) == (long[:31], f"{long[:29]}_2")


def test_equal_tables_give_equal_bytes_with_the_date_of_the_maps(path, book, tmp_path, monkeypatch):
    again = tmp_path / "again.xlsx"
    monkeypatch.setenv("TZ", "America/Lima")
    write_workbook(square_contents(), again)
    assert again.read_bytes() == path.read_bytes()
    assert book.properties.modified == datetime(2026, 11, 23)
    assert book.properties.creator == "示例编制单位"
    assert book.properties.title == "示例数据图集（2021年）"


def test_english_is_english(tmp_path):
    path = tmp_path / "tables.xlsx"
    write_workbook(square_contents(lang="en"), path)
    opened = openpyxl.load_workbook(path)
    assert opened.sheetnames == ["Air quality", "Coal and boilers", "Findings", "Sources"]
    assert opened["Air quality"]["B3"].value == "Indicator"
