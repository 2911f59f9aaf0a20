"""One map sheet → a picture for the text of a report, which says its title and notes itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image

from aqmap.book.map_book import MapBook, MapSheet
from aqmap.book.office_spelling import office_spelling
from aqmap.errors import SourceError
from aqmap.files.temporary_folders import new_temporary_folder
from aqmap.render.paper.canvas.engine import Figure, own_settings
from aqmap.render.paper.canvas.fonts import MapFonts, book_characters, make_fonts
from aqmap.render.paper.canvas.pen import INK, RED, Pen
from aqmap.render.paper.draw_sheet import draw_map
from aqmap.render.paper.export import PNG_DPI, map_in_words, save_page
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.margin import furniture
from aqmap.render.paper.margin.legend import Column, draw_legend, draw_lines_in_rows
from aqmap.render.paper.margin.notes import ground_notes, map_notes, status_line
from aqmap.words import Lang, Text


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
        Its size on paper: it must not be scaled.
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
    lang: Lang = "zh",
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> list[MapPicture]:
    """
    Draw sheets as pictures of 150 × 105 mm.

    Raises
    ------
    SourceError
        With a fault for each character that the font lacks.
    """
    with new_temporary_folder("aqmap-fonts-") as folder:
        fonts = make_fonts(sorted(book_characters(book)), Path(folder))
        pictures = []
        for done, picture in enumerate(_pictures(book, sheets, fonts, lang), 1):
            pictures.append(picture)
            progress(done, len(sheets))
    return pictures


def _pictures(
    book: MapBook, sheets: Sequence[MapSheet], fonts: MapFonts, lang: Lang
) -> Iterator[MapPicture]:
    grounds: dict[str, RegionGround] = {}
    for sheet in sheets:
        region = sheet.region
        land = grounds.setdefault(region.id, RegionGround(book, region, lang, "figure"))
        figure, description = draw_figure(sheet, fonts, land, lang), map_in_words(sheet, lang)
        yield MapPicture(
            sheet,
            _small_png(figure, sheet.title.in_(lang), description),
            land.layout.width,
            land.layout.height,
            tuple(map_notes(sheet)),
            tuple(ground_notes(land)),
            description,
        )


def _small_png(figure: Figure, title: str, description: str) -> bytes:
    """Return a picture in 256 colours: what is filled keeps its own, and a file is a third."""
    drawn, packed = BytesIO(), BytesIO()
    save_page(figure, drawn, "png", title=title, description=description)
    with Image.open(drawn) as picture:
        flat = picture.convert("RGB").quantize(
            method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
    flat.save(packed, "png", dpi=(PNG_DPI, PNG_DPI), compress_level=9)
    return packed.getvalue()


@own_settings()
def draw_figure(sheet: MapSheet, fonts: MapFonts, land: RegionGround, lang: Lang) -> Figure:
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
    if pen.faults:
        raise SourceError(dict.fromkeys(pen.faults))
    return pen.figure
