"""The review page in a real browser: a document left, its figures right, nothing unmarked."""

import re
from decimal import Decimal

import pytest

from aqmap.book.figure_cards import figure_card
from aqmap.errors import Fault, SourceError
from aqmap.model.figures import Absence, Basis, Comparator, Figure, Level, Role
from aqmap.model.findings import Finding, Severity
from aqmap.model.locators import Locator
from aqmap.model.transcript import Mark, Passage, TablePassage, Transcript
from aqmap.pipelines.read_documents import read_to_files
from aqmap.render.review import write_review
from aqmap.words import Text, say
from aqmap.workspace.indicators import Indicator, Indicators
from aqmap.workspace.places import Place, Places
from aqmap.workspace.sources import Source
from tests.books import HOSTILE
from tests.browser import opened

PLACES = Places(
    {
        code: Place(code, Text(zh, en), (), "990000", Level.COUNTY)
        for code, zh, en in (
            ("990001", "示例甲县", "Example A County"),
            ("990002", "示例乙县", "Example B County"),
        )
    }
)
INDICATORS = Indicators(
    {
        "boilers": Indicator(
            id="boilers",
            name=Text("淘汰燃煤锅炉", "coal boilers closed"),
            unit=Text("台", "boilers"),
            theme="coal",
        )
    }
)
SOURCES = {
    "plan": Source(id="plan", title=Text("示例方案", "Synthetic plan"), annex=Text("附表", "annex"))
}


def figure(number, **facts):
    """A synthetic target of 示例甲县."""
    return Figure(
        **{
            "id": f"plan-{number}",
            "place": "990001",
            "place_written": "示例甲县",
            "level": Level.COUNTY,
            "indicator": "boilers",
            "indicator_written": "淘汰锅炉",
            "period": "2021",
            "role": Role.TARGET,
            "value": Decimal(58),
            "unit": "台",
            "value_written": "58",
            "unit_written": "台",
            "basis": Basis.PLAN,
            "source": "plan",
            "locator": Locator("item 3; line 2"),
        }
        | facts
    )


FIGURES = [
    figure(1, comparator=Comparator.GE, value_written="58台以上"),
    figure(2, place="990002", place_written="乙县", role=Role.MEASURED, note="含开发区"),
    figure(
        3,
        indicator="",
        indicator_written="示例指标",
        value=Decimal(7),
        value_written="7",
        role=Role.PROGRESS,
        locator=Locator("table 1; row 1; column 示例甲县; line 9"),
    ),
    figure(
        4,
        place="",
        place_written="某某镇",
        value=None,
        value_written="",
        absence=Absence.BLANK,
        locator=Locator("table 1; row 1; column 某某镇; line 10"),
    ),
    figure(5, value=Decimal(66), value_written="66", locator=Locator("line 11")),
    figure(6, value=Decimal(77), value_written="77", locator=Locator("line 99")),
]
SENTENCE = "2021年示例甲县、乙县淘汰58台以上，电话0999-1234567。"


def written_at(text, part, **facts):
    return Mark(text.index(part), text.index(part) + len(part), **facts)


def transcript():
    """A paragraph with every kind of mark, a table, and a figure without a mark."""
    marks = (
        written_at(SENTENCE, "2021年", reason="date"),
        written_at(SENTENCE, "58台以上", figures=("plan-1", "plan-2")),
        written_at(SENTENCE, "0999", reason="no_phrase_for_this"),
    )
    head = tuple(Passage(t, f"line {n}") for n, t in enumerate(("指标", "示例甲县", "某某镇"), 5))
    row = (
        Passage("示例指标", "line 8"),
        Passage("7", "line 9", (Mark(0, 1, ("plan-3",)),)),
        Passage("", "line 10", (Mark(0, 0, ("plan-4",)),)),
    )
    return Transcript(
        "plan",
        "方案.txt",
        (
            Passage(HOSTILE, "line 1"),
            Passage(SENTENCE, "line 2", marks),
            TablePassage(1, (head, row, (Passage("短行", "line 12"),))),
            Passage("另有66台。", "line 11"),
        ),
    )


def write(path, *, lang="zh", transcripts=None, figures=FIGURES, **inputs):
    cards = [figure_card(record, INDICATORS, SOURCES) for record in figures]
    shown = [transcript()] if transcripts is None else transcripts
    write_review(shown, cards, path, places=PLACES, sources=SOURCES, lang=lang, **inputs)
    return path


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
        remarks=[Fault("no_year", "方案.txt")],
    )


def fields(opened_page):
    names = opened_page.page.locator("#detail dd").evaluate_all(
        "all => all.map(d => d.dataset.field)"
    )
    return dict(zip(names, opened_page.page.locator("#detail dd").all_text_contents(), strict=True))


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


def test_write_review_whole_or_not_at_all(tmp_path):
    with pytest.raises(SourceError):
        write(tmp_path)
    assert list(tmp_path.iterdir()) == []


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
def test_review_click_on_a_figure_shows_its_fields(review_file, browser):
    with opened(browser, review_file) as opened_page:
        opened_page.page.locator("#document mark.target", has_text="58台以上").click()
        assert opened_page.page.locator("#detail h2").inner_text().split("\n") == [
            "≥58台",
            "示例甲县 淘汰燃煤锅炉",
        ]
        assert fields(opened_page) == {
            "place": "示例甲县 · 990001",
            "level": "县级",
            "indicator": "淘汰燃煤锅炉 · boilers",
            "indicator_written": "淘汰锅炉",
            "period": "2021年",
            "role": "目标",
            "comparator": "≥ 以上（含本数）",
            "value": "≥58台",
            "value_written": "58台以上",
            "basis": "计划",
            "locator": Locator("第3条（文件第2行）"),
        }
        assert "锅炉：合计不符" in opened_page.page.locator("#detail .check").inner_text()
        assert opened_page.page.locator("#list [aria-current] i").inner_text() == "1"


@pytest.mark.browser
def test_review_second_click_goes_to_the_other_figure_of_the_spot(review_file, browser):
    with opened(browser, review_file) as opened_page:
        mark = opened_page.page.locator("#document mark.target", has_text="58台以上")
        mark.click()
        mark.click()
        assert fields(opened_page)["place"] == "示例乙县 · 990002"
        assert fields(opened_page)["place_written"] == "乙县"
        assert fields(opened_page)["note"] == "含开发区"
        assert opened_page.page.locator("#detail .chips button").all_inner_texts() == ["1 ≥58台"]


@pytest.mark.browser
def test_review_click_in_the_list_scrolls_the_document(tmp_path, browser):
    filler = tuple(Passage("没有数字的一段。", f"line {n}") for n in range(100, 400))
    long = Transcript("plan", "长.txt", (*filler, *transcript().passages))
    path = write(tmp_path / "long.html", transcripts=[long])
    with opened(browser, path) as opened_page:
        mark = opened_page.page.locator("#document mark", has_text="58台以上")
        assert mark.bounding_box()["y"] > 900
        opened_page.page.locator("#list .entry.target").first.click()
        assert 42 < mark.bounding_box()["y"] < 900
        assert "on" in mark.get_attribute("class")


@pytest.mark.browser
def test_review_number_not_taken_says_why(review_file, browser):
    with opened(browser, review_file) as opened_page:
        date = opened_page.page.locator("#document mark.refused", has_text="2021年")
        why = date.get_attribute("title")
        date.click()
        assert fields(opened_page) == {"reason": why, "locator": Locator("文件第2行")}
        assert (
            opened_page.page.locator("#detail .context").inner_text().startswith("2021年示例甲县")
        )
        bare = opened_page.page.locator("#document mark.refused", has_text="0999")
        assert bare.get_attribute("title") == "no_phrase_for_this"


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
        assert fields(opened_page)["indicator"] == "指标库中没有"
        assert fields(opened_page)["indicator_written"] == "示例指标"
        opened_page.page.locator("#filters [data-filter=nowhere]").click()
        opened_page.page.locator("#list .entry").click()
        assert fields(opened_page)["place"] == "未对应到任何地方"
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
        assert "文件中没有年份" in opened_page.page.locator("ul.remarks").inner_text()
        finding = opened_page.page.locator("ol.findings li")
        assert HOSTILE in finding.inner_text()
        finding.locator("[data-go='2']").click()
        assert fields(opened_page)["place"] == "示例乙县 · 990002"
        opened_page.page.locator("#detail .check").click()
        assert opened_page.page.evaluate("document.activeElement.id") == "finding-1"


@pytest.mark.browser
def test_review_is_stepped_through_by_keyboard(review_file, browser):
    with opened(browser, review_file) as opened_page:
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
        assert fields(opened_page)["place"] == "Example A County · 990001"
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
def test_review_of_two_hundred_pages_stays_quick(tmp_path, browser):
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
        opened_page.page.evaluate("() => new Promise(done => requestAnimationFrame(done))")
        spent = opened_page.page.evaluate("() => performance.now()")
        step = opened_page.page.evaluate(
            """() => {
                const from = performance.now();
                for (let n = 0; n < 20; n += 1) document.getElementById("next").click();
                return (performance.now() - from) / 20;
            }"""
        )
        assert opened_page.page.evaluate("window.aqmap.state().shown") == 12000
        assert spent < 8000, spent
        assert step < 250, step
