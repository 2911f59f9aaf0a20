"""The page in English: ours is English, and what a document says in Chinese is marked as that."""

import pytest

from aqmap.render.browser.map_page import write_page
from tests.books import square_book
from tests.browser import opened

pytestmark = pytest.mark.browser

UNMARKED = """() => {
    const words = [];
    const walker = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        if (/[\\u3400-\\u9fff]/.test(data) && !parentElement.closest("[lang=zh]")) words.push(data);
    }
    return words;
}"""
ADDRESSES = (
    "layer=pm25&view=status&region=west&place=990001",
    "layer=pm25&view=measured&region=all&tab=table",
    "layer=boilers&region=west&tab=about",
    "layer=pm25&region=west&tab=findings",
    "layer=pm25&region=west&tab=matrix",
)


@pytest.fixture(scope="module")
def english_page(tmp_path_factory):
    path = tmp_path_factory.mktemp("english") / "map.html"
    write_page(square_book(), path, "en")
    return path


def test_the_page_says_that_it_is_in_english(english_page, page_file):
    assert '<html lang="en">' in english_page.read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in page_file.read_text(encoding="utf-8")


def test_all_chinese_of_an_english_page_is_marked(english_page, browser):
    with opened(browser, english_page) as seen:
        assert seen.page.evaluate("window.aqmap.state().lang") == "en"
        assert seen.page.evaluate("document.documentElement.lang") == "en"
        for address in ADDRESSES:
            seen.go(address)
            assert seen.page.evaluate(UNMARKED) == [], address
        seen.go(ADDRESSES[0])
        seen.page.locator(".cites").first.click()
        assert seen.page.evaluate(UNMARKED) == []
        said = seen.page.locator("#panel-place .remark [lang=zh]").all_text_contents()
        assert "含开发区" in said
        assert seen.complaints == []
