"""Characters that the fonts lack, found in the words of a book before any page is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from aqmap.book.map_book import MapBook, MapSheet
from aqmap.book.missing_values import printed_sheets
from aqmap.book.pair_maps import drawn_sources
from aqmap.book.profiles.printed_pages import places_with_sheets
from aqmap.errors import Fault
from aqmap.render.paper.canvas.fonts import MapFonts, once_a_character, plain
from aqmap.words import Lang, Text, text


def lacking_characters(
    book: MapBook, fonts: MapFonts, lang: Lang, *, has_county_sheets: bool
) -> list[Fault]:
    """
    Return a fault for each character of a book's words that the fonts lack.

    These are the words that stand on paper wherever there is room: titles, places, units,
    legends, sources, notes. Names of neighbours and texts of measures, of which a page has as many
    as fit, are known when it is drawn.

    Parameters
    ----------
    book, fonts, lang
        What would be drawn, and how.
    has_county_sheets
        Whether places have sheets of their own, which bear their whole names.
    """
    faults: list[Fault] = []
    for words, bold in dict.fromkeys(_written(book, has_county_sheets=has_county_sheets)):
        face = fonts.face(bold=bold)
        faults += fonts.faults(plain(words.in_(lang)).translate(face.alike), bold=bold)
    return once_a_character(faults)


def _written(book: MapBook, *, has_county_sheets: bool) -> Iterator[tuple[Text, bool]]:
    """Yield the words that are printed, and whether in bold letters."""
    sheets = printed_sheets(book)
    if not sheets and not has_county_sheets:
        return
    yield book.title, True
    yield text("paper.contents"), False
    if book.compiler:
        yield text("paper.compiler", name=book.compiler), False
    for place in places_with_sheets(book) if has_county_sheets else ():
        yield place.name, True
    for sheet in sheets:
        yield from _of_sheet(sheet)


def _of_sheet(sheet: MapSheet) -> Iterator[tuple[Text, bool]]:
    yield sheet.title, True
    yield sheet.title, False  # in the contents
    yield sheet.view.unit, False
    for entry in sheet.legend:
        yield entry.label, False
    for place, _ in sheet.rows:
        yield place.label, False
    for mark, _ in sheet.stations:
        yield Text(mark.name, mark.name), False
    for note in (*sheet.layer.notes, sheet.book.boundary_credit):
        yield note, False
    for source in (sheet.book.sources[key] for key in drawn_sources(sheet)):
        yield source.title, False
        yield Text(source.number, source.number), False
