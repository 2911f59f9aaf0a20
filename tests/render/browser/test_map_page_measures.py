"""The register of measures in the panel of a place; synthetic."""

from dataclasses import replace
from typing import Any

import pytest

from aqmap.model.locators import Locator
from aqmap.model.measures import Measure, State
from aqmap.render.browser.map_page import write_page
from tests.books import HOSTILE, square_book
from tests.browser import opened

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def measures_page(tmp_path_factory):
    book = square_book()
    source, figure = next(iter(book.sources)), book.figures["f-t-1"]
    facts: dict[str, Any] = {"source": source, "locator": Locator("item 4; line 30")}
    measures = (
        Measure(
            id="m4",
            number="4",
            title="示例措施",
            section="（二）示例部分",
            deadline="2021-09-30",
            lead=("示例发改委",),
            cooperating=("示例住建局", HOSTILE),
            responsible=("示例管委会",),
            responsible_by_note=True,
            places=("990001",),
            rows=("98", "99.2"),
            figures=(figure.figure.id,),
            state=State.UNDER_WAY,
            **facts,
        ),
        Measure(id="m5", number="5", title="别处的措施", places=("990002",), **facts),
    )
    path = tmp_path_factory.mktemp("measures") / "map.html"
    write_page(replace(book, measures=measures), path)
    return path


def test_a_sheet_names_the_measures_with_their_units_in_charge(measures_page, browser):
    with opened(browser, measures_page, "place=990001") as opened_page:
        listed = opened_page.page.locator("#panel-place .measures")
        assert listed.locator("h3").text_content() == "措施（1项）"
        assert listed.locator(".measure b").all_text_contents() == ["4 示例措施"]
        assert listed.locator(".charged").text_content() == (
            f"牵头：示例发改委；配合：示例住建局、{HOSTILE}；责任：示例管委会；时限：2021年9月30日"
        )
        assert listed.locator(".state").text_content() == "推进中"
        # Where it is written, and its figures, when they are asked for.
        assert not listed.locator("dl").is_visible()
        listed.locator("summary").focus()
        opened_page.page.keyboard.press("Enter")
        names = listed.locator("dt").all_text_contents()
        fields = dict(zip(names, listed.locator("dd").all_text_contents(), strict=True))
        assert fields == {"附表行": "98、99.2", "数据": "PM2.5年均浓度 ≤35 微克/立方米"}
        assert "责任单位出自前文说明" in listed.locator(".remark").all_text_contents()
        assert listed.locator(".cite").last.text_content().startswith("（二）示例部分 第4条")
        assert opened_page.complaints == []


def test_a_sheet_without_measures_says_nothing_of_them(page_file, browser):
    with opened(browser, page_file, "place=990001") as opened_page:
        assert opened_page.page.locator("#panel-place .measures").count() == 0


def test_measures_of_which_nobody_is_said_to_be_in_charge(measures_page, browser):
    with opened(browser, measures_page, "place=990002&lang=en") as opened_page:
        listed = opened_page.page.locator(".measures")
        assert listed.locator("h3").text_content() == "Measures (1)"
        assert listed.locator(".charged").count() == 0
        said = listed.locator(":scope > .cite").all_text_contents()
        assert said[-1] == "The source does not say who is in charge."
