"""The matrix of places and layers: verdicts in words, sorted by a layer, each a way to its map."""

import pytest

from tests.browser import opened

pytestmark = pytest.mark.browser


def rows(page):
    """Each row of the matrix as its words, a cell's own joined."""
    return [
        [" ".join(cell.split()) for cell in row]
        for row in page.evaluate(
            "() => [...document.querySelectorAll('.matrix tbody tr')]"
            ".map(row => [...row.children].map(cell => cell.innerText))"
        )
    ]


def test_the_matrix_has_verdicts_in_words_and_numbers_where_nothing_is_judged(page_file, browser):
    with opened(browser, page_file, "layer=pm25&region=west&tab=matrix") as seen:
        # PM2.5 is judged, boilers are not; the next layer has reasons alone, the last the east.
        assert rows(seen.page)[:3] == [
            ["示例甲开发区", "标", "40", "未", "", "—"],
            ["示例甲市", "完成目标", "580", "0", "", "0"],
            ["示例乙县", "未完成目标", "120", "文", "", "1"],
        ]
        signs = seen.page.locator(".matrix .inline-sign")
        assert signs.count() == 3
        key = seen.page.locator(".matrix-key").inner_text()
        assert "标 未收集到目标值" in key
        assert "未报送" in key
        assert "考核期未满" not in key
        assert seen.complaints == []


def test_the_matrix_is_sorted_and_leads_to_a_map(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=gap&region=west&tab=matrix") as seen:
        heading = seen.page.locator("[data-sort=boilers]")
        heading.click()
        assert [row[0] for row in rows(seen.page)[:3]] == ["示例甲市", "示例乙县", "示例甲开发区"]
        heading.click()  # from the lowest on; what has no number stays last
        ranked = [row[2] for row in rows(seen.page)]
        assert ranked == ["12", "40", "120", "580", "0"]
        # Arrows walk the cells, Enter opens the map of one.
        seen.page.locator(".matrix td button").first.focus()
        seen.page.keyboard.press("ArrowDown")
        seen.page.keyboard.press("ArrowRight")
        seen.page.keyboard.press("Enter")
        shown = seen.page.evaluate("() => window.aqmap.state()")
        assert (shown["layer"], shown["view"], shown["tab"]) == ("boilers", "target", "place")
        assert shown["place"].startswith("zone")
        assert seen.complaints == []
