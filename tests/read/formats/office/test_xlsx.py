"""Workbooks: every cell as Excel shows it, and tables apart from the lines around them."""

import zipfile
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aqmap.errors import AqmapError, SourceError, TableError
from aqmap.files.file_content import FileContent
from aqmap.read.formats.blocks import Document, Grid
from aqmap.read.formats.office.xlsx import read_xlsx
from aqmap.read.lexicon.cell_values import parse_cell
from tests.counted_calls import at_most_calls
from tests.read.office_files import changed_zip, write_xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
TABLE = [["指标", "甲县", "乙县"], ["造林", 5, 6], ["种草", 7, 8]]


@pytest.fixture
def read(tmp_path):
    def read_rows(rows, **options):
        return read_xlsx(
            FileContent.read(write_xlsx(tmp_path / "合成.xlsx", {"清单": rows}, **options))
        )

    return read_rows


@pytest.fixture
def read_sheet(tmp_path):
    """Read a workbook whose sheet is put together from XML."""

    def read_xml(data, before="", behind=""):
        path = write_xlsx(tmp_path / "合成.xlsx", {"清单": [[1]]})
        xml = (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"{before}<sheetData>{data}</sheetData>{behind}</worksheet>"
        )
        return read_xlsx(FileContent.read(changed_zip(path, {SHEET: xml.encode()})))

    return read_xml


def cells(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def parts(document):
    """Return tables as rows of texts, and paragraphs as texts."""
    return [cells(b) if isinstance(b, Grid) else b.text for b in document.blocks]


def test_values_of_every_type_and_their_spots(read):
    rows = [["指标", "值", "比例"], ["造林", 135, 0.833], ["日期", date(2021, 12, 15), True]]
    document = read(rows, formats={"B2": "0.00", "C2": "0.0%", "B3": "yyyy-mm-dd"})
    (grid,) = document.grids
    expected = [["指标", "值", "比例"], ["造林", "135.00", "83.3%"], ["日期", "2021-12-15", "TRUE"]]
    assert cells(grid) == expected
    assert grid.rows[1][2].at == "sheet 清单; cell C2"
    assert document.remarks == ()


def test_an_unknown_number_format_is_said_once_and_read_as_general(read):
    document = read(TABLE, formats={"B2": "0.0E+0", "C2": "0.0E+0"})
    assert cells(document.grids[0])[1] == ["造林", "5", "6"]
    (remark,) = document.remarks
    assert (remark.code, remark.at) == ("number_format_unknown", "sheet 清单; cell B2")


def test_shared_strings_are_read_without_their_phonetics(tmp_path):
    path = write_xlsx(tmp_path / "合成.xlsx", {"清单": [[1]]})
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").decode().replace("</Types>", part)
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    strings = f"<sst {ns}><si><r><t>135</t></r><r><t>（含开发区）</t></r>"
    strings += '<rPh sb="0" eb="1"><t>x</t></rPh></si><si><t>上_x000D_\n下</t></si></sst>'
    cells_xml = '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    sheet = f'<worksheet {ns}><sheetData><row r="1">{cells_xml}</row></sheetData></worksheet>'
    changes = {"[Content_Types].xml": types, "xl/sharedStrings.xml": strings, SHEET: sheet}
    assert parts(read_xlsx(FileContent.read(changed_zip(path, changes)))) == [
        [["135（含开发区）", "上\n下"]]
    ]


# ---- tables and lines ----
def test_titles_units_and_notes_are_lines_around_the_table(read):
    rows = [["2021年任务清单"], ["", "", "单位：万亩"], *TABLE, ["注：含开发区。"]]
    document = read(rows, merged=["A1:C1"])
    assert parts(document) == [
        *("2021年任务清单", "单位：万亩"),
        [["指标", "甲县", "乙县"], ["造林", "5", "6"], ["种草", "7", "8"]],
        "注：含开发区。",
    ]
    assert document.paragraphs[1].at == "sheet 清单; cell C2"


def test_merged_cells_are_repeated_over_filled_rows_and_columns(read):
    rows = [["指标", "任务", ""], ["", "甲县", "乙县"], ["造林", 1, 2], ["种草", 3, 4]]
    (grid,) = read(rows, merged=["A1:A2", "B1:C1"]).grids
    assert cells(grid)[:2] == [["指标", "任务", "任务"], ["指标", "甲县", "乙县"]]
    assert grid.rows[1][0].at == "sheet 清单; cell A1"


def test_a_group_row_and_a_name_without_values_stay_in_their_table(read):
    rows = [TABLE[0], ["一、生态"], *TABLE[1:], ["湿地"]]
    assert [row[0] for row in cells(read(rows).grids[0])] == [
        *("指标", "一、生态", "造林", "种草", "湿地")
    ]


def test_a_table_goes_on_behind_a_blank_row_if_that_row_has_numbers(read):
    (grid,) = read([*TABLE[:2], [], TABLE[2], [], ["二、其他"], ["湿地", 9, "-"]]).grids
    assert [row[0] for row in cells(grid)] == ["指标", "造林", "种草", "二、其他", "湿地"]
    assert grid.rows[-1][1].at == "sheet 清单; cell B7"


def test_a_header_or_a_title_behind_a_blank_row_begins_another_table(read):
    document = read([*TABLE, [], *TABLE, [], ["附表二"], *TABLE])
    assert [block if isinstance(block, str) else len(block) for block in parts(document)] == [
        *(3, 3, "附表二", 3)
    ]
    assert [grid.number for grid in document.grids] == [1, 2, 3]


def test_a_sheet_of_one_column_is_text_with_its_articles(read):
    document = read([["一、目标"], ["1.造林5万亩。\n2.种草3万亩。"]])
    assert [(p.text, p.place) for p in document.paragraphs] == [
        ("一、目标", "section 一"),
        ("造林5万亩。", "item 1; para 1"),
        ("种草3万亩。", "item 2; para 1"),
    ]


# ---- sheets, and what is hidden ----
def test_hidden_sheets_rows_and_columns_are_read_and_said(tmp_path, read_sheet):
    sheets = {"甲": TABLE, "空": [], "乙;丙": TABLE}
    states = {"乙;丙": "hidden"}
    document = read_xlsx(FileContent.read(write_xlsx(tmp_path / "a.xlsx", sheets, states=states)))
    assert [grid.rows[0][0].at for grid in document.grids] == [
        *("sheet 甲; cell A1", "sheet 乙；丙; cell A1")
    ]
    assert [(r.code, r.at) for r in document.remarks] == [("sheet_hidden", "sheet 乙;丙")]
    data = "".join(
        f'<row r="{row}" hidden="{hidden}"><c r="A{row}"><v>{row}</v></c>'
        f'<c r="C{row}"><v>1</v></c></row>'
        for row, hidden in ((1, 0), (2, 1), (3, 1))
    )
    columns = '<cols><col min="2" max="9" hidden="1"/></cols>'
    document = read_sheet(data, before=columns)
    assert cells(document.grids[0]) == [["1", "1"], ["2", "1"], ["3", "1"]]
    assert [(r.code, r.facts["found"]) for r in document.remarks] == [
        ("rows_hidden", "2–3"),
        ("columns_hidden", "C"),
    ]


# ---- faults ----
def test_formulas_count_by_what_was_saved_and_are_faults_without_it(read_sheet):
    good = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
    assert parts(read_sheet(f'<row r="1">{good}<c r="C1"><v>1</v></c></row>')) == [[["2", "1"]]]
    bad = '<c r="B2"><f>SUM(A1:A9)</f><v/></c><c r="C2" t="e"><v>#REF!</v></c>'
    with pytest.raises(TableError) as caught:
        read_sheet(f'<row r="1">{good}</row><row r="2">{bad}</row>')
    assert [(f.code, f.at) for f in caught.value.faults] == [
        ("formula_uncached", "sheet 清单; cell B2"),
        ("cell_error", "sheet 清单; cell C2"),
    ]
    assert "#REF!" in str(caught.value)


def test_an_empty_workbook_is_refused(read):
    with pytest.raises(SourceError, match="no text"):
        read([[]])


# ---- hostile and broken ----
def test_a_sheet_that_claims_to_be_huge_is_read_for_what_it_holds(read_sheet):
    data = '<row r="1"><c r="A1"><v>1</v></c></row>'
    data += '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    document = read_sheet(
        data,
        before='<dimension ref="A1:XFD1048576"/>',
        behind='<mergeCells count="1"><mergeCell ref="B2:XFD1048576"/></mergeCells>',
    )
    assert [p.text for p in document.paragraphs] == ["1", "2"]


@pytest.mark.parametrize(
    ("data", "behind", "word"),
    [
        ('<row r="99999999"><c r="A99999999"><v>1</v></c></row>', "", "row 99999999"),
        ('<row r="1"><c r="A1"><v>1</v></c></row>' * 3, '<mergeCell ref="x"/>', "ValueError"),
        ('<row r="x"/>', "", "ValueError"),
        ('<row r="1"><c r="A1" t="s"><v>9</v></c></row>', "", "IndexError"),
        ('<row r="1"><c r="A1" s="99"><v>9</v></c></row>', "", "IndexError"),
    ],
)
def test_what_is_no_sheet_is_refused_with_the_reason(read_sheet, data, behind, word):
    with pytest.raises(SourceError, match=word):
        read_sheet(data, behind=behind)


def test_a_million_rows_are_refused_early(read_sheet):
    with at_most_calls(10_000_000), pytest.raises(SourceError, match="holds too much"):
        read_sheet("".join(f'<row r="{r}"><c r="A{r}"/></row>' for r in range(1, 700_000)))


def test_many_wide_rows_are_refused_early(read_sheet):
    with at_most_calls(10_000_000), pytest.raises(SourceError, match="holds too much"):
        read_sheet(
            "".join(f'<row r="{r}"><c r="XFD{r}"><v>1</v></c></row>' for r in range(1, 9_000))
        )


CUTS = st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=4)), min_size=1)
PARTS = ("", SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml")


@given(cuts=CUTS, part=st.sampled_from(PARTS))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_mutated_workbook_is_read_or_refused(tmp_path, cuts, part):
    path = write_xlsx(
        tmp_path / "合成.xlsx", {"清单": TABLE}, formats={"B2": "0.00"}, merged=["A2:A3"]
    )
    with zipfile.ZipFile(path) as archive:
        content = archive.read(part) if part else path.read_bytes()
    for spot, piece in cuts:
        at = spot % len(content)
        content = content[:at] + piece + content[at + len(piece) :]
    if part:
        changed_zip(path, {part: content})
    else:
        path.write_bytes(content)
    try:
        document = read_xlsx(FileContent.read(path))
    except AqmapError as problem:
        assert all(fault.said.zh for fault in problem.faults)
    else:
        assert isinstance(document, Document)


def test_digits_raised_behind_a_number_are_no_part_of_it(tmp_path):
    def rich(*runs):
        forms = {"up": '<vertAlign val="superscript"/>', "bold": "<b/>", "": ""}
        inner = "".join(f"<r><rPr>{forms[form]}</rPr><t>{text}</t></r>" for text, form in runs)
        return f"<si>{inner}</si>"

    strings = (
        rich(("35", ""), ("1", "up")),
        rich(("面积（万m", ""), ("2", "up"), ("）", "")),
        rich(("3", ""), ("5", "bold")),
        "<si><t>351</t></si>",
    )
    used = "".join(f'<c r="{at}" t="s"><v>{n}</v></c>' for n, at in enumerate(("A1", "B1")))
    more = "".join(f'<c r="{at}" t="s"><v>{n}</v></c>' for n, at in enumerate(("A2", "B2"), 2))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    path = write_xlsx(tmp_path / "合成.xlsx", {"清单": [[1]]})
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").decode()
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    changes = {
        "[Content_Types].xml": types.replace("</Types>", part),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(strings)}</sst>',
        SHEET: f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{used}</row>'
        f'<row r="2">{more}</row></sheetData></worksheet>',
    }
    document = read_xlsx(
        FileContent.read(changed_zip(path, {name: xml.encode() for name, xml in changes.items()}))
    )
    assert parts(document) == [[["35¹", "面积（万m2）"], ["35", "351"]]]


def test_a_shared_string_that_is_not_there_is_damage(read_sheet):
    with pytest.raises(SourceError, match="damaged"):
        read_sheet('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>')


@pytest.mark.parametrize("number", ["1e309", "-1e309"])
def test_a_number_without_end_is_shown_as_what_it_is(read_sheet, number):
    (cell,) = read_sheet(f'<row r="1"><c r="A1"><v>{number}</v></c></row>').blocks
    assert parse_cell(cell.text).endless


@pytest.mark.parametrize("number", ["inf", "nan", "Infinity"])
def test_a_word_where_a_number_must_be_is_damage(read_sheet, number):
    with pytest.raises(SourceError, match="damaged"):
        read_sheet(f'<row r="1"><c r="A1"><v>{number}</v></c></row>')
