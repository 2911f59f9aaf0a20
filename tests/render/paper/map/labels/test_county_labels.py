"""Labels on drawn maps: apart, in the frame, in their county or at the end of a line into it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.book.map_book import MapBook, MapSheet
from aqmap.book.missing_values import printed_sheets
from aqmap.render.paper.canvas.drawing import Disc, Lines
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pen import Box, Pen
from aqmap.render.paper.map.body import draw_words, main_scene
from aqmap.render.paper.map.labels.box_places import Around, Wanted
from aqmap.render.paper.map.labels.county_labels import (
    CountyLabel,
    LabelWords,
    draw_county_labels,
)
from aqmap.render.paper.map.labels.label_area import LabelArea
from aqmap.render.paper.map.labels.label_placer import LabelPlacer, Placed
from aqmap.render.paper.map.region import RegionGround
from tests.crowded_sheets import Written, grid_book, written_on


def drawn_words(sheet: MapSheet, land: RegionGround) -> Pen:
    """The symbols and words of the main frame alone."""
    pen = Pen(map_fonts(), land.layout.width, land.layout.height)
    draw_words(pen, main_scene(sheet, land, "zh"))
    return pen


def is_led_to(word: Written, shape: BaseGeometry, lines: list[np.ndarray]) -> bool:
    """Whether a line leads from a label into an area."""
    near = word.box.grown(6).shape  # the number stands below the name
    return any(
        near.intersects(shapely.Point(line[0])) and shape.distance(shapely.Point(line[-1])) < 0.3
        for line in lines
    )


def assert_plain(sheet: MapSheet, land: RegionGround) -> int:
    page = drawn_words(sheet, land).page()
    words = written_on(page)
    neat = land.main.frame.box.shape
    assert [w.text for w in words if not neat.contains(w.box.shape)] == []
    assert [
        (a.text, b.text)
        for a, b in combinations(words, 2)
        if a.box.grown(-0.15).meets(b.box.grown(-0.15))
    ] == []
    fixed = [(w.text, b) for w in words for b in land.boxes if w.box.meets(b)]
    assert fixed == []
    lines = [line for m in page.marks if isinstance(m, Lines) for line in m.lines]
    symbols = [shapely.Point(m.x, m.y).buffer(m.radius + 2.6)
               for m in page.marks if isinstance(m, Disc)]  # fmt: skip
    names = {p.label.zh: p.code for p, _ in sheet.rows if p.code in land.main.core}
    labels = [w for w in words if w.text in names]
    for word in labels:
        county = land.main.core[names[word.text]]
        inside = county.buffer(0.5).intersects(word.box.shape)
        beside = any(s.intersects(word.box.grown(4).shape) and s.intersects(county)
                     for s in symbols)  # fmt: skip
        assert inside or beside or is_led_to(word, county, lines), word.text
    return len(labels)


def test_on_every_printed_sheet_of_both_regions(default_book: MapBook) -> None:
    lands = {region.id: RegionGround(default_book, region) for region in default_book.regions}
    sheets = printed_sheets(default_book)
    assert len(sheets) > 20
    for sheet in sheets:
        assert assert_plain(sheet, lands[sheet.region.id]) >= 5


@pytest.mark.parametrize("count", [1, 18, 60])
def test_on_a_grid_of_counties(count: int) -> None:
    book = grid_book(count)
    assert assert_plain(book.sheets()[0], RegionGround(book, book.regions[0])) == count


def test_a_label_that_does_not_fit_is_a_little_smaller_before_it_leaves_its_county() -> None:
    """60 counties of 11 mm: a name of 8 points is wider than that, one of 7 points is not."""
    book = grid_book(60)
    land = RegionGround(book, book.regions[0])
    words = written_on(drawn_words(book.sheets()[0], land).page())
    sizes = {round(w.size_pt, 1) for w in words if w.text.startswith("示例")}
    assert sizes <= {8.0, 7.0}
    assert 7.0 in sizes


def test_names_wider_than_26_mm_stand_in_lines() -> None:
    book = grid_book(2, name="示例博尔塔拉蒙古自治州直属{}县")
    land = RegionGround(book, book.regions[0])
    words = written_on(drawn_words(book.sheets()[0], land).page())
    names = [w for w in words if not w.text[:1].isdigit()]
    assert len(names) == 4
    assert max(w.box.width for w in names) < 27


FRAME = Box(0, 0, 100, 80)


def test_a_line_crosses_no_other_box_where_there_is_another_way() -> None:
    tiny = LabelArea(shapely.box(48, 38, 50, 40))
    wall = Box(44, 42, 58, 44)
    # Below and left is no room; above is nearer than right, but behind the wall.
    around = [Box(45, 35, 53, 41.5), Box(30, 20, 70, 33), Box(20, 33, 44.9, 48)]
    placer = LabelPlacer(FRAME, taken=[*around, wall])
    placed = placer.find(Wanted(tiny, 12, 7))
    assert placed is not None
    assert placed.leader is not None
    line = shapely.LineString([placed.box.center, placed.leader])
    assert not line.intersects(wall.shape)


def test_a_label_is_nearer_to_its_own_symbol_than_to_another() -> None:
    area = LabelArea(shapely.box(10, 10, 90, 70))
    own, other = Box(38, 38, 42, 42), Box(47, 38, 51, 42)
    # All that is near is beside the other; free is what lies farther left.
    blocked = [Box(20, 30, 38, 50), Box(38, 42, 46, 60), Box(38, 20, 46, 38)]
    placer = LabelPlacer(FRAME, taken=[own, other, *blocked])
    around = Around(area, own, [other])
    placed = placer.find(Wanted(area, 8, 5, near=own.center, around=around))
    assert placed is not None
    assert placed.box.shape.distance(own.shape) < placed.box.shape.distance(other.shape)


def test_a_county_that_an_inset_shows_is_labelled_inside_or_not_at_all() -> None:
    book = grid_book(4)
    ground = RegionGround(book, book.regions[0]).main
    pen, words = Pen(map_fonts(), 297, 210), LabelWords("示例县", "1", "")
    everything = LabelPlacer(ground.frame.box, taken=[Box(*ground.core["970000"].bounds)])
    label = CountyLabel("970000", words, inside_only=True)
    assert draw_county_labels(pen, ground, everything, [label], {}).parts == {"970000": "nothing"}
    beside = [CountyLabel("970000", words)]
    assert draw_county_labels(pen, ground, everything, beside, {}).parts == {"970000": "whole"}


# A narrow county between two others; the land around the three is free.
NARROW = LabelArea(shapely.box(40, 30, 44, 60))
REGION = Around(LabelArea(shapely.box(20, 30, 64, 60)))


def test_a_label_lies_in_its_county_or_outside_the_region() -> None:
    """A label of 12 mm whose middle alone fits in 4 mm would stand in the counties beside it."""
    assert LabelPlacer(FRAME).find(Wanted(NARROW, 12, 6, outside=False, around=REGION)) is None
    placed = LabelPlacer(FRAME).find(Wanted(NARROW, 12, 6, around=REGION))
    assert placed is not None
    assert placed.leader is not None
    assert NARROW.shape.contains(shapely.Point(placed.leader))
    assert placed.box.shape.intersection(REGION.region.shape).area <= 0.02 * 12 * 6


def test_a_label_whose_line_would_cross_another_sign_is_not_written() -> None:
    ring = shapely.box(36, 26, 48, 64).exterior
    wall = [Box(*side.bounds).grown(0.2) for side in sides_of(ring)]
    assert LabelPlacer(FRAME, taken=wall).find(Wanted(NARROW, 12, 6, around=REGION)) is None
    assert LabelPlacer(FRAME, taken=wall[1:]).find(Wanted(NARROW, 12, 6, around=REGION)) is not None


def sides_of(ring: shapely.LinearRing) -> list[shapely.LineString]:
    """The straight sides of a ring."""
    return [shapely.LineString(ends) for ends in pairwise(ring.coords)]


def test_a_later_label_lies_on_no_line() -> None:
    placer = LabelPlacer(FRAME)
    placer.add_line(Placed(Box(2, 40, 10, 46), (95, 43)))
    placed = placer.find(Wanted(LabelArea(shapely.box(30, 33, 70, 53)), 12, 6))
    assert placed is not None
    assert not placed.box.shape.intersects(shapely.LineString([(10, 43), (95, 43)]))


def test_on_a_narrow_grid_no_label_stands_in_another_county() -> None:
    """Ten counties in a row of strips: hardly one has room for its label."""
    book = strips_book(10)
    land = RegionGround(book, book.regions[0])
    page = drawn_words(book.sheets()[0], land).page()
    named = {p.label.zh: p.code for p, _ in book.sheets()[0].rows}
    labels = [w for w in written_on(page) if w.text in named]
    assert labels
    for word in labels:
        own = land.main.core[named[word.text]]
        over_others = land.main.core_area.shape.difference(own).intersection(word.box.shape)
        assert over_others.area <= 0.26 * word.box.shape.area, word.text


def strips_book(count: int) -> MapBook:
    """Upright strips of counties, side by side."""
    book = grid_book(count)
    shapes = [shapely.box(104 + 0.2 * n, 30, 104.2 + 0.2 * n, 33) for n in range(count)]
    return replace(book, counties=book.counties.set_geometry(shapes, crs=book.counties.crs))
