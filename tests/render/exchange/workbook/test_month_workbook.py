"""The summary of a month as a workbook: reopened, and every number held against the table."""

import re
import subprocess
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from aqmap.model.dispatch.lights import Light
from aqmap.model.dispatch.shares import percent, points
from aqmap.render.exchange.workbook.month_workbook import (
    rows_of_leads,
    write_lead_workbook,
    write_month_workbook,
)
from tests.dispatch_months import PLACES, crowded_book, month_book, with_correction

HEADS = 4
HEAD_ROW = 4


@pytest.fixture(scope="module")
def book():
    return with_correction(month_book())


@pytest.fixture(scope="module")
def content(book, tmp_path_factory):
    path = tmp_path_factory.mktemp("汇 总") / "汇总表.xlsx"
    write_month_workbook(book, path, "zh")
    return path.read_bytes()


@pytest.fixture
def workbook(content):
    return openpyxl.load_workbook(BytesIO(content))


def lines(sheet):
    """Each line of the table by the number of its row in the annex and what it holds."""
    found, number = {}, ""
    for row in sheet.iter_rows(min_row=HEAD_ROW + 1):
        number = str(row[0].value) if row[0].value is not None else number
        if row[HEADS - 1].value is None:
            break
        found[number, row[HEADS - 1].value] = row[HEADS:]
    return found


def test_rows_and_columns_stand_in_the_annex_s_order(book, workbook):
    sheet = workbook["汇总表"]
    heads = [cell.value for cell in sheet[HEAD_ROW]]
    assert heads == ["序号", "任务", "单位", "项目", "甲县", "乙县", "丙市", "丁区", "合计"]
    numbers = list(dict.fromkeys(number for number, _ in lines(sheet)))
    assert numbers == [row.number for row in book.plan.rows] == ["3", "4.1", "9", "12", "13", "19"]


def test_every_task_and_amount_is_that_of_the_table(book, workbook):
    found = lines(workbook["汇总表"])
    compared = 0
    for row in book.plan.rows:
        cells = book.cells_of(row.indicator)
        for column, place in enumerate(PLACES):
            for name, amount in (
                ("任务数", cells[place].task.amount),
                ("累计完成", cells[place].done),
            ):
                value = found[row.number, name][column].value
                if amount is None:
                    assert not isinstance(value, int | float)
                else:
                    assert Decimal(str(value)) == amount
                    compared += 1
    assert compared == 20 + 15


def test_every_rate_is_that_of_the_table_and_looks_as_it_does_in_words(book, workbook):
    found = lines(workbook["汇总表"])
    compared = 0
    for row in book.plan.rows:
        cells = book.cells_of(row.indicator)
        for column, place in enumerate(PLACES):
            rate = cells[place].rate
            if rate is not None:
                cell = found[row.number, "完成率"][column]
                assert cell.value == float(rate)
                shown = cell.number_format.strip('"')
                assert shown in ("0.0%", percent(rate))
                compared += 1
    assert compared == 3 + 2 + 1 + 3


def test_a_share_on_the_edge_looks_as_the_report_has_it(tmp_path):
    """12.45 % is 12.4 % by GB/T 8170, and a spreadsheet would show 12.5 %."""
    pair = ("2000", "249")
    book = month_book(missing=(), table={"electric_heating_households": (pair,) * 4})
    assert {percent(row.rate) for row in book.table.rows} == {"12.4%"}
    write_month_workbook(book, tmp_path / "a.xlsx", "zh")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["汇总表"]
    cell = lines(sheet)["4.1", "完成率"][0]
    assert cell.value == float(Fraction(249, 2000))
    assert cell.number_format == '"12.4%"'


def test_lights_stand_by_sign_and_words_with_their_difference(book, workbook):
    found = lines(workbook["汇总表"])
    light = dict(zip(PLACES, found["4.1", "序时进度"], strict=False))
    rows = book.cells_of("electric_heating_households")
    yellow, red, none, missing = (light[place].value for place in PLACES)
    assert yellow == f"▲略滞后\n{points(rows[PLACES[0]].difference)}" == "▲略滞后\n-0.01"
    assert red == "■滞后序时进度\n-10.5"
    assert none == "无任务"
    assert missing == "未报送"
    assert found["12", "序时进度"][1].value == "●已达到"
    assert found["3", "序时进度"][2].value == "■超上限"
    fills = [light[place].fill.fgColor.rgb for place in PLACES[:2]]
    assert len({*fills, light[PLACES[3]].fill.fgColor.rgb}) == 3


def test_fills_of_lights_part_in_a_grey_copy(workbook):
    def luminance(rgb):
        return sum(
            share * int(rgb[n : n + 2], 16) for share, n in ((0.299, 2), (0.587, 4), (0.114, 6))
        )

    found = lines(workbook["汇总表"])
    spots = (("19", 0), ("4.1", 0), ("4.1", 1))
    green, yellow, red = (found[number, "序时进度"][n].fill.fgColor.rgb for number, n in spots)
    assert luminance(green) - luminance(yellow) > 25
    assert luminance(yellow) - luminance(red) > 60


def test_absences_stand_as_they_are_and_never_as_0(workbook):
    found = lines(workbook["汇总表"])
    assert [cell.value for cell in found["9", "任务数"][:3]] == [10, 8, "空白"]
    assert found["9", "累计完成"][1].value == "未开展"
    assert found["3", "任务数"][3].value == "-"
    assert found["19", "任务数"][3].value == "每季1次"
    assert found["9", "累计完成"][3].value == "未报送（2021年8月报7）"


def test_totals_say_how_many_have_reported_and_that_they_are_a_least(book, workbook):
    found = lines(workbook["汇总表"])
    total = book.totals["electric_heating_households"]
    assert found["4.1", "序时进度"][4].value == "已报2/3"
    done, rate = (found["4.1", name][4] for name in ("累计完成", "完成率"))
    assert Decimal(str(done.value)) == total.done
    assert rate.value == float(total.rate)
    assert done.number_format == '"至少"0'
    assert rate.number_format == '"至少"0.0%'
    assert found["3", "完成率"][4].number_format == "0.0%"


def test_two_totals_that_differ_have_a_note(workbook):
    sheet = workbook["汇总表"]
    assert lines(sheet)["3", "任务数"][4].number_format == '0.0"①"'
    notes = [cell.value for cell in sheet["A"] if str(cell.value).startswith("①")]
    assert notes == ["① 合计为计划所列；各地之和为842.5"]


def test_draft_cut_off_deadline_and_rules_are_printed(book, workbook):
    sheet = workbook["汇总表"]
    words = [str(cell.value) for cell in sheet["A"] if cell.value]
    assert words[0] == "2021年9月示例地区大气污染防治调度汇总表（草稿）"
    assert "统计截至2021年9月20日；报送截止2021年9月25日" in words
    rules = [line for line in words if "的判定规则：" in line]
    for row in book.plan_rows:
        named = [line for line in rules if f"（{row.number}）" in line]
        assert [book.rules[row.indicator].zh in line for line in named] == [True]
    assert all("草稿" in s.oddFooter.left.text for s in workbook.worksheets)


def test_pages_are_a4_across_with_their_head_repeated_and_frozen(workbook):
    for sheet in workbook.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows
        assert sheet.freeze_panes
    assert workbook["汇总表"].print_title_rows == "$4:$4"
    assert workbook["汇总表"].freeze_panes == "E5"


@pytest.mark.parametrize(("places", "pages"), [(1, 1), (4, 1), (13, 1), (14, 2), (60, 5)])
def test_many_places_go_on_pages_side_by_side_whose_type_is_read(tmp_path, places, pages):
    path = tmp_path / "w.xlsx"
    write_month_workbook(crowded_book(places), path, "zh")
    sheet = openpyxl.load_workbook(path)["汇总表"]
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (pages, 0)
    assert sheet.print_title_cols == "$A:$D"
    # A column is 7 dots a character and 5 more, 96 dots an inch; A4 is 297 mm across.
    columns = [get_column_letter(number) for number in range(1, sheet.max_column + 1)]
    mm = [(7 * sheet.column_dimensions[c].width + 5) * 25.4 / 96 for c in columns]
    inches = sheet.page_margins.left + sheet.page_margins.right
    widest = sum(mm[:4]) + sum(mm[4:]) / pages
    assert 10 * (297 - inches * 25.4) / widest >= 7  # points of a type of 10
    notes = [area for area in sheet.merged_cells.ranges if area.min_row > 10 and area.min_col == 1]
    assert max(area.max_col for area in notes) <= 4 + (places + 1) / pages


def test_a_row_is_as_high_as_the_lines_of_its_cells(workbook):
    sheet = workbook["汇总表"]
    three = [
        cell.row
        for row in sheet.iter_rows(min_row=5)
        for cell in row
        if str(cell.value).startswith("■滞后序时进度\n")  # two lines and one of the difference
    ]
    assert three
    assert all(sheet.row_dimensions[row].height >= 45 for row in three)


def test_each_unit_in_charge_has_a_sheet_with_its_rows_over_all_places(book, workbook):
    leads = rows_of_leads(book)
    assert list(leads) == ["发改委", "住建局", "=1+1"]
    for lead, number in (("发改委", "3"), ("住建局", "9"), ("=1+1", "9")):
        sheet = workbook[lead]
        assert {n for n, _ in lines(sheet)} == {number}
        assert len(lines(sheet)[number, "任务数"]) == len(PLACES) + 1
        assert f"（牵头单位：{lead}）" in sheet["A1"].value


def test_no_cell_computes_or_holds_signs_that_steer(workbook):
    for sheet in workbook.worksheets:
        for cells in sheet.iter_rows():
            for cell in cells:
                assert cell.data_type != "f"
                assert not re.search(r"[\x00-\x08]", str(cell.value or ""))


def test_equal_months_have_equal_bytes(book, content, tmp_path):
    write_month_workbook(book, tmp_path / "again.xlsx", "zh")
    assert (tmp_path / "again.xlsx").read_bytes() == content


def test_a_lead_s_own_workbook_holds_its_rows_alone(book, tmp_path):
    write_lead_workbook(book, "住建局", rows_of_leads(book)["住建局"], tmp_path / "a.xlsx", "zh")
    sheets = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert sheets.sheetnames == ["住建局"]
    assert {number for number, _ in lines(sheets["住建局"])} == {"9"}


def test_a_hundred_units_stand_in_one_table_with_every_light(tmp_path):
    book = crowded_book(100)
    write_month_workbook(book, tmp_path / "a.xlsx", "zh")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["汇总表"]
    of_row = lines(sheet)["9", "序时进度"][:100]
    red = sum(str(cell.value).startswith("■") for cell in of_row)
    assert red == book.totals["small_boilers"].lights[Light.BEHIND] == 68
    assert sheet.page_setup.fitToWidth > 1


@pytest.mark.peers
def test_another_program_shows_the_same_numbers(book, content, tmp_path):
    from aqmap.libre_office import find_libre_office

    program = find_libre_office()
    if program is None:
        pytest.skip("no LibreOffice")
    (tmp_path / "a.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    how = ["--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"]
    where = ["--outdir", tmp_path, tmp_path / "a.xlsx"]
    subprocess.run([program, profile, *how, *where], check=True, capture_output=True)
    shown = (tmp_path / "a.csv").read_text(encoding="utf-8")
    for row in book.table.rows:
        if row.rate is not None:
            assert percent(row.rate) in shown
