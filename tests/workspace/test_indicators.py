"""Indicators are found by what documents write for them."""

from decimal import Decimal

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


def of_air(id_="x", unit="吨", **fields):
    return Indicator(
        id=id_, name=Text("指标", "x"), unit=Text(unit, unit), theme="t", **fields
    ).of_air


def test_of_the_air_are_the_standards_items_and_a_mass_per_volume_if_nothing_is_said():
    standard = ("pm25", "pm10", "so2", "no2", "co", "o3")
    indices = ("composite_index", "good_day_ratio", "heavy_pollution_days")
    assert all(of_air(id_) for id_ in (*standard, *indices))
    assert all(of_air(unit=unit) for unit in ("微克/立方米", "mg/m³", "μg/m3", "毫克每立方米"))
    assert not any(of_air(unit=unit) for unit in ("%", "户", "万平方米", "次/年", "吨/公顷"))
    assert of_air(air=True)
    assert not of_air("pm25", "微克/立方米", air=False)


def test_a_task_of_nothing_is_no_task_and_a_cap_of_nothing_is_a_cap():
    task, cap = (
        Indicator(id="x", name=Text("指标", "x"), unit=Text("台", "units"), theme="t", kind=kind)
        for kind in ("quantity", "cap")
    )
    assert task.is_no_task(Decimal("0.00"))
    assert not cap.is_no_task(Decimal(0))
    assert not task.is_no_task(None)
    assert not task.is_no_task(Decimal("0.01"))
