"""Tables in workbooks: read as they are shown, with the cell's address in every fault."""

import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from aqmap.errors import AqmapError
from aqmap.files.read_table import read_table
from aqmap.files.table_columns import Column, TableColumns, calendar_day, code, exact_number
from tests.read.office_files import write_xlsx

DECLARED = TableColumns(
    (
        Column("place", code(r"\d{6}", "654002"), filled="654002", needed=True),
        Column("value", exact_number("figure.number"), blank=None),
        Column("date", calendar_day, blank=None),
        Column("note"),
    )
)
HEAD = ["place", "value", "date", "note"]


def read(folder, *rows, formats=None, **options):
    path = write_xlsx(folder / "表.xlsx", {"数据": [HEAD, *rows]}, formats=formats, **options)
    return read_table(path, DECLARED)


def faults_of(folder, *rows, **options):
    """Return the faults of the whole file, from top to bottom."""
    table = read(folder, *rows, **options)
    bad = table.checked().bad
    unfit = [(row, table.bad_cell(row, cell)) for row, cells in bad.items() for cell in cells]
    return [(fault.code, fault.at) for fault in table.in_order(unfit)]


def refusal(path):
    with pytest.raises(AqmapError) as problem:
        read_table(path, DECLARED)
    return [fault.code for fault in problem.value.faults]


def test_a_code_that_is_stored_as_a_number_is_its_digits(tmp_path):
    table = read(tmp_path, [652701], [652702.0], ["652703"])
    assert [row["place"] for row in table.rows()] == ["652701", "652702", "652703"]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (39.5, "General", "39.5"),
        (0.1 + 0.2, "General", "0.3"),
        (135, "0.00", "135.00"),
        (-26, "General", "-26"),
        (True, "General", "TRUE"),
        ("39.50", "General", "39.50"),
    ],
)
def test_a_number_is_read_as_it_is_shown(tmp_path, value, number_format, shown):
    table = read(tmp_path, [652701, value], formats={"B2": number_format})
    assert [row["value"] for row in table.rows()] == [shown]


@pytest.mark.parametrize(
    ("value", "number_format", "iso"),
    [
        (date(2021, 3, 5), "yyyy/m/d", "2021-03-05"),
        (date(2021, 3, 5), "mm-dd-yy", "2021-03-05"),
        (datetime(2021, 3, 5), 'yyyy"年"m"月"d"日"', "2021-03-05"),
        (date(2021, 3, 1), "mmm-yy", "2021-03"),
        (date(2021, 3, 1), 'yyyy"年"m"月"', "2021-03"),
        (date(2021, 1, 1), 'yyyy"年"', "2021"),
        (datetime(2021, 3, 5, 13, 30), "yyyy/m/d h:mm", "2021/3/5 13:30"),
        (time(13, 30), "h:mm", "13:30"),
    ],
)
def test_a_date_is_its_iso_day_month_or_year_as_finely_as_it_is_shown(
    tmp_path, value, number_format, iso
):
    table = read(tmp_path, [652701, None, value], formats={"C2": number_format})
    assert [row["date"] for row in table.rows()] == [iso]


def test_faults_name_the_cell_and_come_from_top_to_bottom(tmp_path):
    rows = [652701, "x"], [None, 1, "2021-13-01"], [1, 2, None, None, "more"], [None], [652702, "y"]
    assert faults_of(tmp_path, *rows) == [
        ("cell_value", "cell B2"),
        ("cell_value", "cell A3"),
        ("cell_value", "cell C3"),
        ("row_cells", "row 4"),
        ("cell_value", "cell B6"),
    ]


def test_a_formula_without_a_saved_result_and_an_error_are_faults_of_their_cells(tmp_path):
    assert faults_of(tmp_path, [652701, "=1+1"], [652702, "#N/A"], [652703, 3]) == [
        ("formula_uncached", "cell B2"),
        ("cell_error", "cell B3"),
    ]


def test_a_formula_with_a_saved_result_counts_by_it(tmp_path):
    path = write_xlsx(tmp_path / "表.xlsx", {"数据": [HEAD, [652701, "=1+1"]]})
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == sheet:
                assert b"<v></v>" in content or b"<v />" in content
                content = content.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
            new.writestr(entry, content)
    table = read_table(tmp_path / "b.xlsx", DECLARED)
    assert [row["value"] for row in table.rows()] == ["2"]
    assert table.in_order(()) == []


def test_merged_cells_are_a_fault_since_all_but_the_first_look_empty(tmp_path):
    faults = faults_of(tmp_path, [652701, 1], [652702], merged=["B2:B3"])
    assert faults == [("cells_merged", "cell B2:B3")]


def test_hidden_rows_and_columns_are_read(tmp_path):
    book = Workbook()
    for row in (HEAD, [652701, 1], [652702, 2]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.save(tmp_path / "表.xlsx")
    rows = read_table(tmp_path / "表.xlsx", DECLARED).rows()
    assert [row["value"] for row in rows] == ["1", "2"]


def test_remarks_on_top_and_blank_rows_are_passed_over(tmp_path):
    rows = [["# 说明", "=1+1"], [], HEAD, [], [652701, 1]]
    path = write_xlsx(tmp_path / "表.xlsx", {"数据": rows}, merged=["A1:D1"])
    table = read_table(path, DECLARED)
    assert table.lines.tolist() == [5]
    assert table.in_order(()) == []


def test_the_sheet_with_the_needed_columns_is_the_table(tmp_path):
    sheets = {"说明": [["本表由某科填写"]], "数据": [HEAD, [652701, "x"]], "空": []}
    table = read_table(write_xlsx(tmp_path / "表.xlsx", sheets), DECLARED)
    assert table.spot(0, "value") == "sheet 数据, cell B2"
    assert table.spot(0) == "sheet 数据, row 2"
    twice = {"甲": [HEAD, [652701, 1]], "乙": [HEAD, [652702, 2]]}
    assert refusal(write_xlsx(tmp_path / "b.xlsx", twice)) == ["sheets_several"]
    none = {"甲": [["palce", "value"]], "乙": [["x"]]}
    assert refusal(write_xlsx(tmp_path / "c.xlsx", none)) == ["column_missing"]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path):
    path = write_xlsx(tmp_path / "表.xlsx", {"数据": [HEAD, [652701, 1]]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"0" * 30_000_000)
    assert refusal(path) == ["container_too_large"]


def test_what_is_no_workbook_or_holds_nothing_says_so(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 100)
    assert refusal(tmp_path / "a.xlsx") == ["container_damaged"]
    assert refusal(write_xlsx(tmp_path / "b.xlsx", {"空": [], "白": [[None]]})) == ["file_empty"]


def test_a_workbook_is_known_by_its_content(tmp_path):
    path = write_xlsx(tmp_path / "表.csv", {"数据": [HEAD, [652701, 1]]})
    assert [row["place"] for row in read_table(path, DECLARED).rows()] == ["652701"]
    (tmp_path / "文.xlsx").write_text("place\n652701\n", encoding="utf-8")
    assert [row["place"] for row in read_table(tmp_path / "文.xlsx", DECLARED).rows()] == ["652701"]
