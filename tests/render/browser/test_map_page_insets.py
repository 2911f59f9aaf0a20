"""A far exclave has an inset on the page: framed, named, labelled, filtered, clicked, walked to."""

import re
from dataclasses import replace

import pytest
from defusedxml import ElementTree

from aqmap.render.browser.map_page import write_page
from tests.browser import opened

pytestmark = pytest.mark.browser

KUYTUN, ZONE = "654003", "zone-kuitun-dushanzi"
TARGETS = "layer=pm25&view=target&region=ili"
SIZES = [(1440, 900), (1024, 768), (390, 844)]
STATE = "() => window.aqmap.state()"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def page(tmp_path_factory, default_book):
    path = tmp_path_factory.mktemp("insets") / "map.html"
    write_page(default_book, path)
    return path


def boxes(seen):
    """The inset, the free part of the map, and the labels written on it, as pixels of the map."""
    inset = seen.page.locator(".inset").bounding_box()
    stage = seen.page.locator("#stage").bounding_box()
    left, top = inset["x"] - stage["x"], inset["y"] - stage["y"]
    free = seen.page.evaluate(
        """() => {
            const [stage, heading, foot] = ["stage", "heading", "foot"].map(
                id => document.getElementById(id).getBoundingClientRect());
            return [heading.bottom - stage.top, foot.top - stage.top, stage.width];
        }"""
    )
    return (left, top, left + inset["width"], top + inset["height"]), free


@pytest.mark.parametrize("size", SIZES)
def test_the_exclave_has_its_frame_name_and_labels_at_every_size(page, browser, size):
    with opened(browser, page, TARGETS, size=size) as seen:
        (left, top, right, bottom), (free_top, free_bottom, width) = boxes(seen)
        assert 0 <= left < right <= width
        assert free_top <= top < bottom <= free_bottom + 1
        assert seen.page.locator(".inset button").first.inner_text() == "奎屯市"
        words = seen.page.locator(".inset text").all_text_contents()
        assert {"奎屯市", "≤45", "奎独经开区", "标"} <= set(words)
        labels = seen.page.evaluate("() => window.aqmap.labels()")
        assert not {KUYTUN, ZONE} & {label["code"] for label in labels}
        for x, y, w, h in (label["box"] for label in labels):
            assert x + w <= left or x >= right or y + h <= top or y >= bottom
        # What is framed is the rest: it fills the map up to the room kept around it.
        for code in ("654002", "654025", "654026"):
            assert free_top < seen.point(code)[1] - seen.page.locator("#stage").bounding_box()["y"]
        assert seen.page.evaluate("document.documentElement.scrollWidth") == size[0]
        # A window of another size frames the region anew.
        before = seen.page.evaluate("() => window.aqmap.degrees([0, 0])")
        seen.page.set_viewport_size({"width": size[0] + 300, "height": size[1]})
        seen.page.wait_for_function(
            "before => window.aqmap.degrees([0, 0])[0] !== before[0]", arg=before
        )
        assert seen.page.locator(".inset").is_visible()
        assert seen.complaints == []


def test_the_inset_is_chosen_filtered_and_left_as_the_map_is(page, browser):
    with opened(browser, page, TARGETS) as seen:
        county = seen.page.locator(f".inset [data-code='{KUYTUN}']")
        color = seen.page.evaluate("code => window.aqmap.fill(code).color", KUYTUN)
        assert county.get_attribute("fill") == color
        assert county.get_attribute("aria-label") == "奎屯市：≤45微克/立方米"
        box = county.bounding_box()
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        seen.page.mouse.move(*middle)
        assert seen.page.locator("#tip").inner_text().splitlines() == ["奎屯市", "≤45微克/立方米"]
        seen.page.mouse.click(*middle)
        assert seen.page.evaluate(STATE)["place"] == KUYTUN
        assert seen.page.locator("#panel-place h2").inner_text() == "奎屯市"
        assert seen.page.locator(".inset .picked-line").count() == 1
        # A class that leaves it out leaves it out there too, with its label.
        seen.page.locator("#legend-list [data-klass='0'] button").click()
        assert county.get_attribute("fill") != color
        assert "≤45" not in seen.page.locator(".inset text").all_text_contents()
        seen.page.locator("#legend-all").click()
        # At its place it is shown larger: there is no inset then, and the label stands on the map.
        seen.page.locator(".inset > button").click()
        assert seen.page.locator(".inset").count() == 0
        written = [label["code"] for label in seen.page.evaluate("() => window.aqmap.labels()")]
        assert KUYTUN in written
        # Among both regions it is not far from anything.
        seen.page.locator("[data-region=all]").click()
        assert seen.page.locator(".inset").count() == 0
        assert seen.complaints == []


def test_keys_reach_the_inset_and_stay_there(page, browser):
    with opened(browser, page, TARGETS) as seen:
        county = seen.page.locator(f".inset [data-code='{KUYTUN}']")
        county.focus()
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate(STATE)["place"] == KUYTUN
        assert county.get_attribute("aria-pressed") == "true"
        assert seen.page.evaluate("() => document.activeElement.dataset.code") == KUYTUN
        seen.page.keyboard.press("Escape")
        assert seen.page.evaluate(STATE)["place"] == ""
        # The arrows of the map lead to where it is seen: right of all, below.
        seen.page.locator(".folium-map").focus()
        for key in ("ArrowRight",) * 6 + ("ArrowDown",) * 6 + ("ArrowRight",) * 6:
            seen.page.keyboard.press(key)
        assert county.get_attribute("class") == "reached"
        assert seen.page.locator("#tip").inner_text().startswith("奎屯市")
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate(STATE)["place"] == KUYTUN
        assert seen.complaints == []


def test_a_picture_for_a_report_has_the_inset_as_on_paper(page, browser):
    with opened(browser, page, TARGETS) as seen:
        root = ElementTree.fromstring(seen.page.evaluate("() => window.aqmap.picture()"))
        seen.page.locator("[data-region=all]").click()
        whole = ElementTree.fromstring(seen.page.evaluate("() => window.aqmap.picture()"))
    # Where it lies, and enlarged; its number is written in the inset alone, under its name.
    drawn = [node for node in root.iter(f"{SVG}path") if node.get("data-code") == KUYTUN]
    assert len(drawn) == 2
    said = [t.text for t in root.iter(f"{SVG}text") if t.get("aria-hidden") is None]
    assert said.count("≤45") == 1
    assert said.count("奎屯市") == 2
    sizes = [max(xs) - min(xs) for xs in map(west_to_east, drawn)]
    assert sizes[1] > 1.3 * sizes[0]
    # Among both regions it is not far from anything.
    shapes = [node for node in whole.iter(f"{SVG}path") if node.get("data-code") == KUYTUN]
    assert len(shapes) == 1


def west_to_east(path):
    """The x of every point of a path: of "M1 2L3 4Z" 1 and 3."""
    return [float(x) for x in re.findall(r"[ML]([\d.-]+) ", path.get("d"))]


def test_two_maps_show_the_exclave_where_it_lies(page, browser):
    with opened(browser, page, f"{TARGETS}&tab=compare") as seen:
        for number, name in enumerate(["left", "right"]):
            side = seen.page.evaluate(f"() => window.aqmap.side({number}, '{KUYTUN}')")
            box = seen.page.locator(f"[data-side={name}] .folium-map").bounding_box()
            assert box["x"] < side["point"]["x"] < box["x"] + box["width"]
            assert box["y"] < side["point"]["y"] < box["y"] + box["height"]
        assert seen.complaints == []


def test_of_more_insets_than_corners_the_others_stay_on_the_map(default_book, browser, tmp_path):
    asked = ("654003", "654002", "654004", "654021", "654022", "654023")
    regions = tuple(replace(r, inset=asked) if r.id == "ili" else r for r in default_book.regions)
    write_page(replace(default_book, regions=regions), tmp_path / "many.html")
    with opened(browser, tmp_path / "many.html", TARGETS) as seen:
        root = ElementTree.fromstring(seen.page.evaluate("() => window.aqmap.picture()"))
        corners = [box.bounding_box() for box in seen.page.locator(".inset").all()]
        assert seen.complaints == []
    drawn = [node.get("data-code") for node in root.iter(f"{SVG}path")]
    assert set(asked) <= set(drawn)
    said = [t.text for t in root.iter(f"{SVG}text") if t.get("aria-hidden") is None]
    for place in default_book.places:
        if place.code in asked:
            assert place.label.zh in said
    assert len({(box["x"], box["y"]) for box in corners}) == len(corners) <= 4
