import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aqmap.decide.compose.classify import gap_scale, size_scale, value_scale
from aqmap.words import Text
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.layers import Classes


def indicator(direction):
    name = Text("指标", "x")
    return Indicator(id="x", name=name, unit=name, theme="t", kind="quality", direction=direction)


LOWER, HIGHER = indicator("lower"), indicator("higher")


def labels(scale):
    return [klass.label.zh for klass in scale.classes]


def test_classes_are_closed_on_the_side_that_meets_the_target():
    scale = value_scale([], LOWER, Classes(edges=(35, 45)))
    assert labels(scale) == ["≤35", "35–45", ">45"]
    assert [scale.class_of(v) for v in (35, 35.01, 45, 46)] == [0, 1, 1, 2]
    scale = value_scale([], HIGHER, Classes(edges=(80, 90)))
    assert labels(scale) == ["<80", "80–90", "≥90"]
    assert [scale.class_of(v) for v in (79.9, 80, 90)] == [0, 1, 2]


def test_zero_of_a_gap_is_on_the_met_side():
    scale = gap_scale([-18.5, 4], LOWER, None)
    assert labels(scale) == ["≤−20", "−20 ~ −10", "−10 ~ 0", "0 ~ +10", "+10 ~ +20", ">+20"]
    assert scale.class_of(0) == 2
    assert gap_scale([-18.5, 4], HIGHER, None).class_of(0) == 3


def test_a_gap_without_values_has_two_sides_and_no_invented_edges():
    assert labels(gap_scale([], LOWER, None)) == ["≤0", ">0"]


def test_better_is_blue_whichever_side_it_lies_on():
    lower, higher = gap_scale([1, -1], LOWER, None), gap_scale([1, -1], HIGHER, None)
    assert lower.classes[0].color == higher.classes[-1].color == "#2166AC"
    assert lower.classes[-1].color == higher.classes[0].color == "#B2182B"


def test_nice_edges_are_worked_out_by_hand():
    scale = value_scale([3, 12, 27, 44, 58], LOWER, Classes(count=5))
    assert labels(scale) == ["≤20", "20–40", ">40"]


@pytest.mark.parametrize("method", ["quantiles", "jenks"])
def test_found_edges_part_the_values(method):
    scale = value_scale([1, 2, 11, 12, 21, 22], LOWER, Classes(method=method, count=3))
    assert [scale.class_of(v) for v in (1, 2, 11, 12, 21, 22)] == [0, 0, 1, 1, 2, 2]


def test_a_size_scale_shows_three_samples_none_above_the_largest():
    scale = size_scale([1334.3, 3.2], LOWER)
    assert scale.largest == 1334.3
    assert labels(scale) == ["1000", "250", "100"]


def test_things_that_are_counted_have_whole_samples():
    counted = LOWER.model_copy(update={"counts": True})
    assert labels(size_scale([5, 1], counted)) == ["5", "1"]
    assert labels(size_scale([5, 1], LOWER)) == ["5", "1", "0.25"]


values = st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=40)


@given(values, st.integers(2, 7))
def test_every_value_has_one_class_and_extremes_add_none(values, count):
    scale = value_scale(values, LOWER, Classes(count=count))
    assert len(scale.classes) <= count
    for value in (*values, min(values) - 1, max(values) + 1):
        klass = scale.classes[scale.class_of(value)]
        assert klass.lower is None or value > klass.lower
        assert klass.upper is None or value <= klass.upper


@given(values)
def test_a_gap_scale_is_symmetric_and_holds_zero(gaps):
    edges = [klass.upper for klass in gap_scale(gaps, LOWER, None).classes[:-1]]
    assert 0 in edges
    assert all(math.isclose(a, -b) for a, b in zip(edges, reversed(edges), strict=True))


@given(st.lists(st.floats(0, 1e9, allow_nan=False), max_size=20))
def test_samples_never_exceed_the_largest_symbol(values):
    assume(not values or max(values) == 0 or max(values) > 1e-6)
    scale = size_scale(values, LOWER)
    assert all(klass.upper <= scale.largest * (1 + 1e-9) for klass in scale.classes)
