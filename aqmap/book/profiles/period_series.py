"""One view of a layer over its periods, as small maps that share one scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from aqmap.book.book_layers import BookLayer, Cell, LegendEntry, View, legend_of
from aqmap.book.map_book import (
    BookPlace,
    BookRegion,
    MapBook,
)
from aqmap.book.missing_values import reasons_of
from aqmap.book.profiles.indicator_rows import MONTH, notices_of
from aqmap.model.periods import period_bounds, period_text
from aqmap.words import Text, text

MOST_PERIODS = 12
"""Of one sheet; a longer series goes on on the next."""


@dataclass(frozen=True)
class PeriodSeries:
    """
    The small maps of one sheet.

    Attributes
    ----------
    book, layer, view, region
        What they show, and where.
    periods
        One a map, the earliest first.
    """

    book: MapBook
    layer: BookLayer
    view: View
    region: BookRegion
    periods: tuple[str, ...]

    @property
    def title(self) -> Text:
        """Periods, region, topic and view."""
        span = f"{self.periods[0].split('/')[0]}/{self.periods[-1].split('/')[-1]}"
        return text(
            "multiples.title",
            period=period_text(span),
            region=self.region.name,
            layer=self.layer.title,
            view=self.view.title,
        )

    def rows(self, period: str) -> list[tuple[BookPlace, Cell]]:
        """Return what each place shows in a period."""
        pairs = zip(self.book.places, self.view.cells[period], strict=True)
        return [(p, cell) for p, cell in pairs if cell is not None and p.region == self.region.id]

    @property
    def _cells(self) -> list[Cell]:
        return [cell for period in self.periods for _, cell in self.rows(period)]

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """Every class, and every reason that occurs on any of the maps."""
        return legend_of(self.view, Counter(cell.klass for cell in self._cells))

    @property
    def qualities(self) -> frozenset[str]:
        """What qualities its numbers have: each but ``valid`` has a sign."""
        return frozenset(cell.quality for cell in self._cells if not cell.reason)

    @property
    def unprinted(self) -> Text | None:
        """Why its sheet is not printed: that no period has a value; nothing of one that is."""
        cells = self._cells
        if self.book.print_empty or not cells or not all(cell.reason for cell in cells):
            return None
        return reasons_of(cells)

    @property
    def notices(self) -> tuple[Text, ...]:
        """What must stand on a picture of these values."""
        return notices_of(self._cells, self.book)


def period_series(book: MapBook) -> Iterator[PeriodSeries]:
    """Yield the series that layers ask for, a region and sheet each."""
    for layer in book.page_layers:
        for name in layer.multiples:
            for region in book.regions:
                if region.id in layer.regions and name in layer.views:
                    for periods in sheets_of_periods(layer.periods):
                        yield PeriodSeries(book, layer, layer.views[name], region, periods)


def sheets_of_periods(periods: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """
    Yield the periods of each sheet, the earliest first: the months of a year, and all others.

    A period alone is no series and has a map of its own.
    """
    in_time = sorted(periods, key=period_bounds)
    months = [period for period in in_time if MONTH.fullmatch(period)]
    others = [period for period in in_time if period not in months]
    groups = [list(of_year) for _, of_year in groupby(months, key=lambda period: period[:4])]
    groups += [others[n : n + MOST_PERIODS] for n in range(0, len(others), MOST_PERIODS)]
    return (tuple(group) for group in groups if len(group) > 1)
