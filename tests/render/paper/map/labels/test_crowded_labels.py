"""Where counties are small on the page: smaller labels, without a seat, or the name alone."""

from __future__ import annotations

import numpy as np
import pytest

from aqmap.book.map_book import MapBook
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pen import Box, Pen
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.labels.county_labels import (
    CountyLabel,
    LabelWords,
    WrittenLabels,
    draw_county_labels,
)
from aqmap.render.paper.map.labels.label_placer import LabelPlacer
from aqmap.render.paper.map.region import RegionGround
from tests.crowded_sheets import grid_book, written_on

WORDS = LabelWords("示例甲县", "12.3", "")


def middle_of(book: MapBook) -> str:
    """The code of a county that others surround."""
    codes = book.regions[0].places
    across = int(np.ceil(np.sqrt(len(codes))))
    return codes[across * (across // 2) + across // 2]


def labelled(book: MapBook, words: LabelWords, *, seat_mm: float = 0) -> tuple[WrittenLabels, Pen]:
    """Write one label in a county whose seat stands in its middle."""
    ground, code = RegionGround(book, book.regions[0]).main, middle_of(book)
    x, y = ground.core[code].centroid.coords[0]
    seats = {code: Box(x, y, x, y).grown(seat_mm / 2)} if seat_mm else {}
    placer = LabelPlacer(ground.frame.box, taken=list(seats.values()))
    pen = Pen(map_fonts(), 297, 210)
    drawn = draw_county_labels(pen, ground, placer, [CountyLabel(code, words)], {}, seats=seats)
    return drawn, pen


def test_a_seat_gives_way_where_the_label_has_no_other_place() -> None:
    """Counties of some 10 mm; beside a seat of 1.8 mm in the middle no two lines have room."""
    words = LabelWords("甲乙县", "12.3", "")
    book = grid_book(180)
    alone, _ = labelled(book, words)
    assert set(alone.parts.values()) == {"whole"}
    drawn, _ = labelled(book, words, seat_mm=1.8)
    assert set(drawn.parts.values()) == {"whole"}
    assert drawn.seats_given_up == {middle_of(book)}


def test_a_seat_stays_where_there_is_room_beside_it() -> None:
    drawn, _ = labelled(grid_book(9), WORDS, seat_mm=1.8)
    assert set(drawn.parts.values()) == {"whole"}
    assert drawn.seats_given_up == set()


def test_a_name_alone_is_written_where_its_number_has_no_room() -> None:
    """Counties of 6 mm: too low for two lines of 6.5 points, and high enough for one."""
    drawn, pen = labelled(grid_book(600), LabelWords("甲县", "1234567.8", ""))
    assert set(drawn.parts.values()) == {"name"}
    (word,) = written_on(pen.page())
    assert word.text == "甲县"
    assert word.size_pt >= 6


def test_what_has_no_number_is_whole_with_its_name() -> None:
    drawn, _ = labelled(grid_book(600), LabelWords("甲县", "", ""))
    assert set(drawn.parts.values()) == {"whole"}


@pytest.mark.parametrize("count", [180, 400])
def test_every_name_of_a_crowded_sheet_lies_mostly_in_its_county(count: int) -> None:
    book = grid_book(count, name="甲{}")
    land = RegionGround(book, book.regions[0])
    page = draw_sheet(book.sheets()[0], map_fonts(), ground=land)
    codes = {place.label.zh: place.code for place in book.places}
    names = [w for w in written_on(page) if w.text in codes
             and land.main.frame.box.shape.contains(w.box.shape)]  # fmt: skip
    assert len(names) > count / 3
    for name in names:
        inside = name.box.shape.intersection(land.main.core[codes[name.text]]).area
        assert inside >= 0.7 * name.box.shape.area, name.text
    assert min(name.size_pt for name in names) >= 6
    noted = "".join(w.text for w in written_on(page))
    if len(names) < count:
        assert f"{count - len(names)}个县（市）的名称和数值" in noted
