"""How far a satellite's value lies from its county's monitors; only where both count alike."""

from dataclasses import replace

from aqmap.decide.compare.satellite_bias import Station, satellite_biases
from aqmap.model.figures import Basis, Dust, Level, Quality, Role, State
from aqmap.workspace.indicators import Indicators
from tests.decide.compare.joined_rows import figure, indicator

STATIONS = {f"S{n}": Station(f"站{n}", "1") for n in range(1, 6)}


def monitor(value, **fields):
    counted = {"basis": Basis.MONITOR_REVIEWED, "source": "m", "dust": Dust.INCLUDED}
    return figure(value, Role.MEASURED, **counted | fields)


def at(code, value, **fields):
    return monitor(value, place=code, level=Level.STATION, **fields)


def said(*monitors, **of_grid):
    counted = {"basis": Basis.SATELLITE, "source": "g", "dust": Dust.INCLUDED}
    grid = figure("24.8", Role.MEASURED, **counted | of_grid)
    air = indicator().model_copy(update={"id": "pm25"})
    figures = [replace(f, indicator="pm25") for f in (grid, *monitors)]
    found = satellite_biases(figures, [], Indicators({"pm25": air}), STATIONS)
    assert set(found) <= {grid.id}, "nothing is said beside a monitor"
    return found[grid.id].zh if found else None


def test_the_county_s_own_monitors_come_before_its_stations():
    assert said(monitor("27.4"), at("S1", "30.0")) == "与同县同期监测值之差：−2.6（监测27.4）"


def test_stations_are_named_and_many_give_the_least_and_the_greatest_difference():
    few = said(at("S1", "23.6"), at("S2", "25.0"))
    assert few == "与县内同期站点值之差：站1+1.2（23.6）、站2−0.2（25.0）"
    many = said(*(at(f"S{n}", f"2{n}.0") for n in range(1, 6)))
    assert many == "与县内同期5个站点值之差：−0.2 至 +3.8"


def test_where_they_do_not_count_alike_the_reason_is_said_and_no_difference():
    why = "未与县内监测值比较："
    dust = f"{why}沙尘天气的口径不同或未说明"
    assert said(monitor("27.4", dust=Dust.DEDUCTED)) == dust
    assert said(monitor("27.4", dust=None), dust=None) == dust
    assert said(monitor("27.4", quality=Quality.INDICATIVE)) == f"{why}监测有效数据不足"
    assert said(monitor("27.4", state=State.STANDARD)) == f"{why}监测值为标准状态"


def test_nothing_is_said_of_another_period_place_kind_or_part():
    assert said(monitor("27.4", period="2020")) is None
    assert said(monitor("27.4", as_of="2021-11-30")) is None
    assert said(monitor("27.4", place="2")) is None
    assert said(at("S9", "27.4")) is None, "it lies in no county, or is a background point"
    assert said(monitor("27.4", basis=Basis.REPORT)) is None
    assert said(monitor("27.4", basis=Basis.SYNTHETIC)) is None, "real beside made-up"
    assert said(monitor("27.4", part=True)) is None
