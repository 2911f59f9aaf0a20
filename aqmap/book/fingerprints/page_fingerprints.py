"""The fingerprints of overviews, county sheets and small multiples, by the names of their files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from aqmap.book.fingerprints.digests import digest
from aqmap.book.fingerprints.map_fingerprints import MapFingerprints
from aqmap.book.fingerprints.shown import (
    Shown,
    shown_cell,
    shown_head,
    shown_place,
    shown_view,
    shown_words,
)
from aqmap.book.map_book import BookPlace, BookRegion, MapBook
from aqmap.book.profiles.county_profile import CountyProfile, county_profile
from aqmap.book.profiles.indicator_rows import IndicatorRow
from aqmap.book.profiles.period_series import PeriodSeries, period_series
from aqmap.book.profiles.printed_pages import (
    MOST_PLACES,
    county_name,
    overview_name,
    places_with_sheets,
    series_name,
)
from aqmap.book.profiles.status_matrix import status_matrix
from aqmap.model.measures import measure_row
from aqmap.words import Lang, Text, text


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page that is no map of one view: what it is called, and its fingerprint by language."""

    title: Text
    fingerprint: Callable[[Lang], str]


@dataclass(frozen=True)
class PageFingerprints:
    """
    The pages of a book that are no maps of one view.

    Attributes
    ----------
    maps
        Of the same book; the pages share its land.
    """

    maps: MapFingerprints

    @property
    def _book(self) -> MapBook:
        return self.maps.book

    @cached_property
    def by_name(self) -> Mapping[str, PrintedPage]:
        """Every page that is printed with the whole book, by the name of its file."""
        pages = {}
        for region in self._book.regions:
            title = text("audit.overview", name=region.name)
            pages[overview_name(region.id)] = PrintedPage(title, partial(self._overview, region))
        for series in period_series(self._book):
            pages[series_name(series)] = PrintedPage(series.title, partial(self._series, series))
        for place in places_with_sheets(self._book):
            title = text("audit.county", name=place.name)
            pages[county_name(place.code)] = PrintedPage(title, partial(self._county, place))
        return pages

    def _overview(self, region: BookRegion, lang: Lang) -> str:
        matrix = status_matrix(self._book, region.id)
        return digest(
            [
                shown_head(self._book, lang),
                region.name.in_(lang),
                [shown_place(place, lang) for place in matrix.places],
                # Of very many places the page has the totals alone, which follow from the cells.
                len(matrix.places) <= MOST_PLACES,
                [
                    [*_headed(row.title, row.theme, row.period, self._book, lang),
                     [_shown_status(cell, lang) for cell in row.cells]]
                    for row in matrix.rows
                ],
                shown_words((*matrix.left_out, *matrix.notices), lang),
            ]
        )  # fmt: skip

    def _series(self, series: PeriodSeries, lang: Lang) -> str:
        maps = [
            [period, [[shown_place(p, lang), shown_cell(c, lang)] for p, c in series.rows(period)]]
            for period in series.periods
        ]
        sources = [self._book.sources[key] for key in series.layer.sources
                   if key in self._book.sources]  # fmt: skip
        return digest(
            [
                shown_head(self._book, lang),
                series.title.in_(lang),
                shown_view(series.layer, series.view, lang),
                maps,
                shown_words((*series.notices, *(source.title for source in sources)), lang),
                self.maps.of_land(series.region),
            ]
        )

    def _county(self, place: BookPlace, lang: Lang) -> str:
        profile = county_profile(self._book, place.code)
        return digest(
            [
                shown_head(self._book, lang),
                [profile.region.name.in_(lang), *shown_place(place, lang), place.area_km2],
                list(self._shown_numbers(profile, lang)),
                [list(measure_row(measure).values()) for measure in profile.measures],
                [[str(f.severity), *shown_words((f.title, f.detail), lang)]
                 for f in profile.findings],
                shown_words(profile.notices, lang),
                [
                    [citation.title.in_(lang), citation.number,
                     [[spot.row, *shown_words((spot.side, spot.locator), lang)]
                      for spot in citation.spots]]
                    for citation in profile.citations
                ],
                self.maps.of_land(profile.region),
            ]
        )  # fmt: skip

    def _shown_numbers(self, profile: CountyProfile, lang: Lang) -> Iterator[Shown]:
        """Yield what the sheet has of indicators, months and stations."""
        for row in profile.rows:
            cells = (row.target, row.measured, row.gap, row.status)
            yield [
                *_headed(row.title, row.theme, row.period, self._book, lang),
                *shown_words((row.unit, row.gap_unit), lang),
                [shown_cell(cell, lang) for cell in cells],
            ]
        for series in profile.series:
            words = shown_words((series.title, series.unit), lang)
            yield [series.year, *words, [shown_cell(cell, lang) for cell in series.cells]]
        for station in profile.stations:
            facts = [[name.in_(lang), fact] for name, fact in station.facts]
            words = shown_words((station.value, station.reason), lang)
            known: Shown = [station.code, station.name, station.background, station.indicative]
            yield [*known, *words, facts]


def _headed(title: Text, theme: str, period: str, book: MapBook, lang: Lang) -> Shown:
    """Return what a row begins with: its indicator, theme and period."""
    named = book.themes.get(theme, Text(theme, theme))
    return [*shown_words((title, named), lang), period]


def _shown_status(row: IndicatorRow | None, lang: Lang) -> Shown:
    return [] if row is None else shown_cell(row.shown, lang)
