"""What is measured, else what a satellite says: both in one map, told apart, never merged."""

from dataclasses import replace
from typing import Any

import pytest

from aqmap.decide.compare.satellite_figures import legend_of_satellites
from aqmap.model.figures import Absence, Basis, Withheld
from aqmap.model.joined import Status
from aqmap.words import text
from aqmap.workspace.layers import Compare, LayerSpec, SourceOrder
from tests.decide.compare.joined_rows import joined, measured, target

GRID = {"source": "grid", "basis": Basis.SATELLITE}
ELSE = SourceOrder(satellite=("grid",))
JUDGED = Compare(accept=("satellite",))


def test_a_measurement_is_drawn_before_a_satellite_s_value_and_judged():
    row, faults = joined(target("9"), measured("8"), measured("3", **GRID), sources=ELSE)
    assert (row.measured, row.satellite, row.status) == (8, False, Status.MET)
    assert faults == [], "the two kinds need no winner between them"


def test_where_nobody_measured_the_satellite_s_value_stands_and_is_never_judged():
    row, _ = joined(target("9"), measured("3", **GRID), sources=ELSE)
    assert (row.measured, row.satellite, row.gap) == (3, True, None)
    assert row.status is Status.NOT_JUDGED
    assert row.reason == text("status.satellite")
    assert row.qualifiers[0] == text("quality.satellite")


def test_why_there_is_no_measurement_is_said_beside_it():
    none = measured(None, absence=Absence.TOO_FEW_DATA)
    row, _ = joined(target("9"), none, measured("3", **GRID), sources=ELSE)
    assert row.measured == 3
    assert "监测：有效数据不足" in [words.zh for words in row.qualifiers]


def test_a_layer_may_judge_it_and_then_its_legend_says_so():
    row, _ = joined(target("9"), measured("3", **GRID), sources=ELSE, compare=JUDGED)
    assert (row.status, row.gap, row.satellite) == (Status.MET, -6, True)
    spec: dict[str, Any] = {"id": "l", "indicator": "x", "periods": ("2021",), "regions": ("r",),
            "views": ("status",)}  # fmt: skip
    assert "也与目标对照" in legend_of_satellites(LayerSpec(**spec, compare=JUDGED)).zh
    assert "不与目标对照" in legend_of_satellites(LayerSpec(**spec, sources=ELSE)).zh
    assert legend_of_satellites(LayerSpec(**spec)).zh == ""


def test_what_is_withheld_is_not_stood_in_for():
    kept_back = replace(measured("8"), value=None, absence=Withheld.UNPUBLISHED)
    row, _ = joined(target("9"), kept_back, measured("3", **GRID), sources=ELSE)
    assert (row.measured, row.measured_reason) == (None, "unpublished")


@pytest.mark.parametrize("basis", [Basis.SATELLITE, Basis.SYNTHETIC, Basis.THIRD_PARTY])
def test_a_source_that_the_layer_calls_a_satellite_s_is_one_whatever_its_basis(basis):
    first = SourceOrder(measured=("grid",), satellite=("grid",))
    grid = measured("3", source="grid", basis=basis)
    row, _ = joined(target("9"), measured("8"), grid, sources=first)
    assert (row.measured, row.status) == (3, Status.NOT_JUDGED)
    assert not row.satellite, "where all is a satellite's there is nothing to tell apart"
