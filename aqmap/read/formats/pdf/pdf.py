"""
PDF → blocks.

Ruled tables are grids, everything else is lines put together to paragraphs. Running titles, page
numbers and rotated text are not read. A page that is only a picture is an error: no number can be
read from it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import (
    stream_value,
)
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from aqmap.errors import Fault, SourceError
from aqmap.files.file_content import FileContent
from aqmap.files.zip_guard import guarded, too_large
from aqmap.read.formats.articles import in_articles
from aqmap.read.formats.blocks import Document
from aqmap.read.formats.pdf.bounds import Device, Interpreter, Pdf, TooFullError
from aqmap.read.formats.pdf.characters import lines_of_chars
from aqmap.read.formats.pdf.index_guard import check_index
from aqmap.read.formats.pdf.open_tables import aligned_tables
from aqmap.read.formats.pdf.page_items import PageTable, TextLine
from aqmap.read.formats.pdf.paragraphs import paragraphs, without_running
from aqmap.read.formats.pdf.ruled_tables import find_tables, joined, read_ruled_table

_LOG = logging.getLogger("pdfminer")  # it warns of every oddity of a font
_LOG.propagate = False
_LOG.addHandler(logging.NullHandler())

_MOST_PAGES = 2000
_MOST_DRAWN = 30_000_000  # bytes of drawing instructions in all pages, a minute's work
_FEW = 20  # characters beside a picture of the page: a stamp, a page number
_SLANT = 0.1  # of a line of a page that was not laid straight
_PICTURE = 0.5  # of the page's area
_UNREADABLE = 0.2  # of its characters
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character of which a font does not say what it is."""
Item = TextLine | PageTable


def read_pdf(file: FileContent) -> Document:
    """
    Read a PDF that holds text.

    Raises
    ------
    SourceError
        If the file is damaged, encrypted or larger than its bounds; with a fault for each page
        that is a picture, or whose characters stand for nothing.
    """
    path = file.path
    check_index(file)
    pages: list[list[Item]] = []
    faults: list[Fault] = []
    remarks: list[Fault] = []
    for page in _pages(file):
        with guarded(path):
            fault = _unread(page)
            items = [] if fault else list(_items(page))
            unread = 0 if fault else sum(char["text"] == UNKNOWN for char in page.chars)
            page.close()
        spot = f"page {page.page_number}"
        if fault:
            faults.append(Fault(fault, path, spot))
        elif unread:
            remarks.append(Fault("chars_unreadable", path, spot, count=unread, sign=UNKNOWN))
        pages.append(items)
    if faults:
        raise SourceError(faults)
    blocks = in_articles(paragraphs(joined(without_running(pages))))
    if not blocks:
        raise SourceError(Fault("office_empty", path))
    lines = [item for page in pages[:2] for item in page if isinstance(item, TextLine)]
    margins = tuple(line.text for line in lines if line.in_margin)
    return Document(path.name, tuple(blocks), tuple(remarks), margins)


def _pages(file: FileContent) -> list[Page]:
    """Open a PDF; what its pages draw is within the bound."""
    path, drawn = file.path, 0
    with guarded(path):
        try:
            pages = Pdf(
                path, file.stream()
            ).pages  # not closed: that would read all pages once more
        except PDFPasswordIncorrect:
            raise SourceError(Fault("password_protected", path)) from None
        except PdfminerException as problem:
            raise (problem.args or (problem,))[0] from None
        if len(pages) > _MOST_PAGES:
            raise too_large(path, f"{len(pages)} pages", f"{_MOST_PAGES}")
        for page in pages:
            drawn += sum(len(stream_value(part).get_data()) for part in page.page_obj.contents)
            if drawn > _MOST_DRAWN:
                raise too_large(path, "pages", f"{_MOST_DRAWN // 1_000_000} MB")
    return pages


def _draw(page: Page) -> None:
    """Draw a page as pdfplumber itself does, within bounds."""
    device = Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()


def _unread(page: Page) -> str:
    """
    Return the code of why a page's text cannot be read, or nothing.

    Single characters that stand for nothing are marked: a font's number for one is no number.
    """
    try:
        _draw(page)
    except TooFullError:
        return "page_too_full"
    chars = page.chars
    area = page.width * page.height
    pictures = sum(image["width"] * image["height"] for image in page.images)
    if len(chars) < _FEW and pictures > area * _PICTURE:
        return "page_scanned"
    unreadable = [char for char in chars if _means_nothing(char["text"])]
    for char in unreadable:
        char["text"] = UNKNOWN
    return "page_unreadable" if len(unreadable) > len(chars) * _UNREADABLE else ""


def _means_nothing(text: str) -> bool:
    """Return whether a font tells no character, but its own number, a private or a control one."""
    return text.startswith("(cid:") or any(
        "\ue000" <= sign <= "\uf8ff" or (sign < " " and not sign.isspace()) for sign in text
    )


def _items(page: Page) -> Iterator[Item]:
    """Yield a page's lines and tables from the top."""
    number = page.page_number
    upright = page.filter(_is_upright)
    ruled = page.lines or page.rects or page.curves
    tables = [table for table in find_tables(upright) if len(table.cells) > 1] if ruled else []
    items: list[Item] = [read_ruled_table(table, upright.chars, number) for table in tables]
    boxes = [table.bbox for table in tables]
    outside = upright.filter(lambda thing: not any(_within(thing, box) for box in boxes))
    aligned = aligned_tables(outside.chars, number)
    items += aligned
    boxes += [table.box for table in aligned]
    outside = upright.filter(lambda thing: not any(_within(thing, box) for box in boxes))
    sheet = float(page.width), float(page.height)
    items += (TextLine(text, number, box, sheet) for text, box in lines_of_chars(outside.chars))
    yield from sorted(items, key=lambda item: item.box[1])


def _is_upright(thing: dict[str, Any]) -> bool:
    """Return whether a thing is no character that is turned: a stamp, a mark across the page."""
    if thing["object_type"] != "char":
        return True
    across, up = thing["matrix"][:2]
    return bool(across > 0 and abs(up) <= _SLANT * across)


def _within(thing: dict[str, Any], box: Sequence[float]) -> bool:
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])
