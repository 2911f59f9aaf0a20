"""One map sheet → a picture for the text of a report, which says its title and notes itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from aqmap.book.map_book import MapBook, MapSheet
from aqmap.model.page_sizes import SizeName
from aqmap.render.paper.canvas.fonts import MapFonts, map_fonts
from aqmap.render.paper.canvas.pdf_document import encode_page
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.export import save_page
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.margin.notes import ground_notes, map_notes
from aqmap.render.paper.print_style import PNG_DPI
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
        page = draw_sheet(sheet, fonts, lang, ground=land, has_notes=True)
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
