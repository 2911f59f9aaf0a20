"""Indicators are found by what documents write for them."""

import pytest

from aqmap.words import Text
from aqmap.workspace.indicators import Indicator, Indicators


def indicator(key, *aliases):
    unit, name = Text("辆", "vehicles"), Text(aliases[0], key)
    return Indicator(id=key, name=name, aliases=aliases, unit=unit, theme="other")


@pytest.fixture
def indicators():
    return Indicators(
        {
            "trucks": indicator("trucks", "柴油货车淘汰", "老旧柴油货车"),
            "cars": indicator("cars", "新增清洁能源车辆"),
            "stoves": indicator("stoves", "整治小锅炉"),
            "boilers": indicator("boilers", "拆除小锅炉"),
        }
    )


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("老旧柴油货车淘汰", "trucks"),
        ("淘汰老旧柴油货车", "trucks"),
        ("淘汰柴油货车", "trucks"),
        ("清洁能源车辆新增", "cars"),
        ("小锅炉整治", "stoves"),
        ("小锅炉拆除", "boilers"),
        ("新增老旧柴油货车", None),  # another indicator's work
        ("清洁能源车辆", None),
        ("小锅炉", None),
        ("货车淘汰", None),
    ],
)
def test_the_work_may_stand_on_either_side_of_its_thing(indicators, written, found):
    indicator = indicators.find(written)
    assert (indicator.id if indicator else None) == found


def test_a_name_that_two_indicators_could_have_is_neithers():
    both = {
        "lorries": indicator("lorries", "大货车淘汰", "中货车"),
        "vans": indicator("vans", "中货车治理", "面包车淘汰"),
    }
    assert Indicators(both).find("治理中货车").id == "vans"
    assert Indicators(both).find("淘汰中货车") is None
