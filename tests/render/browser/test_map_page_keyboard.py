"""The page without a pointer: the map walked with arrows, focus that stays, words for the map."""

import pytest

from tests.browser import opened

pytestmark = pytest.mark.browser

# 示例甲市 lies in the north-west of four squares, 乙县 beside it, 丙县 and 丁县 below.
WEST = "layer=pm25&view=measured&region=west"
NARROWED = {"200 %": (720, 450), "400 %": (320, 256)}


def focus_of(seen):
    return seen.page.evaluate(
        "() => { const {id, dataset, textContent, className} = document.activeElement;"
        " return id || Object.values(dataset)[0] || textContent || className; }"
    )


def press(seen, *keys):
    for key in keys:
        seen.page.keyboard.press(key)


@pytest.mark.parametrize(
    ("link", "reached"),
    [("skip-map", "map_book"), ("skip", "panel-table"), ("skip-layers", "search")],
)
def test_skip_links_lead_to_map_table_and_layers(page_file, browser, link, reached):
    with opened(browser, page_file, WEST) as seen:
        press(seen, "Tab")
        assert focus_of(seen) == "skip-map"
        assert seen.page.locator("#skip-map").bounding_box()["y"] >= 0
        seen.page.locator(f"#{link}").focus()
        press(seen, "Enter")
        assert focus_of(seen) == reached


def test_arrows_walk_from_county_to_county_and_enter_chooses(page_file, browser):
    with opened(browser, page_file, f"{WEST}&place=990001") as seen:
        seen.page.locator("#map_book").focus()
        said = []
        for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft"):
            press(seen, key)
            said.append(seen.page.locator("#tip").inner_text().splitlines()[:2])
        assert said[0] == ["示例甲市", "35.0微克/立方米"]
        assert said[1] == ["示例甲经济技术开发区", "不在统计范围"]
        assert said[2] == ["示例乙县", "47.5微克/立方米"]
        assert said[3][1] == "19.2微克/立方米 *"
        assert said[4] == ["示例丙县", "无国控监测站点"]
        press(seen, "Enter")
        assert seen.page.evaluate("window.aqmap.state().place") == "990003"
        assert focus_of(seen) == "map_book"
        # Nothing lies further west: the walk stays where it is.
        press(seen, "ArrowLeft", "ArrowUp")
        assert seen.page.locator("#tip").inner_text().startswith("示例甲市")
        press(seen, "Escape")
        assert seen.page.evaluate("window.aqmap.state().place") == ""
        assert seen.complaints == []


def test_shift_and_arrows_move_the_map_and_plus_enlarges_it(page_file, browser):
    with opened(browser, page_file, WEST) as seen:
        before = seen.point("990001")
        seen.page.locator("#map_book").focus()
        press(seen, "Shift+ArrowRight")
        assert seen.point("990001")[0] == pytest.approx(before[0] - 80, abs=1)
        width = seen.point("990002")[0] - seen.point("990001")[0]
        press(seen, "+")
        seen.page.wait_for_timeout(400)
        assert seen.point("990002")[0] - seen.point("990001")[0] > width * 1.3


@pytest.mark.parametrize(
    ("selector", "kept"),
    [
        ("[data-view=target]", "target"),
        ("[data-region=all]", "all"),
        ("[data-layer=boilers]", "boilers"),
        ("#language", "language"),
        ("#tab-about", "tab-about"),
        ("#overlay-list input", None),
    ],
)
def test_focus_stays_where_the_hand_was(page_file, browser, selector, kept):
    with opened(browser, page_file, WEST) as seen:
        seen.page.locator(selector).first.focus()
        press(seen, "Space")
        same = "s => document.activeElement === document.querySelector(s)"
        assert seen.page.evaluate(same, selector)
        assert kept is None or focus_of(seen) == kept


def test_focus_goes_on_in_the_panel_that_a_row_leads_to(page_file, browser):
    with opened(browser, page_file, f"{WEST}&tab=table") as seen:
        button = seen.page.locator("#panel-table [data-code='990002'] button")
        button.focus()
        press(seen, "Enter")
        assert seen.page.evaluate("window.aqmap.state().place") == "990002"
        assert seen.page.evaluate("document.activeElement.closest('[role=tabpanel]:not([hidden])')")


def test_the_map_is_described_in_words_from_the_data(page_file, browser):
    with opened(browser, page_file, WEST) as seen:
        home = seen.page.locator("#map_book")
        assert home.get_attribute("role") == "application"
        assert home.get_attribute("aria-describedby") == "map-keys map-words"
        words = seen.page.locator("#map-words").text_content()
        assert words.startswith("2021年示例西州PM2.5年均浓度实测值图。")
        assert "25–35（1个）：示例甲市" in words
        assert "无国控监测站点（1个）：示例丙县" in words
        seen.go("layer=boilers&view=target&lang=en")
        words = seen.page.locator("#map-words").text_content()
        assert "Example A City 580" in words


@pytest.mark.parametrize("zoom", NARROWED)
def test_a_zoomed_page_is_scrolled_down_only_and_shows_everything(page_file, browser, zoom):
    with opened(browser, page_file, WEST, size=NARROWED[zoom]) as seen:
        page = seen.page
        assert page.evaluate("document.documentElement.scrollWidth") == NARROWED[zoom][0]
        height = page.locator("#map_book").bounding_box()["height"]
        assert height >= 240
        heading = page.locator("#heading").bounding_box()
        assert heading["y"] + heading["height"] <= page.locator("#map_book").bounding_box()["y"] + 1
        page.locator("#legend-list").scroll_into_view_if_needed()
        assert page.locator("#legend-list").is_visible()
        page.locator("#tab-table").click()
        row = page.locator("#panel-table tbody tr").last
        row.scroll_into_view_if_needed()
        assert row.is_visible()
        assert len(page.evaluate("window.aqmap.labels()")) > 0


def test_the_map_keeps_half_of_a_small_screen(page_file, browser):
    with opened(browser, page_file, WEST, size=(1024, 768)) as seen:
        assert seen.page.locator("#map_book").bounding_box()["width"] >= 512


def test_what_is_pressed_is_told_in_forced_colours(page_file, browser):
    with opened(browser, page_file, WEST) as seen:
        seen.page.emulate_media(forced_colors="active")
        color = "s => getComputedStyle(document.querySelector(s)).backgroundColor"
        pressed = seen.page.evaluate(color, "[aria-pressed=true]")
        assert pressed != seen.page.evaluate(color, "[aria-pressed=false]")
        seen.page.emulate_media(forced_colors="none")
