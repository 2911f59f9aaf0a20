"""Days of stations as the page's data: a year is four short texts, one sign a day or two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aqmap.book.map_book import MapBook
from aqmap.model.station_days import Making
from aqmap.model.years_of_days import YearOfDays
from aqmap.render.browser.payload.columns import encode_numbers
from aqmap.render.browser.payload.phrases import Phrases
from aqmap.standards.standards import categories
from aqmap.words import Text, text


def days_payload(book: MapBook, phrases: Phrases, sources: Mapping[str, int]) -> dict[str, Any]:
    """
    Return the classes of the index and all days, as ``book.js`` reads them.

    Parameters
    ----------
    book
        The map book.
    phrases
        Number each phrase.
    sources
        Position of each source by its id.
    """
    makings: dict[Making, int] = {}
    years = {
        code: [_year(year, makings) for year in years_of_station]
        for code, years_of_station in book.days.items()
    }
    return {
        "grades": [[grade.lowest, grade.hex, phrases.number(grade.name)] for grade in categories()],
        "makings": [
            [
                phrases.number(making.made_of),
                phrases.number(_primary(making)),
                sources.get(making.source, -1),
                str(making.dust or ""),
            ]
            for making in makings
        ],
        "days": years,
    }


def _primary(making: Making) -> Text:
    if not making.primary:
        return Text("", "")
    names = Text("、".join(making.primary), ", ".join(making.primary))
    return text("daily.primary_is", primary=names)


def _year(year: YearOfDays, makings: dict[Making, int]) -> list[Any]:
    numbers = [makings.setdefault(making, len(makings)) for making in year.makings]
    return [
        year.year,
        encode_numbers(_or_none(year.aqi)),
        encode_numbers(_or_none(year.pm25)),
        encode_numbers(year.hours),
        encode_numbers(0 if made < 0 else numbers[made] + 1 for made in year.made),
    ]


def _or_none(values: Iterable[int | None]) -> Iterable[int]:
    """Return values one higher, with 0 for none."""
    return (0 if value is None else value + 1 for value in values)
