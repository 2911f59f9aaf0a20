"""One page as PDF, PNG and SVG: the same size to the millimetre, the same picture."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

import pypdfium2
import pytest
import shapely
from PIL import Image, ImageChops

from aqmap.errors import SourceError
from aqmap.render.paper import to_figure
from aqmap.render.paper.canvas.drawing import CALLER, Page
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pdf_document import encode_page
from aqmap.render.paper.canvas.pen import Pen
from aqmap.render.paper.export import save_page
from tests.books import square_book

FONTS = map_fonts()


def page_of(width_mm: float, height_mm: float) -> Page:
    pen = Pen(FONTS, width_mm, height_mm)
    land = Pen(FONTS, 0, 0)
    land.area(shapely.box(10, 10, 60, 60).difference(shapely.box(20, 20, 30, 30)), CALLER)
    pen.call(land.drawing(), "#8FB8DE")
    pen.circle((80, 40), 12, "#FF000080", edge="#1A1A1A", width_mm=0.5)
    pen.lines([[(5, 5), (95, 70)]], 0.6, "#1A1A1A", dash=(3, 2))
    pen.text(50, 50, "伊犁州 <b>&", 14, bold=True, anchor="center", halo_pt=1.5)
    return pen.page("<图>", "甲 & 乙")


def saved(page: Page, form: str, dpi: int = 300) -> bytes:
    return save_page(encode_page(page, FONTS), FONTS, form, lang="zh", dpi=dpi)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("size", "pixels"),
    [
        ((150, 105), (1772, 1240)),
        ((156, 200), (1843, 2362)),
        ((225, 150), (2657, 1772)),
        ((297, 210), (3508, 2480)),
    ],
)
def test_a_picture_has_its_size_at_300_dots_an_inch(
    size: tuple[int, int], pixels: tuple[int, int]
) -> None:
    with Image.open(BytesIO(saved(page_of(*size), "png"))) as image:
        assert image.size == pixels
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.02)
        assert image.info["Title"] == "<图>"


def test_dots_an_inch_are_a_choice() -> None:
    with Image.open(BytesIO(saved(page_of(150, 105), "png", 96))) as image:
        assert image.size == (567, 397)
        assert image.info["dpi"] == pytest.approx((96, 96), abs=0.02)


def test_areas_keep_their_colour_in_a_picture() -> None:
    with Image.open(BytesIO(saved(page_of(100, 80), "png", 254))) as image:
        assert image.convert("RGB").getpixel((150, 650)) == (0x8F, 0xB8, 0xDE)
        assert image.convert("RGB").getpixel((250, 550)) == (255, 255, 255), "the hole"


def test_an_svg_names_its_size_its_words_and_no_font() -> None:
    content = saved(page_of(150, 105), "svg")
    root = ElementTree.fromstring(content)  # noqa: S314
    assert (root.get("width"), root.get("height")) == ("150mm", "105mm")
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == "<图>"
    assert root.findtext(f"{space}desc") == "甲 & 乙"
    assert b"font" not in content
    assert root.find(f".//{space}text") is None
    shapes = [shape.get("id") for shape in root.findall(f"{space}defs/{space}path")]
    assert len(shapes) == len(set(shapes)) == len(set("伊犁州<b>&")), "each letter once"


def test_svg_and_pdf_show_one_picture(tmp_path, browser) -> None:
    """Drawn by two engines that share no code: pdfium and Chromium."""
    page = page_of(100, 80)
    (tmp_path / "a.svg").write_bytes(saved(page, "svg"))
    tab = browser.new_page(viewport={"width": 378, "height": 303})
    tab.goto((tmp_path / "a.svg").as_uri())
    svg = Image.open(BytesIO(tab.screenshot())).convert("L").resize((189, 151))
    tab.close()
    drawn = pypdfium2.PdfDocument(saved(page, "pdf"))[0].render(scale=96 / 72 / 2).to_pil()
    pdf = drawn.convert("L").resize((189, 151))
    difference = ImageChops.difference(svg, pdf)
    assert sum(difference.histogram()[64:]) < 0.01 * 189 * 151


def test_without_matplotlib_it_is_said_how_to_install_it(monkeypatch) -> None:
    monkeypatch.setattr("aqmap.render.paper.export.find_spec", lambda _name: None)
    with pytest.raises(SourceError, match=r"aqmap\[figures\]"):
        to_figure(square_book().sheets()[0])


def test_to_figure_is_the_same_page_in_matplotlib() -> None:
    figure = to_figure(square_book().sheets()[0])
    assert figure.get_size_inches() == pytest.approx((297 / 25.4, 210 / 25.4))
    assert "2021年示例西州PM2.5年均浓度目标图" in [t.get_text() for t in figure.axes[0].texts]
