"""A sheet printed: exactly one page of A4, whatever stands on it; what has no room is counted."""

import re
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from aqmap.model.locators import Locator
from aqmap.model.measures import Measure
from aqmap.render.browser.map_page import write_page
from aqmap.words import Text
from tests.books import square_book
from tests.browser import opened

pytestmark = pytest.mark.browser

A4 = (596, 843)  # points, as Chromium rounds them
SMALLEST_PT = 7.5
# The smallest type of what is printed, without the numbers of notes.
TYPE_PT = """() => {
    dispatchEvent(new Event("beforeprint"));
    const paper = document.getElementById("paper");
    paper.classList.add("measured");
    const hasWords = (node) => [...node.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const sizes = [...paper.querySelectorAll("*")]
        .filter((node) => node.tagName !== "SUP" && hasWords(node))
        .map((node) => parseFloat(getComputedStyle(node).fontSize) * 0.75);
    paper.classList.remove("measured");
    dispatchEvent(new Event("afterprint"));
    return Math.min(...sizes);
}"""


@pytest.fixture(scope="module")
def default_page(default_book, tmp_path_factory):
    path = tmp_path_factory.mktemp("default") / "map.html"
    write_page(default_book, path)
    return path


def printed(seen, path):
    """Print the page, and return the text of its only sheet."""
    seen.page.pdf(path=path, format="A4")
    document = pypdfium2.PdfDocument(path)
    try:
        sheets = [
            (tuple(round(side) for side in sheet.get_size()), sheet.get_textpage().get_text_range())
            for sheet in document
        ]
    finally:
        document.close()
    assert [size for size, _ in sheets] == [A4]
    # Lines are broken where they are full.
    return re.sub(r"\s+", "", sheets[0][1])


def plain(words):
    return re.sub(r"\s+", "", words)


def fullest(book):
    """The county with the most rows and measures, then the one with the most figures."""
    counties = [place for place in book.places if place.level == "county"]
    figures = [card.figure.place for card in book.figures.values()]
    rows = {
        place.code: sum(
            any(view.cells[layer.periods[0]][i] for view in layer.views.values())
            for layer in book.layers
        )
        for i, place in enumerate(book.places)
    }
    by_rows = max(counties, key=lambda p: (rows[p.code], len(book.measures_of(p.code))))
    by_figures = max(counties, key=lambda p: figures.count(p.code))
    return {by_rows.code: rows[by_rows.code], by_figures.code: rows[by_figures.code]}


def test_the_fullest_counties_and_prefecture_of_the_workspace(
    default_page, default_book, browser, tmp_path
):
    names = {place.code: place.name.zh for place in default_book.places}
    names |= {region.prefecture: region.name.zh for region in default_book.regions}
    found = fullest(default_book)
    assert len(found) == 2
    with opened(browser, default_page) as seen:
        for code in (*found, default_book.regions[0].prefecture):
            seen.go(f"place={code}&tab=place")
            words = printed(seen, tmp_path / f"{code}.pdf")
            assert words.startswith(f"2021年{names[code]}目标与完成情况表")
            titles = seen.page.locator("[data-row] .link").all_text_contents()
            assert len(titles) >= found.get(code, 20)
            assert all(plain(title) in words for title in titles)
            measures = default_book.measures_of(code)
            # All of them are named on the sheet, or those that are not are counted.
            named = sum(plain(f"{m.number} {m.title}") in words for m in measures)
            left = re.search(r"措施(\d+)项", words)
            assert named + (int(left[1]) if left else 0) == len(measures) > 0
            assert "资料来源" in words
            assert "点击" not in words
            assert "图例" not in words
            assert seen.page.evaluate(TYPE_PT) >= SMALLEST_PT
            assert seen.page.evaluate("document.getElementById('paper').children.length") == 0
        assert seen.complaints == []


def test_a_telephone_has_room_for_the_map_in_either_language(default_page, browser):
    with opened(browser, default_page, size=(390, 844)) as seen:
        page = seen.page
        for lang in ("zh", "en"):
            for layer in ("pm25", "coal_cap"):
                seen.go(f"lang={lang}&layer={layer}&view=target")
                head, foot = (page.locator(name).bounding_box() for name in ("#heading", "#foot"))
                assert foot["y"] - head["y"] - head["height"] >= 300, (lang, layer)
        short = page.locator("#headline").bounding_box()["height"]
        page.locator("#headline-more").click()
        assert page.locator("#headline-more").get_attribute("aria-expanded") == "true"
        assert page.locator("#headline").bounding_box()["height"] > short
        page.locator("#tab-about").click()
        assert page.locator(".credit").inner_text().startswith("Boundaries: National Platform")


def crowded_book():
    """Ninety measures and forty layers more: no sheet of A4 has room for them."""
    book = square_book()
    facts: dict[str, Any] = {"source": "plan", "locator": Locator("item 4; line 30")}
    measures = tuple(
        Measure(
            id=f"m{n}",
            number=str(n),
            title=f"第{n}号示例措施",
            lead=("示例发改委",),
            places=("990001",),
            **facts,
        )
        for n in range(1, 91)
    )
    layer = book.layers[1]
    more = tuple(
        replace(layer, id=f"more{n}", title=Text(f"第{n}项示例指标", f"indicator {n}"))
        for n in range(1, 41)
    )
    return replace(book, measures=measures, layers=(*book.layers, *more))


def test_what_has_no_room_on_one_sheet_is_counted(browser, tmp_path):
    write_page(crowded_book(), tmp_path / "map.html")
    with opened(browser, tmp_path / "map.html", "place=990001&tab=place") as seen:
        words = printed(seen, tmp_path / "sheet.pdf")
        assert all(f"第{n}项示例指标" in words for n in range(1, 41))
        named = sum(f"第{n}号示例措施" in words for n in range(1, 91))
        assert 0 < named < 90
        assert f"措施{90 - named}项" in words
        assert "措施只列牵头单位和时限" in words
        # Nothing of it is left for the next print, which may be one of the map.
        assert seen.page.evaluate("[document.body.className, document.styleSheets.length]") == [
            "",
            1,
        ]
        assert seen.complaints == []


def test_a_place_with_little_is_printed_large(page_file, browser, tmp_path):
    with opened(browser, page_file, "layer=pm25&place=990002&tab=place") as seen:
        words = printed(seen, tmp_path / "sheet.pdf")
        assert "示例乙县目标与完成情况表" in words
        assert "未完成目标" in words
        assert "只列题目" not in words
        assert "第三方数据，不作考核依据" in words
        assert seen.page.evaluate(TYPE_PT) >= SMALLEST_PT
