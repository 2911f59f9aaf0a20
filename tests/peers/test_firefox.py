"""The map page in Firefox: every layer and view as in Chromium, the pointer and the keyboard."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aqmap.render.browser.map_page import write_page
from tests.browser import opened

pytestmark = [pytest.mark.peers, pytest.mark.browser]

DRIVER = (
    Path(__file__).parents[2]
    / ".venv/firefox/node_modules/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js"
)
YINING, NOT_STARTED = "654021", 3

# Every layer in every view: its title, headline and legend, and what the banner says.
ASKED = """() => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const shown = [];
    for (let i = 0; i < all("#layer-list [data-layer]").length; i += 1) {
        all("#layer-list [data-layer]")[i].click();
        for (let v = 0; v < all("#views button").length; v += 1) {
            all("#views button")[v].click();
            shown.push({
                title: document.getElementById("sheet-title").textContent,
                headline: document.getElementById("headline").textContent,
                legend: window.aqmap.legend(),
                labels: window.aqmap.labels().length > 0,
                banner: document.getElementById("failure").textContent,
            });
        }
    }
    document.querySelector("#layer-list [data-layer]").click();
    document.querySelector("#views button").click();
    return shown;
}"""


@pytest.fixture(scope="module")
def page(default_book, tmp_path_factory):
    path = tmp_path_factory.mktemp("firefox") / "map.html"
    write_page(default_book, path)
    return path


@pytest.fixture(scope="module")
def firefox(page):
    """What Firefox answers, and the picture of its window."""
    node, program = shutil.which("node"), shutil.which("firefox-esr") or shutil.which("firefox")
    if not node or not program or not DRIVER.is_file():
        pytest.skip("no Firefox, node or puppeteer-core: `make test-peers` installs them")
    picture = page.with_name("firefox.png")
    done = subprocess.run(
        [node, Path(__file__).with_name("firefox.mjs"), DRIVER, program, page, picture],
        env={**os.environ, "ASKED": f"({ASKED})()", "HOME": str(page.parent)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode == NOT_STARTED:
        pytest.skip(f"Firefox does not start here: {done.stderr[:200]}")
    assert not done.returncode, done.stderr
    return {**json.loads(done.stdout), "picture": picture}


def test_every_layer_and_view_says_what_it_says_in_chromium(firefox, page, browser):
    with opened(browser, page) as seen:
        expected = seen.page.evaluate(ASKED)
    assert len(expected) > 30
    assert firefox["shown"] == expected
    assert firefox["complaints"] == []


def test_the_pointer_and_the_keyboard_reach_counties(firefox):
    assert firefox["clicked"] == YINING
    assert firefox["walked"] not in ("", YINING)


def test_the_map_is_drawn_in_its_colours(firefox):
    assert firefox["fill"]["kind"] == "class"
    x, y = (round(firefox["point"][axis]) for axis in "xy")
    red, green, blue = np.asarray(Image.open(firefox["picture"]).convert("RGB"))[y + 35, x]
    assert f"#{red:02X}{green:02X}{blue:02X}" == firefox["fill"]["color"]
