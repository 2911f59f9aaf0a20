"""Labels of maps of two layers: the code wherever it fits, two numbers clear of the next ones."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from aqmap.book.map_book import MapBook
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pen import Pen
from aqmap.render.paper.map.body import WrittenNames, draw_words, main_scene
from aqmap.render.paper.map.region import RegionGround
from tests.crowded_sheets import Written, grid_book, written_on
from tests.pair_books import with_pair

LONG = "示例博尔塔拉蒙古自治州直属{}县"
CODE = re.compile(r"[ABC][123]")


def map_words(book: MapBook) -> tuple[list[Written], WrittenNames]:
    """The words of the map of two layers alone, and what became of its labels."""
    (sheet,) = (s for s in book.sheets() if s.layer.pair_of)
    land = RegionGround(book, book.regions[0])
    pen = Pen(map_fonts(), land.layout.width, land.layout.height)
    names = draw_words(pen, main_scene(sheet, land, "zh"))
    return written_on(pen.page()), names


def test_where_no_name_fits_the_code_stands_alone() -> None:
    """180 counties of about 10 mm: a code is 3 mm wide, of the name no line fits."""
    words, names = map_words(with_pair(grid_book(180, name=LONG)))
    codes = [w.text for w in words if CODE.fullmatch(w.text) or CODE.match(w.text)]
    assert len(codes) == 180
    written = sum(len(group) for group in (names.labelled, names.unlabelled, names.unnumbered))
    assert written == 180
    assert len(names.unlabelled) > 90, "their names are left out, which a note counts"


def test_no_place_has_its_name_without_its_code() -> None:
    for count in (60, 180):
        _, names = map_words(with_pair(grid_book(count)))
        assert names.unnumbered == ()


@pytest.mark.parametrize("count", [16, 20, 25, 30, 36, 42, 49])
def test_two_numbers_stand_clear_of_their_neighbours(count: int) -> None:
    words, _ = map_words(with_pair(grid_book(count)))
    numbers = [w.box for w in words if " | " in w.text]
    close = [
        (a, b)
        for a, b in combinations(numbers, 2)
        if a.bottom < b.top and b.bottom < a.top
        and max(b.left - a.right, a.left - b.right) < 2.0
    ]  # fmt: skip
    assert close == []
