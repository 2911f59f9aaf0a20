"""The legend as a control: what is clicked in it is what map and table show."""

import pytest

from tests.browser import opened

pytestmark = pytest.mark.browser


def test_classes_and_reasons_that_are_clicked_are_alone_on_map_and_table(page_file, browser):
    where = "layer=pm25&view=target&region=west&tab=table"
    with opened(browser, page_file, where) as seen:
        page = seen.page
        fill = "code => window.aqmap.fill(code).kind"
        counted = seen.legend()
        page.locator("#legend-list [data-klass='1'] button").click()
        page.locator("#legend-list button", has_text="只有相对要求").click()
        kinds = [page.evaluate(fill, f"99000{n}") for n in (1, 2, 3, 4)]
        assert kinds == ["class", "left-out", "silent", "left-out"]
        assert {label["code"] for label in page.evaluate("window.aqmap.labels()")} >= {"990003"}
        assert "990002" not in {label["code"] for label in page.evaluate("window.aqmap.labels()")}
        names = page.locator("#table-body th").all_text_contents()
        assert names == ["示例甲市", "示例丙县"]
        assert "only=1.101" in page.url
        assert seen.legend() == counted  # what is left out is counted all the same
        page.locator("#legend-all").click()
        assert page.locator("#table-body tr").count() == 5
        # Another view has other classes: nothing of it is left out unseen.
        page.locator("#legend-list [data-klass='0'] button").click()
        page.locator("[data-view=status]").click()
        assert page.evaluate("window.aqmap.state().only") == ""
        assert seen.complaints == []


def test_the_histogram_has_every_number_in_the_colour_of_its_class(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&region=all") as seen:
        # 25, 35, 41, 47: four of them in five stretches of 4.4 each.
        picture = seen.page.locator("#histogram svg")
        assert picture.get_attribute("aria-label") == "4个数值的分布：从≤25到≤47"
        bars = [
            (round(float(bar.get_attribute("x"))), bar.get_attribute("fill"))
            for bar in picture.locator("rect").all()
        ]
        assert bars == [(1, "#FFFFB2"), (129, "#FD8D3C"), (193, "#B10026"), (257, "#B10026")]
        seen.go("layer=pm25&view=status&region=all")  # verdicts have no spread
        assert seen.page.locator("#histogram").count() == 0
