"""What sheets of places and prefectures say beyond the maps: gaps, verdicts, prefectures' own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from aqmap.book.book_layers import BookLayer, Cell, View
from aqmap.book.profiles.indicator_rows import row_periods
from aqmap.book.scales import REASON_BASE
from aqmap.render.browser.payload.cells import CellColumns, short_number
from aqmap.render.browser.payload.phrases import Phrases

_WORDS = (
    *("title", "title_plain", "headline", "headline_none", "reasons", "reason_count", "no_task"),
    *("indicator", "period", "target", "measured", "gap", "status", "bars", "with_unit"),
    *("months", "months_note", "lowest", "highest", "last", "months_missing", "months_unknown"),
    *("no_month", "stations", "measures", "lead", "cooperating", "responsible"),
    *("background", "findings", "source_number"),
)
SHEET_WORDS = tuple(f"county.{word}" for word in _WORDS)
"""What the sheets on the page say in the words of those on paper."""


def compared_payload(layer: BookLayer, columns: CellColumns) -> dict[str, Any]:
    """
    Return what a layer adds to the sheets, as ``indicatorRows.js`` reads it.

    Parameters
    ----------
    layer
        Of the book.
    columns
        Writes cells; its figures and phrases are the page's.

    Notes
    -----
    ``rows`` are the numbers of the periods that have a row, ``compared`` the views of which no map
    is drawn, over these periods; ``wholes`` the prefectures' cells by view, over all periods.
    """
    if layer.progress:
        return {}
    periods = row_periods(layer)
    figures, phrases = columns.figures, columns.phrases
    return {
        "rows": [layer.periods.index(period) for period in periods],
        "better": layer.better or "",
        "compared": {
            name: {
                "unit": phrases.number(view.unit),
                "cells": [
                    _compared(layer, view, period, figures.keys(), phrases) for period in periods
                ],
            }
            for name, view in layer.comparison.items()
        },
        "wholes": {
            name: [
                columns.encode(_given(by_period[period], figures.keys()))
                for period in layer.periods
            ]
            for name, by_period in layer.wholes.items()
        },
    }


def _given(cells: Sequence[Cell | None], figures: Collection[str]) -> list[Cell | None]:
    """Return the cells; what was left out must not come back by way of what was made of it."""
    return [
        cell if cell is not None and all(key in figures for key in cell.figures) else None
        for cell in cells
    ]


def _compared(
    layer: BookLayer, view: View, period: str, figures: Collection[str], phrases: Phrases
) -> dict[str, Any]:
    """Return classes by place, one number where all are equal; numbers, qualifiers by number."""
    cells = _given(view.cells[period], figures)
    klasses = [-1 if cell is None else cell.klass for cell in cells]
    sides = [layer.views[name].cells[period] for name in ("target", "measured")
             if name in layer.views]  # fmt: skip
    numbers: dict[str, list[Any]] = {}
    qualifiers: dict[str, list[int]] = {}
    for number, cell in enumerate(cells):
        if cell is None:
            continue
        if cell.klass < REASON_BASE and cell.value is not None:
            numbers[str(number)] = [short_number(cell.value), cell.label]
        if cell.qualifiers:
            said = {q for side in sides for own in [side[number]] if own for q in own.qualifiers}
            rest = [phrases.number(q) for q in cell.qualifiers if q not in said]
            if rest:
                qualifiers[str(number)] = rest
    same = set(klasses)
    return {
        "k": same.pop() if len(same) == 1 else klasses,
        "v": numbers,
        "q": qualifiers,
    }
