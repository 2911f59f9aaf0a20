"""上级下达, 本级计划, 县市分解 side by side; the real annex for its own numbers."""

from decimal import Decimal

import pytest

from aqmap.decide.progress.yearend.task_chain import task_chain
from aqmap.model.dispatch.yearend.year_rows import ChainAmount
from aqmap.pipelines.dispatch.dispatch_inputs import read_dispatch_inputs
from tests.decide.progress.yearend.invented_year import PREFECTURE, A, B, C, InventedYear, target
from tests.dispatch_workspaces import ili_dispatch


@pytest.fixture(scope="module")
def real_chain(tmp_path_factory):
    inputs = read_dispatch_inputs(ili_dispatch(tmp_path_factory.mktemp("chain") / "w"))
    chain = task_chain(
        inputs.plan_of(inputs.settings.last_month),
        inputs.figures,
        inputs.settings,
        indicators=inputs.workspace.indicators,
        region=inputs.region,
    )
    return {row.row.indicator: row for row in chain}


def test_the_text_asks_for_8_2_of_afforestation_and_the_annex_for_10_21(real_chain):
    row = real_chain["afforestation"]
    assert row.plan == (ChainAmount(amount=Decimal("8.2"), written="8.2", scope="州直"),)
    assert (row.printed, row.places_sum) == (Decimal("10.21"), Decimal("10.21"))
    assert (row.sum_less_plan, row.sum_less_printed) == (Decimal("2.01"), Decimal(0))
    assert row.differs
    assert row.superior == ()


def test_every_row_of_the_real_annex_has_its_chain(real_chain):
    assert len(real_chain) == 22
    assert {key for key, row in real_chain.items() if row.differs} == {"coal_cap", "afforestation"}
    households = real_chain["bungalow_households"]
    assert households.sum_less_printed == Decimal("-0.01")
    assert households.rounding == {"sum_less_printed"}
    assert real_chain["road_sweeping_rate"].places_sum is None
    assert [a.written for a in real_chain["road_sweeping_rate"].plan] == ["68", "52"]


def test_what_a_superior_hands_down_stands_first():
    year = InventedYear(told={"superior": ["above"]})
    year.figures.append(target(PREFECTURE, "trees", "12", text=True, source="above"))
    year.figures.append(target(PREFECTURE, "trees", "9", text=True))
    for place, amount in ((A, "4"), (B, "5"), (C, "2")):
        year.asks(place, "trees", amount)
    year.asks(PREFECTURE, "trees", "10")
    (row,) = year.table.chain
    assert [a.amount for a in row.superior] == [12]
    differences = (row.plan_less_superior, row.sum_less_plan, row.sum_less_printed)
    assert differences == tuple(map(Decimal, (-3, 2, 1)))


def test_two_numbers_of_the_text_have_no_one_difference():
    year = InventedYear()
    for amount in ("9", "8"):
        year.figures.append(target(PREFECTURE, "trees", amount, text=True, id=f"text-{amount}"))
    year.asks(A, "trees", "4")
    (row,) = year.table.chain
    assert [a.amount for a in row.plan] == [9, 8]
    assert row.sum_less_plan is None


def test_places_without_a_number_are_counted_out():
    year = InventedYear()
    for place, amount in ((A, "4"), (B, "dash"), (C, "blank")):
        year.asks(place, "trees", amount)
    (row,) = year.table.chain
    assert (row.places_sum, row.places) == (Decimal(4), 1)
