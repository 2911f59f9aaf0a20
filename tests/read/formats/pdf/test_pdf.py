"""PDFs, all synthetic: lines become paragraphs, ruled tables grids, and what is no text is said."""

import subprocess
import sys
import zlib
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption

from aqmap.errors import AqmapError, SourceError
from aqmap.model.locators import Locator
from aqmap.read.formats.open_document import open_document
from aqmap.read.formats.pdf.page_items import TextLine
from aqmap.read.formats.pdf.paragraphs import without_running
from tests.counted_calls import at_most_calls
from tests.read.pdf_files import packed, write_pdf, write_scan, write_turned, written_pdf

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
    document = open_document(path)
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
    document = open_document(path)
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
    (grid,) = open_document(write_pdf(tmp_path / "合成.pdf", [TITLE, rows])).grids
    assert grid.rows[0][0].text == name


def test_a_table_over_two_pages_is_one_and_keeps_its_pages(tmp_path):
    path = write_pdf(tmp_path / "合成.pdf", [TITLE, ROWS], rows_per_page=5)
    (grid,) = open_document(path).grids
    assert cells(grid) == ROWS  # without the header of the second page
    assert grid.rows[1][1].at == "page 1; cell B2"
    assert grid.rows[6][1].at == "page 2; cell B2"


def test_a_row_of_values_is_no_header_though_a_page_repeats_it(tmp_path):
    rows = [["指标任务", "昌吉市"], ["1", "2"], ["造林（亩）", "5"], ["1", "2"]]
    path = write_pdf(tmp_path / "合成.pdf", [TITLE, rows], rows_per_page=2)
    assert cells(open_document(path).grids[0]) == rows


def test_every_line_of_a_page_has_a_number_of_its_own(tmp_path):
    path = write_pdf(
        tmp_path / "合成.pdf", [TITLE, "甲段。", ROWS[:2], "乙段。", ROWS[:2], "丙段。"]
    )
    found = [(p.text, p.at) for p in open_document(path).paragraphs]
    assert found == [
        (text, f"page 1; line {n}")
        for n, text in enumerate([TITLE, "甲段。", "乙段。", "丙段。"], 1)
    ]


def test_short_titles_are_not_put_together(tmp_path):
    path = write_pdf(tmp_path / "合成.pdf", ["短题", "更长的标题一行文字", "副标题"])
    texts = [p.text for p in open_document(path).paragraphs]
    assert texts == ["短题", "更长的标题一行文字", "副标题"]


def test_lines_of_latin_text_are_joined_with_a_blank(tmp_path):
    text = "In 2021 the plan asks that, by September, 35 boilers (of 52) be removed; " * 4 + "done."
    (found,) = open_document(write_pdf(tmp_path / "合成.pdf", [text])).paragraphs
    assert found.text == text


def test_of_a_line_on_top_of_both_of_two_pages_the_first_is_kept(tmp_path):
    path = write_pdf(tmp_path / "合成.pdf", [ROWS], rows_per_page=5, title=TITLE, numbers=True)
    document = open_document(path)
    assert [p.text for p in document.paragraphs] == [TITLE]
    assert cells(document.grids[0]) == ROWS


def test_a_line_on_top_of_two_of_three_pages_is_kept():
    def line(text, page):
        return TextLine(text, page, (60.0, 20.0, 200.0, 31.0), (600.0, 800.0))

    pages = [[line(TITLE, 1)], [line(TITLE, 2)], [line("附件", 3)]]
    assert without_running(pages) == pages


def test_turned_text_is_not_read_and_a_blank_page_is_no_fault(tmp_path):
    document = open_document(write_turned(tmp_path / "合成.pdf", "2021年计划，造林5万亩。"))
    assert [(p.text, p.at) for p in document.paragraphs] == [
        ("2021年计划，造林5万亩。", "page 1; line 1"),
        ("2021年计划，造林5万亩。", "page 3; line 1"),
    ]


NO_UNICODE = (
    b"/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont"
    b"/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<<>>>>]"
)


def test_a_font_that_tells_no_characters_is_an_error_that_names_the_page(tmp_path):
    path = tmp_path / "合成.pdf"
    path.write_bytes(written_pdf(b"BT /F 12 Tf 50 700 Td <000C000D000E> Tj ET", font=NO_UNICODE))
    with pytest.raises(SourceError, match="page 1: the page's fonts do not say"):
        open_document(path)


def test_the_number_that_a_font_gives_a_single_character_is_no_number_of_the_text(tmp_path):
    path = tmp_path / "合成.pdf"
    plain = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    drawn = b"BT /F 12 Tf 50 700 Td <000C> Tj /G 12 Tf ( trees were planted in 2021) Tj ET"
    content = written_pdf(drawn, plain, font=NO_UNICODE)
    path.write_bytes(content.replace(b"/F 5 0 R", b"/F 5 0 R/G 6 0 R"))
    (found,) = open_document(path).paragraphs
    assert "12" not in found.text
    assert found.text.endswith("trees were planted in 2021")


def test_running_titles_and_page_numbers_are_left_out(tmp_path):
    blocks = [TITLE, *([LONG] * 30)]
    path = write_pdf(tmp_path / "合成.pdf", blocks, title="某局文件 2021", numbers=True)
    document = open_document(path)
    assert [p.text for p in document.paragraphs] == blocks
    assert document.paragraphs[-1].at.startswith("page ")


def test_two_tables_of_one_page_stay_two(tmp_path):
    path = write_pdf(tmp_path / "合成.pdf", [TITLE, ROWS[:3], ROWS[:4]])
    assert [len(grid.rows) for grid in open_document(path).grids] == [3, 4]


def test_a_scanned_page_is_an_error_that_names_it(tmp_path):
    with pytest.raises(SourceError, match="page 3: the page is a scanned picture"):
        open_document(write_scan(tmp_path / "合成.pdf", text_pages=2))


def test_a_password_is_said(tmp_path):
    locked = StandardEncryption("secret", canPrint=0)
    with pytest.raises(SourceError, match="password"):
        open_document(write_scan(tmp_path / "合成.pdf", password=locked))


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
        open_document(path)


def test_bombs_and_junk_are_refused_at_once(tmp_path):
    path = tmp_path / "合成.pdf"
    bomb = zlib.compress(b"0 0 m " * 20_000_000, 9)
    packed = b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode/Length 9>>stream\n" + bomb + b"\nendstream"
    junk = b"%PDF-1.4\n" + b"junk " * 9_900_000
    end = b"\nendobj startxref\n9\n%%EOF"
    for content in (packed + end, junk, junk + end, junk + b" startxref\n999999999\n%%EOF"):
        path.write_bytes(content)
        with at_most_calls(10_000_000), pytest.raises(SourceError):
            open_document(path)


# ---- made to exhaust a reader ----
TEXT = b"BT /F 12 Tf 50 700 Td (synthetic text of 2021) Tj ET\n"
FLATE = b"/Filter/FlateDecode"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
RANGE = b"1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfrange <0> <ffffffff> <41> "


def drawing(instructions):
    """Return a page that repeats instructions after its text."""
    return written_pdf(zlib.compress(TEXT + instructions), filters=FLATE)


@cache
def zeros():
    return zlib.compress(bytes(300_000_000), 9)


REFUSED = {
    "a stream that unpacks to 300 MB": lambda: written_pdf(zeros(), filters=FLATE),
    "the same, its filter's name escaped": lambda: written_pdf(
        zeros(), filters=b"/Filter/#46lateDecode"
    ),
    "runs": lambda: written_pdf(b"\x81 " * 8_000_000, filters=b"/Filter/RunLengthDecode"),
    "LZW": lambda: written_pdf(b"\x80\x0b" * 100_000, filters=b"/Filter/LZWDecode"),
    "forms of ten forms each": lambda: written_pdf(
        TEXT + b"/X Do", *(packed(b"/X Do " * 10, FORM % (n + 7)) for n in range(20))
    ),
    "a million instructions": lambda: drawing(b"q " * 1_000_000),
    "lines": lambda: drawing(b"0 0 m 9 9 l S\n" * 40_000),
    "a curve": lambda: drawing(b"0 0 m " + b"1 2 l " * 300_000),
    "one long string": lambda: drawing(b"BT /F 1 Tf (" + b"a" * 1_000_000 + b") Tj ET"),
    "strings within strings": lambda: drawing(b"(" * 1_000_000),
    "one stream many times": lambda: written_pdf(
        TEXT,
        packed(zlib.compress(b"1 0 0 1 0 0 cm " * 2000), FLATE),
        contents=b"[%s]" % (b"6 0 R " * 20_000),
    ),
    "a font of all codes": lambda: written_pdf(
        TEXT, packed(b"begincmap " + RANGE + b"endbfrange endcmap"), font=b"/ToUnicode 6 0 R"
    ),
    "a font without a last word": lambda: written_pdf(
        TEXT, packed(b"begincmap " + RANGE), font=b"/ToUnicode 6 0 R"
    ),
    "a table of a billion objects": lambda: (
        b"%PDF-1.5\n1 0 obj<</Type/XRef/Size 999999999/W[1 4 1]/Index"
        b"[0 999999999]/Root 1 0 R/Length 5>>stream\nabcde\nendstream endobj\nstartxref\n9\n%%EOF"
    ),
    "half a million references": lambda: written_pdf(TEXT, page=b"/A[%s]" % (b"3 0 R " * 450_000)),
    "dictionaries that do not end": lambda: written_pdf(TEXT, page=b"/A<<" * 50_000),
}
READ = {
    "pages within themselves": written_pdf(TEXT).replace(b"[3 0 R]", b"[2 0 R]"),
    "a form of itself": written_pdf(TEXT + b"/X Do", packed(b"/X Do /X Do", FORM % 6)),
    "lists within lists": written_pdf(TEXT, page=b"/A " + b"[" * 100_000 + b"]" * 100_000),
    "a font of a billion widths": written_pdf(
        TEXT, font=b"/FirstChar 0/LastChar 999999999/Widths[1 2 3]"
    ),
    "a page without an area": written_pdf(TEXT).replace(b"[0 0 600 800]", b"[0 0 0 0]"),
    "lines of a mail before it": b"\xef\xbb\xbfreceived\n" * 20 + written_pdf(TEXT),
}


@pytest.mark.no_cover  # counts calls already
@pytest.mark.parametrize("name", REFUSED)
def test_what_exhausts_a_reader_is_refused_early(tmp_path, caplog, capfd, name):
    path = tmp_path / "合成.pdf"
    path.write_bytes(REFUSED[name]())
    with at_most_calls(30_000_000), pytest.raises(AqmapError) as caught:
        open_document(path)
    assert all("合成.pdf" in said and len(said) < 600 for said in caught.value.said("zh"))
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


@pytest.mark.no_cover
@pytest.mark.parametrize("name", READ)
def test_what_only_looks_endless_is_read(tmp_path, name):
    path = tmp_path / "合成.pdf"
    path.write_bytes(READ[name])
    with at_most_calls(10_000_000):
        (paragraph,) = open_document(path).paragraphs
    assert paragraph.text == "synthetic text of 2021"


MEASURED = """
import sys
from pathlib import Path
from aqmap.errors import AqmapError
from aqmap.read.formats.open_document import open_document
try:
    open_document(Path(sys.argv[1]))
except AqmapError:
    (peak,) = (line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(int(peak.split()[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
@pytest.mark.parametrize("name", ["the same, its filter's name escaped", "runs", "lines"])
def test_a_refusal_takes_less_than_500_megabytes(tmp_path, name):
    path = tmp_path / "合成.pdf"
    path.write_bytes(REFUSED[name]())
    command = [sys.executable, "-c", MEASURED, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 500


# ---- mutated ----
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
        open_document(path)
    except AqmapError as problem:
        assert problem.faults


def test_a_line_is_said_to_be_the_pages():
    assert Locator("page 3; line 5").in_words().zh == "第3页第5行"
    assert Locator("line 5").in_words().zh == "（文件第5行）"
