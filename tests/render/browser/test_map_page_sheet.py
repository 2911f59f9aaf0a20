"""The sheet of a county: row by row what the sheet on paper says, each thing once."""

from dataclasses import replace

import pytest

from aqmap.book.profiles.indicator_rows import indicator_rows, short_words, tally
from aqmap.render.browser.map_page import write_page
from aqmap.render.paper.pages.county.county_sheet import tally_text
from aqmap.words import text
from tests.books import CODES, HOSTILE, ORDER, square_book
from tests.browser import opened

pytestmark = pytest.mark.browser

NOTICE = "第三方数据，不作考核依据"
# Of each row: its name, the words of its cells without the numbers of notes, where its bar ends.
ROWS = """() => [...document.querySelectorAll("#panel-place [data-row]")].map((row) => {
    const plain = (cell) => {
        const copy = cell.cloneNode(true);
        copy.querySelectorAll("sup, [aria-hidden], .tag").forEach((part) => part.remove());
        return copy.textContent;
    };
    const at = (line, name) => Number(row.querySelector(line).getAttribute(name));
    const bar = row.querySelector(".bullet");
    return [
        row.querySelector("th .link").textContent,
        ...[...row.querySelectorAll("td")].map(plain),
        bar && [at(".actual", "x") + at(".actual", "width"), at(".goal", "x1")],
    ];
})"""


def words_of(cell):
    return "" if cell is None else text(f"reason.{cell.reason}").zh if cell.reason else cell.label


def expected(row):
    """The same of the book, as the sheet on paper draws it; bars run from 2 to 98."""
    bar = row.bullet
    return [
        row.title.zh,
        words_of(row.target),
        words_of(row.measured),
        "" if row.gap is None or row.gap.reason else row.gap.label,
        short_words(row).zh,
        bar and [pytest.approx(2 + 96 * bar.share(n)) for n in (bar.actual, bar.target)],
    ]


def with_undrawn_comparison(book):
    """The same book with gap and status of its first layer on no map."""
    layer = book.layers[0]
    drawn = {name: layer.views[name] for name in ("target", "measured")}
    undrawn = {name: layer.views[name] for name in ("gap", "status")}
    first = replace(layer, views=drawn, comparison=undrawn)
    return replace(book, layers=(first, *book.layers[1:]))


@pytest.mark.parametrize("is_drawn", [True, False])
def test_the_rows_of_every_place_are_those_of_its_sheet_on_paper(tmp_path, browser, is_drawn):
    book = square_book() if is_drawn else with_undrawn_comparison(square_book())
    write_page(book, tmp_path / "map.html")
    with opened(browser, tmp_path / "map.html") as seen:
        bars = 0
        for code in ORDER:
            seen.go(f"layer=pm25&region=all&tab=place&place={code}")
            rows = list(indicator_rows(book, code))
            assert seen.page.evaluate(ROWS) == [expected(row) for row in rows], code
            said = seen.page.locator("#panel-place .tally").text_content()
            assert said == tally_text(tally(row.shown for row in rows), "county").zh
            bars += sum(row.bullet is not None for row in rows)
        # 990001 met and 990002 not met: 990004 is indicative only on the map, and judged here.
        assert bars == 3
        assert seen.complaints == []


def test_a_row_says_unit_and_which_side_is_better(page_file, browser):
    with opened(browser, page_file, "layer=pm25&place=990002") as seen:
        facts = seen.page.locator("#panel-place .facts-line > span").all_text_contents()
        assert facts[0] == "微克/立方米 · 越低越好 · 2021年 · "
        assert facts[-1] == "台 · 越高越好 · 2021年"  # without a figure, and so without sources
        assert "自0起" in seen.page.locator(".sheet-key").inner_text()


def test_without_a_target_there_is_no_bar_but_the_reason(page_file, browser):
    with opened(browser, page_file, "layer=pm25&place=990003") as seen:
        row = seen.page.locator('[data-row="pm25 2021"]')
        assert row.locator(".bullet").count() == 0
        assert row.locator(".status .letter").text_content() == "比"
        assert row.locator(".status").inner_text().endswith("只有相对要求，无数值")
        letters = seen.page.locator(".letters li").all_text_contents()
        assert "比只有相对要求，无数值" in letters
        assert "站无国控监测站点" in letters


def test_what_must_be_said_of_numbers_is_said_once(page_file, browser):
    with opened(browser, page_file, "layer=pm25&place=990002") as seen:
        panel = seen.page.locator("#panel-place")
        assert panel.locator(".notice").all_text_contents() == [NOTICE]
        assert panel.locator(".footnotes li").all_text_contents() == ["1截至12月15日"]
        assert panel.locator('[data-row="pm25 2021"] td').nth(1).text_content() == "47.51"
        seen.go("layer=pm25&place=990004")
        indicative = panel.locator('[data-row="pm25 2021"] td').nth(1)
        assert indicative.locator(".tag").text_content() == "参考"


def test_sources_are_opened_by_keyboard_and_stay_open(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&place=990002") as seen:
        page = seen.page
        button = page.locator('[data-row="pm25 2021"] .cites')
        assert button.get_attribute("aria-expanded") == "false"
        assert page.locator(".figure").count() == 0
        button.focus()
        page.keyboard.press("Enter")
        assert page.locator(".cited:visible .figure").count() == 2
        assert "示例行动计划" in page.locator(".cited:visible .cite").first.text_content()
        # Another view is shown: the sheet is drawn anew, and what was asked for is still there.
        page.locator("#views button").nth(1).click()
        assert page.locator(".cited:visible .figure").count() == 2
        button.click()
        assert page.locator(".figure").count() == 0


def test_an_indicator_leads_to_its_map_and_the_hand_stays(page_file, browser):
    with opened(browser, page_file, "layer=boilers&place=990002") as seen:
        page = seen.page
        page.locator('[data-row="pm25 2020"] .link').focus()
        page.keyboard.press("Enter")
        state = page.evaluate("window.aqmap.state()")
        assert (state["layer"], state["period"], state["place"]) == ("pm25", "2020", "990002")
        focused = "document.activeElement.closest('[data-row]').dataset.row"
        assert page.evaluate(focused) == "pm25 2020"
        assert page.locator("[data-row].picked").count() == 2  # both its periods


def test_figures_of_no_layer_stand_below(tmp_path, browser):
    book = square_book()
    boilers = next(layer for layer in book.layers if layer.id == "boilers")
    rest = tuple(layer for layer in book.layers if layer is not boilers)
    write_page(replace(book, layers=rest), tmp_path / "map.html")
    with opened(browser, tmp_path / "map.html", f"place={CODES['west']}") as seen:
        panel = seen.page.locator("#panel-place")
        assert panel.locator("[data-row]").count() == 0
        others = panel.locator(".others")
        assert others.locator("h3").first.text_content() == "其他数据"
        others.locator("summary").click()
        assert others.locator(".figure .said b").all_text_contents() == ["752台"]


def test_hostile_words_are_text_on_the_sheet(page_file, browser):
    with opened(browser, page_file, "layer=hostile&place=990101") as seen:
        panel = seen.page.locator("#panel-place")
        assert HOSTILE in panel.locator('[data-row="hostile 2021-03"] .link').text_content()
        assert seen.page.locator("img").count() == 0
        assert seen.complaints == []
