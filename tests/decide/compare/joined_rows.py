"""Synthetic targets and results of one county, and the row that the join makes of them."""

from decimal import Decimal

from aqmap.decide.compare.join import join_layers
from aqmap.model.figures import Basis, Comparator, Figure, Level, Role
from aqmap.model.locators import Locator
from aqmap.words import Text
from aqmap.workspace.indicators import Indicator, Indicators
from aqmap.workspace.layers import Compare, LayerSpec
from aqmap.workspace.workspace import Region


def indicator(kind="quality", direction="lower", **fields):
    return Indicator(
        id="x",
        name=Text("指标", "indicator"),
        unit=Text("吨", "t"),
        theme="t",
        kind=kind,
        direction=direction,
        **fields,
    )


def figure(value, role, **fields):
    base = {
        "id": f"{role}-{value}-{fields.get('source', 's')}-{fields.get('locator', '')}",
        "place": "1",
        "place_written": "甲县",
        "level": Level.COUNTY,
        "indicator": "x",
        "indicator_written": "指标",
        "period": "2021",
        "role": role,
        "value": None if value is None else Decimal(value),
        "unit": "吨",
        "value_written": str(value),
        "basis": Basis.PLAN if role == Role.TARGET else Basis.VERIFIED,
        "source": "s",
        "locator": Locator("line 1"),
    }
    return Figure(**(base | fields))


def target(value, comparator=Comparator.LE, **fields):
    return figure(value, Role.TARGET, comparator=comparator, **fields)


def measured(value, **fields):
    return figure(value, Role.MEASURED, **fields)


REGION = Region(id="r", name=Text("区", "R"), prefecture="9", places=("1", "2"), meridian=84)


def joined(*figures, of=None, **spec):
    layer = LayerSpec(
        id="l", indicator="x", periods=("2021",), regions=("r",), views=("status",), **spec
    )
    rows, faults = join_layers([layer], [REGION], figures, Indicators({"x": of or indicator()}))
    assert [row.place for row in rows] == ["1", "2"], "no county of a covered region is left out"
    return rows[0], faults


PART = {"period": "2021-01-01/2021-12-15", "as_of": "2021-12-15"}
PART_OF_YEAR = Compare(accept=("partial_year",))
