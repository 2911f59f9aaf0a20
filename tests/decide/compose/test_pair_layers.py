"""Two layers in nine classes: which class a place has, what it shows, and colours that differ."""

from __future__ import annotations

from itertools import combinations, pairwise, product

import numpy as np
import pytest

from aqmap.book.book_layers import Cell
from aqmap.book.scales import (
    ABROAD_FILL,
    ABSENT_FILL,
    CONTEXT_FILL,
    NO_TASK_FILL,
    NO_TEXT,
    Axis,
    Klass,
    Scale,
    reason_class,
)
from aqmap.decide.compose.pair_layers import PAIR_COLORS, pair_cell, pair_scale
from aqmap.words import Text, text
from tests.decide.compose.test_color_ramps import DEUTAN, lab


def axis(*edges: float, closed: str = "right") -> Axis:
    bounds = (None, *edges, None)
    classes = tuple(Klass(low, high, "#FFFFFF", NO_TEXT) for low, high in pairwise(bounds))
    return Axis(Text("示例", "example"), NO_TEXT, "", Scale("sequential", classes, closed))  # type: ignore[arg-type]


def number(value: float) -> Cell:
    return Cell(value, 0, f"{value:g}")


COLORS = [color for row in PAIR_COLORS for color in row]


@pytest.mark.parametrize(("eye", "least"), [(None, 38.0), (DEUTAN, 35.0)])
def test_nine_colours_stay_apart_for_all_eyes(eye: np.ndarray | None, least: float) -> None:
    seen = [lab(color, eye) for color in COLORS]
    assert len(seen) == 9
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= least


@pytest.mark.parametrize("eye", [None, DEUTAN])
def test_no_colour_is_that_of_a_place_without_a_class(eye: np.ndarray | None) -> None:
    ground = (NO_TASK_FILL, CONTEXT_FILL, ABROAD_FILL, ABSENT_FILL)
    apart = [np.linalg.norm(lab(a, eye) - lab(b, eye)) for a, b in product(COLORS, ground)]
    assert min(apart) >= 9.0


def test_colours_darken_along_both_axes() -> None:
    light = np.array([lab(color)[0] for color in COLORS]).reshape(3, 3)
    assert (np.diff(light, axis=0) < 0).all()
    assert (np.diff(light, axis=1) < 0).all()


def test_digits_rise_with_the_columns_and_letters_with_the_rows() -> None:
    scale = pair_scale(axis(30, 36), axis(80, 90))
    codes = {
        (x, y): pair_cell(number(x), number(y), scale).label.split(":")[0]
        for x, y in product((20, 33, 50), (70, 85, 95))
    }
    assert codes == {
        (20, 70): "A1", (33, 70): "A2", (50, 70): "A3",
        (20, 85): "B1", (33, 85): "B2", (50, 85): "B3",
        (20, 95): "C1", (33, 95): "C2", (50, 95): "C3",
    }  # fmt: skip


def test_a_limit_belongs_to_the_side_of_its_own_layer() -> None:
    scale = pair_scale(axis(30, 36), axis(80, 90, closed="left"))
    assert pair_cell(number(30), number(80), scale).label == "B1: 30 | 80"


def test_fewer_classes_take_the_ends_of_the_palette() -> None:
    scale = pair_scale(axis(30), axis())
    assert [(k.symbol, k.color) for k in scale.classes] == [
        ("A1", PAIR_COLORS[0][0]),
        ("A2", PAIR_COLORS[0][2]),
    ]


def test_a_place_that_lacks_a_number_has_its_reason_and_no_colour() -> None:
    scale = pair_scale(axis(30, 36), axis(80, 90))
    lacking = Cell(None, reason_class("dash"), figures=("f",))
    for cells in ((lacking, number(85)), (number(33), lacking)):
        cell = pair_cell(*cells, scale)
        assert (cell.reason, cell.label, cell.figures) == ("dash", "", ("f",))
        assert cell.pair == cells
    both = pair_cell(lacking, Cell(None, reason_class("no_station")), scale)
    assert both.reason == "dash"
    said = [q.zh for q in both.qualifiers]
    assert said == [f"横项{text('reason.dash').zh}", f"纵项{text('reason.no_station').zh}"]


def test_qualifiers_of_both_say_whose_they_are_and_doubt_in_one_is_doubt_in_both() -> None:
    scale = pair_scale(axis(30, 36), axis(80, 90))
    until = Text("截至12月15日", "until 15 December")
    satellite = text("notice.satellite")
    first = Cell(33, 0, "33", qualifiers=(until, satellite), figures=("a",))
    second = Cell(85, 0, "85", "indicative", figures=("b", "a"))
    cell = pair_cell(first, second, scale)
    assert [q.zh for q in cell.qualifiers] == ["横项截至12月15日", satellite.zh]
    assert (cell.quality, cell.figures) == ("indicative", ("a", "b"))
