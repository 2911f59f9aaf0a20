"""What qualifies the numbers of a sheet, each with its sign."""

from __future__ import annotations

from collections.abc import Mapping

from aqmap.book.book_layers import Cell
from aqmap.book.map_book import MapSheet
from aqmap.model.figures import OFF_BY_DEFAULT, Basis
from aqmap.render.paper.canvas.fonts import CIRCLED
from aqmap.words import Text, text


def notice_texts() -> set[Text]:
    """Return what alerts say of values that are unofficial or synthetic."""
    return {text(f"notice.{basis}") for basis in (*OFF_BY_DEFAULT, Basis.SYNTHETIC)}


def qualifiers_of(cell: Cell) -> list[Text]:
    """Return what qualifies a cell, without what its reason, the legend or an alert says."""
    elsewhere = notice_texts()
    elsewhere.add(text(f"reason.{cell.reason}") if cell.reason else text("quality.indicative"))
    return [qualifier for qualifier in cell.qualifiers if qualifier not in elsewhere]


def footnotes(sheet: MapSheet) -> dict[Text, str]:
    """Return the sheet's qualifiers, each with its number: of the rows, then of the stations."""
    shown = (*sheet.rows, *sheet.stations)
    qualifiers = dict.fromkeys(q for _, cell in shown for q in qualifiers_of(cell))
    return {
        qualifier: CIRCLED[number] if number < len(CIRCLED) else f"({number + 1})"
        for number, qualifier in enumerate(qualifiers)
    }


def note_signs(cell: Cell, notes: Mapping[Text, str]) -> str:
    """Return the signs of a cell's footnotes."""
    return "".join(notes[q] for q in qualifiers_of(cell))
