"""The pages in Chromium 86 and 109, the browsers of office computers that nobody updates."""

import base64
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Error

from aqmap.render.browser.map_page import write_page
from aqmap.render.review import write_review
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.places import Places
from tests.browser import opened
from tests.dropped_files import workbook
from tests.station_books import station_book

pytestmark = [pytest.mark.peers, pytest.mark.browser]

HOME = Path(__file__).parents[2] / ".venv" / "old-browsers"


@pytest.fixture(scope="module", params=["86", "109"])
def old_browser(request, browser):
    program = HOME / request.param / "chromium"
    if not program.is_file():
        pytest.skip(f"no Chromium {request.param}; `make test-peers` installs it where npm is")
    try:
        started = browser.browser_type.launch(executable_path=program, args=["--no-sandbox"])
    except Error as problem:
        pytest.skip(f"Chromium {request.param} does not start here: {problem.message[:200]}")
    assert started.version.startswith(f"{request.param}.")
    yield started
    started.close()


@pytest.fixture(scope="module")
def default_page(default_book, tmp_path_factory):
    path = tmp_path_factory.mktemp("default") / "map.html"
    write_page(default_book, path)
    return path


def press_all(page, selector):
    """Press every button of a group, drawn anew each time or not, by what 86 offers a test."""
    return page.evaluate(
        """selector => {
            const all = () => [...document.querySelectorAll(selector)];
            const count = all().length;
            for (let i = 0; i < count; i += 1) {
                const button = all()[i];
                if (button && button.offsetParent && !button.disabled) button.click();
            }
            return count;
        }""",
        selector,
    )


def box_of(page, selector):
    """Left, top, width and height on the screen."""
    script = "s => { const b = document.querySelector(s).getBoundingClientRect();"
    return page.evaluate(f"{script} return [b.left, b.top, b.width, b.height]; }}", selector)


def test_every_layer_view_and_tab_is_shown(default_page, old_browser):
    with opened(old_browser, default_page) as seen:
        page = seen.page
        layers = page.evaluate(
            "() => [...document.querySelectorAll('[data-layer]')].map(b => b.dataset.layer)"
        )
        assert len(layers) > 20
        for layer in layers:
            press_all(page, f"[data-layer={layer}]")
            assert press_all(page, "#views button") > 0
            assert page.evaluate("window.aqmap.state().layer") == layer
            assert page.evaluate("window.aqmap.legend().length") > 0
        for group in ("#regions button", "#tabs button", "#language", "#zoom-in", "#skip"):
            assert press_all(page, group) > 0
        assert seen.complaints == []


def test_the_map_fills_its_stage_and_is_painted(default_page, old_browser):
    with opened(old_browser, default_page, "layer=pm25&region=ili") as seen:
        assert box_of(seen.page, ".leaflet-container") == box_of(seen.page, "#stage")
        assert min(box_of(seen.page, "#stage")[2:]) > 700
        assert sum(box_of(seen.page, "#foot")[1::2]) == pytest.approx(900, abs=1)
        assert len(seen.page.evaluate("window.aqmap.labels()")) > 8


def test_a_telephone_has_map_and_sheet(default_page, old_browser):
    with opened(old_browser, default_page, size=(390, 844)) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") == 390
        assert box_of(seen.page, ".leaflet-container")[3] > 300
        press_all(seen.page, "#open-layers")
        assert box_of(seen.page, "#layers")[3] == 844
        assert seen.complaints == []


def test_the_sheet_of_a_county_is_printed_on_one_page(default_page, old_browser, tmp_path):
    with opened(old_browser, default_page, "layer=pm25&place=654002") as seen:
        assert press_all(seen.page, "[data-row] .cites") > 20
        assert len(seen.page.query_selector_all(".cited .figure")) > 20
        seen.page.pdf(path=tmp_path / "sheet.pdf", format="A4")
        document = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
        assert len(document) == 1
        document.close()
        assert seen.complaints == []


def test_stations_and_days_are_shown(tmp_path, old_browser):
    write_page(station_book(), tmp_path / "stations.html")
    with opened(old_browser, tmp_path / "stations.html", "layer=months&view=measured") as seen:
        at = seen.page.evaluate("() => window.aqmap.markPoint('stations', '9901A')")
        seen.page.mouse.click(at["x"], at["y"])
        assert seen.page.evaluate("document.querySelectorAll('#panel-place h2').length") == 1
        assert press_all(seen.page, ".day[tabindex='0']") == 1
        assert "day=" in seen.page.url
        assert seen.complaints == []


def test_a_workbook_is_dropped_and_drawn(default_page, old_browser):
    content = workbook({"表": [["县市", "锅炉（台）"], ["伊宁市", 3], ["昭苏县", 5]]})
    drop = """async packed => {
        const bytes = Uint8Array.from(atob(packed), sign => sign.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], "a.xlsx"));
        const facts = { dataTransfer: data, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new DragEvent("drop", facts));
    }"""
    tell = """async () => {
        while (!document.getElementById("drop-draw")) {
            await new Promise(waited => setTimeout(waited, 20));
        }
        const told = { period: "2025", role: "target" };
        for (const [name, value] of Object.entries(told)) {
            const field = document.getElementById(`drop-ask-${name}`);
            field.value = value;
            field.dispatchEvent(new Event(field.localName === "select" ? "change" : "input"));
        }
        document.getElementById("drop-draw").click();
    }"""
    with opened(old_browser, default_page) as seen:
        seen.page.evaluate(drop, base64.b64encode(content).decode())
        seen.page.evaluate(tell)
        assert seen.page.evaluate("window.aqmap.state().layer") == "drop-1"
        assert seen.page.evaluate("window.aqmap.radius('654026')") > 0
        assert seen.complaints == []


def test_the_review_page_comes_alive(tmp_path, old_browser):
    path = tmp_path / "review.html"
    write_review([], [], path, places=Places({}), indicators=Indicators({}), sources={})
    with opened(old_browser, path) as seen:
        assert seen.page.evaluate("document.getElementById('opening')") is None
        assert seen.complaints == []
