"""The table of what the map shows: ranked, sorted, filtered, copied, saved as CSV."""

import csv
from dataclasses import replace

import pytest

from aqmap.render.browser.map_page import write_page
from aqmap.words import Text
from tests.book_layers import COUNTIES
from tests.books import square_book
from tests.browser import opened

pytestmark = pytest.mark.browser

BOILERS = "layer=boilers&tab=table"


def rows(page):
    """The rows that are listed, cell by cell."""
    return [
        row.locator("th, td").all_text_contents() for row in page.locator("#table-body tr").all()
    ]


def test_ties_share_a_rank_and_what_has_no_value_has_none(browser, tmp_path):
    book = square_book()
    boilers = next(layer for layer in book.layers if layer.id == "boilers")
    view = boilers.views["target"]
    cells = list(view.cells["2021"])
    cells[3] = cells[2]  # 示例丙县 closes as many boilers as 示例乙县
    tied = replace(boilers, views={"target": replace(view, cells={"2021": tuple(cells)})})
    layers = tuple(tied if layer is boilers else layer for layer in book.layers)
    write_page(replace(book, layers=layers), tmp_path / "map.html")
    with opened(browser, tmp_path / "map.html", BOILERS) as seen:
        heading = seen.page.locator("[data-sort^=value]").first
        assert heading.inner_text() == "位次（从高到低）"
        heading.click()
        ranked = [(row[0], row[2]) for row in rows(seen.page)]
        assert ranked == [("1", "580"), ("2", "120"), ("2", "120"), ("4", "40"), ("—", "—")]
        heading.click()
        assert heading.inner_text() == "位次（从低到高）"
        ranked = [(row[0], row[2]) for row in rows(seen.page)]
        assert ranked == [("1", "40"), ("2", "120"), ("2", "120"), ("4", "580"), ("—", "—")]
        assert seen.complaints == []


def test_a_number_that_is_indicative_only_takes_no_part_in_the_ranking(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=measured&region=west&tab=table") as seen:
        ranks = {row[1]: row[0] for row in rows(seen.page)}
        assert ranks["示例乙县"] == "1"
        assert [rank for name, rank in ranks.items() if name.startswith("示例丁县")] == ["—"]
        seen.go("layer=pm25&view=status&region=west&tab=table")  # verdicts are no ranks
        assert len(rows(seen.page)[0]) == 3


def test_the_table_is_filtered_and_a_chosen_row_leaves_it_open(page_file, browser):
    with opened(browser, page_file, BOILERS) as seen:
        page = seen.page
        assert page.locator("tfoot").inner_text() == "示例西州合计：来源印752台，各地相加752台"
        page.locator("#table-find").fill("lijia")
        assert [row[1] for row in rows(page)] == ["示例甲开发区", "示例甲市"]
        assert page.locator("#table-said").inner_text() == "列出2个，共5个"
        page.locator("#table-body button").nth(1).click()
        assert page.locator("#table-body tr.picked th").inner_text() == "示例甲市"
        assert page.evaluate("document.activeElement.innerText") == "示例甲市"
        assert [row[1] for row in rows(page)] == ["示例甲开发区", "示例甲市"]


def test_the_table_leaves_the_page_as_csv_and_on_the_clipboard_without_formulas(browser, tmp_path):
    book = square_book()
    formula = Text('=HYPERLINK("http://x","甲"),1', "=1+1")
    places = tuple(
        replace(place, label=formula) if place.code == COUNTIES[0] else place
        for place in book.places
    )
    write_page(replace(book, places=places), tmp_path / "map.html")
    with opened(browser, tmp_path / "map.html", f"{BOILERS}&sort=-value") as seen:
        with seen.page.expect_download() as download:
            seen.page.locator("#table-csv").click()
        assert download.value.suggested_filename == "boilers-target-2021.csv"
        download.value.save_as(tmp_path / "table.csv")
        seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        seen.page.locator("#table-copy").click()
        seen.page.locator("#table-said:not(:empty)").wait_for()
        copied = seen.page.evaluate("navigator.clipboard.readText()").splitlines()
    written = (tmp_path / "table.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf# ")
    head, names, first, *_ = csv.reader(written.decode("utf-8-sig").splitlines())
    assert "未经地图审核" in head[0]
    assert names[:3] == ["代码", "位次（从高到低）", "地方"]
    assert first == ["990001", "1", f"'{formula.zh}", "580", ""]
    assert copied[1].split("\t") == ["1", f"'{formula.zh}", "580", ""]
