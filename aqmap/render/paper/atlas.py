"""Every print map of a book, and the atlas that binds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from aqmap.book.map_book import MapBook, MapSheet
from aqmap.errors import Fault, SourceError
from aqmap.render.paper.canvas.fonts import MapFonts
from aqmap.render.paper.canvas.pdf_document import (
    Bookmark,
    EncodedPage,
    Link,
    PdfDocument,
    encode_page,
)
from aqmap.render.paper.contents import draw_contents
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.export import save_page
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.print_style import PrintStyle
from aqmap.render.paper.sheet_words import sheet_name
from aqmap.words import Lang

ATLAS = "atlas.pdf"


@dataclass(frozen=True)
class _Plate:
    """A map of the atlas, drawn."""

    sheet: MapSheet
    page: EncodedPage


def write_sheets(
    book: MapBook,
    folder: Path,
    *,
    lang: Lang = "zh",
    style: PrintStyle | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> list[Path]:
    """
    Write every printed map of a book, and the atlas.

    Parameters
    ----------
    book
        What is drawn.
    folder
        Where to: a file a map and format, named for layer, view, period and region, and
        ``atlas.pdf`` with contents, bookmarks and all maps. Made if it does not exist.
    lang
        Language of the maps.
    style
        Formats and fonts; by default a PDF a map.
    progress
        Called with the number of maps done and of all maps.

    Returns
    -------
    written
        The atlas, then every map's files. Without a printed map, none.

    Raises
    ------
    SourceError
        With a fault for each character that the font lacks, or for each map that cannot be drawn.
    """
    sheets = book.sheets()
    if not sheets:
        return []
    style = style or PrintStyle()
    fonts = style.fonts
    plates = _draw_plates(book, sheets, fonts, lang, lambda done: progress(done, len(sheets)))
    folder.mkdir(parents=True, exist_ok=True)
    atlas = folder / ATLAS
    with atlas.open("wb") as file:
        _bind(book, plates, fonts, lang).write(file)
    written = [atlas]
    for plate in plates:
        for form in style.formats:
            path = folder / f"{sheet_name(plate.sheet)}.{form}"
            path.write_bytes(save_page(plate.page, fonts, form, lang=lang, dpi=style.dpi))
            written.append(path)
    return written


def _draw_plates(
    book: MapBook,
    sheets: Sequence[MapSheet],
    fonts: MapFonts,
    lang: Lang,
    progress: Callable[[int], None],
) -> list[_Plate]:
    """Draw all maps; the land of a region is prepared once."""
    lands: dict[str, RegionGround] = {}
    plates: list[_Plate] = []
    faults: list[Fault] = []
    for done, sheet in enumerate(sheets, 1):
        region = sheet.region
        land = lands.setdefault(region.id, RegionGround(book, region, lang))
        try:
            page = draw_sheet(sheet, fonts, lang, ground=land)
        except SourceError as problem:
            faults += problem.faults
        except Exception as problem:
            faults.append(Fault("sheet_failed", sheet_name(sheet), found=repr(problem)))
        else:
            plates.append(_Plate(sheet, encode_page(page, fonts)))
        progress(done)
    if faults:
        raise SourceError(dict.fromkeys(faults))
    return plates


def _bind(book: MapBook, plates: Sequence[_Plate], fonts: MapFonts, lang: Lang) -> PdfDocument:
    """Bind the contents and the maps."""
    title = book.title.in_(lang)
    contents = draw_contents(book, [plate.sheet for plate in plates], fonts, lang)
    first = len(contents)
    links = [
        Link(number, box, first + target, plates[target].page.page.title)
        for number, page in enumerate(contents)
        for target, box in page.links
    ]
    pages = [*(encode_page(page.page, fonts) for page in contents), *(p.page for p in plates)]
    return PdfDocument(fonts, pages, title, title, lang, links, _bookmarks(plates, first, lang))


def _bookmarks(plates: Sequence[_Plate], first: int, lang: Lang) -> list[Bookmark]:
    """Return a bookmark a layer, with its maps below."""
    layers: dict[str, list[Bookmark]] = {}
    titles: dict[str, str] = {}
    for number, plate in enumerate(plates, first):
        layer = plate.sheet.layer
        titles[layer.id] = layer.title.in_(lang)
        layers.setdefault(layer.id, []).append(Bookmark(plate.page.page.title, number))
    return [Bookmark(titles[i], below[0].page, tuple(below)) for i, below in layers.items()]
