"""No answer goes another way than was meant: slips of the hand, corrections, files, dates."""

import json

import pytest

from aqmap.model.figures import Role
from aqmap.model.findings import Finding, Severity
from aqmap.model.transcript import Known, Mark, Passage, Reason, TablePassage, Transcript
from aqmap.words import Text
from tests.browser import opened
from tests.render.review.review_documents import figure, write, written_at

TOTAL = Finding(
    "f1", Severity.ERROR, "sum", "boilers",
    Text("锅炉：合计不符", "boilers: the total differs"),
    Text("58+58=116", "58 + 58 = 116"), ("plan-1", "plan-3"),
)  # fmt: skip
UNLOADED = """() => {
    const event = new Event("beforeunload", {cancelable: true});
    window.dispatchEvent(event);
    return event.defaultPrevented;
}"""


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    return write(tmp_path_factory.mktemp("核对") / "review.html", findings=[TOTAL])


def decisions_of(page):
    told = page.evaluate("window.aqmap.review()")["decisions"]
    return {(d["was"] or d["row"])["id"]: d for d in told}


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.browser
@pytest.mark.parametrize("key", ["x", "q", "Delete"])
def test_a_contradiction_is_settled_by_enter_alone(page_file, browser, key):
    with opened(browser, page_file) as seen:
        press(seen.page, key)
        assert decisions_of(seen.page) == {}
        assert seen.page.locator("#left").inner_text() == "还有7处"
        press(seen.page, "Enter")
        assert {d["answer"] for d in decisions_of(seen.page).values()} == {"accept"}


@pytest.mark.browser
def test_a_number_clicked_twice_keeps_its_indicator(page_file, browser):
    with opened(browser, page_file) as seen:
        seen.page.locator("mark", has_text="58台以上").dblclick()
        seen.page.wait_for_timeout(50)
        assert seen.page.locator("#detail [data-field=indicator]").inner_text() == "淘汰燃煤锅炉"


@pytest.mark.browser
def test_a_correction_that_is_not_accepted_is_counted_and_holds_the_page(page_file, browser):
    with opened(browser, page_file, "figure-1") as seen:
        page = seen.page
        assert page.evaluate(UNLOADED) is False
        press(page, "v")
        page.locator("#edited").fill("59")
        press(page, "Tab", "j")
        assert page.locator("#left").inner_text() == "还有8处"
        assert page.evaluate(UNLOADED) is True
        press(page, "k", "Escape")  # back, and given up
        assert page.locator("#left").inner_text() == "还有7处"


@pytest.mark.browser
def test_enter_with_nothing_selected_goes_to_what_needs_a_person(page_file, browser):
    with opened(browser, page_file) as seen:
        press(seen.page, "Escape", "Enter")
        assert "锅炉：合计不符" in seen.page.locator("#detail h2").inner_text()


@pytest.mark.browser
def test_a_page_that_is_saved_is_left_without_a_warning(page_file, browser):
    with opened(browser, page_file) as seen:
        page = seen.page
        press(page, "Enter")
        assert page.evaluate(UNLOADED) is True
        with page.expect_download():
            page.locator("#save").click()
        page.wait_for_timeout(500)
        assert page.evaluate(UNLOADED) is False
        assert "data/decisions/" in page.locator("#kept").inner_text()


@pytest.mark.browser
def test_the_count_follows_when_the_second_check_is_ended(page_file, browser):
    with opened(browser, page_file) as seen:
        seen.page.locator("#recheck").check()
        assert seen.page.locator("#left").inner_text() == "都处理完了，请保存"
        seen.page.locator("#recheck").uncheck()
        assert seen.page.locator("#left").inner_text() == "还有7处"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("2024-13", None),
        ("2023-02-29", None),
        ("2024年2月29日", "2024-02-29"),
        ("2024/2023", None),
        ("2024年9—3月", None),
        ("2024年1—9月", "2024-01/2024-09"),
    ],
)
def test_a_period_that_is_none_is_not_taken(page_file, browser, typed, held):
    with opened(browser, page_file, "figure-5") as seen:
        press(seen.page, "t")
        seen.page.locator("#edited").fill(typed)
        press(seen.page, "Enter")
        given = decisions_of(seen.page).get("plan-5")
        assert (given and given["row"]["period"]) == held


@pytest.mark.browser
def test_a_unit_that_no_table_takes_for_the_indicator_is_not_taken(page_file, browser):
    with opened(browser, page_file, "figure-1") as seen:
        seen.page.locator("#detail .value[data-field=unit]").click()
        seen.page.locator("#edited").fill("万台")
        press(seen.page, "Enter")
        assert seen.page.locator("#edited").get_attribute("aria-invalid") == "true"
        assert decisions_of(seen.page) == {}


@pytest.mark.browser
def test_two_files_of_other_documents_are_both_kept(page_file, browser, tmp_path):
    with opened(browser, page_file, "figure-1") as seen:
        page = seen.page
        press(page, "Enter")
        told = page.evaluate("window.aqmap.review()")
        for name in ("one", "two"):
            other = json.loads(json.dumps(told))
            other["decisions"][0]["was"] |= {"id": name, "value": "1"}
            path = tmp_path / f"review-{name}.json"
            path.write_text(json.dumps(other), encoding="utf-8")
            page.locator("#load").set_input_files(path)
            page.wait_for_function(
                'name => JSON.stringify(window.aqmap.review()).includes(`"id":"${name}"`)',
                arg=name,
            )
        assert set(decisions_of(page)) == {"plan-1", "one", "two"}


@pytest.mark.browser
def test_what_one_number_counts_is_not_said_of_all_alike(browser, tmp_path):
    text = "示例甲县淘汰锅炉12台，文件第13条。"
    marks = [written_at(text, part, reason="no_role") for part in ("12台", "13条")]
    told = Transcript("plan", "文.txt", (Passage(text, "line 1", tuple(marks)),), {}, "e" * 64)
    page_of = write(tmp_path / "r.html", transcripts=[told], figures=[])
    with opened(browser, page_of) as seen:
        press(seen.page, "f", "a")
        assert seen.page.evaluate("window.aqmap.review()")["left"] == []


ASKED = (Reason("role", Known.ASSUMED, "disagree", "", ("target", "measured")),)


@pytest.mark.browser
def test_a_corrected_place_of_one_cell_is_not_put_into_the_others_of_its_column(browser, tmp_path):
    cells = [
        (figure(1, place="", place_written="本县", role=Role.MEASURED, confirm=("role",)), "58"),
        (figure(2, role=Role.MEASURED, confirm=("role",)), "58"),
    ]
    head = (Passage("县", "A1"), Passage("锅炉", "B1"))
    rows = [
        (Passage("县", f"A{n}"), Passage(words, f"B{n}", (Mark(0, 2, (one.id,)),)))
        for n, (one, words) in enumerate(cells, 2)
    ]
    known = {one.id: ASKED for one, _ in cells}
    told = Transcript("plan", "表.txt", (TablePassage(1, (head, *rows)),), known, "c" * 64)
    page_of = write(tmp_path / "r.html", transcripts=[told], figures=[one for one, _ in cells])
    with opened(browser, page_of, "figure-1") as seen:
        press(seen.page, "p")
        seen.page.keyboard.type("990002")
        press(seen.page, "Tab", "c")
        rows_now = {key: d["row"] for key, d in decisions_of(seen.page).items()}
        assert {key: row["place"] for key, row in rows_now.items()} == {
            "plan-1": "990002",
            "plan-2": "990001",
        }


@pytest.mark.browser
def test_a_number_is_given_the_place_named_last_before_it_also_where_it_is_named_twice(
    browser, tmp_path
):
    text = "示例甲县新增设备，示例乙县改造锅炉，示例甲县淘汰锅炉12台。"
    marks = (written_at(text, "12台", reason="no_role"),)
    told = Transcript("plan", "文.txt", (Passage(text, "line 1", marks),), {}, "d" * 64)
    page_of = write(tmp_path / "r.html", transcripts=[told], figures=[])
    with opened(browser, page_of) as seen:
        press(seen.page, "f")
        assert seen.page.locator("#detail [data-field=place]").inner_text() == "示例甲县"
