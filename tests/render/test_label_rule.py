"""One rule of labels, two placers: what the sheet and the page do with the same counties."""

import json
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import shapely
from shapely import LineString, Polygon

from aqmap.render.browser import map_page
from aqmap.render.html_embedding import page_script
from aqmap.render.paper.canvas.drawing import Lines
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.pen import Box, Pen
from aqmap.render.paper.map.ground import Ground
from aqmap.render.paper.map.labels.county_labels import CountyLabel, LabelWords, draw_county_labels
from aqmap.render.paper.map.labels.label_placer import LabelPlacer
from tests.browser import opened
from tests.crowded_sheets import written_on

CASES = json.loads((Path(__file__).parents[1] / "data" / "label_cases.json").read_text("utf-8"))
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
FRAME = (0.0, 0.0, 100.0, 80.0)
VALUE = "12.5"
PX = 96 / 25.4
"""CSS pixels a millimetre."""

NAME_MM, VALUE_MM, LINE_MM = 5.7, 6.2, 3.5
"""About as large as two characters and a number of 8 points are."""

ASK = """function ask({ boxes, labelPlacer }) {
  const isIn = ([left, top, right, bottom]) => ([x, y]) =>
    x >= left && x <= right && y >= top && y <= bottom;
  function answer({ room, counties, taken, labels }) {
    const circles = labels.filter(({ circle }) => circle).map(({ circle }) => circle);
    const discs = circles.map(({ x, y, r }) => boxes.around([x, y], 2 * r, 2 * r));
    const isCounted = (point) => counties.some((county) => isIn(county)(point));
    const asked = labels.map((label) => ({
      ...label,
      isIn: label.circle ? null : isIn(label.county),
      isCounted: label.circle ? null : isCounted,
    }));
    const ground = labelPlacer.ground(room, circles, [...taken, ...discs]);
    const placed = labelPlacer.placeAll(asked, ground, (label) => label);
    return placed.map(({ code, box, line }) => ({ code, box, line }));
  }
  window.aqmap = { answer, ready: true };
}
"""


# ---- what each placer does -------------------------------------------------------------------


def on_paper(case):
    """By county: the box of its name and number in millimetres, and its line."""
    core = {name: shapely.box(*sides) for name, sides in case["counties"].items()}
    areas = {name: shape.difference(shapely.union_all([s for n, s in core.items() if n != name]))
             for name, shape in core.items()}  # fmt: skip
    frame: Any = SimpleNamespace(box=Box(*FRAME))
    nothing = Polygon()
    ground = Ground(frame, areas, (), nothing, nothing, nothing, nothing, nothing, nothing, ())
    symbols = {name: Box(x, y, x, y).grown(r)
               for name, (x, y, r) in case.get("symbols", {}).items()}  # fmt: skip
    taken = [Box(*sides) for sides in case.get("taken", [])]
    placer = LabelPlacer(frame.box, taken=[*taken, *symbols.values()])
    pen = Pen(map_fonts(), FRAME[2], FRAME[3])
    labels = [CountyLabel(name, LabelWords(name, VALUE, "")) for name in case["labels"]]
    draw_county_labels(pen, ground, placer, labels, symbols)
    page = pen.page()
    words = written_on(page)
    lines = [LineString(line) for mark in page.marks if isinstance(mark, Lines)
             for line in mark.lines]  # fmt: skip
    placed = {}
    for name_word, value_word in zip(words[::2], words[1::2], strict=True):
        assert value_word.text == VALUE
        box = shapely.union_all([name_word.box.shape, value_word.box.shape]).envelope
        led = [line for line in lines if box.buffer(1.2).intersects(line.boundary)]
        placed[name_word.text] = (box, led[0] if led else None)
    return placed


def on_page(case, folder, browser):
    """The same of the page's script, in millimetres with the y axis upwards."""
    assets = {name: (map_page.ASSETS / name).read_text("utf-8")
              for name in ("map/boxes.js", "map/labelPlacer.js")}  # fmt: skip
    for name, written in {**assets, "ask.js": ASK}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(written, encoding="utf-8")
    code = page_script(folder, [*assets, "ask.js"])
    page = folder / "page.html"
    page.write_text(f"<!DOCTYPE html><body><script>{code}</script>", encoding="utf-8")
    with opened(browser, page) as seen:
        placed = seen.page.evaluate("asked => window.aqmap.answer(asked)", asked_of_page(case))
        assert seen.complaints == []
    return {each["code"]: (up(box_of(*each["box"])), each["line"] and up(LineString(each["line"])))
            for each in placed}  # fmt: skip


def box_of(left, top, width, height):
    return shapely.box(left, top, left + width, top + height)


def up(shape):
    """From pixels downwards to millimetres upwards."""
    return shapely.transform(shape, lambda points: (points - (0, FRAME[3] * PX)) / (PX, -PX))


def asked_of_page(case):
    """The case in pixels from the upper left."""
    sides = {name: down(each) for name, each in case["counties"].items()}
    labels = []
    for name in case["labels"]:
        left, top, right, bottom = sides[name]
        point = {"x": (left + right) / 2, "y": (top + bottom) / 2}
        circle = None
        if name in case.get("symbols", {}):
            x, y, radius = case["symbols"][name]
            point = {"x": x * PX, "y": (FRAME[3] - y) * PX}
            circle = {**point, "code": name, "r": radius * PX}
        labels.append({
            "kind": "place", "code": name, "point": point, "circle": circle,
            "county": sides[name], "room": (right - left) / 2,
            "width": max(NAME_MM, VALUE_MM) * PX + 4, "height": 2 * LINE_MM * PX,
            "numberWidth": VALUE_MM * PX, "numberHeight": LINE_MM * PX,
        })  # fmt: skip
    taken = [
        [left, top, right - left, bottom - top]
        for left, top, right, bottom in map(down, case.get("taken", []))
    ]
    room = [0, 0, FRAME[2] * PX, FRAME[3] * PX]
    return {"room": room, "counties": list(sides.values()), "taken": taken, "labels": labels}


def down(sides):
    left, low, right, high = sides
    return [left * PX, (FRAME[3] - high) * PX, right * PX, (FRAME[3] - low) * PX]


# ---- what the rule says ------------------------------------------------------------------------


def assert_by_the_rule(case, placed):
    counties = {name: shapely.box(*sides) for name, sides in case["counties"].items()}
    symbols = {name: shapely.Point(x, y).buffer(r)
               for name, (x, y, r) in case.get("symbols", {}).items()}  # fmt: skip
    stands = {name: how_it_stands(name, placed, counties, symbols) for name in case["labels"]}
    assert stands == case["stands"]
    boxes = {name: box for name, (box, _) in placed.items()}
    for one, two in combinations(boxes.values(), 2):
        assert one.intersection(two).area < 0.05
    room = shapely.box(*FRAME).buffer(0.1)
    for name, box in boxes.items():
        assert room.contains(box)
        for sides in case.get("taken", []):
            assert box.intersection(shapely.box(*sides)).area < 0.05
        others = [shape for code, shape in symbols.items() if code != name]
        assert not any(box.intersects(other) for other in others)
        if name in symbols and others:
            assert box.distance(symbols[name]) < min(box.distance(other) for other in others)
    lines = [line for _, line in placed.values() if line is not None]
    assert not any(one.intersects(two) for one, two in combinations(lines, 2))


def how_it_stands(name, placed, counties, symbols):
    """``inside`` its county, ``beside`` its symbol, at the end of a ``line``, or ``none``."""
    if name not in placed:
        return "none"
    box, line = placed[name]
    if line is not None:
        assert counties[name].buffer(0.3).intersects(shapely.Point(line.coords[-1]))
        covered = shapely.union_all(list(counties.values())).intersection(box)
        assert covered.area < 0.05 * box.area, "with a line it stands outside the region"
        return "line"
    if name in symbols:
        assert box.distance(symbols[name]) < 4
        return "beside"
    assert counties[name].intersection(box).area >= 0.7 * box.area
    return "inside"


@EACH
def test_the_sheet_places_labels_by_the_rule(case):
    assert_by_the_rule(case, on_paper(case))


@pytest.mark.browser
@EACH
def test_the_page_places_labels_by_the_rule(case, tmp_path, browser):
    assert_by_the_rule(case, on_page(case, tmp_path, browser))
