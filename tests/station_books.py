"""The synthetic book with stations that measure: values by month, and the days of one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from aqmap.book.book_layers import BookLayer, Cell, Mark, Marks, View
from aqmap.book.map_book import MapBook
from aqmap.book.scales import reason_class
from aqmap.model.figures import Basis, Dust
from aqmap.model.station_days import StationDay, StationDays
from aqmap.model.years_of_days import YearOfDays, years_of_days
from aqmap.words import Text, text
from tests.book_layers import LEVELS, ORDER, UGM3
from tests.books import square_book

PERIODS = ("2021", "2021-01", "2021-02")
NAMES = ("9901A", "9902A", "9903A")
"""In 990001 a station and a background station, in 990002 a station."""

_FEW = Cell(None, reason_class("too_few_data"))
_NONE = Cell(None, reason_class("no_figure"))


def _value(value: float, klass: int, quality: str = "valid", **more: object) -> Cell:
    return Cell(value, klass, str(value), quality, **more)  # type: ignore[arg-type]


READINGS = {
    "2021": (_value(35.0, 1), _value(8.0, 0, "indicative"), _NONE),
    "2021-01": (_value(60.0, 2), _FEW, _value(50.0, 2, "indicative")),
    "2021-02": (
        _value(20.0, 0),
        _NONE,
        _value(30.0, 1, qualifiers=(Text("截至2月20日", "until 20 Feb"),)),
    ),
}
COUNTY_CELLS = {
    "2021": {"990001": _value(35.0, 1), "990002": _value(36.0, 2, "indicative")},
    "2021-01": {"990001": _value(60.0, 2), "990002": _FEW},
    "2021-02": {"990001": _value(20.0, 0, "indicative"), "990002": _value(30.0, 1)},
}


def months_layer() -> BookLayer:
    """Return a layer of three periods on one scale."""
    cells = {
        period: tuple(
            COUNTY_CELLS[period].get(code, Cell(None, reason_class("no_station"))) for code in ORDER
        )
        for period in PERIODS
    }
    view = View("measured", text("view.measured"), UGM3, LEVELS, cells, {}, printed=True)
    return BookLayer(
        "months",
        Text("PM2.5监测浓度", "PM2.5 measured"),
        "air",
        "pm25",
        PERIODS,
        ("west", "east"),
        {"measured": view},
        (),
        ("third",),
        ("2021",),
    )


def station_days() -> tuple[YearOfDays, ...]:
    """Return a leap year: 3 January without enough hours, 4 January without a row, then 良."""
    facts: dict[str, Any] = {"basis": Basis.THIRD_PARTY, "dust": Dust.INCLUDED, "source": "third"}
    made: dict[str, Any] = {"items": ("PM10", "PM2.5"), "standard": "HJ 633-2012"}
    first = date(2020, 1, 1)
    days = [
        StationDay(place="9901A", date=first, pm25=119, pm25_hours=24, aqi=156,
                   primary=("PM2.5",), **made, **facts),
        StationDay(place="9901A", date=first + timedelta(1), pm25=20, pm25_hours=23, aqi=50,
                   **made, **facts),
        StationDay(place="9901A", date=first + timedelta(2), pm25_hours=12, **facts),
        *(
            StationDay(place="9901A", date=first + timedelta(n), pm25=40, aqi=56,
                       pm25_hours=0 if n == 365 else 24,  # the last is of a table of days
                       primary=("PM10", "PM2.5"), **made, **facts)
            for n in range(4, 366)
        ),
    ]  # fmt: skip
    return years_of_days(StationDays.of(days))


def station_book() -> MapBook:
    """Return the synthetic book with the layer ``months`` first, readings and days."""
    book = square_book()
    stations, *others = book.marks
    return replace(
        book,
        layers=(months_layer(), *book.layers),
        marks=(_with_readings(stations), *others),
        days={"9901A": station_days()},
    )


def _with_readings(stations: Marks) -> Marks:
    features: list[Mark] = list(stations.features)
    return replace(
        stations, features=tuple(features), indicator="pm25", readings={"months": READINGS}
    )
