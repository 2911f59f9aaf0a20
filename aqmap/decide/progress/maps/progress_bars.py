"""The places of a row by their difference to the schedule, as bars."""

from __future__ import annotations

from collections.abc import Mapping

from aqmap.book.dispatch.light_looks import signed_light
from aqmap.book.dispatch.month_book import MonthBook
from aqmap.book.dispatch.month_cells import light_cell, plain
from aqmap.book.dispatch.progress_months import ProgressBar
from aqmap.decide.progress.ranking import RankedRow, rank_places
from aqmap.decide.report.office_numbers import in_unit
from aqmap.model.dispatch.lights import Light
from aqmap.model.dispatch.month_rows import MonthRow
from aqmap.model.dispatch.shares import points
from aqmap.words import Text, text
from aqmap.workspace.indicators import Indicator


def progress_bars(
    book: MonthBook, indicator: Indicator, classes: Mapping[Light, int]
) -> tuple[tuple[ProgressBar, ...], tuple[tuple[str, Text], ...]]:
    """
    Return the places with a difference, the furthest on first, and the others with their reason.

    A level that is not due yet has a difference and no light: it stands with the others.
    """
    ranking = rank_places(indicator, book.rows_of(indicator.id))
    ranked = [r for r in ranking.ranked if r.row.light in classes]
    unlit = [r.row for r in ranking.ranked if r.row.light not in classes]
    bars = tuple(_bar(book, ranked_row, classes) for ranked_row in ranked)
    kind = book.kinds.get(indicator.id)
    apart = tuple((row.place, light_cell(row, kind).words) for row in (*unlit, *ranking.apart))
    return bars, apart


def _bar(book: MonthBook, ranked: RankedRow, classes: Mapping[Light, int]) -> ProgressBar:
    row = ranked.row
    light = signed_light(row.light, book.kinds.get(row.indicator))
    words = text("progress.map.bar", difference=_difference(book, row), light=light)
    amount = row.difference * 100 if row.difference is not None else row.from_level
    return ProgressBar(row.place, ranked.rank, float(amount or 0), words, classes[row.light])


def _difference(book: MonthBook, row: MonthRow) -> Text:
    if row.difference is not None:
        return text("progress.map.points", points=points(row.difference, row.limits))
    level = plain(row.from_level) if row.from_level is not None else Text("", "")
    signed = Text(*(f"+{words}" if (row.from_level or 0) > 0 else words for words in level))
    return in_unit(signed, book.units_of_measure[row.indicator])
