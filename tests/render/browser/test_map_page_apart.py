"""Signs of stations that would touch stand apart, each to be clicked."""

from dataclasses import replace
from itertools import combinations
from math import hypot

import pytest
from defusedxml import ElementTree
from shapely.geometry import Point

from aqmap.render.browser.map_page import write_page
from tests.books import square_book
from tests.browser import opened

pytestmark = pytest.mark.browser

CODES = ("9901A", "9902A", "9903A")


def words_of_picture(page, folder):
    """Return the words of the picture that is taken away."""
    page.locator("#take-name").click()
    with page.expect_download() as given:
        page.locator("#take-svg").click()
    given.value.save_as(folder / "map.svg")
    drawn = ElementTree.parse(folder / "map.svg").getroot()
    lines = drawn.iter("{http://www.w3.org/2000/svg}text")
    return "".join("".join(line.itertext()) for line in lines)


def test_stations_within_seven_pixels_can_be_told_apart_and_clicked(browser, tmp_path):
    book = square_book()
    stations, *others = book.marks
    # At the zoom of the region a degree is about 270 pixels: 0.012 degrees are 3.
    close = tuple(
        replace(mark, geometry=Point(80.5 + 0.012 * n, 44.5))
        for n, mark in enumerate(stations.features)
    )
    marks = (replace(stations, features=close), *others)
    write_page(replace(book, marks=marks), tmp_path / "map.html")
    with opened(browser, tmp_path / "map.html", "layer=pm25&view=target&region=west") as seen:
        page = seen.page

        def spots():
            asked = "codes => codes.map(code => window.aqmap.markPoint('stations', code))"
            return [(at["x"], at["y"]) for at in page.evaluate(asked, list(CODES))]

        for (ax, ay), (bx, by) in combinations(spots(), 2):
            assert hypot(ax - bx, ay - by) >= 12  # two signs of 5 pixels and their rims
        assert page.locator("#moved-line").is_visible()
        assert page.locator("#moved-line").inner_text() in words_of_picture(page, tmp_path)
        names = [mark.name for mark in close]
        for (x, y), name in zip(spots(), names, strict=True):
            page.mouse.click(x, y)
            assert page.locator("#panel-place h2").text_content() == str(name)
        for _ in range(6):  # come closer, half a step of zoom each time, until each stands alone
            page.locator("#zoom-in").click()
            page.wait_for_timeout(270)
        assert page.locator("#moved-line").is_hidden()
        assert seen.complaints == []
