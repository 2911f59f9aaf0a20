"""Stubs are pasted by hand: no name of a document breaks or adds to them."""

import tomllib

import pytest

from aqmap.model.figures import Basis, Figure, Level, Role
from aqmap.model.locators import Locator
from aqmap.workspace.indicator_stubs import unnamed_stubs


@pytest.mark.parametrize(
    "name", ['a"\n[x]\ny = 1', "a\\", "'''", "a\x1b[31m\u202e", '"""', "#", "{}"]
)
def test_a_stub_of_a_hostile_name_is_one_table_of_that_name(name):
    figure = Figure(
        id="x-0001",
        place="",
        place_written="甲县",
        level=Level.COUNTY,
        indicator="",
        indicator_written=name,
        period="2021",
        role=Role.TARGET,
        unit="",
        unit_written=name,
        value_written="5",
        basis=Basis.PLAN,
        source="x",
        locator=Locator("table 1; row 1"),
    )
    (table,) = tomllib.loads(unnamed_stubs([figure])).values()
    assert table["aliases"] == [name]
    assert set(table) == {"name", "aliases", "unit", "decimals", "theme"}
    assert unnamed_stubs([figure]).replace("\n", "").isprintable()
