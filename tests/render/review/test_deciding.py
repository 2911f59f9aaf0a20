"""Deciding on the review page, in a real browser: keys, choices, files, a second person."""

import json
import shutil
from dataclasses import replace
from decimal import Decimal

import pytest

from aqmap.model.figures import Role
from aqmap.model.findings import Finding, Severity
from aqmap.model.locators import Locator
from aqmap.model.transcript import Known, Passage, Reason, Transcript
from aqmap.words import Text
from tests.browser import opened
from tests.render.review.review_documents import figure, write, written_at


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    finding = Finding(
        "f1", Severity.ERROR, "sum", "boilers",
        Text("锅炉：合计不符", "boilers: the total differs"),
        Text("58+58=116", "58 + 58 = 116"), ("plan-1", "plan-3"),
    )  # fmt: skip
    return write(tmp_path_factory.mktemp("核对") / "review.html", findings=[finding])


class Reviewer:
    """A person at the page."""

    def __init__(self, seen):
        self.seen, self.page = seen, seen.page

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    @property
    def state(self):
        return self.page.evaluate("window.aqmap.state()")

    @property
    def left(self):
        return self.page.locator("#left").inner_text()

    @property
    def decisions(self):
        told = self.page.evaluate("window.aqmap.review()")["decisions"]
        return {(d["was"] or d["row"])["id"]: d for d in told}


@pytest.mark.browser
def test_review_is_finished_with_one_key_an_item(page_file, browser):
    with opened(browser, page_file, size=(1024, 768)) as seen:
        one = Reviewer(seen)
        # A contradiction first, then two figures to confirm, then four numbers that were not taken.
        assert one.left == "还有7处"
        assert "锅炉：合计不符" in one.page.locator("#detail h2").inner_text()
        one.press("Enter")
        assert one.state["figure"] == 2
        # Its place and role are open: without a choice of the place it is not accepted.
        assert "推断：文中说法不一“完成”" in one.page.locator("#detail").inner_text()
        one.press("Enter")
        assert "请先选定：地方" in one.page.locator("#detail .notice").inner_text()
        assert "plan-2" not in one.decisions
        one.press("Shift+Digit4", "Digit1")
        row = one.decisions["plan-2"]["row"]
        assert (row["role"], row["place"], row["level"]) == ("target", "990002", "county")
        assert row["confirm"] == ""
        assert one.state["figure"] == 5
        # A year that no document tells: what is typed goes into the place of XXXX.
        one.press("t")
        one.page.keyboard.type("abq")
        one.press("Enter")
        assert one.page.locator("#edited").get_attribute("aria-invalid") == "true"
        one.page.locator("#edited").fill("2024年5月")
        one.press("Enter")
        assert one.decisions["plan-5"]["row"]["period"] == "2024-05"
        # Numbers that were not taken: one alone, then all alike.
        assert one.left == "还有4处"
        one.press("a")
        assert one.left == "还有1处"
        one.press("Enter")
        assert one.left == "都处理完了，请保存"
        assert one.state["left"] == 0
        # Every step is taken back.
        one.press("z")
        assert one.left == "还有1处"
        one.press("Control+z", "z")
        assert one.state["figure"] == 5
        assert "plan-5" not in one.decisions
        assert seen.complaints == []
        assert [r for r in seen.requests if not r.startswith(("file:", "data:"))] == []
        width = one.page.evaluate("document.documentElement.scrollWidth")
        assert (width, one.page.evaluate("document.documentElement.scrollHeight")) == (1024, 768)


@pytest.mark.browser
def test_review_fields_are_found_by_pinyin_and_shortcuts_do_not_fire_while_typing(
    page_file, browser
):
    with opened(browser, page_file, "figure-3") as seen:
        one = Reviewer(seen)
        one.press("p")
        one.page.keyboard.type("slyx")  # 示例乙县 by its initials; x would reject
        assert one.page.locator(".found button").all_inner_texts() == ["示例乙县\n990002"]
        before = one.decisions
        # Enter ends the composition of a word and answers nothing.
        one.page.evaluate(
            """() => document.getElementById("edited").dispatchEvent(new KeyboardEvent(
                "keydown", {key: "Enter", isComposing: true, bubbles: true}))"""
        )
        assert one.decisions == before
        one.press("Tab")
        assert one.page.locator("#detail [data-field=place]").inner_text() == "示例乙县"
        one.press("i")
        one.page.keyboard.type("ranmeiguolu")
        one.press("Enter")
        row = one.decisions["plan-3"]["row"]
        assert (row["indicator"], row["unit"], row["place"]) == ("boilers", "台", "990002")
        # The same correction again, a rejection, a question, and back.
        one.page.locator("#list .entry", has_text="某某镇").click()
        one.press("x")
        assert one.decisions["plan-4"]["answer"] == "reject"
        assert one.decisions["plan-4"]["row"] is None
        one.page.locator("#list .entry").first.click()
        one.page.locator("#list .entry", has_text="77台").click()
        one.press("q")
        assert one.decisions["plan-6"]["answer"] == "to_ask"
        one.press("b")
        assert one.state["figure"] == 6


@pytest.mark.browser
def test_review_words_selected_around_a_number_say_what_it_counts(page_file, browser):
    with opened(browser, page_file) as seen:
        one = Reviewer(seen)
        one.page.evaluate(
            """() => {
                const line = [...document.querySelectorAll(".line .text")].at(-1);
                getSelection().selectAllChildren(line);
                line.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
            }"""
        )
        one.page.wait_for_selector("#detail [data-field=indicator]")
        assert one.page.locator("#detail [data-field=value]").inner_text() == "66"
        assert one.page.locator("#detail [data-field=indicator]").inner_text() == "另有"
        # The year of the figure beside it is open, so it is here.
        one.press("t")
        one.page.keyboard.type("2021")
        one.press("Enter")
        added = one.decisions["plan-added-line11-2"]
        assert (added["answer"], added["was"]) == ("added", None)
        assert (added["at"], added["start"], added["end"]) == ("line 11", 2, 4)
        assert (added["row"]["source"], added["row"]["basis"]) == ("plan", "plan")


def fresh(browser, path):
    """The page in a browser of its own, which has kept nothing."""
    context = browser.new_context(offline=True, accept_downloads=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.locator("#left:not(:empty)").wait_for()
    return context, page


@pytest.mark.browser
def test_review_is_kept_saved_loaded_and_checked_a_second_time(page_file, browser, tmp_path):
    context, page = fresh(browser, page_file)
    page.locator("#by").fill("张三")
    page.locator("#on").fill("2026-03-01")
    page.keyboard.press("Enter")  # leaves the field, and answers nothing
    page.keyboard.press("Enter")
    page.keyboard.press("Digit1")
    page.wait_for_timeout(600)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()  # nothing is lost on closing
    page.locator("#left:not(:empty)").wait_for()
    assert page.locator("#left").inner_text() == "还有5处"
    with page.expect_download() as download:
        page.locator("#save").click()
    assert download.value.suggested_filename == "review-方案.json"
    saved = tmp_path / "review.json"
    shutil.copy(download.value.path(), saved)
    told = json.loads(saved.read_text(encoding="utf-8"))
    assert told["documents"] == [{"name": "方案.txt", "sha256": "b" * 64, "source": "plan"}]
    by_id = {d["was"]["id"]: d for d in told["decisions"]}
    assert (by_id["plan-2"]["checked_by"], by_id["plan-2"]["checked_on"]) == ("张三", "2026-03-01")
    context.close()

    context, page = fresh(browser, page_file)
    page.locator("#load").set_input_files(saved)
    page.locator("#kept", has_text="读入了").wait_for()
    assert page.locator("#left").inner_text() == "还有5处"
    page.locator("#by").fill("张三")
    page.locator("#recheck").check()
    assert page.locator("#left").inner_text() == "还有3处"
    page.locator("h1").click()
    page.keyboard.press("Enter")  # it is the same person
    page.locator("#kept", has_text="复核要由另一个人做").wait_for()
    page.locator("#by").fill("李四")
    page.keyboard.press("Enter")  # leaves the field
    for key in ("Enter", "x", "Enter"):
        page.keyboard.press(key)
    assert page.locator("#left").inner_text() == "都处理完了，请保存"
    told = page.evaluate("window.aqmap.review().decisions")
    assert {(d["checked_by"], d["rechecked_by"]) for d in told} == {("张三", "李四")}
    assert [d["answer"] for d in told].count("reject") == 1
    # The sheet to be signed, and a foreign file.
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    sheet = page.locator("#sheet")
    assert sheet.locator("tbody tr").count() == 3
    assert "复核：" in sheet.text_content()
    page.locator("#load").set_input_files(
        files=[{"name": "x.json", "mimeType": "application/json", "buffer": b'{"a": [1]}'}]
    )
    page.locator("#kept", has_text="不是核对页").wait_for()
    context.close()


@pytest.mark.browser
def test_review_one_answer_holds_for_a_list_and_is_repeated(tmp_path, browser):
    text = "示例甲县、示例乙县淘汰锅炉1台、2台、3台，另4台。"
    asked = Reason("role", Known.ASSUMED, "disagree", "", ("target",))
    figures, marks, reasons = [], [], {}
    for n in (1, 2, 3, 4):
        measured = {"role": Role.MEASURED, "value": Decimal(n), "locator": Locator("line 1")}
        figures.append(figure(n, **measured, confirm=("role",)))
        marks.append(written_at(text, f"{n}台", figures=(f"plan-{n}",)))
        by = "disagree" if n < 4 else "heading"  # the fourth is known in another way
        reasons[f"plan-{n}"] = (replace(asked, by=by),)
    told = Transcript("plan", "a.txt", (Passage(text, "line 1", tuple(marks)),), reasons)
    path = write(tmp_path / "list.html", transcripts=[told], figures=figures)
    with opened(browser, path) as seen:
        one = Reviewer(seen)
        one.press("Digit2")  # the first is a target, and so are all like it
        assert one.page.locator("#like").inner_text() == "2"
        one.press("a")
        assert one.left == "还有1处"
        one.press(".")  # and the fourth, which is not
        roles = {key: d["row"]["role"] for key, d in one.decisions.items()}
        assert roles == dict.fromkeys((f"plan-{n}" for n in (1, 2, 3, 4)), "target")
        assert one.left == "都处理完了，请保存"
        one.press("z", "z")  # a step of three figures goes back as one
        assert set(one.decisions) == {"plan-1"}
