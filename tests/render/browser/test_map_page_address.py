"""The address keeps all that was chosen, Back leads back, and what does not fit is said."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser import opened

pytestmark = pytest.mark.browser

STATE = "() => window.aqmap.state()"


def kept(page):
    """What stands in the address, by name."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).fragment).items()}


def test_an_address_that_is_sent_on_shows_the_same(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&region=west") as seen:
        page = seen.page
        page.locator("[data-overlay=parks] input").check()  # beside the stations
        at = page.evaluate("() => window.aqmap.markPoint('stations', '9903A')")
        page.mouse.click(at["x"], at["y"])
        page.locator("#tab-table").click()
        page.locator("#table-find").fill("示例")
        page.locator("[data-sort^=name]").click()
        page.locator("#legend-list [data-klass='2'] button").click()
        page.mouse.move(500, 500)
        page.mouse.down()
        page.mouse.move(650, 560, steps=4)
        page.mouse.up()
        page.wait_for_function("() => location.hash.includes('frame=')")
        page.locator("#language").click()
        sent, shown = urlsplit(page.url).fragment, page.evaluate(STATE)
        assert {name: kept(page)[name] for name in ("station", "over", "find", "sort", "only")} == {
            "station": "stations/9903A",
            "over": "stations,parks",
            "find": "示例",
            "sort": "name",
            "only": "2",
        }
        middle = page.evaluate("() => window.aqmap.degrees([400, 400])")
        assert seen.complaints == []
    with opened(browser, page_file, sent) as seen:
        assert seen.page.evaluate(STATE) == shown
        assert seen.page.locator("#failure").is_hidden()
        assert seen.page.locator("[data-overlay=parks] input").first.is_checked()
        assert seen.page.locator("#table-find").input_value() == "示例"
        assert seen.page.evaluate("() => window.aqmap.degrees([400, 400])") == pytest.approx(
            middle, abs=0.002
        )
        seen.page.locator("#tab-place").click()
        assert seen.page.locator("#panel-place h2").text_content().startswith("示例站三")


def test_back_leads_through_what_was_chosen(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&region=west") as seen:
        page = seen.page
        page.locator("[data-layer=boilers]").click()
        seen.click("990002")  # a place and its tab are one step
        page.locator("#tab-table").click()
        page.locator("#table-find").fill("甲")  # a filter is none
        steps = []
        for _ in range(3):
            page.go_back()
            page.wait_for_function(
                "before => location.hash !== before", arg=f"#{urlsplit(page.url).fragment}x"
            )
            shown = page.evaluate(STATE)
            steps.append((shown["layer"], shown["place"], shown["tab"]))
        assert steps == [("boilers", "990002", "place"), ("boilers", "", ""), ("pm25", "", "")]
        assert page.locator("[data-layer=pm25]").get_attribute("aria-current") == "true"
        assert seen.complaints == []


def test_what_an_address_asks_in_vain_is_said(page_file, browser):
    wrong = {
        "station": "stations/none",
        "over": "roads",
        "frame": "95,80,6",
        "only": "7",
        "sort": "size",
        "tab": "maps",
        "colour": "red",
    }
    asked = "&".join(f"{name}={value}" for name, value in wrong.items())
    with opened(browser, page_file, f"layer=pm25&view=target&region=west&{asked}") as seen:
        said = seen.page.locator("#failure").inner_text()
        assert "地址中有本图没有的内容" in said
        for value in wrong.values():
            assert f"“{value}”" in said
        assert not set(kept(seen.page)) & set(wrong)
        assert seen.complaints == []
