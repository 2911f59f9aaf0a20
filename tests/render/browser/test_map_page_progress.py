"""A month of the dispatch in the page: rule, bars, picture and sentence. All counties invented."""

from io import BytesIO

import pytest
from PIL import Image

from aqmap.model.dispatch.months import DispatchMonth
from aqmap.pipelines.dispatch.dispatch_inputs import read_dispatch_inputs
from aqmap.pipelines.dispatch.month_books import month_book_of
from aqmap.pipelines.dispatch.progress_maps import month_maps, read_outlines
from aqmap.render.browser.map_page import write_page
from aqmap.workspace.dispatch.ledger import ledger_to_read
from tests.browser import opened
from tests.dispatch_maps import mapped_workspace, reported

pytestmark = pytest.mark.browser

HOUSEHOLDS = "layer=households&period=2021-09"
GREEN, RED = (0xB7, 0xDD, 0xB4), (0x9C, 0x16, 0x26)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = reported(mapped_workspace(tmp_path_factory.mktemp("调度")))
    inputs = read_dispatch_inputs(folder)
    with ledger_to_read(inputs.folder) as opened_ledger:
        ledger = opened_ledger.all_rows()
    september = month_book_of(inputs, DispatchMonth(2021, 9), ledger)
    return month_maps(inputs, read_outlines(inputs), september, ledger)


@pytest.fixture(scope="module")
def page_file(book, tmp_path_factory):
    path = tmp_path_factory.mktemp("页") / "map.html"
    write_page(book, path)
    return path


def test_a_month_has_its_lights_its_rule_and_its_bars(page_file, book, browser):
    month = book.progress_layers[0].progress["2021-09"]
    with opened(browser, page_file, HOUSEHOLDS) as seen:
        page = seen.page
        assert seen.legend() == [
            "已完成 1个",
            "达到序时进度 1个",
            "略滞后 2个",
            "滞后序时进度 1个",
            "逾期未完成 0个",
            "未报送 1个",
        ]
        assert (
            page.locator("#sheet-title").inner_text()
            == "2021年9月示例地区清洁取暖序时进度图（草稿）"
        )
        assert page.locator("#progress-rule").inner_text() == month.rule.zh
        assert page.locator("#progress-draft").is_visible()
        fills = [page.evaluate("c => window.aqmap.fill(c)", f"99000{n}") for n in (1, 5, 6)]
        assert [fill["color"] for fill in fills] == ["#B7DDB4", "#9C1626", ""]
        page.locator("#tab-progress").click()
        rows = page.locator("#progress-bars li")
        assert [rows.nth(i).get_attribute("data-code")[-1] for i in range(5)] == [*"12345"]
        assert rows.nth(2).inner_text().split() == ["3", "丙县", "▲略滞后", "-0.01个百分点"]
        left, right = (rows.nth(i).locator("rect").bounding_box() for i in (4, 0))
        middle = rows.nth(0).locator("line").bounding_box()["x"]
        assert left["x"] + left["width"] <= middle + 1 <= right["x"] + 2
        assert page.locator("#progress-apart li").inner_text().split() == ["己县", "未报送"]
        assert seen.complaints == []


def test_the_sheet_of_a_county_has_its_lights_and_its_months(page_file, browser):
    with opened(browser, page_file, f"{HOUSEHOLDS}&place=990002") as seen:
        panel = seen.page.locator("#panel-place")
        row = panel.locator('[data-row="households 2021-09"] td')
        # 1 683 households are asked for, three quarters of which the county reports in September.
        assert row.all_inner_texts() == ["≥1 683户", "75.0%", "", "达到序时进度"]
        assert row.locator(".bullet").count() == 0
        tasks = panel.locator("[data-row]").count()
        assert panel.locator(".tally").inner_text().startswith(f"{tasks}项调度任务：")
        months = panel.locator(".series").first
        assert months.locator("h4").inner_text() == "清洁取暖、2021"
        assert months.locator("p").inner_text() == (
            "最低8月59.5%；最高9月75.0%；最末9月75.0%；1–7、10–12月未列入"
        )
        assert months.locator("circle").count() == 2


def test_the_page_of_a_month_opens_on_that_month(page_file, browser):
    with opened(browser, page_file) as seen:
        assert seen.page.locator("#period-said").inner_text() == "2021年9月"
        assert seen.page.locator("#sheet-title").inner_text().startswith("2021年9月")
        seen.page.locator("#period-back").click()
        seen.page.locator("[data-layer=coal]").click()
        assert seen.page.locator("#period-said").inner_text() == "2021年8月"


def test_the_slider_goes_through_the_months(page_file, book, browser):
    with opened(browser, page_file, "layer=households&period=2021-08") as seen:
        page = seen.page
        assert page.locator("#progress-rule").inner_text().startswith("序时：按月 8/12")
        page.locator("#period-next").click()
        assert page.locator("#period-said").inner_text() == "2021年9月"
        assert page.locator("#progress-rule").inner_text().startswith("序时：按月 9/12")
        assert seen.hover("990006").splitlines() == ["己县", "未报送 (1 006, 8-20)"]
        assert seen.hover("990003").splitlines() == ["丙县", "略滞后 75.0%"]


def test_the_sentence_is_copied_and_shown(page_file, book, browser):
    month = book.progress_layers[0].progress["2021-09"]
    with opened(browser, page_file, HOUSEHOLDS) as seen:
        page = seen.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.locator("#progress-sentence").click()
        page.wait_for_function("() => document.getElementById('progress-done').textContent")
        assert page.locator("#progress-words").inner_text() == month.sentence.zh
        assert page.evaluate("navigator.clipboard.readText()") == month.sentence.zh
        page.locator("[data-layer=coal]").click()
        assert page.locator("#progress-said").is_hidden()


def test_the_picture_is_as_wide_as_a_report_and_shows_the_map(page_file, browser, tmp_path):
    with opened(browser, page_file, HOUSEHOLDS) as seen:
        with seen.page.expect_download() as download:
            seen.page.locator("#progress-picture").click()
        assert download.value.suggested_filename == "households-progress-2021-09-example.png"
        download.value.save_as(tmp_path / "图.png")
        assert seen.complaints == []
    with Image.open(BytesIO((tmp_path / "图.png").read_bytes())) as picture:
        assert picture.width == round(156 / 25.4 * 300)
        assert picture.info["dpi"][0] == pytest.approx(300, abs=0.1)
        counts = {color: n for n, color in picture.convert("RGB").getcolors(1 << 24)}
    # Two counties are green and one red, all of one size; signs and labels take a little of each.
    assert counts[GREEN] / counts[RED] == pytest.approx(2, rel=0.1)


def test_a_page_in_english_says_it_in_english(page_file, book, browser):
    month = book.progress_layers[0].progress["2021-09"]
    with opened(browser, page_file, f"{HOUSEHOLDS}&lang=en") as seen:
        assert seen.page.locator("#progress-rule").inner_text() == month.rule.en
        assert seen.page.locator("#sheet-title").inner_text().endswith("(draft)")
