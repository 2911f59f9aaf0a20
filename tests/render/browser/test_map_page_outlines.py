"""Outlines lie where their coordinates are, at every zoom and wherever the map was moved."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from tests.browser import opened

pytestmark = pytest.mark.browser

# Two of the four square counties of the west meet at 81° east, and two at 44° north.
ON_MERIDIAN = [(44 + part / 100, 81.0) for part in (5, 12, 19, 31)]
ON_PARALLEL = [(44.0, 81 - part / 100) for part in (5, 12, 19, 31)]
LINE = (0x8A, 0x94, 0x9E)
"""The ink of a border between counties, one pixel wide."""

AWAY = 6
"""Pixels that are looked at on each side."""


def lines_beside(seen, spots, *, across):
    """How far from spots the line is seen, in pixels across it; labels may hide some."""
    dots = np.asarray(Image.open(BytesIO(seen.page.screenshot())).convert("RGB")).astype(int)
    steps = range(-AWAY, AWAY + 1)
    found = []
    for spot in spots:
        at = seen.page.evaluate("spot => window.aqmap.onScreen(spot)", list(spot))
        x, y = round(at["x"]), round(at["y"])
        pixels = [dots[y, x + d] if across else dots[y + d, x] for d in steps]
        off = [int(abs(pixel - LINE).sum()) for pixel in pixels]
        # Half of a line may lie on each of two pixels; fills and halos are farther from its ink.
        if min(off) < 130:
            found.append(steps[off.index(min(off))])
    assert len(found) > 1
    return found


@pytest.mark.parametrize("zooms", [0, 2, 4])
def test_a_border_is_drawn_on_its_meridian_and_parallel(page_file, browser, zooms):
    address = "layer=pm25&view=target&period=2021&region=west&overlays="
    with opened(browser, page_file, address) as seen:
        for _ in range(zooms):
            seen.page.locator("#zoom-in").click()
        for spots, across in ((ON_MERIDIAN, True), (ON_PARALLEL, False)):
            assert set(lines_beside(seen, spots, across=across)) <= {-1, 0, 1}
        seen.page.locator(".folium-map").focus()
        seen.page.keyboard.press("Shift+ArrowRight")
        seen.page.wait_for_timeout(50)
        assert set(lines_beside(seen, ON_MERIDIAN, across=True)) <= {-1, 0, 1}
        assert seen.complaints == []
