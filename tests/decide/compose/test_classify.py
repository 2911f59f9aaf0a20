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
    assert lower.classes[0].color == higher.classes[-1].color == "#92C0DD"
    assert lower.classes[-1].color == higher.classes[0].color == "#7F1226"


def test_nice_edges_are_worked_out_by_hand():
    scale = value_scale([3, 12, 27, 44, 58], LOWER, Classes(count=5))
    assert labels(scale) == ["≤20", "20–40", ">40"]


# ---- equal values, values below 0, the better side -----------------------------------------


@pytest.mark.parametrize("method", ["nice", "quantiles", "jenks"])
@pytest.mark.parametrize("way", [LOWER, HIGHER])
@pytest.mark.parametrize(("value", "label"), [(35.0, "35"), (0.0, "0"), (-2.5, "−2.5")])
def test_equal_values_have_one_class_that_is_called_what_they_are(method, way, value, label):
    scale = value_scale([value] * 4, way, Classes(method=method))
    assert labels(scale) == [label]
    assert scale.class_of(value) == 0


def test_values_that_no_edge_parts_are_called_by_their_range():
    # The median of four equal values and a smaller one is their own: no edge lies between.
    scale = value_scale([1, 2, 2, 2, 2], LOWER, Classes(method="quantiles", count=2))
    assert labels(scale) == ["1–2"]
    assert labels(value_scale([-1, 2, 2, 2], LOWER, Classes(method="quantiles", count=2))) == [
        "−1 ~ 2"
    ]


def test_without_values_and_edges_there_is_no_class():
    assert value_scale([], LOWER, Classes()).classes == ()
    assert labels(value_scale([], LOWER, Classes(edges=(35,)))) == ["≤35", ">35"]


def test_bounds_below_zero_are_told_from_the_dash_between_them():
    assert labels(value_scale([-6, -1, 1, 2], HIGHER, Classes())) == [
        "<−4", "−4 ~ −2", "−2 ~ 0", "≥0",
    ]  # fmt: skip


def redness(color):
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return red - max(green, blue)


@pytest.mark.parametrize("palette", [None, "YlOrRd", "YlGnBu", "Greens", "cividis", "BuPu"])
def test_where_higher_is_better_the_best_class_is_in_no_alarm_red(palette):
    scale = value_scale([10, 20, 30, 40, 50], HIGHER, Classes(palette=palette))
    assert redness(scale.classes[-1].color) < 60
    assert redness(scale.classes[-1].color) <= redness(scale.classes[0].color) + 40


def test_red_asked_for_where_higher_is_better_is_at_the_low_end():
    scale = value_scale([], HIGHER, Classes(edges=(80, 90), palette="YlOrRd"))
    assert [klass.color for klass in scale.classes] == ["#B10026", "#FD8339", "#FFFFB2"]
    worst_last = value_scale([], LOWER, Classes(edges=(80, 90)))
    assert [klass.color for klass in worst_last.classes] == ["#FFFFB2", "#FD8339", "#B10026"]


@pytest.mark.parametrize("amounts", [[-6, -1, 1, 2], [-6.0, -1.0], [-6, 0]])
def test_amounts_below_zero_have_symbols_by_their_size(amounts):
    scale = size_scale(amounts, LOWER)
    assert scale.largest == 6
    assert scale.below_zero
    assert labels(scale)[0] == "5"
    assert [scale.class_of(amount) for amount in (-6, -0.1, 0, 2)] == [1, 1, 0, 0]


def test_amounts_that_are_not_below_zero_are_of_one_kind():
    scale = size_scale([0, 3], LOWER)
    assert not scale.below_zero
    assert scale.class_of(3) == 0


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


# ---- edges of many values -------------------------------------------------------------------


def test_the_edges_of_many_values_are_short_and_move_hardly_a_value():
    """1, 2, … 1 000, each with a long tail of digits: quintiles lie near 200, 400, 600 and 800."""
    values = [n + 0.123 for n in range(1, 1001)]
    scale = value_scale(values, LOWER, Classes(method="quantiles"))
    assert labels(scale) == ["≤200", "200–400", "400–600", "600–800", ">800"]
    counts = [sum(scale.class_of(v) == klass for v in values) for klass in range(5)]
    assert counts == [199, 200, 200, 200, 201]


def test_an_edge_of_few_values_stays_between_the_same_two():
    scale = value_scale([9.41, 9.44, 9.47, 9.52], LOWER, Classes(method="quantiles", count=2))
    assert [scale.class_of(v) for v in (9.41, 9.44, 9.47, 9.52)] == [0, 0, 1, 1]
    assert labels(scale) == ["≤9.46", ">9.46"]


@given(
    st.lists(st.integers(-500, 500), min_size=60, max_size=300),
    st.sampled_from(["quantiles", "jenks"]),
    st.integers(2, 7),
)
def test_rounded_edges_rise_and_leave_no_class_between_two_equal_ones(tenths, method, count):
    assume(len(set(tenths)) >= count)
    values = [tenth / 10 for tenth in tenths]
    scale = value_scale(values, LOWER, Classes(method=method, count=count))
    edges = [klass.upper for klass in scale.classes[:-1]]
    assert edges == sorted(set(edges))
