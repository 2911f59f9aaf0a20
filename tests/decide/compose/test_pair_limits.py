"""Which limits a sheet of two layers takes from the layer's own map."""

from __future__ import annotations

from itertools import pairwise

import pytest

from aqmap.book.scales import NO_TEXT, Klass, Scale
from aqmap.decide.compose.pair_limits import limits_of_map


def scale_of(*edges: float, kind: str = "sequential", closed: str = "right") -> Scale:
    bounds = (None, *edges, None)
    classes = tuple(Klass(low, high, "#FFFFFF", NO_TEXT) for low, high in pairwise(bounds))
    return Scale(kind, classes, closed)  # type: ignore[arg-type]


def test_two_limits_part_the_numbers_most_evenly() -> None:
    # Three numbers each up to 20, from 20 to 40, above 40.
    values = [1, 11, 12, 21, 31, 32, 41, 51, 52]
    assert limits_of_map(scale_of(10, 20, 30, 40, 50), values) == (20, 40)


def test_without_numbers_they_part_the_classes_most_evenly() -> None:
    assert limits_of_map(scale_of(30, 35, 40), []) == (30, 40)
    assert limits_of_map(scale_of(1, 2, 3, 4, 5), []) == (2, 4)


@pytest.mark.parametrize("edges", [(), (35.0,), (30.0, 36.0)])
def test_a_map_of_three_classes_keeps_its_limits(edges: tuple[float, ...]) -> None:
    assert limits_of_map(scale_of(*edges), [29.0, 40.0]) == edges


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        ([-17, -12, -11, -6, -3, 4], (-10, 0)),
        ([-3, 2, 3, 7, 8, 11, 12, 13], (0, 10)),
        ([1, 2, 7, 8], (0, 5)),
        ([-7, -6, -2, -1], (-5, 0)),
    ],
)
def test_0_stays_a_limit_of_a_gap(values: list[float], limits: tuple[float, ...]) -> None:
    assert limits_of_map(scale_of(-10, -5, 0, 5, 10, kind="diverging"), values) == limits


def test_a_map_of_symbols_or_signs_has_no_limits() -> None:
    for kind in ("size", "category"):
        assert limits_of_map(scale_of(1, 3, 5, kind=kind), [2, 4]) == ()
