"""Cells read part by part: as openpyxl reads them, and what it would not tell."""

import random
import re
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from aqmap.errors import SourceError
from aqmap.files.file_content import FileContent
from aqmap.model.dispatch.forms import CellKind
from aqmap.read.forms.read_form import read_form
from aqmap.read.forms.xlsx_sheets import xlsx_sheets
from tests.filled_forms import write
from tests.read.office_files import write_xlsx

SHEET_PART = "xl/worksheets/sheet1.xml"


def cells_of(path):
    (sheet, *_), _ = xlsx_sheets(FileContent.read(path))
    return sheet.cells


def rewritten(path, changes):
    """A workbook with some of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for part, change in changes.items():
        before = parts[part]
        parts[part] = change(before)
        assert parts[part] != before
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_every_cell_is_as_openpyxl_reads_it(tmp_path):
    rows = [
        ["甲县", 1, 1.5, 0.1 + 0.2, True, False, " 两端 ", "a\nb", -3, 1e-7],
        [date(2021, 9, 5), datetime(2021, 9, 5, 8, 30), time(8, 30), "#N/A", None, "", "0012"],
        [None, None, timedelta(hours=30), 12345678901234, "<b>&amp;</b>", "=1+1"],
    ]
    path = write_xlsx(tmp_path / "a.xlsx", {"表": rows, "隐": [["x"]]}, states={"隐": "hidden"})
    cells = cells_of(path)
    sheet = openpyxl.load_workbook(path, data_only=True)["表"]
    expected = {
        (c.row, c.column): c.value
        for line in sheet.iter_rows()
        for c in line
        if c.value not in (None, "")
    }
    formula = (3, 6)
    assert set(cells) == {*expected, formula}
    for spot, value in expected.items():
        cell = cells[spot]
        if cell.kind == CellKind.ERROR:
            assert (cell.shown, value) == ("#N/A", "#N/A")
        else:
            assert cell.value == (value.strip() if isinstance(value, str) else value)
    assert cells[formula].kind == CellKind.FORMULA_WITHOUT_VALUE
    sheets, _ = xlsx_sheets(FileContent.read(path))
    assert [(s.name, s.hidden) for s in sheets] == [("表", False), ("隐", True)]


@pytest.mark.parametrize(
    ("number", "shown"),
    [(31, "2021-09-12"), (58, "2021-09-12"), (57, "2021-09"), (14, "2021-09-12")],
)
def test_a_date_in_a_built_in_format_of_chinese_excel_is_one(tmp_path, number, shown):
    """Such a format has a number alone; its words are written nowhere in the file."""
    path = write_xlsx(tmp_path / "a.xlsx", {"表": [[44451]]}, formats={"A1": "0.0000000"})
    rewritten(
        path,
        {
            "xl/styles.xml": lambda xml: re.sub(
                r'numFmtId="164"(?! formatCode)', f'numFmtId="{number}"', xml
            )
        },
    )
    cell = cells_of(path)[1, 1]
    assert (cell.kind, cell.shown) == (CellKind.DATE, shown)


def test_days_that_are_counted_from_1904(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"表": [[42989]]}, formats={"A1": "yyyy-mm-dd"})
    rewritten(
        path,
        {
            "xl/workbook.xml": lambda xml: re.sub(
                r"<workbookPr[^>]*/>", '<workbookPr date1904="1"/>', xml
            )
        },
    )
    assert cells_of(path)[1, 1].shown == "2021-09-12"


def test_inline_and_rich_texts_without_their_pronunciation(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"表": [["x", 7]]})
    inline = (
        '<c r="A1" t="inlineStr"><is><r><t>伊</t></r><r><t>宁</t></r>'
        '<rPh sb="0" eb="1"><t>yi</t></rPh></is></c>'
    )
    rewritten(path, {SHEET_PART: lambda xml: re.sub(r'<c r="A1".*?</c>', inline, xml)})
    assert cells_of(path)[1, 1].shown == "伊宁"


def test_cells_that_do_not_say_where_they_stand_stand_in_order(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"表": [[1, 2], [3, 4]]})
    rewritten(path, {SHEET_PART: lambda xml: re.sub(r'<(c|row) r="\w+"', r"<\1", xml)})
    assert {spot: cell.value for spot, cell in cells_of(path).items()} == {
        (1, 1): 1,
        (1, 2): 2,
        (2, 1): 3,
        (2, 2): 4,
    }


def test_a_shared_formula_to_the_outside_is_one_in_all_its_cells(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"表": [[1], [2]]})
    shared = (
        '<c r="A1"><f t="shared" ref="A1:A2" si="0">[1]Sheet1!B1</f><v>5</v></c>',
        '<c r="A2"><f t="shared" si="0"/><v>6</v></c>',
    )

    def change(xml):
        for cell in shared:
            name = re.search(r'r="(\w+)"', cell)[1]
            xml = re.sub(rf'<c r="{name}".*?</c>', cell, xml)
        return xml

    cells = cells_of(rewritten(path, {SHEET_PART: change}))
    assert [cell.kind for cell in cells.values()] == [CellKind.EXTERNAL_LINK] * 2


def test_a_formula_with_its_result_is_the_result(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"表": [[1]]})
    cell = '<c r="A1"><f>SUM(B1:C1)</f><v>12.5</v></c>'
    rewritten(path, {SHEET_PART: lambda xml: re.sub(r'<c r="A1".*?</c>', cell, xml)})
    assert (cells_of(path)[1, 1].kind, cells_of(path)[1, 1].value) == (CellKind.NUMBER, 12.5)


def test_a_number_that_is_no_day_in_a_format_of_days_is_an_error(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"表": [[99999999]]}, formats={"A1": "yyyy-mm-dd"})
    assert cells_of(path)[1, 1].kind == CellKind.ERROR


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "_rels/.rels"])
def test_a_part_that_is_gone_is_a_damaged_file(tmp_path, part):
    path = write_xlsx(tmp_path / "a.xlsx", {"表": [[1]]})
    with zipfile.ZipFile(path) as archive:
        parts = {n: archive.read(n) for n in archive.namelist() if n != part}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(SourceError) as caught:
        cells_of(path)
    assert caught.value.faults[0].code == "container_damaged"


def test_nothing_that_is_done_to_a_form_stops_the_others(tmp_path):
    """Tags and values are cut out, doubled and exchanged: a reading comes of each, none raises."""
    path = write(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(16)  # noqa: S311 - the same changes every time
    outcomes = set()
    for number in range(150):
        name = chance.choice([n for n in parts if n.endswith(".xml") or n.endswith(".rels")])
        pieces = re.findall(rb"<[^>]*>|[^<]+", parts[name])
        for _ in range(chance.randint(1, 4)):
            at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
            kind = chance.choice(["cut", "double", "exchange", "digits"])
            if kind == "cut":
                pieces[at] = b""
            elif kind == "double":
                pieces[at] *= 2
            elif kind == "exchange":
                pieces[at], pieces[other] = pieces[other], pieces[at]
            else:
                pieces[at] = re.sub(rb"\d+", b"99999999999", pieces[at])
        with zipfile.ZipFile(path, "w") as archive:
            for part, content in parts.items():
                archive.writestr(part, b"".join(pieces) if part == name else content)
        reading = read_form(FileContent(path.with_stem(str(number)), path.read_bytes()))
        outcomes.add(reading.form is not None)
    assert outcomes == {True, False}
