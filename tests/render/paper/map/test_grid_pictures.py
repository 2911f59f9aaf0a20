"""A synthetic grid under the county lines: a marked cell is painted where it lies on the ground."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from aqmap.book.map_book import MapBook, MapSheet
from aqmap.book.scales import NO_TEXT
from aqmap.book.underlays import NO_DATA, Underlay
from aqmap.model.figures import Basis
from aqmap.read.rasters.underlay_grid import read_underlay
from aqmap.render.paper.canvas.drawing import Page, pictures_on
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pdf_document import PdfDocument, encode_page
from aqmap.render.paper.canvas.svg_page import write_svg
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.grid_pictures import grid_picture
from aqmap.render.paper.map.region import RegionGround
from aqmap.words import Text
from aqmap.workspace.layer_parts.underlay_specs import Underlay as UnderlaySpec
from tests.sheet_words import painted_on
from tests.synthetic_grids import MARKED, marked_grid

LOW, HIGH = "#F0F0D0", "#00A0A0"
"""Of the ground and of the marked cell."""
DOTS_A_MM = 10
CELLS = {"ili": (82.7, 43.8), "changji": (90.0, 44.4)}
"""North-west corner of the marked cell of a tenth of a degree, which no label or border meets."""


def on_ground(sheet: MapSheet, folder: Path, **facts: object) -> MapSheet:
    """Return a sheet with a grid that is read from a file: one cell marked, and one without."""
    west, north = CELLS[sheet.region.id]
    path = folder / "grid.tif"
    spots = {(20, 40): MARKED, (20, 44): -999.0}
    marked_grid(path, (west - 4.0, north + 2.0), 0.1, (50, 90), spots, nodata=-999)
    spec = UnderlaySpec.model_validate(
        {
            "raster": "grid.tif",
            "title": "示例栅格",
            "unit": "µg/m³",
            "source": "none",
            "basis": "synthetic",
            "period": "2021",
            "limits": (0, 60),
        }
    )
    counties = sheet.book.counties
    west, south, east, north = counties[counties["code"].isin(sheet.region.places)].total_bounds
    grid = read_underlay(spec, folder, (west, south, east, north), path)
    underlay = Underlay(grid, Text("示例栅格", "grid"), NO_TEXT, "none", Basis.SYNTHETIC, "2021",
                        (sheet.view.name,), (0, 60), (LOW, HIGH))  # fmt: skip
    layer = replace(sheet.layer, underlays={sheet.period: (underlay,)})
    return replace(sheet, layer=layer)


def sheet_of(book: MapBook, region: str, folder: Path) -> MapSheet:
    return on_ground(book.sheet("pm25", "target", "2021", region), folder)


def painted(page: Page) -> np.ndarray:
    """Return the page as pdfium paints it, ten dots a millimetre, from its lower left corner."""
    pdf = BytesIO()
    PdfDocument(map_fonts(), [encode_page(page, map_fonts())], "", "", "zh").write(pdf)
    document = pypdfium2.PdfDocument(pdf.getvalue())
    image = document[0].render(scale=DOTS_A_MM * 25.4 / 72).to_numpy()[::-1, :, ::-1]
    document.close()
    return image


def spots_of(image: np.ndarray, color: str) -> np.ndarray:
    """Return where a colour is, as x and y in millimetres."""
    wanted = np.array([int(color[n : n + 2], 16) for n in (1, 3, 5)])
    rows, columns = np.nonzero(np.abs(image[..., :3].astype(int) - wanted).max(axis=-1) <= 3)
    return np.column_stack((columns, rows)) / DOTS_A_MM


@pytest.mark.parametrize("region", CELLS)
def test_a_marked_cell_is_painted_at_its_place(
    default_book: MapBook, region: str, tmp_path: Path
) -> None:
    sheet = sheet_of(default_book, region, tmp_path)
    land = RegionGround(sheet.book, sheet.region)
    west, north = CELLS[region]
    # Where counties' corners would be drawn: the cell's own corners in degrees.
    corners = np.array(
        [land.main.frame.place_point(west + x, north - y) for x in (0, 0.1) for y in (0, 0.1)]
    )
    frame = land.main.frame.box
    image = painted(draw_sheet(sheet, map_fonts(), ground=land))
    spots = spots_of(image, HIGH)
    inside = spots[(spots[:, 0] > frame.left) & (spots[:, 0] < frame.right)
                   & (spots[:, 1] > frame.bottom) & (spots[:, 1] < frame.top)]  # fmt: skip
    assert len(inside) > 100
    assert inside.min(axis=0) == pytest.approx(corners.min(axis=0), abs=0.35)
    assert inside.max(axis=0) == pytest.approx(corners.max(axis=0), abs=0.35)


@pytest.mark.parametrize("region", CELLS)
def test_counties_are_unfilled_and_the_grid_ends_with_the_region(
    default_book: MapBook, region: str, tmp_path: Path
) -> None:
    sheet = sheet_of(default_book, region, tmp_path)
    land = RegionGround(sheet.book, sheet.region)
    page = draw_sheet(sheet, map_fonts(), ground=land)
    faces = {klass.color.lower() for klass in sheet.view.scale.classes}
    frame = land.main.frame.box
    assert [p for p in painted_on(page) if p.face in faces and p.box.meets(frame)] == []
    picture = grid_picture(sheet.underlay, land.main)
    shown = picture.pixels != picture.clear
    share = sum(shape.area for shape in land.main.core.values()) / (frame.width * frame.height)
    assert shown.mean() == pytest.approx(share, rel=0.02)
    assert (picture.pixels == picture.colors.index(NO_DATA)).any()


def test_the_picture_is_bounded_and_stands_in_the_document_once(
    default_book: MapBook, tmp_path: Path
) -> None:
    sheet = sheet_of(default_book, "ili", tmp_path)
    land = RegionGround(sheet.book, sheet.region)
    pages = [encode_page(draw_sheet(sheet, map_fonts(), ground=land), map_fonts())] * 2
    pdf = BytesIO()
    PdfDocument(map_fonts(), pages, "", "", "zh").write(pdf)
    (picture, *_) = pictures_on(pages[0].page)
    width, height = picture.size
    assert max(width, height) <= 2000
    assert pdf.getvalue().count(f"/Width {width}".encode()) == 1


def test_the_svg_holds_the_same_picture_at_the_same_place(
    default_book: MapBook, tmp_path: Path
) -> None:
    sheet = sheet_of(default_book, "changji", tmp_path)
    land = RegionGround(sheet.book, sheet.region)
    page = draw_sheet(sheet, map_fonts(), ground=land)
    root = ET.fromstring(write_svg(page, map_fonts()))  # noqa: S314 - our own
    image = next(root.iter("{http://www.w3.org/2000/svg}image"))
    box = land.main.frame.box
    sides = [float(image.get(side, "nan")) for side in ("x", "y", "width", "height")]
    expected = [box.left, page.height_mm - box.top, box.width, box.height]
    assert sides == pytest.approx(expected, abs=0.01)
    content = b64decode((image.get("href") or "").partition(",")[2])
    pixels = np.asarray(Image.open(BytesIO(content)).convert("RGBA"))
    picture = grid_picture(sheet.underlay, land.main)
    assert ((pixels[..., 3] > 0) == (picture.pixels != picture.clear)).all()
    assert (pixels[picture.pixels == 1][:, :3] == (0x00, 0xA0, 0xA0)).all()
