"""What a reader does with the page: point, click, choose, search, by mouse, keyboard and thumb."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from aqmap.model.audience import Audience
from aqmap.model.audit_numbers import AuditNumbers
from aqmap.render.browser.map_page import write_page
from tests.book_layers import COUNTIES
from tests.books import HOSTILE, ZONE, square_book
from tests.browser import opened

pytestmark = pytest.mark.browser

NOTICE = "第三方数据，不作考核依据"


# ---- words -------------------------------------------------------------------------------


def test_page_tip_number_with_unit(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&region=west") as opened_page:
        assert opened_page.hover("990001").splitlines() == ["示例甲市", "≤35微克/立方米"]


def test_page_tip_qualifier_follows_the_number(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=measured&region=west") as opened_page:
        lines = opened_page.hover("990002").splitlines()
        assert lines == ["示例乙县", "47.5微克/立方米", "截至12月15日"]
        lines = opened_page.hover("990004").splitlines()
        assert lines[1:] == ["19.2微克/立方米 *", "有效数据不足，仅供参考"]
        assert opened_page.hover("990003").splitlines() == ["示例丙县", "无国控监测站点"]


def test_page_tip_of_a_status_names_both_sides(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=status&region=west&lang=en") as opened_page:
        assert opened_page.hover("990002").splitlines() == [
            "Example B County",
            "Target not met",
            "target: ≤41 µg/m³",
            "measured: 47.5 µg/m³",
            "until 15 Dec",
        ]


def test_page_tip_of_a_neighbour_says_it_is_not_counted(page_file, browser):
    with opened(browser, page_file, "region=all") as opened_page:
        assert opened_page.hover("990202").splitlines() == ["示例兵团市", "周边地区（不统计）"]


def test_page_panel_has_every_figure_with_its_source(page_file, browser):
    with opened(browser, page_file, "layer=pm25&region=west") as opened_page:
        opened_page.click("990001")
        panel = opened_page.page.locator("#panel-place")
        assert panel.locator("h2").text_content() == "示例甲市"
        assert panel.locator(".band th").all_text_contents() == ["空气质量", "煤炭与锅炉"]
        # Where it is written stands there when it is asked for.
        assert panel.locator(".figure").count() == 0
        for button in panel.locator(".cites").all():
            button.click()
        values = panel.locator(".figure .said b").all_text_contents()
        assert values == ["≤35 微克/立方米", "35.0 微克/立方米", "580台"]
        card = square_book().figures["f-t-1"]
        cites = panel.locator(".figure .cite").all_text_contents()
        assert cites[0] == f"出处：示例行动计划 {card.locator.zh}"
        assert panel.locator(".remark").all_text_contents() == ["含开发区"]
        assert "place=990001" in opened_page.page.url


def test_page_prefecture_sheet_from_the_region_name(page_file, browser):
    with opened(browser, page_file, "place=990001") as opened_page:
        opened_page.page.locator("#panel-place .crumb button").click()
        panel = opened_page.page.locator("#panel-place")
        assert panel.locator("h2").text_content() == "示例西州"
        rows = panel.locator("[data-row]")
        assert rows.locator("th .link").all_text_contents() == ["淘汰燃煤小锅炉"]
        assert rows.locator("td").all_text_contents() == ["752", "", "", ""]


def test_page_zone_is_listed_and_has_a_sheet(page_file, browser):
    with opened(browser, page_file, "layer=boilers") as opened_page:
        rows = opened_page.page.locator(".zones li")
        assert rows.all_text_contents() == ["示例甲开发区40台"]
        rows.locator("button").click()
        panel = opened_page.page.locator("#panel-place")
        assert panel.locator("h2").text_content() == "示例甲经济技术开发区"
        assert "无轮廓，以标记表示；标记位置未核实" in panel.inner_text()
        boilers = panel.locator('[data-row="boilers 2021"] td').first
        assert boilers.text_content() == "401"  # 40, and the first note
        assert panel.locator(".footnotes li").all_text_contents() == ["1含托管企业"]


def test_page_total_stands_by_the_legend(page_file, browser):
    with opened(browser, page_file, "layer=boilers") as opened_page:
        total = opened_page.page.locator("#legend-body .total").all_text_contents()
        assert total == ["示例西州合计：来源印752台，各地相加752台"]


def test_page_station_card_with_chart_and_notice(page_file, browser):
    with opened(browser, page_file, "region=west") as opened_page:
        at = opened_page.page.evaluate("() => window.aqmap.markPoint('stations', '9901A')")
        opened_page.page.mouse.move(at["x"] + 1, at["y"])
        opened_page.page.mouse.move(at["x"], at["y"])
        tip = opened_page.page.locator("#tip").inner_text().splitlines()
        assert tip[0] == "示例站一"
        assert NOTICE in tip
        opened_page.page.mouse.click(at["x"], at["y"])
        panel = opened_page.page.locator("#panel-place")
        assert panel.locator("h2").text_content() == "示例站一"
        assert panel.locator(".notice").text_content() == NOTICE
        assert panel.locator("figcaption").text_content() == "PM2.5年均浓度：2021年各月"
        assert panel.locator("svg rect").count() == 11
        assert panel.locator("svg .none").count() == 1
        assert panel.locator("svg .number").first.text_content() == "53"


def test_page_overlays_can_be_switched(page_file, browser):
    with opened(browser, page_file) as opened_page:
        boxes = opened_page.page.locator("#overlay-list input")
        assert [boxes.nth(i).is_checked() for i in range(3)] == [True, False, False]
        assert NOTICE in opened_page.page.locator("[data-overlay=stations]").inner_text()
        boxes.nth(2).check()
        assert opened_page.page.locator("#overlay-list input").nth(2).is_checked()


def test_page_findings_by_severity_open_their_place(page_file, browser):
    with opened(browser, page_file, "layer=pm25") as opened_page:
        opened_page.page.locator("#tab-findings").click()
        chips = opened_page.page.locator("#panel-findings .chips button").all_text_contents()
        assert chips == ["不一致（待核实）1", "存疑1", "说明1"]
        opened_page.page.locator("[data-severity=error]").click()
        items = opened_page.page.locator(".findings li")
        assert items.count() == 1
        assert "580+120+12+40=752，来源印750" in items.inner_text()
        items.locator("button", has_text="示例甲市").click()
        state = opened_page.page.evaluate("() => window.aqmap.state()")
        assert {name: value for name, value in state.items() if value} == {
            "layer": "boilers",
            "view": "target",
            "period": "2021",
            "region": "west",
            "place": "990001",
            "lang": "zh",
            "tab": "place",
        }


def test_page_unmatched_names_are_said(tmp_path, browser):
    path = tmp_path / "unmatched.html"
    write_page(square_book(unmatched=["某某镇", HOSTILE]), path)
    with opened(browser, path) as opened_page:
        banner = opened_page.page.locator("#unmatched")
        assert banner.is_visible()
        assert f"有2个地名未能对应到任何地区，其数据没有画在图上：某某镇、{HOSTILE}" == (
            banner.text_content()
        )


def test_page_foot_credits_and_audit_line(page_file, tmp_path, browser):
    with opened(browser, page_file) as opened_page:
        foot = opened_page.page.locator("#foot").inner_text()
        assert "内部工作用图，未经地图审核，不得公开" in foot
        for words in ("示例边界来源", "示例编制单位", "2026-11-23"):
            assert words in foot
        assert not opened_page.page.locator("#unmatched").is_visible()
    path = tmp_path / "audited.html"
    audit = AuditNumbers({(lang, "page"): "新S（2026）000号" for lang in ("zh", "en")})
    write_page(replace(square_book(), audit=audit), path)
    with opened(browser, path) as opened_page:
        foot = opened_page.page.locator("#foot").inner_text()
        assert "审图号：新S（2026）000号" in foot
        assert "内部工作用图" not in foot


def test_a_page_for_leaders_has_no_tab_of_findings_and_says_whom_it_is_for(
    page_file, tmp_path, browser
):
    tab = "#tab-findings"
    with opened(browser, page_file) as opened_page:
        assert opened_page.page.locator(tab).count() == 1
    path = tmp_path / "leaders.html"
    write_page(replace(square_book(), audience=Audience.LEADER, findings=()), path)
    with opened(browser, path) as opened_page:
        assert opened_page.page.locator(tab).count() == 0
        assert "供领导参阅；内部工作用图" in opened_page.page.locator("#foot").inner_text()
        for name in ("about", "place", "table"):
            opened_page.page.locator(f"#tab-{name}").click()
        assert not opened_page.complaints


# ---- choosing ----------------------------------------------------------------------------


def test_page_language_is_switched_and_remembered(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=gap") as opened_page:
        assert opened_page.page.locator("html").get_attribute("lang") == "zh-CN"
        opened_page.page.locator("#language").click()
        assert opened_page.page.locator("html").get_attribute("lang") == "en"
        assert opened_page.page.locator("h1").text_content() == "Synthetic atlas, 2021"
        assert "lang=en" in opened_page.page.url
        assert opened_page.page.locator("#views button").all_text_contents() == [
            "target", "measured", "difference from target", "status",
        ]  # fmt: skip
        visible = opened_page.page.locator("body").inner_text()
        # Neighbours are drawn on the map; what is left of Chinese in English is the button.
        assert re.findall(r"[\u4e00-\u9fff]+", visible.replace("中文", "")) == []


def test_page_address_survives_nonsense(page_file, browser):
    with opened(
        browser, page_file, "layer=nope&view=%3Cb%3E&region=..&lang=xx&place=1"
    ) as opened_page:
        state = opened_page.page.evaluate("() => window.aqmap.state()")
        assert (state["layer"], state["view"], state["region"]) == ("pm25", "target", "west")
        assert opened_page.complaints == []


def test_page_follows_a_changed_address(page_file, browser):
    with opened(browser, page_file) as opened_page:
        opened_page.page.evaluate("() => { location.hash = 'layer=boilers&lang=en'; }")
        opened_page.page.wait_for_function("() => window.aqmap.state().layer === 'boilers'")
        assert (
            "Small coal boilers closed" in opened_page.page.locator("#sheet-title").text_content()
        )


def test_page_period_is_chosen(page_file, browser):
    with opened(browser, page_file, "layer=pm25&region=west") as opened_page:
        years = opened_page.page.locator("#rail-year")
        assert years.get_attribute("aria-valuetext") == "2021年"
        years.press("ArrowLeft")
        assert opened_page.page.locator("#period-said").text_content() == "2020年"
        assert opened_page.legend()[-1] == "暂无数据（未收集到公布值） 5个"


def test_page_says_once_that_no_place_has_a_value_and_writes_no_letters(page_file, browser):
    with opened(browser, page_file, "layer=pm25&region=west") as opened_page:
        assert opened_page.page.locator("#missing").is_hidden()
        opened_page.page.evaluate(
            """() => {
                window.written = [];
                const write = CanvasRenderingContext2D.prototype.fillText;
                CanvasRenderingContext2D.prototype.fillText = function (words, ...rest) {
                    window.written.push(words);
                    write.call(this, words, ...rest);
                };
            }"""
        )
        opened_page.page.locator("#rail-year").press("ArrowLeft")
        for view, said in (("目标", "无可上图的数值"), ("完成情况", "无评判结论")):
            opened_page.page.locator("#views button", has_text=re.compile(f"^{view}$")).click()
            assert opened_page.page.locator("#missing").inner_text() == (
                f"全部4个县（市）和1个无边界数据的区域{said}：暂无数据（未收集到公布值）"
            )
        written = opened_page.page.evaluate("() => window.written")
        assert "示例乙县" in written
        assert "无" not in written
        opened_page.go("layer=pm25&period=2020&region=all")
        assert opened_page.page.locator("#missing").inner_text().startswith("全部6个县（市）和1个")
        opened_page.page.locator("#language").click()
        assert opened_page.page.locator("#missing").inner_text().startswith("no number to show")
        opened_page.page.locator("#rail-year").press("ArrowRight")
        assert opened_page.page.locator("#missing").is_hidden()


def test_page_layers_and_places_are_found_by_characters_pinyin_initials_theme_and_place(
    page_file, browser
):
    found = {
        "淘汰": ["淘汰燃煤小锅炉"],
        "ranmei": ["淘汰燃煤小锅炉"],
        "ttrm": ["淘汰燃煤小锅炉"],
        "kongqi": ["PM2.5年均浓度", "各类缺值（示例）"],  # the theme 空气质量
        "sljs": ["示例甲市"],
        "B County": ["示例乙县"],
    }
    with opened(browser, page_file, "layer=pm25&region=west") as opened_page:
        for asked, names in found.items():
            opened_page.page.locator("#search").fill(asked)
            buttons = opened_page.page.locator("#layer-list button")
            assert buttons.all_text_contents() == names, asked
        buttons.click()
        assert opened_page.page.evaluate("window.aqmap.state().place") == "990002"


def test_page_layers_are_searched_in_both_languages(page_file, browser):
    with opened(browser, page_file) as opened_page:
        for asked in ("锅炉", "BOILER"):
            opened_page.page.locator("#search").fill(asked)
            buttons = opened_page.page.locator("#layer-list button").all_text_contents()
            assert buttons == ["淘汰燃煤小锅炉"]
        opened_page.page.locator("#search").fill("zzz")
        assert opened_page.page.locator("#layer-list").inner_text() == "没有符合的图层或地方"


def test_page_table_has_every_place_in_order(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=measured&region=west") as opened_page:
        opened_page.page.locator("#tab-table").click()
        rows = opened_page.page.locator("#panel-table tbody tr")
        assert [row.get_attribute("data-code") for row in rows.all()] == [ZONE, *COUNTIES]
        cells = [row.locator("th, td").all_text_contents() for row in rows.all()]
        assert cells[0] == ["—", "示例甲开发区", "—", "不在统计范围"]
        assert cells[2] == ["1", "示例乙县", "47.5", "截至12月15日"]
        assert cells[4][2:] == ["19.2 *", "有效数据不足，仅供参考"]


def test_page_keyboard_reaches_table_and_places(page_file, browser):
    with opened(browser, page_file, "layer=pm25&region=west") as opened_page:
        opened_page.page.keyboard.press("Tab")
        opened_page.page.keyboard.press("Tab")
        assert opened_page.page.evaluate("document.activeElement.id") == "skip"
        opened_page.page.keyboard.press("Enter")
        assert opened_page.page.evaluate("document.activeElement.id") == "panel-table"
        for _ in range(3 + 4 + 2):  # the filter and two buttons, four headings, the second row
            opened_page.page.keyboard.press("Tab")
        opened_page.page.keyboard.press("Enter")
        assert opened_page.page.locator("#table-body .picked th").text_content() == "示例甲市"
        opened_page.page.locator("#tab-place").click()
        assert opened_page.page.locator("#panel-place h2").text_content() == "示例甲市"
        opened_page.page.keyboard.press("Escape")
        assert opened_page.page.evaluate("window.aqmap.state().place") == ""


def test_page_every_button_has_a_name(page_file, browser):
    with opened(browser, page_file) as opened_page:
        names = opened_page.page.evaluate(
            "() => [...document.querySelectorAll('button, input, select')].map(node =>"
            " (node.getAttribute('aria-label') || node.innerText || node.textContent"
            " || node.closest('label')?.textContent || '').trim())"
        )
        assert all(names)


def test_page_on_a_telephone(page_file, browser):
    with opened(browser, page_file, "layer=pm25&region=west", size=(390, 844)) as opened_page:
        page = opened_page.page
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert page.locator("#panel-legend #legend-list").is_visible()
        assert not page.locator("#layers").is_visible()
        page.locator("#open-layers").click()
        page.locator("[data-layer=boilers]").click()
        page.wait_for_function("() => !document.querySelector('#layers.open')")
        assert page.evaluate("window.aqmap.state().layer") == "boilers"
        page.locator("#sheet-size").click()
        assert page.locator("#sheet-size").get_attribute("aria-expanded") == "true"
        assert opened_page.complaints == []


def test_page_large_book_is_unpacked(tmp_path, browser, monkeypatch):
    monkeypatch.setattr("aqmap.render.browser.payload.payload.PLAIN_LIMIT", 1000)
    path = Path(tmp_path) / "packed.html"
    write_page(square_book(), path)
    assert 'type="application/gzip"' in path.read_text(encoding="utf-8")
    with opened(browser, path, "layer=pm25&view=target&region=west") as opened_page:
        assert opened_page.legend()[0] == "≤25 1个"
        assert opened_page.complaints == []
