"""Stations on the page: signs, legend, labels, the slider, and a station's card with its days."""

import pytest

from aqmap.render.browser.map_page import write_page
from tests.browser import opened
from tests.station_books import NAMES, PERIODS, READINGS, station_book

pytestmark = pytest.mark.browser

HERE = "layer=months&view=measured&region=west"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("stations") / "map.html"
    write_page(station_book(), path)
    return path


def sign(opened_page, code):
    return opened_page.page.evaluate("code => window.aqmap.mark('stations', code)", code)


def legend(opened_page):
    items = opened_page.page.locator("[data-marks=stations] li").all()
    return [tuple(item.locator("span").all_text_contents()) for item in items]


# ---- what is drawn -----------------------------------------------------------------------


@pytest.mark.parametrize("period", PERIODS)
def test_a_station_is_filled_hollow_or_a_cross_on_the_counties_scale(page, browser, period):
    classes = station_book().layers[0].views["measured"].scale.classes
    with opened(browser, page, f"{HERE}&period={period}") as opened_page:
        for code, cell in zip(NAMES, READINGS[period], strict=True):
            drawn = sign(opened_page, code)
            expected = "none" if cell.reason else cell.quality
            assert drawn["look"] == expected
            assert drawn["ring"] is (code == "9902A")
            if not cell.reason:
                assert drawn["color"] == classes[cell.klass].color


def test_stations_of_another_view_show_no_value(page, browser):
    with opened(browser, page, "layer=pm25&view=target&region=west") as opened_page:
        assert [sign(opened_page, code)["look"] for code in NAMES] == ["plain"] * 3
        assert opened_page.page.locator("[data-marks=stations]").count() == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_legend_of_stations_equals_every_sheet(page, browser, lang):
    book = station_book()
    with opened(browser, page) as opened_page:
        for period in PERIODS:
            for region in ("west", "east"):
                sheet = book.sheet("months", "measured", period, region)
                entries = sheet.mark_entries(book.marks[0])
                unit = "{}个" if lang == "zh" else "{}"
                expected = [(e.label.in_(lang), unit.format(e.count)) for e in entries]
                opened_page.go(f"layer=months&period={period}&region={region}&lang={lang}")
                assert legend(opened_page) == expected


def test_the_legend_counts_signs_worked_out_by_hand(page, browser):
    with opened(browser, page, f"{HERE}&period=2021-01") as opened_page:
        assert legend(opened_page) == [
            ("站点值，有效", "1个"),
            ("站点值，有效数据不足，仅供参考", "1个"),
            ("有效数据不足", "1个"),
            ("其中对照点（不参与平均）", "1个"),
        ]


def test_an_indicative_county_is_hatched_and_counted(page, browser):
    with opened(browser, page, f"{HERE}&period=2021") as opened_page:
        hatched = [opened_page.page.evaluate("c => window.aqmap.stripes(c) === 'level'", c)
                   for c in ("990001", "990002", "990003")]  # fmt: skip
        assert hatched == [False, True, False]
        line = opened_page.page.locator("#level-line li")
        assert line.locator(".name").text_content() == "其中有效数据不足，仅供参考（加横线和*）"
        assert line.locator(".count").text_content() == "1个"
        opened_page.go(f"{HERE}&period=2021-01")
        assert opened_page.page.locator("#level-line").count() == 0


def test_a_value_of_another_stretch_says_so(page, browser):
    with opened(browser, page, f"{HERE}&period=2021-02") as opened_page:
        at = opened_page.page.evaluate("() => window.aqmap.markPoint('stations', '9903A')")
        opened_page.page.mouse.move(at["x"] + 1, at["y"])
        opened_page.page.mouse.move(at["x"], at["y"])
        assert "30.0微克/立方米（截至2月20日）" in opened_page.page.locator("#tip").inner_text()
        assert "截至2月20日" in opened_page.page.locator("[data-marks=stations]").inner_text()


def test_unofficial_values_of_stations_are_stamped_on_the_map(page, browser):
    notice = "第三方数据，不作考核依据"
    with opened(browser, page, f"{HERE}&period=2021") as opened_page:
        assert opened_page.page.locator("#stamp").text_content() == notice
        opened_page.page.locator("[data-overlay=stations] > label input").uncheck()
        assert not opened_page.page.locator("#stamp").is_visible()
        assert opened_page.page.locator("[data-marks=stations]").count() == 0


def test_names_and_values_are_written_on_demand(page, browser):
    with opened(browser, page, HERE) as opened_page:
        drawn = "() => document.querySelector('.leaflet-aq-labels-pane canvas').toDataURL()"
        before = opened_page.page.evaluate(drawn)
        asks = opened_page.page.locator("[data-overlay=stations] .asks input")
        asks.nth(1).check()
        valued = opened_page.page.evaluate(drawn)
        assert valued != before
        asks.nth(0).check()
        assert opened_page.page.evaluate(drawn) != valued
        assert asks.nth(0).is_checked()
        assert asks.nth(1).is_checked()


def test_the_table_has_the_stations_too(page, browser):
    with opened(browser, page, f"{HERE}&period=2021-01") as opened_page:
        opened_page.page.locator("#tab-table").click()
        table = opened_page.page.locator("#panel-table table.stations")
        rows = [
            row.locator("th, td").all_text_contents() for row in table.locator("tbody tr").all()
        ]
        assert [row[:3] for row in rows[:2]] == [
            ["示例站一", "示例甲市", "60.0"],
            ["示例对照点", "示例甲市", "—"],
        ]
        assert rows[1][3] == "有效数据不足；对照点（不参与平均）"
        assert rows[2][2:] == ["50.0", "有效数据不足，仅供参考"]
        table.locator("button").first.click()
        assert opened_page.page.locator("#panel-place h2").text_content() == "示例站一"
        opened_page.go("layer=pm25&view=target&region=west")
        opened_page.page.locator("#tab-table").click()
        assert table.count() == 0


# ---- the rails ---------------------------------------------------------------------------


def test_the_rails_move_counties_and_stations_at_once(page, browser):
    with opened(browser, page, HERE) as opened_page:
        months = opened_page.page.locator("#rail-month")
        assert opened_page.page.locator("#period-said").text_content() == "2021年"
        classes = opened_page.page.locator("#legend-list .name").all_text_contents()[:3]
        months.press("Enter")
        assert months.get_attribute("aria-valuetext") == "2021年1月"
        county = opened_page.page.evaluate("window.aqmap.fill('990001')")["color"]
        assert county == sign(opened_page, "9901A")["color"] == "#B10026"
        assert "2021年1月" in opened_page.page.locator("#sheet-title").text_content()
        # One scale over all periods.
        assert opened_page.page.locator("#legend-list .name").all_text_contents()[:3] == classes


def test_the_steps_along_a_rail_end(page, browser):
    with opened(browser, page, f"{HERE}&period=2021-01") as opened_page:
        back, onwards = (
            opened_page.page.locator("#period-back"),
            opened_page.page.locator("#period-next"),
        )
        assert back.is_disabled()
        onwards.click()
        assert opened_page.page.locator("#period-said").text_content() == "2021年2月"
        assert onwards.is_disabled()
        back.click()
        assert opened_page.page.locator("#period-said").text_content() == "2021年1月"


def test_a_layer_of_one_period_has_no_rail(page, browser):
    with opened(browser, page, "layer=boilers") as opened_page:
        assert not opened_page.page.locator("#period-box").is_visible()


# ---- the card ----------------------------------------------------------------------------


def open_card(opened_page):
    opened_page.page.locator("[data-mark='9901A']").click()
    return opened_page.page.locator("#panel-place")


def test_a_countys_card_leads_to_its_stations_without_a_pointer(page, browser):
    with opened(browser, page, f"{HERE}&place=990001") as opened_page:
        chips = opened_page.page.locator("[data-mark]")
        assert chips.all_text_contents() == ["示例站一", "示例对照点"]
        chips.first.focus()
        opened_page.page.keyboard.press("Enter")
        assert opened_page.page.locator("#panel-place h2").text_content() == "示例站一"


def test_a_stations_card_says_what_it_shows_and_what_its_county_is_to_reach(page, browser):
    with opened(browser, page, f"{HERE}&place=990001&period=2021-01") as opened_page:
        card = open_card(opened_page)
        assert card.locator(".now .value").text_content() == "60.0微克/立方米"
        card_text = card.inner_text()
        assert "9901A · 位于示例甲市" in card_text
        target = card.locator("section.theme", has_text="所在县市的目标")
        assert "≤35 微克/立方米" in target.inner_text()
        target.locator("button.link").click()
        assert opened_page.page.evaluate("window.aqmap.state().place") == "990001"


def test_the_calendar_has_a_cell_a_day_in_the_official_colours(page, browser):
    with opened(browser, page, f"{HERE}&place=990001") as opened_page:
        card = open_card(opened_page)
        cells = card.locator("[role=gridcell]")
        assert cells.count() == 366
        assert card.locator("[role=grid]").get_attribute("aria-label").startswith("2020年")
        rows = card.locator("[role=row]")
        counts = [row.locator("[role=gridcell]").count() for row in rows.all()]
        assert counts == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        paint = "node => getComputedStyle(node).backgroundColor"
        colours = [cells.nth(i).evaluate(paint) for i in range(5)]
        grey = "rgb(198, 204, 210)"
        # HJ 633-2012, table 3: 156 is 中度, 50 is 优, 56 is 良.
        assert colours == ["rgb(255, 0, 0)", "rgb(0, 228, 0)", grey, grey, "rgb(255, 255, 0)"]
        key = card.locator(".day-key li").all_text_contents()
        assert key[:3] == ["优 1天", "良 362天", "轻度污染 0天"]
        assert key[3] == "中度污染 1天"
        assert key[-1] == "无AQI 2天"


def test_the_calendar_says_each_day_to_pointer_and_keyboard(page, browser):
    with opened(browser, page, f"{HERE}&place=990001") as opened_page:
        card = open_card(opened_page)
        day_text = card.locator(".day-said")
        day = card.locator("[data-date='2020-01-01']")
        day.hover()
        assert day_text.text_content() == (
            "2020年1月1日：AQI 156，中度污染；首要污染物PM2.5；PM2.5日均119微克/立方米（24小时）；"
            "按PM10、PM2.5计算，缺SO2等4项（HJ 633-2012）"
        )
        assert day.get_attribute("aria-label") == day_text.text_content()
        day.focus()
        opened_page.page.keyboard.press("ArrowRight")
        assert day_text.text_content().startswith("2020年1月2日：AQI 50，优；PM2.5日均20微克")
        opened_page.page.keyboard.press("ArrowRight")
        assert day_text.text_content() == "2020年1月3日：当天数据无效，无AQI；PM2.5只有12小时数据"
        opened_page.page.keyboard.press("ArrowRight")
        assert day_text.text_content() == "2020年1月4日：没有数据"
        opened_page.page.keyboard.press("End")
        assert day_text.text_content().startswith("2020年12月31日")
        assert "PM2.5日均40微克/立方米（取自日值表，小时数不详）；" in day_text.text_content()
        opened_page.page.keyboard.press("ArrowUp")
        assert day_text.text_content().startswith("2020年11月30日")
        opened_page.page.keyboard.press("Home")
        opened_page.page.keyboard.press("ArrowUp")
        assert day_text.text_content().startswith("2020年1月1日")
        tabbed = card.locator("[role=gridcell][tabindex='0']")
        assert tabbed.get_attribute("data-date") == "2020-01-01"


def test_the_calendar_in_english_has_no_chinese(page, browser):
    with opened(browser, page, f"{HERE}&place=990001&lang=en") as opened_page:
        card = open_card(opened_page)
        day = card.locator("[data-date='2020-01-01']")
        label = day.get_attribute("aria-label")
        assert label.startswith("1 January 2020: AQI 156, ")
        assert label.endswith("made of PM10, PM2.5; without SO2 and 3 more (HJ 633-2012)")
        assert "dust days included" in card.locator(".calendar").inner_text()


def test_the_card_fits_a_telephone(page, browser):
    with opened(browser, page, f"{HERE}&place=990001", size=(390, 844)) as opened_page:
        opened_page.page.locator("#tab-place").click()
        card = open_card(opened_page)
        assert opened_page.page.evaluate("document.documentElement.scrollWidth") == 390
        grid = card.locator("[role=grid]").bounding_box()
        last = card.locator("[data-date='2020-01-31']").bounding_box()
        assert last["x"] + last["width"] <= grid["x"] + grid["width"] + 1 <= 390
        assert last["width"] >= 8
        assert opened_page.page.locator("#period-box").is_visible()
        assert opened_page.complaints == []


def test_a_station_without_days_has_no_calendar(page, browser):
    with opened(browser, page, f"{HERE}&place=990001") as opened_page:
        opened_page.page.locator("[data-mark='9902A']").click()
        assert opened_page.page.locator("#panel-place .calendar").count() == 0
        assert "对照点" in opened_page.page.locator("#panel-place").inner_text()


# ---- one day on the map ------------------------------------------------------------------


def test_a_day_of_the_calendar_colours_all_stations_by_their_index(page, browser):
    with opened(browser, page, "layer=pm25&view=target&region=west&place=990001") as opened_page:
        card = open_card(opened_page)
        card.locator("[data-date='2020-01-01']").click()
        assert sign(opened_page, "9901A") == {"look": "valid", "color": "#FF0000", "ring": False}
        assert [sign(opened_page, code)["look"] for code in NAMES[1:]] == ["none", "none"]
        assert opened_page.page.locator("#day-said").text_content() == "站点AQI：2020年1月1日"
        assert legend(opened_page) == [
            ("中度污染", "1个"),
            ("无AQI", "2个"),
            ("其中对照点（不参与平均）", "1个"),
        ]
        legend_text = opened_page.page.locator("[data-marks=stations]").inner_text()
        assert "按PM10、PM2.5计算，缺SO2等4项（HJ 633-2012）" in legend_text
        assert "day=2020-01-01" in opened_page.page.url
        # The card keeps its place: the next day is one key away.
        opened_page.page.keyboard.press("ArrowRight")
        opened_page.page.keyboard.press("Enter")
        assert sign(opened_page, "9901A")["color"] == "#00E400"
        opened_page.page.locator("#day").click()
        assert sign(opened_page, "9901A")["look"] == "plain"
        assert not opened_page.page.locator("#day").is_visible()
        assert opened_page.complaints == []


def test_a_day_is_taken_from_the_address_if_it_is_one(page, browser):
    with opened(browser, page, f"{HERE}&day=2020-01-02") as opened_page:
        assert sign(opened_page, "9901A")["color"] == "#00E400"
        drawn = opened_page.page.evaluate("window.aqmap.picture()")
        assert "2020年1月2日" in drawn
        assert "#00E400" in drawn  # the sign of the station
        for nonsense in ("2020-02-30x", "<b>", "2020-13-01"):
            opened_page.go(f"{HERE}&day={nonsense}")
            assert opened_page.page.evaluate("window.aqmap.state().day") == ""
        assert opened_page.complaints == []
