"""
PDF → blocks.

Ruled tables are grids, everything else is lines put together to paragraphs. Running titles, page
numbers and rotated text are not read. A page that is only a picture is an error: no number can be
read from it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BufferedReader
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from aqmap.errors import Fault, SourceError
from aqmap.read.documents.blocks import Document, Grid
from aqmap.read.documents.containers.archives import guarded, too_large
from aqmap.read.documents.containers.articles import in_articles
from aqmap.read.documents.containers.pdf_lines import TextLine, paragraphs, without_running
from aqmap.read.documents.containers.pdf_streams import check_streams
from aqmap.read.documents.containers.pdf_tables import PageTable, read_table
from aqmap.textfiles import read_bytes

_LOG = logging.getLogger("pdfminer")  # it warns of every oddity of a font
_LOG.propagate = False
_LOG.addHandler(logging.NullHandler())

_MOST_PAGES = 2000
_MOST_CHARS = 30_000  # a page; small print fills 10 000
_FEW = 20  # characters beside a picture of the page: a stamp, a page number
_PICTURE = 0.5  # of the page's area
_UNREADABLE = 0.2  # of its characters
_LINES = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 2}
_SAME_EDGE = 4.0  # points
Item = TextLine | PageTable


def read_pdf(path: Path) -> Document:
    """
    Read a PDF that holds text.

    Raises
    ------
    SourceError
        If the file is damaged, encrypted or larger than its bounds; with a fault for each page
        that is a picture, or whose characters stand for nothing.
    """
    check_streams(path, read_bytes(path))
    pages: list[list[Item]] = []
    faults: list[Fault] = []
    with path.open("rb") as file:
        pdf = _opened(path, file)  # not closed: that would read all pages once more
        with guarded(path):
            count = len(pdf.pages)
        if count > _MOST_PAGES:
            raise too_large(path, f"{count} pages", f"{_MOST_PAGES}")
        for number, page in enumerate(pdf.pages, 1):
            with guarded(path):
                fault = _unread(page)
                items = [] if fault else list(_items(page, number))
                page.close()
            if fault:
                faults.append(Fault(fault, path, f"page {number}"))
            pages.append(items)
    if faults:
        raise SourceError(faults)
    blocks = in_articles(paragraphs(_joined(without_running(pages))))
    if not blocks:
        raise SourceError(Fault("office_empty", path))
    return Document(path.name, tuple(blocks))


def _opened(path: Path, file: BufferedReader) -> PDF:
    try:
        with guarded(path):
            try:
                return pdfplumber.open(file)
            except PdfminerException as problem:
                if problem.args and isinstance(problem.args[0], PDFPasswordIncorrect):
                    raise SourceError(Fault("password_protected", path)) from None
                raise
    except RecursionError:
        raise too_large(path, "levels", "1000") from None


def _unread(page: Page) -> str:
    """Return the code of why a page's text cannot be read, or nothing."""
    chars = page.chars
    if len(chars) > _MOST_CHARS:
        return "page_too_full"
    area = page.width * page.height
    pictures = sum(image["width"] * image["height"] for image in page.images)
    if len(chars) < _FEW and pictures > area * _PICTURE:
        return "page_scanned"
    unreadable = sum(_means_nothing(char["text"]) for char in chars)
    return "page_unreadable" if unreadable > len(chars) * _UNREADABLE else ""


def _means_nothing(text: str) -> bool:
    """Return whether a font tells no character, but its own number or a private one."""
    return text.startswith("(cid:") or any("\ue000" <= sign <= "\uf8ff" for sign in text)


def _items(page: Page, number: int) -> Iterator[Item]:
    """Yield a page's lines and tables from the top."""
    upright = page.filter(_is_upright)
    tables = upright.find_tables(_LINES) if page.lines or page.rects or page.curves else []
    tables = [table for table in tables if len(table.cells) > 1]
    found: list[Item] = [read_table(table, upright.chars, number) for table in tables]
    boxes = [table.bbox for table in tables]
    outside = upright.filter(lambda thing: not any(_within(thing, box) for box in boxes))
    found += (
        TextLine(
            line["text"].strip(),
            number,
            (line["x0"], line["top"], line["x1"], line["bottom"]),
            float(page.height),
        )
        for line in outside.extract_text_lines(return_chars=False, x_tolerance=2)
    )
    yield from sorted(found, key=lambda item: item.box[1])


def _is_upright(thing: dict[str, Any]) -> bool:
    return thing["object_type"] != "char" or bool(thing.get("upright", True))


def _within(thing: dict[str, Any], box: Sequence[float]) -> bool:
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _joined(pages: Sequence[Sequence[Item]]) -> Iterator[TextLine | Grid]:
    """Yield lines and tables in order; a table that goes on over the page's end is one."""
    table: PageTable | None = None
    number = 0
    last: Item | None = None
    for items in pages:
        for item in items:
            if isinstance(item, PageTable):
                if table is not None and last is table and _goes_on(table, item):
                    table = replace(table, rows=(*table.rows, *item.rows), page=item.page)
                else:
                    if table is not None:
                        number += 1
                        yield Grid(number, table.rows)
                    table = item
                last = table
                continue
            if table is not None:
                number += 1
                yield Grid(number, table.rows)
                table = None
            yield item
            last = item
    if table is not None:
        yield Grid(number + 1, table.rows)


def _goes_on(table: PageTable, other: PageTable) -> bool:
    """Return whether a table stands on the next page in the same columns."""
    edges = zip(table.edges, other.edges, strict=False)
    same = all(abs(one - another) <= _SAME_EDGE for one, another in edges)
    return other.page == table.page + 1 and len(table.edges) == len(other.edges) and same
