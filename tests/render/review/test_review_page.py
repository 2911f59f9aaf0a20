"""The review page in a real browser: a document left, its figures right, nothing unmarked."""

import re
from decimal import Decimal

import pytest

from aqmap.errors import Fault
from aqmap.model.findings import Finding, Severity
from aqmap.model.locators import Locator
from aqmap.model.transcript import Passage, Transcript
from aqmap.pipelines.read_documents import read_to_files
from aqmap.words import Text, say
from tests.books import HOSTILE
from tests.browser import opened
from tests.render.review.review_documents import (
    figure,
    transcript,
    write,
    written_at,
)


@pytest.fixture(scope="module")
def review_file(tmp_path_factory):
    finding = Finding(
        "f1", Severity.ERROR, "sum", "boilers",
        Text("锅炉：合计不符", "boilers: the total differs"),
        Text(f"58+58=116，{HOSTILE}", "58 + 58 = 116"), ("plan-1", "plan-2"),
    )  # fmt: skip
    return write(
        tmp_path_factory.mktemp("核对 （一）") / "核对.html",
        findings=[finding],
        remarks=[Fault("no_figures", "方案.txt")],
    )


def fields(opened_page):
    nodes = opened_page.page.locator("#detail [data-field]")
    names = nodes.evaluate_all("all => all.map(d => d.dataset.field)")
    told = zip(names, nodes.all_text_contents(), strict=True)
    return {name: words for name, words in told if words != "（空）"}


# ---- the file ----------------------------------------------------------------------------


def test_write_review_nothing_in_it_can_be_loaded_or_run(review_file):
    written = review_file.read_text(encoding="utf-8")
    assert written.count("<script") == written.count("</script>") == 2
    assert "<img" not in written
    assert not re.findall(r'(?:src|href)="(?!data:,|#)', written)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', written)[1]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_write_review_equal_input_gives_equal_bytes(tmp_path):
    first, second = write(tmp_path / "a.html"), write(tmp_path / "b.html")
    assert first.read_bytes() == second.read_bytes()


def test_write_review_a_document_that_looks_like_the_pages_template(tmp_path):
    hole = Transcript("plan", "{{ data }}", (Passage("{{ script }} {{ review.title }}", "line 1"),))
    path = write(tmp_path / "r.html", transcripts=[hole], figures=[])
    assert "{{ script }} {{ review.title }}" in path.read_text(encoding="utf-8")


def test_write_review_half_a_character_is_no_traceback(tmp_path):
    half = Transcript("plan", "方案.xlsx", (Passage("甲\ud800乙", "line 1"),))
    path = write(tmp_path / "r.html", transcripts=[half], figures=[])
    assert "甲?乙" in path.read_text(encoding="utf-8")


def test_read_to_files_writes_the_review_if_asked(small_workspace, tmp_path):
    plan = tmp_path / "方案.txt"
    plan.write_text(
        "2025年示例地区方案\n\n\t指标\n\t示例甲县\n\n\t造林（万亩）\n\t1.5\n\n", "utf-8"
    )
    files = {"out": tmp_path / "f.csv", "review": tmp_path / "核对.html"}
    read_to_files([plan], workspace=small_workspace, lang="en", **files)
    written = files["review"].read_text(encoding="utf-8")
    assert "<title>Review: 方案.txt</title>" in written
    assert "造林（万亩）" in written


# ---- in a browser ------------------------------------------------------------------------


@pytest.mark.browser
def test_review_click_on_a_figure_shows_its_fields_and_a_second_the_other_of_the_spot(
    review_file, browser
):
    with opened(browser, review_file) as opened_page:
        page = opened_page.page
        mark = page.locator("#document mark.target", has_text="58台以上")
        mark.click()
        assert page.locator("#detail h2").inner_text().split("\n") == [
            "≥58台",
            "示例甲县 淘汰燃煤锅炉",
        ]
        assert fields(opened_page) == {
            "place": "示例甲县",
            "indicator": "淘汰燃煤锅炉",
            "period": "2021",
            "role": "目标",
            "comparator": "≥ 以上（含本数）",
            "value": "58",
            "unit": "台",
            "level": "县级",
            "indicator_written": "淘汰锅炉",
            "value_written": "58台以上",
            "basis": "计划",
            "locator": Locator("第3条（文件第2行）"),
        }
        assert page.locator("#detail dd small").first.inner_text() == "本句写明“示例甲县”"
        assert page.locator("#detail .context mark").inner_text() == "58台以上"
        assert "锅炉：合计不符" in page.locator("#detail .check").inner_text()
        assert page.locator("#list [aria-current] i").inner_text() == "1"
        mark.click()
        told = fields(opened_page)
        assert (told["place"], told["note"], told["role"]) == ("请选择（乙）", "含开发区", "实际")
        assert page.locator("#detail .chips button").last.inner_text() == "1 ≥58台"


@pytest.mark.browser
def test_review_click_in_the_list_scrolls_the_document(tmp_path, browser):
    filler = tuple(Passage("没有数字的一段。", f"line {n}") for n in range(100, 400))
    long = Transcript("plan", "长.txt", (*filler, *transcript().passages))
    path = write(tmp_path / "long.html", transcripts=[long])
    with opened(browser, path, "figure-6") as opened_page:  # which stands nowhere in it
        mark = opened_page.page.locator("#document mark", has_text="58台以上")
        assert mark.bounding_box()["y"] > 900
        opened_page.page.locator("#list .entry.target").first.click()
        assert 42 < mark.bounding_box()["y"] < 900
        assert "on" in mark.get_attribute("class")


@pytest.mark.browser
def test_review_number_not_taken_says_why_and_becomes_a_figure_by_a_click(review_file, browser):
    with opened(browser, review_file, "item-2") as opened_page:
        date = opened_page.page.locator("#document mark.refused", has_text="2021年")
        why = date.get_attribute("title")
        assert fields(opened_page) == {"reason": why, "locator": Locator("文件第2行")}
        context = opened_page.page.locator("#detail .context").inner_text()
        assert context.startswith("2021年示例甲县")
        bare = opened_page.page.locator("#document mark.refused", has_text="0999")
        assert bare.get_attribute("title") == "no_phrase_for_this"
        bare.click()
        told = fields(opened_page)
        assert (told["value"], told["place"], told["period"]) == ("0999", "示例甲县", "2021")
        opened_page.page.keyboard.press("Escape")
        assert fields(opened_page)["reason"] == "no_phrase_for_this"


@pytest.mark.browser
def test_review_number_without_a_mark_is_loud(review_file, browser):
    with opened(browser, review_file) as opened_page:
        loud = opened_page.page.locator("#document mark.unstated")
        numbers = re.findall(r"\d+", HOSTILE)
        assert loud.all_inner_texts() == [*numbers, "1234567", "66"]
        assert loud.last.get_attribute("title") == "未说明原因"
        count = opened_page.page.locator(".counts .unstated.alarm").inner_text().split("\n")
        assert count == [str(len(numbers) + 2), say("review.count.unstated", "zh")]


@pytest.mark.browser
def test_review_unknown_indicator_and_place_are_said_and_filtered(review_file, browser):
    with opened(browser, review_file) as opened_page:
        opened_page.page.locator("#filters [data-filter=unnamed]").click()
        assert opened_page.page.locator("#list .entry").count() == 1
        opened_page.page.locator("#list .entry").click()
        assert fields(opened_page)["indicator"] == "示例指标"
        assert "指标库中没有" in opened_page.page.locator("#detail .flag").inner_text()
        opened_page.page.locator("#filters [data-filter=nowhere]").click()
        opened_page.page.locator("#list .entry").last.click()
        assert fields(opened_page)["place"] == "某某镇"
        assert fields(opened_page)["absence"] == "原表为空白"
        assert fields(opened_page)["locator"] == "附表第1行“某某镇”列（文件第10行）"


@pytest.mark.browser
def test_review_not_taken_are_grouped_by_reason_with_counts(review_file, browser):
    with opened(browser, review_file) as opened_page:
        opened_page.page.locator("#filters [data-filter=refused]").click()
        groups = opened_page.page.locator("#list summary").all_inner_texts()
        assert any(group.startswith("no_phrase_for_this") for group in groups)
        counts = [int(re.findall(r"\d+$", group)[0]) for group in groups]
        assert sum(counts) == opened_page.page.locator("#document mark[data-r]").count()


@pytest.mark.browser
def test_review_figure_without_a_mark_is_attached_to_its_passage_or_said_lost(review_file, browser):
    with opened(browser, review_file, "figure-5") as opened_page:
        assert "没有标出" in opened_page.page.locator("#detail .notice").inner_text()
        assert "另有66台" in opened_page.page.locator("#document .whole.on").inner_text()
        opened_page.page.locator("#list .entry").last.click()
        assert "文件中找不到" in opened_page.page.locator("#detail .notice").inner_text()


@pytest.mark.browser
def test_review_findings_and_remarks_lead_to_their_figures(review_file, browser):
    with opened(browser, review_file) as opened_page:
        assert "没有读出任何数据" in opened_page.page.locator("ul.remarks").inner_text()
        finding = opened_page.page.locator("ol.findings li")
        assert HOSTILE in finding.inner_text()
        finding.locator("[data-go='2']").click()
        assert fields(opened_page)["place"] == "请选择（乙）"
        opened_page.page.locator("#detail .check").click()
        assert opened_page.page.evaluate("document.activeElement.id") == "finding-1"


@pytest.mark.browser
def test_review_is_stepped_through_by_keyboard(review_file, browser):
    with opened(browser, review_file) as opened_page:
        opened_page.page.keyboard.press("Escape")
        assert opened_page.page.evaluate("window.aqmap.state().figure") is None
        opened_page.page.locator("#filters [data-filter=figure]").click()
        for expected in (1, 2, 3):
            opened_page.page.keyboard.press("j")
            assert opened_page.page.evaluate("window.aqmap.state().figure") == expected
        opened_page.page.keyboard.press("k")
        assert opened_page.page.evaluate("window.aqmap.state().figure") == 2
        opened_page.page.locator("#list [aria-current]").focus()
        opened_page.page.keyboard.press("ArrowDown")
        assert (
            opened_page.page.evaluate("document.activeElement.querySelector('i').textContent")
            == "3"
        )
        opened_page.page.keyboard.press("Escape")
        assert opened_page.page.evaluate("window.aqmap.state().figure") is None


@pytest.mark.browser
def test_review_table_is_a_table_with_a_header_and_short_rows_shown(review_file, browser):
    with opened(browser, review_file) as opened_page:
        assert opened_page.page.locator("thead th").all_inner_texts() == [
            "指标",
            "示例甲县",
            "某某镇",
        ]
        assert opened_page.page.locator("tbody th").first.inner_text() == "示例指标"
        assert opened_page.page.locator("td.missing").get_attribute("colspan") == "2"
        opened_page.page.locator("mark.absent").click()
        assert opened_page.page.evaluate("window.aqmap.state().figure") == 4


@pytest.mark.browser
def test_review_asks_nothing_of_the_network_and_runs_nothing_of_the_document(review_file, browser):
    with opened(browser, review_file) as opened_page:
        assert [r for r in opened_page.requests if not r.startswith(("file:", "data:"))] == []
        assert opened_page.complaints == []
        assert HOSTILE in opened_page.page.locator("#document .line").first.inner_text()


@pytest.mark.browser
def test_review_in_english_leaves_the_document_as_it_is(tmp_path, browser):
    with opened(browser, write(tmp_path / "r.html", lang="en"), "figure-1") as opened_page:
        assert opened_page.page.title() == "Review: 方案.txt"
        assert fields(opened_page)["place"] == "Example A County"
        assert fields(opened_page)["locator"] == "item 3, line 2 of the file"
        assert "淘汰58台以上" in opened_page.page.locator("#document").inner_text()


@pytest.mark.browser
def test_review_on_a_telephone(review_file, browser):
    with opened(browser, review_file, "figure-3", size=(390, 844)) as opened_page:
        assert opened_page.page.evaluate("document.documentElement.scrollWidth") == 390
        assert opened_page.page.locator("#detail").is_visible()
        assert not opened_page.page.locator("#list").is_visible()
        opened_page.page.locator("#expand").click()
        assert opened_page.page.locator("#list").is_visible()


@pytest.mark.browser
def test_a_step_through_two_hundred_pages_changes_only_what_it_shows(tmp_path, browser):
    line = "各县市淘汰锅炉{}台，完成第{}项任务，详见附件第{}条。" + "说明文字" * 20
    passages, figures = [], []
    for n in range(4000):
        text = line.format(n, n, n)
        mark = written_at(text, f"{n}台", figures=(f"plan-{n}",))
        passages.append(Passage(text, f"line {n}", (mark,)))
        figures.append(figure(n, value=Decimal(n), locator=Locator(f"line {n}")))
    long = Transcript("plan", "长.txt", tuple(passages))
    path = write(tmp_path / "long.html", transcripts=[long], figures=figures)
    with opened(browser, path) as opened_page:
        elements = opened_page.page.evaluate("document.getElementsByTagName('*').length")
        changes = opened_page.page.evaluate(
            """() => {
                const watch = new MutationObserver(() => {});
                const all = {attributes: true, characterData: true, childList: true};
                watch.observe(document, {...all, subtree: true});
                for (let n = 0; n < 20; n += 1) document.getElementById("next").click();
                return watch.takeRecords().length / 20;
            }"""
        )
        assert opened_page.page.evaluate("window.aqmap.state().shown") == 12000
        assert elements < 30 * 4000, elements
        assert changes < 20, changes
