"""What the page says first: its headline in words, and the map that it opens on."""

import pytest

from tests.browser import opened

pytestmark = pytest.mark.browser


def test_the_headline_says_how_many_meet_their_target_and_why_others_are_not_judged(
    page_file, browser
):
    with opened(browser, page_file, "layer=pm25&view=target&region=west") as seen:
        headline = seen.page.locator("#headline")
        assert headline.inner_text() == (
            "本图统计4个县（市）和1个无边界数据的区域，3个有目标，3个有实测值，"
            "完成目标2个，未完成目标1个，2个无法评判（未收集到目标值2个）。日期：2026-11-23。"
        )
        # The source prints a total of boilers; nobody said which number of them is good.
        seen.go("layer=boilers")
        assert headline.inner_text() == (
            "本图统计4个县（市）和1个无边界数据的区域，4个有任务量，1个无数值"
            "（无任务（任务数为0）1个）。示例西州合计：来源印752台，各地相加752台。日期：2026-11-23。"
        )
        # Of 2020 nothing is known: the sentence below gives the reason, once.
        seen.go("layer=pm25&view=status&period=2020&region=east&lang=en")
        assert headline.inner_text() == (
            "On this map: 2 counties and cities; target: none; measured: none. Date: 2026-11-23."
        )


def test_the_page_opens_on_the_map_with_the_most_verdicts(page_file, browser):
    with opened(browser, page_file) as seen:
        # Three places in the west are judged, none in the east; no other layer judges.
        shown = seen.page.evaluate("() => window.aqmap.state()")
        assert (shown["layer"], shown["view"], shown["period"]) == ("pm25", "status", "2021")
        assert shown["region"] == "west"
