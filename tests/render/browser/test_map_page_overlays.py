"""An overlay whose features differ by kind: signs on the map, and its key in the same order."""

import dataclasses

import pytest

from aqmap.book.book_layers import MarkCategory
from aqmap.render.browser.map_page import write_page
from aqmap.words import Text
from tests.books import square_book
from tests.browser import opened

pytestmark = pytest.mark.browser

KINDS = (
    MarkCategory(Text("热电厂", "power plant"), "square", "#b22222"),
    MarkCategory(Text("锅炉房", "boiler house"), "triangle", "#2e8b57"),
)


@pytest.fixture(scope="module")
def book():
    book = square_book()
    (stations, *others) = book.marks
    features = tuple(
        dataclasses.replace(mark, category=number % 2)
        for number, mark in enumerate(stations.features)
    )
    stations = dataclasses.replace(stations, features=features, categories=KINDS)
    return dataclasses.replace(book, marks=(stations, *others))


def test_each_feature_has_its_kinds_sign_and_the_key_their_order(book, browser, tmp_path):
    write_page(book, tmp_path / "map.html")
    with opened(browser, tmp_path / "map.html", "lang=zh") as opened_page:
        for mark in book.marks[0].features:
            drawn = opened_page.page.evaluate(
                "code => window.aqmap.mark('stations', code)", mark.code
            )
            assert drawn["color"] == KINDS[mark.category].color
        key = opened_page.page.locator("[data-overlay=stations] .category")
        assert key.all_inner_texts() == ["热电厂", "锅炉房"]
        assert opened_page.complaints == []
