"""Values of places in a dropped file: looked through, asked for, drawn here only, marked."""

import csv

import pytest
from defusedxml import ElementTree

from tests.browser import opened
from tests.dropped_files import dropped, dropping_page, shown_as, workbook

pytestmark = pytest.mark.browser

VALUES = (
    "县市,PM2.5年均浓度（微克/立方米）\n"
    "示例乙县,36.0\n"
    "示例甲,31\n"  # two counties are called so
    "示例丙线,22\n"  # 示例丙县 with a slip
    "示例戊市,未报送\n"
    "示例己县,20\n"
    "示例己县,21\n"
    "昭苏县,15\n"  # a place, of no map of this page
    "合计,125\n"
)
MARK = "拖入，不属于本文件"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return dropping_page(tmp_path_factory.mktemp("values"))


def drop(seen, *files):
    seen.page.set_input_files("#drop-file", list(files))
    seen.page.wait_for_selector("#drop-title")


def answer(page, **told):
    for name, words in told.items():
        field = page.locator(f"#drop-ask-{name}")
        if field.evaluate("field => field.localName") == "select":
            field.select_option(words)
        else:
            field.fill(words)


def lines(page, part):
    return page.locator(f"[data-asked={part}] li > span").all_text_contents()


def test_what_a_file_does_not_say_is_asked_and_names_are_accepted_one_by_one(path, browser):
    with opened(browser, path, "layer=boilers") as seen:
        page = seen.page
        drop(seen, dropped("数值.csv", VALUES.encode("gb18030")))
        assert lines(page, "unclear") == ["“示例甲”（第3行）"]
        assert lines(page, "unknown") == ["“示例丙线”（第4行）"]
        proposed = page.locator("[data-written=示例丙线] option").all_text_contents()
        assert proposed[0] == "请选择"
        assert "示例西州示例丙县" in proposed
        assert lines(page, "doubled") == ["示例东州示例己县"]
        assert "合计行不画（第9行）" in page.locator("#drop-read").inner_text()
        page.click("#drop-draw")
        assert page.locator("#drop-lacks").inner_text() == "还需写明：时段、性质"
        assert page.evaluate("document.activeElement.id") == "drop-ask-period"
        answer(page, period="2025.1")  # January, or October whose 0 was dropped
        page.click("#drop-draw")
        assert page.locator("#drop-lacks").inner_text() == "还需写明：时段、性质"
        answer(page, period="2025年", role="measured")
        page.select_option("[data-written=示例甲] select", "990001")
        page.select_option("[data-written=示例丙线] select", "990003")
        page.select_option("[data-asked=doubled] select", "7")
        page.click("#drop-draw")
        assert page.locator("#drop-shade").is_hidden()
        assert page.locator("#sheet-title").inner_text() == (
            f"2025年示例西州PM2.5年均浓度（{MARK}）实际图"
        )
        # The classes are those of the page's own map of measured PM2.5.
        shown = page.evaluate("['990001', '990002', '990003'].map(c => window.aqmap.fill(c).color)")
        seen.go("layer=pm25&view=measured&region=west&period=2021")
        own = page.locator("#legend-list .name").all_text_contents()
        page.click(f"[data-layer^=drop-]:has-text('{MARK}')")
        assert page.locator("#legend-list .name").all_text_contents()[: len(own) - 3] == own[:-3]
        assert len(set(shown)) > 1
        page.locator("[data-region=all]").click()
        legend = dict(line.rsplit(" ", 1) for line in seen.legend())
        assert legend["未报送"] == "1个"
        assert legend["拖入的文件没有这个地方"] == "2个"  # 示例丁县 and the zone
        assert seen.complaints == []
        assert [url for url in seen.requests if not url.startswith("file:")] == []


def test_what_is_taken_away_says_that_it_is_not_of_the_file_and_removal_leaves_nothing(
    path, browser, tmp_path
):
    with opened(browser, path, "layer=boilers") as seen:
        page = seen.page
        before = page.locator("#layer-list").inner_text()
        drop(seen, dropped("=数值.csv", "县市,锅炉（台）\n示例甲市,3\n示例乙县,0\n"))
        answer(page, period="2025", role="target")
        page.click("#drop-draw")
        assert "（=数值.csv）" in page.locator("#dropped").inner_text()
        assert "不属于本文件" in page.locator("#legend-body").inner_text()
        assert page.evaluate("window.aqmap.radius('990001')") > 0
        assert page.evaluate("window.aqmap.radius('990002')") == 0  # 0 is a number, and no absence
        picture = ElementTree.fromstring(page.evaluate("window.aqmap.picture()"))
        words = "".join(picture.itertext())
        assert MARK in words
        assert "拖入的数据（=数值.csv），不属于本文件" in words
        assert "未经地图审核" in words
        assert "示例编制单位" not in words
        page.click("#take-name")
        with page.expect_download() as download:
            page.click("#take-csv")
        download.value.save_as(tmp_path / "data.csv")
        rows = list(csv.reader((tmp_path / "data.csv").read_text("utf-8-sig").splitlines()))
        values = {row[4]: row[5] for row in rows if row[0] == f"锅炉（{MARK}）"}
        assert (values["示例甲市"], values["示例乙县"]) == ("3", "0")
        page.click("#dropped-remove")
        assert page.locator("#dropped").is_hidden()
        assert page.locator("#layer-list").inner_text() == before
        assert page.evaluate("window.aqmap.state().layer") == "pm25"
        assert page.evaluate("document.activeElement.id") == "drop-open"
        assert seen.complaints == []


def test_a_workbook_is_read_as_it_is_shown_and_says_what_it_cannot_tell(path, browser):
    rows: list[list[object]] = [
        ["单位：户"],
        ["县市", "2024年", "2025年"],
        ["示例甲市", 1234.56, 5],
        ["示例乙县", "12,000", "=B4/2"],
        ["示例丙县", "3万", "－"],
        ["示例戊市", 7, 8],
        ["示例己县", 9, 10],
    ]
    content = shown_as(workbook({"说明": [["无"]], "任务": rows}), "General", "A1:A1")
    with opened(browser, path, "layer=boilers") as seen:
        page = seen.page
        merged = workbook({"任务": rows, "说明": [["无"]]}, merged="C6:C7")
        drop(
            seen,
            dropped("任务.xlsx", shown_as(merged, "#,##0", "B3:B3")),
            dropped("b.xlsx", content),
        )
        read = page.locator("#drop-read").inner_text()
        assert "第4行“”：公式没有保存结果" in read
        assert "第6行“8”：是合并单元格" in read
        assert "表头以上的文字：单位：户" in page.locator("#drop-form").inner_text()
        answer(page, name="散煤替代", role="target")
        page.click("#drop-draw")
        # The second file waited until the first was drawn; its sheet with a heading is chosen.
        assert page.locator("#drop-title").inner_text() == "拖入的文件：b.xlsx"
        assert page.locator("#drop-ask-sheet option:checked").inner_text() == "任务"
        page.keyboard.press("Escape")
        page.click("#tab-table")
        values = {
            row.locator("th").inner_text(): row.locator("td.number").inner_text()
            for row in page.locator("#table-body tr").all()
        }
        assert values["示例甲市"] == "1235"  # as its format shows it
        assert (values["示例乙县"], values["示例丙县"]) == ("12000", "30000")
        seen.page.locator("#period-next").click()
        notes = page.locator("#table-body tr", has_text="示例乙县").inner_text()
        assert "拖入的数值有问题，未采用" in notes
        assert "原表为“-”" in page.locator("#table-body tr", has_text="示例丙县").inner_text()
        assert seen.complaints == []
