"""A layer with years, a part of a year, months and days: what stands on rails of its own."""

from __future__ import annotations

from dataclasses import replace

from aqmap.book.book_layers import BookLayer, Cell, View
from aqmap.book.map_book import MapBook
from aqmap.book.scales import reason_class
from aqmap.words import Text, text
from tests.book_layers import LEVELS, ORDER, UGM3
from tests.station_books import station_book

YEARS = ("2017", "2018", "2020", "2021-01/2021-09")
MONTHS = ("2020-11", "2020-12", "2021-01", "2021-04")
DAYS = ("2021-01-30", "2021-01-31", "2021-02-01")

_NONE = Cell(None, reason_class("no_figure"))


def rails_layer() -> BookLayer:
    """Return a layer whose number falls by one from period to period; April 2021 has none."""
    periods = (*DAYS, *MONTHS, *YEARS)  # in an order that no rail has
    cells = {}
    for n, period in enumerate(periods):
        number = None if period == "2021-04" else 44.0 - n
        value = _NONE if number is None else Cell(number, 2 if number > 35 else 1, f"{number:.1f}")
        cells[period] = tuple(value if code in ORDER[1:3] else _NONE for code in ORDER)
    view = View("measured", text("view.measured"), UGM3, LEVELS, cells, {}, printed=False)
    return BookLayer(
        "rails",
        Text("PM2.5各期浓度", "PM2.5 by period"),
        "air",
        "pm25",
        periods,
        ("west", "east"),
        {"measured": view},
        (),
        ("third",),
    )


def period_book() -> MapBook:
    """Return the book of stations and days with that layer first."""
    book = station_book()
    return replace(book, layers=(rails_layer(), *book.layers))
