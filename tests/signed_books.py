"""A synthetic book with amounts below 0, with equal values, and an overlay without an indicator."""

from __future__ import annotations

from dataclasses import replace

from aqmap.book.book_layers import BookLayer, Cell, View
from aqmap.book.map_book import MapBook
from aqmap.decide.compose.classify import size_scale, value_scale
from aqmap.words import Text, text
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.layers import Classes
from tests.book_layers import COUNTIES, ORDER, ZONE
from tests.books import square_book

AMOUNTS = {"990001": -400.0, "990002": -100.0, "990003": 0.0, "990004": 100.0, ZONE: -25.0}
_UNIT = Text("台", "units")
_INDICATOR = Indicator(id="x", name=_UNIT, unit=_UNIT, theme="coal", kind="quantity")


def signed_book() -> MapBook:
    """Return the book: layer ``changes`` of symbols, layer ``equal`` of 35 everywhere."""
    book = square_book()
    stations, *others = book.marks
    plain = replace(stations, indicator="")
    return replace(book, layers=(_changes(), _equal()), marks=(plain, *others))


def _layer(key: str, view: View) -> BookLayer:
    name = Text(f"示例{key}", f"Example {key}")
    return BookLayer(key, name, "coal", "x", ("2021",), ("west",), {view.name: view}, (), ())


def _changes() -> BookLayer:
    scale = size_scale(list(AMOUNTS.values()), _INDICATOR)
    cells = {
        code: Cell(amount, scale.class_of(amount), f"{amount:g}".replace("-", "−"))
        for code, amount in AMOUNTS.items()
    }
    rows = tuple(cells.get(code) for code in ORDER)
    view = View("target", text("view.target"), _UNIT, scale, {"2021": rows}, {}, printed=True)
    return _layer("changes", view)


def _equal() -> BookLayer:
    scale = value_scale([35.0] * len(COUNTIES), _INDICATOR, Classes())
    cells = dict.fromkeys(COUNTIES, Cell(35.0, 0, "35"))
    rows = tuple(cells.get(code) for code in ORDER)
    view = View("target", text("view.target"), _UNIT, scale, {"2021": rows}, {}, printed=True)
    return _layer("equal", view)
