"""Amounts below 0, equal values, and an overlay that is of no indicator, on the page."""

import math

import pytest

from aqmap.render.browser.map_page import write_page
from tests.books import ZONE
from tests.browser import opened
from tests.signed_books import AMOUNTS, signed_book

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("signed") / "map.html"
    write_page(signed_book(), path)
    return path


def test_amounts_below_zero_have_hollow_symbols_counted_apart(page, browser):
    with opened(browser, page, "layer=changes") as opened_page:
        assert opened_page.legend() == ["目标 2个", "目标（负值，空心） 3个"]
        symbols = {s["code"]: s for s in opened_page.page.evaluate("window.aqmap.symbols()")}
        # 0 has no symbol; everything else is as large as its amount.
        assert set(symbols) == {code for code, amount in AMOUNTS.items() if amount}
        assert symbols["990001"]["r"] == pytest.approx(2 * symbols["990002"]["r"])
        assert symbols["990004"]["r"] == pytest.approx(symbols["990002"]["r"])
        assert symbols[ZONE]["r"] == pytest.approx(symbols["990002"]["r"] / 2)
        paint = """([x, y]) => {
            const canvas = document.querySelector('.leaflet-aq-areas-pane canvas');
            const box = canvas.getBoundingClientRect();
            const ratio = canvas.width / box.width;
            return [...canvas.getContext('2d').getImageData(
                (x - box.left) * ratio, (y - box.top) * ratio, 1, 1).data];
        }"""
        middles = {
            code: opened_page.page.evaluate(paint, [x + symbols[code]["r"] / 2, y])
            for code in ("990002", "990004")
            for x, y in [opened_page.point(code)]
        }
        assert min(middles["990002"][:3]) > 240
        assert middles["990004"][2] - middles["990004"][0] > 60


def test_labels_below_zero_stand_by_their_symbols(page, browser):
    with opened(browser, page, "layer=changes") as opened_page:
        labels = {e["code"]: e for e in opened_page.page.evaluate("window.aqmap.labels()")}
        for symbol in opened_page.page.evaluate("window.aqmap.symbols()"):
            x, y, width, height = labels[symbol["code"]]["box"]
            away = math.hypot(x + width / 2 - symbol["x"], y + height / 2 - symbol["y"])
            assert away < symbol["r"] + width + height
        assert labels["990001"]["words"][1] == "−400"


def test_equal_values_are_named_in_the_legend(page, browser):
    with opened(browser, page, "layer=equal") as opened_page:
        assert opened_page.legend() == ["35 4个"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_overlay_without_an_indicator_says_nothing_of_a_countys_target(page, browser, lang):
    with opened(browser, page, f"layer=changes&lang={lang}") as opened_page:
        spot = opened_page.page.evaluate("() => window.aqmap.markPoint('stations', '9901A')")
        opened_page.page.mouse.click(spot["x"], spot["y"])
        card = opened_page.page.locator("#panel-place").inner_text()
        assert ("位于示例甲市" if lang == "zh" else "in Example A City") in card
        assert "目标" not in card
        assert "target" not in card.lower()
