"""Insets and locator: what needs one has one; they hide next to nothing; settings change both."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from shapely.geometry import box

from aqmap.book.map_book import MapBook
from aqmap.geo import PrintProjection
from aqmap.render.paper.canvas.drawing import Call, Page
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pen import Box
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.frame import MapFrame
from aqmap.render.paper.map.insets import SMALL_MM2, InsetPlacer, parts_to_enlarge, with_strip
from aqmap.render.paper.map.labels.label_area import LabelArea
from aqmap.render.paper.map.region import RegionGround
from tests.crowded_sheets import grid_book, written_on

# A region of large counties, 60 × 60 mm each, on the page.
LARGE = {f"l{n}": box(60 * n, 0, 60 * n + 60, 60) for n in range(3)}


def land_of(book: MapBook, region: str, **settings: object) -> RegionGround:
    (found,) = [listed for listed in book.regions if listed.id == region]
    changed = replace(found, **settings)  # type: ignore[arg-type]
    regions = tuple(changed if listed is found else listed for listed in book.regions)
    return RegionGround(replace(book, regions=regions), changed)


def first_page(land: RegionGround) -> Page:
    sheet = next(s for s in land.book.sheets() if s.region == land.region)
    return draw_sheet(sheet, map_fonts(), ground=land)


def test_large_counties_need_no_inset() -> None:
    assert parts_to_enlarge(LARGE) == []


def test_a_small_county_needs_an_inset() -> None:
    assert parts_to_enlarge({**LARGE, "s": box(20, 60, 25, 64)}) == [("s",)]
    assert 5 * 4 < SMALL_MM2 < 60 * 60


def test_small_counties_close_together_share_one() -> None:
    small = {f"s{n}": box(20 + 5 * n, 60, 25 + 5 * n, 64) for n in range(2)}
    assert parts_to_enlarge({**LARGE, **small}) == [("s0", "s1")]
    apart = {"s0": box(20, 60, 25, 64), "s1": box(120, 60, 125, 64)}
    assert parts_to_enlarge({**LARGE, **apart}) == [("s0",), ("s1",)]


def test_an_exclave_needs_an_inset_whatever_its_label() -> None:
    away = {"e": box(70, 80, 84, 92)}
    assert parts_to_enlarge({**LARGE, **away}) == [("e",)]
    near = {"e": box(70, 62, 84, 74)}
    assert parts_to_enlarge({**LARGE, **near}) == []


def test_where_most_counties_are_small_none_is_singled_out() -> None:
    small = {f"s{n}": box(5 * n, 60, 5 * n + 5, 64) for n in range(20)}
    assert parts_to_enlarge({**LARGE, **small}) == []


def test_the_exclave_of_ili_is_enlarged_by_itself(default_book: MapBook) -> None:
    """奎屯市 lies 60 km from the rest of the prefecture's counties."""
    land = land_of(default_book, "ili", inset=None)
    assert [inset.places for inset in land.insets] == [("654003",)]


@pytest.mark.parametrize("region", ["ili", "changji"])
def test_insets_and_locator_are_larger_apart_and_hide_next_to_nothing(
    default_book: MapBook, region: str
) -> None:
    land = land_of(default_book, region, inset=("654003",) if region == "ili" else None)
    core = shapely.union_all(list(land.main.core.values()))
    assert all(i.ground.frame.denominator < land.main.frame.denominator for i in land.insets)
    for number, placed in enumerate(land.boxes):
        assert land.main.frame.box.shape.contains(placed.shape)
        assert core.intersection(placed.shape).area < 15
        assert not any(placed.meets(other) for other in land.boxes[number + 1 :])


def test_extent_boxes_show_what_the_insets_enlarge(default_book: MapBook) -> None:
    land = land_of(default_book, "ili")
    (extent,), (inset,) = land.extents, land.insets
    county = land.main.core[inset.places[0]]
    assert extent.shape.contains(county)
    assert extent.shape.area < 2 * county.envelope.area


def test_an_empty_list_asks_for_none(default_book: MapBook) -> None:
    assert land_of(default_book, "ili", inset=()).insets == ()
    strips = {
        inset: [w.text for w in written_on(first_page(land_of(default_book, "ili", inset=inset)))
                if w.text.startswith("奎屯市") and "1:" in w.text]
        for inset in ((), ("654003",))
    }  # fmt: skip
    assert strips[()] == []
    assert len(strips["654003",]) == 1


def test_the_locator_marks_the_frame_in_the_land_around(default_book: MapBook) -> None:
    land = land_of(default_book, "changji")
    assert land.locator is not None
    called = [mark.drawing for mark in first_page(land).marks if isinstance(mark, Call)]
    assert land.locator.drawing in called
    assert land_of(default_book, "changji", locator=False).locator is None


def test_a_region_that_is_all_the_land_has_no_locator() -> None:
    book = grid_book(18)
    assert RegionGround(book, book.regions[0]).locator is None


@pytest.mark.parametrize("corner_mm", range(24, 44, 2))
def test_an_inset_nobody_asked_for_hides_no_more_than_a_thousandth(corner_mm: int) -> None:
    """A region that fills the frame but for a square of land lower right."""
    projection = PrintProjection.of((80, 40, 84, 44), None)
    main = MapFrame(Box(0, 0, 200, 150), 2_500_000, (0, 0), projection)
    core = box(0, 0, 200, 150).difference(box(200 - corner_mm, 0, 200, corner_mm))
    frame = InsetPlacer(main, LabelArea(core), []).frame_of((0, 0, 20_000, 20_000))
    if corner_mm < 28:  # the narrowest inset is 26 mm wide and stands 2 off the frame
        assert frame is None
    else:
        assert frame is not None
        assert with_strip(frame.box).shape.intersection(core).area <= 0.001 * core.area
        assert frame.denominator < main.denominator


def test_an_inset_nobody_asked_for_takes_little_of_a_small_frame() -> None:
    projection = PrintProjection.of((80, 40, 84, 44), None)
    main = MapFrame(Box(0, 0, 90, 70), 10_000_000, (0, 0), projection)
    extent = (0, 0, 40_000, 60_000)
    frames = {
        asked: InsetPlacer(main, LabelArea(box(50, 0, 90, 70)), []).frame_of(extent, asked=asked)
        for asked in (False, True)
    }
    small, large = frames[False], frames[True]
    assert small is not None
    assert large is not None
    assert with_strip(small.box).shape.area <= 0.15 * 90 * 70 < with_strip(large.box).shape.area
