"""The page never says two things: title, list, legend and map are of one sheet."""

from dataclasses import replace
from typing import Any

import pytest
from shapely.geometry import Point

from aqmap.book.book_layers import Mark
from aqmap.model.locators import Locator
from aqmap.model.measures import Measure
from aqmap.render.browser.map_page import write_page
from tests.book_layers import COUNTIES, EAST
from tests.books import CODES, ZONE, square_book
from tests.browser import opened
from tests.station_books import station_book

pytestmark = pytest.mark.browser

TITLE = "2021年示例西州PM2.5年均浓度目标图"
BROKEN_LEGEND = """klass => {
    const write = Element.prototype.replaceChildren;
    Element.prototype.replaceChildren = function (...children) {
        if (this.id === 'legend-body' && window.aqmap.state().layer === klass)
            throw new Error('broken on purpose');
        return write.apply(this, children);
    };
}"""
BROKEN_CANVAS = """() => {
    CanvasRenderingContext2D.prototype.fillText = () => { throw new Error('no ink'); };
}"""


@pytest.fixture(scope="module")
def stations_page(tmp_path_factory):
    """Stations of both regions with values: 9904A stands in 990101, in the east."""
    book = station_book()
    stations, *others = book.marks
    facts: dict[str, Any] = dict.fromkeys(("background", "indicative"), False)
    far = Mark(
        code="9904A",
        name="示例站四",
        geometry=Point(84.5, 43.5),
        place="990101",
        value_label=stations.features[0].value_label,
        facts=(),
        figures=(),
        **facts,
    )
    readings = {
        layer: {period: (*cells, cells[0]) for period, cells in by_period.items()}
        for layer, by_period in stations.readings.items()
    }
    marks = replace(stations, features=(*stations.features, far), readings=readings)
    path = tmp_path_factory.mktemp("agrees") / "map.html"
    write_page(replace(book, marks=(marks, *others)), path)
    return path


def fill(opened_page, code):
    return opened_page.page.evaluate("code => window.aqmap.fill(code)", code)


def sign(opened_page, code):
    return opened_page.page.evaluate("code => window.aqmap.mark('stations', code)", code)


def shown(opened_page):
    """What title, list, buttons and address say is shown."""
    page = opened_page.page
    state = page.evaluate("window.aqmap.state()")
    address = dict(part.split("=") for part in page.url.split("#")[1].split("&"))
    listed = page.locator("#layer-list [aria-current=true]").evaluate_all(
        "nodes => nodes.map(node => node.dataset.layer)"
    )
    views = page.locator("#views [aria-pressed=true]").evaluate_all(
        "nodes => nodes.map(node => node.dataset.view)"
    )
    title = page.locator("#sheet-title").text_content()
    assert page.title() == f"{title} – {page.locator('h1').text_content()}"
    assert {key: value for key, value in state.items() if value} == address
    if not state["day"]:
        assert listed == [state["layer"]]
        assert views == [state["view"]]
    return title, state


# ---- what is not counted is not coloured -------------------------------------------------


@pytest.mark.parametrize(("region", "other"), [("west", EAST), ("east", COUNTIES)])
def test_counties_of_another_region_have_no_fill_and_no_value(page_file, browser, region, other):
    with opened(browser, page_file, f"layer=pm25&view=target&region={region}") as opened_page:
        for code in other:
            assert fill(opened_page, code) == {"kind": "context", "color": "#F1EDE5"}
        labelled = {
            each["code"]: each["kind"]
            for each in opened_page.page.evaluate("window.aqmap.labels()")
        }
        assert {labelled.get(code, "neighbour") for code in other} == {"neighbour"}
        counted = sum(
            int(line.rsplit(" ", 1)[1].removesuffix("个")) for line in opened_page.legend()
        )
        painted = [c for c in (*COUNTIES, *EAST) if fill(opened_page, c)["kind"] != "context"]
        zones = 1 if region == "west" else 0
        assert counted == len(painted) + zones
        opened_page.go("layer=pm25&view=target&region=all")
        assert all(fill(opened_page, code)["kind"] != "context" for code in other)


def test_symbols_and_zones_of_another_region_are_not_drawn(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&region=east") as opened_page:
        assert opened_page.page.evaluate("window.aqmap.symbols()") == []
        opened_page.go("layer=pm25&view=target&region=west")
        symbols = opened_page.page.evaluate("window.aqmap.symbols()")
        assert [symbol["code"] for symbol in symbols] == [ZONE]


def test_the_tip_of_a_county_of_another_region_says_so(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&region=all") as opened_page:
        assert opened_page.hover("990101").splitlines() == ["示例戊市", "≤47微克/立方米"]
        opened_page.page.locator("[data-region=west]").click()
        assert not opened_page.page.locator("#tip").is_visible()
        for _ in range(5):
            opened_page.page.locator("#zoom-out").click()
            opened_page.page.wait_for_timeout(350)
        lines = opened_page.hover("990101").splitlines()
        assert lines == ["示例戊市", "属示例东州，不在本图统计范围"]


def test_stations_outside_the_region_have_no_class_colour(stations_page, browser):
    where = "layer=months&view=measured&period=2021&region="
    with opened(browser, stations_page, f"{where}west") as opened_page:
        assert sign(opened_page, "9901A") == {"look": "valid", "color": "#FD8D3C", "ring": False}
        assert sign(opened_page, "9904A") == {"look": "plain", "color": "#9AA0A6", "ring": False}
        opened_page.page.locator("#tab-table").click()
        rows = opened_page.page.locator("#panel-table table.stations tbody tr")
        assert rows.count() == 3
        opened_page.go(f"{where}east")
        assert sign(opened_page, "9901A")["look"] == "plain"
        assert sign(opened_page, "9904A")["color"] == "#FD8D3C"
        opened_page.go(f"{where}all")
        assert sign(opened_page, "9901A")["color"] == sign(opened_page, "9904A")["color"]


def test_the_legends_sign_has_the_colours_of_the_stations(stations_page, browser):
    colours_of = """node => {
        const {width, height} = node;
        const {data} = node.getContext('2d').getImageData(0, 0, width, height);
        const found = new Set();
        for (let i = 0; i < data.length; i += 4)
            found.add('#' + [...data.slice(i, i + 3)]
                .map(part => part.toString(16).padStart(2, '0')).join('').toUpperCase());
        return [...found];
    }"""
    classes = {"#FFFFB2", "#FD8D3C", "#B10026"}
    # 2021-01: a valid value of 60 (>35), and an indicative one of 50 (>35); 2021-02: 20 and 30.
    for period, valid in (("2021-01", {"#B10026"}), ("2021-02", {"#FFFFB2", "#FD8D3C"})):
        address = f"layer=months&view=measured&region=west&period={period}"
        with opened(browser, stations_page, address) as opened_page:
            first = opened_page.page.locator("[data-marks=stations] li canvas").first
            assert set(first.evaluate(colours_of)) & classes == valid


# ---- whose figures -----------------------------------------------------------------------


def test_figures_of_a_measure_name_whose_they_are(tmp_path, browser):
    book = square_book()
    facts: dict[str, Any] = {"source": "plan", "locator": Locator("item 4; line 30")}
    measure = Measure(
        id="m4",
        number="4",
        title="示例措施",
        places=("990001", "990002", CODES["west"]),
        figures=("f-t-2", "f-t-1", "f-p-1"),
        **facts,
    )
    path = tmp_path / "map.html"
    write_page(replace(book, measures=(measure,)), path)
    expected = {
        "990001": "PM2.5年均浓度 ≤35 微克/立方米；"
        "示例乙县：PM2.5年均浓度 ≤41 微克/立方米；示例西州：淘汰燃煤小锅炉 752台",
        "990002": "PM2.5年均浓度 ≤41 微克/立方米；"
        "示例甲市：PM2.5年均浓度 ≤35 微克/立方米；示例西州：淘汰燃煤小锅炉 752台",
        CODES["west"]: "淘汰燃煤小锅炉 752台；"
        "示例乙县：PM2.5年均浓度 ≤41 微克/立方米；示例甲市：PM2.5年均浓度 ≤35 微克/立方米",
    }
    with opened(browser, path) as opened_page:
        for code, words in expected.items():
            opened_page.go(f"place={code}")
            opened_page.page.locator("#tab-place").click()
            listed = opened_page.page.locator("#panel-place .measures dd")
            assert listed.all_text_contents()[-1] == words


# ---- a map of a day ----------------------------------------------------------------------


def test_a_map_of_a_day_has_its_title_one_scale_and_its_stations(stations_page, browser):
    address = "layer=pm25&view=target&region=west&day=2020-01-01"
    with opened(browser, stations_page, address) as opened_page:
        page = opened_page.page
        title, state = shown(opened_page)
        assert title == "2020年1月1日示例西州监测站点AQI图"
        assert state["day"] == "2020-01-01"
        # One scale: the counties are ground, and the legend has the classes of the index only.
        assert {fill(opened_page, code)["kind"] for code in COUNTIES} == {"base"}
        assert opened_page.legend() == []
        assert page.locator("[data-marks=stations] .name").first.text_content() == "中度污染"
        assert page.locator("#layer-list [aria-current=true]").count() == 0
        assert not page.locator("#views").is_visible()
        assert page.locator(".rail").count() == page.locator("#rail-day").count() == 1
        numbers = [each["words"] for each in page.evaluate("window.aqmap.labels()")]
        assert all(len(words) == 1 for words in numbers)
        page.locator("#tab-table").click()
        assert page.locator("#panel-table table").count() == 1
        assert page.locator("#panel-table caption").text_content() == "站点AQI：2020年1月1日"
        page.locator("#tab-about").click()
        assert page.locator("#panel-about h2").text_content() == "监测站点"
        assert opened_page.complaints == []


def test_a_layer_chosen_from_the_list_ends_the_map_of_a_day(stations_page, browser):
    with opened(browser, stations_page, "layer=boilers&region=west&day=2020-01-01") as opened_page:
        opened_page.page.locator("[data-layer=pm25]").click()
        assert shown(opened_page)[0] == TITLE
        assert shown(opened_page)[1]["day"] == ""


def test_a_map_of_a_day_shows_its_stations_and_ends_with_them(stations_page, browser):
    with opened(browser, stations_page, "layer=pm25&region=west") as opened_page:
        box = opened_page.page.locator("[data-overlay=stations] > label input")
        box.uncheck()
        opened_page.go("layer=pm25&region=west&day=2020-01-01")
        assert box.is_checked()
        box.uncheck()
        assert shown(opened_page)[0] == TITLE


# ---- title, list and state, also after an error -------------------------------------------


def test_title_list_address_and_state_agree_on_every_sheet(stations_page, browser):
    with opened(browser, stations_page) as opened_page:
        for layer in ("months", "pm25", "boilers", "reasons", "hostile"):
            opened_page.page.locator(f"[data-layer={layer}]").click()
            for button in opened_page.page.locator("#views button").all():
                button.click()
                assert shown(opened_page)[1]["layer"] == layer
        opened_page.page.locator("#language").click()
        assert shown(opened_page)[1]["lang"] == "en"


def test_a_layer_that_cannot_be_drawn_leaves_the_one_before(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&region=west") as opened_page:
        opened_page.page.evaluate(BROKEN_LEGEND, "boilers")
        legend = opened_page.legend()
        opened_page.page.locator("[data-layer=boilers]").click()
        banner = opened_page.page.locator("#failure")
        assert banner.text_content() == (
            "未能显示所选内容，现为标题所示的图幅（原因：broken on purpose）"
        )
        assert shown(opened_page)[0] == TITLE
        assert opened_page.legend() == legend
        assert [each.splitlines()[0] for each in opened_page.complaints] == [
            "Error: broken on purpose"
        ]
        # What can be drawn takes the banner away.
        opened_page.page.locator("[data-layer=reasons]").click()
        assert not banner.is_visible()
        assert shown(opened_page)[1]["layer"] == "reasons"


def test_an_address_that_cannot_be_drawn_leaves_the_one_before(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&region=west") as opened_page:
        opened_page.page.evaluate(BROKEN_LEGEND, "boilers")
        opened_page.go("layer=boilers&region=west")
        assert opened_page.page.locator("#failure").is_visible()
        assert shown(opened_page)[0] == TITLE


def test_where_nothing_can_be_drawn_no_map_stands_under_the_title(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&region=west") as opened_page:
        page = opened_page.page
        page.evaluate(BROKEN_CANVAS)
        page.locator("[data-layer=reasons]").click()
        assert page.locator("#failure").text_content() == (
            "图幅未能画出，请换选其他图层或重新打开（原因：no ink）"
        )
        assert page.locator("#map-cover").is_visible()
        assert opened_page.legend() == []
        assert shown(opened_page)[0] == TITLE


def test_labels_that_cannot_be_drawn_are_tried_again_once(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&region=west") as opened_page:
        page = opened_page.page
        page.evaluate("() => window.aqmap.labels()")  # the page stands whole before
        page.evaluate(BROKEN_CANVAS)
        page.locator("[data-layer=boilers]").click()
        page.locator("#map-cover").wait_for()
        assert "no ink" in page.locator("#failure").text_content()
        assert shown(opened_page)[0] == TITLE
        page.wait_for_timeout(200)
        assert len(opened_page.complaints) <= 2


def test_an_error_of_a_button_is_said_and_changes_nothing(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&region=west") as opened_page:
        opened_page.page.evaluate("() => setTimeout(() => { throw new Error('of a timer'); })")
        banner = opened_page.page.locator("#failure:not([hidden])")
        banner.wait_for()
        assert "of a timer" in banner.text_content()
        assert shown(opened_page)[0] == TITLE


@pytest.mark.parametrize(
    ("address", "unknown"),
    [
        ("layer=nope", "图层 “nope”"),
        ("layer=pm25&view=nope", "显示内容 “nope”"),
        ("layer=boilers&view=gap&region=east", "显示内容 “gap”、地区范围 “east”"),
        ("period=1999", "时段 “1999”"),
        ("place=1&lang=xx", "语言 “xx”、地区 “1”"),
        ("day=2020-13-01", "日期 “2020-13-01”"),
        ("layer=%E0%A4%A", "图层 “�%A”"),
    ],
)
def test_what_an_address_asks_for_in_vain_is_said(page_file, browser, address, unknown):
    with opened(browser, page_file, address) as opened_page:
        words = f"地址中有本图没有的内容：{unknown}；显示的是标题所示的图幅"
        assert opened_page.page.locator("#failure").text_content() == words
        shown(opened_page)
        opened_page.page.locator("[data-layer=reasons]").click()
        assert not opened_page.page.locator("#failure").is_visible()
        assert opened_page.complaints == []


def test_an_address_that_the_book_knows_says_nothing(page_file, browser):
    with opened(browser, page_file, f"layer=pm25&place={CODES['west']}&lang=en") as opened_page:
        assert not opened_page.page.locator("#failure").is_visible()


def test_a_first_sheet_that_cannot_be_drawn_gives_the_first_layer(page_file, browser):
    context = browser.new_context(offline=True, locale="zh-CN")
    page = context.new_page()
    page.add_init_script(
        """const write = Element.prototype.replaceChildren;
        Element.prototype.replaceChildren = function (...children) {
            if (this.id === 'legend-body' && location.hash.includes('layer=boilers'))
                throw new Error('broken from the start');
            return write.apply(this, children);
        };"""
    )
    page.goto(f"{page_file.as_uri()}#layer=boilers&place=990001")
    page.wait_for_function("() => window.aqmap && window.aqmap.ready")
    assert "broken from the start" in page.locator("#failure").text_content()
    assert page.locator("#sheet-title").text_content() == TITLE
    assert page.evaluate("window.aqmap.state()")["layer"] == "pm25"
    assert page.locator("[data-layer=pm25]").get_attribute("aria-current") == "true"
    assert "layer=pm25" in page.url
    assert page.title().startswith(TITLE)
    context.close()
