"""Words of a map and the borders above a county's: never on the national one, seldom on others."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from geopandas import GeoDataFrame
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from aqmap.book.map_book import MapBook, MapSheet
from aqmap.book.missing_values import printed_sheets
from aqmap.model.page_sizes import SizeName
from aqmap.render.paper.canvas.drawing import Lines, Page
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pen import Box, Pen
from aqmap.render.paper.map.body import WrittenNames, draw_words, main_scene
from aqmap.render.paper.map.ground import Ground
from aqmap.render.paper.map.labels.county_labels import CountyLabel, LabelWords, draw_county_labels
from aqmap.render.paper.map.labels.label_placer import LabelPlacer
from aqmap.render.paper.map.region import RegionGround
from tests.crowded_sheets import Written, grid_book, written_on

SIZES: list[SizeName] = ["a4-landscape", "a4-portrait", "a3-landscape", "a3-portrait",
                         "figure-150x105", "figure-156x200", "figure-225x150", "slide"]  # fmt: skip


def drawn(sheet: MapSheet, land: RegionGround) -> tuple[Page, WrittenNames]:
    pen = Pen(map_fonts(), land.layout.width, land.layout.height)
    names = draw_words(pen, main_scene(sheet, land, "zh"))
    return pen.page(), names


def met_by(words: list[Written], lines: BaseGeometry) -> list[str]:
    return [w.text for w in words if w.box.grown(-0.1).shape.intersects(lines)]


# The most labels of all maps of a region that a prefecture's border may strike through.
STRUCK = {"ili": 5, "changji": 2}


@pytest.mark.parametrize("size", SIZES)
def test_no_word_lies_on_the_national_border_and_few_on_a_prefectures(
    default_book: MapBook, size: SizeName
) -> None:
    for region in default_book.regions:
        land = RegionGround(default_book, region, size=size)
        struck = []
        for sheet in printed_sheets(default_book):
            if sheet.region.id != region.id:
                continue
            page, _ = drawn(sheet, land)
            words = written_on(page)
            assert len(words) > 5
            assert met_by(words, land.main.national) == [], sheet.layer.id
            struck += met_by(words, land.main.prefecture)
        assert len(struck) <= STRUCK[region.id]


@pytest.mark.parametrize("size", ["a4-landscape", "a4-portrait", "a3-landscape"])
def test_a_city_amid_its_stations_has_its_name_on_the_sheet_of_a_day(
    default_book: MapBook, size: SizeName
) -> None:
    """Its middle is among the three stations: the line to its name ends elsewhere in it."""
    (sheet,) = [s for s in printed_sheets(default_book)
                if s.of_points and s.region.id == "ili"]  # fmt: skip
    page, names = drawn(sheet, RegionGround(default_book, sheet.region, size=size))
    assert "伊宁市" in [w.text for w in written_on(page)]
    assert "654002" not in names.unlabelled


# ---- synthetic: nine counties of a degree each, 33 to 44 mm on A4 --------------------------------


def ground_with(rank: str, *lines: LineString) -> Ground:
    book = grid_book(9)
    outlines = GeoDataFrame({"rank": [rank] * len(lines)}, geometry=list(lines), crs="EPSG:4490")
    return RegionGround(replace(book, outlines=outlines), book.regions[0]).main


def labelled(ground: Ground, code: str, taken: tuple[Box, ...] = ()) -> tuple[list[Written], Page]:
    pen = Pen(map_fonts(), 297, 210)
    placer = LabelPlacer(ground.frame.box, taken=list(taken))
    words = LabelWords("示例县", "12.3", "")
    draw_county_labels(pen, ground, placer, [CountyLabel(code, words)], {})
    page = pen.page()
    return written_on(page), page


@pytest.mark.parametrize("rank", ["national", "prefecture", "edge"])
def test_a_label_keeps_off_a_border_through_the_middle_of_its_county(rank: str) -> None:
    across = LineString([(103.5, 31.5), (107.5, 31.5)])
    ground = ground_with(rank, across)
    words, _ = labelled(ground, "970004")
    assert [w.text for w in words] == ["示例县", "12.3"]
    line: BaseGeometry = getattr(ground, rank)
    assert line.length > 60
    assert met_by(words, line) == []
    assert all(ground.core["970004"].contains(w.box.shape) for w in words)


def stripes(west: float, east: float) -> list[LineString]:
    """A line each tenth of a degree, some 5 mm: two lines of words have no room between them."""
    return [LineString([(west, 30 + n / 10), (east, 30 + n / 10)]) for n in range(-2, 33)]


def test_a_label_leaves_its_county_at_a_line_rather_than_lie_on_a_prefectures_border() -> None:
    ground = ground_with("prefecture", *stripes(104, 107))
    words, page = labelled(ground, "970003")
    assert [w.text for w in words] == ["示例县", "12.3"]
    assert met_by(words, ground.prefecture) == []
    (leader,) = [line for mark in page.marks if isinstance(mark, Lines) for line in mark.lines]
    assert ground.core["970003"].buffer(0.1).contains(shapely.Point(leader[-1]))


@pytest.mark.parametrize(("rank", "count"), [("prefecture", 2), ("national", 0)])
def test_where_borders_are_everywhere_only_a_prefectures_is_written_over(
    rank: str, count: int
) -> None:
    words, _ = labelled(ground_with(rank, *stripes(95, 116)), "970004")
    assert len(words) == count


def test_a_label_stands_in_the_country_though_the_land_abroad_is_nearer() -> None:
    """The county is taken; east of it runs the border, west of it stand a county and free land."""
    ground = ground_with("national", LineString([(107.05, 29), (107.05, 34)]))
    county = ground.core["970008"]
    home = ground.home.buffer(0.1)
    words, page = labelled(ground, "970008", (Box(*county.bounds),))
    assert [w.text for w in words] == ["示例县", "12.3"]
    (leader,) = [line for mark in page.marks if isinstance(mark, Lines) for line in mark.lines]
    assert county.buffer(0.1).contains(shapely.Point(leader[-1]))
    assert all(home.contains(w.box.shape) for w in words)
