"""Every print map of a book, and the atlas that binds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate
from pathlib import Path

from aqmap.book.map_book import BookRegion, MapBook, MapSheet
from aqmap.errors import Fault, SourceError
from aqmap.model.page_sizes import PrintFormat, SizeName
from aqmap.render.paper.canvas.fonts import MapFonts, once_a_character
from aqmap.render.paper.canvas.pdf_document import (
    Bookmark,
    EncodedPage,
    Link,
    PdfDocument,
    encode_page,
)
from aqmap.render.paper.canvas.pen import Pen
from aqmap.render.paper.contents import Entry, draw_contents
from aqmap.render.paper.draw_sheet import draw_sheet_pages
from aqmap.render.paper.export import save_page
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.pages.page_frame import PageGroup
from aqmap.render.paper.pages.page_groups import PageGroups, page_groups
from aqmap.render.paper.print_style import PrintStyle
from aqmap.render.paper.sheet_words import sheet_name
from aqmap.render.paper.unprinted import UnprintedLine, unprinted_maps, unprinted_pages
from aqmap.words import Lang, say

ATLAS = "atlas.pdf"


@dataclass(frozen=True)
class _Piece:
    """
    A map of the atlas, or the pages that are an overview or the sheet of a county; drawn.

    Attributes
    ----------
    file_name
        Of its own file, without suffix.
    heading, label
        Under which it stands in the contents, and its number there.
    above
        The bookmark that it stands below.
    pages
        A map's is the first, the rest of its table on the next; of what is not printed none.
    unprinted
        Of such a piece its title, and why it is not.
    """

    file_name: str
    heading: str
    label: str
    above: str
    pages: list[EncodedPage]
    unprinted: tuple[str, str] = ("", "")

    @property
    def title(self) -> str:
        """The title of its first page, which is that of all."""
        return self.pages[0].page.title if self.pages else self.unprinted[0]

    @property
    def _is_map(self) -> bool:
        return bool(self.label)

    def picture_name(self, number: int) -> str:
        """Return the name of the picture of one of several pages: a map's own is without number."""
        if not self._is_map:
            return f"{self.file_name}-{number}"
        return self.file_name if number == 1 else f"{self.file_name}.{number}"

    def bookmark(self, start: int) -> Bookmark:
        """Return its entry of the outline, with the rest of its table below it."""
        tables = enumerate(self.pages[1:], start + 1) if self._is_map else ()
        below = tuple(Bookmark(page.page.title, number) for number, page in tables)
        return Bookmark(self.title, start, below)


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
        Formats, fonts and whether the sheets of regions and counties are drawn; by default a PDF
        a map.
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
    style = style or PrintStyle()
    if not sheets and not style.county_sheets:
        return []
    fonts, lands = style.fonts, _Lands(book, lang, style.size)
    groups = page_groups(book, lands.of, lang) if style.county_sheets else PageGroups()
    maps = _draw_maps(sheets, fonts, lands, lambda done: progress(done, len(sheets)))
    pieces = [
        *_draw_groups(groups.overviews, "matrix.heading", fonts, lang),
        *maps,
        *_draw_groups(groups.multiples, "multiples.heading", fonts, lang),
        *_draw_groups(groups.counties, "county.heading", fonts, lang, together=True),
    ]
    folder.mkdir(parents=True, exist_ok=True)
    atlas = folder / ATLAS
    with atlas.open("wb") as file:
        _bind(book, pieces, sum(bool(piece.pages) for piece in maps), fonts, lang).write(file)
    written = [atlas]
    for piece in pieces:
        for form in style.formats:
            for name, content in _files(piece, fonts, form, lang=lang, dpi=style.dpi):
                written.append(folder / f"{name}.{form}")
                written[-1].write_bytes(content)
    return written


def _files(
    piece: _Piece, fonts: MapFonts, form: PrintFormat, *, lang: Lang, dpi: int
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of one format with their names: several pages are one PDF, or pictures."""
    name, pages = piece.file_name, piece.pages
    if not pages:
        return
    if len(pages) == 1:
        yield name, save_page(pages[0], fonts, form, lang=lang, dpi=dpi)
    elif form == "pdf":
        pdf = BytesIO()
        first = pages[0].page
        PdfDocument(fonts, pages, first.title, first.description, lang).write(pdf)
        yield name, pdf.getvalue()
    else:
        for number, page in enumerate(pages, 1):
            yield piece.picture_name(number), save_page(page, fonts, form, lang=lang, dpi=dpi)


@dataclass(frozen=True)
class _Lands:
    """The land of each region, prepared once for all pages that show it."""

    book: MapBook
    lang: Lang
    size: SizeName | None = None
    prepared: dict[tuple[str, bool], RegionGround] = field(default_factory=dict)

    def of(self, region: BookRegion, *, has_table: bool = True) -> RegionGround:
        """Return a region's land, for maps with or without a table beside them."""
        key = (region.id, has_table)
        if key not in self.prepared:
            self.prepared[key] = RegionGround(
                self.book, region, self.lang, self.size, has_table=has_table
            )
        return self.prepared[key]

    def of_sheet(self, sheet: MapSheet) -> RegionGround:
        """Return the land of a map."""
        return self.of(sheet.region, has_table=bool(sheet.layer.beside))


def _draw_maps(
    sheets: Sequence[MapSheet],
    fonts: MapFonts,
    lands: _Lands,
    progress: Callable[[int], None],
) -> list[_Piece]:
    """Draw all maps."""
    book, lang = lands.book, lands.lang
    maps: list[_Piece] = []
    faults: list[Fault] = []
    unprinted = unprinted_maps(sheets)
    number = 0
    for done, sheet in enumerate(sheets, 1):
        theme = sheet.layer.theme
        heading = book.themes[theme].in_(lang) if theme in book.themes else theme
        if sheet.name in unprinted:
            if line := unprinted[sheet.name]:
                maps.append(_unprinted(sheet_name(sheet), heading, line, lang))
            progress(done)
            continue
        number += 1
        try:
            drawn = draw_sheet_pages(sheet, fonts, lang, ground=lands.of_sheet(sheet))
        except SourceError as problem:
            faults += problem.faults
        except Exception as problem:
            problem.add_note(sheet_name(sheet))
            raise
        else:
            label = say("paper.number", lang, number=number)
            above = sheet.layer.title.in_(lang)
            pages = [encode_page(page, fonts) for page in drawn]
            maps.append(_Piece(sheet_name(sheet), heading, label, above, pages))
        progress(done)
    if faults:
        raise SourceError(once_a_character(faults))
    return maps


def _draw_groups(
    groups: Sequence[PageGroup],
    heading: str,
    fonts: MapFonts,
    lang: Lang,
    *,
    together: bool = False,
) -> list[_Piece]:
    """
    Draw pages that are no maps; `heading` is the key of the words over them.

    Those that are not printed have a line each, or one together for each reason.
    """
    words, pieces = say(heading, lang), []
    faults: list[Fault] = []
    unprinted = unprinted_pages(groups, together=together)
    for group in groups:
        if group.file_name in unprinted:
            if line := unprinted[group.file_name]:
                pieces.append(_unprinted(group.file_name, words, line, lang))
            continue
        try:
            pages = list(_group_pages(group, fonts, lang))
        except SourceError as problem:
            faults += problem.faults
        except Exception as problem:
            problem.add_note(group.file_name)
            raise
        else:
            pieces.append(_Piece(group.file_name, words, "", words, pages))
    if faults:
        raise SourceError(once_a_character(faults))
    return pieces


def _unprinted(file_name: str, heading: str, line: UnprintedLine, lang: Lang) -> _Piece:
    """Return what stands in the contents alone, with the reason."""
    why = say("paper.unprinted", lang, reasons=line.reason)
    return _Piece(file_name, heading, "", "", [], (line.title.in_(lang), why))


def _group_pages(group: PageGroup, fonts: MapFonts, lang: Lang) -> Iterator[EncodedPage]:
    for page in group.pages(fonts):
        pen = Pen(fonts, page.width, page.height)
        page.draw(pen)
        drawn = pen.page(group.title.in_(lang), group.description.in_(lang))
        yield encode_page(drawn, fonts)


def _bind(
    book: MapBook, pieces: Sequence[_Piece], maps: int, fonts: MapFonts, lang: Lang
) -> PdfDocument:
    """Bind the contents and all pages."""
    title = book.title.in_(lang)
    starts = [0, *accumulate(len(piece.pages) for piece in pieces)]
    entries = [
        Entry(piece.heading, piece.label, piece.title, start, piece.unprinted[1])
        for piece, start in zip(pieces, starts, strict=False)
    ]
    contents = draw_contents(book, entries, maps, fonts, lang)
    first = len(contents)
    titles = {entry.page: entry.title for entry in entries if not entry.unprinted}
    links = [
        Link(number, box, first + target, titles[target])
        for number, page in enumerate(contents)
        for target, box in page.links
    ]
    pages = [encode_page(page.page, fonts) for page in contents]
    pages += [page for piece in pieces for page in piece.pages]
    bookmarks = _bookmarks(pieces, [first + start for start in starts])
    return PdfDocument(fonts, pages, title, title, lang, links, bookmarks)


def _bookmarks(pieces: Sequence[_Piece], starts: Sequence[int]) -> list[Bookmark]:
    """Return a bookmark a layer, with its maps below; and one over overviews and county sheets."""
    below: dict[str, list[Bookmark]] = {}
    for piece, start in zip(pieces, starts, strict=False):
        if piece.pages:
            below.setdefault(piece.above, []).append(piece.bookmark(start))
    return [Bookmark(above, marks[0].page, tuple(marks)) for above, marks in below.items()]
