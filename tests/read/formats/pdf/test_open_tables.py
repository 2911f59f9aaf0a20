"""Tables of PDFs without upright rulings, synthetic: read where every column is plain."""

import pytest

from aqmap.read.formats.open_document import open_document
from tests.read.pdf_files import write_pdf

TITLE = "昌吉州2021年大气污染防治行动计划"
SAID = "2021年，昌吉市、阜康市优良天数比率分别达到80%、82%以上，" * 4 + "其余各项按要求完成。"
ROWS = [
    ["县市", "造林（万亩）", "道路机扫率（%）"],
    ["昌吉市", "2", "70"],
    ["阜康市", "3", "—"],
    ["奇台县", "", "72"],
]


@pytest.fixture
def grids(tmp_path):
    """Write rows without upright rulings between paragraphs; return the grids that are read."""

    def read(rows, **options):
        path = write_pdf(tmp_path / "合成.pdf", [TITLE, rows, SAID], ruled=False, **options)
        document = open_document(path)
        assert [p.text for p in document.paragraphs if p.text in (TITLE, SAID)] == [TITLE, SAID]
        return [[[cell.text for cell in row] for row in grid.rows] for grid in document.grids]

    return read


def test_columns_that_stand_below_each_other_are_a_table(grids):
    assert grids(ROWS) == [ROWS]


def test_its_figures_are_those_of_a_ruled_one(read_path, tmp_path):
    open_path = write_pdf(tmp_path / "开.pdf", [TITLE, ROWS, SAID], ruled=False)
    ruled_path = write_pdf(tmp_path / "线.pdf", [TITLE, ROWS, SAID])
    facts = [
        [(f.indicator, f.place, f.value, f.absence, f.locator) for f in read_path(path, "昌吉州")]
        for path in (open_path, ruled_path)
    ]
    assert facts[0] == facts[1]
    assert sum(fact[-1].startswith("table 1") for fact in facts[0]) == 6


def test_a_header_of_several_lines_beside_one_between_them(grids):
    head = ["县市", "PM2.5平均浓度\n（微克/立方米）", "优良天数比率\n（%）"]
    assert grids([head, *ROWS[1:]])[0][:2] == [
        ["县市", "PM2.5平均浓度", "优良天数比率"],
        ["县市", "（微克/立方米）", "（%）"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ROWS[:2],  # too few rows
        [[row[0], "按要求完成"] for row in ROWS],  # no values
        [*ROWS[:2], ["老旧柴油货车\n淘汰", "3", "4\n5"], *ROWS[2:]],  # which line is whose?
        [["附件：", "1.某表"], ["", "2.某表"], ["", "3.某表"], ["", "4.某表"]],
    ],
)
def test_what_leaves_a_column_or_a_row_open_stays_text(grids, rows):
    assert grids(rows) == []


def test_a_header_over_columns_that_it_does_not_reach_leaves_it_text(grids):
    rows = [
        ["县市", "2020年", "", "2021年", ""],
        ["", "目标", "完成", "目标", "完成"],
        ["昌吉市", "1", "2", "3", "4"],
        ["阜康市", "5", "6", "7", "8"],
    ]
    assert grids(rows, spans=[((1, 0), (2, 0)), ((3, 0), (4, 0)), ((0, 0), (0, 1))]) == []


def test_prose_of_several_columns_and_lists_of_numbers_are_no_tables(tmp_path):
    lines = [f"{n}.第{n}条，共{n}处。　　　责任人：某{n}" for n in range(1, 8)]
    path = write_pdf(tmp_path / "合成.pdf", [TITLE, *lines, SAID], numbers=True)
    assert open_document(path).grids == []
