"""A sheet's file name, and what its map says in words."""

from __future__ import annotations

from aqmap.book.book_layers import Cell
from aqmap.book.map_book import MapSheet
from aqmap.render.paper.margin.value_table import sorted_rows
from aqmap.words import Lang, say

_MOST_PLACES = 150


def sheet_name(sheet: MapSheet) -> str:
    """Return the file name of a sheet without its suffix, of which every system takes it."""
    return sheet.name


def map_in_words(sheet: MapSheet, lang: Lang) -> str:
    """
    Return the map in words, for who cannot see it: each place and station with what it shows.

    Of very many the first are listed, those with the highest numbers, and the others counted.
    """
    places = [] if sheet.of_points else sorted_rows(sheet)
    shown = [(place.label.in_(lang), cell) for place, cell in places]
    shown += [(mark.name or mark.code, cell) for mark, cell in sheet.stations]
    phrases = [f"{name} {_cell_words(sheet, cell, lang)}" for name, cell in shown[:_MOST_PLACES]]
    if len(shown) > _MOST_PLACES:
        phrases.append(say("paper.words_more", lang, count=len(shown) - _MOST_PLACES))
    unit = sheet.view.unit.in_(lang)
    head = sheet.title.in_(lang) + (f" ({unit})" if unit else "")
    return f"{head}: {'; '.join(phrases)}"


def _cell_words(sheet: MapSheet, cell: Cell, lang: Lang) -> str:
    """Return what a place shows: a number, or its class or reason; of progress both."""
    if cell.label and not (cell.reason or sheet.progress):
        return cell.label
    return _class_words(sheet, cell, lang) + (f" {cell.label}" if cell.label else "")


def _class_words(sheet: MapSheet, cell: Cell, lang: Lang) -> str:
    if cell.reason and cell.pair:
        return " | ".join(c.label or say(f"reason.{c.reason}", lang) for c in cell.pair)
    if cell.reason:
        return say(f"reason.{cell.reason}", lang)
    return sheet.view.scale.classes[cell.klass].label.in_(lang)
