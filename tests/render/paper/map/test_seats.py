"""Seats of government: drawn where their county is much larger than the sign, and named then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aqmap.book.map_book import MapBook
from aqmap.render.paper.canvas.drawing import Disc
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.region import RegionGround
from tests.crowded_sheets import grid_book, written_on

SEAT_RADIUS_MM = 0.7


def seated_book(count: int) -> MapBook:
    """Each county's seat lies near a corner of it, where no label stands."""
    book = grid_book(count)
    bounds = [shape.bounds for shape in book.counties.geometry]
    places = tuple(
        replace(place, lon=left + 0.1 * (right - left), lat=low + 0.1 * (top - low))
        for place, (left, low, right, top) in zip(book.places, bounds, strict=True)
    )
    return replace(book, places=places)


@pytest.mark.parametrize(
    ("count", "side_mm", "are_drawn"), [(16, 20, True), (2500, 2, False), (900, 3, False)]
)
def test_seats_are_drawn_where_counties_are_large_and_named_where_they_are_drawn(
    count: int, side_mm: float, *, are_drawn: bool
) -> None:
    """A sign of 1.8 mm, four times over, is 13 mm²: a county of 3.6 mm."""
    book = seated_book(count)
    land = RegionGround(book, book.regions[0])
    sides = [shape.area**0.5 for shape in land.main.core.values()]
    assert max(sides) == pytest.approx(side_mm, rel=0.5)
    page = draw_sheet(book.sheets()[0], map_fonts(), ground=land)
    seats = [m for m in page.marks if isinstance(m, Disc) and m.radius == SEAT_RADIUS_MM]
    named = [w for w in written_on(page) if w.text == "县（市）驻地"]
    # In the legend stands one more.
    assert (len(seats), len(named)) == ((count + 1, 1) if are_drawn else (0, 0))
