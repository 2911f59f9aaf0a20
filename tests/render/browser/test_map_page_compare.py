"""What is compared: two maps that move together, all periods, all places; what differs is said."""

import csv
from urllib.parse import parse_qs, urlsplit

import pytest
from defusedxml import ElementTree

from aqmap.render.browser.map_page import write_page
from tests.books import HOSTILE, square_book
from tests.browser import opened
from tests.pair_books import with_pair
from tests.station_books import station_book

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
WEST = "layer=pm25&view=target&region=west&tab=compare"
SIDE = "([n, code]) => window.aqmap.side(n, code)"


@pytest.fixture(scope="module")
def months_file(tmp_path_factory):
    """The page of a layer with a year and the months of it."""
    path = tmp_path_factory.mktemp("months") / "months.html"
    write_page(station_book(), path)
    return path


def side(seen, number, code):
    return seen.page.evaluate(SIDE, [number, code])


def said(seen):
    return seen.page.locator("#compare-said").inner_text()


def kept(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).fragment).items()}


def saved(seen, way, folder):
    with seen.page.expect_download() as download:
        seen.page.locator(f"#compare-{way}").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_two_maps_have_one_frame_one_pointer_and_one_chosen_place(page_file, browser):
    with opened(browser, page_file, f"{WEST}&beside=boilers/target/2021") as seen:
        page = seen.page
        boxes = [
            page.locator(f"[data-side={name}] .side-stage").bounding_box()
            for name in ("left", "right")
        ]
        assert boxes[0]["y"] == boxes[1]["y"]
        assert boxes[0]["x"] + boxes[0]["width"] < boxes[1]["x"]
        # ≤35 of the first class of its map; an amount has the ground's colour and a symbol.
        assert side(seen, 0, "990001")["color"] == "#FD8D3C"
        assert side(seen, 1, "990001")["kind"] == "base"
        assert side(seen, 0, "990001")["frame"] == side(seen, 1, "990001")["frame"]
        at = side(seen, 0, "990001")["point"]
        page.mouse.move(at["x"] + 9, at["y"] + 22)
        tips = [page.locator(f"[data-side={name}] .tip").inner_text() for name in ("left", "right")]
        assert ["≤35" in tips[0], "580" in tips[1]] == [True, True]
        page.mouse.click(at["x"] + 9, at["y"] + 22)
        chosen = page.locator(".side-chosen").all_inner_texts()
        assert ["≤35" in chosen[0], "580" in chosen[1]] == [True, True]
        assert kept(page)["place"] == "990001"
        assert page.locator("#panel-compare").is_visible()
        before = side(seen, 0, "990001")["frame"]
        right = boxes[1]
        page.mouse.move(right["x"] + 200, right["y"] + 200)
        page.mouse.down()
        page.mouse.move(right["x"] + 120, right["y"] + 150, steps=4)
        page.mouse.up()
        page.wait_for_function("() => location.hash.includes('frame=')")
        after = [side(seen, number, "990001")["frame"] for number in (0, 1)]
        assert after[0] == pytest.approx(after[1], abs=0.002)  # less than a pixel
        assert abs(after[0][1] - before[1]) > 0.3
        assert seen.complaints == []


def test_the_maps_are_walked_by_keyboard_and_the_hand_stays(page_file, browser):
    with opened(browser, page_file, f"{WEST}&beside=boilers/target/2021") as seen:
        page = seen.page
        page.locator("[data-side=right] .folium-map").focus()
        page.keyboard.press("ArrowRight")  # from the middle of the map
        tips = page.locator(".side-tip").all_inner_texts()
        name = tips[0].splitlines()[0]
        assert tips[1].splitlines()[0] == name
        page.keyboard.press("Enter")
        chosen = [words.splitlines()[0] for words in page.locator(".side-chosen").all_inner_texts()]
        assert chosen[0] == chosen[1] != ""
        assert kept(page)["place"]
        assert (
            page.evaluate("() => document.activeElement.closest('section').dataset.side") == "right"
        )
        page.locator("#compare-right-period").focus()
        page.locator("#compare-right-layer").select_option("reasons")
        page.locator("#compare-left-view").focus()
        page.keyboard.press("ArrowDown")
        assert page.evaluate("() => document.activeElement.id") == "compare-left-view"
        assert kept(page)["view"] == "measured"
        assert seen.complaints == []


def test_units_kinds_and_lengths_that_differ_are_said(page_file, months_file, browser):
    with opened(browser, page_file, f"{WEST}&beside=boilers/target/2021") as seen:
        assert "两图单位不同（左：微克/立方米；右：台）" in said(seen)
        assert "同色不同义" in said(seen)
        page = seen.page
        page.locator("#compare-right-layer").select_option("pm25")
        assert kept(page)["beside"] == "pm25/target/2021"
        assert said(seen) == "两边是同一张图，请在任一边另选图层、显示内容或时段。"
        page.locator("#compare-right-view").select_option("measured")
        assert "单位不同" not in said(seen)
        assert "两图数值性质不同（左：计划；右：第三方）" in said(seen)
        sources = page.locator(".side-sources").all_inner_texts()
        assert "示例第三方数据" in sources[1]
        assert seen.complaints == []
    with opened(browser, months_file, "layer=months&view=measured&region=west&tab=compare") as seen:
        assert "时段长短不同（左：2021年，12个月；右：2021年1月，1个月）" in said(seen)
        assert "同色同义" in said(seen)
        seen.page.locator("#compare-left-period").select_option(
            "2021-02"
        )  # 28 days and 31: a month
        assert "长短不同" not in said(seen)


def test_the_comparison_is_in_the_address_and_back_leads_back(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&region=west") as seen:
        page = seen.page
        page.locator("#tab-compare").click()
        assert kept(page)["beside"] == "pm25/target/2020"  # its other period
        page.locator("#compare-right-layer").select_option("boilers")
        page.locator("#compare-swap").click()
        assert (kept(page)["layer"], kept(page)["beside"]) == ("boilers", "pm25/target/2021")
        page.locator("[data-way=places]").click()
        assert kept(page)["compare"] == "places"
        for expected in ("boilers", "pm25"):
            page.go_back()
            page.wait_for_function("id => window.aqmap.state().layer === id", arg=expected)
            assert page.locator("#compare-maps").is_visible()
        shown = kept(page)
        assert (shown["beside"].split("/")[0], shown["tab"]) == ("boilers", "compare")
        assert seen.complaints == []
    wrong = "layer=pm25&tab=compare&compare=all&beside=pm25/target/1999"
    with opened(browser, page_file, wrong) as seen:
        banner = seen.page.locator("#failure").inner_text()
        assert "对比方式 “all”" in banner
        assert "右图 “pm25/target/1999”" in banner


def test_what_is_taken_away_names_both_maps_and_what_they_do_not_share(
    page_file, browser, tmp_path
):
    with opened(browser, page_file, f"{WEST}&beside=boilers/target/2021") as seen:
        drawn = ElementTree.parse(saved(seen, "svg", tmp_path)).getroot()
        table = saved(seen, "csv", tmp_path)
        titles = seen.page.locator(".side-title h3").all_inner_texts()
        assert seen.complaints == []
    words = "".join(text.text or "" for text in drawn.iter(f"{SVG}text"))
    assert "屏幕上的左图在上，右图在下" in words
    for said_once in (*titles, "两图单位不同", "未经地图审核"):
        assert said_once in words
    named = [node.get("id") for node in drawn.iter() if node.get("id")]
    assert len(named) == len(set(named))
    lines = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    remarks = [line[0] for line in lines if line[0].startswith("# ")]
    assert remarks[1:3] == [f"# 左图：{titles[0]}", f"# 右图：{titles[1]}"]
    assert any("两图单位不同" in remark for remark in remarks)
    rows = {line[0]: line for line in lines}
    assert rows["990001"][2:5] == ["35", "≤35", "微克/立方米"]
    assert rows["990001"][7:10] == ["580", "580", "台"]
    assert rows["990003"][5] == "只有相对要求，无数值"


def test_all_periods_are_small_maps_and_those_without_a_number_say_so(
    months_file, browser, tmp_path
):
    address = "layer=months&view=measured&region=west&tab=compare&compare=periods"
    with opened(browser, months_file, address) as seen:
        page = seen.page
        periods = page.evaluate(
            "() => [...document.querySelectorAll('.small-map')].map(n => n.dataset.period)"
        )
        counts = page.locator(".small-count").all_inner_texts()
        assert len(counts) == len(periods) > 1
        page.locator("#compare-place").select_option("990001")
        lines = page.locator(".small-line").all_inner_texts()
        assert all(line.startswith("示例甲市 ") for line in lines)
        header, *rows = [
            line
            for line in csv.reader(saved(seen, "csv", tmp_path).read_text("utf-8-sig").splitlines())
            if not line[0].startswith("#")
        ]
        assert len(header) == 2 + len(periods)
        assert rows[1][0] == "990001"
        page.locator(".small-map").last.click()
        assert kept(page)["period"] == periods[-1]
        assert page.locator("#panel-compare").is_hidden()
        assert seen.complaints == []


def test_all_places_are_small_charts_with_their_targets(page_file, browser):
    with opened(browser, page_file, f"{WEST}&compare=places") as seen:
        page = seen.page
        charts = page.locator(".place-chart")
        assert charts.count() == 5  # a zone and four counties
        first = charts.filter(has_text="示例甲市").locator("svg").first
        assert "≤35微克/立方米" in first.get_attribute("aria-label").replace(" ", "")
        bar, aim = first.locator(".bar"), first.locator(".aim")
        # 35.0 measured of ≤35: the bar ends where the mark is.
        assert float(bar.get_attribute("y")) == pytest.approx(float(aim.get_attribute("y1")))
        assert charts.filter(has_text="示例丙县").locator("svg .why").count() == 2, (
            "in both periods"
        )
        assert first.locator(".end").all_text_contents() == ["2020年", "2021年"]
        page.locator("[data-way=indicators]").click()
        rows = page.locator("[data-code='990001'] tr")
        assert rows.locator("th").all_inner_texts()[0] == "PM2.5年均浓度"
        assert "目标：≤35" in rows.first.inner_text()
        assert "每行单位和刻度各自独立" in said(seen)
        assert seen.complaints == []


def test_a_hostile_title_is_text_wherever_it_is_compared(page_file, browser):
    with opened(browser, page_file, f"{WEST}&beside=hostile/measured/2021-03") as seen:
        for way in ("maps", "periods", "places", "indicators"):
            seen.page.locator(f"[data-way={way}]").click()
        seen.go("layer=hostile&tab=compare&compare=periods")
        assert HOSTILE in seen.page.locator("#compare-body h3").inner_text()
        assert seen.page.locator("#panel-compare script, #panel-compare img").count() == 0
        assert seen.complaints == []


def test_on_a_telephone_the_maps_stand_one_above_the_other(page_file, browser):
    address = f"{WEST}&beside=boilers/target/2021"
    with opened(browser, page_file, address, size=(390, 844)) as seen:
        boxes = [
            seen.page.locator(f"[data-side={name}] .side-stage").bounding_box()
            for name in ("left", "right")
        ]
        assert boxes[0]["x"] == boxes[1]["x"]
        assert boxes[0]["y"] + boxes[0]["height"] < boxes[1]["y"]
        assert boxes[0]["width"] > 340


def test_both_sides_name_a_region_that_a_layer_does_not_cover(page_file, browser):
    with opened(browser, page_file, f"{WEST}&beside=hostile/measured/2021-03") as seen:
        assert "不含" in seen.page.locator("[data-side=right] h3").inner_text()
        assert "只有左图有的地方5个，只有右图有的地方0个" in said(seen)
        assert "左：2021年，12个月；右：2021年3月，1个月" in said(seen)
        assert seen.complaints == []


def test_a_map_of_two_layers_is_one_of_the_page_with_its_square(browser, tmp_path):
    book = with_pair(square_book())
    write_page(book, tmp_path / "pair.html")
    sheet = book.sheet(book.pair_layers[0].id, "pair", "2021", "west")
    columns, rows = sheet.view.scale.axes
    with opened(browser, tmp_path / "pair.html", f"layer={sheet.layer.id}&region=west") as seen:
        page = seen.page
        fields = page.locator("#legend-body .pair-key [data-klass]")
        counts = {entry.klass: entry.count for entry in sheet.legend}
        assert {
            int(field.get_attribute("data-klass")): field.inner_text() for field in fields.all()
        } == {
            number: f"{klass.symbol}：{counts[number]}个"
            for number, klass in enumerate(sheet.view.scale.classes)
        }
        key = page.locator("#legend-body .pair-key").inner_text()
        for axis in (columns, rows):
            assert all(words in key for words in (axis.title.zh, axis.unit.zh))
        for place, cell in sheet.rows:
            if cell.reason or place.level == "zone":
                continue
            color = sheet.view.scale.classes[cell.klass].color
            filled = page.evaluate("code => window.aqmap.fill(code)", place.code)
            assert filled == {"kind": "class", "color": color}
        code, cell = next((p.code, c) for p, c in sheet.rows if not c.reason)
        tip = seen.hover(code)
        first, second = cell.pair
        assert f"{columns.title.zh}：{first.label}微克/立方米" in tip
        assert f"{rows.title.zh}：{second.label}微克/立方米" in tip
        # A place that lacks one number says whose, and what the other is.
        lacking = next(p.code for p, c in sheet.rows if c.reason and p.level == "county")
        assert "项" in seen.hover(lacking)
        drawn = ElementTree.fromstring(page.evaluate("() => window.aqmap.picture()"))
        words = "".join(text.text or "" for text in drawn.iter(f"{SVG}text"))
        assert f"横项1–3：{columns.title.zh}" in words
        assert "A1：" in words
        page.locator("#tab-matrix").click()
        assert (
            page.locator(".matrix thead th").count() == 3
        )  # place, the one layer, targets not met
        assert seen.complaints == []
