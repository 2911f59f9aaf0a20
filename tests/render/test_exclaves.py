"""What lies far from its region has an inset: the same on paper and on the page."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from shapely.geometry import box

from aqmap.book.map_book import MapBook
from aqmap.render.browser.payload.payload import book_payload
from aqmap.render.exclaves import clusters, exclaves_on_screen
from aqmap.render.paper.map.region import RegionGround


@pytest.mark.parametrize("asked", [None, (), ("654003",), ("654002",)])
def test_the_page_has_the_insets_of_paper(
    default_book: MapBook, asked: tuple[str, ...] | None
) -> None:
    ili, *others = default_book.regions
    region = replace(ili, inset=asked)
    book = replace(default_book, regions=(region, *others), layers=(), marks=())
    paper = [inset.places for inset in RegionGround(book, region).insets]
    codes = [code for code, *_ in book_payload(book)["places"]]
    *_, apart = book_payload(book)["regions"][0]
    assert [tuple(codes[n] for n in part) for part in apart] == paper
    assert paper == ([("654003",)] if asked is None else [(code,) for code in asked])


def test_a_county_near_the_others_is_no_exclave_wherever_it_lies() -> None:
    row = {f"c{n}": box(n, 40, n + 1, 41) for n in range(4)}
    assert exclaves_on_screen(row) == []
    assert exclaves_on_screen({"a": box(80, 40, 81, 41)}) == []
    # Two together, half a county's width away from a row of four: one exclave.
    far = {"x": box(4.5, 40.2, 4.7, 40.4), "y": box(4.7, 40.2, 4.9, 40.4)}
    assert exclaves_on_screen({**row, **far}) == [("x", "y")]


def test_groups_go_by_the_distance_of_lines_and_not_of_points() -> None:
    # First points are 10 apart in a row; the gap between lines is 1, and 5 before the last.
    row = [box(0, 0, 9, 1), box(10, 0, 19, 1), box(20, 0, 29, 1), box(34, 0, 40, 1)]
    assert clusters(np.array(row), 2) == [(0, 1, 2), (3,)]
    assert clusters(np.array(row), 5) == [(0, 1, 2, 3)]
    # A long one joins two groups whose points are near one another.
    pairs = [box(n, 0, n + 1, 1) for n in (0, 1, 40, 41)]
    assert clusters(np.array(pairs), 3) == [(0, 1), (2, 3)]
    assert clusters(np.array([*pairs, box(3, 3, 39, 4)]), 3) == [(0, 1, 2, 3, 4)]
