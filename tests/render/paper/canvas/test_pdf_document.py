"""The pages as a PDF: what they share stands in it once, and their words can be read again."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
import shapely
from pypdf import PageObject, PdfReader

from aqmap.render.paper.canvas.drawing import CALLER, Area, Drawing, Page
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pdf_document import Bookmark, Link, PdfDocument, encode_page
from aqmap.render.paper.canvas.pen import Box, Pen

FONTS = map_fonts()
SQUARE = shapely.box(10, 10, 40, 40)
# Characters of which Unicode has a radical of the same shape, and one beyond 16 bits.
WORDS = "一二入八力十又口土大女子寸小山工巾广手方日月木水火田白目石立米老色行西里金长门风食首龙"
RARE = "\U00020087"


def written(pages: Sequence[Page], path: Path | None = None, **options: object) -> bytes:
    encoded = [encode_page(page, FONTS) for page in pages]
    file = BytesIO()
    PdfDocument(FONTS, encoded, "题", "说明", "zh", **options).write(file)  # type: ignore[arg-type]
    if path:
        path.write_bytes(file.getvalue())
    return file.getvalue()


def page_of(*lines: str, halo_pt: float = 0.0) -> Page:
    pen = Pen(FONTS, 150, 105)
    for number, line in enumerate(lines):
        pen.text(10, 90 - 8 * number, line, 9, halo_pt=halo_pt)
    return pen.page("页")


def test_a_page_has_its_exact_size() -> None:
    (page,) = PdfReader(BytesIO(written([page_of("伊犁")]))).pages
    assert float(page.mediabox.width) == pytest.approx(150 / 25.4 * 72, abs=1e-4)
    assert float(page.mediabox.height) == pytest.approx(105 / 25.4 * 72, abs=1e-4)


@pytest.mark.parametrize("halo_pt", [0.0, 0.8])
def test_two_engines_read_the_words_once_and_without_radicals(
    tmp_path: Path, halo_pt: float
) -> None:
    lines = (WORDS, "PM2.5 ≤35 µg/m³", f"{RARE}县")
    content = written([page_of(*lines, halo_pt=halo_pt)], tmp_path / "a.pdf")
    tool = ["pdftotext", str(tmp_path / "a.pdf"), "-"]
    poppler = subprocess.run(tool, check=True, capture_output=True, text=True).stdout
    pdfium = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    for text in (poppler, pdfium):
        assert text.split() == [part for line in lines for part in line.split()]
        assert not any("\u2f00" <= character <= "\u2fdf" for character in text)


def test_a_drawing_that_pages_share_stands_in_the_document_once() -> None:
    land = Pen(FONTS, 0, 0)
    for step in range(500):
        land.area(SQUARE.buffer(step / 50), CALLER)
    drawing = land.drawing()
    pages = []
    for color in ("#FF0000", "#00FF00", "#0000FF"):
        pen = Pen(FONTS, 150, 105)
        pen.call(drawing, color)
        pages.append(pen.page())
    one, three = len(written(pages[:1])), len(written(pages))
    assert three - one < 1000, "two pages more"
    document = pypdfium2.PdfDocument(written(pages))
    middles = [page.render(scale=1).to_pil().getpixel((70, 225)) for page in document]
    assert middles == [(255, 0, 0), (0, 255, 0), (0, 0, 255)]


def page_of_squares(drawings: Sequence[Drawing]) -> Page:
    pen = Pen(FONTS, 150, 105)
    for drawing in drawings:
        pen.call(drawing, "#FF0000")
    return pen.page()


def test_pages_that_name_their_drawings_alike_share_the_list_of_them() -> None:
    areas = [Area([np.array([(n, 0), (n, 9), (n + 9, 9)])], CALLER, "none", 0, "round")
             for n in range(300)]  # fmt: skip
    named = [Drawing((area,), f"F{n}") for n, area in enumerate(areas)]
    pages = [page_of_squares(named[first:]) for first in (0, 10, 0, 20, 0)]
    lists = [resources_of(page).raw_get("/XObject") for page in reader_of(pages).pages]
    assert len({reference.idnum for reference in lists}) == 1
    assert len(lists[0].get_object()) == 300


def test_drawings_of_one_name_stay_apart() -> None:
    """Two regions have a county of number 0 each; a page may show both."""
    areas = [Area([np.array([(n, 0), (n, 9), (n + 9, 9)])], CALLER, "none", 0, "round")
             for n in range(2)]  # fmt: skip
    here, elsewhere = (Drawing((area,), "F0") for area in areas)
    pages = reader_of([page_of_squares(d) for d in ([here], [elsewhere], [here, elsewhere])]).pages
    codes = [
        [resources_of(page)["/XObject"][name].get_object().get_data() for name in called]
        for page in pages
        for called in [re.findall(r"(/\w+) Do", page.get_contents().get_data().decode())]
    ]
    assert codes[0] != codes[1]
    assert codes[2] == [*codes[0], *codes[1]]


def resources_of(page: PageObject) -> Any:
    return page["/Resources"]


def reader_of(pages: Sequence[Page]) -> PdfReader:
    return PdfReader(BytesIO(written(pages)))


def test_holes_dashes_and_opacity_are_drawn() -> None:
    pen = Pen(FONTS, 150, 105)
    pen.area(SQUARE.difference(shapely.box(20, 20, 30, 30)), "#000000")
    pen.lines([[(60, 20), (60, 60)]], 4, "#000000", dash=(10, 10))
    pen.circle((100, 50), 20, "#00000080", edge="none")
    image = pypdfium2.PdfDocument(written([pen.page()]))[0].render(scale=72 / 25.4).to_pil()
    scale = 72 / 25.4 * 72 / 25.4
    grey = [
        image.convert("L").getpixel((round(x * scale), round((105 - y) * scale)))
        for x, y in [(15, 15), (25, 25), (60, 25), (60, 35), (60, 45), (100, 50)]
    ]
    assert grey[:5] == [0, 255, 0, 255, 0]
    assert grey[5] == pytest.approx(127, abs=2)


def test_text_stands_where_it_was_written() -> None:
    pen = Pen(FONTS, 150, 105)
    pen.text(75, 50, "伊犁", 10, anchor="center")
    pen.text(20, 50, "州", 10, turned=90)
    page = pypdfium2.PdfDocument(written([pen.page()]))[0].get_textpage()
    boxes = {
        page.get_text_range(number, 1): [side * 25.4 / 72 for side in page.get_charbox(number)]
        for number in range(page.count_chars())
    }
    left, bottom, right, top = boxes["伊"]
    assert left == pytest.approx(75 - 10 * 25.4 / 72, abs=0.4)
    assert (bottom + top) / 2 == pytest.approx(50, abs=0.5)
    assert right < 75
    left, bottom, right, top = boxes["州"]
    assert (left + right) / 2 == pytest.approx(20, abs=0.5)
    assert bottom == pytest.approx(50, abs=0.4)


def test_links_and_bookmarks_lead_to_their_pages() -> None:
    links = [Link(0, Box(10, 80, 60, 95), 1, "第二页")]
    bookmarks = [Bookmark("图层", 1, (Bookmark("一", 1), Bookmark("二", 2)))]
    content = written([page_of("一"), page_of("二"), page_of("三")], links=links,
                      bookmarks=bookmarks)  # fmt: skip
    reader: Any = PdfReader(BytesIO(content))
    (note,) = [reference.get_object() for reference in reader.pages[0]["/Annots"]]
    assert note["/Dest"][0].get_object() == reader.pages[1]
    assert note["/Contents"] == "第二页"
    toc = [(item.level, item.get_title(), item.get_dest().get_index())
           for item in pypdfium2.PdfDocument(content).get_toc()]  # fmt: skip
    assert toc == [(0, "图层", 1), (1, "一", 1), (1, "二", 2)]


def test_parts_say_what_they_are_and_pictures_what_they_show() -> None:
    pen = Pen(FONTS, 150, 105)
    with pen.part("H1"):
        pen.text(10, 90, "图名", 12)
    with pen.part("Figure", "昭苏县 0.05；尼勒克县 未报送"):
        pen.area(SQUARE, "#00FF00")
    content = written([page_of("一"), pen.page()])
    root: Any = PdfReader(BytesIO(content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh"
    kinds = [kid.get_object() for kid in root["/StructTreeRoot"]["/K"]["/K"]]
    assert [kind["/S"] for kind in kinds] == ["/H1", "/Figure"]
    assert kinds[1]["/Alt"] == "昭苏县 0.05；尼勒克县 未报送"


def test_a_rim_is_nothing_to_those_who_read_by_parts(tmp_path: Path) -> None:
    pen = Pen(FONTS, 150, 105)
    with pen.part("Figure", "图"):
        for number, words in enumerate(("伊宁市", "≤41")):
            pen.text(30, 50 - 10 * number, words, 9, halo_pt=0.8)
    written([pen.page()], tmp_path / "a.pdf")
    tool = ["pdfinfo", "-struct-text", str(tmp_path / "a.pdf")]
    told = subprocess.run(tool, check=True, capture_output=True, text=True).stdout
    assert (told.count("伊宁市"), told.count("≤41")) == (1, 1)


def test_equal_pages_give_equal_files() -> None:
    assert written([page_of(WORDS, halo_pt=0.5)]) == written([page_of(WORDS, halo_pt=0.5)])
