"""Years, months and days stand on rails of their own, and are played along one of them."""

import pytest

from aqmap.render.browser.map_page import write_page
from tests.browser import opened
from tests.period_books import period_book

pytestmark = pytest.mark.browser

HERE = "layer=rails&region=west"
PERIOD = "() => window.aqmap.state().period"
# Left and right edge of each stop, as shares of their rail.
EDGES = """rail => [...document.querySelectorAll(`#rail-${rail} .stop`)].map(stop => {
    const [box, on] = [stop, stop.parentElement].map(node => node.getBoundingClientRect());
    return [(box.left - on.left) / on.width, (box.right - on.left) / on.width];
})"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("periods") / "map.html"
    write_page(period_book(), path)
    return path


def test_stops_stand_where_their_time_is_and_gaps_are_seen(page, browser):
    with opened(browser, page, f"{HERE}&period=2018") as seen:
        years = seen.page.evaluate(EDGES, "year")
        # From 2017 to 2021 there are 1826 days; 2019 is missing, of 2021 there are 273 days.
        days = [(0, 365), (365, 730), (1095, 1461), (1461, 1734)]
        assert [edge for stop in years for edge in stop] == pytest.approx(
            [edge / 1826 for stop in days for edge in stop], abs=0.004
        )
        months = seen.page.evaluate(EDGES, "month")  # November 2020 to April 2021: 181 days
        assert months[2][1] == pytest.approx(92 / 181, abs=0.005)
        assert months[3][0] == pytest.approx(151 / 181, abs=0.005)
        assert seen.page.locator("#rail-year .ticks span").all_text_contents() == [
            "2017", "2018", "2019", "2020", "2021部分",
        ]  # fmt: skip
        assert seen.page.locator("#rail-month .ticks span").all_text_contents() == [
            "11月", "12月", "2021年", "2月", "3月", "4月",
        ]  # fmt: skip
        # A period without any number is there, but pale.
        assert seen.page.locator("#rail-month .bare").count() == 1
        assert seen.complaints == []


def test_keys_walk_along_a_rail_in_the_order_of_time_and_keep_the_focus(page, browser):
    with opened(browser, page, f"{HERE}&period=2018") as seen:
        years, said = seen.page.locator("#rail-year"), seen.page.locator("#period-said")
        assert [years.get_attribute(f"aria-value{name}") for name in ("now", "max", "text")] == [
            "2", "4", "2018年",
        ]  # fmt: skip
        years.press("ArrowRight")
        assert seen.page.evaluate(PERIOD) == "2020"
        years.press("End")
        assert seen.page.evaluate(PERIOD) == "2021-01/2021-09"
        assert said.text_content() == "2021年1—9月（不足一年）"
        years.press("ArrowRight")
        assert seen.page.evaluate(PERIOD) == "2021-01/2021-09"
        assert seen.page.locator("#period-next").is_disabled()
        assert seen.page.evaluate("document.activeElement.id") == "rail-year"
        # Each rail keeps its place: of the months the one nearest to the year is at hand.
        months = seen.page.locator("#rail-month")
        months.press("Enter")
        assert seen.page.evaluate(PERIOD) == "2021-01"
        assert years.get_attribute("aria-valuetext") == "2021年1—9月（不足一年）"
        seen.page.locator("[data-rail=day] .rail-name").click()
        assert said.text_content() == "2021年1月30日"
        assert "period=2021-01-30" in seen.page.url


def test_the_pointer_takes_the_stop_that_is_nearest(page, browser):
    with opened(browser, page, f"{HERE}&period=2018", size=(390, 844)) as seen:
        box = seen.page.locator("#rail-year .stops").bounding_box()
        at = [(box["x"] + share * box["width"], box["y"] + 5) for share in (0.58, 0.02)]
        seen.page.mouse.move(*at[0])  # late in 2019, of which there is nothing
        seen.page.mouse.down()
        assert seen.page.evaluate(PERIOD) == "2020"
        seen.page.mouse.move(*at[1])
        seen.page.mouse.up()
        assert seen.page.evaluate(PERIOD) == "2017"
        # On a telephone the other rails are buttons.
        assert not seen.page.locator("#rail-month").is_visible()
        seen.page.locator("[data-rail=month] .rail-name").click()
        assert seen.page.locator("#rail-month").is_visible()
        assert not seen.page.locator("#rail-year").is_visible()


def test_playing_goes_along_its_rail_and_ends_at_its_end(page, browser):
    with opened(browser, page, f"{HERE}&period=2021-01-30") as seen:
        play, said = seen.page.locator("#period-play"), seen.page.locator("#period-said")
        classes, steps = seen.legend(), seen.page.evaluate("history.length")
        names = [line.rsplit(" ", 1)[0] for line in classes]
        play.click()
        assert play.get_attribute("aria-label") == "停止播放"
        seen.page.locator("#period-said", has_text="2021年2月1日").wait_for(timeout=10_000)
        assert play.get_attribute("aria-label") == "逐期播放"
        assert [line.rsplit(" ", 1)[0] for line in seen.legend()] == names
        assert seen.page.locator("#same-line").text_content() == "各时段用同一分级，颜色可直接比较"
        assert "period=2021-02-01" in seen.page.url
        assert seen.page.evaluate("history.length") == steps
        assert seen.page.evaluate("document.activeElement.id") == "period-play"
        play.click()  # from the first again
        assert said.text_content() == "2021年1月30日"
        play.click()
        assert play.get_attribute("aria-label") == "逐期播放"


def test_who_wants_less_motion_steps_and_is_not_played_to(page, browser):
    with opened(browser, page, f"{HERE}&period=2021-01-30") as seen:
        seen.page.locator("#period-play").click()
        seen.page.emulate_media(reduced_motion="reduce")
        try:
            seen.page.locator("#period-play").wait_for(state="hidden")
            before = seen.page.evaluate(PERIOD)
            seen.page.wait_for_timeout(900)
            assert seen.page.evaluate(PERIOD) == before
            assert seen.page.locator("#period-next").is_visible()
        finally:
            seen.page.emulate_media(reduced_motion="no-preference")


def test_days_of_stations_have_a_rail_without_the_days_that_have_no_index(page, browser):
    where = "layer=months&view=measured&region=west&day=2020-01-02"
    with opened(browser, page, where) as seen:
        steps = seen.page.evaluate("history.length")
        seen.page.locator("#period-next").click()  # the 3rd and the 4th have none
        assert seen.page.evaluate("window.aqmap.state().day") == "2020-01-05"
        assert seen.page.locator("#period-said").text_content() == "2020年1月5日"
        runs = seen.page.evaluate(EDGES, "day")
        assert [edge for run in runs for edge in run] == pytest.approx(
            [0, 2 / 366, 4 / 366, 1], abs=0.003
        )
        seen.page.locator("#rail-day").press("End")
        assert seen.page.evaluate("window.aqmap.state().day") == "2020-12-31"
        assert (
            seen.page.evaluate("history.length") == steps
        )  # a day is no step, as a period is none
        assert seen.complaints == []
