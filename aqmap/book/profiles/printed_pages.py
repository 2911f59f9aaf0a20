"""The printed pages that are no maps of one view: their names, and which of them there are."""

from __future__ import annotations

from collections.abc import Iterator

from aqmap.book.map_book import BookPlace, BookRegion, MapBook
from aqmap.book.profiles.period_series import PeriodSeries
from aqmap.files.file_names import safe_file_name

MOST_PLACES = 150
"""Of a region with more places the overview has the totals only, and places have no sheets."""
MOST_SHEETS = 500
"""Of a book with more places in all there is no sheet of a single one."""

PREFIXES = ("overview-", "county-", "multiples-")
"""With which the names of such pages begin."""


def overview_name(region: str) -> str:
    """Return the name of a region's overview."""
    return safe_file_name(f"overview-{region}")


def county_name(code: str) -> str:
    """Return the name of the sheet of a place."""
    return safe_file_name(f"county-{code}")


def series_name(series: PeriodSeries) -> str:
    """Return the name of a sheet of small maps."""
    span = f"{series.periods[0]}_{series.periods[-1]}".replace("/", "_")
    return safe_file_name(
        f"multiples-{series.layer.id}-{series.view.name}-{span}-{series.region.id}"
    )


def regions_with_sheets(book: MapBook) -> list[BookRegion]:
    """
    Return the regions whose places have sheets of their own.

    A region of very many places has none, nor has a book of thousands: nobody leafs through them.
    """
    regions = [region for region in book.regions if len(region.places) <= MOST_PLACES]
    return regions if sum(len(region.places) for region in regions) <= MOST_SHEETS else []


def places_with_sheets(book: MapBook) -> Iterator[BookPlace]:
    """Yield the places that have sheets, in the order of their regions."""
    known = {place.code: place for place in book.places}
    for region in regions_with_sheets(book):
        yield from (known[code] for code in region.places if code in known)
