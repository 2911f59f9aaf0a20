"""Sizes of symbols are a filter as classes are; the matrix's order stands in the address."""

import pytest

from aqmap.book.scales import ABROAD_FILL
from tests.browser import opened

pytestmark = pytest.mark.browser

# 580, 120, 12, no task, and 40 of the zone; the samples are 500, 100 and 20.
AMOUNTS = "layer=boilers&region=west"


def symbols(seen):
    return sorted(each["code"] for each in seen.page.evaluate("() => window.aqmap.symbols()"))


def kinds(seen):
    codes = [f"99000{n}" for n in range(1, 5)]
    return [seen.page.evaluate("code => window.aqmap.fill(code).kind", code) for code in codes]


def test_a_sample_symbol_leaves_its_sizes_alone(page_file, browser):
    with opened(browser, page_file, AMOUNTS) as seen:
        keys = seen.page.locator("#size-key button")
        assert [key.get_attribute("aria-label") for key in keys.all()] == [
            "大于100：2个", "大于20至100：1个", "不大于20：1个",
        ]  # fmt: skip
        keys.nth(0).click()
        assert kinds(seen) == ["base", "base", "left-out", "left-out"]
        assert symbols(seen)[:2] == ["990001", "990002"]
        assert "only=10" in seen.page.url
        assert seen.page.evaluate("document.activeElement.dataset.size") == "10"
        assert keys.nth(0).get_attribute("aria-pressed") == "true"
        # The histogram, table, labels and picture follow; counts stay whole.
        fills = seen.page.locator("#histogram rect").evaluate_all(
            "all => all.map(r => r.getAttribute('fill'))"
        )
        assert set(fills) == {"#2F6DA8", ABROAD_FILL}
        written = seen.page.evaluate("() => window.aqmap.labels().map(l => l.code)")
        assert {"990001", "990002"} == {code for code in written if code.startswith("99000")}
        assert "大于100" in seen.page.evaluate("() => window.aqmap.picture()")
        seen.page.locator("#tab-table").click()
        assert seen.page.locator("#table-rows tbody tr").count() == 2
        keys.nth(1).click()  # with the zone's 40
        assert seen.page.locator("#table-rows tbody tr").count() == 3
        assert keys.nth(2).inner_text().split() == ["20", "1个"]
        sent = seen.page.url.split("#")[1]
    with opened(browser, page_file, sent) as seen:
        assert kinds(seen) == ["base", "base", "left-out", "left-out"]
        seen.page.locator("#legend-all").click()
        assert kinds(seen) == ["base", "base", "base", "none"]
        # A size that the samples do not have is none.
        seen.go(f"{AMOUNTS}&only=13")
        assert "“13”" in seen.page.locator("#failure").inner_text()
        assert seen.complaints == []


def test_the_address_keeps_the_order_of_the_matrix(page_file, browser):
    with opened(browser, page_file, "layer=pm25&region=west&tab=matrix&rank=pm25") as seen:
        column = seen.page.locator(".matrix th:has([data-sort=pm25])")
        assert column.get_attribute("aria-sort") == "ascending"
        rows = "() => [...document.querySelectorAll('.matrix tbody tr')].map(r => r.dataset.code)"
        rising = seen.page.evaluate(rows)
        column.locator("button").click()
        assert "rank=-pm25" in seen.page.url
        assert column.get_attribute("aria-sort") == "descending"
        assert seen.page.evaluate(rows) != rising
        seen.page.locator(".matrix .corner button").click()
        assert "rank=" not in seen.page.url
        seen.go("layer=pm25&region=west&tab=matrix&rank=-none")
        assert "总览表排序 “-none”" in seen.page.locator("#failure").inner_text()
