"""One map sheet → a picture for the text of a report, which says its title and notes itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from aqmap.book.map_book import MapBook, MapSheet
from aqmap.book.office_spelling import office_spelling
from aqmap.model.page_sizes import SizeName
from aqmap.render.paper.canvas.drawing import Page
from aqmap.render.paper.canvas.fonts import MapFonts, map_fonts
from aqmap.render.paper.canvas.pdf_document import encode_page
from aqmap.render.paper.canvas.pen import INK, RED, Pen
from aqmap.render.paper.draw_sheet import draw_map
from aqmap.render.paper.export import save_page
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.margin import furniture
from aqmap.render.paper.margin.legend import Column, draw_legend, draw_lines_in_rows
from aqmap.render.paper.margin.notes import ground_notes, map_notes, status_line
from aqmap.render.paper.print_style import PNG_DPI
from aqmap.render.paper.sheet_words import map_in_words
from aqmap.words import Lang, Text

Place = Literal["text", "slide"]
_SIZES: dict[Place, tuple[SizeName, float]] = {
    "text": ("figure-150x105", 1.0),
    "slide": ("figure-160x90", 1.55),
}
"""What a picture is drawn as, and how much larger it is shown."""


@dataclass(frozen=True, slots=True)
class MapPicture:
    """
    A map as a text takes it.

    Attributes
    ----------
    sheet
        What it shows.
    png
        The picture, 300 dots an inch.
    width_mm, height_mm
        Its size where it is shown.
    notes
        What a reader must know of the map.
    ground_notes
        What holds for every map of its region: surroundings, outlines, projection.
    description
        The map in words, for who cannot see it.
    """

    sheet: MapSheet
    png: bytes
    width_mm: float
    height_mm: float
    notes: tuple[Text, ...]
    ground_notes: tuple[Text, ...]
    description: str


def draw_pictures(
    book: MapBook,
    sheets: Sequence[MapSheet],
    *,
    place: Place = "text",
    lang: Lang = "zh",
    fonts: MapFonts | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> list[MapPicture]:
    """
    Draw sheets as pictures of 150 × 105 mm for a text, or of 16:9 and larger for a slide.

    Raises
    ------
    SourceError
        With a fault for each character that the font lacks.
    """
    pictures = []
    for done, picture in enumerate(_pictures(book, sheets, place, fonts or map_fonts(), lang), 1):
        pictures.append(picture)
        progress(done, len(sheets))
    return pictures


def _pictures(
    book: MapBook, sheets: Sequence[MapSheet], place: Place, fonts: MapFonts, lang: Lang
) -> Iterator[MapPicture]:
    grounds: dict[str, RegionGround] = {}
    size, larger = _SIZES[place]
    for sheet in sheets:
        region = sheet.region
        land = grounds.setdefault(region.id, RegionGround(book, region, lang, size))
        page = draw_figure(sheet, fonts, land, lang)
        yield MapPicture(
            sheet,
            save_page(
                encode_page(page, fonts), fonts, "png", lang=lang, dpi=round(PNG_DPI * larger)
            ),
            land.layout.width * larger,
            land.layout.height * larger,
            tuple(map_notes(sheet)),
            tuple(ground_notes(land)),
            page.description,
        )


def draw_figure(sheet: MapSheet, fonts: MapFonts, land: RegionGround, lang: Lang) -> Page:
    """
    Draw map, legend and scale, numbers as in the text, where title, values and notes stand.

    Raises
    ------
    SourceError
        With one fault for each character that the font lacks.
    """
    layout = land.layout
    pen = Pen(fonts, layout.width, layout.height, partial(office_spelling, lang=lang))
    draw_map(pen, sheet, land, lang)
    column = Column(layout.panels[0], layout.panels[0].top)
    seats = any(place.lon is not None for place, _ in sheet.rows)
    draw_legend(pen, sheet, land.main, column, lang, seats=seats, lines=False)
    draw_lines_in_rows(pen, sheet, land.main, layout.notes, lang, seats=seats)
    furniture.draw_scale(pen, land.main.frame, column.box, column.box.bottom - 1, lang)
    color = INK if sheet.book.audit_no else RED
    pen.text(
        layout.imprint.left,
        layout.imprint.center[1],
        status_line(sheet).in_(lang),
        7,
        bold=True,
        color=color,
    )
    return pen.page(sheet.title.in_(lang), map_in_words(sheet, lang))
