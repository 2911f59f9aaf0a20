"""The months of an indicator at one place: a gap stays a gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aqmap.book.book_layers import Cell
from aqmap.book.map_book import MapBook
from aqmap.book.profiles.indicator_rows import MONTH
from aqmap.words import Text

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class MonthValue:
    """A month with its number, as it is shown."""

    month: int
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class MonthlySeries:
    """
    A layer's measured values of one year at one place.

    Attributes
    ----------
    layer, title, year, unit
        What it is about.
    cells
        One a month, January first; none where the layer has no such month.
    """

    layer: str
    title: Text
    year: str
    unit: Text
    cells: tuple[Cell | None, ...]

    @property
    def values(self) -> tuple[MonthValue, ...]:
        """The months that have a number."""
        return tuple(
            MonthValue(month, cell.value, cell.label)
            for month, cell in zip(MONTHS, self.cells, strict=True)
            if cell is not None and cell.value is not None
        )

    @property
    def lowest(self) -> MonthValue | None:
        """The lowest value, of equal ones the first."""
        return min(self.values, key=lambda month: month.value, default=None)

    @property
    def highest(self) -> MonthValue | None:
        """The highest value, of equal ones the first."""
        return max(self.values, key=lambda month: month.value, default=None)

    @property
    def last(self) -> MonthValue | None:
        """The last month that has a number."""
        return self.values[-1] if self.values else None

    @property
    def runs(self) -> tuple[tuple[MonthValue, ...], ...]:
        """Values of months that follow each other: a line is drawn within a run only."""
        runs: list[list[MonthValue]] = []
        for value in self.values:
            if runs and runs[-1][-1].month == value.month - 1:
                runs[-1].append(value)
            else:
                runs.append([value])
        return tuple(map(tuple, runs))

    @property
    def indicative(self) -> frozenset[int]:
        """The months whose number misses the rule of validity."""
        return frozenset(
            month
            for month, cell in zip(MONTHS, self.cells, strict=True)
            if cell is not None and cell.value is not None and cell.quality == "indicative"
        )

    @property
    def missing(self) -> dict[str, list[int]]:
        """The months that have no number by their reason; those the layer has not, by none."""
        missing: dict[str, list[int]] = {}
        for month, cell in zip(MONTHS, self.cells, strict=True):
            if cell is None or cell.value is None:
                missing.setdefault(cell.reason if cell else "", []).append(month)
        return missing

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of the figures behind it, by month."""
        return tuple(dict.fromkeys(k for cell in self.cells if cell for k in cell.figures))


def monthly_series(book: MapBook, place: str) -> Iterator[MonthlySeries]:
    """Yield a place's series, layer by layer and year by year."""
    number = [listed.code for listed in book.places].index(place)
    region = book.places[number].region
    for layer in book.layers:
        view = layer.views.get("measured")
        if view is None or region not in layer.regions:
            continue
        months = [period for period in layer.periods if MONTH.fullmatch(period)]
        for year in dict.fromkeys(period[:4] for period in months):
            named = [f"{year}-{month:02d}" for month in MONTHS]
            cells = tuple(
                view.cells[period][number] if period in view.cells else None for period in named
            )
            if any(cells):
                yield MonthlySeries(layer.id, layer.title, year, view.unit, cells)
