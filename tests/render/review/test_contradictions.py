"""Contradictions are looked at again after every answer; windows of one page share answers."""

import json
from decimal import Decimal

import pytest

from aqmap.decide.audit.recheck.rules_of_document import rules_of
from aqmap.decide.audit.run_checks import audit
from aqmap.model.figures import Level, Role
from aqmap.model.locators import Locator
from aqmap.model.transcript import Known, Mark, Passage, Reason, TablePassage, Transcript
from aqmap.workspace.indicators import Indicators
from tests.browser import opened
from tests.render.review.review_documents import INDICATORS, figure, write, written_at

SAID = "示例甲县淘汰锅炉58台。"
AGAIN = "今年示例甲县淘汰锅炉60台。"
CELLS = {"示例甲县": ("990001", "58"), "示例乙县": ("990002", "40"), "合计": ("990000", "100")}


def document(path):
    """A table whose total is 2 too many, and a sentence that may say its first cell otherwise."""
    measured = {"role": Role.MEASURED, "indicator_written": "淘汰燃煤锅炉"}
    figures, row = [], [Passage("锅炉", "A2")]
    for n, (place, (code, value)) in enumerate(CELLS.items(), 1):
        level = Level.PREFECTURE if code == "990000" else Level.COUNTY
        figures.append(
            figure(
                n,
                place=code,
                place_written=place,
                level=level,
                value=Decimal(value),
                value_written=value,
                locator=Locator(f"table 1; row 2; column {place}; line {n}"),
                **measured,
            )
        )
        row.append(Passage(value, f"B{n}", (Mark(0, len(value), (f"plan-{n}",)),)))
    line = Locator("item 1; para 1; sentence 1; line 9")
    figures.append(
        figure(
            4, value=Decimal(60), value_written="60", locator=line, confirm=("role",), **measured
        )
    )
    head = tuple(Passage(words, f"h{n}") for n, words in enumerate(("指标", *CELLS)))
    mark = written_at(AGAIN, "60台", figures=("plan-4",))
    passages = (TablePassage(1, (head, tuple(row))), Passage(AGAIN, "line 9", (mark,)))
    asked = {"plan-4": (Reason("role", Known.ASSUMED, "disagree", "", ("target", "measured")),)}
    told = Transcript("plan", "表.txt", passages, asked, "f" * 64)
    catalogue = Indicators(
        {"boilers": INDICATORS["boilers"].model_copy(update={"adds_up": True, "counts": True})}
    )
    return write(
        path,
        transcripts=[told],
        figures=figures,
        findings=audit(figures, catalogue),
        rules=rules_of(figures, [], catalogue),
    )


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    return document(tmp_path_factory.mktemp("矛盾") / "review.html")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def correct(page, value):
    press(page, "v")
    page.locator("#edited").fill(value)
    press(page, "Enter")


def left(page):
    return page.evaluate("window.aqmap.state()")["kinds"]


def title(page):
    return page.locator("#detail h2").inner_text()


@pytest.mark.browser
def test_a_contradiction_goes_with_its_correction_and_comes_with_another(page_file, browser):
    with opened(browser, page_file, size=(1024, 768)) as seen:
        page = seen.page
        assert left(page) == {"contradictions": 1, "to_confirm": 1, "not_taken": 0}
        assert "98" in page.locator("#detail").inner_text()  # 58 + 40
        # Corrected to another wrong value it stays, with the sum as it is now.
        press(page, "Digit1")
        correct(page, "99")
        assert left(page)["contradictions"] == 1
        page.locator("#panel").press("Escape")
        press(page, "Enter")
        assert "现在：58 + 40 = 98，合计为99" in page.locator("#detail").inner_text()
        press(page, "Digit1")
        correct(page, "98")
        assert left(page) == {"contradictions": 0, "to_confirm": 1, "not_taken": 0}
        # The figure of the sentence is not certain: what it would contradict is said beside it,
        # and is a contradiction once it was accepted.
        assert page.evaluate("window.aqmap.state().figure") == 4
        assert "则与其他数据不符：同一数据有58和60两个数" in page.locator("#detail").inner_text()
        press(page, "Enter")
        assert left(page) == {"contradictions": 1, "to_confirm": 0, "not_taken": 0}
        assert title(page) == "淘汰燃煤锅炉（示例甲县）：同一来源有两个数"
        # Looked at as it stands it is settled; corrected it is gone; undone it is back.
        press(page, "Enter")
        assert page.locator("#left").inner_text() == "都处理完了，请保存"
        press(page, "z", "Digit2")
        correct(page, "58")
        assert left(page)["contradictions"] == 0
        press(page, "z")
        assert left(page)["contradictions"] == 1
        # Of a figure that is to be asked of its unit nothing is held against others.
        press(page, "q")
        assert left(page)["contradictions"] == 0
        # A part that is corrected breaks the sum again; the cell says what it is now.
        page.locator("td mark").nth(1).click()
        correct(page, "41")
        assert left(page)["contradictions"] == 1
        assert page.locator("[data-sum]").get_attribute("data-sum") == "Σ 99"
        assert seen.complaints == []


@pytest.mark.browser
def test_two_windows_and_an_older_file_lose_no_answer(page_file, browser, tmp_path):
    with opened(browser, page_file) as seen:
        one, other = seen.page, seen.page.context.new_page()
        other.goto(page_file.as_uri())
        other.wait_for_function("() => window.aqmap && window.aqmap.ready", polling=50)
        answers = "window.aqmap.review().decisions.map(d => d.was.id).sort().join()"
        kept = "localStorage.length && localStorage.getItem(localStorage.key(0))"
        # Both answer before either has heard of the other.
        other.goto(page_file.as_uri() + "#figure-2")
        one.goto(page_file.as_uri() + "#figure-1")
        for page, figure in ((one, 1), (other, 2)):
            page.bring_to_front()
            there = f"() => window.aqmap.state().figure === {figure}"
            page.wait_for_function(there, polling=50)  # the address is followed in its own time
            press(page, "Enter")
        for page in (one, other):  # the one behind draws no frames to wait by
            page.wait_for_function(f'() => {answers} === "plan-1,plan-2"', polling=50)
        one.wait_for_function(
            f'() => ({kept}).includes("plan-1") && ({kept}).includes("plan-2")', polling=50
        )
        says = [page.locator("#kept").inner_text() for page in (one, other)]
        assert any("另一个窗口" in said for said in says), says
        # A file with an older answer on one figure and the only one on another.
        told = one.evaluate("window.aqmap.review()")
        first, second = (dict(d) for d in told["decisions"])
        old = "2020-01-01T00:00:00.000Z"
        first |= {"row": {**first["row"], "value": "7"}, "time": old}
        press(other, "z")  # taken back in one window, it is in both
        one.wait_for_function(f'() => {answers} === "plan-1"', polling=50)
        path = tmp_path / "review-old.json"
        saved = {**told, "decisions": [first, {**second, "time": old}]}
        path.write_text(json.dumps(saved), encoding="utf-8")
        one.locator("#load").set_input_files(path)
        one.locator("#kept", has_text="1条这里有更新的答复").wait_for()
        rows = {
            d["was"]["id"]: d["row"] for d in one.evaluate("window.aqmap.review()")["decisions"]
        }
        assert {key: row["value"] for key, row in rows.items()} == {"plan-1": "58", "plan-2": "40"}
        # A newer one holds.
        first["time"] = "2999-01-01T00:00:00.000Z"
        path.write_text(json.dumps({**saved, "decisions": [first]}), encoding="utf-8")
        one.locator("#load").set_input_files(path)
        one.locator("#kept", has_text="其中1条采用文件中的").wait_for()
        taken = '() => window.aqmap.review().decisions.some(d => d.row.value === "7")'
        other.wait_for_function(taken, polling=50)
        assert seen.complaints == []
