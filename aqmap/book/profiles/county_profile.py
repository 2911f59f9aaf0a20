"""All that a book says of one place, in the order of its sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aqmap.book.book_layers import Cell, Mark, Marks
from aqmap.book.map_book import BookPlace, BookRegion, MapBook
from aqmap.book.missing_values import nothing_known
from aqmap.book.profiles.indicator_rows import (
    IndicatorRow,
    Tally,
    indicator_rows,
    notices_of,
    tally,
)
from aqmap.book.profiles.monthly_series import MONTHS, MonthlySeries, monthly_series
from aqmap.model.findings import Finding
from aqmap.model.measures import Measure
from aqmap.words import Text, text
from aqmap.workspace.sources import Source

_UNKNOWN = "no_figure"


@dataclass(frozen=True, slots=True)
class StationRow:
    """
    A station in the place.

    Attributes
    ----------
    code, name, background
        What it is.
    facts
        What its list says of it besides, such as its network.
    value
        What its newest figure says, with period and unit; empty where it has none.
    reason
        Why it has none.
    indicative
        Whether the number misses the rule of validity.
    figures
        Ids of the figures behind the value.
    """

    code: str
    name: str
    background: bool
    facts: tuple[tuple[Text, str], ...]
    value: Text
    reason: Text | None
    indicative: bool
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a numbered row, one of its two sides or one of its months, is written."""

    row: int
    side: Text | None
    locator: Text


@dataclass(frozen=True, slots=True)
class Citation:
    """A source with every spot in it that the sheet takes a number or an absence from."""

    title: Text
    number: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class CountyProfile:
    """
    What a sheet of a place shows.

    Rows, then series, then stations are numbered on from 1: citations name these numbers.
    ``has_station_lists`` is whether the book has any list in which stations could stand.
    """

    book: MapBook
    place: BookPlace
    region: BookRegion
    rows: tuple[IndicatorRow, ...]
    series: tuple[MonthlySeries, ...]
    stations: tuple[StationRow, ...]
    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]
    notices: tuple[Text, ...]
    has_station_lists: bool = False

    @property
    def tally(self) -> Tally:
        """How many rows are met, not met, and cannot be judged."""
        return tally(row.shown for row in self.rows)

    @property
    def missing_reasons(self) -> Text | None:
        """Why there is nothing to show of the place; nothing where there is anything."""
        cells = [cell for row in self.rows for cell in (row.target, row.measured)]
        cells += [cell for series in self.series for cell in series.cells]
        shown = [cell for cell in cells if cell is not None]
        if self.stations or self.measures or self.findings:
            return None
        return nothing_known(shown) if shown else text("county.nothing_known")

    @property
    def first_series(self) -> int:
        """The number of the first series."""
        return len(self.rows) + 1

    @property
    def first_station(self) -> int:
        """The number of the first station."""
        return self.first_series + len(self.series)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where everything is written, by source, in the order of the sheet."""
        spots: dict[str, list[Spot]] = {}
        for number, side, figures in self._cited():
            for source, locator in self._located(figures):
                spot = Spot(number, side, locator)
                if spot not in spots.setdefault(source, []):
                    spots[source].append(spot)
        return tuple(_citation(self.book.sources.get(key), key, s) for key, s in spots.items())

    def _cited(self) -> Iterator[tuple[int, Text | None, Sequence[str]]]:
        """Yield numbers with the figures behind them; of two sides, each with its own."""
        for number, row in enumerate(self.rows, 1):
            sides = (("target", row.target), ("measured", row.measured))
            known = [(role, cell.figures) for role, cell in sides if cell and cell.figures]
            for role, figures in known:
                yield number, text(f"role.{role}") if len(known) > 1 else None, figures
        for number, series in enumerate(self.series, self.first_series):
            for month, cell in zip(MONTHS, series.cells, strict=True):
                if cell is not None:
                    yield number, text("county.month", month=month), cell.figures
        for number, station in enumerate(self.stations, self.first_station):
            yield number, None, station.figures

    def _located(self, figures: Iterable[str]) -> Iterator[tuple[str, Text]]:
        for card in (self.book.figures[key] for key in figures if key in self.book.figures):
            yield card.figure.source, card.locator


def _citation(source: Source | None, key: str, spots: Sequence[Spot]) -> Citation:
    title = source.title if source else Text(key, key)
    return Citation(title, source.number if source else "", tuple(spots))


def county_profile(book: MapBook, code: str) -> CountyProfile:
    """
    Return what a book says of one place.

    Parameters
    ----------
    book
        What is left out of it is left out here.
    code
        Of a county or a zone of a region.
    """
    place = next(listed for listed in book.places if listed.code == code)
    region = next(listed for listed in book.regions if listed.id == place.region)
    rows = tuple(indicator_rows(book, code))
    series = tuple(monthly_series(book, code))
    stations = tuple(_stations(book, code))
    cells = [cell for row in rows for cell in (row.target, row.measured)]
    notices = notices_of([*cells, *(c for s in series for c in s.cells)], book)
    of_stations = [
        marks.notice
        for marks in _station_lists(book)
        if marks.notice and any(m.place == code and m.value_label.zh for m in marks.features)
    ]
    return CountyProfile(
        book,
        place,
        region,
        rows,
        series,
        stations,
        book.measures_of(code),
        tuple(finding for finding in book.findings if _concerns(book, finding, code)),
        tuple(dict.fromkeys((*notices, *of_stations))),
        bool(_station_lists(book)),
    )


def _concerns(book: MapBook, finding: Finding, code: str) -> bool:
    cards = (book.figures[key] for key in finding.figures if key in book.figures)
    return any(card.figure.place == code for card in cards)


def _station_lists(book: MapBook) -> list[Marks]:
    """Return the overlays whose features have figures: stations, and no other points."""
    return [
        marks
        for marks in book.marks
        if marks.indicator or any(marks.readings.values()) or any(m.figures for m in marks.features)
    ]


def _stations(book: MapBook, code: str) -> Iterator[StationRow]:
    name = next(place.name.zh for place in book.places if place.code == code)
    for marks in _station_lists(book):
        for number, mark in enumerate(marks.features):
            if mark.place == code:
                facts = tuple(fact for fact in mark.facts if fact[1] and fact[1] != name)
                yield _station(marks, number, mark, facts)


def _station(
    marks: Marks, number: int, mark: Mark, facts: tuple[tuple[Text, str], ...]
) -> StationRow:
    reason = None if mark.value_label.zh else _reason(marks, number)
    return StationRow(
        mark.code,
        mark.name or mark.code,
        mark.background,
        facts,
        mark.value_label,
        reason,
        mark.indicative,
        mark.figures[:1] if mark.value_label.zh else (),
    )


def _reason(marks: Marks, number: int) -> Text:
    """Return why a station has no number: what a map says of it, before that none is known."""
    shown: list[Cell] = [
        cells[number]
        for by_period in marks.readings.values()
        for cells in by_period.values()
        if number < len(cells)
    ]
    reasons = [cell.reason for cell in shown if cell.reason not in ("", _UNKNOWN)]
    return text(f"reason.{reasons[0] if reasons else _UNKNOWN}")
