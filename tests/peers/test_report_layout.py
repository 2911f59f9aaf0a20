"""A real LibreOffice lays the report out: contents, heads of tables, pictures; and its slides."""

import shutil
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from pypdf import PdfReader

from aqmap.decide.report.compose_report import compose_report
from aqmap.decide.report.report_data import ReportData
from aqmap.libre_office import convert_copy
from aqmap.pipelines.build_maps import decide
from aqmap.pipelines.write_report import write_report
from aqmap.render.report.slides_document import write_slides
from tests.reports import WrittenReport
from tests.slides import WrittenSlides

ROOT = Path(__file__).parents[2]
OFFICE = shutil.which("soffice") or ""

pytestmark = [
    pytest.mark.peers,
    pytest.mark.skipif(not OFFICE, reason="no soffice on the path; see tests/peer_packages.sh"),
]


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory):
    """The report of the repository's own workspace, and its pages."""
    folder = tmp_path_factory.mktemp("报告 （一）")
    write_report(ROOT, folder / "report")
    content = (folder / "report" / "report.docx").read_bytes()
    (folder / "layout").mkdir()
    pdf = convert_copy(OFFICE, content, "pdf", folder / "layout")
    return WrittenReport(content), PdfReader(BytesIO(pdf.read_bytes())).pages


@pytest.fixture(scope="module")
def words(laid_out):
    """The words of each page, without blanks."""
    _, pages = laid_out
    return ["".join(page.extract_text().split()) for page in pages]


def test_the_contents_name_the_page_on_which_each_part_begins(laid_out, words):
    report, _ = laid_out
    listed = [p.text for p in report.document.paragraphs if p.style.name == "报告目录"]
    assert len(listed) == 9
    for line in listed:
        heading, page = line.split("\t")
        assert int(page) > 0
        assert "".join(heading.split()) in words[int(page) - 1], line
        assert f"—{page}—" in words[int(page) - 1]


def test_the_head_of_a_table_is_on_every_page_that_it_goes_on(words):
    (first,) = [n for n, page in enumerate(words) if "表3" in page and "合计" in page]
    assert "合计（原表）" in words[first]
    assert "合计（原表）" in words[first + 1]
    assert "渣土车监管数量" in words[first + 1]


def test_every_picture_is_on_the_page_of_its_caption_two_on_a_page(laid_out, words):
    report, pages = laid_out
    captions = [p.text for p in report.document.paragraphs if p.style.name == "报告图题"]
    captioned = [[c for c in captions if "".join(c.split()) in page] for page in words]
    drawn = [page.get_contents().get_data().count(b" Do") for page in pages]
    shown = [(len(found), count) for found, count in zip(captioned, drawn, strict=True) if found]
    assert len(captions) > 20
    assert shown == [(2, 2)] * (len(captions) // 2) + [(1, 1)] * (len(captions) % 2)


def test_no_page_is_empty(laid_out, words):
    report, _ = laid_out
    title = "".join(report.document.core_properties.title.split())
    said = [page.replace(title, "").replace("内部资料不得公开", "") for page in words]
    assert [number for number, rest in enumerate(said, 1) if len(rest) < 10] == []


def test_pages_lie_as_they_are_meant_to(laid_out):
    _, pages = laid_out
    boxes = [page.mediabox for page in pages]
    sizes = {tuple(round(s / 72 * 25.4) for s in (box.width, box.height)) for box in boxes}
    assert sizes == {(210, 297), (297, 210)}


@pytest.fixture(scope="module")
def shown_slides(tmp_path_factory):
    """The slides of the repository's own workspace, without their maps, as pages of a PDF."""
    decided = decide(ROOT)
    data = ReportData(decided.book, decided.joined, decided.workspace.indicators)
    content = write_slides(compose_report(data), [], day=decided.book.file_day, lang="zh")
    pdf = convert_copy(OFFICE, content, "pdf", tmp_path_factory.mktemp("slides"))
    with pdfplumber.open(pdf) as pages:
        yield WrittenSlides(content), pages.pages


def test_nothing_lies_outside_a_slide_or_over_its_foot(shown_slides):
    slides, pages = shown_slides
    assert len(pages) == len(slides.slides) > 30
    foot = 0.94  # of the height: below it stand whom the copy is for and the number alone
    for number, page in enumerate(pages, 1):
        for character in page.chars:
            assert character["x0"] >= 0, number
            assert character["x1"] <= page.width, number
        low = "".join(c["text"] for c in page.chars if c["bottom"] > page.height * foot)
        assert "".join(low.split()) == f"内部资料不得公开{number}", number


def test_lines_take_no_more_room_than_was_worked_out(shown_slides):
    slides, pages = shown_slides
    tables = [
        (page, shape)
        for slide, page in zip(slides.slides, pages, strict=True)
        for shape in slide.shapes
        if shape.has_table
    ]
    assert len(tables) > 15
    for page, shape in tables:
        ends = (shape.top + sum(row.height for row in shape.table.rows)) / slides.deck.slide_height
        shapes = page.lines + page.rects + page.curves
        drawn = [line for line in shapes if line["width"] < 0.99 * page.width]
        lowest = max(line["bottom"] for line in drawn)
        assert lowest == pytest.approx(ends * page.height, abs=3)  # points
