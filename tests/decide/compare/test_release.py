"""What counts as an unreviewed real-time value, and what as published."""

from dataclasses import replace
from decimal import Decimal

import pytest

from aqmap.decide.compare.release import Release
from aqmap.model.audience import Audience
from aqmap.model.figures import Absence, Basis, Figure, Level, Role, Withheld
from aqmap.model.locators import Locator
from aqmap.model.station_days import Making
from aqmap.words import Text
from aqmap.workspace.indicators import Indicator, Indicators
from aqmap.workspace.sources import Source

UNIT = Text("微克/立方米", "µg/m³")
INDICATORS = {
    "pm25": Indicator(id="pm25", name=Text("PM2.5", "PM2.5"), unit=UNIT, theme="air"),
    "trucks": Indicator(
        id="trucks", name=Text("渣土车", "trucks"), unit=Text("辆", "trucks"), theme="dust"
    ),
}
SOURCES = {
    "plain": Source(id="plain", title=Text("通报", "bulletin"), published=True),
    "hours": Source(id="hours", title=Text("全国空气质量实时发布小时数据", "hourly releases")),
    "noted": Source(id="noted", title=Text("小时数据", "hours"), note=Text("未审核", "unreviewed")),
    "register": Source(id="register", title=Text("甲", "A"), basis=Basis.MONITOR_REALTIME),
}
FIGURE = Figure(
    id="a",
    place="990001",
    place_written="甲县",
    level=Level.COUNTY,
    indicator="pm25",
    indicator_written="PM2.5",
    period="2025",
    role=Role.MEASURED,
    value=Decimal("47.3"),
    unit="微克/立方米",
    value_written="47.3",
    basis=Basis.REPORT,
    source="plain",
    locator=Locator("line 1"),
)


def release(audience: Audience = Audience.LEADER) -> Release:
    return Release(audience, SOURCES, Indicators(INDICATORS))


@pytest.mark.parametrize(
    ("changes", "is_withheld"),
    [
        ({}, False),
        ({"basis": Basis.MONITOR_REALTIME}, True),
        ({"basis": Basis.MONITOR_REVIEWED}, False),
        ({"basis": Basis.THIRD_PARTY}, False),
        ({"note": "实时数据，未经审核"}, True),
        ({"note": "未审核"}, True),
        ({"note": "数据尚需审核"}, True),
        ({"note": "real-time values"}, True),
        ({"note": "not yet reviewed"}, True),
        ({"scope": "实时值"}, True),
        ({"note": "实时数据已审核"}, False),
        ({"note": "reviewed"}, False),
        ({"note": "审核后公布"}, False),
        # 实时 says that a value of the air is none that somebody reviewed; of a truck it does not.
        ({"indicator": "trucks", "note": "已安装实时定位"}, False),
        ({"indicator": "trucks", "note": "未审核"}, True),
        ({"indicator": "", "note": "实时浓度"}, True),
        ({"source": "hours"}, True),
        ({"source": "noted"}, True),
        ({"source": "register"}, True),
        # The basis of the row is the answer to this very question: it beats the source's words.
        ({"source": "hours", "basis": Basis.MONITOR_REVIEWED}, False),
        ({"source": "hours", "basis": Basis.VERIFIED}, False),
        ({"basis": Basis.MONITOR_REVIEWED, "note": "未审核"}, True),
        # A target is no measurement, and that nobody measures is no value.
        ({"role": Role.TARGET, "source": "hours"}, False),
        (
            {"value": None, "absence": Absence.NO_STATION, "basis": Basis.MONITOR_REALTIME},
            False,
        ),
        (
            {"value": None, "absence": Absence.TOO_FEW_DATA, "basis": Basis.MONITOR_REALTIME},
            True,
        ),
    ],
)
def test_an_unreviewed_real_time_value_is_known_by_its_basis_and_by_words(changes, is_withheld):
    figure = replace(FIGURE, **changes)
    assert release().why_not(figure) == (Withheld.UNREVIEWED if is_withheld else None)
    assert release(Audience.INTERNAL).why_not(figure) is None


def test_a_source_is_published_only_where_it_says_so():
    public = release(Audience.PUBLIC)
    assert public.why_not(FIGURE) is None
    assert public.why_not(replace(FIGURE, source="gone")) is Withheld.UNPUBLISHED
    unmarked = replace(FIGURE, source="hours", basis=Basis.MONITOR_REVIEWED)
    assert public.why_not(unmarked) is Withheld.UNPUBLISHED
    absent = replace(unmarked, value=None, absence=Absence.NOT_REPORTED)
    assert public.why_not(absent) is Withheld.UNPUBLISHED, "that it is silent is told by it too"
    assert release().why_not(unmarked) is None, "leaders may have it"


def test_nothing_of_what_is_withheld_is_kept_but_where_it_belongs():
    figure = replace(
        FIGURE, basis=Basis.MONITOR_REALTIME, note="甲", scope="乙", checked_by="丙", part=True
    )
    (stripped,) = release().stripped([figure])
    assert stripped.absence is Withheld.UNREVIEWED
    assert stripped.is_withheld
    kept = {"place", "place_written", "indicator", "indicator_written", "source", "locator", "id"}
    said = {
        name: getattr(stripped, name)
        for name in ("value", "value_written", "note", "scope", "checked_by", "part", "comparator")
    }
    assert not any(said.values())
    assert all(getattr(stripped, name) == getattr(figure, name) for name in kept)


def test_days_are_withheld_as_figures_are():
    making = Making((), (), "", Basis.MONITOR_REALTIME, None, "plain")
    reviewed = making._replace(basis=Basis.MONITOR_REVIEWED)
    assert release().why_no_day(making) is Withheld.UNREVIEWED
    assert release().why_no_day(reviewed) is None
    assert release().why_no_day(making._replace(basis=Basis.REPORT, source="hours"))
    assert release(Audience.PUBLIC).why_no_day(reviewed) is None
    unmarked = reviewed._replace(source="hours")
    assert release(Audience.PUBLIC).why_no_day(unmarked) is Withheld.UNPUBLISHED
