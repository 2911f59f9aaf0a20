"""One number for two places, years where none is known, the focus, a browser without scripts."""

import json

import pytest

from tests.browser import opened
from tests.render.review.review_documents import write

FOCUSED = "document.activeElement.dataset.field ?? document.activeElement.id"


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    return write(tmp_path_factory.mktemp("核对") / "review.html")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def decided(page):
    return window_rows(page.evaluate("window.aqmap.review()"))


def window_rows(review):
    return {d["row"]["id"]: d["row"] for d in review["decisions"]}


@pytest.mark.browser
def test_a_figure_of_two_places_becomes_one_of_each(page_file, browser, tmp_path):
    with opened(browser, page_file, "figure-1") as seen:
        page = seen.page
        press(page, "d")
        page.keyboard.type("slyx")
        press(page, "Enter")
        (added,) = decided(page).values()
        assert added["id"] == "plan-1-also-1"
        said = ("place", "place_written", "value", "comparator", "period", "confirm")
        assert [added[name] for name in said] == ["990002", "示例乙县", "58", "ge", "2021", ""]
        listed = page.locator("#list .entry", has_text="示例乙县").first
        assert listed.get_attribute("data-answer") == "added"
        # Taken back it is open; it is not accepted without a place.
        press(page, "z", "Enter")
        assert decided(page)["plan-1-also-1"]["place"] == "990002"
        saved = tmp_path / "review.json"
        saved.write_text(json.dumps(page.evaluate("window.aqmap.review()")), "utf-8")
        assert seen.complaints == []
    with opened(browser, page_file) as seen:
        seen.page.locator("#load").set_input_files(saved)
        seen.page.locator("#kept", has_text="读入了1条").wait_for()
        assert decided(seen.page) == {"plan-1-also-1": added}
        # Left out it is in no file.
        seen.page.locator("#list .entry", has_text="示例乙县").first.click()
        press(seen.page, "x")
        assert decided(seen.page) == {}
        assert seen.page.evaluate("window.aqmap.review().left") == []


@pytest.mark.browser
def test_digits_offer_years_and_the_focus_stays_where_the_hand_was(page_file, browser):
    with opened(browser, page_file, "figure-5") as seen:
        page = seen.page
        # Its own passage names no year; a passage before it says 2021.
        assert page.locator("#detail .options").first.inner_text() == "12021"  # key, year
        press(page, "v")
        page.locator("#edited").fill("67")
        press(page, "Tab")
        assert page.evaluate(FOCUSED) == "value"
        press(page, "Tab")
        assert page.evaluate("document.getElementById('detail').contains(document.activeElement)")
        press(page, "Escape", "v")
        page.locator("#edited").fill("68")
        press(page, "Tab", "Digit1")  # the key that took the value does not keep Enter from
        row = decided(page)["plan-5"]  # being an answer
        assert (row["value"], row["period"]) == ("68", "2021")
        assert seen.complaints == []


@pytest.mark.browser
def test_where_no_script_runs_the_page_says_so_in_words(page_file, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    assert "请换用新版" in page.locator("#opening").inner_text()
    assert page.locator("#document .line").first.is_visible()
    context.close()
