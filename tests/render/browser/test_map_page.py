"""The interactive page in a real browser, from the disk, with the network off."""

import re
from dataclasses import replace

import folium
import pytest

from aqmap.book.scales import REASON_BASE, REASONS
from aqmap.render.browser.map_page import to_folium, write_page
from aqmap.words import text
from tests.book_layers import EAST, ORDER
from tests.books import HOSTILE, ZONE, square_book
from tests.browser import opened

pytestmark = pytest.mark.browser


def sheets(book):
    """Every layer, view, period and covered region of a book."""
    for layer in book.layers:
        for view in layer.views:
            for period in layer.periods:
                for region in layer.regions:
                    yield layer.id, view, period, region


def address(layer, view, period, region, **more):
    facts = {"layer": layer, "view": view, "period": period, "region": region, **more}
    return "&".join(f"{key}={value}" for key, value in facts.items())


# ---- the file ----------------------------------------------------------------------------


def test_write_page_equal_books_give_equal_bytes(tmp_path):
    first, second = tmp_path / "a.html", tmp_path / "b.html"
    write_page(square_book(), first)
    write_page(square_book(), second)
    assert first.read_bytes() == second.read_bytes()


def test_write_page_names_no_address_that_a_browser_would_load(page_file):
    written = page_file.read_text(encoding="utf-8")
    assert not re.findall(r"<(?:script|img|iframe)[^>]* src=", written)
    assert re.findall(r'<link[^>]* href="([^"]*)"', written) == ["data:,"]
    assert not re.findall(r"url\((?!#)", written)
    assert "cdn" not in written
    assert "bootstrap" not in written
    assert "jquery" not in written


def test_write_page_runs_only_its_own_scripts(page_file):
    written = page_file.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', written)[1]
    assert "default-src 'none'" in policy
    # The guard of old engines, Leaflet, the page's own and what of it stands packed.
    assert policy.count("'sha256-") == 4
    assert "unsafe-inline" not in policy.split("script-src")[1]


def test_write_page_of_the_synthetic_book_is_small(page_file):
    assert page_file.stat().st_size < 600_000  # Leaflet, the script and its words


def test_to_folium_takes_further_folium_elements(tmp_path, browser):
    page = to_folium(square_book())
    assert isinstance(page, folium.Map)
    folium.CircleMarker([43.5, 80.5], radius=4).add_to(page)
    path = tmp_path / "more.html"
    page.save(str(path))
    with opened(browser, path) as opened_page:
        assert opened_page.complaints == []


def test_page_text_is_never_a_template(tmp_path, browser):
    odd = text("view.target")._replace(zh="{{ 7*7 }}{% raw %}", en="{{ 7*7 }}")
    path = tmp_path / "template.html"
    write_page(replace(square_book(), title=odd), path)
    with opened(browser, path) as opened_page:
        assert opened_page.page.locator("h1").text_content() == "{{ 7*7 }}{% raw %}"
        assert opened_page.page.title().endswith(" – {{ 7*7 }}{% raw %}")


# ---- no network, no complaint, no markup ------------------------------------------------


def test_page_asks_for_nothing_but_itself(page_file, browser):
    with opened(browser, page_file) as opened_page:
        for button in opened_page.page.locator("#layer-list button").all():
            button.click()
        opened_page.page.locator("#language").click()
        assert {url.split("#")[0] for url in opened_page.requests} <= {page_file.as_uri(), "data:,"}
        assert opened_page.complaints == []


def test_page_shows_hostile_names_as_text(page_file, browser):
    with opened(browser, page_file, "layer=hostile&place=990004") as opened_page:
        assert opened_page.page.locator("img").count() == 0
        assert opened_page.page.locator("#panel-place h2").text_content() == f"示例丁县{HOSTILE}"
        assert HOSTILE in opened_page.page.locator("#sheet-title").text_content()
        opened_page.page.locator("#tab-about").click()
        assert HOSTILE in opened_page.page.locator("#panel-about").inner_text()
        opened_page.page.locator("#tab-findings").click()
        assert HOSTILE in opened_page.page.locator("#panel-findings").inner_text()
        assert opened_page.complaints == []


# ---- the page says what the sheets say ---------------------------------------------------


@pytest.mark.parametrize(("lang", "unit"), [("zh", "{}个"), ("en", "{}")])
def test_page_legend_equals_every_sheet(page_file, browser, lang, unit):
    book = square_book()
    with opened(browser, page_file) as opened_page:
        for layer, view, period, region in sheets(book):
            legend = book.sheet(layer, view, period, region).legend
            expected = [f"{e.label.in_(lang)} {unit.format(e.count)}" for e in legend]
            where = address(layer, view, period, region, lang=lang)
            opened_page.go(where)
            assert opened_page.legend() == expected, where


def test_page_legend_of_all_regions_adds_up_to_every_place(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&region=all") as opened_page:
        assert opened_page.legend() == [
            "≤25 1个",
            "25–35 1个",
            ">35 2个",
            "只有相对要求，无数值 1个",
            "原表为空白 1个",
            "原表为“-” 1个",
        ]


def expected_fill(sheet, cell):
    if cell.klass >= REASON_BASE:
        return {"kind": REASONS[cell.klass - REASON_BASE][1], "color": ""}
    if sheet.view.scale.kind == "size":
        return {"kind": "base", "color": "#FBF3DC"}
    return {"kind": "class", "color": sheet.view.scale.classes[cell.klass].color}


def test_page_fills_equal_every_sheet(page_file, browser):
    book = square_book()
    with opened(browser, page_file) as opened_page:
        for layer, view, period, region in sheets(book):
            sheet = book.sheet(layer, view, period, region)
            opened_page.go(address(layer, view, period, region))
            for place, cell in sheet.rows:
                drawn = opened_page.page.evaluate("code => window.aqmap.fill(code)", place.code)
                expected = None if place.code == ZONE else expected_fill(sheet, cell)
                assert drawn == expected, (layer, view, place.code)


def test_page_paints_the_class_colour_and_leaves_neighbours_grey(page_file, browser):
    with opened(browser, page_file, "layer=pm25&view=target&region=west") as opened_page:
        paint = """([x, y]) => {
            const canvas = document.querySelector('.leaflet-aq-areas-pane canvas');
            const box = canvas.getBoundingClientRect();
            const ratio = canvas.width / box.width;
            const at = canvas.getContext('2d').getImageData(
                (x - box.left) * ratio, (y - box.top) * ratio, 1, 1).data;
            return [...at];
        }"""
        x, y = opened_page.point("990002")
        assert opened_page.page.evaluate(paint, [x, y]) == [0xB1, 0x00, 0x26, 255]
        for code in ("990201", "990202"):
            assert (
                opened_page.page.evaluate("c => window.aqmap.fill(c)", code)["color"] == "#F1EDE5"
            )


def test_page_symbol_area_is_proportional_to_value(page_file, browser):
    with opened(browser, page_file, "layer=boilers") as opened_page:
        radius = {c: opened_page.page.evaluate("c => window.aqmap.radius(c)", c) for c in ORDER[:4]}
        assert radius["990001"] ** 2 / radius["990002"] ** 2 == pytest.approx(580 / 120)
        assert radius["990001"] ** 2 / radius[ZONE] ** 2 == pytest.approx(580 / 40)
        samples = opened_page.page.locator("#size-key i + span").all_text_contents()
        assert samples == ["500", "100", "20"]
        widths = [
            opened_page.page.locator("#size-key i").nth(i).bounding_box()["width"] for i in range(3)
        ]
        assert widths[0] ** 2 / widths[1] ** 2 == pytest.approx(5, rel=0.02)


def test_page_layer_without_a_region_leaves_it_as_context(page_file, browser):
    with opened(browser, page_file, "layer=boilers") as opened_page:
        for code in EAST:
            assert opened_page.page.evaluate("c => window.aqmap.fill(c)", code)["kind"] == "context"
        assert opened_page.page.locator("#regions button:disabled").count() == 2


@pytest.mark.parametrize(
    ("ranks", "named"),
    [
        (("national", "prefecture"), ["国界", "地级界"]),
        (("edge", "prefecture"), ["地级界", "底图边缘线（界线性质未提供）"]),
        (("edge", "edge"), ["底图边缘线（界线性质未提供）"]),
    ],
)
def test_the_legend_names_the_borders_that_are_drawn(browser, tmp_path, ranks, named):
    book = square_book()
    outlines = book.web_outlines.assign(rank=list(ranks))
    write_page(replace(book, web_outlines=outlines), tmp_path / "map.html")
    with opened(browser, tmp_path / "map.html") as opened_page:
        shown = opened_page.page.locator(".borders li .name").all_text_contents()
    always = ["县级界", "周边地区（不统计）"]
    assert [name for name in shown if name not in always] == named
    assert set(always) < set(shown)
