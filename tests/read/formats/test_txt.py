"""Text → paragraphs and grids: the layouts of tables, and what is no table."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aqmap.read.formats.blocks import Grid, Paragraph
from aqmap.read.formats.open_document import open_document


def write(tmp_path, text):
    path = tmp_path / "计划.txt"
    path.write_text(text, encoding="utf-8")
    return path


def grid_of(tmp_path, text):
    document = open_document(write(tmp_path, text))
    assert len(document.grids) == 1
    return [[cell.text for cell in row] for row in document.grids[0].rows]


def test_a_cell_a_line_with_blank_and_broken_cells(tmp_path):
    text = "\t指标\n\t甲\n\t乙\n\n\t煤质\n\t一年\n一次\n\t\n\n\t油品\n\t5\n\t-\n"
    assert grid_of(tmp_path, text) == [
        ["指标", "甲", "乙"],
        ["煤质", "一年\n一次", ""],
        ["油品", "5", "-"],
    ]


@pytest.mark.parametrize("below", [" 抄送：各单位", "抄送：各单位", "附件：无", "注：自报"])
@pytest.mark.parametrize("last", ["5", "-", "按需"])
def test_the_text_below_is_no_cell(tmp_path, below, last):
    text = f"\t指标\n\t甲\n\n\t油品\n\t{last}\n{below}\n"
    assert grid_of(tmp_path, text)[-1] == ["油品", last]


def test_a_row_a_line(tmp_path):
    text = "指标\t甲\t乙\n煤质\t1\t\n油品\t\t\n\n尾声。\n"
    assert grid_of(tmp_path, text) == [["指标", "甲", "乙"], ["煤质", "1", ""], ["油品", "", ""]]


@pytest.mark.parametrize("apart", ["　　", "　", "    ", " 　 "])
def test_columns_that_blanks_keep_apart(tmp_path, apart):
    rows = [["乡镇", "任务", "完工"], ["甲镇", "1280", " 920"], ["合　　计", "2260", "1700"]]
    text = "通报\n" + "".join(f"  {apart.join(row)}\n" for row in rows) + "\n尾声。\n"
    expected = [["乡镇", "任务", "完工"], ["甲镇", "1280", "920"], ["合计", "2260", "1700"]]
    assert grid_of(tmp_path, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "甲县　乙县　丙县\n丁县　戊县　己县\n庚县　辛县　壬县\n",  # names, and no number
        "某某县人民政府　　　　　2021年9月17日\n某某县林业局　　　　　2021年9月18日\n" * 2,
        "指标　甲　乙\n煤质　1　2\n",  # two lines may be aught
        "指标　甲　乙\n煤质　1　2\n油品　3\n",
    ],
)
def test_other_lines_with_blanks_are_no_table(tmp_path, text):
    assert not open_document(write(tmp_path, text)).grids


def test_blocks_stand_in_reading_order(tmp_path):
    text = "前言。\n指标\t甲\n煤质\t1\n\n中间。\n指标\t甲\n煤质\t2\n\n尾声。\n"
    document = open_document(write(tmp_path, text))
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Paragraph, Grid, Paragraph, Grid, Paragraph]
    assert [grid.number for grid in document.grids] == [1, 2]


def test_a_line_broken_by_a_program_is_put_together(tmp_path):
    first = "合成的一行文字足够长到程序会把它在此处断开"
    document = open_document(write(tmp_path, f"{first}\n并接到下一行。\n（一）标题\n"))
    texts = [(p.text, p.at, p.heading) for p in document.paragraphs]
    assert texts == [
        (f"{first}并接到下一行。", "line 1", ""),
        ("（一）标题", "line 3", ""),
    ]


def test_a_paragraph_knows_its_heading(tmp_path):
    document = open_document(write(tmp_path, "一、目标\n1.第一句。\n第二段。\n"))
    assert [(p.heading, p.place) for p in document.paragraphs] == [
        ("", "section 一"),
        ("一、目标", "item 1; para 1"),
        ("一、目标", "item 1; para 2"),
    ]


# ---- a cell a line ----
def test_a_header_cell_over_two_lines(tmp_path):
    text = "\t指标\n\t某某经济技术\n开发区\n\t乙\n县\n\n\t煤质\n\t1\n\t2\n"
    assert grid_of(tmp_path, text) == [
        ["指标", "某某经济技术\n开发区", "乙\n县"],
        ["煤质", "1", "2"],
    ]


def test_a_cell_that_begins_on_its_second_line(tmp_path):
    text = "\t指标\n\t甲\n\t乙\n\n\t煤质\n\t\n5\n\t6\n"
    assert grid_of(tmp_path, text)[1] == ["煤质", "5", "6"]


def test_a_note_below_a_number_is_of_its_cell(tmp_path):
    text = "\t指标\n\t甲\n\n\t煤质\n\t5\n（含某园区）\n\n\t油品\n\t6\n（二）下一节\n后文。\n"
    assert grid_of(tmp_path, text) == [
        ["指标", "甲"],
        ["煤质", "5\n（含某园区）"],
        ["油品", "6"],
    ]


def test_the_text_below_the_last_row_is_a_paragraph_with_its_line(tmp_path):
    text = "\t指标\n\t甲\n\n\t煤质\n\t5\n尾声在此。\n"
    document = open_document(write(tmp_path, text))
    assert [(p.text, p.at) for p in document.paragraphs] == [("尾声在此。", "line 6")]


def test_a_sentence_behind_one_tabbed_line_is_no_table(tmp_path):
    text = "\t合成的表单一格\n\t又一格\n随后是一句话。\n\n\t第三格\n\t第四格\n"
    assert open_document(write(tmp_path, text)).grids == []


def test_a_form_of_long_cells_is_no_table(tmp_path):
    text = f"\t{'长' * 250}\n\t短\n\n\t甲\n\t乙\n"
    document = open_document(write(tmp_path, text))
    assert document.paragraphs[0].text == "长" * 250
    assert [len(grid.rows) for grid in document.grids] == []


def test_every_cell_knows_its_line(tmp_path):
    text = "前言。\n\n\t指标\n\t甲\n\n\n\t煤质\n\t\n"
    (grid,) = open_document(write(tmp_path, text)).grids
    assert [[cell.at for cell in row] for row in grid.rows] == [
        ["line 3", "line 4"],
        ["line 7", "line 8"],
    ]


# ---- a row a line ----
def test_a_blank_row_does_not_end_a_table(tmp_path):
    text = "指标\t甲\t乙\n煤质\t1\t2\n\t\t\n油品\t3\t4\n尾声。\n"
    assert grid_of(tmp_path, text) == [
        ["指标", "甲", "乙"],
        ["煤质", "1", "2"],
        ["", "", ""],
        ["油品", "3", "4"],
    ]


def test_a_ragged_row_stays_ragged(tmp_path):
    assert grid_of(tmp_path, "指标\t甲\t乙\n煤质\t1\n") == [["指标", "甲", "乙"], ["煤质", "1"]]


def test_a_row_alone_is_a_grid_only_below_one_of_its_width(tmp_path):
    above = "指标\t甲\t乙\n煤质\t1\t2\n"
    rows = [len(g.rows) for g in open_document(write(tmp_path, above + "\n油品\t3\t4\n")).grids]
    assert rows == [2, 1]
    for alone in ("油品\t3\n", "中间。\n油品\t3\t4\n"):
        assert len(open_document(write(tmp_path, f"{above}\n{alone}")).grids) == 1


# ---- any table, in either layout ----
CELL = st.text(alphabet="甲乙丙县市造林0123456789.-（）% ", max_size=8).map(str.strip)
GRIDS = st.integers(2, 6).flatmap(
    lambda width: st.lists(
        st.tuples(CELL.filter(bool), *[CELL] * (width - 2), CELL.filter(bool)).map(list),
        min_size=2,
        max_size=7,
    )
)


@pytest.mark.parametrize("cell_a_line", [True, False])
@given(grid=GRIDS)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_random_grid_comes_back_cell_for_cell(tmp_path, cell_a_line, grid):
    if cell_a_line:
        table = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in grid)
    else:
        table = "\n".join("\t".join(row) for row in grid)
    document = open_document(write(tmp_path, f"前言。\n\n{table}\n\n抄送：某处\n"))
    (read,) = document.grids
    assert [[cell.text for cell in row] for row in read.rows] == grid
    assert [p.text for p in document.paragraphs] == ["前言。", "抄送：某处"]
