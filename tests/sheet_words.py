"""The words of a sheet: its notes, and all that a drawn page holds."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.text import Text as Words

from aqmap.book.map_book import MapSheet
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.margin.notes import sheet_notes
from aqmap.words import Text


def notes_of(sheet: MapSheet) -> list[Text]:
    """Return a sheet's notes beside its region's own land."""
    return sheet_notes(sheet, RegionGround(sheet.book, sheet.region))


def words_of(figure: Figure) -> list[str]:
    """Return every text on a drawn page."""
    return [words.get_text() for words in figure.findobj(Words) if words.get_text()]
