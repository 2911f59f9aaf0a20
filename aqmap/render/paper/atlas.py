"""Every print map of a book, and the atlas that binds them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import Fit

from aqmap.book.map_book import MapBook, MapSheet
from aqmap.errors import Fault, SourceError
from aqmap.files.temporary_folders import new_temporary_folder
from aqmap.render.paper.canvas.fonts import MM_PER_POINT, MapFonts, book_characters, make_fonts
from aqmap.render.paper.contents import ContentsPage, draw_contents
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.export import save_page, save_sheet, sheet_name
from aqmap.render.paper.map.region import RegionGround
from aqmap.words import Lang
from aqmap.worker_processes import worker_pool

ATLAS = "atlas.pdf"
_MOST_PROCESSES = 4
_FEW_SHEETS = 4


@dataclass
class _SheetPrinter:
    """Draws sheets one after the other; the land of a region is prepared once."""

    book: MapBook
    fonts: MapFonts
    folder: Path
    lang: Lang
    grounds: dict[str, RegionGround] = field(default_factory=dict)
    sheets: list[MapSheet] = field(init=False)

    def __post_init__(self) -> None:
        self.sheets = self.book.sheets()

    def print_sheet(self, number: int) -> list[Fault]:
        """Draw and save one sheet; return what is wrong with it."""
        sheet = self.sheets[number]
        region = sheet.region
        ground = self.grounds.setdefault(region.id, RegionGround(self.book, region, self.lang))
        try:
            figure = draw_sheet(sheet, self.fonts, self.lang, ground=ground)
        except SourceError as problem:
            # Faults cross the border between processes, exceptions with facts do not.
            return list(problem.faults)
        save_sheet(figure, sheet, self.folder, self.lang)
        return []


_printer: list[_SheetPrinter] = []


def _set_up(printer: _SheetPrinter) -> None:
    _printer[:] = [printer]


def _print_sheet(number: int) -> list[Fault]:
    return _printer[0].print_sheet(number)


def write_sheets(
    book: MapBook,
    folder: Path,
    *,
    lang: Lang = "zh",
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    processes: int | None = None,
) -> list[Path]:
    """
    Write every printed map of a book, and the atlas.

    Parameters
    ----------
    book
        What is drawn.
    folder
        Where to: a PDF, PNG and SVG a map, named for layer, view, period and region, and
        ``atlas.pdf`` with contents, bookmarks and all maps. Made if it does not exist.
    lang
        Language of the maps.
    progress
        Called with the number of maps done and of all maps.
    processes
        How many maps are drawn at a time; by default one a processor, at most four.

    Returns
    -------
    written
        The atlas, then every map's files. Without a printed map, none.

    Raises
    ------
    SourceError
        With a fault for each character that the font lacks.
    """
    sheets = book.sheets()
    if not sheets:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    with new_temporary_folder("aqmap-fonts-") as fonts_folder:
        fonts = make_fonts(sorted(book_characters(book)), Path(fonts_folder))
        printer = _SheetPrinter(book, fonts, folder, lang)
        faults = []
        for done, of_sheet in enumerate(_printed(printer, processes), 1):
            faults += of_sheet
            progress(done, len(sheets))
        if faults:
            raise SourceError(dict.fromkeys(sorted(faults, key=lambda f: f.said.en)))
        pages = draw_contents(book, sheets, fonts, lang)
        _bind(book, sheets, pages, folder, lang)
    names = [sheet_name(sheet) for sheet in sheets]
    return [folder / ATLAS, *(folder / f"{n}.{f}" for n in names for f in ("pdf", "png", "svg"))]


def _printed(printer: _SheetPrinter, processes: int | None) -> Iterator[list[Fault]]:
    """Print all sheets, in several processes where that pays; yield each one's faults."""
    numbers = range(len(printer.sheets))
    count = min(processes or min(os.cpu_count() or 1, _MOST_PROCESSES), len(numbers))
    if count < 2 or (processes is None and len(numbers) < _FEW_SHEETS):
        yield from map(printer.print_sheet, numbers)
        return
    done: set[int] = set()
    try:
        with worker_pool(count, _set_up, printer) as pool:
            waiting = {pool.submit(_print_sheet, number): number for number in numbers}
            for future in as_completed(waiting):
                yield future.result()
                done.add(waiting[future])
    except BrokenProcessPool:
        # A script without a main guard, or a machine that forbids processes: go on alone.
        yield from (printer.print_sheet(number) for number in numbers if number not in done)


def _bind(
    book: MapBook, sheets: Sequence[MapSheet], pages: list[ContentsPage], folder: Path, lang: Lang
) -> None:
    """Bind the contents and the single pages, which are not drawn again."""
    title = book.title.in_(lang)
    writer = PdfWriter()
    for page in pages:
        drawn = BytesIO()
        save_page(page.figure, drawn, "pdf", title=title, description=title)
        writer.append(PdfReader(drawn), import_outline=False)
    for sheet in sheets:
        writer.append(folder / f"{sheet_name(sheet)}.pdf", import_outline=False)
    for number, page in enumerate(pages):
        for target, box in page.links:
            left, bottom, right, top = (side / MM_PER_POINT for side in box)
            link = Link(
                rect=(left, bottom, right, top),
                target_page_index=len(pages) + target,
                fit=Fit.fit(),
            )
            writer.add_annotation(number, link)
    layer, parent = "", None
    for number, sheet in enumerate(sheets, len(pages)):
        if sheet.layer.id != layer:
            layer = sheet.layer.id
            parent = writer.add_outline_item(title=sheet.layer.title.in_(lang), page_number=number)
        writer.add_outline_item(title=sheet.title.in_(lang), page_number=number, parent=parent)
    writer.compress_identical_objects()
    writer.metadata = {"/Title": title, "/Creator": "aqmap", "/Producer": "aqmap, pypdf"}
    with (folder / ATLAS).open("wb") as file:
        writer.write(file)
