"""From a document over the page and its file to the table: what a person did is what it says."""

import json

import pytest

from aqmap.pipelines.read_documents import read_to_files
from aqmap.pipelines.review.confirm_figures import confirm_to_files
from aqmap.read.tables.read_figures import read_figures
from aqmap.workspace.workspace import open_workspace
from tests.browser import opened

DOCUMENT = """\
示例地区2025年工作情况通报

示例甲县完成造林0.3至0.4万亩，示例乙县完成造林0.6万亩。

附表：造林完成情况（万亩）

\t县市
\t造林（万亩）

\t示例甲县
\t1.2

\t示例乙县
\t0.8

\t示例丙县
\t0.5

\t合计
\t2.8
"""


@pytest.mark.browser
def test_what_was_decided_on_the_page_is_in_the_table(small_workspace, browser, tmp_path):
    document, table = tmp_path / "通报.txt", tmp_path / "figures.csv"
    document.write_text(DOCUMENT, encoding="utf-8")
    page_file = tmp_path / "核对.html"
    read_to_files([document], out=table, review=page_file, workspace=small_workspace)
    with opened(browser, page_file, size=(1024, 768)) as seen:
        page = seen.page
        total = page.locator("td[data-sum], th[data-sum]")
        assert total.get_attribute("data-sum") == "Σ 2.5"
        assert "off" in total.get_attribute("class")
        # The total is wrong in print: it is corrected, and the sum agrees.
        page.locator("#document mark", has_text="2.8").click()
        page.keyboard.press("v")
        page.keyboard.type("2.5")
        page.keyboard.press("Enter")
        assert "off" not in total.get_attribute("class")
        # The column is accepted with one key, the sentence's figure is rejected, a number added.
        page.locator("#document mark", has_text="0.5").click()
        page.keyboard.press("c")
        page.locator("#document mark", has_text="0.6").click()
        page.keyboard.press("x")
        page.locator("#document mark", has_text="0.4").click()
        page.keyboard.press("Enter")
        told = page.evaluate("window.aqmap.review()")
        assert seen.complaints == []
    review = tmp_path / "review.json"
    review.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    done = confirm_to_files([review], out=table, workspace=small_workspace)
    assert next(line.zh for line in done.lines) == "确认4条，删去1条，补录1条，待核实0条"
    assert done.laid.findings == []
    workspace = open_workspace(small_workspace)
    figures = read_figures(
        [table],
        indicators=workspace.indicators,
        places=workspace.places,
        sources=("example", "通报"),
    ).figures
    told = [(f.place, str(f.value), f.unit, f.confirm) for f in figures]
    assert told[:3] == [
        ("990001", "1.2", "万亩", ()),
        ("990002", "0.8", "万亩", ()),
        ("990003", "0.5", "万亩", ()),
    ]
    assert told[3][1:] == ("2.5", "万亩", ())
    assert told[4] == ("990001", "0.4", "万亩", ())
    # Laid over its own result again, nothing changes.
    once = table.read_bytes()
    confirm_to_files([review], out=table, workspace=small_workspace)
    assert table.read_bytes() == once
