"""The pages of an atlas that are no map sheets: overviews before the maps, the others after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aqmap.book.map_book import BookRegion, MapBook
from aqmap.book.profiles.period_series import period_series
from aqmap.book.profiles.printed_pages import regions_with_sheets
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.pages.county.county_sheet import county_sheets
from aqmap.render.paper.pages.multiples_sheet import MultiplesSheet
from aqmap.render.paper.pages.overview_sheet import OverviewSheet
from aqmap.render.paper.pages.page_frame import PageGroup
from aqmap.render.paper.pages.small_land import has_outlines
from aqmap.words import Lang


@dataclass(frozen=True)
class PageGroups:
    """The groups that stand before the maps, and those that follow them."""

    overviews: tuple[PageGroup, ...] = ()
    multiples: tuple[PageGroup, ...] = ()
    counties: tuple[PageGroup, ...] = ()


def page_groups(
    book: MapBook, land_of: Callable[[BookRegion], RegionGround], lang: Lang
) -> PageGroups:
    """
    Return an overview a region, the small maps that layers ask for, and a sheet a place.

    Not all places have one; see `regions_with_sheets`.
    """
    regions = regions_with_sheets(book)
    sheets = (sheet for region in regions for sheet in county_sheets(book, land_of(region), lang))
    overviews = (
        OverviewSheet(book, region, lang, has_county_sheets=region in regions)
        for region in book.regions
    )
    multiples = (
        MultiplesSheet(series, land_of(series.region), lang)
        for series in period_series(book)
        if has_outlines(land_of(series.region))
    )
    return PageGroups(tuple(overviews), tuple(multiples), tuple(sheets))
