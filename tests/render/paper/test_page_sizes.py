"""A page is as large as its name says, in every format, to the millimetre."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from shapely.geometry import box

from aqmap.model.page_sizes import SIZE_NAMES, SizeName, page_size
from aqmap.pipelines.build_maps import make_book
from aqmap.render.paper import PrintStyle, write_sheets
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.page_layout import page_layout
from aqmap.render.paper.canvas.pdf_document import encode_page
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.export import save_page
from aqmap.render.paper.map.region import RegionGround
from tests.crowded_sheets import grid_book, written_on

# Millimetres, worked out by hand; a bare paper size of a region that lies across is landscape.
MM = {
    "a4": (297, 210), "a4-landscape": (297, 210), "a4-portrait": (210, 297),
    "a3": (420, 297), "a3-landscape": (420, 297), "a3-portrait": (297, 420),
    "figure-150x105": (150, 105), "figure-156x200": (156, 200), "figure-225x150": (225, 150),
    "figure-160x90": (160, 90),
    "slide": (254, 142.875),
}  # fmt: skip


def test_every_name_is_tried() -> None:
    assert set(SIZE_NAMES) == set(MM)
    assert page_size("a4", "portrait")[:2] == (210, 297)


@pytest.mark.parametrize("name", SIZE_NAMES)
def test_pdf_svg_and_png_have_the_size(name: SizeName) -> None:
    fonts, (width, height) = map_fonts(), MM[name]
    page = encode_page(draw_sheet(grid_book(3, size=name).sheets()[0], fonts), fonts)
    pdf, svg, png = (save_page(page, fonts, f, lang="zh", dpi=300) for f in ("pdf", "svg", "png"))
    media = PdfReader(BytesIO(pdf)).pages[0].mediabox
    assert float(media.width) == pytest.approx(width * 72 / 25.4, abs=0.01)
    assert float(media.height) == pytest.approx(height * 72 / 25.4, abs=0.01)
    assert re.search(rf'width="{width:g}mm" height="{height:g}mm"', svg.decode())
    with Image.open(BytesIO(png)) as picture:
        assert picture.size == pytest.approx((width * 300 / 25.4, height * 300 / 25.4), abs=1)
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)


@pytest.mark.parametrize("name", SIZE_NAMES)
def test_parts_are_on_the_page_and_apart(name: SizeName) -> None:
    layout = page_layout(page_size(name, "landscape"))
    parts = [layout.outer, *layout.panels, layout.notes]
    for number, part in enumerate(parts):
        assert 0 <= part.left < part.right <= layout.width
        assert 0 <= part.bottom < part.top <= layout.height
        assert not any(part.meets(other) for other in parts[number + 1 :])
    assert layout.outer.width * layout.outer.height > 0.3 * layout.width * layout.height


def test_a_size_asked_for_stands_over_the_regions(tmp_path: Path) -> None:
    book = grid_book(3, size="a3")
    write_sheets(book, tmp_path, style=PrintStyle(size="slide"))
    media = PdfReader(tmp_path / "level-target-2021-grid.pdf").pages[0].mediabox
    assert float(media.width) == pytest.approx(720, abs=0.01)


def test_a_region_may_have_another_size_than_the_workspace(tmp_path: Path) -> None:
    source = Path(__file__).parents[3] / "aqmap" / "templates" / "minimal"
    for path in source.rglob("*"):
        if path.is_file():
            copy = tmp_path / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    settings = tmp_path / "aqmap.toml"
    words = settings.read_text(encoding="utf-8")
    settings.write_text(words + '\n[print]\nsize = "a3"\n', encoding="utf-8")
    assert {region.size for region in make_book(tmp_path).regions} == {"a3"}
    own = words.replace("[[regions]]", '[[regions]]\nsize = "slide"', 1)
    settings.write_text(own + '\n[print]\nsize = "a3"\n', encoding="utf-8")
    assert make_book(tmp_path).regions[0].size == "slide"


def test_the_notes_name_the_paper_on_which_the_scale_is_true() -> None:
    def said(size: SizeName) -> str:
        page = draw_sheet(grid_book(3, size=size).sheets()[0], map_fonts())
        return "".join(getattr(mark, "text", "") for mark in page.marks)

    assert "按A4纸原大打印有效" in said("a4")
    assert "按A3纸原大打印有效" in said("a3-portrait")
    assert "按254×142.875毫米原大打印有效" in said("slide")


def upright_land(count: int) -> RegionGround:
    """Counties in two columns, much higher than they are wide, on an upright A4 page."""
    book = grid_book(count, size="a4-portrait")
    high = 6 / count
    shapes = [box(104 + n % 2, 30 + n // 2 * high, 105 + n % 2, 30 + (n // 2 + 1) * high)
              for n in range(count)]  # fmt: skip
    counties = book.counties.set_geometry(shapes, crs=book.counties.crs)
    return RegionGround(replace(book, counties=counties), book.regions[0])


def test_an_upright_page_of_few_places_gives_the_map_what_their_table_leaves() -> None:
    few, many = upright_land(18), upright_land(80)
    assert few.layout.neat.height > many.layout.neat.height + 20
    assert few.main.frame.denominator < many.main.frame.denominator
    # Of so many places the table takes a third of the page, as on every upright page before.
    assert sum(panel.height for panel in many.layout.panels) == pytest.approx(2 * 297 / 3)
    sheet = few.book.sheets()[0]
    words = written_on(draw_sheet(sheet, map_fonts(), ground=few))
    table = few.layout.panels[-1].grown(0.5).shape
    listed = [w.text for w in words if table.contains(w.box.shape)]
    assert {p.label.zh for p, _ in sheet.rows} <= set(listed)
