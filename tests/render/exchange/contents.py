"""What the tests of exports hand over: synthetic books with the rows behind their maps."""

from dataclasses import replace
from decimal import Decimal

from aqmap.book.map_book import MapBook
from aqmap.model.joined import JoinedRow, Status
from aqmap.render.exchange.list_tables import Contents
from aqmap.words import Lang
from tests.books import square_book
from tests.station_books import station_book

JOINED = (
    JoinedRow(
        layer="pm25",
        period="2021",
        region="west",
        place="990002",
        indicator="pm25",
        target_figure="f-t-2",
        measured_figure="f-m-2",
        target=Decimal(41),
        measured=Decimal("47.5"),
        gap=Decimal("6.5"),
        status=Status.NOT_MET,
    ),
    JoinedRow(
        layer="pm25",
        period="2021",
        region="west",
        place="990003",
        indicator="pm25",
        target_figure="f-t-3",
        target_reason="relative",
        measured_reason="no_station",
        status=Status.NO_TARGET,
    ),
)


def book_with_a_far_station() -> MapBook:
    """Return the book of stations with two of them, the second in a county of no region."""
    book = station_book()
    stations, *others = book.marks
    near = stations.features[0]
    far = replace(near, code="far", name="远处", place="990201")
    of_layer = stations.readings["months"]
    readings = {"months": {period: (cells[0],) * 2 for period, cells in of_layer.items()}}
    both = replace(stations, features=(near, far), readings=readings)
    return replace(book, marks=(both, *others))


def square_contents(*, book: MapBook | None = None, lang: Lang = "zh") -> Contents:
    """Return the synthetic book of squares with its figures and two joined rows."""
    book = book or square_book()
    figures = [card.figure for card in book.figures.values()]
    layers = {layer.id for layer in book.layers}
    joined = [row for row in JOINED if row.layer in layers]
    return Contents(book, figures, joined, book.measures, lang)
