"""What qualifies the numbers of a sheet, each with its sign."""

from __future__ import annotations

from collections.abc import Mapping

from aqmap.book.book_layers import Cell
from aqmap.book.map_book import MapSheet
from aqmap.book.qualifiers import qualifiers_of
from aqmap.render.paper.canvas.fonts import CIRCLED
from aqmap.words import Text


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
