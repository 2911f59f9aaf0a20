"""The atlas's contents: every map with its number and page, and the pages that are no maps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aqmap.book.map_book import MapBook
from aqmap.model.audit_numbers import ATLAS
from aqmap.render.paper.canvas.drawing import Page
from aqmap.render.paper.canvas.fitted_lines import cut, fitting
from aqmap.render.paper.canvas.fonts import MapFonts
from aqmap.render.paper.canvas.pen import GREY, INK, RED, Box, Pen
from aqmap.render.paper.pages.page_flow import lines_of
from aqmap.words import Lang, say

_WIDTH, _HEIGHT = 297.0, 210.0
_TOP, _BOTTOM, _LEFT, _GUTTER = 172.0, 22.0, 20.0, 14.0
_ROW_MM, _PT = 5.2, 8.5
_COLUMNS = 2
_REASON_PT, _REASON_MM, _REASON_LINES = 6.5, 2.4, 2
_TITLE_SHARES = (0.6, 0.45, 0.3)
"""How much of a line a title may take: the less, the longer the reason beside it."""
_A_COLUMN = int((_TOP - _BOTTOM) / _ROW_MM)
_A_PAGE = _A_COLUMN * _COLUMNS


@dataclass(frozen=True)
class ContentsPage:
    """A page of the contents, and where its entries stand: the page of each, and its box."""

    page: Page
    links: tuple[tuple[int, Box], ...]


@dataclass(frozen=True)
class Entry:
    """
    A line of the contents.

    Attributes
    ----------
    heading
        Under which it stands, once for all entries that follow each other.
    label, title
        What is written: a map's number, or nothing; and its title.
    page
        Its page, counted from 0 behind the contents.
    unprinted
        Why it has no page, instead of one.
    """

    heading: str
    label: str
    title: str
    page: int
    unprinted: str = ""


@dataclass(frozen=True)
class _Row:
    """A line as it is drawn: a heading, or an entry."""

    words: str
    entry: Entry | None = None


def draw_contents(
    book: MapBook, entries: Sequence[Entry], maps: int, fonts: MapFonts, lang: Lang
) -> list[ContentsPage]:
    """
    Draw the contents on as many pages as they need.

    Parameters
    ----------
    book, fonts, lang
        What is drawn, and how.
    entries
        In the order of the pages.
    maps
        How many of them are maps.

    Raises
    ------
    SourceError
        With one fault for each character that the font lacks.
    """
    rows = _unbroken(list(_rows(entries)))
    parts = [rows[i : i + _A_PAGE] for i in range(0, len(rows), _A_PAGE)]
    pages = []
    for part in parts:
        pen = Pen(fonts, _WIDTH, _HEIGHT)
        with pen.part("P"):
            _draw_furniture(pen, book, maps, lang)
            links = _draw_rows(pen, part, len(parts))
        pages.append(ContentsPage(pen.page(book.title.in_(lang)), tuple(links)))
    return pages


def _rows(entries: Sequence[Entry]) -> Iterator[_Row]:
    heading = None
    for entry in entries:
        if entry.heading != heading:
            heading = entry.heading
            yield _Row(heading)
        yield _Row(entry.title, entry)


def _unbroken(rows: list[_Row]) -> list[_Row]:
    """Push a heading that would end a column to the top of the next."""
    unbroken: list[_Row] = []
    for row in rows:
        if row.entry is None and row.words and len(unbroken) % _A_COLUMN == _A_COLUMN - 1:
            unbroken.append(_Row(""))
        unbroken.append(row)
    return unbroken


def _draw_furniture(pen: Pen, book: MapBook, maps: int, lang: Lang) -> None:
    """Draw everything but the entries."""
    middle, right = _WIDTH / 2, _WIDTH - _LEFT
    pen.text(middle, 194, book.title.in_(lang), 16, bold=True, anchor="center")
    pen.text(middle, 184, say("paper.contents", lang), 12, anchor="center")
    counted = say("paper.contents_pages", lang, maps=maps)
    pen.text(right, 184, counted, 8, color=GREY, anchor="right")
    pen.lines([[(_LEFT, 178), (right, 178)]], 0.5, INK)
    pen.lines([[(_LEFT, 16), (right, 16)]], 0.3, INK)
    color = INK if book.audit.number(ATLAS, lang) else RED
    status = book.audit.status(ATLAS, book.audience).in_(lang)
    pen.text(_LEFT, 11.5, status, 7.5, bold=True, color=color)
    if book.compiled:
        pen.text(right, 11.5, book.compiled.in_(lang), 8, anchor="right")


def _draw_rows(pen: Pen, rows: Sequence[_Row], pages: int) -> list[tuple[int, Box]]:
    """Draw the entries in columns; return where each one's stands."""
    width = (_WIDTH - 2 * _LEFT - _GUTTER * (_COLUMNS - 1)) / _COLUMNS
    links = []
    for number, row in enumerate(rows):
        left = _LEFT + (number // _A_COLUMN) * (width + _GUTTER)
        y = _TOP - (number % _A_COLUMN) * _ROW_MM
        if row.entry is None:
            pen.text(left, y, row.words, 9.5, bold=True)
            continue
        box = Box(left, y - _ROW_MM / 2, left + width, y + _ROW_MM / 2)
        if row.entry.unprinted:
            _draw_unprinted(pen, box, row.entry)
            continue
        _draw_row(pen, box, (row.entry.label, row.words, str(pages + row.entry.page + 1)))
        links.append((row.entry.page, box))
    return links


def _draw_unprinted(pen: Pen, box: Box, entry: Entry) -> None:
    """Draw the line of a map that is not printed: its title, cut if need be, and why, whole."""
    start, y = box.left + 13, box.center[1]
    room = box.right - start
    for share in _TITLE_SHARES:
        size = fitting(pen, entry.title, share * room, _PT)
        title = cut(pen, entry.title, size, share * room)
        beside = room - pen.width(title, size) - 2
        reason = lines_of(pen, entry.unprinted, _REASON_PT, beside)
        if len(reason.lines) <= _REASON_LINES:
            break
    pen.text(start, y, title, size, color=GREY)
    for number, line in enumerate(reason.lines):
        below = (number - (len(reason.lines) - 1) / 2) * _REASON_MM
        pen.text(box.right, y - below, line, _REASON_PT, color=GREY, anchor="right")


def _draw_row(pen: Pen, box: Box, words: tuple[str, str, str]) -> None:
    """Draw one entry: number, title, dots, page."""
    number, title, page = words
    start, end, y = box.left + 13, box.right - 7, box.center[1]
    size = fitting(pen, title, end - start - 2, _PT)
    title = cut(pen, title, size, end - start - 2)
    pen.text(box.left + 2, y, number, 7.5, color=GREY)
    pen.text(start, y, title, size)
    dots = start + pen.width(title, size) + 1.5
    if dots < end:
        pen.lines([[(dots, y - 0.9), (end, y - 0.9)]], 0.2, GREY, dash=(0.2, 1.2))
    pen.text(box.right, y, page, _PT, anchor="right")
