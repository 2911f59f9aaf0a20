"""Figures found by their period: what a layer draws is what it draws of all that there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.decide.compare.period_index import PeriodIndex
from aqmap.decide.compare.pick_figures import choose_measured
from aqmap.model.figures import Absence, Dust
from aqmap.model.locators import Locator
from aqmap.workspace.layers import Compare, LayerSpec, SourceOrder
from tests.decide.compare.joined_rows import measured

PERIODS = ("2021", "2020", "2021-01", "2021-02", "2021-01-01/2021-09-30")


def layer(**sources):
    return LayerSpec(
        id="l", indicator="x", periods=("2021",), regions=("r",), views=("measured",),
        compare=Compare(accept=("other_year",)), sources=SourceOrder(**sources),
    )  # fmt: skip


@st.composite
def results(draw):
    value = draw(st.one_of(st.none(), st.integers(0, 9)))
    absence = (
        None if value is not None else draw(st.sampled_from((Absence.NO_STATION, Absence.DASH)))
    )
    return measured(
        value,
        absence=absence,
        period=draw(st.sampled_from(PERIODS)),
        dust=draw(st.sampled_from((None, *Dust))),
        locator=Locator(f"line {draw(st.integers(1, 3))}"),
    )


@given(st.lists(results(), max_size=20), st.sampled_from(PERIODS), st.sampled_from((None, *Dust)))
def test_nothing_else_is_chosen_than_of_all_figures(figures, period, dust):
    spec = layer() if dust in (None, Dust.UNKNOWN) else layer(dust=dust)
    index = PeriodIndex(figures)
    chosen = [
        choose_measured(weighed, spec, period, [], indicative=True)
        for weighed in (figures, index.weighed(period, spec))
    ]
    assert chosen[0] == chosen[1]


@pytest.mark.parametrize("years", [1, 3, 40])
def test_only_the_figures_of_the_period_are_weighed_where_one_has_a_number(years):
    figures = [measured(year, period=str(1980 + year)) for year in range(years)]
    index = PeriodIndex(figures)
    assert list(index.weighed("1980", layer())) == figures[:1]
    assert list(index.weighed("2021", layer())) == figures
    assert list(index.of("2021")) == []
