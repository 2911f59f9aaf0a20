"""The grey names around a region: in their units, never across a border above a county's."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from geopandas import GeoDataFrame
from shapely import Polygon, box
from shapely.geometry.base import BaseGeometry

from aqmap.book.map_book import MapBook
from aqmap.book.missing_values import printed_sheets
from aqmap.model.page_sizes import SizeName
from aqmap.render.paper.canvas.drawing import Disc, Lines, Page, Words
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pen import GREY, Box, Pen
from aqmap.render.paper.map.body import draw_words, main_scene
from aqmap.render.paper.map.ground import Ground
from aqmap.render.paper.map.labels.context_names import draw_context_names
from aqmap.render.paper.map.labels.label_placer import LabelPlacer
from aqmap.render.paper.map.region import RegionGround
from tests.crowded_sheets import Written, grid_book, written_on


def grey_words(page: Page) -> list[Written]:
    """The lines of neighbours' names: nothing else in a frame is grey."""
    words = [mark for mark in page.marks if type(mark) is Words]
    return [w for w, mark in zip(written_on(page), words, strict=True) if mark.color == GREY]


def high_borders(ground: Ground) -> BaseGeometry:
    """The lines of all ranks above a county's, and the region itself."""
    return shapely.union_all(
        [ground.national, ground.prefecture, ground.edge, *ground.core.values()]
    )


def crossing(page: Page, ground: Ground) -> list[str]:
    barred = high_borders(ground)
    return [w.text for w in grey_words(page) if w.box.grown(-0.1).shape.intersects(barred)]


@pytest.mark.parametrize("size", ["a4-landscape", "a4-portrait", "a3-portrait", "figure-150x105",
                                  "figure-156x200", "slide"])  # fmt: skip
def test_on_sheets_of_every_size_no_grey_name_crosses_a_border(
    default_book: MapBook, size: SizeName
) -> None:
    first = {sheet.region.id: sheet for sheet in printed_sheets(default_book)}
    assert set(first) == {"ili", "changji"}
    for sheet in first.values():
        land = RegionGround(default_book, sheet.region, size=size)
        pen = Pen(map_fonts(), land.layout.width, land.layout.height)
        draw_words(pen, main_scene(sheet, land, "zh"))
        page = pen.page()
        assert len(grey_words(page)) >= 5
        assert crossing(page, land.main) == []


def book_beside(name: str, city: Polygon, *others: tuple[str, Polygon], code: str) -> MapBook:
    """Nine counties of a degree each, a unit beside them, and a national border in the west."""
    book = grid_book(9)
    core = book.counties
    table = {
        "code": [*core["code"], code, *(f"98{n:04d}" for n in range(len(others)))],
        "name": [*core["name"], name, *(word for word, _ in others)],
        "role": ["core"] * len(core) + ["neighbour"] * (1 + len(others)),
    }
    shapes = [*core.geometry, city, *(shape for _, shape in others)]
    lines = [shapely.LineString([(103.9, 29), (103.9, 34)]), box(104, 30, 107, 33).boundary]
    return replace(
        book,
        counties=GeoDataFrame(table, geometry=shapes, crs=core.crs),
        outlines=GeoDataFrame({"rank": ["national", "prefecture"]}, geometry=lines, crs=core.crs),
    )


def names_of(book: MapBook, *, taken: tuple[Box, ...] = ()) -> tuple[Page, Ground]:
    ground = RegionGround(book, book.regions[0]).main
    pen = Pen(map_fonts(), 297, 210)
    draw_context_names(pen, ground, taken, LabelPlacer(ground.frame.box, taken=list(taken)))
    return pen.page(), ground


def test_a_name_stands_in_two_lines_where_one_would_cross_the_border() -> None:
    """A unit of half a degree in the east, 16 mm wide: six characters want 14, ten want 23."""
    east = box(107, 31, 107.5, 32)
    page, ground = names_of(book_beside("示例邻县一二", east, code="980000"))
    assert [w.text for w in grey_words(page)] == ["示例邻县一二"]
    page, ground = names_of(book_beside("示例邻县自治地方二县", east, code="980000"))
    assert "".join(w.text for w in grey_words(page)) == "示例邻县自治地方二县"
    assert len(grey_words(page)) == 2
    assert crossing(page, ground) == []


def test_the_name_of_a_tall_city_stands_upright() -> None:
    """0.09° are 4 mm: two characters of 6 points have no room beside each other."""
    page, ground = names_of(book_beside("示例城市", box(103.91, 31, 104, 32), code="659001"))
    words = grey_words(page)
    assert [w.text for w in words] == list("示例城市")
    assert len({round(w.box.center[0], 3) for w in words}) == 1
    tops = [w.box.top for w in words]
    assert tops == sorted(tops, reverse=True)
    assert crossing(page, ground) == []


def test_a_small_city_has_its_name_at_a_line_that_crosses_no_sign() -> None:
    city = box(106.999, 31.4, 107.05, 31.46)
    beside = ("示例邻县", box(107.05, 30, 109, 33))
    book = book_beside("示例城市", city, beside, code="659001")
    # Nothing stands right beside the city; between two boxes is room for a line.
    close = (Box(167.8, 104, 173, 110.8), Box(167.8, 112.4, 173, 120))
    page, ground = names_of(book, taken=close)
    assert {w.text for w in grey_words(page)} == {"示例城市", "示例邻县"}
    assert crossing(page, ground) == []
    leader, dot = leaders_of(page)
    (unit,) = [unit for unit in ground.neighbours if unit.xpcc]
    assert unit.shape.contains(shapely.Point(dot.x, dot.y))
    assert leader.length > 3
    # A sign across that line sends the name elsewhere.
    sign = Box(*leader.centroid.coords[0] * 2).grown(0.6)
    page, _ = names_of(book, taken=(*close, sign))
    elsewhere, _ = leaders_of(page)
    assert not elsewhere.intersects(sign.shape)


def leaders_of(page: Page) -> tuple[shapely.LineString, Disc]:
    """The one line on a page and the dot where it ends."""
    (leader,) = [line for mark in page.marks if isinstance(mark, Lines) for line in mark.lines]
    (dot,) = [mark for mark in page.marks if isinstance(mark, Disc)]
    return shapely.LineString(leader), dot


def test_a_unit_that_is_no_city_and_has_no_room_has_no_name() -> None:
    page, _ = names_of(book_beside("示例邻县", box(107, 31.4, 107.05, 31.46), code="980000"))
    assert grey_words(page) == []


def test_no_line_leads_to_a_piece_at_the_rim_or_to_a_city_under_an_inset() -> None:
    _, ground = names_of(book_beside("示例城市", box(107, 31, 108, 32), code="659001"))
    (west, _), (east, _) = (ground.frame.place_point(lon, 31.5) for lon in (107, 108))
    lon, lat = 107 + (ground.frame.box.right - west) / (east - west), 31.5
    at_rim = box(lon - 0.05, lat, lon + 1, lat + 0.06)
    page, ground = names_of(book_beside("示例城市", at_rim, code="659001"))
    assert [unit.xpcc for unit in ground.neighbours] == [True], "a piece of it is in the frame"
    assert grey_words(page) == []
    under = book_beside("示例城市", box(107.4, 31.4, 107.45, 31.46), code="659001")
    page, ground = names_of(under)
    assert [w.text for w in grey_words(page)] == ["示例城市"]
    (unit,) = ground.neighbours
    inset = Box(*unit.shape.bounds).grown(3)
    page, _ = names_of(under, taken=(inset,))
    assert grey_words(page) == []
