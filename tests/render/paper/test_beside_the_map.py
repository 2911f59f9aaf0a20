"""What stands beside a map on request: bars, a table, both or nothing; who takes the room."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from aqmap.book.fingerprints.map_fingerprints import MapFingerprints
from aqmap.book.map_book import MapBook, MapSheet
from aqmap.model.page_sizes import Beside
from aqmap.render.paper import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.region import RegionGround
from tests.sheet_words import painted_on, words_of, writing_of


def sheet_with(book: MapBook, beside: tuple[Beside, ...], layer: str = "coal_cap") -> MapSheet:
    """A printed map of Ili of whose layer the file asks for these parts."""
    layers = tuple(
        replace(known, beside=beside) if known.id == layer else known for known in book.layers
    )
    return replace(book, layers=layers).sheet(layer, "target", region="ili")


def bars_of(sheet: MapSheet) -> list[float]:
    """How long each bar right of the map is, in millimetres, from the top down."""
    page = draw_sheet(sheet, map_fonts())
    land = RegionGround(sheet.book, sheet.region, has_table=bool(sheet.layer.beside))
    frame = land.layout.outer.right
    color = sheet.view.scale.color.lower()
    boxes = [p.box for p in painted_on(page) if p.face == color and p.box.left > frame + 15]
    bars = [box for box in boxes if abs(box.height - 1.5) < 0.01]
    return [box.width for box in sorted(bars, key=lambda box: -box.top)]


def test_both_stand_beside_a_map_for_which_nothing_is_asked(default_book: MapBook) -> None:
    sheet = default_book.sheet("coal_cap", "target", region="ili")
    said = words_of(draw_sheet(sheet, map_fonts()))
    assert "各县（市）数值" in said
    assert "692.5" in said
    assert bars_of(sheet)


def test_a_table_alone_has_numbers_and_no_bars(default_book: MapBook) -> None:
    sheet = sheet_with(default_book, ("table",))
    said = words_of(draw_sheet(sheet, map_fonts()))
    assert said.count("692.5") == 2  # on the map and beside it
    assert bars_of(sheet) == []


def test_bars_alone_are_longer_and_say_what_the_longest_stands_for(default_book: MapBook) -> None:
    sheet = sheet_with(default_book, ("bars",))
    said = words_of(draw_sheet(sheet, map_fonts()))
    assert "各县（市）比较" in said
    assert "最长为1 334.3万吨" in said
    assert said.count("692.5") == 1  # on the map alone
    assert "原表为“-”" in said  # a place without a number has its reason
    bars = bars_of(sheet)
    both = bars_of(sheet_with(default_book, ("bars", "table")))
    assert len(bars) == len(both) == 11
    assert bars[0] > both[0]
    # Yining City has 1 334.3, Yining County 692.5 of 10 000 tonnes.
    assert bars[1] / bars[0] == pytest.approx(692.5 / 1334.3)


def test_a_status_has_no_bars(default_book: MapBook) -> None:
    layer = next(known for known in default_book.layers if "status" in known.views)
    layers = tuple(
        replace(known, beside=("bars",)) if known is layer else known
        for known in default_book.layers
    )
    book = replace(default_book, layers=layers)
    sheet = book.sheet(layer.id, "status", region=layer.regions[0])
    said = words_of(draw_sheet(sheet, map_fonts()))
    assert not {"各县（市）数值", "各县（市）情况", "各县（市）比较"} & set(said)


def test_without_either_the_map_takes_the_room(default_book: MapBook) -> None:
    sheet = sheet_with(default_book, ())
    said = words_of(draw_sheet(sheet, map_fonts()))
    assert "各县（市）数值" not in said
    assert said.count("692.5") == 1
    for orientation in ("landscape", "portrait"):
        region = replace(sheet.region, orientation=orientation)
        frames = {
            has_table: RegionGround(sheet.book, region, has_table=has_table).layout.neat
            for has_table in (True, False)
        }
        areas = {key: frame.width * frame.height for key, frame in frames.items()}
        assert areas[False] > 1.05 * areas[True], orientation


@pytest.mark.parametrize("beside", [("table",), ("bars",), ()])
def test_nothing_lies_outside_or_upon_each_other_beside_the_map(
    default_book: MapBook, beside: tuple[Beside, ...]
) -> None:
    for layer in ("coal_cap", "pm25"):
        sheet = sheet_with(default_book, beside, layer)
        page = draw_sheet(sheet, map_fonts())
        right = [line for line in writing_of(page) if line.box.left > 0.7 * page.width_mm]
        for line in right:
            assert line.box.right <= page.width_mm - 5
            assert line.box.bottom >= 5
        for first, second in combinations(right, 2):
            assert not first.box.grown(-0.15).meets(second.box.grown(-0.15)), (first, second)


def test_another_request_is_another_map_for_its_approval_number(default_book: MapBook) -> None:
    sheet = default_book.sheet("coal_cap", "target", region="ili")
    requests: tuple[tuple[Beside, ...], ...] = (("bars", "table"), ("table",), ("bars",), ())
    marks = {
        beside: MapFingerprints(default_book).of_sheet(sheet_with(default_book, beside), "zh")
        for beside in requests
    }
    assert marks["bars", "table"] == MapFingerprints(default_book).of_sheet(sheet, "zh")
    assert len(set(marks.values())) == 4
