"""PDFs, all synthetic: lines become paragraphs, ruled tables grids, and what is no text is said."""

import time
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption

from aqmap.errors import AqmapError, SourceError
from aqmap.read.documents.containers import read_container
from tests.read.documents.pdf_files import write_pdf, write_scan

TITLE = "昌吉州2021年大气污染防治行动计划"
LONG = "2021年，昌吉市、阜康市优良天数比率分别达到80%、82%以上，" * 4 + "其余各项按要求完成。"
ROWS = [
    ["指标任务", "昌吉市", "阜康市"],
    *([f"造林{n}（亩）", str(n), f"{n},000"] for n in range(9)),
]


def cells(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def test_paragraphs_are_put_together_and_numbered(tmp_path):
    path = write_pdf(
        tmp_path / "合成.pdf", [TITLE, "一、目标", LONG, "1.造林。" + LONG, "2.草原。"]
    )
    document = read_container(path)
    assert [(p.text, p.place) for p in document.paragraphs] == [
        (TITLE, ""),
        ("一、目标", "section 一"),
        (LONG, "section 一; para 1"),
        ("造林。" + LONG, "item 1; para 1"),
        ("草原。", "item 2; para 1"),
    ]
    assert [p.at for p in document.paragraphs[:3]] == [f"page 1; line {n}" for n in (1, 2, 3)]


def test_a_ruled_table_with_merged_cells_and_line_ends(tmp_path):
    rows = [["县市", "造林（亩）", ""], ["", "目标", "完成"], ["昌吉市", "1次/年\n2次/年", ""]]
    spans = [((1, 0), (2, 0)), ((0, 0), (0, 1))]
    path = write_pdf(tmp_path / "合成.pdf", [TITLE, rows, "后文。"], spans=spans)
    document = read_container(path)
    (grid,) = document.grids
    assert cells(grid) == [
        ["县市", "造林（亩）", "造林（亩）"],
        ["县市", "目标", "完成"],
        ["昌吉市", "1次/年\n2次/年", ""],
    ]
    assert [cell.at for cell in grid.rows[0]] == [
        *("page 1; cell A1", "page 1; cell B1", "page 1; cell B1")
    ]
    assert [p.text for p in document.paragraphs] == [TITLE, "后文。"]


def test_text_that_the_cells_width_breaks_is_one_line(tmp_path):
    name = "集中供暖锅炉及65蒸吨（含65蒸吨）以上燃煤锅炉改造任务完成情况统计数量合计个数"
    rows = [[name, *map(str, range(12))], ["造林（亩）", *["1"] * 12]]
    (grid,) = read_container(write_pdf(tmp_path / "合成.pdf", [TITLE, rows])).grids
    assert grid.rows[0][0].text == name


def test_a_table_over_two_pages_is_one_and_keeps_its_pages(tmp_path):
    path = write_pdf(tmp_path / "合成.pdf", [TITLE, ROWS], rows_per_page=5)
    (grid,) = read_container(path).grids
    assert cells(grid) == [*ROWS[:6], ROWS[0], *ROWS[6:]]
    assert grid.rows[1][1].at == "page 1; cell B2"
    assert grid.rows[7][1].at == "page 2; cell B2"


def test_running_titles_and_page_numbers_are_left_out(tmp_path):
    blocks = [TITLE, *([LONG] * 30)]
    path = write_pdf(tmp_path / "合成.pdf", blocks, title="某局文件 2021", numbers=True)
    document = read_container(path)
    assert [p.text for p in document.paragraphs] == blocks
    assert document.paragraphs[-1].at.startswith("page ")


def test_two_tables_of_one_page_stay_two(tmp_path):
    path = write_pdf(tmp_path / "合成.pdf", [TITLE, ROWS[:3], ROWS[:4]])
    assert [len(grid.rows) for grid in read_container(path).grids] == [3, 4]


def test_a_scanned_page_is_an_error_that_names_it(tmp_path):
    with pytest.raises(SourceError, match="page 3: the page is a scanned picture"):
        read_container(write_scan(tmp_path / "合成.pdf", text_pages=2))


def test_a_password_is_said(tmp_path):
    locked = StandardEncryption("secret", canPrint=0)
    with pytest.raises(SourceError, match="password"):
        read_container(write_scan(tmp_path / "合成.pdf", password=locked))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + bytes(range(256)) * 1000,
        b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF",
    ],
    ids=["head", "junk", "no pages"],
)
def test_what_is_no_whole_pdf_is_refused(tmp_path, content):
    path = tmp_path / "合成.pdf"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="damaged"):
        read_container(path)


def test_bombs_and_junk_are_refused_at_once(tmp_path):
    path = tmp_path / "合成.pdf"
    bomb = zlib.compress(b"0 0 m " * 20_000_000, 9)
    packed = b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode/Length 9>>stream\n" + bomb + b"\nendstream"
    junk = b"%PDF-1.4\n" + b"junk " * 9_900_000
    end = b"\nendobj startxref\n9\n%%EOF"
    for content in (packed + end, junk, junk + end, junk + b" startxref\n999999999\n%%EOF"):
        path.write_bytes(content)
        begin = time.process_time()
        with pytest.raises(SourceError):
            read_container(path)
        assert time.process_time() - begin < 5


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = write_pdf(tmp_path_factory.mktemp("pdf") / "合成.pdf", [TITLE, LONG, ROWS])
    return path.read_bytes()


@given(
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), st.binary(max_size=8)), max_size=5)
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_mutated_pdf_is_read_or_refused(tmp_path, whole, cuts):
    data = bytearray(whole)
    for share, length, more in cuts:
        at = int(share * len(data))
        data[at : at + length] = more
    path = tmp_path / "合成.pdf"
    path.write_bytes(bytes(data))
    try:
        read_container(path)
    except AqmapError as problem:
        assert problem.faults
