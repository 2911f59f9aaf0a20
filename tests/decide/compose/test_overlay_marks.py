"""Marks: a station's county is where it stands, and a layer decides which of its values shows."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from geopandas import GeoDataFrame
from shapely.geometry import Point, box

from aqmap.book.scales import REASONS, Klass, Scale, reason_class
from aqmap.decide.compose.overlay_marks import choose_readings, compose_marks, reading_cell
from aqmap.model.figures import Absence, Basis, Figure, Level, Quality, Role
from aqmap.model.locators import Locator
from aqmap.words import Text
from aqmap.workspace.indicators import Indicator, Indicators
from aqmap.workspace.layers import Compare, LayerSpec, OverlaySpec, SourceOrder

INDICATORS = Indicators(
    {
        name: Indicator(
            id=name, name=Text(name, name), unit=Text("微克", "µg"), theme="t", direction="lower"
        )
        for name in ("pm25", "pm10")
    }
)
COUNTIES = GeoDataFrame(
    {"code": ["1", "2", "9"], "role": ["core", "core", "neighbour"]},
    geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1), box(2, 0, 3, 1)],
    crs="EPSG:4326",
)
SCALE = Scale(
    "sequential",
    (
        Klass(None, 35, "#FFFFB2", Text("≤35", "≤35")),
        Klass(35, None, "#B10026", Text(">35", ">35")),
    ),
)


def station(value, period="2019", code="A", **fields):
    facts = {
        "id": f"{code}-{period}-{fields.get('source', 's')}",
        "place": code,
        "place_written": code,
        "level": Level.STATION,
        "indicator": "pm25",
        "indicator_written": "PM2.5",
        "period": period,
        "role": Role.MEASURED,
        "value": None if value is None else Decimal(value),
        "unit": "微克",
        "value_written": str(value),
        "basis": Basis.MONITOR_REALTIME,
        "source": "s",
        "locator": Locator(""),
    }
    return Figure(**(facts | fields))


def overlay(**fields):
    facts = {"kind": "overlay", "id": "o", "title": Text("站", "stations"), "file": "o.csv",
             "source": "s", "indicator": "pm25",
             "accept_basis": ("monitor_realtime",)}  # fmt: skip
    return OverlaySpec(**(facts | fields))


def layer(periods=("2019",), **fields):
    facts = {"id": "l", "indicator": "pm25", "regions": ("r",), "views": ("measured",)}
    return LayerSpec(periods=periods, **(facts | fields))


def marks_at(*points, figures=(), **fields):
    features = GeoDataFrame(
        {
            "code": [chr(65 + n) for n in range(len(points))],
            "label": ["站"] * len(points),
            "background": [False] * len(points),
        },
        geometry=[Point(p) for p in points],
        crs="EPSG:4326",
    )
    return compose_marks(overlay(**fields), features, COUNTIES, figures, INDICATORS)


def chosen(*figures, of=None, faults=None):
    marks = marks_at((0.5, 0.5), figures=figures)
    by_period = choose_readings(
        of or layer(), marks, {f.id: f for f in figures}, [] if faults is None else faults
    )
    return {period: reading for period, (reading,) in by_period.items()}


def test_a_station_belongs_to_the_core_county_it_stands_in():
    marks = marks_at((0.2, 0.2), (1.5, 0.5), (2.5, 0.5), (7, 7), (1.0, 0.5))
    assert [mark.place for mark in marks.features] == ["1", "2", "", "", "1"]


def test_a_basis_that_is_off_stays_off_until_the_overlay_switches_it_on():
    figures = [station("40")]
    assert marks_at((0.5, 0.5), figures=figures).features[0].figures == ("A-2019-s",)
    off = marks_at((0.5, 0.5), figures=figures, accept_basis=())
    assert (off.features[0].figures, off.notice) == ((), None)


def test_a_valid_value_stands_on_the_layers_scale():
    cell = reading_cell(chosen(station("40.0"))["2019"], SCALE, "2019")
    assert (cell.value, cell.klass, cell.label, cell.quality) == (40.0, 1, "40.0", "valid")
    assert cell.figures == ("A-2019-s",)


def test_an_indicative_value_is_drawn_and_says_so_only_where_the_layer_asks():
    value = station("35", quality=Quality.INDICATIVE)
    asking = layer(accept_quality=("indicative",))
    cell = reading_cell(chosen(value, of=asking)["2019"], SCALE, "2019")
    assert (cell.klass, cell.quality, cell.reason) == (0, "indicative", "")
    cell = reading_cell(chosen(value)["2019"], SCALE, "2019")
    assert (cell.value, cell.reason) == (None, "too_few_data")


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ((), "no_figure"),
        ((station(None, absence=Absence.TOO_FEW_DATA),), "too_few_data"),
        ((station("40", period="2018"),), "no_figure"),
        ((station("40", period="2019-01-01/2019-06-30"),), "not_comparable"),
        ((station("40", role=Role.BASELINE),), "no_figure"),
    ],
)
def test_without_a_value_there_is_a_reason(figures, reason):
    cell = reading_cell(chosen(*figures)["2019"], SCALE, "2019")
    assert (cell.value, cell.reason) == (None, reason)
    assert cell.klass == reason_class(reason)
    assert reason in dict(REASONS)


def test_another_year_shows_only_where_the_layer_accepts_it_and_names_itself():
    old = station("40", period="2019", note="有效日310天")
    accepting = layer(periods=("2021",), compare=Compare(accept=("other_year",)))
    assert reading_cell(chosen(old, of=layer(periods=("2021",)))["2021"], SCALE, "2021").reason
    cell = reading_cell(chosen(old, of=accepting)["2021"], SCALE, "2021")
    assert [q.zh for q in cell.qualifiers] == ["2019年数据"]
    assert reading_cell(chosen(old)["2019"], SCALE, "2019").qualifiers == ()


def test_each_month_has_its_own_value():
    months = ("2019", "2019-01", "2019-02")
    readings = chosen(station("40"), station("90", period="2019-01"), of=layer(periods=months))
    assert [readings[month].value for month in months] == [Decimal(40), Decimal(90), None]


def test_a_layer_of_something_else_shows_no_values():
    assert chosen(station("40"), of=layer(indicator="pm10")) == {}
    assert chosen(station("40"), of=layer(views=("target",))) == {}


def test_two_sources_are_a_fault_until_the_layer_names_the_winner():
    pair = station("40", source="a"), station("50", source="b")
    faults: list[Any] = []
    chosen(*pair, faults=faults)
    assert "a, b" in faults[0].said.en
    faults.clear()
    readings = chosen(*pair, of=layer(sources=SourceOrder(measured=("b",))), faults=faults)
    assert (readings["2019"].value, faults) == (Decimal(50), [])


def test_the_days_of_the_default_workspace_belong_to_its_stations():
    from aqmap.pipelines.build_maps import make_book

    book = make_book(Path(__file__).parents[3])
    codes = {mark.code for marks in book.marks for mark in marks.features}
    assert book.days
    assert set(book.days) <= codes
    (year,) = book.days["2703A"]
    assert (year.year, len(year.aqi)) == (2019, 365)
    # 5 January 2019: 92 µg/m³ of PM2.5 is 121.25 on the scale of HJ 633-2012, rounded up 122;
    # the whole mean before rounding may be lower by half a microgram.
    number = (date(2019, 1, 5) - date(2019, 1, 1)).days
    assert year.aqi[number] in (121, 122)
    assert year.makings[year.made[number]].items == ("PM10", "PM2.5")
    readings = next(marks for marks in book.marks if marks.id == "stations").readings
    assert set(readings) == {"pm25", "pm25_2019", "stations"}, "two layers, and a day in print"
    assert len(readings["pm25_2019"]) == 13
