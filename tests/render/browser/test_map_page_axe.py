"""What axe-core finds that keeps people out: nothing, in twelve states of the page."""

from pathlib import Path

import pytest

from aqmap.render.browser.map_page import write_page
from tests.browser import opened
from tests.dropped_files import dropped, dropping_page
from tests.station_books import station_book

AXE = Path(__file__).parents[3] / ".venv" / "npm" / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = pytest.mark.browser

WIDE, NARROW = (1440, 900), (390, 844)
# Address, size of the window, and what is pressed before the page is looked at.
STATES = {
    "values": ("layer=pm25&view=target&region=west", WIDE, ()),
    "amounts": ("layer=boilers", WIDE, ()),
    "status in English": ("layer=pm25&view=status&region=west&lang=en", WIDE, ()),
    "gap of all regions": ("layer=pm25&view=gap&region=all", (1024, 768), ()),
    "a county": ("layer=pm25&region=west&place=990001", WIDE, (".cites",)),
    "a prefecture": ("layer=pm25&region=west&place=990000", WIDE, ()),
    "classes left out, things to take": (
        "layer=pm25&view=target&region=all&only=1&tab=table&sort=-value",
        WIDE,
        ("#take-name",),
    ),
    "about": ("layer=pm25", WIDE, ("#tab-about", ".borders summary")),
    "findings": ("layer=pm25", WIDE, ("#tab-findings", "[data-severity=error]")),
    "telephone": ("layer=pm25", NARROW, ("#sheet-size",)),
    "layers on a telephone": ("layer=pm25", NARROW, ("#open-layers",)),
    "two maps": (
        "layer=pm25&view=target&region=west&tab=compare&beside=boilers/target/2021&place=990001",
        WIDE,
        ("#compare-table summary",),
    ),
    "two maps on a telephone": ("layer=pm25&tab=compare&lang=en", NARROW, ()),
    "small maps": ("layer=pm25&view=target&tab=compare&compare=periods", WIDE, ()),
    "small charts": ("layer=pm25&view=target&tab=compare&compare=places", WIDE, ()),
    "places by indicator": ("layer=pm25&tab=compare&compare=indicators", (1024, 768), ()),
    "matrix": ("layer=pm25&tab=matrix", WIDE, ()),
    "an address of another map": ("layer=none&place=1", WIDE, ()),
}
# Findings in words: the rule, and where.
LOOK = """async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) =>
        `${id}: ${nodes.slice(0, 3).map(({ target }) => target.join(" ")).join(", ")}`);
}"""


def found(seen):
    seen.page.evaluate("window.scrollTo(0, 0)")
    seen.page.evaluate(AXE.read_text(encoding="utf-8"))
    return seen.page.evaluate(LOOK)


def needs_axe():
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; `make test` does it where npm reaches its registry")


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(page_file, browser, state):
    needs_axe()
    address, size, presses = STATES[state]
    with opened(browser, page_file, address, size=size) as seen:
        for selector in presses:
            if seen.page.locator(selector).count():
                seen.page.locator(selector).first.click()
        assert found(seen) == []


def test_axe_finds_nothing_where_stations_and_days_are_shown(tmp_path, browser):
    needs_axe()
    write_page(station_book(), tmp_path / "stations.html")
    address = "layer=months&view=measured&region=west"
    with opened(browser, tmp_path / "stations.html", address) as seen:
        assert found(seen) == []
        at = seen.page.evaluate("() => window.aqmap.markPoint('stations', '9901A')")
        seen.page.mouse.click(at["x"], at["y"])
        seen.page.locator(".day:not(.void)").first.click()
        assert found(seen) == []


def test_axe_finds_nothing_where_a_file_is_dropped(tmp_path, browser):
    needs_axe()
    with opened(browser, dropping_page(tmp_path), "layer=boilers&lang=en") as seen:
        table = "县市,锅炉（台）\n示例甲,3\n示例乙县,4\n示例丙,5\n示例戊市,x\n"
        seen.page.set_input_files("#drop-file", [dropped("a.csv", table)])
        seen.page.wait_for_selector("#drop-title")
        assert found(seen) == []
        seen.page.fill("#drop-ask-period", "2025")
        seen.page.select_option("#drop-ask-role", "target")
        seen.page.click("#drop-draw")
        assert found(seen) == []
