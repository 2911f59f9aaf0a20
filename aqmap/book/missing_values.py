"""A map on which no place has a value: said in one sentence, and not printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aqmap.book.book_layers import Cell, View
from aqmap.book.map_book import BookPlace, MapBook, MapSheet
from aqmap.book.scales import REASONS
from aqmap.model.figures import Level, Withheld
from aqmap.words import Text, listed, text

_NOTHING_KNOWN = frozenset(
    {
        "no_figure",
        "no_measurement",
        "no_regional_data",
        "no_station",
        "no_target",
        "not_covered",
        "unpublished",
        "unreviewed",
    }
)
"""Reasons that no document gives: a blank, a task of 0 or one in words are known."""


def counted_places(places: Iterable[BookPlace]) -> Text:
    """Return how many counties there are, and zones where there are any."""
    levels = [place.level for place in places]
    zones = levels.count(Level.ZONE)
    key = "missing.places_zones" if zones else "missing.places"
    return text(key, counties=len(levels) - zones, zones=zones)


def missing_values(sheet: MapSheet) -> Text | None:
    """
    Return that no place of a sheet has a value, and why; nothing where any has one.

    Reasons that differ stand with how many places each has; no mark on the map repeats them.
    """
    if not sheet.of_points:
        return missing_on_places(sheet.rows, sheet.view)
    cells = [cell for _, cell in sheet.stations]
    return _missing(cells, text("paper.stations", count=len(cells)), sheet.view)


def missing_reasons(sheet: MapSheet) -> Text | None:
    """Return why no place of a sheet has a value, in few words; nothing where any has one."""
    if missing_values(sheet) is None:
        return None
    shown = sheet.stations if sheet.of_points else sheet.rows
    return reasons_of(cell for _, cell in shown)


def printed_sheets(book: MapBook) -> list[MapSheet]:
    """Return every map that is printed, in order; those without a value only if asked for."""
    return [sheet for sheet in book.sheets() if empty_because(sheet) is None]


def empty_because(sheet: MapSheet) -> Text | None:
    """Return why a map is not printed: that no place has a value; nothing of one that is."""
    return None if sheet.book.print_empty else missing_reasons(sheet)


def missing_on_places(rows: Sequence[tuple[BookPlace, Cell]], view: View) -> Text | None:
    """Return the same of places of one region or of several."""
    places = counted_places(place for place, _ in rows)
    return _missing([cell for _, cell in rows], places, view)


def has_one_reason(sheet: MapSheet) -> bool:
    """Return whether all places of a sheet lack a value for one reason that nothing qualifies."""
    kinds = {(cell.klass, cell.qualifiers) for _, cell in sheet.rows}
    return len(kinds) == 1 and kinds.pop()[1] == ()


def _missing(cells: Sequence[Cell], places: Text, view: View) -> Text | None:
    if not cells or not all(cell.reason for cell in cells):
        return None
    key = "missing.verdicts" if view.scale.kind == "category" else "missing.values"
    key = "missing.lights" if view.name == "progress" else key
    return text(key, places=places, reasons=reasons_of(cells))


def nothing_known(cells: Iterable[Cell]) -> Text | None:
    """
    Return why nothing of cells is given away; nothing where anything is, or nothing is withheld.

    In a copy that withholds nothing the reasons themselves are what a place has to show.
    """
    shown = list(cells)
    reasons = {cell.reason for cell in shown}
    if not reasons <= _NOTHING_KNOWN or not reasons & set(Withheld):
        return None
    return reasons_of(shown)


def reasons_of(cells: Iterable[Cell]) -> Text:
    """Return the reasons of cells without a number, in the order of the legend."""
    given = [cell.reason for cell in cells]
    counts = [(text(f"reason.{reason}"), given.count(reason)) for reason, _ in REASONS]
    occurring = [(reason, count) for reason, count in counts if count]
    if len(occurring) == 1:
        return occurring[0][0]
    return listed(
        (text("missing.reason", reason=reason, count=count) for reason, count in occurring), "；"
    )
