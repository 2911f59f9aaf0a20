"""A grid under the counties of the page: its switch, colours, legend, and the pointer's value."""

import re
from pathlib import Path

import numpy as np
import pytest

import aqmap
from aqmap.book.map_book import MapBook
from aqmap.render.browser.map_page import write_page
from tests.browser import Opened, opened
from tests.demonstration_grid import demonstration_field

pytestmark = pytest.mark.browser

TEMPLATE = Path(aqmap.__file__).with_name("templates") / "grids"
SIGN = "其中无监测值、以卫星反演值代示的县（市）（加竖线）"
HOLE = (85.95, 43.55)
"""The middle of the snow, in 示例己县."""


@pytest.fixture(scope="module")
def book() -> MapBook:
    return aqmap.make_book(TEMPLATE)


def tip_at(seen: Opened, lon: float, lat: float) -> str:
    """Move the pointer to a spot of the map by two known points, and read the tip."""
    spot = seen.page.evaluate("spot => window.aqmap.onScreen(spot)", [lat, lon])
    seen.page.mouse.move(spot["x"] + 2, spot["y"])
    seen.page.mouse.move(spot["x"], spot["y"])
    seen.page.wait_for_selector("#tip:not([hidden])")
    return seen.page.locator("#tip").inner_text()


def test_the_grid_lies_under_the_counties_until_it_is_switched_off(
    book: MapBook, browser, tmp_path: Path
) -> None:
    write_page(book, tmp_path / "map.html")
    (underlay,) = book.sheet("grid_pm25", "measured").layer.underlays["2025"]
    with opened(browser, tmp_path / "map.html", "lang=zh&layer=grid_pm25") as seen:
        page = seen.page
        box = page.locator("[data-grid] input")
        assert box.is_checked(), "the demonstration asks for it"
        assert page.locator("#stamp").inner_text() == "示例数据"
        assert seen.legend() == [], "no county is filled: classes have no sign"
        key = page.locator(".grid-key").inner_text()
        for said in ("示例格网PM2.5年均浓度（微克/立方米），2025年", "无栅格数据", "示例数据",
                     "不是卫星产品", "许可：CC0", "资料来源"):  # fmt: skip
            assert said in key
        assert page.locator(".grid-ticks span").all_inner_texts() == ["10", "20", "30", "40", "50"]
        bar = page.locator(".grid-bar").get_attribute("style")
        assert [color.upper() for color in re.findall("#[0-9A-Fa-f]{6}", bar)] == [*underlay.colors]

        page.wait_for_timeout(50)
        for lon, lat in ((84.775, 44.325), (83.975, 43.925)):  # middles of cells
            words = tip_at(seen, lon, lat).splitlines()[-1]
            low, high = map(float, re.search(r"：([\d.]+)–([\d.]+) 微克", words).groups())
            assert high - low == pytest.approx(40 / 64, abs=0.11)
            packed = round(float(demonstration_field(np.array(lon), np.array(lat))), 1)
            assert low - 0.06 <= packed <= high + 0.06
        assert tip_at(seen, *HOLE).endswith("示例格网PM2.5年均浓度（所在像元）：无栅格数据")

        box.uncheck()
        assert "under=-" in page.url
        assert page.locator(".grid-key").count() == 0
        assert len(seen.legend()) == 4
        assert "所在像元" not in tip_at(seen, *HOLE)
        assert page.locator(".leaflet-aq-grid-pane svg").count() == 0

        # The address keeps which grids are shown, where that is not what was asked for at first.
        sent = page.url.split("#")[1]
        box.check()
        assert "under=" not in page.url
        seen.go(sent)
        assert not box.is_checked()
        seen.go(sent.replace("under=-", "under=7"))
        assert "底图格网 “7”" in page.locator("#failure").inner_text()

        seen.go("lang=zh&layer=pm25&view=measured")
        stripes = {code: page.evaluate("code => window.aqmap.stripes(code)", code)
                   for code in ("990001", "990002", "990005", "990006")}  # fmt: skip
        assert list(stripes.values()) == ["upright", "", "", "upright"]
        line = page.locator("#upright-line li").inner_text()
        assert line.split("\n") == [f"{SIGN}，不与目标对照", "4个"]
        assert page.locator("[data-grid]").count() == 0, "this layer has no grid"
        page.locator("#tabs button", has_text="数据表").click()
        rows = page.locator("#panel-table tbody tr").all_inner_texts()
        marked = [row.split()[1] for row in rows if "卫星反演值，不是监测值" in row]
        assert marked == ["示例甲县", "示例丙县", "示例丁县", "示例己县"]
        assert seen.complaints == []
        assert not [url for url in seen.requests if not url.startswith(("file:", "data:"))]
