"""What a card says of one figure."""

from decimal import Decimal

import pytest

from aqmap.book.figure_cards import figure_card
from aqmap.model.figures import Absence, Basis, Comparator, Figure, Level, Role
from aqmap.model.locators import NOWHERE
from aqmap.words import Text
from aqmap.workspace.indicators import Indicator, Indicators


def card(role, value, kind, absence=None):
    boilers = Indicator(
        id="x",
        name=Text("锅炉", "boilers"),
        unit=Text("台", "units"),
        theme="t",
        kind=kind,
        direction="higher",
    )
    figure = Figure(
        id="a", place="1", place_written="甲县", level=Level.COUNTY, indicator="x",
        indicator_written="锅炉", period="2021", role=role, comparator=Comparator.GE,
        value=None if absence else Decimal(value), absence=absence, unit="台",
        value_written=value, basis=Basis.PLAN, source="s", locator=NOWHERE,
    )  # fmt: skip
    return figure_card(figure, Indicators({"x": boilers}), {})


def words(role, value, kind):
    return card(role, value, kind).value_text.zh


@pytest.mark.parametrize("written", ["0", "0.00"])
def test_a_task_of_nothing_is_no_task_on_the_card_too(written):
    assert words(Role.TARGET, written, "quantity") == "无任务（任务数为0）"


def test_a_cap_of_nothing_and_nothing_done_are_numbers():
    assert words(Role.TARGET, "0", "cap") == "≥0台"
    assert words(Role.MEASURED, "0", "quantity") == "≥0台"
    assert words(Role.TARGET, "3", "quantity") == "≥3台"


def test_a_county_without_a_national_station_lacks_data_and_the_station_is_a_fact_beside_it():
    shown = card(Role.MEASURED, "", "quality", Absence.NO_STATION)
    assert shown.value_text.zh == "暂无数据（未提供区控数据）"
    assert [notice.zh for notice in shown.notices] == ["无国控监测站点"]
